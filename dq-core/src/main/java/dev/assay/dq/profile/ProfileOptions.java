package dev.assay.dq.profile;

import java.io.Serializable;

/**
 * How much a profile looks at. Immutable.
 *
 * @param topValues how many frequent values and shapes are kept of each column
 * @param bins how many bins a histogram has at most
 * @param correlated how many columns of numbers are correlated, the first of them; 0 for none
 * @param duplicateRows whether duplicate rows are counted, which takes a scan more
 */
public record ProfileOptions(int topValues, int bins, int correlated, boolean duplicateRows)
    implements Serializable {

  /** Ten values, twenty bins, twenty correlated columns, duplicate rows. */
  public static final ProfileOptions DEFAULT = new ProfileOptions(10, 20, 20, true);

  /**
   * Checks the numbers.
   *
   * @param topValues how many frequent values and shapes are kept of each column
   * @param bins how many bins a histogram has at most
   * @param correlated how many columns of numbers are correlated, the first of them; 0 for none
   * @param duplicateRows whether duplicate rows are counted, which takes a scan more
   */
  public ProfileOptions {
    within("number of top values", topValues, 1, 200);
    within("number of bins", bins, 2, 200);
    within("number of correlated columns", correlated, 0, 200);
  }

  private static void within(String what, int number, int low, int high) {
    if (number < low || number > high) {
      throw new IllegalArgumentException(
          "The " + what + " must be from " + low + " to " + high + ", but was " + number);
    }
  }

  /**
   * Sets the number of frequent values.
   *
   * @param number how many
   * @return such options
   */
  public ProfileOptions withTopValues(int number) {
    return new ProfileOptions(number, bins, correlated, duplicateRows);
  }

  /**
   * Sets the number of bins.
   *
   * @param number how many
   * @return such options
   */
  public ProfileOptions withBins(int number) {
    return new ProfileOptions(topValues, number, correlated, duplicateRows);
  }

  /**
   * Sets how many columns are correlated.
   *
   * @param number how many; 0 for none
   * @return such options
   */
  public ProfileOptions withCorrelated(int number) {
    return new ProfileOptions(topValues, bins, number, duplicateRows);
  }

  /**
   * Sets whether duplicate rows are counted.
   *
   * @param count whether
   * @return such options
   */
  public ProfileOptions withDuplicateRows(boolean count) {
    return new ProfileOptions(topValues, bins, correlated, count);
  }
}
