package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.ColumnRef;
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

  /** The same for other aggregates. */
  public Pass with(List<Aggregate> others) {
    return new Pass(kind, List.copyOf(others), columns, readsAll, reason);
  }
}
