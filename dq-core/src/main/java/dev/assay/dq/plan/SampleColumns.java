package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Operand;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which columns matter to a reader: those of a violating row, and those of a metric. */
public final class SampleColumns {

  private SampleColumns() {}

  /**
   * The key columns, then those that the predicate and the filter read.
   *
   * @param constraint a bound constraint
   * @param keyColumns exact names of the key columns
   * @return exact names, in order
   */
  public static List<ColumnRef> of(Constraint.OnRows constraint, List<ColumnRef> keyColumns) {
    Set<ColumnRef> columns = new LinkedHashSet<>(keyColumns);
    Rewriter recorder =
        new Rewriter(
            (Operand.Column column) -> {
              columns.add(column.ref());
              return column;
            });
    recorder.rewrite(constraint.predicate());
    recorder.rewrite(constraint.where());
    return List.copyOf(columns);
  }

  /**
   * The columns whose values a metric summarises.
   *
   * @param metric a bound metric
   * @return exact names: two of a correlation or covariance, else the first that is read
   */
  public static List<ColumnRef> valuesOf(Metric metric) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    Rewriter recorder =
        new Rewriter(
            (Operand.Column column) -> {
              columns.add(column.ref());
              return column;
            });
    metric.accept(recorder);
    boolean pair = metric instanceof Metric.Correlation || metric instanceof Metric.Covariance;
    return columns.stream().limit(pair ? 2 : 1).toList();
  }

  /**
   * All columns that a constraint names.
   *
   * @param constraint the constraint
   * @return their references, in the order of its sentence; none for a template and for whole rows
   */
  public static List<ColumnRef> namedBy(Constraint constraint) {
    Set<ColumnRef> columns = new LinkedHashSet<>();
    Rewriter recorder =
        new Rewriter(
            (Operand.Column column) -> {
              columns.add(column.ref());
              return column;
            });
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
          public Constraint forEach(Constraint.ForEach c) {
            return c;
          }
        });
    return List.copyOf(columns);
  }
}
