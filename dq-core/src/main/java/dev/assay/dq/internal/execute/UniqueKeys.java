package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Statistic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unique keys as rules of single rows: no more than one row of the same data has the key of each.
 * The data are looked up in themselves, as other data are.
 */
public final class UniqueKeys {

  /** What the data are called among the other data of a run. */
  public static final String SAME_DATA = "\u0000rows";

  private static final Constant ONE = Constant.of(1);

  private UniqueKeys() {}

  /** Why no row is marked for a constraint on a metric; null if the rows of a key are. */
  static @Nullable String unmarked(Constraint.OnMetric constraint) {
    if (!(constraint.metric() instanceof Metric.Summary metric)
        || metric.statistic() != Statistic.UNIQUENESS
        || !(constraint.expectation() instanceof Expectation.Compare expected)
        || !(expected.comparison() == Comparison.GREATER_OR_EQUAL
            || expected.equals(new Expectation.Compare(Comparison.EQUAL, ONE)))) {
      return "it is about a metric of many rows";
    }
    return metric.key().isWholeRow() || columns(metric).size() < metric.of().size()
        ? "rows are marked for a key of columns: name them, or make what is computed a column of"
            + " the data first"
        : null;
  }

  private static List<ColumnRef> columns(Metric.Summary metric) {
    return metric.of().stream()
        .filter(Expr.Column.class::isInstance)
        .map(each -> ((Expr.Column) each).ref())
        .toList();
  }

  /** What is said of each row, of a constraint for which rows are marked. */
  static Constraint.OnRows rule(Constraint.OnMetric constraint, int number) {
    Metric.Summary metric = (Metric.Summary) constraint.metric();
    Metric rows = new Metric.Summary(Statistic.ROW_COUNT, List.of(), List.of(), metric.where());
    OtherKey same = new OtherKey(SAME_DATA, columns(metric), false, rows);
    List<Expr> lookup = new ArrayList<>();
    lookup.add(new Expr.Literal(new Constant.Reference(same)));
    lookup.addAll(metric.of());
    Expr.Call told = new Expr.Call(Function.METRIC_IN, lookup);
    return new Constraint.OnRows(
            new Expr.Call(Function.LESS_OR_EQUAL, List.of(told, new Expr.Literal(ONE))),
            metric.where(),
            RowThreshold.ALL,
            false,
            OnNoRows.DEFAULT,
            Notes.NONE)
        .id("key " + number);
  }
}
