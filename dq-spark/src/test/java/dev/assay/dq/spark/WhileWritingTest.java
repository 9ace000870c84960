package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are verified on their way to where they are written, and arrive as they are. */
@Tag("matrix")
class WhileWritingTest {

  @TempDir Path folder;

  private static SparkSession spark() {
    return SharedSpark.session();
  }

  private String path() {
    return folder.resolve("written").toString();
  }

  /** 1,000 rows in 4 partitions, two of them empty; 91 values are null. */
  private static Dataset<Row> numbers() {
    return spark()
        .range(0, 1000, 1, 2)
        .union(spark().range(0, 0, 1, 2))
        .selectExpr("id", "if(id % 11 = 0, null, id % 7) AS v", "concat('t', id % 10) AS text");
  }

  private static Check check(Requirement... requirements) {
    return Check.error("written").require(requirements);
  }

  private static final Check SCAN =
      check(
          rowCount().isEqualTo(1000),
          number("id").sum().isEqualTo(499_500),
          number("v").nullCount().isEqualTo(91),
          number("v").isLessThan(6),
          string("text").max().isEqualTo("t9"),
          rowSatisfies("even", List.of("id"), row -> row.getLong("id") % 2 == 0));

  private static void holds(VerificationResult result) {
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(
            Status.PASS, Status.PASS, Status.PASS, Status.FAIL, Status.PASS, Status.FAIL);
    // of 0 to 999, 142 leave 6 when divided by 7 (6 to 993), and 13 of them (55, 132, … 979) are
    // multiples of 11
    assertThat(result.constraints().get(3).violations()).isEqualTo(142 - 13);
    assertThat(result.constraints().get(5).violations()).isEqualTo(500);
  }

  @Test
  void a_scan_takes_no_job_of_its_own() {
    AtomicReference<VerificationResult> result = new AtomicReference<>();
    int jobs =
        JobCountTest.jobsOf(
            () ->
                result.set(
                    DataQuality.on(numbers())
                        .check(SCAN)
                        .whileWriting(writer -> writer.parquet(path()))));
    holds(result.get());
    assertThat(result.get().constraints())
        .extracting(ConstraintResult::pass)
        .containsOnly("writing");
    assertThat(jobs).isEqualTo(1);
    assertThat(DataQuality.on(numbers()).check(SCAN).planWhileWriting().cost().jobs()).isZero();
    assertThat(spark().read().parquet(path()).count()).isEqualTo(1000);
  }

  /** Of ann, it's, null, nothing, Ann and x@y, whether Spark tells of a text or Java does. */
  @Test
  void what_is_asked_of_texts_is_what_holds_of_them() {
    StringColumn t = string("t");
    Map<Requirement, Long> violations = new LinkedHashMap<>();
    violations.put(t.isComplete(), 1L);
    violations.put(any("t").isNull(), 5L);
    violations.put(t.isIn("ann", ""), 3L);
    violations.put(t.isNotIn("ann"), 1L);
    violations.put(t.isIn(IntStream.range(0, 30).mapToObj(i -> "a" + i).toList()), 5L);
    violations.put(t.startsWith("A"), 4L);
    violations.put(t.startsWith("A").failingOnNull(), 5L);
    violations.put(t.endsWith("n"), 3L);
    violations.put(t.contains("@").not(), 1L);
    violations.put(t.containsPattern("nn"), 3L);
    violations.put(t.containsPattern("n{2}"), 3L);
    violations.put(t.matches("ann"), 4L);
    violations.put(t.isLike("%n"), 3L);
    violations.put(t.isLike("x%"), 4L);
    violations.put(t.isComplete().where(t.startsWith("x")), 0L);
    violations.put(t.isIn("ann").where(t.length().isEqualTo(3)), 2L);
    violations.put(t.length().isAtMost(3), 1L);
    Dataset<Row> data =
        spark()
            .sql("SELECT * FROM VALUES ('ann'), ('it\\'s'), (NULL), (''), ('Ann'), ('x@y') AS v(t)")
            .repartition(2);
    assertThat(
            DataQuality.on(data)
                .check(Check.error("texts").require(violations.keySet()))
                .whileWriting(writer -> writer.parquet(path()))
                .constraints())
        .allSatisfy(each -> assertThat(each.pass()).isEqualTo("writing"))
        .extracting(ConstraintResult::violations)
        .containsExactlyElementsOf(violations.values());
  }

