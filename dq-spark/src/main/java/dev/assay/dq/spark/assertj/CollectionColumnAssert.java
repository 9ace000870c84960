package dev.assay.dq.spark.assertj;

import dev.assay.dq.CollectionExpression;

/**
 * Assertions over a column of arrays or maps.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class CollectionColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<CollectionColumnAssert<D>, D, CollectionExpression> {

  CollectionColumnAssert(D data, CollectionExpression column) {
    super(data, column);
  }

  public CollectionColumnAssert<D> isNotEmpty() {
    return that(CollectionExpression::isNotEmpty);
  }

  public CollectionColumnAssert<D> hasSize(int size) {
    return that(collection -> collection.size().isEqualTo(size));
  }
}
