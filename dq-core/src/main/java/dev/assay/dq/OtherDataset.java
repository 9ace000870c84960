package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Metric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Another dataset of the run, by its name; see {@link Columns#in}. */
public final class OtherDataset implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;

  OtherDataset(String name) {
    this.name = Args.notBlank(name, "name of a dataset");
  }

  /**
   * What it has to tell of the rows that share a key with each row here, by columns of the same
   * names: {@code TOTAL.isEqualTo(in("lines").on("order_id").of(QTY.times(PRICE).sum()))}.
   *
   * @throws IllegalArgumentException if no column is named
   */
  public OtherRows on(String first, String... more) {
    List<String> all = new ArrayList<>(List.of(Args.notNull(first, "column")));
    all.addAll(Lists.of(more, "columns"));
    return on(Columns.key(all.toArray(String[]::new)));
  }

  /**
   * The same of columns of other names, or of what is computed here.
   *
   * @param key the key here
   * @param columns the columns there, one for each part of the key
   * @throws IllegalArgumentException if they are not as many as the parts, or the key is the whole
   *     row
   */
  public OtherRows on(KeyColumns key, String... columns) {
    return new OtherRows(key.other(name, columns), key.key().parts());
  }

  private Metric there(Metric metric) {
    return new Metric.Elsewhere(name, metric);
  }

  /** How many rows it has. */
  public NumericMetric rowCount() {
    return of(Columns.rowCount());
  }

  /**
   * A metric of its rows, with the names of its columns: {@code
   * AMOUNT.sum().isEqualTo(in("ledger").of(number("booked").sum()))}.
   *
   * @throws IllegalArgumentException if the metric is of a third dataset
   */
  public NumericMetric of(NumericMetric metric) {
    return new NumericMetric(there(Args.notNull(metric, "metric").metric()));
  }

  /** The same of a date or time. */
  public TemporalMetric of(TemporalMetric metric) {
    return new TemporalMetric(there(Args.notNull(metric, "metric").metric()));
  }

  /** The same of a text. */
  public TextMetric of(TextMetric metric) {
    return new TextMetric(there(Args.notNull(metric, "metric").metric()));
  }
}
