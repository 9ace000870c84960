package dev.assay.dq.spark;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.local.Fields;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;

/**
 * A verification over records.
 *
 * @param <T> the class of the records
 */
public final class RecordsVerification<T> extends Verification<RecordsVerification<T>> {

  private final RecordsSource<T> source;

  RecordsVerification(RecordsSource<T> source) {
    super(source);
    this.source = source;
  }

  @Override
  RecordsVerification<T> self() {
    return this;
  }

  /**
   * As {@link #with(String, Dataset)}, of records.
   *
   * @param fields how a record is read
   * @param <U> the class of the records
   * @return this verification
   * @throws IllegalArgumentException if the name is blank, or given already
   */
  public <U> RecordsVerification<T> with(String name, JavaRDD<U> other, Fields<U> fields) {
    source.run().with(name, Args.notNull(other, "records"), Args.notNull(fields, "fields"));
    return this;
  }
}
