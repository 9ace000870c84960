package dev.assay.dq.spark;

import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.runTime;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.SuitePlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several datasets in one run: as each by itself, and knowing each other by name. */
@Timeout(120)
class SuiteTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static final ThreePaths ORDERS =
      ThreePaths.of(
          "id INT, parent INT, total DECIMAL(10,2)",
          row(1, null, new BigDecimal("12.00")),
          row(2, 1, new BigDecimal("7.50")),
          row(3, 9, new BigDecimal("5.00")));

  private static final ThreePaths LINES =
      ThreePaths.of(
          "order_id INT, sku STRING, price DECIMAL(10,2)",
          row(1, "a", new BigDecimal("10.00")),
          row(1, "b", new BigDecimal("2.00")),
          row(2, "x", new BigDecimal("7.50")),
          row(7, null, new BigDecimal("1.00")));

  private static final ThreePaths PRODUCTS = ThreePaths.of("sku STRING", row("a"), row("b"));

  private static final Check ORDERS_AGREE =
      Check.error("keys")
          .require(
              key("parent").existsIn("orders", "id"),
              in("lines").on(key("id"), "order_id").rowCount().isAtLeast(1),
              rowCount().isAtMost(in("lines").rowCount()));

  private static final Check LINES_AGREE =
      Check.error("keys")
          .require(
              key("order_id").existsIn("orders", "id"),
              key("sku").existsIn("products", "sku"),
              decimal("price").sum().isEqualTo(in("orders").of(decimal("total").sum())));

  private static Map<String, ThreePaths> data() {
    Map<String, ThreePaths> data = new LinkedHashMap<>();
    data.put("orders", ORDERS);
    data.put("lines", LINES);
    data.put("products", PRODUCTS);
    return data;
  }

  @Test
  void each_dataset_knows_the_others_and_itself_by_name() {
    Map<String, SuiteResult> results =
        ThreePaths.suites(data(), Map.of("orders", ORDERS_AGREE, "lines", LINES_AGREE), "order_id");
    // by hand: no order 9, no line of order 3; no order 7, no product x; 20.50 against 24.50
    assertThat(results)
        .allSatisfy(
            (path, result) ->
                assertThat(result.toString())
                    .as(path)
                    .isEqualTo(
                        """
                        == orders
                        keys [ERROR]: FAIL
                          FAIL parent exists in orders.id: 66.67% (1 of 3 rows violate)
                            expected: every row
                            e.g.: {parent=9}
                          FAIL number of rows in lines on order_id = id is at least 1: 66.67% (1 of 3 rows violate)
                            expected: every row
                            e.g.: {id=3, number of rows in lines on order_id = id=0}
                          PASS number of rows is at most number of rows in lines: 3
                        == lines
                        keys [ERROR]: FAIL
                          FAIL order_id exists in orders.id: 75% (1 of 4 rows violate)
                            expected: every row
                            e.g.: {order_id=7}
                          FAIL sku exists in products.sku: 75% (1 of 4 rows violate)
                            expected: every row
                            e.g.: {order_id=2, sku="x"}
                          FAIL sum of price is equal to sum of total in orders: 20.5
                            expected: equal to sum of total in orders (24.5)
                        """));
  }

  private static Suite both() {
    return DataQuality.suite()
        .on("orders", ORDERS.frame(), ORDERS_AGREE)
        .on("lines", LINES.frame(), LINES_AGREE)
        .with("products", PRODUCTS.frame());
  }

  private static Suite tiny() {
    return DataQuality.suite()
        .on("products", PRODUCTS.frame(), Check.error("c").require(rowCount().isEqualTo(3)));
  }

  @Test
  void a_plan_is_that_of_each_dataset_and_what_all_cost() {
    SuitePlan plan = both().plan();
    String orders =
        DataQuality.on(ORDERS.frame())
            .with("orders", ORDERS.frame())
            .with("lines", LINES.frame())
            .check(ORDERS_AGREE)
            .plan()
            .explain();
    assertThat(plan.datasets().keySet()).containsExactly("orders", "lines");
    assertThat(plan.datasets().get("orders").explain()).isEqualTo(orders);
    assertThat(plan.cost().jobs())
        .isEqualTo(plan.datasets().values().stream().mapToInt(each -> each.cost().jobs()).sum());
    assertThat(plan.explain())
        .startsWith(
            "Suite of 2 datasets\n\nDataset orders. " + orders + "\nDataset lines. Plan for")
        .contains("\nAll together: " + plan.cost().jobs() + " Spark jobs, ");
    // what both assume is said once
    assertThat(plan.explain().lines().reduce((one, two) -> two).orElseThrow())
        .containsOnlyOnce("a scan shuffles one row a task");
    assertThat(both().withSamples(1, "id").plan().explain()).contains("samples take one job more");
  }

  @Test
  void what_is_no_suite_is_refused() {
    Dataset<Row> frame = PRODUCTS.frame();
    Check check = Check.error("c").require(rowCount().isAtLeast(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().with("a", frame).run())
        .withMessageStartingWith("The suite is empty: give it a dataset with its checks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().on("a", frame))
        .withMessage(
            "Dataset a is given no check: give it one, or say .with(\"a\", …) where checks of others"
                + " only refer to it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().on("a", frame, check).on("a", frame, check))
        .withMessage("Two datasets are given the name a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().with("a", frame).on("a", frame, check))
        .withMessage("Two datasets are given the name a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().on("a", frame, check, check).run())
        .withMessageStartingWith("Two checks are named [c]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().on("a", (Dataset<?>) null, check))
        .withMessage("The dataset must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().on(" ", frame, check))
        .withMessage("The name of a dataset must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> both().withSamples(1, "sku", "colour").run())
        .withMessage("The key column of samples: no dataset of the suite has a column colour");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataQuality.suite().datasetsAtOnce(0))
        .withMessage("The number of datasets at a time must be from 1 to 16, but was 0");
  }

  @Test
  void a_dataset_cannot_be_compared_with_an_rdd_and_what_cannot_be_read_fails_alone() {
    JavaRDD<Integer> broken =
        SharedSpark.context()
            .parallelize(List.of(1), 1)
            .map(
                each -> {
                  throw new IOException("gone");
                });
    Fields<Integer> number = Fields.builder(Integer.class).integer("value", each -> each).build();
    SuiteResult result =
        DataQuality.suite()
            .on("broken", broken, number, Check.error("rows").require(rowCount().isAtLeast(1)))
            .on(
                "orders",
                ORDERS.frame(),
                Check.error("rows")
                    .require(
                        rowCount().isEqualTo(3),
                        integer("id").isPositive(),
                        rowCount().isAtLeast(in("broken").rowCount()),
                        key("id").existsIn("broken", "value")))
            .run();
    assertThat(result.dataset("broken").constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR);
    List<ConstraintResult> orders = result.dataset("orders").constraints();
    assertThat(orders)
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.PASS, Status.ERROR, Status.ERROR);
    assertThat(orders.subList(2, 4))
        .allSatisfy(
            each ->
                assertThat(each.error().message())
                    .isEqualTo(
                        "broken is an RDD in this run, which keys and metrics of a Dataset cannot be"
                            + " compared with: give it as a Dataset too"));
  }

  /** Two tasks, each of which waits for the other. */
  private static final CountDownLatch MEETING = new CountDownLatch(2);

  private static Check meets() {
    return Check.error("meets")
        .require(
            rowSatisfies(
                "meets",
                List.of("id"),
                row -> {
                  MEETING.countDown();
                  return MEETING.await(60, TimeUnit.SECONDS);
                }));
  }

  @Test
  void datasets_are_verified_side_by_side_as_of_one_time() {
    Dataset<Row> one = SPARK.range(0, 1, 1, 1).toDF("id");
    SuiteResult result =
        DataQuality.suite()
            .on("a", one, meets())
            .on("b", one, meets())
            .on(
                "c",
                SPARK.sql("SELECT current_timestamp() AS at"),
                Check.error("c").require(timestamp("at").isBefore(runTime())))
            .run();
    assertThat(result.datasets().values())
        .extracting(VerificationResult::passed)
        .containsExactly(true, true, false);
    assertThat(result.datasets().values().stream().map(VerificationResult::asOf).distinct())
        .hasSize(1);
    Instant then = Instant.parse("2024-01-01T00:00:00Z");
    assertThat(tiny().asOf(then).run().dataset("products").asOf()).isEqualTo(then);
  }

  @Test
  void what_no_time_is_left_for_costs_no_other_dataset_its_verdict() {
    Dataset<Row> fast = SPARK.range(0, 3, 1, 1).toDF("id");
    Check check = Check.error("fast").require(rowCount().isEqualTo(3));
    DataQuality.verify(fast, check);
    long start = System.nanoTime();
    DataQuality.verify(fast, check);
    long seconds = 2 + 5 * (System.nanoTime() - start) / 1_000_000_000L;
    SuiteResult result =
        DataQuality.suite()
            .on("fast", fast, check)
            .on(
                "slow",
                fast,
                Check.error("slow")
                    .require(
                        rowSatisfies(
                            "slow",
                            List.of("id"),
                            row -> {
                              Thread.sleep(60_000);
                              return true;
                            })))
            .on("also fast", fast, check)
            .withTimeLimit(Duration.ofSeconds(seconds))
            .run();
    assertThat(result.dataset("fast").passed()).isTrue();
    assertThat(result.dataset("also fast").passed()).isTrue();
    assertThat(result.dataset("slow").toString())
        .contains("NOT_EVALUATED", "out of time: the limit is " + seconds + " s");
    assertThat(result.passed()).isFalse();
  }

  @Test
  void listeners_hear_once_and_change_nothing() {
    List<RunResult> heard = new ArrayList<>();
    SuiteResult result =
        tiny()
            .listener(
                each -> {
                  throw new IOException("no network");
                })
            .listener(heard::add)
            .listener(
                each -> {
                  throw new AssertionError("an error, too");
                })
            .listener(heard::add)
            .run();
    assertThat(heard).hasSize(2).allSatisfy(each -> assertThat(each).isSameAs(result));
    Check check = Check.error("c").require(rowCount().isAtLeast(1));
    VerificationResult one =
        DataQuality.on(PRODUCTS.frame()).check(check).listener(heard::add).run();
    assertThat(heard.get(2)).isSameAs(one);
    assertThatThrownBy(() -> result.throwOnError())
        .isInstanceOfSatisfying(
            DataQualityException.class, e -> assertThat(e.result()).isSameAs(result));
  }

  @Test
  void what_is_decided_for_no_rows_is_decided_for_all() {
    Dataset<Row> empty = PRODUCTS.frame().where("false");
    Check check = Check.error("c").require(key("sku").isUnique());
    Suite suite = DataQuality.suite().on("a", empty, check).on("b", empty, check);
    assertThat(suite.datasetsAtOnce(1).run().passed()).isFalse();
    assertThat(suite.onNoRows(OnNoRows.PASS).run().passed()).isTrue();
  }
}
