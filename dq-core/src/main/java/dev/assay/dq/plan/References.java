package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expr;
import dev.assay.dq.model.Schema;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    return new TypeChecker(types, PERMISSIVE).judge(predicate).references();
  }

  /** A type checker that only collects. */
  private static TypeChecker collector() {
    return new TypeChecker(Map.of(), PERMISSIVE);
  }

  private static final EngineCapabilities PERMISSIVE =
      new EngineCapabilities() {
        @Override
        public String engine() {
          return "";
        }

        @Override
        public PassKind passOf(Aggregate aggregate, boolean runsCode) {
          return PassKind.RECORDS;
        }

        @Override
        public String reason(PassKind kind) {
          return "";
        }

        @Override
        public @Nullable String sqlProblem(Expr.Sql expression) {
          return null;
        }

        @Override
        public @Nullable String sqlWarning(Expr.Sql expression) {
          return null;
        }

        @Override
        public @Nullable String comparisonProblem(
            Expr left, Schema.Type a, Expr right, Schema.Type b) {
          return null;
        }

        @Override
        public @Nullable String aggregateProblem(
            Aggregate aggregate, Map<ColumnRef, Schema.Type> types) {
          return null;
        }

        @Override
        public java.util.List<Part> arrange(
            java.util.List<Pass> passes, Map<ColumnRef, Schema.Type> types) {
          return passes.stream().map(Part::of).toList();
        }

        @Override
        public boolean shipsCode() {
          return false;
        }

        @Override
        public Plan.Cost cost(java.util.List<Pass> passes) {
          return new Plan.Cost(0, 0, "");
        }
      };
}
