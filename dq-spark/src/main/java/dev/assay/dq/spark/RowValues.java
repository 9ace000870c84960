package dev.assay.dq.spark;

import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.spark.frame.Canonical;
import dev.assay.dq.state.Values;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the rows of one partition, whose columns were selected and encoded for it.
 */
final class RowValues {

  /** About how many bytes an element of an array takes. */
  private static final int ELEMENT = 32;

  private final TypeKind[] kinds;
  private final Schema.Type[] types;

  /** Columns whose values may be large. */
  private final int[] large;

  RowValues(List<Schema.Field> columns) {
    this.types = columns.stream().map(Schema.Field::type).toArray(Schema.Type[]::new);
    this.kinds = Arrays.stream(types).map(Schema.Type::kind).toArray(TypeKind[]::new);
    this.large =
        IntStream.range(0, kinds.length)
            .filter(
                i ->
                    kinds[i] == TypeKind.STRING
                        || kinds[i] == TypeKind.BINARY
                        || kinds[i] == TypeKind.ARRAY
                        || kinds[i] == TypeKind.MAP)
            .toArray();
  }

  /** What is selected of a column, so that it can be read here. */
  static Column encode(Column column, TypeKind kind) {
    // text as bytes, so that what is known already need not be decoded
    return kind == TypeKind.STRING
        ? column.cast(DataTypes.BinaryType)
        : Canonical.encode(column, kind);
  }

  @Nullable Object[] read(Row row) {
    @Nullable Object[] values = new Object[kinds.length];
    read(row, values, 0);
    return values;
  }

  int size() {
    return kinds.length;
  }

  /** Reads a row's first values to where others may stand as well. */
  void read(Row row, @Nullable Object[] values, int from) {
    for (int i = 0; i < kinds.length; i++) {
      Object value = row.get(i);
      if (value != null) {
        values[from + i] =
            switch (kinds[i]) {
              case STRING, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, BOOLEAN, DECIMAL, DATE -> value;
              case ARRAY, MAP -> Nested.canonical(value, types[i]);
              case TIMESTAMP -> Canonical.decode(value, kinds[i]);
              case TIMESTAMP_NTZ, BINARY, STRUCT, DYNAMIC, OTHER -> Values.canonical(value);
            };
      }
    }
  }

  /** About how many bytes those of the values take that may be large. */
  long bytes(@Nullable Object[] values, int from) {
    long bytes = 0;
    for (int i : large) {
      Object value = values[from + i];
      if (value instanceof byte[] text) {
        bytes += text.length;
      } else if (value instanceof Collection<?> all) {
        bytes += (long) ELEMENT * all.size();
      } else if (value instanceof Map<?, ?> all) {
        bytes += 2L * ELEMENT * all.size();
      }
    }
    return bytes;
  }
}
