package dev.assay.dq.spark.internal.compile;

import dev.assay.dq.internal.execute.RecordTest;
import dev.assay.dq.internal.execute.RecordTests;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** A predicate that Spark has compiled Java code judge, as on records. */
final class InJava implements UDF1<Row, @Nullable Boolean> {

  private static final long serialVersionUID = 1L;

  private final Expr predicate;

  /** The columns that it reads, in the order of the values. */
  private final LinkedHashMap<ColumnRef, Schema.Type> types;

  private transient @Nullable Compiled compiled;

  private InJava(Expr predicate, Map<ColumnRef, Schema.Type> types) {
    this.predicate = predicate;
    this.types = new LinkedHashMap<>(types);
  }

  /** Reads a row, and judges what was read. */
  private record Compiled(EncodedRow reader, RecordTest test) {}

  /** True, false or null for each row. */
  static Column judged(Expr predicate, Map<ColumnRef, Schema.Type> types) {
    Map<ColumnRef, Schema.Type> read = new LinkedHashMap<>();
    References.of(predicate, types).columns().forEach(ref -> read.put(ref, types.get(ref)));
    List<Column> encoded =
        EncodedRow.columns(List.copyOf(read.keySet()), List.copyOf(read.values()));
    return functions
        .udf(new InJava(predicate, read), DataTypes.BooleanType)
        .apply(functions.struct(encoded.toArray(Column[]::new)));
  }

  @Override
  public @Nullable Boolean call(Row row) throws Exception {
    Compiled here = compiled;
    if (here == null) {
      here =
          new Compiled(
              new EncodedRow(List.copyOf(types.values())),
              RecordTests.compile(predicate, List.copyOf(types.keySet()), types));
      compiled = here;
    }
    return switch (here.test().test(here.reader().read(row), null)) {
      case TRUE -> true;
      case FALSE -> false;
      case UNKNOWN -> null;
    };
  }
}
