package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.TemporalMetric;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A column of dates, of points in time, or of dates and times without a zone; constants must be of
 * the column's own kind (LocalDate, Instant, LocalDateTime).
 */
public final class TemporalColumn extends Column {

  private static final long serialVersionUID = 1L;

  TemporalColumn(ColumnRef ref, ColumnKind kind) {
    super(ref, kind);
  }

  /**
   * The value is equal to a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isEqualTo(LocalDate bound) {
    return new Predicate.Compare(operand(), Comparison.EQUAL, new Literal.Day(bound));
  }

  /**
   * The value is equal to that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isEqualTo(TemporalColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.EQUAL, operandOf(other));
  }

  /**
   * The value is before a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isBefore(LocalDate bound) {
    return new Predicate.Compare(operand(), Comparison.LESS, new Literal.Day(bound));
  }

  /**
   * The value is before that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isBefore(TemporalColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.LESS, operandOf(other));
  }

  /**
   * The value is at or before a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isBeforeOrAt(LocalDate bound) {
    return new Predicate.Compare(operand(), Comparison.LESS_OR_EQUAL, new Literal.Day(bound));
  }

  /**
   * The value is at or before that of another column of the same row. Null on either side is
   * unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isBeforeOrAt(TemporalColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.LESS_OR_EQUAL, operandOf(other));
  }

  /**
   * The value is after a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAfter(LocalDate bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER, new Literal.Day(bound));
  }

  /**
   * The value is after that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isAfter(TemporalColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.GREATER, operandOf(other));
  }

  /**
   * The value is at or after a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAfterOrAt(LocalDate bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER_OR_EQUAL, new Literal.Day(bound));
  }

  /**
   * The value is at or after that of another column of the same row. Null on either side is
   * unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isAfterOrAt(TemporalColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.GREATER_OR_EQUAL, operandOf(other));
  }

  /**
   * The value differs from a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isNotEqualTo(LocalDate bound) {
    return isEqualTo(bound).not();
  }

  /**
   * The value differs from that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isNotEqualTo(TemporalColumn other) {
    return isEqualTo(other).not();
  }

  /**
   * The value lies between two constants, both allowed. Null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetween(LocalDate low, LocalDate high) {
    return new Predicate.Between(
        operand(), new Literal.Day(low), new Literal.Day(high), true, true);
  }

  /**
   * The value is one of a set. Null is unknown.
   *
   * @param allowed the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isIn(LocalDate... allowed) {
    return new Predicate.In(
        operand(),
        Lists.map(Lists.of(allowed, "allowed values"), "allowed values", Literal.Day::new));
  }

  /**
   * The value is equal to a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isEqualTo(Instant bound) {
    return new Predicate.Compare(operand(), Comparison.EQUAL, new Literal.Moment(bound));
  }

  /**
   * The value is before a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isBefore(Instant bound) {
    return new Predicate.Compare(operand(), Comparison.LESS, new Literal.Moment(bound));
  }

  /**
   * The value is at or before a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isBeforeOrAt(Instant bound) {
    return new Predicate.Compare(operand(), Comparison.LESS_OR_EQUAL, new Literal.Moment(bound));
  }

  /**
   * The value is after a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAfter(Instant bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER, new Literal.Moment(bound));
  }

  /**
   * The value is at or after a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAfterOrAt(Instant bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER_OR_EQUAL, new Literal.Moment(bound));
  }

  /**
   * The value differs from a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isNotEqualTo(Instant bound) {
    return isEqualTo(bound).not();
  }

  /**
   * The value lies between two constants, both allowed. Null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetween(Instant low, Instant high) {
    return new Predicate.Between(
        operand(), new Literal.Moment(low), new Literal.Moment(high), true, true);
  }

  /**
   * The value is one of a set. Null is unknown.
   *
   * @param allowed the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isIn(Instant... allowed) {
    return new Predicate.In(
        operand(),
        Lists.map(Lists.of(allowed, "allowed values"), "allowed values", Literal.Moment::new));
  }

  /**
   * The value is equal to a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isEqualTo(LocalDateTime bound) {
    return new Predicate.Compare(operand(), Comparison.EQUAL, new Literal.LocalMoment(bound));
  }

  /**
   * The value is before a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isBefore(LocalDateTime bound) {
    return new Predicate.Compare(operand(), Comparison.LESS, new Literal.LocalMoment(bound));
  }

  /**
   * The value is at or before a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isBeforeOrAt(LocalDateTime bound) {
    return new Predicate.Compare(
        operand(), Comparison.LESS_OR_EQUAL, new Literal.LocalMoment(bound));
  }

  /**
   * The value is after a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAfter(LocalDateTime bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER, new Literal.LocalMoment(bound));
  }

  /**
   * The value is at or after a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAfterOrAt(LocalDateTime bound) {
    return new Predicate.Compare(
        operand(), Comparison.GREATER_OR_EQUAL, new Literal.LocalMoment(bound));
  }

  /**
   * The value differs from a constant. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isNotEqualTo(LocalDateTime bound) {
    return isEqualTo(bound).not();
  }

  /**
   * The value lies between two constants, both allowed. Null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetween(LocalDateTime low, LocalDateTime high) {
    return new Predicate.Between(
        operand(), new Literal.LocalMoment(low), new Literal.LocalMoment(high), true, true);
  }

  /**
   * The value is one of a set. Null is unknown.
   *
   * @param allowed the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isIn(LocalDateTime... allowed) {
    return new Predicate.In(
        operand(),
        Lists.map(Lists.of(allowed, "allowed values"), "allowed values", Literal.LocalMoment::new));
  }

  /**
   * The earliest value.
   *
   * @return the metric
   */
  public TemporalMetric min() {
    return new TemporalMetric(new Metric.Min(operand(), ALL));
  }

  /**
   * The latest value.
   *
   * @return the metric
   */
  public TemporalMetric max() {
    return new TemporalMetric(new Metric.Max(operand(), ALL));
  }

  /**
   * The exact quantile by nearest rank: a value of the data. Needs a pass of its own.
   *
   * @param q from 0 to 1
   * @return the metric
   * @throws IllegalArgumentException if q is not from 0 to 1
   */
  public TemporalMetric quantile(double q) {
    return new TemporalMetric(new Metric.Quantile(operand(), decimal(q), ALL));
  }

  /**
   * The exact median by nearest rank: a value of the data. Needs a pass of its own.
   *
   * @return the metric
   */
  public TemporalMetric median() {
    return quantile(0.5);
  }
}
