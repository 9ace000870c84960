package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allOf;
import static dev.assay.dq.Columns.anyOf;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.noneOf;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.execute.RunOptions;
import dev.assay.dq.internal.execute.VerdictEvaluator;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
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
import dev.assay.dq.spark.testing.TestData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole constraints that are combined: what the parts come to is known, by three-valued logic. */
@Tag("matrix")
class CombinedConstraintsTest {

  private static final ThreePaths DATA =
      ThreePaths.of("name string, n int", row("a", 1), row("b", 2), row(null, 3), row("d", 3));
  private static final ThreePaths EMPTY = ThreePaths.of("name string, n int");

  private static final Constraint HOLDS = rowCount().isEqualTo(4);
  private static final Constraint FAILS = string("name").isComplete().toConstraint();
  private static final Constraint ERROR = string("gone").isComplete().toConstraint();
  private static final Constraint NOTHING =
      number("n").mean().where(number("n").isAtLeast(9)).isAtLeast(1);

  private static void comesTo(Status status, Requirement... all) {
    comesTo(DATA, status, all);
  }

  private static void comesTo(ThreePaths data, Status status, Requirement... all) {
    data.verify(Check.error("c").require(all))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .allSatisfy(
                        each ->
                            assertThat(each.status())
                                .as("%s: %s was %s", path, each.description(), each.butWas())
                                .isEqualTo(status)));
  }

  /** Kleene's tables, with an error and with what had nothing to check as unknown. */
  @Test
  void each_part_may_hold_fail_or_be_unknown() {
    comesTo(
        Status.PASS,
        anyOf(HOLDS, FAILS),
        anyOf(ERROR, NOTHING, HOLDS),
        allOf(HOLDS, rowCount().isAtLeast(1)),
        noneOf(FAILS, rowCount().isEqualTo(0)),
        FAILS.not(),
        FAILS.implies(ERROR),
        ERROR.implies(HOLDS),
        HOLDS.implies(HOLDS.not().not()));
    comesTo(
        Status.FAIL,
        anyOf(FAILS, rowCount().isEqualTo(0)),
        allOf(HOLDS, FAILS),
        allOf(ERROR, NOTHING, FAILS),
        noneOf(FAILS, HOLDS),
        noneOf(ERROR, HOLDS),
        HOLDS.not(),
        HOLDS.implies(FAILS));
    comesTo(
        Status.ERROR,
        anyOf(FAILS, ERROR),
        anyOf(NOTHING, ERROR),
        allOf(HOLDS, ERROR),
        noneOf(FAILS, ERROR),
        ERROR.not(),
        ERROR.implies(FAILS),
        HOLDS.implies(ERROR));
    comesTo(
        Status.NOT_EVALUATED,
        anyOf(FAILS, NOTHING),
        allOf(HOLDS, NOTHING),
        noneOf(FAILS, NOTHING),
        NOTHING.not(),
        NOTHING.implies(FAILS),
        HOLDS.implies(NOTHING));
  }

  @Test
  void an_empty_table_may_be_right() {
    comesTo(
        EMPTY,
        Status.PASS,
        anyOf(rowCount().isEqualTo(0), string("name").isComplete()),
        rowCount().isGreaterThan(0).implies(string("name").isComplete()));
    EMPTY
        .verify(Check.error("c").require(anyOf(HOLDS, FAILS)))
        .forEach(
            (path, result) -> {
              ConstraintResult each = result.constraints().get(0);
              assertThat(each.status()).as(path).isEqualTo(Status.NOT_EVALUATED);
              assertThat(each.blocking()).isTrue();
              assertThat(result.passed()).isFalse();
            });
  }

  @Test
  void what_had_nothing_to_check_is_decided_for_the_whole() {
    Constraint.Combined nothing = NOTHING.not();
    comesTo(
        Status.PASS,
        nothing.onNoRows(OnNoRows.PASS),
        anyOf(FAILS, NOTHING).onNoRows(OnNoRows.PASS));
    comesTo(Status.FAIL, nothing.onNoRows(OnNoRows.FAIL));
    // the check decides of the whole, not of what is denied
    DATA.verify(Check.error("c").require(nothing).onNoRows(OnNoRows.PASS))
        .forEach((path, result) -> assertThat(result.passed()).as(path).isTrue());
    DATA.verify(OnNoRows.PASS, Check.error("c").require(nothing))
        .forEach(
            (path, result) ->
                assertThat(result.constraints().get(0).status()).as(path).isEqualTo(Status.PASS));
    // a part decides for itself
    comesTo(
        Status.FAIL,
        number("n")
            .mean()
            .where(number("n").isAtLeast(9))
            .isAtLeast(1)
            .onNoRows(OnNoRows.PASS)
            .not());
  }

  @Test
  void a_result_tells_what_each_part_came_to() {
    DATA.verify(
            Check.error("c")
                .require(
                    anyOf(rowCount().isEqualTo(0), FAILS.as("named"))
                        .because("it is so")
                        .tagged("t")))
        .forEach(
            (path, result) -> {
              ConstraintResult each = result.constraints().get(0);
              assertThat(each.sentence())
                  .as(path)
                  .isEqualTo("any of (number of rows is equal to 0; name is complete)");
              assertThat(each.expected()).isEqualTo("one of them to hold");
              assertThat(each.butWas())
                  .isEqualTo(
                      "✗ number of rows is equal to 0: 4; ✗ named: 75% (1 of 4 rows violate)");
              assertThat(each.columns()).containsExactly("name");
              assertThat(each.tags()).containsExactly("t");
              assertThat(each.parts())
                  .extracting(ConstraintResult::status)
                  .containsExactly(Status.FAIL, Status.FAIL);
              assertThat(each.parts().get(0).actual().plain()).isEqualTo(4L);
              assertThat(each.violations()).isEqualTo(-1);
            });
    assertThatThrownBy(
            () ->
                DATA.list(Check.error("c").require(HOLDS.implies(allOf(FAILS, HOLDS.not()))))
                    .throwOnError())
        .hasMessage(
            """
            Check [c] failed: 1 of 1 constraint (ERROR)
              ✗ if number of rows is equal to 4, then all of (name is complete; not (number of rows is equal to 4))
                expected: the second to hold if the first does
                but was : ✓ number of rows is equal to 4: 4; ✗ all of (name is complete; not (number of rows is equal to 4)): (✗ name is complete: 75% (1 of 4 rows violate); ✗ not (number of rows is equal to 4): (✓ number of rows is equal to 4: 4))""");
  }

  @Test
  void an_error_names_its_part() {
    ConstraintResult result =
        DATA.list(Check.error("c").require(anyOf(FAILS, ERROR))).constraints().get(0);
    assertThat(result.error().message()).startsWith("gone is complete: ").contains("gone");
    assertThat(result.butWas())
        .startsWith(
            "✗ name is complete: 75% (1 of 4 rows violate); ! gone is complete: not evaluated: ");
    assertThat(DATA.list(Check.error("c").require(anyOf(ERROR, HOLDS))).passed()).isTrue();
    // SQL runs on a Dataset alone: elsewhere it is the error of its part
    Check both = Check.error("c").require(anyOf(sql("n > 0").toConstraint(), HOLDS));
    DATA.verify(both).forEach((path, result2) -> assertThat(result2.passed()).as(path).isTrue());
  }

  @Test
  void every_report_shows_it() {
    VerificationResult result =
        DATA.list(Check.error("c").require(anyOf(rowCount().isEqualTo(0), FAILS)));
    assertThat(TerminalReport.plain().ascii().render(result))
        .contains("x number of rows is equal to 0: 4;");
    assertThat(MarkdownReport.render(result))
        .contains("✗ name is complete: 75% (1 of 4 rows violate)");
    assertThat(JsonReport.render(result)).contains("\"parts\": [").contains("\"violations\": 1");
    assertThat(HtmlReport.of(result).render()).contains("✗ name is complete: 75%");
    assertThat(result.constraints().get(0).butWas()).contains("✗ name is complete");
    assertThat(result.metrics()).isEmpty();
  }

  @Test
  void samples_come_from_the_parts_that_fail() {
    Predicate small = number("n").isAtMost(2);
    List<ConstraintResult> results =
        DataQuality.on(
                SharedSpark.session()
                    .sql("SELECT * FROM VALUES ('a', 1), (NULL, 3), ('c', 2) AS t(name, n)"))
            .check(
                Check.error("c")
                    .require(
                        anyOf(FAILS, small.forAtLeast(1)),
                        anyOf(FAILS, rowCount().isEqualTo(3)),
                        rowCount().isEqualTo(3).implies(small),
                        anyOf(FAILS, rowCount().isEqualTo(3)).not()))
            .withSamples(5, "n")
            .run()
            .constraints();
    assertThat(results.get(0).samples()).hasToString("[{n=3, name=null}, {n=3}]");
    assertThat(results.get(1).status()).isEqualTo(Status.PASS);
    assertThat(results.get(1).samples()).isEmpty();
    assertThat(results.get(2).samples()).hasToString("[{n=3}]");
    assertThat(results.get(3).status()).isEqualTo(Status.FAIL);
    assertThat(results.get(3).samples()).isEmpty();
  }

  @Test
  void a_filter_is_one_of_each_part() {
    Constraint.Combined filtered =
        anyOf(rowCount().isEqualTo(3), string("name").isComplete()).where(number("n").isAtMost(2));
    assertThat(filtered.sentence())
        .isEqualTo(
            "any of (number of rows is equal to 3 where n is at most 2; name is complete where n is"
                + " at most 2)");
    comesTo(Status.PASS, filtered);
    comesTo(
        Status.FAIL,
        anyOf(rowCount().isEqualTo(3), HOLDS.not()).where(number("n").isAtMost(2)).not());
  }

  @Test
  void the_parts_share_the_passes_of_all() {
    RunPlan plan =
        RunPlan.of(
            DataQuality.plan(
                SharedSpark.session().range(3).toDF("n"),
                Check.error("c")
                    .require(
                        number("n").sum().isAtLeast(1),
                        anyOf(number("n").sum().isEqualTo(0), rowCount().isAtLeast(1)),
                        anyOf(rowCount().isEqualTo(0), key("gone").isUnique()))));
    assertThat(plan.passes().stream().map(pass -> pass.kind()).toList())
        .containsExactly(PassKind.SCAN);
    assertThat(plan.explain())
        .contains("Not run: [c] any of (number of rows is equal to 0; key (gone) is unique): key");
  }

  @Test
  void what_fails_when_it_runs_is_the_error_of_its_part() {
    Predicate broken = sql("assert_true(n < 2) IS NULL");
    VerificationResult result =
        DataQuality.verify(
            SharedSpark.session().range(3).toDF("n"),
            Check.error("c")
                .require(
                    anyOf(broken.toConstraint(), rowCount().isEqualTo(3)),
                    anyOf(broken.toConstraint(), rowCount().isEqualTo(4))));
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.ERROR);
  }

  /** An overload for predicates alone judges rows, and javac finds no call ambiguous. */
  @Test
  void predicates_alone_are_combined_row_by_row() {
    Predicate a = string("name").isEqualTo("a");
    Predicate b = string("name").isEqualTo("b");
    Predicate rows = anyOf(a, b);
    Constraint.Combined whole = anyOf(a.toConstraint(), b);
    Constraint.Combined mixed = anyOf(a, b.forAtLeast(0.5));
    Predicate flags = allOf(bool("x"), bool("y"));
    Predicate one = noneOf(a);
    Constraint.Combined none = noneOf(a.where(b));
    Requirement[] array = {a, b};
    Constraint.Combined ofArray = anyOf(array);
    assertThat(rows.toConstraint()).isNotEqualTo(whole);
    assertThat(ofArray).isEqualTo(whole);
    assertThat(List.of(mixed, none, flags, one)).hasSize(4);
    assertThat(a.implies(b)).isInstanceOf(Predicate.class);
    Constraint.Combined implied = a.toConstraint().implies(b);
    assertThat(implied.sentence())
        .isEqualTo("if name is equal to \"a\", then name is equal to \"b\"");
  }

  @Test
  void what_neither_holds_nor_fails_is_refused() {
    assertThatThrownBy(() -> anyOf(HOLDS, rowCount().observed()))
        .hasMessageStartingWith("What is only observed never fails, so it cannot be combined");
    assertThatThrownBy(() -> anyOf(HOLDS, rowCount().warnBelow(5).failBelow(1)))
        .hasMessageEndingWith("leave out the bound that warns");
    assertThatThrownBy(() -> anyOf(HOLDS, forEachColumn(strings(), column -> column.isComplete())))
        .hasMessageContaining("combine within it");
    assertThatThrownBy(() -> anyOf(new Requirement[0])).hasMessageContaining("at least one");
    assertThatThrownBy(() -> anyOf(HOLDS, HOLDS.as("again"))).hasMessageContaining("twice");
    assertThatThrownBy(() -> HOLDS.implies(null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> anyOf(HOLDS, null)).isInstanceOf(IllegalArgumentException.class);
    List<Requirement> many = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      many.add(rowCount().isAtLeast(i));
    }
    assertThatThrownBy(() -> anyOf(many.toArray(Requirement[]::new)))
        .hasMessageStartingWith("Up to 100 constraints");
    Constraint deep = HOLDS;
    for (int i = 0; i < 99; i++) {
      deep = deep.not();
    }
    comesTo(Status.FAIL, deep);
    Constraint nothing = NOTHING;
    for (int i = 0; i < 99; i++) {
      nothing = nothing.not();
    }
    comesTo(Status.NOT_EVALUATED, nothing);
  }

  @Test
  void templates_may_hold_it_whatever_the_column_is() {
    Constraint each =
        forEachColumn(
            strings(),
            column -> anyOf(column.isUnique(), string("name").isUnique(), rowCount().isEqualTo(0)));
    DATA.verify(Check.error("c").require(each))
        .forEach(
            (path, result) -> {
              assertThat(result.passed()).as(path + result).isTrue();
              assertThat(result.constraints()).hasSize(1);
            });
  }

  @Test
  void it_comes_back_from_json_and_its_id_is_what_it_is_about() {
    Check check =
        Check.error("c")
            .require(
                anyOf(rowCount().isEqualTo(0), FAILS).onNoRows(OnNoRows.FAIL).as("n").tagged("t"),
                HOLDS.implies(allOf(FAILS, noneOf(ERROR, HOLDS))).because("b"),
                HOLDS.not(),
                forEachColumn(strings(), c -> anyOf(c.isComplete(), rowCount().isEqualTo(0))));
    String json = CheckJson.write(List.of(check));
    assertThat(CheckJson.read(json)).containsExactly(check);
    assertThat(json).contains("\"anyOf\": [").contains("\"ifThen\": [");
    assertThatThrownBy(
            () ->
                CheckJson.read(
                    json.replaceFirst(
                        "\"ifThen\": \\[", "\"ifThen\": [{\"rowCount\": [], \"isEqualTo\": 7}, ")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("An implication is of two constraints");
    assertThatThrownBy(
            () ->
                CheckJson.read(json.replaceFirst("\"anyOf\": \\[", "\"allOf\": [], \"anyOf\": [")))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("this has 2: allOf, anyOf");
    assertThat(anyOf(rowCount().isEqualTo(0), FAILS).id())
        .isEqualTo(anyOf(rowCount().isAtLeast(9), FAILS.as("n")).because("b").id())
        .isNotEqualTo(allOf(rowCount().isEqualTo(0), FAILS).id())
        .matches("[0-9a-f]{12}");
  }

  @Test
  void what_was_not_reached_matters_where_the_rest_does_not_decide() {
    Constraint late = string("id").isComplete().toConstraint();
    Check check =
        Check.error("c")
            .require(
                anyOf(rowCount().isEqualTo(3), late),
                anyOf(rowCount().isEqualTo(0), late).onNoRows(OnNoRows.PASS));
    RunPlan plan =
        RunPlan.of(
            DataQuality.plan(SharedSpark.session().sql("SELECT 'a' AS id FROM range(3)"), check));
    Map<Aggregate, Measurement> values = new HashMap<>();
    for (Aggregate each : plan.passes().get(0).aggregates()) {
      values.put(each, new Measurement.NotReached("there was no time"));
    }
    values.put(Aggregate.Rows.ALL, new Measurement.Rows(3));
    VerificationResult result =
        VerdictEvaluator.judge(
            plan,
            new Measurements(values),
            new VerdictEvaluator.Context(Map.of(), Map.of(), RunOptions.NONE, null));
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.NOT_EVALUATED);
    assertThat(result.checks().get(0).problem())
        .isEqualTo("there was no time: 1 of 2 constraints were not evaluated");
    assertThat(result.passed()).isFalse();
  }

  @Test
  void rows_are_made_that_satisfy_it_and_that_break_it() {
    Constraint.Combined one =
        anyOf(
            rowCount().isEqualTo(0),
            number("n").isAtLeast(5),
            string("name").isNull().forAtLeast(1));
    Check check = Check.error("c").require(one, number("n").isBetween(0, 9));
    TestData data = TestData.satisfying(check).schema("name string, n int").seed(7);
    assertThat(DataQuality.verify(data.on(SharedSpark.session()), check).passed()).isTrue();
    VerificationResult broken =
        DataQuality.verify(data.violating(one).on(SharedSpark.session()), check);
    assertThat(broken.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.FAIL, Status.PASS);
    Constraint.OnRows warned = number("n").isAtLeast(1).warnBelow(1).failBelow(0.5);
    Check two = Check.error("c").require(warned);
    TestData rows = TestData.satisfying(two).schema("n int").seed(7);
    assertThat(DataQuality.verify(rows.on(SharedSpark.session()), two).failures()).isEmpty();
    assertThat(DataQuality.verify(rows.violating(warned).on(SharedSpark.session()), two).failures())
        .hasSize(1);
  }

  @Test
  void tests_state_it_too() {
    DataAssertions.assertThat(SharedSpark.session().range(3).toDF("id"))
        .satisfies(anyOf(rowCount().isEqualTo(0), number("id").isComplete()))
        .verify();
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(SharedSpark.session().range(3).toDF("id"))
                    .satisfies(rowCount().isEqualTo(3).not())
                    .verify())
        .hasMessageContaining("not (number of rows is equal to 3)")
        .hasMessageContaining("but was : ✓ number of rows is equal to 3: 3");
  }
}
