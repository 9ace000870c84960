package dev.assay.dq.spark.assertj;

import dev.assay.dq.Check;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on each constraint of some checks with the message that an assertion would give, all
 * of them from one run. For test frameworks; needs no AssertJ.
 */
public final class ConstraintVerdicts {

  private final Subject subject;
  private final Subject.Settings settings;

  private ConstraintVerdicts(Subject subject, Subject.Settings settings) {
    this.subject = subject;
    this.settings = settings;
  }

  /**
   * Verdicts over a Dataset.
   *
   * @return the verdicts, of no check yet
   */
  public static ConstraintVerdicts over(Dataset<?> data) {
    return new ConstraintVerdicts(Subject.of(data), Subject.Settings.NONE);
  }

  /**
   * Verdicts over an RDD.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the verdicts, of no check yet
   */
  public static <T> ConstraintVerdicts over(JavaRDD<T> records, Fields<T> fields) {
    return new ConstraintVerdicts(Subject.of(records, fields), Subject.Settings.NONE);
  }

  /**
   * Verdicts over records in memory. No Spark is started.
   *
   * @param fields how a record is read
   * @param <T> the class of the records
   * @return the verdicts, of no check yet
   */
  public static <T> ConstraintVerdicts over(Iterable<? extends T> records, Fields<T> fields) {
    return new ConstraintVerdicts(Subject.of(records, fields), Subject.Settings.NONE);
  }

  /**
   * Names the columns that are shown with every violating row.
   *
   * @param columns the key columns
   * @return verdicts that show them
   */
  public ConstraintVerdicts keyedBy(String... columns) {
    return new ConstraintVerdicts(subject, settings.keyedBy(subject.paths(List.of(columns))));
  }

  /**
   * Bounds how long the run may take; where a constraint is not reached in time, its check fails.
   *
   * @param time how long
   * @return verdicts of such a run
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public ConstraintVerdicts withTimeLimit(Duration time) {
    return new ConstraintVerdicts(subject, settings.withTimeLimit(time));
  }

  /**
   * Sets the time that the run is as of, which rules such as {@code isNotInTheFuture()} are held
   * against; without it, the time when it starts.
   *
   * @return verdicts of such a run
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public ConstraintVerdicts asOf(Instant time) {
    return new ConstraintVerdicts(subject, settings.asOf(time));
  }

  /**
   * Gives the run another dataset, which constraints know by a name.
   *
   * @return verdicts of such a run
   */
  public ConstraintVerdicts with(String name, Dataset<?> other) {
    return new ConstraintVerdicts(subject, settings.with(Subject.Other.of(name, other)));
  }

  /**
   * Gives the run other records, which constraints know by a name.
   *
   * @param fields how a record is read
   * @param <U> the class of the records
   * @return verdicts of such a run
   */
  public <U> ConstraintVerdicts with(String name, JavaRDD<U> other, Fields<U> fields) {
    return new ConstraintVerdicts(subject, settings.with(Subject.Other.of(name, other, fields)));
  }

  /**
   * Gives the run other records in memory, which constraints know by a name.
   *
   * @param fields how a record is read
   * @param <U> the class of the records
   * @return verdicts of such a run
   */
  public <U> ConstraintVerdicts with(String name, Iterable<? extends U> other, Fields<U> fields) {
    return new ConstraintVerdicts(subject, settings.with(Subject.Other.of(name, other, fields)));
  }

  /**
   * Runs checks, all of them together.
   *
   * @return a verdict for each constraint, in the order of declaration; for a check that could not
   *     be evaluated as a whole, one that says why
   * @throws IllegalArgumentException if there is no check or two have one name
   */
  public List<Verdict> of(Check... checks) {
    StackTraceElement at = Callers.caller();
    VerificationResult result = subject.run(checks, settings);
    String line = "\n  " + Callers.line(at);
    RunPlan plan = null;
    List<Verdict> verdicts = new ArrayList<>();
    for (int c = 0; c < result.checks().size(); c++) {
      CheckResult check = result.checks().get(c);
      if (check.problem() != null) {
        verdicts.add(new Verdict(check.name(), check.problem() + line, null, null, at));
      }
      for (int i = 0; i < check.constraints().size(); i++) {
        ConstraintResult each = check.constraints().get(i);
        String name = check.name() + " › " + each.description();
        if (!each.fails()) {
          String nothing = each.status() == Status.NOT_EVALUATED ? each.butWas() : null;
          verdicts.add(new Verdict(name, null, nothing, null, at));
          continue;
        }
        plan = plan == null && subject.speaksSql() ? subject.plan(checks, settings, result) : plan;
        BoundConstraint bound = plan == null ? null : plan.checks().get(c).constraints().get(i);
        verdicts.add(
            new Verdict(
                name,
                Messages.text(check.name(), each, bound, plan) + line,
                null,
                each.error() == null ? null : each.error().cause(),
                at));
      }
    }
    return List.copyOf(verdicts);
  }

  /**
   * What became of one constraint.
   *
   * @param name the check and the constraint, in English
   * @param failure the whole message if it does not hold, could not be evaluated, or the dataset is
   *     empty; else null
   * @param nothing why it had nothing to check where that is no failure; else null
   * @param cause why it could not be evaluated, or null
   * @param at the line that asked for it
   */
  public record Verdict(
      String name,
      @Nullable String failure,
      @Nullable String nothing,
      @Nullable Throwable cause,
      StackTraceElement at) {}
}
