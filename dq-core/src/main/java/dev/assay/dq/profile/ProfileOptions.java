package dev.assay.dq.profile;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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
 * @param candidateKeys whether columns, and sets of two or three, that may be a key are counted
 *     exactly in the second scan
 * @param keys which columns to try as keys; if empty, the profile chooses
 * @param sample the share of rows to look at, more than 0; 1 for all of them
 * @param seed which rows a sample has: the same seed over the same data gives the same rows
 * @param timeLimit how long the profile should take, or null if it may take any time: the second
 *     scan is dropped if the first took more than half of it, and so is the third if both did
 * @param zone where instants have a day, a weekday and an hour, and where it is today; null for the
 *     time zone of the Spark session on a Dataset, and for UTC on records. Dates and timestamps
 *     without a zone stay as they are
 * @param firstAndLastRows how many of the first rows the profile shows, and how many of the last; 0
 *     for none
 * @param duplicateRowsShown how many of the rows that occur more than once the profile shows; 0 for
 *     none
 * @param asOf what lies after it lies in the future; null for the time at which the profile starts
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
    @Nullable Duration timeLimit,
    @Nullable ZoneId zone,
    int firstAndLastRows,
    int duplicateRowsShown,
    @Nullable Instant asOf)
    implements Serializable {

  /**
   * Ten values, twenty bins, twenty correlated columns, duplicate rows, crosstabs of 24 columns,
   * keys that the profile chooses, all rows, any time, the zone of the session, no rows shown, and
   * the future from the start of the profile.
   */
  public static final ProfileOptions DEFAULT =
      new ProfileOptions(10, 20, 20, true, 24, true, List.of(), 1, 0, null, null, 0, 0, null);

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int MAX_KEYS = 50;
  private static final int MAX_SHOWN = 100;

  public ProfileOptions {
    within("number of top values", topValues, 1, 200);
    within("number of bins", bins, 2, 200);
    within("number of correlated columns", correlated, 0, 200);
    within("number of columns of crosstabs", crosstabs, 0, 64);
    within("number of first and last rows", firstAndLastRows, 0, MAX_SHOWN);
    within("number of duplicate rows to show", duplicateRowsShown, 0, MAX_SHOWN);
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
    return with(copy -> copy.topValues = number);
  }

  /**
   * Sets the number of bins.
   *
   * @param number how many
   * @return such options
   */
  public ProfileOptions withBins(int number) {
    return with(copy -> copy.bins = number);
  }

  /**
   * Sets how many columns are correlated.
   *
   * @param number how many; 0 for none
   * @return such options
   */
  public ProfileOptions withCorrelated(int number) {
    return with(copy -> copy.correlated = number);
  }

  /**
   * Sets whether duplicate rows are counted.
   *
   * @param count whether
   * @return such options
   */
  public ProfileOptions withDuplicateRows(boolean count) {
    return with(copy -> copy.duplicateRows = count);
  }

  /**
   * Sets how many columns with few values are looked at in pairs.
   *
   * @param number how many; 0 for no crosstabs, associations and dependencies
   * @return such options
   */
  public ProfileOptions withCrosstabs(int number) {
    return with(copy -> copy.crosstabs = number);
  }

  /**
   * Sets whether candidate keys are counted.
   *
   * @param count whether
   * @return such options
   */
  public ProfileOptions withCandidateKeys(boolean count) {
    return with(copy -> copy.candidateKeys = count);
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
    return with(
        copy -> {
          copy.candidateKeys = true;
          copy.keys = more;
        });
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
    return with(
        copy -> {
          copy.sample = share;
          copy.seed = chosen;
        });
  }

  /**
   * Sets how long the profile should take. What is dropped to keep to it is named in its limits.
   *
   * @param limit how long; null for any time
   * @return such options
   */
  public ProfileOptions withTimeLimit(@Nullable Duration limit) {
    return with(copy -> copy.timeLimit = limit);
  }

  /**
   * Sets where instants have a day, a weekday and an hour, and where it is today.
   *
   * @param where the time zone
   * @return such options
   */
  public ProfileOptions withZone(ZoneId where) {
    return with(copy -> copy.zone = where);
  }

  /**
   * Sets when the future begins, so that a profile of the same data is the same tomorrow.
   *
   * @param now the time
   * @return such options
   */
  public ProfileOptions withAsOf(Instant now) {
    return with(copy -> copy.asOf = now);
  }

  /**
   * Sets how many rows the profile shows as they are: so many of the first and so many of the last,
   * in the order of the partitions. By default there are none, since they are data. They take a
   * million bytes at most, for which long texts are cut; where there are very many columns there
   * are fewer rows, which the limits of the profile say.
   *
   * @param number how many of either end, from 0 to 100
   * @return such options
   */
  public ProfileOptions withFirstAndLastRows(int number) {
    return with(copy -> copy.firstAndLastRows = number);
  }

  /**
   * Sets how many of the rows that occur more than once the profile shows, the most frequent first,
   * with how often each occurs. By default there are none, since they are data. If the second scan
   * has counted duplicate rows, the data are read a third time for them (records in memory are
   * not). They take half a million bytes at most, as the first and last rows do.
   *
   * @param number how many, from 0 to 100
   * @return such options
   */
  public ProfileOptions withDuplicateRowsShown(int number) {
    return with(copy -> copy.duplicateRowsShown = number);
  }

  ZoneId zoneOrUtc() {
    return zone == null ? UTC : zone;
  }

  private ProfileOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new ProfileOptions(
        copy.topValues,
        copy.bins,
        copy.correlated,
        copy.duplicateRows,
        copy.crosstabs,
        copy.candidateKeys,
        copy.keys,
        copy.sample,
        copy.seed,
        copy.timeLimit,
        copy.zone,
        copy.firstAndLastRows,
        copy.duplicateRowsShown,
        copy.asOf);
  }

  /** Options that can still be changed. */
  private static final class Copy {
    private int topValues;
    private int bins;
    private int correlated;
    private boolean duplicateRows;
    private int crosstabs;
    private boolean candidateKeys;
    private List<List<String>> keys;
    private double sample;
    private long seed;
    private @Nullable Duration timeLimit;
    private @Nullable ZoneId zone;
    private int firstAndLastRows;
    private int duplicateRowsShown;
    private @Nullable Instant asOf;

    Copy(ProfileOptions from) {
      topValues = from.topValues;
      bins = from.bins;
      correlated = from.correlated;
      duplicateRows = from.duplicateRows;
      crosstabs = from.crosstabs;
      candidateKeys = from.candidateKeys;
      keys = from.keys;
      sample = from.sample;
      seed = from.seed;
      timeLimit = from.timeLimit;
      zone = from.zone;
      firstAndLastRows = from.firstAndLastRows;
      duplicateRowsShown = from.duplicateRowsShown;
      asOf = from.asOf;
    }
  }
}
