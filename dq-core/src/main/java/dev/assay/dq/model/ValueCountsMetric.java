package dev.assay.dq.model;

import java.io.Serializable;

/**
 * A metric whose value is a list of values with their counts. It can only be observed; to judge how
 * often a value occurs, use the {@link Predicate#compliance() compliance} of a predicate.
 *
 * @param metric the metric
 */
public record ValueCountsMetric(Metric metric) implements Serializable {
  /**
   * Refuses null.
   *
   * @param metric the metric
   */
  public ValueCountsMetric {
    Args.notNull(metric, "metric");
  }

  /**
   * Summarises only the rows for which a condition is true.
   *
   * @param condition the filter
   * @return the filtered metric
   */
  public ValueCountsMetric where(Predicate condition) {
    return new ValueCountsMetric(metric.filtered(condition));
  }

  /**
   * Reports the value without expecting anything; never fails.
   *
   * @return the constraint
   */
  public Constraint.OnMetric observed() {
    return Constraint.OnMetric.of(metric, new Expectation.Observed());
  }
}
