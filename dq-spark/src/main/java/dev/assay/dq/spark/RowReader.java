package dev.assay.dq.spark;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.spark.internal.compile.EncodedRow;
import dev.assay.dq.spark.internal.rdd.ReaderFactory;
import dev.assay.dq.spark.internal.rdd.RecordReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads rows whose columns were selected and encoded for it. */
final class RowReader implements RecordReader<Row> {

  private final List<ColumnRef> columns;
  private final EncodedRow encoded;
  private final Schema schema;

  private RowReader(List<ColumnRef> columns, List<Schema.Type> types, Schema schema) {
    this.columns = columns;
    this.encoded = new EncodedRow(types);
    this.schema = schema;
  }

  /** A factory for rows of encoded columns; types may go on beyond the columns. */
  static ReaderFactory<Row> factory(
      List<ColumnRef> columns, List<Schema.Type> types, Schema schema) {
    ArrayList<ColumnRef> ownColumns = new ArrayList<>(columns);
    ArrayList<Schema.Type> ownTypes = new ArrayList<>(types);
    return () -> new RowReader(ownColumns, ownTypes, schema);
  }

  /** The same for the values of such rows, which it changes in place. */
  static ReaderFactory<@Nullable Object[]> ofValues(
      List<ColumnRef> columns, List<Schema.Type> types, Schema schema) {
    ArrayList<ColumnRef> ownColumns = new ArrayList<>(columns);
    ArrayList<Schema.Type> ownTypes = new ArrayList<>(types);
    return () -> new OfValues(new RowReader(ownColumns, ownTypes, schema));
  }

  private record OfValues(RowReader rows) implements RecordReader<@Nullable Object[]> {

    @Override
    public @Nullable Object[] read(@Nullable Object[] values) {
      return rows.encoded.decode(values);
    }

    @Override
    public RecordView view(@Nullable Object[] given, @Nullable Object[] values) {
      return new View(rows, values);
    }
  }

  @Override
  public @Nullable Object[] read(Row row) {
    return encoded.read(row);
  }

  @Override
  public RecordView view(Row row, @Nullable Object[] values) {
    return new View(this, values);
  }

  private static final class View implements RecordView {

    private final RowReader reader;
    private final @Nullable Object[] values;

    View(RowReader reader, @Nullable Object[] values) {
      this.reader = reader;
      this.values = values;
    }

    @Override
    public @Nullable Object get(String name) {
      Schema.Resolution found = reader.schema.resolve(ColumnRef.parse(name));
      ColumnRef ref = found.ref();
      if (ref == null) {
        throw new IllegalArgumentException(found.problem());
      }
      int index = reader.columns.indexOf(ref);
      if (index >= 0) {
        Object value = values[index];
        return value instanceof String text ? Utf8.shown(text) : value;
      }
      index = reader.columns.indexOf(ColumnRef.exactly(ref.parts().get(0)));
      if (index < 0) {
        throw new IllegalArgumentException(
            "column " + ref + " was not declared among the columns that the code reads");
      }
      Object value = values[index];
      for (int i = 1; i < ref.parts().size() && value != null; i++) {
        Row struct = (Row) value;
        value = struct.get(struct.fieldIndex(ref.parts().get(i)));
      }
      return Values.canonical(value);
    }

    @Override
    public <T> T as(Class<T> type) {
      return type.cast(this);
    }
  }
}
