package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Groups that there must be since another dataset has them, worked out by hand, on all paths. */
class GroupsOfOthersTest {

  private static LocalDate day(int day) {
    return LocalDate.of(2024, 1, day);
  }

  /** Days 1, 3 and 5; stores 1, 2 and 3; one row without a day. */
  private static final ThreePaths SALES =
      ThreePaths.of(
          "day date, store int, amount decimal(10,2), x double",
          row(day(1), 1, new BigDecimal("5.00"), 0.0),
          row(day(1), 2, new BigDecimal("3.00"), Double.NaN),
          row(day(3), 1, new BigDecimal("2.00"), 1.5),
          row(null, 3, new BigDecimal("9.00"), -0.0),
          row(day(5), 1, null, null));

  /** Days 1 to 4, the first twice; stores 1, 2, 3.5 and 4; one row of nulls. */
  private static final ThreePaths CALENDAR =
      ThreePaths.of(
          "day date, s decimal(6,1), x double, name string",
          row(day(1), new BigDecimal("1.0"), -0.0, "a"),
          row(day(1), new BigDecimal("2.0"), Double.NaN, "b"),
          row(day(2), new BigDecimal("2.0"), 2.5, "b"),
          row(null, null, null, null),
          row(day(3), new BigDecimal("3.5"), 0.0, "c"),
          row(day(4), new BigDecimal("4.0"), Double.NaN, "d"));

  private static final ThreePaths NONE = new ThreePaths(CALENDAR.ddl(), List.of());

  private static final Map<String, ThreePaths> OTHERS = Map.of("calendar", CALENDAR, "none", NONE);

  private static String told(ConstraintResult each) {
    return each.status()
        + ": "
        + (each.actual() == null ? null : each.actual().text())
        + (each.note() == null ? "" : " | " + each.note())
        + (each.error() == null ? "" : " | " + each.error().message())
        + (each.samples().isEmpty() ? "" : " " + each.samples());
  }

  private static void tells(ThreePaths data, Requirement requirement, String told) {
    Check check = Check.error("c").require(requirement);
    if (!requirement.toConstraint().sentence().contains("any row")) { // Java code is not written
      assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    }
    Map<String, VerificationResult> results = data.beside(OTHERS, 5, check);
    assertThat(results).hasSize(4);
    results.forEach(
        (path, result) -> assertThat(told(result.constraints().get(0))).as(path).isEqualTo(told));
  }

  private static final String NO_DAY = "1 row is in no group, where the key is null";

  @Test
  void keys_without_a_group_are_groups_that_violate() {
    Constraint.PerGroup sold = rowCount().per("day").isAtLeast(1).everyGroupOf("calendar");
    tells(
        SALES,
        sold,
        "FAIL: 60% (2 of 5 groups violate) | missing: {2024-01-02, 2024-01-04}; " + NO_DAY);
    tells(
        SALES,
        sold.allowingViolations(2),
        "PASS: 60% (2 of 5 groups violate) | missing: {2024-01-02, 2024-01-04}; " + NO_DAY);
    tells(
        SALES,
        rowCount().per("day").isAtLeast(2).everyGroupOf("calendar", "day"),
        "FAIL: 20% (4 of 5 groups violate) | missing: {2024-01-02, 2024-01-04}; "
            + NO_DAY
            + " [{day=2024-01-03, number of rows=1}, {day=2024-01-05, number of rows=1}]");
    tells(
        SALES,
        rowCount().per("day").isAtLeast(1).everyGroupOf("none"),
        "PASS: 100% (0 of 3 groups violate) | " + NO_DAY);
  }

  @Test
  void whole_numbers_equal_decimals_and_zero_has_one_sign() {
    tells(
        SALES,
        rowCount().per("store").isAtLeast(2).everyGroupOf("calendar", "s"),
        "FAIL: 20% (4 of 5 groups violate) | missing: {3.5, 4}"
            + " [{store=2, number of rows=1}, {store=3, number of rows=1}]");
    tells(
        SALES,
        rowCount().per("x").isAtLeast(1).everyGroupOf("calendar"),
        "FAIL: 75% (1 of 4 groups violates) | missing: {2.5}; " + NO_DAY);
    tells(
        CALENDAR,
        rowCount().per("s").isAtLeast(1).everyGroupOf("none").everyGroupOf("calendar"),
        "PASS: 100% (0 of 4 groups violate) | " + NO_DAY);
  }

