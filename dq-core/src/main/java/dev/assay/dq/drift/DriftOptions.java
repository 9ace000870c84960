package dev.assay.dq.drift;

import java.io.Serializable;

/**
 * From where on a difference counts. Immutable.
 *
 * <p>Two questions are asked of each difference, and both must be answered with yes: is it more
 * than chance would bring ({@code significance}), and is it large enough to matter (all others)?
 * Among millions of rows everything is significant, and among a hundred large differences come by
 * chance.
 *
 * <p>0.1 and 0.25 are the usual marks for the population stability index (Siddiqi, Credit Risk
 * Scorecards, 2006). The others are this library's: for Kolmogorov–Smirnov the same numbers, which
 * are shares of values out of place; for missing values 5 and 20 percentage points.
 *
 * @param minRows how many values a side must have at least to be judged
 * @param significance the probability with which chance alone may pass for a difference in a
 *     column; it is divided by the number of tests that are made of one, not by that of the columns
 * @param bins into how many bins of equal share the numbers before are divided at most
 * @param psi marks of the population stability index
 * @param ks marks of the Kolmogorov–Smirnov statistic
 * @param missing marks of the change in the share of missing values
 */
public record DriftOptions(
    int minRows, double significance, int bins, Marks psi, Marks ks, Marks missing)
    implements Serializable {

  /**
   * Of a column at most so many tests are made: of what is missing, and three of its values (of
   * numbers, Kolmogorov-Smirnov and bins; else shares, new and gone values).
   */
  private static final int TESTS = 4;

  /** 30 rows, 0.01, ten bins, 0.1 and 0.25, 0.1 and 0.25, 0.05 and 0.2. */
  public static final DriftOptions DEFAULT =
      new DriftOptions(
          30, 0.01, 10, new Marks(0.1, 0.25), new Marks(0.1, 0.25), new Marks(0.05, 0.2));

  public DriftOptions {
    if (minRows < 1) {
      throw new IllegalArgumentException(
          "The number of rows must be at least 1, but was " + minRows);
    }
    if (!(significance >= 1e-6 && significance <= 0.5)) {
      throw new IllegalArgumentException(
          "The significance must be from 0.000001 to 0.5, but was " + significance);
    }
    if (bins < 2 || bins > 100) {
      throw new IllegalArgumentException(
          "The number of bins must be from 2 to 100, but was " + bins);
    }
  }

  /**
   * Two marks: from the first on a difference is moderate, from the second on large.
   *
   * @param moderate the first
   * @param large the second
   */
  public record Marks(double moderate, double large) implements Serializable {

    public Marks {
      if (!(moderate > 0 && moderate <= large)) {
        throw new IllegalArgumentException(
            "The marks must be above 0 and in ascending order, but were "
                + moderate
                + " and "
                + large);
      }
    }

    Level level(double difference) {
      return difference >= large
          ? Level.LARGE
          : difference >= moderate ? Level.MODERATE : Level.NONE;
    }
  }

  /** The probability with which chance may pass for a difference in one test of a column. */
  double ofOneTest() {
    return significance / TESTS;
  }

  /**
   * Sets how many values a side must have to be judged.
   *
   * @param number how many
   * @return such options
   */
  public DriftOptions withMinRows(int number) {
    return new DriftOptions(number, significance, bins, psi, ks, missing);
  }

  /**
   * Sets the probability with which chance alone may pass for a difference.
   *
   * @param probability from 0.000001 to 0.5
   * @return such options
   */
  public DriftOptions withSignificance(double probability) {
    return new DriftOptions(minRows, probability, bins, psi, ks, missing);
  }

  /**
   * Sets the number of bins.
   *
   * @param number how many at most
   * @return such options
   */
  public DriftOptions withBins(int number) {
    return new DriftOptions(minRows, significance, number, psi, ks, missing);
  }

  /**
   * Sets the marks of the population stability index.
   *
   * @param moderate from where on a difference is moderate
   * @param large from where on it is large
   * @return such options
   */
  public DriftOptions withPsi(double moderate, double large) {
    return new DriftOptions(minRows, significance, bins, new Marks(moderate, large), ks, missing);
  }

  /**
   * Sets the marks of the Kolmogorov–Smirnov statistic.
   *
   * @param moderate from where on a difference is moderate
   * @param large from where on it is large
   * @return such options
   */
  public DriftOptions withKs(double moderate, double large) {
    return new DriftOptions(minRows, significance, bins, psi, new Marks(moderate, large), missing);
  }

  /**
   * Sets the marks of the change in the share of missing values.
   *
   * @param moderate from where on a difference is moderate
   * @param large from where on it is large
   * @return such options
   */
  public DriftOptions withMissing(double moderate, double large) {
    return new DriftOptions(minRows, significance, bins, psi, ks, new Marks(moderate, large));
  }
}
