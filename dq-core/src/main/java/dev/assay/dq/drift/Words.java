package dev.assay.dq.drift;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Numbers and values as people read them. */
final class Words {

  private static final int VALUE = 40;
  private static final double LAST_DAY = 365_000_000;

  private Words() {}

  /** Four digits are enough to see a difference; whole numbers keep all of theirs. */
  static String number(double number) {
    if (!Double.isFinite(number) || number == Math.rint(number)) {
      return Numbers.real(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(4));
    return Numbers.real(rounded.doubleValue());
  }

  /** Two numbers side by side, with as many digits as it takes to see that they differ. */
  static String pair(double before, double after) {
    String first = number(before);
    String second = number(after);
    return first.equals(second) && before != after
        ? Numbers.real(before) + " -> " + Numbers.real(after)
        : first + " -> " + second;
  }

  /** A statistic with two digits. */
  static String statistic(double number) {
    return number == 0
        ? "0"
        : Numbers.real(new BigDecimal(number).round(new MathContext(2)).doubleValue());
  }

  static String share(long part, long whole) {
    return whole == 0 ? "0%" : Numbers.percent(BigDecimal.valueOf(part), whole);
  }

  static String shares(ColumnDrift.ShareChange change) {
    return share(change.before(), change.rowsBefore())
        + " -> "
        + share(change.after(), change.rowsAfter());
  }

  /** A day, or a second where the time of day is known. */
  static String time(double days, boolean dates) {
    if (!(Math.abs(days) < LAST_DAY)) {
      return Numbers.real(days);
    }
    return dates
        ? LocalDate.ofEpochDay((long) Math.floor(days)).toString()
        : LocalDateTime.ofEpochSecond(Math.round(days * 86_400), 0, ZoneOffset.UTC).toString();
  }

  /** A value in quotation marks, cut if it is long. */
  static String quoted(String value) {
    boolean cut = value.codePointCount(0, value.length()) > VALUE;
    String shown = cut ? value.substring(0, value.offsetByCodePoints(0, VALUE)) + "…" : value;
    return "\"" + Visible.of(shown) + "\"";
  }
}
