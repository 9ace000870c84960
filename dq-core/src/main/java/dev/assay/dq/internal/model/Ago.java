package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of a run, or one before it, as people say it.
 *
 * @param span how long before it, such as 2 hours; null for the time of the run itself
 * @param zone the time zone whose clocks are meant; null for a point in time
 */
record Ago(@Nullable String span, @Nullable String zone) {

  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

  /** What an expression is; null for what is no such time. */
  static @Nullable Ago of(Expr expr) {
    if (expr.calls(Function.RUN_TIME)) {
      return new Ago(null, null);
    }
    if (!(expr instanceof Expr.Call call)) {
      return null;
    }
    if (call.function() == Function.IN_ZONE) {
      Ago instant = of(call.argument(0));
      return instant == null ? null : new Ago(instant.span, call.text(1));
    }
    if (call.function() == Function.PLUS_SECONDS && call.argument(0).calls(Function.RUN_TIME)) {
      BigDecimal seconds = call.number(1).negate();
      return seconds.signum() > 0 ? new Ago(seconds(seconds), null) : null;
    }
    return ofDate(call);
  }

  private static @Nullable Ago ofDate(Expr.Call call) {
    List<String> parts = new ArrayList<>();
    Expr at = call;
    for (Function moved : List.of(Function.PLUS_DAYS, Function.PLUS_MONTHS)) {
      if (at instanceof Expr.Call plus && plus.function() == moved) {
        BigDecimal amount = plus.number(1).negate();
        if (amount.signum() <= 0) {
          return null;
        }
        parts.add(0, English.amount(amount, moved == Function.PLUS_DAYS ? "day" : "month"));
        at = plus.argument(0);
      }
    }
    return at instanceof Expr.Call today && today.function() == Function.TODAY
        ? new Ago(parts.isEmpty() ? null : String.join(" and ", parts), today.text(0))
        : null;
  }

  /** Two days or more that are whole as days. */
  private static String seconds(BigDecimal seconds) {
    boolean days = seconds.compareTo(DAY.add(DAY)) >= 0 && seconds.remainder(DAY).signum() == 0;
    return days ? English.amount(seconds.divide(DAY), "day") : English.duration(seconds);
  }

  private String inZone(String words) {
    return zone == null ? words : words + " (" + zone + ")";
  }

  /** What compares so with this time, affirmed; null where there are no words of its own. */
  @Nullable String compared(Comparison comparison) {
    String words =
        span == null
            ? switch (comparison) {
              case LESS -> "is in the past";
              case LESS_OR_EQUAL -> "is not in the future";
              case GREATER -> "is in the future";
              case GREATER_OR_EQUAL -> "is not in the past";
              case EQUAL -> null;
            }
            : switch (comparison) {
              case LESS -> "is older than " + span;
              case GREATER_OR_EQUAL -> "is no older than " + span;
              case EQUAL, LESS_OR_EQUAL, GREATER -> null;
            };
    return words == null ? null : inZone(words);
  }

  /** The comparison that holds where another does not. */
  static Comparison denied(Comparison comparison) {
    return switch (comparison) {
      case LESS -> Comparison.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Comparison.GREATER;
      case GREATER -> Comparison.LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> Comparison.LESS;
      case EQUAL -> Comparison.EQUAL;
    };
  }

  /** One hour is the last hour. */
  private static String oneOf(String span) {
    return span.startsWith("1 ") ? span.substring(2) : span;
  }

  /** What lies between this time and that of the run; null if it does not end there. */
  @Nullable String within(@Nullable Ago end, boolean affirmed) {
    boolean now =
        end != null && end.span == null && java.util.Objects.equals(end.zone, zone) && span != null;
    return now ? inZone((affirmed ? "is" : "is not") + " within the last " + oneOf(span)) : null;
  }
}
