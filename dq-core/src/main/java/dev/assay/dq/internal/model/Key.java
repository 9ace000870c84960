package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.List;

/**
 * One or more expressions whose values together identify a row, or the whole row.
 *
 * <p>Rows with a null in any part are left out and counted separately. In a whole-row key null
 * equals null instead, and no row is left out. NaN equals NaN here, and -0.0 equals 0.0.
 *
 * @param parts the parts; none for the whole row
 */
public record Key(List<Expr> parts) implements Serializable {
  public Key {
    parts = Args.noNulls(parts, "parts of the key");
  }

  /** The key of all columns of the dataset, in which null equals null. */
  public static Key wholeRow() {
    return new Key(List.of());
  }

  /** Whether this is {@link #wholeRow()}. */
  public boolean isWholeRow() {
    return parts.isEmpty();
  }
}
