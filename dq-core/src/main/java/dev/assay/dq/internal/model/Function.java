package dev.assay.dq.internal.model;

import static dev.assay.dq.internal.model.Signature.Takes.ANYTHING;
import static dev.assay.dq.internal.model.Signature.Takes.ARRAY;
import static dev.assay.dq.internal.model.Signature.Takes.CALENDAR;
import static dev.assay.dq.internal.model.Signature.Takes.COLLECTION;
import static dev.assay.dq.internal.model.Signature.Takes.COMPARABLE;
import static dev.assay.dq.internal.model.Signature.Takes.CONSTANT;
import static dev.assay.dq.internal.model.Signature.Takes.DATE;
import static dev.assay.dq.internal.model.Signature.Takes.DATE_FORMAT;
import static dev.assay.dq.internal.model.Signature.Takes.DAY;
import static dev.assay.dq.internal.model.Signature.Takes.ELEMENTS;
import static dev.assay.dq.internal.model.Signature.Takes.EXACT;
import static dev.assay.dq.internal.model.Signature.Takes.FIELD;
import static dev.assay.dq.internal.model.Signature.Takes.FLAG;
import static dev.assay.dq.internal.model.Signature.Takes.GROUPABLE;
import static dev.assay.dq.internal.model.Signature.Takes.INSTANT;
import static dev.assay.dq.internal.model.Signature.Takes.JSON_PATH;
import static dev.assay.dq.internal.model.Signature.Takes.KEY;
import static dev.assay.dq.internal.model.Signature.Takes.KEY_METRIC;
import static dev.assay.dq.internal.model.Signature.Takes.KIND;
import static dev.assay.dq.internal.model.Signature.Takes.LOCAL_TIME;
import static dev.assay.dq.internal.model.Signature.Takes.MAP;
import static dev.assay.dq.internal.model.Signature.Takes.NETWORK;
import static dev.assay.dq.internal.model.Signature.Takes.NUMBER;
import static dev.assay.dq.internal.model.Signature.Takes.ORDERED_ELEMENTS;
import static dev.assay.dq.internal.model.Signature.Takes.PART;
import static dev.assay.dq.internal.model.Signature.Takes.PATTERN;
import static dev.assay.dq.internal.model.Signature.Takes.REFERENCE;
import static dev.assay.dq.internal.model.Signature.Takes.STRUCT;
import static dev.assay.dq.internal.model.Signature.Takes.TEXT;
import static dev.assay.dq.internal.model.Signature.Takes.TIME;
import static dev.assay.dq.internal.model.Signature.Takes.TIME_FORMAT;
import static dev.assay.dq.internal.model.Signature.Takes.TRUTH;
import static dev.assay.dq.internal.model.Signature.Takes.UNIT;
import static dev.assay.dq.internal.model.Signature.Takes.WORDS;
import static dev.assay.dq.internal.model.Signature.Takes.ZONE;

import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.Signature.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of expressions, one row each. What is in no row of this table cannot be said; what
 * is in it can be said on every path, in English, in JSON and in Java.
 *
 * <p>Null in any argument makes the result null, if nothing else is said: under a comparison it is
 * unknown, which violates nothing.
 */
