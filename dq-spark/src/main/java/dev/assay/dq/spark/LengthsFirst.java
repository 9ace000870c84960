package dev.assay.dq.spark;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Operand;
import dev.assay.dq.plan.Aggregate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets Spark work out lengths of texts before rows are handed to Java: a number travels instead of
 * the text, and is worked out once however many metrics ask for it.
 */
final class LengthsFirst {

  private final Map<ColumnRef, ColumnRef> columns = new LinkedHashMap<>();

  /** The columns that stand for lengths, each with the text column that it is the length of. */
  Map<ColumnRef, ColumnRef> columns() {
    return columns;
  }

  Aggregate rewrite(Aggregate aggregate) {
    if (aggregate instanceof Aggregate.Extreme a && a.value() instanceof Operand.Length length) {
      return new Aggregate.Extreme(column(length), a.greatest(), a.scope());
    }
    if (aggregate instanceof Aggregate.Total a && a.value() instanceof Operand.Length length) {
      return new Aggregate.Total(column(length), a.scope());
    }
    if (aggregate instanceof Aggregate.Moments a && a.value() instanceof Operand.Length length) {
      return new Aggregate.Moments(column(length), a.scope());
    }
    if (aggregate instanceof Aggregate.HigherMoments a
        && a.value() instanceof Operand.Length length) {
      return new Aggregate.HigherMoments(column(length), a.scope());
    }
    return aggregate;
  }

  private Operand.Column column(Operand.Length length) {
    ColumnRef text = length.column().ref();
    ColumnRef ref = new ColumnRef(List.of("\u0000length", text.text()));
    columns.put(ref, text);
    return new Operand.Column(ref, ColumnKind.INTEGER);
  }
}
