package dev.assay.dq.profile;

import dev.assay.dq.Baseline;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one column holds.
 *
 * @param name its name, or the path of a nested field
 * @param type its type as the source names it
 * @param rows all rows
 * @param nulls rows without a value
 * @param sentinels values that commonly stand for a missing one ({@code NA}, {@code -999} and the
 *     like), with their numbers of rows
 * @param distinct how many different values there are
 * @param distinctExact whether that is exact; if not, its standard error is 1.6%
 * @param top the most frequent values
 * @param topError by how much each of their counts may be too low, or that of another value be
 *     higher than the last of theirs; 0 if they are exact
 * @param once how many values occur once, or -1 if unknown
 * @param categories all values with their counts, the most frequent first, if there are at most
 *     {@value #MAX_CATEGORIES} and the counts are exact; empty otherwise
 * @param holdout what a tenth of the rows, set aside, says about the values of the others, or null
 *     if there are too many different ones to tell
 * @param semantic what the values look like
 * @param semanticShare the share of values that look so, from 0 to 1
 * @param number statistics of numbers, or null
 * @param text statistics of text, or null
 * @param time statistics of dates and timestamps, or null
 * @param truths how many are true, for booleans; -1 otherwise
 * @param sizes sizes of arrays and maps, or null
 * @param parts of an array its elements, named {@code name[]}, of a map its keys and its values,
 *     named {@code name{keys}} and {@code name{values}}: each has a row for every element
 * @param hidden that and why a {@link dev.assay.dq.SamplePolicy} hides its values, or null if it
 *     does not. Hidden are the values of {@link #top} and, where each has no token of its own, all
 *     of {@link #categories}; extremes, quantiles, histograms and distributions are left out, and
 *     so are the sum and the mean of one or two different numbers
 */
public record ColumnProfile(
    String name,
    String type,
    long rows,
    long nulls,
    List<ValueCount> sentinels,
    long distinct,
    boolean distinctExact,
    List<ValueCount> top,
    long topError,
    long once,
    List<ValueCount> categories,
    @Nullable Holdout holdout,
    SemanticType semantic,
    double semanticShare,
    @Nullable Numbers number,
    @Nullable Text text,
    @Nullable Time time,
    long truths,
    @Nullable Lengths sizes,
    List<ColumnProfile> parts,
    @Nullable Hidden hidden)
    implements Serializable {

  /** How many different values a column may have for all to be in its profile. */
  public static final int MAX_CATEGORIES = 64;

  /** How many of the smallest values are in a profile, and how many of the largest. */
  public static final int ENDS = 5;

  /**
   * Rows with a value.
   *
   * @return the number of rows
   */
  public long values() {
    return rows - nulls;
  }

  /**
   * The share of rows with a value.
   *
   * @return from 0 to 1; 1 if there are no rows
   */
  public double completeness() {
    return rows == 0 ? 1 : (double) values() / rows;
  }

  /**
   * Whether the time zone matters to it: it has dates or times, or text that looks like dates.
   *
   * @return true if it is so
   */
  public boolean isTimed() {
    return time != null
        || (text != null && text.asDates() != null)
        || parts.stream().anyMatch(ColumnProfile::isTimed);
  }

  /**
   * Statistics of its numbers: of its type, or of text half of which or more looks like numbers.
   *
   * @return the statistics, or null
   */
  public @Nullable Numbers asNumbers() {
    return text == null ? number : text.asNumbers();
  }

  /**
   * Statistics of its dates and times: of its type, or of text half of which or more are dates.
   *
   * @return the statistics, or null
   */
  public @Nullable Time asTime() {
    return text == null || 2 * text.dated() < values() - text.blank() ? time : text.asDates();
  }

  /**
   * The share of values that {@link #asNumbers}, or else {@link #asTime}, is about where they are
   * made of text.
   *
   * @return from 0 to 1; 1 where they are not made of text, or there are none
   */
  public double inferredShare() {
    if (text == null || (asNumbers() == null && asTime() == null)) {
      return 1;
    }
    Numbers numbers = asNumbers();
    return (double) (numbers == null ? text.dated() : numbers.finite()) / values();
  }

  /**
   * Whether it has a few different values, each of which occurs more than once. Only known where
   * the count of distinct values is exact.
   *
   * @return true if that is known
   */
  public boolean isCategory() {
    return distinctExact && distinct <= MAX_CATEGORIES && once == 0 && distinct > 1;
  }

  /**
   * Whether no value occurs twice. Only known where the count of distinct values is exact.
   *
   * @return true if that is known
   */
  public boolean isUnique() {
    return values() > 0 && distinctExact && distinct == values();
  }

  /**
   * How often its values came, to compare those of other data with in a check: {@code
   * AMOUNT.driftFrom(profile.column("amount").baseline("June")).populationStabilityIndex()}.
   *
   * <p>Of numbers, dates and times it has buckets as {@link dev.assay.dq.ValueDrift} says, at the
   * deciles, exactly so where all values are in {@link #categories} or {@link #top}. Of others each
   * decile is at the next value that is in the {@link Distribution}, up to one 127th of the values
   * above, its count as exact as that is, with numbers that have more digits than floating point
   * rounded unless they are frequent; a value has a bucket of its own where its count is known
   * exactly. Texts are those in {@link #categories}, which are all, or else in {@link #top}; all
   * others together are the rest, as are texts of which only the beginning is kept.
   *
   * @param name what sentences call it
   * @throws IllegalArgumentException if the profile hides the values, has none, has NaN or infinite
   *     ones, or does not know how often they come
   */
  public Baseline baseline(String name) {
    return Baselines.of(this, name);
  }

  /**
   * That values are hidden.
   *
   * @param reason why
   * @param key which key the tokens in their place were made with, or null if they are masked:
   *     tokens of one key are the same for the same value in every profile
   */
  public record Hidden(String reason, @Nullable String key) implements Serializable {}

  /**
   * What a tenth of the rows, set aside by a hash of the row, says about the values of the others:
   * whether the set of values is complete is never judged on the rows that it was taken from.
   *
   * @param rows rows with a value in the tenth
   * @param unseen how many of them have a value that no other row has
   */
  public record Holdout(long rows, long unseen) implements Serializable {}

  /**
   * How values are distributed: how many lie at or below some of them.
   *
   * @param values some of the values, ascending: all different ones if there are at most {@value
   *     #MAX_POINTS}, else those at evenly spaced ranks, with the smallest and the largest
   * @param upTo how many values lie at or below each
   * @param error the largest error of a count, as a share of all values; 0 if they are exact
   */
  public record Distribution(List<Double> values, List<Long> upTo, double error)
      implements Serializable {

    /** How many points there are at most. */
    public static final int MAX_POINTS = 128;
  }

  /**
   * Statistics of numbers, over finite values.
   *
   * @param finite how many there are
   * @param nans values that are not a number
   * @param infinities infinite values
   * @param min the smallest, exactly; null without any, or if it is hidden, or if it is hidden
   * @param max the largest
   * @param smallest the {@value #ENDS} smallest different ones with their numbers of values,
   *     exactly, the smallest first
   * @param largest the {@value #ENDS} largest, the largest first
   * @param sum their sum as exact decimal text, or floating point where the column is
   * @param mean their mean
   * @param standardDeviation of the sample (divided by n - 1)
   * @param populationStandardDeviation of the population (divided by n)
   * @param skewness third standardised moment of the population
   * @param kurtosis fourth standardised moment of the population, less 3
   * @param zeros how many are zero
   * @param negatives how many are negative
   * @param quantiles values at the shares 0.01, 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99, exactly as
   *     the data have them
   * @param rankError the largest error of their ranks, as a share of all values; 0 if exact
   * @param outliers values beyond 1.5 interquartile ranges from the quartiles (Tukey)
   * @param histogram their distribution as a picture shows it
   * @param distribution their distribution, to compare it with another
   */
  public record Numbers(
      long finite,
      long nans,
      long infinities,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      List<ValueCount> smallest,
      List<ValueCount> largest,
      String sum,
      double mean,
      double standardDeviation,
      double populationStandardDeviation,
      double skewness,
      double kurtosis,
      long zeros,
      long negatives,
      Map<String, BigDecimal> quantiles,
      double rankError,
      long outliers,
      @Nullable Histogram histogram,
      @Nullable Distribution distribution)
      implements Serializable {

    /**
     * The middle value.
     *
     * @return the value at rank ceil(n / 2); null if there is no finite value
     */
    public @Nullable BigDecimal median() {
      return quantiles.get("0.5");
    }
  }

  /**
   * Lengths, or sizes.
   *
   * @param min the smallest
   * @param max the largest
   */
  public record Lengths(long min, long max, double mean) implements Serializable {}

  /**
   * Statistics of text.
   *
   * @param lengths lengths in code points
   * @param empty values without any character
   * @param blank values of blank space alone, the empty ones included
   * @param padded values that begin or end with blank space and have something else
   * @param upper values whose letters are all upper case
   * @param lower values whose letters are all lower case
   * @param mixed values with letters of both cases
   * @param nonAscii values with a character beyond ASCII
   * @param mojibake values that look like text decoded with the wrong charset
   * @param atMaxLength how many have the greatest length
   * @param contains how many values have a letter, a digit, blank space, punctuation, and anything
   *     else
   * @param kinds how many values look like each type
   * @param dates how many values have each pattern of date
   * @param asDates statistics of these dates, without their times of day; null without any. A date
   *     that is another one if day and month are exchanged, such as 03/04/2001, is left out
   * @param shapes the most frequent shapes of values of up to 40 characters and three blanks:
   *     {@code A} an upper-case letter, {@code a} a lower-case letter, {@code 9} a digit, {@code +}
   *     more of the same
   * @param smallest the first {@value #ENDS} different ones in the order of code points with their
   *     numbers of values, exactly; texts that begin with the same 1,000 characters are taken for
   *     one, and more than 200 are not shown
   * @param largest the last {@value #ENDS}, the last first
   * @param asNumbers statistics of the values that look like a number, if at least half of those
   *     that are not blank do; else null
   */
  public record Text(
      Lengths lengths,
      long empty,
      long blank,
      long padded,
      long upper,
      long lower,
      long mixed,
      long nonAscii,
      long mojibake,
      long atMaxLength,
      Map<CharacterClass, Long> contains,
      Map<SemanticType, Long> kinds,
      List<ValueCount> dates,
      @Nullable Time asDates,
      List<ValueCount> shapes,
      List<ValueCount> smallest,
      List<ValueCount> largest,
      @Nullable Numbers asNumbers)
      implements Serializable {

    /**
     * How many values look like a number, whole or not.
     *
     * @return the number of values
     */
    public long numbers() {
      return kinds.getOrDefault(SemanticType.INTEGER, 0L)
          + kinds.getOrDefault(SemanticType.DECIMAL, 0L);
    }

    /**
     * How many values {@link #asDates} is about.
     *
     * @return the number of values
     */
    public long dated() {
      return asDates == null ? 0 : asDates.values();
    }
  }

  /** What a character is. */
  public enum CharacterClass {
    /** A letter of any script. */
    LETTER,
    /** A decimal digit of any script. */
    DIGIT,
    /** Blank space. */
    SPACE,
    /** ASCII punctuation or an ASCII symbol. */
    PUNCTUATION,
    /** Anything else. */
    OTHER
  }

  /**
   * Statistics of dates and timestamps. Instants have their days, weekdays and hours in the zone of
   * the profile ({@link DatasetProfile#zone}).
   *
   * @param min the first, in ISO form, or what it is masked by
   * @param max the last
   * @param smallest the first {@value #ENDS} different ones with their numbers of values, exactly
   * @param largest the last {@value #ENDS}, the last first
   * @param future how many lie after the profile was made; as exact as a rank of a quantile, and
   *     not 0 if any does
   * @param epoch how many lie on 1969-12-31 or 1970-01-01, where a missing date often ends up
   * @param weekdays how many fall on Monday, Tuesday and so on
   * @param hours how many fall in each hour of the day; empty for dates
   * @param daysWithout days from the first to the last on which nothing falls, or -1 if they span
   *     more than {@value #MAX_DAYS} days
   * @param longestGap the most of these in a row, or -1
   * @param histogram the distribution over time, in days since 1970-01-01 as clocks show them
   * @param distribution the distribution, in days of 24 hours since 1970-01-01 (of instants in
   *     UTC), to compare it with another
   */
  public record Time(
      String min,
      String max,
      List<ValueCount> smallest,
      List<ValueCount> largest,
      long future,
      long epoch,
      List<Long> weekdays,
      List<Long> hours,
      long daysWithout,
      long longestGap,
      @Nullable Histogram histogram,
      @Nullable Distribution distribution)
      implements Serializable {

    /**
     * How many dates or times there are.
     *
     * @return the number of values
     */
    public long values() {
      return weekdays.stream().mapToLong(Long::longValue).sum();
    }

    /** How many days may lie between the first and the last for gaps to be known. */
    public static final int MAX_DAYS = 73_000;
  }
}
