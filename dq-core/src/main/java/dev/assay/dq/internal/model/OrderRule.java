package dev.assay.dq.internal.model;

import dev.assay.dq.BusinessCalendar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of the rows of a key in their order. Every rule compares rows of different order
 * alone, or treats rows of equal order alike, so that no verdict depends on which of them is first.
 */
@SuppressWarnings("ImmutableEnumChecker") // its list is a copy
public enum OrderRule {
  /** Each value is greater than the one before. */
  INCREASES(
      "isStrictlyIncreasing",
      Axis.ANY,
      Counts.ROWS,
      "{0} is strictly increasing {along}",
      Signature.Takes.ORDERED),
  /** No value is less than the one before. */
  NEVER_DECREASES(
      "neverDecreases",
      Axis.ANY,
      Counts.ROWS,
      "{0} never decreases {along}",
      Signature.Takes.ORDERED),
  /** Each value is less than the one before. */
  DECREASES(
      "isStrictlyDecreasing",
      Axis.ANY,
      Counts.ROWS,
      "{0} is strictly decreasing {along}",
      Signature.Takes.ORDERED),
  /** No value is greater than the one before. */
  NEVER_INCREASES(
      "neverIncreases",
      Axis.ANY,
      Counts.ROWS,
      "{0} never increases {along}",
      Signature.Takes.ORDERED),
  /** Neighbours are apart by no more than a number. */
  GAPS(
      "hasGapsOfAtMost",
      Axis.NUMBER,
      Counts.ROWS,
      "{order} has gaps of at most {0}",
      Signature.Takes.CONSTANT),
  /** Neighbours are apart by no more than a time, in seconds. */
  TIME_GAPS(
      "hasTimeGapsOfAtMost",
      Axis.TIME,
      Counts.ROWS,
      "{order} has gaps of at most {t0}",
      Signature.Takes.CONSTANT),
  /** Neighbours are apart by a number, but for a tolerance. */
  STEPS(
      "hasStepsOf",
      Axis.NUMBER,
      Counts.ROWS,
      "{order} has steps of {0}{±1}",
      Signature.Takes.CONSTANT,
      Signature.Takes.CONSTANT),
  /** Neighbours are apart by a time, but for a tolerance, both in seconds. */
  TIME_STEPS(
      "hasTimeStepsOf",
      Axis.TIME,
      Counts.ROWS,
      "{order} has steps of {t0}{±t1}",
      Signature.Takes.CONSTANT,
      Signature.Takes.CONSTANT),
  /** The nth row is as many calendar steps, of months and days, behind the first. */
  CALENDAR_STEPS(
      "hasCalendarStepsOf",
      Axis.TIME,
      Counts.ROWS,
      "{order} has steps of {period0}",
      Signature.Takes.CONSTANT,
      Signature.Takes.CONSTANT),
  /** Every whole number between two neighbours is there. */
  NO_HOLES("hasNoHoles", Axis.WHOLE, Counts.NUMBERS, "{order} has no holes"),
  /** Every period of a unit is there, from the first to the last one or from one day to another. */
  EVERY(
      "hasEvery",
      Axis.TIME,
      Counts.PERIODS,
      "{order} has every {unit0}{from1}",
      2,
      Signature.Takes.PART,
      Signature.Takes.MEMBER,
      Signature.Takes.MEMBER),
  /** The same for the days that a calendar has as worked. */
  EVERY_BUSINESS_DAY(
      "hasEveryBusinessDay",
      Axis.TIME,
      Counts.PERIODS,
      "{order} has every business day of {0}{from1}",
      2,
      Signature.Takes.CALENDAR,
      Signature.Takes.MEMBER,
      Signature.Takes.MEMBER),
  /** No more than so many rows in a row have the same value. */
  REPEATS(
      "repeatsForAtMost",
      Axis.ANY,
      Counts.ROWS,
      "{0} repeats for at most {1} row{s1} {along}",
      Signature.Takes.GROUPABLE,
      Signature.Takes.CONSTANT),
  /** Rows with the same value are apart by no more than a time, in seconds. */
  STAYS(
      "staysTheSameForAtMost",
      Axis.TIME,
      Counts.ROWS,
      "{0} stays the same for at most {t1} {along}",
      Signature.Takes.GROUPABLE,
      Signature.Takes.CONSTANT),
  /** Each value differs from the one before by no more than a number. */
  CHANGES(
      "changesByAtMost",
      Axis.ANY,
      Counts.ROWS,
      "{0} changes by at most {1} {along}",
      Signature.Takes.NUMBER,
      Signature.Takes.CONSTANT),
  /** Each value differs from the one before by no more than a percentage of that. */
  CHANGES_PERCENT(
      "changesByAtMostPercent",
      Axis.ANY,
      Counts.ROWS,
      "{0} changes by at most {1}% {along}",
      Signature.Takes.NUMBER,
      Signature.Takes.CONSTANT),
  /** No time is behind the latest one before by more than a time, in seconds. */
  LATE(
      "isLateByAtMost",
      Axis.ANY,
      Counts.ROWS,
      "{0} is late by at most {t1} {along}",
      Signature.Takes.DATE_OR_TIME,
      Signature.Takes.CONSTANT),
  /** Each state follows one that it may follow: pairs of a state and one that may come next. */
  TRANSITIONS(
      "onlyChangesAlong",
      Axis.ANY,
      Counts.ROWS,
      "{0} only changes along {pairs} {along}",
      Signature.Takes.TEXT,
      Signature.Takes.WORDS,
      Signature.Takes.WORDS),
  /** The first state of each key is one of these. */
  STARTS(
      "startsIn",
      Axis.ANY,
      Counts.KEYS,
      "{0} starts in {texts} {along}",
      Signature.Takes.TEXT,
      Signature.Takes.WORDS),
  /** The last state of each key is one of these. */
  ENDS(
      "endsIn",
      Axis.ANY,
      Counts.KEYS,
      "{0} ends in {texts} {along}",
      Signature.Takes.TEXT,
      Signature.Takes.WORDS),
  /** No interval begins before another one ends. */
  NO_OVERLAP(
      "doNotOverlap",
      Axis.ANY,
      Counts.INTERVALS,
      "intervals from {order} to {0} do not overlap",
      Signature.Takes.ORDERED),
  /** Each interval begins no later than one before it ends. */
  NO_GAP(
      "leaveNoGap",
      Axis.ANY,
      Counts.INTERVALS,
      "intervals from {order} to {0} leave no gap",
      Signature.Takes.ORDERED),
  /** Each key has one interval without an end. */
  ONE_OPEN(
      "haveOneOpen",
      Axis.ANY,
      Counts.KEYS,
      "exactly one interval from {order} to {0} is open",
      Signature.Takes.ORDERED),
  /** After each event of one kind there is one of another within a time, in seconds. */
  FOLLOWED(
      "isFollowedWithin",
      Axis.TIME,
      Counts.EVENTS,
      "every row where {p0} is followed within {t2} of {order} by one where {p1}",
      Signature.Takes.TRUTH,
      Signature.Takes.TRUTH,
      Signature.Takes.CONSTANT),
  /** No more than so many rows are in any window of a time, in seconds. */
  AT_MOST_IN(
      "hasAtMostIn",
      Axis.TIME,
      Counts.ROWS,
      "at most {0} row{s0} in any {t1} of {order}",
      Signature.Takes.CONSTANT,
      Signature.Takes.CONSTANT);

