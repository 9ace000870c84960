package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Canonical values: what every engine turns the values of records into, so that equal values are
 * equal Java objects. Text is String; whole numbers of any width are Long; decimals BigDecimal;
 * floating point Double; besides Boolean, LocalDate, Instant and LocalDateTime (to the microsecond)
 * and byte[]. Anything else (lists, maps, structs) stays as it is.
 */
public final class Values {

  private Values() {}

  /**
   * The canonical form of a value as records hold it.
   *
   * @return the canonical value, or null
   */
  public static @Nullable Object canonical(@Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Long) {
      return value;
    }
    if (value instanceof Double || value instanceof Boolean || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float f) {
      return f.doubleValue();
    }
    if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MICROS);
    }
    if (value instanceof LocalDateTime local) {
      return local.truncatedTo(ChronoUnit.MICROS);
    }
    if (value instanceof java.sql.Timestamp timestamp) {
      return timestamp.toInstant().truncatedTo(ChronoUnit.MICROS);
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Date date) {
      return date.toInstant();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Character || value instanceof StringBuilder) {
      return value.toString();
    }
    return value;
  }

  /**
   * The canonical form of a value of which no type is declared: of a float the decimal that it
   * prints, so that 0.1f is 0.1.
   */
  public static @Nullable Object undeclared(@Nullable Object value) {
    return value instanceof Float number
        ? (Object) Double.valueOf(number.toString())
        : canonical(value);
  }

  /**
   * The form of a canonical value under which equal values are equal objects with equal hash codes:
   * -0.0 becomes 0.0, every NaN the same, decimals lose trailing zeros, bytes become hexadecimal
   * text.
   */
  public static Object key(Object value) {
    if (value instanceof Double d) {
      return d == 0.0 ? (Double) 0.0 : d.isNaN() ? (Double) Double.NaN : d;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value;
  }

  /** As {@link #key}, and a whole number and a decimal that are equal have one form. */
  public static Object commonKey(Object value) {
    return key(value instanceof Long whole ? BigDecimal.valueOf(whole) : value);
  }

  /**
   * A number as a whole one of 64 bits.
   *
   * @param number without trailing zeros behind the point
   * @return null if it is none
   */
  public static @Nullable Long asLong(BigDecimal number) {
    if (number.scale() > 0 || number.scale() < -LONG_DIGITS) {
      return null;
    }
    BigInteger whole = number.toBigIntegerExact();
    return whole.bitLength() < Long.SIZE ? (Long) whole.longValue() : null;
  }

  private static final int LONG_DIGITS = 18;

  /**
   * Compares two canonical values of one type; text by code points (which is UTF-8 order), numbers
   * by value (-0.0 equals 0.0, NaN after all others), false before true.
   *
   * @return negative, zero or positive
   * @throws ClassCastException if the values cannot be compared
   */
  public static int compare(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return compareText(x, y);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return compareNumbers(x, y);
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return java.util.Arrays.compareUnsigned(x, y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    if (a instanceof LocalDate x && b instanceof LocalDate y) {
      return x.compareTo(y);
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return x.compareTo(y);
    }
    if (a instanceof LocalDateTime x && b instanceof LocalDateTime y) {
      return x.compareTo(y);
    }
    throw new ClassCastException(
        "cannot compare a "
            + a.getClass().getSimpleName()
            + " with a "
            + b.getClass().getSimpleName());
  }

  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Double || b instanceof Double) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return x == y ? 0 : Double.compare(x, y);
    }
    return decimal(a).compareTo(decimal(b));
  }

  /**
   * A whole number or decimal as a decimal.
   *
   * @param value a Long or BigDecimal
   */
  public static BigDecimal decimal(Number value) {
    return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(value.longValue());
  }

  private static int compareText(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        if (Utf8.isEscape(a, i) || Utf8.isEscape(b, i)) {
          return java.util.Arrays.compareUnsigned(Utf8.bytes(a), Utf8.bytes(b));
        }
        boolean xs = Character.isSurrogate(x);
        boolean ys = Character.isSurrogate(y);
        return xs == ys ? Character.compare(x, y) : xs ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
