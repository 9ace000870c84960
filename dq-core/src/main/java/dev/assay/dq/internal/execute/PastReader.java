package dev.assay.dq.internal.execute;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Past;
import dev.assay.dq.internal.model.Plain;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.PastNumbers;
import dev.assay.dq.result.History;
import dev.assay.dq.result.PastValue;
import dev.assay.dq.result.RunCancelledException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
          .thenComparing(
              PastValue::value, Comparator.nullsFirst(Comparator.<Double>naturalOrder()));

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
   * Under which id the values of a constraint are kept. One that got a number, because others are
   * about the same metric, shares theirs: it may be new, or be moved.
   */
  static String id(BoundConstraint bound) {
    return bound.declared().notes().id() == null ? bound.declared().id() : bound.id();
  }

  /** How many values are wanted of what. */
  static Map<History.Subject, Integer> compared(RunPlan plan) {
    Map<History.Subject, Integer> wanted = new LinkedHashMap<>();
    plan.checks()
        .forEach(
            check ->
                check
                    .constraints()
                    .forEach(
                        each -> {
                          Past past = each.declared().past();
                          if (past != null && each.bound() != null) {
                            wanted.merge(
                                new History.Subject(check.check().name(), id(each)),
                                past.runs(),
                                Math::max);
                          }
                        }));
    return wanted;
  }

  /**
   * What earlier runs found.
   *
   * @param failure what to say where the history fails; it may throw instead
   */
  public static PastNumbers read(
      RunPlan plan, RunOptions options, Function<Throwable, String> failure) {
    Map<History.Subject, Integer> wanted = compared(plan);
    Given given = options.history();
    if (given == null || wanted.isEmpty()) {
      return PastNumbers.NOT_GIVEN;
    }
    try {
      History.Question question = new History.Question(given.dataset(), plan.asOf(), wanted);
      Collection<PastValue> values =
          Args.notNull(given.history().values(question), "values of the history");
      return new PastNumbers(null, numbers(question, values));
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

  /** The latest values of each that is asked for, whatever order they are given in. */
  private static Map<String, Map<String, PastNumbers.Numbers>> numbers(
      History.Question question, Collection<PastValue> values) {
    Map<History.Subject, Map<Instant, PastValue>> runs = new HashMap<>();
    for (PastValue each : Args.noNulls(List.copyOf(values), "values of the history")) {
      History.Subject subject = new History.Subject(each.check(), each.id());
      if (each.dataset().equals(question.dataset())
          && question.wanted().containsKey(subject)
          && each.asOf().isBefore(question.before())) {
        runs.computeIfAbsent(subject, none -> new HashMap<>())
            .merge(each.asOf(), each, BinaryOperator.maxBy(LATER));
      }
    }
    Map<String, Map<String, PastNumbers.Numbers>> all = new HashMap<>();
    question
        .wanted()
        .forEach(
            (subject, many) ->
                all.computeIfAbsent(subject.check(), none -> new HashMap<>())
                    .put(
                        subject.id(), latest(runs.getOrDefault(subject, Map.of()).values(), many)));
    return all;
  }

  private static PastNumbers.Numbers latest(Collection<PastValue> runs, int many) {
    List<BigDecimal> numbers = new ArrayList<>();
    int passedOver = 0;
    for (PastValue each :
        runs.stream().sorted(Comparator.comparing(PastValue::asOf).reversed()).toList()) {
      Double value = each.value();
      if (numbers.size() == many) {
        break;
      }
      if (value == null || !Double.isFinite(value)) {
        passedOver++;
      } else {
        numbers.add(BigDecimal.valueOf(value));
      }
    }
    return new PastNumbers.Numbers(numbers, passedOver);
  }
}
