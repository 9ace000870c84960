package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in an order: those of each key, or all of them. What is said of them is a constraint; its
 * rules for nulls and for rows of equal order are those of {@link Constraint.InOrder}.
 *
 * <p>Without a key, all rows are sorted and judged in one task.
 */
public abstract sealed class Sequence implements Serializable
    permits NumericSequence, TemporalSequence, ValueSequence, Intervals {

  private static final long serialVersionUID = 1L;

  private static final int NANOS = 9;

  @SuppressWarnings("serial") // immutable lists of expressions
  private final List<Expr> order;

  @SuppressWarnings("serial") // immutable lists of expressions
  private final List<Expr> by;

  Sequence(List<Expr> order, List<Expr> by) {
    this.order = order;
    this.by = by;
  }

  final List<Expr> order() {
    return order;
  }

  final List<Expr> by() {
    return by;
  }

  final Constraint.InOrder says(OrderRule rule, Expr... of) {
    return Constraint.InOrder.of(rule, List.of(of), order, by);
  }

  final Constraint.InOrder says(OrderRule rule, List<Expr> of) {
    return Constraint.InOrder.of(rule, of, order, by);
  }

  static Expr number(Number number) {
    return new Expr.Literal(Constant.of(number));
  }

  static Expr text(String text) {
    return new Expr.Literal(new Constant.Text(text));
  }

  static Expr seconds(Duration duration, String what) {
    Args.notNull(duration, what);
    return number(
        BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), NANOS)));
  }

  static List<Expr> plus(List<Expr> some, List<Expr> more) {
    List<Expr> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
