package dev.assay.dq.plan;

import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import java.util.ArrayList;
import java.util.List;

/** Which aggregates a constraint is computed from: the first is always the rows in scope. */
public final class Recipes implements Metric.Visitor<Aggregate> {

  private static final Recipes RECIPES = new Recipes();

  private Recipes() {}

  /**
   * The aggregates of a bound constraint.
   *
   * @param constraint a constraint on rows or on a metric
   * @return the rows in scope, and what the verdict is made from (the same again for a row count)
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
            Aggregate rows = new Aggregate.Rows(c.metric().where());
            Aggregate main = c.metric().accept(RECIPES);
            if (c.metric() instanceof Metric.ConflictingValues conflicting) {
              return List.of(rows, keysWithValue(conflicting), main);
            }
            return rows.equals(main) ? List.of(rows) : List.of(rows, main);
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

  private static Aggregate nulls(Operand.Column column, Predicate where) {
    return new Aggregate.Verdicts(new Predicate.NotNull(column), where);
  }

  @Override
  public Aggregate rowCount(Metric.RowCount m) {
    return new Aggregate.Rows(m.where());
  }

  @Override
  public Aggregate nullCount(Metric.NullCount m) {
    return nulls(m.column(), m.where());
  }

  @Override
  public Aggregate completeness(Metric.Completeness m) {
    return nulls(m.column(), m.where());
  }

  @Override
  public Aggregate violations(Metric.Violations m) {
    return new Aggregate.Verdicts(m.predicate(), m.where());
  }

  @Override
  public Aggregate compliance(Metric.Compliance m) {
    return new Aggregate.Verdicts(m.predicate(), m.where());
  }

  @Override
  public Aggregate min(Metric.Min m) {
    return new Aggregate.Extreme(m.value(), false, m.where());
  }

  @Override
  public Aggregate max(Metric.Max m) {
    return new Aggregate.Extreme(m.value(), true, m.where());
  }

  @Override
  public Aggregate sum(Metric.Sum m) {
    return new Aggregate.Total(m.value(), m.where());
  }

  @Override
  public Aggregate mean(Metric.Mean m) {
    return new Aggregate.Total(m.value(), m.where());
  }

  @Override
  public Aggregate variance(Metric.Variance m) {
    return new Aggregate.Moments(m.value(), m.where());
  }

  @Override
  public Aggregate standardDeviation(Metric.StandardDeviation m) {
    return new Aggregate.Moments(m.value(), m.where());
  }

  @Override
  public Aggregate quantile(Metric.Quantile m) {
    return new Aggregate.Rank(m.value(), m.q(), m.where());
  }

  @Override
  public Aggregate approxQuantile(Metric.ApproxQuantile m) {
    return new Aggregate.ApproxRank(m.value(), m.q(), m.rankError(), m.where());
  }

  @Override
  public Aggregate keyMetric(Metric.KeyMetric m) {
    return new Aggregate.Groups(m.key(), m.where());
  }

  @Override
  public Aggregate approxCountDistinct(Metric.ApproxCountDistinct m) {
    return new Aggregate.ApproxDistinct(m.column(), m.relativeError(), m.where());
  }

  @Override
  public Aggregate correlation(Metric.Correlation m) {
    return new Aggregate.CoMoments(m.x(), m.y(), m.where());
  }

  @Override
  public Aggregate covariance(Metric.Covariance m) {
    return new Aggregate.CoMoments(m.x(), m.y(), m.where());
  }

  @Override
  public Aggregate valueCounts(Metric.ValueCounts m) {
    return new Aggregate.TopValues(m.column(), m.limit(), m.where());
  }

  @Override
  public Aggregate conflictingValues(Metric.ConflictingValues m) {
    List<Operand.Column> both = new ArrayList<>(m.key().columns());
    both.add(m.column());
    return new Aggregate.Groups(new Key(both), m.where());
  }

  @Override
  public Aggregate entropy(Metric.Entropy m) {
    return new Aggregate.Groups(new Key(List.of(m.column())), m.where());
  }
}
