package dev.assay.dq.model;

import java.io.Serializable;

/**
 * A metric whose value is a text, compared in UTF-8 order, waiting for its expectation.
 *
 * @param metric the metric
 */
public record TextMetric(Metric metric) implements Serializable {
  /**
   * Refuses null.
   *
   * @param metric the metric
   */
  public TextMetric {
    Args.notNull(metric, "metric");
  }

  /**
   * Summarises only the rows for which a condition is true.
   *
   * @param condition the filter
   * @return the filtered metric
   */
  public TextMetric where(Predicate condition) {
    return new TextMetric(metric.filtered(condition));
  }

  private Constraint.OnMetric compare(Comparison comparison, Literal bound) {
    return Constraint.OnMetric.of(metric, new Expectation.Compare(comparison, bound));
  }

  /**
   * The value is a text exactly.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isEqualTo(String bound) {
    return compare(Comparison.EQUAL, new Literal.Text(bound));
  }

  /**
   * The value is a bound or comes after it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAtLeast(String bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Literal.Text(bound));
  }

  /**
   * The value is a bound or comes before it.
   *
   * @param bound the bound
   * @return the constraint
   */
  public Constraint.OnMetric isAtMost(String bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Literal.Text(bound));
  }

  /**
   * The value is within two bounds, both allowed.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the constraint
   */
  public Constraint.OnMetric isBetween(String low, String high) {
    return Constraint.OnMetric.of(
        metric, new Expectation.Between(new Literal.Text(low), new Literal.Text(high)));
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
