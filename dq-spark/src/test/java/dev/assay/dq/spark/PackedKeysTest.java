package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Plan;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.executor.ShuffleReadMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that are counted as packed words: hand-counted cases, and when they apply. */
@Tag("matrix")
class PackedKeysTest {

  private static final SparkSession SPARK = SharedSpark.generating();

  private static List<PassKind> kinds(Plan plan) {
    return RunPlan.of(plan).passes().stream().map(pass -> pass.kind()).toList();
  }

  @Test
  void many_keys_with_few_and_many_repetitions() {
    // 200,000 rows; of 0 to 69,999, 60,000 values come three times and 10,000 twice
    Dataset<Row> data =
        SPARK
            .range(0, 200_000, 1, 5)
            .selectExpr(
                "id",
                "id % 70000 AS some",
                "cast(id % 3 AS INT) AS few",
                "IF(id % 10 = 0, NULL, id) AS gaps",
                "cast(id % 20 AS TINYINT) AS small");
    Check check =
        Check.error("keys")
            .require(
                key("id").isUnique(),
                key("some").distinctCount().isEqualTo(70_000),
                key("some").duplicateRows().isEqualTo(200_000),
                key("some").extraRows().isEqualTo(130_000),
                key("few").distinctCount().isEqualTo(3),
                key("few").uniqueness().isEqualTo(0),
                key("gaps").isUnique(),
                // 3 and 20 have no common divisor
                key("few", "small").distinctCount().isEqualTo(60),
                key("id", "few", "small").isUnique(),
                key("some").distinctCount().isEqualTo(10).where(number("some").isLessThan(10)),
                key("some").duplicateRows().isEqualTo(30).where(number("some").isLessThan(10)));
    RunPlan plan = RunPlan.of(DataQuality.plan(data, check));
    assertThat(kinds(plan)).containsExactly(PassKind.SCAN, PassKind.PACKED_KEYS);
    List<ConstraintResult> results = DataQuality.verify(data, check).constraints();
    assertThat(results)
        .allSatisfy(
            each ->
                assertThat(each.status())
                    .as("%s: %s", each.sentence(), each.butWas())
                    .isEqualTo(Status.PASS));
    assertThat(results.get(6).leftOut()).isEqualTo(20_000);
  }

  @Test
  void a_frequent_key_among_many_rare_ones() {
    // of 600,000 rows, 420,000 have the key -1, the others one of their own
    Dataset<Row> data =
        SPARK
            .range(0, 600_000, 1, 2)
            .selectExpr("IF(id % 10 < 7, -1, id) AS hot", "cast(id % 2 AS INT) AS half");
    Check check =
        Check.error("keys")
            .require(
                key("hot").distinctCount().isEqualTo(180_001),
                key("hot").duplicateRows().isEqualTo(420_000),
                key("hot").extraRows().isEqualTo(419_999),
                // -1 comes with both halves
                key("hot", "half").distinctCount().isEqualTo(180_002),
                key("hot").conflictingValues("half").isEqualTo(1));
    assertThat(failures(data, check)).isEmpty();
  }

  @Test
  void keys_whose_low_bits_are_all_zero_are_spread_over_all_tasks() {
    Dataset<Row> data = SPARK.range(0, 100_000, 1, 4).selectExpr("id * 1048576 AS id");
    Check check = Check.error("keys").require(key("id").isUnique());
    ShuffleReads shuffled = new ShuffleReads();
    SharedSpark.drainListeners();
    SharedSpark.context().sc().addSparkListener(shuffled);
    try {
      assertThat(DataQuality.verify(data, check).passed()).isTrue();
      SharedSpark.drainListeners();
    } finally {
      SharedSpark.context().sc().removeSparkListener(shuffled);
    }
    List<Long> received = shuffled.received();
    assertThat(received).hasSizeGreaterThan(2);
    assertThat(Collections.min(received) * 2).isGreaterThan(Collections.max(received));
  }

  /** What tasks read of shuffles. */
  private static final class ShuffleReads extends SparkListener {

    private final List<Long> bytes = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      ShuffleReadMetrics read = end.taskMetrics().shuffleReadMetrics();
      if (read.recordsRead() > 0) {
        bytes.add(read.localBytesRead() + read.remoteBytesRead());
      }
    }

