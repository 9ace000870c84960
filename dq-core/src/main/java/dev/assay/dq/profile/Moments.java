package dev.assay.dq.profile;

import dev.assay.dq.internal.state.CentralMoments;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Central moments of finite numbers, whatever their size. Whole numbers and decimals with more
 * digits than floating point has are taken relative to the first of them, so that what they differ
 * by is not rounded away; numbers whose fourth powers would be infinite are scaled down.
 */
final class Moments {

  /** Up to here every whole number is a double. */
  private static final long EXACT = 1L << 53;

  private static final int EXACT_DIGITS = 15;

  /** Fourth powers of this and the sums of very many of them are finite. */
  private static final int LARGEST_EXPONENT = 200;

  private static final double LARGEST = 0x1p200;

  private final CentralMoments scaled = new CentralMoments();

  /** Moments are of the numbers less this, times two to the power of minus the exponent. */
  private @Nullable BigDecimal origin;

  private int exponent;

  void add(double x, long times) {
    double fitting = fitting(x);
    if (times == 1) {
      scaled.add(fitting);
    } else {
      scaled.add(fitting, times);
    }
  }

  void add(long x, long times) {
    if (origin == null && (x > EXACT || x < -EXACT)) {
      moveTo(BigDecimal.valueOf(x));
    }
    add(origin == null ? x : difference(x, origin.longValue()), times);
  }

  /** Adds a decimal whose nearest floating-point number is known. */
  void add(BigDecimal x, double nearest, long times) {
    if (origin == null && x.precision() > EXACT_DIGITS) {
      moveTo(x);
    }
    add(origin == null ? nearest : QuantileSketch.finite(x.subtract(origin)), times);
  }

  /** Adds whole numbers in ascending order; what room there is for floating point is used up. */
  void addAll(long[] sorted, double[] room, int many) {
    if (many > 0 && origin == null && (sorted[0] < -EXACT || sorted[many - 1] > EXACT)) {
      moveTo(BigDecimal.valueOf(sorted[many / 2]));
    }
    if (origin == null) {
      for (int i = 0; i < many; i++) {
        room[i] = sorted[i];
      }
    } else {
      long zero = origin.longValue();
      for (int i = 0; i < many; i++) {
        room[i] = difference(sorted[i], zero);
      }
    }
    scaled.addAll(room, many);
  }

  /** Adds floating-point numbers of which the smallest and the greatest are known. */
  void addAll(double[] reals, int many, double smallest, double greatest) {
    fitting(smallest);
    fitting(greatest);
    if (exponent != 0) {
      for (int i = 0; i < many; i++) {
        reals[i] = Math.scalb(reals[i], -exponent);
      }
    }
    scaled.addAll(reals, many);
  }

  /** A number in the scale of the moments, which changes for one that does not fit. */
  private double fitting(double x) {
    if (exponent == 0 && x <= LARGEST && x >= -LARGEST) {
      return x;
    }
    int own = Math.getExponent(x);
    if (own - exponent > LARGEST_EXPONENT) {
      scaled.scale(exponent - own);
      exponent = own;
    }
    return Math.scalb(x, -exponent);
  }

  private void moveTo(BigDecimal zero) {
    BigDecimal before = origin == null ? BigDecimal.ZERO : origin;
    scaled.shift(fitting(QuantileSketch.finite(before.subtract(zero))));
    origin = zero;
  }

  /** Without an overflow. */
  private static double difference(long x, long y) {
    long difference = x - y;
    return ((x ^ y) & (x ^ difference)) < 0 ? (double) x - y : difference;
  }

  void merge(Moments that) {
    Moments other = new Moments();
    other.scaled.merge(that.scaled);
    other.exponent = that.exponent;
    other.origin = that.origin;
    if (origin == null && that.origin != null) {
      moveTo(that.origin);
    } else if (origin != null) {
      other.moveTo(origin);
    }
    int common = Math.max(exponent, other.exponent);
    scaled.scale(exponent - common);
    other.scaled.scale(other.exponent - common);
    exponent = common;
    scaled.merge(other.scaled);
  }

  /** Of floating-point numbers. */
  double mean() {
    return Math.scalb(scaled.mean(), exponent);
  }

  /** The square root of the sum of squared deviations divided by a number; NaN if that is zero. */
  double deviation(long divisor) {
    return divisor == 0 ? Double.NaN : Math.scalb(Math.sqrt(scaled.m2() / divisor), exponent);
  }

  double skewness() {
    double n = scaled.count();
    double variance = scaled.m2() / n;
    return scaled.m2() == 0 ? Double.NaN : scaled.m3() / n / Math.pow(variance, 1.5);
  }

  double kurtosis() {
    double n = scaled.count();
    double variance = scaled.m2() / n;
    return scaled.m2() == 0 ? Double.NaN : scaled.m4() / n / (variance * variance) - 3;
  }

  long count() {
    return scaled.count();
  }

  void write(StateWriter out) {
    out.writeMoments(scaled);
    out.writeInt(exponent);
    out.writeValue(origin);
  }

  void read(StateReader in) {
    scaled.merge(in.readMoments());
    exponent = in.readInt();
    StateReader.check(exponent >= 0 && exponent <= Double.MAX_EXPONENT, "a scale that cannot be");
    origin = in.readDecimalOrNull();
  }
}
