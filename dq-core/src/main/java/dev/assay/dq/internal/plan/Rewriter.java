package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Replaces every column of a node, and leaves everything else as it is. */
class Rewriter implements Expr.Rewriting, Metric.Fold<Metric> {

  private final UnaryOperator<Expr.Column> columns;

  Rewriter(UnaryOperator<Expr.Column> columns) {
    this.columns = columns;
  }

  final Constraint.OnRows rewrite(Constraint.OnRows c) {
    return new Constraint.OnRows(
        rewrite(c.predicate()),
        rewrite(c.where()),
        c.threshold(),
        c.warning(),
        c.failsOnNull(),
        c.noRows(),
        c.notes());
  }

  final Constraint.OnMetric rewrite(Constraint.OnMetric c) {
    return new Constraint.OnMetric(
        rewrite(c.metric()), rewrite(c.expectation()), c.warning(), c.noRows(), c.notes());
  }

  final Constraint.PerGroup rewrite(Constraint.PerGroup c) {
    List<Expr> by = c.by().stream().map(this::rewrite).toList();
    return new Constraint.PerGroup(by, rewrite(c.each()), c.threshold(), c.expected(), c.others());
  }

  final Constraint.InOrder rewrite(Constraint.InOrder c) {
    return new Constraint.InOrder(
        c.rule(),
        all(c.of()),
        all(c.order()),
        all(c.by()),
        rewrite(c.where()),
        c.threshold(),
        c.warning(),
        c.noRows(),
        c.notes());
  }

  private List<Expr> all(Collection<Expr> exprs) {
    return exprs.stream().map(this::rewrite).toList();
  }

  Expectation rewrite(Expectation expectation) {
    return expectation.mapping(this::rewrite);
  }

  final Constraint rewrite(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<>() {
          @Override
          public Constraint onRows(Constraint.OnRows c) {
            return rewrite(c);
          }

          @Override
          public Constraint onMetric(Constraint.OnMetric c) {
            return rewrite(c);
          }

          @Override
          public Constraint perGroup(Constraint.PerGroup c) {
            return rewrite(c);
          }

          @Override
          public Constraint inOrder(Constraint.InOrder c) {
            return rewrite(c);
          }

          @Override
          public Constraint sameRows(Constraint.SameRows c) {
            return c;
          }

          @Override
          public Constraint forEach(Constraint.ForEach c) {
            return new Constraint.ForEach(c.selector(), each(c.template()), c.notes());
          }

          @Override
          public Constraint onSchema(Constraint.OnSchema c) {
            return c;
          }

          @Override
          public Constraint combined(Constraint.Combined c) {
            return new Constraint.Combined(c.connective(), each(c.parts()), c.noRows(), c.notes());
          }
        });
  }

  private List<Constraint> each(List<Constraint> constraints) {
    return constraints.stream().map(each -> rewrite(each)).toList();
  }

  final Metric rewrite(Metric metric) {
    return metric.fold(this);
  }

  @Override
  public Metric summary(Metric.Summary m) {
    List<Expr> of = m.of().stream().map(this::rewrite).toList();
    return new Metric.Summary(m.statistic(), of, m.parameters(), rewrite(m.where()));
  }

  @Override
  public Metric literal(Metric.Literal literal) {
    return literal;
  }

  @Override
  public Metric sql(Metric.Sql sql) {
    return new Metric.Sql(sql.text(), rewrite(sql.where()));
  }

  /** What is another dataset's has names of its own. */
  @Override
  public Metric elsewhere(Metric.Elsewhere elsewhere) {
    return elsewhere;
  }

  @Override
  public Metric combination(Metric.Combination combination, Metric left, Metric right) {
    return new Metric.Combination(combination.operation(), left, right);
  }

  final Expr rewrite(Expr expr) {
    return expr.fold(this);
  }

  @Override
  public Expr.Column column(Expr.Column column) {
    Expr.Column found = columns.apply(column);
    return found.equals(column) ? column : found;
  }

  @Override
  public Expr code(Expr.Code code) {
    List<ColumnRef> reads =
        code.reads().stream()
            .map(ref -> column(new Expr.Column(ref, ColumnKind.ANY)).ref())
            .toList();
    return new Expr.Code(code.label(), reads, code.code());
  }
}
