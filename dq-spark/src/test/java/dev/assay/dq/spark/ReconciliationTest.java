package dev.assay.dq.spark;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.dq.Check;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.OtherRows;
import dev.assay.dq.Plan;
import dev.assay.dq.Requirement;
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
import org.junit.jupiter.api.Test;

/** What another dataset tells of each key, on every path that data can take. */
class ReconciliationTest {

  private static BigDecimal money(String amount) {
    return amount == null ? null : new BigDecimal(amount);
  }

  private static Object[] line(Integer order, Integer qty, String price, int day, String note) {
    return row(order, qty, money(price), LocalDate.of(2024, 1, day), note);
  }

  private static final ThreePaths ORDERS =
      ThreePaths.of(
          "id INT, total DECIMAL(10,2)",
          row(1, money("12.00")),
          row(2, money("7.50")),
          row(3, money("5.00")),
          row(4, null),
          row(5, money("0.00")),
          row(6, money("3.00")),
          row(null, money("1.00")));

  /** Order 1 has lines of 12.00, 2 of 7.50, 3 of 5.01, 4 of 4.00, 5 of null; 6 has none. */
  private static final ThreePaths LINES =
      ThreePaths.of(
          "order_id INT, qty INT, price DECIMAL(8,2), day DATE, note STRING",
          line(1, 2, "5.00", 1, "a"),
          line(1, 1, "2.00", 2, "b"),
          line(2, 3, "2.50", 3, null),
          line(3, 1, "5.01", 4, "x"),
          line(4, 1, "4.00", 1, "b"),
          line(5, null, "3.00", 1, "b"),
          line(9, 1, "1.00", 1, "b"),
          line(null, 9, "9.00", 9, "z"));

  private static final OtherRows OF_ORDER = in("lines").on(key("id"), "order_id");

  private static final NumericExpression AMOUNT =
      OF_ORDER.of(integer("qty").times(decimal("price")).sum());

  private static Map<String, VerificationResult> verify(Requirement... all) {
    Check check = Check.error("orders").require(all);
    assertThat(CheckJson.read(CheckJson.write(List.of(check)))).containsExactly(check);
    return ORDERS.beside(Map.of("lines", LINES), 10, check);
  }

  @Test
  void each_row_is_compared_with_what_the_other_dataset_tells_of_its_key() {
    verify(
            decimal("total").isEqualTo(AMOUNT),
            decimal("total").isCloseTo(AMOUNT, 0.01),
            decimal("total").minus(AMOUNT).absolute().isAtMost(0.005),
            OF_ORDER.rowCount().isAtLeast(1),
            OF_ORDER.of(integer("qty").count()).isAtLeast(1),
            OF_ORDER.of(date("day").max()).isBefore(LocalDate.of(2024, 1, 4)),
            OF_ORDER.of(string("note").max()).isEqualTo("b"),
            OF_ORDER.of(integer("qty").mean()).isEqualTo(1.5).where(integer("id").isEqualTo(1)),
            OF_ORDER.of(decimal("price").min().where(string("note").isComplete())).isAtLeast(5),
            OF_ORDER.of(integer("qty").isAtLeast(2).violations()).isEqualTo(1),
            OF_ORDER.of(integer("qty").nullCount()).isEqualTo(0),
            AMOUNT.sum().isEqualTo(new BigDecimal("28.51")),
            decimal("total").isPositive().where(OF_ORDER.rowCount().isGreaterThan(1)))
        .forEach(
            (path, result) -> {
              assertThat(result.constraints())
                  .as(path + result.constraints().stream().map(ConstraintResult::error).toList())
                  .extracting(
                      ConstraintResult::status,
                      ConstraintResult::rowsInScope,
                      ConstraintResult::violations,
                      ConstraintResult::leftOut)
                  .containsExactly(
                      tuple(
                          Status.FAIL, 7L, 1L, 4L), // 3; no total, amount, lines or key: 4 to null
                      tuple(Status.PASS, 7L, 0L, 4L),
                      tuple(Status.FAIL, 7L, 1L, 4L),
                      tuple(Status.FAIL, 7L, 1L, 1L), // 6
                      tuple(Status.FAIL, 7L, 2L, 1L), // 5 and 6
                      tuple(Status.FAIL, 7L, 1L, 2L), // 3
                      tuple(Status.FAIL, 7L, 1L, 3L), // 3
                      tuple(Status.PASS, 1L, 0L, 0L), // 2 and 1
                      tuple(Status.FAIL, 7L, 3L, 3L), // 1, 4 and 5
                      tuple(Status.FAIL, 7L, 3L, 1L), // 2, 5 and 6
                      tuple(Status.FAIL, 7L, 1L, 1L), // 5
                      tuple(Status.PASS, 7L, -1L, 3L),
                      tuple(Status.PASS, 1L, 0L, 0L));
              ConstraintResult first = result.constraints().get(0);
              assertThat(first.sentence())
                  .isEqualTo("total is equal to sum of qty * price in lines on order_id = id");
              assertThat(first.samples())
                  .as(path)
                  .hasToString(
                      "[{total=5.00, id=3, sum of qty * price in lines on order_id = id=5.01}]");
              assertThat(first.columns()).containsExactly("total", "id");
            });
  }

