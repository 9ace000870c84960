package dev.assay.dq.spark.assertj;

import dev.assay.dq.CollectionColumn;

/**
 * Assertions over a column of arrays or maps.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class CollectionColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<CollectionColumnAssert<D>, D, CollectionColumn> {

  CollectionColumnAssert(D data, CollectionColumn column) {
    super(data, column);
  }

  /**
   * Verifies that every value is empty.
   *
   * @return this assertion
   */
  public CollectionColumnAssert<D> isEmpty() {
    return state(column.isEmpty());
  }

  /**
   * Verifies that every value has an element.
   *
   * @return this assertion
   */
  public CollectionColumnAssert<D> isNotEmpty() {
    return state(column.isNotEmpty());
  }

  /**
   * Verifies that every value has a number of elements.
   *
   * @param size the number
   * @return this assertion
   */
  public CollectionColumnAssert<D> hasSize(int size) {
    return state(column.size().isEqualTo(size));
  }

  /**
   * Verifies that the number of elements of every value lies in a range, ends included.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public CollectionColumnAssert<D> hasSizeBetween(int low, int high) {
    return state(column.size().isBetween(low, high));
  }
}
