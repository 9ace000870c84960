package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.Severity;
import dev.assay.dq.json.CheckFormatException;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.render.MarkdownReport;
import dev.assay.dq.render.TerminalReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.assertj.DataAssertions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bound that warns and one that fails, in one constraint; four rows of five have a name. */
@Tag("matrix")
class TwoBoundsTest {

  private static final Predicate NAMED = string("name").isComplete();
  private static final NumericMetric FILLED = string("name").completeness();

  private static final ThreePaths DATA =
      ThreePaths.of(
          "name string, n int", row("a", 1), row("b", 2), row("c", 3), row("d", 4), row(null, 10));

  private static void comesTo(Requirement required, Status status, Severity severity) {
    DATA.verify(Check.error("c").require(required))
        .forEach(
            (path, result) -> {
              ConstraintResult each = result.constraints().get(0);
              assertThat(each.status()).as("%s: %s", path, each).isEqualTo(status);
              assertThat(each.severity()).as(path).isEqualTo(severity);
              boolean passes = status == Status.PASS || severity == Severity.WARNING;
              assertThat(result.passed()).as(path).isEqualTo(passes);
              assertThat(result.checks().get(0).status())
                  .as(path)
                  .isEqualTo(passes ? Status.PASS : Status.FAIL);
              assertThat(result.checks().get(0).severity()).isEqualTo(Severity.ERROR);
            });
  }

  @Test
  void one_value_fails_warns_or_passes() {
    comesTo(FILLED.warnBelow(0.8).failBelow(0.5), Status.PASS, Severity.ERROR);
    comesTo(FILLED.warnBelow(0.81).failBelow(0.8), Status.FAIL, Severity.WARNING);
    comesTo(FILLED.warnBelow(0.99).failBelow(0.81), Status.FAIL, Severity.ERROR);
    comesTo(number("n").max().warnAbove(10).failAbove(20), Status.PASS, Severity.ERROR);
    comesTo(number("n").max().warnAbove(9).failAbove(10), Status.FAIL, Severity.WARNING);
    comesTo(number("n").max().warnAbove(8).failAbove(9), Status.FAIL, Severity.ERROR);
    // the mean is 20 / 5
    NumericMetric mean = number("n").mean();
    comesTo(mean.warnOutside(4, 4).failOutside(3, 5), Status.PASS, Severity.ERROR);
    comesTo(mean.warnOutside(5, 6).failOutside(4, 6), Status.FAIL, Severity.WARNING);
    comesTo(mean.warnOutside(2, 3).failOutside(2, 4), Status.FAIL, Severity.WARNING);
    comesTo(mean.warnOutside(5, 6).failOutside(4.5, 6), Status.FAIL, Severity.ERROR);
  }

  @Test
  void shares_of_rows_have_two_bounds_too() {
    comesTo(NAMED.warnBelow(0.8).failBelow(0.5), Status.PASS, Severity.ERROR);
    comesTo(NAMED.warnBelow(1).failBelow(0.8), Status.FAIL, Severity.WARNING);
    comesTo(NAMED.warnBelow(0.99).failBelow(0.9), Status.FAIL, Severity.ERROR);
    comesTo(string("name").isNull().warnAbove(0.1).failAbove(0.2), Status.FAIL, Severity.WARNING);
    comesTo(string("name").isNull().warnAbove(0.1).failAbove(0.19), Status.FAIL, Severity.ERROR);
    // a null violates nothing, unless it is said to
    Predicate b = string("name").isIn("a", "b", "c", "d");
    comesTo(b.warnBelow(1).failBelow(0.9), Status.PASS, Severity.ERROR);
    comesTo(b.warnBelow(1).failBelow(0.8).failingOnNull(), Status.FAIL, Severity.WARNING);
    comesTo(
        NAMED.where(number("n").isAtLeast(4)).warnBelow(0.9).failBelow(0.5),
        Status.FAIL,
        Severity.WARNING);
  }

