package dev.assay.dq.profile;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a profile looks at. Immutable.
 *
 * @param topValues how many frequent values and shapes are kept of each column
 * @param bins how many bins a histogram has at most
 * @param correlated how many columns of numbers are correlated, the first of them; 0 for none
 * @param duplicateRows whether duplicate rows are counted, which takes a second scan
 * @param crosstabs how many columns with few values are looked at in pairs, for associations and
 *     dependencies; 0 for none
 * @param candidateKeys whether columns, and pairs of columns, that may be a key are counted exactly
 *     in the second scan
 * @param keys which columns to try as keys; if empty, the profile chooses
 * @param sample the share of rows to look at, more than 0; 1 for all of them
 * @param seed which rows a sample has: the same seed over the same data gives the same rows
 * @param timeLimit how long the profile should take, or null if it may take any time: the second
 *     scan is dropped if the first took more than half of it
 */
public record ProfileOptions(
    int topValues,
    int bins,
    int correlated,
    boolean duplicateRows,
    int crosstabs,
    boolean candidateKeys,
    List<List<String>> keys,
    double sample,
    long seed,
    @Nullable Duration timeLimit)
    implements Serializable {

  /**
   * Ten values, twenty bins, twenty correlated columns, duplicate rows, crosstabs of 24 columns,
   * keys that the profile chooses, all rows, any time.
   */
  public static final ProfileOptions DEFAULT =
      new ProfileOptions(10, 20, 20, true, 24, true, List.of(), 1, 0, null);

  private static final int MAX_KEYS = 50;

  /**
   * Checks the numbers.
   *
   * @param topValues how many frequent values and shapes are kept of each column
   * @param bins how many bins a histogram has at most
   * @param correlated how many columns of numbers are correlated; 0 for none
   * @param duplicateRows whether duplicate rows are counted
   * @param crosstabs how many columns with few values are looked at in pairs; 0 for none
   * @param candidateKeys whether candidate keys are counted
   * @param keys which columns to try as keys; if empty, the profile chooses
   * @param sample the share of rows to look at
   * @param seed which rows a sample has
   * @param timeLimit how long the profile should take, or null
   */
  public ProfileOptions {
    within("number of top values", topValues, 1, 200);
    within("number of bins", bins, 2, 200);
    within("number of correlated columns", correlated, 0, 200);
    within("number of columns of crosstabs", crosstabs, 0, 64);
    within("number of keys to try", keys.size(), 0, MAX_KEYS);
    if (!(sample > 0 && sample <= 1)) {
      throw new IllegalArgumentException(
          "The sample must be more than 0 and at most 1, but was " + sample);
    }
    if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero())) {
      throw new IllegalArgumentException(
          "The time limit must be positive, but was " + timeLimit + ": leave it out for none");
    }
    for (List<String> key : keys) {
      if (key.isEmpty()) {
        throw new IllegalArgumentException("A key to try must name at least one column");
      }
    }
    keys = keys.stream().map(List::copyOf).toList();
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
    return new ProfileOptions(
        number,
        bins,
        correlated,
        duplicateRows,
        crosstabs,
        candidateKeys,
        keys,
        sample,
        seed,
        timeLimit);
  }

  /**
   * Sets the number of bins.
   *
   * @param number how many
   * @return such options
   */
  public ProfileOptions withBins(int number) {
    return new ProfileOptions(
        topValues,
        number,
        correlated,
        duplicateRows,
        crosstabs,
        candidateKeys,
        keys,
        sample,
        seed,
        timeLimit);
  }

  /**
   * Sets how many columns are correlated.
   *
   * @param number how many; 0 for none
   * @return such options
   */
  public ProfileOptions withCorrelated(int number) {
    return new ProfileOptions(
        topValues,
        bins,
        number,
        duplicateRows,
        crosstabs,
        candidateKeys,
        keys,
        sample,
        seed,
        timeLimit);
  }

  /**
   * Sets whether duplicate rows are counted.
   *
   * @param count whether
   * @return such options
   */
  public ProfileOptions withDuplicateRows(boolean count) {
    return new ProfileOptions(
        topValues,
        bins,
        correlated,
        count,
        crosstabs,
        candidateKeys,
        keys,
        sample,
        seed,
        timeLimit);
  }

  /**
   * Sets how many columns with few values are looked at in pairs.
   *
   * @param number how many; 0 for no crosstabs, associations and dependencies
   * @return such options
   */
  public ProfileOptions withCrosstabs(int number) {
    return new ProfileOptions(
        topValues,
        bins,
        correlated,
        duplicateRows,
        number,
        candidateKeys,
        keys,
        sample,
        seed,
        timeLimit);
  }

  /**
   * Sets whether candidate keys are counted.
   *
   * @param count whether
   * @return such options
   */
  public ProfileOptions withCandidateKeys(boolean count) {
    return new ProfileOptions(
        topValues,
        bins,
        correlated,
        duplicateRows,
        crosstabs,
        count,
        keys,
        sample,
        seed,
        timeLimit);
  }

  /**
   * Adds a key to try. Once one is named, only those that are named are tried.
   *
   * @param columns the names or paths of its columns
   * @return such options
   */
  public ProfileOptions withKey(String... columns) {
    List<List<String>> more = new java.util.ArrayList<>(keys);
    more.add(Arrays.asList(columns));
    return new ProfileOptions(
        topValues, bins, correlated, duplicateRows, crosstabs, true, more, sample, seed, timeLimit);
  }

  /**
   * Looks at some of the rows only. Duplicate rows and keys are then not counted: what is unique in
   * a sample need not be so in all rows.
   *
   * @param share the share of rows, more than 0; 1 for all of them
   * @param chosen which rows: the same seed over the same data gives the same rows
   * @return such options
   */
  public ProfileOptions withSample(double share, long chosen) {
    return new ProfileOptions(
        topValues,
        bins,
        correlated,
        duplicateRows,
        crosstabs,
        candidateKeys,
        keys,
        share,
        chosen,
        timeLimit);
  }

  /**
   * Sets how long the profile should take. What is dropped to keep to it is named in its limits.
   *
   * @param limit how long; null for any time
   * @return such options
   */
  public ProfileOptions withTimeLimit(@Nullable Duration limit) {
    return new ProfileOptions(
        topValues,
        bins,
        correlated,
        duplicateRows,
        crosstabs,
        candidateKeys,
        keys,
        sample,
        seed,
        limit);
  }
}
