package dev.assay.dq.result;

import dev.assay.dq.internal.model.Args;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs found, which a run is given so that metrics can be judged against their own
 * past: {@code rowCount().isCloseTo(previousRun(), percent(20))}.
 */
@FunctionalInterface
public interface History {

  /**
   * The values that a run asks for. It may give more than those: a run takes what it asked for, in
   * the order of time.
   *
   * @throws Exception whatever goes wrong: the constraints that are compared with the past are
   *     ERROR then, and all others are judged
   */
  Collection<PastValue> values(Question question) throws Exception;

  /**
   * What a run asks for: of each constraint the last values, and the runs between that are left
   * out.
   *
   * @param dataset the name of the dataset in a suite; empty if the run is of one alone
   * @param before the time of the run: only runs as of a time before it count
   * @param wanted what of each constraint
   */
  record Question(String dataset, Instant before, Map<Subject, Wanted> wanted) {
    public Question {
      Args.notNull(dataset, "dataset");
      Args.notNull(before, "time of the run");
      wanted = Map.copyOf(wanted);
    }
  }

  /**
   * A constraint of a check.
   *
   * @param check the name of the check
   * @param id the identity of the constraint
   */
  record Subject(String check, String id) {}

  /**
   * What is wanted of a constraint.
   *
   * @param values how many numbers; infinite ones and NaN are none
   * @param unfailed whether those do not count with which it failed
   */
  record Wanted(int values, boolean unfailed) {

    /** What is enough for this and for another. */
    public Wanted and(Wanted other) {
      return new Wanted(Math.max(values, other.values), unfailed || other.unfailed);
    }
  }

  /**
   * The past that some results are. Of several as of one time the last counts.
   *
   * @param results those of earlier runs; that of a suite is the past of its datasets
   */
  static History of(Collection<? extends RunResult> results) {
    List<PastValue> all = new ArrayList<>();
    for (RunResult each : Args.noNulls(results, "results")) {
      all.addAll(values(each, Instant.ofEpochSecond(all.size())));
    }
    List<PastValue> values = List.copyOf(all);
    return question -> values;
  }

  /**
   * What a run leaves to its successors: a value for each of its constraints, also for those that
   * failed or came to no number.
   *
   * @param recorded when that is recorded
   */
  static List<PastValue> values(RunResult result, Instant recorded) {
    List<PastValue> values = new ArrayList<>();
    result
        .datasets()
        .forEach(
            (dataset, found) ->
                found.checks().stream()
                    .flatMap(check -> check.constraints().stream())
                    .forEach(
                        each ->
                            values.add(
                                new PastValue(
                                    dataset,
                                    each.check(),
                                    each.id(),
                                    found.asOf(),
                                    recorded,
                                    each.status(),
                                    number(each)))));
    return values;
  }

  private static @Nullable Double number(ConstraintResult result) {
    MetricValue actual = result.actual();
    return actual != null && actual.plain() instanceof Number number ? number.doubleValue() : null;
  }
}
