package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Personal;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.Signature;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which columns matter to a reader: those of a violating row, and those of a metric. */
public final class SampleColumns {

  private SampleColumns() {}

  private static Rewriter recorder(Set<ColumnRef> columns) {
    return new Rewriter(
        (Expr.Column column) -> {
          columns.add(column.ref());
          return column;
        });
  }

  /**
   * The key columns, then those that the predicate and the filter read.
   *
   * @param keyColumns exact names of the key columns
   * @return exact names, in order
   */
  public static List<ColumnRef> of(
      RunPlan plan, Constraint.OnRows constraint, List<ColumnRef> keyColumns) {
    Set<ColumnRef> columns = new LinkedHashSet<>(keyColumns);
    columns.addAll(plan.shown(of(constraint.predicate())));
    columns.addAll(plan.shown(of(constraint.where())));
    return List.copyOf(columns);
  }

  /** The columns that an expression reads. */
  public static Set<ColumnRef> of(Expr expr) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    recorder(columns).rewrite(expr);
    return columns;
  }

  /** The columns of which a predicate says that they are of a format that is personal. */
  public static Set<ColumnRef> personal(Constraint.OnRows constraint) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    new Rewriter(column -> column) {
      @Override
      public Expr call(Expr.Call call, List<Expr> arguments) {
        if (call.function() == Function.MATCHES && Personal.isFormat(call.pattern())) {
          columns.addAll(of(arguments.get(0)));
        }
        return super.call(call, arguments);
      }
    }.rewrite(constraint.predicate());
    return columns;
  }

  /** The columns of this dataset, or of the other that is asked, of whose values a metric is. */
  public static Set<ColumnRef> of(Metric metric) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    metric.summaries().forEach(each -> each.of().forEach(part -> columns.addAll(of(part))));
    metric.elsewhere().forEach(each -> columns.addAll(of(each.metric())));
    return columns;
  }

  /**
   * The columns whose values a metric summarises.
   *
   * @return exact names: two of a correlation or covariance, else the first that is read
   */
  public static List<ColumnRef> valuesOf(Metric.Summary metric) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    Rewriter recorder = recorder(columns);
    recorder.rewrite(metric);
    boolean pair = metric.of().size() == 2 && metric.statistic().takes(0) == Signature.Takes.NUMBER;
    return columns.stream().limit(pair ? 2 : 1).toList();
  }

  /**
   * All columns that a constraint names.
   *
   * @return their references, in the order of its sentence; none for a template and for whole rows
   */
  public static List<ColumnRef> namedBy(Constraint constraint) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    Rewriter recorder = recorder(columns);
    constraint.accept(
        new Constraint.Visitor<Constraint>() {
          @Override
          public Constraint onRows(Constraint.OnRows c) {
            return recorder.rewrite(c);
          }

          @Override
          public Constraint onMetric(Constraint.OnMetric c) {
            return recorder.rewrite(c);
          }

          @Override
          public Constraint perGroup(Constraint.PerGroup c) {
            return recorder.rewrite(c);
          }

          @Override
          public Constraint inOrder(Constraint.InOrder c) {
            return recorder.rewrite(c);
          }

          @Override
          public Constraint sameRows(Constraint.SameRows c) {
            columns.addAll(c.key());
            return c;
          }

          @Override
          public Constraint forEach(Constraint.ForEach c) {
            return c;
          }

          @Override
          public Constraint onSchema(Constraint.OnSchema c) {
            columns.addAll(c.rule().accept(new NamedByRule()));
            return c;
          }

          @Override
          public Constraint combined(Constraint.Combined c) {
            return recorder.rewrite(c);
          }
        });
    return List.copyOf(columns);
  }

  /** The columns that a rule of the schema names. */
  private static final class NamedByRule implements SchemaRule.Visitor<List<ColumnRef>> {

    @Override
    public List<ColumnRef> columns(SchemaRule.Columns rule) {
      return rule.wanted().fields().stream().map(field -> ColumnRef.exactly(field.name())).toList();
    }

    @Override
    public List<ColumnRef> sameAs(SchemaRule.SameAs rule) {
      return List.of();
    }

    @Override
    public List<ColumnRef> has(SchemaRule.Has rule) {
      return List.of(rule.column());
    }

    @Override
    public List<ColumnRef> lacks(SchemaRule.Lacks rule) {
      return List.of(rule.column());
    }

    @Override
    public List<ColumnRef> measured(SchemaRule.Measured rule) {
      return List.of();
    }

    @Override
    public List<ColumnRef> names(SchemaRule.Names rule) {
      return List.of();
    }

    @Override
    public List<ColumnRef> types(SchemaRule.Types rule) {
      return List.of();
    }
  }
}
