package dev.assay.dq.profile;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset holds.
 *
 * @param rows its number of rows
 * @param sample the share of rows that was looked at; 1 if all were
 * @param zone the time zone in which instants have a day, a weekday and an hour, and in which it is
 *     today
 * @param columns its columns
 * @param duplicateRows rows beyond the first of each group of equal rows; -1 if not counted, as
 *     where arrays or maps cannot be compared
 * @param estimatedBytes about how many bytes the values take in memory, without any overhead
 * @param partitions how rows are spread over partitions, or null outside Spark
 * @param correlations Pearson's coefficient of pairs of columns of numbers, the strongest first,
 *     and Spearman's of some rows
 * @param scatters pictures of the strongest of these pairs, at most 12, with a coefficient of 0.3
 *     or more or of -0.3 or less; of columns that are equal in every row only the first
 * @param associations what pairs of columns with few values have in common, the strongest first
 * @param dependencies columns whose value another column determines
 * @param keys columns, or sets of two or three, whose values were tried as a key
 * @param sums columns that are the sum of others in every row
 * @param missingTogether sets of columns that are null in the same rows, the most frequent first
 * @param firstRows the first rows, if {@link ProfileOptions#withFirstAndLastRows} asked for them
 * @param lastRows the last rows, the very last one at the end; of few rows the same ones again
 * @param topDuplicateRows the most frequent of the rows that occur more than once, if {@link
 *     ProfileOptions#withDuplicateRowsShown} asked for them; those that occur equally often in the
 *     order of their texts
 * @param limits what was left out to bound time or memory, in sentences
 * @param alerts what deserves attention, the most serious first
 */
public record DatasetProfile(
    long rows,
    double sample,
    String zone,
    List<ColumnProfile> columns,
    long duplicateRows,
    long estimatedBytes,
    @Nullable Partitions partitions,
    List<Correlation> correlations,
    List<Scatter> scatters,
    List<Association> associations,
    List<Dependency> dependencies,
    List<CandidateKey> keys,
    List<RowSum> sums,
    List<MissingTogether> missingTogether,
    List<ShownRow> firstRows,
    List<ShownRow> lastRows,
    List<DuplicateRow> topDuplicateRows,
    List<String> limits,
    List<Alert> alerts)
    implements Serializable {

  /**
   * The profile of a column.
   *
   * @param name its name
   * @return the profile
   * @throws NoSuchElementException if there is no such column
   */
  public ColumnProfile column(String name) {
    return columns.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("the profile has no column " + name));
  }

  /**
   * Cells without a value, in all columns.
   *
   * @return the number of cells
   */
  public long missingCells() {
    return columns.stream().mapToLong(ColumnProfile::nulls).sum();
  }

  /**
   * How many columns have each type, without what a type says in brackets.
   *
   * @return the number by type, the most frequent first, else in the order of the columns
   */
  public Map<String, Integer> types() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ColumnProfile column : columns) {
      counts.merge(column.type().split("[(<]", 2)[0], 1, Integer::sum);
    }
    Map<String, Integer> types = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(each -> types.put(each.getKey(), each.getValue()));
    return Collections.unmodifiableMap(types);
  }

  /**
   * Constraints that the profile speaks for, to leave with a check.
   *
   * @return the suggestions, ranked
   * @see Suggestions#of(DatasetProfile, java.time.Instant)
   */
  public Suggestions suggest() {
    return Suggestions.of(this);
  }

  /**
   * How rows are spread over partitions.
   *
   * @param number how many partitions there are
   * @param empty how many of them have no row
   * @param min rows of the smallest
   * @param median rows of the middle one
   * @param max rows of the largest
   * @param sizes rows of each, in the order of the partitions; of more than 200 partitions, those
   *     at 200 evenly spaced ranks of size, in ascending order
   * @param inputBytes how many bytes were read from files, where that is known; -1 otherwise
   * @param advice what would spread the rows better, in a sentence, or null if nothing would
   */
  public record Partitions(
      long number,
      long empty,
      long min,
      long median,
      long max,
      List<Long> sizes,
      long inputBytes,
      @Nullable String advice)
      implements Serializable {

    /**
     * How much larger the largest is than an average one.
     *
     * @param rows all rows
     * @return 1 if all are of one size
     */
    public double skew(long rows) {
      return rows == 0 ? 1 : (double) max * number / rows;
    }
  }

  /**
   * How two columns of numbers move together.
   *
   * @param x one column
   * @param y the other
   * @param coefficient Pearson's, from -1 to 1, over rows where both are finite
   * @param pairs how many such rows there are
   * @param rankCoefficient Spearman's: Pearson's of the ranks, where equal numbers share the mean
   *     of theirs; NaN if a column has one number in all rows that were ranked
   * @param ranked how many rows were ranked: of at most 256 different ones, drawn evenly by a hash
   *     of the row, those where both are finite. Drawn from more, the coefficient has a standard
   *     error of about 0.06
   */
  public record Correlation(
      String x, String y, double coefficient, long pairs, double rankCoefficient, long ranked)
      implements Serializable {

    /**
     * Whether texts mention it.
     *
     * @return true if one of the coefficients is at least 0.5 or at most -0.5
     */
    public boolean isStrong() {
      return Math.abs(coefficient) >= 0.5 || Math.abs(rankCoefficient) >= 0.5;
    }
  }

  /**
   * The numbers of two columns in some rows, to be drawn as points. The rows are at most 256
   * different ones of the whole dataset, drawn evenly by a hash of the row: the same ones however
   * the data are divided, and all of them if there are no more. There are three points at least,
   * and two different numbers of each column.
   *
   * @param x one column
   * @param y the other
   * @param xs its numbers in those of these rows where both columns have a finite one
   * @param ys the numbers of the other column in the same rows
   */
  public record Scatter(String x, String y, List<Double> xs, List<Double> ys)
      implements Serializable {}

  /**
   * What two columns with few different values have in common, over rows where both have one.
   *
   * @param x one column
   * @param y the other
   * @param rows how many such rows there are
   * @param cramersV the square root of chi squared / (rows * (smaller number of values - 1)): 0 if
   *     they are independent, 1 if one determines the other
   * @param mutualInformation H(x) + H(y) - H(x, y) in nats
   * @param crosstab how often each pair of values occurs
   */
  public record Association(
      String x, String y, long rows, double cramersV, double mutualInformation, Crosstab crosstab)
      implements Serializable {}

  /**
   * How often each pair of values of two columns occurs.
   *
   * @param xValues the values of one column
   * @param yValues the values of the other
   * @param counts for each value of the first column a list with a count for each of the second
   */
  public record Crosstab(List<String> xValues, List<String> yValues, List<List<Long>> counts)
      implements Serializable {}

  /**
   * A column whose value determines that of another: equal values in one mean equal values in the
   * other. Rows where either is null are left out.
   *
   * @param determinant the column that determines
   * @param dependent the column that follows
   * @param rows how many rows have both values
   * @param exceptions rows to leave out for it to hold; 0 if it holds in all
   */
  public record Dependency(String determinant, String dependent, long rows, long exceptions)
      implements Serializable {}

  /**
   * Columns whose values were tried as a key. Rows where any of them is null have no key.
   *
   * @param columns the column, or the columns
   * @param rows rows with a key
   * @param distinct different keys, counted exactly
   */
  public record CandidateKey(List<String> columns, long rows, long distinct)
      implements Serializable {

    /**
     * Whether no two rows have the same key.
     *
     * @return true if there are rows with a key, and all keys differ
     */
    public boolean isUnique() {
      return rows > 0 && distinct == rows;
    }
  }

  /**
   * A column of numbers that is the sum of others in every row where all have a value.
   *
   * @param total the column that is the sum
   * @param parts the columns that are added
   * @param rows how many rows have all values
   */
  public record RowSum(String total, List<String> parts, long rows) implements Serializable {}

  /**
   * A row as it is shown.
   *
   * @param cells its values, without those that are null
   */
  public record ShownRow(List<Cell> cells) implements Serializable {

    /**
     * A value of the row.
     *
     * @param column the name of its column
     * @return the value as text, or null
     */
    public @Nullable String value(String column) {
      return cells.stream()
          .filter(each -> each.column().equals(column))
          .map(Cell::value)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * A row that occurs more than once.
   *
   * @param row what is shown of it, which may be the same of several where texts are cut, or where
   *     the profile looks at some of the columns only: rows are the same if all their columns are
   * @param count how often it occurs
   */
  public record DuplicateRow(ShownRow row, long count) implements Serializable {}

  /**
   * A value of a row that is shown.
   *
   * @param column the name of its column
   * @param value the value as text; if longer than 200 characters, or than its share where there
   *     are many columns, it is cut and ends in an ellipsis
   */
  public record Cell(String column, String value) implements Serializable {}

  /**
   * Columns that are null in the same rows.
   *
   * @param columns the columns that are null
   * @param rows in how many rows exactly these are
   */
  public record MissingTogether(List<String> columns, long rows) implements Serializable {}
}
