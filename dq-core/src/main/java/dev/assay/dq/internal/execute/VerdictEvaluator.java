package dev.assay.dq.internal.execute;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.FittedBound;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Signature;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.MetricDecomposition;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SampleColumns;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintError;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns measurements into verdicts: the same for every engine, and the only place that does. */
public final class VerdictEvaluator {

  private static final Logger LOG = LoggerFactory.getLogger(VerdictEvaluator.class);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final int MAX_DIGITS = 38;

  private final RunPlan plan;
  private final Measurements measured;
  private final Context context;
  private final boolean empty;

  private VerdictEvaluator(RunPlan plan, Measurements measured, Context context) {
    this.plan = plan;
    this.measured = measured;
    this.context = context;
    this.empty =
        measured.values().get(Aggregate.Rows.ALL) instanceof Measurement.Rows all
            && all.rows() == 0;
  }

  /**
   * What a run adds to its measurements.
   *
   * @param noRows the outcome of what had nothing to check, where neither the constraint nor its
   *     check decides
   * @param noSamples why there are no samples although they were asked for; null if there are
   */
  public record Context(
      Map<PassKind, Long> passNanos,
      Map<BoundConstraint, List<Sample>> samples,
      OnNoRows noRows,
      @Nullable String noSamples) {}

  /**
   * Judges a run.
   *
   * @return the verdicts, in the order of declaration
   */
  public static VerificationResult judge(RunPlan plan, Measurements measured, Context context) {
    VerdictEvaluator evaluator = new VerdictEvaluator(plan, measured, context);
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
      boolean warns) {

    Verdict(
        Status status,
        String expected,
        @Nullable MetricValue actual,
        long rows,
        long violations,
        long leftOut,
        @Nullable String note,
        @Nullable ConstraintError error) {
      this(status, expected, actual, rows, violations, leftOut, note, error, false);
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
          true);
    }

