package dev.assay.dq;

import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.TextMatcher;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import java.time.Duration;
import java.time.Period;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats judge the whole value; the examples are those of the published rules. */
class FormatsTest {

  private static boolean holds(TextPattern format, String text) {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("t", String.class));
    return LocalDataQuality.verify(
            List.of(Map.of("t", text)),
            fields,
            Check.error("c").require(string("t").matches(format)))
        .passed();
  }

  private static void judge(TextPattern format, List<String> valid, List<String> invalid) {
    assertThat(valid).allSatisfy(text -> assertThat(holds(format, text)).as(text).isTrue());
    assertThat(invalid).allSatisfy(text -> assertThat(holds(format, text)).as(text).isFalse());
    // nothing may stand before or after, not even a line break
    assertThat(valid)
        .allSatisfy(text -> assertThat(holds(format, text + "\n")).isFalse())
        .allSatisfy(text -> assertThat(holds(format, " " + text)).isFalse());
  }

  @Test
  void email() {
    judge(
        Formats.EMAIL,
        List.of(
            "a@b.co",
            "A@B.CO",
            "first.last+tag@sub.example.co.uk",
            "o'neil@example.org",
            "user_name@example.museum",
            "1@2.io",
            "dash-@example.com",
            "x@xn--bcher-kva.example",
            "a".repeat(64) + "@example.com"),
        List.of(
            "",
            "plain",
            "@example.com",
            "a@",
            "a@b",
            "a..b@example.com",
            ".a@example.com",
            "a.@example.com",
            "a b@example.com",
            "a@exa_mple.com",
            "a@-example.com",
            "a@example-.com",
            "a@example..com",
            "a@example.com.",
            "a@b@c.com",
            "a@example.c",
            "a@1.2.3.4",
            "a".repeat(65) + "@example.com",
            "x a@b.co y",
            "ü@example.com",
            "a@exämple.com",
            "\"quoted\"@example.com",
            "a@" + "b.".repeat(127) + "com"));
  }

  @Test
  void url() {
    judge(
        Formats.URL,
        List.of(
            "http://example.com",
            "https://example.com:8443/a/b?q=1#f",
            "HTTP://EXAMPLE.COM/",
            "ftp://files.example.org/x.txt",
            "http://localhost:8080",
            "http://192.0.2.1/",
            "http://[2001:db8::1]:80/",
            "http://user:pw@example.com/",
            "http://x"),
        List.of(
            "www.example.com",
            "example.com",
            "http://",
            "http:///path",
            "http://exa mple.com",
            "see http://example.com now",
            "http://example.com:99999/",
            "http://-bad-.com",
            "http://256.1.1.1/",
            "mailto:a@b.co",
            "javascript:alert(1)",
            "http://[::1",
            "//example.com/x"));
  }

  @Test
  void ip_addresses() {
    judge(
        Formats.IPV4,
        List.of("0.0.0.0", "255.255.255.255", "192.0.2.1"),
        List.of(
            "256.0.0.1",
            "1.2.3",
            "1.2.3.4.5",
            "01.2.3.4",
            "1.2.3.4 ",
            "0x7f.0.0.1",
            "\u0661.2.3.4",
            "1.2.3.-4",
            ""));
    judge(
        Formats.IPV6,
        List.of(
            "::",
            "::1",
            "2001:db8::8a2e:370:7334",
            "2001:DB8::1",
            "::ffff:192.0.2.128",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::"),
        List.of(
            "2001:db8::1::2",
            ":::",
            "12345::",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7",
            "[::1]",
            "g::1",
            "::ffff:256.0.0.1",
            "192.0.2.1",
            "fe80::1%eth0"));
  }

  @Test
  void uuid() {
    judge(
        Formats.UUID,
        List.of(
            "123e4567-e89b-12d3-a456-426614174000",
            "123E4567-E89B-12D3-A456-426614174000",
            "00000000-0000-0000-0000-000000000000"),
        List.of(
            "123e4567e89b12d3a456426614174000",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
            "1-1-1-1-1",
            "123e4567-e89b-12d3-a456-42661417400g"));
  }

  @Test
  void us_social_security_number() {
    judge(
        Formats.US_SSN,
        List.of("123-45-6789", "001-01-0001", "899-99-9999"),
        List.of(
            "000-12-3456",
            "666-12-3456",
            "900-12-3456",
            "987-65-4321",
            "123-00-6789",
            "123-45-0000",
            "123456789",
            "123 45 6789",
            "order 123-45-6789"));
  }

  static Stream<Format> formats() {
    return FormatFacts.all().stream().map(FormatFacts.Fact::format).distinct();
  }

  private static List<String> texts(Format format, boolean valid) {
    return FormatFacts.all().stream()
        .filter(fact -> fact.format() == format && fact.holds() == valid)
        .map(FormatFacts.Fact::text)
        .toList();
  }

  /**
   * Digits of other scripts may stand in names in XML, in names of pages and in strings of JSON.
   */
  private static final Set<Format> WITH_ANY_DIGITS =
      EnumSet.of(Format.XML_NAME, Format.URL, Format.JSON);

  @ParameterizedTest
  @MethodSource("formats")
  void the_facts_of_a_format_hold(Format format) {
    List<String> valid = texts(format, true);
    List<String> invalid = texts(format, false);
    assertThat(valid).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(invalid).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
    List<String> wrong = new ArrayList<>(invalid);
    for (String text : valid) {
      Collections.addAll(wrong, text + "\u00a0", text + "\0");
      if (format != Format.JSON) {
        Collections.addAll(wrong, text + "\n", text + " ", " " + text);
      }
      String wide = text.replace('1', '\uff11').replace('0', '\uff10').replace('2', '\u0662');
      if (!wide.equals(text) && !WITH_ANY_DIGITS.contains(format)) {
        wrong.add(wide);
      }
    }
    assertThat(valid).allSatisfy(text -> assertThat(holds(format.pattern(), text)).isTrue());
    assertThat(wrong).allSatisfy(text -> assertThat(holds(format.pattern(), text)).isFalse());
  }

  static Stream<Format> checked() {
    return Stream.of(Format.values()).filter(Format::hasCheck);
  }

  static Stream<Format> withCheckDigits() {
    Set<Format> others = EnumSet.of(Format.JSON, Format.CRON, Format.EU_VAT);
    return checked().filter(format -> !others.contains(format));
  }

  /** Those whose check digits find every swap of neighboring digits. */
  private static final Set<Format> FINDING_SWAPS =
      EnumSet.of(Format.IBAN, Format.LEI, Format.ISBN_10, Format.ISSN);

  @ParameterizedTest
  @MethodSource("withCheckDigits")
  void check_digits_find_every_digit_that_is_changed(Format format) {
    for (String text : texts(format, true)) {
      assertThat(
              text.equals(text.toLowerCase(Locale.ROOT))
                  || !matches(format, text.toLowerCase(Locale.ROOT)))
          .as(text)
          .isTrue();
      for (int i = 0; i < text.length(); i++) {
        for (char digit = '0'; digit <= '9' && Character.isDigit(text.charAt(i)); digit++) {
          String changed = text.substring(0, i) + digit + text.substring(i + 1);
          assertThat(matches(format, changed)).as(changed).isEqualTo(changed.equals(text));
        }
        // a letter beside a digit may make the same number: 1B and B1 are both 111
        boolean digits =
            i > 0 && Character.isDigit(text.charAt(i)) && Character.isDigit(text.charAt(i - 1));
        if (digits && FINDING_SWAPS.contains(format)) {
          String swapped =
              text.substring(0, i - 1)
                  + text.charAt(i)
                  + text.charAt(i - 1)
                  + text.substring(i + 1);
          assertThat(matches(format, swapped)).as(swapped).isEqualTo(swapped.equals(text));
        }
      }
    }
  }

  /** Of states that have published how to make the last digit. */
  private static final Set<String> CHECKED_VAT =
      Set.of(
          "AT", "BE", "DE", "DK", "EE", "EL", "FI", "HR", "HU", "IT", "LT", "LU", "LV", "MT", "PL",
          "PT", "RO", "SI", "SK");

  @Test
  void the_last_digit_of_a_number_for_value_added_tax_follows_from_the_others() {
    Set<String> seen = new HashSet<>();
    for (String text : texts(Format.EU_VAT, true)) {
      int last = text.length() - 1;
      for (char digit = '0'; digit <= '9' && CHECKED_VAT.contains(text.substring(0, 2)); digit++) {
        String changed = text.substring(0, last) + digit;
        assertThat(matches(Format.EU_VAT, changed)).as(changed).isEqualTo(changed.equals(text));
        seen.add(text.substring(0, 2));
      }
    }
    assertThat(seen).isEqualTo(CHECKED_VAT);
  }

  /** A check may be asked of anything: in Spark nothing keeps it behind the pattern. */
  @ParameterizedTest
  @MethodSource("checked")
  void a_check_takes_any_text(Format format) {
    Random random = new Random(7);
    String some = "0123456789XAZ-*@# azé\uff11\ud83d\ude00\n";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(25); length > 0; length--) {
        text.append(some.charAt(random.nextInt(some.length())));
      }
      assertThatCode(() -> format.check(text.toString())).doesNotThrowAnyException();
    }
    HostileTexts.texts().forEach(format::check);
  }

  @Test
  void json_may_be_as_deep_as_it_is_long() {
    assertThat(matches(Format.JSON, "[".repeat(100_000) + "]".repeat(100_000))).isTrue();
    assertThat(matches(Format.JSON, "[".repeat(100_000) + "]".repeat(99_999))).isFalse();
    assertThat(matches(Format.JSON, "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000))).isTrue();
  }

  @Test
  void what_has_check_digits_is_not_looked_for() {
    assertThatThrownBy(() -> string("t").containsPattern(Formats.IBAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "containsPattern cannot look for IBAN, whose pattern is its shape alone: use"
                + " matches(Formats.IBAN), or a regular expression of your own");
    assertThat(string("t").containsPattern(Formats.EMAIL)).isNotNull();
    assertThat(string("t").containsPattern(Formats.IBAN.regex())).isNotNull();
  }

  @Test
  void formats_have_facts() {
    Set<Format> without = EnumSet.allOf(Format.class);
    formats().forEach(without::remove);
    // by the tests above
    assertThat(without)
        .containsExactly(
            Format.EMAIL, Format.IPV4, Format.IPV6, Format.URL, Format.UUID, Format.US_SSN);
  }

  private static final Map<Format, TextMatcher> MATCHERS = new ConcurrentHashMap<>();

  private static boolean matches(Format format, String text) {
    return MATCHERS
        .computeIfAbsent(format, each -> TextMatcher.of(each.pattern(), true))
        .find(text);
  }

  @Test
  void dates_are_those_of_the_calendar() {
    TextMatcher dates = TextMatcher.of(Formats.ISO_DATE, true);
    List<String> wrong = new ArrayList<>();
    for (int year = 0; year < 10_000; year += 3) { // each year of a cycle of 400 eight times
      for (int month = 0; month <= 13; month++) {
        boolean isMonth = month >= 1 && month <= 12;
        int days = isMonth ? YearMonth.of(year, month).lengthOfMonth() : 0;
        for (int day : new int[] {0, 1, 9, 10, 28, 29, 30, 31, 32}) {
          String text = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
          if (dates.find(text) != (day >= 1 && day <= days)) {
            wrong.add(text);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Whatever the pattern takes has a value in Java. */
  @Test
  void times_and_durations_are_read_by_java_time() {
    for (String text : texts(Format.ISO_TIME, true)) {
      assertThat(DateTimeFormatter.ISO_TIME.parse(text)).isNotNull();
    }
    for (String text : texts(Format.ISO_DATE_TIME, true)) {
      assertThat(DateTimeFormatter.ISO_DATE_TIME.parse(text)).isNotNull();
    }
    for (String text : List.of("P2W", "P1Y2M3D", "P120D", "P1M")) {
      assertThat(matches(Format.ISO_DURATION, text)).isTrue();
      assertThat(Period.parse(text)).isNotNull();
    }
    for (String text : List.of("P1DT2S", "PT2M10S", "PT0.5S", "PT1M")) {
      assertThat(matches(Format.ISO_DURATION, text)).isTrue();
      assertThat(Duration.parse(text)).isNotNull();
    }
  }

  /** The JDK keeps a few codes that the standards have withdrawn, and misses the newest. */
  @Test
  void codes_are_those_of_the_jdk_but_for_the_latest_changes() {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    List<String> pairs =
        letters
            .chars()
            .boxed()
            .flatMap(
                a ->
                    letters
                        .chars()
                        .mapToObj(b -> String.valueOf(new char[] {(char) (int) a, (char) b})))
            .toList();
    assertThat(pairs.stream().filter(each -> matches(Format.ISO_COUNTRY_2, each)).toList())
        .hasSize(249)
        .isSubsetOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));
    List<String> threes =
        pairs.stream().flatMap(each -> letters.chars().mapToObj(c -> each + (char) c)).toList();
    assertThat(threes.stream().filter(each -> matches(Format.ISO_COUNTRY_3, each)).toList())
        .hasSize(249)
        .isSubsetOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3));
    assertThat(pairs.stream().map(each -> each.toLowerCase(Locale.ROOT)))
        .filteredOn(each -> matches(Format.ISO_LANGUAGE_2, each))
        .hasSize(183)
        .isSubsetOf(Locale.getISOLanguages());
    Set<String> currencies = new TreeSet<>();
    Currency.getAvailableCurrencies().forEach(each -> currencies.add(each.getCurrencyCode()));
    Collections.addAll(currencies, "SLE", "UYW", "VED", "XAD", "XCG", "ZWG");
    assertThat(threes.stream().filter(each -> matches(Format.ISO_CURRENCY, each)).toList())
        .hasSize(178)
        .isSubsetOf(currencies);
  }

  @Test
  void a_format_has_its_name_in_the_language() throws ReflectiveOperationException {
    for (Format format : Format.values()) {
      assertThat(Formats.class.getField(format.name()).get(null)).isSameAs(format.pattern());
    }
    assertThat(Formats.class.getFields()).hasSameSizeAs(Format.values());
  }

  /** A pattern that backtracks on hostile text would stop a job. */
  @Test
  void formats_are_fast_on_hostile_text() {
    Stream.of(Format.values())
        .map(Format::pattern)
        .forEach(
            format -> {
              for (String unit :
                  List.of("a", "1.", "a.", "a-", ":", "1:", "@", "a@", "http://a.")) {
                assertThat(holds(format, unit.repeat(20_000) + "!")).isFalse();
              }
            });
  }
}
