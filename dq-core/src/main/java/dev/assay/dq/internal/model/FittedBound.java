package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A comparison with a constant, restated with a constant that the type of the column can hold, so
 * that an engine need not round, cast or overflow. Of exact types and of times the meaning stays as
 * it was: 1 µs is before 1.5 µs. Floating point is compared with the nearest value of its own
 * width: a FLOAT of 0.1 equals 0.1.
 *
 * @param bound a BigDecimal of the column's scale, a finite Double, LocalDate, Instant,
 *     LocalDateTime, String or Boolean; null if no value of the column can change the outcome
 * @param truth the outcome for every value, where there is no bound
 */
public record FittedBound(Comparison comparison, @Nullable Object bound, boolean truth) {

  private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
  private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
  private static final LocalDate FIRST_DAY = LocalDate.ofEpochDay(Integer.MIN_VALUE);
  private static final LocalDate LAST_DAY = LocalDate.ofEpochDay(Integer.MAX_VALUE);

  /** Restates a comparison. */
  public static FittedBound of(Comparison comparison, Constant literal, Schema.Type type) {
    return literal.accept(
        new Constant.Visitor<>() {
          @Override
          public FittedBound text(Constant.Text l) {
            return new FittedBound(comparison, l.value(), false);
          }

          @Override
          public FittedBound num(Constant.Num l) {
            return type.kind().isFloating()
                ? floating(comparison, nearest(l.value(), type.kind()))
                : exact(comparison, l.value(), type);
          }

          @Override
          public FittedBound bool(Constant.Bool l) {
            return new FittedBound(comparison, l.value(), false);
          }

          @Override
          public FittedBound date(Constant.DateValue l) {
            return within(comparison, l.value(), l.value(), FIRST_DAY, LAST_DAY);
          }

          @Override
          public FittedBound instant(Constant.InstantValue l) {
            return within(
                comparison, l.value(), l.value().truncatedTo(ChronoUnit.MICROS), FIRST, LAST);
          }

          @Override
          public FittedBound localTimestamp(Constant.LocalTimestampValue l) {
            return within(
                comparison,
                l.value(),
                l.value().truncatedTo(ChronoUnit.MICROS),
                LocalDateTime.ofInstant(FIRST, ZoneOffset.UTC),
                LocalDateTime.ofInstant(LAST, ZoneOffset.UTC));
          }

          @Override
          public FittedBound pattern(Constant.Pattern l) {
            throw new IllegalStateException("a pattern cannot be compared");
          }

          @Override
          public FittedBound calendar(Constant.Calendar l) {
            throw new IllegalStateException("a calendar cannot be compared");
          }

          @Override
          public FittedBound baseline(Constant.BaselineValue l) {
            throw new IllegalStateException("a baseline cannot be compared");
          }

          @Override
          public FittedBound reference(Constant.Reference l) {
            throw new IllegalStateException("a reference cannot be compared");
          }
        });
  }

  /** The values of a column that are members of a set. */
  public static Set<Object> allIn(List<Constant> literals, Schema.Type type) {
    Set<Object> all = new LinkedHashSet<>();
    for (Constant literal : literals) {
      Object bound = of(Comparison.EQUAL, literal, type).bound();
      if (bound != null) {
        all.add(bound);
      }
    }
    return all;
  }

  /**
   * The nearest value of a floating-point type.
   *
   * @param kind FLOAT or DOUBLE
   * @return the value; infinite where the number is beyond the greatest
   */
  public static double nearest(BigDecimal number, TypeKind kind) {
    return kind == TypeKind.FLOAT ? number.floatValue() : number.doubleValue();
  }

  private static FittedBound floating(Comparison comparison, double nearest) {
    if (!Double.isInfinite(nearest)) {
      return new FittedBound(comparison, nearest + 0.0, false);
    }
    // the number lies between the greatest value and infinity
    return nearest > 0
        ? between(comparison, Double.MAX_VALUE)
        : between(comparison, -Double.MAX_VALUE).mirrored();
  }

  /** Above the bound: what is not greater than it is less than the number. */
  private static FittedBound between(Comparison comparison, Object floor) {
    return switch (comparison) {
      case EQUAL -> constant(comparison, false);
      case LESS, LESS_OR_EQUAL -> new FittedBound(Comparison.LESS_OR_EQUAL, floor, false);
      case GREATER, GREATER_OR_EQUAL -> new FittedBound(Comparison.GREATER, floor, false);
    };
  }

  /** The same below the bound: what is less than it is less than the number. */
  private FittedBound mirrored() {
    return switch (comparison) {
      case LESS_OR_EQUAL -> new FittedBound(Comparison.LESS, bound, truth);
      case GREATER -> new FittedBound(Comparison.GREATER_OR_EQUAL, bound, truth);
      case EQUAL, LESS, GREATER_OR_EQUAL -> this;
    };
  }

  private static FittedBound constant(Comparison comparison, boolean truth) {
    return new FittedBound(comparison, null, truth);
  }

  /** All values lie below the bound, or all above it. */
  private static FittedBound outside(Comparison comparison, boolean above) {
    return switch (comparison) {
      case EQUAL -> constant(comparison, false);
      case LESS, LESS_OR_EQUAL -> constant(comparison, above);
      case GREATER, GREATER_OR_EQUAL -> constant(comparison, !above);
    };
  }

  private static <T extends Comparable<? super T>> FittedBound within(
      Comparison comparison, T bound, T floor, T first, T last) {
    if (bound.compareTo(first) < 0 || floor.compareTo(last) > 0) {
      return outside(comparison, floor.compareTo(last) > 0);
    }
    return floor.equals(bound)
        ? new FittedBound(comparison, floor, false)
        : between(comparison, floor);
  }

  private static FittedBound exact(Comparison comparison, BigDecimal bound, Schema.Type type) {
    BigDecimal max = max(type);
    BigDecimal min =
        type.kind() == TypeKind.DECIMAL ? max.negate() : max.negate().subtract(BigDecimal.ONE);
    if (bound.compareTo(max) > 0 || bound.compareTo(min) < 0) {
      return outside(comparison, bound.signum() > 0);
    }
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
    // without expanding a number as small as 1E-999999999
    BigDecimal floor =
        bound.abs().compareTo(unit) >= 0
            ? bound.setScale(scale, RoundingMode.FLOOR)
            : (bound.signum() < 0 ? unit.negate() : BigDecimal.ZERO).setScale(scale);
    return floor.compareTo(bound) == 0
        ? new FittedBound(comparison, floor, false)
        : between(comparison, floor);
  }

  private static BigDecimal max(Schema.Type type) {
    return switch (type.kind()) {
      case BYTE -> BigDecimal.valueOf(Byte.MAX_VALUE);
      case SHORT -> BigDecimal.valueOf(Short.MAX_VALUE);
      case INT -> BigDecimal.valueOf(Integer.MAX_VALUE);
      case LONG -> BigDecimal.valueOf(Long.MAX_VALUE);
      case DECIMAL ->
          BigDecimal.TEN.pow(type.precision()).subtract(BigDecimal.ONE).movePointLeft(type.scale());
      case FLOAT, DOUBLE, STRING, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY ->
          throw new IllegalStateException(type + " is not an exact number");
      case ARRAY, MAP, STRUCT, DYNAMIC, OTHER ->
          throw new IllegalStateException(type + " is not a number");
    };
  }
}
