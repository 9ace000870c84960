package dev.assay.dq.examples;

import static dev.assay.dq.Columns.greatest;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.dq.Check;
import dev.assay.dq.spark.Profiler;
import dev.assay.dq.spark.junit.DataQualityTest;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From profile to check on real data; over three million rows in {@link FlightsFactsTest}. */
@DataQualityTest
class SuggestedChecksTest {

  @TempDir Path folder;

  @Tag("ci")
  @Test
  void bird_strikes(SparkSession spark) throws Exception {
    Dataset<Row> data = Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
    Check check = passes("Birdstrikes", data);
    // what a person wrote for the same data, and the profile found too
    assertThat(check.constraints())
        .containsAll(
            Check.error("by hand")
                .require(
                    Birdstrikes.AIRPORT.isComplete(),
                    Birdstrikes.FLOWN.isComplete(),
                    Birdstrikes.COST.isNonNegative())
                .constraints());
  }

  @Test
  void penguins(SparkSession spark) throws Exception {
    passes("Penguins", csv(spark, Resources.file("data/penguins_raw.csv")));
  }

  @Tag("slow")
  @Test
  void airports(SparkSession spark) throws Exception {
    passes("Airports", json(spark, Resources.file("data/airports.json.gz")));
  }

  /** No step of a sum overflows or rounds where the sum itself does not. */
  @Test
  void sums_of_all_types(SparkSession spark) throws Exception {
    Dataset<Row> data =
        spark
            .range(200)
            .selectExpr(
                "CAST(2147483000 + id AS INT) AS a",
                "CAST(2147483000 - id * id % 7 AS INT) AS b",
                "CAST(id AS DOUBLE) / 7 AS x",
                "CAST(id * id AS DOUBLE) / 3 AS y",
                "CAST(id * 1.25 AS DECIMAL(10,2)) AS d",
                "CAST(id * id % 11 AS DECIMAL(10,2)) AS e")
            .selectExpr(
                "*",
                "CAST(a AS BIGINT) + b AS `a.b`",
                "x + y AS z",
                "CAST(d + e AS DECIMAL(10,2)) AS `d``e`");
    assertThat(passes("Sums", data).constraints())
        .containsAll(
            Check.error("by hand")
                .require(
                    integer("`a.b`").isEqualTo(integer("a").plus(integer("b"))),
                    number("z")
                        .minus(number("x").plus(number("y")))
                        .absolute()
                        .isAtMost(
                            greatest(
                                    number("z").absolute(),
                                    number("x").absolute(),
                                    number("y").absolute())
                                .times(new BigDecimal("2E-9"))),
                    number("`d``e`").isEqualTo(number("d").plus(number("e"))))
                .constraints());
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"movies.json", "flights-20k.json"})
  void more_data(String name, SparkSession spark) throws Exception {
    Path file = Path.of(System.getProperty("assay.shared", ""), "data", name);
    assumeTrue(Files.exists(file), "skipped: set -Dassay.shared to where data/" + name + " is");
    passes("More" + name.replaceAll("[^a-z0-9]", ""), json(spark, file));
  }

  private static Dataset<Row> csv(SparkSession spark, Path file) {
    return spark
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .option("nullValue", "NA")
        .option("escape", "\"")
        .csv(file.toString());
  }

  private static Dataset<Row> json(SparkSession spark, Path file) {
    return spark.read().option("multiLine", true).json(file.toString());
  }

  private Check passes(String name, Dataset<Row> data) throws Exception {
    return SuggestedChecks.passing(name, data, Profiler.profile(data.repartition(2)), folder);
  }
}
