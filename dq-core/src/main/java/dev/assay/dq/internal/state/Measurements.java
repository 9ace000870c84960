package dev.assay.dq.internal.state;

import dev.assay.dq.internal.plan.Aggregate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured in a run, by aggregate.
 *
 * @param values each aggregate's measurement, {@link Measurement.Failed} included
 * @param others what was measured of other datasets of the run, by their names
 * @param past what earlier runs found
 */
public record Measurements(
    Map<Aggregate, Measurement> values, Map<String, Measurements> others, PastNumbers past) {
  public Measurements {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    others = Map.copyOf(others);
  }

  /** Without what earlier runs found. */
  public Measurements(Map<Aggregate, Measurement> values, Map<String, Measurements> others) {
    this(values, others, PastNumbers.NOT_GIVEN);
  }

  /** The same beside what earlier runs found. */
  public Measurements with(PastNumbers earlier) {
    return new Measurements(values, others, earlier);
  }

  /** Of one dataset alone. */
  public Measurements(Map<Aggregate, Measurement> values) {
    this(values, Map.of());
  }

  /** Whether the dataset was read and has no row. */
  public boolean ofNoRows() {
    return values.get(Aggregate.Rows.ALL) instanceof Measurement.Rows all && all.rows() == 0;
  }

  /** What was measured of another dataset; nothing, if nothing was. */
  public Measurements other(String dataset) {
    return others.getOrDefault(dataset, new Measurements(Map.of()));
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
