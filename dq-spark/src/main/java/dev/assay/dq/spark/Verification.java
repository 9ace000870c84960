package dev.assay.dq.spark;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Plan;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.execute.PastReader;
import dev.assay.dq.internal.execute.RepeatedKeys;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.RowMarks;
import dev.assay.dq.internal.execute.RowRules;
import dev.assay.dq.internal.execute.RunOptions;
import dev.assay.dq.internal.execute.SampleCollector;
import dev.assay.dq.internal.execute.VerdictEvaluator;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.Planner;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.History;
import dev.assay.dq.result.MarkedRows;
import dev.assay.dq.result.ResultListener;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.internal.rdd.States;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verification that is being put together; made by {@link DataQuality}. Not thread-safe.
 *
 * @param <V> its own class
 */
public abstract sealed class Verification<V extends Verification<V>>
    permits DatasetVerification, RecordsVerification {

  private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

  private final Source source;
  private final List<Check> checks = new ArrayList<>();
  private RunOptions options = RunOptions.NONE;

  Verification(Source source) {
    this.source = source;
  }

  abstract V self();

  /**
   * Adds checks.
   *
   * @param more the checks
   * @return this verification
   */
  public V check(Check... more) {
    checks.addAll(Arrays.asList(Args.notNull(more, "checks")));
    return self();
  }

  /**
   * Gives the run another dataset, which constraints know by a name: one that keys are looked up
   * in, as in {@code key("customer_id").existsIn("customers", "id")}, that metrics are compared
   * with, as in {@code rowCount().isEqualTo(in("source").rowCount())}, or that has the same rows,
   * as in {@code hasSameRowsAs("expected").on("id")}. It is read once for each key that is looked
   * up in it and each comparison of rows, and in passes of its own for all metrics of it together.
   *
   * @return this verification
   * @throws IllegalArgumentException if the name is blank, or given already, or the dataset is
   *     streaming
   */
  public V with(String name, Dataset<?> other) {
    source.run().with(name, DataQuality.bounded(other));
    return self();
  }

  /**
   * Brings violating rows of each failed row constraint to the driver, in one extra job for all of
   * them. Each row is judged again, so it is shown only where it violates. Where keys repeat that
   * should not, those that occur most often are shown, with how often they do: each such key is
   * grouped once more, and only where the constraint failed. All samples of a run have a megabyte
   * together: long values are cut and say how long they are, and there may be fewer rows than asked
   * for, but one at least of each constraint that has any.
   *
   * @param limit how many rows or keys a constraint, from 1 to 1000
   * @param keys columns to show besides those that the predicate reads
   * @return this verification
   * @throws IllegalArgumentException if the limit is out of range
   */
  public V withSamples(int limit, String... keys) {
    options = options.withSamples(limit, keys);
    return self();
  }

  /**
   * Decides which values of the data the result may hold; see {@link SamplePolicy} for what holds
   * without it.
   *
   * @return this verification
   */
  public V samplePolicy(SamplePolicy policy) {
    options = options.samplePolicy(policy);
    return self();
  }

  /**
   * Decides the outcome of constraints that had nothing to check, where neither they nor their
   * check decide it. Without it an empty dataset passes nothing.
   *
   * @return this verification
   */
  public V onNoRows(OnNoRows outcome) {
    options = options.onNoRows(outcome);
    return self();
  }

  /**
   * Bounds how long a run may take, from {@link #run()} on. When the time is up, its Spark jobs are
   * cancelled; what was computed by then is judged, and every other constraint is NOT_EVALUATED,
   * with a note. A check with such a constraint has a problem and does not pass. Work of the driver
   * between jobs, such as Spark's analysis of a query, is not cut short.
   *
   * @param limit how long
   * @return this verification
   * @throws IllegalArgumentException if the limit is less than a millisecond
   */
  public V withTimeLimit(Duration limit) {
    options = options.withTimeLimit(limit);
    return self();
  }

  /**
   * Sets the time of the run, which rules such as {@code isNotInTheFuture()} and {@link
   * dev.assay.dq.Columns#runTime()} are held against; without it, that at which the run starts.
   *
   * @param time the time, of which the microsecond counts
   * @return this verification
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public V asOf(Instant time) {
    options = options.asOf(time);
    return self();
  }

  /**
   * Gives the run what earlier runs found, so that constraints can be compared with it, as in
   * {@code rowCount().isCloseTo(previousRun(), percent(20))}. It is asked once, if there is such a
   * constraint.
   *
   * @return this verification
   */
  public V history(History history) {
    options = options.history(history);
    return self();
  }

  /**
   * Tells what the run found to a listener as well; to all, where there are several.
   *
   * @return this verification
   */
  public V listener(ResultListener listener) {
    options = options.listener(listener);
    return self();
  }

  /**
   * What {@link #run()} would do, without starting a job. Samples, if asked for, are one job more
   * where rows violate, and another group-by for each key that repeats.
   *
   * @return the plan
   * @throws IllegalArgumentException if there is no check or two have one name
   */
  public Plan plan() {
    return options.noted(runPlan(options.asOf()));
  }

  RunOptions options() {
    return options;
  }

  RunPlan runPlan(@Nullable Instant asOf) {
    return plan(source, checks, asOf);
  }

  RunPlan runPlan(Source planned, @Nullable Instant asOf) {
    return plan(planned, checks, asOf);
  }

  /**
   * Runs. A pass that fails because of what a row makes a constraint do (a cast, a function of the
   * user's, a pattern) is run again in parts, up to 50 times, so that it costs no other constraint
   * its verdict.
   *
   * @return the verdicts; where a constraint could not be evaluated, it is an error with the cause
   * @throws IllegalArgumentException if there is no check, two have one name, or a key column of
   *     the samples does not exist
   * @throws RunCancelledException if this thread was interrupted, the Spark jobs were cancelled, or
   *     Spark was stopped; no Spark job of the run goes on
   */
  public VerificationResult run() {
    return run(runPlan(options.asOf()), source, options);
  }

  /** The rows behind the verdict, as an engine marks them. */
  <P, M> MarkedRows<P, M> rows(Function<RunPlan, RowMarks.Engine<P, M>> marking) {
    return RowMarks.of(
        new RowMarks.Run<>() {
          @Override
          public RowRules rules(RowRules.Wanted wanted) {
            return RowRules.of(
                checks,
                (some, time) -> plan(source, some, time == null ? options.asOf() : time),
                wanted,
                options.noRows());
          }

          @Override
          public RowMarks.Engine<P, M> engine(RunPlan plan) {
            return marking.apply(plan);
          }

          @Override
          public VerificationResult verify(RunPlan plan) {
            return run(plan, source, options);
          }
        });
  }

  private static RunPlan plan(Source source, List<Check> some, @Nullable Instant time) {
    return Planner.plan(source.schema(), source, some, time);
  }

  /** Runs as what was asked for says, and tells the listeners. */
  VerificationResult run(RunPlan plan, Source source, RunOptions options) {
    VerificationResult result;
    try (RunningJobs jobs = RunningJobs.start(source.context(), options.timeLimit())) {
      result = run(plan, source, options, jobs);
    }
    return options.tell(result);
  }

  SparkContext context() {
    return source.context();
  }

  VerificationResult run(RunPlan plan, RunOptions options, RunningJobs jobs) {
    return run(plan, source, options, jobs);
  }

  /** The same where the data of all passes but the first are read elsewhere. */
  VerificationResult run(RunPlan plan, Source source, RunOptions options, RunningJobs jobs) {
    options.keys(plan.schema());
    Map<PassKind, Long> nanos = new LinkedHashMap<>();
    return judged(plan, source, options, measurements(plan, source, nanos, jobs), nanos, jobs);
  }

  /** What is measured of the data, and of other datasets of the run. */
  static Measurements measurements(
      RunPlan plan, Source source, Map<PassKind, Long> nanos, RunningJobs jobs) {
    Map<Aggregate, Measurement> measured = measure(plan, source, nanos, jobs);
    Map<String, Measurements> elsewhere = new LinkedHashMap<>();
    plan.others()
        .forEach(
            (name, there) ->
                elsewhere.put(
                    name,
                    new Measurements(measure(there, source.capabilities(name), nanos, jobs))));
    return new Measurements(measured, elsewhere);
  }

  /** The verdicts on what was measured, with the samples that are asked for. */
  static VerificationResult judged(
      RunPlan plan,
      Source source,
      RunOptions options,
      Measurements measured,
      Map<PassKind, Long> nanos,
      RunningJobs jobs) {
    Measurements measurements =
        measured.with(PastReader.read(plan, options, e -> failure(e, jobs)));
    int samples = options.samples();
    List<ColumnRef> keys = options.keys(plan.schema());
    List<BoundConstraint> failed = SampleCollector.failed(plan, measurements);
    Map<BoundConstraint, List<Sample>> rows = new LinkedHashMap<>();
    String noSamples = null;
    if (samples > 0 && !failed.isEmpty()) {
      try {
        rows.putAll(source.samples(plan, failed, keys, samples));
      } catch (Throwable e) {
        noSamples = noSamples(e, jobs);
      }
    }
    Map<BoundConstraint, Aggregate.Groups> repeated =
        samples > 0 ? RepeatedKeys.wanted(plan, measurements) : Map.of();
    Map<Aggregate.Groups, List<Sample>> found = new HashMap<>();
    for (Map.Entry<BoundConstraint, Aggregate.Groups> each : repeated.entrySet()) {
      List<Sample> keysFound = found.get(each.getValue());
      try {
        if (keysFound == null) {
          keysFound =
              repeated(
                  source.repeated(plan, each.getValue(), RowCounts.rows(measurements)),
                  RepeatedKeys.of(plan, each.getValue(), samples, repeated.size()));
        }
      } catch (Throwable e) {
        noSamples = noSamples(e, jobs);
        keysFound = List.of();
      }
      found.put(each.getValue(), keysFound);
      rows.put(each.getKey(), keysFound);
    }
    return VerdictEvaluator.judge(
        plan, measurements, new VerdictEvaluator.Context(nanos, rows, options, noSamples));
  }

  private static Map<Aggregate, Measurement> measure(
      RunPlan plan, Source source, Map<PassKind, Long> nanos, RunningJobs jobs) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    RowCounts counts = new RowCounts();
    for (List<Pass> passes : independent(plan.passes())) {
      long start = System.nanoTime();
      Measurements soFar = new Measurements(measured);
      List<Supplier<Map<Aggregate, Measurement>>> tasks = new ArrayList<>();
      passes.forEach(
          pass ->
              tasks.add(
                  () ->
                      Isolation.measure(
                          pass,
                          part -> counts.checked(part, source.measure(plan, part, soFar)),
                          jobs)));
      BoundedParallelism.run(tasks, source.scansAtOnce()).forEach(measured::putAll);
      nanos.merge(passes.get(0).kind(), System.nanoTime() - start, Long::sum);
    }
    return measured;
  }

  private static List<Sample> repeated(
      JavaPairRDD<@Nullable Object[], Long> keys, RepeatedKeys none) {
    RepeatedKeys most =
        States.merged(
            keys.mapPartitions(
                iterator -> {
                  RepeatedKeys mine = none.empty();
                  iterator.forEachRemaining(each -> mine.add(each._1(), each._2()));
                  return List.of(States.write(mine)).iterator();
                }),
            RepeatedKeys.class,
            RepeatedKeys::merge);
    return most == null ? List.of() : most.samples();
  }

  /** Why a history could not be read. */
  private static String failure(Throwable e, RunningJobs jobs) {
    RowCode.passOn(e);
    if (jobs.isCancelled(e)) {
      throw jobs.cancelled(e);
    }
    String late = jobs.outOfTime(e);
    return late == null ? PastReader.failure(root(e)) : late;
  }

  private static String noSamples(Throwable e, RunningJobs jobs) {
    RowCode.passOn(e);
    if (jobs.isCancelled(e)) {
      throw jobs.cancelled(e);
    }
    String late = jobs.outOfTime(e);
    if (late != null) {
      return SampleCollector.late(late);
    }
    LOG.debug("No sample rows: {}", e.getClass().getName());
    return SampleCollector.none(Exceptions.described(root(e)));
  }

  /** Neighbouring scans together, as none needs what another finds; every other pass alone. */
  private static List<List<Pass>> independent(List<Pass> passes) {
    List<List<Pass>> all = new ArrayList<>();
    PassKind before = null;
    for (Pass pass : passes) {
      if (pass.kind() != PassKind.SCAN || before != PassKind.SCAN) {
        all.add(new ArrayList<>());
      }
      all.get(all.size() - 1).add(pass);
      before = pass.kind();
    }
    return all;
  }

  static Throwable root(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }
}
