package dev.assay.dq.spark;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.percent;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Plan;
import dev.assay.dq.Requirement;
import dev.assay.dq.TemporalMetric;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.assertj.DataAssertions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Metrics that are compared with those of other datasets, on every path that data can take. */
class OtherDatasetsTest {

  private static Object[] order(int id, String amount, int day, String code) {
    return row(
        id, amount == null ? null : new BigDecimal(amount), LocalDate.of(2024, 1, day), code);
  }

  /** 4 rows; amounts of 35.75, the greatest 20.50. */
  private static final ThreePaths ORDERS =
      ThreePaths.of(
          "id INT, amount DECIMAL(10,2), day DATE, code STRING",
          order(1, "10.00", 1, "a"),
          order(2, "20.50", 2, "b"),
          order(3, null, 3, "c"),
          order(4, "5.25", 3, "d"));

  /** 3 rows; amounts of 34.755, of 35.755 without what is negative. */
  private static final ThreePaths LEDGER =
      ThreePaths.of(
          "id INT, amount DECIMAL(12,3), day DATE, code STRING",
          order(1, "30.500", 1, "d"),
          order(1, "5.255", 2, "b"),
          order(3, "-1.000", 2, null));

  private static final ThreePaths NOTHING = new ThreePaths(LEDGER.ddl(), List.of());

  private static final Map<String, ThreePaths> OTHERS = Map.of("gl", LEDGER, "none", NOTHING);

  private static Map<String, VerificationResult> verify(ThreePaths data, Requirement... all) {
    Check check = Check.error("orders").require(all);
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    return data.beside(OTHERS, 5, check);
  }

  private static String told(ConstraintResult each) {
    return each.status()
        + ": "
        + each.description()
        + " | "
        + each.expected()
        + " | "
        + (each.actual() == null ? null : each.actual().text())
        + (each.note() == null || each.note().startsWith("its id")
            ? ""
            : " | " + each.note().replaceFirst("; its id .*", ""))
        + (each.error() == null ? "" : " | " + each.error().message());
  }

  private static void tells(ThreePaths data, Object... requirementsAndLines) {
    Requirement[] requirements = new Requirement[requirementsAndLines.length / 2];
    String[] lines = new String[requirements.length];
    for (int i = 0; i < lines.length; i++) {
      requirements[i] = (Requirement) requirementsAndLines[2 * i];
      lines[i] = (String) requirementsAndLines[2 * i + 1];
    }
    verify(data, requirements)
        .forEach(
            (path, result) ->
                assertThat(result.constraints().stream().map(each -> told(each)))
                    .as(path)
                    .containsExactly(lines));
  }

  @Test
  void metrics_are_compared_with_those_of_other_datasets() {
    NumericColumn amount = decimal("amount");
    tells(
        ORDERS,
        rowCount().isEqualTo(in("gl").rowCount()),
        "FAIL: number of rows is equal to number of rows in gl | equal to number of rows in gl (3) | 4",
        rowCount().isCloseTo(in("gl").rowCount(), percent(33)), // 0.99 of 3 rows
        "FAIL: number of rows is within 33% of number of rows in gl | within 33% of number of rows in gl (3) | 4",
        rowCount().isCloseTo(in("gl").rowCount(), percent(33.4)),
        "PASS: number of rows is within 33.4% of number of rows in gl"
            + " | within 33.4% of number of rows in gl (3) | 4",
        amount.sum().isEqualTo(in("gl").of(amount.sum().where(amount.isPositive()))),
        "FAIL: sum of amount is equal to sum of amount in gl where amount is greater than 0"
            + " | equal to sum of amount in gl where amount is greater than 0 (35.755) | 35.75",
        amount.sum().isCloseTo(in("gl").of(amount.sum().where(amount.isPositive())), 0.005),
        "PASS: sum of amount is within 0.005 of sum of amount in gl where amount is greater than 0"
            + " | within 0.005 of sum of amount in gl where amount is greater than 0 (35.755)"
            + " | 35.75",
        amount.sum().isLessThan(in("gl").of(amount.sum())),
        "FAIL: sum of amount is less than sum of amount in gl"
            + " | less than sum of amount in gl (34.755) | 35.75",
        date("day").max().isAfter(in("gl").of(date("day").max())),
        "PASS: maximum of day is after maximum of day in gl | after maximum of day in gl (2024-01-02)"
            + " | 2024-01-03",
        string("code").max().isEqualTo(in("gl").of(string("code").max())),
        "PASS: maximum of code is equal to maximum of code in gl | equal to maximum of code in gl (\"d\") |"
            + " \"d\"",
        rowCount().minus(1).isEqualTo(in("gl").of(key("id").distinctCount().plus(1))),
        "PASS: number of rows minus 1 is equal to (distinct count of key (id) plus 1) in gl"
            + " | equal to (distinct count of key (id) plus 1) in gl (3 (distinct count of key (id) = 2))"
            + " | 3 (number of rows = 4)",
        in("gl").of(amount.min()).isEqualTo(-1),
        "PASS: minimum of amount in gl is equal to -1 | equal to -1 | -1",
        ratio(in("gl").of(amount.sum()), amount.sum()).isBetween(0.97, 0.98),
        "PASS: ratio of sum of amount in gl to sum of amount is between 0.97 and 0.98"
            + " | between 0.97 and 0.98 | 0.972167832167832 (sum of amount in gl = 34.755,"
            + " sum of amount = 35.75) | 1 row skipped (null) in sum of amount",
        amount.sum().isGreaterThan(integer("id").sum()),
        "PASS: sum of amount is greater than sum of id | greater than sum of id (10) | 35.75",
        amount.sum().isEqualTo(amount.max()).where(integer("id").isEqualTo(2)),
        "PASS: sum of amount is equal to maximum of amount where id is equal to 2"
            + " | equal to maximum of amount where id is equal to 2 (20.5) | 20.5",
        amount.sum().isCloseTo(amount.max(), 0).per("id"),
        "PASS: for each id, sum of amount is within 0 of maximum of amount"
            + " | within 0 of maximum of amount in every group | 100% (0 of 3 groups violate)"
            + " | 1 group has no value and so no verdict");
  }

