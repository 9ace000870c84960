package dev.assay.dq.internal.execute;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SampleColumns;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.internal.state.PastNumbers;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintError;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns measurements into verdicts: the same for every engine, and the only place that does. */
public final class VerdictEvaluator {

  private static final Logger LOG = LoggerFactory.getLogger(VerdictEvaluator.class);

  private final RunPlan plan;
  private final Measurements measured;
  private final Context context;
  private final Veil veil;
  private final boolean empty;
  private final Map<Aggregate, PassKind> passes;

  private VerdictEvaluator(
      RunPlan plan, Measurements measured, Context context, Map<Aggregate, PassKind> passes) {
    this.plan = plan;
    this.measured = measured;
    this.context = context;
    this.veil = context.options().veil().of(plan);
    this.passes = passes;
    this.empty = measured.ofNoRows();
  }

  /**
   * What a run adds to its measurements.
   *
   * @param options what was asked for
   * @param noSamples why there are no samples of rows although they were asked for; null if there
   *     are
   */
  public record Context(
      Map<PassKind, Long> passNanos,
      Map<BoundConstraint, List<Sample>> samples,
      RunOptions options,
      @Nullable String noSamples) {}

  /**
   * Judges a run.
   *
   * @return the verdicts, in the order of declaration
   */
  public static VerificationResult judge(RunPlan plan, Measurements measured, Context context) {
    Map<Aggregate, PassKind> passes = new HashMap<>();
    plan.passes()
        .forEach(pass -> pass.aggregates().forEach(it -> passes.putIfAbsent(it, pass.kind())));
    VerdictEvaluator evaluator = new VerdictEvaluator(plan, measured, context, passes);
    List<CheckResult> checks = new ArrayList<>();
    for (BoundCheck check : plan.checks()) {
      warn(check);
      List<ConstraintResult> results =
          check.constraints().stream().map(each -> evaluator.judge(check.check(), each)).toList();
      checks.add(
          new CheckResult(
              check.check().name(),
              check.check().severity(),
              results,
              evaluator.problem(check, results)));
    }
    Map<String, Long> nanos = new LinkedHashMap<>();
    context.passNanos().forEach((kind, time) -> nanos.put(kind.label(), time));
    return new VerificationResult(checks, plan.engine(), nanos, plan.asOf());
  }

  /** What judging one constraint comes to. */
  private record Verdict(
      Status status,
      String expected,
      @Nullable MetricValue actual,
      long rows,
      long violations,
      long leftOut,
      @Nullable String note,
      @Nullable ConstraintError error,
      boolean warns,
      List<Sample> groups) {

    Verdict(
        Status status,
        String expected,
        @Nullable MetricValue actual,
        long rows,
        long violations,
        long leftOut,
        @Nullable String note,
        @Nullable ConstraintError error) {
      this(status, expected, actual, rows, violations, leftOut, note, error, false, List.of());
    }

    /** The same with groups by name. */
    Verdict showing(List<Sample> some) {
      return new Verdict(
          status, expected, actual, rows, violations, leftOut, note, error, warns, some);
    }

    /** The same with something that a reader should know. */
    Verdict noting(@Nullable String more) {
      return more == null
          ? this
          : new Verdict(
              status,
              expected,
              actual,
              rows,
              violations,
              leftOut,
              note == null ? more : more + "; " + note,
              error,
              warns,
              groups);
    }

    /** The same where only the bound that warns is missed. */
    Verdict warning() {
      String why = "a warning: the bound that fails is met";
      return new Verdict(
          Status.FAIL,
          expected,
          actual,
          rows,
          violations,
          leftOut,
          note == null ? why : why + "; " + note,
          error,
          true,
          groups);
    }
  }

  private Verdict error(String expected, String message, @Nullable Throwable cause) {
    String told = String.valueOf(veil.message(message));
    return new Verdict(
        Status.ERROR, expected, null, -1, -1, -1, null, new ConstraintError(told, cause));
  }

