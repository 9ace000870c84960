package dev.assay.dq.examples;

import static dev.assay.dq.examples.StrikeCostsJob.COST;
import static dev.assay.dq.examples.StrikeCostsJob.COSTS;
import static dev.assay.dq.examples.StrikeCostsJob.OPERATOR;
import static dev.assay.dq.examples.StrikeCostsJob.STRIKES;
import static dev.assay.dq.examples.StrikeCostsJob.YEAR;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static dev.assay.dq.spark.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.local.Fields;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.spark.junit.CheckSource;
import dev.assay.dq.spark.junit.CheckTests;
import dev.assay.dq.spark.junit.DataQualityTest;
import dev.assay.dq.spark.testing.Rows;
import dev.assay.dq.spark.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("matrix")
@DataQualityTest
class StrikeCostsJobTest {

  @TempDir Path folder;

  @Test
  void costs_are_summed_by_operator_and_year(SparkSession spark) {
    Dataset<Row> strikes =
        Rows.table(
                """
                | `Aircraft Airline Operator` | `Flight Date` DATE | `Cost Total $` INT |
                |-----------------------------|--------------------|--------------------|
                | DELTA*                      | 1999-05-01         | 100                |
                | DELTA                       | 1999-12-31         | 20                 |
                | DELTA                       | 2000-01-01         | null               |
                | MILITARY                    | 2000-07-04         | 7                  |
                """)
            .on(spark);

    assertThat(StrikeCostsJob.summarise(strikes))
        .as("costs")
        .keyedBy("operator", "year")
        .satisfies(COSTS)
        .column(COST)
        .hasSum(127)
        .and()
        .containsExactlyInAnyOrder(
            row("DELTA", 1999, 2, 120), row("DELTA", 2000, 1, 0), row("MILITARY", 2000, 1, 7));
  }

  @CheckSource
  Stream<DynamicTest> the_real_data_pass_the_gate(SparkSession spark) throws IOException {
    return CheckTests.over(StrikeCostsJob.summarise(strikes(spark)))
        .keyedBy("operator", "year")
        .of(COSTS);
  }

  /** The number of strikes and the dollars are those of Python's csv module and sum. */
  @Test
  void the_gate_lets_good_data_through(SparkSession spark) throws IOException {
    StrikeCostsJob.run(strikes(spark), folder.resolve("out"));

    assertThat(spark.read().parquet(folder.resolve("out").toString()))
        .satisfies(COSTS)
        .column(STRIKES)
        .hasSum(10_000)
        .column(COST)
        .hasSum(40_545_276)
        .verify();
  }

  @Test
  void the_gate_stops_what_must_not_be_written(SparkSession spark) {
    Dataset<Row> refund =
        Rows.table(
                """
                | `Aircraft Airline Operator` | `Flight Date` DATE | `Cost Total $` INT |
                | DELTA                       | 1999-05-01         | -1                 |
                """)
            .on(spark);

    assertThatThrownBy(() -> StrikeCostsJob.run(refund, folder.resolve("out")))
        .isInstanceOf(DataQualityException.class)
        .hasMessageContaining("cost is at least 0");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void rows_made_for_the_check_pass_it_and_a_broken_one_does_not(SparkSession spark) {
    TestData data =
        TestData.satisfying(COSTS)
            .schema("operator STRING, year INT, strikes BIGINT, cost BIGINT")
            .seed(7);

    assertThat(data.rows(100).on(spark)).hasRowCount(100).satisfies(COSTS).verify();
    assertThat(data.violating(OPERATOR.isComplete()).on(spark))
        .column(OPERATOR)
        .that(operator -> operator.nullCount().isEqualTo(1))
        .verify();
  }

  private record Cost(String operator, Integer year, Long strikes, Long cost) {}

  /** Plain objects need no Spark. */
  @Test
  void thirty_assertions_over_records() {
    List<Cost> costs =
        List.of(new Cost("DELTA", 1999, 2L, 120L), new Cost("MILITARY", 2000, 1L, 7L));

    assertThat(costs, Fields.of(Cost.class))
        .satisfies(COSTS)
        .hasRowCount(2)
        .hasUniqueKey("operator")
        .column(OPERATOR)
        .isComplete()
        .isUnique()
        .isIn("DELTA", "MILITARY")
        .isNotBlank()
        .that(operator -> operator.isTrimmed())
        .matches("[A-Z]+")
        .that(operator -> operator.distinctCount().isEqualTo(2))
        .column(YEAR)
        .isComplete()
        .isUnique()
        .isPositive()
        .isBetween(1999, 2000)
        .hasMean(1999.5)
        .hasMin(1999)
        .hasMax(2000)
        .column(STRIKES)
        .isComplete()
        .isPositive()
        .isAtMost(2)
        .hasSum(3)
        .hasMean(1.5)
        .column(COST)
        .isComplete()
        .isNonNegative()
        .isGreaterThan(6)
        .hasSum(127)
        .hasMin(7)
        .hasMax(120)
        .that(cost -> cost.median().isEqualTo(7))
        .verify();
  }

  private static Dataset<Row> strikes(SparkSession spark) throws IOException {
    return Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
  }
}