  @Test
  void what_is_wrong_is_said_before_any_job_starts() {
    NumericExpression total = decimal("total");
    verify(
            total.isEqualTo(in("bills").on("id").rowCount()),
            total.isEqualTo(in("lines").on("id").rowCount()),
            total.isEqualTo(in("lines").on(key("id"), "note").rowCount()),
            total.isEqualTo(OF_ORDER.of(number("weight").sum())),
            total.isEqualTo(OF_ORDER.of(number("note").sum())),
            OF_ORDER.of(string("note").min()).isEqualTo("b").forAtLeast(0.5))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(each -> each.error() == null ? null : each.error().message())
                    .satisfies(
                        messages -> {
                          assertThat(messages.get(0))
                              .isEqualTo(
                                  "the run knows no dataset of the name bills: give it with"
                                      + " .with(\"bills\", …)");
                          assertThat(messages.get(1)).startsWith("in lines, column id does not");
                          assertThat(messages.get(2)).contains("cannot be compared with column");
                          assertThat(messages.get(3))
                              .startsWith("in lines, column weight does not exist");
                          assertThat(messages.get(4)).startsWith("in lines, column note is string");
                          assertThat(messages.get(5)).isNull();
                        }));
    assertThatThrownBy(() -> OF_ORDER.of(number("qty").median()))
        .hasMessageStartingWith("Of the rows of a key rowCount, count, nullCount, violations, sum,")
        .hasMessageContaining("and this is the median of qty");
    assertThatThrownBy(() -> in("lines").on(key("id"), "a", "b"))
        .hasMessageContaining("name one for each part");
    assertThat(
            ORDERS
                .beside(
                    Map.of("lines", LINES),
                    1,
                    Check.error("code")
                        .require(
                            OF_ORDER
                                .of(rowCount().where(rowSatisfies("odd", each -> true)))
                                .isEqualTo(0)))
                .values())
        .allSatisfy(
            result ->
                assertThat(result.constraints().get(0).error().message())
                    .contains("would run Java code"));
  }

  /** A sum that no decimal holds is an error, and NaN among values makes the greatest NaN. */
  @Test
  void values_are_exact_or_an_error() {
    BigDecimal most = BigDecimal.TEN.pow(38).subtract(BigDecimal.ONE);
    ThreePaths many =
        ThreePaths.of(
            "id INT, big DECIMAL(38,0), real DOUBLE",
            row(1, most, 1.0),
            row(1, most, Double.NaN),
            row(2, most, 0.1),
            row(2, null, 0.2));
    ThreePaths two = ThreePaths.of("id INT", row(1), row(2));
    OtherRows there = in("many").on("id");
    two.beside(
            Map.of("many", many),
            5,
            Check.error("two")
                .require(
                    there.of(decimal("big").sum()).isPositive(),
                    there.of(number("real").max()).isNotNaN(),
                    there.of(number("real").sum()).isNotNaN(),
                    there.of(number("real").sum()).isCloseTo(0.3, 1e-9).forAtLeastRows(1)))
        .forEach(
            (path, result) -> {
              assertThat(result.constraints())
                  .as(path + result.constraints().stream().map(ConstraintResult::error).toList())
                  .extracting(ConstraintResult::status)
                  .containsExactly(Status.ERROR, Status.FAIL, Status.FAIL, Status.PASS);
              assertThat(result.constraints().get(1).violations()).isEqualTo(1);
            });
  }

  /** A metric has 64 bits for a sum of whole numbers; as a value of a row it is a decimal. */
  @Test
  void a_sum_beyond_64_bits_is_a_value_as_any_other() {
    ThreePaths many =
        ThreePaths.of(
            "id INT, big BIGINT",
            row(1, Long.MAX_VALUE),
            row(1, 2L),
            row(2, Long.MIN_VALUE),
            row(2, -1L),
            row(3, Long.MAX_VALUE),
            row(3, 1L),
            row(3, -2L));
    NumericExpression sum = in("many").on("id").of(number("big").sum());
    ThreePaths.of("id INT", row(1), row(2), row(3))
        .beside(
            Map.of("many", many),
            5,
            Check.error("sums")
                .require(
                    sum.isIn(
                        new BigDecimal("9223372036854775809"),
                        new BigDecimal("-9223372036854775809"),
                        new BigDecimal("9223372036854775806")),
                    sum.isAtMost(Long.MAX_VALUE),
                    sum.sum().isEqualTo(new BigDecimal("9223372036854775806"))))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path + result.constraints().stream().map(ConstraintResult::error).toList())
                    .extracting(ConstraintResult::status, ConstraintResult::violations)
                    .containsExactly(
                        tuple(Status.PASS, 0L), tuple(Status.FAIL, 1L), tuple(Status.PASS, -1L)));
  }

  /** All that is told of one key is one group-by and one join. */
  @Test
  void the_plan_says_what_it_costs() {
    OtherRows there = in("lines").on("id");
    Dataset<Row> lines =
        SharedSpark.session().range(0, 50, 1, 2).selectExpr("id % 7 AS id", "id AS n");
    DatasetVerification run =
        DataQuality.on(SharedSpark.session().range(0, 100, 1, 2).toDF())
            .with("lines", lines)
            .check(
                Check.error("orders")
                    .require(
                        there.of(number("n").sum()).isAtLeast(0),
                        there.of(number("n").max()).isAtLeast(there.of(number("n").min())),
                        there.rowCount().isAtMost(8)));
    Plan plan = run.plan();
    assertThat(plan.explain())
        .contains("looks up: sum of n in lines on id")
        .contains("looks up: number of rows in lines on id")
        .contains("violations of: number of rows in lines on id is at most 8");
    assertThat(plan.cost().shuffles()).isEqualTo(3);
    assertThat(JobCountTest.jobsOf(run::run)).isLessThanOrEqualTo(plan.cost().jobs());
    assertThat(run.run().passed()).isTrue();
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(ORDERS.frame())
                    .with("lines", LINES.frame())
                    .satisfies(decimal("total").isEqualTo(AMOUNT))
                    .verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("total is equal to sum of qty * price in lines on order_id = id")
        .hasMessageContaining("sum of qty * price in lines on order_id = id=5.01");
  }
}
