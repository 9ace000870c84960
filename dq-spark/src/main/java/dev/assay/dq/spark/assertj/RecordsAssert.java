package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import java.util.List;

/**
 * Assertions over records in memory. No Spark is started.
 *
 * @param <T> the class of the records
 */
@CheckReturnValue
public final class RecordsAssert<T>
    extends AbstractDataAssert<RecordsAssert<T>, Iterable<? extends T>> {

  private final Fields<T> fields;

  RecordsAssert(Iterable<? extends T> records, Fields<T> fields, Chain chain) {
    super(records, RecordsAssert.class, chain);
    this.fields = fields;
  }

  @Override
  RecordsAssert<T> violating(Requirement constraint) {
    List<T> rows =
        Subject.as(chain().settings(), LocalDataQuality.<T>on(actual, fields))
            .check(Check.error("rows").require(constraint))
            .rows()
            .violating(constraint);
    return new RecordsAssert<>(rows, fields, chain().over(Subject.of(rows, fields)));
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
