package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;

/** A column of numbers. */
public final class NumericColumn extends NumericExpression {

  private static final long serialVersionUID = 1L;

  NumericColumn(ColumnRef ref, ColumnKind kind) {
    super(new Expr.Column(ref, kind));
  }

  @Internal
  @Override
  public Expr.Column expr() {
    return (Expr.Column) super.expr();
  }

  /** The name or path as it was given. */
  public String name() {
    return expr().ref().text();
  }
}
