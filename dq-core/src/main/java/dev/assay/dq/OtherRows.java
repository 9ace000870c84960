package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.OtherKey;
import java.io.Serializable;
import java.util.List;

/**
 * The rows of another dataset that share a key with a row of this one; see {@link OtherDataset#on}.
 * What they tell is a value of each row here: null where a part of the key is null, and where there
 * is no such row, of which counts are 0. Keys are equal as for {@link KeyColumns#existsIn}.
 */
public final class OtherRows implements Serializable {

  private static final long serialVersionUID = 1L;

  private final OtherKey key;
  private final List<Expr> parts;

  OtherRows(OtherKey key, List<Expr> parts) {
    this.key = key;
    this.parts = parts;
    told(Columns.rowCount().metric()); // refuses what is of another number of columns
  }

  private Expr told(Metric metric) {
    OtherKey asked = new OtherKey(key.dataset(), key.columns(), key.nullsEqual(), metric);
    return Said.all(Function.METRIC_IN, new Expr.Literal(new Constant.Reference(asked)), parts);
  }

  /** How many they are. */
  public NumericExpression rowCount() {
    return of(Columns.rowCount());
  }

  /**
   * A metric of them: a number of rows or values, a sum, a mean, which is floating point, a
   * smallest or a greatest value. Sums of whole numbers and decimals are exact.
   *
   * @throws IllegalArgumentException if it is any other metric
   */
  public NumericExpression of(NumericMetric metric) {
    return new NumericExpression(told(Args.notNull(metric, "metric").metric()));
  }

  /** The earliest or latest of their values. */
  public TemporalExpression of(TemporalMetric metric) {
    return new TemporalExpression(told(Args.notNull(metric, "metric").metric()));
  }

  /** The first or last of their texts, in UTF-8 order. */
  public StringExpression of(TextMetric metric) {
    return new StringExpression(told(Args.notNull(metric, "metric").metric()));
  }
}
