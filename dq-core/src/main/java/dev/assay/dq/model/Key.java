package dev.assay.dq.model;

import java.io.Serializable;
import java.util.List;

/**
 * One or more columns whose values together identify a row, or the whole row.
 *
 * <p>Rows with a null in any part are left out of every judgement of the key and counted apart. In
 * a whole-row key null equals null instead, and no row is left out. NaN equals NaN here, and -0.0
 * equals 0.0.
 *
 * @param columns the parts; empty for the whole row
 */
public record Key(List<Operand.Column> columns) implements Serializable {
  /**
   * Refuses nulls.
   *
   * @param columns the parts; empty for the whole row
   */
  public Key {
    columns = Args.noNulls(columns, "key columns");
  }

  /**
   * The key of all columns of the dataset.
   *
   * @return the whole-row key
   */
  public static Key wholeRow() {
    return new Key(List.of());
  }

  /**
   * Whether this is the whole row.
   *
   * @return true for {@link #wholeRow()}
   */
  public boolean isWholeRow() {
    return columns.isEmpty();
  }
}
