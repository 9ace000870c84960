package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.spark.DataQuality;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;

/**
 * Assertions over an RDD of records.
 *
 * @param <T> the class of the records
 */
@CheckReturnValue
public final class JavaRddAssert<T> extends AbstractDataAssert<JavaRddAssert<T>, JavaRDD<T>> {

  private final Fields<T> fields;

  JavaRddAssert(JavaRDD<T> records, Fields<T> fields, Chain chain) {
    super(records, JavaRddAssert.class, chain);
    this.fields = fields;
  }

  @Override
  JavaRddAssert<T> violating(Requirement constraint) {
    JavaRDD<T> rows =
        Subject.as(chain().settings(), DataQuality.on(actual, fields))
            .check(Check.error("rows").require(constraint))
            .rows()
            .violating(constraint);
    return new JavaRddAssert<>(rows, fields, chain().over(Subject.of(rows, fields)));
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
