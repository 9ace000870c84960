package dev.assay.dq.spark.assertj;

import dev.assay.dq.Expression;

/**
 * Assertions over a column of any type.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class ColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<ColumnAssert<D>, D, Expression> {

  ColumnAssert(D data, Expression column) {
    super(data, column);
  }
}
