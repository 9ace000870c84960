package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;

/** An array or a map that each row has. */
public abstract sealed class CollectionExpression extends Expression
    permits ArrayExpression, MapExpression {

  private static final long serialVersionUID = 1L;

  CollectionExpression(Expr expr) {
    super(expr);
  }

  /** The number of elements or entries. */
  public final NumericExpression size() {
    return new NumericExpression(Expr.call(Function.SIZE, expr()));
  }

  /** There is no element. */
  public final Predicate isEmpty() {
    return size().isEqualTo(0);
  }

  /** There is an element. */
  public final Predicate isNotEmpty() {
    return size().isGreaterThan(0);
  }
}
