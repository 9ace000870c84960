package dev.assay.dq.spark;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.interval;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.Seeds;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.TemporalExpression;
import dev.assay.dq.TemporalSequence;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
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
              T.orderedBy(integer("a")).per("k").isLateByAtMost(Duration.ofMinutes(25)),
              "SELECT count(*) FILTER (b IS NOT NULL), count(*) FILTER (b - t > INTERVAL 25 MINUTE)"
                  + " FROM (SELECT t, max(t) OVER (PARTITION BY k ORDER BY a ROWS BETWEEN UNBOUNDED"
                  + " PRECEDING AND 1 PRECEDING) b FROM r WHERE k IS NOT NULL AND t IS NOT NULL)"),
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

  private static final TemporalColumn DAY = date("d");

  /** The clocks change in the small hours, at midnight, by half an hour, and never. */
  private static final List<String> ZONES =
      List.of("Europe/Paris", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata");

  /**
   * What is read of a row: its date, or what the clocks of a zone show; the files have those of
   * UTC.
   */
  private static String shown(String zone) {
    return zone.isEmpty() ? "d" : "t AT TIME ZONE 'UTC' AT TIME ZONE '" + zone + "'";
  }

  /** Rows of a key with the one before and the first, and all steps from there on. */
  private static Pair calendarSteps(TemporalExpression of, String zone, int months, int days) {
    String steps = "a + to_months(CAST(n * " + months + " AS INT)) + to_days(CAST(n * ";
    return new Pair(
        of.per("k").hasStepsOf(Period.of(0, months, days)),
        "WITH o AS (SELECT k, v, lag(v) OVER (PARTITION BY k ORDER BY v) p, min(v) OVER (PARTITION BY"
            + " k) a FROM (SELECT k, CAST("
            + shown(zone)
            + " AS TIMESTAMP) v FROM r) WHERE k IS NOT NULL AND v IS NOT NULL), s AS (SELECT k, n,"
            + steps
            + days
            + " AS INT)) v, lag(v) OVER (PARTITION BY k ORDER BY n) b FROM (SELECT DISTINCT k, a FROM"
            + " o), range(0, 1500) g(n)) SELECT count(*), count(*) FILTER (NOT EXISTS (SELECT 1 FROM"
            + " s WHERE s.k = o.k AND s.v = o.v AND s.b <= o.p AND o.p < o.v)) FROM o WHERE p IS NOT NULL");
  }

  /**
   * Periods that there should be, and those without a row.
   *
   * @param unit of a period
   * @param works which periods count
   * @param range the first and the last of them; else those of the rows of a key
   */
  private static Pair every(
      Constraint constraint, String unit, String zone, String works, LocalDate... range) {
    String first = "min(p)";
    String last = "max(p)";
    String known = "x WHERE " + works;
    if (range.length > 0) {
      first = trunc(unit, "TIMESTAMP '" + range[0] + " 00:00:00'");
      last = trunc(unit, "TIMESTAMP '" + range[1] + " 23:59:59'");
      known = "x";
    }
    return new Pair(
        constraint,
        "WITH x AS (SELECT k, "
            + trunc(unit, "CAST(" + shown(zone) + " AS TIMESTAMP)")
            + " p FROM r WHERE k IS NOT NULL AND "
            + (zone.isEmpty() ? "d" : "t")
            + " IS NOT NULL), e AS (SELECT k, unnest(l) p FROM (SELECT k, generate_series("
            + first
            + ", "
            + last
            + ", INTERVAL 1 "
            + unit
            + ") l FROM "
            + known
            + " GROUP BY k)) SELECT count(*), count(*) FILTER (NOT EXISTS (SELECT 1 FROM x WHERE x.k ="
            + " e.k AND x.p = e.p)) FROM e WHERE "
            + works);
  }

  private static String trunc(String unit, String time) {
    return "CAST(date_trunc('" + unit + "', " + time + ") AS TIMESTAMP)";
  }

  private static List<Pair> ofTheCalendar() {
    LocalDate from = LocalDate.of(2023, 2, 27);
    LocalDate to = LocalDate.of(2024, 4, 2);
    LocalDate holiday = LocalDate.of(2024, 1, 1);
    BusinessCalendar week = BusinessCalendar.of("week").withHolidays(holiday, from);
    String worked = "isodow(p) < 6 AND p NOT IN (DATE '2024-01-01', DATE '2023-02-27')";
    BusinessCalendar other =
        BusinessCalendar.of("other").withWeekend(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
    String sundays = "isodow(p) NOT IN (5, 6)";
    List<Pair> pairs = new ArrayList<>();
    pairs.add(every(T.per("k").hasEveryHour(), "HOUR", "UTC", "true"));
    pairs.add(every(T.per("k").hasEveryHour(from, to), "HOUR", "UTC", "true", from, to));
    List<String> all = new ArrayList<>(ZONES);
    all.add("");
    for (String zone : all) {
      TemporalExpression of = zone.isEmpty() ? DAY : T.inZone(zone);
      TemporalSequence rows = of.per("k");
      pairs.add(calendarSteps(of, zone, 1, 0));
      pairs.add(calendarSteps(of, zone, 0, 1));
      pairs.add(calendarSteps(of, zone, 0, 7));
      pairs.add(calendarSteps(of, zone, 1, 1));
      pairs.add(calendarSteps(of, zone, 12, 0));
      if (!zone.isEmpty()) {
        pairs.add(every(rows.hasEveryHour(), "HOUR", zone, "true"));
      }
      pairs.add(every(rows.hasEveryDay(), "DAY", zone, "true"));
      pairs.add(every(rows.hasEveryDay(from, to), "DAY", zone, "true", from, to));
      pairs.add(every(rows.hasEveryWeek(), "WEEK", zone, "true"));
      pairs.add(every(rows.hasEveryWeek(from, to), "WEEK", zone, "true", from, to));
      pairs.add(every(rows.hasEveryMonth(), "MONTH", zone, "true"));
      pairs.add(every(rows.hasEveryMonth(from, to), "MONTH", zone, "true", from, to));
      pairs.add(every(rows.hasEveryBusinessDay(week), "DAY", zone, worked));
      pairs.add(every(rows.hasEveryBusinessDay(week, from, to), "DAY", zone, worked, from, to));
      pairs.add(every(rows.hasEveryBusinessDay(other), "DAY", zone, sundays));
    }
    return pairs;
  }

  /** Of each key a step of the calendar from a day on, by clocks of a zone, and what breaks it. */
  private static List<Row> onTheCalendar(Random random) {
    List<LocalTime> times = List.of(LocalTime.MIN, LocalTime.of(2, 30), LocalTime.of(23, 30));
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k < 36; k++) {
      ZoneId zone = ZoneId.of(ZONES.get(k % ZONES.size()));
      LocalTime time = times.get(k % times.size());
      LocalDate begin = LocalDate.of(2022, 12, 20).plusDays(random.nextInt(75));
      if (k % 2 == 0) {
        begin = begin.with(TemporalAdjusters.lastDayOfMonth());
      }
      int kind = k % 5;
      for (int n = 0; n < (kind == 0 ? 20 : 120); n++) {
        LocalDate day =
            switch (kind) {
              case 0 -> begin.plusMonths(n);
              case 1 -> begin.plusWeeks(n / 2);
              case 2 -> begin.plusMonths(n / 6).plusDays(n / 6);
              default -> begin.plusDays(3L * n / 2);
            };
        int what = random.nextInt(100);
        if (what < 6) {
          continue;
        }
        LocalDate moved = what < 10 ? day.plusDays(1 + random.nextInt(2)) : day;
        Instant at = ZonedDateTime.of(moved, time, zone).toInstant();
        Instant later = kind == 4 ? at.plusSeconds(3600L * random.nextInt(30)) : at;
        rows.add(
            RowFactory.create(
                what == 10 ? null : "k" + k,
                what == 11 ? null : Date.valueOf(moved),
                what == 12 ? null : Timestamp.from(later)));
      }
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  private static long seed() {
    long seed = Seeds.next("duckdb order");
    return seed;
  }

  @Test
  void duckdb_comes_to_the_same_numbers_of_the_calendar(@TempDir Path directory)
      throws SQLException {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("k", String.class);
    types.put("d", LocalDate.class);
    types.put("t", Instant.class);
    agree(
        SharedSpark.session()
            .createDataFrame(
                onTheCalendar(new Random(seed())),
                StructType.fromDDL("k STRING, d DATE, t TIMESTAMP")),
        types,
        ofTheCalendar(),
        directory);
  }

  @Test
  void duckdb_comes_to_the_same_numbers(@TempDir Path directory) throws SQLException {
    long seed = seed();
    // each time, and each beginning of an interval, once: what comes first is known
    Dataset<Row> rows =
        SharedSpark.session()
            .range(0, 3_000, 1, 3)
            .selectExpr(
                "IF(rand("
                    + seed
                    + ") < 0.05, NULL, concat('k', CAST(pow(rand(), 2) * 60 AS INT))) k",
                "IF(rand() < 0.05, NULL, TIMESTAMP'2024-03-30 00:00:00' + make_interval(0, 0, 0, 0, 0,"
                    + " CAST((id * 7919) % 3000 AS INT), 0)) t",
                "IF(rand() < 0.05, NULL, CAST(rand() * 9 AS INT)) n",
                "IF(rand() < 0.05, NULL, CAST(rand() * 200 - 100 AS DECIMAL(12, 3))) d",
                "IF(rand() < 0.05, NULL, concat('s', CAST(rand() * 3 AS INT))) s",
                "CAST(id * 7 AS INT) a",
                "IF(rand() < 0.005, NULL, CAST(id * 7 + rand() * 500 - 5 AS INT)) b");
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("k", String.class);
    types.put("t", Instant.class);
    types.put("n", Integer.class);
    types.put("d", BigDecimal.class);
    types.put("s", String.class);
    types.put("a", Integer.class);
    types.put("b", Integer.class);
    agree(rows, types, PAIRS, directory);
  }

  private static void agree(
      Dataset<Row> rows, Map<String, Class<?>> types, List<Pair> pairs, Path directory)
      throws SQLException {
    String files = directory.resolve("rows").toString();
    rows.write().parquet(files);
    Dataset<Row> data = SharedSpark.session().read().parquet(files);
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (String name : types.keySet()) {
        Object value = row.getAs(name);
        record.put(
            name,
            value instanceof Timestamp time
                ? (Object) time.toInstant()
                : value instanceof Date day ? day.toLocalDate() : value);
      }
      records.add(record);
    }
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    Check check =
        Check.error("order").require(pairs.stream().<Requirement>map(Pair::constraint).toList());
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put("Dataset", DataQuality.on(data).check(check).run());
    results.put(
        "RDD",
        DataQuality.on(SharedSpark.context().parallelize(records, 3), fields).check(check).run());
    results.put("list", LocalDataQuality.on(records, fields).check(check).run());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW r AS SELECT * FROM '" + files + "/*.parquet'");
      for (int i = 0; i < pairs.size(); i++) {
        long judged;
        long violating;
        try (ResultSet found = statement.executeQuery(pairs.get(i).sql())) {
          found.next();
          judged = found.getLong(1);
          violating = found.getLong(2);
        }
        assertThat(violating).as(pairs.get(i).sql()).isPositive().isLessThan(judged);
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
