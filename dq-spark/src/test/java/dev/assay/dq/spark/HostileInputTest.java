package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.NotSerializableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear error that hurts nobody else. */
class HostileInputTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static Dataset<Row> orders() {
    StructType schema =
        StructType.fromDDL("order_id INT, email STRING, amount DOUBLE, total BIGINT, `a b` STRING");
    return SPARK.createDataFrame(
        IntStream.rangeClosed(1, 10)
            .mapToObj(
                i ->
                    RowFactory.create(
                        i, i == 3 ? null : "u" + i + "@x.org", i * 1.5, (long) i, "a\\"))
            .toList(),
        schema);
  }

  private static ConstraintResult only(Dataset<Row> data, Requirement requirement) {
    VerificationResult result =
        Clear.verify(data, Check.error("c").require(requirement, rowCount().isAtLeast(0)));
    assertThat(result.constraints().get(1).status()).isEqualTo(Status.PASS);
    return result.constraints().get(0);
  }

  private static String error(Dataset<Row> data, Requirement requirement) {
    ConstraintResult result = only(data, requirement);
    assertThat(result.status()).isEqualTo(Status.ERROR);
    assertThat(result.error()).isNotNull();
    return result.error().message();
  }

  @Test
  void a_missing_column_is_named_with_the_nearest() {
    assertThat(error(orders(), string("emial").isComplete()))
        .isEqualTo("column emial does not exist; did you mean email?");
  }

  @Test
  void a_column_of_another_type_is_named_with_both_types() {
    assertThat(error(orders(), string("order_id").isNotBlank()))
        .isEqualTo(
            "column order_id is int in the data, but the check says string"
                + ": declare the column as what it is, or cast it in the dataset");
    assertThat(error(orders(), number("email").mean().isAtLeast(1)))
        .isEqualTo(
            "column email is string in the data, but the check says number"
                + ": declare the column as what it is, or cast it in the dataset");
  }

  @Test
  void a_pattern_that_does_not_compile() {
    assertThat(error(orders(), string("email").matches("[a-")))
        .isEqualTo(
            "the pattern /[a-/ is not a Java regular expression: Illegal character range near"
                + " position 3");
  }

  @Test
  void sql_that_does_not_parse_does_not_resolve_or_is_not_boolean() {
    assertThat(error(orders(), sql("amount >")))
        .startsWith("sql(amount >) is not a boolean expression");
    assertThat(error(orders(), sql("nothing = 1"))).contains("nothing");
    assertThat(error(orders(), sql("amount + 1"))).startsWith("sql(amount + 1) is not a boolean");
    assertThat(error(orders(), sql("sum(amount) > 1"))).startsWith("sql(sum(amount) > 1)");
  }

  /** The four inputs on which one bad constraint takes all others down elsewhere. */
  @Test
  void one_bad_constraint_hurts_only_itself() {
    VerificationResult result =
        Clear.verify(
            orders(),
            Check.error("mixed")
                .require(
                    string("email").isComplete().forAtLeast(0.9),
                    sql("amuont > 0"),
                    string("email").isComplete().where(sql("((")),
                    any("a b").isComplete(),
                    string("a b").isIn("a\\"),
                    number("total").sum().isEqualTo(55)));
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(
            Status.PASS, Status.ERROR, Status.ERROR, Status.PASS, Status.PASS, Status.PASS);
  }

  @Test
  void sql_that_fails_at_run_time_hurts_only_itself() {
    ConstraintResult result =
        only(orders(), sql("assert_true(order_id < 5) IS NULL").as("explodes"));
    assertThat(result.status()).isEqualTo(Status.ERROR);
    assertThat(result.error().message()).startsWith("the SQL failed: ");
  }

  @Test
  void code_that_throws_on_row_seven() {
    ConstraintResult result =
        only(
            orders(),
            rowSatisfies(
                "fragile",
                row -> {
                  if (row.getLong("order_id") == 7) {
                    throw new IllegalStateException("seven");
                  }
                  return true;
                }));
    assertThat(result.status()).isEqualTo(Status.ERROR);
    assertThat(result.error().message())
        .isEqualTo("rowSatisfies(\"fragile\") threw java.lang.IllegalStateException: seven");
    assertThat(result.error().cause()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void code_that_cannot_be_serialized_is_found_before_any_job() {
    Object lock = new Object();
    assertThat(error(orders(), rowSatisfies("captures", row -> lock.hashCode() != 0)))
        .isEqualTo(
            "the code of rowSatisfies(\"captures\") cannot be sent to the executors: "
                + new NotSerializableException("java.lang.Object")
                + "; let it capture only serializable values, for example by copying a field into a"
                + " local variable first");
  }

  @Test
  void an_empty_check_says_so_and_the_others_run() {
    VerificationResult result =
        Clear.verify(
            orders(), Check.error("empty"), Check.error("full").require(rowCount().isEqualTo(10)));
    CheckResult empty = result.check("empty");
    assertThat(empty.status()).isEqualTo(Status.ERROR);
    assertThat(empty.problem())
        .isEqualTo(
            "check [empty] has no constraints, so it cannot hold or fail: add some with"
                + " require(...)");
    assertThat(result.check("full").status()).isEqualTo(Status.PASS);
    assertThatThrownBy(result::throwOnError)
        .isInstanceOf(DataQualityException.class)
        .hasMessage("Check [empty] could not be evaluated: " + empty.problem());
  }

  @Test
  void null_arguments_and_equal_names_are_refused() {
    assertThatThrownBy(() -> DataQuality.verify((Dataset<?>) null, Check.error("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The dataset must not be null");
    assertThatThrownBy(() -> Clear.verify(orders()))
        .hasMessage("There is nothing to verify: give at least one check");
    assertThatThrownBy(() -> Clear.verify(orders(), Check.error("x"), Check.warning("x")))
        .hasMessageStartingWith("Two checks are named [x]");
    assertThatThrownBy(() -> Check.error("x").require((Requirement) null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The requirements of check [x] (element 1) must not be null");
  }

  @Test
  void two_thousand_constraints_in_one_run() {
    List<Requirement> many = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      many.add(number("amount").isAtMost(i));
    }
    VerificationResult result = Clear.verify(orders(), Check.error("many").require(many));
    assertThat(result.constraints()).hasSize(2000);
    assertThat(result.constraints().get(0).violations()).isEqualTo(10);
    assertThat(result.constraints().get(7).violations()).isEqualTo(6);
    assertThat(result.constraints().get(15).status()).isEqualTo(Status.PASS);
  }

  @Test
  void three_hundred_columns() {
    StructField[] fields =
        IntStream.range(0, 300)
            .mapToObj(i -> DataTypes.createStructField("c" + i, DataTypes.IntegerType, true))
            .toArray(StructField[]::new);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < 5; r++) {
      Object[] values = new Object[300];
      for (int c = 0; c < 300; c++) {
        values[c] = r == 4 && c == 299 ? null : r * c;
      }
      rows.add(RowFactory.create(values));
    }
    Dataset<Row> wide = SPARK.createDataFrame(rows, new StructType(fields));
    VerificationResult result =
        Clear.verify(
            wide,
            Check.error("wide")
                .require(
                    dev.assay.dq.Columns.forEachColumn(
                        dev.assay.dq.Columns.numbers(), column -> column.isComplete())));
    assertThat(result.constraints()).hasSize(300);
    assertThat(result.failures())
        .extracting(ConstraintResult::description)
        .containsExactly("c299 is complete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void totals_are_exact_or_an_error_with_ansi_mode_on_and_off(String ansi) {
    String before = SPARK.conf().get("spark.sql.ansi.enabled");
    SPARK.conf().set("spark.sql.ansi.enabled", ansi);
    try {
      StructType longs = StructType.fromDDL("x BIGINT");
      List<Row> over = List.of(RowFactory.create(Long.MAX_VALUE), RowFactory.create(1L));
      assertThat(error(SPARK.createDataFrame(over, longs), integer("x").sum().isAtLeast(0)))
          .isEqualTo(
              "the sum of x is 9223372036854775808, which does not fit 64 bits: check the mean, or"
                  + " cast the column to a decimal or a double");
      List<Row> back =
          List.of(RowFactory.create(Long.MAX_VALUE), RowFactory.create(1L), RowFactory.create(-1L));
      for (int partitions = 1; partitions <= 3; partitions++) {
        assertThat(
                only(
                        SPARK.createDataFrame(back, longs).repartition(partitions),
                        integer("x").sum().isEqualTo(Long.MAX_VALUE))
                    .status())
            .isEqualTo(Status.PASS);
      }
      BigDecimal big = new BigDecimal("99999999999999999999.999999999999999999");
      StructType decimals = StructType.fromDDL("x DECIMAL(38,18)");
      List<Row> wide =
          List.of(RowFactory.create(big), RowFactory.create(big.negate()), RowFactory.create(big));
      assertThat(
              only(SPARK.createDataFrame(wide, decimals), decimal("x").sum().isEqualTo(big))
                  .status())
          .isEqualTo(Status.PASS);
      List<Row> twice = List.of(RowFactory.create(big), RowFactory.create(big));
      assertThat(error(SPARK.createDataFrame(twice, decimals), decimal("x").sum().isAtLeast(0)))
          .startsWith(
              "the sum of x is 199999999999999999999.999999999999999998, which does not fit 38"
                  + " digits");
    } finally {
      SPARK.conf().set("spark.sql.ansi.enabled", before);
    }
  }

  @Test
  void times_of_two_kinds_are_not_compared_without_a_zone() {
    Dataset<Row> times =
        SPARK.sql("SELECT TIMESTAMP'2024-01-31 12:00:00' AS ts, DATE'2024-01-31' AS d, 1 AS n");
    assertThat(error(times, timestamp("ts").isAfterOrAt(date("d"))))
        .isEqualTo(
            "column ts is timestamp and cannot be compared with column d, which is date; cast one of"
                + " them in the dataset, for example with withColumn(…)");
    assertThat(error(times, timestamp("ts").isAfter(LocalDate.of(2024, 1, 1))))
        .isEqualTo(
            "column ts is timestamp and cannot be compared with a LocalDate; compare it with an"
                + " Instant, or cast the column in the dataset");
    assertThat(error(times, date("d").isAfter(Instant.EPOCH)))
        .isEqualTo(
            "column d is date and cannot be compared with an Instant; compare it with a LocalDate, or"
                + " cast the column in the dataset");
    // and with one it is
    assertThat(
            Clear.verify(
                    times,
                    Check.error("zoned")
                        .require(timestamp("ts").inZone("UTC").toDate().isEqualTo(date("d"))))
                .passed())
        .isTrue();
  }

  @Test
  void what_has_no_order_and_is_no_key_is_said_with_the_way_on() {
    Dataset<Row> spans = SPARK.sql("SELECT INTERVAL '3' DAY AS span, 1 AS n");
    assertThat(error(spans, any("span").distinctCount().isEqualTo(1)))
        .startsWith("column span is interval day")
        .contains("keys and distinct values need atomic columns")
        .contains("cast it in the dataset to a type that can be compared, such as string");
    assertThat(error(spans, key("span").isUnique()))
        .contains("cast it in the dataset to a type that can be compared, such as string");
  }

  @Test
  void a_row_of_which_nothing_is_named_says_how_to_name_it() {
    var failed =
        DataQuality.on(orders())
            .check(Check.error("c").require(rowSatisfies("never", row -> false)))
            .withSamples(1)
            .run()
            .constraints()
            .get(0);
    assertThat(failed.samples()).hasSize(1);
    assertThat(failed.samples().get(0).toString())
        .isEqualTo(
            "{a row whose code names no columns: name some in rowSatisfies(…) or withSamples(…)}");
  }

  @Test
  void no_columns_no_rows_and_only_nulls() {
    Dataset<Row> nothing = SPARK.createDataFrame(List.of(), new StructType());
    assertThat(Clear.verify(nothing, Check.error("n").require(rowCount().isEqualTo(0))).passed())
        .isTrue();
    assertThat(error(nothing, allColumns().duplicateRows().isEqualTo(0)))
        .isEqualTo(
            "the data declare no columns, so whole rows cannot be compared: name a key, as in"
                + " key(\"id\")");
    Dataset<Row> empty = orders().where("1 = 0");
    Dataset<Row> nulls =
        SPARK.createDataFrame(
            List.of(RowFactory.create(null, null, null, null, null)), orders().schema());
    Check check =
        Check.error("values")
            .require(
                number("amount").mean().isAtLeast(0),
                number("amount").min().isAtLeast(0),
                number("total").sum().isAtLeast(0),
                number("amount").standardDeviation().isAtLeast(0),
                number("amount").median().isAtLeast(0),
                key("order_id").isUnique(),
                string("email").entropy().isAtLeast(0),
                number("amount").correlation(number("total")).isAtLeast(0),
                string("email").valueCounts(3).observed(),
                string("email").min().isAtLeast("a"));
    assertThat(Clear.verify(empty, check).constraints())
        .extracting(ConstraintResult::status)
        .containsOnly(Status.NOT_EVALUATED);
    assertThat(Clear.verify(nulls, check).constraints())
        .extracting(ConstraintResult::status)
        .containsOnly(Status.NOT_EVALUATED);
  }

  @Test
  void a_failing_source_surfaces_its_own_cause() {
    Dataset<Row> broken =
        orders().selectExpr("raise_error('the source is broken') AS x", "order_id");
    VerificationResult result =
        Clear.verify(broken, Check.error("b").require(any("x").isComplete()));
    assertThat(result.failures()).hasSize(1);
    assertThat(result.failures().get(0).error().message())
        .startsWith("the scan pass failed: ")
        .contains("the source is broken");
  }

  @Test
  void a_selector_that_matches_nothing_is_an_error() {
    assertThat(
            error(
                orders(),
                dev.assay.dq.Columns.forEachColumn(
                    dev.assay.dq.Columns.strings().matching("zzz"), column -> column.isComplete())))
        .isEqualTo(
            "the selector matches no column, so nothing would be checked: correct"
                + " the selector or remove the constraint");
  }
}
