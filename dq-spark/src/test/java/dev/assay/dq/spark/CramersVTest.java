package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.local.Fields;
import dev.assay.dq.model.Check;
import dev.assay.dq.plan.PassKind;
import dev.assay.dq.result.ConstraintResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Cramér's V where more than one task has a part of the table. */
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
    assertThat(DataQuality.plan(data, CHECK).passes())
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

  /** More values of both columns than the driver holds counts of: each determines the other. */
  @Test
  void two_columns_of_many_values() {
    List<Map<String, ?>> records =
        LongStream.range(0, 100_010)
            .<Map<String, ?>>mapToObj(id -> Map.of("a", id, "b", -id))
            .toList();
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("a", Long.class);
    types.put("b", Long.class);
    Check check = Check.error("pairs").require(any("a").cramersV(any("b")).observed());
    assertThat(
            value(
                DataQuality.verify(
                        SharedSpark.context().parallelize(records, 4), Fields.ofMap(types), check)
                    .constraints()
                    .get(0)))
        .isCloseTo(1, within(1e-9));
  }
}
