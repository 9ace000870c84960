package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One reading of the data.
 *
 * @param aggregates what it computes, in order
 * @param columns the columns it reads, in order
 * @param readsAll whether it reads all columns, because Java or SQL code in it may need any
 */
public record Pass(
    PassKind kind,
    List<Aggregate> aggregates,
    Set<ColumnRef> columns,
    boolean readsAll,
    String reason) {

  /** How many keys are looked up in other datasets for it. */
  public int looksUp() {
    return (int) columns.stream().filter(ColumnRef::isLookup).count();
  }

  /** The same for some of the aggregates. */
  public Pass with(List<Aggregate> some) {
    return with(kind, some);
  }

  /** The same for some of the aggregates, or the number of rows, and what these look up alone. */
  public Pass with(PassKind another, List<Aggregate> some) {
    Set<ColumnRef> read = new LinkedHashSet<>(columns);
    if (looksUp() > 0) {
      Set<ColumnRef> needed = new HashSet<>();
      some.forEach(each -> needed.addAll(References.of(each).columns()));
      read.removeIf(each -> each.isLookup() && !needed.contains(each));
    }
    return new Pass(another, List.copyOf(some), read, readsAll, reason);
  }
}
