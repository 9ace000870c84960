package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.time.Duration;
import java.util.List;

/** A value along rows in order. NaN goes no way and changes by no bound, so it violates those. */
public sealed class ValueSequence extends Sequence
    permits NumericValueSequence, TemporalValueSequence, TextValueSequence {

  private static final long serialVersionUID = 1L;

  private final Expr value;

  ValueSequence(Expr value, List<Expr> order, List<Expr> by) {
    super(order, by);
    this.value = value;
  }

  final Expr value() {
    return value;
  }

  /** The same of the rows of each key: those for which some columns have the same values. */
  public ValueSequence per(String... columns) {
    return new ValueSequence(value, order(), Groups.of(columns));
  }

  /** The same of the rows of each key: those for which some expressions have the same values. */
  public ValueSequence per(Expression first, Expression... others) {
    return new ValueSequence(value, order(), Groups.of(first, others));
  }

  /** Each value is greater than the one before. */
  public final Constraint.InOrder isStrictlyIncreasing() {
    return says(OrderRule.INCREASES, value);
  }

  /** No value is less than the one before, as of a counter. */
  public final Constraint.InOrder neverDecreases() {
    return says(OrderRule.NEVER_DECREASES, value);
  }

  /** Each value is less than the one before. */
  public final Constraint.InOrder isStrictlyDecreasing() {
    return says(OrderRule.DECREASES, value);
  }

  /** No value is greater than the one before. */
  public final Constraint.InOrder neverIncreases() {
    return says(OrderRule.NEVER_INCREASES, value);
  }

  /**
   * The value is the same for no more than so many rows, one after the other, as that of a sensor
   * that is not stuck. Rows beyond violate. Values are the same as those of a key are, so NaN
   * repeats NaN. Rows of equal order with different values end what was the same.
   *
   * @throws IllegalArgumentException if the number is less than 1
   */
  public final Constraint.InOrder repeatsForAtMost(int rows) {
    return says(OrderRule.REPEATS, value, number(rows));
  }

  /**
   * The same for a time: a row violates whose value has been the same since longer ago.
   *
   * @throws IllegalArgumentException if the time is not greater than 0
   */
  public final Constraint.InOrder staysTheSameForAtMost(Duration time) {
    return says(OrderRule.STAYS, value, seconds(time, "time"));
  }
}
