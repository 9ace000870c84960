package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.util.List;

/** Rows in the order of a number, such as an invoice number or an offset. */
public final class NumericSequence extends Sequence {

  private static final long serialVersionUID = 1L;

  NumericSequence(List<Expr> order, List<Expr> by) {
    super(order, by);
  }

  /**
   * The number differs from the one before by no more than a bound; what is equal has no gap.
   *
   * @throws IllegalArgumentException if the bound is not greater than 0
   */
  public Constraint.InOrder hasGapsOfAtMost(Number most) {
    return says(OrderRule.GAPS, number(most));
  }

  /**
   * The number differs from the one before by a step; so no number is there twice.
   *
   * @throws IllegalArgumentException if the step is not greater than 0
   */
  public Constraint.InOrder hasStepsOf(Number step) {
    return hasStepsOf(step, 0);
  }

  /**
   * The same but for a tolerance, which belongs to what is accepted.
   *
   * @throws IllegalArgumentException if the step is not greater than 0, or the tolerance negative
   */
  public Constraint.InOrder hasStepsOf(Number step, Number tolerance) {
    return says(OrderRule.STEPS, number(step), number(tolerance));
  }

  /**
   * Every whole number from the least to the greatest is there, once or more. What is counted are
   * numbers: those that there should be, and those that are missing.
   */
  public Constraint.InOrder hasNoHoles() {
    return says(OrderRule.NO_HOLES);
  }
}
