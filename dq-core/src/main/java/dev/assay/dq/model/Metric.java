package dev.assay.dq.model;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A summary of many rows. A metric becomes a constraint through an {@link Expectation}.
 *
 * <p>Every metric looks only at the rows for which its {@code where} is true. Nulls are left out of
 * every summary of values.
 */
public sealed interface Metric extends Serializable {

  /**
   * Hands the metric to the method for its kind.
   *
   * @param visitor the interpreter
   * @param <R> what it answers
   * @return its answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Which rows are summarised.
   *
   * @return the filter; {@link Predicate.Always} for all rows
   */
  Predicate where();

  /**
   * The same metric over the rows for which a condition is true as well.
   *
   * @param condition a further condition
   * @return the filtered metric
   */
  Metric filtered(Predicate condition);

  /** Whether a spread is of a sample or of the whole population. */
  enum Form {
    /** Divided by n - 1. */
    SAMPLE,
    /** Divided by n. */
    POPULATION
  }

  /** What is asked of a key. Rows with a null in the key are left out. */
  enum KeyStatistic {
    /** Distinct keys. */
    DISTINCT_COUNT,
    /** Rows whose key occurs once / rows with a key. */
    UNIQUENESS,
    /** Distinct keys / rows with a key. */
    DISTINCTNESS,
    /** Keys that occur once / distinct keys. */
    UNIQUE_VALUE_RATIO,
    /** Rows whose key occurs more than once. */
    DUPLICATE_ROWS,
    /** Rows beyond the first of each key. */
    EXCESS_ROWS
  }

