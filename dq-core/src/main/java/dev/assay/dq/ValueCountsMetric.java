package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Metric;
import java.io.Serializable;

/**
 * A metric whose value is a list of values with their counts. It can only be observed; to judge how
 * often a value occurs, use the {@link Predicate#compliance() compliance} of a predicate.
 */
public record ValueCountsMetric(@Internal Metric metric) implements Serializable {
  @Internal
  public ValueCountsMetric {
    Args.notNull(metric, "metric");
  }

  /** Summarises only the rows for which a condition is true. */
  public ValueCountsMetric where(Predicate condition) {
    return new ValueCountsMetric(metric.filtered(Judged.exprOf(condition)));
  }

  /** Reports the value without expecting anything; never fails. */
  public Constraint.OnMetric observed() {
    return Constraint.OnMetric.of(metric, new Expectation.Observed());
  }
}
