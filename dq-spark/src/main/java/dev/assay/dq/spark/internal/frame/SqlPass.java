package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.spark.internal.compile.Analysis;
import dev.assay.dq.spark.internal.compile.Lowering;
import dev.assay.dq.spark.internal.compile.Subqueries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Aggregate expressions of the user's: one aggregation for all that are of the same rows, apart
 * from the scan, which a DISTINCT or an aggregate without generated code in them would slow down.
 */
public final class SqlPass {

  private SqlPass() {}

  /** How many queries it takes. */
  public static int queries(List<Aggregate> aggregates) {
    return (int) aggregates.stream().map(Aggregate::scope).distinct().count();
  }

  /**
   * Runs the queries.
   *
   * @param aggregates SQL, and numbers of rows
   */
  public static Map<Aggregate, Measurement> run(
      Dataset<Row> data, List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types) {
    Map<Expr, List<Aggregate.SqlValue>> byScope = new LinkedHashMap<>();
    for (Aggregate each : aggregates) {
      List<Aggregate.SqlValue> same =
          byScope.computeIfAbsent(each.scope(), scope -> new ArrayList<>());
      if (each instanceof Aggregate.SqlValue sql) {
        same.add(sql);
      }
    }
    Lowering<Column> compiler = Lowering.toColumns(types);
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    byScope.forEach(
        (scope, same) -> {
          Dataset<Row> rows = scope.isTrue() ? data : data.where(compiler.compile(scope));
          Column[] columns = new Column[same.size()];
          for (int i = 0; i < columns.length; i++) {
            columns[i] = value(data, same.get(i).text()).as("m" + i);
          }
          Row row = rows.agg(count(lit(1)).as("rows"), columns).collectAsList().get(0);
          measured.put(new Aggregate.Rows(scope), new Measurement.Rows(row.getLong(0)));
          for (int i = 0; i < columns.length; i++) {
            measured.put(same.get(i), new Measurement.Sql(canonical(row.get(i + 1))));
          }
        });
    return measured;
  }

  /** The value within an expression, where Spark allows nothing that gives several rows. */
  private static Column value(Dataset<Row> data, String text) {
    return coalesce(expr(text), lit(null).cast(type(data, text)));
  }

  private static DataType type(Dataset<Row> data, String text) {
    return data.agg(expr(text)).schema().fields()[0].dataType();
  }

  private static @Nullable Object canonical(@Nullable Object value) {
    if (value == null || value instanceof BigDecimal || value instanceof Double) {
      return value;
    }
    return value instanceof Float number
        ? Double.parseDouble(Float.toString(number)) // the decimal that it prints
        : (Object) ((Number) value).longValue();
  }

  /**
   * What is wrong with an expression as a metric; nothing is run.
   *
   * @return the problem with the fix, or null if there is none
   */
  public static @Nullable String problem(Dataset<Row> data, String text) {
    String sql = "sqlMetric(" + text + ") ";
    if (Subqueries.looksThroughWindow(text)) {
      return sql
          + "looks at rows through a window, which gives a value for each of them: summarise them"
          + " without OVER, or give the dataset what the window says as a column first, with"
          + " withColumn";
    }
    StructType[] found = new StructType[1];
    Exception refusal =
        Analysis.refusal(() -> found[0] = data.agg(count(lit(1)), expr(text)).schema());
    // an aggregate within another is refused: what is accepted there summarises nothing
    if (Analysis.refusal(() -> data.agg(count(expr(text))).schema()) == null) {
      return sql
          + "summarises no rows: name an aggregate function, such as sum(…); what is said of each"
          + " row is a predicate, sql(…)";
    }
    if (refusal != null) {
      return sql + "is not an aggregate expression over this dataset: " + firstLine(refusal);
    }
    if (found[0].length() != 2) {
      return sql + "gives several values: say what one number it is";
    }
    DataType type = found[0].fields()[1].dataType();
    if (!(type instanceof NumericType)) {
      return sql
          + "gives a value of type "
          + type.simpleString()
          + ", and a metric is one number: count it, or cast it to a number";
    }
    Exception rows = Analysis.refusal(() -> data.agg(value(data, text)).schema());
    return rows == null ? null : sql + "does not give one number for all rows: " + firstLine(rows);
  }

  private static String firstLine(Exception refusal) {
    return String.valueOf(refusal.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse(refusal.getClass().getName());
  }
}
