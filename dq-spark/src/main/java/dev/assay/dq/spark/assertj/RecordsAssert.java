package dev.assay.dq.spark.assertj;

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
}
