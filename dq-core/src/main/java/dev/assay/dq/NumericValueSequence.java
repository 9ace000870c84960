package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.util.List;

/** A number along rows in order. */
public final class NumericValueSequence extends ValueSequence {

  private static final long serialVersionUID = 1L;

  NumericValueSequence(Expr value, List<Expr> order, List<Expr> by) {
    super(value, order, by);
  }

  @Override
  public NumericValueSequence per(String... columns) {
    return new NumericValueSequence(value(), order(), Groups.of(columns));
  }

  @Override
  public NumericValueSequence per(Expression first, Expression... others) {
    return new NumericValueSequence(value(), order(), Groups.of(first, others));
  }

  /**
   * The number differs from the one before by no more than a bound. Of several rows of the order
   * before, it is compared with the smallest and the greatest.
   *
   * @throws IllegalArgumentException if the bound is negative
   */
  public Constraint.InOrder changesByAtMost(Number most) {
    return says(OrderRule.CHANGES, value(), number(most));
  }

  /**
   * The same relative to the number before, without its sign; what changes from 0 changes by more
   * than any percentage.
   *
   * @param percent 10 for 10%
   * @throws IllegalArgumentException if it is negative
   */
  public Constraint.InOrder changesByAtMostPercent(Number percent) {
    return says(OrderRule.CHANGES_PERCENT, value(), number(percent));
  }
}
