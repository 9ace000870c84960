package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Expr;

/** A column of text. */
public final class StringColumn extends StringExpression {

  private static final long serialVersionUID = 1L;

  StringColumn(ColumnRef ref) {
    super(new Expr.Column(ref, ColumnKind.STRING));
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
