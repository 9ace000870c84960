package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What metrics make together, worked by hand, on every path. */
class CombinedMetricsTest {

  private static final NumericColumn PAID = number("paid");
  private static final NumericColumn BILLED = number("billed");
  private static final NumericColumn REAL = number("real");
  private static final NumericColumn HUGE = number("huge");

  private static final Map<String, Class<?>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("currency", String.class);
    FIELDS.put("paid", Integer.class);
    FIELDS.put("billed", BigDecimal.class);
    FIELDS.put("real", Double.class);
    FIELDS.put("huge", Long.class);
  }

  private static Dataset<Row> data() {
    return rows().repartition(3);
  }

  private static Dataset<Row> rows() {
    return SharedSpark.session()
        .sql(
            """
            SELECT * FROM VALUES
              ('EUR', 40,   CAST(50.00 AS DECIMAL(10, 2)), 0.5D,             9223372036854775807L),
              ('EUR', NULL, CAST(10.50 AS DECIMAL(10, 2)), 1.5D,             9223372036854775807L),
              ('USD', 17,   CAST(-0.50 AS DECIMAL(10, 2)), CAST('NaN' AS DOUBLE), 1L),
              ('USD', NULL, CAST(NULL AS DECIMAL(10, 2)),  DOUBLE('Infinity'),    NULL)
            AS t (currency, paid, billed, real, huge)
            """);
  }

  private static void value(Constraint.OnMetric metric, Object value, String text) {
    Paths.of(data(), FIELDS, metric)
        .forEach(
            (path, results) -> {
              ConstraintResult result = results.get(0);
              assertThat(result.actual()).as("%s: %s", path, result.butWas()).isNotNull();
              Object plain = result.actual().plain();
              assertThat(plain instanceof BigDecimal exact ? exact.stripTrailingZeros() : plain)
                  .as(path)
                  .isEqualTo(value);
              assertThat(told(result.butWas())).as(path).isEqualTo(text);
            });
  }

  /** One of the paths is made by a filter that lets every row through. */
  private static String told(String words) {
    return words.replace(" where any row", "").replace(" and any row", "");
  }

  private static void none(Constraint.OnMetric metric, String note) {
    Paths.of(data(), FIELDS, metric)
        .forEach(
            (path, results) -> {
              ConstraintResult result = results.get(0);
              assertThat(result.status()).as(path).isEqualTo(Status.NOT_EVALUATED);
              assertThat(told(result.butWas())).as(path).isEqualTo("no value: " + note);
            });
  }

  private static void holds(Constraint.OnMetric... all) {
    Paths.expect(Status.PASS, data(), FIELDS, all);
  }

  private static void fails(Constraint.OnMetric... all) {
    Paths.expect(Status.FAIL, data(), FIELDS, all);
  }

  /** 57 / 60 is 0.95, which no quotient of doubles could tell from its neighbours for certain. */
  @Test
  void a_ratio_of_exact_numbers_is_compared_exactly() {
    value(
        ratio(PAID.sum(), BILLED.sum()).observed(),
        0.95,
        "0.95 (sum of paid = 57, sum of billed = 60)");
    holds(
        ratio(PAID.sum(), BILLED.sum()).isAtLeast(0.95),
        ratio(PAID.sum(), BILLED.sum()).isEqualTo(0.95),
        PAID.sum().dividedBy(BILLED.sum()).isAtMost(0.95),
        // 28.5 / 20
        ratio(PAID.mean(), BILLED.mean()).isEqualTo(new BigDecimal("1.425")),
        // 40 / -0.5
        ratio(PAID.max(), BILLED.min()).isEqualTo(-80));
    fails(
        ratio(PAID.sum(), BILLED.sum()).isAtLeast(new BigDecimal("0.9500000000000000000001")),
        ratio(PAID.sum(), BILLED.sum()).isLessThan(0.95));
  }

  @Test
  void sums_and_differences_of_exact_numbers_are_exact() {
    value(
        PAID.max().minus(BILLED.min()).observed(),
        new BigDecimal("40.5"),
        "40.5 (maximum of paid = 40, minimum of billed = -0.5)");
    // 2/4 - 1/4: the fractions of rows with a value
    holds(
        PAID.completeness().minus(any("currency").isNull().compliance()).isEqualTo(0.5),
        // 3/4 + 1/3 - 1/12: thirds have no decimal
        BILLED
            .completeness()
            .plus(BILLED.isNegative().compliance().where(BILLED.isComplete()))
            .isCloseTo(new BigDecimal("1.08333333333333333333"), new BigDecimal("1e-20")),
        rowCount().minus(PAID.nullCount()).isEqualTo(2),
        // 9223372036854775807 + 1 needs more than 64 bits, and is exact
        HUGE.max()
            .plus(rowCount().where(PAID.isEqualTo(40)))
            .isEqualTo(new BigDecimal("9223372036854775808")),
        key("currency").distinctCount().plus(PAID.median()).isEqualTo(19));
  }

  @Test
  void products_and_percentages_of_exact_numbers_are_exact() {
    value(
        PAID.nullCount().percentOf(rowCount()).observed(),
        50.0,
        "50 (number of nulls of paid = 2, number of rows = 4)");
    value(
        PAID.max().times(BILLED.min()).observed(),
        new BigDecimal("-2E+1"),
        "-20 (maximum of paid = 40, minimum of billed = -0.5)");
    holds(
        // 100 * 57 / 60
        PAID.sum().percentOf(BILLED.sum()).isEqualTo(95),
        // 100 * 40 / -0.5
        PAID.max().percentOf(BILLED.min()).isEqualTo(-8000),
        // 3/4 * 1/2
        BILLED.completeness().times(PAID.completeness()).isEqualTo(0.375),
        // (2^63 - 1)^2
        HUGE.max()
            .times(HUGE.max())
            .isEqualTo(new BigDecimal("85070591730234615847396907784232501249")));
    fails(
        PAID.sum()
            .percentOf(BILLED.sum())
            .isAtLeast(new BigDecimal("95.00000000000000000000000000000000000001")));
    none(
        rowCount().percentOf(any("currency").nullCount()).isAtMost(1),
        "the divisor, number of nulls of currency, is 0");
  }

  @Test
  void a_metric_is_combined_with_a_constant() {
    value(PAID.sum().times(0.1).observed(), new BigDecimal("5.7"), "5.7 (sum of paid = 57)");
    value(
        REAL.max().where(REAL.isLessThan(2)).times(3).plus(0.25).observed(),
        4.75,
        "4.75 (maximum of real = 1.5)");
    holds(
        PAID.sum().plus(0.1).minus(0.3).isEqualTo(56.8),
        // of the width of a double these are one number
        HUGE.max().minus(1).isEqualTo(new BigDecimal("9223372036854775806")),
        PAID.sum().dividedBy(-3).isEqualTo(-19),
        rowCount().dividedBy(3).times(3).isEqualTo(4),
        // 57 is at least 0.9 times 60, less 1
        PAID.sum().minus(BILLED.sum().times(0.9).minus(1)).isEqualTo(4));
    Paths.expect(
        Status.NOT_EVALUATED, data().where("false"), FIELDS, PAID.sum().plus(1).isAtLeast(0));
    Paths.expect(Status.PASS, data().where("false"), FIELDS, rowCount().plus(1).isEqualTo(1));
    assertThatThrownBy(() -> PAID.sum().dividedBy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A metric cannot be divided by 0");
  }

  @Test
  void floating_point_makes_it_floating_point() {
    value(
        REAL.sum().where(REAL.isLessThan(2)).plus(PAID.sum()).observed(),
        59.0,
        "59 (sum of real where real is less than 2 = 2, sum of paid = 57)");
  }

  @Test
  void each_part_has_rows_of_its_own() {
    value(
        ratio(
                PAID.sum().where(string("currency").isEqualTo("EUR")),
                PAID.sum().where(string("currency").isEqualTo("USD")).minus(rowCount()))
            .observed(),
        // 40 / (17 - 4)
        40 / 13.0,
        "3.07692307692308 (sum of paid where currency is equal to \"EUR\" = 40, sum of paid where"
            + " currency is equal to \"USD\" = 17, number of rows = 4)");
    Constraint.OnMetric two =
        rowCount()
            .where(PAID.isEqualTo(40))
            .plus(rowCount().where(PAID.isEqualTo(17)))
            .isEqualTo(2);
    holds(two);
    // the rows in scope are those of any part
    Paths.of(data(), FIELDS, two)
        .values()
        .forEach(results -> assertThat(results.get(0).rowsInScope()).isEqualTo(2));
    // a filter of the whole is one of each part
    holds(ratio(PAID.sum(), rowCount()).where(string("currency").isEqualTo("USD")).isEqualTo(8.5));
  }

  @Test
  void a_part_without_a_value_leaves_the_whole_without_one() {
    none(
        ratio(PAID.sum().where(string("currency").isEqualTo("GBP")), BILLED.sum()).isAtLeast(1),
        "sum of paid where currency is equal to \"GBP\": there are no values: all are null, or no"
            + " row is in scope; 1 row skipped (null) in sum of billed");
    none(
        PAID.variance().where(PAID.isEqualTo(17)).minus(rowCount()).observed(),
        "sample variance of paid where paid is equal to 17: the sample form needs two values, and"
            + " there is one");
    Constraint.OnMetric nothing =
        ratio(PAID.sum(), BILLED.sum()).where(PAID.isEqualTo(-1)).isAtLeast(1);
    Paths.expect(Status.FAIL, data(), FIELDS, nothing.onNoRows(OnNoRows.FAIL));
    Paths.expect(Status.PASS, data(), FIELDS, nothing.onNoRows(OnNoRows.PASS));
  }

  @Test
  void a_ratio_to_zero_has_no_value() {
    none(
        ratio(rowCount(), any("currency").nullCount()).isAtMost(1),
        "the divisor, number of nulls of currency, is 0");
    none(
        ratio(rowCount(), rowCount().minus(rowCount())).isAtMost(1),
        "the divisor, number of rows minus number of rows, is 0");
    none(
        ratio(PAID.max(), REAL.min().minus(REAL.min()).where(REAL.isLessThan(1))).isAtMost(1),
        "the divisor, minimum of real minus minimum of real where real is less than 1, is 0;"
            + " 2 rows skipped (null) in maximum of paid");
  }

  @Test
  void nothing_at_all_is_no_evidence() {
    Dataset<Row> empty = data().where("false");
    Paths.expect(
        Status.NOT_EVALUATED,
        empty,
        FIELDS,
        ratio(PAID.sum(), BILLED.sum()).isAtLeast(0),
        ratio(rowCount(), rowCount()).isAtLeast(0));
    // counts of nothing are numbers
    Paths.expect(Status.PASS, empty, FIELDS, rowCount().minus(PAID.nullCount()).isEqualTo(0));
  }

  @Test
  void not_a_number_meets_nothing_and_says_where_it_comes_from() {
    Constraint.OnMetric nan = ratio(REAL.sum(), PAID.sum()).isAtLeast(0);
    fails(nan, ratio(REAL.sum(), PAID.sum()).isLessThan(0));
    Paths.of(data(), FIELDS, ratio(REAL.sum(), rowCount()).isAtLeast(0))
        .get("scan")
        .forEach(
            result ->
                assertThat(result.note())
                    .isEqualTo(
                        "sum of real: 1 value is NaN, which makes the metric NaN; leave them out"
                            + " with .where(real.isNotNaN())"));
    // infinity less infinity
    Paths.of(data(), FIELDS, REAL.max().minus(REAL.max()).where(REAL.isNotNaN()).isAtMost(0))
        .forEach(
            (path, results) -> {
              assertThat(results.get(0).status()).as(path).isEqualTo(Status.FAIL);
              assertThat(results.get(0).note())
                  .as(path)
                  .isEqualTo("infinite values make the metric NaN");
            });
  }

  @Test
  void a_sum_that_does_not_fit_is_an_error() {
    Paths.of(data(), FIELDS, ratio(HUGE.sum(), rowCount()).isAtLeast(0))
        .forEach(
            (path, results) -> {
              assertThat(results.get(0).status()).as(path).isEqualTo(Status.ERROR);
              assertThat(told(results.get(0).butWas()))
                  .as(path)
                  .startsWith(
                      "not evaluated: the sum of huge is 18446744073709551615, which does not fit"
                          + " 64 bits");
            });
  }

  @Test
  void what_only_the_data_know_to_be_no_number_is_an_error() {
    Constraint.OnMetric texts = rowCount().minus(metric(any("currency"))).isAtMost(0);
    Paths.of(data(), FIELDS, texts)
        .forEach(
            (path, results) ->
                assertThat(results.get(0).status()).as(path).isEqualTo(Status.ERROR));
  }

  private static dev.assay.dq.NumericMetric metric(dev.assay.dq.Expression expression) {
    return new dev.assay.dq.NumericMetric(
        dev.assay.dq.internal.model.Metric.of(
            dev.assay.dq.internal.model.Statistic.MAX, expression.expr()));
  }

  @Test
  void parts_are_computed_in_the_one_pass_that_they_would_be_computed_in_alone() {
    Dataset<Row> data = rows();
    Check alone =
        Check.error("c")
            .require(PAID.sum().observed(), BILLED.sum().observed(), REAL.max().observed());
    Check combined =
        Check.error("c")
            .require(
                ratio(PAID.sum(), BILLED.sum()).observed(),
                PAID.sum().plus(REAL.max()).minus(BILLED.sum()).observed());
    RunPlan plan = RunPlan.of(DataQuality.plan(data, combined));
    assertThat(plan.passes())
        .isEqualTo(RunPlan.of(DataQuality.plan(data, alone)).passes())
        .hasSize(1);
    assertThat(JobCountTest.jobsOf(() -> DataQuality.verify(data, combined)))
        .isEqualTo(JobCountTest.jobsOf(() -> DataQuality.verify(data, alone)))
        .isEqualTo(plan.cost().jobs());
    // a part of another pass is computed there
    assertThat(
            RunPlan.of(
                    DataQuality.plan(
                        data,
                        Check.error("c")
                            .require(
                                ratio(key("currency").distinctCount(), PAID.sum()).observed())))
                .passes())
        .extracting(Pass::kind)
        .containsExactly(PassKind.SCAN, PassKind.KEYS);
  }

  @Test
  void a_template_is_stamped_out_for_each_column() {
    List<ConstraintResult> results =
        DataQuality.verify(
                data(),
                Check.error("c")
                    .require(
                        forEachColumn(
                            numbers().named("paid", "billed"),
                            column -> column.max().minus(column.min()).isAtMost(50))))
            .constraints();
    assertThat(results)
        .extracting(ConstraintResult::description, ConstraintResult::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "maximum of paid minus minimum of paid is at most 50", Status.PASS),
            org.assertj.core.groups.Tuple.tuple(
                "maximum of billed minus minimum of billed is at most 50", Status.FAIL));
    assertThat(results.get(0).columns()).containsExactly("paid");
    assertThat(((MetricValue.Combined) results.get(1).actual()).parts())
        .extracting(MetricValue.Part::metric)
        .containsExactly("maximum of billed", "minimum of billed");
  }
}
