package dev.assay.dq.spark.assertj;

import dev.assay.dq.BooleanColumn;

/**
 * Assertions over a column of booleans.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class BooleanColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<BooleanColumnAssert<D>, D, BooleanColumn> {

  BooleanColumnAssert(D data, BooleanColumn column) {
    super(data, column);
  }

  /**
   * Verifies that every value is true.
   *
   * @return this assertion
   */
  public BooleanColumnAssert<D> isTrue() {
    return state(column.isTrue());
  }

  /**
   * Verifies that every value is false.
   *
   * @return this assertion
   */
  public BooleanColumnAssert<D> isFalse() {
    return state(column.isFalse());
  }
}
