package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.Units;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;

/**
 * A date, a point in time, or a date and time without a zone, that each row has. It is compared
 * with what is of its own type: a date with a LocalDate, a timestamp with an Instant, one without a
 * zone with a LocalDateTime. Constants are compared exactly, values have microseconds.
 */
public sealed class TemporalExpression extends Expression permits TemporalColumn {

  private static final long serialVersionUID = 1L;

  TemporalExpression(Expr expr) {
    super(expr);
  }

  /** The value is a day. */
  public final Predicate isEqualTo(LocalDate bound) {
    return Said.of(Function.EQUAL, expr(), new Constant.DateValue(bound));
  }

  /** The value is at a point in time. */
  public final Predicate isEqualTo(Instant bound) {
    return Said.of(Function.EQUAL, expr(), new Constant.InstantValue(bound));
  }

  /** The value is at a date and time without a zone. */
  public final Predicate isEqualTo(LocalDateTime bound) {
    return Said.of(Function.EQUAL, expr(), new Constant.LocalTimestampValue(bound));
  }

  /** The value is at another one of the same row. */
  public final Predicate isEqualTo(TemporalExpression other) {
    return Said.of(Function.EQUAL, expr(), other(other));
  }

  /** The value is before a day. */
  public final Predicate isBefore(LocalDate bound) {
    return Said.of(Function.LESS, expr(), new Constant.DateValue(bound));
  }

  /** The value is before a point in time. */
  public final Predicate isBefore(Instant bound) {
    return Said.of(Function.LESS, expr(), new Constant.InstantValue(bound));
  }

  /** The value is before a date and time without a zone. */
  public final Predicate isBefore(LocalDateTime bound) {
    return Said.of(Function.LESS, expr(), new Constant.LocalTimestampValue(bound));
  }

  /** The value is before another one of the same row. */
  public final Predicate isBefore(TemporalExpression other) {
    return Said.of(Function.LESS, expr(), other(other));
  }

  /** The value is on or before a day. */
  public final Predicate isBeforeOrAt(LocalDate bound) {
    return Said.of(Function.LESS_OR_EQUAL, expr(), new Constant.DateValue(bound));
  }

  /** The value is at or before a point in time. */
  public final Predicate isBeforeOrAt(Instant bound) {
    return Said.of(Function.LESS_OR_EQUAL, expr(), new Constant.InstantValue(bound));
  }

  /** The value is at or before a date and time without a zone. */
  public final Predicate isBeforeOrAt(LocalDateTime bound) {
    return Said.of(Function.LESS_OR_EQUAL, expr(), new Constant.LocalTimestampValue(bound));
  }

  /** The value is at or before another one of the same row. */
  public final Predicate isBeforeOrAt(TemporalExpression other) {
    return Said.of(Function.LESS_OR_EQUAL, expr(), other(other));
  }

  /** The value is after a day. */
  public final Predicate isAfter(LocalDate bound) {
    return Said.of(Function.GREATER, expr(), new Constant.DateValue(bound));
  }

  /** The value is after a point in time. */
  public final Predicate isAfter(Instant bound) {
    return Said.of(Function.GREATER, expr(), new Constant.InstantValue(bound));
  }

  /** The value is after a date and time without a zone. */
  public final Predicate isAfter(LocalDateTime bound) {
    return Said.of(Function.GREATER, expr(), new Constant.LocalTimestampValue(bound));
  }

  /** The value is after another one of the same row. */
  public final Predicate isAfter(TemporalExpression other) {
    return Said.of(Function.GREATER, expr(), other(other));
  }

  /** The value is on or after a day. */
  public final Predicate isAfterOrAt(LocalDate bound) {
    return Said.of(Function.GREATER_OR_EQUAL, expr(), new Constant.DateValue(bound));
  }

  /** The value is at or after a point in time. */
  public final Predicate isAfterOrAt(Instant bound) {
    return Said.of(Function.GREATER_OR_EQUAL, expr(), new Constant.InstantValue(bound));
  }

