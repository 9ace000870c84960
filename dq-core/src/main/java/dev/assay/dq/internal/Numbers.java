package dev.assay.dq.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers for people: grouped digits, and never rounded to something they are not. */
public final class Numbers {

  private static final int DIGITS = 6;
  private static final int MOST_DIGITS = 40;

  private Numbers() {}

  /**
   * A whole number with its digits in groups of three.
   *
   * @return for example {@code 1,000,000}
   */
  public static String grouped(long number) {
    return grouped(Long.toString(number));
  }

  /** How many rows a metric or a predicate skips because of nulls. */
  public static String skipped(long rows) {
    return grouped(rows) + (rows == 1 ? " row" : " rows") + " skipped (null)";
  }

  private static String grouped(String digits) {
    int point = digits.indexOf('.');
    int end = point < 0 ? digits.length() : point;
    int start = digits.startsWith("-") ? 1 : 0;
    StringBuilder out = new StringBuilder(digits);
    for (int i = end - 3; i > start; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  /**
   * How often some things occur.
   *
   * @param counts the number of each
   * @return for example {@code 9 string, 4 int}, in their order
   */
  public static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(each -> grouped(each.getValue()) + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /**
   * A decimal in plain digits, grouped.
   *
   * @return its text
   */
  public static String plain(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (stripped.precision() - stripped.scale() > 40 || stripped.scale() > 40) {
      return stripped.toString();
    }
    return grouped(stripped.toPlainString());
  }

  /**
   * A double: whole values without a fraction, others as Java writes them.
   *
   * @return its text
   */
  public static String real(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    if (number == 0) {
      return "0";
    }
    double size = Math.abs(number);
    return size >= 1e-4 && size < 1e15
        ? plain(new BigDecimal(Double.toString(number)))
        : Double.toString(number);
  }

  /**
   * A number for a reader: six significant digits, whole parts in full.
   *
   * @return for example {@code 0.32799} or {@code 1,234,567.1}
   */
  public static String rounded(double number) {
    double size = Math.abs(number);
    return !Double.isFinite(number) || size >= 1e15 || (size < 1e-4 && size > 0)
        ? real(
            Double.isFinite(number)
                ? new BigDecimal(number).round(new MathContext(DIGITS)).doubleValue()
                : number)
        : rounded(new BigDecimal(Double.toString(number)));
  }

  /**
   * The same of a decimal: whole parts of up to forty digits in full.
   *
   * @return its text
   */
  public static String rounded(BigDecimal number) {
    int whole = number.signum() == 0 ? 1 : number.precision() - number.scale();
    return whole > MOST_DIGITS || whole < -3
        ? number.round(new MathContext(DIGITS)).toString()
        : plain(number.round(new MathContext(Math.max(DIGITS, whole + 1), RoundingMode.HALF_UP)));
  }

  /**
   * A ratio as a percentage with two digits, or with as many as it takes not to read as 0% or 100%
   * when it is neither.
   *
   * @param part the numerator
   * @param whole the denominator, not zero
   * @return for example {@code 97.84%}
   */
  public static String percent(BigDecimal part, long whole) {
    BigDecimal exact =
        part.movePointRight(2).divide(BigDecimal.valueOf(whole), new MathContext(30));
    for (int digits = 2; digits < 25; digits++) {
      BigDecimal rounded = exact.setScale(digits, RoundingMode.HALF_UP);
      boolean lies =
          (rounded.signum() == 0 && exact.signum() != 0)
              || (rounded.compareTo(new BigDecimal(100)) == 0
                  && exact.compareTo(new BigDecimal(100)) != 0);
      if (!lies) {
        return plain(rounded) + "%";
      }
    }
    return exact.toString() + "%";
  }
}
