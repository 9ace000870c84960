package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Columns on their way to Java code that judges canonical values. */
public final class EncodedRow {

  private final Schema.Type[] types;

  /** Which columns hold rows: they stay rows for code, which asks for their fields by name. */
  private final boolean[] holdsRows;

  /** Of rows whose first columns have these types. */
  public EncodedRow(List<Schema.Type> types) {
    this.types = types.toArray(Schema.Type[]::new);
    this.holdsRows = new boolean[types.size()];
    for (int i = 0; i < holdsRows.length; i++) {
      holdsRows[i] = holdsRows(types.get(i));
    }
  }

  /** What is selected, so that it can be read here. */
  public static List<Column> columns(List<ColumnRef> columns, List<Schema.Type> types) {
    List<Column> encoded = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      TypeKind kind = types.get(i).kind();
      Column column = Canonical.encode(ColumnNames.column(columns.get(i)), kind);
      Column travelling =
          switch (kind) {
            case BYTE, SHORT, INT -> column.cast(DataTypes.LongType);
            // as bytes, of which a text that is no UTF-8 would keep too little
            case STRING -> column.cast(DataTypes.BinaryType);
            case LONG, FLOAT, DOUBLE, DECIMAL, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ -> column;
            case BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> column;
          };
      // under names of ours: Spark spells those of a struct in its generated code
      encoded.add(travelling.as("c" + i));
    }
    return encoded;
  }

  /** The canonical values of a row whose first columns are these. */
  public @Nullable Object[] read(Row row) {
    @Nullable Object[] values = new Object[types.length];
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      if (value != null) {
        values[i] =
            switch (types[i].kind()) {
              case BYTE, SHORT, INT, LONG, DOUBLE, BOOLEAN, DECIMAL -> value;
              case STRING -> Utf8.escaped((byte[]) value);
              case FLOAT -> ((Number) value).doubleValue();
              case ARRAY ->
                  holdsRows[i]
                      ? new ForeignList(row.getList(i), types[i])
                      : Nested.canonical(value, types[i]);
              case MAP ->
                  holdsRows[i]
                      ? new ForeignMap(row.getJavaMap(i), types[i])
                      : Nested.canonical(value, types[i]);
              case DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY, STRUCT, DYNAMIC, OTHER ->
                  Canonical.decode(value, types[i].kind());
            };
      }
    }
    return values;
  }

  /** The same, and structs in their canonical form too, as no code of the user sees them. */
  public @Nullable Object[] readInFull(Row row) {
    @Nullable Object[] values = read(row);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          types[i].kind() == TypeKind.STRUCT ? Nested.canonical(values[i], types[i]) : values[i];
    }
    return values;
  }

  private static boolean holdsRows(Schema.Type type) {
    return type.kind() == TypeKind.STRUCT
        || type.children().stream().anyMatch(child -> holdsRows(child.type()));
  }
}