  /** A column of the same name in each. */
  @Test
  void templates_compare_each_column_with_its_like() {
    NumericColumn amount = decimal("amount");
    verify(
            ORDERS,
            forEachColumn(numbers(), column -> column.max().isAtLeast(in("gl").of(column.max()))),
            amount.sum().where(integer("id").isEqualTo(1)).isEqualTo(amount.max()))
        .forEach(
            (path, result) ->
                assertThat(result.constraints().stream().map(each -> told(each)))
                    .as(path)
                    .containsExactly(
                        "PASS: maximum of id is at least maximum of id in gl"
                            + " | at least maximum of id in gl (3) | 4",
                        "FAIL: maximum of amount is at least maximum of amount in gl"
                            + " | at least maximum of amount in gl (30.5) | 20.5",
                        "FAIL: (sum of amount where id is equal to 1) is equal to maximum of amount"
                            + " | equal to maximum of amount (20.5) | 10"));
  }

  /** Codes a to d here, and b, d and null there; ids 1 to 4 here, and 1 and 3 there. */
  @Test
  void values_are_those_of_another_dataset() {
    tells(
        ORDERS,
        key("code").hasSameValuesAs("gl"),
        "FAIL: all of (code exists in gl.code; distinct count of key (code) is equal to distinct"
            + " count of key (code) in gl) | all of them to hold | null",
        key("id").shareFoundIn("gl").isAtLeast(0.6),
        "FAIL: ratio of (distinct count of key (id) where id exists in gl.id) to distinct count of"
            + " key (id) is at least 0.6 | at least 0.6 | 0.5 (distinct count of key (id) where id"
            + " exists in gl.id = 2, distinct count of key (id) = 4)");
    verify(LEDGER, key("code").hasSameValuesAs("gl"), key("id").hasSameValuesAs("gl"))
        .forEach((path, result) -> assertThat(result.passed()).as(path).isTrue());
  }

  /** A count of nothing is a number; a sum of nothing is none, and an empty dataset is told. */
  @Test
  void nothing_is_compared_with_nothing() {
    NumericColumn amount = decimal("amount");
    Requirement[] all = {
      rowCount().isEqualTo(in("none").rowCount()),
      amount.sum().isEqualTo(in("none").of(amount.sum())),
      amount.sum().minus(in("none").of(amount.sum())).isEqualTo(0),
      amount.sum().isEqualTo(in("gl").of(amount.sum().where(amount.isGreaterThan(99)))),
      amount.sum().isEqualTo(in("none").of(amount.sum())).onNoRows(OnNoRows.FAIL)
    };
    tells(
        ORDERS,
        all[0],
        "FAIL: number of rows is equal to number of rows in none"
            + " | equal to number of rows in none (0) | 4",
        all[1],
        "NOT_EVALUATED: sum of amount is equal to sum of amount in none"
            + " | equal to sum of amount in none | 35.75 | the dataset none is empty",
        all[2],
        "NOT_EVALUATED: sum of amount minus sum of amount in none is equal to 0"
            + " | equal to 0 | null | the dataset none is empty",
        all[3],
        "NOT_EVALUATED: sum of amount is equal to sum of amount in gl where amount is greater than"
            + " 99 | equal to sum of amount in gl where amount is greater than 99 | 35.75"
            + " | the sum of amount in gl where amount is greater than 99 has no value:"
            + " there are no values: all are null, or no row is in scope",
        all[4],
        "FAIL: sum of amount is equal to sum of amount in none"
            + " | equal to sum of amount in none | 35.75 | the dataset none is empty");
    verify(ORDERS, all[1]).values().forEach(each -> assertThat(each.passed()).isFalse());
    verify(ORDERS, all[3]).values().forEach(each -> assertThat(each.passed()).isTrue());
    verify(NOTHING, all[0]).values().forEach(each -> assertThat(each.passed()).isTrue());
    verify(NOTHING, all[1]).values().forEach(each -> assertThat(each.passed()).isFalse());
  }