  @Test
  void a_missed_warning_lets_its_check_pass_and_is_shown() {
    Check check =
        Check.error("names").require(NAMED.warnBelow(0.99).failBelow(0.7), rowCount().isAtLeast(1));
    DATA.verify(check)
        .forEach(
            (path, result) -> {
              assertThatCode(result::throwOnError).as(path).doesNotThrowAnyException();
              assertThat(result.failures()).as(path).hasSize(1);
              assertThat(result.toString())
                  .as(path)
                  .isEqualTo(
                      """
                      names [ERROR]: PASS
                        FAIL (warning) name is complete for at least 70% of rows (warns below 99%): 80% (1 of 5 rows violate)
                          expected: at least 70% of rows (warns below 99%)
                        PASS number of rows is at least 1: 5
                      """);
            });
    VerificationResult result = DATA.list(check);
    assertThat(TerminalReport.plain().withoutTimes().render(result))
        .startsWith("PASSED: 2 constraints: 1 failed as a warning, 1 passed\n")
        .contains("[names] error: PASS\n  ✗ (warning) name is complete")
        .contains("note    : a warning: the bound that fails is met");
    assertThat(MarkdownReport.render(result)).contains("| FAIL (warning) | name is complete");
    assertThat(JsonReport.render(result)).contains("\"severity\": \"WARNING\"");
    assertThat(HtmlReport.of(result).render())
        .contains("Severity error. 1 failed as a warning, 1 passed");
    assertThat(result.constraints().get(0).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void what_fails_besides_is_told_first() {
    Check check =
        Check.error("names").require(NAMED.warnBelow(0.99).failBelow(0.7), rowCount().isAtLeast(9));
    assertThatThrownBy(() -> DATA.list(check).throwOnError())
        .hasMessage(
            """
            Check [names] failed: 1 of 2 constraints (ERROR)
              ✗ number of rows is at least 9
                expected: at least 9
                but was : 5
              and 1 of 2 only as a warning
              ✗ name is complete for at least 70% of rows (warns below 99%)
                expected: at least 70% of rows (warns below 99%)
                but was : 80% (1 of 5 rows violate)
                note    : a warning: the bound that fails is met""");
  }

  @Test
  void in_a_check_of_warnings_both_bounds_are_warnings() {
    VerificationResult result =
        DATA.list(Check.warning("w").require(FILLED.warnBelow(0.99).failBelow(0.9)));
    assertThat(result.passed()).isTrue();
    assertThat(result.checks().get(0).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void no_rows_are_decided_as_for_every_constraint() {
    Constraint.OnMetric none =
        FILLED.warnBelow(0.99).failBelow(0.9).where(number("n").isGreaterThan(99));
    comesTo(none.onNoRows(OnNoRows.FAIL), Status.FAIL, Severity.ERROR);
    comesTo(none.onNoRows(OnNoRows.PASS), Status.PASS, Severity.ERROR);
  }

  @Test
  void samples_show_what_warns() {
    ConstraintResult result =
        DataQuality.on(SharedSpark.session().sql("SELECT explode(array('a', null)) AS name"))
            .check(Check.error("c").require(NAMED.warnBelow(1).failBelow(0.5)))
            .withSamples(3)
            .run()
            .constraints()
            .get(0);
    assertThat(result.severity()).isEqualTo(Severity.WARNING);
    assertThat(result.samples()).hasToString("[{name=null}]");
  }

  /** As those of a check of severity WARNING do. */
  @Test
  void in_a_test_a_warning_is_a_failure() {
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(SharedSpark.session().range(3).toDF("id"))
                    .satisfies(rowCount().warnBelow(5).failBelow(2))
                    .verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at least 2 (warns below 5)")
        .hasMessageContaining("a warning: the bound that fails is met");
  }

  @Test
  void the_bounds_are_no_part_of_the_identity() {
    assertThat(FILLED.warnBelow(0.99).failBelow(0.9).id()).isEqualTo(FILLED.isAtLeast(1).id());
    assertThat(NAMED.warnBelow(0.99).failBelow(0.9).id()).isEqualTo(NAMED.toConstraint().id());
  }

  @Test
  void bounds_in_the_wrong_order_are_refused_with_the_fix() {
    assertThatThrownBy(() -> FILLED.warnBelow(0.9).failBelow(0.95))
        .hasMessage(
            "The bound that warns, 0.9, must be above the one that fails, 0.95: swap them,"
                + " warnBelow(0.95).failBelow(0.9)");
    assertThatThrownBy(() -> NAMED.warnAbove(0.2).failAbove(0.1))
        .hasMessage(
            "The bound that warns, 0.2, must be below the one that fails, 0.1: swap them,"
                + " warnAbove(0.1).failAbove(0.2)");
    assertThatThrownBy(() -> rowCount().warnBelow(5).failBelow(5.0))
        .hasMessage(
            "Both bounds are 5, so nothing could ever warn: leave out the one that warns,"
                + " isAtLeast(5)");
    assertThatThrownBy(() -> NAMED.warnBelow(0.5).failBelow(0.5))
        .hasMessageEndingWith("leave out the one that warns, forAtLeast(0.5)");
    assertThatThrownBy(() -> number("n").mean().warnOutside(1, 10).failOutside(2, 5))
        .hasMessage(
            "The range that warns, 1 to 10, must lie within the one that fails, 2 to 5: swap them,"
                + " warnOutside(2, 5).failOutside(1, 10)");
    assertThatThrownBy(() -> number("n").mean().warnOutside(1, 4).failOutside(2, 5))
        .hasMessageEndingWith("2 to 5: what fails is beyond what warns");
    assertThatThrownBy(() -> number("n").mean().warnOutside(2, 5).failOutside(2, 5))
        .hasMessageEndingWith("leave out the one that warns, isBetween(2, 5)");
    assertThatThrownBy(() -> FILLED.warnBelow(99).failBelow(0.9))
        .hasMessageContaining("99% is 0.99");
    assertThatThrownBy(() -> NAMED.warnBelow(2).failBelow(0.9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NAMED.warnBelow(null).failBelow(0.9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_new_threshold_replaces_both() {
    assertThat(NAMED.warnBelow(0.99).failBelow(0.9).forAtLeast(0.5))
        .isEqualTo(NAMED.forAtLeast(0.5));
  }

  @Test
  void both_come_back_from_json() {
    Check check =
        Check.error("c")
            .require(
                NAMED.warnBelow(0.99).failBelow(0.9),
                NAMED.warnAbove(0.1).failAbove(0.25),
                FILLED.warnBelow(0.99).failBelow(0.95),
                rowCount().warnAbove(10).failAbove(100),
                number("n").mean().warnOutside(2, 3).failOutside(1, 4));
    Check named =
        new Check(
            "c", check.severity(), check.constraints().subList(0, 1), OnNoRows.DEFAULT, List.of());
    String json = CheckJson.write(List.of(check));
    assertThat(CheckJson.read(json)).containsExactly(check);
    assertThat(CheckJson.write(List.of(named)))
        .contains("\"forAtLeast\": 0.9, \"warn\": {\"forAtLeast\": 0.99}");
    assertThatThrownBy(() -> CheckJson.read(json.replace("{\"forAtLeast\": 0.99}", "{}")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("warn: expected one threshold");
    assertThatThrownBy(
            () -> CheckJson.read(json.replace("{\"forAtLeast\": 0.99}", "{\"forAtLeast\": 0.8}")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("swap them");
    assertThatThrownBy(
            () -> CheckJson.read(json.replace("{\"forAtLeast\": 0.99}", "{\"forAtMost\": 0.99}")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("of the same kind");
  }
}
