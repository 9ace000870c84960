package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sqlMetric;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.json.CheckFormatException;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aggregate expressions of the user's, worked by hand: 10 * 2 + 5 * 3 is 35, in four rows. */
class SqlMetricTest {

  private static final NumericMetric MEAN_COST = sqlMetric("sum(price * qty) / count(*)");

  private static Dataset<Row> data() {
    return SharedSpark.session()
        .sql(
            """
            SELECT * FROM VALUES (10, 2, 'EUR'), (5, 3, 'EUR'), (NULL, 1, 'USD'), (4, NULL, 'x')
            AS t (price, qty, currency)
            """)
        .repartition(3);
  }

  private static List<ConstraintResult> results(Requirement... all) {
    return DataQuality.verify(data(), Check.error("c").require(all)).constraints();
  }

  private static ConstraintResult result(Requirement one) {
    return results(one).get(0);
  }

  private static Object value(String sql) {
    ConstraintResult result = result(sqlMetric(sql).observed());
    assertThat(result.actual()).as(String.valueOf(result.error())).isNotNull();
    return result.actual().plain();
  }

  @Test
  void a_number_is_bounded_as_every_metric_is() {
    ConstraintResult result = result(MEAN_COST.isAtLeast(9));
    assertThat(result.status()).isEqualTo(Status.FAIL);
    assertThat(result.sentence()).isEqualTo("sqlMetric(sum(price * qty) / count(*)) is at least 9");
    assertThat(result.butWas()).isEqualTo("8.75");
    assertThat(result.pass()).isEqualTo("sql metrics");
    assertThat(results(MEAN_COST.isEqualTo(8.75), MEAN_COST.warnBelow(9).failBelow(8)))
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.FAIL);
  }

  @Test
  void each_type_of_number_is_taken_as_what_it_is() {
    assertThat(value("count(*)")).isEqualTo(new BigDecimal(4));
    assertThat(value("max(cast(price AS tinyint))")).isEqualTo(new BigDecimal(10));
    assertThat(value("sum(cast(price AS decimal(10, 2)))")).isEqualTo(new BigDecimal("19.00"));
    assertThat(value("max(cast(price / 100 AS float))")).isEqualTo(0.1);
    assertThat(value("count(DISTINCT currency)")).isEqualTo(new BigDecimal(3));
    assertThat(value("percentile(price, 0.5)")).isEqualTo(5.0);
    assertThat(value("count(*) FILTER (WHERE currency = 'EUR')")).isEqualTo(new BigDecimal(2));
    assertThat(value("sum(price) AS total")).isEqualTo(new BigDecimal(19));
  }

  @Test
  void it_is_of_the_rows_of_its_filter_and_combines() {
    assertThat(
            results(
                MEAN_COST.where(string("currency").isEqualTo("EUR")).isEqualTo(17.5),
                ratio(sqlMetric("sum(price)"), rowCount()).isEqualTo(4.75),
                rowCount().minus(sqlMetric("count(price)")).isEqualTo(1),
                sqlMetric("sum(qty)").times(2).isEqualTo(12)))
        .extracting(ConstraintResult::status, ConstraintResult::butWas)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Status.PASS, "17.5"),
            org.assertj.core.groups.Tuple.tuple(
                Status.PASS, "4.75 (sqlMetric(sum(price)) = 19, number of rows = 4)"),
            org.assertj.core.groups.Tuple.tuple(
                Status.PASS, "1 (number of rows = 4, sqlMetric(count(price)) = 3)"),
            org.assertj.core.groups.Tuple.tuple(Status.PASS, "12 (sqlMetric(sum(qty)) = 6)"));
  }

  @Test
  void null_is_no_value_and_nan_meets_nothing() {
    ConstraintResult none = result(sqlMetric("sum(price) + null").isAtLeast(0));
    assertThat(none.status()).isEqualTo(Status.NOT_EVALUATED);
    assertThat(none.butWas()).isEqualTo("no value: the SQL gives null");
    assertThat(result(sqlMetric("sum(price) + null").isAtLeast(0).onNoRows(OnNoRows.PASS)).status())
        .isEqualTo(Status.PASS);
    ConstraintResult nan = result(sqlMetric("sum(double('NaN'))").isAtMost(1));
    assertThat(nan.status()).isEqualTo(Status.FAIL);
    assertThat(nan.note()).isEqualTo("the SQL gives NaN");
    VerificationResult empty =
        DataQuality.verify(
            data().limit(0),
            Check.error("c").require(sqlMetric("count(*)").isEqualTo(0), MEAN_COST.isAtLeast(0)));
    assertThat(empty.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.NOT_EVALUATED);
    assertThat(empty.passed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "price                                   | summarises no rows: name an aggregate function",
        "1                                       | summarises no rows",
        "(SELECT count(*) FROM range(3))         | summarises no rows",
        "sum(price) + qty                        | is not an aggregate expression over this dataset:",
        "sum(prize)                              | is not an aggregate expression over this dataset:",
        "sum(price                               | is not an aggregate expression over this dataset:",
        "sum(price) OVER ()                      | through a window",
        "sum(sum(price)) OVER (ORDER BY 1)       | through a window",
        "first(price) IGNORE NULLS OVER (ORDER BY qty) | through a window",
        "max(currency)                           | gives a value of type string, and a metric is one",
        "max(price) > 3                          | gives a value of type boolean",
        "collect_list(price)                     | gives a value of type array<int>",
        "explode(collect_list(price))            | does not give one number for all rows:",
        "*                                       | s",
      })
  void what_gives_no_number_is_refused_before_anything_runs(String sql, String said) {
    List<ConstraintResult> all =
        results(
            sqlMetric(sql).isAtLeast(0),
            number("price").sum().isEqualTo(19),
            MEAN_COST.isAtLeast(1));
    assertThat(all)
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR, Status.PASS, Status.PASS);
    assertThat(all.get(0).error().message()).startsWith("sqlMetric(" + sql + ") ").contains(said);
  }

  @Test
  void what_fails_when_it_runs_costs_no_other_its_verdict() {
    List<ConstraintResult> all =
        results(
            sqlMetric("sum(raise_error('no'))").isAtLeast(0),
            sqlMetric("sum(price)").isEqualTo(19),
            number("price").max().isEqualTo(10),
            sqlMetric("count(*)").isEqualTo(4));
    assertThat(all)
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR, Status.PASS, Status.PASS, Status.PASS);
    assertThat(all.get(0).error().message()).startsWith("the SQL failed: ");
  }

  @Test
  void over_records_it_is_an_error_with_the_remedy() {
    Check check = Check.error("c").require(MEAN_COST.isAtLeast(1), rowCount().isEqualTo(1));
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("price", Integer.class));
    List<Map<String, ?>> records = List.of(Map.of("price", 1));
    for (VerificationResult result :
        List.of(
            LocalDataQuality.verify(records, fields, check),
            DataQuality.verify(SharedSpark.context().parallelize(records), fields, check))) {
      assertThat(result.constraints())
          .extracting(ConstraintResult::status)
          .containsExactly(Status.ERROR, Status.PASS);
      assertThat(result.constraints().get(0).error().message())
          .startsWith("sqlMetric(sum(price * qty) / count(*)) can be evaluated only")
          .endsWith("number(\"price\").times(number(\"qty\")).sum().dividedBy(rowCount())");
    }
  }

  @Test
  void it_cannot_be_of_rows_that_java_code_selects() {
    assertThat(result(MEAN_COST.where(rowSatisfies("any", row -> true)).isAtLeast(1)).error())
        .hasToString(
            "sql(...) and rowSatisfies(...) cannot check the same row together: make two"
                + " constraints");
  }

  @Test
  void all_are_one_aggregation_which_the_plan_tells() {
    RunPlan plan =
        RunPlan.of(
            DataQuality.plan(
                data(),
                Check.error("c")
                    .require(
                        MEAN_COST.isAtLeast(1),
                        sqlMetric("max(qty)").isAtLeast(1),
                        number("price").sum().isAtLeast(1))));
    assertThat(plan.passes().stream().map(pass -> pass.kind()).toList())
        .containsExactly(PassKind.SCAN, PassKind.SQL);
    assertThat(plan.explain())
        .contains("sql metrics: what SQL of yours needs is not known")
        .contains("- sqlMetric(sum(price * qty) / count(*))");
    RunPlan alone =
        RunPlan.of(DataQuality.plan(data(), Check.error("c").require(MEAN_COST.isAtLeast(1))));
    assertThat(alone.passes()).hasSize(1);
    RunPlan filtered =
        RunPlan.of(
            DataQuality.plan(
                data(),
                Check.error("c")
                    .require(
                        MEAN_COST.isAtLeast(1),
                        MEAN_COST.where(number("qty").isAtLeast(1)).isAtLeast(1),
                        sqlMetric("count(*) / (SELECT count(*) FROM range(3))").isAtLeast(1))));
    assertThat(filtered.cost().jobs() - alone.cost().jobs()).isGreaterThanOrEqualTo(3);
    assertThat(filtered.explain()).contains("sql(...) brings a subquery");
  }

  /** The user's SQL is Spark's, and so is what it does with a division by zero. */
  @Test
  void what_the_session_decides_is_decided_there() {
    Check check =
        Check.error("c")
            .require(sqlMetric("sum(price) / 0").isAtLeast(0), sqlMetric("count(*)").isEqualTo(4));
    for (boolean ansi : new boolean[] {false, true}) {
      SparkSession session = SharedSpark.session();
      String before = session.conf().get("spark.sql.ansi.enabled");
      session.conf().set("spark.sql.ansi.enabled", ansi);
      try {
        assertThat(DataQuality.verify(data(), check).constraints())
            .extracting(ConstraintResult::status)
            .containsExactly(ansi ? Status.ERROR : Status.NOT_EVALUATED, Status.PASS);
      } finally {
        session.conf().set("spark.sql.ansi.enabled", before);
      }
    }
  }

  @Test
  void subqueries_are_as_those_of_predicates() {
    assertThat(value("count(*) / (SELECT count(*) FROM range(8))")).isEqualTo(0.5);
  }

  @Test
  void it_comes_back_from_json_unless_sql_is_refused_there() {
    Constraint.OnMetric one = MEAN_COST.where(number("qty").isAtLeast(1)).isAtLeast(1);
    Check check =
        Check.error("c").require(one, sqlMetric("count(*)").minus(rowCount()).isEqualTo(0));
    String json = CheckJson.write(List.of(check));
    assertThat(json).contains("\"sqlMetric\": \"sum(price * qty) / count(*)\"");
    assertThat(CheckJson.read(json)).containsExactly(check);
    assertThatThrownBy(() -> CheckJson.read(json, CheckJson.Option.NO_SQL))
        .isInstanceOf(CheckFormatException.class)
        .hasMessageContaining("SQL is refused here (NO_SQL)");
    assertThatThrownBy(() -> sqlMetric(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sqlMetric(null)).isInstanceOf(IllegalArgumentException.class);
    assertThat(one.id()).isNotEqualTo(MEAN_COST.isAtLeast(1).id());
  }
}