  /** What rows can be in the order of. */
  public enum Axis {
    /** Values of any type that has an order. */
    ANY,
    /** A number. */
    NUMBER,
    /** A whole number. */
    WHOLE,
    /** A date or a time. */
    TIME
  }

  /** What is judged and counted. */
  public enum Counts {
    /** Rows. */
    ROWS("row"),
    /** Keys. */
    KEYS("key"),
    /** Intervals, each of which is a row. */
    INTERVALS("interval"),
    /** Numbers that there should be. */
    NUMBERS("number"),
    /** Periods that there should be. */
    PERIODS("period"),
    /** Rows of the first of two kinds. */
    EVENTS("event");

    private final String noun;

    Counts(String noun) {
      this.noun = noun;
    }

    /** One of them. */
    public String noun() {
      return noun;
    }
  }

  /** How many rows a window may have at most: their times are kept. */
  private static final int MOST_IN_WINDOW = 10_000;

  /** How many states there may be, and how many transitions between them. */
  private static final int MOST_STATES = 1_000;

  private static final BigDecimal MOST_IN_STEP = BigDecimal.valueOf(100_000);

  private final String word;
  private final Axis axis;
  private final Counts counts;
  private final String english;
  private final int optional;
  private final List<Signature.Takes> takes;

  OrderRule(String word, Axis axis, Counts counts, String english, Signature.Takes... takes) {
    this(word, axis, counts, english, 0, takes);
  }

  OrderRule(
      String word,
      Axis axis,
      Counts counts,
      String english,
      int optional,
      Signature.Takes... takes) {
    this.word = word;
    this.axis = axis;
    this.counts = counts;
    this.english = english;
    this.optional = optional;
    this.takes = List.of(takes);
  }

  /** The word for it in stored checks. */
  public String word() {
    return word;
  }

  /** What rows must be in the order of. */
  public Axis axis() {
    return axis;
  }

