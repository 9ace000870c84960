package dev.assay.dq.internal.model;

/**
 * What two numeric metrics are combined by, one row each. Counts, fractions, and what is exact of
 * whole numbers and decimals are combined exactly; with a floating-point number, in double
 * precision.
 */
public enum Operation {
  /** The first divided by the second; no value where the second is 0. */
  RATIO("ratio", "ratio of {0} to {1}"),
  /** The first less the second. */
  MINUS("difference", "{0} minus {1}"),
  /** The sum of the two. */
  PLUS("total", "{0} plus {1}");

  private final String word;
  private final String phrase;

  Operation(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /** What it is called in stored checks. */
  public String word() {
    return word;
  }

  String phrase() {
    return phrase;
  }
}
