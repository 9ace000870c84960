package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

  private static SparkSession spark;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("assay-examples");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void the_accumulator_and_the_aggregation_count_the_same_missing_values() throws Exception {
    Map<String, List<Long>> missing = CourseExample.missing(spark);
    assertThat(missing).hasSize(14);
    missing.forEach(
        (column, counts) -> {
          long expected = column.equals("Speed IAS in knots") ? 2836 : 0;
          assertThat(counts).as(column).containsExactly(expected, expected);
        });
  }

  /** The counts are those of {@code tr A-Z a-z | grep -oE "[a-z']+" | sort | uniq -c}. */
  @Test
  void both_word_counts_are_those_of_standard_tools() throws Exception {
    CourseExample.WordCount count = CourseExample.wordCount(spark);
    assertThat(count.words()).isEqualTo(122_159);
    assertThat(count.byAccumulator()).isEqualTo(count.byQuery());
    assertThat(count.byQuery())
        .containsEntry("the", 4331L)
        .containsEntry("to", 4163L)
        .containsEntry("of", 3611L)
        .containsEntry("and", 3585L)
        .containsEntry("her", 2225L)
        .containsEntry("i", 2068L)
        .containsEntry("a", 1954L)
        .containsEntry("in", 1880L)
        .hasSize(10);
  }

  @Test
  void the_gate_keeps_bad_data_out_and_lets_good_data_through() throws Exception {
    Dataset<Row> raw = Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
    Path refused = folder.resolve("raw");
    assertThat(GateJob.write(raw, refused)).isFalse();
    try (var files = Files.list(refused)) {
      assertThat(files).containsExactly(refused.resolve("refused.md"));
    }
    assertThat(Files.readString(refused.resolve("refused.md")))
        .contains("operator names carry no footnote mark")
        .contains("1,084 of 10,000");

    Path written = folder.resolve("repaired");
    assertThat(GateJob.write(GateJob.repair(raw), written)).isTrue();
    assertThat(spark.read().parquet(written.toString()).count()).isEqualTo(10_000 - 15);
  }
}
