package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.BusinessDays;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the rows of one key after another by one rule. What it remembers does not grow with the
 * rows of a key, and does not depend on which of the rows of equal order comes first.
 */
abstract class OrderMachine {

  /** In place of a number that says nothing. */
  private static final long NONE = -1;

  private final OrderProgram.Sink sink;
  private List<Object> key = List.of();

  /** What the rows now stand in the order of; null before the first. */
  private @Nullable List<Object> order;

  /** Whether what is counted is of the rows before. */
  private boolean leaving;

  OrderMachine(OrderProgram.Sink sink) {
    this.sink = sink;
  }

  static OrderMachine of(Aggregate.InOrder of, OrderProgram.Sink sink) {
    List<Expr> given = of.of();
    return switch (of.rule()) {
      case INCREASES -> new Monotone(sink, 1, true);
      case NEVER_DECREASES -> new Monotone(sink, 1, false);
      case DECREASES -> new Monotone(sink, -1, true);
      case NEVER_INCREASES -> new Monotone(sink, -1, false);
      case GAPS -> new Gaps(sink, Bound.upTo(OrderRule.number(given, 0)), false);
      case TIME_GAPS -> new Gaps(sink, Bound.upTo(OrderRule.time(given, 0)), false);
      case STEPS ->
          new Gaps(
              sink, Bound.around(OrderRule.number(given, 0), OrderRule.number(given, 1)), true);
      case TIME_STEPS ->
          new Gaps(sink, Bound.around(OrderRule.time(given, 0), OrderRule.time(given, 1)), true);
      case CALENDAR_STEPS ->
          new Gaps(
              sink,
              new CalendarSteps(
                  OrderRule.number(given, 0).longValueExact(),
                  OrderRule.number(given, 1).longValueExact()),
              true);
      case NO_HOLES -> new Present(sink, OrderMachine::number, List.of());
      case EVERY -> {
        Numbering periods = periods(OrderRule.Period.of(OrderRule.text(given, 0)));
        yield new Present(sink, periods, OrderRule.range(given));
      }
      case EVERY_BUSINESS_DAY -> {
        var calendar = OrderRule.calendar(given);
        BusinessDays days = new BusinessDays(calendar);
        yield new BusinessPresent(
            sink, each -> days.until(day(each)), calendar::isBusinessDay, OrderRule.range(given));
      }
      case REPEATS -> new Repeats(sink, OrderRule.number(given, 1).longValueExact(), null);
      case STAYS -> new Repeats(sink, 0, Bound.upTo(OrderRule.time(given, 1)));
      case CHANGES -> new Changes(sink, OrderRule.number(given, 1), false);
      case CHANGES_PERCENT -> new Changes(sink, OrderRule.number(given, 1), true);
      case LATE -> new Late(sink, OrderRule.time(given, 1));
      case TRANSITIONS -> new Transitions(sink, OrderRule.texts(given, 1));
      case STARTS -> new Starts(sink, Set.copyOf(OrderRule.texts(given, 1)));
      case ENDS -> new Ends(sink, Set.copyOf(OrderRule.texts(given, 1)));
      case NO_OVERLAP -> new Intervals(sink, true);
      case NO_GAP -> new Intervals(sink, false);
      case ONE_OPEN -> new OneOpen(sink);
      case FOLLOWED -> new Followed(sink, Bound.upTo(OrderRule.time(given, 2)));
      case AT_MOST_IN ->
          new AtMostIn(sink, OrderRule.number(given, 0).intValueExact(), OrderRule.time(given, 1));
    };
  }

  /** The rows that follow are of another key. */
  final void begin(List<Object> its) {
    key = its;
    order = null;
    restart();
  }

  /** Judges a row. */
  final void row(List<Object> its, @Nullable Object[] values) {
    if (order == null || compare(order, its) != 0) {
      if (order != null) {
        leaving = true;
        leave(order);
        leaving = false;
      }
      order = its;
      enter(its);
    }
    judge(its, values);
  }

  /** All rows of the key have been judged. */
  final void end() {
    if (order != null) {
      leaving = true;
      leave(order);
      finish(order);
      leaving = false;
    }
  }

  /** Forgets the key before. */
  abstract void restart();

  /** The rows that follow have another order. */
  void enter(List<Object> its) {}

