package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.RankRule;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.SecondLook;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data again with what was found, by aggregates that engines have anyway, and once more
 * where what is found then is needed.
 */
public final class SecondReading {

  /** For quotients of exact numbers that have no end: more digits than values have. */
  private static final MathContext EXACT = new MathContext(60);

  /** Sums of doubles depend on the order of rows, if not in as many digits as these. */
  private static final MathContext MEAN = new MathContext(15);

  private static final MathContext DEVIATION = new MathContext(9);

  private final Aggregate.Second a;
  private final Measurements known;
  private final Map<ColumnRef, Schema.Type> types;

  private SecondReading(Aggregate.Second a, Measurements known, Map<ColumnRef, Schema.Type> types) {
    this.a = a;
    this.known = known;
    this.types = types;
  }

  /**
   * Measures what a pass is for.
   *
   * @param soFar what was found before, among others
   * @param types the types of columns
   * @param kindOf where the engine computes an aggregate
   * @param engine reads the data for a pass
   * @return the measurements, and the number of all rows if the data were read
   */
  public static Map<Aggregate, Measurement> measure(
      Pass pass,
      Measurements soFar,
      Map<ColumnRef, Schema.Type> types,
      java.util.function.Function<Aggregate, PassKind> kindOf,
      java.util.function.Function<Pass, Map<Aggregate, Measurement>> engine) {
    Measurement rows = soFar.of(Aggregate.Rows.ALL);
    Map<Aggregate, Measurement> known = new LinkedHashMap<>(soFar.values());
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    List<Aggregate> wanted = new ArrayList<>();
    do {
      for (Pass each : SecondLook.passes(pass, wanted, kindOf)) {
        known.putAll(engine.apply(each));
        Measurements found = new Measurements(known);
        each.aggregates().forEach(part -> known.put(part, found.of(part)));
        Measurement now = known.get(Aggregate.Rows.ALL);
        if (now != null && (!measured.containsKey(Aggregate.Rows.ALL) || !now.equals(rows))) {
          measured.put(Aggregate.Rows.ALL, now);
        }
      }
      wanted.clear();
      for (Aggregate.Second each : SecondLook.looks(pass)) {
        if (!measured.containsKey(each)) {
          Next next = new SecondReading(each, new Measurements(known), types).next();
          wanted.addAll(next.wanted);
          if (next.found != null) {
            measured.put(each, next.found);
          }
        }
      }
    } while (!wanted.isEmpty());
    return measured;
  }

  /** What is found of a look, or else what has to be read for it. */
  private record Next(@Nullable Measurement found, List<Aggregate> wanted) {
    static Next found(Measurement measurement) {
      return new Next(measurement, List.of());
    }
  }

  private Next next() {
    List<Aggregate> before = SecondLook.before(a);
    Measurement failed = failed(before);
    if (failed != null) {
      return Next.found(failed);
    }
    return switch (a.look()) {
      case DEVIATION -> deviation(rank(0), this::found);
      case TRIMMED ->
          rank(0).value() == null || rank(0).nans() > 0
              ? Next.found(Measurement.Total.ofNaN(rank(0).nans()))
              : trimmed(value(rank(0)), value(rank(1)));
      case BEYOND_QUARTILES -> isKnown(rank(0)) ? beyondQuartiles() : Next.found(rank(0));
      case FAR_FROM_MEDIAN -> deviation(rank(0), this::farFromMedian);
      case FAR_FROM_MEAN -> farFromMean();
      case AT_MINIMUM, AT_MAXIMUM -> atExtreme();
    };
  }

  private @Nullable Measurement failed(List<Aggregate> parts) {
    return parts.stream()
        .map(known::of)
        .filter(
            each -> each instanceof Measurement.Failed || each instanceof Measurement.NotReached)
        .findFirst()
        .orElse(null);
  }

  /** What parts come to, when they have been read. */
  private Next read(List<Aggregate> parts, java.util.function.Supplier<Next> together) {
    if (!known.values().keySet().containsAll(parts)) {
      return new Next(null, parts);
    }
    Measurement failed = failed(parts);
    return failed == null ? together.get() : Next.found(failed);
  }

