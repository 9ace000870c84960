package dev.assay.dq.internal.model;

import java.math.BigDecimal;

/** What a comparison with a constant says of a value that is not null. */
@FunctionalInterface
public interface Judgement {

  boolean holds(Object value);

  /**
   * A comparison of values of a type. Numbers are compared exactly, floating point with the nearest
   * of its own width; infinity lies beyond every number, also beyond those that no double can hold.
   */
  static Judgement of(Comparison comparison, Constant constant, TypeKind kind) {
    Object bound = constant.value();
    if (bound instanceof BigDecimal decimal) {
      return number(comparison, decimal, kind == TypeKind.FLOAT ? kind : TypeKind.DOUBLE);
    }
    return value -> comparison.holds(Values.compare(value, bound));
  }

  private static Judgement number(Comparison comparison, BigDecimal bound, TypeKind width) {
    double real = FittedBound.nearest(bound, width);
    boolean fitsLong = bound.scale() <= 0 && bound.precision() - bound.scale() <= 18;
    long whole = fitsLong ? bound.longValueExact() : 0;
    return switch (comparison) {
      case EQUAL -> value -> order(value, bound, real, fitsLong, whole) == 0;
      case LESS -> value -> order(value, bound, real, fitsLong, whole) == -1;
      case LESS_OR_EQUAL -> value -> order(value, bound, real, fitsLong, whole) <= 0;
      case GREATER -> value -> order(value, bound, real, fitsLong, whole) == 1;
      case GREATER_OR_EQUAL ->
          value -> {
            int order = order(value, bound, real, fitsLong, whole);
            return order == 0 || order == 1;
          };
    };
  }

  /** -1, 0 or 1 as a value is less, equal or greater; 2 for NaN, which is none of them. */
  private static int order(
      Object value, BigDecimal bound, double real, boolean fitsLong, long whole) {
    if (value instanceof Double d) {
      double x = d;
      if (x == real) {
        return Double.isInfinite(real) ? (real > 0 ? 1 : -1) : 0;
      }
      return x < real ? -1 : x > real ? 1 : 2;
    }
    if (fitsLong && value instanceof Long number) {
      return Long.compare(number, whole);
    }
    return Integer.signum(Values.compare(value, bound));
  }
}
