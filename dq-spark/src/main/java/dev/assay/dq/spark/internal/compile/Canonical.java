package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way from Spark to canonical values: dates travel as days and points in time as
 * microseconds, so that neither the session's date API nor calendars before 1582 change them.
 */
public final class Canonical {

  private Canonical() {}

  /**
   * A column in the form in which it travels.
   *
   * @return the encoded column, in the same order
   */
  public static Column encode(Column column, TypeKind kind) {
    if (kind == TypeKind.DATE) {
      return functions.unix_date(column);
    }
    return kind == TypeKind.TIMESTAMP ? functions.unix_micros(column) : column;
  }

  /**
   * The canonical value of what {@link #encode} gave.
   *
   * @return the canonical value, or null
   */
  public static @Nullable Object decode(@Nullable Object value, TypeKind kind) {
    if (value == null) {
      return null;
    }
    if (kind == TypeKind.DATE) {
      return LocalDate.ofEpochDay(((Number) value).longValue());
    }
    if (kind == TypeKind.TIMESTAMP) {
      return Instant.EPOCH.plus(((Number) value).longValue(), ChronoUnit.MICROS);
    }
    return Values.canonical(value);
  }
}