  /** The value is at or after a date and time without a zone. */
  public final Predicate isAfterOrAt(LocalDateTime bound) {
    return Said.of(Function.GREATER_OR_EQUAL, expr(), new Constant.LocalTimestampValue(bound));
  }

  /** The value is at or after another one of the same row. */
  public final Predicate isAfterOrAt(TemporalExpression other) {
    return Said.of(Function.GREATER_OR_EQUAL, expr(), other(other));
  }

  /** The same as {@link #isBeforeOrAt(LocalDate)}. */
  public final Predicate isBeforeOrEqualTo(LocalDate bound) {
    return isBeforeOrAt(bound);
  }

  /** The same as {@link #isBeforeOrAt(Instant)}. */
  public final Predicate isBeforeOrEqualTo(Instant bound) {
    return isBeforeOrAt(bound);
  }

  /** The same as {@link #isBeforeOrAt(LocalDateTime)}. */
  public final Predicate isBeforeOrEqualTo(LocalDateTime bound) {
    return isBeforeOrAt(bound);
  }

  /** The same as {@link #isBeforeOrAt(TemporalExpression)}. */
  public final Predicate isBeforeOrEqualTo(TemporalExpression bound) {
    return isBeforeOrAt(bound);
  }

  /** The same as {@link #isAfterOrAt(LocalDate)}. */
  public final Predicate isAfterOrEqualTo(LocalDate bound) {
    return isAfterOrAt(bound);
  }

  /** The same as {@link #isAfterOrAt(Instant)}. */
  public final Predicate isAfterOrEqualTo(Instant bound) {
    return isAfterOrAt(bound);
  }

  /** The same as {@link #isAfterOrAt(LocalDateTime)}. */
  public final Predicate isAfterOrEqualTo(LocalDateTime bound) {
    return isAfterOrAt(bound);
  }

  /** The same as {@link #isAfterOrAt(TemporalExpression)}. */
  public final Predicate isAfterOrEqualTo(TemporalExpression bound) {
    return isAfterOrAt(bound);
  }

  /** The value is not a day. */
  public final Predicate isNotEqualTo(LocalDate bound) {
    return isEqualTo(bound).not();
  }

  /** The value is not at a point in time. */
  public final Predicate isNotEqualTo(Instant bound) {
    return isEqualTo(bound).not();
  }

  /** The value is not at a date and time without a zone. */
  public final Predicate isNotEqualTo(LocalDateTime bound) {
    return isEqualTo(bound).not();
  }

  /** The value is not at another one of the same row. */
  public final Predicate isNotEqualTo(TemporalExpression other) {
    return isEqualTo(other).not();
  }

  /** The value lies between two, both allowed. */
  public final Predicate isBetween(LocalDate low, LocalDate high) {
    return between(new Constant.DateValue(low), new Constant.DateValue(high));
  }

  /** The value lies between two, both allowed. */
  public final Predicate isBetween(Instant low, Instant high) {
    return between(new Constant.InstantValue(low), new Constant.InstantValue(high));
  }

  /** The value lies between two, both allowed. */
  public final Predicate isBetween(LocalDateTime low, LocalDateTime high) {
    return between(new Constant.LocalTimestampValue(low), new Constant.LocalTimestampValue(high));
  }

  /** The value lies between two others of the same row, both allowed. */
  public final Predicate isBetween(TemporalExpression low, TemporalExpression high) {
    return Said.between(expr(), other(low), other(high), true, true);
  }

  /** The value is one of those given. */
  public final Predicate isIn(LocalDate... allowed) {
    return Said.in(
        expr(),
        Lists.map(Lists.of(allowed, "allowed values"), "allowed values", Constant.DateValue::new));
  }

  /** The value is none of those given. */
  public final Predicate isNotIn(LocalDate... refused) {
    return isIn(refused).not();
  }

  /** The value is one of those given. */
  public final Predicate isIn(Instant... allowed) {
    return Said.in(
        expr(),
        Lists.map(
            Lists.of(allowed, "allowed values"), "allowed values", Constant.InstantValue::new));
  }

