package dev.assay.dq.internal.state;

import java.io.Serializable;

/**
 * A sum of numbers that are not negative, which is the same in whatever order they come: each is
 * taken in whole units of 2<sup>-78</sup>, and these are added as whole numbers. Mutable and not
 * thread-safe.
 */
public final class OrderFreeSum implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many parts a number has: a whole one, then ever smaller ones. */
  public static final int PARTS = 4;

  /** What a part is multiplied by to be in units of the next: so many sums of them fit a long. */
  public static final long RADIX = 1L << 26;

  private static final double[] SMALL = new double[1024];

  static {
    for (int c = 1; c < SMALL.length; c++) {
      SMALL[c] = c * StrictMath.log(c);
    }
  }

  private final long[] parts = new long[PARTS];

  /** A sum of nothing. */
  public OrderFreeSum() {}

  /**
   * Adds a number.
   *
   * @param number finite and not negative
   */
  public void add(double number) {
    double rest = number;
    for (int i = 0; i < PARTS; i++) {
      double whole = Math.floor(rest);
      parts[i] += (long) whole;
      rest = (rest - whole) * RADIX; // exact: the radix is a power of two
    }
  }

  /**
   * Adds c ln c, what a key that occurs c times adds to an entropy.
   *
   * @param c at least 1
   */
  public void addCountLogCount(long c) {
    add(c < SMALL.length ? SMALL[(int) c] : c * StrictMath.log((double) c));
  }

  /** Adds what stands in some places of an array, of sums made elsewhere. */
  public void addParts(long[] sums, int from) {
    for (int i = 0; i < PARTS; i++) {
      parts[i] += sums[from + i];
    }
  }

  /**
   * Copies the parts to an array.
   *
   * @param sums gets the sum of each part
   */
  public void copyParts(long[] sums, int from) {
    System.arraycopy(parts, 0, sums, from, PARTS);
  }

  /** Adds another sum. */
  public void merge(OrderFreeSum other) {
    addParts(other.parts, 0);
  }

  /**
   * The sum.
   *
   * @return the double next to it, but for a last digit
   */
  public double value() {
    long[] carried = parts.clone();
    for (int i = PARTS - 1; i > 0; i--) {
      carried[i - 1] += Math.floorDiv(carried[i], RADIX);
      carried[i] = Math.floorMod(carried[i], RADIX);
    }
    double sum = 0;
    for (int i = PARTS - 1; i > 0; i--) {
      sum = (sum + carried[i]) / RADIX;
    }
    return carried[0] + sum;
  }
}
