package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.execute.RecordTests;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** An expression that Spark has compiled Java code work out, as on records. */
final class InJava extends RowFunction<@Nullable Object> {

  private static final long serialVersionUID = 1L;

  private final Expr expr;

  /** The columns that it reads, in the order of the values. */
  private final LinkedHashMap<ColumnRef, Schema.Type> types;

  private transient @Nullable Compiled compiled;

  private InJava(Expr expr, Map<ColumnRef, Schema.Type> types) {
    super(types.size());
    this.expr = expr;
    this.types = new LinkedHashMap<>(types);
  }

  /** Reads a row, and works out of what was read. */
  private record Compiled(EncodedRow reader, Evaluator evaluator) {}

  /** True, false or null for each row. */
  static Column judged(Expr predicate, Map<ColumnRef, Schema.Type> types) {
    return of(predicate, types, DataTypes.BooleanType);
  }

  /** A number for each row, of the type of a double or of a decimal. */
  static Column number(Expr number, Map<ColumnRef, Schema.Type> types, Schema.Type type) {
    return of(
        number,
        types,
        type.kind() == TypeKind.DECIMAL
            ? DataTypes.createDecimalType(type.precision(), type.scale())
            : DataTypes.DoubleType);
  }

  private static Column of(Expr expr, Map<ColumnRef, Schema.Type> types, DataType result) {
    Map<ColumnRef, Schema.Type> read = new LinkedHashMap<>();
    References.of(expr, types).columns().forEach(ref -> read.put(ref, types.get(ref)));
    List<Column> encoded =
        EncodedRow.columns(List.copyOf(read.keySet()), List.copyOf(read.values()));
    return new InJava(expr, read).column(encoded, result);
  }

  @Override
  protected @Nullable Object of(@Nullable Object[] values) throws Exception {
    Compiled here = compiled;
    if (here == null) {
      here =
          new Compiled(
              new EncodedRow(List.copyOf(types.values())),
              RecordTests.evaluator(expr, List.copyOf(types.keySet()), types));
      compiled = here;
    }
    return here.evaluator().of(here.reader().decode(values), null);
  }
}
