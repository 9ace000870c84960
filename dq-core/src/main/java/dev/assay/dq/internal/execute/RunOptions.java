package dev.assay.dq.internal.execute;

import dev.assay.dq.OnNoRows;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RunTime;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.History;
import dev.assay.dq.result.ResultListener;
import dev.assay.dq.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of a run besides its checks.
 *
 * @param samples how many rows or keys are shown of a constraint that fails; 0 if none are
 * @param keyColumns the columns that are shown besides
 * @param asOf the time of the run; null for the present
 * @param policy what a result may hold of the data; null if nothing is said
 * @param history what earlier runs found; null if that is not given
 */
public record RunOptions(
    int samples,
    List<String> keyColumns,
    OnNoRows noRows,
    @Nullable TimeLimit timeLimit,
    @Nullable Instant asOf,
    List<ResultListener> listeners,
    @Nullable SamplePolicy policy,
    PastReader.@Nullable Given history) {

  public static final RunOptions NONE =
      new RunOptions(0, List.of(), OnNoRows.DEFAULT, null, null, List.of(), null, null);

  private static final Logger LOG = LoggerFactory.getLogger(RunOptions.class);
  private static final int MAX_SAMPLES = 1000;

  public RunOptions withSamples(int limit, String... keys) {
    if (limit < 1 || limit > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "The number of samples must be from 1 to " + MAX_SAMPLES + ", but was " + limit);
    }
    List<String> shown =
        plus(keyColumns, Args.noNulls(Args.list(keys, "key columns"), "key columns"));
    return new RunOptions(limit, shown, noRows, timeLimit, asOf, listeners, policy, history);
  }

  public RunOptions samplePolicy(SamplePolicy given) {
    Args.notNull(given, "sample policy");
    return new RunOptions(samples, keyColumns, noRows, timeLimit, asOf, listeners, given, history);
  }

  /** How many rows or keys are shown of a constraint that fails: none where the policy says so. */
  @Override
  public int samples() {
    return policy != null && policy.showsNoRows() ? 0 : samples;
  }

  /** What values go through on their way into the result. */
  Veil veil() {
    SamplePolicy unsaid = samples == 0 ? SamplePolicy.none() : SamplePolicy.clear();
    return policy == null ? new Veil(unsaid, false) : new Veil(policy, policy.tellsWords());
  }

  public RunOptions onNoRows(OnNoRows outcome) {
    Args.notNull(outcome, "outcome on no rows");
    return new RunOptions(
        samples, keyColumns, outcome, timeLimit, asOf, listeners, policy, history);
  }

  public RunOptions withTimeLimit(Duration limit) {
    return new RunOptions(
        samples, keyColumns, noRows, new TimeLimit(limit), asOf, listeners, policy, history);
  }

  public RunOptions asOf(Instant time) {
    Instant checked = RunTime.checked(time);
    return new RunOptions(
        samples, keyColumns, noRows, timeLimit, checked, listeners, policy, history);
  }

  public RunOptions listener(ResultListener listener) {
    List<ResultListener> all = plus(listeners, List.of(Args.notNull(listener, "listener")));
    return new RunOptions(samples, keyColumns, noRows, timeLimit, asOf, all, policy, history);
  }

  private static <T> List<T> plus(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Gives the run what earlier ones found. */
  public RunOptions history(History given) {
    Args.notNull(given, "history");
    return new RunOptions(
        samples,
        keyColumns,
        noRows,
        timeLimit,
        asOf,
        listeners,
        policy,
        new PastReader.Given(given, ""));
  }

  /** The same for one of several datasets: with those key columns that it has, and its past. */
  public RunOptions of(String name, Schema schema) {
    List<String> keys = keyColumns.stream().filter(key -> has(schema, key)).toList();
    PastReader.Given own = history == null ? null : history.of(name);
    return new RunOptions(samples, keys, noRows, timeLimit, asOf, listeners, policy, own);
  }

  static boolean has(Schema schema, String key) {
    return found(schema, key).ref() != null;
  }

  /**
   * The key columns of samples.
   *
   * @throws IllegalArgumentException if the schema has not all of them
   */
  public List<ColumnRef> keys(Schema schema) {
    return keyColumns.stream()
        .map(
            key -> {
              Schema.Resolution found = found(schema, key);
              if (found.ref() == null) {
                throw new IllegalArgumentException("The key column of samples: " + found.problem());
              }
              return Objects.requireNonNull(found.ref());
            })
        .toList();
  }

  private static Schema.Resolution found(Schema schema, String key) {
    return schema.resolve(ColumnRef.parse(key));
  }

  /** A plan that says that the past is asked for. */
  public RunPlan notedPast(RunPlan plan) {
    int past = history == null ? 0 : PastReader.count(plan);
    return past == 0
        ? plan
        : plan.noting(
            "the history is asked once for what earlier runs found, by "
                + past
                + (past == 1 ? " constraint" : " constraints"));
  }

  /** A plan that says what samples cost, and that the past is asked for. */
  public RunPlan noted(RunPlan plan) {
    return samples() == 0
        ? notedPast(plan)
        : notedPast(plan)
            .noting(
                "samples take one job more if rows violate, and another shuffle for each key that"
                    + " repeats and should not");
  }

  /** Tells the listeners. */
  public <R extends RunResult> R tell(R result) {
    for (ResultListener each : listeners) {
      try {
        each.completed(result);
      } catch (Throwable e) {
        RowCode.passOn(e);
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        LOG.warn("A listener failed, which leaves the result as it is: {}", each.getClass(), e);
      }
    }
    return result;
  }
}
