package dev.assay.dq.render;

import dev.assay.dq.internal.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for a page: as many digits as a reader can use, and the same number of them everywhere.
 */
final class Figures {

  private Figures() {}

  /** A count, or a dash if it is not known. */
  static String count(long number) {
    return number < 0 ? "–" : Numbers.grouped(number);
  }

  /** A number and its noun, in the plural but for one. */
  static String count(long number, String noun) {
    return Numbers.grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Six significant digits; whole numbers in full. */
  static String real(double number) {
    return !Double.isFinite(number)
        ? Double.isNaN(number) ? "–" : number > 0 ? "∞" : "-∞"
        : digits(Numbers.rounded(number));
  }

  /** The same of a decimal: whole numbers of up to forty digits in full. */
  static String real(@Nullable BigDecimal number) {
    return number == null ? "–" : digits(Numbers.rounded(number));
  }

  /** A short number for an axis. */
  static String axis(double number) {
    double size = Math.abs(number);
    if (size >= 1e15 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.2g", number);
    }
    String[] units = {"", "k", "M", "G", "T"};
    int unit = 0;
    double scaled = number;
    while (Math.abs(scaled) >= 1000 && unit < units.length - 1 && size >= 100_000) {
      scaled /= 1000;
      unit++;
    }
    BigDecimal rounded =
        new BigDecimal(scaled).round(new MathContext(Math.abs(scaled) >= 1000 ? 6 : 4));
    return digits(Numbers.plain(rounded)) + units[unit];
  }

  /** Digits in groups from five on: four in a row are as often a year, and easy to read. */
  private static String digits(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    boolean four = whole.length() == (whole.startsWith("-") ? 6 : 5);
    return four ? number.replaceFirst(",", "") : number;
  }

  /** The day of a number of days since 1970-01-01. */
  static String day(double days) {
    try {
      return LocalDate.ofEpochDay((long) Math.floor(days)).toString();
    } catch (DateTimeException e) {
      return axis(days);
    }
  }

  /** A part of a whole, in percent. */
  static String percent(long part, long whole) {
    return whole == 0 ? "–" : Numbers.percent(BigDecimal.valueOf(part), whole);
  }

  /** A share from 0 to 1, in percent. */
  static String percent(double share) {
    return Double.isFinite(share) ? Numbers.percent(BigDecimal.valueOf(share), 1) : "–";
  }

  /** A coefficient from -1 to 1 with two digits. */
  static String coefficient(double number) {
    return coefficient(number, 2);
  }

  /** With so many digits; one that rounds to nothing has no sign. */
  static String coefficient(double number, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", number);
    boolean nothing = Double.parseDouble(text) == 0;
    return !Double.isFinite(number) ? "–" : nothing ? text.replace("-", "") : text;
  }

  /** A number of bytes in the largest unit it fills. */
  static String bytes(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    double scaled = bytes;
    int unit = 0;
    while (scaled >= 1024 && unit < units.length - 1) {
      scaled /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", scaled, units[unit]);
  }

  /** A coordinate of a picture, with one digit after the point at most. */
  static String at(double coordinate) {
    long tenths = Math.round(coordinate * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
