package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.NumericMetric;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.ValueCountsMetric;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of which nothing is known but its name: what can be said of any type. */
public class Column implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Operand.Column operand;

  Column(ColumnRef ref, ColumnKind kind) {
    this.operand = new Operand.Column(ref, kind);
  }

  /**
   * The column as the model knows it.
   *
   * @return the operand
   */
  public final Operand.Column operand() {
    return operand;
  }

  /**
   * The name as it was given.
   *
   * @return the name or path
   */
  public final String name() {
    return operand.ref().text();
  }

  /**
   * The value is not null. An empty text, zero and NaN are values.
   *
   * @return the predicate
   */
  public final Predicate isComplete() {
    return new Predicate.NotNull(operand);
  }

  /**
   * The value is null.
   *
   * @return the predicate
   */
  public final Predicate isNull() {
    return new Predicate.IsNull(operand);
  }

  /**
   * The fraction of rows whose value is not null, from 0 to 1.
   *
   * @return the metric
   */
  public final NumericMetric completeness() {
    return new NumericMetric(new Metric.Completeness(operand, ALL));
  }

  /**
   * The number of rows whose value is null.
   *
   * @return the metric
   */
  public final NumericMetric nullCount() {
    return new NumericMetric(new Metric.NullCount(operand, ALL));
  }

  /**
   * The exact number of distinct values; null is none. Needs the key pass.
   *
   * @return the metric
   */
  public final NumericMetric distinctCount() {
    return key().distinctCount();
  }

  /**
   * The number of distinct values with a relative standard deviation of 5%.
   *
   * @return the metric
   */
  public final NumericMetric approxDistinctCount() {
    return approxDistinctCount(0.05);
  }

  /**
   * The number of distinct values, estimated in the scan pass.
   *
   * @param relativeError the relative standard deviation, from 0.0001 to 0.3
   * @return the metric
   * @throws IllegalArgumentException if the error is out of range
   */
  public final NumericMetric approxDistinctCount(double relativeError) {
    return new NumericMetric(new Metric.ApproxCountDistinct(operand, decimal(relativeError), ALL));
  }

  /**
   * The entropy of the values in nats; null is no value.
   *
   * @return the metric
   */
  public final NumericMetric entropy() {
    return new NumericMetric(new Metric.Entropy(operand, ALL));
  }

  /**
   * The mutual information with another column in nats, over the rows where both have a value: 0
   * where they are independent, the entropy of one where the other determines it.
   *
   * @param other the other column
   * @return the metric
   */
  public final NumericMetric mutualInformation(Column other) {
    return new NumericMetric(new Metric.MutualInformation(operand, operandOf(other), ALL));
  }

  /**
   * Cramér's V of this and another column, over the rows where both have a value: 0 where they are
   * independent, 1 where the column with more different values determines the other. No value where
   * no row has both, or where one of them has only one value. Pairs of values are counted, so it is
   * for columns of few different values.
   *
   * @param other the other column
   * @return the metric, from 0 to 1
   */
  public final NumericMetric cramersV(Column other) {
    return new NumericMetric(new Metric.CramersV(operand, operandOf(other), ALL));
  }

  /**
   * The most frequent values with their counts; null is no value.
   *
   * @param limit how many values are listed, from 1 to 10000
   * @return the metric
   * @throws IllegalArgumentException if the limit is out of range
   */
  public final ValueCountsMetric valueCounts(int limit) {
    return new ValueCountsMetric(new Metric.ValueCounts(operand, limit, ALL));
  }

  /**
   * Every value occurs once; rows with null are left out and counted.
   *
   * @return the constraint
   */
  public final Constraint.OnMetric isUnique() {
    return key().isUnique();
  }

  /**
   * Rows whose value occurs once / rows with a value.
   *
   * @return the metric
   */
  public final NumericMetric uniqueness() {
    return key().uniqueness();
  }

  /**
   * Distinct values / rows with a value.
   *
   * @return the metric
   */
  public final NumericMetric distinctness() {
    return key().distinctness();
  }

  /**
   * Values that occur once / distinct values.
   *
   * @return the metric
   */
  public final NumericMetric uniqueValueRatio() {
    return key().uniqueValueRatio();
  }

  private KeyColumns key() {
    return new KeyColumns(new Key(List.of(operand)));
  }

  /** What another column is, refusing null. */
  static Operand.Column operandOf(@Nullable Column other) {
    if (other == null) {
      throw new IllegalArgumentException("The other column must not be null");
    }
    return other.operand;
  }

  static BigDecimal decimal(double number) {
    return Literal.of(number).value();
  }

  static final Predicate ALL = new Predicate.Always();

  /** Equal to a column of the same name and type. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof Column that && operand.equals(that.operand);
  }

  @Override
  public final int hashCode() {
    return operand.hashCode();
  }

  /** The name. */
  @Override
  public final String toString() {
    return name();
  }
}
