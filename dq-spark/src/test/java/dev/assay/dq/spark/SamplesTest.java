package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Violating rows are shown only when asked for, and only where they violate. */
@Tag("matrix")
class SamplesTest {

  private static final SparkSession SPARK = SharedSpark.session();

  /** 200 rows; x is null in every tenth, 5 of the others are negative. */
  private static Dataset<Row> data() {
    return SPARK.sql(
        "SELECT id, CASE WHEN id % 10 = 0 THEN NULL WHEN id % 40 = 7 THEN -id ELSE id END AS x,"
            + " concat('r', id) AS t FROM range(0, 200, 1, 4)");
  }

  private static Check check() {
    return Check.error("c")
        .require(
            number("x").isNonNegative(),
            number("x").isNonNegative().failingOnNull(),
            number("x").isComplete().where(number("id").isLessThan(50)),
            sql("x <> 47"),
            rowSatisfies("t is not r13", List.of("t"), row -> !"r13".equals(row.getString("t"))),
            string("t").startsWith("r"));
  }

  /** However late the first partition is, and however many violate. */
  @Test
  void a_dataset_shows_the_first_of_many_in_its_order() {
    Dataset<Row> late =
        SPARK.createDataFrame(
            SPARK
                .range(0, 200, 1, 4)
                .toJavaRDD()
                .mapPartitionsWithIndex(
                    (partition, ids) -> {
                      Thread.sleep(partition == 0 ? 300 : 0);
                      List<Row> rows = new ArrayList<>();
                      ids.forEachRemaining(id -> rows.add(RowFactory.create(id)));
                      return rows.iterator();
                    },
                    false),
            StructType.fromDDL("id BIGINT"));
    VerificationResult result =
        DataQuality.on(late)
            .check(
                Check.error("c")
                    .require(
                        number("id").isLessThan(30),
                        rowSatisfies("few", List.of("id"), row -> (long) row.get("id") < 30)))
            .withSamples(7)
            .run();
    assertThat(result.constraints())
        .allSatisfy(
            each ->
                assertThat(each.samples())
                    .extracting(sample -> sample.values().get("id"))
                    .containsExactly(30L, 31L, 32L, 33L, 34L, 35L, 36L));
  }

  @Test
  void off_by_default() {
    assertThat(DataQuality.verify(data(), check()).failures())
        .isNotEmpty()
        .allSatisfy(result -> assertThat(result.samples()).isEmpty());
  }

  @Test
  void the_rows_shown_are_the_violations_counted() {
    VerificationResult result = DataQuality.on(data()).check(check()).withSamples(1000, "id").run();
    assertThat(result.constraints())
        .extracting(ConstraintResult::violations)
        .containsExactly(5L, 25L, 5L, 0L, 1L, 0L);
    for (ConstraintResult each : result.constraints()) {
      assertThat(each.samples()).as(each.sentence()).hasSize((int) each.violations());
    }
    assertThat(result.constraints().get(0).samples())
        .extracting(sample -> sample.values().get("id"))
        .containsExactlyInAnyOrder(7L, 47L, 87L, 127L, 167L);
    assertThat(result.constraints().get(2).samples())
        .extracting(sample -> sample.values().get("id"))
        .containsExactlyInAnyOrder(0L, 10L, 20L, 30L, 40L);
    Sample code = result.constraints().get(4).samples().get(0);
    assertThat(code.values()).containsExactly(Map.entry("id", 13L), Map.entry("t", "r13"));
  }

  @Test
  void the_bound_holds_and_the_message_shows_them() {
    VerificationResult result = DataQuality.on(data()).check(check()).withSamples(2, "id").run();
    assertThat(result.constraints())
        .extracting(each -> each.samples().size())
        .containsExactly(2, 2, 2, 0, 1, 0);
    assertThatThrownBy(result::throwOnError)
        .hasMessageContaining("e.g.    : {id=13, t=\"r13\"}")
        .hasMessageContaining(", …");
    assertThatThrownBy(() -> DataQuality.on(data()).withSamples(0))
        .hasMessage("The number of samples must be from 1 to 1000, but was 0");
    assertThatThrownBy(() -> DataQuality.on(data()).check(check()).withSamples(1, "ident").run())
        .hasMessage(
            "The key column of samples: column ident does not exist; did you mean one of id, x,"
                + " t?");
  }

