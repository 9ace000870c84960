package dev.assay.dq.profile;

import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset holds.
 *
 * @param rows its number of rows
 * @param columns its columns
 * @param duplicateRows rows beyond the first of each group of equal rows; -1 if not counted, as
 *     where arrays or maps cannot be compared
 * @param partitions how rows are spread over partitions, or null outside Spark
 * @param correlations Pearson's coefficient of pairs of columns of numbers, the strongest first
 * @param missingTogether sets of columns that are null in the same rows, the most frequent first
 * @param alerts what deserves attention, the most serious first
 */
public record DatasetProfile(
    long rows,
    List<ColumnProfile> columns,
    long duplicateRows,
    @Nullable Partitions partitions,
    List<Correlation> correlations,
    List<MissingTogether> missingTogether,
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
   * How rows are spread over partitions.
   *
   * @param number how many partitions there are
   * @param empty how many of them have no row
   * @param min rows of the smallest
   * @param median rows of the middle one
   * @param max rows of the largest
   */
  public record Partitions(long number, long empty, long min, long median, long max)
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
   */
  public record Correlation(String x, String y, double coefficient, long pairs)
      implements Serializable {}

  /**
   * Columns that are null in the same rows.
   *
   * @param columns the columns that are null
   * @param rows in how many rows exactly these are
   */
  public record MissingTogether(List<String> columns, long rows) implements Serializable {}
}
