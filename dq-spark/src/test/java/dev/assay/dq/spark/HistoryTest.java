package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.meanOfLastRuns;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.percent;
import static dev.assay.dq.Columns.previousRun;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.smallestOfLastRuns;
import static dev.assay.dq.Columns.standardDeviations;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.History;
import dev.assay.dq.result.PastValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.assertj.DataAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier runs found, given to a run of Spark. */
@Tag("matrix")
class HistoryTest {

  private static final Instant DAY = Instant.parse("2026-03-01T06:00:00Z");

  private static final Check DAILY =
      Check.error("daily")
          .require(
              rowCount().isCloseTo(previousRun(), percent(20)),
              number("n").mean().isCloseTo(meanOfLastRuns(30).needing(2), standardDeviations(3)),
              number("n").nullCount().isAtMost(smallestOfLastRuns(10)),
              key("n").uniqueness().isAtLeast(previousRun()),
              rowCount().isCloseTo(meanOfLastRuns(2).needing(1).thatDidNotFail(), percent(20)));

  private static ThreePaths rows(Object... values) {
    Object[][] rows = new Object[values.length][];
    for (int i = 0; i < values.length; i++) {
      rows[i] = row(values[i]);
    }
    return ThreePaths.of("n int", rows);
  }

  private static Instant day(int number) {
    return DAY.plus(Duration.ofDays(number));
  }

  private static Map<String, VerificationResult> runs(ThreePaths data, int day, History history) {
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put("Dataset", onDataset(data, day, history));
    results.put("RDD", data.onRdd().check(DAILY).history(history).asOf(day(day)).run());
    results.put("list", onList(data, day, history));
    return results;
  }

  private static VerificationResult onDataset(ThreePaths data, int day, History history) {
    return DataQuality.on(data.frame()).check(DAILY).history(history).asOf(day(day)).run();
  }

  private static VerificationResult onList(ThreePaths data, int day, History history) {
    return data.onList().check(DAILY).history(history).asOf(day(day)).run();
  }

  @Test
  void a_dataset_an_rdd_and_a_list_are_judged_alike() {
    List<ThreePaths> days =
        List.of(rows(10, 20, 30), rows(10, 20, 30), rows(11, 21, 31), rows(500, 500, null, 7));
    List<List<Status>> expected =
        List.of(
            List.of(
                Status.NOT_EVALUATED,
                Status.NOT_EVALUATED,
                Status.NOT_EVALUATED,
                Status.NOT_EVALUATED,
                Status.NOT_EVALUATED),
            List.of(Status.PASS, Status.NOT_EVALUATED, Status.PASS, Status.PASS, Status.PASS),
            List.of( // 20, 20: no deviation
                Status.PASS, Status.FAIL, Status.PASS, Status.PASS, Status.PASS),
            List.of(Status.FAIL, Status.FAIL, Status.FAIL, Status.FAIL, Status.FAIL));
    List<VerificationResult> past = new ArrayList<>();
    for (int day = 0; day < days.size(); day++) {
      List<Status> today = expected.get(day);
      Map<String, VerificationResult> results = runs(days.get(day), day, History.of(past));
      String list = String.valueOf(results.get("list"));
      results.forEach(
          (path, result) -> {
            assertThat(result.constraints().stream().map(ConstraintResult::status))
                .as(path)
                .containsExactlyElementsOf(today);
            assertThat(result).as(path).hasToString(list);
          });
      past.add(results.get("Dataset"));
    }
    // 4 after 3; 1007 / 3 after 20, 20, 21; one null after none; 2 of 3 once after all
    assertThat(onDataset(days.get(3), 3, History.of(past)))
        .hasToString(
            """
            daily [ERROR]: FAIL
              FAIL number of rows is within 20% of that of the previous run: 4
                expected: within 20% of that of the previous run: 3, so 2.4 to 3.6
              FAIL mean of n is within 3 standard deviations of the mean of the last 30 runs (at least 2 of them): 335.666666666667
                expected: within 3 standard deviations of the mean of the last 30 runs (at least 2 of them): 20.3333 with a standard deviation of 0.57735, so 18.6013 to 22.0654
              FAIL number of nulls of n is at most the smallest of the last 10 runs: 1
                expected: at most the smallest of the last 10 runs: 0
              FAIL uniqueness of key (n) is at least that of the previous run: 33.33% (1 of 3)
                expected: at least that of the previous run: 100%
              FAIL number of rows is within 20% of the mean of the last 2 runs that did not fail (at least 1 of them): 4
                expected: within 20% of the mean of the last 2 runs that did not fail (at least 1 of them): 3, so 2.4 to 3.6
            """);
  }

