package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects statements over one dataset and evaluates them together. Not thread-safe. */
final class Chain {

  private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

  private final Subject subject;
  private final @Nullable Consumer<AssertionError> errors;
  private final OpenChains.Ticket ticket;
  private Subject.Settings settings = Subject.Settings.NONE;
  private List<Statement> pending = new ArrayList<>();
  private boolean told;

  private Chain(
      Subject subject,
      OpenChains.@Nullable Ticket shared,
      @Nullable Consumer<AssertionError> errors) {
    this.subject = subject;
    this.errors = errors;
    this.ticket = shared == null ? OpenChains.ticket(this, false) : shared;
  }

  /** A chain that throws; refused while this thread has left another one open. */
  static Chain hard(Subject subject) {
    OpenChains.refuse();
    return new Chain(subject, null, null);
  }

  /** A chain that hands its errors on; whoever takes them ends it. */
  static Chain soft(Subject subject, OpenChains.Ticket ticket, Consumer<AssertionError> errors) {
    return new Chain(subject, ticket, errors);
  }

  /** A chain over rows of the same data, which is asked for in the same way. */
  Chain over(Subject rows) {
    Chain next = new Chain(rows, errors == null ? null : ticket, errors);
    next.settings = settings;
    return next;
  }

  Subject.Settings settings() {
    return settings;
  }

  void keyedBy(String... columns) {
    settings = settings.keyedBy(List.of(columns));
  }

  void withTimeLimit(Duration time) {
    settings = settings.withTimeLimit(time);
  }

  void asOf(Instant time) {
    settings = settings.asOf(time);
  }

  void with(Subject.Other other) {
    settings = settings.with(other);
  }

  List<String> keys() {
    return settings.keys();
  }

  Subject subject() {
    return subject;
  }

  void add(Statement statement) {
    pending.add(statement);
    ticket.open(statement.at());
  }

  /** Refines the constraint stated last. */
  void refine(String method, Function<Constraint, @Nullable Constraint> change) {
    Statement last = pending.isEmpty() ? null : pending.get(pending.size() - 1);
    if (last == null || !last.isOneConstraint()) {
      throw new IllegalStateException(
          method + " refines the assertion before it: state one on this column first");
    }
    Constraint stated = last.constraints().get(0);
    Constraint changed = change.apply(stated);
    if (changed == null) {
      throw new IllegalStateException(
          method
              + " refines an assertion on rows, but this is one on a metric: "
              + stated.sentence());
    }
    last.replace(changed);
  }

  void refineRows(String method, UnaryOperator<Constraint.OnRows> change) {
    refine(method, stated -> stated instanceof Constraint.OnRows rows ? change.apply(rows) : null);
  }

  void where(Predicate condition) {
    refine(
        "where",
        stated ->
            stated instanceof Constraint.OnRows rows
                ? rows.where(condition)
                : stated instanceof Constraint.OnMetric metric
                    ? metric.where(condition)
                    : stated instanceof Constraint.PerGroup groups
                        ? groups.where(condition)
                        : stated instanceof Constraint.InOrder inOrder
                            ? inOrder.where(condition)
                            : stated instanceof Constraint.Combined all
                                ? all.where(condition)
                                : null);
  }

  void onNoRows(OnNoRows outcome) {
    refine(
        "onNoRows",
        stated ->
            stated instanceof Constraint.OnRows rows
                ? rows.onNoRows(outcome)
                : stated instanceof Constraint.OnMetric metric
                    ? metric.onNoRows(outcome)
                    : stated instanceof Constraint.PerGroup groups
                        ? groups.onNoRows(outcome)
                        : stated instanceof Constraint.InOrder inOrder
                            ? inOrder.onNoRows(outcome)
                            : stated instanceof Constraint.SameRows same
                                ? same.onNoRows(outcome)
                                : stated instanceof Constraint.Combined all
                                    ? all.onNoRows(outcome)
                                    : null);
  }

