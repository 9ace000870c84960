package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.plan.SampleColumns;
import dev.assay.dq.result.MetricValue;
import org.jspecify.annotations.Nullable;

/** A metric's value, or why it has none. */
record Evaluation(
    @Nullable MetricValue value, long leftOut, @Nullable String note, @Nullable String error) {

  /** Stands in a note for the columns of the metric: no value that is quoted there has it. */
  private static final String COLUMN = "\u0000.";

  /** Two notes as one; either may be missing. */
  static @Nullable String note(@Nullable String one, @Nullable String other) {
    return one == null || other == null ? (one == null ? other : one) : one + "; " + other;
  }

  static Evaluation of(MetricValue value, long leftOut) {
    return new Evaluation(value, leftOut, null, null);
  }

  static Evaluation none(String why, long leftOut) {
    return new Evaluation(null, leftOut, why, null);
  }

  static Evaluation nan(long nans, long leftOut) {
    return new Evaluation(
        new MetricValue.Real(Double.NaN),
        leftOut,
        nans
            + (nans == 1 ? " value is" : " values are")
            + " NaN, which makes the metric NaN; leave them out with .where("
            + COLUMN
            + "isNotNaN())",
        null);
  }

  /** The note with the columns of the metric in its remedy. */
  Evaluation naming(Metric.Summary metric) {
    if (note == null || !note.contains(COLUMN)) {
      return this;
    }
    int at = note.indexOf(COLUMN);
    String test = note.substring(at + COLUMN.length(), note.length() - 1);
    String remedy =
        SampleColumns.valuesOf(metric).stream()
            .map(column -> column.text() + "." + test)
            .reduce((a, b) -> a + ".and(" + b + ")")
            .orElse(test);
    return new Evaluation(value, leftOut, note.substring(0, at) + remedy + ")", error);
  }

  /** A spread: infinities (and sums of squares beyond a double) make it NaN, in any order. */
  static Evaluation spread(double value, long leftOut) {
    return Double.isFinite(value)
        ? of(new MetricValue.Real(value), leftOut)
        : new Evaluation(
            new MetricValue.Real(Double.NaN),
            leftOut,
            "infinite or very large values make the metric NaN; leave them out with .where("
                + COLUMN
                + "isFinite())",
            null);
  }

  static Evaluation failed(String message) {
    return new Evaluation(null, -1, null, message);
  }
}
