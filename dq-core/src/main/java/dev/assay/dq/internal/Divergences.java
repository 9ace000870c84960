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

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
