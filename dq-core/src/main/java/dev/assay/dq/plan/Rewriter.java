package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import java.util.List;
import java.util.function.UnaryOperator;

/** Replaces every column of a node, and leaves everything else as it is. */
final class Rewriter
    implements Predicate.Visitor<Predicate>, Metric.Visitor<Metric>, Operand.Visitor<Operand> {

  private final UnaryOperator<Operand.Column> columns;

  Rewriter(UnaryOperator<Operand.Column> columns) {
    this.columns = columns;
  }

  Constraint.OnRows rewrite(Constraint.OnRows c) {
    return new Constraint.OnRows(
        rewrite(c.predicate()),
        rewrite(c.where()),
        c.threshold(),
        c.failsOnNull(),
        c.noRows(),
        c.notes());
  }

  Constraint.OnMetric rewrite(Constraint.OnMetric c) {
    return new Constraint.OnMetric(c.metric().accept(this), c.expectation(), c.noRows(), c.notes());
  }

  Predicate rewrite(Predicate predicate) {
    return predicate.accept(this);
  }

  private List<Predicate> rewrite(List<Predicate> parts) {
    return parts.stream().map(this::rewrite).toList();
  }

  private Key rewrite(Key key) {
    return new Key(key.columns().stream().map(this::rewrite).toList());
  }

  private Operand.Column rewrite(Operand.Column column) {
    return columns.apply(column);
  }

  private Operand rewrite(Operand operand) {
    return operand.accept(this);
  }

  @Override
  public Operand column(Operand.Column operand) {
    return rewrite(operand);
  }

  @Override
  public Operand length(Operand.Length operand) {
    return new Operand.Length(rewrite(operand.column()));
  }

  @Override
  public Operand size(Operand.Size operand) {
    return new Operand.Size(rewrite(operand.column()));
  }

  @Override
  public Predicate always(Predicate.Always p) {
    return p;
  }

  @Override
  public Predicate isNull(Predicate.IsNull p) {
    return new Predicate.IsNull(rewrite(p.column()));
  }

  @Override
  public Predicate notNull(Predicate.NotNull p) {
    return new Predicate.NotNull(rewrite(p.column()));
  }

  @Override
  public Predicate compare(Predicate.Compare p) {
    return new Predicate.Compare(rewrite(p.left()), p.comparison(), p.right());
  }

  @Override
  public Predicate compareColumns(Predicate.CompareColumns p) {
    return new Predicate.CompareColumns(rewrite(p.left()), p.comparison(), rewrite(p.right()));
  }

  @Override
  public Predicate between(Predicate.Between p) {
    return new Predicate.Between(
        rewrite(p.value()), p.low(), p.high(), p.lowIncluded(), p.highIncluded());
  }

  @Override
  public Predicate in(Predicate.In p) {
    return new Predicate.In(rewrite(p.value()), p.allowed());
  }

  @Override
  public Predicate matches(Predicate.Matches p) {
    return new Predicate.Matches(rewrite(p.column()), p.pattern(), p.whole());
  }

  @Override
  public Predicate hasText(Predicate.HasText p) {
    return new Predicate.HasText(rewrite(p.column()), p.position(), p.text());
  }

  @Override
  public Predicate blank(Predicate.Blank p) {
    return new Predicate.Blank(rewrite(p.column()));
  }

  @Override
  public Predicate trimmed(Predicate.Trimmed p) {
    return new Predicate.Trimmed(rewrite(p.column()));
  }

  @Override
  public Predicate finite(Predicate.Finite p) {
    return new Predicate.Finite(rewrite(p.column()));
  }

  @Override
  public Predicate notNaN(Predicate.NotNaN p) {
    return new Predicate.NotNaN(rewrite(p.column()));
  }

  @Override
  public Predicate and(Predicate.And p) {
    return new Predicate.And(rewrite(p.parts()));
  }

  @Override
  public Predicate or(Predicate.Or p) {
    return new Predicate.Or(rewrite(p.parts()));
  }

  @Override
  public Predicate not(Predicate.Not p) {
    return new Predicate.Not(rewrite(p.part()));
  }

  @Override
  public Predicate implies(Predicate.Implies p) {
    return new Predicate.Implies(rewrite(p.condition()), rewrite(p.consequence()));
  }

  @Override
  public Predicate sql(Predicate.Sql p) {
    return p;
  }

  @Override
  public Predicate custom(Predicate.Custom p) {
    List<ColumnRef> reads =
        p.reads().stream()
            .map(
                ref ->
                    columns.apply(new Operand.Column(ref, dev.assay.dq.model.ColumnKind.ANY)).ref())
            .toList();
    return new Predicate.Custom(p.label(), reads, p.code());
  }

  @Override
  public Metric rowCount(Metric.RowCount m) {
    return new Metric.RowCount(rewrite(m.where()));
  }

  @Override
  public Metric nullCount(Metric.NullCount m) {
    return new Metric.NullCount(rewrite(m.column()), rewrite(m.where()));
  }

  @Override
  public Metric completeness(Metric.Completeness m) {
    return new Metric.Completeness(rewrite(m.column()), rewrite(m.where()));
  }

  @Override
  public Metric violations(Metric.Violations m) {
    return new Metric.Violations(rewrite(m.predicate()), m.failingOnNull(), rewrite(m.where()));
  }

  @Override
  public Metric compliance(Metric.Compliance m) {
    return new Metric.Compliance(rewrite(m.predicate()), m.failingOnNull(), rewrite(m.where()));
  }

  @Override
  public Metric min(Metric.Min m) {
    return new Metric.Min(rewrite(m.value()), rewrite(m.where()));
  }

  @Override
  public Metric max(Metric.Max m) {
    return new Metric.Max(rewrite(m.value()), rewrite(m.where()));
  }

  @Override
  public Metric sum(Metric.Sum m) {
    return new Metric.Sum(rewrite(m.value()), rewrite(m.where()));
  }

  @Override
  public Metric mean(Metric.Mean m) {
    return new Metric.Mean(rewrite(m.value()), rewrite(m.where()));
  }

  @Override
  public Metric variance(Metric.Variance m) {
    return new Metric.Variance(rewrite(m.value()), m.form(), rewrite(m.where()));
  }

  @Override
  public Metric standardDeviation(Metric.StandardDeviation m) {
    return new Metric.StandardDeviation(rewrite(m.value()), m.form(), rewrite(m.where()));
  }

  @Override
  public Metric skewness(Metric.Skewness m) {
    return new Metric.Skewness(rewrite(m.value()), rewrite(m.where()));
  }

  @Override
  public Metric kurtosis(Metric.Kurtosis m) {
    return new Metric.Kurtosis(rewrite(m.value()), rewrite(m.where()));
  }

  @Override
  public Metric mutualInformation(Metric.MutualInformation m) {
    return new Metric.MutualInformation(rewrite(m.x()), rewrite(m.y()), rewrite(m.where()));
  }

  @Override
  public Metric cramersV(Metric.CramersV m) {
    return new Metric.CramersV(rewrite(m.x()), rewrite(m.y()), rewrite(m.where()));
  }

  @Override
  public Metric quantile(Metric.Quantile m) {
    return new Metric.Quantile(rewrite(m.value()), m.q(), rewrite(m.where()));
  }

  @Override
  public Metric approxQuantile(Metric.ApproxQuantile m) {
    return new Metric.ApproxQuantile(rewrite(m.value()), m.q(), m.rankError(), rewrite(m.where()));
  }

  @Override
  public Metric keyMetric(Metric.KeyMetric m) {
    return new Metric.KeyMetric(rewrite(m.key()), m.statistic(), rewrite(m.where()));
  }

  @Override
  public Metric approxCountDistinct(Metric.ApproxCountDistinct m) {
    return new Metric.ApproxCountDistinct(
        rewrite(m.column()), m.relativeError(), rewrite(m.where()));
  }

  @Override
  public Metric correlation(Metric.Correlation m) {
    return new Metric.Correlation(rewrite(m.x()), rewrite(m.y()), rewrite(m.where()));
  }

  @Override
  public Metric covariance(Metric.Covariance m) {
    return new Metric.Covariance(rewrite(m.x()), rewrite(m.y()), m.form(), rewrite(m.where()));
  }

  @Override
  public Metric valueCounts(Metric.ValueCounts m) {
    return new Metric.ValueCounts(rewrite(m.column()), m.limit(), rewrite(m.where()));
  }

  @Override
  public Metric conflictingValues(Metric.ConflictingValues m) {
    Operand.Column column = rewrite(m.column()); // first, as in the sentence
    return new Metric.ConflictingValues(rewrite(m.key()), column, rewrite(m.where()));
  }

  @Override
  public Metric entropy(Metric.Entropy m) {
    return new Metric.Entropy(rewrite(m.column()), rewrite(m.where()));
  }
}
