package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.RankRule;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.SecondLook;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data again around the ranks that were found, by aggregates that engines have anyway.
 */
public final class SecondReading {

  private SecondReading() {}

  /**
   * Measures what a pass is for.
   *
   * @param soFar the ranks among others
   * @param kindOf where the engine computes an aggregate
   * @param engine reads the data for a pass
   * @return the measurements, and the number of all rows if the data were read
   */
  public static Map<Aggregate, Measurement> measure(
      Pass pass,
      Measurements soFar,
      java.util.function.Function<Aggregate, PassKind> kindOf,
      java.util.function.Function<Pass, Map<Aggregate, Measurement>> engine) {
    List<Aggregate> wanted = new ArrayList<>();
    for (Aggregate.Second each : SecondLook.looks(pass)) {
      if (known(each, soFar) == null) {
        wanted.addAll(parts(each, soFar));
      }
    }
    Map<Aggregate, Measurement> found = new LinkedHashMap<>();
    SecondLook.passes(pass, wanted, kindOf).forEach(each -> found.putAll(engine.apply(each)));
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    Measurement rows = found.get(Aggregate.Rows.ALL);
    if (rows != null) {
      measured.put(Aggregate.Rows.ALL, rows);
    }
    Measurements second = new Measurements(found);
    for (Aggregate.Second each : SecondLook.looks(pass)) {
      Measurement known = known(each, soFar);
      measured.put(each, known == null ? together(each, soFar, second) : known);
    }
    return measured;
  }

  /** What needs no second look: nothing has been found, or nothing can be made of it. */
  private static @Nullable Measurement known(Aggregate.Second a, Measurements soFar) {
    Measurement first = soFar.of(SecondLook.before(a).get(0));
    if (!(first instanceof Measurement.Rank rank)) {
      return first;
    }
    Object value = rank.value();
    if (value != null && rank.nans() == 0) {
      boolean vast = value instanceof Double number && Double.isInfinite(number);
      return switch (a.look()) {
        case DEVIATION -> vast ? new Measurement.Rank(Double.NaN, rank.values(), 0) : null;
        case TRIMMED -> null;
      };
    }
    return switch (a.look()) {
      case DEVIATION -> rank;
      case TRIMMED -> Measurement.Total.ofNaN(rank.nans());
    };
  }

  private static Object value(Aggregate.Rank rank, Measurements soFar) {
    Object value = ((Measurement.Rank) soFar.of(rank)).value();
    if (value == null) {
      throw new IllegalStateException("a rank of values that are known to be there");
    }
    return value;
  }

  private static List<Aggregate> parts(Aggregate.Second a, Measurements soFar) {
    List<Aggregate.Rank> before = SecondLook.before(a);
    Object first = value(before.get(0), soFar);
    return switch (a.look()) {
      case DEVIATION ->
          List.of(
              SecondLook.rank(
                  SecondLook.distance(a.value(), literal(first)), a.parameter(), a.scope()));
      case TRIMMED -> {
        Expr above = beyond(a.value(), first, true);
        Expr below = beyond(a.value(), value(before.get(1), soFar), false);
        yield List.of(
            new Aggregate.Total(a.value(), a.scope().and(above).and(below)),
            new Aggregate.Verdicts(above, a.scope()),
            new Aggregate.Verdicts(below, a.scope()));
      }
    };
  }

  private static Expr literal(Object canonical) {
    return new Expr.Literal(Constant.of((Number) canonical));
  }

  /** Beyond a value of the data, which may be an infinity, for which there is no constant. */
  private static Expr beyond(Expr value, Object bound, boolean above) {
    if (!(bound instanceof Double number) || Double.isFinite(number)) {
      return Expr.call(above ? Function.GREATER : Function.LESS, value, literal(bound));
    }
    if (above == (number > 0)) { // nothing is beyond it
      return Expr.call(Function.GREATER, value, literal(Double.MAX_VALUE))
          .and(Expr.call(Function.LESS, value, literal(-Double.MAX_VALUE)));
    }
    return Expr.call(
        above ? Function.GREATER_OR_EQUAL : Function.LESS_OR_EQUAL,
        value,
        literal(above ? -Double.MAX_VALUE : Double.MAX_VALUE));
  }

  private static Measurement together(Aggregate.Second a, Measurements soFar, Measurements second) {
    List<Aggregate> parts = parts(a, soFar);
    for (Aggregate part : parts) {
      Measurement found = second.of(part);
      if (found instanceof Measurement.Failed || found instanceof Measurement.NotReached) {
        return found;
      }
    }
    return switch (a.look()) {
      case DEVIATION -> second.of(parts.get(0));
      case TRIMMED -> trimmed(a, soFar, second, parts);
    };
  }

  private static Measurement trimmed(
      Aggregate.Second a, Measurements soFar, Measurements second, List<Aggregate> parts) {
    List<Aggregate.Rank> before = SecondLook.before(a);
    long values = ((Measurement.Rank) soFar.of(before.get(0))).values();
    long least = RankRule.trimmed(a.parameter(), values);
    Measurement.Verdicts above = (Measurement.Verdicts) second.of(parts.get(1));
    Measurement.Verdicts below = (Measurement.Verdicts) second.of(parts.get(2));
    Object low = value(before.get(0), soFar);
    Object high = value(before.get(1), soFar);
    boolean same = Values.compare(low, high) == 0;
    long kept = values - 2 * least;
    // values at the two bounds, as far as they are kept: above and below are what is not beyond
    // them
    long lows = same ? kept : above.violations() - least;
    long highs = same ? 0 : below.violations() - least;
    Measurement.Total between = (Measurement.Total) second.of(parts.get(0));
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
}