  /** What is judged and counted. */
  public Counts counts() {
    return counts;
  }

  /** Its sentence, with places for what it is said of. */
  String english() {
    return english;
  }

  /** What it takes; texts at the end may be more. */
  public List<Signature.Takes> takes() {
    return takes;
  }

  /** What the argument at a place may be. */
  public Signature.Takes takes(int at) {
    return Signature.Takes.at(takes, at);
  }

  /** How many arguments may be left out. */
  public int optional() {
    return optional;
  }

  /** Whether the last argument may be repeated. */
  public boolean repeats() {
    return !takes.isEmpty() && takes.get(takes.size() - 1) == Signature.Takes.WORDS;
  }

  /** Which rows are those that break the rule. */
  public enum Breaks {
    /** Those of a value, among all that stand at the same place. */
    VALUES,
    /** All that stand at a place. */
    PLACES,
    /** None: what breaks it is not there, or is a key. */
    NO_ROW
  }

  /** Which rows are those that break the rule. */
  public Breaks breaks() {
    return switch (this) {
      case INCREASES,
          NEVER_DECREASES,
          DECREASES,
          NEVER_INCREASES,
          CHANGES,
          CHANGES_PERCENT,
          LATE,
          TRANSITIONS,
          NO_GAP ->
          Breaks.VALUES;
      case GAPS,
          TIME_GAPS,
          STEPS,
          TIME_STEPS,
          CALENDAR_STEPS,
          REPEATS,
          STAYS,
          NO_OVERLAP,
          FOLLOWED,
          AT_MOST_IN ->
          Breaks.PLACES;
      case NO_HOLES, EVERY, EVERY_BUSINESS_DAY, STARTS, ENDS, ONE_OPEN -> Breaks.NO_ROW;
    };
  }

  /** Whether rows come in descending order, so that what follows is known. */
  public boolean isDescending() {
    return this == FOLLOWED;
  }

  /** Whether an end that is null is a value. */
  public boolean takesNulls() {
    return this == NO_OVERLAP || this == NO_GAP || this == ONE_OPEN || this == FOLLOWED;
  }

  /** How many of its first arguments are worked out of each row. */
  public int ofRow() {
    int values = 0;
    while (values < takes.size() && isOfRow(takes.get(values))) {
      values++;
    }
    return values;
  }

  private static boolean isOfRow(Signature.Takes takes) {
    return takes.form() == Signature.Form.VALUE || takes.form() == Signature.Form.TRUTH;
  }

  /** A constant number of arguments. */
  public static BigDecimal number(List<Expr> of, int at) {
    return (BigDecimal) constant(of, at).value();
  }

  /** A constant time of arguments. */
  public static Duration time(List<Expr> of, int at) {
    BigDecimal seconds = number(of, at);
    return Duration.ofSeconds(
        seconds.toBigInteger().longValueExact(),
        seconds.remainder(BigDecimal.ONE).movePointRight(9).longValueExact());
  }

  /** A constant text of arguments. */
  public static String text(List<Expr> of, int at) {
    return (String) constant(of, at).value();
  }

  /** A constant calendar of arguments. */
  public static BusinessCalendar calendar(List<Expr> of) {
    return ((Constant.Calendar) constant(of, 0)).value();
  }

  static Constant constant(List<Expr> of, int at) {
    return ((Expr.Literal) of.get(at)).constant();
  }