  /** Of 0 to 59 every second, third, … sixth row has no value; and the year 300000 is one. */
  @Test
  void columns_that_are_only_to_be_complete_are_so_of_any_type() {
    Dataset<Row> data =
        spark()
            .range(0, 60, 1, 2)
            .selectExpr(
                "IF(id % 2 = 0, NULL, id) AS n",
                "IF(id % 3 = 0, NULL, array(id)) AS a",
                "IF(id % 4 = 0, NULL, struct(id AS x, CAST(NULL AS INT) AS y)) AS s",
                "IF(id % 5 = 0, NULL, date_add(DATE'1970-01-01', 108850000 + CAST(id AS INT))) AS d",
                "IF(id % 6 = 0, NULL, IF(id = 1, DOUBLE('NaN'), id / 2)) AS r");
    VerificationResult result =
        DataQuality.on(data)
            .check(
                check(
                    any("n").isComplete(),
                    any("a").isComplete(),
                    any("s").isComplete(),
                    any("d").isComplete(),
                    any("d").isNull(),
                    number("r").isComplete(),
                    number("r").isAtMost(5)))
            .whileWriting(writer -> writer.parquet(path()));
    assertThat(result.constraints())
        .allSatisfy(each -> assertThat(each.pass()).isEqualTo("writing"))
        .extracting(ConstraintResult::violations)
        // beyond 5, which NaN is too: 11 to 59 without 12, 18, … 54, and 1
        .containsExactly(30L, 20L, 15L, 12L, 48L, 10L, 42L);
  }

  @Test
  void rows_that_are_known_when_the_query_is_planned_are_seen_once() {
    Dataset<Row> known =
        spark().createDataFrame(numbers().collectAsList(), numbers().schema()).filter("id >= 0");
    AtomicReference<VerificationResult> result = new AtomicReference<>();
    int jobs =
        JobCountTest.jobsOf(
            () ->
                result.set(
                    DataQuality.on(known)
                        .check(SCAN)
                        .whileWriting(writer -> writer.parquet(path()))));
    holds(result.get());
    assertThat(jobs).isEqualTo(1);
  }

  @Test
  void rows_selected_and_divided_and_written_by_partition_are_those_of_the_data() {
    Dataset<Row> twice =
        spark().range(0, 2000, 1, 3).toDF("n").where("n % 2 = 0").selectExpr("n / 2 AS h");
    Dataset<Row> data =
        twice
            .selectExpr(
                "cast(h AS BIGINT) AS id",
                "if(h % 11 = 0, null, cast(h % 7 AS BIGINT)) AS v",
                "concat('t', cast(h % 10 AS BIGINT)) AS text")
            .repartition(5, functions.col("v"));
    holds(
        DataQuality.on(data)
            .check(SCAN)
            .whileWriting(writer -> writer.partitionBy("text").parquet(path())));
    assertThat(spark().read().parquet(path()).count()).isEqualTo(1000);
  }

  @Test
  void what_is_written_is_what_was_given() {
    Dataset<Row> odd =
        spark()
            .range(3)
            .selectExpr(
                "id AS `a.b`",
                "id AS `_seen`",
                "cast(X'C328FF' AS STRING) AS broken",
                "cast('0001-01-01' AS DATE) AS early",
                "array(struct(id AS x, cast(null AS INT) AS y)) AS nested",
                "cast(1 AS DECIMAL(38, 18)) AS exact",
                "cast('NaN' AS DOUBLE) AS nan")
            .withColumn("twice", functions.col("_seen"));
    VerificationResult result =
        DataQuality.on(odd)
            .check(check(rowCount().isEqualTo(3), string("broken").isComplete()))
            .whileWriting(writer -> writer.format("orc").save(path()));
    assertThat(result.passed()).isTrue();
    Dataset<Row> written = spark().read().orc(path());
    assertThat(written.schema().fieldNames()).isEqualTo(odd.schema().fieldNames());
    assertThat(written.withColumn("broken", functions.hex(functions.col("broken"))).collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            odd.withColumn("broken", functions.hex(functions.col("broken"))).collectAsList());
  }

