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

  public BooleanColumnAssert<D> isTrue() {
    return that(BooleanColumn::isTrue);
  }

  public BooleanColumnAssert<D> isFalse() {
    return that(BooleanColumn::isFalse);
  }
}
