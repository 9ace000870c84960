package dev.assay.dq.drift;

/** The formulas. */
final class Statistics {

  /** The share of an empty bucket. Shares that are raised to it are not made up for elsewhere. */
  static final double FLOOR = 0.0001;

  private static final int CELLS = 2048;

  private Statistics() {}

  /**
   * Population stability index: the sum over buckets of (q - p) ln(q / p), with every share at
   * least {@link #FLOOR}. That is Jeffreys' divergence, so it is symmetric, never negative, and 0
   * only if the shares are the same.
   */
  static double psi(long[] before, long[] after) {
    double n = sum(before);
    double m = sum(after);
    double psi = 0;
    for (int i = 0; i < before.length; i++) {
      psi += psi(before[i] / n, after[i] / m);
    }
    return psi;
  }

  static double psi(double before, double after) {
    double p = Math.max(FLOOR, before);
    double q = Math.max(FLOOR, after);
    return (q - p) * Math.log(q / p);
  }

  /**
   * Jensen–Shannon divergence in nats (Lin 1991): the mean of the Kullback–Leibler divergences of
   * both from their average; from 0 to ln 2. An empty bucket needs no rule here.
   */
  static double jensenShannon(long[] before, long[] after) {
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
  static double chiSquared(long[] before, long[] after) {
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
   * What chi squared stays below with a probability, after Wilson and Hilferty (1931): k (1 -
   * 2/(9k) + z sqrt(2/(9k)))³, within 1% from two degrees of freedom on.
   */
  static double chiSquaredQuantile(double probability, int degrees) {
    double part = 2.0 / (9 * degrees);
    return degrees * Math.pow(1 - part + normalQuantile(probability) * Math.sqrt(part), 3);
  }

  /**
   * The critical value of the two-sample Kolmogorov–Smirnov statistic, for large samples (Smirnov
   * 1948): sqrt(-ln(a/2) / 2) sqrt((n + m) / (n m)). With ties it errs towards no difference.
   */
  static double ksCritical(double significance, long n, long m) {
    return Math.sqrt(-Math.log(significance / 2) / 2)
        * Math.sqrt(((double) n + m) / ((double) n * m));
  }

  /**
   * The z of two proportions with a common variance: (q - p) / sqrt(s (1 - s) (1/n + 1/m)), where s
   * is the share in both together. 0 if there is no difference.
   */
  static double proportions(long before, long n, long after, long m) {
    double difference = (double) after / m - (double) before / n;
    double both = (double) (before + after) / ((double) n + m);
    return difference == 0 ? 0 : difference / Math.sqrt(both * (1 - both) * (1.0 / n + 1.0 / m));
  }

  /**
   * The probability that at least so many rows have values that occur on one side only, if the rows
   * of both sides together were dealt out by chance. All rows of a value that occurs c times are
   * dealt to this side with the probability of drawing c of its n rows among n + m; and they come
   * together, so that a value counts with all its rows or not at all. The sum over the values is
   * convolved, values taken as independent (which they nearly are, and what they are more is
   * opposed); rows are rounded up to a {@value #CELLS}th of the sum, so that the result is too
   * large rather than too small.
   *
   * @param together how often each value occurs on both sides
   * @param n the rows of this side
   * @param m the rows of the other
   * @param rows how many rows of this side have a value that the other has not
   */
  static double onlyHere(long[] together, long n, long m, long rows) {
    if (rows == 0) {
      return 1;
    }
    long width = (rows + CELLS - 1) / CELLS;
    int reached = (int) ((rows + width - 1) / width);
    double[] sums = new double[reached + 1];
    sums[0] = 1;
    for (long count : together) {
      double here = allHere(count, n, m);
      int step = (int) Math.min(reached, (count + width - 1) / width);
      for (int i = reached; i >= 0 && here > 0; i--) {
        double moved = sums[i] * here;
        int to = Math.min(reached, i + step);
        if (to != i) {
          sums[i] -= moved;
          sums[to] += moved;
        }
      }
    }
    return sums[reached];
  }

  /** C(n, c) / C(n + m, c). */
  private static double allHere(long count, long n, long m) {
    double probability = count > n ? 0 : 1;
    for (long i = 0; i < count && probability > 1e-15; i++) {
      probability *= (double) (n - i) / (n + m - i);
    }
    return probability > 1e-15 ? probability : 0;
  }

  /** The two-sided z of a significance: 1.96 for 0.05. */
  static double z(double significance) {
    return normalQuantile(1 - significance / 2);
  }

  /** By bisection; good to 12 digits between 1e-7 and 1 - 1e-7. */
  static double normalQuantile(double probability) {
    double low = -6;
    double high = 6;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (normal(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /**
   * The normal distribution as the series of Marsaglia (2004), Evaluating the normal distribution.
   */
  private static double normal(double x) {
    double term = x;
    double sum = x;
    for (int i = 3; Math.abs(term) > 1e-17 && i < 400; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
