package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.spark.testing.Rows;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of Datasets, RDDs and records are the same. */
class ProfilerTest {

  private static final SparkSession SPARK = SharedSpark.session();
  @TempDir Path folder;

  public record Item(
      String t,
      Integer i,
      Long l,
      Double d,
      BigDecimal m,
      Boolean b,
      LocalDate day,
      Instant at,
      List<String> a)
      implements Serializable {}

  private static List<Item> items(int rows) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      items.add(
          new Item(
              i % 9 == 0 ? null : i % 4 == 0 ? "n/a" : "K-" + i % 40,
              i % 5 == 0 ? null : i % 17,
              (long) i * i,
              i % 13 == 0 ? Double.valueOf(Double.NaN) : Double.valueOf(Math.cos(i)),
              new BigDecimal(i % 100).movePointLeft(2),
              i % 3 == 0,
              LocalDate.ofEpochDay(i % 400),
              Instant.ofEpochSecond(i * 3600L),
              Collections.nCopies(i % 4, "e")));
    }
    return items;
  }

  private static Dataset<Row> frame(List<Item> items) {
    List<Row> rows = new ArrayList<>();
    for (Item item : items) {
      rows.add(
          Rows.row(
              item.t(),
              item.i(),
              item.l(),
              item.d(),
              item.m().setScale(2),
              item.b(),
              item.day(),
              item.at(),
              item.a().toArray()));
    }
    return SPARK.createDataFrame(
        rows,
        org.apache.spark.sql.types.StructType.fromDDL(
            "t STRING, i INT, l BIGINT, d DOUBLE, m DECIMAL(10,2), b BOOLEAN, day DATE,"
                + " at TIMESTAMP, a ARRAY<STRING>"));
  }

  @Test
  void all_three_give_the_same_profile() {
    List<Item> items = items(900);
    Fields<Item> fields = Fields.of(Item.class);
    DatasetProfile local = LocalProfiler.profile(items, fields);
    DatasetProfile records = Profiler.profile(SharedSpark.context().parallelize(items, 4), fields);
    DatasetProfile frame = Profiler.profile(frame(items).repartition(5));
    RecursiveComparisonConfiguration close = new RecursiveComparisonConfiguration();
    close.registerEqualsForType(
        (a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), Double.class);
    close.ignoreFieldsMatchingRegexes("partitions", ".*\\.type", ".*\\.sum", "alerts.*");
    assertThat(records).usingRecursiveComparison(close).isEqualTo(local);
    // arrays hash differently as lists of Spark and of Java, but have the same sizes
    assertThat(frame).usingRecursiveComparison(close).isEqualTo(local);
    assertThat(records.partitions().number()).isEqualTo(4);
    assertThat(frame.partitions().number()).isEqualTo(5);
    assertThat(frame.partitions().max()).isBetween(180L, 900L);
    // 900 rows: every ninth has no text; i repeats with 17, d is NaN at multiples of 13
    assertThat(frame.column("t").nulls()).isEqualTo(100);
    assertThat(frame.column("d").number().nans()).isEqualTo(70);
    assertThat(frame.column("b").truths()).isEqualTo(300);
  }

  @Test
  void more_values_than_are_kept_stay_within_their_bounds() {
    Dataset<Row> data =
        SPARK
            .range(0, 60_000, 1, 20)
            .selectExpr("id * 7919 % 60000 AS x", "concat('v', id) AS t", "id % 3 AS k");
    DatasetProfile profile = Profiler.profile(data);
    ColumnProfile x = profile.column("x");
    assertThat((double) x.distinct() / 60_000).isBetween(0.92, 1.08);
    assertThat(x.distinctExact()).isFalse();
    assertThat(x.number().mean()).isEqualTo(29_999.5);
    assertThat(x.number().rankError()).isLessThan(0.012);
    x.number()
        .quantiles()
        .forEach(
            (q, value) ->
                assertThat(Math.abs(value / 60_000 - Double.parseDouble(q)))
                    .isLessThanOrEqualTo(x.number().rankError() + 1e-3));
    assertThat(profile.column("k").top()).extracting("count").containsOnly(20_000L);
    assertThat(profile.partitions().number()).isEqualTo(20);
    assertThat(profile.duplicateRows()).isZero();
  }

  @Test
  void the_data_are_read_twice_at_most_whatever_the_columns() {
    String file = folder.resolve("wide").toString();
    SPARK
        .range(0, 500, 1, 1)
        .selectExpr(
            java.util.stream.IntStream.range(0, 120)
                .mapToObj(i -> "id + " + i + " AS c" + i)
                .toArray(String[]::new))
        .write()
        .parquet(file);
    Dataset<Row> data = SPARK.read().parquet(file);
    SharedSpark.drainListeners();
    AtomicLong read = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            read.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
          }
        };
    SPARK.sparkContext().addSparkListener(listener);
    Profiler all = Profiler.on(data);
    assertThat(all.explain()).contains("2 scans");
    assertThat(all.run().columns()).hasSize(120);
    SharedSpark.drainListeners();
    assertThat(read.getAndSet(0)).isEqualTo(1000);
    Profiler one = all.options(ProfileOptions.DEFAULT.withDuplicateRows(false));
    assertThat(one.explain()).contains("1 scan");
    assertThat(one.run().duplicateRows()).isEqualTo(-1);
    SharedSpark.drainListeners();
    SPARK.sparkContext().removeSparkListener(listener);
    assertThat(read.get()).isEqualTo(500);
  }

  @Test
  void nested_fields_hostile_names_and_chosen_columns() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT named_struct('city', 'Rome', 'geo', named_struct('lat', 1.5D)) AS address,"
                + " 7 AS `a.b`, 'x' AS `<script>`, map('k', 1) AS m, CAST('z' AS BINARY) AS bin");
    DatasetProfile profile = Profiler.profile(data);
    assertThat(profile.columns())
        .extracting(ColumnProfile::name)
        .containsExactly("address.city", "address.geo.lat", "`a.b`", "<script>", "m", "bin");
    assertThat(profile.column("address.geo.lat").number().max()).isEqualTo(1.5);
    assertThat(Profiler.on(data, "address", "`a.b`").run().columns())
        .extracting(ColumnProfile::name)
        .containsExactly("address.city", "address.geo.lat", "`a.b`");
    assertThatThrownBy(() -> Profiler.on(data, "adress"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean address?");
  }

  @Test
  void no_rows_and_no_partitions() {
    assertThat(Profiler.profile(SPARK.range(0).selectExpr("id", "'a' AS t")).rows()).isZero();
    assertThat(
            Profiler.profile(
                    SharedSpark.context().<Map<String, ?>>emptyRDD(),
                    Fields.ofMap(Map.of("a", String.class)))
                .rows())
        .isZero();
  }
}
