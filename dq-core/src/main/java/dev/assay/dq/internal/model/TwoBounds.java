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
    if (fail instanceof Expectation.Compare f
        && warn instanceof Expectation.Compare w
        && f.comparison() == w.comparison()
        && f.bound().value() instanceof BigDecimal failing
        && w.bound().value() instanceof BigDecimal warning) {
      if (f.comparison() == Comparison.GREATER_OR_EQUAL) {
        below(failing, warning, each -> "isAtLeast(" + each + ")");
        return;
      }
      if (f.comparison() == Comparison.LESS_OR_EQUAL) {
        above(failing, warning, each -> "isAtMost(" + each + ")");
        return;
      }
    }
    if (fail instanceof Expectation.Between f
        && warn instanceof Expectation.Between w
        && f.low().value() instanceof BigDecimal low
        && f.high().value() instanceof BigDecimal high
        && w.low().value() instanceof BigDecimal warnLow
        && w.high().value() instanceof BigDecimal warnHigh) {
      outside(low, high, warnLow, warnHigh);
      return;
    }
    throw new IllegalArgumentException(
        KINDS
            + "warnBelow(…).failBelow(…), warnAbove(…).failAbove(…) or"
            + " warnOutside(…).failOutside(…), of numbers");
  }

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

  private static void below(
      BigDecimal fail, BigDecimal warn, Function<String, String> one) {
    refuse(
        warn.compareTo(fail),
        fail,
        warn,
        "above",
        "warnBelow(" + fail.toPlainString() + ").failBelow(" + warn.toPlainString() + ")",
        one);
  }

  private static void above(
      BigDecimal fail, BigDecimal warn, Function<String, String> one) {
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
