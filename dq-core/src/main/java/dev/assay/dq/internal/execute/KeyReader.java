package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a key from a record: null when a part is null, unless the key is the whole row. */
interface KeyReader {

  @Nullable Object read(@Nullable Object[] values, @Nullable RecordView view) throws Exception;

  static KeyReader of(Key key, RecordProgram program, RecordTests tests) {
    List<Evaluator> readers = new ArrayList<>();
    if (key.isWholeRow()) {
      for (ColumnRef ref : program.wholeRow()) {
        readers.add(tests.evaluator(new Expr.Column(ref, ColumnKind.ANY)));
      }
    } else {
      key.parts().forEach(part -> readers.add(tests.evaluator(part)));
    }
    if (readers.size() == 1 && !key.isWholeRow()) {
      Evaluator only = readers.get(0);
      return (values, view) -> {
        Object value = only.of(values, view);
        return value == null ? null : Values.key(value);
      };
    }
    return (values, view) -> {
      List<@Nullable Object> parts = new ArrayList<>(readers.size());
      for (Evaluator reader : readers) {
        Object value = reader.of(values, view);
        if (value == null && !key.isWholeRow()) {
          return null;
        }
        parts.add(value == null ? null : Values.key(value));
      }
      return parts;
    };
  }
}
