package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Predicate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a bound node reads and runs.
 *
 * @param columns the columns it names
 * @param code whether it runs Java code
 * @param sql whether it holds SQL of the user's
 */
public record Facts(Set<ColumnRef> columns, boolean code, boolean sql) {

  /**
   * The facts of an aggregate.
   *
   * @param aggregate the aggregate
   * @return its facts
   */
  public static Facts of(Aggregate aggregate) {
    return aggregate.accept(collector()).facts();
  }

  /**
   * The facts of a constraint on rows.
   *
   * @param constraint the constraint
   * @return its facts
   */
  public static Facts of(Constraint.OnRows constraint) {
    return collector().inspect(constraint.predicate()).inspect(constraint.where()).facts();
  }

  /** An inspector that judges nothing. */
  private static Inspector collector() {
    return new Inspector(Map.of(), PERMISSIVE);
  }

  private static final SourceRules PERMISSIVE =
      new SourceRules() {
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
        public @Nullable String sqlProblem(Predicate.Sql expression) {
          return null;
        }

        @Override
        public @Nullable String comparisonProblem(
            Predicate.CompareColumns comparison, Map<ColumnRef, Schema.Type> types) {
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
