package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.render.TerminalReport;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.assertj.DataAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An empty dataset passes nothing; a filter that selects nothing fails nothing. */
@Tag("matrix")
class NoRowsTest {

  private static final ThreePaths EMPTY = ThreePaths.of("v INT, t STRING");
  private static final ThreePaths TWO = ThreePaths.of("v INT, t STRING", row(1, "a"), row(2, null));

  private static List<Status> statuses(VerificationResult result) {
    return result.constraints().stream().map(ConstraintResult::status).toList();
  }

  private static void expect(
      ThreePaths data, Status expected, boolean passed, Requirement... requirements) {
    Map<String, VerificationResult> results = data.verify(Check.error("c").require(requirements));
    results.forEach(
        (path, result) -> {
          assertThat(statuses(result)).as(path).containsOnly(expected);
          assertThat(result.passed()).as(path).isEqualTo(passed);
        });
  }

  @Test
  void an_empty_dataset_passes_nothing() {
    Check check =
        Check.error("orders")
            .require(
                string("t").isComplete(),
                string("t").isEqualTo("a").where(number("v").isPositive()).forAtLeast(0),
                number("v").isPositive().allowingViolations(3),
                number("v").isPositive().forAtMost(1).id("at most all"),
                number("v").mean().isAtLeast(1),
                key("v").isUnique(),
                key("v").determines("t"),
                rowSatisfies("code", r -> true));
    EMPTY
        .verify(check)
        .forEach(
            (path, result) -> {
              assertThat(statuses(result)).as(path).containsOnly(Status.NOT_EVALUATED);
              assertThat(result.constraints())
                  .extracting(ConstraintResult::note)
                  .containsOnly("the dataset is empty");
              assertThat(result.check("orders").status()).isEqualTo(Status.NOT_EVALUATED);
              assertThat(result.passed()).isFalse();
              assertThat(result.failures()).hasSize(8);
              assertThatThrownBy(result::throwOnError)
                  .isInstanceOf(DataQualityException.class)
                  .hasMessage(
                      "Check [orders] failed: the dataset is empty, so 8 of 8 constraints (ERROR)"
                          + " had nothing to check\n    note    : where an empty dataset is right,"
                          + " say .onNoRows(OnNoRows.PASS)");
              assertThat(TerminalReport.plain().render(result))
                  .startsWith(
                      "FAILED: 8 constraints: 8 had nothing to check as the dataset is empty");
            });
  }

  @Test
  void a_filter_does_not_hide_that_the_dataset_is_empty() {
    expect(
        EMPTY,
        Status.NOT_EVALUATED,
        false,
        string("t").isComplete().where(number("v").isEqualTo(99)));
    expect(
        EMPTY,
        Status.NOT_EVALUATED,
        false,
        string("t").isComplete().where(rowSatisfies("code", r -> true)));
    expect(
        EMPTY,
        Status.NOT_EVALUATED,
        false,
        key("t").isUnique().where(rowSatisfies("code", r -> true)));
  }

  @Test
  void counts_of_nothing_are_zero_and_judged() {
    Check check =
        Check.error("c")
            .require(
                rowCount().isAtLeast(1),
                number("v").isPositive().forAtLeastRows(3),
                number("v").distinctCount().isAtLeast(1000),
                number("v").approxDistinctCount().isAtLeast(1),
                string("t").nullCount().isAtLeast(1),
                string("t").isComplete().violations().isAtLeast(1));
    Check zero =
        Check.error("zero")
            .require(
                rowCount().isEqualTo(0),
                number("v").isPositive().forAtMostRows(0),
                number("v").distinctCount().isEqualTo(0),
                number("v").approxDistinctCount().isEqualTo(0),
                string("t").nullCount().isEqualTo(0),
                allColumns().duplicateRows().isEqualTo(0),
                string("t").isComplete().violations().isEqualTo(0));
    EMPTY
        .verify(check, zero)
        .forEach(
            (path, result) -> {
              assertThat(result.check("c").constraints())
                  .as(path)
                  .extracting(ConstraintResult::status)
                  .containsOnly(Status.FAIL);
              assertThat(result.check("zero").constraints())
                  .as(path)
                  .extracting(ConstraintResult::status)
                  .containsOnly(Status.PASS);
              assertThat(result.check("c").constraints().get(1).butWas())
                  .isEqualTo("0 (0 of 0 rows satisfy it)");
            });
    EMPTY.verify(zero).forEach((path, result) -> assertThat(result.passed()).as(path).isTrue());
    assertThatThrownBy(
            () ->
                EMPTY
                    .verify(Check.error("c").require(rowCount().isAtLeast(1), key("v").isUnique()))
                    .get("Dataset")
                    .throwOnError())
        .hasMessageContaining("the dataset is empty, so 1 of 2 constraints (ERROR) had nothing")
        .hasMessageContaining("and 1 of 2 constraints (ERROR) failed")
        .hasMessageContaining("expected: at least 1");
  }