  @Test
  void what_cannot_be_compared_is_said_before_any_job_starts() {
    NumericColumn amount = decimal("amount");
    verify(
            ORDERS,
            rowCount().isEqualTo(in("lines").rowCount()),
            amount.sum().isEqualTo(in("gl").of(number("booked").sum())),
            amount.sum().isEqualTo(in("gl").of(number("code").sum())),
            date("day").max().isEqualTo(in("gl").of(new TemporalMetric(amount.max().metric()))),
            amount.sum().isEqualTo(in("gl").of(amount.sum())).per("code"),
            amount.sum().isEqualTo(in("gl").of(amount.sum())).onNoRows(OnNoRows.PASS))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(each -> each.error() == null ? null : each.error().message())
                    .satisfies(
                        messages -> {
                          assertThat(messages.get(0))
                              .isEqualTo(
                                  "the run knows no dataset of the name lines: give it with"
                                      + " .with(\"lines\", …)");
                          assertThat(messages.get(1))
                              .isEqualTo(
                                  "in gl, column booked does not exist; did you mean one of id,"
                                      + " amount, day, code?");
                          assertThat(messages.get(2)).startsWith("in gl, column code is string");
                          assertThat(messages.get(3))
                              .startsWith("the maximum of day is date and cannot be compared with")
                              .endsWith(": cast a column in its dataset");
                          assertThat(messages.get(4))
                              .startsWith("the sum of amount in gl is of all");
                          assertThat(messages.get(5)).isNull();
                        }));
    assertThatThrownBy(() -> in("a").of(in("b").rowCount()))
        .hasMessageContaining("combine it with one of b outside of in(\"a\")");
    assertThatThrownBy(() -> in("gl").rowCount().where(key("id").existsIn("gl")))
        .hasMessage(
            "The number of rows in gl has no rows here that where(...) could select: say it of the"
                + " rows there, as in in(\"gl\").of(metric.where(...))");
    assertThatThrownBy(() -> in("gl").rowCount().isAtLeast(1).where(amount.isPositive()))
        .hasMessageContaining("has no rows here");
    assertThatThrownBy(() -> in(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> percent(-1)).hasMessageContaining("must not be negative");
  }

  /** All metrics of a dataset are one scan of it, and the plan says what Spark does. */
  @Test
  void each_dataset_has_its_passes_and_the_plan_says_so() {
    NumericColumn amount = decimal("amount");
    DatasetVerification run =
        DataQuality.on(ORDERS.frame())
            .with("gl", LEDGER.frame())
            .with("again", LEDGER.frame())
            .check(
                Check.error("orders")
                    .require(
                        rowCount().isEqualTo(in("gl").rowCount()),
                        amount.sum().isEqualTo(in("gl").of(amount.sum())),
                        amount.max().isAtLeast(in("again").of(amount.max())),
                        rowCount().isEqualTo(in("gl").of(key("code").distinctCount()))));
    Plan plan = run.plan();
    assertThat(plan.explain())
        .contains("Pass 1, scan: ")
        .contains("Pass 2, scan of gl: one fused aggregation")
        .contains("reads 1 column: amount\n    - rows\n    - sum and count of amount")
        .contains("keys of gl: ")
        .contains("scan of again: ");
    assertThat(JobCountTest.jobsOf(run::run)).isEqualTo(plan.cost().jobs());
  }

  /** The others are judged, and the one that cannot be is an error; datasets know each other. */
  @Test
  void a_dataset_that_fails_to_be_read_costs_its_own_constraints_alone() {
    NumericColumn amount = decimal("amount");
    Dataset<Row> broken =
        LEDGER
            .frame()
            .withColumn(
                "amount", functions.expr("raise_error('no such disk')").cast("decimal(9,2)"));
    VerificationResult result =
        DataQuality.on(ORDERS.frame())
            .with("gl", LEDGER.frame())
            .with("orders", ORDERS.frame())
            .with("broken", broken)
            .check(
                Check.error("orders")
                    .require(
                        amount.sum().isAtLeast(in("broken").of(amount.sum())),
                        amount.sum().isAtLeast(in("gl").of(amount.sum())),
                        amount.sum().isEqualTo(in("orders").of(amount.sum())),
                        in("gl")
                            .of(key("code").existsIn("orders", "code").violations())
                            .isEqualTo(0)))
            .samplePolicy(ClearLists.ALL)
            .run();
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR, Status.PASS, Status.PASS, Status.PASS);
    assertThat(result.constraints().get(0).error().message())
        .startsWith("in broken, ")
        .contains("no such disk");
  }

  @Test
  void assertions_compare_with_other_datasets() {
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(ORDERS.frame())
                    .with("gl", LEDGER.frame())
                    .satisfies(rowCount().isEqualTo(in("gl").rowCount()))
                    .verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("number of rows is equal to number of rows in gl")
        .hasMessageContaining("expected: equal to number of rows in gl (3)")
        .hasMessageContaining("but was : 4");
  }
}
