package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
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

  /**
   * The value is before a time of the run.
   *
   * @param bound {@link Columns#runTime()} or {@link Columns#today(String)}, or made of it alone
   */
  public Constraint.OnMetric isBefore(TemporalExpression bound) {
    return compare(Comparison.LESS, bound);
  }

  /** The value is such a time or before it; see {@link #isBefore(TemporalExpression)}. */
  public Constraint.OnMetric isBeforeOrAt(TemporalExpression bound) {
    return compare(Comparison.LESS_OR_EQUAL, bound);
  }

  /** The value is after such a time; see {@link #isBefore(TemporalExpression)}. */
  public Constraint.OnMetric isAfter(TemporalExpression bound) {
    return compare(Comparison.GREATER, bound);
  }

  /** The value is such a time or after it; see {@link #isBefore(TemporalExpression)}. */
  public Constraint.OnMetric isAfterOrAt(TemporalExpression bound) {
    return compare(Comparison.GREATER_OR_EQUAL, bound);
  }

  private Constraint.OnMetric compare(Comparison comparison, TemporalExpression bound) {
    return compare(comparison, Expression.other(bound));
  }

  private Constraint.OnMetric compare(Comparison comparison, Expr bound) {
    return Constraint.OnMetric.of(metric, new Expectation.Relative(comparison, bound));
  }

  /** Of what kind the value is. */
  private ColumnKind kind() {
    return metric instanceof Metric.Summary summary && !summary.of().isEmpty()
        ? summary.of(0).kind()
        : ColumnKind.TIMESTAMP;
  }

  /** See {@link TemporalExpression#isNotInTheFuture()}. */
  public Constraint.OnMetric isNotInTheFuture() {
    return compare(Comparison.LESS_OR_EQUAL, Relative.now(kind(), "isNotInTheFuture"));
  }

  /** See {@link TemporalExpression#isNotInTheFuture(String)}. */
  public Constraint.OnMetric isNotInTheFuture(String zone) {
    return compare(Comparison.LESS_OR_EQUAL, Relative.now(kind(), zone, "isNotInTheFuture"));
  }

  /**
   * The value is at most so long before the time of the run: of the latest value it says how fresh
   * the data are. One in the future is.
   */
  public Constraint.OnMetric isNoOlderThan(Duration age) {
    return compare(Comparison.GREATER_OR_EQUAL, Relative.ago(kind(), age, "isNoOlderThan"));
  }

  /** See {@link TemporalExpression#isNoOlderThan(Duration, String)}. */
  public Constraint.OnMetric isNoOlderThan(Duration age, String zone) {
    return compare(Comparison.GREATER_OR_EQUAL, Relative.ago(kind(), age, zone, "isNoOlderThan"));
  }

  /** See {@link TemporalExpression#isNoOlderThan(Period, String)}. */
  public Constraint.OnMetric isNoOlderThan(Period age, String zone) {
    return compare(Comparison.GREATER_OR_EQUAL, Relative.ago(kind(), age, zone, "isNoOlderThan"));
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
