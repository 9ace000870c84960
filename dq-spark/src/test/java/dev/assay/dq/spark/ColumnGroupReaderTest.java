package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileColumns;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.spark.internal.compile.SparkSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wide Parquet files are read in groups of columns, and the rows are the same ones. */
@Tag("matrix")
class ColumnGroupReaderTest {

  private static final SparkSession SPARK = SharedSpark.generating();
  private static final int ROWS = 3000;
  private static final ProfileOptions ONE_SCAN =
      ProfileOptions.DEFAULT.withDuplicateRows(false).withCandidateKeys(false);

  @TempDir Path folder;

  /** The same 14 kinds of columns again and again; column n of row r depends on both. */
  private static Dataset<Row> wide(int columns) {
    String[] of = {
      "cast(id * # % 1009 AS INT) AS c#",
      "IF(id % (# + 2) = 0, NULL, id * 0.25D + #) AS c#",
      "concat('v', id * # % 57) AS c#",
      "id * # AS c#",
      "cast(id % 100 / 10 AS DECIMAL(10,2)) AS c#",
      "id % (# + 1) = 0 AS c#",
      "date_add(DATE'2020-01-01', cast(id % (300 + #) AS INT)) AS c#",
      "timestamp_seconds(id * 60 * (# + 1)) AS c#",
      "IF(id % 5 = # % 5, NULL, concat('t ', id, ' ', #)) AS c#",
      "cast(id % 100 AS SMALLINT) AS c#",
      "cast(id % 19 AS FLOAT) AS c#",
      "array(id % 3, #) AS c#",
      "named_struct('a', id % 7, 'b', concat('b', id % 11)) AS c#",
      "cast(concat('x', id % 13) AS BINARY) AS c#"
    };
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      selected.add(of[i % of.length].replace("#", String.valueOf(i)));
    }
    return SPARK.range(0, ROWS, 1, 3).selectExpr(selected.toArray(String[]::new));
  }

  private Dataset<Row> files(int columns, int number) {
    String file = folder.resolve("wide").toString();
    wide(columns).coalesce(number).write().parquet(file);
    return SPARK.read().parquet(file);
  }

  private static @Nullable ColumnGroupReader groups(Dataset<Row> data) {
    return ColumnGroupReader.of(data, ProfileColumns.of(SparkSchemas.of(data.schema(), false)));
  }

  private static RecursiveComparisonConfiguration exceptPartitions() {
    RecursiveComparisonConfiguration same = new RecursiveComparisonConfiguration();
    same.ignoreFields("partitions");
    same.ignoreFieldsMatchingRegexes("alerts.*");
    // sums of partitions are added in no order
    same.registerEqualsForType(
        (a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), Double.class);
    return same;
  }

  @Tag("slow")
  @Test
  void the_profile_is_that_of_rows_which_are_read_whole() {
    // partitions are merged in no order, and sketches of quantiles tell it: one of them
    Dataset<Row> data = files(74, 1);
    // rows that were made into objects are no plain columns of files any more
    Dataset<Row> whole = SPARK.createDataFrame(data.toJavaRDD(), data.schema());
    Profiler grouped = Profiler.on(data);
    assertThat(grouped.explain()).contains("each column is read once, in one of 4 groups");
    assertThat(Profiler.on(whole).explain()).doesNotContain("groups whose");
    DatasetProfile profile = grouped.options(ONE_SCAN).run();
    assertThat(profile.rows()).isEqualTo(ROWS);
    // 74 columns, 5 of which are structs of two fields
    assertThat(profile.columns()).hasSize(79);
    assertThat(profile)
        .usingRecursiveComparison(exceptPartitions())
        .isEqualTo(Profiler.on(whole).options(ONE_SCAN).run());
    assertThat(profile.partitions().inputBytes()).isPositive();
    ProfileOptions sample = ONE_SCAN.withSample(0.3, 11);
    assertThat(grouped.options(sample).run().rows())
        .isEqualTo(Profiler.on(whole).options(sample).run().rows())
        .isBetween(700L, 1100L);
  }

  @Test
  void each_column_is_read_once_in_one_stage() throws Exception {
    Dataset<Row> data = files(130, 3);
    long size;
    try (Stream<Path> files = Files.list(folder.resolve("wide"))) {
      size =
          files
              .filter(f -> f.toString().endsWith(".parquet"))
              .mapToLong(f -> f.toFile().length())
              .sum();
    }
    AtomicLong bytes = new AtomicLong();
    AtomicLong records = new AtomicLong();
    Set<Integer> stages = new ConcurrentSkipListSet<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskMetrics().inputMetrics().recordsRead() > 0) {
              stages.add(end.stageId());
              bytes.addAndGet(end.taskMetrics().inputMetrics().bytesRead());
              records.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
            }
          }
        };
    SharedSpark.drainListeners();
    SPARK.sparkContext().addSparkListener(listener);
    try {
      DatasetProfile profile = Profiler.on(data).options(ONE_SCAN).run();
      assertThat(profile.rows()).isEqualTo(ROWS);
      for (int i = 3; i < 120; i += 14) {
        // ids up to 2,999 times i
        assertThat(profile.column("c" + i).number().max().longValue()).isEqualTo(2999L * i);
        // a fifth of the rows have no text in the columns five further on
        assertThat(profile.column("c" + (i + 5)).nulls()).isEqualTo(600);
      }
      SharedSpark.drainListeners();
    } finally {
      SPARK.sparkContext().removeSparkListener(listener);
    }
    assertThat(stages).hasSize(1);
    assertThat(records.get()).isEqualTo(6L * ROWS);
    // the columns once, and what says where they are in the file once for each group
    assertThat(bytes.get()).isBetween(size / 2, 2 * size);
  }

  @Test
  void only_wide_files_of_plain_columns_are_read_in_groups() {
    Dataset<Row> data = files(70, 1);
    assertThat(groups(data)).isNotNull();
    assertThat(groups(data.select("c0", "c1", "c2"))).isNull();
    assertThat(groups(data.where("c0 > 5"))).isNull();
    assertThat(groups(data.union(data))).isNull();
    assertThat(groups(data.withColumn("c0", org.apache.spark.sql.functions.rand(1)))).isNull();
    String orc = folder.resolve("orc").toString();
    data.write().orc(orc);
    // their rows have no number
    assertThat(groups(SPARK.read().orc(orc))).isNull();
  }

  /**
   * Spark reads a bucketed table bucket by bucket only where the bucket's column is read, if it is
   * told to: then the groups have other rows in their partitions.
   */
  @Tag("slow")
  @Test
  void rows_that_do_not_fit_together_are_read_again() {
    SparkSession session = SPARK.newSession();
    session.conf().set("spark.sql.sources.bucketing.autoBucketedScan.enabled", "false");
    String[] columns = new String[100];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = "id * " + (i + 1) + " AS c" + i;
    }
    String table = "wide_in_buckets";
    session.sql("DROP TABLE IF EXISTS " + table);
    try {
      session
          .range(0, 1000, 1, 1)
          .selectExpr(columns)
          .write()
          .option("path", folder.resolve(table).toString())
          .bucketBy(2, "c0")
          .format("parquet")
          .saveAsTable(table);
      Dataset<Row> data = session.table(table);
      ColumnGroupReader groups = groups(data);
      assertThat(groups).isNotNull();
      LongAccumulator outOfStep = SPARK.sparkContext().longAccumulator();
      var rows = groups.read(1, 0, outOfStep);
      assertThat(rows).isNotNull();
      assertThat(rows.count()).isLessThan(1000);
      assertThat(outOfStep.value()).isPositive();
      AtomicLong told = new AtomicLong();
      DatasetProfile profile =
          Profiler.on(data)
              .options(ONE_SCAN)
              .progress((stage, done, total, seen) -> told.set(seen))
              .run();
      assertThat(profile.rows()).isEqualTo(1000);
      assertThat(told.get()).isEqualTo(1000);
      Set<Long> maxima = new TreeSet<>();
      profile.columns().forEach(column -> maxima.add(column.number().max().longValueExact()));
      // 999 times 1 to 100
      assertThat(maxima).hasSize(100).contains(999L, 99_900L);
    } finally {
      session.sql("DROP TABLE IF EXISTS " + table);
    }
  }
}
