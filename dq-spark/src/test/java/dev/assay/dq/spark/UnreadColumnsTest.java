package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.hasColumn;
import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Which columns of the data no constraint of a run reads. */
class UnreadColumnsTest {

  private static final Dataset<Row> DATA =
      SharedSpark.session()
          .sql(
              "SELECT 1L AS id, 2 AS n, 'a' AS t, named_struct('x', 1, 'y', 2) AS s, 3 AS `a.b`, 4"
                  + " AS other");

  private static List<String> unread(Requirement... requirements) {
    return unreadOf(DATA, requirements);
  }

  private static List<String> unreadOf(Dataset<Row> data, Requirement... requirements) {
    return DataQuality.on(data)
        .with("others", DATA)
        .check(Check.error("c").require(requirements))
        .plan()
        .unreadColumns();
  }

  @Test
  void what_a_constraint_reads_in_any_part_of_it_is_read() {
    assertThat(unread(rowCount().isAtLeast(1)))
        .containsExactly("id", "n", "t", "s", "`a.b`", "other");
    assertThat(unread(number("n").isPositive().where(string("T").isEqualTo("a"))))
        .containsExactly("id", "s", "`a.b`", "other");
    assertThat(unread(number("s.x").sum().per("`a.b`").isAtLeast(0)))
        .containsExactly("id", "n", "t", "other");
    assertThat(unread(key("id", "n").isUnique(), number("other").quantile(0.5).isAtLeast(0)))
        .containsExactly("t", "s", "`a.b`");
    assertThat(unread(forEachColumn(strings(), each -> each.isTrimmed())))
        .containsExactly("id", "n", "s", "`a.b`", "other");
  }

  @Test
  void a_suite_has_the_names_of_the_datasets_before_them() {
    Check check = Check.error("c").require(any("id").isComplete());
    assertThat(
            DataQuality.suite()
                .on("one", DATA.select("id", "n"), check)
                .on("two", DATA.select("id"), check)
                .plan()
                .unreadColumns())
        .containsExactly("one.n");
  }

  @Test
  void the_columns_of_other_datasets_are_theirs() {
    assertThat(unread(key("id").existsIn("others", "n")))
        .containsExactly("n", "t", "s", "`a.b`", "other");
    assertThat(unread(in("others").of(number("n").max()).isEqualTo(2)))
        .containsExactly("id", "n", "t", "s", "`a.b`", "other");
    assertThat(unread(hasSameRowsAs("others").on("id").ignoring("t", "other")))
        .containsExactly("t", "other");
  }

  @Test
  void what_may_read_anything_reads_all_and_what_is_not_evaluated_nothing() {
    assertThat(unread(sql("n > 0").toConstraint())).isEmpty();
    assertThat(unread(rowSatisfies("any", row -> true))).isEmpty();
    assertThat(unreadOf(DATA.drop("s"), allColumns().isUnique())).isEmpty();
    assertThat(unread(any("missing").isComplete(), hasColumn("n")))
        .containsExactly("id", "n", "t", "s", "`a.b`", "other");
  }
}
