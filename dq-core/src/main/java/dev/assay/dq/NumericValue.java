package dev.assay.dq;

import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import java.io.Serializable;

/**
 * A number that each row has, such as the length of a text: null where the column is null.
 *
 * @param operand what it is
 */
public record NumericValue(Operand operand) implements Serializable {

  /**
   * The value is equal to a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isEqualTo(Number bound) {
    return new Predicate.Compare(operand, Comparison.EQUAL, Literal.of(bound));
  }

  /**
   * The value is at least a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAtLeast(Number bound) {
    return new Predicate.Compare(operand, Comparison.GREATER_OR_EQUAL, Literal.of(bound));
  }

  /**
   * The value is at most a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAtMost(Number bound) {
    return new Predicate.Compare(operand, Comparison.LESS_OR_EQUAL, Literal.of(bound));
  }

  /**
   * The value is greater than a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isGreaterThan(Number bound) {
    return new Predicate.Compare(operand, Comparison.GREATER, Literal.of(bound));
  }

  /**
   * The value is less than a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isLessThan(Number bound) {
    return new Predicate.Compare(operand, Comparison.LESS, Literal.of(bound));
  }

  /**
   * The value differs from a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isNotEqualTo(Number bound) {
    return isEqualTo(bound).not();
  }

  /**
   * The value lies between two constants, both allowed. Null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetween(Number low, Number high) {
    return new Predicate.Between(operand, Literal.of(low), Literal.of(high), true, true);
  }
}
