package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.SuiteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Results as a table whose columns are pinned. */
class ResultTableTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final Instant THEN = Instant.parse("2024-05-01T06:00:00.000001Z");
  private static final String ODD = "o'dd \u0000\n`x`";

  private static SuiteResult result() {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("n", Double.class, "s", String.class));
    List<Map<String, ?>> records =
        List.of(Map.of("n", Double.NaN, "s", "a"), Map.of("n", 1.0, "s", "b"), new HashMap<>());
    Check rules =
        Check.error("rules")
            .require(
                string("s").isIn("a").as(ODD).tagged("t1", "t2").because("so"),
                rowCount().isEqualTo(3),
                number("n").mean().isAtLeast(0),
                number("gone").isComplete(),
                number("n").isPositive().where(string("s").isEqualTo("z")));
    return LocalDataQuality.suite()
        .on("first", records, fields, rules, Check.error("nothing"))
        .on(
            "second",
            List.of(),
            fields,
            Check.warning("hints").require(key("s", "n").isUnique(), rowCount().isAtLeast(1)))
        .asOf(THEN)
        .run();
  }

  @Test
  void the_columns_stay() {
    assertThat(ResultTable.schema().toDDL())
        .isEqualTo(
            "run_id STRING,as_of TIMESTAMP,dataset STRING,check STRING,severity STRING,"
                + "constraint_id STRING,constraint STRING,sentence STRING,status STRING,"
                + "fails BOOLEAN,expected STRING,actual DOUBLE,actual_text STRING,"
                + "rows_in_scope BIGINT,violations BIGINT,nulls BIGINT,columns ARRAY<STRING>,"
                + "tags ARRAY<STRING>,because STRING,note STRING,error STRING,engine STRING,"
                + "version STRING,recorded_at TIMESTAMP");
    assertThat(ResultTable.of(SPARK, result()).schema()).isEqualTo(ResultTable.schema());
  }

  @Test
  void the_guide_says_what_each_column_is() throws IOException {
    List<String> said =
        Files.readAllLines(Path.of("../dq-examples/docs/results.md")).stream()
            .filter(line -> line.matches("\\| `[a-z_]+` \\| `[A-Z<>]+` \\| .*"))
            .map(line -> line.split("[|` ]+"))
            .map(cells -> cells[1] + " " + cells[2])
            .toList();
    assertThat(String.join(",", said)).isEqualTo(ResultTable.schema().toDDL());
  }

  @Test
  void there_is_a_row_for_each_constraint_and_for_a_check_with_a_problem() {
    SuiteResult result = result();
    Dataset<Row> table = ResultTable.of(SPARK, "run-1", result);
    List<Row> rows =
        table
            .selectExpr(
                "concat_ws(' | ', run_id, as_of, dataset, check, severity, status, fails,"
                    + " nvl(string(actual), '-'), nvl(string(rows_in_scope), '-'),"
                    + " nvl(string(violations), '-'), nvl(string(nulls), '-'), columns)")
            .collectAsList();
    String first = "run-1 | 2024-05-01 06:00:00.000001 | first | ";
    String second = "run-1 | 2024-05-01 06:00:00.000001 | second | ";
    assertThat(rows.stream().map(row -> row.getString(0)))
        .containsExactly(
            first + "rules | ERROR | FAIL | true | 0.6666666666666666 | 3 | 1 | 1 | s",
            first + "rules | ERROR | PASS | false | 3.0 | 3 | - | 0",
            first + "rules | ERROR | FAIL | true | NaN | 3 | - | 1 | n",
            first + "rules | ERROR | ERROR | true | - | - | - | - | gone",
            first + "rules | ERROR | NOT_EVALUATED | false | - | 0 | 0 | 0 | n | s",
            first + "nothing | ERROR | ERROR | true | - | - | - | -",
            second + "hints | WARNING | NOT_EVALUATED | true | - | 0 | - | 0 | s | n",
            second + "hints | WARNING | FAIL | true | 0.0 | 0 | - | 0");
    Row odd = table.first();
    assertThat(odd.<String>getAs("constraint")).isEqualTo(ODD);
    assertThat(odd.getList(odd.fieldIndex("tags"))).isEqualTo(List.of("t1", "t2"));
    assertThat(odd.<String>getAs("because")).isEqualTo("so");
    assertThat(odd.<String>getAs("sentence")).isEqualTo("s is in {\"a\"}");
    assertThat(odd.<String>getAs("expected")).isEqualTo("every row");
    assertThat(odd.<String>getAs("actual_text")).isEqualTo("66.67% (1 of 3 rows violate)");
    assertThat(odd.<String>getAs("engine")).isEqualTo("records in memory");
    List<Row> all = table.collectAsList();
    assertThat(all.get(3).<String>getAs("error")).startsWith("column gone does not exist");
    assertThat(all.get(5).<String>getAs("error")).isNotNull();
    assertThat(all.get(5).<Object>getAs("constraint_id")).isNull();
    assertThat(all.stream().map(row -> row.getAs("constraint_id")).filter(id -> id != null))
        .containsExactlyElementsOf(
            result.constraints().stream().map(ConstraintResult::id).toList());
  }

  @Test
  void a_run_has_an_id_and_a_dataset_without_a_name_has_none() {
    List<Row> rows = ResultTable.of(SPARK, result().dataset("first")).collectAsList();
    assertThat(rows)
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.<Object>getAs("dataset")).isNull());
    assertThat(rows.stream().map(row -> UUID.fromString(row.getAs("run_id"))).distinct())
        .hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultTable.of(SPARK, " ", result()))
        .withMessage("The run id must not be blank");
    assertThat(Arrays.asList(ResultTable.schema().fieldNames())).doesNotHaveDuplicates();
  }
}
