package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;

/**
 * A judgement of one row: true, false, or unknown (null), in three-valued logic.
 *
 * <p>Null is unknown under every predicate but {@code isNull} and {@code isComplete}. As a
 * constraint, a row violates a predicate only when the predicate is false, so null violates nothing
 * unless {@link #failingOnNull()} says so; as a filter ({@code where}), a row is in scope only when
 * the predicate is true.
 *
 * <p>Predicates are values: equal when their parts are equal; a column of true and false is one.
 * Used in a check as it stands, a predicate must hold for every row; {@link #where}, {@link
 * #forAtLeast(Number)} and the other refinements return a {@link Constraint}. In a constraint they
 * may be nested 100 deep; parts of one {@code and} or {@code or}, however chained, are side by side
 * and as many as you like.
 */
public non-sealed interface Predicate extends Requirement {

  /** What an expression whose type is boolean says. */
  @Internal
  static Predicate of(Expr expr) {
    return new Judged(expr);
  }

  /** The expression as the engines know it. */
  @Internal
  Expr expr();

  /** Both this and another predicate. */
  default Predicate and(Predicate other) {
    return of(Expr.call(Function.AND, expr(), Judged.exprOf(other)));
  }

  /** This or another predicate, or both. */
  default Predicate or(Predicate other) {
    return of(Expr.call(Function.OR, expr(), Judged.exprOf(other)));
  }

  /** The opposite; unknown stays unknown. */
  default Predicate not() {
    return of(expr().negated());
  }

  /** This holds exactly where another does; unknown where one of them is. */
  default Predicate isEqualTo(Predicate other) {
    return of(Expr.call(Function.EQUAL, expr(), Judged.exprOf(other)));
  }

  /** Where this holds, another predicate must hold. */
  default Predicate implies(Predicate consequence) {
    return of(Expr.call(Function.IMPLIES, expr(), Judged.exprOf(consequence)));
  }

  /** This or another predicate, but not both; unknown where one of them is. */
  default Predicate xor(Predicate other) {
    return of(Expr.call(Function.XOR, expr(), Judged.exprOf(other)));
  }

  /** {@inheritDoc} */
  @Override
  default Constraint.OnRows toConstraint() {
    return Constraint.OnRows.of(expr());
  }

  /** Judges only the rows for which a condition is true. */
  default Constraint.OnRows where(Predicate condition) {
    return toConstraint().where(condition);
  }

  /**
   * Accepts violations as long as a fraction of the rows in scope do not violate.
   *
   * @param fraction the least fraction of rows, from 0 to 1, taken as the decimal that was written
   */
  default Constraint.OnRows forAtLeast(Number fraction) {
    return toConstraint().forAtLeast(fraction);
  }

  /**
   * Requires that at most a fraction of the rows in scope satisfy this; a null does not.
   *
   * @param fraction the greatest fraction of rows, from 0 to 1, taken as the decimal that was
   *     written
   */
  default Constraint.OnRows forAtMost(Number fraction) {
    return toConstraint().forAtMost(fraction);
  }

  /**
   * Warns, without failing, where the fraction of the rows in scope that do not violate is below a
   * bound, counted as {@link #forAtLeast(Number)} counts: {@code warnBelow(0.99).failBelow(0.95)}.
   *
   * @param fraction from 0 to 1, taken as the decimal that was written
   */
  default Warning.Below<Constraint.OnRows> warnBelow(Number fraction) {
    return toConstraint().warnBelow(fraction);
  }

  /**
   * Warns, without failing, where the fraction of the rows in scope that satisfy this is above a
   * bound, counted as {@link #forAtMost(Number)} counts: {@code warnAbove(0.01).failAbove(0.05)}.
   *
   * @param fraction from 0 to 1, taken as the decimal that was written
   */
  default Warning.Above<Constraint.OnRows> warnAbove(Number fraction) {
    return toConstraint().warnAbove(fraction);
  }

  /** Requires a number of rows in scope that satisfy this; a null does not. */
  default Constraint.OnRows forAtLeastRows(long rows) {
    return toConstraint().forAtLeastRows(rows);
  }

  /** Requires that at most a number of rows in scope satisfy this; a null does not. */
  default Constraint.OnRows forAtMostRows(long rows) {
    return toConstraint().forAtMostRows(rows);
  }

  /** Accepts up to a number of violating rows. */
  default Constraint.OnRows allowingViolations(long violations) {
    return toConstraint().allowingViolations(violations);
  }

  /** Makes unknown (a null where a value is needed) a violation. */
  default Constraint.OnRows failingOnNull() {
    return toConstraint().failingOnNull();
  }

  /** Decides the outcome when no row is in scope; without it the check or the run decides. */
  default Constraint.OnRows onNoRows(OnNoRows outcome) {
    return toConstraint().onNoRows(outcome);
  }

  /**
   * Sets the identity of the constraint by hand.
   *
   * @param id the identity instead of the one that is derived
   */
  default Constraint.OnRows id(String id) {
    return toConstraint().id(id);
  }

  /**
   * Names the constraint in reports.
   *
   * @param name the name instead of the generated sentence
   */
  default Constraint.OnRows as(String name) {
    return toConstraint().as(name);
  }

  /** Says why the constraint matters; reports show it. */
  default Constraint.OnRows because(String reason) {
    return toConstraint().because(reason);
  }

  /** Tags the constraint. */
  default Constraint.OnRows tagged(String... tags) {
    return toConstraint().tagged(tags);
  }

  /** See {@link Constraint#ifPresent()}. */
  default Constraint.OnRows ifPresent() {
    return toConstraint().ifPresent();
  }

  /** The number of rows for which this is false, as a metric. */
  default NumericMetric violations() {
    return new NumericMetric(Metric.of(Statistic.VIOLATIONS, expr()));
  }

  /** The fraction of rows that satisfy this, as a metric; a null does not. */
  default NumericMetric compliance() {
    return new NumericMetric(Metric.of(Statistic.COMPLIANCE, expr()));
  }
}