  private ConstraintResult judge(Check check, BoundConstraint bound) {
    Constraint declared = bound.declared();
    List<ConstraintResult> parts = parts(check, bound);
    Verdict verdict =
        declared instanceof Constraint.Combined combined && bound.skipped() == null
            ? verdict(check, combined, bound, parts)
            : verdict(check, bound);
    PassKind pass = null;
    for (var aggregate : bound.aggregates()) {
      pass = passes.getOrDefault(aggregate, pass);
    }
    return new ConstraintResult(
        check.name(),
        verdict.warns() ? Severity.WARNING : check.severity(),
        bound.id(),
        declared.description(),
        declared.sentence(),
        declared.notes().because(),
        declared.notes().tags(),
        parts.isEmpty()
            ? plan
                .read(SampleColumns.namedBy(bound.bound() == null ? declared : bound.bound()))
                .stream()
                .map(ColumnRef::text)
                .toList()
            : parts.stream().flatMap(part -> part.columns().stream()).distinct().toList(),
        verdict.status(),
        verdict.expected(),
        verdict.actual(),
        verdict.rows(),
        verdict.violations(),
        verdict.leftOut(),
        pass == null ? null : pass.label(),
        pass == null ? -1 : context.passNanos().getOrDefault(pass, -1L),
        Evaluation.note(
            Evaluation.note(note(bound, verdict), asOf(bound, verdict)), bound.warning()),
        verdict.error(),
        (empty || emptyElsewhere(bound) != null)
            && verdict.status() == Status.NOT_EVALUATED
            && !isObserved(declared),
        parts.isEmpty()
            ? context.samples().containsKey(bound)
                ? veil.samples(rows(bound, context.samples().get(bound)))
                : verdict.groups()
            : samples(verdict, declared, parts),
        parts);
  }

  /** What was collected for a constraint, with the columns that each value is of. */
  private List<Veil.Row> rows(BoundConstraint bound, List<Sample> samples) {
    Map<String, Collection<String>> columns = new LinkedHashMap<>();
    Set<String> keys = new LinkedHashSet<>();
    if (bound.bound() instanceof Constraint.OnRows rows) {
      List<ColumnRef> asked = context.options().keys(plan.schema());
      SampleColumns.of(plan, rows, asked)
          .forEach(each -> columns.put(each.label(), plan.names(List.of(each))));
      asked.forEach(each -> keys.add(each.label()));
    } else {
      columns.putAll(RepeatedKeys.columns(plan, bound));
      keys.addAll(columns.keySet());
    }
    List<Veil.Row> all = new ArrayList<>();
    for (Sample sample : samples) {
      Veil.Row row = new Veil.Row(new LinkedHashMap<>(), sample.times());
      sample
          .values()
          .forEach(
              (name, value) ->
                  row.put(
                      name,
                      new Veil.Cell(
                          List.copyOf(columns.getOrDefault(name, List.of())),
                          keys.contains(name),
                          false,
                          value)));
      all.add(row);
    }
    return all;
  }

  /** Those of the parts that fail, where the whole fails because of them. */
  private static List<Sample> samples(
      Verdict verdict, Constraint declared, List<ConstraintResult> parts) {
    boolean because =
        verdict.status() == Status.FAIL
            && declared instanceof Constraint.Combined combined
            && combined.connective() != Connective.NONE_OF;
    return parts.stream()
        .filter(part -> because && part.status() == Status.FAIL)
        .flatMap(part -> part.samples().stream())
        .toList();
  }

  /** The parts of what is combined, which decide for themselves alone what no rows come to. */
  private List<ConstraintResult> parts(Check check, BoundConstraint bound) {
    if (bound.parts().isEmpty()) {
      return List.of();
    }
    Context own =
        new Context(
            context.passNanos(),
            context.samples(),
            context.options().onNoRows(OnNoRows.DEFAULT),
            context.noSamples());
    VerdictEvaluator evaluator = new VerdictEvaluator(plan, measured, own, passes);
    return bound.parts().stream().map(part -> evaluator.judge(undecided(check), part)).toList();
  }

  /** What parts need of their check; its constraints are not looked through for each of them. */
  private static Check undecided(Check check) {
    return new Check(check.name(), check.severity(), List.of(), OnNoRows.DEFAULT, check.tags());
  }

  private Verdict verdict(
      Check check,
      Constraint.Combined combined,
      BoundConstraint bound,
      List<ConstraintResult> parts) {
    String expected = combined.accept(new Expected());
    Status status = combined(combined.connective(), parts);
    if (status == Status.ERROR) {
      ConstraintResult first =
          parts.stream().filter(part -> part.status() == Status.ERROR).findFirst().orElseThrow();
      ConstraintError error = Objects.requireNonNull(first.error());
      return error(expected, first.description() + ": " + error.message(), error.cause());
    }
    boolean decided = status != Status.NOT_EVALUATED || unreached(bound) != null;
    return new Verdict(
        decided ? status : status(decided(check, combined.noRows())),
        expected,
        null,
        -1,
        -1,
        -1,
        status == Status.SKIPPED ? "what it needs is left out" : null,
        null);
  }

