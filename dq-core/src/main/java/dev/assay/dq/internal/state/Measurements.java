package dev.assay.dq.internal.state;

import dev.assay.dq.internal.plan.Aggregate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured in a run, by aggregate.
 *
 * @param values each aggregate's measurement, {@link Measurement.Failed} included
 */
public record Measurements(Map<Aggregate, Measurement> values) {
  public Measurements {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The measurement of an aggregate.
   *
   * @return its measurement; a failure if nobody measured it
   */
  public Measurement of(Aggregate aggregate) {
    Measurement found = values.get(aggregate);
    return found == null
        ? new Measurement.Failed(
            "was not computed, because an earlier part of the run failed", null)
        : found;
  }
}
