package dev.assay.dq.profile;

import java.util.ArrayList;
import java.util.List;

/** Bins of a histogram, from values at known ranks. */
final class Bins {

  private static final double BULK = 3;
  private static final double GREATEST = 1e308;

  private Bins() {}

  /**
   * Bins over the bulk of the values: a few far out do not flatten the picture.
   *
   * @param sorted the values
   * @param wanted how many bins there are about
   * @param min the smallest value
   * @param max the largest
   * @param whole whether the values are whole numbers
   * @param exact whether the ranks are exact
   */
  static Histogram of(
      QuantileSketch.Ranks sorted,
      int wanted,
      double min,
      double max,
      boolean whole,
      boolean exact) {
    long all = sorted.total();
    double q1 = sorted.quantile(0.25);
    double q3 = sorted.quantile(0.75);
    double spread = q3 - q1;
    double from = spread > 0 ? Math.max(min, q1 - BULK * spread) : min;
    double to = spread > 0 ? Math.min(max, q3 + BULK * spread) : max;
    if (!(from < to)) {
      return new Histogram(List.of(new Histogram.Bin(from, from, all)), 0, 0, exact);
    }
    // halves first: the difference of the largest numbers is infinite
    double least = Math.max(whole ? 1 : 0, 2 * Math.max(Math.ulp(from), Math.ulp(to)));
    double width = nice(Math.max(least, 2 * ((to / 2 - from / 2) / wanted)));
    double start = Math.floor(from / width);
    List<Histogram.Bin> bins = new ArrayList<>();
    long before = sorted.count(edge(start, width), false);
    long below = before;
    for (int i = 0; i < 2 * wanted + 2; i++) {
      double left = edge(start + i, width);
      double right = edge(start + i + 1, width);
      boolean last = right > to || right == Double.MAX_VALUE;
      long upTo = sorted.count(right, last);
      bins.add(new Histogram.Bin(left, right, upTo - before));
      before = upTo;
      if (last) {
        break;
      }
    }
    return new Histogram(List.copyOf(bins), below, all - before, exact);
  }

  private static double edge(double number, double width) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number * width));
  }

  /** The next of 1, 2, 5 times a power of ten, or the greatest one there is. */
  private static double nice(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double digit = width / power;
    double next = (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
    return Math.min(next, GREATEST);
  }
}
