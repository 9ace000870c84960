package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.model.Check;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Approximations stay within the bound that they state, on every path. */
class ApproximationTest {

  private static final int ROWS = 100_000;

  /** Values 0 to 49,999, each twice, in an order that is neither sorted nor random. */
  private static long value(long i) {
    return (i * 7919) % (ROWS / 2);
  }

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
}
