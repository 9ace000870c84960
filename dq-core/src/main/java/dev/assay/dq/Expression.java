package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that each row has: a column, or what is computed from columns. Here is what can be said
 * of any type; a column is an expression with a name, so both have the same methods.
 *
 * <p>Under every predicate but {@link #isNull()} and {@link #isComplete()}, null is unknown, which
 * violates nothing.
 */
public abstract sealed class Expression implements Serializable
    permits OrderedExpression,
        TemporalExpression,
        CollectionExpression,
        StructExpression,
        AnyColumn,
        BooleanColumn {

  private static final long serialVersionUID = 1L;

  private final Expr expr;

  Expression(Expr expr) {
    this.expr = expr;
  }

  /** The expression as the engines know it. */
  @Internal
  public Expr expr() {
    return expr;
  }

  /** The value is not null. An empty text, zero and NaN are values. */
  public final Predicate isComplete() {
    return Said.of(Function.IS_COMPLETE, expr);
  }

  /** The same as {@link #isComplete()}. */
  public final Predicate isNotNull() {
    return isComplete();
  }

  /** The value is null. */
  public final Predicate isNull() {
    return Said.of(Function.IS_NULL, expr);
  }

  final NumericMetric metric(Statistic statistic) {
    return new NumericMetric(Metric.of(statistic, expr));
  }

  final NumericMetric metric(Statistic statistic, @Nullable Expression other) {
    return new NumericMetric(Metric.of(statistic, expr, other(other)));
  }

  final Metric metric(Statistic statistic, Number... parameters) {
    List<BigDecimal> numbers =
        Lists.map(Lists.of(parameters, "parameters"), "parameters", Expression::decimal);
    return new Metric.Summary(statistic, List.of(expr), numbers, Expr.Literal.TRUE);
  }

  static Expr other(@Nullable Expression other) {
    if (other == null) {
      throw new IllegalArgumentException("The other column must not be null");
    }
    return other.expr;
  }

  private static BigDecimal decimal(Number number) {
    return Constant.of(number).value();
  }

  /** The fraction of rows whose value is not null, from 0 to 1. */
  public final NumericMetric completeness() {
    return metric(Statistic.COMPLETENESS);
  }

  /** The number of rows whose value is null. */
  public final NumericMetric nullCount() {
    return metric(Statistic.NULL_COUNT);
  }

  /** The exact number of distinct values; null is none. Needs the key pass. */
  public final NumericMetric distinctCount() {
    return metric(Statistic.DISTINCT_COUNT);
  }

  /** The number of distinct values with a relative standard deviation of 5%. */
  public final NumericMetric approxDistinctCount() {
    return approxDistinctCount(0.05);
  }

  /**
   * The number of distinct values, estimated in the scan pass.
   *
   * @param relativeError the relative standard deviation, from 0.01 to 0.3
   * @throws IllegalArgumentException if the error is out of range
   */
  public final NumericMetric approxDistinctCount(Number relativeError) {
    return new NumericMetric(metric(Statistic.APPROX_DISTINCT_COUNT, relativeError));
  }

  /** The entropy of the values in nats; null is not counted as a value. */
  public final NumericMetric entropy() {
    return metric(Statistic.ENTROPY);
  }

  /**
   * The mutual information with another value in nats, over the rows where both have one: 0 where
   * they are independent, the entropy of one where the other determines it.
   */
  public final NumericMetric mutualInformation(Expression other) {
    return metric(Statistic.MUTUAL_INFORMATION, other);
  }

  /**
   * Cramér's V of this and another value, from 0 to 1, over the rows where both have one: 0 where
   * they are independent, 1 where the one with more different values determines the other. No value
   * where no row has both, or where one of them has only one value. Pairs of values are counted, so
   * it is for few different values.
   */
  public final NumericMetric cramersV(Expression other) {
    return metric(Statistic.CRAMERS_V, other);
  }

  /**
   * How far the distribution of the values is from that of the same expression over another dataset
   * of the run, by the same names of columns: {@code
   * STATUS.driftFrom("lastMonth").populationStabilityIndex().isAtMost(0.1)}, where the run says
   * {@code with("lastMonth", …)}. A {@code where} behind it selects rows on both sides.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public ValueDrift driftFrom(String dataset) {
    return new ValueDrift(expr, dataset);
  }

  /**
   * How far the distribution of the values is from one that is kept in a baseline: {@code
   * STATUS.driftFrom(baseline).populationStabilityIndex().isAtMost(0.1)}. A {@code where} behind it
   * selects rows here; what the baseline counts stays what it is.
   *
   * @throws IllegalArgumentException if the baseline is of values of another type
   */
  public final ValueDrift driftFrom(Baseline baseline) {
    return new ValueDrift(expr, baseline);
  }

  /**
   * The most frequent values with their counts; null is not counted as a value.
   *
   * @param limit how many values are listed, from 1 to 10000
   * @throws IllegalArgumentException if the limit is out of range
   */
  public final ValueCountsMetric valueCounts(int limit) {
    return new ValueCountsMetric(metric(Statistic.VALUE_COUNTS, limit));
  }

  /** The number of rows whose value occurs more than once. */
  public final NumericMetric duplicateRows() {
    return metric(Statistic.DUPLICATE_ROWS);
  }

  /** The number of rows beyond the first of each value. */
  public final NumericMetric extraRows() {
    return metric(Statistic.EXTRA_ROWS);
  }

  /** The number of different values that occur more than once. */
  public final NumericMetric duplicateValues() {
    return metric(Statistic.DUPLICATE_VALUES);
  }

  /** The number of different values that occur once. */
  public final NumericMetric uniqueValues() {
    return metric(Statistic.UNIQUE_VALUES);
  }

  /** Every value occurs once; rows with null are left out and counted. */
  public final Constraint.OnMetric isUnique() {
    return uniqueness().isEqualTo(1);
  }

  /**
   * Every row has a value, and none has another's: what a primary key is. The result counts what is
   * missing and what repeats apart.
   */
  public final Constraint.Combined isPrimary() {
    return new KeyColumns(new Key(List.of(expr()))).isPrimary();
  }

  /** Rows whose value occurs once / rows with a value. */
  public final NumericMetric uniqueness() {
    return metric(Statistic.UNIQUENESS);
  }

  /** Distinct values / rows with a value. */
  public final NumericMetric distinctness() {
    return metric(Statistic.DISTINCTNESS);
  }

  /** Values that occur once / distinct values. */
  public final NumericMetric uniqueValueRatio() {
    return metric(Statistic.UNIQUE_VALUE_RATIO);
  }

  /** The number of rows whose value is not null, as SQL's COUNT of a column. */
  public final NumericMetric count() {
    return metric(Statistic.COUNT);
  }

  /**
   * Of the rows with a value, the fraction that the most frequent values have together: 1 where
   * there are no more values.
   *
   * @param values how many of the most frequent values are taken, from 1 to 10000
   * @throws IllegalArgumentException if their number is out of range
   */
  public final NumericMetric topShare(int values) {
    return new NumericMetric(metric(Statistic.TOP_SHARE, values));
  }

  /** Equal to what says the same of rows. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof Expression that && expr.equals(that.expr);
  }

  @Override
  public final int hashCode() {
    return expr.hashCode();
  }

  /** As sentences name it. */
  @Override
  public final String toString() {
    return expr instanceof Expr.Column column ? column.ref().text() : English.of(expr);
  }
}
