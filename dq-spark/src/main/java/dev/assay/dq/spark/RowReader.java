package dev.assay.dq.spark;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.spark.internal.compile.EncodedRow;
import dev.assay.dq.spark.internal.rdd.ReaderFactory;
import dev.assay.dq.spark.internal.rdd.RecordReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows whose columns were selected and encoded for it.
 *
 * @param <T> what the values of a row come in
 */
final class RowReader<T> implements RecordReader<T> {

  private final List<ColumnRef> columns;
  private final EncodedRow encoded;
  private final Schema schema;
  private final Decoding<T> decoding;

  private RowReader(
      List<ColumnRef> columns, List<Schema.Type> types, Schema schema, Decoding<T> decoding) {
    this.columns = columns;
    this.encoded = new EncodedRow(types);
    this.schema = schema;
    this.decoding = decoding;
  }

  private interface Decoding<T> extends Serializable {
    @Nullable Object[] values(EncodedRow encoded, T record);
  }

  /** A factory for rows of encoded columns; types may go on beyond the columns. */
  static ReaderFactory<Row> ofRows(
      List<ColumnRef> columns, List<Schema.Type> types, Schema schema) {
    return factory(columns, types, schema, EncodedRow::read);
  }

  /** The same for the values of such rows, which it changes in place. */
  static ReaderFactory<@Nullable Object[]> ofValues(
      List<ColumnRef> columns, List<Schema.Type> types, Schema schema) {
    return factory(columns, types, schema, EncodedRow::decode);
  }

  private static <T> ReaderFactory<T> factory(
      List<ColumnRef> columns, List<Schema.Type> types, Schema schema, Decoding<T> decoding) {
    ArrayList<ColumnRef> ownColumns = new ArrayList<>(columns);
    ArrayList<Schema.Type> ownTypes = new ArrayList<>(types);
    return () -> new RowReader<>(ownColumns, ownTypes, schema, decoding);
  }

  @Override
  public @Nullable Object[] read(T record) {
    return decoding.values(encoded, record);
  }

  @Override
  public RecordView view(T record, @Nullable Object[] values) {
    return new View(this, values);
  }

  private static final class View implements RecordView {

    private final RowReader<?> reader;
    private final @Nullable Object[] values;

    View(RowReader<?> reader, @Nullable Object[] values) {
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
