package dev.assay.dq.model;

import java.util.List;

/** Replaces an unbound element by one that says how far outwards its array is. */
final class ElementBinding implements Expr.Fold<Expr> {

  private final Expr.Element unbound;
  private int within;

  ElementBinding(Expr.Element unbound) {
    this.unbound = unbound;
  }

  @Override
  public Expr column(Expr.Column column) {
    return column;
  }

  @Override
  public Expr element(Expr.Element element) {
    return element.equals(unbound) ? new Expr.Element(within, element.kind()) : element;
  }

  @Override
  public void bind(Expr array) {
    within++;
  }

  @Override
  public void unbind() {
    within--;
  }

  @Override
  public Expr literal(Expr.Literal literal) {
    return literal;
  }

  @Override
  public Expr call(Expr.Call call, List<Expr> arguments) {
    return new Expr.Call(call.function(), arguments);
  }

  @Override
  public Expr sql(Expr.Sql sql) {
    return sql;
  }

  @Override
  public Expr code(Expr.Code code) {
    return code;
  }
}