  /**
   * What the verdicts of the parts come to: one that is unknown matters where no other decides, and
   * one that is left out as if it had not been said.
   */
  private static Status combined(Connective connective, List<ConstraintResult> all) {
    List<ConstraintResult> parts =
        all.stream().filter(part -> part.status() != Status.SKIPPED).toList();
    if (parts.isEmpty()) {
      return Status.SKIPPED;
    }
    boolean holding = parts.stream().anyMatch(part -> part.status() == Status.PASS);
    boolean failing = parts.stream().anyMatch(part -> part.status() == Status.FAIL);
    Status unknown =
        parts.stream().anyMatch(part -> part.status() == Status.ERROR)
            ? Status.ERROR
            : Status.NOT_EVALUATED;
    boolean known =
        parts.stream()
            .allMatch(part -> part.status() == Status.PASS || part.status() == Status.FAIL);
    return switch (connective) {
      case ALL_OF -> failing ? Status.FAIL : known ? Status.PASS : unknown;
      case ANY_OF -> holding ? Status.PASS : known ? Status.FAIL : unknown;
      case NONE_OF -> holding ? Status.FAIL : known ? Status.PASS : unknown;
      case IF_THEN ->
          all.get(0).status() == Status.FAIL || all.get(1).status() == Status.PASS
              ? Status.PASS
              : parts.size() < all.size() ? Status.SKIPPED : known ? Status.FAIL : unknown;
    };
  }

  /** The failing parts on rows that make a constraint fail which is combined; none if it holds. */
  static List<BoundConstraint> failingParts(
      RunPlan plan, Measurements measured, Check check, BoundConstraint bound) {
    VerdictEvaluator evaluator = alone(plan, measured);
    return evaluator.judge(check, bound).status() == Status.FAIL
        ? evaluator.failingParts(undecided(check), bound)
        : List.of();
  }

  private static VerdictEvaluator alone(RunPlan plan, Measurements measured) {
    Context none = new Context(Map.of(), Map.of(), RunOptions.NONE, null);
    return new VerdictEvaluator(plan, measured, none, Map.of());
  }

  /** Whether a constraint that is not combined fails, or misses the bound that warns. */
  static boolean fails(RunPlan plan, Measurements measured, BoundConstraint bound) {
    Check check = new Check("alone", Severity.ERROR, List.of(), OnNoRows.DEFAULT, List.of());
    return alone(plan, measured).verdict(check, bound).status() == Status.FAIL;
  }

  private List<BoundConstraint> failingParts(Check check, BoundConstraint bound) {
    if (!(bound.declared() instanceof Constraint.Combined combined)) {
      return List.of(bound);
    }
    return combined.connective() == Connective.NONE_OF
        ? List.of()
        : bound.parts().stream()
            .filter(part -> judge(check, part).status() == Status.FAIL)
            .flatMap(part -> failingParts(check, part).stream())
            .toList();
  }

  private static void warn(BoundCheck check) {
    List<BoundConstraint> warned =
        check.constraints().stream().filter(each -> each.warning() != null).toList();
    if (!warned.isEmpty()) {
      LOG.warn(
          "Check [{}]: {}: {}{}",
          check.check().name(),
          warned.get(0).declared().description(),
          warned.get(0).warning(),
          warned.size() == 1 ? "" : " (and " + (warned.size() - 1) + " more, see the plan)");
    }
  }

  private @Nullable String note(BoundConstraint bound, Verdict verdict) {
    boolean sampled =
        verdict.status() == Status.FAIL
            && (bound.bound() instanceof Constraint.OnRows || context.samples().containsKey(bound))
            && context.samples().getOrDefault(bound, List.of()).isEmpty();
    return veil.message(
        sampled && context.noSamples() != null
            ? Evaluation.note(verdict.note(), context.noSamples())
            : verdict.note());
  }

  /** What a rule relative to the time of the run was held against. */
  private @Nullable String asOf(BoundConstraint bound, Verdict verdict) {
    return verdict.status() == Status.FAIL && bound.readsRunTime() ? "as of " + plan.asOf() : null;
  }

  private static boolean isObserved(Constraint constraint) {
    return constraint instanceof Constraint.OnMetric metric
        && metric.expectation() instanceof Expectation.Observed;
  }

  private static Verdict skipped(BoundConstraint bound) {
    String expected = bound.declared().accept(new Expected());
    return new Verdict(Status.SKIPPED, expected, null, -1, -1, -1, bound.skipped(), null);
  }

