package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.util.List;

/**
 * Rows that are intervals, such as those in which the versions of a customer are valid. Their
 * beginning belongs to them, their end does not; where it is null, the interval is open, and goes
 * on for ever. An end that is written otherwise is made null, as in {@code interval(FROM,
 * TO.treatingAsNull(LocalDate.of(9999, 12, 31)))}.
 */
public final class Intervals extends Sequence {

  private static final long serialVersionUID = 1L;

  private final Expr end;

  Intervals(Expr end, List<Expr> order, List<Expr> by) {
    super(order, by);
    this.end = end;
  }

  /** The same of the rows of each key: those for which some columns have the same values. */
  public Intervals per(String... columns) {
    return new Intervals(end, order(), Groups.of(columns));
  }

  /** The same of the rows of each key: those for which some expressions have the same values. */
  public Intervals per(Expression first, Expression... others) {
    return new Intervals(end, order(), Groups.of(first, others));
  }

  /**
   * No interval begins before one ends that began before or together with it: of those that do, it
   * is the later one that violates. One that ends where it begins is empty, and overlaps none; one
   * that ends before it begins violates.
   */
  public Constraint.InOrder doNotOverlap() {
    return says(OrderRule.NO_OVERLAP, end);
  }

  /**
   * No interval begins after all that began before it have ended. One that ends before it begins
   * violates, and fills no gap.
   */
  public Constraint.InOrder leaveNoGap() {
    return says(OrderRule.NO_GAP, end);
  }

  /** Exactly one interval is open. What is counted are keys. */
  public Constraint.InOrder haveOneOpen() {
    return says(OrderRule.ONE_OPEN, end);
  }
}