  @Test
  void a_filter_that_selects_nothing_and_a_metric_without_a_value_fail_nothing() {
    expect(
        TWO,
        Status.NOT_EVALUATED,
        true,
        string("t").isComplete().where(number("v").isEqualTo(99)),
        number("v").mean().isAtLeast(5).where(number("v").isEqualTo(99)),
        number("v").standardDeviation().isAtLeast(5).where(number("v").isEqualTo(2)));
    expect(
        TWO,
        Status.FAIL,
        false,
        number("v").isPositive().where(number("v").isEqualTo(99)).forAtLeastRows(1),
        string("t").distinctCount().where(number("v").isEqualTo(2)).isAtLeast(1));
  }

  @Test
  void no_rows_are_decided_by_the_constraint_then_the_check_then_the_run() {
    Check undecided = Check.error("undecided").require(string("t").isComplete());
    Check passing =
        Check.error("passing").require(string("t").isComplete()).onNoRows(OnNoRows.PASS);
    Check mixed =
        Check.error("mixed")
            .require(
                string("t").isComplete().onNoRows(OnNoRows.FAIL),
                number("v").isPositive(),
                rowCount().isEqualTo(0).onNoRows(OnNoRows.FAIL))
            .onNoRows(OnNoRows.PASS);
    EMPTY
        .verify(OnNoRows.FAIL, undecided, passing, mixed)
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(ConstraintResult::status)
                    .containsExactly(
                        Status.FAIL, Status.PASS, Status.FAIL, Status.PASS, Status.FAIL));
    EMPTY
        .verify(OnNoRows.PASS, undecided)
        .forEach(
            (path, result) -> {
              assertThat(result.passed()).as(path).isTrue();
              assertThat(result.throwOnError()).isSameAs(result);
            });
  }

  @Test
  void a_warning_and_what_is_only_observed_do_not_stop_a_run() {
    Check hint = Check.warning("hint").require(string("t").isComplete());
    Check seen = Check.error("seen").require(number("v").mean().observed());
    EMPTY
        .verify(hint, seen)
        .forEach(
            (path, result) -> {
              assertThat(result.passed()).as(path).isTrue();
              assertThat(result.checks())
                  .extracting(CheckResult::status)
                  .containsOnly(Status.NOT_EVALUATED);
            });
  }

  @Test
  void assertions_follow_the_same_rule() {
    var two = SharedSpark.session().sql("SELECT * FROM VALUES (1, 'a'), (2, NULL) AS data(v, t)");
    DataAssertions.assertThat(two)
        .column(string("t"))
        .isComplete()
        .where(number("v").isEqualTo(99))
        .verify();
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(two)
                    .column(string("t"))
                    .isComplete()
                    .where(number("v").isEqualTo(99))
                    .onNoRows(OnNoRows.FAIL)
                    .verify())
        .hasMessageContaining("no row is in scope");
    assertThatThrownBy(
            () -> DataAssertions.assertThat(two.limit(0)).column(string("t")).isComplete().verify())
        .hasMessageContaining("but was : no value: the dataset is empty");
  }
}