  /** What was stated is not evaluated, and another error says so. */
  void abandon() {
    pending = new ArrayList<>();
    if (errors == null) {
      ticket.close();
    }
  }

  /** There are no data: the failure that says so is all there is to say. */
  void nothing(Runnable failing) {
    abandon();
    if (told) {
      return;
    }
    told = true;
    try {
      failing.run();
    } catch (AssertionError e) {
      fail(Callers.error(String.valueOf(e.getMessage()), Callers.caller(), List.of()));
    }
  }

  /** Evaluates what is pending; several failures are one error. */
  void verify(Supplier<String> described) {
    List<Statement> statements = pending;
    pending = new ArrayList<>();
    if (errors == null) {
      ticket.close();
    }
    List<Failure> failures = new ArrayList<>();
    int stated = 0;
    List<Check> checks = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.direct() == null) {
        checks.add(
            new Check(
                "#" + checks.size(),
                Severity.ERROR,
                statement.constraints(),
                OnNoRows.DEFAULT,
                List.of()));
      }
    }
    Check[] all = checks.toArray(Check[]::new);
    Subject.Settings asked = settings.keyedBy(subject.paths(settings.keys()));
    VerificationResult result;
    try {
      result = all.length == 0 ? null : subject.run(all, asked);
    } catch (RuntimeException e) {
      if (errors == null) {
        throw e;
      }
      // the other chains are still to be evaluated
      errors.accept(new AssertionError("The data could not be verified: " + e.getMessage(), e));
      return;
    }
    RunPlan plan = null;
    int next = 0;
    for (Statement statement : statements) {
      Statement.Direct direct = statement.direct();
      if (direct != null || result == null) {
        stated++;
        Failure failure = direct == null ? null : answer(statement, direct);
        if (failure != null) {
          failures.add(failure);
        }
        continue;
      }
      CheckResult found = result.checks().get(next);
      stated += Math.max(1, found.constraints().size());
      if (found.problem() != null) {
        failures.add(
            new Failure(
                statement,
                List.of(statement.check() == null ? found.problem() : problem(statement, found)),
                null));
      }
      for (int i = 0; i < found.constraints().size(); i++) {
        ConstraintResult each = found.constraints().get(i);
        if (each.status() == Status.NOT_EVALUATED && !each.blocking()) {
          LOG.warn("An assertion checked nothing: {}: {}", each.description(), each.butWas());
        }
        if (each.fails()) {
          plan = plan == null && subject.speaksSql() ? subject.plan(all, asked, result) : plan;
          BoundConstraint bound =
              plan == null ? null : plan.checks().get(next).constraints().get(i);
          failures.add(
              new Failure(
                  statement,
                  Messages.lines(statement.check(), each, bound, plan),
                  each.error() == null ? null : each.error().cause()));
        }
      }
      next++;
    }
    if (!failures.isEmpty()) {
      fail(Messages.error(described.get(), stated, failures));
    }
  }

  private static @Nullable Failure answer(Statement statement, Statement.Direct direct) {
    List<String> lines = new ArrayList<>(List.of(direct.headline()));
    Exception cause = null;
    try {
      lines.addAll(direct.lines().get());
    } catch (Exception e) { // Spark throws checked ones undeclared
      cause = e;
      String message = String.valueOf(e.getMessage());
      lines.add("but was : not evaluated: " + message.lines().findFirst().orElse(message));
    }
    if (lines.size() == 1) {
      return null;
    }
    lines.replaceAll(line -> line.lines().map(Visible::of).collect(Collectors.joining("\n")));
    return new Failure(statement, lines, cause);
  }

  private static String problem(Statement statement, CheckResult found) {
    return String.valueOf(found.problem())
        .replace("[" + found.name() + "]", "[" + statement.check() + "]");
  }

  private void fail(AssertionError error) {
    if (errors == null) {
      throw error;
    }
    errors.accept(error);
  }

  /** One failure: what was stated, and what to say. */
  record Failure(Statement statement, List<String> lines, @Nullable Throwable cause) {}
}
