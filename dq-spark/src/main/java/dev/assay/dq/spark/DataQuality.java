package dev.assay.dq.spark;

import dev.assay.dq.Check;
import dev.assay.dq.Plan;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.VerificationResult;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Verifies checks over Spark data.
 *
 * <pre>{@code
 * VerificationResult result = DataQuality.verify(orders, check);
 * result.throwOnError();
 * }</pre>
 *
 * <p>All checks of a call are planned together and share their passes. Nothing is cached, no view
 * is registered, no configuration is changed, and no data values leave the executors unless samples
 * are asked for. Safe to call from several threads.
 */
public final class DataQuality {

  private DataQuality() {}

  /**
   * Verifies checks over a Dataset.
   *
   * @return the verdicts; a constraint that could not be evaluated is an error in it
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   * @throws RunCancelledException if the thread was interrupted or the Spark jobs were cancelled
   */
  public static VerificationResult verify(Dataset<?> data, Check... checks) {
    return on(data).check(checks).run();
  }

  /**
   * Verifies checks over records.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the verdicts; a constraint that could not be evaluated is an error in it
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   * @throws RunCancelledException if the thread was interrupted or the Spark jobs were cancelled
   */
  public static <T> VerificationResult verify(
      JavaRDD<T> records, Fields<T> fields, Check... checks) {
    return on(records, fields).check(checks).run();
  }

  /**
   * Verifies checks over records without a schema: any name is a field, null where a record lacks
   * it.
   *
   * @return the verdicts; a constraint that could not be evaluated is an error in it
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   * @throws RunCancelledException if the thread was interrupted or the Spark jobs were cancelled
   */
  public static VerificationResult verify(JavaRDD<Map<String, ?>> records, Check... checks) {
    return on(records, Fields.ofMaps()).check(checks).run();
  }

  /**
   * What a verification would do, without starting a job.
   *
   * @return the plan
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   */
  public static Plan plan(Dataset<?> data, Check... checks) {
    return on(data).check(checks).plan();
  }

  /**
   * What a verification would do, without starting a job.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the plan
   * @throws IllegalArgumentException if an argument is null, there is no check, or two have one
   *     name
   */
  public static <T> Plan plan(JavaRDD<T> records, Fields<T> fields, Check... checks) {
    return on(records, fields).check(checks).plan();
  }

  /**
   * Starts a verification over a Dataset.
   *
   * @return the verification, without checks yet
   * @throws IllegalArgumentException if it is streaming: see {@link #stream}
   */
  public static DatasetVerification on(Dataset<?> data) {
    return new DatasetVerification(new DatasetSource(bounded(data), new RunData()));
  }

  /**
   * Starts a verification over records.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the verification, without checks yet
   */
  public static <T> RecordsVerification<T> on(JavaRDD<T> records, Fields<T> fields) {
    return new RecordsVerification<>(
        new RecordsSource<>(
            Args.notNull(records, "records"), Args.notNull(fields, "fields"), new RunData()));
  }

  /**
   * Starts a verification of a stream, for {@code foreachBatch}.
   *
   * @param checks what is checked of each batch; none, if all are of windows
   * @return the verification
   * @throws IllegalArgumentException if a check is null, or two have one name
   */
  public static StreamVerification stream(Check... checks) {
    return new StreamVerification(checks);
  }

  /**
   * Starts a run over several datasets, which know each other by name.
   *
   * @return the suite, without datasets yet
   */
  public static Suite suite() {
    return new Suite();
  }

  /** Refuses a stream, which has no end at which it could be checked. */
  static Dataset<Row> bounded(Dataset<?> data) {
    if (Args.notNull(data, "dataset").isStreaming()) {
      throw new IllegalArgumentException(
          "A streaming Dataset has no end at which it could be checked; check each batch:"
              + " data.writeStream().foreachBatch(DataQuality.stream(checks).throwOnError()).start()");
    }
    return data.toDF();
  }
}
