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
  PLUS("total", "{0} plus {1}"),
  /** The product of the two. */
  TIMES("product", "{0} times {1}"),
  /** A hundred times the first divided by the second; no value where the second is 0. */
  PERCENT("percentage", "{0} as a percentage of {1}");

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

  /** Whether the second divides the first. */
  boolean divides() {
    return switch (this) {
      case RATIO, PERCENT -> true;
      case MINUS, PLUS, TIMES -> false;
    };
  }

  /** Of the two in braces, where the second may be a constant. */
  String phrase(boolean constant) {
    return this == RATIO && constant ? "{0} divided by {1}" : phrase;
  }
}
