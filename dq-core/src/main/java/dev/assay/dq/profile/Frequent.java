package dev.assay.dq.profile;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Frequent values in bounded memory: exact while there are few different ones; beyond that each
 * count may be too low by at most {@link #error()}, after Misra and Gries, Finding repeated
 * elements (1982), and Agarwal et al., Mergeable summaries (2012).
 */
final class Frequent implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int capacity;
  private HashMap<Object, long[]> counts = new HashMap<>();
  private long error;

  Frequent(int capacity) {
    this.capacity = capacity;
  }

  void add(Object value) {
    long[] count = counts.get(value);
    if (count == null) {
      counts.put(value, new long[] {1});
      if (counts.size() > 2 * capacity) {
        shrink();
      }
    } else {
      count[0]++;
    }
  }

  void merge(Frequent other) {
    other.counts.forEach(
        (value, count) -> counts.computeIfAbsent(value, key -> new long[1])[0] += count[0]);
    error += other.error;
    if (counts.size() > 2 * capacity) {
      shrink();
    }
  }

  /** Lowers all counts by that of the first value that has no room, and drops those at zero. */
  private void shrink() {
    long[] all = new long[counts.size()];
    int i = 0;
    for (long[] count : counts.values()) {
      all[i++] = count[0];
    }
    Arrays.sort(all);
    long lower = all[all.length - capacity - 1];
    error += lower;
    Iterator<long[]> iterator = counts.values().iterator();
    while (iterator.hasNext()) {
      long[] count = iterator.next();
      count[0] -= lower;
      if (count[0] <= 0) {
        iterator.remove();
      }
    }
  }

  boolean isExact() {
    return error == 0;
  }

  long error() {
    return error;
  }

  int size() {
    return counts.size();
  }

  Map<Object, long[]> counts() {
    return counts;
  }

  /** The most frequent values, the first of equals in the order of their text. */
  List<ValueCount> top(int limit) {
    List<ValueCount> all = new ArrayList<>();
    counts.forEach((value, count) -> all.add(new ValueCount(text(value), count[0])));
    all.sort(
        (a, b) ->
            a.count() != b.count()
                ? Long.compare(b.count(), a.count())
                : a.value().compareTo(b.value()));
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  /** A value as people write it. */
  static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }
}
