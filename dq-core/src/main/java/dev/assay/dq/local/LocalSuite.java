package dev.assay.dq.local;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.SuitePlan;
import dev.assay.dq.internal.execute.RunOptions;
import dev.assay.dq.internal.execute.Suites;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.History;
import dev.assay.dq.result.ResultListener;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several lists of records in one run and one report, one after the other; made by {@link
 * LocalDataQuality#suite()}. The checks of each know all others, and their own records, by name.
 * Not thread-safe.
 */
public final class LocalSuite {

  private final Map<String, LocalDataQuality<?>> runs = new LinkedHashMap<>();
  private final Map<String, LocalLookups.Other<?>> named = new LinkedHashMap<>();
  private RunOptions options = RunOptions.NONE;

  LocalSuite() {}

  /**
   * Adds records with their checks.
   *
   * @param name what checks and reports call them
   * @param records the data; iterated as in a run of their own, and as {@link
   *     LocalDataQuality#with} says where checks of others refer to them
   * @param fields how a record is read
   * @param checks at least one, of different names; other records may have checks of the same names
   * @return this suite
   * @throws IllegalArgumentException if the name is blank or given already, an argument is null, or
   *     there is no check
   */
  public <T> LocalSuite on(
      String name, Iterable<? extends T> records, Fields<T> fields, Check... checks) {
    LocalDataQuality<T> run =
        new LocalDataQuality<T>(records, fields, named).check(Suites.checks(name, checks));
    with(name, records, fields);
    runs.put(name, run);
    return this;
  }

  /**
   * Adds records that checks only refer to.
   *
   * @return this suite
   * @throws IllegalArgumentException if the name is blank or given already, or an argument is null
   */
  public <T> LocalSuite with(String name, Iterable<? extends T> records, Fields<T> fields) {
    Args.once(
        named,
        name,
        new LocalLookups.Other<>(Args.notNull(records, "records"), Args.notNull(fields, "fields")));
    return this;
  }

  /**
   * Asks for violating rows and repeated keys of each list, as {@link LocalDataQuality#withSamples}
   * does.
   *
   * @param keys columns to show besides, of those records that have them
   * @return this suite
   */
  public LocalSuite withSamples(int limit, String... keys) {
    options = options.withSamples(limit, keys);
    return this;
  }

  /**
   * Decides which values of the data the result may hold; see {@link SamplePolicy} for what holds
   * without it.
   *
   * @return this suite
   */
  public LocalSuite samplePolicy(SamplePolicy policy) {
    options = options.samplePolicy(policy);
    return this;
  }

  /**
   * As {@link LocalDataQuality#onNoRows}, of all records.
   *
   * @return this suite
   */
  public LocalSuite onNoRows(OnNoRows outcome) {
    options = options.onNoRows(outcome);
    return this;
  }

  /**
   * Bounds how long all of it may take, as {@link LocalDataQuality#withTimeLimit} does: what was
   * found by then stays.
   *
   * @return this suite
   * @throws IllegalArgumentException if the limit is less than a millisecond
   */
  public LocalSuite withTimeLimit(Duration limit) {
    options = options.withTimeLimit(limit);
    return this;
  }

  /**
   * Sets the one time that all checks are held against; without it, that at which the run starts.
   *
   * @return this suite
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public LocalSuite asOf(Instant time) {
    options = options.asOf(time);
    return this;
  }

  /**
   * Gives the suite what earlier ones found, as {@link LocalDataQuality#history} does: of each
   * dataset by its name.
   *
   * @return this suite
   */
  public LocalSuite history(History history) {
    options = options.history(history);
    return this;
  }

  /**
   * Tells what the suite found to a listener as well, once.
   *
   * @return this suite
   */
  public LocalSuite listener(ResultListener listener) {
    options = options.listener(listener);
    return this;
  }

  /**
   * What {@link #run()} would compute.
   *
   * @throws IllegalArgumentException if there are no records with checks, or two checks of the same
   *     records have one name
   */
  public SuitePlan plan() {
    return new SuitePlan(new LinkedHashMap<>(plans()));
  }

  private Map<String, RunPlan> plans() {
    return Suites.plans(runs, options, LocalDataQuality::runPlan);
  }

  /**
   * Runs.
   *
   * @throws IllegalArgumentException if there are no records with checks, two checks of the same
   *     records have one name, or no records have a key column of the samples
   * @throws RunCancelledException if code that judges or reads a record was interrupted
   */
  public SuiteResult run() {
    long began = System.nanoTime();
    Map<String, RunPlan> plans = plans();
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    plans.forEach(
        (name, plan) ->
            results.put(name, runs.get(name).run(plan, options.of(name, plan.schema()), began)));
    return options.tell(new SuiteResult(results));
  }
}
