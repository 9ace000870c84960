package dev.assay.dq.internal.model;

import static dev.assay.dq.internal.model.Signature.Takes.ANYTHING;
import static dev.assay.dq.internal.model.Signature.Takes.ARRAY;
import static dev.assay.dq.internal.model.Signature.Takes.COLLECTION;
import static dev.assay.dq.internal.model.Signature.Takes.COMPARABLE;
import static dev.assay.dq.internal.model.Signature.Takes.COUNT;
import static dev.assay.dq.internal.model.Signature.Takes.DATE;
import static dev.assay.dq.internal.model.Signature.Takes.DAY;
import static dev.assay.dq.internal.model.Signature.Takes.FIELD;
import static dev.assay.dq.internal.model.Signature.Takes.FLAG;
import static dev.assay.dq.internal.model.Signature.Takes.INSTANT;
import static dev.assay.dq.internal.model.Signature.Takes.KEY;
import static dev.assay.dq.internal.model.Signature.Takes.KIND;
import static dev.assay.dq.internal.model.Signature.Takes.LOCAL_TIME;
import static dev.assay.dq.internal.model.Signature.Takes.MAP;
import static dev.assay.dq.internal.model.Signature.Takes.NUMBER;
import static dev.assay.dq.internal.model.Signature.Takes.PATTERN;
import static dev.assay.dq.internal.model.Signature.Takes.STRUCT;
import static dev.assay.dq.internal.model.Signature.Takes.TEXT;
import static dev.assay.dq.internal.model.Signature.Takes.TIME;
import static dev.assay.dq.internal.model.Signature.Takes.TRUTH;
import static dev.assay.dq.internal.model.Signature.Takes.ZONE;

