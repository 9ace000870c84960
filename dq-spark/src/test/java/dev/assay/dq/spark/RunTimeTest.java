package dev.assay.dq.spark;

import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.Check;
import dev.assay.dq.RunTimeFacts;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.junit.CheckTests;
import dev.assay.dq.spark.testing.TestData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/** Rules relative to the time of a run, over a Dataset and an RDD. */
@Tag("matrix")
class RunTimeTest {

  private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");

  static Stream<Arguments> facts() {
    return RunTimeFacts.all().stream()
        .flatMap(run -> Stream.of(false, true).map(ansi -> Arguments.of(run, ansi)));
  }

  private static void assertHolds(VerificationResult result) {
    assertThat(result.constraints())
        .isNotEmpty()
        .filteredOn(each -> each.status() != Status.PASS)
        .extracting(ConstraintResult::description, ConstraintResult::error)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("facts")
  void facts_hold_over_a_dataset(RunTimeFacts.Run run, boolean ansi) {
    Dataset<Row> data = FunctionFactsTest.data(ansi, run.types(), List.of(run.row()));
    assertHolds(DataQuality.on(data).check(run.check()).asOf(run.asOf()).run());
  }

  @Test
  void facts_hold_over_an_rdd() {
    for (RunTimeFacts.Run run : RunTimeFacts.all()) {
      assertHolds(
          DataQuality.on(
                  SharedSpark.context().<Map<String, ?>>parallelize(List.of(run.row()), 1),
                  Fields.ofMap(run.types()))
              .check(run.check())
              .asOf(run.asOf())
              .run());
    }
  }

  private static Dataset<Row> data() {
    return SharedSpark.session()
        .sql("SELECT * FROM VALUES (1, TIMESTAMP'2024-07-01T12:00:01Z') AS v(id, t)");
  }

  @Test
  void the_condition_of_a_failure_names_the_time_that_was_used() {
    Throwable failure =
        catchThrowable(
            () ->
                assertThat(data())
                    .asOf(NOON)
                    .keyedBy("id")
                    .satisfies(timestamp("t").isNotInTheFuture())
                    .verify());
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("✗ t is not in the future")
        .hasMessageContaining("note    : as of 2024-07-01T12:00:00Z")
        .hasMessageContaining("select  : NOT (`t` <= ")
        .hasMessageContaining("2024-07-01");
    assertThat(data()).satisfies(timestamp("t").isNotInTheFuture()).verify();
    assertThat(data())
        .asOf(NOON.plusSeconds(1))
        .satisfies(timestamp("t").isNotInTheFuture())
        .verify();
  }

  @Test
  void tests_of_checks_are_as_of_a_time() throws Throwable {
    Check check = Check.error("c").require(timestamp("t").isWithinLast(Duration.ofHours(1)));
    for (var each : CheckTests.over(data()).asOf(NOON.plusSeconds(1)).of(check).toList()) {
      each.getExecutable().execute();
    }
    for (var each : CheckTests.over(data()).asOf(NOON).of(check).toList()) {
      assertThat(catchThrowable(() -> each.getExecutable().execute()))
          .isInstanceOf(AssertionFailedError.class);
    }
  }

  @Test
  void rows_are_made_for_a_time() {
    Check check =
        Check.error("c")
            .require(timestamp("t").isComplete(), timestamp("t").isWithinLast(Duration.ofHours(1)));
    TestData data = TestData.satisfying(check).asOf(NOON).rows(3).seed(1);
    assertThat(data.records())
        .allSatisfy(
            each -> assertThat((Instant) each.get("t")).isBetween(NOON.minusSeconds(3600), NOON));
    assertHolds(DataQuality.on(data.on(SharedSpark.session())).check(check).asOf(NOON).run());
  }
}
