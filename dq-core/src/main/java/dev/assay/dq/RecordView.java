package dev.assay.dq;

import dev.assay.dq.internal.model.ColumnRef;
import org.jspecify.annotations.Nullable;

/**
 * One record as a {@link RecordPredicate} sees it: fields by name, whatever the record is (a Spark
 * row, a Java record, a bean, a map).
 *
 * <p>Values are plain Java values: String, Long for whole numbers of any width, BigDecimal, Double
 * for floating point, Boolean, LocalDate, Instant, LocalDateTime, byte[], and null for null.
 */
public interface RecordView {

  /**
   * The value of a field.
   *
   * @param name a column name or path, as {@link ColumnRef#parse(String)} reads it
   * @return the value, or null
   * @throws IllegalArgumentException if the record has no such field
   */
  @Nullable Object get(String name);

  /**
   * Whether a field is null.
   *
   * @param name a column name or path
   */
  default boolean isNull(String name) {
    return get(name) == null;
  }

  /**
   * A text field.
   *
   * @param name a column name or path
   * @return the text, or null
   * @throws ClassCastException if the field holds something else
   */
  default @Nullable String getString(String name) {
    return (String) get(name);
  }

  /**
   * A whole-number field.
   *
   * @param name a column name or path
   * @return the number, or null
   * @throws ClassCastException if the field holds something else
   */
  default @Nullable Long getLong(String name) {
    return (Long) get(name);
  }

  /**
   * A numeric field as a double.
   *
   * @param name a column name or path
   * @return the number, rounded to a double where it is a decimal or a large whole number, or null
   * @throws ClassCastException if the field is not numeric
   */
  default @Nullable Double getDouble(String name) {
    Object value = get(name);
    return value == null ? null : (Double) ((Number) value).doubleValue();
  }

  /**
   * A boolean field.
   *
   * @param name a column name or path
   * @return true, false or null
   * @throws ClassCastException if the field holds something else
   */
  default @Nullable Boolean getBoolean(String name) {
    return (Boolean) get(name);
  }

  /**
   * The record itself.
   *
   * @param type the class that the records have: the element type of the list or RDD; over a
   *     Dataset there is no other record than this view, and only {@code RecordView.class} is
   *     accepted
   * @throws ClassCastException if the record is of another class
   */
  <T> T as(Class<T> type);
}