  @Test
  void keys_of_several_columns_and_of_what_is_computed() {
    tells(
        SALES,
        rowCount().per("day", "store").isAtLeast(1).everyGroupOf("calendar", "day", "s"),
        "FAIL: 57.14% (3 of 7 groups violate) | missing: {(2024-01-02, 2), (2024-01-03, 3.5),"
            + " (2024-01-04, 4)}; "
            + NO_DAY);
    tells(
        CALENDAR,
        rowCount().per(string("name").upper()).isAtLeast(1).everyGroupOf("calendar", "name"),
        "FAIL: 50% (4 of 8 groups violate) | missing: {\"a\", \"b\", \"c\", \"d\"}; " + NO_DAY);
    tells(
        SALES,
        rowCount().per(integer("store").plus(1)).isAtLeast(1).everyGroupOf("calendar", "s"),
        "FAIL: 60% (2 of 5 groups violate) | missing: {1, 3.5}");
  }

  /** What is counted within a group, and what Java code judges, has a pass of another kind. */
  @Test
  void groups_that_are_sorted_or_judged_by_code() {
    String missing = " | missing: {2024-01-02, 2024-01-04}; " + NO_DAY;
    tells(
        SALES,
        integer("store").distinctCount().per("day").isAtLeast(1).everyGroupOf("calendar"),
        "FAIL: 60% (2 of 5 groups violate)" + missing);
    tells(
        SALES,
        rowCount()
            .where(rowSatisfies("any row", List.of("store"), each -> true))
            .per("day")
            .isAtLeast(1)
            .everyGroupOf("calendar"),
        "FAIL: 60% (2 of 5 groups violate)" + missing);
    tells(
        SALES,
        decimal("amount")
            .median()
            .per("day", "store")
            .isAtLeast(3)
            .everyGroupOf("calendar", "day", "s"),
        "FAIL: 33.33% (4 of 6 groups violate) | 1 group has no value and so no verdict; missing:"
            + " {(2024-01-02, 2), (2024-01-03, 3.5), (2024-01-04, 4)}; "
            + NO_DAY
            + " [{day=2024-01-03, store=1, median of amount=2}]");
    tells(
        SALES,
        rowCount()
            .where(key("day").existsIn("calendar"))
            .per("day")
            .isAtLeast(1)
            .everyGroupOf("calendar"),
        "FAIL: 40% (3 of 5 groups violate)"
            + missing
            + " [{day=2024-01-05, number of rows where day exists in calendar.day=0}]");
  }

  /** Each grouping of what is looked up is judged by itself. */
  @Test
  void several_groupings_of_rows_whose_keys_are_looked_up() {
    Constraint.OnMetric known = rowCount().where(key("day").existsIn("calendar")).isAtLeast(1);
    Constraint.InOrder falls = integer("store").orderedBy(date("day")).isStrictlyDecreasing();
    Check check =
        Check.error("c")
            .require(
                known.per("day"),
                known.per("store"),
                known.per("store").everyGroupOf("calendar", "s"),
                falls.where(key("day").existsIn("calendar")),
                integer("store")
                    .orderedBy(number("x"))
                    .isStrictlyDecreasing()
                    .where(key("day").existsIn("calendar")));
    SALES
        .beside(OTHERS, 1, check)
        .forEach(
            (path, result) ->
                assertThat(result.constraints().stream().map(each -> each.butWas() + each.error()))
                    .as(path)
                    .containsExactly(
                        "66.67% (1 of 3 groups violates)null",
                        "66.67% (1 of 3 groups violates)null",
                        "40% (3 of 5 groups violate)null",
                        "0% (1 of 1 row violates)null",
                        "0% (1 of 1 row violates)null"));
  }

  @Test
  void without_rows_every_key_is_missing() {
    ThreePaths empty = new ThreePaths(SALES.ddl(), List.of());
    Constraint.PerGroup sold = rowCount().per("day").isAtLeast(1).everyGroupOf("calendar");
    String all = "0% (4 of 4 groups violate) | missing: {2024-01-01, 2024-01-02, 2024-01-03,";
    tells(empty, sold, "FAIL: " + all + " 2024-01-04}");
    tells(
        empty,
        rowCount().per("day").isAtLeast(1).everyGroupOf("none"),
        "NOT_EVALUATED: null | the dataset is empty");
    tells(empty, sold.onNoRows(OnNoRows.PASS), "PASS: null | the dataset is empty");
  }

