package dev.assay.dq.spark;

import static dev.assay.dq.Columns.array;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Elements;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.TemporalExpression;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the least and the greatest element decide, against Spark's functions of elements. */
class ElementExtremesTest {

  /** All arrays of up to three of some values, with null elements, and a null array. */
  private static Dataset<Row> arrays(boolean ansi, String type, String values) {
    SparkSession spark = SharedSpark.session().newSession();
    spark.conf().set("spark.sql.ansi.enabled", ansi);
    StringBuilder rows = new StringBuilder("CAST(NULL AS " + type + ")");
    for (String value : values.split(" ", -1)) {
      rows.append(", CAST('").append(value.replace('_', ' ')).append("' AS ").append(type + ")");
    }
    String of = "(SELECT explode(array(" + rows + ")) AS v)";
    return spark.sql(
        "SELECT CAST(NULL AS ARRAY<"
            + type
            + ">) AS a UNION ALL SELECT array()"
            + (" UNION ALL SELECT array(v) FROM " + of)
            + (" UNION ALL SELECT array(x.v, y.v) FROM " + of + " x CROSS JOIN " + of + " y")
            + (" UNION ALL SELECT array(x.v, y.v, z.v) FROM " + of + " x CROSS JOIN " + of)
            + (" y CROSS JOIN " + of + " z"));
  }

  private static <E> void put(
      Map<Predicate, String> all,
      Elements<E> elements,
      Function<E, Predicate> said,
      String condition) {
    all.put(elements.each(said), "forall(a, x -> " + condition + ")");
    all.put(elements.any(said), "exists(a, x -> " + condition + ")");
    all.put(elements.each(x -> said.apply(x).not()), "forall(a, x -> NOT (" + condition + "))");
    all.put(elements.any(x -> said.apply(x).not()), "exists(a, x -> NOT (" + condition + "))");
  }

