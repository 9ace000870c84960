package dev.assay.dq.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How sure one can be of a share that was counted: Wilson's score interval (E. B. Wilson, Probable
 * inference, the law of succession, and statistical inference, 1927), which unlike the textbook
 * interval is sound for few rows and for shares at 0 and 1.
 *
 * <p>With p = successes / trials, n = trials and z the normal quantile, its ends are (p + z²/2n ± z
 * √(p(1-p)/n + z²/4n²)) / (1 + z²/n). It supposes that rows are drawn independently.
 *
 * @param low the lower end, from 0 to 1
 * @param high the upper end, from 0 to 1
 */
public record Wilson(double low, double high) {

  /** The normal quantile of an interval that covers the share with 95% probability. */
  public static final double Z95 = 1.959963984540054;

  private static final int MOST_DIGITS = 6;

  /**
   * The 95% interval.
   *
   * @param successes how many rows agree
   * @param trials how many rows there are
   * @return the interval; from 0 to 1 without rows
   * @throws IllegalArgumentException if a number is negative, or more rows agree than there are
   */
  public static Wilson of(long successes, long trials) {
    return of(successes, trials, Z95);
  }

  /**
   * The interval at another level.
   *
   * @param successes how many rows agree
   * @param trials how many rows there are
   * @param z the normal quantile of the level, not negative: 1.96 for 95%, 2.58 for 99%
   * @return the interval; from 0 to 1 without rows
   * @throws IllegalArgumentException if a number is negative, or more rows agree than there are
   */
  public static Wilson of(long successes, long trials, double z) {
    if (successes < 0 || successes > trials || !(z >= 0)) {
      throw new IllegalArgumentException(
          "There is no interval for "
              + successes
              + " of "
              + trials
              + " rows and z = "
              + z
              + ": none may be negative, and no more rows agree than there are");
    }
    if (trials == 0) {
      return new Wilson(0, 1);
    }
    double n = trials;
    double p = successes / n;
    double square = z * z;
    double middle = p + square / (2 * n);
    double half = z * Math.sqrt(p * (1 - p) / n + square / (4 * n * n));
    double whole = 1 + square / n;
    return new Wilson(
        successes == 0 ? 0 : Math.max(0, (middle - half) / whole),
        successes == trials ? 1 : Math.min(1, (middle + half) / whole));
  }

  /**
   * The lower end as a threshold to write down: rounded down to two digits, or for shares above 99%
   * to the first digit that is not a 9 (0.99234 is 0.992), six at most.
   *
   * @return from 0 to 1, never more than the lower end
   */
  public BigDecimal threshold() {
    if (low >= 1) {
      return BigDecimal.ONE;
    }
    int digits = (int) Math.floor(-Math.log10(1 - low)) + 1;
    return new BigDecimal(low)
        .setScale(Math.min(MOST_DIGITS, Math.max(2, digits)), RoundingMode.DOWN);
  }
}
