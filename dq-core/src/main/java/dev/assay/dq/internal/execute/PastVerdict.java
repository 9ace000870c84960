package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Past;
import dev.assay.dq.internal.model.PastStatistic;
import dev.assay.dq.internal.model.PastTolerance;
import dev.assay.dq.internal.state.PastNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A number judged against those of earlier runs, in decimals and without rounding: only what is
 * shown is rounded.
 *
 * @param now the number, perhaps NaN or infinite
 * @param earlier the latest first; as many as are needed, or more
 * @param percent whether they are shown as percentages
 */
record PastVerdict(
    double now, List<BigDecimal> earlier, Expectation.OfPast expected, boolean percent) {

  private static final MathContext SHOWN = MathContext.DECIMAL64;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** How many earlier values there are. */
  static String counted(PastNumbers.Numbers past) {
    return "from " + values(past.values().size()) + leftOut(past);
  }

  /** Why there is no verdict; null if there is one. */
  static @Nullable String tooFew(Past needs, PastNumbers.Numbers past) {
    int many = past.values().size();
    return many >= needs.needed()
        ? null
        : "needs "
            + values(needs.needed())
            + ", and there "
            + (many == 0 ? "is none" : (many == 1 ? "is " : "are ") + Numbers.grouped(many))
            + leftOut(past);
  }

  private static String values(int many) {
    return Numbers.grouped(many) + (many == 1 ? " earlier value" : " earlier values");
  }

  private static String leftOut(PastNumbers.Numbers past) {
    List<String> why = new ArrayList<>();
    if (past.without() > 0) {
      why.add(runs(past.without()) + " came to no number");
    }
    if (past.failed() > 0) {
      why.add(runs(past.failed()) + " failed");
    }
    return why.isEmpty() ? "" : " (left out: " + String.join(", ", why) + ")";
  }

  private static String runs(int many) {
    return Numbers.grouped(many) + (many == 1 ? " run that" : " runs that");
  }

  boolean holds() {
    return expected.either(this::holds, this::holds);
  }

  private boolean holds(Expectation.ThanPast e) {
    if (Double.isNaN(now)) {
      return false;
    }
    int order =
        Double.isInfinite(now)
            ? (now > 0 ? 1 : -1)
            : BigDecimal.valueOf(now).multiply(parts()).compareTo(total());
    return e.comparison().holds(order);
  }

  private boolean holds(Expectation.NearPast e) {
    if (!Double.isFinite(now)) {
      return false;
    }
    BigDecimal tolerance = e.tolerance().value();
    BigDecimal difference = BigDecimal.valueOf(now).multiply(parts()).subtract(total()).abs();
    return switch (e.unit()) {
      case NUMBER -> difference.compareTo(tolerance.multiply(parts())) <= 0;
      case PERCENT ->
          difference.multiply(HUNDRED).compareTo(tolerance.multiply(total().abs())) <= 0;
      case MEDIAN_DEVIATIONS -> difference.compareTo(tolerance.multiply(medianDeviation())) <= 0;
      case STANDARD_DEVIATIONS ->
          // (n x - S)² / n² <= k² (n Q - S²) / (n (n - 1)), of n values with sum S and squares Q
          difference
                  .pow(2)
                  .multiply(parts().subtract(BigDecimal.ONE))
                  .compareTo(tolerance.pow(2).multiply(parts()).multiply(squares()))
              <= 0;
    };
  }

  /** What the value is compared with is the quotient of {@link #total} and this. */
  private BigDecimal parts() {
    return expected.past().statistic() == PastStatistic.MEAN
        ? BigDecimal.valueOf(earlier.size())
        : BigDecimal.ONE;
  }

  private BigDecimal total() {
    return switch (expected.past().statistic()) {
      case PREVIOUS -> earlier.get(0);
      case MEAN -> earlier.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      case MEDIAN -> median(earlier);
      case GREATEST -> earlier.stream().reduce(BigDecimal::max).orElseThrow();
      case SMALLEST -> earlier.stream().reduce(BigDecimal::min).orElseThrow();
    };
  }

  private static BigDecimal median(List<BigDecimal> values) {
    List<BigDecimal> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : sorted.get(half - 1).add(sorted.get(half)).multiply(new BigDecimal("0.5"));
  }

  private BigDecimal medianDeviation() {
    BigDecimal median = total();
    return median(earlier.stream().map(each -> each.subtract(median).abs()).toList());
  }

  /** The squared differences from the mean, added up and times the number of values. */
  private BigDecimal squares() {
    BigDecimal squares =
        earlier.stream().map(each -> each.pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
    return squares.multiply(parts()).subtract(total().pow(2));
  }

  /** What the value is compared with, and how far it may be from that, in English. */
  String shown() {
    return expected.either(than -> number(reference()), this::shown);
  }

  private String shown(Expectation.NearPast e) {
    BigDecimal middle = reference();
    BigDecimal unit = unit(e.unit());
    BigDecimal tolerance = e.tolerance().value().multiply(unit, SHOWN);
    String spread =
        switch (e.unit()) {
          case NUMBER, PERCENT -> "";
          case STANDARD_DEVIATIONS -> " with a standard deviation of " + number(unit);
          case MEDIAN_DEVIATIONS -> " with a median absolute deviation of " + number(unit);
        };
    return number(middle)
        + spread
        + ", so "
        + number(middle.subtract(tolerance, SHOWN))
        + " to "
        + number(middle.add(tolerance, SHOWN));
  }

  private BigDecimal reference() {
    return total().divide(parts(), SHOWN);
  }

  private BigDecimal unit(PastTolerance unit) {
    return switch (unit) {
      case NUMBER -> BigDecimal.ONE;
      case PERCENT -> reference().abs().movePointLeft(2);
      case MEDIAN_DEVIATIONS -> medianDeviation();
      case STANDARD_DEVIATIONS ->
          squares().divide(parts().multiply(parts().subtract(BigDecimal.ONE)), SHOWN).sqrt(SHOWN);
    };
  }

  private String number(BigDecimal number) {
    return percent ? Numbers.percent(number, 1) : Numbers.rounded(number);
  }

  /** How far the value is from what it is compared with, in English; null if that says nothing. */
  @Nullable String difference() {
    return expected.<@Nullable String>either(than -> null, near -> difference(near.unit()));
  }

  private @Nullable String difference(PastTolerance unit) {
    BigDecimal one =
        switch (unit) {
          case NUMBER -> reference().abs().movePointLeft(2);
          case PERCENT, STANDARD_DEVIATIONS, MEDIAN_DEVIATIONS -> unit(unit);
        };
    if (!Double.isFinite(now) || one.signum() == 0) {
      return null;
    }
    BigDecimal difference = BigDecimal.valueOf(now).subtract(reference(), SHOWN).divide(one, SHOWN);
    if (difference.signum() == 0) {
      return "the same";
    }
    String size = Numbers.plain(difference.abs().setScale(2, RoundingMode.HALF_UP));
    UnaryOperator<String> words =
        switch (unit) {
          case NUMBER, PERCENT -> number -> number + "%";
          case STANDARD_DEVIATIONS -> number -> number + " standard deviations";
          case MEDIAN_DEVIATIONS -> number -> number + " median absolute deviations";
        };
    return words.apply(size) + (difference.signum() < 0 ? " below" : " above");
  }
}