  private Next found(Measurement.Rank rank) {
    return Next.found(rank);
  }

  private Measurement.Rank rank(int at) {
    return (Measurement.Rank) known.of(SecondLook.before(a).get(at));
  }

  /** Whether there is a value that can be reckoned with. */
  private static boolean isKnown(Measurement.Rank rank) {
    return rank.value() != null && rank.nans() == 0 && !isVast(rank.value());
  }

  private static boolean isVast(@Nullable Object value) {
    return value instanceof Double number && !Double.isFinite(number);
  }

  /** What infinities leave open. */
  private static Measurement.Rank open(Measurement.Rank of) {
    return new Measurement.Rank(Double.NaN, of.values(), of.nans());
  }

  private static Object value(Measurement.Rank rank) {
    return Objects.requireNonNull(rank.value());
  }

  /** What follows from the middle one of the distances from a value. */
  private Next deviation(
      Measurement.Rank from, java.util.function.Function<Measurement.Rank, Next> then) {
    if (!isKnown(from)) {
      return Next.found(isVast(from.value()) && from.nans() == 0 ? open(from) : from);
    }
    Aggregate distances = SecondLook.deviation(a, literal(value(from)));
    return read(List.of(distances), () -> then.apply((Measurement.Rank) known.of(distances)));
  }

  private Next farFromMedian(Measurement.Rank deviation) {
    if (!isKnown(deviation)) {
      return Next.found(open(rank(0)));
    }
    BigDecimal far = a.number().multiply(written(deviation));
    BigDecimal median = written(rank(0));
    return outside(median.subtract(far), median.add(far));
  }

  private Next beyondQuartiles() {
    if (!isKnown(rank(1))) {
      return Next.found(open(rank(0)));
    }
    BigDecimal first = written(rank(0));
    BigDecimal third = written(rank(1));
    BigDecimal far = a.number().multiply(third.subtract(first));
    return outside(first.subtract(far), third.add(far));
  }

  private Next farFromMean() {
    Measurement.Moments moments = (Measurement.Moments) known.of(SecondLook.before(a).get(0));
    Measurement.Total total = (Measurement.Total) known.of(SecondLook.before(a).get(1));
    double deviation = Math.sqrt(moments.m2() / (moments.values() - 1.0));
    if (moments.values() < 2
        || moments.nans() > 0
        || !(deviation > 0)
        || Double.isInfinite(deviation)) {
      return Next.found(new Measurement.Verdicts(0, 0));
    }
    BigDecimal count = BigDecimal.valueOf(moments.values());
    BigDecimal mean =
        total.kind() == Measurement.TotalKind.FLOATING
            ? new BigDecimal(total.real()).divide(count, MEAN)
            : total.exact().divide(count, EXACT);
    BigDecimal far = a.number().multiply(new BigDecimal(deviation).round(DEVIATION));
    return outside(mean.subtract(far), mean.add(far));
  }

  /** The values outside of bounds, which belong to what is inside. */
  private Next outside(BigDecimal low, BigDecimal high) {
    Expr inside =
        Expr.call(
            Function.BETWEEN,
            a.value(),
            literal(low),
            literal(high),
            Expr.Literal.TRUE,
            Expr.Literal.TRUE);
    Aggregate verdicts = new Aggregate.Verdicts(inside, a.scope());
    return read(List.of(verdicts), () -> Next.found(known.of(verdicts)));
  }

  private Next atExtreme() {
    Measurement.Extreme extreme = (Measurement.Extreme) known.of(SecondLook.before(a).get(0));
    Object bound = extreme.value();
    if (bound == null || extreme.nans() > 0) {
      return Next.found(extreme);
    }
    Expr by = a.of().get(1);
    boolean greatest = a.look() == Aggregate.Look.AT_MAXIMUM;
    Expr there =
        !isVast(bound)
            ? Expr.call(Function.EQUAL, by, literal(bound))
            : (Double) bound > 0 == greatest
                ? beyond(by, literal(greatest ? Double.MAX_VALUE : -Double.MAX_VALUE), greatest)
                : Expr.Literal.TRUE; // all are that infinity
    Aggregate values = SecondLook.where(a, there);
    return read(List.of(values), () -> Next.found(known.of(values)));
  }

