package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Predicate;

/** A column of true and false. */
public final class BooleanColumn extends Column {

  private static final long serialVersionUID = 1L;

  BooleanColumn(ColumnRef ref) {
    super(ref, ColumnKind.BOOL);
  }

  /**
   * The value is true. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isTrue() {
    return new Predicate.Compare(operand(), Comparison.EQUAL, new Literal.Bool(true));
  }

  /**
   * The value is false. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isFalse() {
    return new Predicate.Compare(operand(), Comparison.EQUAL, new Literal.Bool(false));
  }
}
