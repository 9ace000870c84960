package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which days are worked: all but those of the weekend and the holidays. A value, stored with its
 * checks; no holiday is known but those that are named, so a year without any has business days
 * from Monday to Friday.
 *
 * @param name what sentences call it; a constraint keeps its identity when holidays are added to
 *     the calendar of its name
 * @param weekend the days of every week that are not worked; may be empty
 * @param holidays the other days that are not worked, at most 1000
 */
@SuppressWarnings("serial") // copied to serializable sets
public record BusinessCalendar(String name, Set<DayOfWeek> weekend, SortedSet<LocalDate> holidays)
    implements Serializable {

  private static final int MOST = 1_000;

  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException if the name is blank, every day is one of the weekend, or a
   *     holiday is not of the years 1 to 9999 or one too many
   */
  public BusinessCalendar {
    Args.notBlank(name, "name of the calendar");
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    days.addAll(Args.noNulls(weekend, "days of the weekend"));
    if (days.size() == DayOfWeek.values().length) {
      throw new IllegalArgumentException(
          "The weekend of a calendar must leave a day of the week, and this is all of them");
    }
    weekend = Collections.unmodifiableSet(days);
    TreeSet<LocalDate> free = new TreeSet<>(Args.noNulls(holidays, "holidays"));
    if (free.size() > MOST) {
      throw new IllegalArgumentException(
          "A calendar has at most "
              + MOST
              + " holidays, and these are "
              + free.size()
              + ": leave out those of years that no data are of, and those on weekends");
    }
    if (!free.isEmpty() && (free.first().getYear() < 1 || free.last().getYear() > 9999)) {
      throw new IllegalArgumentException(
          "Holidays must be of the years 1 to 9999, and these are from "
              + free.first()
              + " to "
              + free.last());
    }
    holidays = Collections.unmodifiableSortedSet(free);
  }

  /** A calendar with Saturdays and Sundays, and no holidays yet. */
  public static BusinessCalendar of(String name) {
    return new BusinessCalendar(
        name, EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), new TreeSet<>());
  }

  /** The same with other days in place of those of the weekend. */
  public BusinessCalendar withWeekend(DayOfWeek... days) {
    return new BusinessCalendar(
        name, new java.util.LinkedHashSet<>(Args.list(days, "days of the weekend")), holidays);
  }

  /** The same with more holidays. */
  public BusinessCalendar withHolidays(LocalDate... days) {
    return withHolidays(Arrays.asList(Args.notNull(days, "holidays")));
  }

  /** The same with more holidays. */
  public BusinessCalendar withHolidays(Collection<LocalDate> days) {
    TreeSet<LocalDate> all = new TreeSet<>(holidays);
    all.addAll(Args.noNulls(days, "holidays"));
    return new BusinessCalendar(name, weekend, all);
  }

  /** Whether a day is worked. */
  public boolean isBusinessDay(LocalDate day) {
    return !weekend.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }
}
