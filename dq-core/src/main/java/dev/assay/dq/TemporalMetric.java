package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Metric;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Collection;

/** A metric whose value is a date or a time, waiting for its expectation. */
public record TemporalMetric(@Internal Metric metric) implements Serializable {
  @Internal
  public TemporalMetric {
    Args.notNull(metric, "metric");
  }

  /** Summarises only the rows for which a condition is true. */
  public TemporalMetric where(Predicate condition) {
    return new TemporalMetric(metric.filtered(Judged.exprOf(condition)));
  }

  private Constraint.OnMetric compare(Comparison comparison, Constant bound) {
    return Constraint.OnMetric.of(metric, new Expectation.Compare(comparison, bound));
  }

  /** The value is the bound exactly. */
  public Constraint.OnMetric isEqualTo(LocalDate bound) {
    return compare(Comparison.EQUAL, new Constant.DateValue(bound));
  }

  /** The value is before the bound. */
  public Constraint.OnMetric isBefore(LocalDate bound) {
    return compare(Comparison.LESS, new Constant.DateValue(bound));
  }

  /** The value is the bound or before it. */
  public Constraint.OnMetric isBeforeOrAt(LocalDate bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.DateValue(bound));
  }

  /** The value is after the bound. */
  public Constraint.OnMetric isAfter(LocalDate bound) {
    return compare(Comparison.GREATER, new Constant.DateValue(bound));
  }

  /** The value is the bound or after it. */
  public Constraint.OnMetric isAfterOrAt(LocalDate bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.DateValue(bound));
  }

  /** The value is within two bounds, both allowed. */
  public Constraint.OnMetric isBetween(LocalDate low, LocalDate high) {
    return Constraint.OnMetric.of(
        metric, new Expectation.Between(new Constant.DateValue(low), new Constant.DateValue(high)));
  }

  /** The value is the bound exactly. */
  public Constraint.OnMetric isEqualTo(Instant bound) {
    return compare(Comparison.EQUAL, new Constant.InstantValue(bound));
  }

  /** The value is before the bound. */
  public Constraint.OnMetric isBefore(Instant bound) {
    return compare(Comparison.LESS, new Constant.InstantValue(bound));
  }

  /** The value is the bound or before it. */
  public Constraint.OnMetric isBeforeOrAt(Instant bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.InstantValue(bound));
  }

  /** The value is after the bound. */
  public Constraint.OnMetric isAfter(Instant bound) {
    return compare(Comparison.GREATER, new Constant.InstantValue(bound));
  }

  /** The value is the bound or after it. */
  public Constraint.OnMetric isAfterOrAt(Instant bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.InstantValue(bound));
  }

  /** The value is within two bounds, both allowed. */
  public Constraint.OnMetric isBetween(Instant low, Instant high) {
    return Constraint.OnMetric.of(
        metric,
        new Expectation.Between(new Constant.InstantValue(low), new Constant.InstantValue(high)));
  }

  /** The value is the bound exactly. */
  public Constraint.OnMetric isEqualTo(LocalDateTime bound) {
    return compare(Comparison.EQUAL, new Constant.LocalTimestampValue(bound));
  }

  /** The value is before the bound. */
  public Constraint.OnMetric isBefore(LocalDateTime bound) {
    return compare(Comparison.LESS, new Constant.LocalTimestampValue(bound));
  }

  /** The value is the bound or before it. */
  public Constraint.OnMetric isBeforeOrAt(LocalDateTime bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.LocalTimestampValue(bound));
  }

  /** The value is after the bound. */
  public Constraint.OnMetric isAfter(LocalDateTime bound) {
    return compare(Comparison.GREATER, new Constant.LocalTimestampValue(bound));
  }

  /** The value is the bound or after it. */
  public Constraint.OnMetric isAfterOrAt(LocalDateTime bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.LocalTimestampValue(bound));
  }

  /** The value is within two bounds, both allowed. */
  public Constraint.OnMetric isBetween(LocalDateTime low, LocalDateTime high) {
    return Constraint.OnMetric.of(
        metric,
        new Expectation.Between(
            new Constant.LocalTimestampValue(low), new Constant.LocalTimestampValue(high)));
  }

  /** The value is one of those given. */
  public Constraint.OnMetric isIn(Temporal... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The value is one of a set.
   *
   * @param allowed LocalDates, Instants or LocalDateTimes
   * @throws IllegalArgumentException if the set is empty, holds null, or anything else
   */
  public Constraint.OnMetric isIn(Collection<? extends Temporal> allowed) {
    return Constraint.OnMetric.of(
        metric, new Expectation.In(Lists.map(allowed, "allowed values", Constant::of)));
  }

  /** Reports the value without expecting anything; never fails. */
  public Constraint.OnMetric observed() {
    return Constraint.OnMetric.of(metric, new Expectation.Observed());
  }
}
