package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;

/** A column of text. */
public final class StringColumn extends StringExpression {

  private static final long serialVersionUID = 1L;

  StringColumn(ColumnRef ref) {
    super(new Expr.Column(ref, ColumnKind.STRING));
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
