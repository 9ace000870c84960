package dev.assay.dq.internal.execute;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Past;
import dev.assay.dq.internal.model.Plain;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.PastNumbers;
import dev.assay.dq.result.History;
import dev.assay.dq.result.PastValue;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Asks a history for what a run needs, once. */
public final class PastReader {

  /** Of two records of one time that which counts, also where both were made at once. */
  private static final Comparator<PastValue> LATER =
      Comparator.comparing(PastValue::recorded)
          .thenComparing(PastValue::value, Comparator.nullsFirst(Comparator.<Double>naturalOrder()))
          .thenComparing(PastValue::status);

  private PastReader() {}

  /**
   * What a run was given.
   *
   * @param dataset which of a suite it is; empty if it is of one alone
   */
  public record Given(History history, String dataset) {
    Given of(String name) {
      return new Given(history, name);
    }
  }

  /**
   * Under which other id the values of a constraint are kept: one that got a number, because others
   * are about the same metric, shares theirs, as it may be new, or be moved.
   */
  private static String shared(BoundConstraint bound) {
    return bound.declared().notes().id() == null ? bound.declared().id() : bound.id();
  }

  /** What is wanted of what. */
  private static Map<History.Subject, History.Wanted> wanted(RunPlan plan) {
    Map<History.Subject, History.Wanted> wanted = new LinkedHashMap<>();
    compared(
        plan,
        (check, bound, past) -> {
          History.Wanted some = new History.Wanted(past.runs(), past.unfailed());
          for (String id : new HashSet<>(List.of(bound.id(), shared(bound)))) {
            wanted.merge(new History.Subject(check, id), some, History.Wanted::and);
          }
        });
    return wanted;
  }

  /** How many constraints are compared with the past. */
  static int count(RunPlan plan) {
    List<Past> all = new ArrayList<>();
    compared(plan, (check, bound, past) -> all.add(past));
    return all.size();
  }

  /** What is done with a constraint of a check that is compared with the past. */
  private interface Compared {
    void with(String check, BoundConstraint bound, Past past);
  }

  private static void compared(RunPlan plan, Compared todo) {
    for (BoundCheck check : plan.checks()) {
      for (BoundConstraint each : check.constraints()) {
        Past past = each.declared().past();
        if (past != null && each.bound() != null) {
          todo.with(check.check().name(), each, past);
        }
      }
    }
  }

  /**
   * What earlier runs found.
   *
   * @param failure what to say where the history fails; it may throw instead
   */
  public static PastNumbers read(
      RunPlan plan, RunOptions options, Function<Throwable, String> failure) {
    Map<History.Subject, History.Wanted> wanted = wanted(plan);
    Given given = options.history();
    if (given == null || wanted.isEmpty()) {
      return PastNumbers.NOT_GIVEN;
    }
    try {
      History.Question question = new History.Question(given.dataset(), plan.asOf(), wanted);
      Collection<PastValue> values = given.history().values(question);
      return new PastNumbers(null, numbers(plan, runs(question, values)));
    } catch (Throwable e) {
      return PastNumbers.unknown("what earlier runs found could not be read: " + failure.apply(e));
    }
  }

  /** The message of a failure, which is none of a row and quotes no value of the data. */
  public static String failure(Throwable e) {
    if (e instanceof InterruptedException || e instanceof RunCancelledException) {
      throw RowCode.failure(e);
    }
    RowCode.passOn(e);
    return e instanceof Plain || e instanceof StateFormatException
        ? String.valueOf(e.getMessage())
        : e.toString();
  }

  /** What each run found that counts, whatever order the values are given in. */
  private static Map<History.Subject, Map<Instant, PastValue>> runs(
      History.Question question, Collection<PastValue> values) {
    Map<History.Subject, Map<Instant, PastValue>> runs = new HashMap<>();
    for (PastValue each : Args.noNulls(values, "values of the history")) {
      History.Subject subject = new History.Subject(each.check(), each.id());
      if (each.dataset().equals(question.dataset())
          && question.wanted().containsKey(subject)
          && each.asOf().isBefore(question.before())) {
        runs.computeIfAbsent(subject, none -> new HashMap<>())
            .merge(each.asOf(), each, BinaryOperator.maxBy(LATER));
      }
    }
    return runs;
  }

  private static Map<String, Map<String, PastNumbers.Numbers>> numbers(
      RunPlan plan, Map<History.Subject, Map<Instant, PastValue>> runs) {
    Map<String, Map<String, PastNumbers.Numbers>> all = new HashMap<>();
    compared(
        plan,
        (check, bound, past) -> {
          Map<Instant, PastValue> found =
              new HashMap<>(runs.getOrDefault(new History.Subject(check, shared(bound)), Map.of()));
          found.putAll(runs.getOrDefault(new History.Subject(check, bound.id()), Map.of()));
          all.computeIfAbsent(check, none -> new HashMap<>())
              .put(bound.id(), latest(found.values(), past));
        });
    return all;
  }

  private static PastNumbers.Numbers latest(Collection<PastValue> runs, Past past) {
    List<BigDecimal> numbers = new ArrayList<>();
    int without = 0;
    int failed = 0;
    for (PastValue each :
        runs.stream().sorted(Comparator.comparing(PastValue::asOf).reversed()).toList()) {
      Double value = each.value();
      if (numbers.size() == past.runs()) {
        break;
      }
      if (value == null || !Double.isFinite(value)) {
        without++;
      } else if (past.unfailed() && each.status() == Status.FAIL) {
        failed++;
      } else {
        numbers.add(BigDecimal.valueOf(value));
      }
    }
    return new PastNumbers.Numbers(numbers, without, failed);
  }
}
