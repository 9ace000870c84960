package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Operation;
import java.io.Serializable;
import java.util.Collection;

/**
 * A metric with a numeric value, waiting for its expectation.
 *
 * <p>Counts, ratios, and sums and means of whole numbers and decimals are compared exactly; other
 * values as doubles. A NaN meets no expectation.
 */
public record NumericMetric(@Internal Metric metric) implements Serializable {
  @Internal
  public NumericMetric {
    Args.notNull(metric, "metric");
  }

  /** Summarises only the rows for which a condition is true. */
  public NumericMetric where(Predicate condition) {
    return new NumericMetric(metric.filtered(Judged.exprOf(condition)));
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

  private Constraint.OnMetric compare(Comparison comparison, Number bound) {
    return Constraint.OnMetric.of(metric, new Expectation.Compare(comparison, Constant.of(bound)));
  }

  /**
   * The value is at least a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  public Constraint.OnMetric isAtLeast(Number bound) {
    return compare(Comparison.GREATER_OR_EQUAL, bound);
  }

  /**
   * The value is at most a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  public Constraint.OnMetric isAtMost(Number bound) {
    return compare(Comparison.LESS_OR_EQUAL, bound);
  }

  /**
   * The value is greater than a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  public Constraint.OnMetric isGreaterThan(Number bound) {
    return compare(Comparison.GREATER, bound);
  }

  /**
   * The value is less than a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  public Constraint.OnMetric isLessThan(Number bound) {
    return compare(Comparison.LESS, bound);
  }

  /** The value is a number exactly (for doubles prefer {@link #isCloseTo}). */
  public Constraint.OnMetric isEqualTo(Number bound) {
    return compare(Comparison.EQUAL, bound);
  }

  /** The value is within two bounds, both allowed. */
  public Constraint.OnMetric isBetween(Number low, Number high) {
    return Constraint.OnMetric.of(
        metric, new Expectation.Between(Constant.of(low), Constant.of(high)));
  }

  /**
   * The value differs from a number by at most a tolerance.
   *
   * @param tolerance the greatest difference
   */
  public Constraint.OnMetric isCloseTo(Number value, Number tolerance) {
    return Constraint.OnMetric.of(
        metric, new Expectation.CloseTo(Constant.of(value), Constant.of(tolerance)));
  }

  private Constraint.OnMetric compare(Comparison comparison, Number fail, Number warn) {
    return Constraint.OnMetric.of(
        metric,
        new Expectation.Compare(comparison, Constant.of(fail)),
        new Expectation.Compare(comparison, Constant.of(warn)));
  }

  /** Warns, without failing, below a bound: {@code warnBelow(0.99).failBelow(0.95)}. */
  public Warning.Below<Constraint.OnMetric> warnBelow(Number bound) {
    return new Warning.Below<>(
        bound, (warn, fail) -> compare(Comparison.GREATER_OR_EQUAL, fail, warn));
  }

  /** Warns, without failing, above a bound: {@code warnAbove(10).failAbove(100)}. */
  public Warning.Above<Constraint.OnMetric> warnAbove(Number bound) {
    return new Warning.Above<>(
        bound, (warn, fail) -> compare(Comparison.LESS_OR_EQUAL, fail, warn));
  }

  /**
   * Warns, without failing, outside of a range, the ends of which belong to it: {@code
   * warnOutside(20, 400).failOutside(10, 500)}.
   */
  public Warning.Outside warnOutside(Number low, Number high) {
    Expectation warn = new Expectation.Between(Constant.of(low), Constant.of(high));
    return new Warning.Outside(
        (failLow, failHigh) ->
            Constraint.OnMetric.of(
                metric,
                new Expectation.Between(Constant.of(failLow), Constant.of(failHigh)),
                warn));
  }

  /** The value is one of those given. */
  public Constraint.OnMetric isIn(Number... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The value is one of a set.
   *
   * @throws IllegalArgumentException if the set is empty or holds null
   */
  public Constraint.OnMetric isIn(Collection<? extends Number> allowed) {
    return Constraint.OnMetric.of(
        metric, new Expectation.In(Lists.map(allowed, "allowed values", Constant::of)));
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
}
