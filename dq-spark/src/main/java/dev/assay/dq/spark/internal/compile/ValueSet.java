package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.Hashes;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Looks values up in a large set. A set of constants in a plan costs Spark time and memory for each
 * of them wherever the plan is looked at; here the plan holds one function. Every task reads its
 * own copy of it, so the members are the bytes of one array, which costs a copy and no object each.
 */
final class ValueSet implements UDF1<@Nullable Object, @Nullable Boolean> {

  private static final long serialVersionUID = 1L;

  /** The bytes of all members, those of one bucket side by side. */
  private final byte[] members;

  /** Where each of them begins, and the end. */
  private final int[] starts;

  /** Which is the first of each bucket, and how many there are in all. */
  private final int[] buckets;

  private ValueSet(Set<Object> allowed) {
    byte[][] keys = allowed.stream().map(ValueSet::key).toArray(byte[][]::new);
    buckets = new int[Integer.highestOneBit(Math.max(1, keys.length)) * 2 + 1];
    for (byte[] key : keys) {
      buckets[bucket(key) + 1]++;
    }
    Arrays.parallelPrefix(buckets, Integer::sum);
    byte[][] ordered = new byte[keys.length][];
    int[] next = buckets.clone();
    for (byte[] key : keys) {
      ordered[next[bucket(key)]++] = key;
    }
    starts = new int[ordered.length + 1];
    for (int i = 0; i < ordered.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], ordered[i].length);
    }
    ByteBuffer all = ByteBuffer.allocate(starts[ordered.length]);
    for (byte[] key : ordered) {
      all.put(key);
    }
    members = all.array();
  }

  private int bucket(byte[] key) {
    return (int) (Hashes.of(key, 0, key.length) & (buckets.length - 2));
  }

  /** Whether a value is in a set of values of its type; null for null. */
  static Column test(Column value, Schema.Type type, Set<Object> allowed) {
    return functions
        .udf(new ValueSet(allowed), DataTypes.BooleanType)
        .apply(encoded(value, type.kind()));
  }

  private static Column encoded(Column value, TypeKind kind) {
    return switch (kind) {
      case STRING -> value.cast(DataTypes.BinaryType);
      case DATE -> functions.unix_date(value);
      case TIMESTAMP -> functions.unix_micros(value);
      case BYTE, SHORT, INT, LONG -> value.cast(DataTypes.LongType);
      case FLOAT, DOUBLE, DECIMAL, BOOLEAN, TIMESTAMP_NTZ, BINARY -> value;
      case ARRAY, MAP, STRUCT, DYNAMIC, OTHER ->
          throw new IllegalStateException("no constants are compared with values of " + kind);
    };
  }

  /** The same bytes for a bound and for an encoded value that equals it, and for no other. */
  private static byte[] key(Object value) {
    if (value instanceof byte[] text) {
      return text;
    }
    if (value instanceof String text) {
      return Utf8.bytes(text);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof LocalDate day) {
      return number(day.toEpochDay());
    }
    if (value instanceof Instant moment) {
      return number(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    }
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Of what is no short whole number the digits, which never begin as that does. */
  private static byte[] number(Number number) {
    if (number instanceof Double real) {
      return ByteBuffer.allocate(8).putDouble((Double) Values.key(real)).array();
    }
    if (number instanceof BigDecimal decimal) {
      BigDecimal normal = (BigDecimal) Values.key(decimal);
      Long whole = Values.asLong(normal);
      return whole != null ? number(whole) : normal.toString().getBytes(StandardCharsets.US_ASCII);
    }
    return ByteBuffer.allocate(9).put((byte) 0).putLong(number.longValue()).array();
  }

  @Override
  public @Nullable Boolean call(@Nullable Object value) {
    return value == null ? null : (Boolean) contains(key(value));
  }

  private boolean contains(byte[] key) {
    int bucket = bucket(key);
    for (int i = buckets[bucket]; i < buckets[bucket + 1]; i++) {
      if (Arrays.equals(members, starts[i], starts[i + 1], key, 0, key.length)) {
        return true;
      }
    }
    return false;
  }
}
