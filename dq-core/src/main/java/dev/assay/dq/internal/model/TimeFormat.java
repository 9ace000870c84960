package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How texts write dates and times: a subset of the patterns of java.time, read strictly and without
 * the language of the JVM.
 */
public final class TimeFormat implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_PATTERN = 200;
  private static final int MOST_BYTES = 4;
  private static final int MOST_FRACTION_DIGITS = 9;
  private static final int CENTURY = 2000;
  private static final int HALF_DAY = 12;

  /** What a part of a text says. */
  private enum Part {
    YEAR("year"),
    MONTH("month"),
    DAY("day"),
    WEEKDAY("day of the week"),
    HOUR("hour"),
    HOUR_OF_HALF("hour of the half day"),
    HALF("half of the day"),
    MINUTE("minute"),
    SECOND("second"),
    FRACTION("fraction of a second"),
    OFFSET("offset");

    private final String noun;

    Part(String noun) {
      this.noun = noun;
    }
  }

  /** What some letters in a row stand for, as a regular expression, and how long it is at most. */
  private enum Field {
    YEAR("uuuu", Part.YEAR, "(?!0000)[0-9]{4}", 4),
    YEAR_OF_ERA("yyyy", Part.YEAR, "(?!0000)[0-9]{4}", 4),
    SHORT_YEAR("uu", Part.YEAR, "[0-9]{2}", 2),
    SHORT_YEAR_OF_ERA("yy", Part.YEAR, "[0-9]{2}", 2),
    MONTH("MM", Part.MONTH, "0[1-9]|1[0-2]", 2),
    ANY_MONTH("M", Part.MONTH, "1[0-2]|0?+[1-9]", 2),
    MONTH_NAME("MMM", Part.MONTH, names(true, Month.values()), 3),
    LONG_MONTH_NAME("MMMM", Part.MONTH, names(false, Month.values()), 9),
    DAY("dd", Part.DAY, "0[1-9]|[12][0-9]|3[01]", 2),
    ANY_DAY("d", Part.DAY, "3[01]|[12][0-9]|0?+[1-9]", 2),
    WEEKDAY("EEE", Part.WEEKDAY, names(true, DayOfWeek.values()), 3),
    LONG_WEEKDAY("EEEE", Part.WEEKDAY, names(false, DayOfWeek.values()), 9),
    HOUR("HH", Part.HOUR, "[01][0-9]|2[0-3]", 2),
    ANY_HOUR("H", Part.HOUR, "2[0-3]|1[0-9]|0?+[0-9]", 2),
    HOUR_OF_HALF("hh", Part.HOUR_OF_HALF, "0[1-9]|1[0-2]", 2),
    ANY_HOUR_OF_HALF("h", Part.HOUR_OF_HALF, "1[0-2]|0?+[1-9]", 2),
    HALF("a", Part.HALF, "(?i:AM|PM)", 2),
    MINUTE("mm", Part.MINUTE, "[0-5][0-9]", 2),
    ANY_MINUTE("m", Part.MINUTE, "[1-5][0-9]|0?+[0-9]", 2),
    SECOND("ss", Part.SECOND, "[0-5][0-9]", 2),
    ANY_SECOND("s", Part.SECOND, "[1-5][0-9]|0?+[0-9]", 2),
    FRACTION("S", Part.FRACTION, "[0-9]", 1),
    OFFSET_HOURS("X", Part.OFFSET, "Z|" + offset("(?:[0-5][0-9])?+"), 5),
    OFFSET("XX", Part.OFFSET, "Z|" + offset("[0-5][0-9]"), 5),
    OFFSET_COLON("XXX", Part.OFFSET, "Z|" + offset(":[0-5][0-9]"), 6),
    NUMERIC_OFFSET_HOURS("x", Part.OFFSET, offset("(?:[0-5][0-9])?+"), 5),
    NUMERIC_OFFSET("xx", Part.OFFSET, offset("[0-5][0-9]"), 5),
    NUMERIC_OFFSET_COLON("xxx", Part.OFFSET, offset(":[0-5][0-9]"), 6);

    private final String letters;
    private final Part part;
    private final String regex;
    private final int longest;

    Field(String letters, Part part, String regex, int longest) {
      this.letters = letters;
      this.part = part;
      this.regex = regex;
      this.longest = longest;
    }

    private static String offset(String minutes) {
      return "[+-](?:0[0-9]|1[0-8])" + minutes;
    }

    private static String names(boolean cut, Enum<?>... all) {
      return Stream.of(all)
          .map(each -> cut ? each.name().substring(0, 3) : each.name())
          .collect(Collectors.joining("|", "(?i:", ")"));
    }

    static @Nullable Field of(String letters) {
      if (letters.startsWith(FRACTION.letters) && letters.length() <= MOST_FRACTION_DIGITS) {
        return FRACTION;
      }
      return Stream.of(values())
          .filter(each -> each.letters.equals(letters))
          .findFirst()
          .orElse(null);
    }

    /** Whether how far it goes is not known before it is read. */
    private boolean isOpen() {
      return letters.length() == 1 && this != HALF && this != FRACTION;
    }

    private boolean startsWithDigit() {
      return part != Part.OFFSET && !regex.startsWith("(?i");
    }
  }

  private final String word;
  private final String pattern;
  private final Pattern regex;

  /** What the groups of the expression say, in their order. */
  private final List<Part> parts = new ArrayList<>();

  private int longest;

  private TimeFormat(String word, String pattern) {
    this.word = word;
    this.pattern = pattern;
    this.regex = Pattern.compile(read());
  }

  /**
   * How dates are written.
   *
   * @throws IllegalArgumentException if this is no pattern, or one without a date
   */
  public static TimeFormat ofDate(String word, String pattern) {
    TimeFormat format = new TimeFormat(word, pattern);
    format.refuseGaps(Part.YEAR, Part.MONTH, Part.DAY);
    return format;
  }

  /**
   * How points in time are written.
   *
   * @param zoned whether a zone is stated beside the pattern
   * @throws IllegalArgumentException if this is no pattern, or one without a date, an hour, or an
   *     offset where no zone is stated
   */
  public static TimeFormat ofTimestamp(String word, String pattern, boolean zoned) {
    TimeFormat format = ofDate(word, pattern);
    if (!format.parts.contains(Part.HOUR_OF_HALF)) {
      format.refuseGaps(Part.HOUR);
    }
    boolean offset = format.parts.contains(Part.OFFSET);
    if (offset && zoned) {
      throw format.refused("has an offset, which decides: leave the time zone out");
    }
    if (!offset && !zoned) {
      throw format.refused("has no offset: name the time zone as well, such as \"Europe/Paris\"");
    }
    return format;
  }

  /** Found in the texts that may be meant; of the others none is. */
  public String regex() {
    return regex.pattern();
  }

  /** How many bytes of UTF-8 a text has at most that is not refused. */
  public int mostBytes() {
    return longest * MOST_BYTES;
  }

  private IllegalArgumentException refused(String problem) {
    return new IllegalArgumentException(
        word
            + " takes a pattern of dates and times, and "
            + English.quoted(pattern)
            + " "
            + problem);
  }

  private void refuseGaps(Part... needed) {
    for (Part each : needed) {
      if (!parts.contains(each)) {
        throw refused("has no " + each.noun);
      }
    }
    refuseWithout(Part.HOUR_OF_HALF, Part.HALF, "add a for AM or PM, or write HH for 0 to 23");
    refuseWithout(Part.HALF, Part.HOUR_OF_HALF, "write hh for hours from 1 to 12");
    if (!parts.contains(Part.HOUR_OF_HALF)) {
      refuseWithout(Part.MINUTE, Part.HOUR, "write HH");
    }
    refuseWithout(Part.SECOND, Part.MINUTE, "write mm");
    refuseWithout(Part.FRACTION, Part.SECOND, "write ss");
  }

  private void refuseWithout(Part part, Part other, String fix) {
    if (parts.contains(part) && !parts.contains(other)) {
      throw refused("has no " + other.noun + " for its " + part.noun + ": " + fix);
    }
  }

  /** The regular expression of the pattern. */
  private String read() {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          word + " takes patterns of at most " + LONGEST_PATTERN + " characters");
    }
    StringBuilder out = new StringBuilder("\\A");
    int open = 0;
    Field before = null;
    int at = 0;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      int end = at + Character.charCount(c);
      if (isLetter(c)) {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        before = field(pattern.substring(at, end), before, out);
      } else if (c == '[') {
        out.append("(?:");
        open++;
      } else if (c == ']') {
        if (open == 0) {
          throw refused("closes with ] what it does not open with [");
        }
        out.append(")?+");
        open--;
      } else if (c == '\'') {
        end = quoted(at, out);
        before = null;
      } else if (c == '{' || c == '}' || c == '#') {
        throw refused("has " + (char) c + " outside of quotes: write '" + (char) c + "'");
      } else {
        literal(c, out);
        before = null;
      }
      at = end;
    }
    if (open > 0) {
      throw refused("opens with [ what it does not close with ]");
    }
    return out.append("\\z").toString();
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void literal(int c, StringBuilder out) {
    out.append("\\x{").append(Integer.toHexString(c)).append('}');
    longest++;
  }

  /** Reads what stands in quotes, where two quotes are one; the place after it. */
  private int quoted(int start, StringBuilder out) {
    if (pattern.startsWith("''", start)) {
      literal('\'', out);
      return start + 2;
    }
    int at = start + 1;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      if (c != '\'') {
        literal(c, out);
      } else if (pattern.startsWith("'", at)) {
        literal(c, out);
        at++;
      } else {
        return at;
      }
    }
    throw refused("opens a quotation with ' and does not close it");
  }

  private Field field(String letters, @Nullable Field before, StringBuilder out) {
    Field field = Field.of(letters);
    if (field == null) {
      throw refused("has " + letters + ": " + hint(letters));
    }
    if (before != null && before.isOpen() && field.startsWithDigit()) {
      throw refused(
          "does not say where "
              + before.letters
              + " ends and "
              + letters
              + " begins: write "
              + before.letters.repeat(2));
    }
    boolean fraction = field == Field.FRACTION;
    parts.add(field.part);
    longest += fraction ? letters.length() : field.longest;
    out.append('(').append(field.regex).append(fraction ? "{" + letters.length() + "})" : ")");
    return field;
  }

  private static String hint(String letters) {
    return switch (letters.charAt(0)) {
      case 'Y' -> "that is the year of a week, write uuuu";
      case 'D' -> "that is the day of the year, write dd";
      case 'V', 'z', 'O', 'v' -> "zones are not read by name, leave it out and name the zone apart";
      case 'Z' -> "write xx for +0100, XXX for +01:00 and Z";
      case 'L' -> "write MM, MMM or MMMM";
      case 'k', 'K' -> "write HH for hours from 0 to 23, or hh and a";
      case 'n', 'N', 'A' -> "write S for each digit of the fraction of a second";
      default ->
          "it may have uuuu, uu, MM, M, MMM, MMMM, dd, d, EEE, EEEE, HH, H, hh, h, a, mm, m, ss, s,"
              + " S to SSSSSSSSS, X to XXX and x to xxx; text stands in quotes, as 'T' does";
    };
  }

  /** The date that a text says; null if it says none. */
  public @Nullable LocalDate date(String text) {
    Map<Part, Integer> said = said(text);
    return said == null ? null : date(said);
  }

  /**
   * The point in time that a text says, to the microsecond; null if it says none.
   *
   * @param zone where the clock stands, unless the pattern has an offset. Of a time that its clocks
   *     skip there is none, and of one that they show twice this is the first
   */
  public @Nullable Instant instant(String text, @Nullable ZoneId zone) {
    Map<Part, Integer> said = said(text);
    LocalDate date = said == null ? null : date(said);
    LocalTime time = date == null ? null : time(said);
    if (time == null) {
      return null;
    }
    LocalDateTime local = LocalDateTime.of(date, time);
    if (zone == null) {
      Integer seconds = said.get(Part.OFFSET);
      return seconds == null ? null : local.toInstant(ZoneOffset.ofTotalSeconds(seconds));
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty() ? null : local.toInstant(offsets.get(0));
  }

  /** What the parts of a text say; null if it is not written so, or says two things at once. */
  private @Nullable Map<Part, Integer> said(String text) {
    Matcher matcher = regex.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    Map<Part, Integer> said = new EnumMap<>(Part.class);
    for (int i = 0; i < parts.size(); i++) {
      String group = matcher.group(i + 1);
      if (group != null) {
        int value = value(parts.get(i), group);
        Integer other = said.put(parts.get(i), value);
        if (value < LEAST || (other != null && other != value)) {
          return null;
        }
      }
    }
    return isWholeDay(said) ? said : null;
  }

  /** Makes an hour of a half day one of the day, unless that contradicts what is said besides. */
  private static boolean isWholeDay(Map<Part, Integer> said) {
    Integer hour = said.get(Part.HOUR_OF_HALF);
    Integer half = said.get(Part.HALF);
    if (hour == null || half == null) {
      return hour == null && half == null;
    }
    int ofDay = hour % HALF_DAY + half * HALF_DAY;
    Integer other = said.put(Part.HOUR, ofDay);
    return other == null || other == ofDay;
  }

  private static final int LEAST = -ZoneOffset.MAX.getTotalSeconds();

  private static int value(Part part, String text) {
    return switch (part) {
      case YEAR -> Integer.parseInt(text) + (text.length() == 2 ? CENTURY : 0);
      case MONTH ->
          Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : place(text, Month.values());
      case WEEKDAY -> place(text, DayOfWeek.values());
      case HALF -> text.charAt(0) == 'P' || text.charAt(0) == 'p' ? 1 : 0;
      case DAY, HOUR, HOUR_OF_HALF, MINUTE, SECOND -> Integer.parseInt(text);
      case FRACTION -> Integer.parseInt((text + "000000000").substring(0, 9));
      case OFFSET -> offset(text);
    };
  }

  /** The place of what is called so, from 1 on. */
  private static int place(String name, Enum<?>... all) {
    String upper = name.toUpperCase(Locale.ROOT);
    int place = 0;
    while (!all[place].name().startsWith(upper)) {
      place++;
    }
    return place + 1;
  }

  /** In seconds; less than {@link #LEAST} if there is no such offset. */
  private static int offset(String text) {
    if (text.equals("Z")) {
      return 0;
    }
    int hours = Integer.parseInt(text.substring(1, 3));
    int minutes = text.length() > 3 ? Integer.parseInt(text.substring(text.length() - 2)) : 0;
    int seconds = (hours * 60 + minutes) * 60;
    return seconds > -LEAST ? LEAST - 1 : text.charAt(0) == '-' ? -seconds : seconds;
  }

  private static @Nullable LocalDate date(Map<Part, Integer> said) {
    Integer year = said.get(Part.YEAR);
    Integer month = said.get(Part.MONTH);
    Integer day = said.get(Part.DAY);
    if (year == null || month == null || day == null) {
      return null;
    }
    LocalDate first = LocalDate.of(year, month, 1);
    if (day > first.lengthOfMonth()) {
      return null;
    }
    LocalDate date = first.withDayOfMonth(day);
    Integer weekday = said.get(Part.WEEKDAY);
    return weekday != null && weekday != date.getDayOfWeek().getValue() ? null : date;
  }

  /** What is not said of a time is 0, but for its hour. */
  private static @Nullable LocalTime time(Map<Part, Integer> said) {
    Integer hour = said.get(Part.HOUR);
    return hour == null
        ? null
        : LocalTime.of(
                hour,
                said.getOrDefault(Part.MINUTE, 0),
                said.getOrDefault(Part.SECOND, 0),
                said.getOrDefault(Part.FRACTION, 0))
            .truncatedTo(ChronoUnit.MICROS);
  }
}
