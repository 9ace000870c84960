package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the columns that constraints name are read from a columnar file. */
class PruningTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final Pattern READ_SCHEMA = Pattern.compile("ReadSchema: struct<([^\\n]*)>");

  @TempDir static Path folder;

  @BeforeAll
  static void write() {
    SPARK
        .sql(
            "SELECT id, id * 2 AS twice, cast(id AS STRING) AS text, 'x' AS unused,"
                + " named_struct('lat', 1.0D, 'lon', 2.0D) AS geo FROM range(100)")
        .write()
        .parquet(folder.resolve("data").toString());
  }

  private static Dataset<Row> data() {
    return SPARK.read().parquet(folder.resolve("data").toString());
  }

  /** What Spark's physical plans say that was read, over all queries of a run. */
  private static Set<String> read(Requirement... requirements) {
    ConcurrentLinkedQueue<String> plans = new ConcurrentLinkedQueue<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onOtherEvent(SparkListenerEvent event) {
            if (event.getClass().getSimpleName().equals("SparkListenerSQLExecutionStart")) {
              try {
                plans.add(
                    (String) event.getClass().getMethod("physicalPlanDescription").invoke(event));
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
              }
            }
          }
        };
    Dataset<Row> data = data();
    SharedSpark.drainListeners();
    SharedSpark.context().sc().addSparkListener(listener);
    try {
      DataQuality.verify(data, Check.error("c").require(requirements)).throwOnError();
      SharedSpark.drainListeners();
    } finally {
      SharedSpark.context().sc().removeSparkListener(listener);
    }
    Set<String> columns = new TreeSet<>();
    for (String plan : plans) {
      Matcher matcher = READ_SCHEMA.matcher(plan);
      while (matcher.find()) {
        columns.addAll(List.of(matcher.group(1).split(",(?![^<]*>)")));
      }
    }
    columns.remove(""); // counting rows reads no column at all
    assertThat(plans).isNotEmpty();
    return columns;
  }

  @Test
  void a_scan_reads_what_it_needs() {
    assertThat(
            read(
                rowCount().isEqualTo(100),
                number("id").sum().isEqualTo(4950),
                string("text").isComplete().where(number("twice").isPositive())))
        .containsExactly("id:bigint", "text:string", "twice:bigint");
  }

  @Test
  void keys_ranks_and_values_read_what_they_need() {
    assertThat(
            read(
                key("id").isUnique(),
                number("id").median().isEqualTo(49),
                string("text").valueCounts(2).observed()))
        .containsExactly("id:bigint", "text:string");
  }

  @Test
  void code_that_says_what_it_reads_gets_that_alone() {
    Dataset<Row> trapped = data().withColumn("trap", functions.expr("raise_error('was read')"));
    Check check =
        Check.error("c")
            .require(
                rowSatisfies("short", List.of("text"), row -> row.getString("text").length() < 3),
                rowSatisfies("same", List.of("text"), row -> row.getString("text").length() < 9)
                    .where(number("id").isPositive()));
    DataQuality.on(trapped).check(check).withSamples(1).run().throwOnError();
    Check all = Check.error("c").require(rowSatisfies("all", row -> true));
    assertThat(Clear.verify(trapped, all).failures().get(0).error().message()).contains("was read");
  }

  @Test
  void a_nested_field_is_read_without_its_siblings() {
    assertThat(read(number("geo.lat").isEqualTo(1))).containsExactly("geo:struct<lat:double>");
  }
}
