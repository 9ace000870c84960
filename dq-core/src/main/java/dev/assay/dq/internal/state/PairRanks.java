package dev.assay.dq.internal.state;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How two values rank the rows that have both: Spearman's rho, which is the correlation of the
 * ranks (the mean of their ranks for values that are equal), and Kendall's tau-b, which counts the
 * pairs of rows that the two put in opposite orders (Knight 1966). All sums are of whole numbers
 * and exact.
 *
 * <p>It takes the different pairs of values one by one, in the order of the first value and, where
 * that is equal, of the second. Of them it keeps sums, and a count for each different second value.
 */
public final class PairRanks implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of more different second values pairs in opposite orders are not counted: 32 MB of counts. */
  public static final int MOST_VALUES = 1 << 22;

  private long rows;
  private long nans;

  /** Rows whose first value is before the present one, and rows that have it. */
  private long before;

  private long here;
  private BigInteger secondsHere = BigInteger.ZERO;

  /** Sums of products of ranks, each of them doubled, so that it is whole. */
  private BigInteger products = BigInteger.ZERO;

  private BigInteger firstSquares = BigInteger.ZERO;
  private final Sum secondSquares = new Sum();

  /** Pairs of rows in opposite orders, with equal first values, and with both equal. */
  private final Sum opposite = new Sum();

  private BigInteger equalFirst = BigInteger.ZERO;
  private BigInteger equalBoth = BigInteger.ZERO;

  /**
   * A Fenwick tree of the rows by number of the second value, from 1; null where it is too many.
   */
  private long @Nullable [] seen = new long[1 << 4];

  /** Sums of products that may be beyond 64 bits. */
  private static final class Sum implements Serializable {
    private static final long serialVersionUID = 1L;
    private BigInteger whole = BigInteger.ZERO;
    private long part;

    void add(long a, long b) {
      long product = a * b;
      long sum = part + product;
      if (Math.multiplyHigh(a, b) == 0 && product >= 0 && sum >= 0) {
        part = sum;
      } else {
        whole = value().add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
        part = 0;
      }
    }

    BigInteger value() {
      return whole.add(BigInteger.valueOf(part));
    }
  }

  /**
   * Adds the rows of one pair of values.
   *
   * @param next whether the first value is another one than that of the pair before
   * @param doubled twice the rank of the second value among those of all rows
   * @param number the number of the second value among the different ones, from 1
   * @param nan whether one of the two is NaN
   * @param count how many rows have the pair
   */
  public void add(boolean next, long doubled, long number, boolean nan, long count) {
    if (next) {
      closeFirst();
    }
    rows += count;
    here += count;
    nans += nan ? count : 0;
    BigInteger second = BigInteger.valueOf(doubled);
    BigInteger ofAll = second.multiply(BigInteger.valueOf(count));
    secondsHere = secondsHere.add(ofAll);
    if (ofAll.bitLength() < Long.SIZE) {
      secondSquares.add(ofAll.longValue(), doubled);
    } else {
      secondSquares.whole = secondSquares.whole.add(ofAll.multiply(second));
    }
    equalBoth = equalBoth.add(pairs(count));
    if (number > MOST_VALUES) {
      seen = null;
    }
    if (seen != null) {
      // of the rows before, those with a greater second value have a smaller first one
      long smaller = smaller((int) number);
      opposite.add(count, rows - count - smaller);
      count((int) number, count);
    }
  }

  private static BigInteger pairs(long rows) {
    return BigInteger.valueOf(rows).multiply(BigInteger.valueOf(rows - 1)).shiftRight(1);
  }

  private void closeFirst() {
    BigInteger first = BigInteger.valueOf(2 * before + here + 1);
    products = products.add(first.multiply(secondsHere));
    firstSquares = firstSquares.add(first.multiply(first).multiply(BigInteger.valueOf(here)));
    equalFirst = equalFirst.add(pairs(here));
    before += here;
    here = 0;
    secondsHere = BigInteger.ZERO;
  }

  /** The rows so far whose second value is at most that of this number. */
  private long smaller(int number) {
    long[] tree = Objects.requireNonNull(seen);
    long sum = 0;
    for (int i = Math.min(number, tree.length - 1); i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }

  private void count(int number, long count) {
    long[] tree = Objects.requireNonNull(seen);
    while (number >= tree.length) {
      int size = tree.length;
      tree = Arrays.copyOf(tree, 2 * size);
      // the node of this number has all before it, which the tree so far is
      tree[size] = rows - count;
      seen = tree;
    }
    for (int i = number; i < tree.length; i += i & -i) {
      tree[i] += count;
    }
  }

  /** What the ranks of all rows say. */
  public Measurement.RankedPairs measure() {
    closeFirst();
    BigInteger n = BigInteger.valueOf(rows);
    BigInteger mean = n.add(BigInteger.ONE);
    BigInteger ofMeans = n.multiply(mean).multiply(mean);
    Double spearman =
        quotient(
            products.subtract(ofMeans),
            firstSquares.subtract(ofMeans),
            secondSquares.value().subtract(ofMeans));
    Double kendall = null;
    if (seen != null) {
      BigInteger equalSecond = BigInteger.ZERO;
      for (int i = 1; i < seen.length; i++) {
        equalSecond = equalSecond.add(pairs(smaller(i) - smaller(i - 1)));
      }
      BigInteger all = pairs(rows);
      BigInteger disagree = opposite.value();
      BigInteger agree =
          all.subtract(equalFirst).subtract(equalSecond).add(equalBoth).subtract(disagree);
      kendall =
          quotient(agree.subtract(disagree), all.subtract(equalFirst), all.subtract(equalSecond));
    }
    return new Measurement.RankedPairs(rows, nans, spearman, kendall, seen != null);
  }

  /** The number over the geometric mean of two others; null where that is 0. */
  private static @Nullable Double quotient(BigInteger number, BigInteger one, BigInteger other) {
    if (one.signum() == 0 || other.signum() == 0) {
      return null;
    }
    double mean = Math.sqrt(one.doubleValue() * other.doubleValue());
    return Math.max(-1, Math.min(1, number.doubleValue() / mean));
  }
}
