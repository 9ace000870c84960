package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The values that a number can have. */
enum Range {
  ANY("a value", null, null),
  COUNT("a number of rows or values", BigDecimal.ZERO, null),
  FRACTION("a fraction from 0 to 1", BigDecimal.ZERO, BigDecimal.ONE),
  CORRELATION("from -1 to 1", BigDecimal.ONE.negate(), BigDecimal.ONE),
  NOT_NEGATIVE("never negative", BigDecimal.ZERO, null),
  FROM_ONE("never less than 1", BigDecimal.ONE, null);

  private final String words;
  private final @Nullable BigDecimal low;
  private final @Nullable BigDecimal high;

  Range(String words, @Nullable BigDecimal low, @Nullable BigDecimal high) {
    this.words = words;
    this.low = low;
    this.high = high;
  }

  /**
   * Refuses what would decide nothing: a bound that no value can miss, or none can meet.
   *
   * @param word what has the value
   * @throws IllegalArgumentException with the bound that was probably meant
   */
  void check(String word, Expectation expectation) {
    String problem =
        expectation.accept(
            new Expectation.Visitor<@Nullable String>() {
              @Override
              public @Nullable String compare(Expectation.Compare e) {
                return e.bound().value() instanceof BigDecimal bound
                    ? decided(e.comparison(), bound)
                    : null;
              }

              @Override
              public @Nullable String relative(Expectation.Relative e) {
                return null;
              }

              @Override
              public @Nullable String between(Expectation.Between e) {
                return e.low().value() instanceof BigDecimal low
                        && e.high().value() instanceof BigDecimal high
                        && (toLow(high) < 0 || toHigh(low) > 0)
                    ? "can never be between "
                        + low.toPlainString()
                        + " and "
                        + high.toPlainString()
                        + meant(high)
                    : null;
              }

              @Override
              public @Nullable String closeTo(Expectation.CloseTo e) {
                return null;
              }

              @Override
              public @Nullable String in(Expectation.In e) {
                return e.allowed().stream().allMatch(each -> isNever(each))
                    ? "can never be in " + English.set(e.allowed())
                    : null;
              }

              @Override
              public @Nullable String than(Expectation.Than e) {
                return null;
              }

              @Override
              public @Nullable String near(Expectation.Near e) {
                return null;
              }

              @Override
              public @Nullable String ofPast(Expectation.OfPast e) {
                return null;
              }

              @Override
              public @Nullable String observed(Expectation.Observed e) {
                return null;
              }
            });
    if (problem != null) {
      throw new IllegalArgumentException(word + " is " + words + ", so it " + problem);
    }
  }

  /** What a comparison comes to whatever the value is; null if the value decides. */
  private @Nullable String decided(Comparison comparison, BigDecimal bound) {
    boolean never =
        switch (comparison) {
          case EQUAL -> toLow(bound) < 0 || toHigh(bound) > 0;
          case GREATER_OR_EQUAL -> toHigh(bound) > 0;
          case GREATER -> toHigh(bound) >= 0;
          case LESS_OR_EQUAL -> toLow(bound) < 0;
          case LESS -> toLow(bound) <= 0;
        };
    boolean always =
        switch (comparison) {
          case EQUAL -> false;
          case GREATER_OR_EQUAL, GREATER -> toLow(bound) < 0;
          case LESS_OR_EQUAL, LESS -> toHigh(bound) > 0;
        };
    return never || always
        ? (never ? "can never be " : "is always ")
            + comparison.words().substring("is ".length())
            + " "
            + bound.toPlainString()
            + meant(bound)
        : null;
  }

  private boolean isNever(Constant constant) {
    return constant.value() instanceof BigDecimal number
        && decided(Comparison.EQUAL, number) != null;
  }

  /** The order of a bound and the smallest value there can be. */
  private int toLow(BigDecimal bound) {
    return low == null ? 1 : bound.compareTo(low);
  }

  /** The order of a bound and the greatest value there can be. */
  private int toHigh(BigDecimal bound) {
    return high == null ? -1 : bound.compareTo(high);
  }

  private String meant(BigDecimal bound) {
    boolean percent =
        this == FRACTION && bound.signum() > 0 && bound.compareTo(BigDecimal.valueOf(100)) <= 0;
    return percent
        ? ": " + bound.toPlainString() + "% is " + bound.movePointLeft(2).toPlainString()
        : "";
  }
}
