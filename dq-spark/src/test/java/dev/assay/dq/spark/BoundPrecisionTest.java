package dev.assay.dq.spark;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.Status;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A constant that a column cannot hold means what it says, on every path. */
class BoundPrecisionTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final NumericColumn F = number("f");
  private static final NumericColumn D = number("d");
  private static final TemporalColumn T = timestamp("t");

  private static void holds(Dataset<Row> data, Map<String, Class<?>> fields, Requirement... all) {
    Paths.expect(Status.PASS, data, fields, all);
  }

  private static void fails(Dataset<Row> data, Map<String, Class<?>> fields, Requirement... all) {
    Paths.expect(Status.FAIL, data, fields, all);
  }

  @Test
  void a_float_of_one_tenth_is_one_tenth() {
    Dataset<Row> data = SPARK.sql("SELECT cast(0.1 AS FLOAT) AS f, 0.1D AS d");
    Map<String, Class<?>> fields = new LinkedHashMap<>();
    fields.put("f", Float.class);
    fields.put("d", Double.class);
    holds(
        data,
        fields,
        F.isEqualTo(0.1f),
        F.isIn(0.1, 7),
        F.isAtMost(new BigDecimal("0.1")),
        F.isBetween(0.1f, 0.1f),
        F.max().isEqualTo(0.1),
        F.median().isAtMost(0.1f));
    fails(data, fields, F.isLessThan(0.1f), F.isGreaterThan(0.1), F.isNotEqualTo(0.1f));
    // relatives: a bound finer than the type, one beyond it
    holds(data, fields, F.isEqualTo(new BigDecimal("0.1000000000000001")), F.isLessThan(1e300));
    fails(data, fields, D.isEqualTo(new BigDecimal("0.1000000000000001")), F.isEqualTo(1e300));
  }

  /** The FLOAT of 0.1 is 0.100000001490116119384765625 exactly. */
  @Test
  void what_is_computed_from_a_float_is_a_double() {
    Dataset<Row> data = SPARK.sql("SELECT cast(0.1 AS FLOAT) AS f");
    Map<String, Class<?>> fields = Map.of("f", Float.class);
    BigDecimal exact = new BigDecimal("0.100000001490116119384765625");
    holds(data, fields, F.absolute().isEqualTo(exact), F.absolute().max().isEqualTo(exact));
    fails(data, fields, F.absolute().isEqualTo(0.1), F.absolute().max().isEqualTo(0.1));
  }

  @Tag("slow")
  @Test
  void infinity_lies_beyond_every_number() {
    Dataset<Row> data =
        SPARK.sql("SELECT cast('Infinity' AS FLOAT) AS f, cast('-Infinity' AS DOUBLE) AS d");
    Map<String, Class<?>> fields = new LinkedHashMap<>();
    fields.put("f", Float.class);
    fields.put("d", Double.class);
    BigDecimal huge = new BigDecimal("1E+999");
    holds(data, fields, F.isGreaterThan(1e39), F.isAtLeast(huge), D.isLessThan(huge.negate()));
    holds(data, fields, F.max().isGreaterThan(huge));
    // a FLOAT ends before 1e40, and what is denied or joined is judged alike
    BigDecimal beyond = new BigDecimal("1e40");
    holds(
        data,
        fields,
        F.isNotEqualTo(beyond),
        F.isEqualTo(beyond).or(D.isEqualTo(huge.negate())).not(),
        F.isBetween(0, beyond).not(),
        F.isGreaterThan(beyond).and(D.isLessThan(beyond.negate())));
    fails(data, fields, F.isAtMost(huge), F.isEqualTo(huge), D.isAtLeast(huge.negate()));
    fails(data, fields, F.isIn(huge, 1), D.min().isEqualTo(huge.negate()));
  }

  @Tag("slow")
  @Test
  void a_microsecond_is_before_one_and_a_half() {
    Dataset<Row> data = SPARK.sql("SELECT timestamp_micros(1) AS t, timestamp_micros(-1) AS u");
    Instant later = Instant.EPOCH.plusNanos(1_500);
    Map<String, Class<?>> fields = new LinkedHashMap<>();
    fields.put("t", Instant.class);
    fields.put("u", Instant.class);
    TemporalColumn u = timestamp("u");
    holds(
        data,
        fields,
        T.isBefore(later),
        T.isBeforeOrAt(later),
        T.isBetween(Instant.EPOCH.plusNanos(500), later),
        u.isAfter(Instant.EPOCH.minusNanos(1_500)),
        T.max().isBefore(later));
    fails(data, fields, T.isEqualTo(later), T.isAfterOrAt(later), T.isIn(later, Instant.EPOCH));
    fails(data, fields, T.isAfter(later), u.isBefore(Instant.EPOCH.minusNanos(1_500)));
    Dataset<Row> local = SPARK.sql("SELECT TIMESTAMP_NTZ'1970-01-01 00:00:00.000001' AS t");
    LocalDateTime bound = LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(1_500);
    Map<String, Class<?>> locals = Map.of("t", LocalDateTime.class);
    holds(local, locals, T.isBefore(bound));
    fails(local, locals, T.isAfterOrAt(bound), T.isEqualTo(bound));
  }

  @Test
  void bounds_that_no_column_can_hold_are_judged() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT timestamp_micros(1) AS t, DATE'2024-02-29' AS day, 7 AS n, 1.50 AS x"
                + " UNION ALL SELECT null, null, null, null");
    Map<String, Class<?>> fields = new LinkedHashMap<>();
    fields.put("t", Instant.class);
    fields.put("day", LocalDate.class);
    fields.put("n", Integer.class);
    fields.put("x", BigDecimal.class);
    TemporalColumn day = date("day");
    BigDecimal huge = new BigDecimal("1E+999999999");
    BigDecimal tiny = new BigDecimal("1E-999999999");
    holds(
        data,
        fields,
        T.isBefore(Instant.MAX),
        T.isAfter(Instant.MIN),
        day.isBefore(LocalDate.MAX),
        day.isAfterOrAt(LocalDate.MIN),
        number("n").isLessThan(huge),
        number("n").isGreaterThan(tiny),
        number("x").isBetween(tiny.negate(), huge),
        number("x").mean().isCloseTo(new BigDecimal("1.5"), huge),
        rowCount().isEqualTo(2));
    fails(
        data,
        fields,
        T.isAfterOrAt(Instant.MAX),
        day.isEqualTo(LocalDate.MAX),
        number("n").isIn(huge, tiny),
        number("x").isAtMost(tiny));
    // three-valued: null satisfies neither
    Paths.of(data, fields, T.isBefore(Instant.MAX).failingOnNull())
        .forEach((path, result) -> assertThat(result.get(0).violations()).as(path).isEqualTo(1));
  }

  @Test
  void a_float_in_a_map_without_declared_types_is_the_decimal_it_prints() {
    List<Map<String, ?>> records = List.of(Map.of("f", 0.1f));
    Check check = Check.error("c").require(F.isEqualTo(0.1f), F.isIn(0.1), F.max().isAtMost(0.1));
    assertThat(LocalDataQuality.verify(records, Fields.ofMaps(), check).passed()).isTrue();
    assertThat(
            DataQuality.verify(SharedSpark.context().parallelize(records), Fields.ofMaps(), check)
                .passed())
        .isTrue();
  }

  @Tag("slow")
  @Test
  void two_hundred_thousand_allowed_values_are_one_node_of_the_plan() {
    Dataset<Row> data =
        SPARK
            .range(0, 1_000, 1, 2)
            .selectExpr(
                "id * 211 AS n",
                "concat('v', id * 211) AS s",
                "cast(id * 211 AS DECIMAL(20,3)) AS x",
                "date_add(DATE'1970-01-01', cast(id AS INT)) AS day",
                "timestamp_seconds(id * 211) AS t",
                "IF(id = 0, -0.0D, id * 211) AS d");
    Long[] numbers = LongStream.range(0, 20_000).boxed().toArray(Long[]::new);
    String[] texts = IntStream.range(0, 200_000).mapToObj(i -> "v" + i).toArray(String[]::new);
    Instant[] moments =
        LongStream.range(0, 20_000).mapToObj(Instant::ofEpochSecond).toArray(Instant[]::new);
    LocalDate[] days =
        LongStream.range(0, 500).mapToObj(LocalDate::ofEpochDay).toArray(LocalDate[]::new);
    Predicate in = string("s").isIn(texts);
    var result =
        DataQuality.verify(
            data,
            Check.error("c")
                .require(
                    in,
                    number("n").isIn(numbers),
                    number("x").isIn(numbers),
                    number("d").isIn(numbers),
                    date("day").isIn(days),
                    timestamp("t").isIn(moments)));
    // 0, 211, ..., 199,817 are 948 below 200,000; 0, 211, ..., 19,834 are 95 below 20,000
    assertThat(result.checks().get(0).constraints())
        .extracting(each -> 1_000 - each.violations())
        .containsExactly(948L, 95L, 95L, 95L, 500L, 95L);
    // what makes it seconds instead of half a minute: the plan holds no constant for each value
    Map<ColumnRef, Schema.Type> types =
        Map.of(ColumnRef.exactly("s"), Schema.Type.of(TypeKind.STRING, "string"));
    assertThat(Lowering.toColumns(types).compile(in.expr()).toString()).hasSizeLessThan(100);
  }
}