  @Test
  void keys_are_counted_in_what_was_written() {
    Path read = folder.resolve("read");
    numbers().write().parquet(read.toString());
    Check keys =
        check(
            key("id").isUnique(),
            number("v").median().isEqualTo(3),
            sql("v < 7").toConstraint(),
            number("id").max().isEqualTo(999));
    Dataset<Row> data = spark().read().parquet(read.toString());
    VerificationResult result =
        DataQuality.on(data)
            .check(keys)
            .whileWriting(
                writer -> {
                  writer.parquet(path());
                  delete(read); // so what is read afterwards can only be what was written
                },
                () -> spark().read().parquet(path()));
    assertThat(result.constraints()).extracting(ConstraintResult::status).containsOnly(Status.PASS);
    assertThat(result.constraints().get(0).pass()).isEqualTo("packed keys");
    assertThat(result.constraints().get(3).pass()).isEqualTo("writing");
  }

  private static void delete(Path read) {
    try (Stream<Path> files = Files.list(read)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_cannot_be_read_back_costs_only_what_needs_it() {
    Check keys = check(key("id").isUnique(), number("id").max().isEqualTo(999));
    DatasetVerification run = DataQuality.on(numbers()).check(keys);
    List<VerificationResult> results =
        List.of(
            run.whileWriting(
                writer -> writer.mode("overwrite").parquet(path()),
                () -> spark().read().parquet(path()).where("id < 999")),
            run.whileWriting(
                writer -> writer.mode("overwrite").parquet(path()),
                () -> spark().read().parquet(path()).selectExpr("cast(id AS STRING) AS id")),
            run.whileWriting(
                writer -> writer.mode("overwrite").parquet(path()),
                () -> spark().read().parquet(path() + "/nowhere")));
    List<String> messages = new ArrayList<>();
    for (VerificationResult result : results) {
      assertThat(result.constraints())
          .extracting(ConstraintResult::status)
          .containsExactly(Status.ERROR, Status.PASS);
      messages.add(result.constraints().get(0).error().message());
    }
    assertThat(messages.get(0)).contains("1,000 rows in the writing pass, 999 in the packed keys");
    assertThat(messages.get(1))
        .contains("column id is bigint, but in what was written it is string");
    assertThat(messages.get(2)).contains("what was written could not be read back");
  }

  @Test
  void what_cannot_be_read_back_is_not_looked_up_in_other_data_either() {
    Check foreign = check(key("id").existsIn("all", "id"), number("id").max().isEqualTo(999));
    VerificationResult result =
        DataQuality.on(numbers())
            .with("all", numbers())
            .check(foreign)
            .whileWriting(
                writer -> writer.parquet(path()),
                () -> {
                  throw new StackOverflowError();
                });
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR, Status.PASS);
    assertThat(result.constraints().get(0).error().message())
        .contains("what was written could not be read back");
  }

  @Test
  void rows_are_written_whatever_becomes_of_constraints() {
    Check failing =
        check(
            rowSatisfies(
                "throws",
                List.of("id"),
                row -> {
                  throw new StackOverflowError();
                }),
            string("missing").isComplete(),
            number("id").sum().isEqualTo(499_500));
    VerificationResult result =
        DataQuality.on(numbers()).check(failing).whileWriting(writer -> writer.parquet(path()));
    assertThat(result.constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR, Status.ERROR, Status.PASS);
    assertThat(spark().read().parquet(path()).count()).isEqualTo(1000);
  }

  @Test
  void what_writing_throws_is_thrown() {
    DatasetVerification run = DataQuality.on(numbers()).check(SCAN);
    assertThatThrownBy(
            () ->
                run.whileWriting(
                    writer -> {
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    run.whileWriting(writer -> writer.parquet(path()));
    assertThatThrownBy(() -> run.whileWriting(writer -> writer.parquet(path())))
        .hasMessageContaining("already exists");
  }

  @Test
  void without_rows_nothing_has_passed() {
    VerificationResult result =
        DataQuality.on(numbers().where("id < 0"))
            .check(check(number("id").isComplete()))
            .whileWriting(writer -> writer.parquet(path()));
    assertThat(result.passed()).isFalse();
    assertThat(result.constraints().get(0).status()).isEqualTo(Status.NOT_EVALUATED);
  }

  @Test
  void a_writer_that_is_not_used_leaves_the_data_to_be_read() {
    holds(DataQuality.on(numbers()).check(SCAN).whileWriting(writer -> {}));
  }

  @Test
  void text_of_a_fixed_length_is_written_as_it_is_and_judged_without_padding() {
    spark().sql("CREATE TABLE padded_written (code CHAR(5)) USING parquet");
    try {
      spark().sql("INSERT INTO padded_written VALUES ('ab')");
      VerificationResult result =
          DataQuality.on(spark().table("padded_written"))
              .check(check(string("code").length().max().isEqualTo(2)))
              .whileWriting(writer -> writer.parquet(path()));
      assertThat(result.passed()).isTrue();
      assertThat(result.constraints().get(0).pass()).isEqualTo("writing");
      assertThat(spark().read().parquet(path()).selectExpr("length(code)").first().getInt(0))
          .isEqualTo(5);
    } finally {
      spark().sql("DROP TABLE padded_written");
    }
  }

  @Test
  void the_same_verification_runs_without_writing_as_well() {
    DatasetVerification run = DataQuality.on(numbers()).check(SCAN);
    holds(run.whileWriting(writer -> writer.parquet(path())));
    VerificationResult read = run.run();
    holds(read);
    assertThat(read.constraints().get(0).pass()).isNotEqualTo("writing");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_gate_publishes_what_holds_and_nothing_else() throws IOException {
    Check atMost999 = check(number("id").isAtMost(999), key("id").isUnique());
    DatasetVerification good = DataQuality.on(numbers()).check(atMost999);
    DatasetVerification bad = DataQuality.on(numbers().selectExpr("id + 1 AS id")).check(atMost999);

    assertThat(bad.gate(path(), (writer, staging) -> writer.parquet(staging)).passed()).isFalse();
    assertThat(names()).isEmpty();

    assertThat(good.gate(path(), (writer, staging) -> writer.parquet(staging)).passed()).isTrue();
    assertThat(names()).containsExactly("written");
    assertThat(spark().read().parquet(path()).count()).isEqualTo(1000);

    assertThat(bad.gate(path(), (writer, staging) -> writer.parquet(staging)).passed()).isFalse();
    assertThat(names()).containsExactly("written");
    assertThat(spark().read().parquet(path()).selectExpr("max(id)").first().get(0)).isEqualTo(999L);

    DatasetVerification fewer = DataQuality.on(numbers().where("id < 10")).check(atMost999);
    assertThat(fewer.gate(path(), (writer, staging) -> writer.parquet(staging)).passed()).isTrue();
    assertThat(names()).containsExactly("written");
    assertThat(spark().read().parquet(path()).count()).isEqualTo(10);
  }

  @Test
  void a_gate_leaves_nothing_behind_where_writing_fails_or_goes_elsewhere() throws IOException {
    DatasetVerification run = DataQuality.on(numbers()).check(check(rowCount().isEqualTo(1000)));
    assertThatThrownBy(
            () ->
                run.gate(
                    path(),
                    (writer, staging) -> {
                      writer.parquet(staging);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(names()).isEmpty();
    assertThatThrownBy(() -> run.gate(path(), (writer, staging) -> writer.parquet(path())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("write to the path that is given");
    assertThat(names()).containsExactly("written");
  }
}
