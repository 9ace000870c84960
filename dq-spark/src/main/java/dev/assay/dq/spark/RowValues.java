package dev.assay.dq.spark;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.profile.ProfileColumns;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.Nested;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Types whose values may be large. */
  private static final Set<TypeKind> LARGE =
      EnumSet.of(TypeKind.STRING, TypeKind.BINARY, TypeKind.ARRAY, TypeKind.MAP);

  private final TypeKind[] kinds;
  private final Schema.Type[] types;

  /** Columns whose values may be large. */
  private final int[] large;

  RowValues(List<Schema.Field> columns) {
    this.types = columns.stream().map(Schema.Field::type).toArray(Schema.Type[]::new);
    this.kinds = Arrays.stream(types).map(Schema.Type::kind).toArray(TypeKind[]::new);
    this.large = IntStream.range(0, kinds.length).filter(i -> LARGE.contains(kinds[i])).toArray();
  }

  /** What is selected of columns, so that it can be read here. */
  static List<Column> selected(List<Schema.Field> columns) {
    List<ColumnRef> refs = ProfileColumns.refs(columns);
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < refs.size(); i++) {
      TypeKind kind = columns.get(i).type().kind();
      selected.add(encode(ColumnNames.column(refs.get(i)), kind).as("c" + i));
    }
    return selected;
  }

  private static Column encode(Column column, TypeKind kind) {
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
