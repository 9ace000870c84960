package dev.assay.dq.spark;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approximations stay within the bound that they state, on every path. */
class ApproximationTest {

  private static final int ROWS = 100_000;

  /** Values 0 to 49,999, each twice, in an order that is neither sorted nor random. */
  private static long value(long i) {
    return (i * 7919) % (ROWS / 2);
  }

  @Tag("slow")
  @Test
  void approximations_keep_their_bounds() {
    Check check =
        Check.error("c")
            .require(
                number("x").approxDistinctCount(0.02).observed(),
                number("x").approxQuantile(0.1).observed(),
                number("x").approxQuantile(0.5).observed(),
                number("x").approxQuantile(0.999).observed());
    List<Map<String, ?>> records = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      records.add(Map.of("x", value(i)));
    }
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", Long.class));
    List<VerificationResult> results =
        List.of(
            DataQuality.verify(
                SharedSpark.session()
                    .range(0, ROWS, 1, 3)
                    .selectExpr("(id * 7919) % " + ROWS / 2 + " AS x"),
                check),
            DataQuality.verify(SharedSpark.context().parallelize(records, 3), fields, check),
            LocalDataQuality.verify(records, fields, check));
    for (VerificationResult result : results) {
      List<Double> values =
          result.constraints().stream()
              .map(ConstraintResult::actual)
              .map(actual -> ((Number) actual.plain()).doubleValue())
              .toList();
      // four standard errors: a failure by chance once in 16,000 runs, and the data are fixed
      assertThat(values.get(0)).isBetween(50_000 * (1 - 0.08), 50_000 * (1 + 0.08));
      assertThat(values.get(1)).isBetween(5_000 - 500.0, 5_000 + 500.0);
      assertThat(values.get(2)).isBetween(25_000 - 500.0, 25_000 + 500.0);
      assertThat(values.get(3)).isBetween(49_950 - 500.0, 49_999.0);
      assertThat(result.constraints())
          .allSatisfy(each -> assertThat(each.actual()).isInstanceOf(MetricValue.Approximate.class))
          .extracting(each -> ((MetricValue.Approximate) each.actual()).bound())
          .satisfiesExactly(
              bound ->
                  assertThat(bound).isIn("±2% standard deviation", "±1.625% standard deviation"),
              bound -> assertThat(bound).isEqualTo("rank within 1% of the count"),
              bound -> assertThat(bound).isEqualTo("rank within 1% of the count"),
              bound -> assertThat(bound).isEqualTo("rank within 1% of the count"));
    }
  }

  /**
   * The tightest bound there is, over numbers, short texts and texts with a long common start, each
   * in a scan, beside exact aggregates and apart from them, and over records.
   */
  @Tag("slow")
  @Test
  void the_tightest_bound_of_a_distinct_count_is_kept() {
    Dataset<Row> data =
        SharedSpark.session()
            .range(0, ROWS, 1, 3)
            .selectExpr(
                "(id * 7919) % 50000 AS x",
                "concat('t', (id * 7919) % 50000) AS t",
                "concat('a long start that all have in common ', (id * 7919) % 50000) AS l");
    Check check =
        Check.error("c")
            .require(
                number("x").approxDistinctCount(0.01).observed(),
                string("t").approxDistinctCount(0.01).observed(),
                string("l").approxDistinctCount(0.01).observed());
    Check exact =
        Check.error("exact").require(number("x").isComplete(), number("x").max().observed());
    Fields<Map<String, ?>> fields =
        Fields.ofMap(Map.of("x", Long.class, "t", String.class, "l", String.class));
    JavaRDD<Map<String, ?>> records =
        data.toJavaRDD()
            .map(row -> Map.of("x", row.getLong(0), "t", row.getString(1), "l", row.getString(2)));
    for (VerificationResult result :
        List.of(
            DataQuality.verify(data, check),
            DataQuality.verify(data, check, exact),
            DataQuality.verify(records, fields, check))) {
      for (ConstraintResult each : result.constraints().subList(0, 3)) {
        MetricValue.Approximate actual = (MetricValue.Approximate) each.actual();
        // four standard errors of what was asked for; the data are fixed
        assertThat(((Number) actual.plain()).doubleValue())
            .as(each.sentence())
            .isBetween(48_000.0, 52_000.0);
        double stated =
            Double.parseDouble(actual.bound().replaceFirst("±([0-9.]+)% standard deviation", "$1"));
        assertThat(stated).as(actual.bound()).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void what_no_engine_keeps_is_refused_with_the_tightest_bound() {
    for (double tighter : new double[] {0.0099, 0.001}) {
      assertThatThrownBy(() -> string("t").approxDistinctCount(tighter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "The relative error of an approximate distinct count must be at least 0.01, but was "
                  + tighter
                  + ": for less, count exactly with distinctCount()");
    }
    for (Number tighter : new Number[] {0.0001, 0.00001, new BigDecimal("1e-100")}) {
      assertThatThrownBy(() -> string("t").approxDistinctCount(tighter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be at least 0.01, but was 0.000");
    }
    assertThatThrownBy(() -> string("t").approxDistinctCount(0.31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The error bound of an approximation must be from 0.01 to 0.3, but was 0.31");
  }

  /**
   * Over Parquet with exact metrics besides, values that are cheap to hand over go to plain Java.
   */
  @Tag("slow")
  @Test
  void beside_exact_metrics_approximations_run_apart_and_keep_their_bounds(@TempDir Path folder) {
    String path = folder.resolve("data").toString();
    SharedSpark.session()
        .range(0, ROWS, 1, 3)
        .selectExpr(
            "(id * 7919) % 50000 AS x",
            "IF(id % 4 = 0, NULL, IF(id % 2 = 0, -0.0D, CAST(id % 1000 AS DOUBLE))) AS d",
            "date_add(DATE'1960-01-01', CAST(id % 5000 AS INT)) AS day",
            "timestamp_micros(id % 20000 * 1000001 - 7) AS at",
            "concat('text ', id % 3000) AS t")
        .write()
        .parquet(path);
    Dataset<Row> data = SharedSpark.session().read().parquet(path);
    Check check =
        Check.error("c")
            .require(
                number("x").approxDistinctCount(0.02).observed(),
                number("d").approxDistinctCount(0.02).observed(),
                date("day").approxDistinctCount(0.02).observed(),
                timestamp("at").approxDistinctCount(0.02).observed(),
                string("t").approxDistinctCount(0.02).observed(),
                number("x").approxQuantile(0.25).observed(),
                number("d").approxQuantile(0.5).where(number("d").isNonNegative()).observed(),
                number("x").mean().observed(),
                number("x").max().observed(),
                number("d").mean().observed(),
                number("d").isComplete(),
                string("t").isComplete());
    assertThat(DataQuality.plan(data, check).explain())
        .contains("cheap to hand over")
        .contains("approximate aggregates apart");
    for (ScanStrategy strategy : ScanStrategy.values()) {
      VerificationResult result = DataQuality.on(data).check(check).scan(strategy).run();
      List<Object> values =
          result.constraints().stream()
              .limit(7)
              .map(each -> Objects.requireNonNull(each.actual().plain()))
              .toList();
      double[] distinct = {50_000, 501, 5_000, 20_000, 3_000}; // 500 odd remainders, and zero
      for (int i = 0; i < distinct.length; i++) {
        assertThat(((Number) values.get(i)).doubleValue() / distinct[i])
            .as("%s, %s", strategy, result.constraints().get(i).sentence())
            .isBetween(0.92, 1.08);
      }
      assertThat(((Number) values.get(5)).doubleValue()).isBetween(12_000.0, 13_000.0);
      // 25,000 zeros (one of four), and 50,000 odd numbers below 1,000: the middle is near 250
      assertThat(((Number) values.get(6)).doubleValue()).isBetween(229.0, 271.0);
    }
  }
}
