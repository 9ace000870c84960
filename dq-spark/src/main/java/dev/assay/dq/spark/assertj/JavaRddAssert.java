package dev.assay.dq.spark.assertj;

import dev.assay.dq.local.Fields;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;

/**
 * Assertions over an RDD of records.
 *
 * @param <T> the class of the records
 */
@CheckReturnValue
public final class JavaRddAssert<T> extends AbstractDataAssert<JavaRddAssert<T>, JavaRDD<T>> {

  JavaRddAssert(JavaRDD<T> records, Chain chain) {
    super(records, JavaRddAssert.class, chain);
  }

  /**
   * Gives {@link #verify()} a dataset besides, which constraints know by a name: what keys are
   * looked up in, as in {@code key("customer_id").existsIn("customers", "id")}.
   */
  public JavaRddAssert<T> with(String name, Dataset<?> other) {
    chain().with(Subject.Other.of(name, other));
    return this;
  }

  /**
   * Gives {@link #verify()} other records, which constraints know by a name: what keys are looked
   * up in, as in {@code key("customer_id").existsIn("customers", "id")}.
   *
   * @param fields how a record is read
   * @param <U> the class of the records
   */
  public <U> JavaRddAssert<T> with(String name, JavaRDD<U> other, Fields<U> fields) {
    chain().with(Subject.Other.of(name, other, fields));
    return this;
  }
}
