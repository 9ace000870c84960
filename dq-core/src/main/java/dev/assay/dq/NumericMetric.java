package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.PastTolerance;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric with a numeric value, waiting for its expectation.
 *
 * <p>Counts, ratios, and sums and means of whole numbers and decimals are compared exactly; other
 * values as doubles. A NaN meets no expectation.
 */
public record NumericMetric(@Internal Metric metric)
    implements NumericExpectations<Constraint.OnMetric>, Serializable {
  @Internal
  public NumericMetric {
    Args.notNull(metric, "metric");
  }

  /** Summarises only the rows for which a condition is true. */
  public NumericMetric where(Predicate condition) {
    return new NumericMetric(metric.narrowed(Judged.exprOf(condition)));
  }

  private NumericMetric combined(Operation operation, NumericMetric other) {
    return combined(operation, Args.notNull(other, "other metric").metric);
  }

  private NumericMetric combined(Operation operation, Number constant) {
    return combined(operation, new Metric.Literal(Constant.of(constant)));
  }

  private NumericMetric combined(Operation operation, Metric right) {
    return new NumericMetric(new Metric.Combination(operation, metric, right));
  }

  /** The sum of this and another metric, each over its own rows. */
  public NumericMetric plus(NumericMetric other) {
    return combined(Operation.PLUS, other);
  }

  /** This less another metric, each over its own rows. */
  public NumericMetric minus(NumericMetric other) {
    return combined(Operation.MINUS, other);
  }

  /**
   * The ratio of this to another metric, each over its own rows; without a value where the other is
   * 0.
   */
  public NumericMetric dividedBy(NumericMetric other) {
    return combined(Operation.RATIO, other);
  }

  /** Reports the value without expecting anything; never fails. */
  public Constraint.OnMetric observed() {
    return Constraint.OnMetric.of(metric, new Expectation.Observed());
  }

  /** The sum of this and a constant, as the decimal that was written. */
  public NumericMetric plus(Number constant) {
    return combined(Operation.PLUS, constant);
  }

  /** This less a constant, as the decimal that was written. */
  public NumericMetric minus(Number constant) {
    return combined(Operation.MINUS, constant);
  }

  /** The product of this and another metric, each over its own rows. */
  public NumericMetric times(NumericMetric other) {
    return combined(Operation.TIMES, other);
  }

  /** The product of this and a constant, as the decimal that was written. */
  public NumericMetric times(Number constant) {
    return combined(Operation.TIMES, constant);
  }

  /**
   * This divided by a constant, as the decimal that was written.
   *
   * @throws IllegalArgumentException if the constant is 0
   */
  public NumericMetric dividedBy(Number constant) {
    return combined(Operation.RATIO, constant);
  }

  /**
   * A hundred times the ratio of this to another metric, each over its own rows; without a value
   * where the other is 0.
   */
  public NumericMetric percentOf(NumericMetric whole) {
    return combined(Operation.PERCENT, whole);
  }

  private Constraint.OnMetric than(Comparison comparison, NumericMetric other) {
    return expecting(
        new Expectation.Than(comparison, Args.notNull(other, "other metric").metric), null);
  }

  /** The value is at least that of another metric, of these rows or of another dataset. */
  public Constraint.OnMetric isAtLeast(NumericMetric other) {
    return than(Comparison.GREATER_OR_EQUAL, other);
  }

  /** The value is at most that of another metric. */
  public Constraint.OnMetric isAtMost(NumericMetric other) {
    return than(Comparison.LESS_OR_EQUAL, other);
  }

  /** The value is greater than that of another metric. */
  public Constraint.OnMetric isGreaterThan(NumericMetric other) {
    return than(Comparison.GREATER, other);
  }

  /** The value is less than that of another metric. */
  public Constraint.OnMetric isLessThan(NumericMetric other) {
    return than(Comparison.LESS, other);
  }

  /** The value is that of another metric exactly (for doubles prefer a tolerance). */
  public Constraint.OnMetric isEqualTo(NumericMetric other) {
    return than(Comparison.EQUAL, other);
  }

  /**
   * The value differs from that of another metric by at most a tolerance.
   *
   * @param tolerance the greatest difference
   */
  public Constraint.OnMetric isCloseTo(NumericMetric other, Number tolerance) {
    return near(other, Constant.of(tolerance), false);
  }

  /**
   * The value differs from that of another metric by at most so many percent of the other, exactly
   * where both are exact.
   */
  public Constraint.OnMetric isCloseTo(NumericMetric other, Percent tolerance) {
    return near(other, Args.notNull(tolerance, "tolerance").number(), true);
  }

  private Constraint.OnMetric near(NumericMetric other, Constant.Num tolerance, boolean percent) {
    return expecting(
        new Expectation.Near(Args.notNull(other, "other metric").metric, tolerance, percent), null);
  }

  private Constraint.OnMetric than(Comparison comparison, PastRuns past) {
    return expecting(
        new Expectation.ThanPast(comparison, Args.notNull(past, "past runs").past()), null);
  }

  /** The value is at least what earlier runs found. */
  public Constraint.OnMetric isAtLeast(PastRuns past) {
    return than(Comparison.GREATER_OR_EQUAL, past);
  }

  /** The value is at most what earlier runs found. */
  public Constraint.OnMetric isAtMost(PastRuns past) {
    return than(Comparison.LESS_OR_EQUAL, past);
  }

  /** The value is greater than what earlier runs found. */
  public Constraint.OnMetric isGreaterThan(PastRuns past) {
    return than(Comparison.GREATER, past);
  }

  /** The value is less than what earlier runs found. */
  public Constraint.OnMetric isLessThan(PastRuns past) {
    return than(Comparison.LESS, past);
  }

  /** The value is what earlier runs found. */
  public Constraint.OnMetric isEqualTo(PastRuns past) {
    return than(Comparison.EQUAL, past);
  }

  /**
   * The value differs from what earlier runs found by at most a tolerance.
   *
   * @param tolerance the greatest difference
   */
  public Constraint.OnMetric isCloseTo(PastRuns past, Number tolerance) {
    return near(past, Constant.of(tolerance), PastTolerance.NUMBER);
  }

  /** The value differs from what earlier runs found by at most so many percent of that. */
  public Constraint.OnMetric isCloseTo(PastRuns past, Percent tolerance) {
    return near(past, Args.notNull(tolerance, "tolerance").number(), PastTolerance.PERCENT);
  }

  /**
   * The value differs from what earlier runs found by at most so many deviations of theirs.
   *
   * @throws IllegalArgumentException if standard deviations are not from a {@link
   *     Columns#meanOfLastRuns mean}, or median deviations not from a {@link
   *     Columns#medianOfLastRuns median}
   */
  public Constraint.OnMetric isCloseTo(PastRuns past, Deviations tolerance) {
    return near(past, Args.notNull(tolerance, "tolerance").number(), tolerance.unit());
  }

  private Constraint.OnMetric near(PastRuns past, Constant.Num tolerance, PastTolerance unit) {
    return expecting(
        new Expectation.NearPast(Args.notNull(past, "past runs").past(), tolerance, unit), null);
  }

  @Internal
  @Override
  public Constraint.OnMetric expecting(Expectation fail, @Nullable Expectation warn) {
    return Constraint.OnMetric.of(metric, fail, warn);
  }

  /**
   * The metric of each group of rows, which have the same values in some columns.
   *
   * @param columns names, with dots for fields of structs
   * @throws IllegalArgumentException if there is none
   */
  public Grouped per(String... columns) {
    return new Grouped(Groups.of(columns), metric);
  }

  /** The metric of each group of rows, for which some expressions have the same values. */
  public Grouped per(Expression first, Expression... others) {
    return new Grouped(Groups.of(first, others), metric);
  }

  /** The metric of each group of rows, waiting for what is expected of every one. */
  public record Grouped(@Internal List<Expr> by, @Internal Metric metric)
      implements NumericExpectations<Constraint.PerGroup>, Serializable {

    /** Refuses nulls. */
    @Internal
    public Grouped {
      by = Args.noNulls(by, "groups");
      Args.notNull(metric, "metric");
    }

    @Internal
    @Override
    public Constraint.PerGroup expecting(Expectation fail, @Nullable Expectation warn) {
      return Constraint.OnMetric.of(metric, fail, warn).per(by);
    }
  }
}
