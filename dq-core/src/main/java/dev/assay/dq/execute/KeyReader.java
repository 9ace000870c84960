package dev.assay.dq.execute;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.RecordView;
import dev.assay.dq.state.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a key from a record: null when a part is null, unless the key is the whole row. */
interface KeyReader {

  @Nullable Object read(@Nullable Object[] values, @Nullable RecordView view) throws Exception;

  static KeyReader of(Key key, RecordProgram program, RecordTests tests) {
    List<RecordTests.Reader> readers = new ArrayList<>();
    if (key.isWholeRow()) {
      for (ColumnRef ref : program.wholeRow()) {
        readers.add(tests.reader(new Operand.Column(ref, ColumnKind.ANY)));
      }
    } else {
      key.columns().forEach(column -> readers.add(tests.reader(column)));
    }
    if (readers.size() == 1 && !key.isWholeRow()) {
      RecordTests.Reader only = readers.get(0);
      return (values, view) -> {
        Object value = only.read(values, view);
        return value == null ? null : Values.key(value);
      };
    }
    return (values, view) -> {
      List<@Nullable Object> parts = new ArrayList<>(readers.size());
      for (RecordTests.Reader reader : readers) {
        Object value = reader.read(values, view);
        if (value == null && !key.isWholeRow()) {
          return null;
        }
        parts.add(value == null ? null : Values.key(value));
      }
      return parts;
    };
  }
}
