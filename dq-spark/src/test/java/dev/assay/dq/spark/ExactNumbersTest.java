package dev.assay.dq.spark;

import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments of equal values are exactly zero or absent; sums of decimals are exact. */
class ExactNumbersTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final NumericColumn X = number("x");
  private static final NumericColumn Y = number("y");

  private static Dataset<Row> equal(String value, int rows, int partitions) {
    return SPARK
        .range(0, rows, 1, partitions)
        .selectExpr(value + " AS x", "cast(id AS DOUBLE) AS y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1013.0D                              | java.lang.Double | 500 | 2",
        "7.3D                                 | java.lang.Double | 98  | 1",
        "cast(0.1 AS FLOAT)                   | java.lang.Float  | 100 | 3",
        "1e308D                               | java.lang.Double | 12  | 3",
        "IF(id % 2 = 0, 0.0D, double('-0'))   | java.lang.Double | 40  | 3"
      })
  void equal_values_do_not_deviate(String value, Class<?> type, int rows, int partitions) {
    Dataset<Row> data = equal(value, rows, partitions);
    Map<String, Class<?>> fields = new LinkedHashMap<>();
    fields.put("x", type);
    fields.put("y", Double.class);
    Paths.expect(
        Status.PASS,
        data,
        fields,
        X.standardDeviation().isEqualTo(0),
        X.populationVariance().isEqualTo(0),
        X.covariance(Y).isEqualTo(0));
    Paths.expect(
        Status.NOT_EVALUATED,
        data,
        fields,
        X.skewness().isEqualTo(0),
        X.kurtosis().isEqualTo(0),
        X.correlation(Y).isEqualTo(0),
        Y.correlation(X).isEqualTo(0));
  }

  @Test
  void a_scope_of_equal_values_does_not_deviate_either() {
    Dataset<Row> data = SPARK.range(0, 600, 1, 3).selectExpr("id", "IF(id < 500, 1013.0D, 1) AS x");
    assertThat(verify(data, X.variance().where(number("id").isLessThan(500)).isEqualTo(0)).status())
        .isEqualTo(Status.PASS);
    assertThat(verify(data, X.variance().isGreaterThan(0)).status()).isEqualTo(Status.PASS);
  }

  private static ConstraintResult verify(Dataset<Row> data, Requirement requirement) {
    return DataQuality.verify(data, Check.error("c").require(requirement))
        .checks()
        .get(0)
        .constraints()
        .get(0);
  }

  /** Runs with a setting of the session, as its user would have made it. */
  private static void with(String key, String value, Runnable test) {
    String before = SPARK.conf().get(key);
    SPARK.conf().set(key, value);
    try {
      test.run();
    } finally {
      SPARK.conf().set(key, before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "true, false",
    "false, true",
    "false, false",
  })
  void sums_of_decimals_do_not_depend_on_the_session(String precisionLoss, String ansi) {
    with(
        "spark.sql.decimalOperations.allowPrecisionLoss",
        precisionLoss,
        () -> with("spark.sql.ansi.enabled", ansi, ExactNumbersTest::sums));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "true, false",
    "false, true",
    "false, false",
  })
  void arithmetic_of_decimals_does_not_depend_on_the_session(String precisionLoss, String ansi) {
    with(
        "spark.sql.decimalOperations.allowPrecisionLoss",
        precisionLoss,
        () -> with("spark.sql.ansi.enabled", ansi, ExactNumbersTest::arithmetic));
  }

  /** Worked by hand, in as many digits as the types can have. */
  private static void arithmetic() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT cast('1234567890.12345678' AS DECIMAL(18,8)) AS a,"
                + " cast('-0.00000003' AS DECIMAL(18,8)) AS b,"
                + " cast('99999999999999999999999999999999999.99' AS DECIMAL(37,2)) AS c,"
                + " 9223372036854775807L AS n");
    NumericColumn a = decimal("a");
    NumericColumn b = decimal("b");
    NumericColumn c = decimal("c");
    VerificationResult result =
        DataQuality.verify(
            data,
            Check.error("c")
                .require(
                    a.plus(b).isEqualTo(new BigDecimal("1234567890.12345675")),
                    a.minus(b).isEqualTo(new BigDecimal("1234567890.12345681")),
                    a.times(b).isEqualTo(new BigDecimal("-37.0370367037037034")),
                    a.remainder(new BigDecimal("0.3")).isEqualTo(new BigDecimal("0.12345678")),
                    c.plus(c).isEqualTo(new BigDecimal("199999999999999999999999999999999999.98")),
                    integer("n")
                        .times(2)
                        .plus(b)
                        .isEqualTo(new BigDecimal("18446744073709551613.99999997"))));
    assertThat(result.constraints())
        .allSatisfy(
            each ->
                assertThat(each.status())
                    .as("%s: %s", each.sentence(), each.butWas())
                    .isEqualTo(Status.PASS));
  }

  private static void sums() {
    String nines = "99999999999999999999999999999999999999";
    sum("38,38", "0.50000000000000000001", "0.2", "0.3", "0.00000000000000000001");
    sum("38,38", "0", "0." + nines, "-0." + nines);
    sum("38,0", nines, nines, nines, "-" + nines, null);
    sum(
        "38,18",
        "12345678901234567890.123456789012345679",
        "12345678901234567890.123456789012345678",
        "0.000000000000000001");
    sum("30,5", "-0.00001", "1234567890123456789012345.12345", "-1234567890123456789012345.12346");
  }

  private static void sum(String type, String expected, String... values) {
    String union =
        Arrays.stream(values)
            .map(each -> each == null ? "null" : "'" + each + "'")
            .map(each -> "(cast(" + each + " AS DECIMAL(" + type + ")))")
            .collect(Collectors.joining(", ", "SELECT * FROM VALUES ", " AS t(x)"));
    ConstraintResult result = verify(SPARK.sql(union), X.sum().isEqualTo(new BigDecimal(expected)));
    assertThat(result.status())
        .as("decimal(%s): %s %s", type, result.actual(), result.error())
        .isEqualTo(Status.PASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void a_total_that_does_not_fit_is_an_error_of_its_own(String ansi) {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT cast('99999999999999999999999999999999999999' AS DECIMAL(38,0)) AS x,"
                + " 9223372036854775807L AS y FROM range(2)");
    with(
        "spark.sql.ansi.enabled",
        ansi,
        () ->
            assertThat(
                    DataQuality.verify(
                            data,
                            Check.error("c")
                                .require(
                                    X.sum().isAtLeast(0),
                                    X.mean()
                                        .isEqualTo(
                                            new BigDecimal(
                                                "99999999999999999999999999999999999999")),
                                    Y.sum().isAtLeast(0),
                                    Y.mean().isEqualTo(Long.MAX_VALUE),
                                    rowCount().isEqualTo(2)))
                        .checks()
                        .get(0)
                        .constraints())
                .extracting(ConstraintResult::status)
                .containsExactly(
                    Status.ERROR, Status.PASS, Status.ERROR, Status.PASS, Status.PASS));
  }
}
