package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Expr;

/** A column of maps. */
public final class MapColumn extends MapExpression {

  private static final long serialVersionUID = 1L;

  MapColumn(ColumnRef ref) {
    super(new Expr.Column(ref, ColumnKind.MAP));
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
