package dev.assay.dq.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what java.time reads strictly, where both have a pattern. */
class TimeFormatTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** A year of an era, which strict java.time does not read without the era, is a year. */
  private static DateTimeFormatter strict(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.replace('y', 'u'))
        .toFormatter(Locale.US)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Texts that formatters write, and others with a character replaced, added or taken away. */
  private static List<String> texts(DateTimeFormatter formatter, Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              random.nextInt(3) == 0
                  ? random.nextInt()
                  : -62_135_596_800L + (long) (random.nextDouble() * 315_537_897_600.0),
              random.nextInt(1_000_000_000),
              ZoneOffset.UTC);
      int minutes = random.nextInt(2 * 18 * 60 + 1) - 18 * 60;
      OffsetDateTime offset = time.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
      String text = formatter.format(offset);
      texts.add(text);
      int at = random.nextInt(text.length());
      char c = "0123456789: -+ZTapJ\u0661".charAt(random.nextInt(20));
      texts.add(text.substring(0, at) + c + text.substring(at + 1));
      texts.add(text.substring(0, at) + text.substring(at + 1));
    }
    return texts;
  }

  private static LocalDate date(DateTimeFormatter formatter, String text) {
    try {
      LocalDate date = LocalDate.parse(text, formatter);
      return date.getYear() < 1 || date.getYear() > 9999 ? null : date;
    } catch (DateTimeException e) {
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuuu-MM-dd",
        "yyyyMMdd",
        "dd.MM.yy",
        "MM/dd/uuuu",
        "dd-MMM-uuuu",
        "d'/'MMM'/'uuuu",
        "MMMM dd, yyyy",
        "EEE, dd MMM uuuu",
        "EEEE dd MMMM uuuu HH:mm",
        "uuuu-MM-dd['T'HH:mm[:ss[.SSS]]]",
        "[uuuu-MM-dd][dd.MM.uuuu]",
        "uuuu-MM-dd hh:mm a",
        "uuuuMMddHHmmss",
        "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX"
      })
  void dates_are_read_as_java_time_does(String pattern) {
    TimeFormat format = TimeFormat.ofDate("asDate", pattern);
    DateTimeFormatter formatter = strict(pattern);
    int read = 0;
    // a single letter takes any number of digits in java.time: of two that formatters write, all
    for (String text : texts(formatter, new Random(1))) {
      LocalDate expected = date(formatter, text);
      if (expected == null && format.date(text) != null && pattern.contains("d'/'")) {
        continue;
      }
      assertThat(format.date(text)).as("%s by %s", text, pattern).isEqualTo(expected);
      read += expected == null ? 0 : 1;
    }
    assertThat(read).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuuu-MM-dd'T'HH:mm:ssXXX",
        "uuuu-MM-dd HH:mm:ss.SSSSSSSxx",
        "uuuu-MM-dd HH:mmX",
        "EEE, dd MMM uuuu hh:mm:ss a XX",
        "uuuuMMddHHmmssSSSxxx",
        "uuuu-MM-dd'T'HH[:mm]x"
      })
  void offsets_are_read_as_java_time_does(String pattern) {
    TimeFormat format = TimeFormat.ofTimestamp("asTimestamp", pattern, false);
    DateTimeFormatter formatter = strict(pattern);
    int read = 0;
    for (String text : texts(formatter, new Random(2))) {
      if (pattern.endsWith("]x") && text.matches(".*[+]00[0-5][0-9]")) {
        continue; // java.time takes the +00 for the whole offset, and fails on its minutes
      }
      Instant expected;
      try {
        OffsetDateTime time = OffsetDateTime.parse(text, formatter);
        boolean within = time.getYear() >= 1 && time.getYear() <= 9999;
        expected = within ? time.toInstant().truncatedTo(ChronoUnit.MICROS) : null;
      } catch (DateTimeException e) {
        expected = null;
      }
      assertThat(format.instant(text, null)).as("%s by %s", text, pattern).isEqualTo(expected);
      read += expected == null ? 0 : 1;
    }
    assertThat(read).isGreaterThan(100);
  }

  /** The hours around every change of the clocks, which java.time shifts or takes once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Paris",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "+05:30",
        "UTC"
      })
  void local_times_are_those_that_clocks_show_for_the_first_time(String name) {
    ZoneId zone = ZoneId.of(name);
    TimeFormat format = TimeFormat.ofTimestamp("asTimestamp", "uuuu-MM-dd HH:mm", true);
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    LocalDateTime time = LocalDateTime.of(2011, 1, 1, 0, 0);
    for (int i = 0; i < 2 * 366 * 48; i++, time = time.plusMinutes(30)) {
      Instant shifted = time.atZone(zone).toInstant();
      boolean shown = LocalDateTime.ofInstant(shifted, zone).equals(time);
      assertThat(format.instant(formatter.format(time), zone)).isEqualTo(shown ? shifted : null);
    }
  }

  @Test
  void a_pattern_of_one_letter_takes_one_digit_or_two() {
    TimeFormat format = TimeFormat.ofTimestamp("asTimestamp", "d.M.uuuu H:m:s", true);
    assertThat(format.instant("1.2.2024 3:4:5", PARIS))
        .isEqualTo(Instant.parse("2024-02-01T02:04:05Z"));
    assertThat(format.instant("01.02.2024 03:04:05", PARIS))
        .isEqualTo(Instant.parse("2024-02-01T02:04:05Z"));
    assertThat(format.instant("31.12.2024 23:59:59", PARIS))
        .isEqualTo(Instant.parse("2024-12-31T22:59:59Z"));
    assertThat(format.instant("32.12.2024 23:59:59", PARIS)).isNull();
    assertThat(format.instant("1.2.2024 003:4:5", PARIS)).isNull();
    assertThat(format.instant("1.2.2024 -3:4:5", PARIS)).isNull();
  }

  @Test
  void two_things_at_once_are_none() {
    TimeFormat format = TimeFormat.ofDate("asDate", "uuuu-MM-dd[ (MMM)]['/'dd]");
    assertThat(format.date("2024-02-29 (Feb)/29")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(format.date("2024-02-29 (Mar)")).isNull();
    assertThat(format.date("2024-02-29/28")).isNull();
    TimeFormat times = TimeFormat.ofTimestamp("asTimestamp", "uuuu-MM-dd HH:mm[ hh[ a]]", true);
    assertThat(times.instant("2024-02-29 13:00 01 PM", ZoneOffset.UTC)).isNotNull();
    assertThat(times.instant("2024-02-29 13:00 01 AM", ZoneOffset.UTC)).isNull();
    assertThat(times.instant("2024-02-29 13:00 01", ZoneOffset.UTC)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "dd.MM | has no year",
        "uuuu | has no month",
        "uuuu-MM | has no day",
        "YYYY-MM-dd | has YYYY: that is the year of a week, write uuuu",
        "uuuu-MM-DD | has DD: that is the day of the year, write dd",
        "uuuu-MM-ddTHH:mm | has T: it may have uuuu, uu, MM, M, MMM, MMMM, dd, d, EEE, EEEE, HH, H,"
            + " hh, h, a, mm, m, ss, s, S to SSSSSSSSS, X to XXX and x to xxx; text stands in"
            + " quotes, as 'T' does",
        "uuu-MM-dd | has uuu: it may have uuuu, uu, MM, M, MMM, MMMM, dd, d, EEE, EEEE, HH, H, hh,"
            + " h, a, mm, m, ss, s, S to SSSSSSSSS, X to XXX and x to xxx; text stands in quotes, as"
            + " 'T' does",
        "uuuu-MM-dd hh:mm | has no half of the day for its hour of the half day: add a for AM or PM,"
            + " or write HH for 0 to 23",
        "uuuu-MM-dd a | has no hour of the half day for its half of the day: write hh for hours"
            + " from 1 to 12",
        "uuuu-MM-dd mm | has no hour for its minute: write HH",
        "uuuu-MM-dd HH:ss | has no minute for its second: write mm",
        "uuuu-MM-dd HH:mm VV | has VV: zones are not read by name, leave it out and name the zone"
            + " apart",
        "uuuu-MM-dd HH:mmZ | has Z: write xx for +0100, XXX for +01:00 and Z",
        "uuuuMd | does not say where M ends and d begins: write MM",
        "uuuu-M[dd] | does not say where M ends and dd begins: write MM",
        "uuuu-MM-dd[ | opens with [ what it does not close with ]",
        "uuuu-MM-dd] | closes with ] what it does not open with [",
        "uuuu-MM-dd 'at | opens a quotation with ' and does not close it",
        "uuuu-MM-dd# | has # outside of quotes: write '#'"
      })
  void what_is_no_pattern_is_refused(String pattern, String problem) {
    assertThatThrownBy(() -> TimeFormat.ofDate("asDate", pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "asDate takes a pattern of dates and times, and \"" + pattern + "\" " + problem);
  }

  @Test
  void the_offset_or_the_zone_decides() {
    assertThatThrownBy(() -> TimeFormat.ofTimestamp("asTimestamp", "uuuu-MM-dd HH:mmX", true))
        .hasMessageEndingWith("has an offset, which decides: leave the time zone out");
    assertThatThrownBy(() -> TimeFormat.ofTimestamp("asTimestamp", "uuuu-MM-dd HH:mm", false))
        .hasMessageEndingWith(
            "has no offset: name the time zone as well, such as \"Europe/Paris\"");
    assertThatThrownBy(() -> TimeFormat.ofTimestamp("asTimestamp", "uuuu-MM-dd", true))
        .hasMessageEndingWith("has no hour");
    assertThatThrownBy(() -> TimeFormat.ofDate("asDate", "'x'".repeat(100)))
        .hasMessage("asDate takes patterns of at most 200 characters");
  }

  /** What Spark hands to Java has no more bytes than what is read. */
  @Test
  void nothing_that_is_read_is_longer_than_it_says() {
    TimeFormat format = TimeFormat.ofDate("asDate", "EEEE d MMMM uuuu'年😀'");
    String text = "Wednesday 11 September 2024年😀";
    assertThat(format.date(text)).isEqualTo(LocalDate.of(2024, 9, 11));
    assertThat(Utf8.bytes(text).length).isLessThanOrEqualTo(format.mostBytes());
  }
}
