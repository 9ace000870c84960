package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Check;
import dev.assay.dq.Plan;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cramér's V where more than one task has a part of the table. */
@Tag("matrix")
class CramersVTest {

  private static double value(ConstraintResult result) {
    return ((Number) result.actual().plain()).doubleValue();
  }

  /**
   * By hand: over 0 to 14,999 the remainders by 3 and by 5 are independent, and the one by 6
   * determines the one by 3.
   */
  private static final Check CHECK =
      Check.error("pairs")
          .require(
              any("three").cramersV(any("five")).observed(),
              any("three").cramersV(any("six")).observed(),
              any("text").cramersV(any("six")).observed(),
              any("three").cramersV(any("two")).where(number("id").isLessThan(3)).observed());

  private static void judge(List<ConstraintResult> results) {
    assertThat(value(results.get(0))).isZero();
    assertThat(value(results.get(1))).isCloseTo(1, within(1e-9));
    assertThat(value(results.get(2))).isCloseTo(1, within(1e-9));
    // (0, 0), (1, 1), (2, 0): the remainder by 3 determines the one by 2
    assertThat(value(results.get(3))).isCloseTo(1, within(1e-9));
    assertThat(results.get(3).leftOut()).isZero();
  }

  @Test
  void many_pairs_in_one_query_and_over_records() {
    Dataset<Row> data =
        SharedSpark.session()
            .range(0, 15_000, 1, 4)
            .selectExpr(
                "id",
                "id % 2 AS two",
                "id % 3 AS three",
                "cast(id % 5 AS DOUBLE) AS five",
                "cast(id % 6 AS INT) AS six",
                "concat('t', id % 3) AS text");
    assertThat(RunPlan.of(DataQuality.plan(data, CHECK)).passes())
        .extracting(pass -> pass.kind())
        .contains(PassKind.PAIRS);
    judge(DataQuality.verify(data, CHECK).constraints());

    Map<String, Class<?>> types = new LinkedHashMap<>();
    List.of("id", "two", "three", "six").forEach(name -> types.put(name, Long.class));
    types.put("five", Double.class);
    types.put("text", String.class);
    List<Map<String, ?>> records =
        LongStream.range(0, 15_000).<Map<String, ?>>mapToObj(CramersVTest::record).toList();
    judge(
        DataQuality.verify(
                SharedSpark.context().parallelize(records, 4), Fields.ofMap(types), CHECK)
            .constraints());
  }

  private static Map<String, ?> record(long id) {
    return Map.of(
        "id",
        id,
        "two",
        id % 2,
        "three",
        id % 3,
        "five",
        (double) (id % 5),
        "six",
        id % 6,
        "text",
        "t" + id % 3);
  }

  /**
   * More values of a and of b than the driver holds counts of; few of the others. By hand: where
   * all values of a column differ, it determines every other. The remainders by 3 and by 5 are
   * independent over 99,990 = 15 * 6,666 rows. Of the jobs that many pairs take there are three,
   * whatever the number of constraints.
   */
  @Tag("slow")
  @Test
  void columns_of_many_values() {
    List<Map<String, ?>> records =
        LongStream.range(0, 100_010)
            .<Map<String, ?>>mapToObj(
                id -> Map.of("a", id, "b", -id, "three", id % 3, "five", id % 5))
            .toList();
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List.of("a", "b", "three", "five").forEach(name -> types.put(name, Long.class));
    Check check =
        Check.error("pairs")
            .require(
                any("a").cramersV(any("b")).observed(),
                any("three").cramersV(any("a")).observed(),
                any("b").cramersV(any("five")).observed(),
                any("three")
                    .cramersV(any("five"))
                    .where(number("a").isLessThan(99_990))
                    .observed());
    JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(records, 4);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    Plan.Cost announced = DataQuality.plan(rdd, fields, check).cost();
    assertThat(announced.toString()).contains("up to 3 jobs");
    List<ConstraintResult> results = new ArrayList<>();
    int jobs =
        JobCountTest.jobsOf(
            () -> results.addAll(DataQuality.verify(rdd, fields, check).constraints()));
    assertThat(jobs).isEqualTo(announced.jobs() + 3);
    assertThat(results).hasSize(4);
    for (ConstraintResult each : results.subList(0, 3)) {
      assertThat(value(each)).isCloseTo(1, within(1e-9));
    }
    assertThat(value(results.get(3))).isCloseTo(0, within(1e-9));
  }
}
