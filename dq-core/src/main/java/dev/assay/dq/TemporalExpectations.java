package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.Temporal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What may be expected of a metric whose value is a date or a time, of all rows or of each group.
 *
 * @param <C> the kind of constraint that it makes
 */
public sealed interface TemporalExpectations<C extends Constraint>
    permits TemporalMetric, TemporalMetric.Grouped {

  /** The metric as the engines know it. */
  @Internal
  Metric metric();

  /**
   * Makes the constraint.
   *
   * @param warn what only warns where it is missed, or null
   */
  @Internal
  C expecting(Expectation fail, @Nullable Expectation warn);

  private C expecting(Expectation expectation) {
    return expecting(expectation, null);
  }

  private C compare(Comparison comparison, Constant bound) {
    return expecting(new Expectation.Compare(comparison, bound));
  }

  /** The value is the bound exactly. */
  default C isEqualTo(LocalDate bound) {
    return compare(Comparison.EQUAL, new Constant.DateValue(bound));
  }

  /** The value is before the bound. */
  default C isBefore(LocalDate bound) {
    return compare(Comparison.LESS, new Constant.DateValue(bound));
  }

  /** The value is the bound or before it. */
  default C isBeforeOrAt(LocalDate bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.DateValue(bound));
  }

  /** The value is after the bound. */
  default C isAfter(LocalDate bound) {
    return compare(Comparison.GREATER, new Constant.DateValue(bound));
  }

  /** The value is the bound or after it. */
  default C isAfterOrAt(LocalDate bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.DateValue(bound));
  }

  /** The value is within two bounds, both allowed. */
  default C isBetween(LocalDate low, LocalDate high) {
    return expecting(
        new Expectation.Between(new Constant.DateValue(low), new Constant.DateValue(high)));
  }

  /** The value is the bound exactly. */
  default C isEqualTo(Instant bound) {
    return compare(Comparison.EQUAL, new Constant.InstantValue(bound));
  }

  /** The value is before the bound. */
  default C isBefore(Instant bound) {
    return compare(Comparison.LESS, new Constant.InstantValue(bound));
  }

  /** The value is the bound or before it. */
  default C isBeforeOrAt(Instant bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.InstantValue(bound));
  }

  /** The value is after the bound. */
  default C isAfter(Instant bound) {
    return compare(Comparison.GREATER, new Constant.InstantValue(bound));
  }

  /** The value is the bound or after it. */
  default C isAfterOrAt(Instant bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.InstantValue(bound));
  }

  /** The value is within two bounds, both allowed. */
  default C isBetween(Instant low, Instant high) {
    return expecting(
        new Expectation.Between(new Constant.InstantValue(low), new Constant.InstantValue(high)));
  }

  /** The value is the bound exactly. */
  default C isEqualTo(LocalDateTime bound) {
    return compare(Comparison.EQUAL, new Constant.LocalTimestampValue(bound));
  }

  /** The value is before the bound. */
  default C isBefore(LocalDateTime bound) {
    return compare(Comparison.LESS, new Constant.LocalTimestampValue(bound));
  }

  /** The value is the bound or before it. */
  default C isBeforeOrAt(LocalDateTime bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.LocalTimestampValue(bound));
  }

  /** The value is after the bound. */
  default C isAfter(LocalDateTime bound) {
    return compare(Comparison.GREATER, new Constant.LocalTimestampValue(bound));
  }

  /** The value is the bound or after it. */
  default C isAfterOrAt(LocalDateTime bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.LocalTimestampValue(bound));
  }

  /** The value is within two bounds, both allowed. */
  default C isBetween(LocalDateTime low, LocalDateTime high) {
    return expecting(
        new Expectation.Between(
            new Constant.LocalTimestampValue(low), new Constant.LocalTimestampValue(high)));
  }

  /**
   * The value is before a time of the run.
   *
   * @param bound {@link Columns#runTime()} or {@link Columns#today(String)}, or made of it alone
   */
  default C isBefore(TemporalExpression bound) {
    return compare(Comparison.LESS, bound);
  }

  /** The value is such a time or before it; see {@link #isBefore(TemporalExpression)}. */
  default C isBeforeOrAt(TemporalExpression bound) {
    return compare(Comparison.LESS_OR_EQUAL, bound);
  }

  /** The value is after such a time; see {@link #isBefore(TemporalExpression)}. */
  default C isAfter(TemporalExpression bound) {
    return compare(Comparison.GREATER, bound);
  }

  /** The value is such a time or after it; see {@link #isBefore(TemporalExpression)}. */
  default C isAfterOrAt(TemporalExpression bound) {
    return compare(Comparison.GREATER_OR_EQUAL, bound);
  }

  private C compare(Comparison comparison, TemporalExpression bound) {
    return compare(comparison, Expression.other(bound));
  }

  private C compare(Comparison comparison, Expr bound) {
    return expecting(new Expectation.Relative(comparison, bound));
  }

  /** Of what kind the value is. */
  private ColumnKind kind() {
    return metric() instanceof Metric.Summary summary && !summary.of().isEmpty()
        ? summary.of(0).kind()
        : ColumnKind.TIMESTAMP;
  }

  /** See {@link TemporalExpression#isNotInTheFuture()}. */
  default C isNotInTheFuture() {
    return compare(Comparison.LESS_OR_EQUAL, Relative.now(kind(), "isNotInTheFuture"));
  }

  /** See {@link TemporalExpression#isNotInTheFuture(String)}. */
  default C isNotInTheFuture(String zone) {
    return compare(Comparison.LESS_OR_EQUAL, Relative.now(kind(), zone, "isNotInTheFuture"));
  }

  /**
   * The value is at most so long before the time of the run: of the latest value it says how fresh
   * the data are. One in the future is.
   */
  default C isNoOlderThan(Duration age) {
    return compare(Comparison.GREATER_OR_EQUAL, Relative.ago(kind(), age, "isNoOlderThan"));
  }

  /** See {@link TemporalExpression#isNoOlderThan(Duration, String)}. */
  default C isNoOlderThan(Duration age, String zone) {
    return compare(Comparison.GREATER_OR_EQUAL, Relative.ago(kind(), age, zone, "isNoOlderThan"));
  }

  /** See {@link TemporalExpression#isNoOlderThan(Period, String)}. */
  default C isNoOlderThan(Period age, String zone) {
    return compare(Comparison.GREATER_OR_EQUAL, Relative.ago(kind(), age, zone, "isNoOlderThan"));
  }

  /** The value is one of those given. */
  default C isIn(Temporal... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The value is one of a set.
   *
   * @param allowed LocalDates, Instants or LocalDateTimes
   * @throws IllegalArgumentException if the set is empty, holds null, or anything else
   */
  default C isIn(Collection<? extends Temporal> allowed) {
    return expecting(new Expectation.In(Lists.map(allowed, "allowed values", Constant::of)));
  }
}