  @Test
  void the_past_costs_no_job_and_the_plan_says_that_it_is_asked() {
    var data = rows(1, 2, 3).frame();
    Check bare =
        Check.error("bare")
            .require(
                rowCount().observed(),
                number("n").mean().observed(),
                number("n").nullCount().observed(),
                key("n").uniqueness().observed());
    History none = History.of(List.of());
    var run = DataQuality.on(data).check(DAILY).history(none);
    assertThat(run.plan().cost().jobs()).isEqualTo(DataQuality.plan(data, bare).cost().jobs());
    assertThat(run.plan().cost().shuffles())
        .isEqualTo(DataQuality.plan(data, bare).cost().shuffles());
    assertThat(run.plan().explain())
        .contains("the history is asked once for what earlier runs found, by 5 constraints");
    assertThat(JobCountTest.jobsOf(run::run))
        .isEqualTo(JobCountTest.jobsOf(() -> DataQuality.verify(data, bare)));
  }

  @Test
  void a_value_that_a_policy_hides_shows_no_earlier_one() {
    Check check = Check.error("daily").require(number("phone").max().isAtLeast(previousRun()));
    VerificationResult shown =
        DataQuality.on(ThreePaths.of("phone int", row(5550199)).frame())
            .check(check)
            .samplePolicy(ClearLists.ALL)
            .history(History.of(List.of()))
            .asOf(day(0))
            .run();
    assertThat(shown.constraints().get(0).butWas()).isEqualTo("5,550,199");
    VerificationResult hidden =
        DataQuality.on(ThreePaths.of("phone int", row(5550198)).frame())
            .check(check)
            .samplePolicy(SamplePolicy.masked())
            .history(History.of(List.of(shown)))
            .asOf(day(1))
            .run();
    ConstraintResult each = hidden.constraints().get(0);
    assertThat(each.status()).isEqualTo(Status.FAIL);
    assertThat(each.expected()).isEqualTo("at least that of the previous run");
    assertThat(each.toString()).doesNotContain("5,550", "5550");
  }

  @Test
  void a_suite_gives_each_dataset_its_own() {
    ThreePaths data = rows(1, 2, 3);
    var first =
        DataQuality.suite()
            .on("a", data.frame(), DAILY)
            .history(History.of(List.of()))
            .asOf(day(0))
            .run();
    var second =
        DataQuality.suite()
            .on("a", data.frame(), DAILY)
            .on("b", data.frame(), DAILY)
            .history(History.of(List.of(first)))
            .asOf(day(1))
            .run();
    assertThat(second.dataset("a").constraints().get(0).status()).isEqualTo(Status.PASS);
    assertThat(second.dataset("b").constraints().get(0).status()).isEqualTo(Status.NOT_EVALUATED);
  }

  @Test
  void an_assertion_has_no_past_and_a_stream_refuses_it() {
    var data = rows(1, 2, 3).frame();
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(data)
                    .satisfies(rowCount().isCloseTo(previousRun(), percent(20)))
                    .verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("give a verification their results with .history(…)");
    assertThatThrownBy(() -> DataQuality.stream(DAILY))
        .hasMessage(
            "Check [daily] cannot be judged on a stream, because of \"number of rows is within 20%"
                + " of that of the previous run\": a batch that is run again would be among the"
                + " earlier runs that it is compared with: verify the table that the stream writes,"
                + " say once a day");
  }

  @TempDir private static Path folder;

  /** What is in the table is asked for in one query, and comes to what results in memory do. */
  @Tag("ci")
  @Test
  void a_table_of_results_is_the_past() {
    String path = folder.resolve("results").toString();
    List<VerificationResult> past = new ArrayList<>();
    int[] sizes = {0, 3, 4, 3, 4, 3, 9, 3};
    for (int day = 0; day < sizes.length; day++) {
      Integer[] values = new Integer[sizes[day]];
      for (int i = 0; i < values.length; i++) {
        values[i] = 10 * i;
      }
      ThreePaths data = rows((Object[]) values);
      if (day > 0) {
        var table = SharedSpark.session().read().parquet(path);
        assertThat(onDataset(data, day, ResultTable.history(table)))
            .hasToString(onList(data, day, History.of(past)).toString());
      }
      VerificationResult result = onList(data, day, History.of(past));
      past.add(result);
      ResultTable.of(SharedSpark.session(), result).write().mode("append").parquet(path);
    }
    // the runs of all days again, of an earlier and of a later time
    var table = SharedSpark.session().read().parquet(path);
    for (int day = 1; day < 10; day += 4) {
      ThreePaths data = rows(1, 2, 3, 4);
      assertThat(onDataset(data, day, ResultTable.history(table)))
          .hasToString(onList(data, day, History.of(past)).toString());
    }
  }