  /** The constant texts from a place on. */
  public static List<String> texts(List<Expr> of, int from) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < of.size(); i++) {
      texts.add(text(of, i));
    }
    return texts;
  }

  /** The constants of a range of days, or none. */
  public static List<LocalDate> range(List<Expr> of) {
    List<LocalDate> days = new ArrayList<>();
    for (int i = 1; i < of.size(); i++) {
      days.add((LocalDate) constant(of, i).value());
    }
    return days;
  }

  /**
   * Refuses what the rule cannot be said of.
   *
   * @throws IllegalArgumentException with the remedy
   */
  public void check(List<Expr> of, List<Expr> order) {
    boolean fits =
        of.size() == takes.size()
            || (optional > 0 && of.size() == takes.size() - optional)
            || (repeats() && of.size() > takes.size());
    require(fits, word + " takes " + takes.size() + " arguments, and these are " + of.size());
    for (int i = 0; i < of.size(); i++) {
      Signature.Takes each = takes(i);
      require(each.form().fits(of.get(i)), word + ": argument " + (i + 1) + " must be a constant");
    }
    require(!order.isEmpty(), "Rows are in the order of a column at least: orderedBy(…)");
    require(
        axis == Axis.ANY || order.size() == 1,
        word + " is about one column that rows are in the order of");
    require(
        (counts != Counts.INTERVALS && this != ONE_OPEN) || order.size() == 1,
        word + " is about intervals that begin at one column");
    String problem =
        switch (this) {
          case INCREASES,
              NEVER_DECREASES,
              DECREASES,
              NEVER_INCREASES,
              NO_HOLES,
              STARTS,
              ENDS,
              NO_OVERLAP,
              NO_GAP,
              ONE_OPEN ->
              null;
          case GAPS -> positive(of, 0, "gap");
          case TIME_GAPS -> seconds(of, 0, "gap");
          case STEPS -> either(positive(of, 0, "step"), notNegative(of, 1, "tolerance"));
          case TIME_STEPS ->
              either(
                  seconds(of, 0, "step"),
                  either(notNegative(of, 1, "tolerance"), nanoseconds(of, 1, "tolerance")));
          case CALENDAR_STEPS -> period(of);
          case EVERY -> either(Period.problem(text(of, 0)), days(of));
          case EVERY_BUSINESS_DAY -> days(of);
          case REPEATS -> whole(of, 1, "rows", Integer.MAX_VALUE);
          case STAYS, LATE -> seconds(of, 1, "time");
          case CHANGES, CHANGES_PERCENT -> notNegative(of, 1, "change");
          case TRANSITIONS ->
              of.size() % 2 == 0
                  ? word + " takes pairs of states"
                  : of.size() > 2 * MOST_STATES
                      ? "Up to " + MOST_STATES + " transitions may be allowed, and these are more"
                      : null;
          case FOLLOWED -> seconds(of, 2, "time");
          case AT_MOST_IN -> either(whole(of, 0, "rows", MOST_IN_WINDOW), seconds(of, 1, "window"));
        };
    require(problem == null, String.valueOf(problem));
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  private static @Nullable String days(List<Expr> of) {
    for (int i = 1; i < of.size(); i++) {
      if (!(constant(of, i) instanceof Constant.DateValue)) {
        return "A range of days is from a LocalDate to another, and not of "
            + English.of(constant(of, i));
      }
    }
    if (of.size() == 3) {
      Args.ordered(constant(of, 1), constant(of, 2));
    }
    return null;
  }

  private static @Nullable String seconds(List<Expr> of, int at, String what) {
    return either(positive(of, at, what), nanoseconds(of, at, what));
  }

  private static @Nullable String nanoseconds(List<Expr> of, int at, String what) {
    try {
      Duration time = time(of, at);
      return time.isNegative() ? "The " + what + " must not be negative" : null;
    } catch (ArithmeticException e) {
      return "The " + what + " must be of whole nanoseconds, and of fewer seconds than 2^63";
    }
  }

  private static @Nullable String period(List<Expr> of) {
    for (int i = 0; i < 2; i++) {
      BigDecimal number = number(of, i);
      boolean fits =
          number.signum() >= 0
              && number.stripTrailingZeros().scale() <= 0
              && number.compareTo(MOST_IN_STEP) <= 0;
      if (!fits) {
        return "A calendar step has from 0 to "
            + MOST_IN_STEP
            + (i == 0 ? " months" : " days")
            + ", and this has "
            + number.toPlainString();
      }
    }
    return number(of, 0).signum() + number(of, 1).signum() > 0
        ? null
        : "The step must be longer than nothing";
  }

  private static @Nullable String positive(List<Expr> of, int at, String what) {
    return number(of, at).signum() > 0
        ? null
        : "The " + what + " must be greater than 0, and this is " + English.of(constant(of, at));
  }

  private static @Nullable String notNegative(List<Expr> of, int at, String what) {
    return number(of, at).signum() >= 0
        ? null
        : "The " + what + " must not be negative, and this is " + English.of(constant(of, at));
  }

  private static @Nullable String whole(List<Expr> of, int at, String what, int most) {
    BigDecimal number = number(of, at);
    boolean fits =
        number.signum() > 0
            && number.stripTrailingZeros().scale() <= 0
            && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    return fits
        ? null
        : "The number of " + what + " must be from 1 to " + most + ", and this is " + number;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The periods that may have to be there. */
  public enum Period {
    /** Hours that begin with the whole hour of UTC, or of a time without a zone. */
    HOUR,
    /** Days. */
    DAY,
    /** Weeks, which begin on a Monday. */
    WEEK,
    /** Months of a calendar. */
    MONTH;

    /** What it is called. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The period of a name. */
    public static Period of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static @Nullable String problem(String word) {
      return Stream.of(values()).anyMatch(each -> each.word().equals(word))
          ? null
          : "Periods are hour, day, week and month, and not " + English.quoted(word);
    }
  }
}
