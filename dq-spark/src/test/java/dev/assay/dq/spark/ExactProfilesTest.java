package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.Histogram;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.Suggestions;
import dev.assay.dq.spark.testing.Rows;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** Large numbers, far dates and civil time in profiles of Datasets, RDDs and records. */
class ExactProfilesTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  public record Wide(Long whole, BigDecimal decimal, Double real, LocalDate day, Instant at)
      implements Serializable {}

  /** Evenings in New York, from Monday 2024-10-28 on; clocks are put back on November 3. */
  private static List<Wide> wide() {
    List<Wide> all = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      all.add(
          new Wide(
              (1L << 53) + 1 + 2L * i,
              new BigDecimal("12345678901234567890.000000000000000001")
                  .add(new BigDecimal(i).movePointLeft(18)),
              i % 2 == 0 ? 1.797e308 : -1.797e308,
              i == 13 ? LocalDate.of(300_000, 1, 1) : LocalDate.of(2024, 1, 1).plusDays(i),
              ZonedDateTime.of(
                      LocalDate.of(2024, 10, 28).plusDays(i), LocalTime.of(19, 30), NEW_YORK)
                  .toInstant()));
    }
    return all;
  }

  @Test
  void large_numbers_and_evenings_in_new_york_on_every_path() {
    List<Wide> wide = wide();
    SparkSession session = SPARK.newSession();
    session.conf().set("spark.sql.session.timeZone", "America/New_York");
    session.conf().set("spark.sql.datetime.java8API.enabled", true);
    List<Row> rows = new ArrayList<>();
    wide.forEach(
        each ->
            rows.add(Rows.row(each.whole(), each.decimal(), each.real(), each.day(), each.at())));
    Dataset<Row> frame =
        session.createDataFrame(
            rows,
            StructType.fromDDL(
                "whole BIGINT, decimal DECIMAL(38,18), real DOUBLE, day DATE, at TIMESTAMP"));
    ProfileOptions options = ProfileOptions.DEFAULT.withAsOf(Instant.parse("2026-01-01T00:00:00Z"));
    DatasetProfile profile = Profiler.on(frame.repartition(3)).options(options).run();
    assertThat(profile.zone()).isEqualTo("America/New_York");
    ColumnProfile.Numbers whole = profile.column("whole").number();
    assertThat(whole.min()).isEqualTo("9007199254740993");
    assertThat(whole.sum()).isEqualTo("126100789566374084"); // 14 times 2^53 + 1, and 2 times 91
    assertThat(whole.median()).isEqualTo("9007199254741005");
    assertThat(whole.max()).isEqualTo("9007199254741019");
    ColumnProfile.Numbers decimal = profile.column("decimal").number();
    assertThat(decimal.min()).isEqualTo("12345678901234567890.000000000000000001");
    assertThat(decimal.median()).isEqualTo("12345678901234567890.000000000000000007");
    assertThat(decimal.max()).isEqualTo("12345678901234567890.000000000000000014");
    ColumnProfile.Numbers real = profile.column("real").number();
    // within 1e-9 of the sum of absolute values, whatever the order in which partitions are added
    assertThat(Math.abs(real.mean())).isLessThan(1e-9 * 1.797e308);
    assertThat(real.populationStandardDeviation()).isEqualTo(1.797e308);
    assertThat(real.histogram().bins().stream().mapToLong(Histogram.Bin::count).sum())
        .isEqualTo(14);
    assertThat(profile.column("day").time().max()).isEqualTo("+300000-01-01");
    ColumnProfile.Time at = profile.column("at").time();
    assertThat(at.hours().get(19)).isEqualTo(14);
    assertThat(at.weekdays()).isEqualTo(Collections.nCopies(7, 2L));
    assertThat(at.daysWithout()).isZero();
    assertThat(Profiler.on(frame).explain()).contains("those of America/New_York");

    Fields<Wide> fields = Fields.of(Wide.class);
    ProfileOptions there = options.withZone(NEW_YORK);
    DatasetProfile local = LocalProfiler.profile(wide, fields, there);
    RecursiveComparisonConfiguration close = new RecursiveComparisonConfiguration();
    close.registerEqualsForType(
        (a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), Double.class);
    close.ignoreFieldsMatchingRegexes(
        "partitions", "estimatedBytes", ".*\\.type", "alerts.*", ".*number\\.(mean|sum)");
    assertThat(profile).usingRecursiveComparison(close).isEqualTo(local);
    assertThat(Profiler.on(SharedSpark.context().parallelize(wide, 3), fields).options(there).run())
        .usingRecursiveComparison(close)
        .isEqualTo(local);
  }

  /** What is shown of such text is U+FFFD, which none of the rows has. */
  @Test
  void suggestions_hold_for_bytes_that_are_no_text() {
    Dataset<Row> bytes =
        SPARK
            .range(0, 300, 1, 2)
            .selectExpr(
                "CAST(id AS INT) AS id",
                "CAST(X'FF' AS STRING) AS one",
                "CAST(IF(id % 2 = 0, X'FF', X'FE') AS STRING) AS two",
                "CAST(IF(id % 3 = 0, X'C328', X'4142') AS STRING) AS length",
                "CAST(id % 3 AS INT) AS code",
                "IF(id % 2 = 0, 'even', 'odd') AS word");
    DatasetProfile profile = Profiler.profile(bytes);
    Suggestions suggestions = profile.suggest();
    assertThat(suggestions.text()).contains("one: a set of its values", "word is in {");
    assertThat(DataQuality.on(bytes).check(suggestions.check("own")).run().failures()).isEmpty();
  }
}
