package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import java.util.List;

/** A column of true and false: a value and, as it stands, a predicate. */
public final class BooleanColumn extends Expression implements Predicate {

  private static final long serialVersionUID = 1L;

  BooleanColumn(ColumnRef ref) {
    super(new Expr.Column(ref, ColumnKind.BOOL));
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

  /** The value is true. */
  public Predicate isTrue() {
    return Said.of(Function.EQUAL, expr(), new Constant.Bool(true));
  }

  /** The different values of all rows, to be compared with a set. Needs a pass of its own. */
  public DistinctValues<Boolean> distinctValues() {
    return new DistinctValues<>(expr(), Constant.Bool::new);
  }

  /** The value is false. */
  public Predicate isFalse() {
    return Said.of(Function.EQUAL, expr(), new Constant.Bool(false));
  }

  /**
   * The truth along rows in the order of something, and where that is equal of something else.
   *
   * @param first what rows are in the order of
   */
  public ValueSequence orderedBy(Expression first, Expression... others) {
    return new ValueSequence(expr(), Groups.of(first, others), List.of());
  }
}
