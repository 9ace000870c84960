package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Metric;
import java.io.Serializable;
import java.util.Collection;

/** A metric whose value is a text, compared in UTF-8 order, waiting for its expectation. */
public record TextMetric(@Internal Metric metric) implements Serializable {
  @Internal
  public TextMetric {
    Args.notNull(metric, "metric");
  }

  /** Summarises only the rows for which a condition is true. */
  public TextMetric where(Predicate condition) {
    return new TextMetric(metric.filtered(Judged.exprOf(condition)));
  }

  private Constraint.OnMetric compare(Comparison comparison, Constant bound) {
    return Constraint.OnMetric.of(metric, new Expectation.Compare(comparison, bound));
  }

  /** The value is a text exactly. */
  public Constraint.OnMetric isEqualTo(String bound) {
    return compare(Comparison.EQUAL, new Constant.Text(bound));
  }

  /** The value is a bound or comes after it. */
  public Constraint.OnMetric isAtLeast(String bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.Text(bound));
  }

  /** The value is a bound or comes before it. */
  public Constraint.OnMetric isAtMost(String bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.Text(bound));
  }

  /** The value is within two bounds, both allowed. */
  public Constraint.OnMetric isBetween(String low, String high) {
    return Constraint.OnMetric.of(
        metric, new Expectation.Between(new Constant.Text(low), new Constant.Text(high)));
  }

  /** The value is one of those given. */
  public Constraint.OnMetric isIn(String... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The value is one of a set.
   *
   * @throws IllegalArgumentException if the set is empty or holds null
   */
  public Constraint.OnMetric isIn(Collection<? extends String> allowed) {
    return Constraint.OnMetric.of(
        metric, new Expectation.In(Lists.map(allowed, "allowed values", Constant.Text::new)));
  }

  /** Reports the value without expecting anything; never fails. */
  public Constraint.OnMetric observed() {
    return Constraint.OnMetric.of(metric, new Expectation.Observed());
  }
}
