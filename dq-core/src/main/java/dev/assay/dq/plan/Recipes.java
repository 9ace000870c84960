package dev.assay.dq.plan;

import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which aggregates a constraint is computed from: the first is always the rows in scope. */
public final class Recipes implements Metric.Visitor<List<Aggregate>> {

  private static final Recipes RECIPES = new Recipes();

  private Recipes() {}

  /**
   * The aggregates of a bound constraint.
   *
   * @param constraint a constraint on rows or on a metric
   * @return the rows in scope, and what the verdict is made from, the main one last; of a row count
   *     they are one
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
            all.addAll(c.metric().accept(RECIPES));
            return List.copyOf(all);
          }

          @Override
          public List<Aggregate> forEach(Constraint.ForEach c) {
            throw new IllegalArgumentException("A template is stamped out before it is planned");
          }
        });
  }

  /**
   * The keys of rows that have a value, which the keys together with the values are compared with.
   *
   * @param m the metric
   * @return the aggregate
   */
  public static Aggregate.Groups keysWithValue(Metric.ConflictingValues m) {
    return new Aggregate.Groups(m.key(), m.filtered(new Predicate.NotNull(m.column())).where());
  }

  /**
   * The values of one of two columns in rows that have both.
   *
   * @param m the metric
   * @param column one of its columns
   * @return the aggregate
   */
  public static Aggregate.Groups occurrences(Metric.MutualInformation m, Operand.Column column) {
    Metric both = m.filtered(new Predicate.NotNull(m.x())).filtered(new Predicate.NotNull(m.y()));
    return new Aggregate.Groups(new Key(List.of(column)), both.where());
  }

  private static List<Aggregate> nulls(Operand.Column column, Predicate where) {
    return List.of(new Aggregate.Verdicts(new Predicate.NotNull(column), where));
  }

  @Override
  public List<Aggregate> rowCount(Metric.RowCount m) {
    return List.of(new Aggregate.Rows(m.where()));
  }

  @Override
  public List<Aggregate> nullCount(Metric.NullCount m) {
    return nulls(m.column(), m.where());
  }

  @Override
  public List<Aggregate> completeness(Metric.Completeness m) {
    return nulls(m.column(), m.where());
  }

  @Override
  public List<Aggregate> violations(Metric.Violations m) {
    return List.of(new Aggregate.Verdicts(m.predicate(), m.where()));
  }

  @Override
  public List<Aggregate> compliance(Metric.Compliance m) {
    return List.of(new Aggregate.Verdicts(m.predicate(), m.where()));
  }

  @Override
  public List<Aggregate> min(Metric.Min m) {
    return List.of(new Aggregate.Extreme(m.value(), false, m.where()));
  }

  @Override
  public List<Aggregate> max(Metric.Max m) {
    return List.of(new Aggregate.Extreme(m.value(), true, m.where()));
  }

  @Override
  public List<Aggregate> sum(Metric.Sum m) {
    return List.of(new Aggregate.Total(m.value(), m.where()));
  }

  @Override
  public List<Aggregate> mean(Metric.Mean m) {
    return List.of(new Aggregate.Total(m.value(), m.where()));
  }

  @Override
  public List<Aggregate> variance(Metric.Variance m) {
    return List.of(new Aggregate.Moments(m.value(), m.where()));
  }

  @Override
  public List<Aggregate> standardDeviation(Metric.StandardDeviation m) {
    return List.of(new Aggregate.Moments(m.value(), m.where()));
  }

  @Override
  public List<Aggregate> skewness(Metric.Skewness m) {
    return List.of(new Aggregate.HigherMoments(m.value(), m.where()));
  }

  @Override
  public List<Aggregate> kurtosis(Metric.Kurtosis m) {
    return List.of(new Aggregate.HigherMoments(m.value(), m.where()));
  }

  @Override
  public List<Aggregate> mutualInformation(Metric.MutualInformation m) {
    return List.of(
        occurrences(m, m.x()),
        occurrences(m, m.y()),
        new Aggregate.Groups(new Key(List.of(m.x(), m.y())), m.where()));
  }

  @Override
  public List<Aggregate> cramersV(Metric.CramersV m) {
    return List.of(new Aggregate.Contingency(m.x(), m.y(), m.where()));
  }

  @Override
  public List<Aggregate> quantile(Metric.Quantile m) {
    return List.of(new Aggregate.Rank(m.value(), m.q(), m.where()));
  }

  @Override
  public List<Aggregate> approxQuantile(Metric.ApproxQuantile m) {
    return List.of(new Aggregate.ApproxRank(m.value(), m.q(), m.rankError(), m.where()));
  }

  @Override
  public List<Aggregate> keyMetric(Metric.KeyMetric m) {
    return List.of(new Aggregate.Groups(m.key(), m.where()));
  }

  @Override
  public List<Aggregate> approxCountDistinct(Metric.ApproxCountDistinct m) {
    return List.of(new Aggregate.ApproxDistinct(m.column(), m.relativeError(), m.where()));
  }

  @Override
  public List<Aggregate> correlation(Metric.Correlation m) {
    return List.of(new Aggregate.CoMoments(m.x(), m.y(), m.where()));
  }

  @Override
  public List<Aggregate> covariance(Metric.Covariance m) {
    return List.of(new Aggregate.CoMoments(m.x(), m.y(), m.where()));
  }

  @Override
  public List<Aggregate> valueCounts(Metric.ValueCounts m) {
    return List.of(new Aggregate.TopValues(m.column(), m.limit(), m.where()));
  }

  @Override
  public List<Aggregate> conflictingValues(Metric.ConflictingValues m) {
    List<Operand.Column> both = new ArrayList<>(m.key().columns());
    both.add(m.column());
    return List.of(keysWithValue(m), new Aggregate.Groups(new Key(both), m.where()));
  }

  @Override
  public List<Aggregate> entropy(Metric.Entropy m) {
    return List.of(new Aggregate.Groups(new Key(List.of(m.column())), m.where()));
  }
}
