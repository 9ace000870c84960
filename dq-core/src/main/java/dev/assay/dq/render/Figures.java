package dev.assay.dq.render;

import dev.assay.dq.result.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Numbers for a page: as many digits as a reader can use, and the same number of them everywhere.
 */
final class Figures {

  private static final int DIGITS = 6;

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
    if (Double.isNaN(number)) {
      return "–";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "∞" : "-∞";
    }
    double size = Math.abs(number);
    if (size >= 1e15 || (size < 1e-4 && size > 0)) {
      return Numbers.real(new BigDecimal(number).round(new MathContext(DIGITS)).doubleValue());
    }
    int whole = size < 1 ? 0 : (int) Math.log10(size) + 1;
    return Numbers.plain(
        new BigDecimal(Double.toString(number))
            .round(new MathContext(Math.max(DIGITS, whole + 1), RoundingMode.HALF_UP)));
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
    return Numbers.plain(
            new BigDecimal(scaled).round(new MathContext(Math.abs(scaled) >= 1000 ? 6 : 4)))
        + units[unit];
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
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%.2f", number) : "–";
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
