package dev.assay.dq.internal;

/** How far apart two samples are, by how many of their values are in the same buckets. */
public final class Divergences {

  /** The share of an empty bucket. Shares that are raised to it are not made up for elsewhere. */
  private static final double FLOOR = 0.0001;

  private Divergences() {}

  /**
   * Population stability index: the sum over buckets of (q - p) ln(q / p), with every share at
   * least {@link #FLOOR}. That is Jeffreys' divergence, so it is symmetric, never negative, and 0
   * only if the shares are the same.
   */
  public static double psi(long[] before, long[] after) {
    double n = sum(before);
    double m = sum(after);
    double psi = 0;
    for (int i = 0; i < before.length; i++) {
      psi += psi(before[i] / n, after[i] / m);
    }
    return psi;
  }

  /** The part that a bucket of two shares has in the population stability index. */
  public static double psi(double before, double after) {
    double p = Math.max(FLOOR, before);
    double q = Math.max(FLOOR, after);
    return (q - p) * Math.log(q / p);
  }

  /**
   * Jensen–Shannon divergence in nats (Lin 1991): the mean of the Kullback–Leibler divergences of
   * both from their average; from 0 to ln 2. An empty bucket needs no rule here.
   */
  public static double jensenShannon(long[] before, long[] after) {
    double n = sum(before);
    double m = sum(after);
    double twice = 0;
    for (int i = 0; i < before.length; i++) {
      double p = before[i] / n;
      double q = after[i] / m;
      double middle = (p + q) / 2;
      twice += part(p, middle) + part(q, middle);
    }
    return Math.min(Math.log(2), Math.max(0, twice / 2));
  }

  private static double part(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }

  /**
   * Pearson's chi squared for two samples: the sum over buckets of (sqrt(m/n) a - sqrt(n/m) b)² /
   * (a + b). Buckets that are empty in both are left out; one that is empty before counts like any
   * other.
   */
  public static double chiSquared(long[] before, long[] after) {
    double ratio = Math.sqrt((double) sum(after) / sum(before));
    double total = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] + after[i] > 0) {
        double difference = before[i] * ratio - after[i] / ratio;
        total += difference * difference / (before[i] + after[i]);
      }
    }
    return total;
  }

  /**
   * The probability of a chi squared as great as that of two samples, or greater, if both are of
   * one distribution; with one degree of freedom less than there are buckets that are not empty in
   * both. 1 where there is only one.
   */
  public static double chiSquaredPValue(long[] before, long[] after) {
    int used = 0;
    for (int i = 0; i < before.length; i++) {
      used += before[i] + after[i] > 0 ? 1 : 0;
    }
    return chiSquaredPValue(chiSquared(before, after), used - 1);
  }

  /**
   * The upper regularized gamma function Q(k/2, x/2), from Q(0, y) = 0 or Q(1/2, y) = erfc(sqrt y)
   * by Q(a + 1, y) = Q(a, y) + y^a e^-y / gamma(a + 1): all parts are positive.
   */
  public static double chiSquaredPValue(double chiSquared, int degrees) {
    double y = chiSquared / 2;
    if (degrees == 0 || y == 0) {
      return 1;
    }
    boolean odd = degrees % 2 == 1;
    double sum = odd ? 1 - errorFunction(Math.sqrt(y)) : 0;
    double a = odd ? 0.5 : 0;
    double logOfPart = -y + (odd ? (Math.log(y) - Math.log(Math.PI / 4)) / 2 : 0);
    for (; a < degrees / 2.0; a++) {
      sum += Math.exp(logOfPart);
      logOfPart += Math.log(y / (a + 1));
    }
    return Math.min(1, sum);
  }

  /** 2 e^-z² / sqrt(pi) times the sum of 2^n z^(2n + 1) / (1 * 3 * … * (2n + 1)). */
  private static double errorFunction(double z) {
    if (z > 6) {
      return 1; // but for 2e-17
    }
    double part = z;
    double sum = z;
    for (int n = 1; part > sum * 1e-17; n++) {
      part *= 2 * z * z / (2 * n + 1);
      sum += part;
    }
    return 2 * Math.exp(-z * z) / Math.sqrt(Math.PI) * sum;
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
