package dev.assay.dq.internal.state;

import java.io.Serializable;

/**
 * Count, mean and sums of the second, third and fourth powers of deviations from it, updated and
 * merged by the formulas of Pébay (2008, equations 2.1 to 2.9): no catastrophic cancellation.
 * Mutable and not thread-safe.
 */
public final class CentralMoments implements Serializable {

  private static final long serialVersionUID = 1L;

  private long count;
  private double mean;
  private double m2;
  private double m3;
  private double m4;

  /** Moments of no values. */
  public CentralMoments() {}

  /**
   * Takes a value in.
   *
   * @param x the value; NaN makes all moments NaN
   */
  public void add(double x) {
    if (count == 0 && Double.isFinite(x)) {
      mean = x; // by the formulas below the squares of a great number would be infinite
      count = 1;
      return;
    }
    double before = count;
    count++;
    double n = count;
    double delta = x - mean;
    double step = delta / n;
    double square = step * step;
    double term = delta * step * before;
    mean += step;
    m4 += term * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * step * m3;
    m3 += term * step * (n - 2) - 3 * step * m2;
    m2 += term;
  }

  /** Takes equal values in: they have a mean and no moments of their own. */
  public void add(double x, long times) {
    if (count == 0) {
      mean = x;
      count = times;
      return;
    }
    double a = count;
    double b = times;
    double n = a + b;
    double d = x - mean;
    double step = d * b / n;
    m4 +=
        d * d * d * d * a * b * (a * a - a * b + b * b) / (n * n * n)
            + 6 * step * step * m2
            - 4 * step * m3;
    m3 += d * d * d * a * b * (a - b) / (n * n) - 3 * step * m2;
    m2 += d * d * a * b / n;
    mean += step;
    count += times;
  }

  /**
   * Takes values in together: their mean first, then the deviations from it, which is as exact and
   * takes no division for each.
   *
   * @param values the values, in the first places
   */
  public void addAll(double[] values, int many) {
    if (many == 0) {
      return;
    }
    CentralMoments these = new CentralMoments();
    double first = values[0];
    double sum = 0;
    for (int i = 0; i < many; i++) {
      sum += values[i] - first; // so that the mean of equal values is exact
    }
    double middle = first + sum / many;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < many; i++) {
      double d = values[i] - middle;
      double square = d * d;
      second += square;
      third += square * d;
      fourth += square * square;
    }
    these.count = many;
    these.mean = middle;
    these.m2 = second;
    these.m3 = third;
    these.m4 = fourth;
    merge(these);
  }

  /**
   * Moves all values by a number.
   *
   * @param by what is added to each
   */
  public void shift(double by) {
    mean += count == 0 ? 0 : by;
  }

  /** Multiplies all values by a power of two. */
  public void scale(int exponent) {
    mean = Math.scalb(mean, exponent);
    m2 = Math.scalb(m2, 2 * exponent);
    m3 = Math.scalb(m3, 3 * exponent);
    m4 = Math.scalb(m4, 4 * exponent);
  }

  /** Takes in what others have taken in. */
  public void merge(CentralMoments that) {
    if (that.count == 0) {
      return;
    }
    if (count == 0) {
      mean = that.mean;
      m2 = that.m2;
      m3 = that.m3;
      m4 = that.m4;
    } else {
      double a = count;
      double b = that.count;
      double n = a + b;
      double d = that.mean - mean;
      double step = d / n;
      m4 +=
          that.m4
              + d * step * step * step * a * b * (a * a - a * b + b * b)
              + 6 * step * step * (a * a * that.m2 + b * b * m2)
              + 4 * step * (a * that.m3 - b * m3);
      m3 += that.m3 + d * step * step * a * b * (a - b) + 3 * step * (a * that.m2 - b * m2);
      m2 += that.m2 + d * step * a * b;
      mean += step * b;
    }
    count += that.count;
  }

  /** How many values there are. */
  public long count() {
    return count;
  }

  /**
   * Their mean.
   *
   * @return the mean; 0 of no values
   */
  public double mean() {
    return mean;
  }

  /**
   * The sum of squared deviations.
   *
   * @return the second moment, times the count
   */
  public double m2() {
    return m2;
  }

  /**
   * The sum of the third powers of deviations.
   *
   * @return the third moment, times the count
   */
  public double m3() {
    return m3;
  }

  /**
   * The sum of the fourth powers of deviations.
   *
   * @return the fourth moment, times the count
   */
  public double m4() {
    return m4;
  }

  void write(StateWriter out) {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(m2);
    out.writeDouble(m3);
    out.writeDouble(m4);
  }

  static CentralMoments read(StateReader in) {
    CentralMoments moments = new CentralMoments();
    moments.count = in.readCount();
    moments.mean = in.readDouble();
    moments.m2 = in.readDouble();
    moments.m3 = in.readDouble();
    moments.m4 = in.readDouble();
    return moments;
  }
}