  /** The value is none of those given. */
  public final Predicate isNotIn(Instant... refused) {
    return isIn(refused).not();
  }

  /** The value is one of those given. */
  public final Predicate isIn(LocalDateTime... allowed) {
    return Said.in(
        expr(),
        Lists.map(
            Lists.of(allowed, "allowed values"),
            "allowed values",
            Constant.LocalTimestampValue::new));
  }

  /** The value is none of those given. */
  public final Predicate isNotIn(LocalDateTime... refused) {
    return isIn(refused).not();
  }

  /**
   * The value is one of a set.
   *
   * @param allowed LocalDates, Instants or LocalDateTimes
   * @throws IllegalArgumentException if the set is empty, holds null, or anything else
   */
  public final Predicate isIn(Collection<? extends Temporal> allowed) {
    return Said.in(expr(), Lists.map(allowed, "allowed values", Constant::of));
  }

  /**
   * The value is none of a set.
   *
   * @param refused LocalDates, Instants or LocalDateTimes
   * @throws IllegalArgumentException if the set is empty, holds null, or anything else
   */
  public final Predicate isNotIn(Collection<? extends Temporal> refused) {
    return isIn(refused).not();
  }

  /** The value, or null where it is one of these, which stand for a missing value. */
  public final TemporalExpression treatingAsNull(LocalDate... missing) {
    return treatingAsNull(Lists.of(missing, "values for null"));
  }

  /** The value, or null where it is one of these, which stand for a missing value. */
  public final TemporalExpression treatingAsNull(Instant... missing) {
    return treatingAsNull(Lists.of(missing, "values for null"));
  }

  /** The value, or null where it is one of these, which stand for a missing value. */
  public final TemporalExpression treatingAsNull(LocalDateTime... missing) {
    return treatingAsNull(Lists.of(missing, "values for null"));
  }

  /**
   * The value, or null where it is one of these, which stand for a missing value.
   *
   * @param missing LocalDates, Instants or LocalDateTimes
   * @throws IllegalArgumentException if there is none, or it holds null or anything else
   */
  public final TemporalExpression treatingAsNull(Collection<? extends Temporal> missing) {
    return new TemporalExpression(
        Said.constants(
            Function.TREATING_AS_NULL,
            expr(),
            Lists.map(missing, "values for null", Constant::of)));
  }

  /** How many days this date is after another one of the same row; negative where it is before. */
  public final NumericExpression daysSince(TemporalExpression other) {
    return new NumericExpression(Expr.call(Function.DAYS_BETWEEN, other(other), expr()));
  }

  /**
   * How many days are worked, as a calendar has it, after another date of the same row up to and
   * including this one: of a Monday since the Friday before it is 1. Negative where this is before.
   */
  public final NumericExpression businessDaysSince(
      TemporalExpression other, BusinessCalendar calendar) {
    return businessDaysSince(other(other), calendar);
  }

  /** How many days are worked after a day up to and including this date; negative before it. */
  public final NumericExpression businessDaysSince(LocalDate day, BusinessCalendar calendar) {
    return businessDaysSince(new Expr.Literal(new Constant.DateValue(day)), calendar);
  }

  private NumericExpression businessDaysSince(Expr other, BusinessCalendar calendar) {
    Expr days = new Expr.Literal(new Constant.Calendar(calendar));
    return new NumericExpression(Expr.call(Function.BUSINESS_DAYS_SINCE, expr(), other, days));
  }

  /** How many days this date is after a day; negative where it is before. */
  public final NumericExpression daysSince(LocalDate day) {
    Expr other = new Expr.Literal(new Constant.DateValue(day));
    return new NumericExpression(Expr.call(Function.DAYS_BETWEEN, other, expr()));
  }

  /**
   * How many seconds this is after another one of the same row, to the microsecond; negative where
   * it is before. Both are points in time, or both are without a zone.
   */
  public final NumericExpression secondsSince(TemporalExpression other) {
    return secondsSince(other(other));
  }

