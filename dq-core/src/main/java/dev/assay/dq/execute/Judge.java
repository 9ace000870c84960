package dev.assay.dq.execute;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.English;
import dev.assay.dq.model.Expectation;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.OnNoRows;
import dev.assay.dq.plan.BoundCheck;
import dev.assay.dq.plan.BoundConstraint;
import dev.assay.dq.plan.Pass;
import dev.assay.dq.plan.PassKind;
import dev.assay.dq.plan.Plan;
import dev.assay.dq.plan.Recipes;
import dev.assay.dq.plan.SampleColumns;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintError;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.state.Measurement;
import dev.assay.dq.state.Measurements;
import dev.assay.dq.state.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns measurements into verdicts: the same for every engine, and the only place that does. */
public final class Judge {

  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final int MAX_DIGITS = 38;

  private final Plan plan;
  private final Measurements measured;
  private final Context context;

  private Judge(Plan plan, Measurements measured, Context context) {
    this.plan = plan;
    this.measured = measured;
    this.context = context;
  }

  /**
   * What a run adds to its measurements.
   *
   * @param passNanos how long each pass took
   * @param samples violating rows by constraint
   */
  public record Context(
      Map<PassKind, Long> passNanos, Map<BoundConstraint, List<Sample>> samples) {}

  /**
   * Judges a run.
   *
   * @param plan the plan
   * @param measured what was measured
   * @param context times and samples
   * @return the verdicts, in the order of declaration
   */
  public static VerificationResult judge(Plan plan, Measurements measured, Context context) {
    Judge judge = new Judge(plan, measured, context);
    List<CheckResult> checks = new ArrayList<>();
    for (BoundCheck check : plan.checks()) {
      checks.add(
          new CheckResult(
              check.check().name(),
              check.check().severity(),
              check.constraints().stream().map(each -> judge.judge(check, each)).toList(),
              check.problem()));
    }
    Map<String, Long> nanos = new LinkedHashMap<>();
    context.passNanos().forEach((kind, time) -> nanos.put(kind.label(), time));
    return new VerificationResult(checks, plan.engine(), nanos);
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
      @Nullable ConstraintError error) {

    static Verdict error(String expected, String message, @Nullable Throwable cause) {
      return new Verdict(
          Status.ERROR, expected, null, -1, -1, -1, null, new ConstraintError(message, cause));
    }
  }

  private ConstraintResult judge(BoundCheck check, BoundConstraint bound) {
    Constraint declared = bound.declared();
    Verdict verdict = verdict(bound);
    PassKind pass = null;
    for (var aggregate : bound.aggregates()) {
      pass = plan.passOf(aggregate).map(Pass::kind).orElse(pass);
    }
    return new ConstraintResult(
        check.check().name(),
        check.check().severity(),
        bound.id(),
        declared.description(),
        declared.sentence(),
        declared.notes().because(),
        declared.notes().tags(),
        SampleColumns.namedBy(bound.bound() == null ? declared : bound.bound()).stream()
            .map(ColumnRef::text)
            .toList(),
        verdict.status(),
        verdict.expected(),
        verdict.actual(),
        verdict.rows(),
        verdict.violations(),
        verdict.leftOut(),
        pass == null ? null : pass.label(),
        pass == null ? -1 : context.passNanos().getOrDefault(pass, -1L),
        verdict.note(),
        verdict.error(),
        context.samples().getOrDefault(bound, List.of()));
  }

