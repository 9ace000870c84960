package dev.assay.dq.spark;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.assertj.DataAssertions;
import dev.assay.dq.spark.internal.compile.Subqueries;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of SQL of the user's before it runs, and of streams, which never end. */
@Tag("matrix")
class SubqueriesTest {

  private static final SparkSession SPARK = SharedSpark.session();

  @BeforeAll
  static void payments() {
    SPARK.sql("SELECT 1 AS order_id, 5 AS paid").createOrReplaceTempView("assay_payments");
  }

  @AfterAll
  static void drop() {
    SPARK.catalog().dropTempView("assay_payments");
  }

  private static Dataset<Row> orders() {
    return SPARK.sql("SELECT * FROM VALUES (1, 10), (2, 20) AS t(order_id, amount)");
  }

  private static ConstraintResult verify(Dataset<Row> data, String expression) {
    return DataQuality.verify(data, Check.error("c").require(sql(expression))).constraints().get(0);
  }

  @Test
  void a_name_that_a_subquery_hides_is_warned_of() {
    String hidden = "EXISTS (SELECT 1 FROM assay_payments p WHERE p.order_id = order_id)";
    ConstraintResult result = verify(orders(), hidden);
    assertThat(result.violations()).isZero(); // as Spark reads it: always true
    assertThat(result.note())
        .isEqualTo(
            "in the subquery, order_id is the column of assay_payments, which hides the column of"
                + " this dataset: qualify it, and where this dataset's is meant, verify"
                + " data.alias(\"d\") and say d.order_id");
    assertThat(DataQuality.plan(orders(), Check.error("c").require(sql(hidden))).explain())
        .contains("Warning: [c] sql(" + hidden + "): in the subquery, order_id is the column");
    String twoLines = hidden.replace(" WHERE", "\n WHERE");
    assertThat(DataQuality.plan(orders(), Check.error("c").require(sql(twoLines))).explain())
        .contains("Warning: [c] sql(" + twoLines.replace("\n", "\\n") + "): in the subquery");
    ConstraintResult meant =
        verify(orders().alias("d"), hidden.replace("= order_id", "= d.order_id"));
    assertThat(meant.violations()).isEqualTo(1);
    assertThat(meant.note()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "order_id IN (SELECT order_id FROM assay_payments)                             | false",
        "EXISTS (SELECT 1 FROM assay_payments p WHERE p.paid > amount)                 | false",
        "EXISTS (SELECT 1 FROM assay_payments WHERE order_id = 1)                      | true",
        "EXISTS (SELECT 1 FROM assay_payments p JOIN assay_payments q ON `order_id` = 1) | true",
        "EXISTS (SELECT 1 FROM assay_payments p WHERE p.paid > 1 -- order_id@)          | false",
        "EXISTS (SELECT 1 FROM missing WHERE order_id = 1)                             | false",
        "order_id = 1 OR amount > (SELECT max(paid) FROM assay_payments WHERE 'order_id' = 'x') |"
            + " false",
        "order_id > 1                                                                  | false"
      })
  void only_hidden_names_are_warned_of(String expression, boolean warned) {
    assertThat(Subqueries.shadowing(orders(), expression.replace("@", "\n")) != null)
        .isEqualTo(warned);
  }

  @Test
  void the_plan_says_that_subqueries_run_jobs_too() {
    RunPlan plain =
        RunPlan.of(DataQuality.plan(orders(), Check.error("c").require(sql("order_id > 0"))));
    RunPlan one =
        RunPlan.of(
            DataQuality.plan(
                orders(),
                Check.error("c")
                    .require(sql("order_id IN (SELECT order_id FROM assay_payments)"))));
    RunPlan two =
        (RunPlan)
            DataQuality.plan(
                orders(),
                Check.error("c")
                    .require(
                        sql(
                            "amount > (SELECT max(paid) FROM assay_payments) OR (SELECT 1 FROM"
                                + " assay_payments) = 1")));
    assertThat(plain.explain()).doesNotContain("subquer");
    assertThat(one.cost().jobs()).isEqualTo(plain.cost().jobs() + 1);
    assertThat(one.explain()).contains("at least, as sql(...) brings a subquery");
    // and no fewer are run than were announced
    assertThat(
            JobCountTest.jobsOf(
                () ->
                    DataQuality.verify(
                        orders(),
                        Check.error("c")
                            .require(sql("order_id IN (SELECT order_id FROM assay_payments)")))))
        .isGreaterThanOrEqualTo(one.cost().jobs());
    assertThat(two.cost().jobs()).isEqualTo(plain.cost().jobs() + 2);
    assertThat(two.explain()).contains("at least, as sql(...) brings 2 subqueries");
    assertThat(Subqueries.count("upper('(SELECT 1)') = /* (SELECT 1) */ `(SELECT 1)`")).isZero();
  }

  @Test
  void sql_that_is_not_understood_is_answered_with_what_spark_says() {
    assertThat(verify(orders(), "amount > ").error().message())
        .startsWith(
            "sql(amount > ) is not a boolean expression over this dataset: [PARSE_SYNTAX_ERROR]")
        .contains("line 1, pos 9");
    assertThat(verify(orders(), "amuont > 1").error().message()).contains("amuont", "amount");
    assertThat(verify(orders(), "amount").error().message()).contains("DATATYPE_MISMATCH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(amount) > 3 | bound a metric",
        "amount > avg(amount) | bound a metric",
        "amount > 2 * (1 + stddev(amount)) OR order_id = 1 | bound a metric",
        "amount > avg(amount) OVER () | as a column first",
        "row_number() OVER (PARTITION BY order_id ORDER BY amount) = 1 | as a column first",
      })
  void sql_about_many_rows_is_refused_with_the_way_on(String sql, String way) {
    assertThat(verify(orders(), sql).error().message())
        .startsWith("sql(" + sql + ") ")
        .contains("a predicate judges one row at a time", way)
        .doesNotContain("not allowed");
    VerificationResult result =
        DataQuality.verify(
            orders(),
            Check.error("gate")
                .require(
                    integer("order_id").isNonNegative().where(sql(sql)),
                    integer("order_id").isNonNegative()));
    assertThat(result.toString()).contains("gate", "order_id is at least 0 where sql(" + sql, way);
    assertThat(result.constraints().get(1).status()).isEqualTo(Status.PASS);
  }

  @Test
  void a_stream_is_refused_with_the_way_to_judge_its_batches() {
    Dataset<Row> stream = SPARK.readStream().format("rate").load();
    Check check = Check.error("c").require(integer("value").isNonNegative());
    assertThatThrownBy(() -> DataQuality.plan(stream, check))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "data.writeStream().foreachBatch(DataQuality.stream(checks).throwOnError()).start()");
    assertThatThrownBy(() -> DataQuality.verify(stream, check))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Profiler.profile(stream))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("foreachBatch");
    assertThatThrownBy(
            () -> DataAssertions.assertThat(stream).column(integer("value")).isComplete().verify())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
