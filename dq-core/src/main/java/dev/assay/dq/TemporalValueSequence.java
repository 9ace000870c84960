package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.time.Duration;
import java.util.List;

/** A date or time along rows in order. */
public final class TemporalValueSequence extends ValueSequence {

  private static final long serialVersionUID = 1L;

  TemporalValueSequence(Expr value, List<Expr> order, List<Expr> by) {
    super(value, order, by);
  }

  @Override
  public TemporalValueSequence per(String... columns) {
    return new TemporalValueSequence(value(), order(), Groups.of(columns));
  }

  @Override
  public TemporalValueSequence per(Expression first, Expression... others) {
    return new TemporalValueSequence(value(), order(), Groups.of(first, others));
  }

  /**
   * No row comes late by more than a time: {@code EVENT_TIME.orderedBy(ARRIVED).per("device")
   * .isLateByAtMost(Duration.ofMinutes(10))}. How late a row is, is how far its time is behind the
   * latest of all rows that come before it in the order, which is what a watermark of Spark's
   * streams looks at; rows of equal order are not late for each other. A day of a date has 24
   * hours.
   *
   * @throws IllegalArgumentException if the time is not greater than 0
   */
  public Constraint.InOrder isLateByAtMost(Duration time) {
    return says(OrderRule.LATE, value(), seconds(time, "time"));
  }
}