@SuppressWarnings("ImmutableEnumChecker") // records of constants, and functions without state
public enum Function {
  /** The value is null. Never unknown. */
  IS_NULL(
      "isNull",
      Signature.of(Signature.Gives.TRUTH, ANYTHING),
      Nulls.OWN,
      Phrase.of("{0} is null", "{0} is not null"),
      Kernels.seeing(value -> value == null)),
  /** The value is not null; an empty text, zero and NaN are values. Never unknown. */
  IS_COMPLETE(
      "isComplete",
      Signature.of(Signature.Gives.TRUTH, ANYTHING),
      Nulls.OWN,
      Phrase.of("{0} is complete", "{0} is not complete"),
      Kernels.seeing(value -> value != null)),
  /**
   * Two values are equal: whole numbers, decimals and times exactly, floating point with the
   * nearest value of its own width (a FLOAT of 0.1 equals 0.1). NaN equals nothing.
   */
  EQUAL("isEqualTo", Comparison.EQUAL),
  /** The first is less; as for all comparisons, NaN satisfies none, and text is in UTF-8 order. */
  LESS("isLessThan", Comparison.LESS),
  /** The first is less or equal. */
  LESS_OR_EQUAL("isAtMost", Comparison.LESS_OR_EQUAL),
  /** The first is greater. */
  GREATER("isGreaterThan", Comparison.GREATER),
  /** The first is greater or equal. */
  GREATER_OR_EQUAL("isAtLeast", Comparison.GREATER_OR_EQUAL),
  /**
   * The first lies between the second and the third; the flags say whether the lower and the upper
   * end belong to the range.
   */
  BETWEEN(
      "isBetween",
      Signature.of(Signature.Gives.TRUTH, COMPARABLE, COMPARABLE, COMPARABLE, FLAG, FLAG),
      Nulls.FIRST,
      Phrase.of("{0} is between {1}{3} and {2}{4}", "{0} is not between {1}{3} and {2}{4}"),
      Kernels.BETWEEN),
  /** The first is one of the others; NaN is in no set, and -0.0 is in a set with 0. */
  IN(
      "isIn",
      Signature.repeating(Signature.Gives.TRUTH, COMPARABLE, COMPARABLE),
      Nulls.FIRST,
      Phrase.of("{0} is in {*}", "{0} is not in {*}"),
      Kernels.IN),
  /** The whole text matches a pattern. */
  MATCHES(
      "matches",
      Signature.of(Signature.Gives.TRUTH, TEXT, PATTERN),
      Nulls.ANY,
      Phrase.of("{0} matches {1}", "{0} does not match {1}"),
      Kernels.matching(true)),
  /** Some part of the text matches a pattern; an empty match is a match. */
  CONTAINS_PATTERN(
      "containsPattern",
      Signature.of(Signature.Gives.TRUTH, TEXT, PATTERN),
      Nulls.ANY,
      Phrase.of("{0} contains a match of {1}", "{0} contains no match of {1}"),
      Kernels.matching(false)),
  /** The text starts with another, compared exactly. */
  STARTS_WITH(
      "startsWith",
      Signature.of(Signature.Gives.TRUTH, TEXT, TEXT),
      Nulls.ANY,
      Phrase.of("{0} starts with {1}", "{0} does not start with {1}"),
      Kernels.texts(String::startsWith)),
  /** The text ends with another, compared exactly. */
  ENDS_WITH(
      "endsWith",
      Signature.of(Signature.Gives.TRUTH, TEXT, TEXT),
      Nulls.ANY,
      Phrase.of("{0} ends with {1}", "{0} does not end with {1}"),
      Kernels.texts(String::endsWith)),
  /** The text contains another, compared exactly. */
  CONTAINS(
      "contains",
      Signature.of(Signature.Gives.TRUTH, TEXT, TEXT),
      Nulls.ANY,
      Phrase.of("{0} contains {1}", "{0} does not contain {1}"),
      Kernels.texts(String::contains)),
  /**
   * The text is empty or only white space (Unicode's White_Space property, so the no-break space
   * too).
   */
  IS_BLANK(
      "isBlank",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} is blank", "{0} is not blank"),
      Kernels.finding(RegexText.BLANK)),
  /**
   * The text neither starts nor ends with white space (Unicode's White_Space property); the empty
   * text is trimmed.
   */
  IS_TRIMMED(
      "isTrimmed",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} is trimmed", "{0} is not trimmed"),
      Kernels.finding(RegexText.TRIMMED)),
  /**
   * Two texts are equal, ignoring case by Unicode's full case folding: "straße" equals "STRASSE",
   * and all three forms of sigma are one letter. The dotless ı equals i, as in Java's
   * equalsIgnoreCase; the dotted capital İ equals neither i nor I.
   */
  EQUAL_IGNORING_CASE(
      "isEqualToIgnoringCase",
      Signature.of(Signature.Gives.TRUTH, TEXT, TEXT),
      Nulls.ANY,
      Phrase.of("{0} is equal to {1} ignoring case", "{0} is not equal to {1} ignoring case"),
      Kernels.strict(Kernels::alike)),
  /** The first is one of the others, ignoring case as isEqualToIgnoringCase does. */
  IN_IGNORING_CASE(
      "isInIgnoringCase",
      Signature.repeating(Signature.Gives.TRUTH, TEXT, TEXT),
      Nulls.FIRST,
      Phrase.of("{0} is in {*} ignoring case", "{0} is not in {*} ignoring case"),
      Kernels.IN_IGNORING_CASE),
  /** The text has no character beyond ASCII; the empty text has none. */
  IS_ASCII(
      "isAscii",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} is ASCII", "{0} is not ASCII"),
      Kernels.finding(RegexText.ASCII)),
  /**
   * The text has no character of Unicode's category Cc: U+0000 to U+001F, which tab and line breaks
   * belong to, and U+007F to U+009F.
   */
  HAS_NO_CONTROL_CHARACTERS(
      "hasNoControlCharacters",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} has no control characters", "{0} has control characters"),
      Kernels.finding(RegexText.WITHOUT_CONTROL)),
  /**
   * Each word starts with a capital letter and goes on in small ones, by Unicode's categories.
   * Words are of letters, digits and apostrophes; after a digit or an apostrophe either may stand,
   * so "O'Neil", "They're" and "Jean-Luc" are in title case, and "McDonald", "IBM" and "the End"
   * are not. A text without letters is.
   */
  IS_TITLE_CASE(
      "isTitleCase",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} is in title case", "{0} is not in title case"),
      Kernels.finding(RegexText.TITLE_CASE)),
  /**
   * The text is one or more of the digits 0 to 9 and nothing else, no sign and no digit of another
   * script; the empty text is not.
   */
  HAS_ONLY_DIGITS(
      "hasOnlyDigits",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} consists only of digits", "{0} does not consist only of digits"),
      Kernels.finding(RegexText.DIGITS)),
  /**
   * The text is an IP address, as the formats IPV4 and IPV6 have it, in a network such as
   * 10.0.0.0/8 or 2001:db8::/32. False for any other text, and for addresses of the other family:
   * ::ffff:10.0.0.1 is one of IPv6.
   */
  IS_IN_NETWORK(
      "isInNetwork",
      Signature.of(Signature.Gives.TRUTH, TEXT, NETWORK),
      Nulls.ANY,
      Phrase.of("{0} is in the network {1}", "{0} is not in the network {1}"),
      Kernels.finding(call -> NetworkText.of(call.text(1)).matcher())),
  /**
   * What the text says: "true" or "false", in any case of ASCII. Unknown for any other text, such
   * as "yes" or "1".
   */
  AS_BOOLEAN(
      "asBoolean",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.OWN,
      Phrase.of("{0} says true", "{0} says false"),
      Kernels.reading(RegexText.BOOLEAN, text -> text.length() == "true".length())),
  /** The text is a whole number, as asInteger reads it. */
  PARSES_AS_INTEGER(
      "parsesAsInteger",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} parses as an integer", "{0} does not parse as an integer"),
      Kernels.finding(RegexText.INTEGER)),
  /** The text is a decimal number, as asDecimal reads it. */
  PARSES_AS_DECIMAL(
      "parsesAsDecimal",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} parses as a decimal", "{0} does not parse as a decimal"),
      Kernels.finding(RegexText.DECIMAL)),
  /** The text is a number, with or without an exponent, as asDouble reads it. */
  PARSES_AS_DOUBLE(
      "parsesAsDouble",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} parses as a double", "{0} does not parse as a double"),
      Kernels.finding(RegexText.REAL)),
  /** The text is "true" or "false", as asBoolean reads it. */
  PARSES_AS_BOOLEAN(
      "parsesAsBoolean",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} parses as a boolean", "{0} does not parse as a boolean"),
      Kernels.finding(RegexText.BOOLEAN)),
  /** The text is a date, as asDate reads it. */
  PARSES_AS_DATE(
      "parsesAsDate",
      Signature.of(Signature.Gives.TRUTH, TEXT, DATE_FORMAT).optionally(),
      Nulls.ANY,
      Phrase.of("{0} parses as a date{written}", "{0} does not parse as a date{written}"),
      Kernels.PARSES_AS_DATE),
  /** The text is a point in time, as asTimestamp reads it. */
  PARSES_AS_TIMESTAMP(
      "parsesAsTimestamp",
      Signature.of(Signature.Gives.TRUTH, TEXT, TIME_FORMAT, ZONE).optionally(),
      Nulls.ANY,
      Phrase.of("{0} parses as a timestamp{written}", "{0} does not parse as a timestamp{written}"),
      Kernels.PARSES_AS_TIMESTAMP),
  /** The number is neither NaN nor infinite. */
  IS_FINITE(
      "isFinite",
      Signature.of(Signature.Gives.TRUTH, NUMBER),
      Nulls.ANY,
      Phrase.of("{0} is finite", "{0} is not finite"),
      Kernels.strict(value -> !(value instanceof Double d) || Double.isFinite(d))),
  /** The number is not NaN. */
  IS_NOT_NAN(
      "isNotNaN",
      Signature.of(Signature.Gives.TRUTH, NUMBER),
      Nulls.ANY,
      Phrase.of("{0} is not NaN", "{0} is NaN"),
      Kernels.strict(value -> !Kernels.isNaN(value))),
  /** All hold: false if any is false, else unknown if any is unknown. */
  AND(
      "and",
      Signature.repeating(Signature.Gives.TRUTH, TRUTH, TRUTH),
      Nulls.OWN,
      Phrase.of("and", "not ({0})").loose(),
      Kernels.absorbing(false)),
  /** Some hold: true if any is true, else unknown if any is unknown. */
  OR(
      "or",
      Signature.repeating(Signature.Gives.TRUTH, TRUTH, TRUTH),
      Nulls.OWN,
      Phrase.of("or", "not ({0})").loose(),
      Kernels.absorbing(true)),
  /** The opposite; unknown if it is unknown. */
  NOT(
      "not",
      Signature.of(Signature.Gives.TRUTH, TRUTH),
      Nulls.ANY,
      Phrase.of("not ({0})", "{0}"),
      Kernels.NOT),
  /**
   * Where the first holds, the second holds: the same as "not the first, or the second", unknown
   * included.
   */
  IMPLIES(
      "implies",
      Signature.of(Signature.Gives.TRUTH, TRUTH, TRUTH),
      Nulls.OWN,
      Phrase.of("if {0} then {1}", "not (if {0} then {1})").loose(),
      Kernels.IMPLIES),
  /** One holds and the other does not. */
  XOR(
      "xor",
      Signature.of(Signature.Gives.TRUTH, TRUTH, TRUTH),
      Nulls.ANY,
      Phrase.of("either {0} or {1}, but not both", "{0} exactly if {1}").loose(),
      Kernels.strict((a, b) -> !a.equals(b))),
  /**
   * So many hold, or more: false if there would be fewer even if all that are unknown held, else
   * unknown.
   */
  AT_LEAST(
      "atLeast",
      Signature.repeating(Signature.Gives.TRUTH, CONSTANT, TRUTH).within(Limits.whole(1, 10_000)),
      Nulls.OWN,
      Phrase.of("at least {0} of ({rest})", "fewer than {0} of ({rest})"),
      Kernels.AT_LEAST),
  /** The sum: exact for whole numbers and decimals, else in double precision. */
  PLUS(
      "plus",
      Signature.of(Signature.Gives.SUM, NUMBER, NUMBER),
      Nulls.ANY,
      Phrase.operator("{0} + {1}"),
      Kernels.arithmetic(Operator.PLUS)),
  /** The difference: exact for whole numbers and decimals, else in double precision. */
  MINUS(
      "minus",
      Signature.of(Signature.Gives.SUM, NUMBER, NUMBER),
      Nulls.ANY,
      Phrase.operator("{0} - {1}"),
      Kernels.arithmetic(Operator.MINUS)),
  /** The product: exact for whole numbers and decimals, else in double precision. */
  TIMES(
      "times",
      Signature.of(Signature.Gives.PRODUCT, NUMBER, NUMBER),
      Nulls.ANY,
      Phrase.operator("{0} * {1}"),
      Kernels.arithmetic(Operator.TIMES)),
  /** The quotient in double precision; null where the divisor is 0 or either is null. */
  DIVIDED_BY(
      "dividedBy",
      Signature.of(Signature.Gives.REAL, NUMBER, NUMBER),
      Nulls.OWN,
      Phrase.operator("{0} / {1}"),
      Kernels.arithmetic(Operator.DIVIDED_BY)),
  /** The number without its sign. */
  ABSOLUTE(
      "absolute",
      Signature.of(Signature.Gives.ONE_OF, NUMBER),
      Nulls.ANY,
      Phrase.value("absolute value of {0}"),
      Kernels.arithmetic(Operator.ABSOLUTE)),
  /** The number with the other sign. */
  NEGATED(
      "negated",
      Signature.of(Signature.Gives.ONE_OF, NUMBER),
      Nulls.ANY,
      Phrase.operator("-{0}"),
      Kernels.arithmetic(Operator.NEGATED)),
  /**
   * What the division of the first by the second leaves, with the sign of the first, as % in Java
   * and SQL; null where the second is 0 or either is null. Exact for whole numbers and decimals,
   * else in double precision.
   */
  REMAINDER(
      "remainder",
      Signature.of(Signature.Gives.REMAINDER, NUMBER, NUMBER),
      Nulls.OWN,
      Phrase.operator("remainder of {0} divided by {1}"),
      Kernels.arithmetic(Operator.REMAINDER)),
  /** The nearest number with so many decimal places; halfway away from zero. */
  ROUNDED(
      "rounded",
      Signature.of(Signature.Gives.ROUNDED, EXACT, CONSTANT).within(Limits.whole(0, 38)),
      Nulls.ANY,
      Phrase.operator("{0} rounded to {1} decimal place{s1}"),
      Kernels.ROUNDED),
  /** The greatest whole number that is not greater; NaN and infinities stay what they are. */
  FLOOR(
      "floor",
      Signature.of(Signature.Gives.WHOLE, NUMBER),
      Nulls.ANY,
      Phrase.operator("floor of {0}"),
      Kernels.whole(RoundingMode.FLOOR, Math::floor)),
  /** The least whole number that is not less; NaN and infinities stay what they are. */
  CEILING(
      "ceiling",
      Signature.of(Signature.Gives.WHOLE, NUMBER),
      Nulls.ANY,
      Phrase.operator("ceiling of {0}"),
      Kernels.whole(RoundingMode.CEILING, Math::ceil)),
  /** The natural logarithm in double precision; null where the number is 0 or less. */
  LN(
      "ln",
      Signature.of(Signature.Gives.REAL, NUMBER),
      Nulls.OWN,
      Phrase.value("natural logarithm of {0}"),
      Kernels.LN),
  /**
   * The first digit of a number that is not 0, from 1 to 9, of floating point as the shortest
   * decimal has it: of 0.3 it is 3. Null for 0, for what is nearer to it than 1E-300, for
   * infinities and for NaN.
   */
  FIRST_DIGIT(
      "firstDigit",
      Signature.of(Signature.Gives.COUNT, NUMBER),
      Nulls.OWN,
      Phrase.value("first significant digit of {0}"),
      Kernels.FIRST_DIGIT),
  /**
   * Two numbers differ by at most a tolerance. Whole numbers and decimals exactly; a constant as
   * the range around it, whose ends are compared as any constants; two numbers of which one is
   * floating point in double precision. NaN is close to nothing, an infinity to itself.
   */
  IS_CLOSE_TO(
      "isCloseTo",
      Signature.of(Signature.Gives.TRUTH, NUMBER, NUMBER, CONSTANT)
          .within(new Limits(BigDecimal.ZERO, new BigDecimal("1E400"), 400))
          .through(NumericTypes::difference),
      Nulls.ANY,
      Phrase.of("{0} is within {2} of {1}", "{0} is not within {2} of {1}"),
      Kernels.IS_CLOSE_TO),
  /**
   * The first differs from the second by at most a percentage of the second; compared as in
   * isCloseTo.
   */
  IS_WITHIN_PERCENT(
      "isWithinPercentOf",
      Signature.of(Signature.Gives.TRUTH, NUMBER, NUMBER, CONSTANT)
          .within(new Limits(BigDecimal.ZERO, BigDecimal.valueOf(1_000_000), 36))
          .through(NumericTypes::percentage),
      Nulls.ANY,
      Phrase.of("{0} is within {2}% of {1}", "{0} is not within {2}% of {1}"),
      Kernels.IS_WITHIN_PERCENT),
  /** A whole number or decimal is a constant times a whole number; 0 is a multiple of any. */
  IS_MULTIPLE_OF(
      "isMultipleOf",
      Signature.of(Signature.Gives.TRUTH, EXACT, CONSTANT)
          .within(new Limits(new BigDecimal("1E-38"), new BigDecimal("1E38"), 38))
          .through(NumericTypes::multiple),
      Nulls.ANY,
      Phrase.of("{0} is a multiple of {1}", "{0} is not a multiple of {1}"),
      Kernels.IS_MULTIPLE_OF),
  /** The number has no fraction; 2.00 has none, and NaN and infinities are not whole. */
  IS_WHOLE(
      "isWhole",
      Signature.of(Signature.Gives.TRUTH, NUMBER),
      Nulls.ANY,
      Phrase.of("{0} is a whole number", "{0} is not a whole number"),
      Kernels.strict(Kernels::isWhole)),
  /**
   * A whole number or decimal has so many digits after the decimal point or fewer; zeros at its end
   * do not count.
   */
  HAS_SCALE_AT_MOST(
      "hasScaleAtMost",
      Signature.of(Signature.Gives.TRUTH, EXACT, CONSTANT).within(Limits.whole(0, 38)),
      Nulls.ANY,
      Phrase.of("{0} has at most {1} decimal place{s1}", "{0} has more than {1} decimal place{s1}"),
      Kernels.HAS_SCALE_AT_MOST),
  /**
   * A whole number or decimal has so many digits or fewer, before and after the decimal point
   * together; zeros at the end of the fraction do not count, nor does a single 0 before the point:
   * 1000 has 4, 0.050 has 2.
   */
  HAS_PRECISION_AT_MOST(
      "hasPrecisionAtMost",
      Signature.of(Signature.Gives.TRUTH, EXACT, CONSTANT).within(Limits.whole(1, 38)),
      Nulls.ANY,
      Phrase.of("{0} has at most {1} digit{s1}", "{0} has more than {1} digit{s1}"),
      Kernels.HAS_PRECISION_AT_MOST),
  /** The text in lower case, by Unicode's rules, whatever the locale. */
  LOWER(
      "lower",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("{0} in lower case"),
      Kernels.strict(value -> LetterCase.LOWER.of(Kernels.text(value)))),
  /** The text in upper case, by Unicode's rules, whatever the locale. */
  UPPER(
      "upper",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("{0} in upper case"),
      Kernels.strict(value -> LetterCase.UPPER.of(Kernels.text(value)))),
  /** The text without white space (Unicode's White_Space property) at its ends. */
  TRIMMED(
      "trimmed",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("trimmed {0}"),
      Kernels.TRIMMED),
  /** The texts one after the other. */
  CONCATENATED(
      "concatenated",
      Signature.repeating(Signature.Gives.TEXT, TEXT, TEXT),
      Nulls.ANY,
      Phrase.operator("{0} followed by {rest}"),
      Kernels.CONCATENATED),
  /**
   * The code points of a text from one index up to, and without, another, counted from 0 as in
   * Java; indexes beyond the end of the text stand for its end.
   */
  SUBSTRING(
      "substring",
      Signature.of(Signature.Gives.TEXT, TEXT, CONSTANT, CONSTANT)
          .within(Limits.whole(0, Integer.MAX_VALUE)),
      Nulls.ANY,
      Phrase.operator("substring of {0} from {1} to {2}"),
      Kernels.made(
          call -> value -> Texts.substring(Kernels.text(value), call.count(1), call.count(2)))),
  /** What stands before the first occurrence of a delimiter; null where it does not occur. */
  BEFORE(
      "before",
      Signature.of(Signature.Gives.TEXT, TEXT, PART),
      Nulls.OWN,
      Phrase.operator("part of {0} before {1}"),
      Kernels.made(call -> value -> Texts.before(Kernels.text(value), call.text(1)))),
  /** What stands after the first occurrence of a delimiter; null where it does not occur. */
  AFTER(
      "after",
      Signature.of(Signature.Gives.TEXT, TEXT, PART),
      Nulls.OWN,
      Phrase.operator("part of {0} after {1}"),
      Kernels.made(call -> value -> Texts.after(Kernels.text(value), call.text(1)))),
  /**
   * The parts of a text between the occurrences of a delimiter, found from left to right, exactly:
   * one more than there are of it, empty ones included. A text without it, the empty one too, is
   * one part.
   */
  SPLIT(
      "split",
      Signature.of(Signature.Gives.TEXTS, TEXT, PART),
      Nulls.ANY,
      Phrase.operator("{0} split at {1}"),
      Kernels.made(call -> value -> Texts.split(Kernels.text(value), call.text(1)))),
  /** The text with every occurrence of another replaced, from left to right, exactly. */
  REPLACED(
      "replaced",
      Signature.of(Signature.Gives.TEXT, TEXT, PART, WORDS),
      Nulls.ANY,
      Phrase.operator("{0} with {1} replaced by {2}"),
      Kernels.made(call -> value -> Kernels.text(value).replace(call.text(1), call.text(2)))),
  /** The code points of the text in reverse. */
  REVERSED(
      "reversed",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("reversed {0}"),
      Kernels.strict(value -> new StringBuilder(Kernels.text(value)).reverse().toString())),
  /**
   * The text padded on the left to a length in code points, at most 10,000; a longer text stays as
   * it is, where SQL's lpad cuts it.
   */
  LEFT_PADDED(
      "leftPadded",
      Signature.of(Signature.Gives.TEXT, TEXT, CONSTANT, PART)
          .within(Limits.whole(0, Texts.LONGEST_PADDED)),
      Nulls.ANY,
      Phrase.operator("{0} left-padded to {1} with {2}"),
      Kernels.made(
          call -> value -> Texts.leftPadded(Kernels.text(value), call.count(1), call.text(2)))),
  /**
   * The text padded on the right to a length in code points, at most 10,000; a longer text stays as
   * it is, where SQL's rpad cuts it.
   */
  RIGHT_PADDED(
      "rightPadded",
      Signature.of(Signature.Gives.TEXT, TEXT, CONSTANT, PART)
          .within(Limits.whole(0, Texts.LONGEST_PADDED)),
      Nulls.ANY,
      Phrase.operator("{0} right-padded to {1} with {2}"),
      Kernels.made(
          call -> value -> Texts.rightPadded(Kernels.text(value), call.count(1), call.text(2)))),
  /**
   * The text without accents, which are U+0300 to U+036F, alone and in the canonical decomposition
   * (NFD) of letters: Résumé becomes Resume, й и, and ≠ is =. A letter that does not decompose
   * stays, such as ø, ł and ß.
   */
  WITHOUT_ACCENTS(
      "withoutAccents",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("{0} without accents"),
      Kernels.strict(value -> Texts.withoutAccents(Utf8.shown(Kernels.text(value))))),
  /** The text without anything but the digits 0 to 9; empty where it has none. */
  DIGITS_ONLY(
      "digitsOnly",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("digits of {0}"),
      Kernels.DIGITS_ONLY),
  /** The length of a text in bytes of UTF-8. */
  BYTE_LENGTH(
      "byteLength",
      Signature.of(Signature.Gives.COUNT, TEXT),
      Nulls.ANY,
      Phrase.value("byte length of {0}"),
      Kernels.strict(value -> (long) Utf8.bytes(Kernels.text(value)).length)),
  /** The number of words: runs of anything but white space (Unicode's White_Space property). */
  WORD_COUNT(
      "wordCount",
      Signature.of(Signature.Gives.COUNT, TEXT),
      Nulls.ANY,
      Phrase.value("word count of {0}"),
      Kernels.WORD_COUNT),
  /**
   * The Levenshtein distance: the least number of code points to insert, remove or replace to make
   * one text the other. An error where one has more than 1,000 code points.
   */
  DISTANCE_TO(
      "distanceTo",
      Signature.of(Signature.Gives.COUNT, TEXT, TEXT),
      Nulls.ANY,
      Phrase.operator("edit distance from {0} to {1}"),
      Kernels.strict(
          (one, other) -> (long) Texts.distance(Kernels.text(one), Kernels.text(other)))),
  /**
   * The similarity of Jaro and Winkler, from 0 to 1 for equal texts, over code points: Jaro's, and
   * where that is more than 0.7 a tenth of what it lacks to 1 for each of the first four code
   * points up to which both are the same (Winkler 1990). An error where one has more than 1,000
   * code points.
   */
  SIMILARITY_TO(
      "similarityTo",
      Signature.of(Signature.Gives.REAL, TEXT, TEXT),
      Nulls.ANY,
      Phrase.operator("similarity of {0} to {1}"),
      Kernels.strict((one, other) -> Texts.similarity(Kernels.text(one), Kernels.text(other)))),
  /** The smallest of all; NaN if one is NaN. */
  LEAST(
      "least",
      Signature.repeating(Signature.Gives.ONE_OF, COMPARABLE, COMPARABLE),
      Nulls.ANY,
      Phrase.value("least of {0}, {rest}"),
      Kernels.extreme(false)),
  /** The greatest of all; NaN if one is NaN. */
  GREATEST(
      "greatest",
      Signature.repeating(Signature.Gives.ONE_OF, COMPARABLE, COMPARABLE),
      Nulls.ANY,
      Phrase.value("greatest of {0}, {rest}"),
      Kernels.extreme(true)),
  /**
   * What is said of an element holds for each element of the array: false if it is false of one,
   * else unknown if it is unknown of one. True of an empty array.
   */
  EACH(
      "eachElement",
      Signature.of(Signature.Gives.TRUTH, ARRAY, TRUTH),
      Nulls.OWN,
      Phrase.of("{1} for each element of {0}", "not ({1} for each element of {0})").loose(),
      Kernels.elements(false)),
  /**
   * What is said of an element holds for some element of the array: true if it is true of one, else
   * unknown if it is unknown of one. False of an empty array.
   */
  SOME(
      "someElement",
      Signature.of(Signature.Gives.TRUTH, ARRAY, TRUTH),
      Nulls.OWN,
      Phrase.of("{1} for some element of {0}", "{1} for no element of {0}").loose(),
      Kernels.elements(true)),
  /**
   * What is said of an element holds for at least so many elements of the array: true if it is true
   * of so many, false if it would be of fewer even where it is unknown, else unknown.
   */
  AT_LEAST_OF(
      "atLeastElements",
      Signature.of(Signature.Gives.TRUTH, ARRAY, TRUTH, CONSTANT)
          // at least one is some
          .within(Limits.whole(2, Integer.MAX_VALUE)),
      Nulls.OWN,
      Phrase.of("{1} for at least {2} elements of {0}", "{1} for fewer than {2} elements of {0}")
          .loose(),
      Kernels.AT_LEAST_OF),
  /**
   * The sum of a number of each element of an array: exact for whole numbers and decimals, an error
   * where it has more than 38 digits, and of floating point the double nearest to the exact sum, so
   * in any order the same. Null where one of the numbers is null, as for plus; 0 of an empty array.
   */
  SUM_OF(
      "sumOf",
      Signature.of(Signature.Gives.TOTAL, ARRAY, NUMBER),
      Nulls.OWN,
      Phrase.operator("sum of {1} over the elements of {0}"),
      Kernels.SUM_OF),
  /**
   * The smallest of a number of each element of an array; NaN if one is NaN. Null where one of the
   * numbers is null, as for least, and of an empty array.
   */
  MIN_OF(
      "minOf",
      Signature.of(Signature.Gives.SAID_NUMBER, ARRAY, NUMBER),
      Nulls.OWN,
      Phrase.operator("minimum of {1} over the elements of {0}"),
      Kernels.extremeOf(false)),
  /**
   * The greatest of a number of each element of an array; NaN if one is NaN. Null where one of the
   * numbers is null, as for greatest, and of an empty array.
   */
  MAX_OF(
      "maxOf",
      Signature.of(Signature.Gives.SAID_NUMBER, ARRAY, NUMBER),
      Nulls.OWN,
      Phrase.operator("maximum of {1} over the elements of {0}"),
      Kernels.extremeOf(true)),
  /** No element of the array is null; true of an empty array. */
  HAS_NO_NULLS(
      "hasNoNulls",
      Signature.of(Signature.Gives.TRUTH, ARRAY),
      Nulls.ANY,
      Phrase.of("{0} has no nulls", "{0} has nulls"),
      Kernels.HAS_NO_NULLS),
  /**
   * No two elements of the array are equal: numbers by value, -0.0 as 0.0, NaN as NaN, as in keys.
   * A null is equal to nothing known: where no two others are equal, an array of several elements
   * with one is unknown. Within elements that are arrays, maps or structs, null equals null.
   */
  HAS_NO_DUPLICATES(
      "hasNoDuplicates",
      Signature.of(Signature.Gives.TRUTH, ELEMENTS),
      Nulls.OWN,
      Phrase.of("{0} has no duplicates", "{0} has duplicates"),
      Kernels.HAS_NO_DUPLICATES),
  /**
   * Each element of the array is at least every one before it. NaN satisfies no comparison, so
   * beside another element it is false. Nulls are left out, but where the others are in order, an
   * array of several elements with a null is unknown.
   */
  IS_SORTED(
      "isSorted",
      Signature.of(Signature.Gives.TRUTH, ORDERED_ELEMENTS),
      Nulls.OWN,
      Phrase.of("{0} is sorted", "{0} is not sorted"),
      Kernels.sorted(Comparison.LESS_OR_EQUAL)),
  /** The same from the greatest to the smallest. */
  IS_SORTED_DESCENDING(
      "isSortedDescending",
      Signature.of(Signature.Gives.TRUTH, ORDERED_ELEMENTS),
      Nulls.OWN,
      Phrase.of("{0} is sorted in descending order", "{0} is not sorted in descending order"),
      Kernels.sorted(Comparison.GREATER_OR_EQUAL)),
  /**
   * The element at a place of an array, the first at 0, of the type that is stated; null where the
   * array has no such place.
   */
  ELEMENT_AT(
      "elementAt",
      Signature.of(Signature.Gives.ELEMENT, ARRAY, CONSTANT, KIND)
          .within(Limits.whole(0, Integer.MAX_VALUE)),
      Nulls.OWN,
      Phrase.value("{0}[{1}]"),
      Kernels.ELEMENT_AT),
  /** The map has each of some keys, whatever their values are, null included. */
  HAS_KEYS(
      "hasKeys",
      Signature.repeating(Signature.Gives.TRUTH, MAP, KEY),
      Nulls.FIRST,
      Phrase.of("{0} has the key{s*} {rest}", "{0} does not have the key{s*} {rest}"),
      Kernels.HAS_KEYS),
  /** The keys of a map, in no order. */
  KEYS(
      "keys",
      Signature.of(Signature.Gives.KEYS, MAP),
      Nulls.ANY,
      Phrase.value("keys of {0}"),
      Kernels.ofMap(Map::keySet)),
  /** The values of a map, in no order; two keys may have the same. */
  VALUES(
      "values",
      Signature.of(Signature.Gives.VALUES, MAP),
      Nulls.ANY,
      Phrase.value("values of {0}"),
      Kernels.ofMap(Map::values)),
  /** The value of a key of a map, of the type that is stated; null where there is no such key. */
  VALUE_AT(
      "valueAt",
      Signature.of(Signature.Gives.STATED, MAP, KEY, KIND),
      Nulls.OWN,
      Phrase.value("{0}[{1}]"),
      Kernels.VALUE_AT),
  /**
   * The field of a struct that is an element or a value, of the type that is stated; null where the
   * struct is null. A field of a column is a column, named by its path.
   */
  FIELD_OF(
      "field",
      Signature.of(Signature.Gives.FIELD, STRUCT, FIELD, KIND),
      Nulls.OWN,
      Phrase.value("{0}.{1}"),
      Kernels.FIELD_OF),
  /** The first, or the second where the first is null. */
  OR_ELSE(
      "orElse",
      Signature.of(Signature.Gives.ONE_OF, COMPARABLE, COMPARABLE),
      Nulls.OWN,
      Phrase.operator("{0} or else {1}"),
      Kernels.OR_ELSE),
  /** The first, or null where it is one of the others, which stand for a missing value. */
  TREATING_AS_NULL(
      "treatingAsNull",
      Signature.repeating(Signature.Gives.FIRST, COMPARABLE, COMPARABLE),
      Nulls.OWN,
      Phrase.operator("{0} with {rest} as null"),
      Kernels.TREATING_AS_NULL),
  /**
   * The whole number that a text is: an optional sign and ASCII digits, at most 19 of them after
   * leading zeros. Null for any other text.
   */
  AS_INTEGER(
      "asInteger",
      Signature.of(Signature.Gives.WHOLE_IN_TEXT, TEXT),
      Nulls.OWN,
      Phrase.operator("{0} read as a whole number"),
      Kernels.reading(RegexText.INTEGER, BigDecimal::new)),
  /**
   * The decimal number that a text is, without an exponent: at most 19 digits before the point,
   * leading zeros aside, and at most 9 after it, trailing zeros aside. Null for any other text.
   */
  AS_DECIMAL(
      "asDecimal",
      Signature.of(Signature.Gives.DECIMAL_IN_TEXT, TEXT),
      Nulls.OWN,
      Phrase.operator("{0} read as a decimal"),
      Kernels.reading(RegexText.DECIMAL, BigDecimal::new)),
  /**
   * The number that a text is, with or without an exponent, as the nearest double. Null for any
   * other text, such as NaN or Infinity.
   */
  AS_DOUBLE(
      "asDouble",
      Signature.of(Signature.Gives.REAL, TEXT),
      Nulls.OWN,
      Phrase.operator("{0} read as a double"),
      Kernels.reading(RegexText.REAL, Double::valueOf)),
  /**
   * The date that a text is: written as a pattern of java.time says, read strictly, or as
   * 2024-02-29. Null for any other text.
   */
  AS_DATE(
      "asDate",
      Signature.of(Signature.Gives.DATE, TEXT, DATE_FORMAT).optionally(),
      Nulls.OWN,
      Phrase.operator("{0} read as a date{written}"),
      Kernels.AS_DATE),
  /**
   * The point in time that a text is, written as a pattern of java.time says and read strictly: by
   * the clocks of a time zone, or with an offset where the pattern has one. Null for any other
   * text, and for times that the clocks skipped; of one that they showed twice, the first.
   */
  AS_TIMESTAMP(
      "asTimestamp",
      Signature.of(Signature.Gives.INSTANT, TEXT, TIME_FORMAT, ZONE).optionally(),
      Nulls.OWN,
      Phrase.operator("{0} read as a timestamp{written}"),
      Kernels.AS_TIMESTAMP),
  /**
   * The value at a path of names and indexes in a JSON text, such as $.items[0].price, as a text: a
   * string is what it says, anything else as it is written. Null where the text is not JSON as a
   * whole, where nothing is at the path, and where null is. Of equal names in an object the last
   * counts.
   */
  JSON_VALUE(
      "jsonValue",
      Signature.of(Signature.Gives.TEXT, TEXT, JSON_PATH),
      Nulls.OWN,
      Phrase.operator("JSON value of {0} at {1}"),
      Kernels.made(
          call -> {
            JsonPath path = JsonPath.of(call.text(1));
            return value -> path.find(Kernels.text(value));
          })),
  /** The second where the first holds, else the third, also where the first is unknown. */
  WHEN(
      "when",
      Signature.of(Signature.Gives.ONE_OF, TRUTH, COMPARABLE, COMPARABLE),
      Nulls.OWN,
      Phrase.value("{1} if {0}, otherwise {2}").loose(),
      Kernels.WHEN),
  /** How many days the second date is after the first; negative where it is before. */
  DAYS_BETWEEN(
      "daysBetween",
      Signature.of(Signature.Gives.COUNT, DATE, DATE),
      Nulls.ANY,
      Phrase.value("days from {0} to {1}"),
      Kernels.strict(Kernels::days)),
  /**
   * How many seconds the second time is after the first, to the microsecond; negative where it is
   * before. Both are points in time, or both are without a zone.
   */
  SECONDS_BETWEEN(
      "secondsBetween",
      Signature.of(Signature.Gives.SECONDS, TIME, TIME),
      Nulls.ANY,
      Phrase.value("seconds from {0} to {1}"),
      Kernels.strict(Kernels::seconds)),
  /** The time that a run is as of: the one that it was given, else that at which it started. */
  RUN_TIME(
      "runTime",
      Signature.of(Signature.Gives.INSTANT),
      Nulls.ANY,
      Phrase.value("the time of the run"),
      Kernels.OF_RUN),
  /** The date that it is in a time zone at the time of the run. */
  TODAY(
      "today",
      Signature.of(Signature.Gives.DATE, ZONE),
      Nulls.ANY,
      Phrase.value("today in {0}"),
      Kernels.OF_RUN),
  /**
   * Another dataset of the run has a row with this key; of equal values in the sense of keys, so
   * that NaN equals NaN. Unknown where a part is null, unless null is to equal null.
   */
  EXISTS_IN(
      "existsIn",
      Signature.repeating(Signature.Gives.TRUTH, REFERENCE, GROUPABLE),
      Nulls.ANY,
      Phrase.of("{key} exists in {0}", "{key} does not exist in {0}"),
      Kernels.OF_RUN),
  /**
   * What another dataset has to tell of its rows with this key, equal as for {@link #EXISTS_IN}.
   * Null where a part is null, and where there is no such row, of which counts are 0.
   */
  METRIC_IN(
      "metricIn",
      Signature.repeating(Signature.Gives.FIRST, KEY_METRIC, GROUPABLE),
      Nulls.OWN,
      Phrase.value("{0} on {on}"),
      Kernels.OF_RUN),
  /** What the clocks of a time zone show at a point in time. */
  IN_ZONE(
      "inZone",
      Signature.of(Signature.Gives.LOCAL_TIME, INSTANT, ZONE),
      Nulls.ANY,
      Phrase.value("{0} in {1}"),
      Kernels.IN_ZONE),
  /** The date of a date and time. */
  TO_DATE(
      "toDate",
      Signature.of(Signature.Gives.DATE, LOCAL_TIME),
      Nulls.ANY,
      Phrase.value("date of {0}"),
      Kernels.strict(value -> Kernels.local(value).toLocalDate())),
  /**
   * The day is worked, as a calendar has it: it is neither of its weekend nor one of its holidays.
   */
  IS_BUSINESS_DAY(
      "isBusinessDay",
      Signature.of(Signature.Gives.TRUTH, DAY, CALENDAR),
      Nulls.ANY,
      Phrase.of("{0} is a business day ({1})", "{0} is not a business day ({1})"),
      Kernels.made(
          call -> {
            BusinessCalendar calendar = call.calendar();
            return value -> calendar.isBusinessDay(Kernels.day(value));
          })),
  /**
   * How many days are worked, as a calendar has it, after the second date up to and including the
   * first; where that is before, less the number from after it up to the second.
   */
  BUSINESS_DAYS_SINCE(
      "businessDaysSince",
      Signature.of(Signature.Gives.COUNT, DATE, DATE, CALENDAR),
      Nulls.ANY,
      Phrase.value("business days from {1} to {0} ({2})"),
      Kernels.BUSINESS_DAYS),
  /** The hour of a date and time, from 0 to 23. */
  HOUR("hour", "hour of {0}", ChronoField.HOUR_OF_DAY),
  /** The day of the week as ISO 8601 counts it, from 1 for Monday to 7 for Sunday. */
  DAY_OF_WEEK("dayOfWeek", "day of the week of {0}", ChronoField.DAY_OF_WEEK),
  /** The year. */
  YEAR("year", "year of {0}", ChronoField.YEAR),
  /** The quarter of the year, from 1 to 4. */
  QUARTER("quarter", "quarter of {0}", IsoFields.QUARTER_OF_YEAR),
  /** The month, from 1 for January to 12. */
  MONTH("month", "month of {0}", ChronoField.MONTH_OF_YEAR),
  /**
   * The week as ISO 8601 counts it, from 1 to 53: weeks begin on Monday, and the first is that with
   * the first Thursday of the year.
   */
  ISO_WEEK("isoWeek", "ISO week of {0}", IsoFields.WEEK_OF_WEEK_BASED_YEAR),
  /** The day of the month, from 1 to 31. */
  DAY_OF_MONTH("dayOfMonth", "day of the month of {0}", ChronoField.DAY_OF_MONTH),
  /** The day of the year, from 1 to 366. */
  DAY_OF_YEAR("dayOfYear", "day of the year of {0}", ChronoField.DAY_OF_YEAR),
  /** The minute of a date and time, from 0 to 59. */
  MINUTE("minute", "minute of {0}", ChronoField.MINUTE_OF_HOUR),
  /** The second of a date and time, from 0 to 59, without its fraction. */
  SECOND("second", "second of {0}", ChronoField.SECOND_OF_MINUTE),
  /** The first day of the month. */
  START_OF_MONTH(
      "startOfMonth",
      Signature.of(Signature.Gives.DATE, DAY),
      Nulls.ANY,
      Phrase.value("the first day of the month of {0}"),
      Kernels.strict(value -> Kernels.day(value).with(TemporalAdjusters.firstDayOfMonth()))),
  /** The last day of the month. */
  END_OF_MONTH(
      "endOfMonth",
      Signature.of(Signature.Gives.DATE, DAY),
      Nulls.ANY,
      Phrase.value("the last day of the month of {0}"),
      Kernels.strict(value -> Kernels.day(value).with(TemporalAdjusters.lastDayOfMonth()))),
  /** The Monday of the week: the day itself where it is one, else the one before. */
  START_OF_WEEK(
      "startOfWeek",
      Signature.of(Signature.Gives.DATE, DAY),
      Nulls.ANY,
      Phrase.value("the Monday of the week of {0}"),
      Kernels.strict(
          value -> Kernels.day(value).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))),
  /** A date some days later; earlier where their number is negative. */
  PLUS_DAYS(
      "plusDays",
      Signature.of(Signature.Gives.DATE, DATE, CONSTANT)
          .within(Limits.whole(-10_000_000, 10_000_000)),
      Nulls.ANY,
      Phrase.operator("{0} {+day}"),
      Kernels.plus(ChronoUnit.DAYS)),
  /**
   * A date some months later, or earlier where their number is negative: the same day of the month,
   * or the last where the month is too short.
   */
  PLUS_MONTHS(
      "plusMonths",
      Signature.of(Signature.Gives.DATE, DATE, CONSTANT).within(Limits.whole(-400_000, 400_000)),
      Nulls.ANY,
      Phrase.operator("{0} {+month}"),
      Kernels.plus(ChronoUnit.MONTHS)),
  /**
   * A point in time, or a date and time without a zone, some seconds later; earlier where their
   * number is negative.
   */
  PLUS_SECONDS(
      "plusSeconds",
      Signature.of(Signature.Gives.FIRST, TIME, CONSTANT)
          .within(
              new Limits(
                  BigDecimal.valueOf(-400_000_000_000L), BigDecimal.valueOf(400_000_000_000L), 6)),
      Nulls.ANY,
      Phrase.operator("{0} {+second}"),
      Kernels.PLUS_SECONDS),
  /** A date and time without what is smaller than a unit: days, hours, minutes or seconds. */
  TRUNCATED_TO(
      "truncatedTo",
      Signature.of(Signature.Gives.LOCAL_TIME, LOCAL_TIME, UNIT),
      Nulls.ANY,
      Phrase.operator("{0} truncated to {1}"),
      Kernels.TRUNCATED_TO),
  /** The length of a text in code points, never bytes or UTF-16 units. */
  LENGTH(
      "length",
      Signature.of(Signature.Gives.COUNT, TEXT),
      Nulls.ANY,
      Phrase.value("length of {0}"),
      Kernels.strict(value -> Kernels.codePoints(Kernels.text(value)))),
  /** The number of elements of an array, or of entries of a map. */
  SIZE(
      "size",
      Signature.of(Signature.Gives.COUNT, COLLECTION),
      Nulls.ANY,
      Phrase.value("size of {0}"),
      Kernels.strict(Kernels::size));

  /** Where the result is null. */
  public enum Nulls {
    /** Exactly where an argument is. */
    ANY,
    /** Exactly where the first is, if the others are constants. */
    FIRST,
    /** As the function's own rule says. */
    OWN
  }

  private final String word;
  private final Signature signature;
  private final Nulls nulls;
  private final Phrase phrase;
  private final Kernels.Kernel kernel;
  private final @Nullable Comparison comparison;

  Function(String word, Signature signature, Nulls nulls, Phrase phrase, Kernels.Kernel kernel) {
    this(word, signature, nulls, phrase, kernel, null);
  }

  Function(String word, String noun, TemporalField field) {
    this(
        word,
        Signature.of(Signature.Gives.COUNT, field.isDateBased() ? DAY : LOCAL_TIME),
        Nulls.ANY,
        Phrase.value(noun),
        Kernels.field(field),
        null);
  }

  Function(String word, Comparison comparison) {
    this(
        word,
        Signature.of(Signature.Gives.TRUTH, COMPARABLE, COMPARABLE),
        Nulls.ANY,
        Phrase.comparing(comparison),
        Kernels.comparing(comparison),
        comparison);
  }

  Function(
      String word,
      Signature signature,
      Nulls nulls,
      Phrase phrase,
      Kernels.Kernel kernel,
      @Nullable Comparison comparison) {
    this.word = word;
    this.signature = signature;
    this.nulls = nulls;
    this.phrase = phrase;
    this.kernel = kernel;
    this.comparison = comparison;
  }

  /** What it is called in stored checks and, where nothing else is said, in the language. */
  public String word() {
    return word;
  }

  /** What it takes and gives. */
  public Signature signature() {
    return signature;
  }

  /** How it treats null. */
  public Nulls nulls() {
    return nulls;
  }

  /** The same of a call: dividing by what is constant and not zero always has a result. */
  public Nulls nulls(Expr.Call call) {
    if (this == EXISTS_IN && call.otherKey().nullsEqual()) {
      return Nulls.OWN;
    }
    boolean divides = this == DIVIDED_BY || this == REMAINDER;
    return divides
            && call.argument(1) instanceof Expr.Literal divisor
            && !divisor.constant().equals(ZERO)
        ? Nulls.FIRST
        : nulls;
  }

  private static final Constant ZERO = Constant.of(0);

  Phrase phrase() {
    return phrase;
  }

  /** The comparison of two values that this is; null for what is none. */
  public @Nullable Comparison comparison() {
    return comparison;
  }

  /** Whether its second argument is said of the elements of its first. */
  public boolean binds() {
    return this == EACH
        || this == SOME
        || this == AT_LEAST_OF
        || this == SUM_OF
        || this == MIN_OF
        || this == MAX_OF;
  }

  /** The comparison as a function. */
  public static Function of(Comparison comparison) {
    for (Function each : values()) {
      if (each.comparison == comparison) {
        return each;
      }
    }
    throw new IllegalStateException("no function compares as " + comparison);
  }

  /** Whether its first argument is looked for among the others. */
  private boolean isSet() {
    return this == IN || this == IN_IGNORING_CASE || this == TREATING_AS_NULL;
  }

  /** Whether its arguments are judgements that it joins, side by side. */
  public boolean isConnective() {
    return this == AND || this == OR;
  }

  /**
   * Compiles a call.
   *
   * @param types their types, in which constants are brought
   */
  public Evaluator compile(Expr.Call call, List<Evaluator> arguments, List<Schema.Type> types) {
    return kernel.compile(call, arguments, types);
  }

  /** Flattens what is joined, drops what a set repeats, and refuses a wrong number. */
  List<Expr> normal(List<Expr> arguments) {
    List<Expr> normal = arguments;
    if (isConnective()) {
      normal = new ArrayList<>();
      for (Expr argument : arguments) {
        if (argument.calls(this)) {
          normal.addAll(argument.arguments());
        } else {
          normal.add(argument);
        }
      }
    } else if (isSet()) {
      normal = new ArrayList<>(arguments.subList(0, Math.min(1, arguments.size())));
      normal.addAll(new LinkedHashSet<>(arguments.subList(normal.size(), arguments.size())));
    }
    if (!signature.fits(normal.size())) {
      throw new IllegalArgumentException(
          isSet()
              ? "A set of values must not be empty: nothing could be in it"
              : word
                  + " takes "
                  + (signature.repeats() ? "at least " : "")
                  + (signature.optional() > 0 ? signature.least() + " to " : "")
                  + signature.takes().size()
                  + " arguments, and these are "
                  + normal.size());
    }
    for (int i = 0; i < normal.size(); i++) {
      check(i, normal.get(i));
    }
    if (this == BETWEEN
        && normal.get(1) instanceof Expr.Literal low
        && normal.get(2) instanceof Expr.Literal high) {
      Args.ordered(low.constant(), high.constant());
    }
    if (signature.takes().contains(NETWORK)) {
      String network = NetworkText.of(text(normal, 1)).toString();
      normal = List.of(normal.get(0), new Expr.Literal(new Constant.Text(network)));
    }
    if (signature.takes().contains(DATE_FORMAT) && normal.size() > 1) {
      TimeFormat.ofDate(word, text(normal, 1));
    }
    if (signature.takes().contains(TIME_FORMAT)) {
      TimeFormat.ofTimestamp(word, text(normal, 1), normal.size() > 2);
    }
    boolean ordered = this == ELEMENT_AT || this == IS_SORTED || this == IS_SORTED_DESCENDING;
    if (ordered && (normal.get(0).calls(KEYS) || normal.get(0).calls(VALUES))) {
      throw new IllegalArgumentException(
          "The "
              + English.of(normal.get(0))
              + " have no order, so "
              + word
              + " cannot be said of them: say what holds for each(...) or any(...) of them, or take"
              + " the value of a key");
    }
    if (this == SUBSTRING) {
      Args.ordered(constant(normal, 1), constant(normal, 2));
    }
    if (this == EXISTS_IN || this == METRIC_IN) {
      OtherKey other = (OtherKey) constant(normal, 0).value();
      if ((other.metric() == null) != (this == EXISTS_IN)) {
        throw new IllegalArgumentException(
            word
                + (this == EXISTS_IN
                    ? " takes no metric"
                    : " takes a metric of the other dataset"));
      }
      int columns = other.columns().size();
      if (columns != normal.size() - 1) {
        throw new IllegalArgumentException(
            "A key of "
                + (normal.size() - 1)
                + " parts cannot be looked up in "
                + columns
                + " columns: name one for each part");
      }
    }
    if (this == AT_LEAST && number(normal.get(0)).intValueExact() >= normal.size()) {
      throw new IllegalArgumentException(
          "At least "
              + number(normal.get(0))
              + " of "
              + (normal.size() - 1)
              + " predicates can never hold");
    }
    return List.copyOf(normal);
  }

  private static Constant constant(List<Expr> arguments, int at) {
    return ((Expr.Literal) arguments.get(at)).constant();
  }

  private static String text(List<Expr> arguments, int at) {
    return String.valueOf(constant(arguments, at).value());
  }

  private void check(int at, Expr argument) {
    Signature.Takes takes = signature.takes(at);
    if (!takes.form().fits(argument)) {
      throw new IllegalArgumentException(
          word + " takes a constant as argument " + (at + 1) + ", and no expression");
    }
    ColumnKind nested =
        takes.isArray()
            ? ColumnKind.ARRAY
            : takes == MAP ? ColumnKind.MAP : takes == STRUCT ? ColumnKind.STRUCT : null;
    if (nested != null && argument.kind() != nested) {
      throw new IllegalArgumentException(
          word + " is said of " + nested.label() + "s, and not of " + English.of(argument));
    }
    if (takes == STRUCT && argument instanceof Expr.Column column) {
      throw new IllegalArgumentException(
          "A field of a column is a column of its own, named by its path: "
              + column.ref()
              + ".field");
    }
    if (argument instanceof Expr.Literal literal) {
      check(takes, literal.constant());
    }
  }

  private static final int DIGITS = 400;

  /** Whether a constant is written out, to as many digits as it has. */
  private boolean expands() {
    return this == REMAINDER || this == IS_CLOSE_TO || this == IS_WITHIN_PERCENT;
  }

  private void refuseVast(BigDecimal number) {
    if (number.scale() > DIGITS || (long) number.precision() - number.scale() > DIGITS) {
      throw new IllegalArgumentException(
          word + " takes numbers of at most " + DIGITS + " digits, and this is " + number);
    }
  }

  private static BigDecimal number(Expr literal) {
    return ((Constant.Num) ((Expr.Literal) literal).constant()).value();
  }

  private void check(Signature.Takes takes, Constant constant) {
    if (takes == NUMBER && constant instanceof Constant.Num number && expands()) {
      refuseVast(number.value());
    } else if (takes == CONSTANT && constant instanceof Constant.Num number) {
      String problem = signature.limits().problem(number.value());
      if (problem != null) {
        throw new IllegalArgumentException(word + " takes " + problem);
      }
    } else if (takes == ZONE) {
      Zones.of(String.valueOf(constant.value()));
    } else if (takes == JSON_PATH) {
      checkText(String.valueOf(constant.value()), true);
      JsonPath.of(String.valueOf(constant.value()));
    } else if (takes == UNIT) {
      Units.of(String.valueOf(constant.value()));
    } else if (takes == KIND) {
      ColumnKind.named(String.valueOf(constant.value()));
    } else if (takes == PART || takes == WORDS || takes == DATE_FORMAT || takes == TIME_FORMAT) {
      checkText(String.valueOf(constant.value()), takes != WORDS);
    } else if (takes == PATTERN && this == CONTAINS_PATTERN) {
      searchable(((Constant.Pattern) constant).value());
    } else if (takes == TIME
        && constant.value() instanceof TemporalAccessor time
        && time.isSupported(ChronoField.NANO_OF_SECOND)
        && time.get(ChronoField.NANO_OF_SECOND) % 1000 != 0) {
      throw new IllegalArgumentException(
          word + " takes times to the microsecond, and this is " + constant.value());
    }
  }

  private void checkText(String text, boolean some) {
    if (some && text.isEmpty()) {
      throw new IllegalArgumentException(word + " takes a text that is not empty");
    }
    if (!Utf8.hasForm(text)) {
      throw new IllegalArgumentException(
          word + " takes whole characters, and " + English.quoted(text) + " has half a one");
    }
  }

  /** What is checked is a whole text: a pattern alone would find what is wrong. */
  private void searchable(TextPattern pattern) {
    Format format = Format.of(pattern);
    boolean ours = format != null && format.hasCheck();
    if (ours || pattern.test() != null) {
      throw new IllegalArgumentException(
          word
              + " cannot look for "
              + pattern.name()
              + ", whose pattern is its shape alone: use matches("
              + (ours ? "Formats." + pattern.name() : "…")
              + "), or a regular expression of your own");
    }
  }
}