  /** Judges one of the rows of an order. */
  abstract void judge(List<Object> its, @Nullable Object[] values);

  /** There is no more row of this order. */
  void leave(List<Object> its) {}

  /** There is no more row of the key, whose last order this is. */
  void finish(List<Object> last) {}

  final void count(long judged, long violating) {
    sink.to().judge(judged, violating);
    if (violating > 0) {
      sink.marks().violated(leaving);
    }
  }

  /** A row violates by itself, wherever it stands. */
  final void countAlone() {
    sink.to().judge(1, 1);
  }

  final void show(
      List<? extends @Nullable Object> other, List<? extends @Nullable Object> row, long count) {
    sink.show(key, other, row, count);
  }

  static List<@Nullable Object> with(List<Object> order, @Nullable Object... values) {
    List<@Nullable Object> all = new ArrayList<>(order);
    all.addAll(java.util.Arrays.asList(values));
    return all;
  }

  private static int compare(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Values.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static boolean isNan(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }

  // ---- distances

  /** Between which values a distance, which is not negative, must be. */
  private interface Bound {
    boolean accepts(Object from, Object to);

    /** The same of what may depend on the first value of the key. */
    default boolean accepts(Object first, Object from, Object to) {
      return accepts(from, to);
    }

    static Bound upTo(BigDecimal most) {
      return (from, to) -> compareDistance(from, to, most) <= 0;
    }

    static Bound around(BigDecimal step, BigDecimal tolerance) {
      BigDecimal least = step.subtract(tolerance);
      BigDecimal most = step.add(tolerance);
      return (from, to) ->
          compareDistance(from, to, least) >= 0 && compareDistance(from, to, most) <= 0;
    }

    static Bound upTo(Duration most) {
      return (from, to) -> between(from, to).compareTo(most) <= 0;
    }

    static Bound around(Duration step, Duration tolerance) {
      Duration least = step.minus(tolerance);
      Duration most = step.plus(tolerance);
      return (from, to) -> {
        Duration distance = between(from, to);
        return distance.compareTo(least) >= 0 && distance.compareTo(most) <= 0;
      };
    }
  }

  /** The next of the steps that are counted from the first value of the key. */
  private record CalendarSteps(long months, long days) implements Bound {

    /** The days of a month of the Gregorian calendar, on average of 400 years. */
    private static final double MONTH = 30.436875;

    @Override
    public boolean accepts(Object from, Object to) {
      return accepts(from, from, to);
    }

    @Override
    public boolean accepts(Object first, Object from, Object to) {
      LocalDateTime begin = local(first);
      return at(begin, steps(begin, local(from)) + 1).equals(local(to));
    }

    /** How many steps there are from the first value up to another one. */
    private long steps(LocalDateTime begin, LocalDateTime until) {
      long passed = ChronoUnit.DAYS.between(begin, until);
      long steps = (long) (passed / (months * MONTH + days));
      while (at(begin, steps).isAfter(until)) {
        steps--;
      }
      while (!at(begin, steps + 1).isAfter(until)) {
        steps++;
      }
      return steps;
    }

    private LocalDateTime at(LocalDateTime begin, long steps) {
      return begin.plusMonths(steps * months).plusDays(steps * days);
    }

    private static LocalDateTime local(Object value) {
      return value instanceof LocalDateTime local ? local : day(value).atStartOfDay();
    }
  }

  /** The time between two dates or times, without its sign. */
  private static Duration between(Object a, Object b) {
    if (a instanceof LocalDate from && b instanceof LocalDate to) {
      return Duration.ofDays(Math.abs(to.toEpochDay() - from.toEpochDay()));
    }
    boolean alike =
        (a instanceof Instant && b instanceof Instant)
            || (a instanceof LocalDateTime && b instanceof LocalDateTime);
    if (!alike) {
      throw new IllegalArgumentException(
          "there is no time between a "
              + a.getClass().getSimpleName()
              + " and a "
              + b.getClass().getSimpleName());
    }
    return Duration.between((Temporal) a, (Temporal) b).abs();
  }

  /** The distance of two numbers, compared with a bound; 1 where it is NaN. */
  private static int compareDistance(Object a, Object b, BigDecimal bound) {
    if (!(a instanceof Number x) || !(b instanceof Number y)) {
      throw new IllegalArgumentException(
          "there is no distance between a "
              + a.getClass().getSimpleName()
              + " and a "
              + b.getClass().getSimpleName());
    }
    if (x instanceof Double || y instanceof Double) {
      double distance = Math.abs(x.doubleValue() - y.doubleValue());
      return Double.isNaN(distance) ? 1 : Double.compare(distance, bound.doubleValue());
    }
    return exact(x).subtract(exact(y)).abs().compareTo(bound);
  }

  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  // ---- rules

  /** Values that go one way. */
  private static final class Monotone extends OrderMachine {

    private final int sign;
    private final boolean strict;
    private @Nullable Object before;
    private @Nullable List<Object> orderBefore;
    private @Nullable Object farthest;

    Monotone(OrderProgram.Sink sink, int sign, boolean strict) {
      super(sink);
      this.sign = sign;
      this.strict = strict;
    }

    @Override
    void restart() {
      before = null;
      farthest = null;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      Object value = java.util.Objects.requireNonNull(values[0]);
      if (before != null && orderBefore != null) {
        boolean holds =
            !isNan(before)
                && !isNan(value)
                && sign * Values.compare(value, before) >= (strict ? 1 : 0);
        count(1, holds ? 0 : 1);
        if (!holds) {
          show(with(orderBefore, before), with(its, value), NONE);
        }
      }
      if (farthest == null
          || (!isNan(farthest) && (isNan(value) || sign * Values.compare(value, farthest) > 0))) {
        farthest = value;
      }
    }

    @Override
    void leave(List<Object> its) {
      before = farthest;
      orderBefore = its;
      farthest = null;
    }
  }

  /** Neighbours that are apart as they should be; rows of equal order are apart by nothing. */
  private static final class Gaps extends OrderMachine {

    private final Bound bound;
    private final boolean regular;
    private Object origin = List.of();
    private @Nullable List<Object> before;
    private boolean first;
    private boolean again;

    Gaps(OrderProgram.Sink sink, Bound bound, boolean regular) {
      super(sink);
      this.bound = bound;
      this.regular = regular;
    }

    @Override
    void restart() {
      before = null;
    }

    @Override
    void enter(List<Object> its) {
      first = before == null;
      origin = first ? its.get(0) : origin;
      again = false;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      if (again) {
        boolean holds = !regular || bound.accepts(origin, its.get(0), its.get(0));
        count(1, holds ? 0 : 1);
        if (!holds) {
          show(its, its, NONE);
        }
      } else if (!first && before != null) {
        boolean holds = bound.accepts(origin, before.get(0), its.get(0));
        count(1, holds ? 0 : 1);
        if (!holds) {
          show(before, its, NONE);
        }
      }
      again = true;
    }

    @Override
    void leave(List<Object> its) {
      before = its;
    }
  }

  /** Tells the number of what a value is in: a whole number, or a period. */
  private interface Numbering {
    BigInteger of(Object value);
  }

  private static BigInteger number(Object value) {
    if (value instanceof Long whole) {
      return BigInteger.valueOf(whole);
    }
    if (value instanceof BigDecimal decimal && decimal.stripTrailingZeros().scale() <= 0) {
      return decimal.toBigIntegerExact();
    }
    throw new IllegalArgumentException(
        "holes are told of whole numbers, and not of a " + value.getClass().getSimpleName());
  }

  private static LocalDate day(Object value) {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalDateTime local) {
      return local.toLocalDate();
    }
    throw new IllegalArgumentException(
        "a "
            + value.getClass().getSimpleName()
            + " has no day of its own: say where with inZone(\"Europe/Paris\") or inZone(\"UTC\")");
  }

