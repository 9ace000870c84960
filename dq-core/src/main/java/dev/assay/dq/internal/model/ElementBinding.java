package dev.assay.dq.internal.model;

/** Replaces an unbound element by one that says how far outwards its array is. */
final class ElementBinding implements Expr.Rewriting {

  private final Expr.Element unbound;
  private int within;

  ElementBinding(Expr.Element unbound) {
    this.unbound = unbound;
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
}
