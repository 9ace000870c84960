package dev.assay.dq.spark.assertj;

import dev.assay.dq.NumericExpression;

/**
 * Assertions over a column of numbers.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class NumericColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<NumericColumnAssert<D>, D, NumericExpression> {

  NumericColumnAssert(D data, NumericExpression column) {
    super(data, column);
  }

  public NumericColumnAssert<D> isEqualTo(Number bound) {
    return that(number -> number.isEqualTo(bound));
  }

  public NumericColumnAssert<D> isAtLeast(Number bound) {
    return that(number -> number.isAtLeast(bound));
  }

  public NumericColumnAssert<D> isAtMost(Number bound) {
    return that(number -> number.isAtMost(bound));
  }

  public NumericColumnAssert<D> isGreaterThan(Number bound) {
    return that(number -> number.isGreaterThan(bound));
  }

  public NumericColumnAssert<D> isLessThan(Number bound) {
    return that(number -> number.isLessThan(bound));
  }

  public NumericColumnAssert<D> isBetween(Number low, Number high) {
    return that(number -> number.isBetween(low, high));
  }

  public NumericColumnAssert<D> isIn(Number... allowed) {
    return that(number -> number.isIn(allowed));
  }

  public NumericColumnAssert<D> isPositive() {
    return that(NumericExpression::isPositive);
  }

  public NumericColumnAssert<D> isNonNegative() {
    return that(NumericExpression::isNonNegative);
  }

  public NumericColumnAssert<D> hasMin(Number expected) {
    return that(number -> number.min().isEqualTo(expected));
  }

  public NumericColumnAssert<D> hasMin(NumberExpectation expected) {
    return that(number -> expected.of(number.min()));
  }

  public NumericColumnAssert<D> hasMax(Number expected) {
    return that(number -> number.max().isEqualTo(expected));
  }

  public NumericColumnAssert<D> hasMax(NumberExpectation expected) {
    return that(number -> expected.of(number.max()));
  }

  public NumericColumnAssert<D> hasSum(Number expected) {
    return that(number -> number.sum().isEqualTo(expected));
  }

  public NumericColumnAssert<D> hasSum(NumberExpectation expected) {
    return that(number -> expected.of(number.sum()));
  }

  public NumericColumnAssert<D> hasMean(Number expected) {
    return that(number -> number.mean().isEqualTo(expected));
  }

  public NumericColumnAssert<D> hasMean(NumberExpectation expected) {
    return that(number -> expected.of(number.mean()));
  }
}
