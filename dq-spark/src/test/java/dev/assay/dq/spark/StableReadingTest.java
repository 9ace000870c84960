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
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verdict is the same whatever stands beside it, and on whatever path the data are read. */
class StableReadingTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final Requirement NO_CORRUPT = any("_corrupt_record").isComplete();

  @TempDir static Path folder;

  private static List<ConstraintResult> verify(Dataset<Row> data, Requirement... requirements) {
    return DataQuality.verify(data, Check.error("c").require(requirements))
        .checks()
        .get(0)
        .constraints();
  }

  private static Dataset<Row> read(String format, String mode, String schema, String text)
      throws IOException {
    Path file = folder.resolve(format + "-" + text.hashCode());
    Files.writeString(file, text);
    return SPARK.read().format(format).option("mode", mode).schema(schema).load(file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"csv | 1,10;2,abc", "json | {\"id\":1,\"v\":10};{\"id\":2,\"v\":\"abc\"}"})
  void what_a_reader_calls_malformed_does_not_depend_on_the_constraints(String format, String lines)
      throws IOException {
    String text = lines.replace(';', '\n') + "\n";
    Dataset<Row> marked = read(format, "PERMISSIVE", "id int, v int, _corrupt_record string", text);
    // one of two records is malformed, so one of two rows has no such record
    assertThat(verify(marked, NO_CORRUPT).get(0).violations()).isEqualTo(1);
    assertThat(
            verify(
                    marked,
                    NO_CORRUPT,
                    key("id").isUnique(),
                    rowSatisfies("id", List.of("id"), row -> row.getLong("id") > 0))
                .get(0)
                .violations())
        .isEqualTo(1);
    assertThat(verify(marked, NO_CORRUPT, number("v").isPositive()).get(0).violations())
        .isEqualTo(1);

    Dataset<Row> dropped = read(format, "DROPMALFORMED", "id int, v int", text);
    Requirement one = rowCount().isEqualTo(1);
    assertThat(verify(dropped, one)).extracting("status").containsExactly(Status.PASS);
    assertThat(verify(dropped, one, number("v").isPositive(), key("id").isUnique()))
        .extracting("status")
        .containsOnly(Status.PASS);
    assertThat(DataQuality.plan(dropped, Check.error("c").require(one)).toString())
        .contains("every query reads all columns");

    Dataset<Row> failing = read(format, "FAILFAST", "id int, v int", text);
    assertThat(verify(failing, one)).extracting("status").containsExactly(Status.ERROR);
    assertThat(verify(failing, number("id").isPositive(), number("v").isPositive()))
        .extracting("status")
        .containsOnly(Status.ERROR);

    Dataset<Row> plain = read(format, "PERMISSIVE", "id int, v int", text);
    assertThat(verify(plain, rowCount().isEqualTo(2), number("v").nullCount().isEqualTo(1)))
        .extracting("status")
        .containsOnly(Status.PASS);
    assertThat(DataQuality.plan(plain, Check.error("c").require(one)).toString())
        .doesNotContain("every query reads all columns");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"csv | 1,10;2,abc", "json | {\"id\":1,\"v\":10};{\"id\":2,\"v\":\"abc\"}"})
  void a_profile_of_some_columns_sees_the_same_malformed_rows(String format, String lines)
      throws IOException {
    String text = lines.replace(';', '\n') + "\n";
    Dataset<Row> marked = read(format, "PERMISSIVE", "id int, v int, _corrupt_record string", text);
    ColumnProfile alone = Profiler.on(marked, "_corrupt_record").run().column("_corrupt_record");
    assertThat(List.of(alone.rows(), alone.nulls(), alone.distinct())).containsExactly(2L, 1L, 1L);
    for (String[] names :
        new String[][] {
          {"id", "_corrupt_record"}, {"v", "_corrupt_record"}, {"_corrupt_record", "v", "id"}, {}
        }) {
      DatasetProfile profile = Profiler.on(marked, names).run();
      assertThat(profile.column("_corrupt_record")).as(List.of(names) + "").isEqualTo(alone);
      assertThat(profile.duplicateRows()).isZero();
    }
    assertThat(Profiler.on(marked, "v").run().column("v").nulls()).isEqualTo(1);

    Dataset<Row> dropped = read(format, "DROPMALFORMED", "id int, v int", text);
    for (String[] names : new String[][] {{"id"}, {"v"}, {"v", "id"}, {}}) {
      assertThat(Profiler.on(dropped, names).run().rows()).as(List.of(names) + "").isEqualTo(1);
      assertThat(Profiler.on(dropped, names).state().rows()).isEqualTo(1);
    }

    Dataset<Row> failing = read(format, "FAILFAST", "id int, v int", text);
    assertThatThrownBy(() -> Profiler.on(failing, "id").run()).hasStackTraceContaining("FAILFAST");
  }

  @Test
  void text_of_a_char_type_inside_others_has_no_padding() {
    SPARK.sql("DROP TABLE IF EXISTS padded_inside");
    SPARK.sql(
        "CREATE TABLE padded_inside (id INT, s STRUCT<c: CHAR(5), n: INT>, a ARRAY<CHAR(5)>, m"
            + " MAP<CHAR(3), CHAR(5)>, d ARRAY<STRUCT<c: CHAR(5), v: VARCHAR(5)>>) USING parquet");
    try {
      SPARK.sql(
          "INSERT INTO padded_inside VALUES"
              + " (1, named_struct('c', 'ab', 'n', 1), array('ab', null), map('k', 'ab'),"
              + " array(named_struct('c', 'ab', 'v', 'x '))),"
              + " (2, named_struct('c', null, 'n', 2), array(), map('k', null), array(null)),"
              + " (3, null, null, null, null)");
      Dataset<Row> data = SPARK.table("padded_inside");
      // what plain Spark gives: the padding is there
      assertThat(data.where("id = 1").selectExpr("a[0]").first().getString(0)).isEqualTo("ab   ");
      Requirement[] sql = {
        string("s.c").isIn("ab"),
        string("s.c").length().isEqualTo(2),
        string("s.c").maxLength().isEqualTo(2),
        string("s.c").matches("[a-z]{2}"),
        string("s.c").nullCount().isEqualTo(2),
        string("s.c").entropy().isEqualTo(0),
        any("s").nullCount().isEqualTo(1),
        any("a").nullCount().isEqualTo(1),
        sql("s.n = id"),
        sql("id > 1 OR s.c = 'ab'"),
        sql("id > 1 OR size(a) = 2 AND get(a, 0) = 'ab' AND get(a, 1) IS NULL"),
        sql("id > 1 OR m['k'] = 'ab'"),
        sql("id > 1 OR (get(d, 0).c = 'ab' AND get(d, 0).v = 'x ')"),
        sql(
            "id <> 2 OR (size(a) = 0 AND map_keys(m)[0] = 'k' AND m['k'] IS NULL AND get(d, 0) IS"
                + " NULL)")
      };
      Requirement[] rows = {
        rowSatisfies("s", List.of("id", "s.c"), row -> only(row.get("id"), row.get("s.c"), "ab")),
        rowSatisfies(
            "a", List.of("id", "a"), row -> only(row.get("id"), row.get("a"), "[ab, null]")),
        rowSatisfies("m", List.of("id", "m"), row -> only(row.get("id"), row.get("m"), "{k=ab}")),
        rowSatisfies("d", List.of("id", "d"), row -> only(row.get("id"), row.get("d"), "[[ab,x ]]"))
      };
      assertThat(verify(data, sql)).allMatch(each -> each.status() == Status.PASS);
      assertThat(verify(data, rows)).allMatch(each -> each.status() == Status.PASS);
      assertThat(
              DataQuality.on(data)
                  .check(Check.error("c").require(sql).require(rows))
                  .run()
                  .constraints())
          .allMatch(each -> each.status() == Status.PASS);
      assertThat(Profiler.profile(data).column("s.c").text().lengths().max()).isEqualTo(2);
    } finally {
      SPARK.sql("DROP TABLE padded_inside");
    }
  }

  /** Whether the first row has such a text; the others are judged by other constraints. */
  private static boolean only(Object id, Object value, String text) {
    return (!id.equals(1) && !id.equals(1L)) || text.equals(String.valueOf(value));
  }

  @Test
  void a_char_column_has_no_padding() {
    SPARK.sql("DROP TABLE IF EXISTS padded");
    SPARK.sql("CREATE TABLE padded (c CHAR(5), d CHAR(3), v VARCHAR(5)) USING parquet");
    try {
      SPARK.sql("INSERT INTO padded VALUES ('ab', 'ab', 'ab'), ('xy', 'xy', 'xy ')");
      Dataset<Row> data = SPARK.table("padded");
      Requirement[] all = {
        string("c").isIn("ab", "xy"),
        string("c").length().isBetween(2, 2),
        string("c").matches("[a-z]{2}"),
        string("c").isEqualTo(string("d")),
        sql("c = 'ab' OR c = 'xy'"),
        string("v").length().isBetween(2, 3),
        string("c").maxLength().isEqualTo(2)
      };
      assertThat(verify(data, all)).extracting("status").containsOnly(Status.PASS);
      assertThat(
              verify(
                  data,
                  string("c").isIn("ab", "xy").where(rowSatisfies("a", List.of("c"), row -> true)),
                  rowSatisfies("c", row -> row.getString("c").length() == 2)))
          .extracting("status")
          .containsOnly(Status.PASS);
      assertThat(Profiler.profile(data).column("c").text().lengths().max()).isEqualTo(2);
    } finally {
      SPARK.sql("DROP TABLE padded");
    }
  }

  @Test
  void bytes_that_are_no_text_stay_what_they_are() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT cast(x AS STRING) AS s FROM VALUES (X'FF'), (X'FE'), (X'80'), (X'41FF41'),"
                + " (X'EFBFBD'), (X'C3A9') AS t(x)");
    Requirement[] all = {
      string("s").isNotEqualTo("\ufffd").allowingViolations(1),
      string("s").isLessThan("\u00e9").forAtLeastRows(2),
      key("s").isUnique(),
      string("s").distinctCount().isEqualTo(6)
    };
    assertThat(verify(data, all)).extracting("status").containsOnly(Status.PASS);
    assertThat(
            verify(
                data,
                string("s")
                    .isNotEqualTo("\ufffd")
                    .where(rowSatisfies("any", List.of("s"), row -> true))
                    .allowingViolations(1),
                string("s")
                    .isLessThan("\u00e9")
                    .where(rowSatisfies("any", List.of("s"), row -> true))
                    .forAtLeastRows(2),
                key("s").isUnique().where(rowSatisfies("any", List.of("s"), row -> true)),
                // as Spark decodes it
                rowSatisfies("s", List.of("s"), row -> !row.getString("s").contains("\udcff"))))
        .extracting("status")
        .containsOnly(Status.PASS);
  }

  @Test
  void lone_surrogates_are_different_texts_in_a_list_and_in_an_rdd() {
    List<Map<String, ?>> records =
        List.of(
            Map.of("s", "\ud800"),
            Map.of("s", "\ud801"),
            Map.of("s", "\udcff"),
            Map.of("s", "?"),
            Map.of("s", "a\udc00b"));
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("s", String.class));
    Check check =
        Check.error("c")
            .require(
                key("s").isUnique(),
                string("s").distinctCount().isEqualTo(5),
                string("s").isNotIn("\ud802"));
    assertThat(LocalDataQuality.verify(records, fields, check).passed()).isTrue();
    assertThat(
            DataQuality.verify(SharedSpark.context().parallelize(records, 2), fields, check)
                .passed())
        .isTrue();
  }

  @Test
  void a_column_without_a_name_is_written_as_two_backticks() {
    Dataset<Row> data = SPARK.range(10).toDF("").withColumn("v", functions.lit(1));
    assertThat(
            verify(
                data,
                number("``").isBetween(0, 9),
                key("``").isUnique(),
                rowCount().isEqualTo(10),
                rowSatisfies("all", row -> row.getLong("``") < 10 && row.getLong("v") == 1)))
        .extracting("status")
        .containsOnly(Status.PASS);
    assertThat(Profiler.profile(data).rows()).isEqualTo(10);
  }

  @Test
  void two_columns_of_one_name_spoil_nothing_but_themselves() {
    Dataset<Row> left = SPARK.range(3).selectExpr("id", "id AS v");
    Dataset<Row> data =
        left.join(SPARK.range(3).selectExpr("id", "id AS w"), functions.expr("v = w"));
    List<ConstraintResult> results =
        verify(
            data,
            rowCount().isEqualTo(3),
            number("v").isNonNegative(),
            rowSatisfies("v", List.of("v"), row -> row.getLong("v") >= 0),
            sql("v = w"),
            rowSatisfies("all", row -> true),
            number("id").isNonNegative(),
            key("v").isUnique());
    assertThat(results)
        .extracting("status")
        .containsExactly(
            Status.PASS,
            Status.PASS,
            Status.PASS,
            Status.PASS,
            Status.ERROR,
            Status.ERROR,
            Status.PASS);
    assertThat(results.get(4).error().message())
        .contains("column id is ambiguous", "rename or drop", "rowSatisfies(label, reads, code)");
    assertThat(Profiler.on(data, "v").run().rows()).isEqualTo(3);
    assertThatThrownBy(() -> Profiler.profile(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column id is ambiguous");
  }
}
