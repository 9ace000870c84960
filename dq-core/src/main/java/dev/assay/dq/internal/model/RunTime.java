package dev.assay.dq.internal.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The time that a run is as of. Constraints hold rules relative to it, and are the same every day;
 * a run puts the times in their places, so that every engine sees constants.
 */
public final class RunTime implements Expr.Rewriting {

  private static final Instant FIRST =
      LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
  private static final Instant LAST =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000).toInstant(ZoneOffset.UTC);

  /** What makes a time of another one and constants alone. */
  private static final Set<Function> MOVES =
      EnumSet.of(
          Function.IN_ZONE,
          Function.TO_DATE,
          Function.START_OF_MONTH,
          Function.END_OF_MONTH,
          Function.START_OF_WEEK,
          Function.PLUS_DAYS,
          Function.PLUS_MONTHS,
          Function.PLUS_SECONDS,
          Function.TRUNCATED_TO);

  private final Instant asOf;

  /** Of a run as of an instant that {@link #checked} has given. */
  public RunTime(Instant asOf) {
    this.asOf = asOf;
  }

  /**
   * The instant to the microsecond, as values have it.
   *
   * @throws IllegalArgumentException if it is null, or not of the years 1 to 9999
   */
  public static Instant checked(Instant asOf) {
    Instant micros = Args.notNull(asOf, "time of the run").truncatedTo(ChronoUnit.MICROS);
    if (micros.isBefore(FIRST) || micros.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "The time of a run must be of the years 1 to 9999 (UTC), but was " + asOf);
    }
    return micros;
  }

  /** The present. */
  public static Instant now() {
    return checked(Instant.now());
  }

  /** Whether an expression is the time of the run, or made of it and constants alone. */
  public static boolean isMadeOf(Expr expr) {
    Expr at = expr;
    while (at instanceof Expr.Call call && MOVES.contains(call.function())) {
      at = call.argument(0);
    }
    return at.calls(Function.RUN_TIME) || at.calls(Function.TODAY);
  }

  /** Whether an expression depends on the time of the run. */
  public static boolean isReadBy(Expr expr) {
    return expr.fold(Reads.READS);
  }

  /** What is wrong where a run has not put its time in the place of a call. */
  public static IllegalStateException unbound(Expr.Call call) {
    return new IllegalStateException(English.of(call) + " is known to a run only");
  }

  /**
   * An expression with times in the place of what is relative to the run.
   *
   * @throws IllegalArgumentException if that makes a range empty, or a time that there is not
   */
  public Expr of(Expr expr) {
    return expr.fold(this);
  }

  /**
   * An expectation with a time in the place of what is relative to the run.
   *
   * @throws IllegalArgumentException if that is a time that there is not
   */
  public Expectation of(Expectation expectation) {
    return expectation.accept(
        new Expectation.Visitor<Expectation>() {
          @Override
          public Expectation compare(Expectation.Compare e) {
            return e;
          }

          @Override
          public Expectation relative(Expectation.Relative e) {
            return new Expectation.Compare(
                e.comparison(), ((Expr.Literal) of(e.bound())).constant());
          }

          @Override
          public Expectation between(Expectation.Between e) {
            return e;
          }

          @Override
          public Expectation closeTo(Expectation.CloseTo e) {
            return e;
          }

          @Override
          public Expectation in(Expectation.In e) {
            return e;
          }

          @Override
          public Expectation than(Expectation.Than e) {
            return e;
          }

          @Override
          public Expectation near(Expectation.Near e) {
            return e;
          }

          @Override
          public Expectation ofPast(Expectation.OfPast e) {
            return e;
          }

          @Override
          public Expectation observed(Expectation.Observed e) {
            return e;
          }
        });
  }

  @Override
  public Expr call(Expr.Call call, List<Expr> arguments) {
    if (call.function() == Function.RUN_TIME) {
      return new Expr.Literal(new Constant.InstantValue(asOf));
    }
    if (call.function() == Function.TODAY) {
      LocalDate today = LocalDate.ofInstant(asOf, Zones.of(call.text(0)));
      return new Expr.Literal(new Constant.DateValue(today));
    }
    Expr.Call bound = call.with(arguments);
    return isMadeOf(call) ? literal(bound) : bound;
  }

  /** What a time made of a constant is. */
  private static Expr literal(Expr.Call call) {
    List<Evaluator> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      Object value = ((Expr.Literal) argument).constant().value();
      arguments.add((values, view) -> value);
    }
    try {
      Object value = call.function().compile(call, arguments, List.of()).of(new Object[0], null);
      return new Expr.Literal(Constant.of((Temporal) Args.notNull(value, "time")));
    } catch (Exception e) {
      throw new IllegalArgumentException(
          English.of(call) + " is a time that there is not: " + e.getMessage(), e);
    }
  }

  /** Whether what is asked of is said relative to the run. */
  private static final class Reads implements Expr.Fold<Boolean> {

    static final Reads READS = new Reads();

    @Override
    public Boolean column(Expr.Column column) {
      return false;
    }

    @Override
    public Boolean element(Expr.Element element) {
      return false;
    }

    @Override
    public Boolean literal(Expr.Literal literal) {
      return false;
    }

    @Override
    public Boolean call(Expr.Call call, List<Boolean> arguments) {
      return call.function() == Function.RUN_TIME
          || call.function() == Function.TODAY
          || arguments.contains(true);
    }

    @Override
    public Boolean sql(Expr.Sql sql) {
      return false;
    }

    @Override
    public Boolean code(Expr.Code code) {
      return false;
    }
  }
}
