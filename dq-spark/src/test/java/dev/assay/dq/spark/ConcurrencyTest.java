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
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final SparkSession SPARK = SharedSpark.session();

  @Test
  void threads_that_verify_different_data_in_one_session_do_not_disturb_each_other()
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<VerificationResult>> results = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        int rows = 100 * i;
        results.add(
            threads.submit(
                () -> {
                  Dataset<Row> data = SPARK.range(rows).toDF("id");
                  return DataQuality.verify(
                      data,
                      Check.error("size " + rows)
                          .require(
                              rowCount().isEqualTo(rows),
                              number("id").max().isEqualTo(rows - 1),
                              key("id").distinctCount().isEqualTo(rows),
                              number("id").median().isEqualTo(rows / 2 - 1),
                              rowSatisfies("small", row -> row.getLong("id") < rows)));
                }));
      }
      for (Future<VerificationResult> result : results) {
        result.get(2, TimeUnit.MINUTES).throwOnError();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Exact and approximate aggregates apart: two scans. */
  private static Verification twoScans(Dataset<Row> data, Check check) {
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
    Verification verification = DataQuality.on(SPARK.range(1).toDF("id"));
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
