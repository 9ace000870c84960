package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;

/** A column of arrays or maps. */
public final class CollectionColumn extends Column {

  private static final long serialVersionUID = 1L;

  CollectionColumn(ColumnRef ref, ColumnKind kind) {
    super(ref, kind);
  }

  /**
   * The number of elements or entries of each row, to be judged row by row.
   *
   * @return the size
   */
  public NumericValue size() {
    return new NumericValue(new Operand.Size(operand()));
  }

  /**
   * There is no element. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isEmpty() {
    return size().isEqualTo(0);
  }

  /**
   * There is an element. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isNotEmpty() {
    return size().isGreaterThan(0);
  }
}
