package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.RunTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a check, made ready for a schema.
 *
 * @param id its identity, unique in its check
 * @param declared the constraint with the columns as the user named them, a template already
 *     stamped out for its column
 * @param bound the same with exact names, an {@link Constraint.OnRows}, {@link
 *     Constraint.OnMetric}, {@link Constraint.PerGroup} or {@link Constraint.InOrder}; null if it
 *     has a problem; as declared if it is combined of others
 * @param aggregates what it needs; empty if it has a problem
 * @param parts those that it is combined of, each with problems of its own; empty if it is not
 * @param warning what a reader should know before trusting its verdict, or null
 * @param problem why it cannot be evaluated, with the fix; null if it can
 * @param skipped why it is left out; null if it is not
 */
public record BoundConstraint(
    String id,
    Constraint declared,
    @Nullable Constraint bound,
    List<Aggregate> aggregates,
    List<BoundConstraint> parts,
    @Nullable String warning,
    @Nullable String problem,
    @Nullable String skipped) {

  /** A constraint that is left out. */
  static BoundConstraint leftOut(Constraint declared, String why) {
    return new BoundConstraint(
        declared.id(), declared, null, List.of(), List.of(), null, null, why);
  }

  /** A constraint that is not combined of others. */
  BoundConstraint(
      String id,
      Constraint declared,
      @Nullable Constraint bound,
      List<Aggregate> aggregates,
      @Nullable String warning,
      @Nullable String problem) {
    this(id, declared, bound, aggregates, List.of(), warning, problem, null);
  }

  /** The same with an id of its own, beside another constraint of the same id. */
  BoundConstraint numbered(String unique, String other) {
    return new BoundConstraint(
        unique,
        declared,
        bound,
        aggregates,
        parts,
        warning(
            "its id would be that of \""
                + other
                + "\", so it got a number, which depends on the order in the check: distinguish"
                + " them with .id(\"…\")"),
        problem,
        skipped);
  }

  /** Whether what it says is relative to the time of the run. */
  public boolean readsRunTime() {
    return declared.accept(
        new Constraint.Visitor<>() {
          @Override
          public Boolean onRows(Constraint.OnRows c) {
            return RunTime.isReadBy(c.predicate()) || RunTime.isReadBy(c.where());
          }

          @Override
          public Boolean onMetric(Constraint.OnMetric c) {
            return c.expectation() instanceof Expectation.Relative
                || c.metrics().stream().anyMatch(this::reads);
          }

          private boolean reads(Metric metric) {
            return metric.elsewhere().stream().anyMatch(each -> reads(each.metric()))
                || metric.summaries().stream()
                    .anyMatch(
                        each ->
                            RunTime.isReadBy(each.where())
                                || each.of().stream().anyMatch(RunTime::isReadBy));
          }

          @Override
          public Boolean perGroup(Constraint.PerGroup c) {
            return c.by().stream().anyMatch(RunTime::isReadBy) || onMetric(c.each());
          }

          @Override
          public Boolean inOrder(Constraint.InOrder c) {
            return RunTime.isReadBy(c.where())
                || c.of().stream().anyMatch(RunTime::isReadBy)
                || c.order().stream().anyMatch(RunTime::isReadBy)
                || c.by().stream().anyMatch(RunTime::isReadBy);
          }

          @Override
          public Boolean sameRows(Constraint.SameRows c) {
            return false;
          }

          @Override
          public Boolean forEach(Constraint.ForEach c) {
            return false;
          }

          @Override
          public Boolean onSchema(Constraint.OnSchema c) {
            return false;
          }

          @Override
          public Boolean combined(Constraint.Combined c) {
            return parts.stream().anyMatch(BoundConstraint::readsRunTime);
          }
        });
  }

  private String warning(String more) {
    return warning == null ? more : warning + "; " + more;
  }
}
