package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final SparkSession SPARK = SharedSpark.session();

  @Test
  void threads_that_verify_different_data_in_one_session_do_not_disturb_each_other()
      throws Exception {
    verify(4, 2);
  }

  @Tag("slow")
  @Test
  void eight_threads_with_forty_runs_each_do_not_disturb_each_other() throws Exception {
    verify(8, 40);
  }

  /** Each run of each thread over data of its own, with all passes, as a Dataset or records. */
  private static void verify(int threads, int runs) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<VerificationResult>> results = new ArrayList<>();
      for (int i = 1; i <= threads * runs; i++) {
        int rows = 10 * i;
        boolean records = i % 4 == 0;
        results.add(executor.submit(() -> verify(rows, records)));
      }
      for (Future<VerificationResult> result : results) {
        assertThat(result.get(10, TimeUnit.MINUTES).throwOnError().constraints())
            .hasSize(6)
            .allMatch(each -> each.status() == Status.PASS);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static VerificationResult verify(int rows, boolean records) {
    Dataset<Row> data = SPARK.range(0, rows, 1, 2).toDF("id");
    Check check =
        Check.error("size " + rows)
            .require(
                rowCount().isEqualTo(rows),
                number("id").max().isEqualTo(rows - 1),
                key("id").distinctCount().isEqualTo(rows),
                number("id").median().isEqualTo(rows / 2 - 1),
                number("id").isLessThan(rows / 2).forAtMostRows(rows / 2),
                rowSatisfies("small", List.of("id"), row -> row.getLong("id") < rows));
    return records
        ? DataQuality.verify(
            data.toJavaRDD().map(row -> Map.of("id", row.getLong(0))),
            Fields.ofMap(Map.of("id", Long.class)),
            check)
        : DataQuality.verify(data, check);
  }

  /** Exact and approximate aggregates apart: two scans. */
  private static Verification<?, ?> twoScans(Dataset<Row> data, Check check) {
    return DataQuality.on(data).check(check).scan(ScanStrategy.COLUMN_GROUPS);
  }

  @Test
  void scans_run_in_the_job_group_and_pool_of_the_caller_two_at_a_time_unless_told_otherwise()
      throws Exception {
    Dataset<Row> data =
        SPARK.range(0, 1000, 1, 3).selectExpr("id", "cast(id AS STRING) AS text", "id AS other");
    Check check =
        Check.error("c")
            .require(
                number("id").max().isEqualTo(999),
                any("text").approxDistinctCount().isBetween(900, 1100));
    RunPlan plan = RunPlan.of(twoScans(data, check).plan());
    assertThat(plan.passes()).hasSize(2);
    assertThat(plan.explain()).contains("up to 2 scans run at a time");
    assertThat(twoScans(data, check).scansAtOnce(1).plan().explain())
        .doesNotContain("scans run at a time");

    List<String> properties = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            properties.add(
                start.properties().getProperty("spark.jobGroup.id")
                    + " in "
                    + start.properties().getProperty("spark.scheduler.pool"));
          }
        };
    SharedSpark.context().setJobGroup("scans", "");
    SharedSpark.context().setLocalProperty("spark.scheduler.pool", "nightly");
    SharedSpark.context().sc().addSparkListener(listener);
    try {
      twoScans(data, check).run().throwOnError();
      SharedSpark.context().clearJobGroup();
      SharedSpark.drainListeners();
    } finally {
      SharedSpark.context().clearJobGroup();
      SharedSpark.context().setLocalProperty("spark.scheduler.pool", null);
      SharedSpark.context().sc().removeSparkListener(listener);
    }
    assertThat(properties.stream().filter("scans in nightly"::equals)).hasSize(plan.cost().jobs());
  }

  @Test
  void the_number_of_scans_at_a_time_has_bounds() {
    Verification<?, ?> verification = DataQuality.on(SPARK.range(1).toDF("id"));
    for (int wrong : new int[] {0, -1, 17}) {
      assertThatThrownBy(() -> verification.scansAtOnce(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from 1 to 16, but was " + wrong);
    }
  }

  @Test
  void all_passes_run_in_the_job_group_of_the_caller() throws Exception {
    List<String> groups = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            groups.add(String.valueOf(start.properties().getProperty("spark.jobGroup.id")));
          }
        };
    Dataset<Row> data = SPARK.range(0, 1000, 1, 3).selectExpr("id", "cast(id AS STRING) AS text");
    Check check =
        Check.error("c")
            .require(
                number("id").max().isEqualTo(999),
                key("id").isUnique(),
                key("text").isUnique(),
                number("id").median().isEqualTo(499),
                rowSatisfies("small", row -> row.getLong("id") < 1000));
    int announced = DataQuality.plan(data, check).cost().jobs();
    SharedSpark.context().setJobGroup("mine", "");
    SharedSpark.context().sc().addSparkListener(listener);
    try {
      DataQuality.verify(data, check).throwOnError();
      SharedSpark.context().clearJobGroup();
      SharedSpark.drainListeners();
    } finally {
      SharedSpark.context().clearJobGroup();
      SharedSpark.context().sc().removeSparkListener(listener);
    }
    assertThat(groups.stream().filter("mine"::equals)).hasSize(announced);
  }
}
