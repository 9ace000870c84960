package dev.assay.dq.spark.assertj;

import dev.assay.dq.NumericColumn;
import java.util.Collection;

/**
 * Assertions over a column of numbers.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class NumericColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<NumericColumnAssert<D>, D, NumericColumn> {

  NumericColumnAssert(D data, NumericColumn column) {
    super(data, column);
  }

  /**
   * Verifies that every value equals a number.
   *
   * @param bound the number
   * @return this assertion
   */
  public NumericColumnAssert<D> isEqualTo(Number bound) {
    return state(column.isEqualTo(bound));
  }

  /**
   * Verifies that every value equals that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public NumericColumnAssert<D> isEqualTo(NumericColumn other) {
    return state(column.isEqualTo(other));
  }

  /**
   * Verifies that every value differs from a number.
   *
   * @param bound the number
   * @return this assertion
   */
  public NumericColumnAssert<D> isNotEqualTo(Number bound) {
    return state(column.isNotEqualTo(bound));
  }

  /**
   * Verifies that every value differs from that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public NumericColumnAssert<D> isNotEqualTo(NumericColumn other) {
    return state(column.isNotEqualTo(other));
  }

  /**
   * Verifies that every value is at least a number.
   *
   * @param bound the number
   * @return this assertion
   */
  public NumericColumnAssert<D> isAtLeast(Number bound) {
    return state(column.isAtLeast(bound));
  }

  /**
   * Verifies that every value is at least that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public NumericColumnAssert<D> isAtLeast(NumericColumn other) {
    return state(column.isAtLeast(other));
  }

  /**
   * Verifies that every value is at most a number.
   *
   * @param bound the number
   * @return this assertion
   */
  public NumericColumnAssert<D> isAtMost(Number bound) {
    return state(column.isAtMost(bound));
  }

  /**
   * Verifies that every value is at most that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public NumericColumnAssert<D> isAtMost(NumericColumn other) {
    return state(column.isAtMost(other));
  }

  /**
   * Verifies that every value is greater than a number.
   *
   * @param bound the number
   * @return this assertion
   */
  public NumericColumnAssert<D> isGreaterThan(Number bound) {
    return state(column.isGreaterThan(bound));
  }

  /**
   * Verifies that every value is greater than that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public NumericColumnAssert<D> isGreaterThan(NumericColumn other) {
    return state(column.isGreaterThan(other));
  }

  /**
   * Verifies that every value is less than a number.
   *
   * @param bound the number
   * @return this assertion
   */
  public NumericColumnAssert<D> isLessThan(Number bound) {
    return state(column.isLessThan(bound));
  }

  /**
   * Verifies that every value is less than that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public NumericColumnAssert<D> isLessThan(NumericColumn other) {
    return state(column.isLessThan(other));
  }

  /**
   * Verifies that every value lies in a range, both ends included.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public NumericColumnAssert<D> isBetween(Number low, Number high) {
    return state(column.isBetween(low, high));
  }

  /**
   * Verifies that every value lies in a range, both ends excluded.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public NumericColumnAssert<D> isStrictlyBetween(Number low, Number high) {
    return state(column.isStrictlyBetween(low, high));
  }

  /**
   * Verifies that every value lies in a range, the upper end excluded.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public NumericColumnAssert<D> isBetweenExcludingHigh(Number low, Number high) {
    return state(column.isBetweenExcludingHigh(low, high));
  }

  /**
   * Verifies that every value lies in a range, the lower end excluded.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public NumericColumnAssert<D> isBetweenExcludingLow(Number low, Number high) {
    return state(column.isBetweenExcludingLow(low, high));
  }

  /**
   * Verifies that every value is one of these.
   *
   * @param allowed the values
   * @return this assertion
   */
  public NumericColumnAssert<D> isIn(Number... allowed) {
    return state(column.isIn(allowed));
  }

  /**
   * Verifies that every value is one of these.
   *
   * @param allowed the values
   * @return this assertion
   */
  public NumericColumnAssert<D> isIn(Collection<? extends Number> allowed) {
    return state(column.isIn(allowed));
  }

  /**
   * Verifies that no value is one of these.
   *
   * @param refused the values
   * @return this assertion
   */
  public NumericColumnAssert<D> isNotIn(Number... refused) {
    return state(column.isNotIn(refused));
  }

  /**
   * Verifies that every value is greater than zero.
   *
   * @return this assertion
   */
  public NumericColumnAssert<D> isPositive() {
    return state(column.isPositive());
  }

  /**
   * Verifies that every value is less than zero.
   *
   * @return this assertion
   */
  public NumericColumnAssert<D> isNegative() {
    return state(column.isNegative());
  }

  /**
   * Verifies that every value is zero or greater.
   *
   * @return this assertion
   */
  public NumericColumnAssert<D> isNonNegative() {
    return state(column.isNonNegative());
  }

  /**
   * Verifies that every value is zero or less.
   *
   * @return this assertion
   */
  public NumericColumnAssert<D> isNonPositive() {
    return state(column.isNonPositive());
  }

  /**
   * Verifies that every value is zero.
   *
   * @return this assertion
   */
  public NumericColumnAssert<D> isZero() {
    return state(column.isZero());
  }

  /**
   * Verifies that every value is neither NaN nor infinite.
   *
   * @return this assertion
   */
  public NumericColumnAssert<D> isFinite() {
    return state(column.isFinite());
  }

  /**
   * Verifies that every value is not NaN.
   *
   * @return this assertion
   */
  public NumericColumnAssert<D> isNotNaN() {
    return state(column.isNotNaN());
  }

  /**
   * Verifies the smallest value.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMin(NumberExpectation expected) {
    return state(expected.of(column.min()));
  }

  /**
   * Verifies that the smallest value equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMin(Number expected) {
    return state(column.min().isEqualTo(expected));
  }

  /**
   * Verifies the greatest value.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMax(NumberExpectation expected) {
    return state(expected.of(column.max()));
  }

  /**
   * Verifies that the greatest value equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMax(Number expected) {
    return state(column.max().isEqualTo(expected));
  }

  /**
   * Verifies the sum.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasSum(NumberExpectation expected) {
    return state(expected.of(column.sum()));
  }

  /**
   * Verifies that the sum equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public NumericColumnAssert<D> hasSum(Number expected) {
    return state(column.sum().isEqualTo(expected));
  }

  /**
   * Verifies the mean.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMean(NumberExpectation expected) {
    return state(expected.of(column.mean()));
  }

  /**
   * Verifies that the mean equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMean(Number expected) {
    return state(column.mean().isEqualTo(expected));
  }

  /**
   * Verifies the median.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMedian(NumberExpectation expected) {
    return state(expected.of(column.median()));
  }

  /**
   * Verifies that the median equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public NumericColumnAssert<D> hasMedian(Number expected) {
    return state(column.median().isEqualTo(expected));
  }

  /**
   * Verifies the sample variance.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasVariance(NumberExpectation expected) {
    return state(expected.of(column.variance()));
  }

  /**
   * Verifies that the sample variance equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public NumericColumnAssert<D> hasVariance(Number expected) {
    return state(column.variance().isEqualTo(expected));
  }

  /**
   * Verifies the sample standard deviation.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasStandardDeviation(NumberExpectation expected) {
    return state(expected.of(column.standardDeviation()));
  }

  /**
   * Verifies that the sample standard deviation equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public NumericColumnAssert<D> hasStandardDeviation(Number expected) {
    return state(column.standardDeviation().isEqualTo(expected));
  }

  /**
   * Verifies the skewness of the population.
   *
   * @param expected what it has to be, such as {@code between(-0.5, 0.5)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasSkewness(NumberExpectation expected) {
    return state(expected.of(column.skewness()));
  }

  /**
   * Verifies the excess kurtosis of the population.
   *
   * @param expected what it has to be, such as {@code atMost(3)}
   * @return this assertion
   */
  public NumericColumnAssert<D> hasKurtosis(NumberExpectation expected) {
    return state(expected.of(column.kurtosis()));
  }

  /**
   * Verifies an exact quantile.
   *
   * @param q its rank, from 0 to 1
   * @param expected what it has to be
   * @return this assertion
   */
  public NumericColumnAssert<D> hasQuantile(double q, NumberExpectation expected) {
    return state(expected.of(column.quantile(q)));
  }

  /**
   * Verifies the correlation with another column.
   *
   * @param other the other column
   * @param expected what it has to be
   * @return this assertion
   */
  public NumericColumnAssert<D> hasCorrelation(NumericColumn other, NumberExpectation expected) {
    return state(expected.of(column.correlation(other)));
  }
}
