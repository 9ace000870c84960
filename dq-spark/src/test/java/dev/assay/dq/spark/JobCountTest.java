package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.OtherRows;
import dev.assay.dq.Plan;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run starts exactly the jobs that its plan announced, however many constraints there are. */
class JobCountTest {

  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";

  /** The job that waits for the events of all before, of one stage. */
  private static final int DRAINING = 1;

  @TempDir static Path folder;
  private String adaptive = "";

  @BeforeEach
  void rememberConf() {
    adaptive = SharedSpark.session().conf().get(ADAPTIVE);
  }

  @AfterEach
  void restoreConf() {
    SharedSpark.session().conf().set(ADAPTIVE, adaptive);
  }

  private static Dataset<Row> parquet() {
    String path = folder.resolve("numbers").toString();
    SharedSpark.session()
        .range(0, 1000, 1, 3)
        .selectExpr("id", "id % 7 AS seven", "cast(id AS STRING) AS text", "id * 0.5D AS half")
        .write()
        .mode("overwrite")
        .parquet(path);
    return SharedSpark.session().read().parquet(path);
  }

  private static Check scanOnly() {
    return Check.error("scan")
        .require(
            rowCount().isEqualTo(1000),
            number("id").isComplete(),
            number("id").sum().isEqualTo(499_500),
            number("half").standardDeviation().isAtLeast(1),
            string("text").containsPattern("[0-9]"),
            number("seven").isBetween(0, 6));
  }

  private static Check everything() {
    return scanOnly()
        .require(
            number("half").approxQuantile(0.5).isBetween(240, 260),
            string("text").approxDistinctCount().isBetween(800, 1200),
            key("id").isUnique(),
            key("seven", "text").distinctness().isEqualTo(1),
            allColumns().duplicateRows().isEqualTo(0),
            string("text").entropy().isAtLeast(1),
            number("half").median().isEqualTo(249.5),
            number("id").quantile(0.1).isEqualTo(99),
            number("half").medianAbsoluteDeviation().isEqualTo(125),
            number("half").trimmedMean(0.1).isEqualTo(249.75),
            number("half").outlierShare(0.1).isEqualTo(0.399),
            number("half").outlierShareByMad(1.5).isEqualTo(0.249),
            number("half").outlierShareByZScore(3).isEqualTo(0),
            string("text").valueAtMax(number("id")).isEqualTo("999"),
            number("seven").distinctValues().areExactly(0, 1, 2, 3, 4, 5, 6),
            number("seven").valueCounts(3).observed(),
            string("text").valueCounts(2).observed(),
            number("half").sum().per("seven").isAtLeast(0),
            rowCount().per("seven").isAtLeast(100),
            number("id").max().per(string("text").length()).isAtMost(999),
            string("text").distinctCount().per("half").isEqualTo(1),
            rowSatisfies("short", List.of("text"), row -> row.getString("text").length() < 4));
  }

