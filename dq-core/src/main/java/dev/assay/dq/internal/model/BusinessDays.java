package dev.assay.dq.internal.model;

import dev.assay.dq.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts the days that a calendar has as worked. */
public final class BusinessDays {

  /** A Monday, which weeks are counted from. */
  public static final LocalDate FIRST = LocalDate.of(1969, 12, 29);

  private final int[] worked;
  private final List<LocalDate> holidays;
  private final long[] days;

  /** The days of a calendar. */
  public BusinessDays(BusinessCalendar calendar) {
    worked =
        IntStream.rangeClosed(1, 7)
            .map(
                last ->
                    (int)
                        IntStream.rangeClosed(1, last)
                            .filter(day -> !calendar.weekend().contains(DayOfWeek.of(day)))
                            .count())
            .toArray();
    holidays =
        calendar.holidays().stream()
            .filter(day -> !calendar.weekend().contains(day.getDayOfWeek()))
            .toList();
    days = holidays.stream().mapToLong(LocalDate::toEpochDay).toArray();
  }

  /** How many days of a week are worked, up to and including each from Monday to Sunday. */
  public List<Integer> worked() {
    return Arrays.stream(worked).boxed().toList();
  }

  /** The holidays that would be worked if they were none, in order. */
  public List<LocalDate> holidays() {
    return holidays;
  }

  /** How many days are worked from the first Monday up to and including a day; negative before. */
  public long until(LocalDate day) {
    long since = day.toEpochDay() - FIRST.toEpochDay();
    int found = Arrays.binarySearch(days, day.toEpochDay());
    return Math.floorDiv(since, 7) * worked[6]
        + worked[Math.floorMod(since, 7)]
        - (found < 0 ? -found - 1 : found + 1);
  }
}