    static Verdict error(String expected, String message, @Nullable Throwable cause) {
      return new Verdict(
          Status.ERROR, expected, null, -1, -1, -1, null, new ConstraintError(message, cause));
    }
  }

  private ConstraintResult judge(Check check, BoundConstraint bound) {
    Constraint declared = bound.declared();
    List<ConstraintResult> parts = parts(check, bound);
    Verdict verdict =
        declared instanceof Constraint.Combined combined
            ? verdict(check, combined, bound, parts)
            : verdict(check, bound);
    PassKind pass = null;
    for (var aggregate : bound.aggregates()) {
      pass = plan.passOf(aggregate).map(Pass::kind).orElse(pass);
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
            ? SampleColumns.namedBy(bound.bound() == null ? declared : bound.bound()).stream()
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
        note(note(note(bound, verdict), asOf(bound, verdict)), bound.warning()),
        verdict.error(),
        empty && verdict.status() == Status.NOT_EVALUATED && !isObserved(declared),
        parts.isEmpty()
            ? context.samples().getOrDefault(bound, List.of())
            : samples(verdict, declared, parts),
        parts);
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
    Context own =
        new Context(context.passNanos(), context.samples(), OnNoRows.DEFAULT, context.noSamples());
    VerdictEvaluator evaluator = new VerdictEvaluator(plan, measured, own);
    Check undecided = check.onNoRows(OnNoRows.DEFAULT);
    return bound.parts().stream().map(part -> evaluator.judge(undecided, part)).toList();
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
      return Verdict.error(expected, first.description() + ": " + error.message(), error.cause());
    }
    boolean decided = status != Status.NOT_EVALUATED || unreached(bound) != null;
    return new Verdict(
        decided ? status : status(decided(check, combined.noRows())),
        expected,
        null,
        -1,
        -1,
        -1,
        null,
        null);
  }

  /** What the verdicts of the parts come to: one that is unknown matters where no other decides. */
  private static Status combined(Connective connective, List<ConstraintResult> parts) {
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
          parts.get(0).status() == Status.FAIL || parts.get(1).status() == Status.PASS
              ? Status.PASS
              : known ? Status.FAIL : unknown;
    };
  }

  /** The failing parts on rows that make a constraint fail which is combined; none if it holds. */
  static List<BoundConstraint> failingParts(
      RunPlan plan, Measurements measured, Check check, BoundConstraint bound) {
    Context none = new Context(Map.of(), Map.of(), OnNoRows.DEFAULT, null);
    VerdictEvaluator evaluator = new VerdictEvaluator(plan, measured, none);
    return evaluator.judge(check, bound).status() == Status.FAIL
        ? evaluator.failingParts(check.onNoRows(OnNoRows.DEFAULT), bound)
        : List.of();
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

  private static @Nullable String note(@Nullable String note, @Nullable String warning) {
    return note == null || warning == null
        ? (note == null ? warning : note)
        : note + "; " + warning;
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
    boolean sampled = verdict.status() == Status.FAIL && bound.bound() instanceof Constraint.OnRows;
    return sampled && context.noSamples() != null
        ? note(verdict.note(), context.noSamples())
        : verdict.note();
  }

  /** What a rule relative to the time of the run was held against. */
  private @Nullable String asOf(BoundConstraint bound, Verdict verdict) {
    return verdict.status() == Status.FAIL && bound.readsRunTime() ? "as of " + plan.asOf() : null;
  }

  private static boolean isObserved(Constraint constraint) {
    return constraint instanceof Constraint.OnMetric metric
        && metric.expectation() instanceof Expectation.Observed;
  }

  private Verdict verdict(Check check, BoundConstraint bound) {
    Constraint constraint = bound.bound();
    if (constraint == null) {
      return Verdict.error(
          bound.declared().accept(new Expected()), String.valueOf(bound.problem()), null);
    }
    String expected = bound.declared().accept(new Expected());
    for (var aggregate : bound.aggregates()) {
      if (measured.of(aggregate) instanceof Measurement.Failed failed) {
        return Verdict.error(expected, failed.message(), failed.cause());
      }
    }
    String unreached = unreached(bound);
    if (unreached != null) {
      return new Verdict(Status.NOT_EVALUATED, expected, null, -1, -1, -1, unreached, null);
    }
    long rows = ((Measurement.Rows) measured.of(bound.aggregates().get(0))).rows();
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
            Evaluation evaluation = c.metric().fold(new Evaluations(c.metric()));
            TypeKind width =
                c.metric() instanceof Metric.Summary summary ? width(summary) : TypeKind.DOUBLE;
            return judgeMetric(check, c, expected, evaluation, rows, width);
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

  /**
   * The floating-point type that holds a metric's value, if the value is floating point: a value of
   * the data has the type of what it is a value of.
   */
  private TypeKind width(Metric.Summary metric) {
    boolean ofData =
        metric.statistic() == Statistic.VALUE_COUNTS
            || (!metric.of().isEmpty() && metric.statistic().takes(0) == Signature.Takes.ORDERED);
    return ofData ? dataWidth(metric) : TypeKind.DOUBLE;
  }

  /** The floating-point type of the values that a metric is of. */
  private TypeKind dataWidth(Metric.Summary metric) {
    return !metric.of().isEmpty() && Types.of(metric.of(0), plan.types()).kind() == TypeKind.FLOAT
        ? TypeKind.FLOAT
        : TypeKind.DOUBLE;
  }

  /** The values of metrics, from those of their parts. */
  private final class Evaluations implements Metric.Fold<Evaluation> {

    private final Metric whole;

    Evaluations(Metric whole) {
      this.whole = whole;
    }

    @Override
    public Evaluation summary(Metric.Summary metric) {
      long rows = ((Measurement.Rows) measured.of(new Aggregate.Rows(metric.where()))).rows();
      List<Aggregate> aggregates = MetricDecomposition.aggregatesOf(metric);
      Measurement main = measured.of(aggregates.get(aggregates.size() - 1));
      return new Evaluator(metric, rows, main, measured, dataWidth(metric))
          .evaluate()
          .naming(metric);
    }

    @Override
    public Evaluation sql(Metric.Sql sql) {
      Object value = ((Measurement.Sql) measured.of(MetricDecomposition.aggregateOf(sql))).value();
      if (value == null) {
        return Evaluation.none("the SQL gives null", 0);
      }
      MetricValue number = MetricValue.of(value);
      return new Evaluation(number, 0, Meets.isNaN(number) ? "the SQL gives NaN" : null, null);
    }

    @Override
    public Evaluation literal(Metric.Literal literal) {
      MetricValue number = new MetricValue.Exact(literal.number().value());
      return Evaluation.of(new MetricValue.Combined(number, List.of()), 0);
    }

    @Override
    public Evaluation combination(Metric.Combination metric, Evaluation left, Evaluation right) {
      Evaluation a = part(metric.left(), left);
      Evaluation b = part(metric.right(), right);
      if (a.error != null || b.error != null) {
        return a.error == null ? b : a;
      }
      long leftOut = a.leftOut == 0 && b.leftOut == 0 ? 0 : -1;
      String notes = note(a.note, b.note);
      if (!(a.value instanceof MetricValue.Combined one)
          || !(b.value instanceof MetricValue.Combined other)) {
        return new Evaluation(null, leftOut, notes, null);
      }
      List<MetricValue.Part> parts = new ArrayList<>(one.parts());
      parts.addAll(other.parts());
      MetricValue value = Arithmetic.of(metric.operation(), one.bare(), other.bare());
      if (value == null) {
        String zero = "the divisor, " + English.of(metric.right()) + ", is 0";
        return new Evaluation(null, leftOut, note(zero, notes), null);
      }
      boolean infinite = Meets.isNaN(value) && !Meets.isNaN(one) && !Meets.isNaN(other);
      return new Evaluation(
          new MetricValue.Combined(value, parts),
          leftOut,
          note(infinite ? "infinite values make the metric NaN" : null, notes),
          null);
    }

    /** What a combination says of a summary that it is made of, by its name. */
    private Evaluation part(Metric part, Evaluation found) {
      String name = part.fold(new Names(whole));
      if (name == null || found.error != null) {
        return found;
      }
      String note = found.note == null ? null : name + ": " + found.note;
      MetricValue value = found.value;
      if (value == null) {
        return new Evaluation(null, found.leftOut, note, null);
      }
      if (!Arithmetic.isNumber(value.bare())) {
        return Evaluation.failed(
            "the " + name + " is not a number in the data, and only numbers can be combined");
      }
      String nulls = found.leftOut > 0 ? Numbers.skipped(found.leftOut) + " in " + name : null;
      return new Evaluation(
          new MetricValue.Combined(value, List.of(new MetricValue.Part(name, value))),
          found.leftOut,
          note(note, nulls),
          null);
    }
  }

  /** What a part of a metric is called in it; null where its own parts are. */
  private record Names(Metric whole) implements Metric.Fold<@Nullable String> {

    @Override
    public String summary(Metric.Summary summary) {
      return English.of(summary, whole);
    }

    @Override
    public String sql(Metric.Sql sql) {
      return English.of(sql, whole);
    }

    @Override
    public @Nullable String literal(Metric.Literal literal) {
      return null;
    }

    @Override
    public @Nullable String combination(
        Metric.Combination combination, @Nullable String left, @Nullable String right) {
      return null;
    }
  }

  /** Why a constraint, or a part of it, was not reached; null if it was. */
  private @Nullable String unreached(BoundConstraint bound) {
    for (var aggregate : bound.aggregates()) {
      if (measured.of(aggregate) instanceof Measurement.NotReached notReached) {
        return notReached.why();
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
    OnNoRows stated = own == OnNoRows.DEFAULT ? check.noRows() : own;
    return stated == OnNoRows.DEFAULT ? context.noRows() : stated;
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

  private @Nullable String nothing(@Nullable String why) {
    return empty ? "the dataset is empty" : why;
  }

  private Verdict judgeMetric(
      Check check,
      Constraint.OnMetric c,
      String expected,
      Evaluation found,
      long rows,
      TypeKind width) {
    if (found.error != null) {
      return Verdict.error(expected, found.error, null);
    }
    MetricValue value = found.value;
    if (value == null || (rows == 0 && c.noRows() != OnNoRows.DEFAULT)) {
      return new Verdict(
          isObserved(c) ? status(c.noRows()) : status(decided(check, c.noRows())),
          expected,
          value,
          rows,
          -1,
          found.leftOut,
          nothing(found.note),
          null);
    }
    Boolean holds = c.expectation().accept(new Meets(value, width));
    if (holds == null) {
      return Verdict.error(
          expected,
          "the value is "
              + value.text()
              + ", which cannot be compared with the expectation: give a bound of the column's"
              + " type",
          null);
    }
    Verdict verdict =
        new Verdict(
            holds ? Status.PASS : Status.FAIL,
            expected,
            value,
            rows,
            -1,
            found.leftOut,
            found.note,
            null);
    Expectation warning = c.warning();
    return holds && warning != null && !Boolean.TRUE.equals(warning.accept(new Meets(value, width)))
        ? verdict.warning()
        : verdict;
  }

  /** Whether a value meets an expectation; null if they cannot be compared. */
  private record Meets(MetricValue value, TypeKind width)
      implements Expectation.Visitor<@Nullable Boolean> {

    /** More than any number has, and few enough for sums of very great and very small numbers. */
    private static final MathContext DIGITS = new MathContext(2_000);

    /**
     * The order of the value and a bound; null if they cannot be compared. NaN is handled before.
     */
    private @Nullable Integer order(Constant bound) {
      MetricValue bare = value.bare();
      if (bound instanceof Constant.Num num) {
        return order(bare, num.value());
      }
      Object plain = bare.plain();
      boolean same =
          (bare instanceof MetricValue.Text && bound instanceof Constant.Text)
              || (bare instanceof MetricValue.DateValue && bound instanceof Constant.DateValue)
              || (bare instanceof MetricValue.InstantValue
                  && bound instanceof Constant.InstantValue)
              || (bare instanceof MetricValue.LocalTimestampValue
                  && bound instanceof Constant.LocalTimestampValue)
              || (bare instanceof MetricValue.Bool && bound instanceof Constant.Bool);
      return same ? (Integer) Values.compare(plain, bound.value()) : null;
    }

    private @Nullable Integer order(MetricValue bare, BigDecimal bound) {
      if (bare instanceof MetricValue.Count count) {
        return BigDecimal.valueOf(count.value()).compareTo(bound);
      }
      if (bare instanceof MetricValue.Ratio share) {
        return BigDecimal.valueOf(share.part())
            .compareTo(bound.multiply(BigDecimal.valueOf(share.whole())));
      }
      if (bare instanceof MetricValue.Mean mean) {
        return mean.sum().compareTo(bound.multiply(BigDecimal.valueOf(mean.count())));
      }
      if (bare instanceof MetricValue.Quotient quotient) {
        return quotient.part().compareTo(bound.multiply(quotient.whole()));
      }
      if (bare instanceof MetricValue.Exact exact) {
        return exact.value().compareTo(bound);
      }
      if (bare instanceof MetricValue.Real real) {
        double value = width == TypeKind.FLOAT ? (float) real.value() : real.value();
        double other = FittedBound.nearest(bound, width);
        if (value == other && Double.isInfinite(other)) {
          return other > 0 ? 1 : -1; // infinity lies beyond every number
        }
        return value == other ? 0 : value < other ? -1 : 1;
      }
      return null;
    }

    private static boolean isNaN(MetricValue value) {
      return value.bare() instanceof MetricValue.Real real && Double.isNaN(real.value());
    }

    @Override
    public @Nullable Boolean compare(Expectation.Compare e) {
      if (isNaN(value)) {
        return e.bound() instanceof Constant.Num ? (Boolean) false : null;
      }
      Integer order = order(e.bound());
      return order == null ? null : (Boolean) e.comparison().holds(order);
    }

    @Override
    public Boolean relative(Expectation.Relative e) {
      throw new IllegalStateException("the time of the run is put in before anything is judged");
    }

    @Override
    public @Nullable Boolean between(Expectation.Between e) {
      Boolean low = compare(new Expectation.Compare(Comparison.GREATER_OR_EQUAL, e.low()));
      Boolean high = compare(new Expectation.Compare(Comparison.LESS_OR_EQUAL, e.high()));
      return (low == null || high == null) ? null : (Boolean) (low && high);
    }

    @Override
    public @Nullable Boolean closeTo(Expectation.CloseTo e) {
      BigDecimal low = e.value().value().subtract(e.tolerance().value(), DIGITS);
      BigDecimal high = e.value().value().add(e.tolerance().value(), DIGITS);
      return between(new Expectation.Between(new Constant.Num(low), new Constant.Num(high)));
    }

    @Override
    public @Nullable Boolean in(Expectation.In e) {
      boolean found = false;
      for (Constant each : e.allowed()) {
        Boolean equal = compare(new Expectation.Compare(Comparison.EQUAL, each));
        if (equal == null) {
          return null;
        }
        found |= equal;
      }
      return found;
    }

    @Override
    public Boolean observed(Expectation.Observed e) {
      return true;
    }
  }

  /** A metric's value, or why it has none. */
  private record Evaluation(
      @Nullable MetricValue value, long leftOut, @Nullable String note, @Nullable String error) {

    /** Stands in a note for the columns of the metric. */
    private static final String COLUMN = "column.";

    static Evaluation of(MetricValue value, long leftOut) {
      return new Evaluation(value, leftOut, null, null);
    }

    static Evaluation none(String why, long leftOut) {
      return new Evaluation(null, leftOut, why, null);
    }

    static Evaluation nan(long nans, long leftOut) {
      return new Evaluation(
          new MetricValue.Real(Double.NaN),
          leftOut,
          nans
              + (nans == 1 ? " value is" : " values are")
              + " NaN, which makes the metric NaN; leave them out with .where("
              + COLUMN
              + "isNotNaN())",
          null);
    }

    /** The note with the columns of the metric in its remedy. */
    Evaluation naming(Metric.Summary metric) {
      if (note == null || !note.contains(COLUMN)) {
        return this;
      }
      int at = note.indexOf(COLUMN);
      String test = note.substring(at + COLUMN.length(), note.length() - 1);
      String remedy =
          SampleColumns.valuesOf(metric).stream()
              .map(column -> column.text() + "." + test)
              .reduce((a, b) -> a + ".and(" + b + ")")
              .orElse(test);
      return new Evaluation(value, leftOut, note.substring(0, at) + remedy + ")", error);
    }

    /** A spread: infinities (and sums of squares beyond a double) make it NaN, in any order. */
    static Evaluation spread(double value, long leftOut) {
      return Double.isFinite(value)
          ? of(new MetricValue.Real(value), leftOut)
          : new Evaluation(
              new MetricValue.Real(Double.NaN),
              leftOut,
              "infinite or very large values make the metric NaN; leave them out with .where("
                  + COLUMN
                  + "isFinite())",
              null);
    }

    static Evaluation failed(String message) {
      return new Evaluation(null, -1, null, message);
    }
  }

  /** The value of a metric from what was measured. */
  private record Evaluator(
      Metric.Summary m, long rows, Measurement main, Measurements all, TypeKind width) {

    private static final String NO_ROWS = "no row is in scope";
    private static final String NO_VALUES =
        "there are no values: all are null, or no row is in scope";

    Evaluation evaluate() {
      return switch (m.statistic()) {
        case ROW_COUNT -> count(rows);
        case NULL_COUNT, VIOLATIONS -> count(((Measurement.Verdicts) main).violations());
        case COUNT -> count(rows - ((Measurement.Verdicts) main).violations());
        case COMPLETENESS -> share(rows - ((Measurement.Verdicts) main).violations());
        case COMPLIANCE -> share(((Measurement.Verdicts) main).satisfied(rows));
        case MIN, MAX -> extreme();
        case SUM -> sum();
        case MEAN -> mean();
        case VARIANCE -> spread(true, false);
        case POPULATION_VARIANCE -> spread(false, false);
        case STANDARD_DEVIATION -> spread(true, true);
        case POPULATION_STANDARD_DEVIATION -> spread(false, true);
        case STANDARD_ERROR -> standardError();
        case SKEWNESS -> shape(((Measurement.HigherMoments) main).skewness(), 3);
        case KURTOSIS -> shape(((Measurement.HigherMoments) main).kurtosis(), 2);
        case RANGE -> range();
        case INTERQUARTILE_RANGE -> interquartileRange();
        case COEFFICIENT_OF_VARIATION -> coefficientOfVariation();
        case HARMONIC_MEAN -> harmonicMean();
        case MEDIAN_ABSOLUTE_DEVIATION -> medianAbsoluteDeviation();
        case TRIMMED_MEAN -> trimmedMean();
        case OUTLIER_SHARE, OUTLIER_SHARE_BY_MAD ->
            outlierShare(quantile((Measurement.Rank) part(0)));
        case OUTLIER_SHARE_BY_Z_SCORE ->
            outlierShare(spread((Measurement.Moments) part(0), true, true));
        case VALUE_AT_MIN, VALUE_AT_MAX -> valueAtExtreme();
        case GEOMETRIC_MEAN -> geometricMean();
        case BENFORD_CHI_SQUARE -> benford(true);
        case BENFORD_DEVIATION -> benford(false);
        case CORRELATION -> correlation();
        case COVARIANCE -> covariance(true);
        case POPULATION_COVARIANCE -> covariance(false);
        case MUTUAL_INFORMATION -> mutualInformation();
        case CRAMERS_V -> cramersV();
        case ENTROPY -> entropy();
        case QUANTILE -> quantile();
        case INTERPOLATED_QUANTILE -> interpolatedQuantile();
        case APPROX_QUANTILE -> approxQuantile();
        case DISTINCT_COUNT -> ofKeys(groups().distinct());
        case DUPLICATE_ROWS -> ofKeys(groups().repeatedRows());
        case EXTRA_ROWS -> ofKeys(groups().keyed() - groups().distinct());
        case UNIQUENESS -> ratio(groups().once(), groups().keyed());
        case DISTINCTNESS -> ratio(groups().distinct(), groups().keyed());
        case UNIQUE_VALUE_RATIO -> ratio(groups().once(), groups().distinct());
        case CONFLICTING_VALUES -> conflictingValues();
        case APPROX_DISTINCT_COUNT -> approxCountDistinct();
        case VALUE_COUNTS -> valueCounts();
        case TOP_SHARE -> topShare();
        case MOST_FREQUENT_VALUE -> mostFrequentValue();
        case MISSING_VALUES -> comparedWithSet(true, false);
        case UNEXPECTED_VALUES -> comparedWithSet(false, true);
        case DIFFERING_VALUES -> comparedWithSet(true, true);
      };
    }

    private static Evaluation count(long count) {
      return Evaluation.of(new MetricValue.Count(count), 0);
    }

    private Measurement.Groups groups() {
      return (Measurement.Groups) main;
    }

    private Evaluation ofKeys(long count) {
      return Evaluation.of(new MetricValue.Count(count), rows - groups().keyed());
    }

    private Evaluation share(long part) {
      return rows == 0
          ? Evaluation.none(NO_ROWS, 0)
          : Evaluation.of(new MetricValue.Ratio(part, rows), 0);
    }

    private Evaluation ratio(long part, long whole) {
      long leftOut = rows - groups().keyed();
      return whole == 0
          ? Evaluation.none("no row has a complete key", leftOut)
          : Evaluation.of(new MetricValue.Ratio(part, whole), leftOut);
    }

    private Measurement part(int at) {
      return all.of(MetricDecomposition.aggregatesOf(m).get(at));
    }

    private Evaluation extreme() {
      return extreme((Measurement.Extreme) main);
    }

    private Evaluation extreme(Measurement.Extreme extreme) {
      long leftOut = rows - extreme.values();
      if (extreme.nans() > 0) {
        return Evaluation.nan(extreme.nans(), leftOut);
      }
      return extreme.value() == null
          ? Evaluation.none(NO_VALUES, leftOut)
          : Evaluation.of(value(extreme.value()), leftOut);
    }

    /** A value of the data; one of 32 bits is the decimal that it prints, as 0.1. */
    private MetricValue value(Object canonical) {
      return width == TypeKind.FLOAT && canonical instanceof Double number
          ? new MetricValue.Real(Double.parseDouble(Float.toString(number.floatValue())))
          : MetricValue.of(canonical);
    }

    private Evaluation range() {
      return difference(extreme(), extreme((Measurement.Extreme) part(0)));
    }

    private Evaluation interquartileRange() {
      return difference(quantile(), quantile((Measurement.Rank) part(0)));
    }

    /** What one of two values of the data is more than the other. */
    private static Evaluation difference(Evaluation high, Evaluation low) {
      if (high.value() == null || low.value() == null || high.note() != null) {
        return high;
      }
      MetricValue difference = Arithmetic.of(Operation.MINUS, high.value(), low.value());
      return number(Objects.requireNonNull(difference), high.leftOut());
    }

    /** A number worked out of values of the data, which infinities among them make NaN. */
    private static Evaluation number(MetricValue value, long leftOut) {
      return value instanceof MetricValue.Real real && Double.isNaN(real.value())
          ? Evaluation.spread(Double.NaN, leftOut)
          : Evaluation.of(value, leftOut);
    }

    private Evaluation coefficientOfVariation() {
      Evaluation deviation = spread((Measurement.Moments) part(0), true, true);
      Evaluation mean = mean();
      if (deviation.value() == null || mean.value() == null || deviation.note() != null) {
        return deviation;
      }
      MetricValue quotient = Arithmetic.of(Operation.RATIO, deviation.value(), mean.value());
      return quotient == null
          ? Evaluation.none("the mean is 0", deviation.leftOut())
          : Evaluation.spread(((MetricValue.Real) quotient).value() + 0.0, deviation.leftOut());
    }

    private Evaluation harmonicMean() {
      Evaluation least = extreme((Measurement.Extreme) part(0));
      if (least.value() == null || least.note() != null) {
        return least;
      }
      if (((Number) least.value().plain()).doubleValue() <= 0) {
        return Evaluation.none("a value is 0 or less", least.leftOut());
      }
      Measurement.Total reciprocals = (Measurement.Total) main;
      return Double.isInfinite(reciprocals.real())
          ? new Evaluation(
              new MetricValue.Real(Double.NaN),
              least.leftOut(),
              "values near 0 make the metric NaN: their reciprocals do not fit a double",
              null)
          : Evaluation.of(
              new MetricValue.Real(reciprocals.values() / reciprocals.real()), least.leftOut());
    }

    private Evaluation medianAbsoluteDeviation() {
      Evaluation median = quantile((Measurement.Rank) part(0));
      if (median.value() == null || median.note() != null) {
        return median;
      }
      Object distance = Objects.requireNonNull(((Measurement.Rank) main).value());
      return number(value(distance), median.leftOut());
    }

    private Evaluation trimmedMean() {
      Evaluation low = quantile((Measurement.Rank) part(0));
      if (low.value() == null || low.note() != null) {
        return low;
      }
      Measurement.Total kept = (Measurement.Total) main;
      return number(
          kept.kind() == Measurement.TotalKind.FLOATING
              ? new MetricValue.Real(kept.real() / kept.values())
              : new MetricValue.Mean(kept.exact(), kept.values()),
          low.leftOut());
    }

    /**
     * @param usual what is usual, without a value where there is nothing to compare with
     */
    private Evaluation outlierShare(Evaluation usual) {
      if (usual.value() == null || usual.note() != null) {
        return usual;
      }
      return main instanceof Measurement.Verdicts verdicts
          ? Evaluation.of(
              new MetricValue.Ratio(verdicts.violations(), rows - usual.leftOut()), usual.leftOut())
          : Evaluation.spread(Double.NaN, usual.leftOut());
    }

    private Evaluation valueAtExtreme() {
      Measurement.Extreme by = (Measurement.Extreme) part(0);
      long leftOut = rows - by.values();
      if (by.nans() > 0) {
        return Evaluation.nan(by.nans(), leftOut);
      }
      if (by.values() == 0) {
        return Evaluation.none("no row has both values", leftOut);
      }
      Measurement.Extreme there = (Measurement.Extreme) main;
      Evaluation found = extreme(there);
      boolean several = found.value() != null && found.note() == null && there.values() > 1;
      return new Evaluation(
          found.value(),
          leftOut,
          several
              ? Numbers.grouped(there.values())
                  + " rows have that "
                  + (m.statistic() == Statistic.VALUE_AT_MIN ? "minimum" : "maximum")
                  + ": the smallest of their values is taken"
              : found.note(),
          null);
    }

    private Evaluation geometricMean() {
      Evaluation least = extreme((Measurement.Extreme) part(0));
      if (least.value() == null || least.note() != null) {
        return least;
      }
      double smallest = ((Number) least.value().plain()).doubleValue();
      Measurement.Total logarithms = (Measurement.Total) main;
      if (smallest < 0) {
        return Evaluation.none("a value is less than 0", least.leftOut());
      }
      if (smallest == 0) {
        return logarithms.real() == Double.POSITIVE_INFINITY
            ? Evaluation.spread(Double.NaN, least.leftOut())
            : Evaluation.of(new MetricValue.Real(0), least.leftOut());
      }
      return Evaluation.of(
          new MetricValue.Real(Math.exp(logarithms.real() / logarithms.values())), least.leftOut());
    }

    private Evaluation benford(boolean chiSquare) {
      Evaluation least = extreme((Measurement.Extreme) part(0));
      Evaluation greatest = extreme((Measurement.Extreme) part(1));
      if (least.value() == null || greatest.value() == null || least.note() != null) {
        return least;
      }
      if (Double.isInfinite(((Number) least.value().plain()).doubleValue())
          || Double.isInfinite(((Number) greatest.value().plain()).doubleValue())) {
        return Evaluation.spread(Double.NaN, least.leftOut());
      }
      Measurement.TopValues digits = (Measurement.TopValues) main;
      if (digits.values() == 0) {
        return Evaluation.none("all values are 0, which has no first digit", least.leftOut());
      }
      double all = digits.values();
      double chi = 0;
      double deviation = 0;
      for (int digit = 1; digit <= 9; digit++) {
        double count = count(digits, digit);
        double share = Math.log10(1 + 1.0 / digit);
        chi += (count - all * share) * (count - all * share) / (all * share);
        deviation += Math.abs(count / all - share) / 9;
      }
      long zeros = rows - least.leftOut() - digits.values();
      return new Evaluation(
          new MetricValue.Real(chiSquare ? chi : deviation),
          least.leftOut(),
          zeros == 0
              ? null
              : Numbers.grouped(zeros)
                  + " of the values are 0 or next to it, and have no first digit",
          null);
    }

    private static long count(Measurement.TopValues digits, int digit) {
      return digits.top().stream()
          .filter(each -> ((Number) each.value()).intValue() == digit)
          .mapToLong(Measurement.ValueCount::count)
          .sum();
    }

    private static @Nullable String overflow(Measurement.Total total, Metric.Summary metric) {
      boolean fits =
          switch (total.kind()) {
            case WHOLE -> fitsLong(total.exact());
            case DECIMAL -> total.exact().precision() <= MAX_DIGITS;
            case FLOATING -> true;
          };
      return fits
          ? null
          : "the "
              + English.of(metric)
              + " is "
              + total.exact().toPlainString()
              + ", which does not fit "
              + (total.kind() == Measurement.TotalKind.WHOLE ? "64 bits" : "38 digits")
              + ": check the mean, or cast the column to a decimal or a double";
    }

    private static boolean fitsLong(BigDecimal value) {
      BigInteger whole = value.toBigIntegerExact();
      return whole.compareTo(MAX_LONG) <= 0 && whole.compareTo(MIN_LONG) >= 0;
    }

    private Evaluation sum() {
      Measurement.Total total = (Measurement.Total) main;
      long leftOut = rows - total.values();
      if (total.values() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      String overflow = overflow(total, m);
      if (overflow != null) {
        return Evaluation.failed(overflow);
      }
      if (total.nans() > 0) {
        return Evaluation.nan(total.nans(), leftOut);
      }
      return Evaluation.of(
          total.kind() == Measurement.TotalKind.FLOATING
              ? new MetricValue.Real(total.real())
              : new MetricValue.Exact(total.exact()),
          leftOut);
    }

    private Evaluation mean() {
      Measurement.Total total = (Measurement.Total) main;
      long leftOut = rows - total.values();
      if (total.values() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      if (total.nans() > 0) {
        return Evaluation.nan(total.nans(), leftOut);
      }
      return Evaluation.of(
          total.kind() == Measurement.TotalKind.FLOATING
              ? new MetricValue.Real(total.real() / total.values())
              : new MetricValue.Mean(total.exact(), total.values()),
          leftOut);
    }

    private Evaluation spread(boolean sample, boolean root) {
      return spread((Measurement.Moments) main, sample, root);
    }

    private Evaluation spread(Measurement.Moments moments, boolean sample, boolean root) {
      long leftOut = rows - moments.values();
      if (moments.values() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      if (moments.nans() > 0) {
        return Evaluation.nan(moments.nans(), leftOut);
      }
      long divisor = sample ? moments.values() - 1 : moments.values();
      if (divisor == 0) {
        return Evaluation.none("the sample form needs two values, and there is one", leftOut);
      }
      double variance = moments.m2() / divisor;
      return Evaluation.spread(root ? Math.sqrt(variance) : variance, leftOut);
    }

    private Evaluation standardError() {
      Evaluation variance = spread(true, false);
      return variance.value() instanceof MetricValue.Real real && Double.isFinite(real.value())
          ? Evaluation.spread(
              Math.sqrt(real.value() / ((Measurement.Moments) main).values()), variance.leftOut())
          : variance;
    }

    /**
     * A power of m2 divides: where that is infinite, the value would be 0 whatever the data are.
     */
    private Evaluation shape(double value, int power) {
      Measurement.HigherMoments moments = (Measurement.HigherMoments) main;
      long leftOut = rows - moments.values();
      if (moments.values() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      if (moments.nans() > 0) {
        return Evaluation.nan(moments.nans(), leftOut);
      }
      return moments.m2() == 0
          ? Evaluation.none("all values are equal", leftOut)
          : Evaluation.spread(
              Double.isInfinite(Math.pow(moments.m2(), power)) ? Double.NaN : value, leftOut);
    }

    private Evaluation mutualInformation() {
      Measurement.Groups both = (Measurement.Groups) main;
      long leftOut = rows - both.keyed();
      if (both.keyed() == 0) {
        return Evaluation.none("no row has both values", leftOut);
      }
      double information =
          entropy((Measurement.Groups) all.of(MetricDecomposition.occurrences(m, 0)))
              + entropy((Measurement.Groups) all.of(MetricDecomposition.occurrences(m, 1)))
              - entropy(both);
      return Evaluation.of(new MetricValue.Real(Math.max(0, information)), leftOut);
    }

    private Evaluation cramersV() {
      Measurement.Contingency table = (Measurement.Contingency) main;
      long leftOut = rows - table.pairs();
      if (table.pairs() == 0) {
        return Evaluation.none("no row has both values", leftOut);
      }
      long fewer = Math.min(table.xs(), table.ys());
      if (fewer == 1) {
        return Evaluation.none("one of the columns is constant", leftOut);
      }
      double v = Math.sqrt(table.chiSquared() / table.pairs() / (fewer - 1));
      return Evaluation.of(new MetricValue.Real(Math.min(1, v)), leftOut);
    }

    private static double entropy(Measurement.Groups groups) {
      double rows = groups.keyed();
      return groups.distinct() == 1
          ? 0
          : Math.max(0, Math.log(rows) - groups.countLogCount() / rows);
    }

    private Evaluation rank(@Nullable Object value, long values, long nans) {
      long leftOut = rows - values;
      if (nans > 0) {
        return Evaluation.nan(nans, leftOut);
      }
      return value == null
          ? Evaluation.none(NO_VALUES, leftOut)
          : Evaluation.of(value(value), leftOut);
    }

    private Evaluation quantile() {
      return quantile((Measurement.Rank) main);
    }

    private Evaluation quantile(Measurement.Rank rank) {
      return rank(rank.value(), rank.values(), rank.nans());
    }

    private Evaluation interpolatedQuantile() {
      Evaluation below = quantile((Measurement.Rank) part(0));
      Evaluation above = quantile();
      if (below.value() == null || above.value() == null || below.note() != null) {
        return below;
      }
      BigDecimal place =
          m.parameters()
              .get(0)
              .multiply(BigDecimal.valueOf(((Measurement.Rank) main).values() - 1));
      BigDecimal part = place.remainder(BigDecimal.ONE);
      return number(between(below.value(), above.value(), part), below.leftOut());
    }

    /** A part of the way from one value of the data to the next, which may be the same. */
    private static MetricValue between(MetricValue low, MetricValue high, BigDecimal part) {
      if (low instanceof MetricValue.Exact a && high instanceof MetricValue.Exact b) {
        BigDecimal way = b.value().subtract(a.value()).multiply(part);
        return new MetricValue.Exact(a.value().add(way));
      }
      double a = ((Number) low.plain()).doubleValue();
      double b = ((Number) high.plain()).doubleValue();
      double share = part.doubleValue();
      if (a == b) {
        return low;
      }
      boolean infinite = Double.isInfinite(a) || Double.isInfinite(b);
      return new MetricValue.Real(infinite ? a + b : a * (1 - share) + b * share);
    }

    private Evaluation approxQuantile() {
      Measurement.ApproxRank rank = (Measurement.ApproxRank) main;
      Evaluation exact = rank(rank.value(), rank.values(), rank.nans());
      return exact.value() == null || exact.note() != null
          ? exact
          : Evaluation.of(
              new MetricValue.Approximate(
                  exact.value(), "rank within " + percent(rank.rankError()) + " of the count"),
              exact.leftOut());
    }

    private static String percent(double fraction) {
      return Numbers.real(Math.round(fraction * 1e6) / 1e4) + "%";
    }

    private Evaluation approxCountDistinct() {
      Measurement.Estimate estimate = (Measurement.Estimate) main;
      return Evaluation.of(
          new MetricValue.Approximate(
              new MetricValue.Count(estimate.values() == 0 ? 0 : Math.round(estimate.estimate())),
              // what was asked for: the error of what was counted with is less, and another one in
              // each pass
              "±" + percent(m.parameters().get(0).doubleValue()) + " standard deviation"),
          rows - estimate.values());
    }

    private Evaluation correlation() {
      Measurement.CoMoments c = (Measurement.CoMoments) main;
      long leftOut = rows - c.pairs();
      if (c.nans() > 0) {
        return Evaluation.nan(c.nans(), leftOut);
      }
      if (c.pairs() < 2) {
        return Evaluation.none("correlation needs at least two complete pairs", leftOut);
      }
      if (c.m2x() == 0 || c.m2y() == 0) {
        return Evaluation.none("one of the columns is constant", leftOut);
      }
      double r = c.cxy() / (Math.sqrt(c.m2x()) * Math.sqrt(c.m2y()));
      return Evaluation.spread(Double.isFinite(r) ? Math.max(-1, Math.min(1, r)) : r, leftOut);
    }

    private Evaluation covariance(boolean sample) {
      Measurement.CoMoments c = (Measurement.CoMoments) main;
      long leftOut = rows - c.pairs();
      if (c.nans() > 0) {
        return Evaluation.nan(c.nans(), leftOut);
      }
      long divisor = sample ? c.pairs() - 1 : c.pairs();
      return divisor < 1
          ? Evaluation.none("there are too few complete pairs", leftOut)
          : Evaluation.spread(c.cxy() / divisor, leftOut);
    }

    private Evaluation valueCounts() {
      Measurement.TopValues top = (Measurement.TopValues) main;
      long leftOut = rows - top.values();
      if (top.values() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      return Evaluation.of(counts(top), leftOut);
    }

    private MetricValue.Counts counts(Measurement.TopValues top) {
      List<MetricValue.Entry> entries = new ArrayList<>();
      long listed = 0;
      for (Measurement.ValueCount each : top.top()) {
        entries.add(new MetricValue.Entry(value(each.value()), each.count()));
        listed += each.count();
      }
      return new MetricValue.Counts(
          entries, top.distinct() - entries.size(), top.values() - listed);
    }

    private Evaluation topShare() {
      Measurement.TopValues top = (Measurement.TopValues) main;
      long leftOut = rows - top.values();
      return top.values() == 0
          ? Evaluation.none(NO_VALUES, leftOut)
          : Evaluation.of(
              new MetricValue.Ratio(
                  top.top().stream().mapToLong(Measurement.ValueCount::count).sum(), top.values()),
              leftOut);
    }

    private Evaluation mostFrequentValue() {
      Measurement.TopValues top = (Measurement.TopValues) main;
      long leftOut = rows - top.values();
      if (top.top().isEmpty()) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      Measurement.ValueCount first = top.top().get(0);
      boolean tie = top.top().size() > 1 && top.top().get(1).count() == first.count();
      return new Evaluation(
          value(first.value()),
          leftOut,
          tie ? "other values are as frequent: of those the smallest is taken" : null,
          null);
    }

    /** What a set has and the data do not, and the other way round, with some of it by name. */
    private Evaluation comparedWithSet(boolean missing, boolean unexpected) {
      Measurement.TopValues present = (Measurement.TopValues) part(0);
      Measurement.TopValues others = (Measurement.TopValues) main;
      long leftOut = rows - present.values() - others.values();
      if (!missing && rows == leftOut) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      Set<Object> found = new HashSet<>();
      present.top().forEach(each -> found.add(Values.commonKey(each.value())));
      List<Constant> absent = m.members().stream().filter(each -> !isAmong(found, each)).toList();
      List<String> notes = new ArrayList<>();
      if (missing && !absent.isEmpty()) {
        notes.add("missing: " + English.set(absent));
      }
      if (others.distinct() > 0 && (unexpected || !absent.isEmpty())) {
        notes.add((unexpected ? "unexpected: " : "others: ") + counts(others).text());
      }
      long differing = (missing ? absent.size() : 0) + (unexpected ? others.distinct() : 0);
      return new Evaluation(
          new MetricValue.Count(differing),
          leftOut,
          notes.isEmpty() ? null : String.join("; ", notes),
          null);
    }

    private boolean isAmong(Set<Object> values, Constant constant) {
      return constant instanceof Constant.Num number
          ? values.contains(Values.commonKey(number.value()))
              || values.contains(FittedBound.nearest(number.value(), width) + 0.0)
          : values.contains(constant.value());
    }

    private Evaluation conflictingValues() {
      Measurement.Groups both = (Measurement.Groups) main;
      Measurement.Groups keys = (Measurement.Groups) all.of(MetricDecomposition.keysWithValue(m));
      long leftOut = rows - both.keyed();
      return both.keyed() == 0
          ? Evaluation.none("no row has a complete key and a value", leftOut)
          : Evaluation.of(new MetricValue.Count(both.distinct() - keys.distinct()), leftOut);
    }

    private Evaluation entropy() {
      Measurement.Groups groups = (Measurement.Groups) main;
      long leftOut = rows - groups.keyed();
      if (groups.keyed() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      return Evaluation.of(new MetricValue.Real(entropy(groups)), leftOut);
    }
  }
}
