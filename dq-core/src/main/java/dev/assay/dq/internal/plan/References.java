package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import java.util.Map;
import java.util.Set;

/**
 * What a bound node reads and runs.
 *
 * @param readsAll whether it runs Java code that does not say which columns it reads
 */
public record References(
    Set<ColumnRef> columns, boolean code, Set<String> expressions, boolean readsAll) {

  /** Whether it holds SQL of the user's. */
  public boolean sql() {
    return !expressions.isEmpty();
  }

  /** The references of an aggregate. */
  public static References of(Aggregate aggregate) {
    return aggregate.accept(collector()).references();
  }

  /** The references of a constraint on rows. */
  public static References of(Constraint.OnRows constraint) {
    return collector().judge(constraint.predicate()).judge(constraint.where()).references();
  }

  /** The references of a predicate of columns that have these types. */
  public static References of(Expr predicate, Map<ColumnRef, Schema.Type> types) {
    return new TypeChecker(types, EngineCapabilities.RECORDS_IN_MEMORY)
        .judge(predicate)
        .references();
  }

  /** A type checker that only collects. */
  private static TypeChecker collector() {
    return new TypeChecker(Map.of(), EngineCapabilities.RECORDS_IN_MEMORY);
  }
}