  /** As columns, since of so many constraints Spark would be asked for words, not verdicts. */
  private static void assertSame(Dataset<Row> data, Map<Predicate, String> said) {
    List<Predicate> predicates = List.copyOf(said.keySet());
    List<Column> judged = columns(data, predicates);
    List<Column> counts = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      String sql = said.get(predicates.get(i));
      for (Column each : List.of(judged.get(i), functions.expr(sql))) {
        counts.add(functions.count_if(each).as("c" + counts.size()));
        counts.add(functions.count_if(functions.not(each)).as("c" + counts.size()));
      }
    }
    Row found = data.select(counts.toArray(Column[]::new)).head();
    for (int i = 0; i < predicates.size(); i++) {
      assertThat(List.of(found.getLong(4 * i), found.getLong(4 * i + 1)))
          .as(said.get(predicates.get(i)))
          .isEqualTo(List.of(found.getLong(4 * i + 2), found.getLong(4 * i + 3)));
    }
  }

  private static List<Column> columns(Dataset<Row> data, List<? extends Requirement> predicates) {
    RunPlan plan = RunPlan.of(DataQuality.plan(data, Check.error("c").require(predicates)));
    Lowering<Column> lowering = Lowering.toColumns(plan.types());
    return plan.checks().get(0).constraints().stream()
        .map(each -> lowering.compile(((Constraint.OnRows) each.bound()).predicate()))
        .toList();
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource({
    "'decimal(20,2)', 1.00 3.50 4 -999999999999999999.99",
    "double, 1 3.5 NaN -0.0 0 -Infinity"
  })
  void numbers(String type, String values) {
    judge(type, values);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "tinyint, 1 3 4 -128",
    "smallint, 1 3 4 -32768",
    "int, 1 3 4 -2147483648",
    "bigint, 1 3 4 -9223372036854775808",
    "float, 1 3.5 NaN -0.0 0 Infinity"
  })
  void numbers_of_other_types(String type, String values) {
    judge(type, values);
  }

  private static void judge(String type, String values) {
    Elements<NumericExpression> of = array("a").numbers();
    boolean real = values.contains("NaN");
    String number = real ? " AND NOT isnan(x)" : "";
    Map<Predicate, String> said = new LinkedHashMap<>();
    put(said, of, x -> x.isGreaterThan(3), "x > 3" + number);
    put(said, of, x -> x.isAtLeast(3.5), "x >= 3.5" + number);
    put(said, of, x -> x.isPositive(), "x > 0" + number);
    put(said, of, x -> x.isLessThan(3), "x < 3");
    put(said, of, x -> x.isAtMost(0), "x <= 0");
    put(said, of, x -> x.isEqualTo(3.5), "x = 3.5");
    put(said, of, x -> x.isLessThan(1e30), "x < 1e30");
    put(said, of, x -> x.isBetween(1, 3.5), "x BETWEEN 1 AND 3.5");
    put(said, of, x -> x.isLessThan(1).or(x.isGreaterThan(3)), "x < 1 OR x > 3" + number);
    put(said, of, x -> x.isLessThan(4).and(x.isNotEqualTo(3)), "x < 4 AND x <> 3");
    put(said, of, x -> x.isAtLeast(1).and(x.isLessThan(4)), "x >= 1 AND x < 4");
    put(
        said,
        of,
        x -> x.isPositive().and(x.isLessThan(4).or(x.isNull())),
        "x > 0 AND (x < 4 OR x IS NULL)");
    String known = "CASE WHEN size(a) > 0 AND NOT exists(a, x -> x IS NULL) THEN ";
    String numbers = real ? " AND NOT isnan(array_max(a))" : "";
    said.put(of.maxOf(x -> x).isAtMost(3), known + "array_max(a) <= 3" + numbers + " END");
    said.put(of.minOf(x -> x).isPositive(), known + "array_min(a) > 0" + numbers + " END");
    assertSame(arrays(true, type, values), said);
    assertSame(arrays(false, type, values), said);
  }

  @Test
  void dates() {
    Elements<TemporalExpression> of = array("a").dates();
    LocalDate day = LocalDate.of(2024, 2, 29);
    Map<Predicate, String> said = new LinkedHashMap<>();
    put(said, of, x -> x.isAfter(day), "x > DATE'2024-02-29'");
    put(said, of, x -> x.isBefore(day), "x < DATE'2024-02-29'");
    put(
        said,
        of,
        x -> x.isBetween(day, day.plusDays(1)),
        "x BETWEEN '2024-02-29' AND '2024-03-01'");
    assertSame(arrays(false, "date", "2024-02-29 2024-03-01 0001-01-01 1582-10-04"), said);
  }

  @Test
  void points_in_time() {
    Elements<TemporalExpression> of = array("a").timestamps();
    Instant noon = Instant.parse("2024-02-29T12:00:00Z");
    Map<Predicate, String> said = new LinkedHashMap<>();
    put(said, of, x -> x.isAfterOrAt(noon), "x >= TIMESTAMP'2024-02-29T12:00:00Z'");
    put(said, of, x -> x.isNotEqualTo(noon), "x <> TIMESTAMP'2024-02-29T12:00:00Z'");
    assertSame(
        arrays(false, "timestamp", "2024-02-29T12:00:00Z 2024-02-29T12:00:00.000001Z 0001-01-01"),
        said);
  }

  @Test
  void local_times() {
    Elements<TemporalExpression> of = array("a").timestamps();
    LocalDateTime noon = LocalDateTime.parse("2024-02-29T12:00:00");
    Map<Predicate, String> said = new LinkedHashMap<>();
    put(said, of, x -> x.isBeforeOrAt(noon), "x <= TIMESTAMP_NTZ'2024-02-29T12:00:00'");
    put(said, of, x -> x.isAfter(noon), "x > TIMESTAMP_NTZ'2024-02-29T12:00:00'");
    assertSame(
        arrays(false, "timestamp_ntz", "2024-02-29T12:00:00 2024-02-29T12:00:00.000001 0001-01-01"),
        said);
  }

  /** Else all of the above would be judged in Java, which is as right. */
  @Test
  void spark_finds_them() {
    Dataset<Row> data = SharedSpark.session().sql("SELECT array(1.0D) AS a, array('x') AS b");
    Predicate extreme = array("a").numbers().each(x -> x.isPositive());
    Predicate other = array("b").strings().each(x -> x.length().isAtMost(3));
    List<Column> columns = columns(data, List.of(extreme, other, other.id("again")));
    assertThat(columns.get(0).toString()).contains("array_min(").doesNotContain("array_max(");
    assertThat(columns.get(1).toString()).doesNotContain("array_m");
    assertThat(columns.get(2))
        .as("or Spark would call its Java code twice")
        .isSameAs(columns.get(1));
  }
}
