package dev.assay.dq.model;

import java.io.Serializable;

/**
 * What a metric's value is expected to be: data, so that it can be printed, stored and compared.
 */
public sealed interface Expectation extends Serializable {

  /**
   * Hands the expectation to the method for its kind.
   *
   * @param visitor the interpreter
   * @param <R> what it answers
   * @return its answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * The value compares with a constant as stated.
   *
   * @param comparison how
   * @param bound the constant
   */
  record Compare(Comparison comparison, Literal bound) implements Expectation {
    /**
     * Refuses nulls.
     *
     * @param comparison how
     * @param bound the constant
     */
    public Compare {
      Args.notNull(comparison, "comparison");
      Args.notNull(bound, "bound");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }
  }

  /**
   * The value lies between two constants, both allowed.
   *
   * @param low the lower end
   * @param high the upper end
   */
  record Between(Literal low, Literal high) implements Expectation {
    /**
     * Refuses nulls.
     *
     * @param low the lower end
     * @param high the upper end
     */
    public Between {
      Args.notNull(low, "lower end");
      Args.notNull(high, "upper end");
      Args.ordered(low, high);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /**
   * The value differs from a number by at most a tolerance.
   *
   * @param value the number
   * @param tolerance the greatest difference, not negative
   */
  record CloseTo(Literal.Num value, Literal.Num tolerance) implements Expectation {
    /**
     * Refuses nulls and a negative tolerance.
     *
     * @param value the number
     * @param tolerance the greatest difference, not negative
     */
    public CloseTo {
      Args.notNull(value, "value");
      if (Args.notNull(tolerance, "tolerance").value().signum() < 0) {
        throw new IllegalArgumentException(
            "The tolerance must not be negative, but was " + tolerance.value().toPlainString());
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.closeTo(this);
    }
  }

  /** Any value: the metric is reported and never fails. */
  record Observed() implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.observed(this);
    }
  }

  /**
   * One method a kind of expectation, all abstract.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /**
     * A comparison.
     *
     * @param expectation the expectation
     * @return the answer
     */
    R compare(Compare expectation);

    /**
     * A range.
     *
     * @param expectation the expectation
     * @return the answer
     */
    R between(Between expectation);

    /**
     * A tolerance.
     *
     * @param expectation the expectation
     * @return the answer
     */
    R closeTo(CloseTo expectation);

    /**
     * No expectation.
     *
     * @param expectation the expectation
     * @return the answer
     */
    R observed(Observed expectation);
  }
}
