package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which top-level columns of a dataset a {@code forEachColumn} is about: all of a kind, restricted
 * to names, to names or comments that match a pattern, or to tags.
 *
 * @param kind the type the columns must have; {@link ColumnKind#ANY} for all
 * @param names the only names taken, or empty for no such restriction
 * @param pattern a regular expression that is found in the name, or null for no such restriction
 * @param comment a regular expression that is found in the comment, or null for no such restriction
 * @param tags what the column must be tagged with, all of them
 */
public record ColumnSelector(
    ColumnKind kind,
    List<String> names,
    @Nullable String pattern,
    @Nullable String comment,
    List<String> tags)
    implements Serializable {
  public ColumnSelector {
    Args.notNull(kind, "column kind");
    names = Args.noNulls(names, "column names");
    tags = Args.noNulls(tags, "tags");
    tags.forEach(each -> Args.notBlank(each, "tag"));
  }

  /** All of a kind. */
  public ColumnSelector(ColumnKind kind) {
    this(kind, List.of(), null, null, List.of());
  }

  /** The same of other names. */
  public ColumnSelector of(List<String> others) {
    return new ColumnSelector(kind, others, pattern, comment, tags);
  }

  /** Whether it asks for what only a schema that has comments and tags can tell. */
  public boolean asksForLabels() {
    return comment != null || !tags.isEmpty();
  }
}
