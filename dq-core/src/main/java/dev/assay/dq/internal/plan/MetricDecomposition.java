package dev.assay.dq.internal.plan;

import dev.assay.dq.Baseline;
import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.RankRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which aggregates a constraint is computed from: the first is always the rows in scope. */
public final class MetricDecomposition {

  /** How many of the values that a set does not have are named. */
  private static final int UNEXPECTED_SHOWN = 10;

  private MetricDecomposition() {}

  /**
   * The aggregates of a bound constraint: the rows in scope, and what the verdict is made from, the
   * main one last; of a row count they are one.
   */
  public static List<Aggregate> aggregatesOf(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public List<Aggregate> onRows(Constraint.OnRows c) {
            return List.of(
                new Aggregate.Rows(c.where()), new Aggregate.Verdicts(c.predicate(), c.where()));
          }

          @Override
          public List<Aggregate> onMetric(Constraint.OnMetric c) {
            Set<Aggregate> all = new LinkedHashSet<>();
            all.add(new Aggregate.Rows(c.metric().where()));
            Metric other = c.expectation().metric();
            if (other != null) {
              add(all, other);
            }
            add(all, c.metric());
            return List.copyOf(all);
          }

          private void add(Set<Aggregate> all, Metric metric) {
            for (Metric.Summary each : metric.summaries()) {
              all.add(new Aggregate.Rows(each.where()));
              all.addAll(aggregatesOf(each));
            }
            for (Metric.Sql each : metric.queries()) {
              all.add(new Aggregate.Rows(each.where()));
              all.add(aggregateOf(each));
            }
          }

          @Override
          public List<Aggregate> perGroup(Constraint.PerGroup c) {
            return List.of(
                Aggregate.Rows.ALL,
                new Aggregate.PerGroup(
                    c.by(), c.each().withNotes(Notes.NONE), c.expected(), c.others()));
          }

          @Override
          public List<Aggregate> onSchema(Constraint.OnSchema c) {
            return List.of();
          }

          @Override
          public List<Aggregate> inOrder(Constraint.InOrder c) {
            return List.of(
                Aggregate.Rows.ALL,
                new Aggregate.InOrder(c.rule(), c.of(), c.order(), c.by(), c.where()));
          }

          @Override
          public List<Aggregate> sameRows(Constraint.SameRows c) {
            throw new IllegalArgumentException("Rows are planned with the columns of both sides");
          }

          @Override
          public List<Aggregate> combined(Constraint.Combined c) {
            throw new IllegalArgumentException("Parts are planned one by one");
          }

          @Override
          public List<Aggregate> forEach(Constraint.ForEach c) {
            throw new IllegalArgumentException("A template is stamped out before it is planned");
          }
        });
  }

  /** What the value of SQL is. */
  public static Aggregate aggregateOf(Metric.Sql sql) {
    return new Aggregate.SqlValue(sql.text(), sql.where());
  }

  /** What the value of a summary is made from, the main one last. */
  public static List<Aggregate> aggregatesOf(Metric.Summary m) {
    Expr where = m.where();
    return switch (m.statistic()) {
      case ROW_COUNT -> List.of(new Aggregate.Rows(where));
      case NULL_COUNT, COUNT, COMPLETENESS ->
          List.of(new Aggregate.Verdicts(complete(m.of(0)), where));
      case VIOLATIONS, COMPLIANCE -> List.of(new Aggregate.Verdicts(m.of(0), where));
      case MIN -> List.of(new Aggregate.Extreme(m.of(0), false, where));
      case MAX -> List.of(new Aggregate.Extreme(m.of(0), true, where));
      case SUM, MEAN -> List.of(new Aggregate.Total(m.of(0), where));
      case VARIANCE,
          POPULATION_VARIANCE,
          STANDARD_DEVIATION,
          POPULATION_STANDARD_DEVIATION,
          STANDARD_ERROR ->
          List.of(new Aggregate.Moments(m.of(0), where));
      case SKEWNESS, KURTOSIS -> List.of(new Aggregate.HigherMoments(m.of(0), where));
      case RANGE ->
          List.of(
              new Aggregate.Extreme(m.of(0), false, where),
              new Aggregate.Extreme(m.of(0), true, where));
      case INTERQUARTILE_RANGE ->
          List.of(nearest(m, SecondLook.FIRST_QUARTILE), nearest(m, SecondLook.THIRD_QUARTILE));
      case COEFFICIENT_OF_VARIATION ->
          List.of(new Aggregate.Moments(m.of(0), where), new Aggregate.Total(m.of(0), where));
      case HARMONIC_MEAN ->
          List.of(
              new Aggregate.Extreme(m.of(0), false, where),
              new Aggregate.Total(reciprocal(m.of(0)), where));
      case MEDIAN_ABSOLUTE_DEVIATION ->
          second(m, Aggregate.Look.DEVIATION, List.of(SecondLook.MEDIAN));
      case TRIMMED_MEAN -> second(m, Aggregate.Look.TRIMMED);
      case OUTLIER_SHARE -> second(m, Aggregate.Look.BEYOND_QUARTILES);
      case OUTLIER_SHARE_BY_MAD -> second(m, Aggregate.Look.FAR_FROM_MEDIAN);
      case OUTLIER_SHARE_BY_Z_SCORE -> second(m, Aggregate.Look.FAR_FROM_MEAN);
      case VALUE_AT_MIN -> second(m, Aggregate.Look.AT_MINIMUM);
      case VALUE_AT_MAX -> second(m, Aggregate.Look.AT_MAXIMUM);
      case GEOMETRIC_MEAN ->
          List.of(
              new Aggregate.Extreme(m.of(0), false, where),
              new Aggregate.Total(Expr.call(Function.LN, m.of(0)), where));
      case BENFORD_CHI_SQUARE, BENFORD_DEVIATION ->
          List.of(
              new Aggregate.Extreme(m.of(0), false, where),
              new Aggregate.Extreme(m.of(0), true, where),
              new Aggregate.TopValues(Expr.call(Function.FIRST_DIGIT, m.of(0)), 9, where));
      case CORRELATION, COVARIANCE, POPULATION_COVARIANCE ->
          List.of(new Aggregate.CoMoments(m.of(0), m.of(1), where));
      case MUTUAL_INFORMATION ->
          List.of(occurrences(m, 0), occurrences(m, 1), new Aggregate.Groups(m.key(), where));
      case SPEARMAN_CORRELATION, KENDALL_CORRELATION ->
          List.of(new Aggregate.RankedPairs(m.of(0), m.of(1), where));
      case CRAMERS_V -> List.of(new Aggregate.Contingency(m.of(0), m.of(1), where));
      case QUANTILE -> List.of(nearest(m, number(m, 0)));
      case INTERPOLATED_QUANTILE ->
          List.of(
              new Aggregate.Rank(m.of(0), number(m, 0), RankRule.BELOW, where),
              new Aggregate.Rank(m.of(0), number(m, 0), RankRule.ABOVE, where));
      case APPROX_QUANTILE ->
          List.of(new Aggregate.ApproxRank(m.of(0), number(m, 0), number(m, 1), where));
      case DISTINCT_COUNT,
          UNIQUENESS,
          DISTINCTNESS,
          UNIQUE_VALUE_RATIO,
          DUPLICATE_ROWS,
          EXTRA_ROWS,
          DUPLICATE_VALUES,
          UNIQUE_VALUES,
          ENTROPY ->
          List.of(new Aggregate.Groups(m.key(), where));
      case CONFLICTING_VALUES ->
          List.of(keysWithValue(m), new Aggregate.Groups(new Key(m.of()), where));
      case POPULATION_STABILITY_INDEX,
          JENSEN_SHANNON_DIVERGENCE,
          CHI_SQUARED_P_VALUE,
          KOLMOGOROV_SMIRNOV -> {
        Baseline baseline = m.baseline();
        yield baseline == null
            ? List.of(new Aggregate.Drift(m.dataset(), m.of(0), where))
            : beside(baseline, m);
      }
      case APPROX_DISTINCT_COUNT ->
          List.of(new Aggregate.ApproxDistinct(m.of(0), number(m, 0), where));
      case VALUE_COUNTS, TOP_SHARE ->
          List.of(new Aggregate.TopValues(m.of(0), number(m, 0).intValueExact(), where));
      case MOST_FREQUENT_VALUE -> List.of(new Aggregate.TopValues(m.of(0), 2, where));
      case MISSING_VALUES, UNEXPECTED_VALUES, DIFFERING_VALUES -> {
        Expr expected = new Expr.Call(Function.IN, m.of());
        yield List.of(
            new Aggregate.TopValues(m.of(0), m.members().size(), where.and(expected)),
            new Aggregate.TopValues(
                m.of(0), UNEXPECTED_SHOWN, where.and(Expr.call(Function.NOT, expected))));
      }
    };
  }

  /**
   * How many values there are, and then how many of them are NaN and how many come before the end
   * of each bucket; or how often each value comes that a baseline names.
   */
  private static List<Aggregate> beside(Baseline baseline, Metric.Summary m) {
    Expr value = m.of(0);
    List<Aggregate> all = new ArrayList<>();
    all.add(new Aggregate.Verdicts(complete(value), m.where()));
    List<Expr> points = baseline.points().stream().<Expr>map(Expr.Literal::new).toList();
    if (!baseline.isOrdered()) {
      List<Expr> set = new ArrayList<>(List.of(value));
      set.addAll(points);
      Expr named = m.where().and(new Expr.Call(Function.IN, set));
      all.add(new Aggregate.TopValues(value, points.size(), named));
      return List.copyOf(all);
    }
    if (baseline.kind() == ColumnKind.NUMBER) {
      all.add(new Aggregate.Verdicts(Expr.call(Function.IS_NOT_NAN, value), m.where()));
    }
    for (int i = 0; i < points.size(); i++) {
      Function before = baseline.isBelow(i) ? Function.LESS : Function.LESS_OR_EQUAL;
      all.add(new Aggregate.Verdicts(Expr.call(before, value, points.get(i)), m.where()));
    }
    return List.copyOf(all);
  }

  private static BigDecimal number(Metric.Summary m, int at) {
    return m.parameters().get(at);
  }

  private static Expr complete(Expr value) {
    return Expr.call(Function.IS_COMPLETE, value);
  }

  private static Aggregate.Rank nearest(Metric.Summary m, BigDecimal q) {
    return new Aggregate.Rank(m.of(0), q, RankRule.NEAREST, m.where());
  }

  private static List<Aggregate> second(Metric.Summary m, Aggregate.Look look) {
    return second(m, look, m.parameters());
  }

  private static List<Aggregate> second(
      Metric.Summary m, Aggregate.Look look, List<BigDecimal> numbers) {
    Aggregate.Second second = new Aggregate.Second(look, m.of(), numbers, m.where());
    List<Aggregate> all = new ArrayList<>(SecondLook.before(second));
    all.add(second);
    return all;
  }

  private static Expr reciprocal(Expr value) {
    Expr one = new Expr.Literal(Constant.of(1));
    return Expr.call(Function.DIVIDED_BY, one, value);
  }

  /**
   * The keys of rows that have a value, which the keys together with the values are compared to.
   */
  private static Aggregate.Groups keysWithValue(Metric.Summary m) {
    Expr value = m.last();
    return new Aggregate.Groups(m.key(), m.where().and(complete(value)));
  }

  /** The values of one of two expressions in rows that have both. */
  private static Aggregate.Groups occurrences(Metric.Summary m, int at) {
    Expr both = m.where().and(complete(m.of(0))).and(complete(m.of(1)));
    return new Aggregate.Groups(new Key(List.of(m.of(at))), both);
  }
}
