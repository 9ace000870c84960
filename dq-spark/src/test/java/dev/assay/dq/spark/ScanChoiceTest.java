package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Plan;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.VerificationResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a scan is divided, by what the data are read from; that it is said; and that it agrees. */
@Tag("matrix")
class ScanChoiceTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final int COLUMNS = 50;

  @TempDir private static Path folder;
  private static Dataset<Row> computed;

  /** 50 columns of 200 rows: column i has row * (i + 1). */
  @BeforeAll
  static void write() {
    computed =
        SPARK
            .range(0, 200, 1, 2)
            .select(
                IntStream.range(0, COLUMNS)
                    .mapToObj(i -> functions.expr("id * " + (i + 1)).as("c" + i))
                    .toArray(org.apache.spark.sql.Column[]::new));
    for (String format : List.of("parquet", "orc", "json", "csv")) {
      computed.write().format(format).option("header", true).save(path(format));
    }
  }

  private static String path(String format) {
    return folder.resolve(format).toString();
  }

  private static Check check(int columns) {
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      all.add(number("c" + i).isComplete());
      all.add(number("c" + i).min().isEqualTo(0));
      all.add(number("c" + i).max().isEqualTo(199 * (i + 1)));
      all.add(number("c" + i).mean().isEqualTo(99.5 * (i + 1)));
    }
    return Check.error("c").require(all);
  }

  private static List<PassKind> kinds(Plan plan) {
    return RunPlan.of(plan).passes().stream().map(Pass::kind).toList();
  }

  private static void isDivided(Dataset<Row> data) {
    RunPlan plan = RunPlan.of(DataQuality.plan(data, check(COLUMNS)));
    assertThat(kinds(plan)).hasSizeGreaterThan(2).containsOnly(PassKind.SCAN);
    assertThat(plan.passes())
        .allSatisfy(pass -> assertThat(pass.columns()).hasSizeLessThanOrEqualTo(20));
    assertThat(plan.passes().stream().mapToInt(pass -> pass.columns().size()).sum())
        .isEqualTo(COLUMNS);
    assertThat(plan.explain()).contains("columns are stored apart");
    assertThat(DataQuality.verify(data, check(COLUMNS)).failures()).isEmpty();
  }

  private static void isReadOnce(Dataset<Row> data) {
    RunPlan plan = RunPlan.of(DataQuality.plan(data, check(COLUMNS)));
    assertThat(kinds(plan)).containsExactly(PassKind.RECORDS);
    assertThat(plan.cost().jobs()).isEqualTo(1);
    assertThat(plan.explain()).contains("reading the source again may be expensive");
    assertThat(DataQuality.verify(data, check(COLUMNS)).failures()).isEmpty();
  }

  @Test
  void a_wide_scan_of_columns_in_files_is_divided() {
    isDivided(SPARK.read().parquet(path("parquet")));
    isDivided(SPARK.read().orc(path("orc")));
    isDivided(SPARK.read().parquet(path("parquet")).select("*"));
  }

  @Test
  void a_wide_scan_of_anything_else_reads_it_once() {
    isReadOnce(SPARK.read().option("header", true).option("inferSchema", true).csv(path("csv")));
    isReadOnce(SPARK.read().json(path("json")));
    isReadOnce(computed);
    isReadOnce(SPARK.read().parquet(path("parquet")).where("c0 >= 0"));
    isReadOnce(SPARK.read().parquet(path("parquet")).repartition(3));
    Dataset<Row> cached = SPARK.read().parquet(path("parquet")).where("c1 >= 0").cache();
    try {
      isReadOnce(cached);
    } finally {
      cached.unpersist(true);
    }
  }

  @Test
  void a_narrow_scan_is_one_aggregation_whatever_it_reads() {
    for (Dataset<Row> data :
        List.of(SPARK.read().parquet(path("parquet")), SPARK.read().json(path("json")), computed)) {
      assertThat(kinds(DataQuality.plan(data, check(5)))).containsExactly(PassKind.SCAN);
    }
  }

  @Test
  void what_was_asked_for_is_done_and_said() {
    Dataset<Row> json = SPARK.read().json(path("json"));
    for (ScanStrategy strategy : ScanStrategy.values()) {
      Verification<?, ?> verification = DataQuality.on(json).check(check(COLUMNS)).scan(strategy);
      String said = verification.plan().explain();
      switch (strategy) {
        case AUTO -> assertThat(said).contains("reading the source again may be expensive");
        case SINGLE_PASS -> assertThat(said).contains("one fused aggregation");
        case COLUMN_GROUPS ->
            assertThat(said).contains("as asked for").doesNotContain("stored apart");
        case RECORDS ->
            assertThat(said).contains("as asked for").doesNotContain("may be expensive");
      }
      VerificationResult result = verification.run();
      assertThat(result.failures()).as(strategy.name()).isEmpty();
    }
    Check keys = Check.error("k").require(key("c1").isUnique());
    assertThat(DataQuality.on(json).check(keys).keys(KeyStrategy.GROUP_BY).plan().explain())
        .contains("as asked for");
  }
}