  /** How many seconds this is after a point in time; negative where it is before. */
  public final NumericExpression secondsSince(Instant time) {
    return secondsSince(new Expr.Literal(new Constant.InstantValue(time)));
  }

  /** How many seconds this is after a date and time without a zone; negative where before. */
  public final NumericExpression secondsSince(LocalDateTime time) {
    return secondsSince(new Expr.Literal(new Constant.LocalTimestampValue(time)));
  }

  private NumericExpression secondsSince(Expr other) {
    return new NumericExpression(Expr.call(Function.SECONDS_BETWEEN, other, expr()));
  }

  /**
   * What the clocks of a time zone show at this point in time: a date and time without a zone.
   *
   * @param zone the name of a time zone, such as Europe/Paris or UTC
   * @throws IllegalArgumentException if there is no such zone
   */
  public final TemporalExpression inZone(String zone) {
    return new TemporalExpression(
        Expr.call(Function.IN_ZONE, expr(), new Expr.Literal(new Constant.Text(zone))));
  }

  /** The date of a date and time; a point in time has one only {@link #inZone(String)}. */
  public final TemporalExpression toDate() {
    return new TemporalExpression(Expr.call(Function.TO_DATE, expr()));
  }

  /**
   * The hour of a date and time, from 0 to 23; a point in time has one only {@link
   * #inZone(String)}.
   */
  public final NumericExpression hour() {
    return new NumericExpression(Expr.call(Function.HOUR, expr()));
  }

  /**
   * The day of the week, from 1 for Monday to 7 for Sunday (ISO 8601); a point in time has one only
   * {@link #inZone(String)}.
   */
  public final NumericExpression dayOfWeek() {
    return new NumericExpression(Expr.call(Function.DAY_OF_WEEK, expr()));
  }

  /** The value, or another one of the same row where it is null. */
  public final TemporalExpression orElse(TemporalExpression other) {
    return new TemporalExpression(Expr.call(Function.OR_ELSE, expr(), other(other)));
  }

  /** The value, or a day where it is null. */
  public final TemporalExpression orElse(LocalDate day) {
    return orElse(new Constant.DateValue(day));
  }

  /** The value, or a point in time where it is null. */
  public final TemporalExpression orElse(Instant time) {
    return orElse(new Constant.InstantValue(time));
  }

  /** The value, or a date and time without a zone where it is null. */
  public final TemporalExpression orElse(LocalDateTime time) {
    return orElse(new Constant.LocalTimestampValue(time));
  }

  private TemporalExpression orElse(Constant constant) {
    return new TemporalExpression(Expr.call(Function.OR_ELSE, expr(), new Expr.Literal(constant)));
  }

  private Predicate between(Constant low, Constant high) {
    return Said.between(expr(), new Expr.Literal(low), new Expr.Literal(high), true, true);
  }

  /** The earliest value. */
  public final TemporalMetric min() {
    return new TemporalMetric(Metric.of(Statistic.MIN, expr()));
  }

  /** The latest value. */
  public final TemporalMetric max() {
    return new TemporalMetric(Metric.of(Statistic.MAX, expr()));
  }

  /**
   * The exact quantile by nearest rank: a value of the data. Needs a pass of its own.
   *
   * @param q from 0 to 1, taken as the decimal that was written
   * @throws IllegalArgumentException if q is not from 0 to 1
   */
  public final TemporalMetric quantile(Number q) {
    return new TemporalMetric(metric(Statistic.QUANTILE, q));
  }

  /** The exact median by nearest rank: a value of the data. Needs a pass of its own. */
  public final TemporalMetric median() {
    return quantile(0.5);
  }

  /**
   * The value that most rows have; of several that as many rows have the earliest, which the result
   * says. Needs a pass of its own.
   */
  public final TemporalMetric mostFrequentValue() {
    return new TemporalMetric(Metric.of(Statistic.MOST_FREQUENT_VALUE, expr()));
  }

