package dev.assay.dq.spark;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.execute.RunOptions;
import dev.assay.dq.internal.execute.VerdictEvaluator;
import dev.assay.dq.internal.execute.WindowStates;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.OverBatches;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.Planner;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.ResultListener;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a stream, micro-batch by micro-batch; made by {@link DataQuality#stream}, and given to
 * {@code foreachBatch}:
 *
 * <pre>{@code
 * orders.writeStream()
 *     .foreachBatch(
 *         DataQuality.stream(check)
 *             .onResult((id, result) -> metrics.send(id, result))
 *             .quarantine((bad, id) -> bad.write().mode("append").parquet(badPath))
 *             .good((good, id) -> good.write().mode("append").parquet(goodPath)))
 *     .start();
 * }</pre>
 *
 * <p>Of a batch, in this order: it is verified (and written, with {@link #write}); the listeners
 * and {@link #onResult} hear of it, then {@link #onWindow} of the windows; {@link #throwOnError}
 * decides; its rows go to {@link #quarantine} and {@link #good}; and the windows are stored. What
 * throws on the way, code of yours included, ends the query before the batch is committed. Spark
 * then runs that batch again after a restart, with the same id: results and rows are handed over at
 * least once, and the id tells a repetition; a window has each batch once.
 *
 * <p>A batch without rows is verified as well. What then has nothing to check passes, and says so
 * in its note, unless it, its check or {@link #onNoRows} decides otherwise: other than a dataset, a
 * stream is not wrong because nothing came for a while. A {@code rowCount()} is judged.
 *
 * <p>Spark works a batch out again from its source for each action. Without a window and without
 * {@code write}, a batch is read as by {@link DatasetVerification#run()}: once, for what a scan can
 * tell. With either it is read once for all that passes by a row, of its checks and of all windows
 * together. What you do with the good and the bad rows reads it again each time. Where the source
 * or a function gives other rows each time, persist the batch around the call, so that the verdict
 * is of the very rows that are passed on:
 *
 * <pre>{@code
 * (batch, id) -> {
 *   batch.persist();
 *   try {
 *     verification.call(batch, id);
 *   } finally {
 *     batch.unpersist();
 *   }
 * }
 * }</pre>
 *
 * <p>Not thread-safe, and not to be changed any more, or given to a second query, once a query
 * runs.
 */
@SuppressWarnings("serial") // Spark calls it where it was made
public final class StreamVerification implements VoidFunction2<Dataset<Row>, Long> {

  private static final long serialVersionUID = 1L;

  /** The most batches of a window. */
  private static final int MOST_BATCHES = 10_000;

  /** How Spark tells the thread of a batch which query it is of; a restart does not change it. */
  private static final String QUERY = "sql.streaming.queryId";

  private final List<Check> checks;
  private final List<Window> windows = new ArrayList<>();
  private final Map<String, Dataset<?>> others = new LinkedHashMap<>();
  private final List<BatchListener> onResult = new ArrayList<>();
  private final List<BatchListener> onWindow = new ArrayList<>();
  private RunOptions options = RunOptions.NONE.onNoRows(OnNoRows.PASS);
  private @Nullable VoidFunction2<DataFrameWriter<Row>, Long> write;
  private @Nullable VoidFunction2<Dataset<Row>, Long> good;
  private @Nullable VoidFunction2<Dataset<Row>, Long> bad;
  private boolean throwing;

  StreamVerification(Check... checks) {
    this.checks = Args.noNulls(Args.list(checks, "checks"), "checks");
    require(this.checks);
  }

  /** Hears of the verdict on a batch, or on a window as of a batch. */
  @FunctionalInterface
  public interface BatchListener {

    /**
     * Takes a verdict, on the thread that runs the batch.
     *
     * @param batchId the id that Spark gives the batch; a batch that is run again has the same
     * @throws Exception whatever goes wrong: the query fails, and the batch is run again after a
     *     restart
     */
    void completed(long batchId, VerificationResult result) throws Exception;
  }

  /** Checks that are judged over the last batches. */
  private record Window(List<Check> checks, int batches, @Nullable Duration span, String path) {

    boolean has(WindowStates.Batch batch, Instant now) {
      return span == null || batch.time().isAfter(now.minus(span));
    }
  }

  /**
   * Gives all batches another dataset, as {@link Verification#with} does. It is read anew for each
   * batch.
   *
   * @return this verification
   * @throws IllegalArgumentException if the name is blank, or given already, or the dataset is
   *     streaming
   */
  public StreamVerification with(String name, Dataset<?> other) {
    Args.once(others, name, DataQuality.bounded(other));
    return this;
  }

  /**
   * Brings samples of each batch to the driver, as {@link Verification#withSamples} does. Windows
   * have none.
   *
   * @return this verification
   * @throws IllegalArgumentException if the limit is out of range
   */
  public StreamVerification withSamples(int limit, String... keys) {
    options = options.withSamples(limit, keys);
    return this;
  }

  /**
   * Decides which values of the data the results may hold; see {@link SamplePolicy} for what holds
   * without it.
   *
   * @return this verification
   */
  public StreamVerification samplePolicy(SamplePolicy policy) {
    options = options.samplePolicy(policy);
    return this;
  }

  /**
   * Decides the outcome of constraints that had nothing to check in a batch or a window, where
   * neither they nor their check decide it: {@link OnNoRows#PASS} without it.
   *
   * @return this verification
   */
  public StreamVerification onNoRows(OnNoRows outcome) {
    options = options.onNoRows(outcome);
    return this;
  }

  /**
   * Bounds how long each batch may be verified, as {@link Verification#withTimeLimit} does. What a
   * window was to have of a batch that took longer is an error of the window, as long as the batch
   * is in it.
   *
   * @return this verification
   * @throws IllegalArgumentException if the limit is less than a millisecond
   */
  public StreamVerification withTimeLimit(Duration limit) {
    options = options.withTimeLimit(limit);
    return this;
  }

  /**
   * Tells each result, of a batch or a window, to a listener as well. What a listener throws is
   * logged, and the stream goes on.
   *
   * @return this verification
   */
  public StreamVerification listener(ResultListener listener) {
    options = options.listener(listener);
    return this;
  }

  /**
   * Tells the verdict on each batch. What it throws ends the query.
   *
   * @return this verification
   */
  public StreamVerification onResult(BatchListener listener) {
    onResult.add(Args.notNull(listener, "listener"));
    return this;
  }

  /**
   * Tells the verdict on each window after each batch. What it throws ends the query.
   *
   * @return this verification
   */
  public StreamVerification onWindow(BatchListener listener) {
    onWindow.add(Args.notNull(listener, "listener"));
    return this;
  }

  /**
   * Ends the query with a {@link DataQualityException} if a check of severity ERROR does not pass,
   * of a batch or of a window. The rows of that batch go neither to {@link #good} nor to {@link
   * #quarantine}, and a window does not take them in: after a restart the batch is run again.
   *
   * @return this verification
   */
  public StreamVerification throwOnError() {
    throwing = true;
    return this;
  }

  /**
   * Writes all rows of each batch, and verifies them while they are written, as {@link
   * DatasetVerification#whileWriting(DatasetVerification.Writing)} does: {@code (writer, id) ->
   * writer.mode("append").parquet(path)}. They are written whatever the verdict is, also with
   * {@link #throwOnError}.
   *
   * @param writing writes all rows, once
   * @return this verification
   */
  public StreamVerification write(VoidFunction2<DataFrameWriter<Row>, Long> writing) {
    write = Args.notNull(writing, "writing");
    return this;
  }

  /**
   * Hands on the good rows of each batch, as they came; see {@link dev.assay.dq.result.MarkedRows}.
   *
   * @param sink takes the rows and the id of the batch
   * @return this verification
   */
  public StreamVerification good(VoidFunction2<Dataset<Row>, Long> sink) {
    good = Args.notNull(sink, "sink");
    return this;
  }

  /**
   * Hands on the bad rows of each batch with their reasons, in a column {@code _dq}; see {@link
   * dev.assay.dq.result.MarkedRows}. It is called where there are none, too.
   *
   * @param sink takes the rows and the id of the batch
   * @return this verification
   */
  public StreamVerification quarantine(VoidFunction2<Dataset<Row>, Long> sink) {
    bad = Args.notNull(sink, "sink");
    return this;
  }

  /**
   * Judges checks over the last batches together, after each batch, as if their rows had come in
   * one; at the start of a stream over as many as there are. What is kept of a batch is no row, but
   * a state of limited size for each thing that is measured; those of extremes and approximate
   * quantiles hold values. A constraint that is new in a check has a window that begins with it;
   * one whose bound is moved goes on. A row is judged as of the time at which its batch was
   * verified.
   *
   * @param batches how many, from 1 to 10,000
   * @param path a folder for the states, of this window alone: any file system that Spark writes
   *     to, kept as long as the checkpoint of the query
   * @param over checks of other names than those of batches and of other windows
   * @return this verification
   * @throws IllegalArgumentException if the number is out of range; or if a constraint is of what
   *     batches do not tell of each other, such as unique keys, exact quantiles, groups, rows in
   *     order, SQL or other datasets: some of these are found when the first batch is there
   */
  public StreamVerification overLast(int batches, String path, Check... over) {
    if (batches < 1 || batches > MOST_BATCHES) {
      throw new IllegalArgumentException(
          "A window has from 1 to 10,000 batches, but was to have " + batches);
    }
    return over(batches, null, path, over);
  }

  /**
   * The same over those batches whose verification began less than some time ago, by the clock of
   * the driver. One that is run again after a restart counts as of then.
   *
   * @param span how long; there are 10,000 batches in it at most, and older ones leave it
   * @param path as for {@link #overLast}
   * @param over as for {@code overLast}
   * @return this verification
   * @throws IllegalArgumentException if the time is not positive, and as {@code overLast}
   */
  public StreamVerification over(Duration span, String path, Check... over) {
    if (Args.notNull(span, "length of the window").isNegative() || span.isZero()) {
      throw new IllegalArgumentException("A window has to last longer than " + span);
    }
    return over(MOST_BATCHES, span, path, over);
  }

  private StreamVerification over(
      int batches, @Nullable Duration span, String path, Check... over) {
    List<Check> judged = Args.noNulls(Args.list(over, "checks"), "checks");
    if (judged.isEmpty()) {
      throw new IllegalArgumentException("Give at least one check of the window");
    }
    Args.notBlank(path, "path of the window");
    if (windows.stream().anyMatch(each -> each.path().equals(path))) {
      throw new IllegalArgumentException("Two windows cannot share the folder " + path);
    }
    judged.forEach(OverBatches::require);
    windows.add(new Window(judged, batches, span, path));
    require(all());
    return this;
  }

  private List<Check> all() {
    List<Check> all = new ArrayList<>(checks);
    windows.forEach(each -> all.addAll(each.checks()));
    return all;
  }

  private static void require(List<Check> all) {
    all.forEach(OverBatches::requireNoPast);
    Map<String, Check> named = new HashMap<>();
    for (Check each : all) {
      if (named.put(each.name(), each) != null) {
        throw new IllegalArgumentException(
            "Two checks are named ["
                + each.name()
                + "]: results are identified by name, so rename one, also where one is of batches"
                + " and the other of a window");
      }
    }
  }

  /**
   * Verifies a batch; for Spark to call.
   *
   * @param batch the rows
   * @param id their number in the stream
   * @throws IllegalArgumentException if there is no check, and as {@link #overLast}
   * @throws IllegalStateException if the folder of a window is another stream's, or the states of a
   *     window take more than 64 MB
   * @throws dev.assay.dq.StateFormatException if what is stored of a window is damaged
   * @throws java.io.UncheckedIOException if what is stored of a window could not be read or written
   * @throws DataQualityException as {@link #throwOnError} says
   * @throws Exception what a listener or a sink has thrown
   */
  @Override
  public void call(Dataset<Row> batch, Long id) throws Exception {
    Batch run = new Batch(DataQuality.bounded(batch), id, options.asOf(RunTime.now()));
    run.verify();
    run.tell();
    run.handOn();
    run.store();
  }

  /** A window as of a batch. */
  private record Judged(WindowStore store, WindowStates states, VerificationResult result) {}

  /** What is done with one batch. */
  private final class Batch {

    private final Dataset<Row> rows;
    private final long id;
    private final RunOptions asked;
    private final List<Judged> judged = new ArrayList<>();
    private @Nullable VerificationResult result;

    Batch(Dataset<Row> rows, Long id, RunOptions asked) {
      this.rows = rows;
      this.id = Args.notNull(id, "id of the batch");
      this.asked = asked;
    }

    void verify() throws Exception {
      RunData data = new RunData();
      others.forEach((name, other) -> data.with(name, other.toDF()));
      Map<Aggregate, WindowStates.Kept> kept = new HashMap<>();
      if (!windows.isEmpty()) {
        data.keeping =
            (aggregates, states) -> {
              List<WindowStates.Kept> each = states.kept();
              for (int i = 0; i < aggregates.size(); i++) {
                kept.put(aggregates.get(i), each.get(i));
              }
            };
      }
      DatasetSource source = new DatasetSource(rows, data);
      RunPlan plan =
          Planner.plan(
              source.schema(), write == null ? source : source.whileWriting(), all(), asked.asOf());
      asked.keys(plan.schema());
      List<List<BoundCheck>> over = new ArrayList<>();
      List<WindowStore> stores = new ArrayList<>();
      List<WindowStates> before = new ArrayList<>();
      for (Window each : windows) {
        List<BoundCheck> checks = of(plan, each.checks());
        checks.forEach(OverBatches::require);
        WindowStore store = new WindowStore(source.context(), each.path());
        over.add(checks);
        stores.add(store);
        before.add(store.before(id, stream()));
      }
      Map<PassKind, Long> nanos = new LinkedHashMap<>();
      Measurements measured;
      DatasetSource read = source;
      if (write != null) {
        DatasetSource.Passing passing = source.passing(plan);
        write.call(passing.rows().write(), id);
        read = source.afterWriting(plan, passing, null);
      }
      try (RunningJobs jobs = RunningJobs.start(source.context(), asked.timeLimit())) {
        measured = Verification.measurements(plan, read, nanos, jobs);
        if (!checks.isEmpty()) {
          RunPlan own = plan.judging(of(plan, checks), plan.engine());
          result = Verification.judged(own, read, asked, measured, nanos, jobs);
        }
      }
      for (int i = 0; i < windows.size(); i++) {
        Window window = windows.get(i);
        WindowStates now =
            before
                .get(i)
                .with(
                    WindowStates.Batch.of(id, plan.asOf(), over.get(i), kept, measured),
                    each -> window.has(each, plan.asOf()),
                    window.batches());
        judged.add(new Judged(stores.get(i), now, judge(plan, over.get(i), now)));
      }
    }

    private VerificationResult judge(RunPlan plan, List<BoundCheck> over, WindowStates window) {
      int many = window.batches().size();
      return VerdictEvaluator.judge(
          plan.judging(over, "a window of " + many + (many == 1 ? " batch" : " batches")),
          window.measure(over),
          new VerdictEvaluator.Context(Map.of(), Map.of(), asked, null));
    }

    private String stream() {
      return Objects.requireNonNullElse(
          rows.sparkSession().sparkContext().getLocalProperty(QUERY), "");
    }

    private static List<BoundCheck> of(RunPlan plan, List<Check> some) {
      var names = some.stream().map(Check::name).collect(Collectors.toSet());
      return plan.checks().stream().filter(each -> names.contains(each.check().name())).toList();
    }

    void tell() throws Exception {
      if (result != null) {
        asked.tell(result);
        for (BatchListener each : onResult) {
          each.completed(id, result);
        }
      }
      for (Judged window : judged) {
        asked.tell(window.result());
        for (BatchListener each : onWindow) {
          each.completed(id, window.result());
        }
      }
      if (throwing) {
        if (result != null) {
          result.throwOnError();
        }
        judged.forEach(window -> window.result().throwOnError());
      }
    }

    void handOn() throws Exception {
      if (good == null && bad == null) {
        return;
      }
      DatasetVerification verification =
          DataQuality.on(rows)
              .check(checks.toArray(Check[]::new))
              .asOf(Objects.requireNonNull(asked.asOf()));
      others.forEach(verification::with);
      var marked = verification.rows();
      if (bad != null) {
        bad.call(marked.bad(), id);
      }
      if (good != null) {
        good.call(marked.good(), id);
      }
    }

    void store() {
      judged.forEach(window -> window.store().write(id, window.states()));
    }
  }
}
