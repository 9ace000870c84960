package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Texts with a collation, which Spark has from version 4 on. */
@Tag("matrix")
class CollationTest {

  private static final SparkSession SPARK = SharedSpark.session();

  @Test
  void a_column_with_a_collation_is_refused_by_name_with_the_remedy() {
    String collated =
        "SELECT collate(s, 'UTF8_LCASE') AS s, n FROM VALUES ('A', 1), ('a', 2), ('B', 3) AS t(s,"
            + " n)";
    if (SPARK.version().startsWith("3.")) { // as many tests run on every Spark
      assertThatThrownBy(() -> SPARK.sql(collated)).hasMessageContaining("collate");
      return;
    }
    Dataset<Row> data = SPARK.sql(collated);
    List<ConstraintResult> results =
        DataQuality.verify(
                data,
                Check.error("c")
                    .require(
                        string("s").isIn("A", "B"),
                        key("s").distinctCount().isEqualTo(2),
                        any("s").isComplete(),
                        number("n").sum().isEqualTo(6),
                        rowCount().isEqualTo(3)))
            .checks()
            .get(0)
            .constraints();
    assertThat(results)
        .extracting(ConstraintResult::status)
        .containsExactly(Status.ERROR, Status.ERROR, Status.PASS, Status.PASS, Status.PASS);
    assertThat(results.subList(0, 2))
        .allSatisfy(
            result ->
                assertThat(result.error().message())
                    .contains("column s has the collation UTF8_LCASE", "functions.collate("));
    assertThatThrownBy(() -> Profiler.profile(data))
        .hasMessageContaining("column s has the collation UTF8_LCASE");
    assertThat(Profiler.on(data, "n").run().rows()).isEqualTo(3);
    Dataset<Row> plain = data.selectExpr("collate(s, 'UTF8_BINARY') AS s");
    assertThat(
            DataQuality.verify(
                    plain,
                    Check.error("c")
                        .require(
                            string("s").isIn("A", "a", "B"), key("s").distinctCount().isEqualTo(3)))
                .passed())
        .isTrue();
  }
}
