package dev.assay.dq.json;

import dev.assay.dq.drift.Drift;

/**
 * What changed between two profiles as JSON: {@code {"format": "assay-drift", "version": 1,
 * "drift": {…}}} with a field for each component of {@link Drift}; {@code drift-schema.json} next
 * to this class describes it. What is null is left out; numbers that JSON does not have are texts.
 *
 * <p>Needs Jackson, which every Spark carries.
 */
public final class DriftJson {

  private DriftJson() {}

  /**
   * Writes what changed.
   *
   * @param drift what changed
   * @return a JSON document
   */
  public static String write(Drift drift) {
    return RecordWriter.write("assay-drift", 1, "drift", drift);
  }
}
