package dev.assay.dq.spark;

import dev.assay.dq.Plan;
import dev.assay.dq.internal.execute.KeyRules;
import dev.assay.dq.internal.execute.RowRules;
import dev.assay.dq.internal.execute.RunOptions;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.MarkedRows;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.VerificationResult;
import java.util.function.Supplier;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A verification over a Dataset. */
public final class DatasetVerification extends Verification<DatasetVerification> {

  private final DatasetSource source;

  DatasetVerification(DatasetSource source) {
    super(source);
    this.source = source;
  }

  @Override
  DatasetVerification self() {
    return this;
  }

  /**
   * Overrides how the scan of a Dataset is run.
   *
   * @return this verification
   */
  public DatasetVerification scan(ScanStrategy strategy) {
    source.run().scanStrategy = Args.notNull(strategy, "scan strategy");
    return this;
  }

  /**
   * Overrides how keys of a Dataset are counted.
   *
   * @return this verification
   */
  public DatasetVerification keys(KeyStrategy strategy) {
    source.run().keyStrategy = Args.notNull(strategy, "key strategy");
    return this;
  }

  /**
   * Overrides how many groups of columns of a wide scan are read at a time, which is two: while one
   * is planned, compiled or ends, the other keeps the executors busy. Their jobs carry what the
   * calling thread gives its own: job group, scheduler pool, active session. Without effect where
   * the scan is one.
   *
   * @param groups how many, from 1 to 16; with 1 no thread is started
   * @return this verification
   * @throws IllegalArgumentException if the number is out of range
   */
  public DatasetVerification scansAtOnce(int groups) {
    source.run().scansAtOnce = BoundedParallelism.checked(groups, "scans");
    return this;
  }

  /**
   * The rows behind the verdict: which are good, which are bad, and why. Starts no job.
   *
   * @return the rows, of the checks and the other data that were given so far
   * @throws IllegalArgumentException if there is no check, two have one name, no constraint says of
   *     a single row whether it is good, or one that does cannot be evaluated
   */
  public MarkedRows<Dataset<Row>, Dataset<Row>> rows() {
    source.run().itself(KeyRules.SAME_DATA, source);
    source.run().itself(RowRules.BAD_ROWS, source);
    return rows(source::marking);
  }

  /**
   * Writes rows with Spark's writer.
   *
   * @param <X> what writing may throw besides runtime exceptions
   */
  @FunctionalInterface
  public interface Writing<X extends Exception> {

    /** Writes all rows, once: for example {@code writer.mode("append").parquet(path)}. */
    void write(DataFrameWriter<Row> writer) throws X;
  }

  /**
   * Writes the Dataset, and verifies it while it is written: what {@link #run()} would measure in
   * its scan is taken from the very rows that are written, in the same job, so that they are read
   * once and not twice. Each partition counts once, whatever is retried or runs twice. What cannot
   * be said of a row that passes by (keys, exact quantiles, groups, order, keys of other datasets,
   * SQL of your own) is measured afterwards, of the data, which are read for it as by {@link
   * #run()}; {@link #whileWriting(Writing, Supplier)} reads what was written instead.
   *
   * <p>The rows are written whatever comes of the constraints, also where code of a constraint
   * throws. Where no row passed, because the data are empty or nothing was written, the data are
   * read. A time limit begins when the rows are written.
   *
   * @param write writes them
   * @param <X> what writing may throw besides runtime exceptions
   * @return the verdicts, as {@link #run()} gives them
   * @throws X what writing has thrown; nothing is verified then
   * @throws IllegalArgumentException as {@link #run()}, before anything is written
   * @throws RunCancelledException as {@link #run()}
   */
  public <X extends Exception> VerificationResult whileWriting(Writing<X> write) throws X {
    return written(write, null);
  }

  /**
   * The same, where what is measured afterwards is read from what was written. If that has other
   * rows, or another schema, what was to be measured of it is an error, and the rest is not.
   *
   * @param write writes them
   * @param written reads what was written, and nothing else: for example {@code () ->
   *     spark.read().parquet(path)}
   * @param <X> what writing may throw besides runtime exceptions
   * @return as {@link #whileWriting(Writing)}
   * @throws X what writing has thrown; nothing is verified then
   * @throws IllegalArgumentException as {@link #whileWriting(Writing)}
   * @throws RunCancelledException as {@link #run()}
   */
  public <X extends Exception> VerificationResult whileWriting(
      Writing<X> write, Supplier<? extends Dataset<?>> written) throws X {
    return written(write, Args.notNull(written, "reading of what was written"));
  }

  private <X extends Exception> VerificationResult written(
      Writing<X> write, @Nullable Supplier<? extends Dataset<?>> written) throws X {
    Args.notNull(write, "writing");
    RunOptions asked = options();
    RunPlan plan = writingPlan(asked);
    asked.keys(plan.schema());
    DatasetSource.Passing passing = source.passing(plan);
    write.write(passing.rows().write());
    return run(plan, source.afterWriting(plan, passing, written), asked);
  }

  /**
   * Writes files to a place that is given.
   *
   * @param <X> what writing may throw besides runtime exceptions
   */
  @FunctionalInterface
  public interface Staging<X extends Exception> {

    /** Writes all rows, once: for example {@code writer.parquet(path)}. */
    void write(DataFrameWriter<Row> writer, String path) throws X;
  }

  /**
   * Publishes files only if every check passes: they are written beside their place, under a name
   * that Spark's readers pass over, and verified while they are written, as by {@link
   * #whileWriting(Writing)}. If all checks pass, they are renamed and what stood in their place is
   * deleted; if not, they are deleted and what stood there stays. The two renames are not one: for
   * a moment nothing is there, and a store of objects copies what it renames. For a table, write to
   * one for staging with {@code whileWriting}, and publish it if the result has passed.
   *
   * @param path where the files are published, a folder
   * @param write writes them to the path that it is given
   * @param <X> what writing may throw besides runtime exceptions
   * @return the verdicts, of what was published if they have passed
   * @throws X what writing has thrown; nothing is published
   * @throws IllegalArgumentException as {@link #whileWriting(Writing)}
   * @throws IllegalStateException if nothing was written to the path that was given
   * @throws java.io.UncheckedIOException if the files could not be renamed; what stood in their
   *     place stands there still, as far as the file system allows
   * @throws RunCancelledException as {@link #run()}; nothing is published
   */
  public <X extends Exception> VerificationResult gate(String path, Staging<X> write) throws X {
    Args.notNull(write, "writing");
    try (StagedFiles staged = new StagedFiles(source.context(), Args.notNull(path, "path"))) {
      VerificationResult result = written(writer -> write.write(writer, staged.path()), null);
      if (result.passed()) {
        staged.publish();
      }
      return result;
    }
  }

  /**
   * What {@link #whileWriting} would do besides writing, without starting a job.
   *
   * @return the plan
   * @throws IllegalArgumentException as {@link #plan()}
   */
  public Plan planWhileWriting() {
    RunOptions asked = options();
    return asked.noted(writingPlan(asked));
  }

  private RunPlan writingPlan(RunOptions asked) {
    return runPlan(source.whileWriting(), asked.asOf());
  }
}
