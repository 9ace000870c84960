package dev.assay.dq.drift;

/** The formulas. */
final class Statistics {

  private static final int CELLS = 2048;

  private Statistics() {}

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

  /**
   * C(n, c) / C(n + m, c), which is C(n + m - c, m) / C(n + m, m): as many factors as the smaller
   * of both has.
   */
  private static double allHere(long count, long n, long m) {
    double probability = count > n ? 0 : 1;
    long left = n + m - Math.max(count, m);
    for (long i = 0; i < Math.min(count, m) && probability > 1e-15; i++) {
      probability *= (double) (left - i) / (n + m - i);
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
}