  @Test
  void a_table_is_asked_once_and_gives_only_what_is_wanted() {
    List<VerificationResult> past = new ArrayList<>();
    Dataset<Row> table = null;
    for (int day = 0; day < 40; day++) {
      past.add(onList(rows(1, 2, 3), day, History.of(past)));
      Dataset<Row> rows = ResultTable.of(SharedSpark.session(), past.get(day));
      table = table == null ? rows : table.union(rows);
    }
    History history = ResultTable.history(table.coalesce(2));
    String id = rowCount().isAtLeast(0).id();
    History.Question question =
        new History.Question(
            "", day(30), Map.of(new History.Subject("daily", id), new History.Wanted(5, false)));
    List<PastValue> values = new ArrayList<>();
    assertThat(
            JobCountTest.jobsOf(
                () -> {
                  try {
                    values.addAll(history.values(question));
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                }))
        .isBetween(1, 4); // one query, each shuffle of which adaptive execution may make a job
    assertThat(values.stream().map(PastValue::asOf))
        .containsExactlyInAnyOrder(day(25), day(26), day(27), day(28), day(29));
    assertThat(values.stream().map(PastValue::value)).containsOnly(3.0);
  }

  @Test
  void of_a_run_that_was_recorded_twice_the_last_row_counts() throws Exception {
    Dataset<Row> table =
        SharedSpark.session()
            .sql(
                "SELECT 'r' AS run_id, timestamp'2026-03-01 06:00:00Z' AS as_of,"
                    + " cast(null AS string) AS dataset, 'daily' AS check, 'x' AS constraint_id,"
                    + " status, actual, recorded_at FROM VALUES"
                    + " ('PASS', 1D, timestamp'2026-03-01 07:00:00Z'),"
                    + " ('FAIL', 2D, timestamp'2026-03-01 09:00:00Z'),"
                    + " ('PASS', 3D, timestamp'2026-03-01 08:00:00Z') AS t(status, actual, recorded_at)"
                    + " UNION ALL SELECT 'r', timestamp'2026-02-28 06:00:00Z', null, 'daily', 'x',"
                    + " 'ERROR', null, timestamp'2026-03-01 08:00:00Z'"
                    + " UNION ALL SELECT 'r', timestamp'2026-02-27 06:00:00Z', null, 'daily', 'x',"
                    + " 'PASS', double('NaN'), timestamp'2026-03-01 08:00:00Z'"
                    + " UNION ALL SELECT 'r', timestamp'2026-02-26 06:00:00Z', null, 'daily', 'x',"
                    + " 'PASS', 7D, timestamp'2026-03-01 08:00:00Z'"
                    + " UNION ALL SELECT 'r', timestamp'2026-02-25 06:00:00Z', null, 'daily', 'x',"
                    + " 'PASS', 8D, timestamp'2026-03-01 08:00:00Z'"
                    + " UNION ALL SELECT 'r', timestamp'2026-02-25 06:00:00Z', 'other', 'daily',"
                    + " 'x', 'PASS', 9D, timestamp'2026-03-01 08:00:00Z'");
    History history = ResultTable.history(table);
    History.Subject x = new History.Subject("daily", "x");
    assertThat(
            history
                .values(new History.Question("", day(5), Map.of(x, new History.Wanted(2, false))))
                .stream()
                .map(each -> each.asOf() + " " + each.status() + " " + each.value()))
        .containsExactlyInAnyOrder(
            "2026-03-01T06:00:00Z FAIL 2.0",
            "2026-02-28T06:00:00Z ERROR null",
            "2026-02-27T06:00:00Z PASS NaN",
            "2026-02-26T06:00:00Z PASS 7.0");
    assertThat(
            history
                .values(new History.Question("", day(5), Map.of(x, new History.Wanted(2, true))))
                .stream()
                .map(PastValue::value))
        .containsExactlyInAnyOrder(2.0, null, Double.NaN, 7.0, 8.0); // the 2 failed
    assertThat(
            history
                .values(
                    new History.Question("other", day(5), Map.of(x, new History.Wanted(2, false))))
                .stream()
                .map(PastValue::value))
        .containsExactly(9.0);
    assertThat(
            history.values(
                new History.Question("", day(0), Map.of(x, new History.Wanted(1, false)))))
        .extracting(PastValue::value)
        .containsExactlyInAnyOrder(null, Double.NaN, 7.0);
  }

  @Test
  void a_table_without_the_columns_of_results_is_an_error_that_says_so() {
    History history = ResultTable.history(SharedSpark.session().range(3).toDF());
    VerificationResult result =
        DataQuality.on(rows(1).frame())
            .check(
                Check.error("daily")
                    .require(rowCount().isAtLeast(previousRun()), rowCount().isAtLeast(1)))
            .history(history)
            .run();
    assertThat(result.constraints().get(0).butWas())
        .startsWith("not evaluated: what earlier runs found could not be read: ")
        .contains("dataset");
    assertThat(result.constraints().get(1).status()).isEqualTo(Status.PASS);
  }
}
