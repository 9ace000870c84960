package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bound that fails and the one that warns: of one kind, both of numbers, and what fails is
 * beyond what warns.
 */
public final class TwoBounds {

  private static final String KINDS =
      "A bound that warns stands beside one of the same kind that fails: ";

  private TwoBounds() {}

  /**
   * Checks the bounds of a metric.
   *
   * @throws IllegalArgumentException with the fix
   */
  public static void check(Expectation fail, @Nullable Expectation warn) {
    if (warn == null) {
      return;
    }
    Bounds f = fail.accept(NUMBERS);
    Bounds w = warn.accept(NUMBERS);
    if (f == null || w == null || f.kind() != w.kind()) {
      throw new IllegalArgumentException(
          KINDS
              + "warnBelow(…).failBelow(…), warnAbove(…).failAbove(…) or"
              + " warnOutside(…).failOutside(…), of numbers");
    }
    Runnable order =
        switch (f.kind()) {
          case LOWER -> () -> below(f.low(), w.low(), each -> "isAtLeast(" + each + ")");
          case UPPER -> () -> above(f.high(), w.high(), each -> "isAtMost(" + each + ")");
          case BOTH -> () -> outside(f.low(), f.high(), w.low(), w.high());
        };
    order.run();
  }

  /** From where a number is bounded. */
  public enum Kind {
    /** From below. */
    LOWER,
    /** From above. */
    UPPER,
    /** From both. */
    BOTH
  }

  /** What bounds a number: one that is bounded from one side has the same twice. */
  public record Bounds(Kind kind, BigDecimal low, BigDecimal high) {}

  /**
   * The bounds of one that has been checked.
   *
   * @throws IllegalStateException if it is none that may warn
   */
  public static Bounds of(Expectation expectation) {
    Bounds bounds = expectation.accept(NUMBERS);
    if (bounds == null) {
      throw new IllegalStateException(English.of(expectation) + " never warns");
    }
    return bounds;
  }

  /** The bounds of what may warn; null of all else. */
  private static final Expectation.Visitor<@Nullable Bounds> NUMBERS =
      new Expectation.Visitor<>() {
        @Override
        public @Nullable Bounds compare(Expectation.Compare e) {
          return e.bound().value() instanceof BigDecimal bound
              ? switch (e.comparison()) {
                case GREATER_OR_EQUAL -> new Bounds(Kind.LOWER, bound, bound);
                case LESS_OR_EQUAL -> new Bounds(Kind.UPPER, bound, bound);
                case EQUAL, LESS, GREATER -> null;
              }
              : null;
        }

        @Override
        public @Nullable Bounds between(Expectation.Between e) {
          return e.low().value() instanceof BigDecimal low
                  && e.high().value() instanceof BigDecimal high
              ? new Bounds(Kind.BOTH, low, high)
              : null;
        }

        @Override
        public @Nullable Bounds relative(Expectation.Relative e) {
          return null;
        }

        @Override
        public @Nullable Bounds closeTo(Expectation.CloseTo e) {
          return null;
        }

        @Override
        public @Nullable Bounds in(Expectation.In e) {
          return null;
        }

        @Override
        public @Nullable Bounds than(Expectation.Than e) {
          return null;
        }

        @Override
        public @Nullable Bounds near(Expectation.Near e) {
          return null;
        }

        @Override
        public @Nullable Bounds ofPast(Expectation.OfPast e) {
          return null;
        }

        @Override
        public @Nullable Bounds observed(Expectation.Observed e) {
          return null;
        }
      };

  /**
   * Checks the thresholds of a constraint on rows.
   *
   * @throws IllegalArgumentException with the fix
   */
  public static void check(RowThreshold fail, @Nullable RowThreshold warn) {
    if (warn == null) {
      return;
    }
    boolean fractions =
        switch (fail.kind()) {
          case MIN_FRACTION, MAX_FRACTION -> true;
          case MIN_ROWS, MAX_ROWS, MAX_VIOLATIONS -> false;
        };
    if (!fractions || fail.kind() != warn.kind()) {
      throw new IllegalArgumentException(
          KINDS
              + "warnBelow(…).failBelow(…) or warnAbove(…).failAbove(…), of fractions of rows; for"
              + " numbers of rows bound violations()");
    }
    if (fail.kind() == RowThreshold.Kind.MIN_FRACTION) {
      below(fail.value(), warn.value(), each -> "forAtLeast(" + each + ")");
    } else {
      above(fail.value(), warn.value(), each -> "forAtMost(" + each + ")");
    }
  }

  private static void below(BigDecimal fail, BigDecimal warn, Function<String, String> one) {
    refuse(
        warn.compareTo(fail),
        fail,
        warn,
        "above",
        "warnBelow(" + fail.toPlainString() + ").failBelow(" + warn.toPlainString() + ")",
        one);
  }

  private static void above(BigDecimal fail, BigDecimal warn, Function<String, String> one) {
    refuse(
        fail.compareTo(warn),
        fail,
        warn,
        "below",
        "warnAbove(" + fail.toPlainString() + ").failAbove(" + warn.toPlainString() + ")",
        one);
  }

  private static void refuse(
      int order,
      BigDecimal fail,
      BigDecimal warn,
      String where,
      String swapped,
      Function<String, String> one) {
    if (order == 0) {
      throw new IllegalArgumentException(
          "Both bounds are "
              + fail.toPlainString()
              + ", so nothing could ever warn: leave out the one that warns, "
              + one.apply(fail.toPlainString()));
    }
    if (order < 0) {
      throw new IllegalArgumentException(
          "The bound that warns, "
              + warn.toPlainString()
              + ", must be "
              + where
              + " the one that fails, "
              + fail.toPlainString()
              + ": swap them, "
              + swapped);
    }
  }

  private static void outside(
      BigDecimal low, BigDecimal high, BigDecimal warnLow, BigDecimal warnHigh) {
    if (warnLow.compareTo(low) < 0 || warnHigh.compareTo(high) > 0) {
      boolean swapped = warnLow.compareTo(low) <= 0 && warnHigh.compareTo(high) >= 0;
      throw new IllegalArgumentException(
          "The range that warns, "
              + range(warnLow, warnHigh)
              + ", must lie within the one that fails, "
              + range(low, high)
              + (swapped
                  ? ": swap them, warnOutside("
                      + low.toPlainString()
                      + ", "
                      + high.toPlainString()
                      + ").failOutside("
                      + warnLow.toPlainString()
                      + ", "
                      + warnHigh.toPlainString()
                      + ")"
                  : ": what fails is beyond what warns"));
    }
    if (warnLow.compareTo(low) == 0 && warnHigh.compareTo(high) == 0) {
      throw new IllegalArgumentException(
          "Both ranges are "
              + range(low, high)
              + ", so nothing could ever warn: leave out the one that warns, isBetween("
              + low.toPlainString()
              + ", "
              + high.toPlainString()
              + ")");
    }
  }

  private static String range(BigDecimal low, BigDecimal high) {
    return low.toPlainString() + " to " + high.toPlainString();
  }
}
