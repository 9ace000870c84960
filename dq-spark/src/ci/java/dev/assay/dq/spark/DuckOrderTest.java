package dev.assay.dq.spark;

import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.interval;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
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
import java.time.Duration;
import java.time.Instant;
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

/** Rows in order that DuckDB judges as well, by windows over the Parquet files that Spark wrote. */
@Tag("slow")
class DuckOrderTest {

  private static final TemporalColumn T = timestamp("t");
  private static final NumericColumn N = integer("n");
  private static final NumericColumn D = decimal("d");
  private static final StringColumn S = string("s");

  /** Rows of a key whose times differ: those of the one before, from which they differ. */
  private static final String STEPS =
      "SELECT k, t, n, d, s, lag(t) OVER w pt, lag(n) OVER w pn, lag(d) OVER w pd, lag(s) OVER w ps"
          + " FROM r WHERE k IS NOT NULL AND t IS NOT NULL AND %s IS NOT NULL"
          + " WINDOW w AS (PARTITION BY k ORDER BY t)";

  /**
   * A constraint, and SQL for the number of what is judged and of what violates.
   *
   * @param sql two columns
   */
  private record Pair(Constraint constraint, String sql) {}

  private static Pair steps(Constraint constraint, String column, String violates) {
    return new Pair(
        constraint,
        "SELECT count(*) FILTER (pt IS NOT NULL), count(*) FILTER (pt IS NOT NULL AND ("
            + violates
            + ")) FROM ("
            + STEPS.formatted(column)
            + ")");
  }

  private static final List<Pair> PAIRS =
      List.of(
          steps(N.orderedBy(T).per("k").isStrictlyIncreasing(), "n", "n <= pn"),
          steps(N.orderedBy(T).per("k").neverDecreases(), "n", "n < pn"),
          steps(D.orderedBy(T).per("k").isStrictlyDecreasing(), "d", "d >= pd"),
          steps(S.orderedBy(T).per("k").neverIncreases(), "s", "s > ps"),
          steps(D.orderedBy(T).per("k").changesByAtMost(60), "d", "abs(d - pd) > 60"),
          steps(
              D.orderedBy(T).per("k").changesByAtMostPercent(50),
              "d",
              "abs(d - pd) * 100 > 50 * abs(pd)"),
          steps(
              T.per("k").hasGapsOfAtMost(Duration.ofMinutes(70)),
              "t",
              "t - pt > INTERVAL 70 MINUTE"),
          steps(
              S.orderedBy(T).per("k").onlyChangesAlong("s0>s1>s2>s0", "s0>s2"),
              "s",
              "(ps, s) NOT IN (('s0', 's1'), ('s1', 's2'), ('s2', 's0'), ('s0', 's2'))"),
          new Pair(
              S.orderedBy(T).per("k").startsIn("s1"),
              "SELECT count(*), count(*) FILTER (e <> 's1') FROM (SELECT arg_min(s, t) e FROM r"
                  + " WHERE k IS NOT NULL AND t IS NOT NULL AND s IS NOT NULL GROUP BY k)"),
          new Pair(
              S.orderedBy(T).per("k").endsIn("s0", "s1"),
              "SELECT count(*), count(*) FILTER (e = 's2') FROM (SELECT arg_max(s, t) e FROM r"
                  + " WHERE k IS NOT NULL AND t IS NOT NULL AND s IS NOT NULL GROUP BY k)"),
          new Pair(
              S.orderedBy(T).per("k").repeatsForAtMost(2),
              "SELECT count(*), count(*) FILTER (i > 2) FROM (SELECT row_number() OVER (PARTITION BY"
                  + " k, g ORDER BY t) i FROM (SELECT k, t, sum(CASE WHEN s = ps THEN 0 ELSE 1 END)"
                  + " OVER (PARTITION BY k ORDER BY t) g FROM ("
                  + STEPS.formatted("s")
                  + ")))"),
          new Pair(
              T.per("k").hasAtMost(3, Duration.ofHours(3)),
              "SELECT count(*), count(*) FILTER (t - b < INTERVAL 3 HOUR) FROM (SELECT t, lag(t, 3)"
                  + " OVER (PARTITION BY k ORDER BY t) b FROM r WHERE k IS NOT NULL AND t IS NOT"
                  + " NULL)"),
          new Pair(
              T.per("k")
                  .isFollowedWithin(Duration.ofMinutes(90), S.isEqualTo("s0"), S.isEqualTo("s1")),
              "SELECT count(*), count(*) FILTER (NOT EXISTS (SELECT 1 FROM r b WHERE b.k = a.k AND"
                  + " b.s = 's1' AND b.t BETWEEN a.t AND a.t + INTERVAL 90 MINUTE)) FROM r a WHERE k"
                  + " IS NOT NULL AND t IS NOT NULL AND s = 's0'"),
          new Pair(
              interval(integer("a"), integer("b")).per("k").doNotOverlap(),
              "SELECT count(*), count(*) FILTER (b < a OR (b > a AND a < m)) FROM (SELECT a, b,"
                  + " max(CASE WHEN b > a THEN b END) OVER (PARTITION BY k ORDER BY a ROWS BETWEEN"
                  + " UNBOUNDED PRECEDING AND 1 PRECEDING) m FROM (SELECT k, a, coalesce(b, 1e9) b"
                  + " FROM r WHERE k IS NOT NULL))"),
          new Pair(
              interval(integer("a"), integer("b")).per("k").leaveNoGap(),
              "SELECT count(*), count(*) FILTER (b < a OR a > m) FROM (SELECT a, b, max(CASE WHEN b >"
                  + " a THEN b END) OVER (PARTITION BY k ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING"
                  + " AND 1 PRECEDING) m FROM (SELECT k, a, coalesce(b, 1e9) b FROM r WHERE k IS NOT"
                  + " NULL))"),
          new Pair(
              integer("a").per("k").hasNoHoles(),
              "SELECT sum(c), sum(c - n) FROM (SELECT max(a) - min(a) + 1 c, count(DISTINCT a) n FROM"
                  + " r WHERE k IS NOT NULL GROUP BY k)"));

