package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which top-level columns of a dataset a {@code forEachColumn} is about: all of a kind, restricted
 * to names or to names that match a pattern.
 *
 * @param kind the type the columns must have; {@link ColumnKind#ANY} for all
 * @param names the only names taken, or empty for no such restriction
 * @param pattern a regular expression that is found in the name, or null for no such restriction
 */
public record ColumnSelector(ColumnKind kind, List<String> names, @Nullable String pattern)
    implements Serializable {
  public ColumnSelector {
    Args.notNull(kind, "column kind");
    names = Args.noNulls(names, "column names");
  }
}
