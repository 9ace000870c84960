package dev.assay.dq.model;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A metric whose value is a date or a time, waiting for its expectation.
 *
 * @param metric the metric
 */
public record TemporalMetric(Metric metric) implements Serializable {
  /**
   * Refuses null.
   *
   * @param metric the metric
   */
  public TemporalMetric {
    Args.notNull(metric, "metric");
  }

  /**
   * Summarises only the rows for which a condition is true.
   *
   * @param condition the filter
   * @return the filtered metric
   */
  public TemporalMetric where(Predicate condition) {
    return new TemporalMetric(metric.filtered(condition));
  }

  private Constraint.OnMetric compare(Comparison comparison, Literal bound) {
    return Constraint.OnMetric.of(metric, new Expectation.Compare(comparison, bound));
  }

  /**
   * The value is the bound exactly.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isEqualTo(LocalDate bound) {
    return compare(Comparison.EQUAL, new Literal.Day(bound));
  }

  /**
   * The value is before the bound.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isBefore(LocalDate bound) {
    return compare(Comparison.LESS, new Literal.Day(bound));
  }

  /**
   * The value is the bound or before it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isBeforeOrAt(LocalDate bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Literal.Day(bound));
  }

  /**
   * The value is after the bound.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAfter(LocalDate bound) {
    return compare(Comparison.GREATER, new Literal.Day(bound));
  }

  /**
   * The value is the bound or after it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAfterOrAt(LocalDate bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Literal.Day(bound));
  }

  /**
   * The value is within two bounds, both allowed.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the constraint
   */
  public Constraint.OnMetric isBetween(LocalDate low, LocalDate high) {
    return Constraint.OnMetric.of(
        metric, new Expectation.Between(new Literal.Day(low), new Literal.Day(high)));
  }

  /**
   * The value is the bound exactly.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isEqualTo(Instant bound) {
    return compare(Comparison.EQUAL, new Literal.Moment(bound));
  }

  /**
   * The value is before the bound.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isBefore(Instant bound) {
    return compare(Comparison.LESS, new Literal.Moment(bound));
  }

  /**
   * The value is the bound or before it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isBeforeOrAt(Instant bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Literal.Moment(bound));
  }

  /**
   * The value is after the bound.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAfter(Instant bound) {
    return compare(Comparison.GREATER, new Literal.Moment(bound));
  }

  /**
   * The value is the bound or after it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAfterOrAt(Instant bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Literal.Moment(bound));
  }

  /**
   * The value is within two bounds, both allowed.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the constraint
   */
  public Constraint.OnMetric isBetween(Instant low, Instant high) {
    return Constraint.OnMetric.of(
        metric, new Expectation.Between(new Literal.Moment(low), new Literal.Moment(high)));
  }

  /**
   * The value is the bound exactly.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isEqualTo(LocalDateTime bound) {
    return compare(Comparison.EQUAL, new Literal.LocalMoment(bound));
  }

  /**
   * The value is before the bound.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isBefore(LocalDateTime bound) {
    return compare(Comparison.LESS, new Literal.LocalMoment(bound));
  }

  /**
   * The value is the bound or before it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isBeforeOrAt(LocalDateTime bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Literal.LocalMoment(bound));
  }

  /**
   * The value is after the bound.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAfter(LocalDateTime bound) {
    return compare(Comparison.GREATER, new Literal.LocalMoment(bound));
  }

  /**
   * The value is the bound or after it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAfterOrAt(LocalDateTime bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Literal.LocalMoment(bound));
  }

  /**
   * The value is within two bounds, both allowed.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the constraint
   */
  public Constraint.OnMetric isBetween(LocalDateTime low, LocalDateTime high) {
    return Constraint.OnMetric.of(
        metric,
        new Expectation.Between(new Literal.LocalMoment(low), new Literal.LocalMoment(high)));
  }

  /**
   * Reports the value without expecting anything; never fails.
   *
   * @return the constraint
   */
  public Constraint.OnMetric observed() {
    return Constraint.OnMetric.of(metric, new Expectation.Observed());
  }
}
