package dev.assay.dq.internal.plan;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.RankRule;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is read again around values at ranks, as aggregates that every engine has anyway. */
public final class SecondLook {

  /** Why there is such a pass. */
  public static final String REASON =
      "what lies around ranks can be read only when these are known: the data are read again";

  private SecondLook() {}

  /** The ranks that have to be found before. */
  public static List<Aggregate.Rank> before(Aggregate.Second a) {
    return switch (a.look()) {
      case DEVIATION -> List.of(rank(a.value(), a.parameter(), a.scope()));
      case TRIMMED ->
          List.of(
              rank(a.value(), a.parameter(), a.scope()),
              rank(a.value(), BigDecimal.ONE.subtract(a.parameter()), a.scope()));
    };
  }

  /** A rank as those that have to be found before. */
  public static Aggregate.Rank rank(Expr value, BigDecimal q, Expr scope) {
    return new Aggregate.Rank(value, q, RankRule.NEAREST, scope);
  }

  /** What the distance from a value of the data is of. */
  public static Expr distance(Expr value, Expr from) {
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
                pass.kind() == PassKind.SECOND
                    ? passes(pass, looks(pass).stream().map(SecondLook::like).toList(), kindOf)
                        .stream()
                    : Stream.of(pass))
        .toList();
  }

  private static Aggregate like(Aggregate.Second a) {
    return switch (a.look()) {
      case DEVIATION -> rank(a.value(), a.parameter(), a.scope());
      case TRIMMED -> new Aggregate.Total(a.value(), a.scope());
    };
  }
}