  private Verdict verdict(Check check, BoundConstraint bound) {
    Constraint constraint = bound.bound();
    if (bound.skipped() != null) {
      return skipped(bound);
    }
    if (constraint == null) {
      return error(bound.declared().accept(new Expected()), String.valueOf(bound.problem()), null);
    }
    String expected = bound.declared().accept(new Expected());
    for (var aggregate : bound.aggregates()) {
      if (measured.of(aggregate) instanceof Measurement.Failed failed) {
        return error(expected, failed.message(), failed.cause());
      }
    }
    for (Metric.Elsewhere other : elsewhere(bound)) {
      for (Aggregate aggregate : plan.asked(other).aggregates()) {
        if (measured.other(other.dataset()).of(aggregate) instanceof Measurement.Failed failed) {
          return error(expected, "in " + other.dataset() + ", " + failed.message(), failed.cause());
        }
      }
    }
    String unreached = unreached(bound);
    if (unreached != null) {
      return new Verdict(Status.NOT_EVALUATED, expected, null, -1, -1, -1, unreached, null);
    }
    long rows =
        bound.aggregates().isEmpty() // as what is about the schema
            ? -1
            : ((Measurement.Rows) measured.of(bound.aggregates().get(0))).rows();
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public Verdict onRows(Constraint.OnRows c) {
            Aggregate verdicts = bound.aggregates().get(bound.aggregates().size() - 1);
            return judgeRows(
                check, c, expected, rows, (Measurement.Verdicts) measured.of(verdicts));
          }

          @Override
          public Verdict onMetric(Constraint.OnMetric c) {
            Verdict verdict = judgeMetric(check, c, expected, bound, rows);
            return verdict.status() == Status.FAIL
                ? verdict.noting(RepeatedKeys.note(c.metric(), bound, measured))
                : verdict;
          }

          @Override
          public Verdict perGroup(Constraint.PerGroup c) {
            Aggregate verdicts = bound.aggregates().get(bound.aggregates().size() - 1);
            return judgeGroups(
                check, c, expected, rows, (Measurement.GroupVerdicts) measured.of(verdicts));
          }

          @Override
          public Verdict onSchema(Constraint.OnSchema c) {
            SchemaVerdict found = SchemaVerdict.of(c.rule(), plan.schema());
            return found.problem() != null
                ? error(expected, found.problem(), null)
                : new Verdict(
                    found.holds() ? Status.PASS : Status.FAIL,
                    expected,
                    found.actual(),
                    -1,
                    -1,
                    -1,
                    null,
                    null);
          }

          @Override
          public Verdict inOrder(Constraint.InOrder c) {
            Aggregate verdicts = bound.aggregates().get(bound.aggregates().size() - 1);
            return judgeOrder(
                check, c, expected, (Measurement.OrderVerdicts) measured.of(verdicts));
          }

          @Override
          public Verdict sameRows(Constraint.SameRows c) {
            Aggregate.SameRows compared = (Aggregate.SameRows) bound.aggregates().get(1);
            return judgeSameRows(
                check, c, expected, compared, (Measurement.RowDifferences) measured.of(compared));
          }

          @Override
          public Verdict forEach(Constraint.ForEach c) {
            throw new IllegalStateException("templates are stamped out before they are judged");
          }

          @Override
          public Verdict combined(Constraint.Combined c) {
            throw new IllegalStateException("parts are judged one by one");
          }
        });
  }

  /** Why a constraint, or a part of it, was not reached; null if it was. */
  private @Nullable String unreached(BoundConstraint bound) {
    for (var aggregate : bound.aggregates()) {
      if (measured.of(aggregate) instanceof Measurement.NotReached notReached) {
        return notReached.why();
      }
    }
    for (Metric.Elsewhere other : elsewhere(bound)) {
      for (Aggregate aggregate : plan.asked(other).aggregates()) {
        if (measured.other(other.dataset()).of(aggregate)
            instanceof Measurement.NotReached notReached) {
          return notReached.why();
        }
      }
    }
    return null;
  }

  /** What is wrong with a check as a whole: it does not hold where constraints were not reached. */
  private @Nullable String problem(BoundCheck check, List<ConstraintResult> results) {
    List<String> unreached = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      String why = unreached(check.constraints().get(i));
      boolean decided =
          !results.get(i).parts().isEmpty() && results.get(i).status() != Status.NOT_EVALUATED;
      if (why != null && !decided) {
        unreached.add(why);
      }
    }
    return check.problem() != null || unreached.isEmpty()
        ? check.problem()
        : unreached.get(0)
            + ": "
            + unreached.size()
            + " of "
            + check.constraints().size()
            + " constraints were not evaluated";
  }

  /** The right-hand side of a constraint, in English. */
  private static final class Expected implements Constraint.Visitor<String> {
    @Override
    public String onRows(Constraint.OnRows c) {
      return English.expected(c);
    }

    @Override
    public String onMetric(Constraint.OnMetric c) {
      return English.expected(c);
    }

    @Override
    public String perGroup(Constraint.PerGroup c) {
      return English.expected(c);
    }

    @Override
    public String onSchema(Constraint.OnSchema c) {
      return English.expected(c);
    }

    @Override
    public String inOrder(Constraint.InOrder c) {
      return English.expected(c);
    }

    @Override
    public String sameRows(Constraint.SameRows c) {
      return English.expected(c);
    }

    @Override
    public String forEach(Constraint.ForEach c) {
      return "at least one column";
    }

    @Override
    public String combined(Constraint.Combined c) {
      return c.connective() == Connective.NONE_OF && c.parts().size() == 1
          ? "not to hold"
          : c.connective().expected();
    }
  }

  /** What a constraint that needs rows, or a value, comes to without them. */
  private OnNoRows decided(Check check, OnNoRows own) {
    return own.or(check.noRows()).or(context.options().noRows());
  }

  private static Status status(OnNoRows outcome) {
    return switch (outcome) {
      case DEFAULT -> Status.NOT_EVALUATED;
      case PASS -> Status.PASS;
      case FAIL -> Status.FAIL;
    };
  }

  private Verdict judgeRows(
      Check check, Constraint.OnRows c, String expected, long rows, Measurement.Verdicts verdicts) {
    boolean counts =
        switch (c.threshold().kind()) {
          case MIN_ROWS, MAX_ROWS -> true;
          case MIN_FRACTION, MAX_FRACTION, MAX_VIOLATIONS -> false;
        };
    if (rows == 0 && !(counts && c.noRows() == OnNoRows.DEFAULT)) {
      Status status = status(decided(check, c.noRows()));
      return new Verdict(status, expected, null, 0, 0, 0, nothing("no row is in scope"), null);
    }
    long unknowns = c.failsOnNull() ? 0 : verdicts.unknowns();
    long satisfied = verdicts.satisfied(rows);
    long violations = rows - satisfied - unknowns;
    MetricValue actual =
        switch (c.threshold().kind()) {
          case MIN_FRACTION, MAX_VIOLATIONS -> new MetricValue.Ratio(rows - violations, rows);
          case MAX_FRACTION -> new MetricValue.Ratio(satisfied, rows);
          case MIN_ROWS, MAX_ROWS -> new MetricValue.Count(satisfied);
        };
    boolean holds = c.threshold().accepts(rows, satisfied, violations);
    Verdict verdict =
        new Verdict(
            holds ? Status.PASS : Status.FAIL,
            expected,
            actual,
            rows,
            violations,
            unknowns,
            null,
            null);
    RowThreshold warning = c.warning();
    return holds && warning != null && !warning.accepts(rows, satisfied, violations)
        ? verdict.warning()
        : verdict;
  }

  private Verdict judgeGroups(
      Check check,
      Constraint.PerGroup c,
      String expected,
      long rows,
      Measurement.GroupVerdicts found) {
    OnNoRows decided = decided(check, c.noRows());
    boolean unnamed =
        (c.expected().isEmpty() && c.others() == null) || c.noRows() != OnNoRows.DEFAULT;
    if (found.groups() == 0 && (unnamed || found.missing().number() == 0)) {
      String why = "there is no group: no row has a complete key";
      return new Verdict(
          status(decided), expected, null, rows, -1, found.keyless(), nothing(why), null);
    }
    List<String> notes = new ArrayList<>();
    if (found.valueless() > 0) {
      String without =
          Numbers.grouped(found.valueless())
              + (found.valueless() == 1 ? " group has no value" : " groups have no value");
      notes.add(
          switch (decided) {
            case DEFAULT -> without + " and so no verdict";
            case PASS -> without + ", which holds";
            case FAIL -> without + ", which violates";
          });
    }
    long missing = found.missing().number();
    if (missing > 0) {
      notes.add("missing: " + English.listed(found.missing().first(), missing));
    }
    if (found.keyless() > 0) {
      notes.add(
          Numbers.grouped(found.keyless())
              + (found.keyless() == 1 ? " row is" : " rows are")
              + " in no group, where the key is null");
    }
    String note = notes.isEmpty() ? null : String.join("; ", notes);
    long judged = found.groups() + missing - (decided == OnNoRows.DEFAULT ? found.valueless() : 0);
    if (judged == 0) {
      return new Verdict(
          Status.NOT_EVALUATED, expected, null, rows, -1, found.keyless(), note, null);
    }
    boolean unjudgedFail = decided == OnNoRows.FAIL;
    long violating = found.violating() + missing + (unjudgedFail ? found.valueless() : 0);
    boolean holds = c.threshold().accepts(judged, judged - violating, violating);
    Verdict verdict =
        new Verdict(
            holds ? Status.PASS : Status.FAIL,
            expected,
            new MetricValue.Groups(violating, judged),
            rows,
            -1,
            found.keyless(),
            note,
            null);
    long missed = violating + found.warned();
    boolean warns = holds && !c.threshold().accepts(judged, judged - missed, missed);
    if (holds && !warns) {
      return verdict;
    }
    Verdict shown = verdict.showing(named(c, found, unjudgedFail));
    return warns ? shown.warning() : shown;
  }

  /** Groups that violate most, if samples were asked for. */
  private List<Sample> named(
      Constraint.PerGroup c, Measurement.GroupVerdicts found, boolean unjudgedFail) {
    String metric = English.of(c.each().metric()).replaceFirst(",\\z", "");
    List<String> of = names(c.each().metric());
    Stream<Measurement.Group> all =
        unjudgedFail
            ? Stream.concat(found.worst().stream(), found.unjudged().stream())
            : found.worst().stream();
    return veil.samples(
        all.limit(context.options().samples())
            .map(
                group -> {
                  Veil.Row row = new Veil.Row();
                  put(row, "", c.by(), group.key(), true);
                  row.put(metric, Veil.Cell.found(of, group.value()));
                  return row;
                })
            .toList());
  }

  private Verdict judgeOrder(
      Check check, Constraint.InOrder c, String expected, Measurement.OrderVerdicts found) {
    if (found.judged() == 0) {
      String why =
          found.rows() == 0
              ? "no row is in scope"
              : found.rows() == found.leftOut()
                  ? "no row has all of its key, its order and its values"
                  : "there is nothing to compare";
      return new Verdict(
          status(decided(check, c.noRows())),
          expected,
          null,
          found.rows(),
          0,
          found.leftOut(),
          nothing(why),
          null);
    }
    long judged = found.judged();
    long violating = found.violating();
    boolean holds = c.threshold().accepts(judged, judged - violating, violating);
    Verdict verdict =
        new Verdict(
            holds ? Status.PASS : Status.FAIL,
            expected,
            new MetricValue.InOrder(violating, judged, c.rule().counts().noun()),
            found.rows(),
            violating,
            found.leftOut(),
            found.leftOut() == 0
                ? null
                : Numbers.grouped(found.leftOut())
                    + (found.leftOut() == 1 ? " row is" : " rows are")
                    + " left out, where the key, the order or a value is null",
            null);
    RowThreshold warning = c.warning();
    boolean warns =
        holds && warning != null && !warning.accepts(judged, judged - violating, violating);
    if (holds && !warns) {
      return verdict;
    }
    Verdict shown = verdict.showing(neighbours(c, found));
    return warns ? shown.warning() : shown;
  }

  /** Rows that violate with those that they violate with, if samples were asked for. */
  private List<Sample> neighbours(Constraint.InOrder c, Measurement.OrderVerdicts found) {
    List<Expr> values =
        Stream.concat(c.order().stream(), c.of().stream().limit(c.rule().ofRow())).toList();
    String other = c.rule().isDescending() ? "next " : "previous ";
    String counted =
        switch (c.rule().counts()) {
          case ROWS, INTERVALS, EVENTS -> "rows";
          case NUMBERS, PERIODS -> "missing";
          case KEYS -> "open";
        };
    return veil.samples(
        found.first().stream()
            .limit(context.options().samples())
            .map(
                each -> {
                  Veil.Row row = new Veil.Row();
                  put(row, "", c.by(), each.key(), true);
                  put(row, other, values, each.other(), false);
                  put(row, "", values, each.row(), false);
                  if (each.count() >= 0) {
                    row.put(counted, Veil.Cell.count(each.count()));
                  }
                  return row;
                })
            .toList());
  }

  private Verdict judgeSameRows(
      Check check,
      Constraint.SameRows c,
      String expected,
      Aggregate.SameRows compared,
      Measurement.RowDifferences found) {
    if (found.here() == 0 && found.there() == 0) {
      Status status = status(decided(check, c.noRows()));
      return new Verdict(status, expected, null, 0, -1, -1, nothing("there is no row"), null);
    }
    long differing = found.differing();
    long all = found.same() + differing;
    boolean holds = c.threshold().accepts(all, found.same(), differing);
    List<MetricValue.ColumnDifferences> columns = new ArrayList<>();
    for (int i = 0; i < found.byColumn().size(); i++) {
      if (found.byColumn().get(i) > 0) {
        columns.add(
            new MetricValue.ColumnDifferences(
                compared.values().get(i).here().text(), found.byColumn().get(i)));
      }
    }
    Verdict verdict =
        new Verdict(
            holds ? Status.PASS : Status.FAIL,
            expected,
            new MetricValue.RowDifferences(
                all,
                found.missing(),
                found.extra(),
                found.changed(),
                found.repeated(),
                columns,
                c.noun()),
            found.here(),
            -1,
            -1,
            null,
            null);
    return holds ? verdict : verdict.showing(differences(compared, found));
  }

  /** What differs, with both sides, if samples were asked for. */
  private List<Sample> differences(Aggregate.SameRows compared, Measurement.RowDifferences found) {
    String there = " in " + compared.dataset();
    return veil.samples(
        found.first().stream()
            .limit(context.options().samples())
            .map(
                each -> {
                  Veil.Row row = new Veil.Row();
                  for (int i = 0; i < each.key().size(); i++) {
                    Aggregate.SameRows.Pair pair = compared.keys().get(i);
                    row.put(pair.here().text(), Veil.Cell.key(names(pair), each.key().get(i)));
                  }
                  if (each.cells().isEmpty()) {
                    row.put("rows", Veil.Cell.count(each.here()));
                    row.put("rows" + there, Veil.Cell.count(each.there()));
                  }
                  for (Measurement.Cell cell : each.cells()) {
                    Aggregate.SameRows.Pair pair = compared.values().get(cell.value());
                    String name = pair.here().text();
                    row.put(name, Veil.Cell.value(names(pair), cell.here()));
                    row.put(name + there, Veil.Cell.value(names(pair), cell.there()));
                  }
                  return row;
                })
            .toList());
  }

  private void put(
      Veil.Row row, String before, List<Expr> of, List<@Nullable Object> values, boolean key) {
    for (int i = 0; i < values.size(); i++) {
      List<String> columns = plan.names(SampleColumns.of(of.get(i)));
      row.put(
          before + RepeatedKeys.name(of.get(i)), new Veil.Cell(columns, key, false, values.get(i)));
    }
  }

  /** The columns of both sides. */
  private static List<String> names(Aggregate.SameRows.Pair pair) {
    return List.of(pair.here().text(), pair.there().text());
  }

  private List<String> names(Metric metric) {
    return plan.names(SampleColumns.of(metric));
  }

  private MetricValue told(Metric metric, MetricValue value) {
    return veil.value(value, names(metric), metric.isOfData());
  }

  private @Nullable String nothing(@Nullable String why) {
    return empty ? "the dataset is empty" : why;
  }

  /** What other datasets a constraint asks. */
  private static List<Metric.Elsewhere> elsewhere(BoundConstraint bound) {
    List<Metric.Elsewhere> all = new ArrayList<>();
    bound.parts().forEach(part -> all.addAll(elsewhere(part)));
    if (bound.bound() instanceof Constraint.OnMetric c) {
      c.metrics().forEach(metric -> all.addAll(metric.elsewhere()));
    }
    return all;
  }

  /** A dataset that a constraint asks and that has no row; null if there is none. */
  private @Nullable String emptyElsewhere(BoundConstraint bound) {
    return elsewhere(bound).stream()
        .map(Metric.Elsewhere::dataset)
        .filter(dataset -> measured.other(dataset).ofNoRows())
        .findFirst()
        .orElse(null);
  }

  /** The metric there, of measurements none of which failed. */
  private Evaluation evaluate(Metric.Elsewhere metric) {
    BoundConstraint asked = plan.asked(metric);
    RunPlan there = plan.others().get(metric.dataset());
    Constraint.OnMetric bound =
        (Constraint.OnMetric) Objects.requireNonNull(asked.bound(), "planned without a problem");
    List<Measurement> found =
        asked.aggregates().stream().map(measured.other(metric.dataset())::of).toList();
    return new MetricProgram(
            bound.metric(),
            there.types(),
            asked.aggregates(),
            MetricProgram.Elsewhere.NOWHERE,
            this::told)
        .evaluate(found);
  }

  private MetricProgram program(Metric metric, BoundConstraint bound) {
    return new MetricProgram(metric, plan.types(), bound.aggregates(), this::evaluate, this::told);
  }

  private Verdict incomparable(String expected, MetricValue told) {
    return error(
        expected,
        "the value is "
            + told.text()
            + ", which cannot be compared with the expectation: give a bound of the column's"
            + " type",
        null);
  }

  /** The verdict on a value that is there, against those of earlier runs. */
  private Verdict judgePast(
      Check check,
      Constraint.OnMetric c,
      Expectation.OfPast expected,
      BoundConstraint bound,
      MetricValue value,
      MetricValue told,
      long rows,
      Evaluation found) {
    String declared = c.accept(new Expected());
    PastNumbers history = measured.past();
    if (history.problem() != null) {
      return error(declared, history.problem(), null);
    }
    if (!(value.bare().plain() instanceof Number number)) {
      return incomparable(declared, told);
    }
    PastNumbers.Numbers earlier = history.of(check.name(), bound.id());
    String tooFew = PastVerdict.tooFew(expected.past(), earlier);
    double now = number.doubleValue();
    if (tooFew != null) {
      Status status = Double.isNaN(now) ? Status.FAIL : Status.NOT_EVALUATED;
      String note = Evaluation.note(found.note(), tooFew);
      return new Verdict(status, declared, told, rows, -1, found.leftOut(), note, null);
    }
    PastVerdict verdict =
        new PastVerdict(now, earlier.values(), expected, value.bare() instanceof MetricValue.Ratio);
    String difference = verdict.difference();
    boolean masked = told.bare() instanceof MetricValue.Masked;
    String counted = PastVerdict.counted(earlier);
    return new Verdict(
        verdict.holds() ? Status.PASS : Status.FAIL,
        masked ? declared : declared + ": " + verdict.shown(),
        told,
        rows,
        -1,
        found.leftOut(),
        Evaluation.note(
            found.note(), masked || difference == null ? counted : difference + ", " + counted),
        null);
  }

  private Verdict judgeMetric(
      Check check, Constraint.OnMetric c, String declared, BoundConstraint bound, long rows) {
    List<Measurement> measurements = bound.aggregates().stream().map(measured::of).toList();
    MetricProgram program = program(c.metric(), bound);
    Evaluation found = program.evaluate(measurements);
    Metric other = c.expectation().metric();
    Evaluation against = other == null ? null : program(other, bound).evaluate(measurements);
    if (found.error() != null || (against != null && against.error() != null)) {
      String error = found.error() != null ? found.error() : against.error();
      return error(declared, String.valueOf(error), null);
    }
    MetricValue value = found.value();
    MetricValue than = against == null ? null : against.value();
    TypeKind width = program.width();
    String expected = than == null ? declared : declared + " (" + told(other, than).text() + ")";
    MetricValue told = value == null ? null : told(c.metric(), value);
    String emptyElsewhere = emptyElsewhere(bound);
    if (value != null && against != null && than == null) {
      String why =
          emptyElsewhere == null
              ? "the "
                  + English.of(other)
                  + " has no value"
                  + (against.note() == null ? "" : ": " + against.note())
              : "the dataset " + emptyElsewhere + " is empty";
      return new Verdict(
          status(decided(check, c.noRows())),
          expected,
          told,
          rows,
          -1,
          found.leftOut(),
          nothing(why),
          null);
    }
    if (value == null || (rows == 0 && c.noRows() != OnNoRows.DEFAULT)) {
      return new Verdict(
          isObserved(c) ? status(c.noRows()) : status(decided(check, c.noRows())),
          expected,
          told,
          rows,
          -1,
          found.leftOut(),
          nothing(
              emptyElsewhere == null
                  ? found.note()
                  : "the dataset " + emptyElsewhere + " is empty"),
          null);
    }
    if (c.expectation() instanceof Expectation.OfPast past) {
      return judgePast(check, c, past, bound, value, told, rows, found);
    }
    Boolean holds = c.expectation().accept(new Meets(value, width, than));
    if (holds == null) {
      return incomparable(expected, told);
    }
    Verdict verdict =
        new Verdict(
            holds ? Status.PASS : Status.FAIL,
            expected,
            told,
            rows,
            -1,
            found.leftOut(),
            Evaluation.note(found.note(), against == null ? null : against.note()),
            null);
    Expectation warning = c.warning();
    return holds
            && warning != null
            && !Boolean.TRUE.equals(warning.accept(new Meets(value, width, null)))
        ? verdict.warning()
        : verdict;
  }
}
