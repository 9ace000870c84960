package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Statistic;
import java.util.List;

/**
 * A number that each row has. Statistics skip nulls; a NaN among the values makes a statistic NaN,
 * and the result says so.
 */
public sealed class NumericExpression extends OrderedExpression<NumericExpression, Number>
    permits NumericColumn {

  private static final long serialVersionUID = 1L;

  NumericExpression(Expr expr) {
    super(expr);
  }

  @Override
  final Constant constant(Number value) {
    return Constant.of(value);
  }

  @Override
  final NumericExpression expression(Expr expr) {
    return new NumericExpression(expr);
  }

  /** The sum of this and a constant: exact for whole numbers and decimals. */
  public final NumericExpression plus(Number constant) {
    return called(Function.PLUS, literal(constant));
  }

  /** The sum of this and another number of the same row: exact for whole numbers and decimals. */
  public final NumericExpression plus(NumericExpression other) {
    return called(Function.PLUS, other(other));
  }

  /** This less a constant: exact for whole numbers and decimals. */
  public final NumericExpression minus(Number constant) {
    return called(Function.MINUS, literal(constant));
  }

  /** This less another number of the same row: exact for whole numbers and decimals. */
  public final NumericExpression minus(NumericExpression other) {
    return called(Function.MINUS, other(other));
  }

  /** The product of this and a constant: exact for whole numbers and decimals. */
  public final NumericExpression times(Number constant) {
    return called(Function.TIMES, literal(constant));
  }

  /**
   * The product of this and another number of the same row: exact for whole numbers and decimals.
   */
  public final NumericExpression times(NumericExpression other) {
    return called(Function.TIMES, other(other));
  }

  /** This divided by a constant, in double precision; null where that is 0. */
  public final NumericExpression dividedBy(Number constant) {
    return called(Function.DIVIDED_BY, literal(constant));
  }

  /** This divided by another number of the same row, in double precision; null where that is 0. */
  public final NumericExpression dividedBy(NumericExpression other) {
    return called(Function.DIVIDED_BY, other(other));
  }

  /** The number with the other sign. */
  public final NumericExpression negated() {
    return expression(Expr.call(Function.NEGATED, expr()));
  }

  /** The number without its sign. */
  public final NumericExpression absolute() {
    return expression(Expr.call(Function.ABSOLUTE, expr()));
  }

  /** The number, or null where it is one of these, which stand for a missing value. */
  public final NumericExpression treatingAsNull(Number... missing) {
    return treatingAsNull(Lists.of(missing, "values for null"));
  }

  /** The number is one of those given. */
  public final Predicate isIn(Number... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /** The number is none of those given. */
  public final Predicate isNotIn(Number... refused) {
    return isIn(refused).not();
  }

  /** The number lies between two constants, neither of which is allowed. */
  public final Predicate isStrictlyBetween(Number low, Number high) {
    return between(literal(low), literal(high), false, false);
  }

  /** The number lies between two others of the same row, and is neither of them. */
  public final Predicate isStrictlyBetween(NumericExpression low, NumericExpression high) {
    return between(other(low), other(high), false, false);
  }

  /** The number lies between two constants, of which the upper one is not allowed. */
  public final Predicate isBetweenExcludingHigh(Number low, Number high) {
    return between(literal(low), literal(high), true, false);
  }

  /** The number lies between two constants, of which the lower one is not allowed. */
  public final Predicate isBetweenExcludingLow(Number low, Number high) {
    return between(literal(low), literal(high), false, true);
  }

  /** The number is greater than 0. */
  public final Predicate isPositive() {
    return isGreaterThan(0);
  }

  /** The number is less than 0. */
  public final Predicate isNegative() {
    return isLessThan(0);
  }

  /** The number is 0 or greater. */
  public final Predicate isNonNegative() {
    return isAtLeast(0);
  }

  /** The number is 0 or less. */
  public final Predicate isNonPositive() {
    return isAtMost(0);
  }

  /** The number is 0; so is -0.0. */
  public final Predicate isZero() {
    return isEqualTo(0);
  }

  /** The number is neither NaN nor infinite. */
  public final Predicate isFinite() {
    return Said.of(Function.IS_FINITE, expr());
  }

  /** The number is not NaN. */
  public final Predicate isNotNaN() {
    return Said.of(Function.IS_NOT_NAN, expr());
  }

  /** The smallest value. */
  public final NumericMetric min() {
    return metric(Statistic.MIN);
  }

  /** The greatest value. */
  public final NumericMetric max() {
    return metric(Statistic.MAX);
  }

  /**
   * The sum: exact for whole numbers and decimals, where a total that does not fit (64 bits, 38
   * digits) is an error.
   */
  public final NumericMetric sum() {
    return metric(Statistic.SUM);
  }

  /** The arithmetic mean: exact for whole numbers and decimals. */
  public final NumericMetric mean() {
    return metric(Statistic.MEAN);
  }

  /** The sample variance, over n - 1. */
  public final NumericMetric variance() {
    return metric(Statistic.VARIANCE);
  }

  /** The population variance, over n. */
  public final NumericMetric populationVariance() {
    return metric(Statistic.POPULATION_VARIANCE);
  }

  /** The sample standard deviation, over n - 1. */
  public final NumericMetric standardDeviation() {
    return metric(Statistic.STANDARD_DEVIATION);
  }

  /** The population standard deviation, over n. */
  public final NumericMetric populationStandardDeviation() {
    return metric(Statistic.POPULATION_STANDARD_DEVIATION);
  }

  /**
   * The exact quantile by nearest rank: a value of the data. Needs a pass of its own.
   *
   * @param q from 0 to 1, taken as the decimal that was written
   * @throws IllegalArgumentException if q is not from 0 to 1
   */
  public final NumericMetric quantile(Number q) {
    return new NumericMetric(metric(Statistic.QUANTILE, q));
  }

  /** The exact median by nearest rank: a value of the data. Needs a pass of its own. */
  public final NumericMetric median() {
    return quantile(0.5);
  }

  /**
   * A value whose rank is within 1% of the number of values from the quantile.
   *
   * @param q from 0 to 1
   */
  public final NumericMetric approxQuantile(Number q) {
    return approxQuantile(q, 0.01);
  }

  /**
   * A value whose rank is near the quantile.
   *
   * @param q from 0 to 1
   * @param rankError the greatest error of the rank, from 0.0001 to 0.3
   * @throws IllegalArgumentException if an argument is out of range
   */
  public final NumericMetric approxQuantile(Number q, Number rankError) {
    return new NumericMetric(metric(Statistic.APPROX_QUANTILE, q, rankError));
  }

  /** The standard error of the mean: the sample standard deviation over the square root of n. */
  public final NumericMetric standardError() {
    return metric(Statistic.STANDARD_ERROR);
  }

  /**
   * The skewness of the population: 0 for what is symmetric, positive for a tail to the right.
   * There is none where all values are equal.
   */
  public final NumericMetric skewness() {
    return metric(Statistic.SKEWNESS);
  }

  /**
   * The excess kurtosis of the population: 0 for the normal distribution, positive for heavier
   * tails. There is none where all values are equal.
   */
  public final NumericMetric kurtosis() {
    return metric(Statistic.KURTOSIS);
  }

  /** Pearson's correlation with another number over the rows where both have a value. */
  public final NumericMetric correlation(NumericExpression other) {
    return metric(Statistic.CORRELATION, other);
  }

  /**
   * Spearman's rank correlation with another number over the rows where both have a value: 1 where
   * the greater one always comes with the greater other, whatever the distances. Exact, by sorting
   * the different pairs of values.
   */
  public final NumericMetric spearmanCorrelation(NumericExpression other) {
    return metric(Statistic.SPEARMAN_CORRELATION, other);
  }

  /**
   * Kendall's tau-b with another number over the rows where both have a value: how many more pairs
   * of rows the two put in the same order than in opposite ones. Exact, by sorting the different
   * pairs of values; an error where the other number has more than 4,194,304 different values.
   */
  public final NumericMetric kendallCorrelation(NumericExpression other) {
    return metric(Statistic.KENDALL_CORRELATION, other);
  }

  /** The sample covariance with another number over the rows where both have a value. */
  public final NumericMetric covariance(NumericExpression other) {
    return metric(Statistic.COVARIANCE, other);
  }

  /** The population covariance with another number over the rows where both have a value. */
  public final NumericMetric populationCovariance(NumericExpression other) {
    return metric(Statistic.POPULATION_COVARIANCE, other);
  }

  /** The number of rows whose value is 0 (-0.0 included). */
  public final NumericMetric zeros() {
    return isNotEqualTo(0).violations();
  }

  /**
   * The quantile by linear interpolation between the two values nearest to it, as SQL's
   * PERCENTILE_CONT and most software compute it (type 7 of Hyndman and Fan): exact for whole
   * numbers and decimals. Needs a pass of its own.
   *
   * @param q from 0 to 1, taken as the decimal that was written
   * @throws IllegalArgumentException if q is not from 0 to 1
   */
  public final NumericMetric interpolatedQuantile(Number q) {
    return new NumericMetric(metric(Statistic.INTERPOLATED_QUANTILE, q));
  }

  /**
   * The fraction of values that are equal to or less than a number, as SQL's CUME_DIST: the
   * compliance with {@link #isAtMost(Object)} of the rows with a value, where NaN is not at most
   * anything.
   */
  public final NumericMetric quantileOf(Number value) {
    return isAtMost(value).compliance().where(isComplete());
  }

  /** The greatest value less the smallest: exact for whole numbers and decimals. */
  public final NumericMetric range() {
    return metric(Statistic.RANGE);
  }

  /**
   * The third quartile less the first, both by nearest rank: exact for whole numbers and decimals.
   * Needs a pass of its own.
   */
  public final NumericMetric interquartileRange() {
    return metric(Statistic.INTERQUARTILE_RANGE);
  }

  /**
   * The sample standard deviation over the mean; negative where the mean is, and without a value
   * where the mean is 0.
   */
  public final NumericMetric coefficientOfVariation() {
    return metric(Statistic.COEFFICIENT_OF_VARIATION);
  }

  /**
   * The number of values over the sum of their reciprocals, in double precision: the mean of rates
   * and ratios. There is none where a value is 0 or less.
   */
  public final NumericMetric harmonicMean() {
    return metric(Statistic.HARMONIC_MEAN);
  }

  /**
   * The value that most rows have; of several that as many rows have the smallest, which the result
   * says. Needs a pass of its own.
   */
  public final NumericMetric mostFrequentValue() {
    return metric(Statistic.MOST_FREQUENT_VALUE);
  }

  /**
   * The value in the row where another column or expression is the smallest, among the rows that
   * have both, as SQL's MIN_BY: of several such rows the smallest of their values, which the result
   * says. Needs a pass of its own.
   *
   * @param by a number, a text or a time
   */
  public final NumericMetric valueAtMin(Expression by) {
    return metric(Statistic.VALUE_AT_MIN, by);
  }

  /**
   * The value in the row where another column or expression is the greatest, among the rows that
   * have both, as SQL's MAX_BY: of several such rows the smallest of their values, which the result
   * says. Needs a pass of its own.
   *
   * @param by a number, a text or a time
   */
  public final NumericMetric valueAtMax(Expression by) {
    return metric(Statistic.VALUE_AT_MAX, by);
  }

  /**
   * The fraction of values that are below the first quartile or above the third by more than a
   * multiple of the interquartile range, Tukey's fences: exact for whole numbers and decimals.
   * Needs two passes of its own.
   *
   * @param factor the multiple, such as 1.5, or 3 for what is far out
   * @throws IllegalArgumentException if the factor is not greater than 0
   */
  public final NumericMetric outlierShare(Number factor) {
    return new NumericMetric(metric(Statistic.OUTLIER_SHARE, factor));
  }

  /**
   * The fraction of values that are farther from the median than a multiple of the {@linkplain
   * #medianAbsoluteDeviation() median absolute deviation}: exact for whole numbers and decimals.
   * Needs three passes of its own.
   *
   * @param factor the multiple, such as 5.19, which are 3.5 of the modified z-score
   * @throws IllegalArgumentException if the factor is not greater than 0
   */
  public final NumericMetric outlierShareByMad(Number factor) {
    return new NumericMetric(metric(Statistic.OUTLIER_SHARE_BY_MAD, factor));
  }

  /**
   * The fraction of values that are farther from the mean than a multiple of the sample standard
   * deviation. Outliers widen what they are measured by, and of ten values or fewer none is beyond
   * 3: {@link #outlierShare(Number)} has no such limit. Needs a pass of its own.
   *
   * @param factor the multiple, such as 3
   * @throws IllegalArgumentException if the factor is not greater than 0
   */
  public final NumericMetric outlierShareByZScore(Number factor) {
    return new NumericMetric(metric(Statistic.OUTLIER_SHARE_BY_Z_SCORE, factor));
  }

  /**
   * The median of the distances of the values from their median, both by nearest rank: a spread
   * that outliers leave alone. Times 1.4826 it estimates the standard deviation of a normal
   * distribution. Exact for whole numbers and decimals. Needs two passes of its own.
   */
  public final NumericMetric medianAbsoluteDeviation() {
    return metric(Statistic.MEDIAN_ABSOLUTE_DEVIATION);
  }

  /**
   * The mean without the smallest values and as many of the greatest: exact for whole numbers and
   * decimals. Needs two passes of its own.
   *
   * @param share which fraction of the values is left out at each end, from 0 to less than 0.5,
   *     rounded down to a number of values
   * @throws IllegalArgumentException if the share is out of range
   */
  public final NumericMetric trimmedMean(Number share) {
    return new NumericMetric(metric(Statistic.TRIMMED_MEAN, share));
  }

  /**
   * The root of the product of the values, with as many factors as there are values, in double
   * precision: the mean of rates of growth. It is 0 where a value is 0, and there is none where a
   * value is less.
   */
  public final NumericMetric geometricMean() {
    return metric(Statistic.GEOMETRIC_MEAN);
  }

  /**
   * How far the first significant digits are from Benford's law: chi squared of the counts of the
   * nine digits, which for data that follow the law exceeds 15.51 once in 20 times. It grows with
   * the number of values, unlike {@link #benfordDeviation()}. Values of 0 have no digit, and are
   * left out. Needs a pass of its own.
   */
  public final NumericMetric benfordChiSquare() {
    return metric(Statistic.BENFORD_CHI_SQUARE);
  }

  /**
   * How far the first significant digits are from Benford's law: the mean absolute deviation of the
   * shares of the nine digits. Nigrini (2012) takes up to 0.006 as close, up to 0.012 as
   * acceptable, up to 0.015 as marginal, and more as not conforming. Values of 0 have no digit, and
   * are left out. Needs a pass of its own.
   */
  public final NumericMetric benfordDeviation() {
    return metric(Statistic.BENFORD_DEVIATION);
  }

  /** The number is not 0; nor is it -0.0. */
  public final Predicate isNotZero() {
    return isNotEqualTo(0);
  }

  /**
   * What is left of this divided by a constant, with the sign of this, as % in Java and SQL; null
   * where that is 0.
   */
  public final NumericExpression remainder(Number constant) {
    return called(Function.REMAINDER, literal(constant));
  }

  /** What is left of this divided by another number of the same row; null where that is 0. */
  public final NumericExpression remainder(NumericExpression other) {
    return called(Function.REMAINDER, other(other));
  }

  /**
   * The nearest number with so many decimal places, halfway away from zero: 2.5 becomes 3, and -2.5
   * becomes -3. Of whole numbers and decimals only.
   */
  public final NumericExpression rounded(int decimalPlaces) {
    return called(Function.ROUNDED, literal(decimalPlaces));
  }

  /** The greatest whole number that is not greater: of -1.5 it is -2. */
  public final NumericExpression floor() {
    return expression(Expr.call(Function.FLOOR, expr()));
  }

  /** The least whole number that is not less: of -1.5 it is -1. */
  public final NumericExpression ceiling() {
    return expression(Expr.call(Function.CEILING, expr()));
  }

  /** The natural logarithm in double precision; null where the number is 0 or less. */
  public final NumericExpression ln() {
    return expression(Expr.call(Function.LN, expr()));
  }

  /**
   * The first significant digit, from 1 to 9: of -0.0042 it is 4. Null for 0, for what is nearer to
   * it than 1E-300, for infinities and for NaN.
   */
  public final NumericExpression firstDigit() {
    return expression(Expr.call(Function.FIRST_DIGIT, expr()));
  }

  /** The number lies in the range of a constant less and plus a tolerance, both ends allowed. */
  public final Predicate isCloseTo(Number constant, Number tolerance) {
    return Said.of(Function.IS_CLOSE_TO, expr(), literal(constant), literal(tolerance));
  }

  /**
   * The number differs from another one of the same row by at most a tolerance: exactly for whole
   * numbers and decimals, else in double precision, where 0.8 and 0.7 differ by a little more than
   * 0.1.
   */
  public final Predicate isCloseTo(NumericExpression other, Number tolerance) {
    return Said.of(Function.IS_CLOSE_TO, expr(), other(other), literal(tolerance));
  }

  /** The number differs from a constant by at most a percentage of that. */
  public final Predicate isWithinPercentOf(Number constant, Number percent) {
    return Said.of(Function.IS_WITHIN_PERCENT, expr(), literal(constant), literal(percent));
  }

  /** The number differs from another one of the same row by at most a percentage of that. */
  public final Predicate isWithinPercentOf(NumericExpression other, Number percent) {
    return Said.of(Function.IS_WITHIN_PERCENT, expr(), other(other), literal(percent));
  }

  /**
   * The number is a constant times a whole number, as 0 is and 0.15 is of 0.05. Of whole numbers
   * and decimals only.
   */
  public final Predicate isMultipleOf(Number constant) {
    return Said.of(Function.IS_MULTIPLE_OF, expr(), literal(constant));
  }

  /** The number has no fraction, as 2.00 has none; NaN and infinities are not whole. */
  public final Predicate isWhole() {
    return Said.of(Function.IS_WHOLE, expr());
  }

  /**
   * The number has so many digits after the decimal point or fewer, zeros at its end not counted.
   * Of whole numbers and decimals only.
   */
  public final Predicate hasScaleAtMost(int digits) {
    return Said.of(Function.HAS_SCALE_AT_MOST, expr(), literal(digits));
  }

  /**
   * The number has so many digits or fewer, before and after the decimal point together, zeros at
   * the end of the fraction and a single 0 before the point not counted: 1000 has 4, 0.050 has 2.
   * Of whole numbers and decimals only.
   */
  public final Predicate hasPrecisionAtMost(int digits) {
    return Said.of(Function.HAS_PRECISION_AT_MOST, expr(), literal(digits));
  }

  /**
   * The number along rows in the order of something, and where that is equal of something else.
   *
   * @param first what rows are in the order of
   */
  public final NumericValueSequence orderedBy(Expression first, Expression... others) {
    return new NumericValueSequence(expr(), Groups.of(first, others), List.of());
  }

  /** Rows in the order of this, for each key: those for which some columns have the same values. */
  public final NumericSequence per(String... columns) {
    return new NumericSequence(List.of(expr()), Groups.of(columns));
  }

  /** The same of each key for which some expressions have the same values. */
  public final NumericSequence per(Expression first, Expression... others) {
    return new NumericSequence(List.of(expr()), Groups.of(first, others));
  }

  /** All rows in the order of this, in one task: keys make it many. */
  public final NumericSequence inOrder() {
    return new NumericSequence(List.of(expr()), List.of());
  }

  @Override
  public final DistributionDrift driftFrom(String dataset) {
    return new DistributionDrift(expr(), dataset);
  }
}
