package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text or a number. Text is compared in UTF-8 order; whole numbers and decimals exactly, floating
 * point with the nearest value of its own width (a FLOAT of 0.1 equals 0.1), and NaN satisfies no
 * comparison.
 *
 * @param <E> what it can be compared with
 * @param <C> the constants that it can be compared with
 */
public abstract sealed class OrderedExpression<E extends OrderedExpression<E, C>, C>
    extends Expression permits StringExpression, NumericExpression {

  private static final long serialVersionUID = 1L;

  OrderedExpression(Expr expr) {
    super(expr);
  }

  abstract Constant constant(C value);

  abstract E expression(Expr expr);

  final E called(Function function, Expr other) {
    return expression(Expr.call(function, expr(), other));
  }

  private Predicate compared(Function function, C bound) {
    return Said.of(function, expr(), constant(bound));
  }

  private Predicate compared(Function function, E other) {
    return Said.of(function, expr(), other(other));
  }

  /** The value is equal to a constant. */
  public final Predicate isEqualTo(C bound) {
    return compared(Function.EQUAL, bound);
  }

  /** The value is equal to another one of the same row. */
  public final Predicate isEqualTo(E other) {
    return compared(Function.EQUAL, other);
  }

  /** The value differs from a constant. */
  public final Predicate isNotEqualTo(C bound) {
    return isEqualTo(bound).not();
  }

  /** The value differs from another one of the same row. */
  public final Predicate isNotEqualTo(E other) {
    return isEqualTo(other).not();
  }

  /** The value is equal to or greater than a constant. */
  public final Predicate isAtLeast(C bound) {
    return compared(Function.GREATER_OR_EQUAL, bound);
  }

  /** The value is equal to or greater than another one of the same row. */
  public final Predicate isAtLeast(E other) {
    return compared(Function.GREATER_OR_EQUAL, other);
  }

  /** The same as {@link #isAtLeast(Object)}. */
  public final Predicate isGreaterThanOrEqualTo(C bound) {
    return isAtLeast(bound);
  }

  /** The same as {@link #isAtLeast(OrderedExpression)}. */
  public final Predicate isGreaterThanOrEqualTo(E other) {
    return isAtLeast(other);
  }

  /** The value is equal to or less than a constant. */
  public final Predicate isAtMost(C bound) {
    return compared(Function.LESS_OR_EQUAL, bound);
  }

  /** The value is equal to or less than another one of the same row. */
  public final Predicate isAtMost(E other) {
    return compared(Function.LESS_OR_EQUAL, other);
  }

  /** The same as {@link #isAtMost(Object)}. */
  public final Predicate isLessThanOrEqualTo(C bound) {
    return isAtMost(bound);
  }

  /** The same as {@link #isAtMost(OrderedExpression)}. */
  public final Predicate isLessThanOrEqualTo(E other) {
    return isAtMost(other);
  }

  /** The value is greater than a constant. */
  public final Predicate isGreaterThan(C bound) {
    return compared(Function.GREATER, bound);
  }

  /** The value is greater than another one of the same row. */
  public final Predicate isGreaterThan(E other) {
    return compared(Function.GREATER, other);
  }

  /** The value is less than a constant. */
  public final Predicate isLessThan(C bound) {
    return compared(Function.LESS, bound);
  }

  /** The value is less than another one of the same row. */
  public final Predicate isLessThan(E other) {
    return compared(Function.LESS, other);
  }

  final Predicate between(Expr low, Expr high, boolean lowIncluded, boolean highIncluded) {
    return Said.between(expr(), low, high, lowIncluded, highIncluded);
  }

  final Expr literal(C value) {
    return new Expr.Literal(constant(value));
  }

  /**
   * The value lies between two constants, both allowed.
   *
   * @throws IllegalArgumentException if the range is empty
   */
  public final Predicate isBetween(C low, C high) {
    return between(literal(low), literal(high), true, true);
  }

  /** The value lies between two others of the same row, both allowed. */
  public final Predicate isBetween(E low, E high) {
    return between(other(low), other(high), true, true);
  }

  /** The different values of all rows, to be compared with a set. Needs a pass of its own. */
  public final DistinctValues<C> distinctValues() {
    return new DistinctValues<>(expr(), this::constant);
  }

  /** The value, or a constant where it is null. */
  public final E orElse(C constant) {
    return called(Function.OR_ELSE, literal(constant));
  }

  /** The value, or another one of the same row where it is null. */
  public final E orElse(E other) {
    return called(Function.OR_ELSE, other(other));
  }

  /**
   * The value, or null where it is one of these, which stand for a missing value: completeness and
   * every metric then take it as missing.
   *
   * @throws IllegalArgumentException if there is none, or one is null
   */
  public final E treatingAsNull(Collection<? extends C> missing) {
    return expression(
        Said.constants(
            Function.TREATING_AS_NULL,
            expr(),
            Lists.map(missing, "values for null", this::constant)));
  }

  /**
   * The value, or null where it is equal to one of several others of the same row.
   *
   * @throws IllegalArgumentException if there is none
   */
  @SafeVarargs
  public final E treatingAsNull(E... others) {
    if (others == null) {
      throw new IllegalArgumentException("The other columns must not be null");
    }
    List<Expr> arguments = new ArrayList<>();
    arguments.add(expr());
    for (E each : others) {
      arguments.add(other(each));
    }
    return expression(new Expr.Call(Function.TREATING_AS_NULL, arguments));
  }

  /**
   * The value is one of a set.
   *
   * @throws IllegalArgumentException if the set is empty or holds null
   */
  public final Predicate isIn(Collection<? extends C> allowed) {
    return Said.in(expr(), Lists.map(allowed, "allowed values", this::constant));
  }

  /**
   * The value is none of a set.
   *
   * @throws IllegalArgumentException if the set is empty or holds null
   */
  public final Predicate isNotIn(Collection<? extends C> refused) {
    return isIn(refused).not();
  }

  /**
   * The value is equal to one of several others of the same row.
   *
   * @throws IllegalArgumentException if there is none
   */
  @SafeVarargs
  public final Predicate isIn(E... others) {
    if (others == null) {
      throw new IllegalArgumentException("The other columns must not be null");
    }
    List<Expr> arguments = new ArrayList<>();
    arguments.add(expr());
    for (E each : others) {
      arguments.add(other(each));
    }
    return Predicate.of(new Expr.Call(Function.IN, arguments));
  }
}