  /**
   * The value in the row where another column or expression is the smallest, among the rows that
   * have both, as SQL's MIN_BY: of several such rows the earliest of their values, which the result
   * says. Needs a pass of its own.
   *
   * @param by a number, a text or a time
   */
  public final TemporalMetric valueAtMin(Expression by) {
    return new TemporalMetric(Metric.of(Statistic.VALUE_AT_MIN, expr(), other(by)));
  }

  /**
   * The value in the row where another column or expression is the greatest, among the rows that
   * have both, as SQL's MAX_BY: of several such rows the earliest of their values, which the result
   * says. Needs a pass of its own.
   *
   * @param by a number, a text or a time
   */
  public final TemporalMetric valueAtMax(Expression by) {
    return new TemporalMetric(Metric.of(Statistic.VALUE_AT_MAX, expr(), other(by)));
  }

  /** The different values of all rows, to be compared with a set. Needs a pass of its own. */
  public final DistinctValues<Temporal> distinctValues() {
    return new DistinctValues<>(expr(), Constant::of);
  }

  /** The year of a date; a point in time has one only {@link #inZone(String)}. */
  public final NumericExpression year() {
    return number(Function.YEAR);
  }

  /** The quarter of the year, from 1 to 4; a point in time has one only {@link #inZone(String)}. */
  public final NumericExpression quarter() {
    return number(Function.QUARTER);
  }

  /** The month, from 1 for January to 12; a point in time has one only {@link #inZone(String)}. */
  public final NumericExpression month() {
    return number(Function.MONTH);
  }

  /**
   * The week from 1 to 53 as ISO 8601 counts it: weeks begin on Monday, and the first is that with
   * the first Thursday of the year, so that 2021-01-03 is in week 53.
   */
  public final NumericExpression isoWeek() {
    return number(Function.ISO_WEEK);
  }

  /** The day of the month, from 1 to 31; a point in time has one only {@link #inZone(String)}. */
  public final NumericExpression dayOfMonth() {
    return number(Function.DAY_OF_MONTH);
  }

  /** The same as {@link #dayOfMonth()}. */
  public final NumericExpression day() {
    return dayOfMonth();
  }

  /** The day of the year, from 1 to 366; a point in time has one only {@link #inZone(String)}. */
  public final NumericExpression dayOfYear() {
    return number(Function.DAY_OF_YEAR);
  }

  /** The minute, from 0 to 59; a point in time has one only {@link #inZone(String)}. */
  public final NumericExpression minute() {
    return number(Function.MINUTE);
  }

  /** The second, from 0 to 59; a point in time has one only {@link #inZone(String)}. */
  public final NumericExpression second() {
    return number(Function.SECOND);
  }

  private NumericExpression number(Function function) {
    return new NumericExpression(Expr.call(function, expr()));
  }

  /** The date of the first day of the month. */
  public final TemporalExpression startOfMonth() {
    return new TemporalExpression(Expr.call(Function.START_OF_MONTH, expr()));
  }

  /** The date of the last day of the month. */
  public final TemporalExpression endOfMonth() {
    return new TemporalExpression(Expr.call(Function.END_OF_MONTH, expr()));
  }

  /** The date of the Monday of the week. */
  public final TemporalExpression startOfWeek() {
    return new TemporalExpression(Expr.call(Function.START_OF_WEEK, expr()));
  }

  /** This date some days later; earlier where their number is negative. */
  public final TemporalExpression plusDays(long days) {
    return plus(Function.PLUS_DAYS, days);
  }

  /** This date some days earlier. */
  public final TemporalExpression minusDays(long days) {
    return plusDays(Math.negateExact(days));
  }

  /**
   * This date some months later; the last day of a month that is too short, so that a month after
   * January 31 is the end of February.
   */
  public final TemporalExpression plusMonths(long months) {
    return plus(Function.PLUS_MONTHS, months);
  }

  /** This date some months earlier; the last day of a month that is too short. */
  public final TemporalExpression minusMonths(long months) {
    return plusMonths(Math.negateExact(months));
  }

