package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.LikePattern;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.util.Collection;
import java.util.List;

/** A text that each row has. Lengths are in code points, comparisons in UTF-8 order. */
public sealed class StringExpression extends OrderedExpression<StringExpression, String>
    permits StringColumn {

  private static final long serialVersionUID = 1L;

  StringExpression(Expr expr) {
    super(expr);
  }

  @Override
  final Constant constant(String value) {
    return new Constant.Text(value);
  }

  @Override
  final StringExpression expression(Expr expr) {
    return new StringExpression(expr);
  }

  /** The text in lower case, by Unicode's rules, whatever the locale. */
  public final StringExpression lower() {
    return expression(Expr.call(Function.LOWER, expr()));
  }

  /** The text in upper case, by Unicode's rules, whatever the locale. */
  public final StringExpression upper() {
    return expression(Expr.call(Function.UPPER, expr()));
  }

  /** The text without white space at its ends, the no-break space included. */
  public final StringExpression trimmed() {
    return expression(Expr.call(Function.TRIMMED, expr()));
  }

  /** The text followed by others. */
  public final StringExpression concatenated(String... texts) {
    return concatenated(Lists.map(Lists.of(texts, "texts"), "texts", this::literal));
  }

  /** The text followed by others of the same row. */
  public final StringExpression concatenated(StringExpression... others) {
    return concatenated(
        Lists.map(Lists.of(others, "other texts"), "other texts", Expression::other));
  }

  private StringExpression concatenated(List<Expr> others) {
    return expression(Said.all(Function.CONCATENATED, expr(), others));
  }

  /** The text, or null where it is one of these, which stand for a missing value. */
  public final StringExpression treatingAsNull(String... missing) {
    return treatingAsNull(Lists.of(missing, "values for null"));
  }

  /** The text is one of those given. */
  public final Predicate isIn(String... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /** The text is none of those given. */
  public final Predicate isNotIn(String... refused) {
    return isIn(refused).not();
  }

  /** The whole text matches a regular expression in Java's syntax. */
  public final Predicate matches(String regex) {
    return matches(TextPattern.of(regex));
  }

  /** The whole text matches a pattern, for example one of {@link Formats}. */
  public final Predicate matches(TextPattern pattern) {
    return Said.of(Function.MATCHES, expr(), new Constant.Pattern(pattern));
  }

  /** The text as a whole does not match a regular expression. */
  public final Predicate doesNotMatch(String regex) {
    return matches(regex).not();
  }

  /** The whole text matches at least one of several regular expressions. */
  public final Predicate matchesAnyOf(String... regexes) {
    List<String> all = Lists.of(regexes, "patterns");
    return matchesAnyOf(Lists.map(all, "patterns", TextPattern::of));
  }

  /** The whole text matches at least one of several patterns. */
  public final Predicate matchesAnyOf(TextPattern... patterns) {
    return matchesAnyOf(Lists.of(patterns, "patterns"));
  }

  private Predicate matchesAnyOf(List<TextPattern> patterns) {
    List<Expr> each = Lists.map(patterns, "patterns", pattern -> matches(pattern).expr());
    if (each.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one pattern to match");
    }
    return Predicate.of(joined(Function.OR, each));
  }

  private static Expr joined(Function function, List<Expr> each) {
    return each.size() == 1 ? each.get(0) : new Expr.Call(function, each);
  }

  /** A part of the text matches a regular expression; an empty match is a match. */
  public final Predicate containsPattern(String regex) {
    return containsPattern(TextPattern.of(regex));
  }

  /** A part of the text matches a pattern; an empty match is a match. */
  public final Predicate containsPattern(TextPattern pattern) {
    return Said.of(Function.CONTAINS_PATTERN, expr(), new Constant.Pattern(pattern));
  }

  /** No part of the text matches a regular expression. */
  public final Predicate doesNotContainPattern(String regex) {
    return containsPattern(regex).not();
  }

  /** The text starts with another, compared exactly. */
  public final Predicate startsWith(String text) {
    return Said.of(Function.STARTS_WITH, expr(), new Constant.Text(text));
  }

  /** The text starts with another one of the same row. */
  public final Predicate startsWith(StringExpression other) {
    return Said.of(Function.STARTS_WITH, expr(), other(other));
  }

  /** The text ends with another, compared exactly. */
  public final Predicate endsWith(String text) {
    return Said.of(Function.ENDS_WITH, expr(), new Constant.Text(text));
  }

  /** The text ends with another one of the same row. */
  public final Predicate endsWith(StringExpression other) {
    return Said.of(Function.ENDS_WITH, expr(), other(other));
  }

  /** The text contains another, compared exactly. */
  public final Predicate contains(String text) {
    return Said.of(Function.CONTAINS, expr(), new Constant.Text(text));
  }

  /** The text contains another one of the same row. */
  public final Predicate contains(StringExpression other) {
    return Said.of(Function.CONTAINS, expr(), other(other));
  }

  /** The text is empty or only white space, the no-break space included. */
  public final Predicate isBlank() {
    return Said.of(Function.IS_BLANK, expr());
  }

  /** The text has something other than white space. */
  public final Predicate isNotBlank() {
    return isBlank().not();
  }

  /** The text neither starts nor ends with white space; the empty text does not. */
  public final Predicate isTrimmed() {
    return Said.of(Function.IS_TRIMMED, expr());
  }

  /** The text is empty. */
  public final Predicate isEmpty() {
    return isEqualTo("");
  }

  /** The text is not empty. */
  public final Predicate isNotEmpty() {
    return isEmpty().not();
  }

  /** The length in code points. */
  public final NumericExpression length() {
    return new NumericExpression(Expr.call(Function.LENGTH, expr()));
  }

  /** The length of the shortest text. */
  public final NumericMetric minLength() {
    return length().min();
  }

  /** The length of the longest text. */
  public final NumericMetric maxLength() {
    return length().max();
  }

  /** The mean length. */
  public final NumericMetric meanLength() {
    return length().mean();
  }

  /** The first text in UTF-8 order. */
  public final TextMetric min() {
    return new TextMetric(Metric.of(Statistic.MIN, expr()));
  }

  /** The last text in UTF-8 order. */
  public final TextMetric max() {
    return new TextMetric(Metric.of(Statistic.MAX, expr()));
  }

  /**
   * The value that most rows have; of several that as many rows have the smallest in UTF-8 order,
   * which the result says. Needs a pass of its own.
   */
  public final TextMetric mostFrequentValue() {
    return new TextMetric(Metric.of(Statistic.MOST_FREQUENT_VALUE, expr()));
  }

  /**
   * The value in the row where another column or expression is the smallest, among the rows that
   * have both, as SQL's MIN_BY: of several such rows the first of their values, which the result
   * says. Needs a pass of its own.
   *
   * @param by a number, a text or a time
   */
  public final TextMetric valueAtMin(Expression by) {
    return new TextMetric(Metric.of(Statistic.VALUE_AT_MIN, expr(), other(by)));
  }

  /**
   * The value in the row where another column or expression is the greatest, among the rows that
   * have both, as SQL's MAX_BY: of several such rows the first of their values, which the result
   * says. Needs a pass of its own.
   *
   * @param by a number, a text or a time
   */
  public final TextMetric valueAtMax(Expression by) {
    return new TextMetric(Metric.of(Statistic.VALUE_AT_MAX, expr(), other(by)));
  }

  /**
   * The whole number that the text is, exactly: an optional sign and at most 19 ASCII digits after
   * leading zeros. Null for any other text, white space around it included.
   */
  public final NumericExpression asInteger() {
    return new NumericExpression(Expr.call(Function.AS_INTEGER, expr()));
  }

  /**
   * The decimal number that the text is, exactly: an optional sign, at most 19 digits before the
   * point and 9 after it, zeros at the ends aside, and no exponent. Null for any other text.
   */
  public final NumericExpression asDecimal() {
    return new NumericExpression(Expr.call(Function.AS_DECIMAL, expr()));
  }

  /**
   * The number that the text is, such as {@code -1.5E3}, as the nearest double. Null for any other
   * text; {@code NaN} and {@code Infinity} are none.
   */
  public final NumericExpression asDouble() {
    return new NumericExpression(Expr.call(Function.AS_DOUBLE, expr()));
  }

  /** The date that the text is, as ISO 8601 writes it: 2024-02-29. Null for any other text. */
  public final TemporalExpression asDate() {
    return new TemporalExpression(Expr.call(Function.AS_DATE, expr()));
  }

  /**
   * The date that the text is by a pattern of {@link java.time.format.DateTimeFormatter}, such as
   * {@code dd.MM.uuuu}, read strictly. Null for any other text, and for dates that do not exist.
   *
   * <p>Patterns have {@code uuuu} or {@code yyyy} (0001 to 9999), {@code uu} or {@code yy} (2000 to
   * 2099), {@code MM}, {@code dd}, {@code HH}, {@code hh} with {@code a}, {@code mm}, {@code ss};
   * {@code M}, {@code d}, {@code H}, {@code h}, {@code m}, {@code s} for one digit or two; {@code
   * MMM}, {@code MMMM}, {@code EEE}, {@code EEEE} for English names and their first three letters,
   * in any case; {@code S} once for each digit of a fraction; {@code X} to {@code XXX} and {@code
   * x} to {@code xxx} for offsets; text, in quotes where it has letters; and what may be missing in
   * brackets, as in {@code HH:mm[:ss]}. A time in the pattern is read and left out.
   *
   * @throws IllegalArgumentException if the pattern has something else, or no date
   */
  public final TemporalExpression asDate(String pattern) {
    return new TemporalExpression(Expr.call(Function.AS_DATE, expr(), literal(pattern)));
  }

  /**
   * The point in time that the text is by a pattern with an offset, such as {@code
   * uuuu-MM-dd'T'HH:mm:ssXXX}, to the microsecond. Null for any other text.
   *
   * @param pattern as in {@link #asDate(String)}
   * @throws IllegalArgumentException if the pattern has no date, hour or offset
   */
  public final TemporalExpression asTimestamp(String pattern) {
    return new TemporalExpression(Expr.call(Function.AS_TIMESTAMP, expr(), literal(pattern)));
  }

  /**
   * The point in time that the text is by a pattern without an offset, such as {@code dd.MM.uuuu
   * HH:mm}, and the clocks of a time zone. Null for any other text, and for times that those clocks
   * skipped; of one that they showed twice, the first.
   *
   * @param pattern as in {@link #asDate(String)}
   * @throws IllegalArgumentException if the pattern has no date or hour, or an offset, or the zone
   *     does not exist
   */
  public final TemporalExpression asTimestamp(String pattern, String zone) {
    return new TemporalExpression(
        Expr.call(Function.AS_TIMESTAMP, expr(), literal(pattern), literal(zone)));
  }

  /**
   * What the text says: {@code true} or {@code false}, in any case. Unknown for any other text,
   * such as {@code yes} or {@code 1}, and for null.
   */
  public final Predicate asBoolean() {
    return Said.of(Function.AS_BOOLEAN, expr());
  }

  /**
   * The value at a path in the JSON text, as a text, such as {@code $.items[0]['unit price']}: a
   * string is what it says, and a number, an object or an array is as it is written. Null where the
   * text is not JSON as a whole (RFC 8259), where nothing is at the path, and where null is. Of
   * equal names in an object the last counts. Half a character in an escape becomes U+FFFD.
   *
   * @param path names and indexes of RFC 9535; no wildcards, filters, ranges or negative indexes
   * @throws IllegalArgumentException if the path has something else
   */
  public final StringExpression jsonValue(String path) {
    return called(Function.JSON_VALUE, literal(path));
  }

  /** The text is a whole number, as {@link #asInteger()} reads it. */
  public final Predicate parsesAsInteger() {
    return Said.of(Function.PARSES_AS_INTEGER, expr());
  }

  /** The text is a decimal number, as {@link #asDecimal()} reads it. */
  public final Predicate parsesAsDecimal() {
    return Said.of(Function.PARSES_AS_DECIMAL, expr());
  }

  /** The text is a number, as {@link #asDouble()} reads it. */
  public final Predicate parsesAsDouble() {
    return Said.of(Function.PARSES_AS_DOUBLE, expr());
  }

  /** The text is {@code true} or {@code false}, as {@link #asBoolean()} reads it. */
  public final Predicate parsesAsBoolean() {
    return Said.of(Function.PARSES_AS_BOOLEAN, expr());
  }

  /** The text is a date, as {@link #asDate()} reads it. */
  public final Predicate parsesAsDate() {
    return Said.of(Function.PARSES_AS_DATE, expr());
  }

  /** The text is a date by a pattern, as {@link #asDate(String)} reads it. */
  public final Predicate parsesAsDate(String pattern) {
    return Said.of(Function.PARSES_AS_DATE, expr(), literal(pattern));
  }

  /** The text is a point in time, as {@link #asTimestamp(String)} reads it. */
  public final Predicate parsesAsTimestamp(String pattern) {
    return Said.of(Function.PARSES_AS_TIMESTAMP, expr(), literal(pattern));
  }

  /** The text is a point in time, as {@link #asTimestamp(String, String)} reads it. */
  public final Predicate parsesAsTimestamp(String pattern, String zone) {
    return Said.of(Function.PARSES_AS_TIMESTAMP, expr(), literal(pattern), literal(zone));
  }

  /**
   * The code points from index {@code begin} to before index {@code end}, counted from 0 as in
   * {@code String.substring}; what lies beyond the end of a text is left out.
   *
   * @throws IllegalArgumentException if the end is before the beginning, or one is negative
   */
  public final StringExpression substring(int begin, int end) {
    return expression(Expr.call(Function.SUBSTRING, expr(), count(begin), count(end)));
  }

  /** What stands before the first occurrence of a delimiter; null where it does not occur. */
  public final StringExpression before(String delimiter) {
    return called(Function.BEFORE, literal(delimiter));
  }

  /** What stands after the first occurrence of a delimiter; null where it does not occur. */
  public final StringExpression after(String delimiter) {
    return called(Function.AFTER, literal(delimiter));
  }

  /**
   * The parts between the occurrences of a delimiter, which is a text and no regular expression:
   * {@code "a,,b,"} split at a comma is {@code ["a", "", "b", ""]}, and the empty text is one empty
   * part.
   *
   * @throws IllegalArgumentException if the delimiter is empty
   */
  public final StringArrayExpression split(String delimiter) {
    return new StringArrayExpression(
        Expr.call(Function.SPLIT, expr(), new Expr.Literal(new Constant.Text(delimiter))));
  }

  /** The text with every occurrence of a target replaced; neither of the two is a pattern. */
  public final StringExpression replaced(String target, String replacement) {
    return expression(Expr.call(Function.REPLACED, expr(), literal(target), literal(replacement)));
  }

  /** The text from its last code point to its first. */
  public final StringExpression reversed() {
    return expression(Expr.call(Function.REVERSED, expr()));
  }

  /**
   * The text padded on the left to a length in code points. A longer text stays as it is, where
   * SQL's {@code lpad} cuts it.
   *
   * @throws IllegalArgumentException if the length is more than 10,000 or the padding is empty
   */
  public final StringExpression leftPadded(int length, String padding) {
    return expression(Expr.call(Function.LEFT_PADDED, expr(), count(length), literal(padding)));
  }

  /**
   * The text padded on the right to a length in code points. A longer text stays as it is, where
   * SQL's {@code rpad} cuts it.
   *
   * @throws IllegalArgumentException if the length is more than 10,000 or the padding is empty
   */
  public final StringExpression rightPadded(int length, String padding) {
    return expression(Expr.call(Function.RIGHT_PADDED, expr(), count(length), literal(padding)));
  }

  /**
   * The text without accents (U+0300 to U+036F), alone and in the canonical decomposition of other
   * characters: {@code Résumé} becomes {@code Resume}. What does not decompose stays, such as
   * {@code ø}, {@code ł} and {@code ß}.
   */
  public final StringExpression withoutAccents() {
    return expression(Expr.call(Function.WITHOUT_ACCENTS, expr()));
  }

  /** The digits 0 to 9 of the text, and nothing else; empty where it has none. */
  public final StringExpression digitsOnly() {
    return expression(Expr.call(Function.DIGITS_ONLY, expr()));
  }

  private static Expr count(int number) {
    return new Expr.Literal(Constant.of(number));
  }

  /** The length in bytes of UTF-8. */
  public final NumericExpression byteLength() {
    return new NumericExpression(Expr.call(Function.BYTE_LENGTH, expr()));
  }

  /** The number of words, separated by white space, the no-break space included. */
  public final NumericExpression wordCount() {
    return new NumericExpression(Expr.call(Function.WORD_COUNT, expr()));
  }

  /**
   * The Levenshtein distance to a text: the least number of code points to insert, remove or
   * replace. A text of more than 1,000 code points makes the constraint an error.
   */
  public final NumericExpression distanceTo(String text) {
    return new NumericExpression(Expr.call(Function.DISTANCE_TO, expr(), literal(text)));
  }

  /** The Levenshtein distance to another text of the same row; see {@link #distanceTo(String)}. */
  public final NumericExpression distanceTo(StringExpression other) {
    return new NumericExpression(Expr.call(Function.DISTANCE_TO, expr(), other(other)));
  }

  /**
   * The similarity of Jaro and Winkler (1990) to a text, from 0 to 1 for equal texts: MARTHA to
   * MARHTA is 0.9611. A text of more than 1,000 code points makes the constraint an error.
   */
  public final NumericExpression similarityTo(String text) {
    return new NumericExpression(Expr.call(Function.SIMILARITY_TO, expr(), literal(text)));
  }

  /** The same to another text of the same row; see {@link #similarityTo(String)}. */
  public final NumericExpression similarityTo(StringExpression other) {
    return new NumericExpression(Expr.call(Function.SIMILARITY_TO, expr(), other(other)));
  }

  /**
   * The text equals another, ignoring case by Unicode's rules whatever the locale: "straße" equals
   * "STRASSE", and the dotless ı equals i.
   */
  public final Predicate isEqualToIgnoringCase(String text) {
    return Said.of(Function.EQUAL_IGNORING_CASE, expr(), new Constant.Text(text));
  }

  /** The text equals another one of the same row, ignoring case. */
  public final Predicate isEqualToIgnoringCase(StringExpression other) {
    return Said.of(Function.EQUAL_IGNORING_CASE, expr(), other(other));
  }

  /** The text is one of those given, ignoring case. */
  public final Predicate isInIgnoringCase(String... allowed) {
    return isInIgnoringCase(Lists.of(allowed, "allowed values"));
  }

  /**
   * The text is one of a set, ignoring case.
   *
   * @throws IllegalArgumentException if the set is empty or holds null
   */
  public final Predicate isInIgnoringCase(Collection<String> allowed) {
    return isInIgnoringCase(Lists.map(allowed, "allowed values", this::literal));
  }

  /** The text is one of several others of the same row, ignoring case. */
  public final Predicate isInIgnoringCase(StringExpression... others) {
    return isInIgnoringCase(
        Lists.map(Lists.of(others, "other texts"), "other texts", Expression::other));
  }

  private Predicate isInIgnoringCase(List<Expr> members) {
    return Predicate.of(Said.all(Function.IN_IGNORING_CASE, expr(), members));
  }

  /**
   * The whole text matches a LIKE pattern of SQL: {@code %} stands for any text, {@code _} for one
   * code point, and a backslash escapes either of them or itself.
   *
   * @throws IllegalArgumentException if a backslash stands before anything else
   */
  public final Predicate isLike(String pattern) {
    return matches(LikePattern.of(pattern));
  }

  /** The text contains at least one of those given, compared exactly. */
  public final Predicate containsAnyOf(String... texts) {
    return containsOf(Function.OR, texts);
  }

  /** The text contains each of those given, in any order, compared exactly. */
  public final Predicate containsAllOf(String... texts) {
    return containsOf(Function.AND, texts);
  }

  private Predicate containsOf(Function function, String... texts) {
    List<Expr> each = Lists.map(Lists.of(texts, "texts"), "texts", text -> contains(text).expr());
    if (each.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one text to contain");
    }
    return Predicate.of(joined(function, each));
  }

  /** The text equals its own upper case; a text without letters does. */
  public final Predicate isUpperCase() {
    return isEqualTo(upper());
  }

  /** The text equals its own lower case; a text without letters does. */
  public final Predicate isLowerCase() {
    return isEqualTo(lower());
  }

  /**
   * Each word starts with a capital letter and goes on in small ones. Words are of letters, digits
   * and apostrophes, and after a digit or an apostrophe either may stand: "O'Neil" and "Jean-Luc"
   * are in title case, "McDonald", "IBM" and "the End" are not. A text without letters is.
   */
  public final Predicate isTitleCase() {
    return Said.of(Function.IS_TITLE_CASE, expr());
  }

  /** The text has no character beyond ASCII. */
  public final Predicate isAscii() {
    return Said.of(Function.IS_ASCII, expr());
  }

  /** The text has no control character (Unicode's category Cc, with tabs and line breaks). */
  public final Predicate hasNoControlCharacters() {
    return Said.of(Function.HAS_NO_CONTROL_CHARACTERS, expr());
  }

  /** The text is one or more of the digits 0 to 9; digits of other scripts do not count. */
  public final Predicate hasOnlyDigits() {
    return Said.of(Function.HAS_ONLY_DIGITS, expr());
  }

  /**
   * The text is an IP address, as {@link Formats#IPV4} or {@link Formats#IPV6} has it, in a
   * network. False for any other text, and for addresses of the other family: {@code
   * ::ffff:10.0.0.1} is an IPv6 address, and in no network of IPv4.
   *
   * @param network as {@link Formats#CIDR} has it, such as {@code 10.0.0.0/8} or {@code
   *     2001:db8::/32}; messages and stored checks say it in the form of RFC 5952
   * @throws IllegalArgumentException if it is none, or has bits set beyond its prefix
   */
  public final Predicate isInNetwork(String network) {
    return Said.of(Function.IS_IN_NETWORK, expr(), literal(network));
  }

  /**
   * The text along rows in the order of something, and where that is equal of something else.
   *
   * @param first what rows are in the order of
   */
  public final TextValueSequence orderedBy(Expression first, Expression... others) {
    return new TextValueSequence(expr(), Groups.of(first, others), List.of());
  }
}
