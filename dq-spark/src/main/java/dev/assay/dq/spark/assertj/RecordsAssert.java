package dev.assay.dq.spark.assertj;

import dev.assay.dq.local.Fields;

/**
 * Assertions over records in memory. No Spark is started.
 *
 * @param <T> the class of the records
 */
@CheckReturnValue
public final class RecordsAssert<T>
    extends AbstractDataAssert<RecordsAssert<T>, Iterable<? extends T>> {

  RecordsAssert(Iterable<? extends T> records, Chain chain) {
    super(records, RecordsAssert.class, chain);
  }

  /**
   * Gives {@link #verify()} other records, which constraints know by a name: what keys are looked
   * up in, as in {@code key("customer_id").existsIn("customers", "id")}.
   *
   * @param fields how a record is read
   * @param <U> the class of the records
   */
  public <U> RecordsAssert<T> with(String name, Iterable<? extends U> other, Fields<U> fields) {
    chain().with(Subject.Other.of(name, other, fields));
    return this;
  }
}
