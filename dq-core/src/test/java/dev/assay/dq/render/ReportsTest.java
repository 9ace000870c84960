package dev.assay.dq.render;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.VerificationResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole text of every report, so that a change is seen. */
class ReportsTest {

  record Order(String id, String email, Double amount) {}

  private static final List<Order> ORDERS =
      List.of(
          new Order("A-1", "ann@example.org", 10.0),
          new Order("A-2", "bob@", -3.0),
          new Order("A-2", null, Double.NaN));

  private static final Check ORDER_CHECK =
      Check.error("orders")
          .require(
              rowCount().isAtLeast(2),
              string("email")
                  .matches(dev.assay.dq.Formats.EMAIL)
                  .forAtLeast(0.99)
                  .because("invoices go there"),
              number("amount").isNonNegative().as("no negative amounts"),
              number("amount").mean().isBetween(0, 10),
              key("id").isUnique(),
              number("amonut").isPositive(),
              string("email").isComplete().where(number("amount").isGreaterThan(100)));

  private static final Check HINTS =
      Check.warning("hints").require(string("email").isComplete().forAtLeast(0.5));

  private static VerificationResult result() {
    return LocalDataQuality.on(ORDERS, Fields.of(Order.class))
        .check(ORDER_CHECK, HINTS)
        .withSamples(2, "id")
        .samplePolicy(ClearLists.ALL)
        .run();
  }

  private static final String TERMINAL =
      """
      FAILED: 8 constraints: 4 failed, 1 could not be evaluated, 1 had nothing to check, 2 passed

      [orders] error: ERROR
        ! amonut is greater than 0
            expected: every row
            but was : not evaluated: column amonut does not exist; did you mean amount?
        ✗ email matches EMAIL for at least 99% of rows
            expected: at least 99% of rows
            but was : 66.67% (1 of 3 rows violate)
            note    : 1 row skipped (null)
            because : invoices go there
            e.g.    : {id="A-2", email="bob@"}
        ✗ no negative amounts
            rule    : amount is at least 0
            expected: every row
            but was : 33.33% (2 of 3 rows violate)
            e.g.    : {id="A-2", amount=-3.0}
            e.g.    : {id="A-2", amount=NaN}
        ✗ mean of amount is between 0 and 10
            expected: between 0 and 10
            but was : NaN
            note    : 1 value is NaN, which makes the metric NaN; leave them out with
                      .where(amount.isNotNaN())
        ✗ key (id) is unique
            expected: equal to 1
            but was : 33.33% (1 of 3)
            note    : 1 of 2 keys occurs more than once
            e.g.    : {id="A-2"} 2 times
        ? email is complete where amount is greater than 100
            expected: every row
            but was : no value: no row is in scope
        ✓ number of rows is at least 2: 3

      [hints] warning: PASS
        ✓ email is complete for at least 50% of rows: 66.67% (1 of 3 rows violate)
      """;

  @Test
  void terminal() {
    assertThat(TerminalReport.plain().withoutTimes().render(result())).isEqualTo(TERMINAL);
  }

  @Test
  void terminal_in_ascii_narrow_and_with_times() {
    String ascii = TerminalReport.plain().ascii().width(60).render(result());
    assertThat(ascii).contains("  x no negative amounts").contains("  + number of rows");
    assertThat(ascii.codePoints().filter(c -> c > 127)).isEmpty();
    assertThat(ascii.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    assertThat(ascii.lines().reduce((a, b) -> b).orElseThrow()).startsWith("Passes:");
    assertThat(TerminalReport.plain().render(result())).doesNotContain("\u001b[");
  }

  @Test
  void the_exception_says_everything() {
    assertThatThrownBy(result()::throwOnError)
        .isInstanceOf(DataQualityException.class)
        .hasMessage(
            """
            Check [orders] failed: 5 of 7 constraints (ERROR)
              ✗ email matches EMAIL for at least 99% of rows
                expected: at least 99% of rows
                but was : 66.67% (1 of 3 rows violate)
                because : invoices go there
                e.g.    : {id="A-2", email="bob@"}
              ✗ no negative amounts
                rule    : amount is at least 0
                expected: every row
                but was : 33.33% (2 of 3 rows violate)
                e.g.    : {id="A-2", amount=-3.0}, {id="A-2", amount=NaN}
              ✗ mean of amount is between 0 and 10
                expected: between 0 and 10
                but was : NaN
                note    : 1 value is NaN, which makes the metric NaN; leave them out with .where(amount.isNotNaN())
              ✗ key (id) is unique
                expected: equal to 1
                but was : 33.33% (1 of 3)
                note    : 1 of 2 keys occurs more than once
                e.g.    : {id="A-2"} 2 times
              ✗ amonut is greater than 0
                expected: every row
                but was : not evaluated: column amonut does not exist; did you mean amount?\
            """);
    assertThat(result().metrics())
        .extracting(metric -> metric.sentence() + " = " + metric.value())
        .contains("number of rows is at least 2 = 3", "key (id) is unique = 0.3333333333333333");
  }

  @Test
  void markdown() {
    assertThat(MarkdownReport.render(result()))
        .startsWith("# Data quality report\n\n**FAILED: 8 constraints: 4 failed, ")
        .contains("## orders: ERROR (severity ERROR)")
        .contains("| FAIL | no negative amounts | every row | 33.33% (2 of 3 rows violate) |  |");
    Check hostile =
        Check.error("a|b").require(string("email").isEqualTo("x|y\n").as("pipe | and <b>"));
    String text =
        MarkdownReport.render(LocalDataQuality.verify(ORDERS, Fields.of(Order.class), hostile));
    assertThat(text.lines().filter(line -> line.startsWith("| FAIL")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.replace("\\|", "").chars().filter(c -> c == '|').count())
                    .isEqualTo(6));
  }

  @Test
  void plan() {
    assertThat(LocalDataQuality.plan(Fields.of(Order.class), ORDER_CHECK, HINTS).explain())
        .isEqualTo(
            """
            Plan for records in memory: 2 checks, 8 constraints, 8 distinct aggregates (13 before sharing), 1 pass
              Pass 1, records: everything in one iteration over the records
                reads 3 columns: email, amount, id
                - rows
                - violations of: email matches EMAIL
                - violations of: amount is at least 0
                - sum and count of amount
                - occurrences of (id)
                - rows where amount is greater than 100
                - violations of: email is complete where amount is greater than 100
                - violations of: email is complete
            Expected: 0 Spark jobs, 0 shuffles (no Spark is started)
            Not run: [orders] amonut is greater than 0: column amonut does not exist; did you mean amount?
            """);
  }
}
