package dev.assay.dq.drift;

import dev.assay.dq.drift.ColumnDrift.Shift;
import dev.assay.dq.profile.ColumnProfile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the middle and the ends of a column's values were and are. */
final class Shifts {

  private static final List<String> TELLING =
      List.of("median", "95%", "5%", "75%", "25%", "maximum", "minimum", "mean");

  private static final Map<String, Double> QUANTILES = new LinkedHashMap<>();

  static {
    QUANTILES.put("5%", 0.05);
    QUANTILES.put("25%", 0.25);
    QUANTILES.put("median", 0.5);
    QUANTILES.put("75%", 0.75);
    QUANTILES.put("95%", 0.95);
  }

  private Shifts() {}

  static List<Shift> of(ColumnProfile before, ColumnProfile after) {
    List<Shift> shifts = new ArrayList<>();
    if (before.number() != null && after.number() != null) {
      numbers(before.number(), after.number(), shifts);
    }
    if (before.time() != null && after.time() != null) {
      times(before, before.time(), after, after.time(), shifts);
    }
    if (before.text() != null && after.text() != null) {
      lengths("length", before.text().lengths(), after.text().lengths(), shifts);
    }
    if (before.sizes() != null && after.sizes() != null) {
      lengths("size", before.sizes(), after.sizes(), shifts);
    }
    return List.copyOf(shifts);
  }

  private static void numbers(
      ColumnProfile.Numbers before, ColumnProfile.Numbers after, List<Shift> shifts) {
    if (before.finite() == 0 || after.finite() == 0) {
      return;
    }
    number("minimum", before.min(), after.min(), shifts);
    QUANTILES.forEach(
        (position, share) ->
            number(
                position,
                before.quantiles().get(share.toString()),
                after.quantiles().get(share.toString()),
                shifts));
    number("maximum", before.max(), after.max(), shifts);
    number("mean", before.mean(), after.mean(), shifts);
    number("standard deviation", before.standardDeviation(), after.standardDeviation(), shifts);
  }

  private static void number(
      String position,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      List<Shift> shifts) {
    if (before != null && after != null) {
      number(position, before.doubleValue(), after.doubleValue(), shifts);
    }
  }

  private static void number(String position, double before, double after, List<Shift> shifts) {
    shifts.add(new Shift(position, before, after, Words.number(before), Words.number(after)));
  }

  private static void times(
      ColumnProfile before,
      ColumnProfile.Time first,
      ColumnProfile after,
      ColumnProfile.Time second,
      List<Shift> shifts) {
    shifts.add(
        new Shift(
            "minimum",
            Cumulative.days(first.min()),
            Cumulative.days(second.min()),
            first.min(),
            second.min()));
    Cumulative earlier = Cumulative.of(before);
    Cumulative later = Cumulative.of(after);
    boolean dates = dates(before) && dates(after);
    if (earlier != null && later != null) {
      QUANTILES.forEach(
          (position, share) ->
              time(position, earlier.quantile(share), later.quantile(share), dates, shifts));
    }
    shifts.add(
        new Shift(
            "maximum",
            Cumulative.days(first.max()),
            Cumulative.days(second.max()),
            first.max(),
            second.max()));
    if (earlier != null && later != null) {
      time("mean", earlier.mean(), later.mean(), dates, shifts);
    }
  }

  private static void time(
      String position, double before, double after, boolean dates, List<Shift> shifts) {
    shifts.add(
        new Shift(position, before, after, Words.time(before, dates), Words.time(after, dates)));
  }

  /** Whether a column has dates alone, without a time of day. */
  static boolean dates(ColumnProfile column) {
    return column.time() != null && column.time().hours().isEmpty();
  }

  private static void lengths(
      String what, ColumnProfile.Lengths before, ColumnProfile.Lengths after, List<Shift> shifts) {
    number("least " + what, (double) before.min(), (double) after.min(), shifts);
    number("mean " + what, before.mean(), after.mean(), shifts);
    number("greatest " + what, (double) before.max(), (double) after.max(), shifts);
  }

  /** The position that tells most: the median, unless it stayed. */
  static String text(List<Shift> shifts, boolean time) {
    if (time) {
      Shift first = position(shifts, "minimum");
      Shift last = position(shifts, "maximum");
      return first.textBefore()
          + " to "
          + last.textBefore()
          + " -> "
          + first.textAfter()
          + " to "
          + last.textAfter();
    }
    for (String position : TELLING) {
      Shift shift = position(shifts, position);
      if (Double.compare(shift.before(), shift.after()) != 0) {
        return position + " " + Words.pair(shift.before(), shift.after());
      }
    }
    Shift median = position(shifts, "median");
    return "median " + median.textBefore() + " as before";
  }

  private static Shift position(List<Shift> shifts, String position) {
    return shifts.stream()
        .filter(each -> each.position().equals(position))
        .findFirst()
        .orElse(new Shift(position, Double.NaN, Double.NaN, "unknown", "unknown"));
  }
}
