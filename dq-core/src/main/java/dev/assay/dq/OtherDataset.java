package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Metric;
import java.io.Serializable;

/** Another dataset of the run, by its name; see {@link Columns#in}. */
public final class OtherDataset implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;

  OtherDataset(String name) {
    this.name = Args.notBlank(name, "name of a dataset");
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
