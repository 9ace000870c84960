package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;

/** A column of structs. */
public final class StructColumn extends StructExpression {

  private static final long serialVersionUID = 1L;

  StructColumn(ColumnRef ref) {
    super(new Expr.Column(ref, ColumnKind.STRUCT));
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
