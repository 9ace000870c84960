package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;

/** A column of maps. */
public final class MapColumn extends MapExpression {

  private static final long serialVersionUID = 1L;

  MapColumn(ColumnRef ref) {
    super(new Expr.Column(ref, ColumnKind.MAP));
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