  private Verdict verdict(BoundConstraint bound) {
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
    long rows = ((Measurement.Rows) measured.of(bound.aggregates().get(0))).rows();
    Measurement main = measured.of(bound.aggregates().get(bound.aggregates().size() - 1));
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public Verdict onRows(Constraint.OnRows c) {
            return judgeRows(c, expected, rows, (Measurement.Verdicts) main);
          }

          @Override
          public Verdict onMetric(Constraint.OnMetric c) {
            Evaluation evaluation = c.metric().accept(new Evaluator(rows, main, measured));
            return judgeMetric(c, expected, evaluation.naming(c.metric()), rows);
          }

          @Override
          public Verdict forEach(Constraint.ForEach c) {
            throw new IllegalStateException("templates are stamped out before they are judged");
          }
        });
  }

  /** The right-hand side of a constraint, in English. */
  private static final class Expected implements Constraint.Visitor<String> {
    @Override
    public String onRows(Constraint.OnRows c) {
      return English.of(c.threshold());
    }

    @Override
    public String onMetric(Constraint.OnMetric c) {
      String text = English.of(c.expectation()).strip();
      return text.startsWith("is ") ? text.substring(3) : "any value";
    }

    @Override
    public String forEach(Constraint.ForEach c) {
      return "one column at least";
    }
  }

  private static Status withoutValue(OnNoRows outcome) {
    return switch (outcome) {
      case NOT_EVALUATED -> Status.NOT_EVALUATED;
      case PASS -> Status.PASS;
      case FAIL -> Status.FAIL;
    };
  }

  private static Verdict judgeRows(
      Constraint.OnRows c, String expected, long rows, Measurement.Verdicts verdicts) {
    if (rows == 0) {
      return new Verdict(
          withoutValue(c.noRows()), expected, null, 0, 0, 0, "no row is in scope", null);
    }
    long violations = verdicts.violations() + (c.failsOnNull() ? verdicts.unknowns() : 0);
    return new Verdict(
        c.threshold().accepts(rows, violations) ? Status.PASS : Status.FAIL,
        expected,
        new MetricValue.Share(rows - violations, rows),
        rows,
        violations,
        c.failsOnNull() ? 0 : verdicts.unknowns(),
        null,
        null);
  }

  private static Verdict judgeMetric(
      Constraint.OnMetric c, String expected, Evaluation found, long rows) {
    if (found.error != null) {
      return Verdict.error(expected, found.error, null);
    }
    MetricValue value = found.value;
    if (value == null) {
      boolean observed = c.expectation() instanceof Expectation.Observed;
      return new Verdict(
          observed ? Status.NOT_EVALUATED : withoutValue(c.noRows()),
          expected,
          null,
          rows,
          -1,
          found.leftOut,
          found.note,
          null);
    }
    Boolean holds = c.expectation().accept(new Meets(value));
    if (holds == null) {
      return Verdict.error(
          expected,
          "the value is "
              + value.text()
              + ", which cannot be compared with the expectation: give a bound of the column's type",
          null);
    }
    return new Verdict(
        holds ? Status.PASS : Status.FAIL,
        expected,
        value,
        rows,
        -1,
        found.leftOut,
        found.note,
        null);
  }

  /** Whether a value meets an expectation; null if they cannot be compared. */
  private record Meets(MetricValue value) implements Expectation.Visitor<@Nullable Boolean> {

    private static MetricValue bare(MetricValue value) {
      return value instanceof MetricValue.Approximate approximate ? approximate.value() : value;
    }

    /**
     * The order of the value and a bound; null if they cannot be compared. NaN is handled before.
     */
    private @Nullable Integer order(Literal bound) {
      MetricValue bare = bare(value);
      if (bound instanceof Literal.Num num) {
        return order(bare, num.value());
      }
      Object plain = bare.plain();
      boolean same =
          (bare instanceof MetricValue.Text && bound instanceof Literal.Text)
              || (bare instanceof MetricValue.Day && bound instanceof Literal.Day)
              || (bare instanceof MetricValue.Moment && bound instanceof Literal.Moment)
              || (bare instanceof MetricValue.LocalMoment && bound instanceof Literal.LocalMoment)
              || (bare instanceof MetricValue.Bool && bound instanceof Literal.Bool);
      return same ? (Integer) Values.compare(plain, bound.value()) : null;
    }

    private static @Nullable Integer order(MetricValue bare, BigDecimal bound) {
      if (bare instanceof MetricValue.Count count) {
        return BigDecimal.valueOf(count.value()).compareTo(bound);
      }
      if (bare instanceof MetricValue.Share share) {
        return BigDecimal.valueOf(share.part())
            .compareTo(bound.multiply(BigDecimal.valueOf(share.whole())));
      }
      if (bare instanceof MetricValue.Mean mean) {
        return mean.sum().compareTo(bound.multiply(BigDecimal.valueOf(mean.count())));
      }
      if (bare instanceof MetricValue.Exact exact) {
        return exact.value().compareTo(bound);
      }
      if (bare instanceof MetricValue.Real real) {
        double other = bound.doubleValue();
        return real.value() == other ? 0 : real.value() < other ? -1 : 1;
      }
      return null;
    }

    private boolean isNaN() {
      return bare(value) instanceof MetricValue.Real real && Double.isNaN(real.value());
    }

    @Override
    public @Nullable Boolean compare(Expectation.Compare e) {
      if (isNaN()) {
        return e.bound() instanceof Literal.Num ? (Boolean) false : null;
      }
      Integer order = order(e.bound());
      return order == null ? null : (Boolean) e.comparison().holds(order);
    }

    @Override
    public @Nullable Boolean between(Expectation.Between e) {
      Boolean low = compare(new Expectation.Compare(Comparison.GREATER_OR_EQUAL, e.low()));
      Boolean high = compare(new Expectation.Compare(Comparison.LESS_OR_EQUAL, e.high()));
      return (low == null || high == null) ? null : (Boolean) (low && high);
    }

    @Override
    public @Nullable Boolean closeTo(Expectation.CloseTo e) {
      BigDecimal low = e.value().value().subtract(e.tolerance().value());
      BigDecimal high = e.value().value().add(e.tolerance().value());
      return between(new Expectation.Between(new Literal.Num(low), new Literal.Num(high)));
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
    Evaluation naming(Metric metric) {
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
  private record Evaluator(long rows, Measurement main, Measurements all)
      implements Metric.Visitor<Evaluation> {

    private static final String NO_ROWS = "no row is in scope";
    private static final String NO_VALUES =
        "there are no values: all are null, or no row is in scope";

    private Evaluation share(long part) {
      return rows == 0
          ? Evaluation.none(NO_ROWS, 0)
          : Evaluation.of(new MetricValue.Share(part, rows), 0);
    }

    private static Evaluation ratio(long part, long whole, long leftOut, String none) {
      return whole == 0
          ? Evaluation.none(none, leftOut)
          : Evaluation.of(new MetricValue.Share(part, whole), leftOut);
    }

    @Override
    public Evaluation rowCount(Metric.RowCount m) {
      return Evaluation.of(new MetricValue.Count(rows), 0);
    }

    @Override
    public Evaluation nullCount(Metric.NullCount m) {
      return rows == 0
          ? Evaluation.none(NO_ROWS, 0)
          : Evaluation.of(new MetricValue.Count(((Measurement.Verdicts) main).violations()), 0);
    }

    @Override
    public Evaluation completeness(Metric.Completeness m) {
      return share(rows - ((Measurement.Verdicts) main).violations());
    }

    private long violating(boolean failingOnNull) {
      Measurement.Verdicts verdicts = (Measurement.Verdicts) main;
      return verdicts.violations() + (failingOnNull ? verdicts.unknowns() : 0);
    }

    @Override
    public Evaluation violations(Metric.Violations m) {
      return rows == 0
          ? Evaluation.none(NO_ROWS, 0)
          : Evaluation.of(new MetricValue.Count(violating(m.failingOnNull())), 0);
    }

    @Override
    public Evaluation compliance(Metric.Compliance m) {
      return share(rows - violating(m.failingOnNull()));
    }

    private Evaluation extreme() {
      Measurement.Extreme extreme = (Measurement.Extreme) main;
      long leftOut = rows - extreme.values();
      if (extreme.nans() > 0) {
        return Evaluation.nan(extreme.nans(), leftOut);
      }
      return extreme.value() == null
          ? Evaluation.none(NO_VALUES, leftOut)
          : Evaluation.of(MetricValue.of(extreme.value()), leftOut);
    }

    @Override
    public Evaluation min(Metric.Min m) {
      return extreme();
    }

    @Override
    public Evaluation max(Metric.Max m) {
      return extreme();
    }

    private static @Nullable String overflow(Measurement.Total total, Metric metric) {
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
              + ": judge the mean, or cast the column to a decimal or a double";
    }

    private static boolean fitsLong(BigDecimal value) {
      BigInteger whole = value.toBigIntegerExact();
      return whole.compareTo(MAX_LONG) <= 0 && whole.compareTo(MIN_LONG) >= 0;
    }

    @Override
    public Evaluation sum(Metric.Sum m) {
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

    @Override
    public Evaluation mean(Metric.Mean m) {
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

    private Evaluation spread(Metric.Form form, boolean root) {
      Measurement.Moments moments = (Measurement.Moments) main;
      long leftOut = rows - moments.values();
      if (moments.values() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      if (moments.nans() > 0) {
        return Evaluation.nan(moments.nans(), leftOut);
      }
      long divisor = form == Metric.Form.SAMPLE ? moments.values() - 1 : moments.values();
      if (divisor == 0) {
        return Evaluation.none("the sample form needs two values, and there is one", leftOut);
      }
      double variance = moments.m2() / divisor;
      return Evaluation.spread(root ? Math.sqrt(variance) : variance, leftOut);
    }

    @Override
    public Evaluation variance(Metric.Variance m) {
      return spread(m.form(), false);
    }

    @Override
    public Evaluation standardDeviation(Metric.StandardDeviation m) {
      return spread(m.form(), true);
    }

    @Override
    public Evaluation skewness(Metric.Skewness m) {
      return shape(((Measurement.HigherMoments) main).skewness());
    }

    @Override
    public Evaluation kurtosis(Metric.Kurtosis m) {
      return shape(((Measurement.HigherMoments) main).kurtosis());
    }

    private Evaluation shape(double value) {
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
          : Evaluation.spread(value, leftOut);
    }

    @Override
    public Evaluation mutualInformation(Metric.MutualInformation m) {
      Measurement.Groups both = (Measurement.Groups) main;
      long leftOut = rows - both.keyed();
      if (both.keyed() == 0) {
        return Evaluation.none("no row has both values", leftOut);
      }
      double information =
          entropy((Measurement.Groups) all.of(Recipes.occurrences(m, m.x())))
              + entropy((Measurement.Groups) all.of(Recipes.occurrences(m, m.y())))
              - entropy(both);
      return Evaluation.of(new MetricValue.Real(Math.max(0, information)), leftOut);
    }

    @Override
    public Evaluation cramersV(Metric.CramersV m) {
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
          : Evaluation.of(MetricValue.of(value), leftOut);
    }

    @Override
    public Evaluation quantile(Metric.Quantile m) {
      Measurement.Rank rank = (Measurement.Rank) main;
      return rank(rank.value(), rank.values(), rank.nans());
    }

    @Override
    public Evaluation approxQuantile(Metric.ApproxQuantile m) {
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
      return dev.assay.dq.result.Numbers.real(Math.round(fraction * 1e6) / 1e4) + "%";
    }

    @Override
    public Evaluation keyMetric(Metric.KeyMetric m) {
      Measurement.Groups groups = (Measurement.Groups) main;
      long leftOut = rows - groups.keyed();
      String none = "no row has a complete key";
      return switch (m.statistic()) {
        case DISTINCT_COUNT -> count(groups, groups.distinct(), leftOut);
        case UNIQUENESS -> ratio(groups.once(), groups.keyed(), leftOut, none);
        case DISTINCTNESS -> ratio(groups.distinct(), groups.keyed(), leftOut, none);
        case UNIQUE_VALUE_RATIO -> ratio(groups.once(), groups.distinct(), leftOut, none);
        case DUPLICATE_ROWS -> count(groups, groups.repeatedRows(), leftOut);
        case EXCESS_ROWS -> count(groups, groups.keyed() - groups.distinct(), leftOut);
      };
    }

    private static Evaluation count(Measurement.Groups groups, long count, long leftOut) {
      return groups.keyed() == 0
          ? Evaluation.none("no row has a complete key", leftOut)
          : Evaluation.of(new MetricValue.Count(count), leftOut);
    }

    @Override
    public Evaluation approxCountDistinct(Metric.ApproxCountDistinct m) {
      Measurement.Estimate estimate = (Measurement.Estimate) main;
      long leftOut = rows - estimate.values();
      return estimate.values() == 0
          ? Evaluation.none(NO_VALUES, leftOut)
          : Evaluation.of(
              new MetricValue.Approximate(
                  new MetricValue.Count(Math.round(estimate.estimate())),
                  "±" + percent(estimate.relativeError()) + " standard deviation"),
              leftOut);
    }

    @Override
    public Evaluation correlation(Metric.Correlation m) {
      Measurement.CoMoments c = (Measurement.CoMoments) main;
      long leftOut = rows - c.pairs();
      if (c.nans() > 0) {
        return Evaluation.nan(c.nans(), leftOut);
      }
      if (c.pairs() < 2) {
        return Evaluation.none("correlation needs two complete pairs at least", leftOut);
      }
      if (c.m2x() == 0 || c.m2y() == 0) {
        return Evaluation.none("one of the columns is constant", leftOut);
      }
      double r = c.cxy() / (Math.sqrt(c.m2x()) * Math.sqrt(c.m2y()));
      return Evaluation.spread(Double.isFinite(r) ? Math.max(-1, Math.min(1, r)) : r, leftOut);
    }

    @Override
    public Evaluation covariance(Metric.Covariance m) {
      Measurement.CoMoments c = (Measurement.CoMoments) main;
      long leftOut = rows - c.pairs();
      if (c.nans() > 0) {
        return Evaluation.nan(c.nans(), leftOut);
      }
      long divisor = m.form() == Metric.Form.SAMPLE ? c.pairs() - 1 : c.pairs();
      return divisor < 1
          ? Evaluation.none("there are too few complete pairs", leftOut)
          : Evaluation.spread(c.cxy() / divisor, leftOut);
    }

    @Override
    public Evaluation valueCounts(Metric.ValueCounts m) {
      Measurement.TopValues top = (Measurement.TopValues) main;
      long leftOut = rows - top.values();
      if (top.values() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      List<MetricValue.Entry> entries = new ArrayList<>();
      long listed = 0;
      for (Measurement.ValueCount each : top.top()) {
        entries.add(new MetricValue.Entry(MetricValue.of(each.value()), each.count()));
        listed += each.count();
      }
      return Evaluation.of(
          new MetricValue.Counts(entries, top.distinct() - entries.size(), top.values() - listed),
          leftOut);
    }

    @Override
    public Evaluation conflictingValues(Metric.ConflictingValues m) {
      Measurement.Groups both = (Measurement.Groups) main;
      Measurement.Groups keys = (Measurement.Groups) all.of(Recipes.keysWithValue(m));
      long leftOut = rows - both.keyed();
      return both.keyed() == 0
          ? Evaluation.none("no row has a complete key and a value", leftOut)
          : Evaluation.of(new MetricValue.Count(both.distinct() - keys.distinct()), leftOut);
    }

    @Override
    public Evaluation entropy(Metric.Entropy m) {
      Measurement.Groups groups = (Measurement.Groups) main;
      long leftOut = rows - groups.keyed();
      if (groups.keyed() == 0) {
        return Evaluation.none(NO_VALUES, leftOut);
      }
      return Evaluation.of(new MetricValue.Real(entropy(groups)), leftOut);
    }
  }
}
