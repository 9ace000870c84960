package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How many of the rows in scope must hold, or may violate, a row constraint. A row for which the
 * predicate is unknown neither violates nor satisfies it: {@link Kind#MIN_FRACTION} and {@link
 * Kind#MAX_VIOLATIONS} bound the rows that violate, the other kinds the rows that satisfy.
 *
 * @param value a fraction or a number of rows; exactly as the user wrote it
 */
public record RowThreshold(Kind kind, BigDecimal value) implements Serializable {

  /** No violation is accepted. */
  public static final RowThreshold ALL = new RowThreshold(Kind.MAX_VIOLATIONS, BigDecimal.ZERO);

  /** What a threshold bounds. */
  public enum Kind {
    /** The fraction of rows that do not violate, from below. */
    MIN_FRACTION("forAtLeast"),
    /** The fraction of rows that satisfy the predicate, from above. */
    MAX_FRACTION("forAtMost"),
    /** The number of rows that satisfy the predicate, from below. */
    MIN_ROWS("forAtLeastRows"),
    /** The number of rows that satisfy the predicate, from above. */
    MAX_ROWS("forAtMostRows"),
    /** The number of violating rows, from above. */
    MAX_VIOLATIONS("allowingViolations");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** What it is called in stored checks and in the language. */
    public String word() {
      return word;
    }
  }

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if a fraction is not from 0 to 1, or a number of rows is
   *     negative
   */
  public RowThreshold {
    Args.notNull(kind, "kind of threshold");
    value =
        switch (kind) {
          case MIN_FRACTION, MAX_FRACTION -> Fractions.normal(value, "fraction of rows");
          case MIN_ROWS, MAX_ROWS, MAX_VIOLATIONS -> rows(Args.notNull(value, "number of rows"));
        };
  }

  /** Whether it bounds what violates, and not what satisfies. */
  public boolean isOfViolations() {
    return switch (kind) {
      case MIN_FRACTION, MAX_VIOLATIONS -> true;
      case MAX_FRACTION, MIN_ROWS, MAX_ROWS -> false;
    };
  }

  /**
   * Refuses a bound of what satisfies.
   *
   * @param what what is bounded, as a sentence begins
   */
  public void checkViolations(String what) {
    if (!isOfViolations()) {
      throw new IllegalArgumentException(
          what
              + " are bounded by forAtLeast(…) or allowingViolations(…), and not by "
              + kind.word()
              + "(…)");
    }
  }

  private static BigDecimal rows(BigDecimal value) {
    BigDecimal normal = Constant.of(value).value();
    if (normal.signum() < 0 || normal.scale() > 0) {
      throw new IllegalArgumentException(
          "A number of rows must be a whole number from 0 on, but was " + normal.toPlainString());
    }
    return normal;
  }

  /** Whether so many rows are accepted, compared exactly. */
  public boolean accepts(long rows, long satisfied, long violations) {
    BigDecimal all = BigDecimal.valueOf(rows);
    BigDecimal holding = BigDecimal.valueOf(satisfied);
    return switch (kind) {
      case MIN_FRACTION ->
          BigDecimal.valueOf(rows - violations).compareTo(value.multiply(all)) >= 0;
      case MAX_FRACTION -> holding.compareTo(value.multiply(all)) <= 0;
      case MIN_ROWS -> holding.compareTo(value) >= 0;
      case MAX_ROWS -> holding.compareTo(value) <= 0;
      case MAX_VIOLATIONS -> BigDecimal.valueOf(violations).compareTo(value) <= 0;
    };
  }
}