  @Test
  void of_many_that_are_missing_the_first_are_named() {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 40; i > 0; i--) {
      rows.add(row(i % 30));
    }
    Check check =
        Check.error("c")
            .require(rowCount().per("n").isAtLeast(1).everyGroupOf("all").forAtLeast(0.1));
    ThreePaths.of("n int", row(3), row(3), row(99))
        .beside(Map.of("all", new ThreePaths("n int", rows)), 1, check)
        .forEach(
            (path, result) -> {
              ConstraintResult one = result.constraints().get(0);
              assertThat(one.butWas()).as(path).isEqualTo("6.45% (29 of 31 groups violate)");
              assertThat(one.note())
                  .as(path)
                  .isEqualTo("missing: {0, 1, 2, 4, 5, 6, 7, 8, 9, 10, … (19 more)}");
            });
  }

  @Test
  void what_cannot_be_compared_is_an_error_of_that_constraint() {
    tells(
        SALES,
        rowCount().per("day").isAtLeast(1).everyGroupOf("gone"),
        "ERROR: null | the run knows no dataset of the name gone: give it with .with(\"gone\", …)");
    tells(
        SALES,
        rowCount().per("store").isAtLeast(1).everyGroupOf("calendar"),
        "ERROR: null | in calendar, column store does not exist; did you mean one of day, s, x, name?");
    tells(
        SALES,
        rowCount().per("store").isAtLeast(1).everyGroupOf("calendar", "name"),
        "ERROR: null | column store is int and cannot be compared with column calendar.name, which is"
            + " string; cast one of them in the dataset, for example with withColumn(…)");
    tells(
        SALES,
        rowCount().per("store").isAtLeast(1).everyGroupOf("calendar", "x"),
        "ERROR: null | column store is int and cannot be looked up in column calendar.x, which is"
            + " double: whole numbers and decimals are equal exactly, floating point is not; cast"
            + " one of them in its dataset");
    assertThatThrownBy(() -> rowCount().per("a", "b").isAtLeast(1).everyGroupOf("c", "d"))
        .hasMessage(
            "everyGroupOf(…) takes a column for each expression that rows are grouped by, which are"
                + " 2, and c.d has 1");
    assertThatThrownBy(() -> rowCount().per(number("a").plus(1)).isAtLeast(1).everyGroupOf("c"))
        .hasMessageStartingWith("What is computed has no name");
    Constraint.PerGroup both = rowCount().per("a").isAtLeast(1).everyGroupIn(1);
    assertThatThrownBy(() -> both.everyGroupOf("c")).hasMessageContaining("say it once");
    assertThatThrownBy(() -> both.everyGroupOf("")).hasMessageContaining("name of a dataset");
  }

  /** Whatever else is asked of the groups, and of the rows, has its verdict. */
  @Test
  void another_dataset_that_cannot_be_read_fails_only_what_needs_it() {
    Dataset<Row> broken =
        SALES
            .frame()
            .map(
                (MapFunction<Row, Integer>)
                    row -> {
                      throw new IllegalStateException("the disk is gone");
                    },
                Encoders.INT())
            .toDF("store");
    Check check =
        Check.error("c")
            .require(
                rowCount().per("store").isAtLeast(1).everyGroupOf("broken").id("one"),
                integer("store")
                    .median()
                    .per("store")
                    .isAtLeast(1)
                    .everyGroupOf("broken")
                    .id("two"),
                rowCount().per("store").isAtLeast(1).id("three"),
                integer("store").median().per("store").isAtLeast(1).id("four"),
                any("amount").nullCount().isEqualTo(1).id("five"));
    for (VerificationResult result :
        List.of(
            DataQuality.on(SALES.frame()).with("broken", broken).check(check).run(),
            SALES.onRdd().with("broken", broken).check(check).run())) {
      assertThat(result.constraints())
          .extracting(ConstraintResult::status)
          .containsExactly(Status.ERROR, Status.ERROR, Status.PASS, Status.PASS, Status.PASS);
      assertThat(result.constraints().get(0).error().message())
          .contains("java.lang.IllegalStateException, whose message may quote the data");
    }
  }
}
