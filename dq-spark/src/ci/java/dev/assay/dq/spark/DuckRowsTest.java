package dev.assay.dq.spark;

import static dev.assay.dq.Columns.hasSameRowsAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Seeds;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows of two datasets that DuckDB compares as well, over the Parquet files that Spark wrote: whole
 * rows by EXCEPT ALL, those of a key by a full join.
 */
@Tag("slow")
class DuckRowsTest {

  private static Dataset<Row> written(Path directory, String name, long seed) {
    SparkSession session = SharedSpark.session();
    String files = directory.resolve(name).toString();
    // the same numbers in both but for one row in twenty, a few rows twice, and a few not at all
    session
        .range(0, 3_000, 1, 3)
        .selectExpr(
            "IF(id % 500 = 7, NULL, id) id",
            "IF(rand(" + seed + ") < 0.05, id, 0) change",
            "CAST(rand(" + seed + 1 + ") * 40 AS INT) times")
        .where("times > 0")
        .selectExpr(
            "id",
            "IF(id % 11 = 0, NULL, IF(id % 13 = 0, CAST('NaN' AS DOUBLE), id / 7 + change)) x",
            "CAST(IF(id % 17 = 0, NULL, id + IF(change > 0, 0.25, 0)) AS DECIMAL(12, 3)) d",
            "IF(id % 3 = 0, 'a', concat('b', CAST(change % 2 AS INT))) s",
            "IF(times = 1, array(1, 2), array(1)) copies")
        .selectExpr("id", "x", "d", "s", "explode(copies) copy")
        .drop("copy")
        .write()
        .parquet(files);
    return session.read().parquet(files);
  }

  @Test
  void duckdb_comes_to_the_same_differences(@TempDir Path directory) throws SQLException {
    long seed = Seeds.next("duckdb rows");
    Dataset<Row> here = written(directory, "here", seed);
    Dataset<Row> there = written(directory, "there", seed + 1_000_000);
    Constraint.SameRows same = hasSameRowsAs("there");
    Check check =
        Check.error("rows")
            .require(
                same,
                same.ignoring("x"),
                same.ignoring("id", "d"),
                same.on("id").id("exactly"),
                same.on("id").withTolerance(0.5).id("nearly"),
                same.on("id", "s").ignoring("d"));
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("id", Long.class);
    types.put("x", Double.class);
    types.put("d", BigDecimal.class);
    types.put("s", String.class);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    List<Map<String, ?>> mine = records(here, types);
    List<Map<String, ?>> theirs = records(there, types);
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put("Dataset", DataQuality.on(here).with("there", there).check(check).run());
    results.put(
        "RDD",
        DataQuality.on(SharedSpark.context().parallelize(mine, 3), fields)
            .with("there", SharedSpark.context().parallelize(theirs, 2), fields)
            .check(check)
            .run());
    results.put(
        "list", LocalDataQuality.on(mine, fields).with("there", theirs, fields).check(check).run());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement duck = connection.createStatement()) {
      for (String name : List.of("here", "there")) {
        duck.execute(
            "CREATE VIEW "
                + name
                + " AS SELECT * FROM '"
                + directory.resolve(name)
                + "/*.parquet'");
      }
      List<MetricValue> expected =
          List.of(
              whole(duck, "id, x, d, s"),
              whole(duck, "id, d, s"),
              whole(duck, "x, s"),
              keyed(duck, List.of("id"), List.of("x", "d", "s"), "0"),
              keyed(duck, List.of("id"), List.of("x", "d", "s"), "0.5"),
              keyed(duck, List.of("id", "s"), List.of("x"), "0"));
      results.forEach(
          (path, result) ->
              assertThat(result.constraints())
                  .as(path)
                  .extracting(ConstraintResult::actual)
                  .containsExactlyElementsOf(expected));
      MetricValue.RowDifferences exactly = (MetricValue.RowDifferences) expected.get(3);
      assertThat(exactly.missing()).isPositive();
      assertThat(exactly.extra()).isPositive();
      assertThat(exactly.changed()).isPositive();
      assertThat(exactly.repeated()).isPositive();
    }
  }

  private static List<Map<String, ?>> records(Dataset<Row> data, Map<String, Class<?>> types) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      Map<String, Object> record = new LinkedHashMap<>();
      types.keySet().forEach(name -> record.put(name, row.getAs(name)));
      records.add(record);
    }
    return records;
  }

  private static long[] numbers(Statement duck, String sql, int count) throws SQLException {
    try (ResultSet row = duck.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      long[] numbers = new long[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = row.getLong(i + 1);
      }
      return numbers;
    }
  }

  private static MetricValue whole(Statement duck, String columns) throws SQLException {
    String here = "(SELECT " + columns + " FROM here)";
    String there = "(SELECT " + columns + " FROM there)";
    long rows = numbers(duck, "SELECT count(*) FROM here", 1)[0];
    long missing = numbers(duck, count(there + " EXCEPT ALL " + here), 1)[0];
    long extra = numbers(duck, count(here + " EXCEPT ALL " + there), 1)[0];
    return new MetricValue.RowDifferences(rows + missing, missing, extra, 0, 0, List.of(), "row");
  }

  private static String count(String query) {
    return "SELECT count(*) FROM (" + query + ")";
  }

  private static MetricValue keyed(
      Statement duck, List<String> keys, List<String> values, String tolerance)
      throws SQLException {
    List<String> on = new ArrayList<>();
    keys.forEach(key -> on.add("h." + key + " IS NOT DISTINCT FROM t." + key));
    List<String> firsts = new ArrayList<>(keys);
    firsts.add("count(*) n");
    values.forEach(value -> firsts.add("min(" + value + ") " + value));
    List<String> differ = new ArrayList<>();
    for (String each : values) {
      String a = "h." + each;
      String b = "t." + each;
      String near =
          each.equals("s")
              ? "false"
              : "coalesce(abs(" + a + " - " + b + ") <= " + tolerance + ", false)";
      differ.add("(" + a + " IS DISTINCT FROM " + b + " AND NOT " + near + ")");
    }
    String once = "h.n = 1 AND t.n = 1 AND ";
    List<String> counted = new ArrayList<>(List.of("count(*)"));
    counted.add(filter("h.n IS NULL AND t.n = 1"));
    counted.add(filter("t.n IS NULL AND h.n = 1"));
    counted.add(filter(once + "(" + String.join(" OR ", differ) + ")"));
    counted.add(filter("h.n > 1 OR t.n > 1"));
    differ.forEach(each -> counted.add(filter(once + each)));
    String by = String.join(", ", firsts) + " FROM %s GROUP BY " + String.join(", ", keys);
    long[] found =
        numbers(
            duck,
            "WITH h AS (SELECT "
                + by.formatted("here")
                + "), t AS (SELECT "
                + by.formatted("there")
                + ") SELECT "
                + String.join(", ", counted)
                + " FROM h FULL JOIN t ON "
                + String.join(" AND ", on),
            5 + values.size());
    List<MetricValue.ColumnDifferences> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (found[5 + i] > 0) {
        columns.add(new MetricValue.ColumnDifferences(values.get(i), found[5 + i]));
      }
    }
    return new MetricValue.RowDifferences(
        found[0], found[1], found[2], found[3], found[4], columns, "key");
  }

  private static String filter(String condition) {
    return "count(*) FILTER (" + condition + ")";
  }
}
