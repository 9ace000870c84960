package dev.assay.dq.profile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Ranks of numbers in bounded memory: buffers of sorted values, of which every other one moves up a
 * level with twice the weight when a buffer is full (Munro and Paterson 1980; Manku, Rajagopalan
 * and Lindsay 1998). Exact up to {@value #SIZE} values; beyond, it knows the largest error that any
 * rank can have. The choice of odd or even alternates, so that the same values in the same order
 * give the same answer.
 */
final class QuantileSketch implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SIZE = 1024;

  private static final int SMALLEST = 32;

  /** Values as whole numbers of the same order, which are faster to compare and to sort. */
  private long[][] levels = {new long[SMALLEST]};

  private int[] filled = {0};
  private boolean[] odd = {false};
  private long count;
  private double worst;

  void add(double value) {
    count++;
    push(0, order(value));
  }

  /**
   * Adds a value some times. Values of a level count for a power of two, so that no rank becomes
   * less exact.
   */
  void add(double value, long times) {
    count += times;
    long order = order(value);
    for (int level = 0; times >> level != 0; level++) {
      if ((times >> level & 1) != 0) {
        reach(level);
        push(level, order);
      }
    }
  }

  /** Adds values in their order as {@link #order} numbers them; the array is used up. */
  void addSorted(long[] orders, int many) {
    count += many;
    int level = 0;
    int left = many;
    while (left >= 2 * SIZE) {
      reach(level + 1);
      if (left % 2 != 0) {
        push(level, orders[--left]);
      }
      int from = startOfHalf(level);
      for (int i = from; i < left; i += 2) {
        orders[i / 2] = orders[i];
      }
      left /= 2;
      level++;
    }
    for (int i = 0; i < left; i++) {
      push(level, orders[i]);
    }
  }

  /** Where the half begins that moves up from sorted values of a level; it alternates. */
  private int startOfHalf(int level) {
    int first = odd[level] ? 1 : 0;
    odd[level] = !odd[level];
    worst += Math.scalb(1.0, level);
    return first;
  }

  private void reach(int level) {
    int size = levels.length;
    if (level >= size) {
      levels = Arrays.copyOf(levels, level + 1);
      for (int i = size; i <= level; i++) {
        levels[i] = new long[SMALLEST];
      }
      filled = Arrays.copyOf(filled, level + 1);
      odd = Arrays.copyOf(odd, level + 1);
    }
  }

  private void push(int level, long value) {
    if (filled[level] == levels[level].length) {
      if (filled[level] == SIZE) {
        compact(level);
      } else {
        levels[level] = Arrays.copyOf(levels[level], 2 * filled[level]);
      }
    }
    levels[level][filled[level]++] = value;
  }

  private void compact(int level) {
    reach(level + 1);
    long[] values = levels[level];
    sort(values);
    filled[level] = 0;
    for (int i = startOfHalf(level); i < SIZE; i += 2) {
      push(level + 1, values[i]);
    }
  }

  /** Half of the values often came in order, from the level below. */
  private static void sort(long[] values) {
    int half = SIZE / 2;
    if (isSorted(values, 0, half) && isSorted(values, half, SIZE)) {
      long[] left = Arrays.copyOf(values, half);
      int a = 0;
      int b = half;
      int to = 0;
      while (a < half && b < SIZE) {
        values[to++] = left[a] <= values[b] ? left[a++] : values[b++];
      }
      System.arraycopy(left, a, values, to, half - a);
    } else {
      Arrays.sort(values, 0, SIZE);
    }
  }

  private static boolean isSorted(long[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (values[i - 1] > values[i]) {
        return false;
      }
    }
    return true;
  }

  void merge(QuantileSketch other) {
    long total = count + other.count;
    worst += other.worst;
    for (int level = 0; level < other.levels.length; level++) {
      reach(level);
      for (int i = 0; i < other.filled[level]; i++) {
        push(level, other.levels[level][i]);
      }
    }
    count = total;
  }

  long count() {
    return count;
  }

  /** The largest error of a rank, as a share of the values. */
  double error() {
    return count == 0 ? 0 : worst / count;
  }

  boolean isExact() {
    return worst == 0;
  }

  /** The sorted values with their weights summed up. */
  Ranks ranks() {
    int size = 0;
    for (int each : filled) {
      size += each;
    }
    long[][] pairs = new long[size][2];
    int at = 0;
    for (int level = 0; level < levels.length; level++) {
      for (int i = 0; i < filled[level]; i++) {
        pairs[at][0] = levels[level][i];
        pairs[at++][1] = 1L << level;
      }
    }
    Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
    double[] values = new double[size];
    long[] upTo = new long[size];
    long sum = 0;
    for (int i = 0; i < size; i++) {
      values[i] = value(pairs[i][0]);
      sum += pairs[i][1];
      upTo[i] = sum;
    }
    return new Ranks(values, upTo);
  }

  /** A whole number for each, in the same order. */
  static long order(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  static double value(long order) {
    return Double.longBitsToDouble(order ^ ((order >> 63) & Long.MAX_VALUE));
  }

  /** Sorted values and how many lie at or below each. */
  static final class Ranks {

    private final double[] values;
    private final long[] upTo;

    Ranks(double[] values, long[] upTo) {
      this.values = values;
      this.upTo = upTo;
    }

    long total() {
      return upTo[upTo.length - 1];
    }

    /** The same ranks of all values divided by a positive number. */
    Ranks dividedBy(double divisor) {
      return new Ranks(Arrays.stream(values).map(value -> value / divisor).toArray(), upTo);
    }

    /** The nearest rank: the value at position ceil(q n). */
    double quantile(double q) {
      long total = upTo[upTo.length - 1];
      long rank = Math.max(1, (long) Math.ceil(q * total));
      int low = 0;
      int high = upTo.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (upTo[middle] >= rank) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return values[low];
    }

    /** Some of the values with how many lie at or below them. */
    ColumnProfile.Distribution distribution(double error) {
      List<Double> distinct = new ArrayList<>();
      List<Long> counts = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        if (i + 1 == values.length || values[i + 1] != values[i]) {
          distinct.add(values[i]);
          counts.add(upTo[i]);
        }
      }
      int most = ColumnProfile.Distribution.MAX_POINTS;
      if (distinct.size() <= most) {
        return new ColumnProfile.Distribution(List.copyOf(distinct), List.copyOf(counts), error);
      }
      List<Double> points = new ArrayList<>();
      List<Long> ranks = new ArrayList<>();
      long total = upTo[upTo.length - 1];
      int previous = -1;
      for (int i = 0; i < most; i++) {
        double rank = i == 0 ? 1 : (double) total * i / (most - 1);
        int at = Collections.binarySearch(counts, (long) Math.ceil(rank));
        at = at < 0 ? -at - 1 : at;
        if (at > previous) {
          points.add(distinct.get(at));
          ranks.add(counts.get(at));
          previous = at;
        }
      }
      return new ColumnProfile.Distribution(List.copyOf(points), List.copyOf(ranks), error);
    }

    /** How many values are above a bound that the greatest is above: one at least. */
    long above(long bound) {
      return Math.max(1, total() - count((double) bound, true));
    }

    /** How many values are below a bound, or at it. */
    long count(double bound, boolean included) {
      int low = 0;
      int high = values.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[middle] < bound || (included && values[middle] == bound)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low == 0 ? 0 : upTo[low - 1];
    }
  }
}
