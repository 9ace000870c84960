package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.NumericMetric;
import dev.assay.dq.model.Predicate;
import java.util.Collection;

/** A column of numbers of any type. */
public final class NumericColumn extends Column {

  private static final long serialVersionUID = 1L;

  NumericColumn(ColumnRef ref, ColumnKind kind) {
    super(ref, kind);
  }

  /**
   * The value is equal to a constant. NaN satisfies no comparison. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isEqualTo(Number bound) {
    return new Predicate.Compare(operand(), Comparison.EQUAL, Literal.of(bound));
  }

  /**
   * The value is equal to that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isEqualTo(NumericColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.EQUAL, operandOf(other));
  }

  /**
   * The value is at least a constant. NaN satisfies no comparison. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAtLeast(Number bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER_OR_EQUAL, Literal.of(bound));
  }

  /**
   * The value is at least that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isAtLeast(NumericColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.GREATER_OR_EQUAL, operandOf(other));
  }

  /**
   * The value is at most a constant. NaN satisfies no comparison. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAtMost(Number bound) {
    return new Predicate.Compare(operand(), Comparison.LESS_OR_EQUAL, Literal.of(bound));
  }

  /**
   * The value is at most that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isAtMost(NumericColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.LESS_OR_EQUAL, operandOf(other));
  }

  /**
   * The value is greater than a constant. NaN satisfies no comparison. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isGreaterThan(Number bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER, Literal.of(bound));
  }

  /**
   * The value is greater than that of another column of the same row. Null on either side is
   * unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isGreaterThan(NumericColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.GREATER, operandOf(other));
  }

  /**
   * The value is less than a constant. NaN satisfies no comparison. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isLessThan(Number bound) {
    return new Predicate.Compare(operand(), Comparison.LESS, Literal.of(bound));
  }

  /**
   * The value is less than that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isLessThan(NumericColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.LESS, operandOf(other));
  }

  /**
   * The value differs from a constant; NaN differs from all. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isNotEqualTo(Number bound) {
    return isEqualTo(bound).not();
  }

  /**
   * The value differs from that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isNotEqualTo(NumericColumn other) {
    return isEqualTo(other).not();
  }

  /**
   * The value lies between two constants, both allowed. NaN does not; null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetween(Number low, Number high) {
    return new Predicate.Between(operand(), Literal.of(low), Literal.of(high), true, true);
  }

  /**
   * The value lies between two constants, neither allowed. NaN does not; null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isStrictlyBetween(Number low, Number high) {
    return new Predicate.Between(operand(), Literal.of(low), Literal.of(high), false, false);
  }

  /**
   * The value lies between two constants, the upper end not allowed. NaN does not; null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetweenExcludingHigh(Number low, Number high) {
    return new Predicate.Between(operand(), Literal.of(low), Literal.of(high), true, false);
  }

  /**
   * The value lies between two constants, the lower end not allowed. NaN does not; null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetweenExcludingLow(Number low, Number high) {
    return new Predicate.Between(operand(), Literal.of(low), Literal.of(high), false, true);
  }

  /**
   * The value is one of a set. NaN is in none; null is unknown.
   *
   * @param allowed the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isIn(Number... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The value is one of a set. NaN is in none; null is unknown.
   *
   * @param allowed the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isIn(Collection<? extends Number> allowed) {
    return new Predicate.In(operand(), Lists.map(allowed, "allowed values", Literal::of));
  }

  /**
   * The value is none of a set; NaN is not in any. Null is unknown.
   *
   * @param refused the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isNotIn(Number... refused) {
    return isIn(refused).not();
  }

  /**
   * The value is greater than zero. False for NaN; null is unknown.
   *
   * @return the predicate
   */
  public Predicate isPositive() {
    return isGreaterThan(0);
  }

  /**
   * The value is less than zero. False for NaN; null is unknown.
   *
   * @return the predicate
   */
  public Predicate isNegative() {
    return isLessThan(0);
  }

  /**
   * The value is zero or greater. False for NaN; null is unknown.
   *
   * @return the predicate
   */
  public Predicate isNonNegative() {
    return isAtLeast(0);
  }

  /**
   * The value is zero or less. False for NaN; null is unknown.
   *
   * @return the predicate
   */
  public Predicate isNonPositive() {
    return isAtMost(0);
  }

  /**
   * The value is zero (-0.0 included). False for NaN; null is unknown.
   *
   * @return the predicate
   */
  public Predicate isZero() {
    return isEqualTo(0);
  }

