package dev.assay.dq.spark.assertj;

import dev.assay.dq.TemporalColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Assertions over a column of dates or timestamps.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class TemporalColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<TemporalColumnAssert<D>, D, TemporalColumn> {

  TemporalColumnAssert(D data, TemporalColumn column) {
    super(data, column);
  }

  /**
   * Verifies that every value equals a date.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isEqualTo(LocalDate bound) {
    return state(column.isEqualTo(bound));
  }

  /**
   * Verifies that every value equals a point in time.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isEqualTo(Instant bound) {
    return state(column.isEqualTo(bound));
  }

  /**
   * Verifies that every value equals a date and time without a zone.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isEqualTo(LocalDateTime bound) {
    return state(column.isEqualTo(bound));
  }

  /**
   * Verifies that every value equals that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public TemporalColumnAssert<D> isEqualTo(TemporalColumn other) {
    return state(column.isEqualTo(other));
  }

  /**
   * Verifies that every value differs from a date.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isNotEqualTo(LocalDate bound) {
    return state(column.isNotEqualTo(bound));
  }

  /**
   * Verifies that every value differs from a point in time.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isNotEqualTo(Instant bound) {
    return state(column.isNotEqualTo(bound));
  }

  /**
   * Verifies that every value differs from a date and time without a zone.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isNotEqualTo(LocalDateTime bound) {
    return state(column.isNotEqualTo(bound));
  }

  /**
   * Verifies that every value differs from that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public TemporalColumnAssert<D> isNotEqualTo(TemporalColumn other) {
    return state(column.isNotEqualTo(other));
  }

  /**
   * Verifies that every value is before a date.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBefore(LocalDate bound) {
    return state(column.isBefore(bound));
  }

  /**
   * Verifies that every value is before a point in time.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBefore(Instant bound) {
    return state(column.isBefore(bound));
  }

  /**
   * Verifies that every value is before a date and time without a zone.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBefore(LocalDateTime bound) {
    return state(column.isBefore(bound));
  }

  /**
   * Verifies that every value is before that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBefore(TemporalColumn other) {
    return state(column.isBefore(other));
  }

  /**
   * Verifies that every value is before or at a date.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBeforeOrAt(LocalDate bound) {
    return state(column.isBeforeOrAt(bound));
  }

  /**
   * Verifies that every value is before or at a point in time.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBeforeOrAt(Instant bound) {
    return state(column.isBeforeOrAt(bound));
  }

  /**
   * Verifies that every value is before or at a date and time without a zone.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBeforeOrAt(LocalDateTime bound) {
    return state(column.isBeforeOrAt(bound));
  }

  /**
   * Verifies that every value is before or at that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBeforeOrAt(TemporalColumn other) {
    return state(column.isBeforeOrAt(other));
  }

  /**
   * Verifies that every value is after a date.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfter(LocalDate bound) {
    return state(column.isAfter(bound));
  }

  /**
   * Verifies that every value is after a point in time.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfter(Instant bound) {
    return state(column.isAfter(bound));
  }

  /**
   * Verifies that every value is after a date and time without a zone.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfter(LocalDateTime bound) {
    return state(column.isAfter(bound));
  }

  /**
   * Verifies that every value is after that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfter(TemporalColumn other) {
    return state(column.isAfter(other));
  }

  /**
   * Verifies that every value is after or at a date.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfterOrAt(LocalDate bound) {
    return state(column.isAfterOrAt(bound));
  }

  /**
   * Verifies that every value is after or at a point in time.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfterOrAt(Instant bound) {
    return state(column.isAfterOrAt(bound));
  }

  /**
   * Verifies that every value is after or at a date and time without a zone.
   *
   * @param bound the bound
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfterOrAt(LocalDateTime bound) {
    return state(column.isAfterOrAt(bound));
  }

  /**
   * Verifies that every value is after or at that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public TemporalColumnAssert<D> isAfterOrAt(TemporalColumn other) {
    return state(column.isAfterOrAt(other));
  }

  /**
   * Verifies that every value lies in a range, ends included.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBetween(LocalDate low, LocalDate high) {
    return state(column.isBetween(low, high));
  }

  /**
   * Verifies that every value is one of these.
   *
   * @param allowed the values
   * @return this assertion
   */
  public TemporalColumnAssert<D> isIn(LocalDate... allowed) {
    return state(column.isIn(allowed));
  }

  /**
   * Verifies the earliest value.
   *
   * @param expected the value
   * @return this assertion
   */
  public TemporalColumnAssert<D> hasMin(LocalDate expected) {
    return state(column.min().isEqualTo(expected));
  }

  /**
   * Verifies the latest value.
   *
   * @param expected the value
   * @return this assertion
   */
  public TemporalColumnAssert<D> hasMax(LocalDate expected) {
    return state(column.max().isEqualTo(expected));
  }

  /**
   * Verifies that every value lies in a range, ends included.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBetween(Instant low, Instant high) {
    return state(column.isBetween(low, high));
  }

  /**
   * Verifies that every value is one of these.
   *
   * @param allowed the values
   * @return this assertion
   */
  public TemporalColumnAssert<D> isIn(Instant... allowed) {
    return state(column.isIn(allowed));
  }

  /**
   * Verifies the earliest value.
   *
   * @param expected the value
   * @return this assertion
   */
  public TemporalColumnAssert<D> hasMin(Instant expected) {
    return state(column.min().isEqualTo(expected));
  }

  /**
   * Verifies the latest value.
   *
   * @param expected the value
   * @return this assertion
   */
  public TemporalColumnAssert<D> hasMax(Instant expected) {
    return state(column.max().isEqualTo(expected));
  }

  /**
   * Verifies that every value lies in a range, ends included.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public TemporalColumnAssert<D> isBetween(LocalDateTime low, LocalDateTime high) {
    return state(column.isBetween(low, high));
  }

  /**
   * Verifies that every value is one of these.
   *
   * @param allowed the values
   * @return this assertion
   */
  public TemporalColumnAssert<D> isIn(LocalDateTime... allowed) {
    return state(column.isIn(allowed));
  }

  /**
   * Verifies the earliest value.
   *
   * @param expected the value
   * @return this assertion
   */
  public TemporalColumnAssert<D> hasMin(LocalDateTime expected) {
    return state(column.min().isEqualTo(expected));
  }

  /**
   * Verifies the latest value.
   *
   * @param expected the value
   * @return this assertion
   */
  public TemporalColumnAssert<D> hasMax(LocalDateTime expected) {
    return state(column.max().isEqualTo(expected));
  }
}
