package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.RankRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is read again with what was found before, as aggregates that every engine has anyway. */
public final class SecondLook {

  /** Why there is such a pass. */
  public static final String REASON =
      "what lies around ranks, means or extremes can be read only when these are known: the data"
          + " are read again";

  static final BigDecimal MEDIAN = new BigDecimal("0.5");
  static final BigDecimal FIRST_QUARTILE = new BigDecimal("0.25");
  static final BigDecimal THIRD_QUARTILE = new BigDecimal("0.75");

  private SecondLook() {}

  /** What has to be found before. */
  public static List<Aggregate> before(Aggregate.Second a) {
    return switch (a.look()) {
      case DEVIATION -> List.of(rank(a, a.number()));
      case TRIMMED -> List.of(rank(a, a.number()), rank(a, BigDecimal.ONE.subtract(a.number())));
      case BEYOND_QUARTILES -> List.of(rank(a, FIRST_QUARTILE), rank(a, THIRD_QUARTILE));
      case FAR_FROM_MEDIAN -> List.of(rank(a, MEDIAN));
      case FAR_FROM_MEAN ->
          List.of(
              new Aggregate.Moments(a.value(), a.scope()),
              new Aggregate.Total(a.value(), a.scope()));
      case AT_MINIMUM, AT_MAXIMUM ->
          List.of(
              new Aggregate.Extreme(
                  a.of().get(1), a.look() == Aggregate.Look.AT_MAXIMUM, withValue(a)));
    };
  }

  private static Aggregate rank(Aggregate.Second a, BigDecimal q) {
    return new Aggregate.Rank(a.value(), q, RankRule.NEAREST, a.scope());
  }

  /** The rows in scope that have a value. */
  private static Expr withValue(Aggregate.Second a) {
    return a.scope().and(Expr.call(Function.IS_COMPLETE, a.value()));
  }

  /** The middle one of the distances of the values from one of them. */
  public static Aggregate deviation(Aggregate.Second a, Expr from) {
    BigDecimal q = a.look() == Aggregate.Look.DEVIATION ? a.number() : MEDIAN;
    return new Aggregate.Rank(distance(a.value(), from), q, RankRule.NEAREST, a.scope());
  }

  /** The values where another one is what was found before. */
  public static Aggregate where(Aggregate.Second a, Expr found) {
    return new Aggregate.Extreme(a.value(), false, withValue(a).and(found));
  }

  /** What the distance from a value of the data is of. */
  static Expr distance(Expr value, Expr from) {
    return Expr.call(Function.ABSOLUTE, Expr.call(Function.MINUS, value, from));
  }

  /** What a pass of such aggregates looks for. */
  public static List<Aggregate.Second> looks(Pass pass) {
    return pass.aggregates().stream().map(each -> (Aggregate.Second) each).toList();
  }

  /** The passes that compute aggregates in place of another one. */
  public static List<Pass> passes(
      Pass pass,
      List<? extends Aggregate> aggregates,
      java.util.function.Function<Aggregate, PassKind> kindOf) {
    Map<PassKind, Set<Aggregate>> byKind = new EnumMap<>(PassKind.class);
    for (Aggregate each : aggregates) {
      byKind.computeIfAbsent(kindOf.apply(each), kind -> new LinkedHashSet<>()).add(each);
    }
    return byKind.entrySet().stream()
        .map(
            each ->
                new Pass(
                    each.getKey(),
                    List.copyOf(each.getValue()),
                    pass.columns(),
                    pass.readsAll(),
                    pass.reason()))
        .toList();
  }

  /** The passes of a run, with those that take the place of a second look: as dear as these. */
  public static List<Pass> expanded(
      List<Pass> passes, java.util.function.Function<Aggregate, PassKind> kindOf) {
    return passes.stream()
        .flatMap(
            pass ->
                pass.kind() == PassKind.SECOND ? expanded(pass, kindOf).stream() : Stream.of(pass))
        .toList();
  }

  private static List<Pass> expanded(
      Pass pass, java.util.function.Function<Aggregate, PassKind> kindOf) {
    List<Pass> all = new ArrayList<>();
    List<List<Aggregate>> readings = looks(pass).stream().map(SecondLook::readings).toList();
    int most = readings.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      int at = i;
      all.addAll(
          passes(
              pass,
              readings.stream().filter(each -> each.size() > at).map(each -> each.get(at)).toList(),
              kindOf));
    }
    return all;
  }

  /** What is read one after the other, by examples as dear as that. */
  private static List<Aggregate> readings(Aggregate.Second a) {
    Aggregate judged =
        new Aggregate.Verdicts(Expr.call(Function.IS_COMPLETE, a.value()), a.scope());
    return switch (a.look()) {
      case DEVIATION -> List.of(deviation(a, a.value()));
      case TRIMMED -> List.of(new Aggregate.Total(a.value(), a.scope()));
      case BEYOND_QUARTILES, FAR_FROM_MEAN -> List.of(judged);
      case FAR_FROM_MEDIAN -> List.of(deviation(a, a.value()), judged);
      case AT_MINIMUM, AT_MAXIMUM -> List.of(where(a, Expr.Literal.TRUE));
    };
  }
}
