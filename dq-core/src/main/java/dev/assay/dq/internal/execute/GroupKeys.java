package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the keys of groups from records. */
final class GroupKeys {

  private final List<Evaluator> parts;

  /** Whether keys of another dataset, which may have other types, are compared with them. */
  private final boolean common;

  GroupKeys(GroupProgram program, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    this(program.by(), program.grouping().others() != null, columns, types);
  }

  GroupKeys(List<Expr> by, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    this(by, false, columns, types);
  }

  private GroupKeys(
      List<Expr> by, boolean common, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    RecordTests tests = new RecordTests(columns, types);
    this.common = common;
    parts = by.stream().map(tests::evaluator).toList();
  }

  /** The parts of a record's key; null if one of them is. */
  @Nullable List<Object> read(@Nullable Object[] values, @Nullable RecordView view)
      throws Exception {
    List<Object> key = new ArrayList<>(parts.size());
    for (Evaluator part : parts) {
      Object value = part.of(values, view);
      if (value == null) {
        return null;
      }
      if (!ValueCodec.isKey(value)) {
        throw new IllegalArgumentException(
            "rows cannot be grouped by a value of " + value.getClass().getName());
      }
      key.add(common ? Values.commonKey(value) : Values.key(value));
    }
    return key;
  }
}