  private static Expr literal(Object canonical) {
    return new Expr.Literal(
        canonical instanceof Number number
            ? Constant.of(number)
            : canonical instanceof String text
                ? new Constant.Text(text)
                : canonical instanceof Boolean truth
                    ? new Constant.Bool(truth)
                    : Constant.of((Temporal) canonical));
  }

  private static Expr beyond(Expr value, Expr bound, boolean above) {
    return Expr.call(above ? Function.GREATER : Function.LESS, value, bound);
  }

  /** Beyond a value of the data, which may be an infinity, for which there is no constant. */
  private static Expr beyond(Expr value, Object bound, boolean above) {
    if (!(bound instanceof Double number) || Double.isFinite(number)) {
      return beyond(value, literal(bound), above);
    }
    if (above == (number > 0)) { // nothing is beyond it
      return beyond(value, literal(Double.MAX_VALUE), true)
          .and(beyond(value, literal(-Double.MAX_VALUE), false));
    }
    return Expr.call(
        above ? Function.GREATER_OR_EQUAL : Function.LESS_OR_EQUAL,
        value,
        literal(above ? -Double.MAX_VALUE : Double.MAX_VALUE));
  }

  private Next trimmed(Object low, Object high) {
    Expr above = beyond(a.value(), low, true);
    Expr below = beyond(a.value(), high, false);
    Aggregate between = new Aggregate.Total(a.value(), a.scope().and(above).and(below));
    Aggregate aboveLow = new Aggregate.Verdicts(above, a.scope());
    Aggregate belowHigh = new Aggregate.Verdicts(below, a.scope());
    return read(
        List.of(between, aboveLow, belowHigh),
        () ->
            Next.found(
                trimmed(
                    low,
                    high,
                    (Measurement.Total) known.of(between),
                    (Measurement.Verdicts) known.of(aboveLow),
                    (Measurement.Verdicts) known.of(belowHigh))));
  }

  private Measurement trimmed(
      Object low,
      Object high,
      Measurement.Total between,
      Measurement.Verdicts above,
      Measurement.Verdicts below) {
    long values = rank(0).values();
    long least = RankRule.trimmed(a.number(), values);
    boolean same = Values.compare(low, high) == 0;
    long kept = values - 2 * least;
    // values at the two bounds, as far as they are kept: above and below are what is not beyond
    // them
    long lows = same ? kept : above.violations() - least;
    long highs = same ? 0 : below.violations() - least;
    if (low instanceof Double smallest && high instanceof Double greatest) {
      double real = between.real() + real(smallest, lows) + real(greatest, highs);
      return new Measurement.Total(kept, Measurement.TotalKind.FLOATING, BigDecimal.ZERO, real, 0);
    }
    BigDecimal exact = between.exact().add(exact(low, lows)).add(exact(high, highs));
    return new Measurement.Total(
        kept, Measurement.TotalKind.DECIMAL, exact, exact.doubleValue(), 0);
  }

  /** No infinity is taken into account that is left out. */
  private static double real(double value, long count) {
    return count == 0 ? 0 : value * count;
  }

  private static BigDecimal exact(Object value, long count) {
    return Values.decimal((Number) value).multiply(BigDecimal.valueOf(count));
  }

  /** A value as the decimal that it is written as: 0.1 is a tenth, of 32 bits too. */
  private BigDecimal written(Measurement.Rank rank) {
    boolean narrow = Types.of(a.value(), types).kind() == TypeKind.FLOAT;
    Number value = (Number) value(rank);
    boolean whole = value.doubleValue() == value.floatValue();
    return Constant.of(narrow && whole ? (Number) value.floatValue() : value).value();
  }
}