import java.math.BigDecimal;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
      Kernels.finding(RegexText.BLANK, true)),
  /**
   * The text neither starts nor ends with white space (Unicode's White_Space property); the empty
   * text is trimmed.
   */
  IS_TRIMMED(
      "isTrimmed",
      Signature.of(Signature.Gives.TRUTH, TEXT),
      Nulls.ANY,
      Phrase.of("{0} is trimmed", "{0} is not trimmed"),
      Kernels.finding(RegexText.UNTRIMMED, false)),
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
  /** The sum: exact for whole numbers and decimals, else in double precision. */
  PLUS(
      "plus",
      Signature.of(Signature.Gives.SUM, NUMBER, NUMBER),
      Nulls.ANY,
      Phrase.operator("{0} + {1}"),
      Kernels.arithmetic(BigDecimal::add, Double::sum)),
  /** The difference: exact for whole numbers and decimals, else in double precision. */
  MINUS(
      "minus",
      Signature.of(Signature.Gives.SUM, NUMBER, NUMBER),
      Nulls.ANY,
      Phrase.operator("{0} - {1}"),
      Kernels.arithmetic(BigDecimal::subtract, (a, b) -> a - b)),
  /** The product: exact for whole numbers and decimals, else in double precision. */
  TIMES(
      "times",
      Signature.of(Signature.Gives.PRODUCT, NUMBER, NUMBER),
      Nulls.ANY,
      Phrase.operator("{0} * {1}"),
      Kernels.arithmetic(BigDecimal::multiply, (a, b) -> a * b)),
  /** The quotient in double precision; null where the divisor is 0 or either is null. */
  DIVIDED_BY(
      "dividedBy",
      Signature.of(Signature.Gives.QUOTIENT, NUMBER, NUMBER),
      Nulls.OWN,
      Phrase.operator("{0} / {1}"),
      Kernels.DIVIDED_BY),
  /** The number without its sign. */
  ABSOLUTE(
      "absolute",
      Signature.of(Signature.Gives.ONE_OF, NUMBER),
      Nulls.ANY,
      Phrase.value("absolute value of {0}"),
      Kernels.strict(Kernels::absolute)),
  /** The number with the other sign. */
  NEGATED(
      "negated",
      Signature.of(Signature.Gives.ONE_OF, NUMBER),
      Nulls.ANY,
      Phrase.operator("-{0}"),
      Kernels.strict(Kernels::negated)),
  /** The text in lower case, by Unicode's rules, whatever the locale. */
  LOWER(
      "lower",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("{0} in lower case"),
      Kernels.strict(value -> Kernels.text(value).toLowerCase(Locale.ROOT))),
  /** The text in upper case, by Unicode's rules, whatever the locale. */
  UPPER(
      "upper",
      Signature.of(Signature.Gives.TEXT, TEXT),
      Nulls.ANY,
      Phrase.value("{0} in upper case"),
      Kernels.strict(value -> Kernels.text(value).toUpperCase(Locale.ROOT))),
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
      Signature.of(Signature.Gives.TRUTH, ARRAY, TRUTH, COUNT),
      Nulls.OWN,
      Phrase.of("{1} for at least {2} elements of {0}", "{1} for fewer than {2} elements of {0}")
          .loose(),
      Kernels.AT_LEAST_OF),
  /**
   * The element at a place of an array, the first at 0, of the type that is stated; null where the
   * array has no such place.
   */
  ELEMENT_AT(
      "elementAt",
      Signature.of(Signature.Gives.ELEMENT, ARRAY, COUNT, KIND),
      Nulls.OWN,
      Phrase.value("{0}[{1}]"),
      Kernels.ELEMENT_AT),
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
  /** The hour of a date and time, from 0 to 23. */
  HOUR(
      "hour",
      Signature.of(Signature.Gives.COUNT, LOCAL_TIME),
      Nulls.ANY,
      Phrase.value("hour of {0}"),
      Kernels.strict(value -> (long) Kernels.local(value).getHour())),
  /** The day of the week as ISO 8601 counts it, from 1 for Monday to 7 for Sunday. */
  DAY_OF_WEEK(
      "dayOfWeek",
      Signature.of(Signature.Gives.COUNT, DAY),
      Nulls.ANY,
      Phrase.value("day of the week of {0}"),
      Kernels.strict(value -> (long) Kernels.day(value).getDayOfWeek().getValue())),
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

  Phrase phrase() {
    return phrase;
  }

  /** The comparison of two values that this is; null for what is none. */
  public @Nullable Comparison comparison() {
    return comparison;
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
    } else if (this == IN) {
      normal = new ArrayList<>(arguments.subList(0, Math.min(1, arguments.size())));
      normal.addAll(new LinkedHashSet<>(arguments.subList(normal.size(), arguments.size())));
    }
    if (!signature.fits(normal.size())) {
      throw new IllegalArgumentException(
          this == IN
              ? "A set of allowed values must not be empty: nothing could be in it"
              : word
                  + " takes "
                  + (signature.repeats() ? "at least " : "")
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
    return List.copyOf(normal);
  }

  private void check(int at, Expr argument) {
    Signature.Takes takes = signature.takes(at);
    if (!takes.form().fits(argument)) {
      throw new IllegalArgumentException(
          word + " takes a constant as argument " + (at + 1) + ", and no expression");
    }
    ColumnKind nested =
        takes == ARRAY
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

  private void check(Signature.Takes takes, Constant constant) {
    if (takes == ZONE) {
      Zones.of(String.valueOf(constant.value()));
    } else if (takes == COUNT) {
      int least = this == AT_LEAST_OF ? 2 : 0; // at least one is some
      BigDecimal number = (BigDecimal) constant.value();
      if (number.stripTrailingZeros().scale() > 0
          || number.compareTo(BigDecimal.valueOf(least)) < 0
          || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
        throw new IllegalArgumentException(
            word + " takes a whole number from " + least + ", and this is " + number);
      }
    } else if (takes == KIND) {
      ColumnKind.named(String.valueOf(constant.value()));
    } else if (takes == TIME
        && constant.value() instanceof TemporalAccessor time
        && time.isSupported(ChronoField.NANO_OF_SECOND)
        && time.get(ChronoField.NANO_OF_SECOND) % 1000 != 0) {
      throw new IllegalArgumentException(
          word + " takes times to the microsecond, and this is " + constant.value());
    }
  }
}
