package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.execute.DriftProgram;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.compile.Lowering;
import dev.assay.dq.spark.internal.rdd.DriftRdds;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Values of two Datasets by how often each side has them: those of both are grouped together, after
 * each task has grouped its own.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class DriftScan {

  private DriftScan() {}

  /**
   * Compares the values.
   *
   * @return the measurement, and the number of all rows of the first dataset
   */
  public static Map<Aggregate, Measurement> run(
      Dataset<Row> here, Dataset<Row> there, DriftProgram program) {
    TypeKind kind = program.as().kind();
    Dataset<Row> counted =
        side(here, program, true)
            .union(side(there, program, false))
            .groupBy(col("v"))
            .agg(count(col("mine")).as("n"), count(not(col("mine"))).as("m"))
            .select(Canonical.encode(col("v"), kind).as("v"), col("n"), col("m"));
    return DriftRdds.measure(
        counted
            .toJavaRDD()
            .mapToPair(
                row ->
                    new Tuple2<>(
                        DriftProgram.text(Canonical.decode(row.get(0), kind)),
                        DriftRdds.pair(row.getLong(1), row.getLong(2)))),
        program);
  }

  private static Column count(Column condition) {
    return sum(when(condition, lit(1L)).otherwise(lit(0L)));
  }

  private static Dataset<Row> side(Dataset<Row> data, DriftProgram program, boolean here) {
    Lowering<Column> lowering = Lowering.toColumns(program.types(here));
    Expr expr = program.value(here);
    Schema.Type type = Types.of(expr, program.types(here));
    Column value = type.kind() == TypeKind.BOOLEAN ? lowering.compile(expr) : lowering.value(expr);
    DataType as = type.equals(program.as()) ? null : number(program.as());
    Column counted = as == null ? value : value.cast(as);
    Expr scope = program.scope(here);
    return data.select(
        (scope.isTrue() ? counted : when(lowering.compile(scope), counted)).as("v"),
        lit(here).as("mine"));
  }

  /**
   * The type as which numbers of different types are counted; null of all else, which is counted as
   * it is.
   */
  static @Nullable DataType number(Schema.Type type) {
    return switch (type.kind()) {
      case BYTE -> DataTypes.ByteType;
      case SHORT -> DataTypes.ShortType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
      case STRING,
          FLOAT,
          BOOLEAN,
          DATE,
          TIMESTAMP,
          TIMESTAMP_NTZ,
          BINARY,
          ARRAY,
          MAP,
          STRUCT,
          DYNAMIC,
          OTHER ->
          null;
    };
  }
}
