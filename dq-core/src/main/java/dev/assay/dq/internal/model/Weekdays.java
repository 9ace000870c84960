package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Days of the week, by the numbers that ISO 8601 gives them, in words. */
final class Weekdays {

  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private Weekdays() {}

  /** Their names, or what all of them are; null if one is no constant number of a day. */
  static @Nullable String of(List<Expr> numbers) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Expr each : numbers) {
      DayOfWeek day = day(each);
      if (day == null) {
        return null;
      }
      days.add(day);
    }
    if (days.equals(WEEKEND)) {
      return "a weekend";
    }
    return days.equals(EnumSet.complementOf(EnumSet.copyOf(WEEKEND))) ? "a weekday" : names(days);
  }

  private static @Nullable DayOfWeek day(Expr expr) {
    if (!(expr instanceof Expr.Literal literal)
        || !(literal.constant() instanceof Constant.Num number)) {
      return null;
    }
    for (DayOfWeek each : DayOfWeek.values()) {
      if (number.value().compareTo(BigDecimal.valueOf(each.getValue())) == 0) {
        return each;
      }
    }
    return null;
  }

  private static String names(Set<DayOfWeek> days) {
    List<String> names =
        days.stream().map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
