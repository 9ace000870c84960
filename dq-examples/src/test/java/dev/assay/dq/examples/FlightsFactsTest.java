package dev.assay.dq.examples;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ValueCount;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.spark.DataQuality;
import dev.assay.dq.spark.Profiler;
import dev.assay.dq.spark.junit.DataQualityTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three million flights, whose numbers DuckDB has measured. The file is not part of the project:
 * {@code -Dassay.shared=DIR} says where DIR/data/flights-3m.parquet is.
 */
@Tag("slow")
@DataQualityTest
class FlightsFactsTest {

  private static Dataset<Row> data;
  private static DatasetProfile profile;

  @TempDir Path folder;

  @BeforeAll
  static void read(SparkSession spark) {
    Path file = Path.of(System.getProperty("assay.shared", ""), "data", "flights-3m.parquet");
    assumeTrue(
        Files.exists(file), "skipped: set -Dassay.shared to where data/flights-3m.parquet is");
    data = spark.read().parquet(file.toString());
    profile = Profiler.profile(data);
  }

  /** The first half of 2001. */
  @Test
  void numbers_of_a_profile_equal_those_of_another_engine() {
    assertThat(profile.rows()).isEqualTo(3_000_000);
    assertThat(profile.missingCells()).isZero();
    assertThat(profile.duplicateRows()).isEqualTo(191);
    ColumnProfile.Time date = profile.column("date").time();
    assertThat(date.min()).startsWith("2001-01-01T00:01");
    assertThat(date.max()).startsWith("2001-07-01T00:00");
    assertThat((double) profile.column("date").distinct() / 213_834).isBetween(0.92, 1.08);
    ColumnProfile delay = profile.column("delay");
    assertThat(delay.number().min()).isEqualByComparingTo("-1116");
    assertThat(delay.number().max()).isEqualByComparingTo("1688");
    ProfileFactsTest.close("delay", delay.number().mean(), 6.667867666666667);
    ProfileFactsTest.close("delay", delay.number().standardDeviation(), 32.38334200387706);
    assertThat(delay.number().sum()).isEqualTo("20003603");
    assertThat(delay.distinct()).isEqualTo(867);
    assertThat(delay.number().quantiles().get("0.25").doubleValue()).isCloseTo(-9, within(1.0));
    assertThat(delay.number().median().doubleValue()).isCloseTo(-1, within(1.0));
    assertThat(delay.number().quantiles().get("0.75").doubleValue()).isCloseTo(11, within(1.0));
    ColumnProfile distance = profile.column("distance");
    assertThat(distance.number().min()).isEqualByComparingTo("21");
    assertThat(distance.number().max()).isEqualByComparingTo("4962");
    ProfileFactsTest.close("distance", distance.number().mean(), 731.6204026666667);
    ProfileFactsTest.close("distance", distance.number().standardDeviation(), 574.6676210594871);
    assertThat((double) distance.distinct() / 1109).isBetween(0.92, 1.08);
    assertThat(profile.column("origin").distinct()).isEqualTo(229);
    assertThat(profile.column("destination").distinct()).isEqualTo(228);
    assertThat(profile.column("origin").top())
        .startsWith(
            new ValueCount("ORD", 166_341),
            new ValueCount("DFW", 157_162),
            new ValueCount("ATL", 124_711),
            new ValueCount("LAX", 115_245),
            new ValueCount("PHX", 93_036));
    assertThat(profile.correlations().get(0).coefficient())
        .isCloseTo(-0.010538119010309488, within(1e-9));
  }

  @Test
  void what_a_profile_suggests_holds() throws Exception {
    SuggestedChecks.passing("Flights", data, profile, folder);
  }

  @Test
  void metrics_equal_those_of_another_engine() {
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
    var result = DataQuality.on(data).check(flights).samplePolicy(SamplePolicy.clear()).run();
    assertThat(result.failures())
        .extracting(each -> each.sentence() + ": " + each.butWas())
        .isEmpty();
    ConstraintResult top = result.constraints().get(result.constraints().size() - 1);
    assertThat(top.actual().text()).startsWith("\"ORD\" 166,341, \"DFW\" 157,162, \"ATL\" 124,711");
  }
}
