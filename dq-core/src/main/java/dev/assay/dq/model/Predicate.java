package dev.assay.dq.model;

import org.jspecify.annotations.Nullable;

/**
 * A judgement of one row: true, false, or unknown (null), in three-valued logic.
 *
 * <p>Null is unknown under every predicate but {@code isNull} and {@code isComplete}. As a
 * constraint, a row violates a predicate only when the predicate is false, so null violates nothing
 * unless {@link #failingOnNull()} says so; as a filter ({@code where}), a row is in scope only when
 * the predicate is true.
 *
 * <p>Predicates are values: equal when their parts are equal. Used in a check as it stands, a
 * predicate must hold for every row; {@link #where}, {@link #forAtLeast(Number)} and the other
 * refinements return a {@link Constraint}. In a constraint they may be nested 100 deep; parts of
 * one {@code and} or {@code or}, however chained, are side by side and as many as you like.
 */
public record Predicate(Expr expr) implements Requirement {

  public Predicate {
    Args.notNull(expr, "expression");
  }

  static Expr exprOf(@Nullable Predicate predicate) {
    return Args.notNull(predicate, "predicate").expr;
  }

  /** Both this and another predicate. */
  public Predicate and(Predicate other) {
    return new Predicate(Expr.call(Function.AND, expr, exprOf(other)));
  }

  /** This or another predicate, or both. */
  public Predicate or(Predicate other) {
    return new Predicate(Expr.call(Function.OR, expr, exprOf(other)));
  }

  /** The opposite; unknown stays unknown. */
  public Predicate not() {
    return new Predicate(expr.negated());
  }

  /** Where this holds, another predicate must hold. */
  public Predicate implies(Predicate consequence) {
    return new Predicate(Expr.call(Function.IMPLIES, expr, exprOf(consequence)));
  }

  /** {@inheritDoc} */
  @Override
  public Constraint.OnRows toConstraint() {
    return Constraint.OnRows.of(expr);
  }

  /** Judges only the rows for which a condition is true. */
  public Constraint.OnRows where(Predicate condition) {
    return toConstraint().where(condition);
  }

  /**
   * Accepts violations as long as a fraction of the rows in scope do not violate.
   *
   * @param fraction the least fraction of rows, from 0 to 1, taken as the decimal that was written
   */
  public Constraint.OnRows forAtLeast(Number fraction) {
    return toConstraint().forAtLeast(fraction);
  }

  /**
   * Requires that at most a fraction of the rows in scope satisfy this; a null does not.
   *
   * @param fraction the greatest fraction of rows, from 0 to 1, taken as the decimal that was
   *     written
   */
  public Constraint.OnRows forAtMost(Number fraction) {
    return toConstraint().forAtMost(fraction);
  }

  /** Requires a number of rows in scope that satisfy this; a null does not. */
  public Constraint.OnRows forAtLeastRows(long rows) {
    return toConstraint().forAtLeastRows(rows);
  }

  /** Requires that at most a number of rows in scope satisfy this; a null does not. */
  public Constraint.OnRows forAtMostRows(long rows) {
    return toConstraint().forAtMostRows(rows);
  }

  /** Accepts up to a number of violating rows. */
  public Constraint.OnRows allowingViolations(long violations) {
    return toConstraint().allowingViolations(violations);
  }

  /** Makes unknown (a null where a value is needed) a violation. */
  public Constraint.OnRows failingOnNull() {
    return toConstraint().failingOnNull();
  }

  /** Decides the outcome when no row is in scope; without it the check or the run decides. */
  public Constraint.OnRows onNoRows(OnNoRows outcome) {
    return toConstraint().onNoRows(outcome);
  }

  /**
   * Sets the identity of the constraint by hand.
   *
   * @param id the identity instead of the one that is derived
   */
  public Constraint.OnRows id(String id) {
    return toConstraint().id(id);
  }

  /**
   * Names the constraint in reports.
   *
   * @param name the name instead of the generated sentence
   */
  public Constraint.OnRows as(String name) {
    return toConstraint().as(name);
  }

  /** Says why the constraint matters; reports show it. */
  public Constraint.OnRows because(String reason) {
    return toConstraint().because(reason);
  }

  /** Tags the constraint. */
  public Constraint.OnRows tagged(String... tags) {
    return toConstraint().tagged(tags);
  }

  /** The number of rows for which this is false, as a metric. */
  public NumericMetric violations() {
    return new NumericMetric(Metric.of(Statistic.VIOLATIONS, expr));
  }

  /** The fraction of rows that satisfy this, as a metric; a null does not. */
  public NumericMetric compliance() {
    return new NumericMetric(Metric.of(Statistic.COMPLIANCE, expr));
  }
}