  @Test
  void duckdb_comes_to_the_same_numbers(@TempDir Path directory) throws SQLException {
    long seed = Long.getLong("assay.seed", System.nanoTime() % 1_000_000);
    System.out.println("duckdb order: -Dassay.seed=" + seed);
    SparkSession session = SharedSpark.session();
    String files = directory.resolve("rows").toString();
    // each time, and each beginning of an interval, once: what comes first is known
    session
        .range(0, 3_000, 1, 3)
        .selectExpr(
            "IF(rand(" + seed + ") < 0.05, NULL, concat('k', CAST(pow(rand(), 2) * 60 AS INT))) k",
            "IF(rand() < 0.05, NULL, TIMESTAMP'2024-03-30 00:00:00' + make_interval(0, 0, 0, 0, 0,"
                + " CAST((id * 7919) % 3000 AS INT), 0)) t",
            "IF(rand() < 0.05, NULL, CAST(rand() * 9 AS INT)) n",
            "IF(rand() < 0.05, NULL, CAST(rand() * 200 - 100 AS DECIMAL(12, 3))) d",
            "IF(rand() < 0.05, NULL, concat('s', CAST(rand() * 3 AS INT))) s",
            "CAST(id * 7 AS INT) a",
            "IF(rand() < 0.005, NULL, CAST(id * 7 + rand() * 500 - 5 AS INT)) b")
        .write()
        .parquet(files);
    Dataset<Row> data = session.read().parquet(files);
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("k", String.class);
    types.put("t", Instant.class);
    types.put("n", Integer.class);
    types.put("d", BigDecimal.class);
    types.put("s", String.class);
    types.put("a", Integer.class);
    types.put("b", Integer.class);
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (String name : types.keySet()) {
        Object value = row.getAs(name);
        record.put(
            name, value instanceof java.sql.Timestamp time ? (Object) time.toInstant() : value);
      }
      records.add(record);
    }
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    Check check =
        Check.error("order").require(PAIRS.stream().<Requirement>map(Pair::constraint).toList());
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put("Dataset", DataQuality.on(data).check(check).run());
    results.put(
        "RDD",
        DataQuality.on(SharedSpark.context().parallelize(records, 3), fields).check(check).run());
    results.put("list", LocalDataQuality.on(records, fields).check(check).run());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW r AS SELECT * FROM '" + files + "/*.parquet'");
      for (int i = 0; i < PAIRS.size(); i++) {
        long judged;
        long violating;
        try (ResultSet found = statement.executeQuery(PAIRS.get(i).sql())) {
          found.next();
          judged = found.getLong(1);
          violating = found.getLong(2);
        }
        assertThat(violating).as(PAIRS.get(i).sql()).isPositive().isLessThan(judged);
        for (Map.Entry<String, VerificationResult> each : results.entrySet()) {
          ConstraintResult result = each.getValue().constraints().get(i);
          String what = each.getKey() + ": " + result.sentence() + " " + result.error();
          assertThat(result.actual())
              .as(what)
              .isEqualTo(
                  new MetricValue.InOrder(
                      violating, judged, ((MetricValue.InOrder) result.actual()).noun()));
        }
      }
    }
  }
}
