package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.model.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Looks values up in a large set. A set of constants in a plan costs Spark time and memory for each
 * of them wherever the plan is looked at; here the plan holds one function.
 */
final class ValueSet implements UDF1<@Nullable Object, @Nullable Boolean> {

  private static final long serialVersionUID = 1L;

  private final HashSet<Object> keys = new HashSet<>();

  private ValueSet(Set<Object> allowed) {
    allowed.forEach(each -> keys.add(key(each)));
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

  /** One form for a bound and for an encoded value that equals it. */
  private static Object key(Object value) {
    if (value instanceof byte[] text) {
      return Utf8.escaped(text);
    }
    if (value instanceof Integer number) {
      return Values.key(BigDecimal.valueOf(number));
    }
    if (value instanceof Long number) {
      return Values.key(BigDecimal.valueOf(number));
    }
    if (value instanceof LocalDate day) {
      return Values.key(BigDecimal.valueOf(day.toEpochDay()));
    }
    if (value instanceof Instant moment) {
      return Values.key(BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, moment)));
    }
    return Values.key(value);
  }

  @Override
  public @Nullable Boolean call(@Nullable Object value) {
    return value == null ? null : (Boolean) keys.contains(key(value));
  }
}
