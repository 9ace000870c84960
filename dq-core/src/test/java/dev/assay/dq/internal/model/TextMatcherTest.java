package dev.assay.dq.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assay.dq.HostileTexts;
import dev.assay.dq.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns over any text: what is left to Java's matcher cannot overflow, the rest is caught. */
class TextMatcherTest {

  private static final List<TextPattern> FORMATS =
      Stream.concat(
              Stream.of(Format.values()).map(Format::pattern),
              Stream.of(
                      RegexText.BLANK,
                      RegexText.TRIMMED,
                      RegexText.ASCII,
                      RegexText.WITHOUT_CONTROL,
                      RegexText.DIGITS,
                      RegexText.INTEGER,
                      RegexText.DECIMAL,
                      RegexText.REAL,
                      RegexText.DATE)
                  .map(TextPattern::of))
          .toList();

  @Test
  void formats_are_bounded_and_no_text_overflows_a_small_stack() throws Exception {
    for (TextPattern format : FORMATS) {
      assertThat(TextMatcher.of(format, false).isBounded()).as(format.toString()).isTrue();
      assertThat(TextMatcher.of(format, true).isBounded()).as(format.toString()).isTrue();
      Pattern pattern = Pattern.compile(format.regex());
      HostileTexts.onSmallStack(
          () -> HostileTexts.texts().stream().filter(text -> pattern.matcher(text).find()).count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%a%a%a%a%a%a%a%a%a%_b", "a%.%_.%%1%:%2%", "%a_a%.", "http%://%!%x%"})
  void a_pattern_of_like_is_bounded_however_many_parts_it_has(String like) throws Exception {
    TextMatcher matcher = TextMatcher.of(LikePattern.of(like), true);
    assertThat(matcher.isBounded()).isTrue();
    Pattern pattern = Pattern.compile(matcher.regex());
    HostileTexts.onSmallStack(
        () -> HostileTexts.texts().stream().filter(text -> pattern.matcher(text).find()).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[A-Z]{2}[0-9]{6}",
        "^[a-z]+$",
        "\\A[a-z]+-[0-9]*\\z",
        "(?:GB|US|DE)-[0-9]{3,5}",
        "\\A(?:[0-9]{3}-){3}[0-9]{4}\\z",
        "(?i)invoice #[0-9]+",
        "\\A(?:[a-z]+,)*+[a-z]+\\z",
        "\\A(?>[a-z]+ )*+\\z",
        "a.*b",
        "[^]a[b-c&&[^x]]]+",
        "\\Q(a|b)*\\E",
        "[(a|b)*]",
        "\\p{Lu}\\p{Ll}+",
        "(?<year>[0-9]{4})-(?<month>[0-9]{2})",
        "[0-9]{1,3}"
      })
  void an_expression_that_text_cannot_make_recurse_or_try_for_long_is_left_as_it_is(String regex) {
    assertThat(TextMatcher.of(regex).isBounded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a|b)*c",
        "(?:a|b)+",
        "(?:ab)*",
        "(a+)+b",
        "(a*)*b",
        "(a|aa){0,30}b",
        "(?:a?){25}a{25}",
        "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b",
        "(.)\\1",
        "(?<c>.)\\k<c>",
        ".{2,}x",
        ".{0,100000}x",
        "\\R*x",
        "a*b*c*d",
        "(?x) ( a | b )* # stars",
        "(?:(?:ab){100}){100}"
      })
  void an_expression_that_text_can_make_recurse_or_try_for_long_is_guarded(String regex) {
    assertThat(TextMatcher.of(regex).isBounded()).isFalse();
  }

  @Test
  void an_overflow_is_a_failure_that_does_not_quote_the_text() {
    TextMatcher matcher = TextMatcher.of("(a|b)*c");
    assertThat(matcher.find("abc")).isTrue();
    assertThatThrownBy(
            () ->
                HostileTexts.onSmallStack(() -> matcher.find("\ud83d\ude00" + "a".repeat(20_000))))
        .cause()
        .isInstanceOf(RowFailure.class)
        .hasMessageStartingWith(
            "the pattern /(a|b)*c/ overflowed the stack on a value of 20001 characters: ")
        .hasMessageNotContaining("aa");
  }

  static List<Arguments> slow() {
    return List.of(arguments("(.*)(.*)(.*)(.*)y", 2_000), arguments("x?".repeat(28) + "x{28}", 28));
  }

  @ParameterizedTest
  @MethodSource("slow")
  void too_many_steps_are_a_failure_that_does_not_quote_the_text(String regex, int length) {
    TextMatcher matcher = TextMatcher.of(TextPattern.of(regex), true);
    long steps = 10_000_000 + 1000L * length;
    assertThatThrownBy(() -> matcher.find("x".repeat(length - 1) + "\n"))
        .isInstanceOf(RowFailure.class)
        .hasMessageStartingWith(
            "the pattern /"
                + regex
                + "/ took more than "
                + steps
                + " steps on a value of "
                + length
                + " characters: ")
        .hasMessageNotContaining("xxx");
  }

  /** Random expressions of the whole grammar: those that count as bounded are tried. */
  @Test
  void what_counts_as_bounded_is() throws Exception {
    Random random = new Random(21);
    List<String> texts = new ArrayList<>();
    for (String part : List.of("a", "ab", "\ud83d\ude00b", "a\n\r\n")) {
      texts.add(part.repeat(1_500 / part.length()));
    }
    List<Pattern> bounded = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String regex = expression(random, 3);
      Pattern pattern = Pattern.compile(regex);
      if (TextMatcher.of(regex).isBounded()) {
        bounded.add(pattern);
      }
    }
    assertThat(bounded).hasSizeBetween(100, 500);
    HostileTexts.onSmallStack(
        () -> {
          for (Pattern pattern : bounded) {
            texts.forEach(text -> pattern.matcher(text).find());
          }
          return true;
        });
  }

  private static String expression(Random random, int depth) {
    StringBuilder regex = new StringBuilder();
    int parts = 1 + random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      regex.append(i > 0 && random.nextInt(5) == 0 ? "|" : "");
      int kind = random.nextInt(8);
      if (kind < 2 && depth > 0) {
        String[] starts = {"(", "(?:", "(?>", "(?=", "(?i:", "(?<!^.{3})("};
        regex.append(starts[random.nextInt(starts.length)]);
        regex.append(expression(random, depth - 1)).append(")");
      } else {
        String[] atoms = {
          "a", "b", ".", "[ab]", "[^b\\]]", "\\w", "\\R", "\\Qa\\E", "\\x{62}", "\\n"
        };
        regex.append(atoms[random.nextInt(atoms.length)]);
      }
      String[] counts = {"", "", "", "?", "*", "+", "{2}", "{0,3}", "{2,}", "{1,400}"};
      String count = counts[random.nextInt(counts.length)];
      String[] modes = {"", "", "?", "+"};
      regex.append(count).append(count.isEmpty() ? "" : modes[random.nextInt(modes.length)]);
    }
    return regex.toString();
  }
}
