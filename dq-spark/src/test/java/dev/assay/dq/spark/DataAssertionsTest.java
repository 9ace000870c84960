package dev.assay.dq.spark;

import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static dev.assay.dq.spark.assertj.DataAssertions.atLeast;
import static dev.assay.dq.spark.assertj.DataAssertions.between;
import static dev.assay.dq.spark.assertj.DataAssertions.closeTo;
import static dev.assay.dq.spark.assertj.DataAssertions.row;
import static dev.assay.dq.spark.assertj.DataAssertions.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.StringExpression;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.spark.assertj.AbstractDataAssert;
import dev.assay.dq.spark.assertj.OpenChains;
import dev.assay.dq.spark.assertj.RecordsAssert;
import dev.assay.dq.spark.assertj.SoftDataAssertions;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertionsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chains of assertions: one run, all failures, and none that is forgotten. */
class DataAssertionsTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final StringColumn EMAIL = string("email");
  private static final NumericColumn AMOUNT = number("amount");

  public record Order(String id, String email, Double amount) implements Serializable {}

  private static final List<Order> RECORDS =
      List.of(
          new Order("A-1", "ann@example.org", 10.0),
          new Order("A-2", null, 20.0),
          new Order("A-3", "n/a", -3.0));
  private static final Fields<Order> FIELDS = Fields.of(Order.class);

  private static Dataset<Row> orders() {
    return SPARK.sql(
        "SELECT * FROM VALUES ('A-1', 'ann@example.org', 10.0D), ('A-2', NULL, 20.0D),"
            + " ('A-3', 'n/a', -3.0D) AS t(id, email, amount)");
  }

  @AfterEach
  void nothing_is_left_open() {
    assertThat(OpenChains.takeAll()).isEmpty();
  }

  private static int line() {
    return StackWalker.getInstance().walk(s -> s.skip(1).findFirst().orElseThrow()).getLineNumber();
  }

  @Test
  void what_holds_passes_on_every_path() {
    assertThat(orders())
        .as("orders")
        .hasRowCount(3)
        .hasRowCount(atLeast(1))
        .hasColumns("id", "amount")
        .hasSchema("id STRING, email STRING, amount DOUBLE")
        .hasUniqueKey("id")
        .column(EMAIL)
        .that(email -> email.nullCount().isEqualTo(1))
        .that(email -> email.completeness().isCloseTo(0.66, 0.01))
        .that(email -> email.lower().isIn("ann@example.org", "n/a"))
        .matches(Formats.EMAIL)
        .forAtLeast(0.6)
        .column(AMOUNT)
        .isBetween(-3, 20)
        .hasMean(9)
        .hasSum(between(26, 28))
        .and()
        .satisfies(Check.warning("w").require(rowCount().isAtLeast(1)))
        .satisfies(AMOUNT.isComplete(), EMAIL.length().isAtLeast(3))
        .containsExactlyInAnyOrder(
            row("A-3", "n/a", -3.0), row("A-1", "ann@example.org", 10), row("A-2", null, 20));
    assertThat(RECORDS, FIELDS).hasRowCount(3).column(AMOUNT).hasMean(9).verify();
    then(SharedSpark.context().parallelize(RECORDS), FIELDS)
        .hasColumns("email")
        .column(AMOUNT)
        .hasMean(9)
        .verify();
  }

  @Test
  void the_rows_that_violate_are_data_like_any_other_on_every_path() {
    Requirement bad = EMAIL.matches(Formats.EMAIL);
    assertThat(orders())
        .hasRowCount(3)
        .rowsViolating(bad)
        .hasRowCount(1)
        .containsExactlyInAnyOrder(row("A-3", "n/a", -3.0));
    assertThat(orders()).rowsViolating(AMOUNT.isAtMost(100)).hasRowCount(0).verify();
    assertThat(orders())
        .with("known", orders().where("amount > 0"))
        .rowsViolating(key("id").existsIn("known", "id"))
        .column(AMOUNT)
        .isLessThan(0)
        .verify();
    assertThat(SharedSpark.context().parallelize(RECORDS), FIELDS)
        .rowsViolating(bad)
        .column(EMAIL)
        .isEqualTo("n/a")
        .verify();
    assertThat(RECORDS, FIELDS).rowsViolating(EMAIL.isComplete()).hasUniqueKey("id").verify();
    assertThatThrownBy(
            () ->
                assertThat(RECORDS, FIELDS)
                    .rowsViolating(EMAIL.isComplete())
                    .hasRowCount(2)
                    .verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("but was : 1");
    assertThatThrownBy(() -> assertThat(RECORDS, FIELDS).hasRowCount(4).rowsViolating(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("but was : 3");
    assertThatThrownBy(() -> assertThat(orders()).rowsViolating(AMOUNT.mean().isAtMost(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is about a metric of many rows");
    assertThatThrownBy(() -> assertThat((Dataset<Row>) null).rowsViolating(bad))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  @SuppressWarnings("UnusedVariable") // left open on purpose
  void soft_assertions_end_those_on_rows_that_violate() {
    assertThatThrownBy(
            () -> {
              try (SoftDataAssertions softly = new SoftDataAssertions()) {
                Object open =
                    softly.assertThat(orders()).rowsViolating(EMAIL.isComplete()).hasRowCount(7);
                softly
                    .assertThat(RECORDS, FIELDS)
                    .hasRowCount(4)
                    .rowsViolating(EMAIL.isComplete())
                    .hasRowCount(8)
                    .verify();
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is equal to 7")
        .hasMessageContaining("is equal to 4")
        .hasMessageContaining("is equal to 8");
  }

  @Test
  void what_is_not_reached_in_time_fails_on_every_path() {
    // more than the limit allows for one row, and there are three
    Requirement slow =
        rowSatisfies(
            "slow",
            List.of("id"),
            row -> {
              Thread.sleep(600);
              return true;
            });
    Duration limit = Duration.ofMillis(500);
    List<Supplier<AbstractDataAssert<?, ?>>> chains =
        List.of(
            () -> assertThat(RECORDS, FIELDS),
            () -> assertThat(SharedSpark.context().parallelize(RECORDS, 1), FIELDS),
            () -> assertThat(orders().coalesce(1)));
    for (Supplier<AbstractDataAssert<?, ?>> chain : chains) {
      assertThatThrownBy(() -> chain.get().withTimeLimit(limit).satisfies(slow).verify())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("out of time: the limit is 500 ms");
    }
  }

  @Test
  void a_time_limit_is_checked_at_once_and_one_that_suffices_changes_nothing() {
    RecordsAssert<Order> chain = assertThat(RECORDS, FIELDS).hasRowCount(3);
    assertThatThrownBy(() -> assertThat(chain.withTimeLimit(Duration.ZERO)).isNotNull())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The time limit must be a millisecond at least, but was PT0S");
    chain.withTimeLimit(Duration.ofSeconds(Long.MAX_VALUE)).column(AMOUNT).hasMean(9).verify();
    assertThat(orders()).withTimeLimit(Duration.ofSeconds(Long.MAX_VALUE)).hasRowCount(3).verify();
  }

  @Test
  void all_failures_of_a_chain_are_reported_with_their_lines() {
    int first = line() + 8;
    Throwable failure =
        catchThrowable(
            () ->
                assertThat(orders())
                    .as("orders of the night")
                    .keyedBy("id")
                    .column(EMAIL)
                    .isComplete()
                    .because("invoices go there")
                    .column(AMOUNT)
                    .isNonNegative()
                    .hasMean(9)
                    .and()
                    .hasRowCount(4)
                    .verify());
    String at = "at " + DataAssertionsTest.class.getName();
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            [orders of the night] 3 of 4 assertions failed:

              ✗ email is complete
                expected: every row
                but was : 66.67%% (1 of 3 rows violate)
                because : invoices go there
                e.g.    : {id="A-2", email=null}
                select  : `email` IS NULL
                %1$s.lambda$0(DataAssertionsTest.java:%2$d)

              ✗ amount is at least 0
                expected: every row
                but was : 66.67%% (1 of 3 rows violate)
                e.g.    : {id="A-3", amount=-3.0}
                select  : NOT (`amount` >= 0.0D AND NOT isnan(`amount`))
                %1$s.lambda$0(DataAssertionsTest.java:%3$d)

              ✗ number of rows is equal to 4
                expected: equal to 4
                but was : 3
                %1$s.lambda$0(DataAssertionsTest.java:%4$d)\
            """
                .formatted(at, first, first + 3, first + 6)
                .replace("lambda$0", failure.getStackTrace()[0].getMethodName()));
    assertThat(failure.getStackTrace()[0].getFileName()).isEqualTo("DataAssertionsTest.java");
    assertThat(failure.getStackTrace()[0].getLineNumber()).isEqualTo(first);
  }

  @Test
  void descriptions_and_messages_hold_for_what_follows() {
    assertThatThrownBy(
            () ->
                assertThat(orders())
                    .as("orders of %s", "today")
                    .withFailMessage("too few: %d", 3)
                    .hasRowCount(4)
                    .verify())
        .hasMessage("[orders of today] too few: 3");
    assertThatThrownBy(
            () ->
                assertThat(orders())
                    .describedAs("orders")
                    .column(EMAIL)
                    .as("the address")
                    .isComplete()
                    .overridingErrorMessage("not %s", "so")
                    .that(StringExpression::isBlank)
                    .verify())
        .hasMessageStartingWith("[orders] 2 of 2 assertions failed:\n\n  ✗ [the address] email is")
        .hasMessageContaining("\n\n  ✗ [the address] not so\n    at ");
    assertThatThrownBy(() -> assertThat((Dataset<Row>) null).hasRowCount(1).verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(
            () -> assertThat((Dataset<Row>) null).hasRowCount(1).containsExactlyInAnyOrder(row(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void messages_are_made_only_for_what_fails() {
    AtomicInteger asked = new AtomicInteger();
    assertThat(RECORDS, FIELDS)
        .as(() -> "description " + asked.incrementAndGet())
        .withFailMessage(() -> "message " + asked.incrementAndGet())
        .hasRowCount(3)
        .column(EMAIL)
        .overridingErrorMessage(() -> "message " + asked.incrementAndGet())
        .that(email -> email.nullCount().isEqualTo(1))
        .verify();
    assertThat(asked).hasValue(0);
    assertThatThrownBy(
            () ->
                assertThat(RECORDS, FIELDS)
                    .as("records")
                    .column(EMAIL)
                    .withFailMessage(() -> "message " + asked.incrementAndGet())
                    .isComplete()
                    .verify())
        .hasMessage("[records] message 1");
  }

  /** The README and the package show chains; this one has each method that a first reader tries. */
  @Test
  void a_column_goes_on_with_rows_and_schema() {
    Check check = Check.error("orders").require(rowCount().isAtLeast(1), string("id").isComplete());
    Dataset<Row> orders = orders();
    Dataset<Row> expected = orders.orderBy("amount");
    assertThat(orders)
        .as("orders of the night job")
        .keyedBy("id")
        .hasRowCount(3)
        .hasColumns("id", "email", "amount")
        .satisfies(check)
        .satisfies(AMOUNT.isAtLeast(-3), string("id").isComplete())
        .column(string("id"))
        .isComplete()
        .isUnique()
        .matches("A-[0-9]")
        .column(AMOUNT)
        .isBetween(-5, 500)
        .hasMean(closeTo(9, 0.5))
        .containsExactlyInAnyOrder(
            row("A-1", "ann@example.org", 10.0), row("A-2", null, 20), row("A-3", "n/a", -3))
        .column(AMOUNT)
        .isComplete()
        .hasSameRowsAs(expected)
        .column(AMOUNT)
        .isComplete()
        .hasSchema("id STRING NOT NULL, email STRING, amount DOUBLE")
        .column(AMOUNT)
        .isComplete()
        .hasRowCount(3)
        .column(AMOUNT)
        .isComplete()
        .hasRowCount(atLeast(3))
        .column(AMOUNT)
        .isComplete()
        .hasColumns("id")
        .column(AMOUNT)
        .isComplete()
        .hasUniqueKey("id")
        .verify();
    assertThatThrownBy(
            () ->
                assertThat(orders)
                    .column(AMOUNT)
                    .isNonNegative()
                    .containsExactlyInAnyOrder(row("A-1", "ann@example.org", 10.0)))
        .hasMessageContaining("2 of 2 assertions failed")
        .hasMessageContaining("2 unexpected");
    assertThatThrownBy(
            () -> assertThat(RECORDS, FIELDS).column(AMOUNT).isComplete().hasSameRowsAs(orders))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("of a Dataset only");
  }

  @Test
  void beans_and_products_of_a_typed_dataset_are_rows() {
    Dataset<String> names =
        SPARK
            .sql("SELECT email FROM VALUES ('a'), (NULL) AS t(email)")
            .as(org.apache.spark.sql.Encoders.STRING());
    assertThat(names)
        .column(EMAIL)
        .that(email -> email.nullCount().isEqualTo(1))
        .containsExactlyInAnyOrder(row("a"), row((Object) null));
  }

  @Test
  void a_key_may_have_a_dot_in_its_name() {
    assertThatThrownBy(
            () ->
                assertThat(orders().withColumnRenamed("id", "order.id"))
                    .keyedBy("order.id")
                    .column(EMAIL)
                    .isComplete()
                    .verify())
        .hasMessageContaining("e.g.    : {`order.id`=\"A-2\", email=null}");
  }

  @Test
  void a_check_is_named_and_its_warnings_count() {
    assertThatThrownBy(
            () ->
                assertThat(RECORDS, FIELDS)
                    .satisfies(Check.warning("hints").require(EMAIL.isComplete()))
                    .verify())
        .hasMessageContaining("1 of 1 assertion failed:\n\n  ✗ hints › email is complete\n");
    assertThatThrownBy(() -> assertThat(RECORDS, FIELDS).satisfies(Check.error("none")).verify())
        .hasMessageContaining("check [none] has no constraints");
  }

  @Test
  void a_constraint_that_cannot_be_evaluated_fails_alone_and_carries_its_cause() {
    assertThatThrownBy(
            () ->
                assertThat(orders())
                    .column(number("email"))
                    .isPositive()
                    .column(AMOUNT)
                    .isComplete()
                    .verify())
        .hasMessageContaining("1 of 2 assertions failed")
        .hasMessageContaining("but was : not evaluated: column email is string");
  }

  @Test
  void an_assertion_that_judged_nothing_fails_unless_that_is_right() {
    Dataset<Row> none = orders().limit(0);
    assertThatThrownBy(() -> assertThat(none).column(AMOUNT).isPositive().verify())
        .hasMessageContaining("but was : no value: ")
        .hasMessageContaining(
            "note    : nothing was checked; where that is right, say .onNoRows(OnNoRows.PASS)");
    assertThat(none).column(AMOUNT).isPositive().onNoRows(OnNoRows.PASS).verify();
  }

  @Test
  void refinements_belong_to_the_assertion_before() {
    assertThat(orders())
        .column(AMOUNT)
        .isPositive()
        .where(EMAIL.matches(Formats.EMAIL))
        .isPositive()
        .allowingViolations(1)
        .column(EMAIL)
        .isNotBlank()
        .failingOnNull()
        .forAtLeast(0.6)
        .that(email -> email.isNotBlank().or(email.isNull()))
        .verify();
    assertThatThrownBy(
            () -> assertThat(orders()).column(AMOUNT).where(EMAIL.isBlank()).isPositive())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("where refines the assertion before it: state one on this column first");
    assertThatThrownBy(
            () -> assertThat(orders()).column(AMOUNT).hasMean(1).forAtLeast(0.5).isPositive())
        .hasMessageStartingWith("forAtLeast refines an assertion on rows, but this is one on a");
    assertThat(OpenChains.takeOfThisThread()).hasSize(1);
  }

  /** The number of jobs that something starts. */
  private static int jobs(Runnable work) {
    AtomicInteger jobs = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
          }
        };
    SharedSpark.drainListeners();
    SharedSpark.context().sc().addSparkListener(listener);
    try {
      work.run();
      SharedSpark.drainListeners();
    } finally {
      SharedSpark.context().sc().removeSparkListener(listener);
    }
    return jobs.get() - 1; // but the one that drains
  }

  @Test
  void twenty_column_assertions_are_one_job() {
    SPARK.conf().set("spark.sql.adaptive.enabled", "false");
    Dataset<Row> data =
        SPARK
            .range(0, 1000, 1, 2)
            .selectExpr(
                "id",
                "cast(id AS STRING) AS text",
                "id % 2 = 0 AS even",
                "date_add(DATE'2020-01-01', CAST(id AS INT)) AS day");
    try {
      int jobs =
          jobs(
              () ->
                  assertThat(data)
                      .hasRowCount(1000)
                      .column(number("id"))
                      .isComplete()
                      .isBetween(0, 999)
                      .isNonNegative()
                      .that(NumericExpression::isFinite)
                      .that(id -> id.isNotIn(-1, 1000))
                      .hasMin(0)
                      .hasMax(999)
                      .hasSum(499_500)
                      .hasMean(closeTo(499.5, 0.001))
                      .that(id -> id.standardDeviation().isCloseTo(288.8, 0.1))
                      .column(string("text"))
                      .isComplete()
                      .isNotBlank()
                      .that(StringExpression::isTrimmed)
                      .matches("[0-9]+")
                      .hasLengthBetween(1, 3)
                      .that(text -> text.maxLength().isEqualTo(3))
                      .column(bool("even"))
                      .isComplete()
                      .column(date("day"))
                      .that(day -> day.isAfterOrAt(LocalDate.of(2020, 1, 1)))
                      .that(day -> day.min().isEqualTo(LocalDate.of(2020, 1, 1)))
                      .that(day -> day.nullCount().isEqualTo(0))
                      .verify());
      assertThat(jobs).isEqualTo(1);
    } finally {
      SPARK.conf().unset("spark.sql.adaptive.enabled");
    }
  }

  @Test
  void a_chain_left_open_is_refused_by_the_next_one() {
    Object forgotten = assertThat(orders()).column(EMAIL).isComplete();
    assertThat(forgotten).isNotNull();
    int at = line() - 2;
    assertThatThrownBy(() -> assertThat(orders()).hasRowCount(3).verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Assertions were stated and never evaluated, the first of them at ")
        .hasMessageEndingWith("(DataAssertionsTest.java:" + at + "): end the chain with verify()");
    assertThat(orders()).hasRowCount(3).verify();
  }

  @Test
  void open_chains_are_known_by_thread() throws InterruptedException {
    Object mine = assertThat(RECORDS, FIELDS).hasRowCount(1);
    List<Object> theirs = new ArrayList<>();
    Thread other = new Thread(() -> theirs.add(assertThat(RECORDS, FIELDS).hasRowCount(2)));
    other.start();
    other.join();
    assertThat(OpenChains.takeOfThisThread()).hasSize(1);
    assertThat(OpenChains.takeAll()).hasSize(1);
    assertThat(OpenChains.takeAll()).isEmpty();
    assertThat(mine).isNotSameAs(theirs.get(0));
  }

  @Test
  void the_form_with_a_lambda_ends_itself() {
    assertThat(orders(), data -> data.hasRowCount(3).column(AMOUNT).hasMean(9));
    assertThat(RECORDS, FIELDS, data -> data.hasRowCount(3));
    assertThatThrownBy(() -> assertThat(orders(), data -> data.column(EMAIL).isComplete()))
        .hasMessageContaining("email is complete");
    assertThatThrownBy(
            () ->
                assertThat(
                    SharedSpark.context().parallelize(RECORDS),
                    FIELDS,
                    data -> data.column(EMAIL).isComplete()))
        .hasMessageContaining("email is complete");
  }

  @Test
  void soft_assertions_report_all_chains() {
    assertThatThrownBy(
            () -> {
              try (SoftDataAssertions softly = new SoftDataAssertions()) {
                Object open = softly.assertThat(orders()).column(EMAIL).isComplete();
                assertThat(open).isNotNull();
                softly.assertThat(RECORDS, FIELDS).hasRowCount(4).verify();
                softly.then(orders()).hasRowCount(3).verify();
                softly.assertThat(orders()).containsExactlyInAnyOrder(row("x", null, null));
                softly.assertThat(1).isEqualTo(2);
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("email is complete")
        .hasMessageContaining("number of rows is equal to 4")
        .hasMessageContaining("contains exactly the rows given")
        .hasMessageContaining("expected: 2")
        .hasMessageContaining("4 failures");
    SoftDataAssertions softly = new SoftDataAssertions();
    softly.then("text").isEmpty();
    softly.then(orders()).as("orders").withFailMessage("too %s", "few").hasRowCount(4).verify();
    softly
        .then(orders())
        .column(EMAIL)
        .as("mail")
        .overridingErrorMessage("no")
        .that(StringExpression::isBlank)
        .verify();
    softly.assertThat((Dataset<Row>) null).hasRowCount(1).verify();
    Object missing = softly.assertThat((Dataset<Row>) null).as("none").hasRowCount(1);
    softly.assertThat(orders()).keyedBy("nobody").containsExactlyInAnyOrder(row(1, 2));
    Object last = softly.assertThat(orders()).hasRowCount(5);
    assertThatThrownBy(softly::assertAll)
        .hasMessageContaining("7 failures")
        .hasMessageContaining("[orders] too few")
        .hasMessageContaining("[mail] no")
        .hasMessageContaining("[none] ")
        .hasMessageContaining("Row 1 has 2 values for 3 columns")
        .hasMessageContaining("number of rows is equal to 5");
    assertThat(missing).isNotSameAs(last);
    softly = new SoftDataAssertions();
    assertThat(softly).isInstanceOf(SoftAssertionsProvider.class);
    Object open = softly.assertThat(orders()).hasRowCount(3);
    assertThat(open).isNotNull();
    assertThat(OpenChains.takeOfThisThread())
        .singleElement()
        .asString()
        .endsWith("call assertAll()");
    softly.assertAll();
  }

  @Test
  void names_and_types_are_compared_without_a_run() {
    assertThatThrownBy(() -> assertThat(orders()).hasColumns("id", "a.b", "e").verify())
        .hasMessageContaining(
            """
              ✗ has columns id, `a.b`, e
                expected: id, `a.b`, e
                but was : id, email, amount
                missing : `a.b`, e
            """);
    assertThatThrownBy(
            () ->
                assertThat(orders())
                    .hasSchema("id STRING NOT NULL, email STRING, amount DECIMAL(10,2), more INT")
                    .verify())
        .hasMessageContaining(
            """
                column 3: expected amount DECIMAL(10,2), but was amount DOUBLE NOT NULL
                column 4: expected more INT, but was no column
            """);
  }

  @Test
  void thirty_assertions_in_memory_start_no_spark_job() {
    int jobs =
        jobs(
            () -> {
              for (int i = 0; i < 30; i++) {
                assertThat(RECORDS, FIELDS).column(AMOUNT).isAtLeast(-i - 3).verify();
              }
            });
    assertThat(jobs).isZero();
  }

  @Test
  void a_result_is_text_to_approve() {
    Check check =
        Check.error("orders")
            .require(
                rowCount().isEqualTo(3),
                EMAIL.isComplete(),
                AMOUNT.mean().isAtLeast(10),
                string("id").isUnique(),
                number("none").isZero());
    String text =
        """
        orders [ERROR]: ERROR
          PASS number of rows is equal to 3: 3
          FAIL email is complete: 66.67% (1 of 3 rows violate)
            expected: every row
            e.g.: {id="A-2", email=null}
          FAIL mean of amount is at least 10: 9
            expected: at least 10
          PASS key (id) is unique: 100% (3 of 3)
          ERROR none is equal to 0: not evaluated: column none does not exist; did you mean one of id, email, amount?
            expected: every row
        """;
    for (int partitions : new int[] {1, 2, 3}) {
      assertThat(
              DataQuality.on(orders().repartition(partitions))
                  .check(check)
                  .withSamples(5, "id")
                  .run()
                  .toString())
          .isEqualTo(text);
    }
    assertThat(
            LocalDataQuality.on(RECORDS, FIELDS).check(check).withSamples(5, "id").run().toString())
        .isEqualTo(text);
  }
}
