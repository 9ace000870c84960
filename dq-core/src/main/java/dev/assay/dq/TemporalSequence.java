package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Rows in the order of a date or a time. */
public final class TemporalSequence extends Sequence {

  private static final long serialVersionUID = 1L;

  TemporalSequence(List<Expr> order, List<Expr> by) {
    super(order, by);
  }

  /**
   * No row is later than the one before by more than a time; rows of the same time have no gap. A
   * date is 24 hours long.
   *
   * @throws IllegalArgumentException if the time is not greater than 0
   */
  public Constraint.InOrder hasGapsOfAtMost(Duration most) {
    return says(OrderRule.TIME_GAPS, seconds(most, "gap"));
  }

  /**
   * Each row is later than the one before by a time; so no time is there twice.
   *
   * @throws IllegalArgumentException if the step is not greater than 0
   */
  public Constraint.InOrder hasStepsOf(Duration step) {
    return hasStepsOf(step, Duration.ZERO);
  }

  /**
   * The same but for a tolerance, which belongs to what is accepted.
   *
   * @throws IllegalArgumentException if the step is not greater than 0, or the tolerance negative
   */
  public Constraint.InOrder hasStepsOf(Duration step, Duration tolerance) {
    return says(OrderRule.TIME_STEPS, seconds(step, "step"), seconds(tolerance, "tolerance"));
  }

  /**
   * Each row is later than the one before by a step of the calendar. Steps are counted from the
   * first row: with a month from January 31st, February 28th is followed by March 31st, and not by
   * March 28th; the time of day stays that of the first row. A row that is on no step violates, and
   * the next one is right on the next step. The days of a point in time are those of a zone: {@code
   * TS.inZone("Europe/Paris").per("meter").hasStepsOf(Period.ofMonths(1))}. A step to a time that
   * its clocks skip in spring is one that no row can be on.
   *
   * @throws IllegalArgumentException if the step is zero, or any of its parts negative
   */
  public Constraint.InOrder hasStepsOf(Period step) {
    Args.notNull(step, "step");
    return says(
        OrderRule.CALENDAR_STEPS, number(step.toTotalMonths()), number(step.get(ChronoUnit.DAYS)));
  }

  private Constraint.InOrder every(OrderRule.Period period) {
    return says(OrderRule.EVERY, text(period.word()));
  }

  private Constraint.InOrder every(OrderRule.Period period, LocalDate from, LocalDate to) {
    return says(OrderRule.EVERY, text(period.word()), day(from), day(to));
  }

  private static Expr day(LocalDate day) {
    return new Expr.Literal(new Constant.DateValue(Args.notNull(day, "day")));
  }

  /**
   * There is a row in every hour from the first row to the last. Hours of a point in time begin
   * with those of UTC, so none is missing where clocks are changed. What is counted, here and
   * below, are hours (or days, weeks, months): those that there should be, and those that are
   * missing.
   */
  public Constraint.InOrder hasEveryHour() {
    return every(OrderRule.Period.HOUR);
  }

  /**
   * There is a row in every hour from the beginning of one day to the end of another; other rows
   * are not looked at. A key without any row is not known, and not missed.
   */
  public Constraint.InOrder hasEveryHour(LocalDate from, LocalDate to) {
    return every(OrderRule.Period.HOUR, from, to);
  }

  /**
   * There is a row on every day from the first row to the last. The days of a point in time are
   * those of a zone: {@code TS.inZone("Europe/Paris").per("device").hasEveryDay()}.
   */
  public Constraint.InOrder hasEveryDay() {
    return every(OrderRule.Period.DAY);
  }

  /** There is a row on every day from one to another; other rows are not looked at. */
  public Constraint.InOrder hasEveryDay(LocalDate from, LocalDate to) {
    return every(OrderRule.Period.DAY, from, to);
  }

  /** There is a row in every week, from Monday to Sunday, from the first row to the last. */
  public Constraint.InOrder hasEveryWeek() {
    return every(OrderRule.Period.WEEK);
  }

  /** There is a row in every week from that of one day to that of another. */
  public Constraint.InOrder hasEveryWeek(LocalDate from, LocalDate to) {
    return every(OrderRule.Period.WEEK, from, to);
  }

  /** There is a row in every month from the first row to the last. */
  public Constraint.InOrder hasEveryMonth() {
    return every(OrderRule.Period.MONTH);
  }

  /** There is a row in every month from that of one day to that of another. */
  public Constraint.InOrder hasEveryMonth(LocalDate from, LocalDate to) {
    return every(OrderRule.Period.MONTH, from, to);
  }

  private static Expr calendar(BusinessCalendar calendar) {
    return new Expr.Literal(new Constant.Calendar(calendar));
  }

  /**
   * There is a row on every day from the first row to the last that a calendar has as worked; rows
   * on other days are not looked at.
   */
  public Constraint.InOrder hasEveryBusinessDay(BusinessCalendar calendar) {
    return says(OrderRule.EVERY_BUSINESS_DAY, calendar(calendar));
  }

  /** The same from one day to another. */
  public Constraint.InOrder hasEveryBusinessDay(
      BusinessCalendar calendar, LocalDate from, LocalDate to) {
    return says(OrderRule.EVERY_BUSINESS_DAY, calendar(calendar), day(from), day(to));
  }

  /**
   * No window of a time holds more than so many rows; what is just the time apart is in no window
   * together. A row violates that comes too soon after the one so many rows before.
   *
   * @param rows from 1 to 10000: their times are kept in memory
   * @throws IllegalArgumentException if the number is out of range, or the time not greater than 0
   */
  public Constraint.InOrder hasAtMost(int rows, Duration window) {
    return says(OrderRule.AT_MOST_IN, number(rows), seconds(window, "window"));
  }

  /**
   * Every row for which a condition is true has one of the same time or later for which another is
   * true, within a time. What is counted are rows of the first kind. One whose time is not over yet
   * violates: leave it out with the first condition, as in {@code PAID.and(TS.isBefore(…))}.
   *
   * @throws IllegalArgumentException if the time is not greater than 0
   */
  public Constraint.InOrder isFollowedWithin(
      Duration time, Predicate condition, Predicate following) {
    return says(
        OrderRule.FOLLOWED,
        Judged.exprOf(condition),
        Judged.exprOf(following),
        seconds(time, "time"));
  }
}
