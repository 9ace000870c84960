package dev.assay.dq.spark;

import dev.assay.dq.internal.execute.KeyRules;
import dev.assay.dq.internal.execute.RowRules;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.JudgedRecord;
import dev.assay.dq.result.MarkedRows;
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

  /**
   * The rows behind the verdict: which are good, which are bad, and why. Starts no job.
   *
   * @return the rows, of the checks and the other data that were given so far
   * @throws IllegalArgumentException if there is no check, two have one name, no constraint says of
   *     a single row whether it is good, or one that does cannot be evaluated
   */
  public MarkedRows<JavaRDD<T>, JavaRDD<JudgedRecord<T>>> rows() {
    source.run().itself(KeyRules.SAME_DATA, source);
    source.run().itself(RowRules.BAD_ROWS, source);
    return rows(source::marking);
  }
}
