package dev.assay.dq.spark;

import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static dev.assay.dq.spark.assertj.DataAssertions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.spark.assertj.DatasetAssert;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Datasets compared as multisets of rows; the messages are diffs that people read. */
class RowComparisonTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static Dataset<Row> data(String values, String columns) {
    return SPARK.sql("SELECT * FROM VALUES " + values + " AS t(" + columns + ")");
  }

  private static Dataset<Row> orders() {
    return data(
        "('A-1', 'ann@example.org', 10.0D), ('A-2', 'bob@example.org', 12.0D), ('A-4', NULL, NULL)",
        "order_id, email, amount");
  }

  private static Dataset<Row> expected() {
    return data(
        "('A-1', 'ann@example.org', 10.0D), ('A-2', 'bob@example.org', 10.0D), ('A-3',"
            + " 'cid@example.org', 7.0D)",
        "order_id, email, amount");
  }

  /** The message without the last line, which says where. */
  private static String message(
      Function<DatasetAssert, DatasetAssert> comparison, Dataset<?> data) {
    Throwable failure = catchThrowable(() -> comparison.apply(assertThat(data)));
    assertThat(failure).isInstanceOf(AssertionError.class);
    List<String> lines = failure.getMessage().lines().toList();
    assertThat(lines.get(lines.size() - 1)).contains("(RowComparisonTest.java:");
    return lines.stream().limit(lines.size() - 1L).collect(Collectors.joining("\n"));
  }

  @Test
  void rows_by_key() {
    assertThat(message(d -> d.as("orders").keyedBy("order_id").hasSameRowsAs(expected()), orders()))
        .isEqualTo(
            """
            [orders] 1 of 1 assertion failed:

              ✗ has the same rows as the dataset given
                expected: 3 rows
                but was : 3 rows: 1 missing, 1 unexpected, 1 changed (amount in 1)
                diff    : - expected, + actual, [differing cells]
                    | order_id | email             | amount
                  - | "A-2"    | "bob@example.org" | [10.0]
                  + | "A-2"    | "bob@example.org" | [12.0]
                  - | "A-3"    | "cid@example.org" | 7.0
                  + | "A-4"    | null              | null\
            """);
  }

  @Test
  void whole_rows() {
    assertThat(message(d -> d.hasSameRowsAs(expected()), orders()))
        .isEqualTo(
            """
            1 of 1 assertion failed:

              ✗ has the same rows as the dataset given
                expected: 3 rows
                but was : 3 rows: 2 missing, 2 unexpected
                diff    : - expected, + actual, [differing cells]
                    | order_id | email             | amount
                  - | "A-2"    | "bob@example.org" | [10.0]
                  + | "A-2"    | "bob@example.org" | [12.0]
                  - | "A-3"    | "cid@example.org" | 7.0
                  + | "A-4"    | null              | null\
            """);
  }

  @Test
  void duplicates_count_and_null_equals_null() {
    Dataset<Row> twice = data("(1, NULL), (1, NULL), (2, 'x')", "a, b");
    assertThat(twice).containsExactlyInAnyOrder(row(2, "x"), row(1, null), row(1, null));
    assertThat(message(d -> d.containsExactlyInAnyOrder(row(1, null), row(2, "x")), twice))
        .isEqualTo(
            """
            1 of 1 assertion failed:

              ✗ contains exactly the rows given, in any order
                expected: 2 rows
                but was : 3 rows: 1 unexpected
                diff    : - expected, + actual
                    | a | b
                  + | 1 | null\
            """);
    Dataset<Row> thrice = data("(1, NULL), (1, NULL), (1, NULL)", "a, b");
    assertThat(message(d -> d.keyedBy("a").hasSameRowsAs(thrice), thrice.limit(1)))
        .contains("expected: 3 rows", "but was : 1 row: 2 missing");
  }

  @Test
  void nan_equals_nan_and_minus_zero_zero() {
    Dataset<Row> a = data("(double('NaN'), -0.0D), (1.0D, 2.0D)", "x, y");
    Dataset<Row> b = data("(1.0D, 2.0D), (double('NaN'), 0.0D)", "x, y");
    assertThat(a).hasSameRowsAs(b).usingTolerance(0).hasSameRowsAs(b).keyedBy("y").hasSameRowsAs(b);
  }

  @Tag("slow")
  @Test
  void the_tolerance_reaches_decimals_and_what_is_inside_arrays_structs_and_maps() {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("DECIMAL(10,2)", "%s");
    shapes.put("FLOAT", "%s");
    shapes.put("ARRAY<DOUBLE>", "array(1, null, %s)");
    shapes.put("ARRAY<ARRAY<DECIMAL(3,2)>>", "array(array(), array(%s, 1))");
    shapes.put("STRUCT<`a.b`: DOUBLE, c: STRING>", "named_struct('x', %s, 'c', 'c')");
    shapes.put("MAP<STRING, DOUBLE>", "map('k', %s, 'l', null)");
    shapes.put(
        "ARRAY<STRUCT<`${x}`: INT, `y``z`: ARRAY<DOUBLE>>>",
        "array(named_struct('x', 1, 'y', array(%s)))");
    Function<String, Dataset<Row>> of =
        value -> {
          List<String> columns = new ArrayList<>(List.of("1 AS id"));
          shapes.forEach(
              (type, shape) ->
                  columns.add(
                      "CAST(%s AS %s) AS v%d"
                          .formatted(shape.formatted(value), type, columns.size())));
          return SPARK.sql("SELECT " + String.join(", ", columns));
        };
    Dataset<Row> a = of.apply("0.53");
    assertThat(a).usingTolerance(0.1).hasSameRowsAs(of.apply("0.52"));
    assertThat(a).keyedBy("id").usingTolerance(0.1f).hasSameRowsAs(of.apply("0.52"));
    for (String other : List.of("0.73", "null")) {
      String message = message(d -> d.usingTolerance(0.1).hasSameRowsAs(of.apply(other)), a);
      assertThat(message).contains("1 changed (");
      for (int i = 1; i <= shapes.size(); i++) {
        assertThat(message).contains("v" + i + " in 1");
      }
    }
    Dataset<Row> one = SPARK.sql("SELECT 1 AS id, array(0.53D) AS v, 0.5BD AS d");
    Dataset<Row> longer = SPARK.sql("SELECT 1 AS id, array(0.53D, 0.53D) AS v, 0.5BD AS d");
    Dataset<Row> edge = SPARK.sql("SELECT 1 AS id, array(0.53D) AS v, 0.6BD AS d");
    assertThat(message(d -> d.usingTolerance(5).hasSameRowsAs(longer), one)).contains("v in 1");
    assertThat(one).usingTolerance(0.1).hasSameRowsAs(edge);
    assertThat(message(d -> d.usingTolerance(0.09).hasSameRowsAs(edge), one)).contains("d in 1");
    Dataset<Row> largest = SPARK.sql("SELECT CAST(repeat('9', 38) AS DECIMAL(38,0)) AS d");
    Dataset<Row> least =
        SPARK.sql("SELECT CAST(concat('-', repeat('9', 38)) AS DECIMAL(38,0)) AS d");
    assertThat(message(d -> d.usingTolerance(1).hasSameRowsAs(least), largest))
        .contains("1 changed (d in 1)");
  }

  @Test
  void a_column_to_ignore_exists() {
    assertThat(message(d -> d.ignoringColumns("amuont").hasSameRowsAs(orders()), orders()))
        .contains("ignoringColumns names amuont, which is a column of neither dataset");
  }

  @Test
  void a_schema_that_forbids_nulls_inside_is_not_met_by_one_that_allows_them() {
    Dataset<Row> nullable =
        SPARK.sql("SELECT IF(rand() < 2, named_struct('f', IF(rand() < 2, 'a', NULL)), NULL) AS s");
    assertThat(nullable).hasSchema("s STRUCT<f: STRING>").verify();
    assertThat(
            catchThrowable(
                () -> assertThat(nullable).hasSchema("s STRUCT<f: STRING NOT NULL>").verify()))
        .hasMessageContaining(
            "column 1: expected s STRUCT<f: STRING NOT NULL>, but was s STRUCT<f");
    Dataset<Row> strict =
        SPARK.sql("SELECT array(named_struct('f', 'a')) AS s, map(1, named_struct('f', 1)) AS m");
    assertThat(strict)
        .hasSchema("s ARRAY<STRUCT<f: STRING NOT NULL>>, m MAP<INT, STRUCT<f: INT NOT NULL>>")
        .verify();
    assertThat(
            catchThrowable(
                () ->
                    assertThat(nullable.selectExpr("array(s) AS s"))
                        .hasSchema("s ARRAY<STRUCT<f: STRING NOT NULL>>")
                        .verify()))
        .hasMessageContaining("column 1: expected s ARRAY<STRUCT<f: STRING NOT NULL>>");
  }

  @Test
  void tolerance() {
    Dataset<Row> a = data("('k', 1.0D), ('k', 2.0D), ('l', 5.0D)", "id, x");
    Dataset<Row> b = data("('k', 2.001D), ('l', 5.0D), ('k', 0.999D)", "id, x");
    assertThat(a).usingTolerance(0.01).hasSameRowsAs(b);
    assertThat(a).keyedBy("id").usingTolerance(0.01).hasSameRowsAs(b);
    assertThat(message(d -> d.usingTolerance(0.0005).hasSameRowsAs(b), a))
        .isEqualTo(
            """
            1 of 1 assertion failed:

              ✗ has the same rows as the dataset given
                expected: 3 rows
                but was : 3 rows: 2 changed (x in 2)
                diff    : - expected, + actual, [differing cells]
                    | id  | x
                  - | "k" | [0.999]
                  + | "k" | [1.0]
                  - | "k" | [2.001]
                  + | "k" | [2.0]\
            """);
    assertThatThrownBy(() -> assertThat(a).usingTolerance(-1).hasSameRowsAs(b))
        .hasMessage("The tolerance must not be negative, but was -1");
  }

  @Test
  void columns() {
    Dataset<Row> turned = expected().select("amount", "order_id", "email");
    assertThat(expected()).ignoringColumnOrder().hasSameRowsAs(turned);
    assertThat(orders().limit(2)).ignoringColumns("amount").hasSameRowsAs(expected().limit(2));
    assertThat(orders().limit(1))
        .ignoringColumns("email", "amount")
        .containsExactlyInAnyOrder(row("A-1"));
    assertThat(message(d -> d.hasSameRowsAs(turned), expected()))
        .isEqualTo(
            """
            1 of 1 assertion failed:

              ✗ has the same rows as the dataset given
                expected: columns amount, order_id, email
                but was : columns order_id, email, amount
                note    : only their order differs: ignoringColumnOrder() matches them by name\
            """);
    assertThat(message(d -> d.hasSameRowsAs(data("(1)", "a")), data("(1L)", "a")))
        .endsWith("column a: expected int, but was bigint");
    assertThatThrownBy(() -> assertThat(orders()).keyedBy("id").hasSameRowsAs(expected()))
        .hasMessageContaining(
            "but was : not evaluated: The key column id is not among the columns compared:"
                + " [order_id, email, amount]");
  }

  @Test
  void hostile_names_and_nested_types() {
    Dataset<Row> a =
        SPARK.sql(
            "SELECT 1 AS `a.b`, array(1, 2) AS `c``d`, map('k', 1, 'j', 2) AS `m m`,"
                + " named_struct('x', 'y') AS `here`");
    assertThat(a).hasSameRowsAs(a).keyedBy("a.b").hasSameRowsAs(a);
    assertThat(a).keyedBy("`a.b`").hasSameRowsAs(a);
    Dataset<Row> b =
        SPARK.sql(
            "SELECT 1 AS `a.b`, array(1, 3) AS `c``d`, map('j', 2, 'k', 5) AS `m m`,"
                + " named_struct('x', 'y') AS `here`");
    assertThat(message(d -> d.keyedBy("a.b").hasSameRowsAs(b), a))
        .isEqualTo(
            """
            1 of 1 assertion failed:

              ✗ has the same rows as the dataset given
                expected: 1 row
                but was : 1 row: 1 changed (c`d in 1, m m in 1)
                diff    : - expected, + actual, [differing cells]
                    | a.b | c`d      | m m              | here
                  - | 1   | [[1, 3]] | [{"j"=2, "k"=5}] | {x="y"}
                  + | 1   | [[1, 2]] | [{"j"=2, "k"=1}] | {x="y"}\
            """);
    Dataset<Row> nested = SPARK.sql("SELECT array(map(1, 2)) AS m");
    assertThatThrownBy(() -> assertThat(nested).hasSameRowsAs(nested))
        .hasMessageContaining("Rows cannot be compared by column m of type array<map<int,int>>");
  }

  @Test
  void literal_rows_fit_the_types_of_the_columns() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT 1Y AS b, 2S AS s, 3 AS i, 4L AS l, 1.5F AS f, 2.5D AS d, 10.50BD AS n, true AS"
                + " t, DATE'2020-02-29' AS day, TIMESTAMP_LTZ'2020-01-01T00:00:00Z' AS at");
    assertThat(data)
        .containsExactlyInAnyOrder(
            row(
                1,
                2,
                3,
                4,
                1.5,
                2.5,
                new BigDecimal("10.5"),
                true,
                LocalDate.of(2020, 2, 29),
                Instant.parse("2020-01-01T00:00:00Z")));
    assertThatThrownBy(() -> assertThat(data.select("n")).containsExactlyInAnyOrder(row(10.555)))
        .hasMessageContaining("Row 1, column n: 10.555 is not a value of type decimal(4,2)");
    assertThatThrownBy(
            () -> assertThat(data.select("i")).containsExactlyInAnyOrder(row(1), row("x")))
        .hasMessageContaining("Row 2, column i: x is not a value of type int");
    assertThatThrownBy(() -> assertThat(data.select("i")).containsExactlyInAnyOrder(row(1, 2)))
        .hasMessageContaining("Row 1 has 2 values for 1 column: [1, 2]");
  }

  @Test
  void a_comparison_that_fails_itself_is_reported_with_the_rest() {
    Dataset<Row> broken = SPARK.range(1).selectExpr("raise_error('out of order') AS a");
    assertThat(message(d -> d.hasRowCount(9).hasSameRowsAs(broken), broken))
        .contains("2 of 2 assertions failed", "number of rows is equal to 9")
        .contains("✗ has the same rows as the dataset given\n    but was : not evaluated: ");
  }

  @Test
  void what_was_stated_before_is_reported_with_the_rows() {
    assertThat(message(d -> d.hasRowCount(9).hasSameRowsAs(data("(2)", "a")), data("(1)", "a")))
        .contains("2 of 2 assertions failed", "number of rows is equal to 9", "1 missing");
  }

  @Tag("slow")
  @Test
  void a_large_difference_shows_ten_rows_and_counts_the_rest() {
    Dataset<Row> a = SPARK.range(0, 20_000, 1, 4).selectExpr("id", "id % 7 AS x");
    Dataset<Row> b = SPARK.range(0, 20_000, 1, 3).selectExpr("id", "id % 5 AS x");
    String keyed = message(d -> d.keyedBy("id").hasSameRowsAs(b), a);
    // 35 numbers in turn: in 5 of them the remainders agree
    long changed = 20_000 - (20_000 / 35) * 5 - 5;
    assertThat(keyed)
        .contains("but was : 20,000 rows: " + String.format("%,d", changed) + " changed (x in")
        .endsWith("… " + String.format("%,d", changed - 10) + " more");
    assertThat(keyed.lines().filter(line -> line.contains(" | "))).hasSize(21);
    assertThat(message(d -> d.hasSameRowsAs(b), a)).contains("missing", "unexpected", " more");
  }
}
