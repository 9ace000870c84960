package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Columns on their way to Java code that judges canonical values. */
public final class EncodedRow {

  private final Schema.Type[] types;

  /** Which columns hold rows: they stay rows for code, which asks for their fields by name. */
  private final boolean[] holdsRows;

  /** Which columns' values are changed. */
  private final int[] changed;

  /** Of rows whose first columns have these types. */
  public EncodedRow(List<Schema.Type> types) {
    this.types = types.toArray(Schema.Type[]::new);
    this.holdsRows = new boolean[types.size()];
    for (int i = 0; i < holdsRows.length; i++) {
      holdsRows[i] = holdsRows(types.get(i));
    }
    this.changed =
        IntStream.range(0, types.size()).filter(i -> isChanged(types.get(i).kind())).toArray();
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
      values[i] = row.get(i);
    }
    return decode(values);
  }

  /**
   * Puts the canonical values in the place of those that were encoded.
   *
   * @param values those of the columns, and perhaps more behind them
   * @return the same array
   */
  public @Nullable Object[] decode(@Nullable Object[] values) {
    for (int i : changed) {
      Object value = values[i];
      if (value != null) {
        values[i] = decoded(value, i);
      }
    }
    return values;
  }

  private Object decoded(Object value, int i) {
    return switch (types[i].kind()) {
      case BYTE, SHORT, INT, LONG, DOUBLE, BOOLEAN, DECIMAL -> value;
      case STRING -> Utf8.escaped((byte[]) value);
      case FLOAT -> ((Number) value).doubleValue();
      case ARRAY ->
          holdsRows[i]
              ? new ForeignList(RowFactory.create(value).getList(0), types[i])
              : Nested.canonical(value, types[i]);
      case MAP ->
          holdsRows[i]
              ? new ForeignMap(RowFactory.create(value).getJavaMap(0), types[i])
              : Nested.canonical(value, types[i]);
      case DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY, STRUCT, DYNAMIC, OTHER ->
          Canonical.decode(value, types[i].kind());
    };
  }

  /** Whether values of a kind are not canonical as Spark gives them. */
  private static boolean isChanged(TypeKind kind) {
    return switch (kind) {
      case BYTE, SHORT, INT, LONG, DOUBLE, BOOLEAN, DECIMAL -> false;
      case STRING, FLOAT, DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY -> true;
      case ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> true;
    };
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