  /**
   * The number of rows. Always evaluated, on no rows too (0).
   *
   * @param where which rows
   */
  record RowCount(Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param where which rows
     */
    public RowCount {
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new RowCount(Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rowCount(this);
    }
  }

  /**
   * The number of rows whose value is null.
   *
   * @param column the column
   * @param where which rows
   */
  record NullCount(Operand.Column column, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param column the column
     * @param where which rows
     */
    public NullCount {
      Args.notNull(column, "column");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new NullCount(column, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nullCount(this);
    }
  }

  /**
   * The fraction of rows whose value is not null. No value without rows.
   *
   * @param column the column
   * @param where which rows
   */
  record Completeness(Operand.Column column, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param column the column
     * @param where which rows
     */
    public Completeness {
      Args.notNull(column, "column");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Completeness(column, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.completeness(this);
    }
  }

  /**
   * The number of rows that violate a predicate.
   *
   * @param predicate the predicate
   * @param failingOnNull whether unknown violates as well
   * @param where which rows
   */
  record Violations(Predicate predicate, boolean failingOnNull, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param predicate the predicate
     * @param failingOnNull whether unknown violates as well
     * @param where which rows
     */
    public Violations {
      Args.notNull(predicate, "predicate");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Violations(predicate, failingOnNull, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.violations(this);
    }
  }

  /**
   * The fraction of rows that do not violate a predicate. No value without rows.
   *
   * @param predicate the predicate
   * @param failingOnNull whether unknown violates as well
   * @param where which rows
   */
  record Compliance(Predicate predicate, boolean failingOnNull, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param predicate the predicate
     * @param failingOnNull whether unknown violates as well
     * @param where which rows
     */
    public Compliance {
      Args.notNull(predicate, "predicate");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Compliance(predicate, failingOnNull, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compliance(this);
    }
  }

  /**
   * The smallest value that is not null; NaN if there is a NaN; text in UTF-8 order. No value
   * without values.
   *
   * @param value what is compared
   * @param where which rows
   */
  record Min(Operand value, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what is compared
     * @param where which rows
     */
    public Min {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Min(value, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.min(this);
    }
  }

  /**
   * The greatest value that is not null; NaN if there is a NaN; text in UTF-8 order. No value
   * without values.
   *
   * @param value what is compared
   * @param where which rows
   */
  record Max(Operand value, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what is compared
     * @param where which rows
     */
    public Max {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Max(value, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.max(this);
    }
  }

  /**
   * The sum of the values that are not null: exact for whole numbers and decimals, where a total
   * that does not fit the type (64 bits, 38 digits) is an error. No value without values.
   *
   * @param value what is added up
   * @param where which rows
   */
  record Sum(Operand value, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what is added up
     * @param where which rows
     */
    public Sum {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Sum(value, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sum(this);
    }
  }

  /**
   * The arithmetic mean of the values that are not null: exact for whole numbers and decimals. No
   * value without values.
   *
   * @param value what is averaged
   * @param where which rows
   */
  record Mean(Operand value, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what is averaged
     * @param where which rows
     */
    public Mean {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Mean(value, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mean(this);
    }
  }

  /**
   * The variance, as a double: the sum of squared deviations from the mean over n (population) or n
   * - 1 (sample). No value without values, and for the sample form of a single value.
   *
   * @param value what varies
   * @param form sample or population
   * @param where which rows
   */
  record Variance(Operand value, Form form, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what varies
     * @param form sample or population
     * @param where which rows
     */
    public Variance {
      Args.notNull(value, "value");
      Args.notNull(form, "form");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Variance(value, form, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.variance(this);
    }
  }

  /**
   * The square root of the variance of the same form.
   *
   * @param value what varies
   * @param form sample or population
   * @param where which rows
   */
  record StandardDeviation(Operand value, Form form, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what varies
     * @param form sample or population
     * @param where which rows
     */
    public StandardDeviation {
      Args.notNull(value, "value");
      Args.notNull(form, "form");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new StandardDeviation(value, form, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.standardDeviation(this);
    }
  }

  /**
   * The skewness, sqrt(n) m3 / m2^1.5 with m_k the sum of (value - mean)^k: the population form, 0
   * for what is symmetric, positive for a tail to the right. No value where all values are equal.
   *
   * @param value the value
   * @param where which rows
   */
  record Skewness(Operand value, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value the value
     * @param where which rows
     */
    public Skewness {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Skewness(value, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.skewness(this);
    }
  }

  /**
   * The excess kurtosis, n m4 / m2^2 - 3 with m_k the sum of (value - mean)^k: the population form,
   * 0 for the normal distribution, positive for heavier tails. No value where all values are equal.
   *
   * @param value the value
   * @param where which rows
   */
  record Kurtosis(Operand value, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value the value
     * @param where which rows
     */
    public Kurtosis {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Kurtosis(value, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.kurtosis(this);
    }
  }

  /**
   * The mutual information of two columns in nats, H(x) + H(y) - H(x, y) (Shannon 1948), over the
   * rows where both are not null: 0 where they are independent, the entropy of one where the other
   * determines it. No value without such rows.
   *
   * @param x one column
   * @param y the other
   * @param where which rows
   */
  record MutualInformation(Operand.Column x, Operand.Column y, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param x one column
     * @param y the other
     * @param where which rows
     */
    public MutualInformation {
      Args.notNull(x, "x");
      Args.notNull(y, "y");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new MutualInformation(x, y, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mutualInformation(this);
    }
  }

  /**
   * Cramér's V of two columns, the square root of chi squared / (n (k - 1)), where n is the number
   * of rows that have both values, chi squared is that of their table of counts (Pearson 1900) and
   * k the number of different values of the column that has fewer (Cramér 1946): 0 where they are
   * independent, 1 where the column with more values determines the other. Not corrected for bias,
   * so columns of many values seem associated where there are few rows. No value without such rows,
   * and where a column has only one value in them.
   *
   * @param x one column
   * @param y the other
   * @param where which rows
   */
  record CramersV(Operand.Column x, Operand.Column y, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param x one column
     * @param y the other
     * @param where which rows
     */
    public CramersV {
      Args.notNull(x, "x");
      Args.notNull(y, "y");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new CramersV(x, y, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cramersV(this);
    }
  }

  /**
   * The exact quantile by nearest rank: of the n values in order the one at rank ceil(q n), and the
   * smallest for q = 0; a value of the data. NaN if there is a NaN. No value without values.
   *
   * @param value what is ranked
   * @param q from 0 to 1
   * @param where which rows
   */
  record Quantile(Operand value, BigDecimal q, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what is ranked
     * @param q from 0 to 1
     * @param where which rows
     */
    public Quantile {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
      q = Fractions.normal(q, "quantile");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Quantile(value, q, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.quantile(this);
    }
  }

  /**
   * A value of the data whose rank is within a stated error of the quantile's.
   *
   * @param value what is ranked
   * @param q from 0 to 1
   * @param rankError the greatest error of the rank, as a fraction of the number of values
   * @param where which rows
   */
  record ApproxQuantile(Operand value, BigDecimal q, BigDecimal rankError, Predicate where)
      implements Metric {
    /**
     * Checks the parts.
     *
     * @param value what is ranked
     * @param q from 0 to 1
     * @param rankError the greatest error of the rank, as a fraction of the number of values
     * @param where which rows
     */
    public ApproxQuantile {
      Args.notNull(value, "value");
      Args.notNull(where, "where");
      q = Fractions.normal(q, "quantile");
      rankError = Fractions.error(rankError);
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new ApproxQuantile(value, q, rankError, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.approxQuantile(this);
    }
  }

  /**
   * A judgement of how often the values of a key occur.
   *
   * @param key the key
   * @param statistic which judgement
   * @param where which rows
   */
  record KeyMetric(Key key, KeyStatistic statistic, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param key the key
     * @param statistic which judgement
     * @param where which rows
     */
    public KeyMetric {
      Args.notNull(key, "key");
      Args.notNull(statistic, "statistic");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new KeyMetric(key, statistic, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.keyMetric(this);
    }
  }

  /**
   * The number of distinct values, estimated. Null is no value.
   *
   * @param column the column
   * @param relativeError the relative standard deviation of the estimate
   * @param where which rows
   */
  record ApproxCountDistinct(Operand.Column column, BigDecimal relativeError, Predicate where)
      implements Metric {
    /**
     * Checks the parts.
     *
     * @param column the column
     * @param relativeError the relative standard deviation of the estimate
     * @param where which rows
     */
    public ApproxCountDistinct {
      Args.notNull(column, "column");
      Args.notNull(where, "where");
      relativeError = Fractions.error(relativeError);
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new ApproxCountDistinct(column, relativeError, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.approxCountDistinct(this);
    }
  }

  /**
   * Pearson's correlation over the rows where both are not null. No value for fewer than two such
   * rows or when one of them is constant.
   *
   * @param x one value
   * @param y the other
   * @param where which rows
   */
  record Correlation(Operand x, Operand y, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param x one value
     * @param y the other
     * @param where which rows
     */
    public Correlation {
      Args.notNull(x, "x");
      Args.notNull(y, "y");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Correlation(x, y, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.correlation(this);
    }
  }

  /**
   * The covariance over the rows where both are not null, over n (population) or n - 1 (sample).
   *
   * @param x one value
   * @param y the other
   * @param form sample or population
   * @param where which rows
   */
  record Covariance(Operand x, Operand y, Form form, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param x one value
     * @param y the other
     * @param form sample or population
     * @param where which rows
     */
    public Covariance {
      Args.notNull(x, "x");
      Args.notNull(y, "y");
      Args.notNull(form, "form");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Covariance(x, y, form, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.covariance(this);
    }
  }

  /**
   * The most frequent values with their counts, ties in the order of the values; what falls outside
   * the limit is counted. Null is no value.
   *
   * @param column the column
   * @param limit how many values are listed at the most
   * @param where which rows
   */
  record ValueCounts(Operand.Column column, int limit, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param column the column
     * @param limit how many values are listed at the most
     * @param where which rows
     */
    public ValueCounts {
      Args.notNull(column, "column");
      Args.notNull(where, "where");
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException(
            "The limit of value counts must be from 1 to 10000, but was " + limit);
      }
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new ValueCounts(column, limit, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.valueCounts(this);
    }
  }

  /**
   * The entropy of the values in nats, -sum of p ln p (Shannon 1948); null is no value. No value
   * without values.
   *
   * @param column the column
   * @param where which rows
   */
  record Entropy(Operand.Column column, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param column the column
     * @param where which rows
     */
    public Entropy {
      Args.notNull(column, "column");
      Args.notNull(where, "where");
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new Entropy(column, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.entropy(this);
    }
  }

  /**
   * The number of values of a column beyond the first for each key: 0 where the key determines the
   * column, which is a functional dependency (Codd 1970). Rows with a null in the key or in the
   * column are left out. No value without others.
   *
   * @param key what should determine the column; not the whole row
   * @param column the column; not part of the key
   * @param where which rows
   */
  record ConflictingValues(Key key, Operand.Column column, Predicate where) implements Metric {
    /**
     * Checks the parts.
     *
     * @param key what should determine the column; not the whole row
     * @param column the column; not part of the key
     * @param where which rows
     */
    public ConflictingValues {
      Args.notNull(key, "key");
      Args.notNull(column, "column");
      Args.notNull(where, "where");
      if (key.isWholeRow()) {
        throw new IllegalArgumentException(
            "A whole row determines each of its columns: name the columns of the key");
      }
    }

    @Override
    public Metric filtered(Predicate condition) {
      return new ConflictingValues(key, column, Filters.both(where, condition));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conflictingValues(this);
    }
  }

  /**
   * One method a kind of metric, all abstract.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /**
     * The number of rows.
     *
     * @param metric the metric
     * @return the answer
     */
    R rowCount(RowCount metric);

    /**
     * The number of rows whose value is null.
     *
     * @param metric the metric
     * @return the answer
     */
    R nullCount(NullCount metric);

    /**
     * The fraction of rows whose value is not null.
     *
     * @param metric the metric
     * @return the answer
     */
    R completeness(Completeness metric);

    /**
     * The number of rows that violate a predicate.
     *
     * @param metric the metric
     * @return the answer
     */
    R violations(Violations metric);

    /**
     * The fraction of rows that do not violate a predicate.
     *
     * @param metric the metric
     * @return the answer
     */
    R compliance(Compliance metric);

    /**
     * The smallest value that is not null; NaN if there is a NaN; text in UTF-8 order.
     *
     * @param metric the metric
     * @return the answer
     */
    R min(Min metric);

    /**
     * The greatest value that is not null; NaN if there is a NaN; text in UTF-8 order.
     *
     * @param metric the metric
     * @return the answer
     */
    R max(Max metric);

    /**
     * The sum of the values that are not null.
     *
     * @param metric the metric
     * @return the answer
     */
    R sum(Sum metric);

    /**
     * The arithmetic mean of the values that are not null.
     *
     * @param metric the metric
     * @return the answer
     */
    R mean(Mean metric);

    /**
     * The variance, as a double.
     *
     * @param metric the metric
     * @return the answer
     */
    R variance(Variance metric);

    /**
     * The square root of the variance of the same form.
     *
     * @param metric the metric
     * @return the answer
     */
    R standardDeviation(StandardDeviation metric);

    /**
     * The skewness of the population.
     *
     * @param metric the metric
     * @return the answer
     */
    R skewness(Skewness metric);

    /**
     * The excess kurtosis of the population.
     *
     * @param metric the metric
     * @return the answer
     */
    R kurtosis(Kurtosis metric);

    /**
     * The mutual information of two columns over complete pairs, in nats.
     *
     * @param metric the metric
     * @return the answer
     */
    R mutualInformation(MutualInformation metric);

    /**
     * Cramér's V of two columns over complete pairs.
     *
     * @param metric the metric
     * @return the answer
     */
    R cramersV(CramersV metric);

    /**
     * The exact quantile by nearest rank.
     *
     * @param metric the metric
     * @return the answer
     */
    R quantile(Quantile metric);

    /**
     * A value of the data whose rank is within a stated error of the quantile's.
     *
     * @param metric the metric
     * @return the answer
     */
    R approxQuantile(ApproxQuantile metric);

    /**
     * A judgement of how often the values of a key occur.
     *
     * @param metric the metric
     * @return the answer
     */
    R keyMetric(KeyMetric metric);

    /**
     * The number of distinct values, estimated.
     *
     * @param metric the metric
     * @return the answer
     */
    R approxCountDistinct(ApproxCountDistinct metric);

    /**
     * Pearson's correlation over the rows where both are not null.
     *
     * @param metric the metric
     * @return the answer
     */
    R correlation(Correlation metric);

    /**
     * The covariance over the rows where both are not null, over n (population) or n - 1 (sample).
     *
     * @param metric the metric
     * @return the answer
     */
    R covariance(Covariance metric);

    /**
     * The most frequent values with their counts, ties in the order of the values; what falls
     * outside the limit is counted.
     *
     * @param metric the metric
     * @return the answer
     */
    R valueCounts(ValueCounts metric);

    /**
     * The entropy of the values in nats, -sum of p ln p (Shannon 1948); null is no value.
     *
     * @param metric the metric
     * @return the answer
     */
    R entropy(Entropy metric);

    /**
     * The number of values of a column beyond the first for each key.
     *
     * @param metric the metric
     * @return the answer
     */
    R conflictingValues(ConflictingValues metric);
  }
}
