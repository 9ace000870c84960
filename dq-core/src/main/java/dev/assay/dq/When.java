package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;

/** The beginning of a value that depends on a condition; see {@link Columns#when}. */
public final class When {

  private final Predicate condition;

  When(Predicate condition) {
    this.condition = condition;
  }

  /** The number where the condition holds. */
  public Then<NumericExpression, Number> then(Number constant) {
    return then(Columns.constant(constant));
  }

  /** The number where the condition holds. */
  public Then<NumericExpression, Number> then(NumericExpression value) {
    return new Then<>(condition, value);
  }

  /** The text where the condition holds. */
  public Then<StringExpression, String> then(String constant) {
    return then(Columns.constant(constant));
  }

  /** The text where the condition holds. */
  public Then<StringExpression, String> then(StringExpression value) {
    return new Then<>(condition, value);
  }

  /**
   * What waits for the value otherwise.
   *
   * @param <E> the type of the value
   * @param <C> its constants
   */
  public static final class Then<E extends OrderedExpression<E, C>, C> {

    private final Predicate condition;
    private final E value;

    private Then(Predicate condition, E value) {
      this.condition = condition;
      this.value = value;
    }

    /** The value where the condition does not hold, or is unknown. */
    public E otherwise(E other) {
      return value.expression(
          Expr.call(Function.WHEN, condition.expr(), value.expr(), Expression.other(other)));
    }

    /** The value where the condition does not hold, or is unknown. */
    public E otherwise(C constant) {
      return value.expression(
          Expr.call(Function.WHEN, condition.expr(), value.expr(), value.literal(constant)));
    }
  }
}
