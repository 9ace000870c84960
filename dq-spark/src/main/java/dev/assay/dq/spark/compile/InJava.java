package dev.assay.dq.spark.compile;

import dev.assay.dq.execute.RecordTest;
import dev.assay.dq.execute.RecordTests;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Expr;
import dev.assay.dq.model.Schema;
import dev.assay.dq.plan.References;
import java.util.ArrayList;
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
  private final ArrayList<ColumnRef> columns;
  private final Schema.Type[] types;
  private transient @Nullable RecordTest test;

  private InJava(Expr predicate, List<ColumnRef> columns, List<Schema.Type> types) {
    this.predicate = predicate;
    this.columns = new ArrayList<>(columns);
    this.types = types.toArray(Schema.Type[]::new);
  }

  /** True, false or null for each row. */
  static Column judged(Expr predicate, Map<ColumnRef, Schema.Type> types) {
    List<ColumnRef> columns = List.copyOf(References.of(predicate, types).columns());
    List<Schema.Type> read = columns.stream().map(types::get).toList();
    List<Column> encoded = new ArrayList<>();
    for (Column each : EncodedRow.columns(columns, read)) {
      encoded.add(each.as("c" + encoded.size())); // Spark's generated code spells these names
    }
    return functions
        .udf(new InJava(predicate, columns, read), DataTypes.BooleanType)
        .apply(functions.struct(encoded.toArray(Column[]::new)));
  }

  @Override
  public @Nullable Boolean call(Row row) throws Exception {
    RecordTest compiled = test;
    if (compiled == null) {
      Map<ColumnRef, Schema.Type> byName = new LinkedHashMap<>();
      for (int i = 0; i < types.length; i++) {
        byName.put(columns.get(i), types[i]);
      }
      compiled = RecordTests.compile(predicate, columns, byName);
      test = compiled;
    }
    return switch (compiled.test(EncodedRow.read(row, types), null)) {
      case TRUE -> true;
      case FALSE -> false;
      case UNKNOWN -> null;
    };
  }
}