  /** This date a period later: first its years and months, then its days. */
  public final TemporalExpression plus(Period period) {
    if (period == null) {
      throw new IllegalArgumentException("The period must not be null");
    }
    long months = period.toTotalMonths();
    TemporalExpression moved = months == 0 ? this : plusMonths(months);
    long days = period.get(ChronoUnit.DAYS);
    return days == 0 && months != 0 ? moved : moved.plusDays(days);
  }

  /** This date a period earlier: first its years and months, then its days. */
  public final TemporalExpression minus(Period period) {
    if (period == null) {
      throw new IllegalArgumentException("The period must not be null");
    }
    return plus(period.negated());
  }

  /**
   * This point in time, or this date and time without a zone, a duration later. To the microsecond;
   * a day is 24 hours.
   */
  public final TemporalExpression plus(Duration duration) {
    if (duration == null) {
      throw new IllegalArgumentException("The duration must not be null");
    }
    return plusSeconds(
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9)));
  }

  /** This point in time, or this date and time without a zone, a duration earlier. */
  public final TemporalExpression minus(Duration duration) {
    if (duration == null) {
      throw new IllegalArgumentException("The duration must not be null");
    }
    return plus(duration.negated());
  }

  /** The same as {@link #plus(Duration)}, of seconds to the microsecond. */
  public final TemporalExpression plusSeconds(Number seconds) {
    return plus(Function.PLUS_SECONDS, seconds);
  }

  private TemporalExpression plus(Function function, Number amount) {
    Expr constant = new Expr.Literal(Constant.of(amount));
    return new TemporalExpression(Expr.call(function, expr(), constant));
  }

  /**
   * This date and time without what is smaller than a unit: DAYS, HOURS, MINUTES or SECONDS.
   *
   * @throws IllegalArgumentException for another unit
   */
  public final TemporalExpression truncatedTo(ChronoUnit unit) {
    if (unit == null) {
      throw new IllegalArgumentException("The unit must not be null");
    }
    Expr name = new Expr.Literal(new Constant.Text(Units.name(unit)));
    return new TemporalExpression(Expr.call(Function.TRUNCATED_TO, expr(), name));
  }

  /**
   * The day is one of some days of the week; a point in time has one only {@link #inZone(String)}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public final Predicate isOn(DayOfWeek... days) {
    return dayOfWeek()
        .isIn(
            Lists.map(Lists.of(days, "days of the week"), "days of the week", DayOfWeek::getValue));
  }

  /** The day is from Monday to Friday. */
  public final Predicate isWeekday() {
    return dayOfWeek().isIn(1, 2, 3, 4, 5);
  }

  /** The day is a Saturday or a Sunday. */
  public final Predicate isWeekend() {
    return dayOfWeek().isIn(6, 7);
  }

  /**
   * The day is worked, as a calendar has it; a point in time has one only {@link #inZone(String)}.
   */
  public final Predicate isBusinessDay(BusinessCalendar calendar) {
    return Said.of(Function.IS_BUSINESS_DAY, expr(), new Constant.Calendar(calendar));
  }

  /**
   * The value is not after the time of the run: for points in time. Of dates, and of dates and
   * times without a zone, it takes a zone.
   */
  public final Predicate isNotInTheFuture() {
    return compared(Function.LESS_OR_EQUAL, "isNotInTheFuture");
  }

  /**
   * The value is not after the time of the run in a time zone: a date is not after the day that it
   * is there, a date and time without a zone not after what clocks show there.
   *
   * @param zone the name of a time zone, such as Europe/Paris or UTC
   */
  public final Predicate isNotInTheFuture(String zone) {
    return compared(Function.LESS_OR_EQUAL, zone, "isNotInTheFuture");
  }

  /** The value is after the time of the run: for points in time. */
  public final Predicate isInTheFuture() {
    return compared(Function.GREATER, "isInTheFuture");
  }

  /** The value is after the day that it is, or what clocks show, in a time zone. */
  public final Predicate isInTheFuture(String zone) {
    return compared(Function.GREATER, zone, "isInTheFuture");
  }

  /** The value is before the time of the run: for points in time. */
  public final Predicate isInThePast() {
    return compared(Function.LESS, "isInThePast");
  }

  /** The value is before the day that it is, or what clocks show, in a time zone. */
  public final Predicate isInThePast(String zone) {
    return compared(Function.LESS, zone, "isInThePast");
  }

  /** The value is not before the time of the run: for points in time. */
  public final Predicate isNotInThePast() {
    return compared(Function.GREATER_OR_EQUAL, "isNotInThePast");
  }

  /** The value is not before the day that it is, or what clocks show, in a time zone. */
  public final Predicate isNotInThePast(String zone) {
    return compared(Function.GREATER_OR_EQUAL, zone, "isNotInThePast");
  }

  private Predicate compared(Function function, String word) {
    return Said.of(function, expr(), Relative.now(expr().kind(), word));
  }

  private Predicate compared(Function function, String zone, String word) {
    return Said.of(function, expr(), Relative.now(expr().kind(), zone, word));
  }

  /**
   * The value is at most so long before the time of the run: for points in time. One in the future
   * is; see {@link #isWithinLast(Duration)}.
   */
  public final Predicate isNoOlderThan(Duration age) {
    return since(Relative.ago(expr().kind(), age, "isNoOlderThan"));
  }

  /**
   * The date and time without a zone is at or after what clocks in a time zone showed so long
   * before the time of the run.
   */
  public final Predicate isNoOlderThan(Duration age, String zone) {
    return since(Relative.ago(expr().kind(), age, zone, "isNoOlderThan"));
  }

  /**
   * The date is on or after the day that it is in a time zone, less a period: first its years and
   * months, then its days. One in the future is; see {@link #isWithinLast(Period, String)}.
   */
  public final Predicate isNoOlderThan(Period age, String zone) {
    return since(Relative.ago(expr().kind(), age, zone, "isNoOlderThan"));
  }

  private Predicate since(Expr time) {
    return Said.of(Function.GREATER_OR_EQUAL, expr(), time);
  }

  /** The value is at most so long before the time of the run, and not after it. */
  public final Predicate isWithinLast(Duration age) {
    Expr now = Relative.now(expr().kind(), "isWithinLast");
    return within(Relative.ago(expr().kind(), age, "isWithinLast"), now);
  }

  /**
   * The date and time without a zone is not before what clocks in a time zone showed so long before
   * the time of the run, and not after what they show.
   */
  public final Predicate isWithinLast(Duration age, String zone) {
    Expr first = Relative.ago(expr().kind(), age, zone, "isWithinLast");
    return within(first, Relative.now(expr().kind(), zone, "isWithinLast"));
  }

  /**
   * The date is from the day that it is in a time zone, less a period, to that day, both included:
   * the last 7 days are today and the 7 days before.
   */
  public final Predicate isWithinLast(Period age, String zone) {
    Expr first = Relative.ago(expr().kind(), age, zone, "isWithinLast");
    return within(first, Relative.now(expr().kind(), zone, "isWithinLast"));
  }

  private Predicate within(Expr first, Expr now) {
    return Said.between(expr(), first, now, true, true);
  }

  /**
   * The date or time along rows in the order of something, and where that is equal of something
   * else.
   *
   * @param first what rows are in the order of
   */
  public final TemporalValueSequence orderedBy(Expression first, Expression... others) {
    return new TemporalValueSequence(expr(), Groups.of(first, others), List.of());
  }

  /** Rows in the order of this, for each key: those for which some columns have the same values. */
  public final TemporalSequence per(String... columns) {
    return new TemporalSequence(List.of(expr()), Groups.of(columns));
  }

  /** The same of each key for which some expressions have the same values. */
  public final TemporalSequence per(Expression first, Expression... others) {
    return new TemporalSequence(List.of(expr()), Groups.of(first, others));
  }

  /** All rows in the order of this, in one task: keys make it many. */
  public final TemporalSequence inOrder() {
    return new TemporalSequence(List.of(expr()), List.of());
  }

  @Override
  public final DistributionDrift driftFrom(String dataset) {
    return new DistributionDrift(expr(), dataset);
  }
}
