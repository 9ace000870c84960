package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.OtherKey;
import java.util.List;

/** Whether another dataset of the run has a key; see {@link KeyColumns#existsIn}. */
public final class KeyLookup implements Predicate {

  private static final long serialVersionUID = 1L;

  private final OtherKey other;
  private final List<Expr> parts;
  private final boolean absent;
  private final Expr expr;

  KeyLookup(OtherKey other, List<Expr> parts, boolean absent) {
    this.other = other;
    this.parts = parts;
    this.absent = absent;
    Expr found =
        Said.all(Function.EXISTS_IN, new Expr.Literal(new Constant.Reference(other)), parts);
    this.expr = absent ? found.negated() : found;
  }

  /**
   * Null equals null, so that a key with a null is found where the other dataset has the same with
   * a null, and is never unknown.
   */
  public KeyLookup treatingNullsAsEqual() {
    return new KeyLookup(new OtherKey(other.dataset(), other.columns(), true), parts, absent);
  }

  @Internal
  @Override
  public Expr expr() {
    return expr;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Predicate that && expr.equals(that.expr());
  }

  @Override
  public int hashCode() {
    return expr.hashCode();
  }
}
