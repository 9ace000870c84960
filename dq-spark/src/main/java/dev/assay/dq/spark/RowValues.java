package dev.assay.dq.spark;

import dev.assay.dq.plan.Schema;
import dev.assay.dq.plan.TypeKind;
import dev.assay.dq.spark.frame.Canonical;
import dev.assay.dq.state.Values;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the rows of one partition, whose columns were selected and encoded for it.
 */
final class RowValues {

  private final TypeKind[] kinds;
  private final Schema.Type[] types;

  RowValues(List<Schema.Field> columns) {
    this.types = columns.stream().map(Schema.Field::type).toArray(Schema.Type[]::new);
    this.kinds = Arrays.stream(types).map(Schema.Type::kind).toArray(TypeKind[]::new);
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
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      if (value != null) {
        values[i] =
            switch (kinds[i]) {
              case STRING, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, BOOLEAN, DECIMAL, DATE -> value;
              case ARRAY, MAP -> Nested.canonical(value, types[i]);
              case TIMESTAMP -> Canonical.decode(value, kinds[i]);
              case TIMESTAMP_NTZ, BINARY, STRUCT, DYNAMIC, OTHER -> Values.canonical(value);
            };
      }
    }
    return values;
  }
}
