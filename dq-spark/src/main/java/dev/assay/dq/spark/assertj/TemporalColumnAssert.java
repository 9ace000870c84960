package dev.assay.dq.spark.assertj;

import dev.assay.dq.TemporalExpression;
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
    extends AbstractColumnAssert<TemporalColumnAssert<D>, D, TemporalExpression> {

  TemporalColumnAssert(D data, TemporalExpression column) {
    super(data, column);
  }

  public TemporalColumnAssert<D> isBefore(LocalDate bound) {
    return that(time -> time.isBefore(bound));
  }

  public TemporalColumnAssert<D> isBefore(Instant bound) {
    return that(time -> time.isBefore(bound));
  }

  public TemporalColumnAssert<D> isBefore(LocalDateTime bound) {
    return that(time -> time.isBefore(bound));
  }

  public TemporalColumnAssert<D> isAfter(LocalDate bound) {
    return that(time -> time.isAfter(bound));
  }

  public TemporalColumnAssert<D> isAfter(Instant bound) {
    return that(time -> time.isAfter(bound));
  }

  public TemporalColumnAssert<D> isAfter(LocalDateTime bound) {
    return that(time -> time.isAfter(bound));
  }

  public TemporalColumnAssert<D> isBetween(LocalDate low, LocalDate high) {
    return that(time -> time.isBetween(low, high));
  }

  public TemporalColumnAssert<D> isBetween(Instant low, Instant high) {
    return that(time -> time.isBetween(low, high));
  }

  public TemporalColumnAssert<D> isBetween(LocalDateTime low, LocalDateTime high) {
    return that(time -> time.isBetween(low, high));
  }
}
