package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One or more columns as a key. Rows with a null in any part are left out and counted separately;
 * for whole rows null equals null instead.
 */
public record KeyColumns(@Internal Key key) implements Serializable {

  @Internal
  public KeyColumns {
    Args.notNull(key, "key");
  }

  private NumericMetric metric(Statistic statistic) {
    return new NumericMetric(
        new Metric.Summary(statistic, key.parts(), List.of(), Expr.Literal.TRUE));
  }

  /**
   * Every key occurs once.
   *
   * @return the constraint
   */
  public Constraint.OnMetric isUnique() {
    return uniqueness().isEqualTo(1);
  }

  /**
   * Rows whose key occurs once / rows with a key.
   *
   * @return the metric
   */
  public NumericMetric uniqueness() {
    return metric(Statistic.UNIQUENESS);
  }

  /**
   * Distinct keys / rows with a key.
   *
   * @return the metric
   */
  public NumericMetric distinctness() {
    return metric(Statistic.DISTINCTNESS);
  }

  /**
   * Keys that occur once / distinct keys.
   *
   * @return the metric
   */
  public NumericMetric uniqueValueRatio() {
    return metric(Statistic.UNIQUE_VALUE_RATIO);
  }

  /**
   * The number of distinct keys.
   *
   * @return the metric
   */
  public NumericMetric distinctCount() {
    return metric(Statistic.DISTINCT_COUNT);
  }

  /**
   * The number of rows whose key occurs more than once.
   *
   * @return the metric
   */
  public NumericMetric duplicateRows() {
    return metric(Statistic.DUPLICATE_ROWS);
  }

  /**
   * The number of rows beyond the first of each key.
   *
   * @return the metric
   */
  public NumericMetric extraRows() {
    return metric(Statistic.EXTRA_ROWS);
  }

  /**
   * All rows of one key have the same value in a column: a functional dependency. Rows with a null
   * in the key or in the column are left out.
   *
   * @param column the name of the column, as for a key
   * @return the constraint
   * @throws IllegalArgumentException if the key is the whole row
   */
  public Constraint.OnMetric determines(String column) {
    return conflictingValues(column).isEqualTo(0);
  }

  /**
   * The number of values of a column beyond the first for each key: 0 where the key determines the
   * column. Rows with a null in the key or in the column are left out.
   *
   * @param column the name of the column, as for a key
   * @return the metric
   * @throws IllegalArgumentException if the key is the whole row
   */
  public NumericMetric conflictingValues(String column) {
    List<Expr> all = new ArrayList<>(key.parts());
    all.add(Columns.any(column).expr());
    return new NumericMetric(
        new Metric.Summary(Statistic.CONFLICTING_VALUES, all, List.of(), Expr.Literal.TRUE));
  }
}
