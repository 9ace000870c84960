package dev.assay.dq.drift;

import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one profile to another, column by column. Columns are matched by name, nested
 * ones by path. Immutable.
 *
 * <p>A column has drifted if a difference is both more than chance would bring and large enough to
 * matter; {@link DriftOptions} has the marks. Where a profile is approximate, the difference that
 * counts is the least that is certain, so that rows in another order are no drift. Between a
 * profile and itself nothing is. Dates move on by nature: a column of dates is at most moderate.
 *
 * @param rowsBefore rows of the first profile
 * @param rowsAfter rows of the second
 * @param options the marks that were used
 * @param columns all columns, those that changed most first, and equals in the order of the first
 *     profile
 */
public record Drift(
    long rowsBefore, long rowsAfter, DriftOptions options, List<ColumnDrift> columns)
    implements Serializable {

  /**
   * Compares two profiles.
   *
   * @param before the earlier one, or the one to hold the other against
   * @param after the later one
   * @return what changed
   */
  public static Drift between(DatasetProfile before, DatasetProfile after) {
    return between(before, after, DriftOptions.DEFAULT);
  }

  /**
   * Compares two profiles.
   *
   * @param before the earlier one, or the one to hold the other against
   * @param after the later one
   * @param options from where on a difference counts
   * @return what changed
   */
  public static Drift between(DatasetProfile before, DatasetProfile after, DriftOptions options) {
    List<ColumnProfile> rest = flat(after.columns());
    ColumnComparison comparison = new ColumnComparison(options);
    List<ColumnDrift> columns = new ArrayList<>();
    for (ColumnProfile column : flat(before.columns())) {
      ColumnProfile match = take(rest, column.name());
      columns.add(match == null ? comparison.vanished(column) : comparison.of(column, match));
    }
    for (ColumnProfile column : rest) {
      columns.add(comparison.appeared(column));
    }
    columns.sort(
        Comparator.comparing(ColumnDrift::level)
            .thenComparingDouble(Drift::size)
            .reversed()); // stable: equals stay in their order
    return new Drift(before.rows(), after.rows(), options, List.copyOf(columns));
  }

  private static double size(ColumnDrift column) {
    return column.findings().stream().mapToDouble(Finding::size).max().orElse(0);
  }

  private static List<ColumnProfile> flat(List<ColumnProfile> columns) {
    List<ColumnProfile> all = new ArrayList<>();
    for (ColumnProfile column : columns) {
      all.add(column);
      all.addAll(flat(column.parts()));
    }
    return all;
  }

  private static @Nullable ColumnProfile take(List<ColumnProfile> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return columns.remove(i);
      }
    }
    return null;
  }

  /**
   * The columns that changed, the most first.
   *
   * @return the columns with findings
   */
  public List<ColumnDrift> drifted() {
    return columns.stream().filter(ColumnDrift::isDrifted).toList();
  }

  /**
   * The columns in which no drift was found and of which nothing else is to be said, in the order
   * of the first profile. A column that could not be judged has a remark, and is not among them.
   *
   * @return the columns with neither findings nor remarks
   */
  public List<ColumnDrift> unchanged() {
    return columns.stream().filter(each -> !each.isDrifted() && each.remarks().isEmpty()).toList();
  }

  /**
   * The drift of a column.
   *
   * @param name its name
   * @return what changed in it
   * @throws NoSuchElementException if neither profile has such a column
   */
  public ColumnDrift column(String name) {
    return columns.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("neither profile has a column " + name));
  }
}
