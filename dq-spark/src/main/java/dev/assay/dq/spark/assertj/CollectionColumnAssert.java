package dev.assay.dq.spark.assertj;

import dev.assay.dq.CollectionExpression;

/**
 * Assertions over a column of arrays or maps.
 *
 * @param <D> the assertion over the whole dataset
 * @param <C> what the column is
 */
@CheckReturnValue
public final class CollectionColumnAssert<
        D extends AbstractDataAssert<D, ?>, C extends CollectionExpression>
    extends AbstractColumnAssert<CollectionColumnAssert<D, C>, D, C> {

  CollectionColumnAssert(D data, C column) {
    super(data, column);
  }

  public CollectionColumnAssert<D, C> isNotEmpty() {
    return that(CollectionExpression::isNotEmpty);
  }

  public CollectionColumnAssert<D, C> hasSize(int size) {
    return that(collection -> collection.size().isEqualTo(size));
  }
}
