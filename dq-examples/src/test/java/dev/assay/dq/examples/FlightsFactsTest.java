package dev.assay.dq.examples;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.spark.DataQuality;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three million flights, whose numbers DuckDB has measured. The file is not part of the project:
 * {@code -Dassay.shared=DIR} says where DIR/data/flights-3m.parquet is.
 */
@Tag("slow")
class FlightsFactsTest {

  @Test
  void metrics_equal_those_of_another_engine() {
    Path file = Path.of(System.getProperty("assay.shared", ""), "data", "flights-3m.parquet");
    assumeTrue(
        Files.exists(file), "skipped: set -Dassay.shared to where data/flights-3m.parquet is");
    NumericColumn delay = number("delay");
    NumericColumn distance = number("distance");
    Check flights =
        Check.error("flights")
            .require(
                rowCount().isEqualTo(3_000_000),
                allColumns().distinctCount().isEqualTo(2_999_809),
                delay.isComplete(),
                delay.min().isEqualTo(-1116),
                delay.max().isEqualTo(1688),
                delay.sum().isEqualTo(20_003_603),
                delay.mean().isCloseTo(6.667867666666667, 1e-9),
                delay.standardDeviation().isCloseTo(32.38334200387706, 1e-8),
                delay.isGreaterThan(0).violations().isEqualTo(3_000_000 - 1_342_676),
                delay.isAtLeast(-60).violations().isEqualTo(142),
                delay.isAtLeast(-100).violations().isEqualTo(3),
                delay.quantile(0.25).isEqualTo(-9),
                delay.median().isEqualTo(-1),
                delay.quantile(0.75).isEqualTo(11),
                delay.quantile(0.99).isEqualTo(139),
                distance.min().isEqualTo(21),
                distance.max().isEqualTo(4962),
                distance.mean().isCloseTo(731.6204026666667, 1e-7),
                distance.standardDeviation().isCloseTo(574.6676210594871, 1e-7),
                delay.correlation(distance).isCloseTo(-0.010538119010309488, 1e-10),
                key("origin").distinctCount().isEqualTo(229),
                key("destination").distinctCount().isEqualTo(228),
                key("date").distinctCount().isEqualTo(213_834),
                string("origin").valueCounts(3).observed());
    try (SparkSession spark = LocalSpark.start("assay-flights")) {
      var result =
          DataQuality.on(spark.read().parquet(file.toString()))
              .check(flights)
              .samplePolicy(SamplePolicy.clear())
              .run();
      assertThat(result.failures())
          .extracting(each -> each.sentence() + ": " + each.butWas())
          .isEmpty();
      ConstraintResult top = result.constraints().get(result.constraints().size() - 1);
      assertThat(top.actual().text())
          .startsWith("\"ORD\" 166,341, \"DFW\" 157,162, \"ATL\" 124,711");
    }
  }
}