    List<Long> received() {
      return List.copyOf(bytes);
    }
  }

  @Test
  void one_zero_one_nan_and_the_ends_of_the_types() {
    Dataset<Row> data =
        SPARK.createDataFrame(
            Stream.of(
                    RowFactory.create(0.0, Long.MIN_VALUE, (byte) -1, 1),
                    RowFactory.create(-0.0, Long.MAX_VALUE, (byte) -1, -1),
                    RowFactory.create(Double.NaN, -1L, (byte) 1, Integer.MIN_VALUE),
                    RowFactory.create(
                        Double.longBitsToDouble(0x7ff8000000000001L), 0L, (byte) 0, 255),
                    RowFactory.create(1.0, null, (byte) -1, 65_535))
                .toList(),
            StructType.fromDDL("d DOUBLE, l BIGINT, b TINYINT, i INT"));
    Check check =
        Check.error("ends")
            .require(
                key("d").distinctCount().isEqualTo(3),
                key("l").isUnique(),
                key("b").distinctCount().isEqualTo(3),
                key("i").isUnique(),
                key("b", "i").isUnique(),
                key("d", "l").distinctCount().isEqualTo(4));
    assertThat(failures(data, check)).isEmpty();
  }

  @Test
  void other_keys_are_grouped_and_a_run_can_insist_on_it() {
    Dataset<Row> data = SPARK.range(10).selectExpr("id", "cast(id AS STRING) AS text");
    Check numbers = Check.error("c").require(key("id").isUnique());
    Check texts = Check.error("c").require(key("text").isUnique(), key("id", "text").isUnique());
    assertThat(kinds(DataQuality.plan(data, numbers))).containsExactly(PassKind.PACKED_KEYS);
    assertThat(kinds(DataQuality.plan(data, texts))).containsExactly(PassKind.SCAN, PassKind.KEYS);
    assertThat(kinds(DataQuality.on(data).keys(KeyStrategy.GROUP_BY).check(numbers).plan()))
        .containsExactly(PassKind.KEYS);
  }

  @Test
  void the_number_of_rows_rides_along() {
    Dataset<Row> data = SPARK.range(0, 1000, 1, 3).selectExpr("id", "cast(id AS STRING) AS text");
    for (String column : List.of("id", "text")) {
      Check check = Check.error("c").require(rowCount().isEqualTo(1000), key(column).isUnique());
      assertThat(kinds(DataQuality.plan(data, check))).hasSize(1);
      assertThat(DataQuality.verify(data, check).passed()).isTrue();
      assertThat(DataQuality.verify(data.where("id < 0"), check).constraints().get(1).status())
          .isEqualTo(Status.NOT_EVALUATED);
    }
  }

  @Test
  void one_key_of_one_column_of_each_type() {
    // 1,000 rows: every tenth has no key; of the other 900, 9 rows share each of 100 values
    Dataset<Row> data =
        SPARK
            .range(0, 1000, 1, 3)
            .selectExpr("IF(id % 10 = 0, NULL, id DIV 10) AS l")
            .selectExpr(
                "l",
                "cast(l AS INT) AS i",
                "cast(l AS SMALLINT) AS s",
                "cast(l - 50 AS TINYINT) AS b",
                "date_add(DATE'1969-12-01', cast(l AS INT)) AS d",
                "timestamp_micros(l - 50) AS t",
                "l / 7D AS x",
                "cast(l / 7D AS FLOAT) AS f",
                "cast(l AS DECIMAL(10, 2)) AS e");
    for (String column : data.columns()) {
      Check check =
          Check.error("c")
              .require(
                  key(column).distinctCount().isEqualTo(100),
                  key(column).duplicateRows().isEqualTo(900),
                  rowCount().isEqualTo(1000));
      assertThat(kinds(DataQuality.plan(data, check)))
          .as(column)
          .containsExactly(PassKind.PACKED_KEYS);
      List<ConstraintResult> results = DataQuality.verify(data, check).constraints();
      assertThat(results)
          .allSatisfy(
              each ->
                  assertThat(each.status())
                      .as("%s: %s", each.sentence(), each.butWas())
                      .isEqualTo(Status.PASS));
      assertThat(results.get(0).leftOut()).as(column).isEqualTo(100);
    }
    Dataset<Row> zeros = SPARK.sql("SELECT explode(array(0.0D, -0.0D, 'NaN', 'NaN', 1D)) AS x");
    Check check = Check.error("c").require(key("x").distinctCount().isEqualTo(3));
    assertThat(failures(zeros.selectExpr("cast(x AS DOUBLE) AS x"), check)).isEmpty();
  }

  /** What Spark's planner could do with the place where words are taken: compute it, move it. */
  @Tag("slow")
  @Test
  void each_row_is_counted_once_whatever_the_plan_it_comes_from() {
    // 6,000 rows; of 0 to 1,999, each value comes three times; every fifth row has a key of its own
    Dataset<Row> range =
        SPARK
            .range(0, 6000, 1, 3)
            .selectExpr("id", "id % 2000 AS three", "IF(id % 5 = 0, id, NULL) AS some");
    Dataset<Row> values = SPARK.createDataFrame(range.collectAsList(), range.schema());
    range.createOrReplaceTempView("packed_rows");
    Dataset<Row> twice =
        SPARK.sql(
            "WITH r AS (SELECT *, rand() AS x FROM packed_rows)"
                + " SELECT a.id, a.three, a.some FROM r a JOIN r b ON a.id = b.id AND a.x = b.x");
    Dataset<Row> cached = range.union(range.limit(0)).cache();
    try {
      Map<String, Dataset<Row>> plans =
          Map.ofEntries(
              Map.entry("range", range),
              Map.entry("values that the driver has", values),
              Map.entry("some of them", values.filter("id >= 0").select("some", "three", "id")),
              Map.entry("records", SPARK.createDataFrame(values.toJavaRDD(), values.schema())),
              Map.entry("repartitioned", values.repartition(7)),
              Map.entry("one partition", range.coalesce(1)),
              Map.entry("sorted", range.sort("three")),
              Map.entry("limit", range.limit(6000)),
              Map.entry("union", range.filter("id < 10").union(range.filter("id >= 10"))),
              Map.entry("no duplicates", range.dropDuplicates()),
              Map.entry("join", range.join(range.select("id"), "id")),
              Map.entry("a query used twice", twice),
              Map.entry("cached", cached),
              Map.entry(
                  "exploded",
                  range
                      .groupBy("three")
                      .agg(functions.collect_list(functions.struct("id", "some")).as("rows"))
                      .selectExpr("three", "explode(rows) AS r")
                      .selectExpr("r.id", "three", "r.some")));
      Check check =
          Check.error("keys")
              .require(
                  rowCount().isEqualTo(6000),
                  key("id").isUnique(),
                  key("three").distinctCount().isEqualTo(2000),
                  key("three").duplicateRows().isEqualTo(6000),
                  key("some").distinctCount().isEqualTo(1200),
                  key("id", "three").isUnique(),
                  key("three").isUnique().where(number("id").isLessThan(2000)));
      plans.forEach((name, data) -> assertThat(failures(data, check)).as(name).isEmpty());
      SparkSession interpreted = SPARK.newSession();
      interpreted.conf().set("spark.sql.codegen.wholeStage", "false");
      interpreted.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
      interpreted.conf().set("spark.sql.adaptive.enabled", "false");
      Dataset<Row> rows = interpreted.createDataFrame(values.toJavaRDD(), values.schema());
      assertThat(failures(rows, check)).as("without generated code").isEmpty();
    } finally {
      cached.unpersist();
      SPARK.catalog().dropTempView("packed_rows");
    }
  }

  private static List<String> failures(Dataset<Row> data, Check check) {
    return DataQuality.verify(data, check).constraints().stream()
        .filter(each -> each.status() != Status.PASS)
        .map(each -> each.sentence() + ": " + each.butWas())
        .toList();
  }

  @Test
  void more_keys_than_generated_code_takes() {
    List<Constraint> constraints = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      columns.add("id % " + i + " AS c" + i);
      constraints.add(key("c" + i).distinctCount().isEqualTo(i));
    }
    Dataset<Row> data = SPARK.range(0, 3000, 1, 2).selectExpr(columns.toArray(String[]::new));
    Check check = Check.error("keys").require(constraints.toArray(Constraint[]::new));
    assertThat(failures(data, check)).isEmpty();
  }
}