  static int jobsOf(Runnable run) {
    AtomicInteger jobs = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
          }
        };
    SharedSpark.context().sc().addSparkListener(listener);
    try {
      run.run();
      SharedSpark.drainListeners();
    } finally {
      SharedSpark.context().sc().removeSparkListener(listener);
    }
    return jobs.get() - DRAINING;
  }

  @Test
  void a_scan_is_one_job_without_adaptive_execution() {
    SharedSpark.session().conf().set(ADAPTIVE, "false");
    Dataset<Row> data = parquet();
    RunPlan plan = RunPlan.of(DataQuality.plan(data, scanOnly()));
    assertThat(plan.cost().jobs()).isEqualTo(1);
    assertThat(jobsOf(() -> DataQuality.verify(data, scanOnly()).throwOnError())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void the_jobs_are_those_announced(String on) {
    SharedSpark.session().conf().set(ADAPTIVE, on);
    Dataset<Row> data = parquet();
    for (Check check : List.of(scanOnly(), everything())) {
      int announced = DataQuality.plan(data, check).cost().jobs();
      assertThat(jobsOf(() -> DataQuality.verify(data, check).throwOnError()))
          .as("%s, adaptive %s", check.name(), on)
          .isEqualTo(announced);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void data_that_cannot_say_their_partitions_are_planned_and_fail_when_they_are_read(String on) {
    SparkSession spark = SharedSpark.session();
    spark.conf().set(ADAPTIVE, on);
    JavaRDD<Row> gone =
        SharedSpark.context().textFile(folder.resolve("gone").toString()).map(RowFactory::create);
    Dataset<Row> data =
        spark.createDataFrame(gone, new StructType().add("text", DataTypes.StringType));
    Check check = Check.error("gone").require(rowCount().isAtLeast(1), string("text").isUnique());
    assertThat(DataQuality.plan(data, check).cost().jobs()).isPositive();
    assertThat(DataQuality.verify(data, check).constraints())
        .hasSize(2)
        .allSatisfy(
            each -> assertThat(String.valueOf(each.error())).contains("Input path does not exist"));
  }

  /** Keys of text are grouped; 40 tasks would receive them. */
  @Test
  void few_rows_are_grouped_in_one_task_without_adaptive_execution() {
    assertTasks(1000);
  }

  @Tag("slow")
  @Test
  void more_rows_are_grouped_in_all_tasks_without_adaptive_execution() {
    assertTasks(30_000);
  }

  private static void assertTasks(int rows) {
    SparkSession spark = SharedSpark.session();
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set(ADAPTIVE, "false");
    spark.conf().set("spark.sql.shuffle.partitions", "40");
    try {
      Dataset<Row> data =
          spark.range(0, rows, 1, 3).selectExpr("cast(id AS STRING) AS text", "id % 3 AS three");
      Check check =
          Check.error("small")
              .require(
                  string("text").isUnique(),
                  key("three", "text").distinctness().isEqualTo(1),
                  string("text").valueCounts(2).observed());
      Check alone = Check.error("alone").require(string("text").isUnique());
      for (Check each : List.of(check, alone)) {
        AtomicInteger tasks = new AtomicInteger();
        SparkListener listener =
            new SparkListener() {
              @Override
              public void onTaskStart(SparkListenerTaskStart start) {
                tasks.incrementAndGet();
              }
            };
        SharedSpark.context().sc().addSparkListener(listener);
        int announced = DataQuality.plan(data, each).cost().jobs();
        try {
          assertThat(jobsOf(() -> DataQuality.verify(data, each).throwOnError()))
              .isEqualTo(announced);
        } finally {
          SharedSpark.context().sc().removeSparkListener(listener);
        }
        if (rows == 1000) {
          assertThat(tasks).as(each.name()).hasValueLessThan(12);
        } else {
          assertThat(tasks).as(each.name()).hasValueGreaterThan(40);
        }
      }
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
  }

  /** All of them, counted or sorted ones too, are one query with one shuffle. */
  @Test
  void twenty_metrics_of_a_grouping_are_one_shuffle() {
    SharedSpark.session().conf().set(ADAPTIVE, "true");
    Dataset<Row> data = parquet();
    Check scanned = Check.error("scanned");
    Check sorted = Check.error("sorted");
    for (int i = 0; i < 20; i++) {
      scanned = scanned.require(number("half").sum().plus(i).per("seven").isAtLeast(0));
      sorted =
          sorted.require(
              i % 2 == 0
                  ? number("half").median().plus(i).per("seven").isAtLeast(0)
                  : number("half").sum().plus(i).per("seven").isAtLeast(0));
    }
    for (Check each : List.of(scanned, sorted)) {
      AtomicInteger stages = new AtomicInteger();
      SparkListener listener =
          new SparkListener() {
            @Override
            public void onStageSubmitted(SparkListenerStageSubmitted stage) {
              stages.incrementAndGet();
            }
          };
      SharedSpark.context().sc().addSparkListener(listener);
      Plan.Cost cost = DataQuality.plan(data, each).cost();
      try {
        assertThat(jobsOf(() -> DataQuality.verify(data, each).throwOnError()))
            .as(each.name())
            .isEqualTo(cost.jobs());
      } finally {
        SharedSpark.context().sc().removeSparkListener(listener);
      }
      assertThat(cost.shuffles()).as(each.name()).isEqualTo(1);
      assertThat(stages.get() - DRAINING).as("stages of " + each.name()).isEqualTo(2);
    }
  }

  /** Of one key and order: one shuffle and one sort, whatever the number of rules. */
  @Test
  void rules_of_rows_in_the_same_order_are_one_shuffle() {
    Dataset<Row> data = parquet();
    Check same = Check.error("same");
    for (int i = 0; i < 5; i++) {
      same =
          same.require(
              number("half").plus(i).orderedBy(number("id")).per("seven").isStrictlyIncreasing(),
              number("id").per("seven").hasGapsOfAtMost(7 + i));
    }
    Check several =
        same.require(
            number("id").inOrder().hasGapsOfAtMost(1),
            rowSatisfies("any", List.of("id"), row -> true).compliance().isEqualTo(1));
    for (String each : List.of("true", "false")) {
      SharedSpark.session().conf().set(ADAPTIVE, each);
      Check one = same;
      Plan.Cost cost = DataQuality.plan(data, one).cost();
      assertThat(cost.shuffles()).isEqualTo(1);
      assertThat(jobsOf(() -> DataQuality.verify(data, one).throwOnError()))
          .as("adaptive: " + each)
          .isEqualTo(cost.jobs());
      int announced = DataQuality.plan(data, several).cost().jobs();
      assertThat(jobsOf(() -> DataQuality.verify(data, several).throwOnError()))
          .as("several, adaptive: " + each)
          .isEqualTo(announced);
    }
    List<Map<String, ?>> records =
        java.util.stream.LongStream.range(0, 100)
            .<Map<String, ?>>mapToObj(i -> Map.of("id", i))
            .toList();
    JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(records, 3);
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("id", Long.class));
    Check onRdd =
        Check.error("rdd")
            .require(
                number("id").inOrder().hasGapsOfAtMost(1),
                number("id").per(number("id").remainder(3)).hasGapsOfAtMost(3));
    Plan.Cost cost = DataQuality.plan(rdd, fields, onRdd).cost();
    assertThat(cost.shuffles()).isEqualTo(1);
    assertThat(jobsOf(() -> DataQuality.verify(rdd, fields, onRdd).throwOnError()))
        .isEqualTo(cost.jobs());
  }

  @Test
  void a_suite_takes_the_jobs_that_it_announces() {
    Dataset<Row> data = parquet();
    Check keys = Check.error("keys").require(key("id").isUnique(), number("id").isNonNegative());
    Check same = Check.error("same").require(rowCount().isEqualTo(in("one").rowCount()));
    for (String each : List.of("true", "false")) {
      SharedSpark.session().conf().set(ADAPTIVE, each);
      Suite suite = DataQuality.suite().on("one", data, keys).on("other", data, keys, same);
      int announced = suite.plan().cost().jobs();
      assertThat(announced).isGreaterThan(3);
      assertThat(jobsOf(() -> suite.run().throwOnError()))
          .as("adaptive: " + each)
          .isEqualTo(announced);
      assertThat(jobsOf(() -> suite.plan().explain())).isZero();
    }
  }

  /** Numbers are sorted in a job of their own; what is said of the same values shares all. */
  @Tag("ci")
  @Test
  void drift_takes_the_jobs_and_shuffles_announced() {
    Dataset<Row> data = parquet();
    Check texts =
        Check.error("texts")
            .require(string("text").driftFrom("o").populationStabilityIndex().isAtMost(0.1));
    Check numbers =
        Check.error("numbers")
            .require(
                number("half").driftFrom("o").populationStabilityIndex().isAtMost(0.1),
                number("half").driftFrom("o").kolmogorovSmirnov().isAtMost(0.1));
    Check all =
        Check.error("all").including(texts, numbers).require(number("id").sum().isAtLeast(0));
    for (String each : List.of("true", "false")) {
      SharedSpark.session().conf().set(ADAPTIVE, each);
      for (Check check : List.of(texts, numbers, all)) {
        Plan.Cost cost = DataQuality.on(data).with("o", data).check(check).plan().cost();
        int shuffles = Map.of("texts", 1, "numbers", 2, "all", 4).get(check.name());
        assertThat(cost.shuffles()).as(check.name()).isEqualTo(shuffles);
        assertThat(
                jobsOf(
                    () -> DataQuality.on(data).with("o", data).check(check).run().throwOnError()))
            .as(check.name() + ", adaptive: " + each)
            .isEqualTo(cost.jobs());
      }
    }
    JavaRDD<Map<String, ?>> rdd =
        SharedSpark.context()
            .parallelize(
                List.<Map<String, ?>>of(Map.of("id", 1L), Map.of("id", 2L), Map.of("id", 3L)), 3);
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("id", Long.class));
    Check onRdd =
        Check.error("rdd").require(number("id").driftFrom("o").kolmogorovSmirnov().isAtMost(0.1));
    Plan.Cost cost = DataQuality.on(rdd, fields).with("o", rdd, fields).check(onRdd).plan().cost();
    assertThat(cost.shuffles()).isEqualTo(2);
    assertThat(
            jobsOf(
                () ->
                    DataQuality.on(rdd, fields)
                        .with("o", rdd, fields)
                        .check(onRdd)
                        .run()
                        .throwOnError()))
        .isEqualTo(cost.jobs());
  }

  @Tag("ci")
  @Test
  void groups_of_two_datasets_take_the_jobs_announced() {
    Dataset<Row> data = parquet();
    Check one = Check.error("one").require(rowCount().per("seven").isAtLeast(1).everyGroupOf("o"));
    Check several =
        one.require(
            number("half").sum().per("seven").isAtLeast(0).everyGroupOf("o"),
            number("half").sum().per("seven").isAtLeast(0),
            number("id").median().per("text").isAtLeast(0).everyGroupOf("o"),
            number("id").median().per("text").isAtLeast(0));
    for (String each : List.of("true", "false")) {
      SharedSpark.session().conf().set(ADAPTIVE, each);
      for (Check check : List.of(one, several)) {
        Plan.Cost cost = DataQuality.on(data).with("o", data).check(check).plan().cost();
        // without adaptive execution rows are counted first, to group few of them in one task
        int ofOne = each.equals("true") ? 2 : 3;
        assertThat(cost.shuffles()).isEqualTo(check.equals(one) ? ofOne : 5);
        assertThat(jobsOf(() -> DataQuality.on(data).with("o", data).check(check).run()))
            .as(check.name() + ", adaptive: " + each)
            .isEqualTo(cost.jobs());
      }
    }
  }

  /** At most, as Spark sends them to all tasks in a job or shuffles both sides. */
  @Tag("ci")
  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void data_joined_with_values_of_another_dataset_take_no_more_jobs_than_announced(String on) {
    SharedSpark.session().conf().set(ADAPTIVE, on);
    Dataset<Row> data = parquet();
    OtherRows there = in("other").on("seven");
    Predicate many = there.of(number("half").sum()).isAtLeast(100);
    Map<String, Requirement> all =
        Map.of(
            "scan", many,
            "two scans", many.and(in("other").on("id").rowCount().isEqualTo(1)),
            "packed key", key("id").isUnique().where(many),
            "key", key("text").isUnique().where(many),
            "order", number("id").per("seven").hasGapsOfAtMost(7).where(many),
            "ranks", number("half").median().where(many).isAtLeast(0),
            "groups", number("id").max().where(many).per("text").isAtLeast(0));
    SoftAssertions soft = new SoftAssertions();
    all.forEach(
        (name, each) -> {
          Check check = Check.error(name).require(each);
          Plan.Cost cost = DataQuality.on(data).with("other", data).check(check).plan().cost();
          soft.assertThat(
                  jobsOf(
                      () ->
                          DataQuality.on(data)
                              .with("other", data)
                              .check(check)
                              .run()
                              .throwOnError()))
              .as(name)
              .isBetween(1, cost.jobs());
        });
    soft.assertAll();
  }

  @Tag("ci")
  @Test
  void rows_of_two_datasets_take_the_jobs_announced() {
    Dataset<Row> data = parquet();
    Check one = Check.error("one").require(hasSameRowsAs("other").on("id"));
    Check several =
        Check.error("several")
            .require(
                hasSameRowsAs("other"),
                hasSameRowsAs("other").on("id", "seven").ignoring("half"),
                hasSameRowsAs("other").on("text"),
                hasSameRowsAs("other").on("half", "id"),
                key("id").isUnique(),
                number("id").isComplete());
    for (String each : List.of("true", "false")) {
      SharedSpark.session().conf().set(ADAPTIVE, each);
      for (Check check : List.of(one, several)) {
        Plan.Cost cost = DataQuality.on(data).with("other", data).check(check).plan().cost();
        assertThat(cost.shuffles()).isEqualTo(check.equals(one) ? 1 : 6);
        assertThat(
                jobsOf(
                    () ->
                        DataQuality.on(data).with("other", data).check(check).run().throwOnError()))
            .as(check.name() + ", adaptive: " + each)
            .isEqualTo(cost.jobs());
      }
    }
    List<Map<String, ?>> records =
        java.util.stream.LongStream.range(0, 100)
            .<Map<String, ?>>mapToObj(i -> Map.of("id", i))
            .toList();
    JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(records, 3);
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("id", Long.class));
    Check onRdd =
        Check.error("rdd").require(hasSameRowsAs("other"), hasSameRowsAs("other").on("id"));
    RecordsVerification<Map<String, ?>> run =
        DataQuality.on(rdd, fields).with("other", rdd, fields).check(onRdd);
    Plan.Cost cost = run.plan().cost();
    assertThat(cost.shuffles()).isEqualTo(2);
    assertThat(jobsOf(() -> run.run().throwOnError())).isEqualTo(cost.jobs());
  }

  @Test
  void planning_starts_no_job() {
    Dataset<Row> data = parquet();
    assertThat(jobsOf(() -> DataQuality.plan(data, everything()).explain())).isZero();
  }

  @Test
  void an_rdd_takes_one_job_for_all_states_and_those_announced_for_keys() {
    List<Map<String, ?>> records =
        java.util.stream.LongStream.range(0, 100)
            .<Map<String, ?>>mapToObj(i -> Map.of("id", i, "text", "t" + i))
            .toList();
    JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(records, 3);
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("id", Long.class, "text", String.class));
    Check states =
        Check.error("states").require(number("id").isComplete(), string("text").isNotBlank());
    assertThat(DataQuality.plan(rdd, fields, states).cost().jobs()).isEqualTo(1);
    assertThat(jobsOf(() -> DataQuality.verify(rdd, fields, states).throwOnError())).isEqualTo(1);
    Check keys =
        states.require(
            key("id").isUnique(),
            number("id").median().isEqualTo(49),
            string("text").valueCounts(3).observed(),
            rowCount().per("text").isEqualTo(1),
            number("id").median().per(string("text").length()).isAtLeast(4));
    int announced = DataQuality.plan(rdd, fields, keys).cost().jobs();
    assertThat(jobsOf(() -> DataQuality.verify(rdd, fields, keys).throwOnError()))
        .isEqualTo(announced);
  }

  @Test
  void only_the_needed_columns_are_read() {
    Dataset<Row> data = parquet();
    RunPlan plan =
        RunPlan.of(
            DataQuality.plan(data, Check.error("one").require(number("seven").isComplete())));
    assertThat(plan.passes()).hasSize(1);
    assertThat(plan.passes().get(0).columns())
        .extracting(Object::toString)
        .containsExactly("seven");
    assertThat(plan.passes().get(0).readsAll()).isFalse();
  }
}
