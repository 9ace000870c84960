package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Inputs on which data quality tools are known to give a wrong or misleading verdict. */
class TrapsTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static Dataset<Row> data(String ddl, Object[]... rows) {
    return SPARK.createDataFrame(
        Stream.of(rows).map(RowFactory::create).toList(), StructType.fromDDL(ddl));
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private static List<ConstraintResult> verify(Dataset<Row> data, Requirement... requirements) {
    return Clear.verify(data, Check.error("c").require(requirements)).constraints();
  }

  private static List<Status> statuses(Dataset<Row> data, Requirement... requirements) {
    return verify(data, requirements).stream().map(ConstraintResult::status).toList();
  }

  private static String text(ConstraintResult result) {
    return result.actual() == null ? "none" : result.actual().text();
  }

  @Test
  void a_value_does_not_depend_on_its_neighbours() {
    Dataset<Row> data =
        data(
            "n DOUBLE, t STRING, d DATE",
            row(1.0, "a", java.sql.Date.valueOf("2020-01-01")),
            row(2.5, "b", null),
            row(null, "b", java.sql.Date.valueOf("2021-01-01")),
            row(-0.0, null, java.sql.Date.valueOf("2020-01-01")));
    List<Requirement> all = Everything.of("n", "t", "d");
    List<ConstraintResult> together =
        Clear.verify(data, Check.error("c").require(all)).constraints();
    Random random = new Random(42);
    for (int round = 0; round < 3; round++) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      List<Integer> subset = order.subList(0, 1 + random.nextInt(8));
      List<ConstraintResult> some =
          Clear.verify(data, Check.error("c").require(subset.stream().map(all::get).toList()))
              .constraints();
      for (int i = 0; i < subset.size(); i++) {
        ConstraintResult expected = together.get(subset.get(i));
        assertThat(some.get(i).status()).as(expected.sentence()).isEqualTo(expected.status());
        assertThat(some.get(i).actual()).as(expected.sentence()).isEqualTo(expected.actual());
        assertThat(some.get(i).violations()).isEqualTo(expected.violations());
      }
    }
  }

  @Test
  void longs_and_decimals_are_exact() {
    long beyondDoubles = (1L << 53) + 1;
    Dataset<Row> data =
        data(
            "x BIGINT, d DECIMAL(38,0)",
            row(beyondDoubles, new BigDecimal("99999999999999999999999999999999999999")),
            row(1L, new BigDecimal("-1")));
    List<ConstraintResult> results =
        verify(
            data,
            integer("x").max().isEqualTo(beyondDoubles),
            integer("x").isLessThan(beyondDoubles).forAtLeast(0.5),
            integer("x").sum().isEqualTo(beyondDoubles + 1),
            number("d").max().isEqualTo(new BigDecimal("99999999999999999999999999999999999999")));
    assertThat(results).extracting(ConstraintResult::status).containsOnly(Status.PASS);
    assertThat(results.get(1).violations()).isEqualTo(1);
  }

  @Test
  void no_verdict_from_nothing() {
    Dataset<Row> data = data("v INT, t STRING", row(1, "a"), row(2, null));
    List<ConstraintResult> results =
        verify(
            data,
            number("v").mean().isAtLeast(1000).where(number("v").isEqualTo(99)),
            key("v").isUnique().where(number("v").isEqualTo(99)),
            string("t").isComplete().where(number("v").isEqualTo(99)),
            string("t").minLength().isAtLeast(5).where(number("v").isEqualTo(99)),
            string("t").containsPattern("z").where(number("v").isEqualTo(99)));
    assertThat(results).extracting(ConstraintResult::status).containsOnly(Status.NOT_EVALUATED);
    assertThat(
            statuses(
                data,
                rowCount().where(number("v").isEqualTo(99)).isEqualTo(0),
                rowCount().where(number("v").isEqualTo(99)).isAtLeast(1),
                string("t").isComplete().where(number("v").isEqualTo(99)).onNoRows(OnNoRows.FAIL),
                string("t").isComplete().where(number("v").isEqualTo(99)).onNoRows(OnNoRows.PASS)))
        .containsExactly(Status.PASS, Status.FAIL, Status.FAIL, Status.PASS);
    VerificationResult nothing =
        Clear.verify(
            data.where("1 = 0"),
            Check.error("c").require(string("t").isComplete(), number("v").mean().isAtLeast(1)));
    assertThat(nothing.check("c").status()).isEqualTo(Status.NOT_EVALUATED);
    assertThat(nothing.passed()).isFalse();
  }

  @Test
  void rows_with_a_null_in_the_key_are_left_out_and_counted() {
    List<ConstraintResult> results =
        verify(
            data("k INT", row(1), row(2), row((Object) null), row((Object) null)),
            key("k").isUnique(),
            key("k").duplicateRows().isEqualTo(0));
    assertThat(results).extracting(ConstraintResult::status).containsOnly(Status.PASS);
    assertThat(results.get(0).leftOut()).isEqualTo(2);
    // T1 of the parity table: key (a, b) has 5 complete rows, 3 of them once
    Dataset<Row> t1 =
        data(
            "a INT, b STRING",
            row(1, "x"),
            row(2, "x"),
            row(2, null),
            row(null, "y"),
            row(3, "z"),
            row(3, "z"),
            row(null, null),
            row(4, ""));
    ConstraintResult composite = verify(t1, key("a", "b").uniqueness().isEqualTo(0.6)).get(0);
    assertThat(composite.status()).isEqualTo(Status.PASS);
    assertThat(composite.actual()).isEqualTo(new MetricValue.Ratio(3, 5));
    assertThat(composite.leftOut()).isEqualTo(3);
  }

  @Test
  void whole_rows_with_nulls_can_be_duplicates() {
    assertThat(
            text(
                verify(
                        data("a INT, b INT", row(1, null), row(1, null), row(1, 2)),
                        allColumns().duplicateRows().observed())
                    .get(0)))
        .isEqualTo("2");
  }

  @Test
  void value_counts_know_null_from_text_and_one_zero() {
    List<ConstraintResult> results =
        verify(
            data(
                "t STRING, n DOUBLE, k INT",
                row("NullValue", 0.0, 1),
                row(null, -0.0, 1),
                row("NullValue", 1.0, 1),
                row("x", 1.0, 2),
                row(null, 1.0, 2)),
            string("t").valueCounts(5).observed(),
            number("n").valueCounts(5).observed(),
            number("n").distinctCount().isEqualTo(2),
            string("t").valueCounts(5).observed().where(number("k").isEqualTo(1)));
    assertThat(results)
        .extracting(TrapsTest::text)
        .containsExactly("\"NullValue\" 2, \"x\" 1", "1 3, 0 2", "2", "\"NullValue\" 2");
    assertThat(results.get(0).leftOut()).isEqualTo(2);
    assertThat(results.get(3).rowsInScope()).isEqualTo(3);
  }

  @Test
  void nan_satisfies_nothing() {
    Dataset<Row> data =
        data("x DOUBLE, c DOUBLE", row(Double.NaN, 7.0), row(1.0, 7.0), row(2.0, 7.0));
    List<ConstraintResult> results =
        verify(
            data,
            number("x").isNonNegative(),
            number("x").isPositive(),
            number("x").isBetween(0, 10),
            number("x").isAtMost(1e308),
            number("x").min().isAtLeast(0),
            number("x").max().isAtLeast(0),
            number("x").mean().isAtMost(1e308),
            number("x").correlation(number("c")).isAtLeast(-1),
            number("x").correlation(number("c")).where(number("x").isNotNaN()).isAtLeast(-1));
    assertThat(results.subList(0, 4)).extracting(ConstraintResult::violations).containsOnly(1L);
    assertThat(results.subList(0, 8))
        .extracting(ConstraintResult::status)
        .containsOnly(Status.FAIL);
    assertThat(results.get(8).status()).isEqualTo(Status.NOT_EVALUATED);
    assertThat(results.get(4).note()).contains("NaN").contains("isNotNaN");
  }

  @Test
  void text_is_no_number() {
    assertThat(
            verify(data("t STRING", row("abc")), number("t").isNonNegative())
                .get(0)
                .error()
                .message())
        .isEqualTo(
            "column t is string in the data, but the check says number"
                + ": declare the column as what it is, or cast it in the dataset");
  }

  @Test
  void null_means_the_same_everywhere() {
    Dataset<Row> data = data("a INT, b INT, t STRING", row(null, 1, null));
    Requirement[] lenient = {
      string("t").containsPattern("x"),
      string("t").isIn("x"),
      string("t").length().isAtLeast(3),
      number("a").isNonNegative(),
      number("a").isLessThan(number("b")),
      number("a").isBetween(5, 6),
      sql("a > 5"),
    };
    assertThat(statuses(data, lenient)).containsOnly(Status.PASS);
    Requirement[] strict =
        Stream.of(lenient)
            .map(each -> ((dev.assay.dq.Predicate) each).failingOnNull())
            .toArray(Requirement[]::new);
    assertThat(statuses(data, strict)).containsOnly(Status.FAIL);
  }

  @Test
  void values_are_no_sql() {
    Dataset<Row> data =
        data("t STRING", row("a\\"), row("a\\n"), row("it's"), row("') OR 1=1 --"), row("a\nb"));
    assertThat(
            statuses(
                data,
                string("t").isIn("a\\", "a\\n", "it's", "') OR 1=1 --", "a\nb"),
                string("t").isEqualTo("') OR 1=1 --").forAtMostRows(1),
                string("t").contains("'").forAtMostRows(2)))
        .containsOnly(Status.PASS);
    assertThat(verify(data, string("t").isIn("a\n")).get(0).violations()).isEqualTo(5);
  }

  @Test
  void nine_of_ten_violating_meets_at_least_ten_percent() {
    Object[][] rows = new Object[10][];
    for (int i = 0; i < 10; i++) {
      rows[i] = row(i);
    }
    assertThat(
            statuses(
                data("x INT", rows),
                number("x").isEqualTo(0).forAtLeast(0.10),
                number("x").isEqualTo(0).forAtMost(0.10),
                number("x").isEqualTo(0).forAtLeast(0.1000001)))
        .containsExactly(Status.PASS, Status.PASS, Status.FAIL);
  }

  @Test
  void dates_are_first_class() {
    Dataset<Row> data =
        data(
            "a DATE, b DATE",
            row(java.sql.Date.valueOf("2024-02-29"), java.sql.Date.valueOf("2024-03-01")),
            row(java.sql.Date.valueOf("0001-01-01"), java.sql.Date.valueOf("9999-12-31")));
    assertThat(
            statuses(
                data,
                date("a").min().isAfterOrAt(LocalDate.of(1, 1, 1)),
                date("b").max().isBeforeOrAt(LocalDate.of(9999, 12, 31)),
                date("a").isBefore(date("b"))))
        .containsOnly(Status.PASS);
  }

  @Test
  void constraints_that_differ_in_one_component_stay_two() {
    Requirement[] near = {
      number("x").isBetween(0, 1),
      number("x").isBetween(0, 2),
      number("x").isStrictlyBetween(0, 2),
      number("x").isBetween(0, 1).where(number("x").isPositive()),
      number("x").isBetween(0, 1).failingOnNull(),
      number("x").isBetween(0, 1).forAtLeast(0.5),
      number("x").approxQuantile(0.5).isAtLeast(0),
      number("x").approxQuantile(0.6).isAtLeast(0),
      number("x").quantile(0.5).isAtLeast(0),
      string("t").containsPattern("a"),
      string("t").matches("a"),
      string("t").containsPattern("(?i)a"),
    };
    List<ConstraintResult> results =
        verify(data("x DOUBLE, t STRING", row(0.5, "a"), row(1.5, "ab"), row(null, null)), near);
    assertThat(results).extracting(ConstraintResult::id).doesNotHaveDuplicates().hasSize(12);
    assertThat(results)
        .extracting(ConstraintResult::violations)
        .containsExactly(1L, 0L, 0L, 1L, 2L, 1L, -1L, -1L, -1L, 0L, 1L, 0L);
  }

  @Test
  void results_keep_the_order_of_declaration() {
    List<Requirement> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(i % 2 == 0 ? number("x").isAtMost(i) : key("x").distinctCount().isAtMost(i));
    }
    VerificationResult result =
        Clear.verify(
            data("x INT", row(1)),
            Check.error("z").require(many),
            Check.warning("a").require(rowCount().isEqualTo(1)));
    assertThat(result.checks()).extracting(check -> check.name()).containsExactly("z", "a");
    for (int i = 0; i < 40; i++) {
      assertThat(result.constraints().get(i).sentence()).endsWith(" " + i);
    }
  }
}