  /** 60 rows of 200,000 characters in 3 partitions: 12 MB, of which a megabyte may be shown. */
  @Tag("slow")
  @Test
  void samples_of_long_values_are_bounded_in_bytes_and_say_how_long_the_values_were() {
    Dataset<Row> wide =
        SPARK.sql("SELECT id, repeat('xyzäöü', 33334) AS t FROM range(0, 60, 1, 3)");
    List<Map<String, ?>> records = new ArrayList<>();
    wide.collectAsList().forEach(row -> records.add(Map.of("id", row.get(0), "t", row.get(1))));
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("id", Long.class, "t", String.class));
    Check check =
        Check.error("c")
            .require(
                string("t").isEqualTo("short"),
                rowSatisfies("short", List.of("t"), row -> row.getString("t").length() < 5));
    List<VerificationResult> results =
        List.of(
            DataQuality.on(wide).check(check).withSamples(1000, "id").run(),
            DataQuality.on(SharedSpark.context().parallelize(records, 3), fields)
                .check(check)
                .withSamples(1000, "id")
                .run(),
            LocalDataQuality.on(records, fields).check(check).withSamples(1000, "id").run());
    for (VerificationResult result : results) {
      for (ConstraintResult each : result.constraints()) {
        assertThat(each.violations()).isEqualTo(60);
        assertThat(each.samples()).hasSize(60);
        assertThat(each.samples().get(59).values().get("id")).isEqualTo(59L);
        assertThat((String) each.samples().get(0).values().get("t"))
            .startsWith("xyzäöü")
            .endsWith("… (200004 characters)")
            .hasSizeLessThan(1100);
      }
    }
    assertThat(results.get(1).constraints().get(0).samples())
        .isEqualTo(results.get(0).constraints().get(0).samples())
        .isEqualTo(results.get(2).constraints().get(0).samples());
    Check many =
        Check.error("many")
            .require(
                java.util.stream.IntStream.range(0, 300)
                    .mapToObj(i -> string("t").isEqualTo("v" + i))
                    .toArray(dev.assay.dq.Requirement[]::new));
    long bytes =
        LocalDataQuality.on(records, fields)
            .check(many)
            .withSamples(1000, "id")
            .run()
            .constraints()
            .stream()
            .flatMap(each -> each.samples().stream())
            .mapToLong(sample -> 2L * String.valueOf(sample.values().get("t")).length())
            .sum();
    assertThat(bytes).isBetween(300L * 32, 1L << 20);
  }

  @Test
  void all_paths_show_the_same_rows() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data().collectAsList()) {
      Map<String, Object> record = new HashMap<>();
      record.put("id", row.get(0));
      record.put("x", row.get(1));
      record.put("t", row.get(2));
      records.add(record);
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("id", Long.class);
    types.put("x", Long.class);
    types.put("t", String.class);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    Check portable =
        Check.error("c")
            .require(
                number("x").isNonNegative().failingOnNull(),
                rowSatisfies(
                    "t is not r13", List.of("t"), row -> !"r13".equals(row.getString("t"))));
    VerificationResult frame = DataQuality.on(data()).check(portable).withSamples(1000, "id").run();
    VerificationResult rdd =
        DataQuality.on(SharedSpark.context().parallelize(records, 3), fields)
            .check(portable)
            .withSamples(1000, "id")
            .run();
    VerificationResult local =
        LocalDataQuality.on(records, fields).check(portable).withSamples(1000, "id").run();
    for (int i = 0; i < 2; i++) {
      List<String> expected = shown(local.constraints().get(i));
      assertThat(expected).hasSize(i == 0 ? 25 : 1);
      assertThat(shown(frame.constraints().get(i))).isEqualTo(expected);
      assertThat(shown(rdd.constraints().get(i))).isEqualTo(expected);
    }
  }

  private static List<String> shown(ConstraintResult result) {
    return result.samples().stream().map(Sample::toString).sorted().toList();
  }
}
