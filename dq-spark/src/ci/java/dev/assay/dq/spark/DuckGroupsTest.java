package dev.assay.dq.spark;

import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericMetric;
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

/** Groups that DuckDB judges as well, by GROUP BY over the Parquet files that Spark wrote. */
@Tag("slow")
class DuckGroupsTest {

  private static final NumericColumn X = number("x");
  private static final NumericColumn N = number("n");
  private static final NumericColumn D = decimal("d");

  /** A metric, the same for DuckDB, and a bound that about half of the groups meet. */
  private record Pair(NumericMetric metric, String sql, String bound) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(rowCount(), "count(*)", "10"),
          new Pair(rowCount().where(N.isPositive()), "count(*) FILTER (n > 0)", "4"),
          new Pair(X.count(), "count(x)", "9"),
          new Pair(X.sum(), "sum(x)", "0.0123"),
          new Pair(X.sum().where(N.isPositive()), "sum(x) FILTER (n > 0)", "0.0123"),
          new Pair(X.mean(), "avg(x)", "0.0123"),
          new Pair(X.min(), "min(x)", "-12.0123"),
          new Pair(X.max(), "max(x)", "12.0123"),
          new Pair(X.standardDeviation(), "stddev_samp(x)", "9.0123"),
          new Pair(X.variance(), "var_samp(x)", "90.0123"),
          new Pair(X.populationVariance(), "var_pop(x)", "80.0123"),
          new Pair(X.minus(N).mean(), "avg(x - n)", "1.0123"),
          new Pair(X.sum().minus(N.sum()), "sum(x) - sum(n)", "0.0123"),
          new Pair(N.sum(), "sum(n)", "0"),
          new Pair(D.sum(), "sum(d)", "0"),
          new Pair(D.max(), "max(d)", "70.125"),
          new Pair(X.completeness(), "count(x) / count(*)", "0.9"),
          new Pair(N.isPositive().compliance(), "count(*) FILTER (n > 0) / count(*)", "0.45"),
          new Pair(string("s").distinctCount(), "count(DISTINCT s)", "5"),
          new Pair(N.distinctCount(), "count(DISTINCT n)", "8"));

  /** Groups that there must be: DuckDB counts keys of one file that another has not. */
  @Test
  void duckdb_misses_the_same_groups(@TempDir Path directory) throws SQLException {
    long seed = Seeds.next("duckdb groups that are missing");
    SparkSession session = SharedSpark.session();
    for (String name : List.of("here", "there")) {
      session
          .range(0, name.equals("here") ? 3_000 : 900, 1, 3)
          .selectExpr(
              "IF(rand(" + seed + ") < 0.05, NULL, concat('g', CAST(rand() * 1500 AS INT))) g",
              name.equals("here")
                  ? "IF(rand() < 0.05, NULL, CAST(rand() * 9 AS INT)) n"
                  : "IF(rand() < 0.05, NULL, CAST(CAST(rand() * 18 AS INT) / 2 AS DECIMAL(9, 1))) n")
          .write()
          .parquet(directory.resolve(name).toString());
    }
    Dataset<Row> here = session.read().parquet(directory.resolve("here").toString());
    Dataset<Row> there = session.read().parquet(directory.resolve("there").toString());
    Check check =
        Check.error("groups")
            .require(
                rowCount().per("g").isAtLeast(2).everyGroupOf("there"),
                number("n").distinctCount().per("g").isAtLeast(2).everyGroupOf("there", "g"),
                rowCount().per("n").isAtLeast(300).everyGroupOf("there"),
                rowCount().per("g", "n").isAtLeast(2).everyGroupOf("there"));
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put("Dataset", DataQuality.on(here).with("there", there).check(check).run());
    List<Map<String, ?>> mine = records(here);
    List<Map<String, ?>> theirs = records(there);
    Fields<Map<String, ?>> whole = Fields.ofMap(Map.of("g", String.class, "n", Integer.class));
    Fields<Map<String, ?>> exact = Fields.ofMap(Map.of("g", String.class, "n", BigDecimal.class));
    results.put(
        "RDD",
        DataQuality.on(SharedSpark.context().parallelize(mine, 3), whole)
            .with("there", SharedSpark.context().parallelize(theirs, 2), exact)
            .check(check)
            .run());
    results.put(
        "list", LocalDataQuality.on(mine, whole).with("there", theirs, exact).check(check).run());
    List<String[]> asked =
        List.of(
            new String[] {"g", "count(*)", "2"},
            new String[] {"g", "count(DISTINCT n)", "2"},
            new String[] {"n", "count(*)", "300"},
            new String[] {"g, n", "count(*)", "2"});
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < asked.size(); i++) {
        String by = asked.get(i)[0];
        String complete = " WHERE " + by.replace(", ", " IS NOT NULL AND ") + " IS NOT NULL";
        String groups =
            "(SELECT %s, %s v FROM '%s/*.parquet'%s GROUP BY %s)"
                .formatted(by, asked.get(i)[1], directory.resolve("here"), complete, by);
        String keys =
            "(SELECT DISTINCT %s FROM '%s/*.parquet'%s)"
                .formatted(by, directory.resolve("there"), complete);
        try (ResultSet found =
            statement.executeQuery(
                "SELECT count(*), count(*) FILTER (v IS NULL OR v < %s), count(*) FILTER (v IS NULL)"
                        .formatted(asked.get(i)[2])
                    + " FROM %s FULL JOIN %s USING (%s)".formatted(groups, keys, by))) {
          found.next();
          assertThat(found.getLong(3)).as(by).isPositive();
          for (Map.Entry<String, VerificationResult> each : results.entrySet()) {
            ConstraintResult result = each.getValue().constraints().get(i);
            assertThat(result.actual())
                .as("%s: %s %s", each.getKey(), result.sentence(), result.error())
                .isEqualTo(new MetricValue.Groups(found.getLong(2), found.getLong(1)));
          }
        }
      }
    }
  }

  private static List<Map<String, ?>> records(Dataset<Row> data) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("g", row.getAs("g"));
      record.put("n", row.getAs("n"));
      records.add(record);
    }
    return records;
  }

  @Test
  void duckdb_comes_to_the_same_numbers_of_groups(@TempDir Path directory) throws SQLException {
    long seed = Seeds.next("duckdb groups");
    SparkSession session = SharedSpark.session();
    String files = directory.resolve("groups").toString();
    session
        .range(0, 4_000, 1, 3)
        .selectExpr(
            "IF(rand(" + seed + ") < 0.05, NULL, concat('g', CAST(pow(rand(), 2) * 300 AS INT))) g",
            "IF(rand() < 0.05, NULL, CAST(rand() * 2 AS INT)) h",
            "IF(rand() < 0.1, NULL, randn() * 10) x",
            "IF(rand() < 0.05, NULL, CAST(rand() * 40 - 20 AS BIGINT)) n",
            "IF(rand() < 0.05, NULL, CAST(rand() * 200 - 100 AS DECIMAL(12, 3))) d",
            "IF(rand() < 0.05, NULL, concat('s', CAST(rand() * 9 AS INT))) s")
        .write()
        .parquet(files);
    Dataset<Row> data = session.read().parquet(files);
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("g", String.class);
    types.put("h", Integer.class);
    types.put("x", Double.class);
    types.put("n", Long.class);
    types.put("d", BigDecimal.class);
    types.put("s", String.class);
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      Map<String, Object> record = new LinkedHashMap<>();
      types.keySet().forEach(name -> record.put(name, row.getAs(name)));
      records.add(record);
    }
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    Check check = Check.error("groups");
    for (Pair pair : PAIRS) {
      BigDecimal bound = new BigDecimal(pair.bound());
      check =
          check.require(
              pair.metric().per("g").isAtLeast(bound),
              pair.metric().per("g", "h").isAtLeast(bound));
    }
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put("Dataset", DataQuality.on(data).withSamples(3).check(check).run());
    results.put(
        "RDD",
        DataQuality.on(SharedSpark.context().parallelize(records, 3), fields)
            .withSamples(3)
            .check(check)
            .run());
    results.put("list", LocalDataQuality.on(records, fields).withSamples(3).check(check).run());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < PAIRS.size() * 2; i++) {
        Pair pair = PAIRS.get(i / 2);
        String by = i % 2 == 0 ? "g" : "g, h";
        String groups =
            "(SELECT "
                + by
                + ", "
                + pair.sql()
                + " v FROM '"
                + files
                + "/*.parquet' WHERE g IS NOT NULL"
                + (i % 2 == 0 ? "" : " AND h IS NOT NULL")
                + " GROUP BY "
                + by
                + ")";
        long judged;
        long violating;
        try (ResultSet found =
            statement.executeQuery(
                "SELECT count(v), count(*) FILTER (v < " + pair.bound() + ") FROM " + groups)) {
          found.next();
          judged = found.getLong(1);
          violating = found.getLong(2);
        }
        List<Object> worst = new ArrayList<>();
        try (ResultSet found =
            statement.executeQuery(
                "SELECT * FROM "
                    + groups
                    + " WHERE v < "
                    + pair.bound()
                    + " ORDER BY v, "
                    + by
                    + " LIMIT 3")) {
          while (found.next()) {
            worst.add(found.getString("g"));
          }
        }
        assertThat(violating).as(pair.sql()).isPositive().isLessThan(judged);
        for (Map.Entry<String, VerificationResult> each : results.entrySet()) {
          ConstraintResult result = each.getValue().constraints().get(i);
          String what = each.getKey() + ": " + result.sentence() + " " + result.note();
          assertThat(result.actual()).as(what).isEqualTo(new MetricValue.Groups(violating, judged));
          assertThat(result.samples().stream().map(sample -> sample.values().get("g")))
              .as(what)
              .containsExactlyElementsOf(worst);
        }
      }
    }
  }
}
