package dev.assay.dq.internal.execute;

import java.util.Comparator;
import java.util.List;

/** A sorted list of no more than so many, of however many it is offered. */
final class FirstOnes {

  private FirstOnes() {}

  /**
   * Puts one in its place, behind those that are equal; the last of too many goes.
   *
   * @param kept sorted in this order
   */
  static <T> void keep(List<T> kept, T one, Comparator<? super T> order, int most) {
    if (kept.size() >= most && (most == 0 || order.compare(kept.get(most - 1), one) <= 0)) {
      return;
    }
    int from = 0;
    int to = kept.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (order.compare(kept.get(middle), one) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    kept.add(from, one);
    if (kept.size() > most) {
      kept.remove(most);
    }
  }
}
