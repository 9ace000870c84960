package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Plan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Correlations of ranks where more than one task has a part of the pairs. */
@Tag("matrix")
class RankCorrelationTest {

  private static final int ROWS = 400;
  private static final NumericColumn A = number("a");
  private static final NumericColumn B = number("b");
  private static final NumericColumn C = number("c");

  /** Few values of a, many of b, which has nulls, and c, which goes down as a goes up. */
  private static final List<Map<String, ?>> RECORDS = new ArrayList<>();

  static {
    Random random = new Random(7);
    for (int i = 0; i < ROWS; i++) {
      double a = random.nextInt(12) - 6;
      Map<String, Double> record = new HashMap<>();
      record.put("g", (double) (i % 3));
      record.put("a", a == 0 && i % 2 == 0 ? -0.0 : a);
      if (i % 10 != 3) {
        record.put("b", a * 5 + random.nextGaussian() * 30);
      }
      record.put("c", Math.exp(-a));
      RECORDS.add(record);
    }
  }

  private static final double BEST_OF_GROUPS =
      IntStream.range(0, 3)
              .mapToDouble(g -> expected(true, "a", "b", i -> i % 3 == g))
              .max()
              .orElseThrow()
          - 1e-9;

  private static final Check CHECK =
      Check.error("ranks")
          .require(
              A.spearmanCorrelation(B).observed(),
              A.kendallCorrelation(B).observed(),
              B.kendallCorrelation(A).observed(),
              A.spearmanCorrelation(C).observed(),
              A.kendallCorrelation(C).observed(),
              B.spearmanCorrelation(C).where(number("g").isEqualTo(1)).observed(),
              A.kendallCorrelation(B).per("g").isAtLeast(BEST_OF_GROUPS),
              A.spearmanCorrelation(number("g")).observed());

  /** By the definitions, from every pair of rows. */
  private static double expected(boolean kendall, String x, String y, IntPredicate where) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Map<String, ?> record = RECORDS.get(i);
      if (where.test(i) && record.get(x) != null && record.get(y) != null) {
        pairs.add(new double[] {(Double) record.get(x) + 0.0, (Double) record.get(y) + 0.0});
      }
    }
    if (kendall) {
      double difference = 0;
      double xs = 0;
      double ys = 0;
      for (double[] one : pairs) {
        for (double[] other : pairs) {
          double first = Math.signum(one[0] - other[0]);
          double second = Math.signum(one[1] - other[1]);
          difference += first * second;
          xs += first * first;
          ys += second * second;
        }
      }
      return difference / Math.sqrt(xs * ys);
    }
    double[][] ranks = new double[pairs.size()][2];
    for (int i = 0; i < ranks.length; i++) {
      for (double[] other : pairs) {
        for (int side = 0; side < 2; side++) {
          ranks[i][side] += (1 + Math.signum(pairs.get(i)[side] - other[side])) / 2;
        }
      }
    }
    double mean = pairs.size() / 2.0;
    double products = 0;
    double xs = 0;
    double ys = 0;
    for (double[] rank : ranks) {
      products += (rank[0] - mean) * (rank[1] - mean);
      xs += (rank[0] - mean) * (rank[0] - mean);
      ys += (rank[1] - mean) * (rank[1] - mean);
    }
    return products / Math.sqrt(xs * ys);
  }

  private static void judge(List<ConstraintResult> results) {
    double[] expected = {
      expected(false, "a", "b", i -> true),
      expected(true, "a", "b", i -> true),
      expected(true, "a", "b", i -> true),
      -1,
      -1,
      expected(false, "b", "c", i -> i % 3 == 1)
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(value(results.get(i)))
          .as(results.get(i).description())
          .isCloseTo(expected[i], within(1e-12));
    }
    assertThat(results.get(0).leftOut()).isEqualTo(ROWS / 10);
    assertThat(results.get(6).status()).isEqualTo(Status.FAIL);
    assertThat(value(results.get(6))).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(value(results.get(7)))
        .isCloseTo(expected(false, "a", "g", i -> true), within(1e-12));
  }

  private static double value(ConstraintResult result) {
    return ((Number) result.actual().plain()).doubleValue();
  }

  private static Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List.of("g", "a", "b", "c").forEach(name -> types.put(name, Double.class));
    return Fields.ofMap(types);
  }

  @Test
  void all_paths_agree_with_the_definition_and_announce_their_jobs() {
    StructType schema = new StructType();
    for (String name : List.of("g", "a", "b", "c")) {
      schema = schema.add(name, DataTypes.DoubleType);
    }
    List<Row> rows =
        RECORDS.stream()
            .map(
                each ->
                    RowFactory.create(each.get("g"), each.get("a"), each.get("b"), each.get("c")))
            .toList();
    Dataset<Row> data =
        SharedSpark.session().createDataFrame(SharedSpark.context().parallelize(rows, 4), schema);
    Plan.Cost announced = DataQuality.plan(data, CHECK).cost();
    List<ConstraintResult> results = new ArrayList<>();
    int jobs =
        JobCountTest.jobsOf(() -> results.addAll(DataQuality.verify(data, CHECK).constraints()));
    assertThat(jobs).isLessThanOrEqualTo(announced.jobs());
    judge(results);

    JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(RECORDS, 4);
    Plan.Cost ofRecords = DataQuality.plan(rdd, fields(), CHECK).cost();
    results.clear();
    jobs =
        JobCountTest.jobsOf(
            () -> results.addAll(DataQuality.verify(rdd, fields(), CHECK).constraints()));
    assertThat(jobs).isEqualTo(ofRecords.jobs());
    judge(results);
    judge(LocalDataQuality.verify(RECORDS, fields(), CHECK).constraints());
  }
}