  /** A Monday, as a day since 1970. */
  private static final long MONDAY = -3;

  private static Numbering periods(OrderRule.Period unit) {
    return value ->
        BigInteger.valueOf(
            switch (unit) {
              case HOUR -> Math.floorDiv(seconds(value), 3600);
              case DAY -> day(value).toEpochDay();
              case WEEK -> Math.floorDiv(day(value).toEpochDay() - MONDAY, 7);
              case MONTH -> day(value).getLong(ChronoField.PROLEPTIC_MONTH);
            });
  }

  private static long seconds(Object value) {
    if (value instanceof Instant instant) {
      return instant.getEpochSecond();
    }
    if (value instanceof LocalDateTime local) {
      return local.toEpochSecond(ZoneOffset.UTC);
    }
    throw new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " has no hour of the day");
  }

  /** All numbers of a range that are there; numbers do not decrease. */
  private static class Present extends OrderMachine {

    private final Numbering numbering;
    private final @Nullable BigInteger from;
    private final @Nullable BigInteger to;
    private @Nullable BigInteger before;
    private @Nullable List<Object> orderBefore;

    Present(OrderProgram.Sink sink, Numbering numbering, List<LocalDate> range) {
      super(sink);
      this.numbering = numbering;
      from = range.isEmpty() ? null : ofDay(numbering, range.get(0), false);
      to = range.isEmpty() ? null : ofDay(numbering, range.get(1), true);
    }

    /** The first or the last number of a day. */
    private static BigInteger ofDay(Numbering numbering, LocalDate day, boolean last) {
      LocalDateTime begins = day.atStartOfDay();
      return numbering.of(last ? begins.plusDays(1).minusNanos(1) : begins);
    }

    @Override
    void restart() {
      before = from == null ? null : from.subtract(BigInteger.ONE);
      orderBefore = null;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {}

    /** Whether what has this order counts. */
    boolean counts(Object value) {
      return true;
    }

    @Override
    void leave(List<Object> its) {
      Object value = its.get(0);
      if (!counts(value)) {
        return;
      }
      BigInteger number = numbering.of(value);
      boolean within =
          (from == null || number.compareTo(from) >= 0)
              && (to == null || number.compareTo(to) <= 0);
      if (!within) {
        return;
      }
      if (before == null) {
        count(1, 0);
      } else if (!number.equals(before)) {
        reach(number, its);
      }
      before = number;
      orderBefore = its;
    }

    /** What lies between the number before and this one is missing; this one itself is there. */
    private void reach(BigInteger number, List<Object> its) {
      BigInteger judged = number.subtract(java.util.Objects.requireNonNull(before));
      missing(judged.subtract(BigInteger.ONE), its);
      count(1, 0);
    }

    private void missing(BigInteger all, List<Object> next) {
      if (all.signum() > 0) {
        long missing = all.bitLength() < Long.SIZE ? all.longValue() : Long.MAX_VALUE;
        count(missing, missing);
        show(orderBefore == null ? List.of() : orderBefore, next, missing);
      }
    }

    @Override
    void finish(List<Object> last) {
      if (to != null && before != null) {
        missing(to.subtract(before), List.of());
      }
    }
  }

  /** Days that are worked; others need not be there, and do not count. */
  private static final class BusinessPresent extends Present {

    private final java.util.function.Predicate<LocalDate> works;

    BusinessPresent(
        OrderProgram.Sink sink,
        java.util.function.ToLongFunction<Object> numbering,
        java.util.function.Predicate<LocalDate> works,
        List<LocalDate> range) {
      super(
          sink,
          each -> BigInteger.valueOf(numbering.applyAsLong(each)),
          range.isEmpty() ? range : List.of(first(range.get(0), works), range.get(1)));
      this.works = works;
    }

    /** The first day from one on that is worked, which is the first that has to be there. */
    private static LocalDate first(LocalDate from, java.util.function.Predicate<LocalDate> works) {
      LocalDate day = from;
      while (!works.test(day)) {
        day = day.plusDays(1);
      }
      return day;
    }

    @Override
    boolean counts(Object value) {
      return works.test(day(value));
    }
  }

  /**
   * Values that do not stay the same for too many rows, or for too long. Rows of equal order that
   * have different values end what was the same before, and begin nothing.
   */
  private static final class Repeats extends OrderMachine {

    private final long most;
    private final @Nullable Bound longest;
    private @Nullable Object same;
    private List<Object> since = List.of();
    private long rows;
    private @Nullable Object here;
    private boolean uniform;
    private long rowsHere;

    Repeats(OrderProgram.Sink sink, long most, @Nullable Bound longest) {
      super(sink);
      this.most = most;
      this.longest = longest;
    }

    @Override
    void restart() {
      same = null;
      rows = 0;
    }

    @Override
    void enter(List<Object> its) {
      here = null;
      uniform = true;
      rowsHere = 0;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      Object value = Values.commonKey(java.util.Objects.requireNonNull(values[0]));
      uniform &= here == null || here.equals(value);
      here = value;
      rowsHere++;
    }

    @Override
    void leave(List<Object> its) {
      if (!uniform) {
        same = null;
        rows = 0;
        count(rowsHere, 0);
        return;
      }
      if (same == null || !same.equals(here)) {
        same = here;
        since = its;
        rows = 0;
      }
      rows += rowsHere;
      boolean holds = longest == null ? rows <= most : longest.accepts(since.get(0), its.get(0));
      long violating = holds ? 0 : longest == null ? Math.min(rowsHere, rows - most) : rowsHere;
      count(rowsHere, violating);
      if (!holds) {
        show(with(since, same), with(its, here), rows);
      }
    }
  }

  /**
   * Values that do not change by too much from the order before, of whose rows the smallest and the
   * greatest are compared with.
   */
  private static final class Changes extends OrderMachine {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BigDecimal most;
    private final boolean percent;
    private @Nullable Number least;
    private @Nullable Number greatest;
    private List<Object> orderBefore = List.of();
    private @Nullable Number leastHere;
    private @Nullable Number greatestHere;

    Changes(OrderProgram.Sink sink, BigDecimal most, boolean percent) {
      super(sink);
      this.most = most;
      this.percent = percent;
    }

    @Override
    void restart() {
      least = null;
      leastHere = null;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      if (!(values[0] instanceof Number value)) {
        throw new IllegalArgumentException("only numbers change by a number");
      }
      if (least != null && greatest != null) {
        Number culprit = exceeds(least, value) ? least : exceeds(greatest, value) ? greatest : null;
        count(1, culprit == null ? 0 : 1);
        if (culprit != null) {
          show(with(orderBefore, culprit), with(its, value), NONE);
        }
      }
      // NaN, which is after all others, makes both ends NaN
      if (leastHere == null || isNan(value) || Values.compare(value, leastHere) < 0) {
        leastHere = isNan(leastHere) ? leastHere : value;
      }
      if (greatestHere == null || Values.compare(value, greatestHere) > 0) {
        greatestHere = value;
      }
    }

    private boolean exceeds(Number before, Number value) {
      if (!percent) {
        return compareDistance(before, value, most) > 0;
      }
      if (before instanceof Double || value instanceof Double) {
        double distance = Math.abs(value.doubleValue() - before.doubleValue());
        return !(distance * 100 <= most.doubleValue() * Math.abs(before.doubleValue()));
      }
      return exact(value)
              .subtract(exact(before))
              .abs()
              .multiply(HUNDRED)
              .compareTo(most.multiply(exact(before).abs()))
          > 0;
    }

    @Override
    void leave(List<Object> its) {
      least = leastHere;
      greatest = greatestHere;
      orderBefore = its;
      leastHere = null;
      greatestHere = null;
    }
  }

  /** Times and the latest one before, which remains where later rows are behind it. */
  private static final class Late extends OrderMachine {

    private final Duration most;
    private @Nullable Object latest;
    private List<Object> latestAt = List.of();
    private @Nullable Object latestHere;

    Late(OrderProgram.Sink sink, Duration most) {
      super(sink);
      this.most = most;
    }

    @Override
    void restart() {
      latest = null;
      latestHere = null;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      Object value = java.util.Objects.requireNonNull(values[0]);
      Object before = latest;
      if (before != null) {
        boolean late =
            Values.compare(value, before) < 0 && between(value, before).compareTo(most) > 0;
        count(1, late ? 1 : 0);
        if (late) {
          show(with(latestAt, before), with(its, value), NONE);
        }
      }
      Object here = latestHere;
      if (here == null || Values.compare(value, here) > 0) {
        latestHere = value;
      }
    }

    @Override
    void leave(List<Object> its) {
      Object before = latest;
      Object here = latestHere;
      if (here != null && (before == null || Values.compare(here, before) > 0)) {
        latest = here;
        latestAt = its;
      }
      latestHere = null;
    }
  }

  /** States that may follow one another. */
  private static final class Transitions extends OrderMachine {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> states = new ArrayList<>();
    private final List<BitSet> mayFollow = new ArrayList<>();
    private BitSet before = new BitSet();
    private @Nullable String unknownBefore;
    private List<Object> orderBefore = List.of();
    private BitSet here = new BitSet();
    private @Nullable String unknownHere;

    Transitions(OrderProgram.Sink sink, List<String> pairs) {
      super(sink);
      for (int i = 0; i < pairs.size(); i += 2) {
        mayFollow.get(number(pairs.get(i))).set(number(pairs.get(i + 1)));
      }
    }

    private int number(String state) {
      return numbers.computeIfAbsent(
          state,
          each -> {
            states.add(each);
            mayFollow.add(new BitSet());
            return numbers.size();
          });
    }

    @Override
    void restart() {
      before.clear();
      unknownBefore = null;
      here.clear();
      unknownHere = null;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      String state = text(values[0]);
      Integer number = numbers.get(state);
      if (unknownBefore != null || !before.isEmpty()) {
        String culprit = null;
        for (int each = before.nextSetBit(0); each >= 0; each = before.nextSetBit(each + 1)) {
          if (number == null || !mayFollow.get(each).get(number)) {
            culprit = first(culprit, states.get(each));
          }
        }
        culprit = unknownBefore == null ? culprit : first(culprit, unknownBefore);
        count(1, culprit == null ? 0 : 1);
        if (culprit != null) {
          show(with(orderBefore, culprit), with(its, state), NONE);
        }
      }
      if (number == null) {
        unknownHere = first(unknownHere, state);
      } else {
        here.set(number);
      }
    }

    @Override
    void leave(List<Object> its) {
      BitSet free = before;
      before = here;
      here = free;
      here.clear();
      unknownBefore = unknownHere;
      unknownHere = null;
      orderBefore = its;
    }
  }

  private static String first(@Nullable String one, String other) {
    return one == null || Values.compare(other, one) < 0 ? other : one;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("states are texts, and not numbers or times");
  }

  /** States that a key begins with. */
  private static final class Starts extends OrderMachine {

    private final Set<String> allowed;
    private boolean begun;
    private @Nullable String wrong;

    Starts(OrderProgram.Sink sink, Set<String> allowed) {
      super(sink);
      this.allowed = new HashSet<>(allowed);
    }

    @Override
    void restart() {
      begun = false;
      wrong = null;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      String state = text(values[0]);
      if (!begun && !allowed.contains(state)) {
        wrong = first(wrong, state);
      }
    }

    @Override
    void leave(List<Object> its) {
      if (!begun) {
        count(1, wrong == null ? 0 : 1);
        if (wrong != null) {
          show(List.of(), with(its, wrong), NONE);
        }
        begun = true;
      }
    }
  }

  /** The last state of a key; all of several that are. */
  private static final class Ends extends OrderMachine {

    private final Set<String> allowed;
    private @Nullable String wrong;

    Ends(OrderProgram.Sink sink, Set<String> allowed) {
      super(sink);
      this.allowed = new HashSet<>(allowed);
    }

    @Override
    void restart() {
      wrong = null;
    }

    @Override
    void enter(List<Object> its) {
      wrong = null;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      String state = text(values[0]);
      if (!allowed.contains(state)) {
        wrong = first(wrong, state);
      }
    }

    @Override
    void finish(List<Object> last) {
      count(1, wrong == null ? 0 : 1);
      if (wrong != null) {
        show(List.of(), with(last, wrong), NONE);
      }
    }
  }

  /** The end of an interval that has none, which is after all others. */
  private static final Object OPEN = new Object();

  private static int compareEnds(Object a, Object b) {
    return a == OPEN || b == OPEN ? Boolean.compare(a == OPEN, b == OPEN) : Values.compare(a, b);
  }

  /**
   * Intervals that begin where their order says, which belongs to them, and end before another
   * value. One that ends before it begins violates; one that ends where it begins is empty, and
   * overlaps nothing.
   */
  private static final class Intervals extends OrderMachine {

    private final boolean overlap;
    private @Nullable Object latest;
    private List<Object> latestFrom = List.of();
    private @Nullable Object leastHere;
    private @Nullable Object latestHere;
    private long rowsHere;

    Intervals(OrderProgram.Sink sink, boolean overlap) {
      super(sink);
      this.overlap = overlap;
    }

    @Override
    void restart() {
      latest = null;
    }

    @Override
    void enter(List<Object> its) {
      leastHere = null;
      latestHere = null;
      rowsHere = 0;
    }

    private static List<@Nullable Object> shown(List<Object> from, Object to) {
      return with(from, to == OPEN ? null : to);
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      Object from = its.get(0);
      Object to = values[0] == null ? OPEN : values[0];
      int length = compareEnds(to, from);
      if (length < 0 || isNan(to)) {
        show(List.of(), shown(its, to), NONE);
        countAlone();
        return;
      }
      boolean disagrees = latest != null && length > 0 && overlap && isBefore(from);
      boolean late = !overlap && latest != null && latest != OPEN && isAfter(from);
      if ((disagrees || late) && latest != null) {
        show(shown(latestFrom, latest), shown(its, to), NONE);
      }
      // of those that begin together, all but one overlap
      boolean another = overlap && length > 0 && rowsHere > 0 && !disagrees;
      count(1, disagrees || late || another ? 1 : 0);
      if (length > 0) {
        rowsHere += disagrees ? 0 : 1;
        leastHere = leastHere == null || compareEnds(to, leastHere) < 0 ? to : leastHere;
        latestHere = latestHere == null || compareEnds(to, latestHere) > 0 ? to : latestHere;
      }
    }

    private boolean isBefore(Object from) {
      return latest != null && compareEnds(from, latest) < 0;
    }

    private boolean isAfter(Object from) {
      return latest != null && compareEnds(from, latest) > 0;
    }

    @Override
    void leave(List<Object> its) {
      if (leastHere == null || latestHere == null) {
        return;
      }
      if (overlap && rowsHere > 1) {
        show(shown(its, leastHere), shown(its, latestHere), rowsHere);
      }
      if (latest == null || compareEnds(latestHere, latest) > 0) {
        latest = latestHere;
        latestFrom = its;
      }
    }
  }

  /** One interval of each key without an end. */
  private static final class OneOpen extends OrderMachine {

    private long open;

    OneOpen(OrderProgram.Sink sink) {
      super(sink);
    }

    @Override
    void restart() {
      open = 0;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      open += values[0] == null ? 1 : 0;
    }

    @Override
    void finish(List<Object> last) {
      count(1, open == 1 ? 0 : 1);
      if (open != 1) {
        show(List.of(), List.of(), open);
      }
    }
  }

  /** Events that others follow, or come with; rows come from the last to the first. */
  private static final class Followed extends OrderMachine {

    private final Bound within;
    private @Nullable List<Object> next;
    private long events;
    private boolean others;

    Followed(OrderProgram.Sink sink, Bound within) {
      super(sink);
      this.within = within;
    }

    @Override
    void restart() {
      next = null;
    }

    @Override
    void enter(List<Object> its) {
      events = 0;
      others = false;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      events += Boolean.TRUE.equals(values[0]) ? 1 : 0;
      others |= Boolean.TRUE.equals(values[1]);
    }

    @Override
    void leave(List<Object> its) {
      next = others ? its : next;
      if (events > 0) {
        boolean holds = next != null && within.accepts(its.get(0), next.get(0));
        count(events, holds ? 0 : events);
        if (!holds) {
          show(next == null ? List.of() : next, its, events > 1 ? events : NONE);
        }
      }
    }
  }

  /** Windows that do not hold too many rows. */
  private static final class AtMostIn extends OrderMachine {

    private final Duration window;
    private final @Nullable Object[] last;
    private int at;

    AtMostIn(OrderProgram.Sink sink, int most, Duration window) {
      super(sink);
      this.window = window;
      last = new Object[most];
    }

    @Override
    void restart() {
      java.util.Arrays.fill(last, null);
      at = 0;
    }

    @Override
    void judge(List<Object> its, @Nullable Object[] values) {
      Object time = its.get(0);
      Object earliest = last[at];
      boolean holds = earliest == null || between(earliest, time).compareTo(window) >= 0;
      count(1, holds ? 0 : 1);
      if (!holds) {
        show(List.of(earliest), its, NONE);
      }
      last[at] = time;
      at = (at + 1) % last.length;
    }
  }
}