  /**
   * The value is neither NaN nor infinite. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isFinite() {
    return new Predicate.Finite(operand());
  }

  /**
   * The value is not NaN. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isNotNaN() {
    return new Predicate.NotNaN(operand());
  }

  /**
   * The smallest value. Nulls are left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric min() {
    return new NumericMetric(new Metric.Min(operand(), ALL));
  }

  /**
   * The greatest value. Nulls are left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric max() {
    return new NumericMetric(new Metric.Max(operand(), ALL));
  }

  /**
   * The sum: exact for whole numbers and decimals; a total that does not fit is an error. Nulls are
   * left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric sum() {
    return new NumericMetric(new Metric.Sum(operand(), ALL));
  }

  /**
   * The arithmetic mean. Nulls are left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric mean() {
    return new NumericMetric(new Metric.Mean(operand(), ALL));
  }

  /**
   * The sample variance, over n - 1. Nulls are left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric variance() {
    return new NumericMetric(new Metric.Variance(operand(), Metric.Form.SAMPLE, ALL));
  }

  /**
   * The population variance, over n. Nulls are left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric populationVariance() {
    return new NumericMetric(new Metric.Variance(operand(), Metric.Form.POPULATION, ALL));
  }

  /**
   * The sample standard deviation, over n - 1. Nulls are left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric standardDeviation() {
    return new NumericMetric(new Metric.StandardDeviation(operand(), Metric.Form.SAMPLE, ALL));
  }

  /**
   * The population standard deviation, over n. Nulls are left out; a NaN makes it NaN.
   *
   * @return the metric
   */
  public NumericMetric populationStandardDeviation() {
    return new NumericMetric(new Metric.StandardDeviation(operand(), Metric.Form.POPULATION, ALL));
  }

  /**
   * The exact quantile by nearest rank: a value of the data. Needs a pass of its own.
   *
   * @param q from 0 to 1, taken as the decimal that was written
   * @return the metric
   * @throws IllegalArgumentException if q is not from 0 to 1
   */
  public NumericMetric quantile(double q) {
    return new NumericMetric(new Metric.Quantile(operand(), decimal(q), ALL));
  }

  /**
   * The exact median by nearest rank: a value of the data. Needs a pass of its own.
   *
   * @return the metric
   */
  public NumericMetric median() {
    return quantile(0.5);
  }

  /**
   * A value whose rank is within 1% of the number of values from the quantile.
   *
   * @param q from 0 to 1
   * @return the metric
   * @throws IllegalArgumentException if q is not from 0 to 1
   */
  public NumericMetric approxQuantile(double q) {
    return approxQuantile(q, 0.01);
  }

  /**
   * A value whose rank is near the quantile.
   *
   * @param q from 0 to 1
   * @param rankError the greatest error of the rank, from 0.0001 to 0.3
   * @return the metric
   * @throws IllegalArgumentException if an argument is out of range
   */
  public NumericMetric approxQuantile(double q, double rankError) {
    return new NumericMetric(
        new Metric.ApproxQuantile(operand(), decimal(q), decimal(rankError), ALL));
  }

  /**
   * The skewness of the population: 0 for what is symmetric, positive for a tail to the right.
   * Nulls are left out; a NaN makes it NaN; there is none where all values are equal.
   *
   * @return the metric
   */
  public NumericMetric skewness() {
    return new NumericMetric(new Metric.Skewness(operand(), ALL));
  }

  /**
   * The excess kurtosis of the population: 0 for the normal distribution, positive for heavier
   * tails. Nulls are left out; a NaN makes it NaN; there is none where all values are equal.
   *
   * @return the metric
   */
  public NumericMetric kurtosis() {
    return new NumericMetric(new Metric.Kurtosis(operand(), ALL));
  }

  /**
   * Pearson's correlation with another column over the rows where both have a value.
   *
   * @param other the other column
   * @return the metric
   */
  public NumericMetric correlation(NumericColumn other) {
    return new NumericMetric(new Metric.Correlation(operand(), operandOf(other), ALL));
  }

  /**
   * The sample covariance with another column over the rows where both have a value.
   *
   * @param other the other column
   * @return the metric
   */
  public NumericMetric covariance(NumericColumn other) {
    return new NumericMetric(
        new Metric.Covariance(operand(), operandOf(other), Metric.Form.SAMPLE, ALL));
  }

  /**
   * The population covariance with another column over the rows where both have a value.
   *
   * @param other the other column
   * @return the metric
   */
  public NumericMetric populationCovariance(NumericColumn other) {
    return new NumericMetric(
        new Metric.Covariance(operand(), operandOf(other), Metric.Form.POPULATION, ALL));
  }

  /**
   * The number of rows whose value is zero (-0.0 included).
   *
   * @return the metric
   */
  public NumericMetric zeros() {
    return isNotEqualTo(0).violations();
  }
}
