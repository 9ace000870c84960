package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Expr;

/** A column of arrays. */
public final class ArrayColumn extends ArrayExpression {

  private static final long serialVersionUID = 1L;

  ArrayColumn(ColumnRef ref) {
    super(new Expr.Column(ref, ColumnKind.ARRAY));
  }

  @Override
  public Expr.Column expr() {
    return (Expr.Column) super.expr();
  }

  /** The name or path as it was given. */
  public String name() {
    return expr().ref().text();
  }
}
