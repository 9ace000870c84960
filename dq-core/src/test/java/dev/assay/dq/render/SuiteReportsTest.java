package dev.assay.dq.render;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.rowCount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.local.LocalSuite;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.SuiteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** One report for several datasets: the whole text of each form. */
class SuiteReportsTest {

  private record Order(Integer id, Integer customer) {}

  private record Line(Integer order, Integer quantity) {}

  private static final List<Order> ORDERS = List.of(new Order(1, 10), new Order(2, null));
  private static final List<Line> LINES = List.of(new Line(1, 3), new Line(4, 0));

  private static LocalSuite suite() {
    return LocalDataQuality.suite()
        .on(
            "orders",
            ORDERS,
            Fields.of(Order.class),
            Check.error("keys").require(key("id").isUnique(), key("customer").existsIn("c", "id")),
            Check.warning("hints").require(integer("customer").isComplete()))
        .on(
            "order\nlines",
            LINES,
            Fields.of(Line.class),
            Check.error("keys").require(key("order").existsIn("orders", "id")),
            Check.error("values").require(integer("quantity").isPositive()))
        .with("c", List.of(Map.of("id", 10)), Fields.ofMap(Map.of("id", Integer.class)));
  }

  @Test
  void terminal() {
    assertThat(TerminalReport.plain().withoutTimes().render(suite().withSamples(3).run()))
        .isEqualTo(
            """
            FAILED: 1 of 2 datasets; 5 constraints: 2 failed, 1 failed as a warning, 2 passed

            Dataset orders: PASSED: 3 constraints: 1 failed as a warning, 2 passed

            [keys] error: PASS
              ✓ key (id) is unique: 100% (2 of 2)
              ✓ customer exists in c.id: 100% (0 of 2 rows violate)

            [hints] warning: FAIL
              ✗ customer is complete
                  expected: every row
                  but was : 50% (1 of 2 rows violate)
                  e.g.    : {customer=null}

            Dataset order\\nlines: FAILED: 2 constraints: 2 failed

            [keys] error: FAIL
              ✗ order exists in orders.id
                  expected: every row
                  but was : 50% (1 of 2 rows violate)
                  e.g.    : {order=4}

            [values] error: FAIL
              ✗ quantity is greater than 0
                  expected: every row
                  but was : 50% (1 of 2 rows violate)
                  e.g.    : {quantity=0}
            """);
  }

  @Test
  void the_exception_says_every_dataset_that_fails() {
    SuiteResult result = suite().run();
    assertThatThrownBy(result::throwOnError)
        .isInstanceOfSatisfying(
            DataQualityException.class, e -> assertThat(e.result()).isSameAs(result))
        .hasMessage(
            """
            Dataset [order\\nlines], check [keys] failed: 1 of 1 constraint (ERROR)
              ✗ order exists in orders.id
                expected: every row
                but was : 50% (1 of 2 rows violate)
            Dataset [order\\nlines], check [values] failed: 1 of 1 constraint (ERROR)
              ✗ quantity is greater than 0
                expected: every row
                but was : 50% (1 of 2 rows violate)\
            """);
    SuiteResult orders = new SuiteResult(Map.of("orders", result.dataset("orders")));
    assertThat(orders.throwOnError()).isSameAs(orders);
    assertThat(result.failures()).hasSize(3);
    assertThatThrownBy(() -> result.dataset("c")).isInstanceOf(NoSuchElementException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SuiteResult(Map.of()))
        .withMessage("A suite needs at least one dataset");
  }

  @Test
  void markdown() {
    assertThat(MarkdownReport.render(suite().run()))
        .startsWith("# Data quality report\n\n**FAILED: 1 of 2 datasets; 5 constraints: ")
        .contains(
            "\n## orders\n\nPASSED: 3 constraints: 1 failed as a warning, 2 passed\n\n### keys: PASS")
        .contains("\n## order lines\n\nFAILED: 2 constraints: 2 failed\n\n### keys: FAIL");
  }

  @Test
  void the_page_has_a_section_for_each_dataset() {
    String page = HtmlReport.of(suite().run()).titled("Shop").render();
    assertThat(page)
        .contains("<section id=\"checks-1\" aria-labelledby=\"checks-1-title\">")
        .contains("<h2 id=\"checks-1-title\">Checks of orders</h2>")
        .contains("<h2 id=\"checks-2-title\">Checks of order\\nlines</h2>")
        .contains("<a href=\"#checks-2\">Checks of order\\nlines</a>")
        .contains("FAILED: 1 of 2 datasets; 5 constraints");
  }

  @Test
  void the_plan_of_lists() {
    assertThat(suite().plan().explain())
        .startsWith("Suite of 2 datasets\n\nDataset orders. Plan for records in memory: 2 checks")
        .contains("\n\nDataset order\\nlines. Plan for records in memory: 2 checks, 2 constraints")
        .endsWith("\n\nAll together: 0 Spark jobs, 0 shuffles (no Spark is started)\n");
  }

  @Test
  void listeners_and_errors_of_lists() {
    List<RunResult> heard = new ArrayList<>();
    SuiteResult result =
        suite()
            .listener(
                each -> {
                  throw new IllegalStateException("down");
                })
            .listener(heard::add)
            .run();
    assertThat(heard).containsExactly(result);
    LocalDataQuality.on(ORDERS, Fields.of(Order.class))
        .check(Check.error("c").require(rowCount().isEqualTo(2)))
        .listener(heard::add)
        .run()
        .throwOnError();
    assertThat(heard).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalDataQuality.suite().run())
        .withMessageStartingWith("The suite is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalDataQuality.suite().on("a", ORDERS, Fields.of(Order.class)))
        .withMessageStartingWith("Dataset a is given no check");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> suite().withSamples(1, "colour").run())
        .withMessageEndingWith("no dataset of the suite has a column colour");
  }

  @Test
  void what_was_found_before_the_time_was_up_stays() {
    Iterable<Order> slow =
        () -> {
          LockSupport.parkNanos(1_500_000_000L);
          return ORDERS.iterator();
        };
    Fields<Order> fields = Fields.of(Order.class);
    Check check = Check.error("c").require(rowCount().isEqualTo(2));
    SuiteResult result =
        LocalDataQuality.suite()
            .on("fast", ORDERS, fields, check)
            .on("slow", slow, fields, check)
            .on("after it", ORDERS, fields, check)
            .withTimeLimit(Duration.ofSeconds(1))
            .run();
    assertThat(result.dataset("fast").passed()).isTrue();
    assertThat(result.dataset("slow").toString()).contains("out of time: the limit is 1 s");
    assertThat(result.dataset("after it").passed()).isFalse();
  }
}
