package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.RunCancelledException;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupted, cancelled or out of time: as the caller is told, and no Spark job goes on. */
@Timeout(120)
class CancellationTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private CountDownLatch started = new CountDownLatch(1);
  private final SparkListener listener =
      new SparkListener() {
        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
          started.countDown();
        }
      };

  @BeforeEach
  void listen() {
    SharedSpark.drainListeners();
    started = new CountDownLatch(1);
    SharedSpark.context().sc().addSparkListener(listener);
  }

  @AfterEach
  void stopListening() {
    SharedSpark.context().sc().removeSparkListener(listener);
  }

  private static Dataset<Row> slow() {
    return SPARK
        .range(0, 1000, 1, 2)
        .selectExpr(
            "java_method('java.util.concurrent.locks.LockSupport', 'parkNanos', 200000000L) AS w",
            "id");
  }

  /** What can be cancelled. */
  enum Task {
    ONE_SCAN,
    TWO_SCANS,
    RECORDS,
    SUITE,
    PROFILE;

    void run() {
      Check scan = Check.error("c").require(any("w").isComplete());
      switch (this) {
        case ONE_SCAN -> DataQuality.verify(slow(), scan);
        case TWO_SCANS ->
            DataQuality.on(slow())
                .check(scan.require(any("w").approxDistinctCount().isAtLeast(1)))
                .scan(ScanStrategy.COLUMN_GROUPS)
                .run();
        case RECORDS ->
            DataQuality.verify(
                slow(), Check.error("c").require(rowSatisfies("w", row -> !row.isNull("w"))));
        case SUITE -> DataQuality.suite().on("a", slow(), scan).on("b", slow(), scan).run();
        case PROFILE -> Profiler.profile(slow());
      }
    }
  }

  /** What is not cancelled takes 100 s; Spark's own records of jobs lag by less. */
  private static void assertNothingRuns() throws InterruptedException {
    for (int i = 0; i < 3000 && active().length > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(active()).as(() -> "jobs and what runs them: " + running()).isEmpty();
  }

  private static int[] active() {
    return SharedSpark.context().statusTracker().getActiveJobIds();
  }

  private static String running() {
    StringBuilder text = new StringBuilder();
    for (int stage : SharedSpark.context().statusTracker().getActiveStageIds()) {
      SparkStageInfo info = SharedSpark.context().statusTracker().getStageInfo(stage);
      text.append(info == null ? "" : info.name() + ", " + info.numActiveTasks() + " tasks; ");
    }
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().matches(".*(assay|dag-scheduler|appStatus|task launch).*")) {
                text.append("\n").append(thread.getName());
                Arrays.stream(stack).limit(8).forEach(each -> text.append("\n  ").append(each));
              }
            });
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource
  void an_interrupted_thread_stays_interrupted_and_its_jobs_end(Task task) throws Exception {
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
                outcome.complete(new AssertionError("not interrupted"));
              } catch (Throwable e) {
                outcome.complete(
                    Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
              }
            });
    thread.start();
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(outcome.get(60, TimeUnit.SECONDS))
        .isInstanceOf(RunCancelledException.class)
        .cause()
        .isInstanceOf(InterruptedIOException.class)
        .cause()
        .isInstanceOf(InterruptedException.class);
    assertNothingRuns();
  }

  @ParameterizedTest
  @EnumSource
  void a_cancelled_job_group_ends_the_run(Task task) throws Exception {
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              SharedSpark.context().setJobGroup("to be cancelled", "", true);
              try {
                task.run();
              } finally {
                SharedSpark.context().clearJobGroup();
              }
            });
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    // Spark cancels the jobs that it has: the one that started may have ended by now
    for (int i = 0; i < 300 && !run.isDone(); i++) {
      SharedSpark.context().cancelJobGroup("to be cancelled");
      Thread.sleep(100);
    }
    assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(RunCancelledException.class)
        .hasMessage("The run was cancelled, so there is no result");
    assertNothingRuns();
  }

  @ParameterizedTest
  @EnumSource
  void a_stream_that_is_stopped_while_a_batch_is_verified_has_not_failed(
      Task task, @TempDir Path checkpoints) throws Exception {
    CountDownLatch batch = new CountDownLatch(1);
    VoidFunction2<Dataset<Row>, Long> verify =
        (rows, id) -> {
          batch.countDown();
          task.run();
        };
    // not by option(…), whose class is another on Spark 4
    SparkSession session = SPARK.newSession();
    session.conf().set("spark.sql.streaming.checkpointLocation", checkpoints.toString());
    StreamingQuery query =
        session.readStream().format("rate").load().writeStream().foreachBatch(verify).start();
    assertThat(batch.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    query.stop();
    assertThat(query.exception().isEmpty()).isTrue();
    query.awaitTermination();
    assertNothingRuns();
  }

  /** As Spark 4 does with the stages of an adaptive plan. */
  @Test
  void a_job_that_is_submitted_after_the_cancelled_run_has_ended_is_cancelled() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<Throwable> late = new CompletableFuture<>();
    try (RunningJobs jobs = RunningJobs.start(SharedSpark.context().sc(), null)) {
      new Thread(
              () -> {
                try {
                  ended.await();
                  slow().foreach((ForeachFunction<Row>) row -> {});
                  late.complete(new AssertionError("not cancelled"));
                } catch (Throwable e) {
                  late.complete(e);
                }
              })
          .start();
      assertThat(jobs.cancelled(new IllegalStateException("cancelled")))
          .hasMessageContaining("run");
    }
    ended.countDown();
    assertThat(late.get(60, TimeUnit.SECONDS)).hasMessageContaining("cancelled");
    assertNothingRuns();
  }

  @Test
  void code_that_is_interrupted_in_a_task_is_an_error_of_its_constraint() {
    VerificationResult result =
        DataQuality.verify(
            SPARK.range(0, 10, 1, 2).toDF("id"),
            Check.error("c")
                .require(
                    rowSatisfies(
                        "waits",
                        List.of("id"),
                        row -> {
                          throw new InterruptedException("cancelled");
                        }),
                    rowSatisfies("fine", List.of("id"), row -> true),
                    number("id").max().isEqualTo(9)));
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR, Status.PASS, Status.PASS);
  }

  @Test
  void what_is_not_reached_in_time_is_not_evaluated_and_the_check_does_not_pass() throws Exception {
    Dataset<Row> data = SPARK.range(0, 1000, 1, 2).toDF("id");
    Check inTime = Check.error("in time").require(number("id").min().isEqualTo(0));
    DataQuality.verify(data, inTime);
    long start = System.nanoTime();
    DataQuality.verify(data, inTime);
    Duration limit = Duration.ofSeconds(2 + 5 * (System.nanoTime() - start) / 1_000_000_000L);
    String late = "out of time: the limit is " + limit.toSeconds() + " s";
    VerificationResult result =
        DataQuality.on(data)
            .check(
                Check.error("late")
                    .require(
                        number("id").max().isEqualTo(999),
                        number("id").isAtMost(5),
                        rowSatisfies(
                            "slow",
                            List.of("id"),
                            row -> {
                              Thread.sleep(200);
                              return true;
                            })))
            .check(inTime)
            .withSamples(3)
            .withTimeLimit(limit)
            .run();
    assertNothingRuns();
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.FAIL, Status.NOT_EVALUATED, Status.PASS);
    assertThat(result.constraints().get(2).note()).isEqualTo(late);
    assertThat(result.check("late").problem())
        .isEqualTo(late + ": 1 of 3 constraints were not evaluated");
    assertThat(result.check("in time").status()).isEqualTo(Status.PASS);
    assertThat(result.passed()).isFalse();
  }

  @Test
  void a_time_limit_of_nothing_is_refused_and_one_that_suffices_changes_nothing() {
    DatasetVerification verification =
        DataQuality.on(SPARK.range(10).toDF("id"))
            .check(Check.error("c").require(number("id").max().isEqualTo(9)));
    assertThatThrownBy(() -> verification.withTimeLimit(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was PT0S");
    verification.withTimeLimit(Duration.ofMinutes(10)).run().throwOnError();
    assertThat(SharedSpark.context().getJobTags()).isEmpty();
  }
}
