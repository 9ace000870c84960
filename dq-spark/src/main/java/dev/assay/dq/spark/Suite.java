package dev.assay.dq.spark;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Plan;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.SuitePlan;
import dev.assay.dq.internal.execute.RunOptions;
import dev.assay.dq.internal.execute.Suites;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.History;
import dev.assay.dq.result.ResultListener;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;

/**
 * Several datasets in one run and one report; made by {@link DataQuality#suite()}. The checks of
 * each know all others, and their own dataset, by name: {@code key("customer_id")
 * .existsIn("customers", "id")}. Not thread-safe.
 *
 * <pre>{@code
 * DataQuality.suite()
 *     .on("orders", orders, orderChecks)
 *     .on("lines", lines, lineChecks)
 *     .with("customers", customers)
 *     .run()
 *     .throwOnError();
 * }</pre>
 */
public final class Suite {

  private static final int DATASETS_AT_ONCE = 2;

  private final RunData data = new RunData();
  private final Map<String, Verification<?>> runs = new LinkedHashMap<>();
  private RunOptions options = RunOptions.NONE;
  private int atOnce = DATASETS_AT_ONCE;

  Suite() {}

  /**
   * Adds a dataset with its checks.
   *
   * @param name what checks and reports call it
   * @param checks at least one, of different names; other datasets may have checks of the same
   *     names
   * @return this suite
   * @throws IllegalArgumentException if the name is blank or given already, an argument is null,
   *     there is no check, or the dataset is streaming
   */
  public Suite on(String name, Dataset<?> dataset, Check... checks) {
    Suites.checks(name, checks);
    DatasetSource source = data.with(name, DataQuality.bounded(dataset));
    runs.put(name, new DatasetVerification(source).check(checks));
    return this;
  }

  /**
   * Adds records with their checks. Checks of records may refer to everything in the suite, those
   * of a Dataset to Datasets only.
   *
   * @param name what checks and reports call them
   * @param fields how a record is read
   * @param checks at least one, of different names
   * @return this suite
   * @throws IllegalArgumentException if the name is blank or given already, an argument is null, or
   *     there is no check
   */
  public <T> Suite on(String name, JavaRDD<T> records, Fields<T> fields, Check... checks) {
    Suites.checks(name, checks);
    RecordsSource<T> source =
        data.with(name, Args.notNull(records, "records"), Args.notNull(fields, "fields"));
    runs.put(name, new RecordsVerification<>(source).check(checks));
    return this;
  }

  /**
   * Adds a dataset that checks only refer to, as {@link Verification#with(String, Dataset)} does.
   *
   * @return this suite
   * @throws IllegalArgumentException if the name is blank or given already, or the dataset is null
   *     or streaming
   */
  public Suite with(String name, Dataset<?> dataset) {
    data.with(name, DataQuality.bounded(dataset));
    return this;
  }

  /**
   * Adds records that checks of other records only refer to.
   *
   * @return this suite
   * @throws IllegalArgumentException if the name is blank or given already, or an argument is null
   */
  public <T> Suite with(String name, JavaRDD<T> records, Fields<T> fields) {
    data.with(name, Args.notNull(records, "records"), Args.notNull(fields, "fields"));
    return this;
  }

  /**
   * Asks for violating rows and repeated keys of each dataset, as {@link Verification#withSamples}
   * does.
   *
   * @param limit how many rows or keys a constraint, from 1 to 1000
   * @param keys columns to show besides, of those datasets that have them
   * @return this suite
   * @throws IllegalArgumentException if the limit is out of range
   */
  public Suite withSamples(int limit, String... keys) {
    options = options.withSamples(limit, keys);
    return this;
  }

  /**
   * Decides which values of the data the result may hold; see {@link SamplePolicy} for what holds
   * without it.
   *
   * @return this suite
   */
  public Suite samplePolicy(SamplePolicy policy) {
    options = options.samplePolicy(policy);
    return this;
  }

  /**
   * As {@link Verification#onNoRows}, of all datasets.
   *
   * @return this suite
   */
  public Suite onNoRows(OnNoRows outcome) {
    options = options.onNoRows(outcome);
    return this;
  }

  /**
   * Bounds how long all of it may take, from when it is planned, as {@link
   * Verification#withTimeLimit} does: what was computed by then, of whatever dataset, is judged.
   *
   * @return this suite
   * @throws IllegalArgumentException if the limit is less than a millisecond
   */
  public Suite withTimeLimit(Duration limit) {
    options = options.withTimeLimit(limit);
    return this;
  }

  /**
   * Sets the one time that all checks are held against; without it, that at which the run starts.
   *
   * @return this suite
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public Suite asOf(Instant time) {
    options = options.asOf(time);
    return this;
  }

  /**
   * Overrides how many datasets are verified at a time, which is two: while the jobs of one are
   * planned or end, those of another keep the executors busy. They carry what the calling thread
   * gives its own: job group, scheduler pool, active session.
   *
   * @param datasets how many, from 1 to 16; with 1 they are verified one after the other
   * @return this suite
   * @throws IllegalArgumentException if the number is out of range
   */
  public Suite datasetsAtOnce(int datasets) {
    atOnce = BoundedParallelism.checked(datasets, "datasets");
    return this;
  }

  /**
   * Gives the suite what earlier ones found, as {@link Verification#history} does: of each dataset
   * by its name.
   *
   * @return this suite
   */
  public Suite history(History history) {
    options = options.history(history);
    return this;
  }

  /**
   * Tells what the suite found to a listener as well, once; to all, where there are several.
   *
   * @return this suite
   */
  public Suite listener(ResultListener listener) {
    options = options.listener(listener);
    return this;
  }

  /**
   * What {@link #run()} would do, without starting a job: the plan of each dataset, and what all
   * cost together.
   *
   * @throws IllegalArgumentException if there is no dataset with checks, two checks of a dataset
   *     have one name, or no dataset has a key column of the samples
   */
  public SuitePlan plan() {
    Map<String, Plan> plans = new LinkedHashMap<>();
    plans().forEach((name, plan) -> plans.put(name, options.noted(plan)));
    return new SuitePlan(plans);
  }

  private Map<String, RunPlan> plans() {
    return Suites.plans(runs, options, Verification::runPlan);
  }

  /**
   * Runs. Everything is planned before the first job starts; then each dataset is verified as in a
   * run of its own, so that what fails in one costs no other its verdicts.
   *
   * @throws IllegalArgumentException as {@link #plan()}
   * @throws RunCancelledException if this thread was interrupted, Spark jobs of the run were
   *     cancelled, or Spark was stopped; no Spark job of the run goes on
   */
  public SuiteResult run() {
    Map<String, RunPlan> plans = plans();
    List<VerificationResult> found;
    Verification<?> first = runs.values().iterator().next();
    try (RunningJobs jobs = RunningJobs.start(first.context(), options.timeLimit())) {
      List<Supplier<VerificationResult>> tasks = new ArrayList<>();
      plans.forEach(
          (name, plan) ->
              tasks.add(() -> runs.get(name).run(plan, options.of(name, plan.schema()), jobs)));
      found = BoundedParallelism.run(tasks, atOnce);
    }
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    plans.keySet().forEach(name -> results.put(name, found.get(results.size())));
    return options.tell(new SuiteResult(results));
  }
}
