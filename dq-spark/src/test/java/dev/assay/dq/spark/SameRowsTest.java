package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allOf;
import static dev.assay.dq.Columns.anyOf;
import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.render.MarkdownReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.assertj.DataAssertions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Rows beside those of another dataset, worked out by hand, on all paths. */
class SameRowsTest {

  private static final Instant MONDAY = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2024-01-02T00:00:00Z");

  private static BigDecimal dec(String number) {
    return new BigDecimal(number);
  }

  private static final ThreePaths FOUND =
      ThreePaths.of(
          "id int, name string, amount decimal(10,2), ratio double, at timestamp",
          row(1, "a", dec("1.00"), 0.5, MONDAY),
          row(2, "b", dec("2.00"), Double.NaN, MONDAY),
          row(3, null, dec("3.00"), -0.0, MONDAY),
          row(4, "d", dec("4.00"), 1.0, MONDAY),
          row(5, "e", dec("5.00"), 1.0, MONDAY),
          row(6, "f", dec("6.00"), null, MONDAY),
          row(null, "n", null, 1.0, MONDAY),
          row(8, "h", dec("8.00"), 1.0, MONDAY),
          row(8, "h", dec("8.00"), 1.0, null));

  /** With other columns first, and of another width. */
  private static final ThreePaths EXPECTED =
      ThreePaths.of(
          "name string, id int, ratio double, at timestamp, amount decimal(12,3)",
          row("h", 8, 1.0, TUESDAY, dec("8.000")),
          row("n", null, 1.0, TUESDAY, null),
          row("g", 7, 1.0, TUESDAY, dec("7.000")),
          row("E", 5, 1.5, TUESDAY, dec("5.000")),
          row("d", 4, 1.0, TUESDAY, dec("4.010")),
          row(null, 3, 0.0, TUESDAY, dec("3.000")),
          row("b", 2, Double.NaN, TUESDAY, dec("2.000")),
          row("a", 1, 0.5, TUESDAY, dec("1.000")));

  /** What a constraint comes to on every path, and what its samples look like. */
  private record Fact(Requirement requirement, String butWas, List<String> samples) {}

  private static Fact fact(Requirement requirement, String butWas, String... samples) {
    return new Fact(requirement, butWas, List.of(samples));
  }

  /** All of them in one check, which is stored and read again. */
  private static void hold(ThreePaths data, Map<String, ThreePaths> others, Fact... facts) {
    Check check =
        Check.error("c")
            .require(
                Arrays.stream(facts)
                    .map(each -> each.requirement().toConstraint())
                    .map(each -> each.id(each.toString()))
                    .toList());
    Check read = CheckJson.read(CheckJson.write(List.of(check))).get(0);
    assertThat(read).isEqualTo(check);
    data.beside(others, 9, read)
        .forEach(
            (path, result) -> {
              for (int i = 0; i < facts.length; i++) {
                ConstraintResult found = result.constraints().get(i);
                String of = path + ": " + found.sentence();
                assertThat(found.status() + ": " + found.butWas())
                    .as(of)
                    .isEqualTo(facts[i].butWas());
                assertThat(found.samples().stream().map(Sample::toString))
                    .as(of)
                    .containsExactlyElementsOf(facts[i].samples());
              }
            });
  }

  @Test
  void keys_and_whole_rows_are_compared_on_all_paths() {
    Constraint.SameRows same = hasSameRowsAs("expected").ignoring("at");
    String[] alike = {
      "{id=5, name=\"e\", name in expected=\"E\", ratio=1.0, ratio in expected=1.5}",
      "{id=6, rows=1, rows in expected=0}",
      "{id=7, rows=0, rows in expected=1}",
      "{id=8, rows=2, rows in expected=1}"
    };
    List<String> all = new ArrayList<>(List.of("{id=4, amount=4, amount in expected=4.01}"));
    all.addAll(List.of(alike));
    String five =
        "5 of 9 keys differ: 1 missing, 1 extra, 2 changed (name 1, amount 1, ratio 1),"
            + " 1 not unique";
    hold(
        FOUND,
        Map.of("expected", EXPECTED, "itself", FOUND),
        fact(same.on("id"), "FAIL: " + five, all.toArray(String[]::new)),
        fact(
            same.on("id").withTolerance(0.01),
            "FAIL: 4 of 9 keys differ: 1 missing, 1 extra, 1 changed (name 1, ratio 1), 1 not unique",
            alike),
        fact(same.on("id").allowingViolations(5), "PASS: " + five),
        fact(same.on("id").forAtLeast(0.5), "FAIL: " + five, all.toArray(String[]::new)),
        fact(same.on("id").forAtLeast(dec("0.4")), "PASS: " + five),
        fact(
            same,
            "FAIL: 7 of 12 rows differ: 3 missing, 4 extra",
            "{id=4, name=\"d\", amount=4, ratio=1.0, rows=1, rows in expected=0}",
            "{id=4, name=\"d\", amount=4.01, ratio=1.0, rows=0, rows in expected=1}",
            "{id=5, name=\"E\", amount=5, ratio=1.5, rows=0, rows in expected=1}",
            "{id=5, name=\"e\", amount=5, ratio=1.0, rows=1, rows in expected=0}",
            "{id=6, name=\"f\", amount=6, ratio=null, rows=1, rows in expected=0}",
            "{id=7, name=\"g\", amount=7, ratio=1.0, rows=0, rows in expected=1}",
            "{id=8, name=\"h\", amount=8, ratio=1.0, rows=2, rows in expected=1}"),
        fact(same.allowingViolations(7), "PASS: 7 of 12 rows differ: 3 missing, 4 extra"),
        // the same dataset twice
        fact(hasSameRowsAs("itself"), "PASS: 0 of 9 rows differ"),
        fact(
            hasSameRowsAs("itself").on("id"),
            "FAIL: 1 of 8 keys differs: 1 not unique",
            "{id=8, rows=2, rows in itself=2}"),
        fact(hasSameRowsAs("itself").on("id", "at"), "PASS: 0 of 9 keys differ"),
        fact(rowCount().isEqualTo(9), "PASS: 9"),
        fact(
            anyOf(same.on("id"), hasSameRowsAs("itself")),
            "PASS: ✗ has the same rows as expected by id, ignoring at: "
                + five
                + "; ✓ has the same rows as itself: 0 of 9 rows differ"),
        fact(
            allOf(rowCount().isEqualTo(9), same.on("id").allowingViolations(9)),
            "PASS: ✓ number of rows is equal to 9: 9; ✓ has the same rows as expected by id,"
                + " ignoring at for all keys but at most 9: "
                + five));
  }

  @Test
  void what_cannot_be_compared_is_an_error_that_says_why() {
    Map<String, ThreePaths> others = new LinkedHashMap<>();
    others.put("more", ThreePaths.of("id int, x string, added int", row(1, "a", 1)));
    others.put("text", ThreePaths.of("id string, x string", row("1", "a")));
    others.put("real", ThreePaths.of("id double, x string", row(1.0, "a")));
    others.put("exact", ThreePaths.of("id decimal(4,1), x string", row(dec("1.0"), "a")));
    hold(
        ThreePaths.of("id int, x string", row(1, "a")),
        others,
        fact(
            hasSameRowsAs("absent"),
            "ERROR: not evaluated: the run knows no dataset of the name absent: give it with"
                + " .with(\"absent\", …)"),
        fact(
            hasSameRowsAs("more"),
            "ERROR: not evaluated: the dataset has no added: leave columns out that only one side"
                + " has, with ignoring(\"added\")"),
        fact(hasSameRowsAs("more").ignoring("added"), "PASS: 0 of 1 row differ"),
        fact(hasSameRowsAs("more").ignoring("added", "x").on("id"), "PASS: 0 of 1 key differ"),
        fact(
            hasSameRowsAs("more").ignoring("ids"),
            "ERROR: not evaluated: ignoring(…) names ids, which is a column of neither dataset"),
        fact(
            hasSameRowsAs("more").on("key").ignoring("added"),
            "ERROR: not evaluated: column key does not exist; did you mean one of id, x?"),
        fact(
            hasSameRowsAs("text").on("id"),
            "ERROR: not evaluated: column id is INT, and STRING in text, which cannot be compared"
                + " exactly: cast one of them in its dataset, or leave it out with"
                + " ignoring(\"id\")"),
        fact(
            hasSameRowsAs("real"),
            "ERROR: not evaluated: column id is INT, and DOUBLE in real, which cannot be compared"
                + " exactly: cast one of them in its dataset, or leave it out with"
                + " ignoring(\"id\")"),
        fact(hasSameRowsAs("exact").on("id"), "PASS: 0 of 1 key differ"),
        fact(string("x").isEqualTo("a"), "PASS: 100% (0 of 1 rows violate)"));
    Constraint.SameRows same = hasSameRowsAs("x");
    assertThatThrownBy(() -> same.withTolerance(1))
        .hasMessage("Numbers may differ only in rows that a key tells apart: say on(\"id\") first");
    assertThatThrownBy(() -> same.on("a").withTolerance(-1))
        .hasMessageContaining("not be negative");
    assertThatThrownBy(() -> same.on("a", "a")).hasMessageContaining("names the same twice");
    assertThatThrownBy(() -> same.on("a").ignoring("a")).hasMessageContaining("cannot be ignored");
    assertThatThrownBy(() -> same.ignoring("a.b")).hasMessageContaining("Only whole columns");
    assertThatThrownBy(() -> hasSameRowsAs(" ")).hasMessageContaining("must not be blank");
    assertThatThrownBy(same::ifPresent).hasMessageContaining("ignore those that may be missing");
    assertThatThrownBy(() -> allOf(same, same.on("a")).where(string("a").isNotNull()))
        .hasMessageContaining("filter both datasets first");
  }

  @Test
  void without_rows_there_is_nothing_to_compare_or_all_is_missing() {
    ThreePaths none = ThreePaths.of("id int, x string");
    ThreePaths some = ThreePaths.of("id int, x string", row(1, "a"), row(null, null));
    hold(
        none,
        Map.of("none", none, "some", some),
        fact(hasSameRowsAs("none"), "NOT_EVALUATED: no value: the dataset is empty"),
        fact(
            hasSameRowsAs("none").on("id").onNoRows(OnNoRows.PASS),
            "PASS: no value: the dataset is empty"),
        fact(hasSameRowsAs("none").onNoRows(OnNoRows.FAIL), "FAIL: no value: the dataset is empty"),
        fact(
            hasSameRowsAs("some").on("id"),
            "FAIL: 2 of 2 keys differ: 2 missing",
            "{id=null, rows=0, rows in some=1}",
            "{id=1, rows=0, rows in some=1}"));
    hold(
        some,
        Map.of("none", none),
        fact(
            hasSameRowsAs("none"),
            "FAIL: 2 of 2 rows differ: 2 extra",
            "{id=null, x=null, rows=1, rows in none=0}",
            "{id=1, x=\"a\", rows=1, rows in none=0}"));
  }

  @Test
  void one_key_may_have_nearly_all_rows() {
    List<Object[]> here = new ArrayList<>();
    List<Object[]> there = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      here.add(row(i < 1_980 ? null : i, "x".repeat(i % 7)));
      there.add(row(i < 1_980 ? null : i, "x".repeat((i + 1) % 7)));
    }
    ThreePaths data = new ThreePaths("id int, x string", here);
    // of 1,980 rows of each length 283 or 282 but for a shift by one: lengths 0 to 5 have 283 here
    hold(
        data,
        Map.of("other", new ThreePaths("id int, x string", there)),
        fact(
            hasSameRowsAs("other").on("id").allowingViolations(21),
            "PASS: 21 of 21 keys differ: 20 changed (x 20), 1 not unique"),
        fact(
            hasSameRowsAs("other").allowingViolations(42),
            "PASS: 42 of 2,021 rows differ: 21 missing, 21 extra"));
  }

  @Test
  void nested_values_are_equal_if_all_in_them_is() {
    String from = "FROM VALUES (1), (2), (3), (4), (5) AS t(id)";
    Dataset<Row> here =
        SharedSpark.session()
            .sql(
                "SELECT id, array(CAST(id AS DOUBLE), IF(id = 1, CAST('NaN' AS DOUBLE), -0.0D)) a,"
                    + " map('k', id, 'l', 2) m, named_struct('s', CAST(id AS DECIMAL(5,2)),"
                    + " 't', array(named_struct('u', 'x'))) s, CAST(id AS STRING) z "
                    + from);
    Dataset<Row> there =
        SharedSpark.session()
            .sql(
                "SELECT id, IF(id = 2, array(2.005D, 0.0D), array(CAST(id AS DOUBLE), IF(id = 1,"
                    + " CAST('NaN' AS DOUBLE), 0.0D))) a, IF(id = 3, map('k', 3), map('l', 2, 'k',"
                    + " id)) m, named_struct('s', CAST(IF(id = 4, 4.01, id) AS DECIMAL(5,2)), 't',"
                    + " array(named_struct('u', IF(id = 5, NULL, 'x')))) s, CAST(id AS STRING) z "
                    + from);
    Constraint.SameRows same = hasSameRowsAs("there");
    List<Constraint> all =
        List.of(
            same.on("id"),
            same.on("id").withTolerance(0.01),
            same,
            same.on("m").ignoring("id", "a", "s", "z"));
    VerificationResult result =
        DataQuality.on(here)
            .with("there", there)
            .withSamples(5)
            .check(Check.error("c").require(all))
            .run();
    List<String> found = result.constraints().stream().map(ConstraintResult::butWas).toList();
    assertThat(found)
        .containsExactly(
            "4 of 5 keys differ: 4 changed (a 1, m 1, s 2)",
            "2 of 5 keys differ: 2 changed (m 1, s 1)",
            "8 of 9 rows differ: 4 missing, 4 extra",
            "2 of 6 keys differ: 1 missing, 1 extra");
    assertThat(result.constraints().get(0).samples().stream().map(Sample::toString))
        .containsExactly(
            "{id=2, a=\"[2.0, 0.0]\", a in there=\"[2.005, 0.0]\"}",
            "{id=3, m=\"{k=3, l=2}\", m in there=\"{k=3}\"}",
            "{id=4, s=\"{s=4, t=[{u=x}]}\", s in there=\"{s=4.01, t=[{u=x}]}\"}",
            "{id=5, s=\"{s=5, t=[{u=x}]}\", s in there=\"{s=5, t=[{u=null}]}\"}");
    // what is a struct in a Dataset and of no declared fields in a record cannot be told equal
    Fields<Map<String, ?>> undeclared =
        Fields.ofMap(Map.of("id", Integer.class, "s", List.class, "f", Object.class));
    List<String> mixed =
        DataQuality.on(SharedSpark.context().parallelize(List.of(), 1), undeclared)
            .with(
                "there",
                SharedSpark.session()
                    .sql("SELECT 1 id, array(named_struct('u', 'x')) s, CAST(0.1 AS FLOAT) f"))
            .check(
                Check.error("c")
                    .require(same.ignoring("f"), same.ignoring("s"), same.ignoring("s", "f")))
            .run()
            .constraints()
            .stream()
            .map(ConstraintResult::butWas)
            .toList();
    assertThat(mixed)
        .containsExactly(
            "not evaluated: column s is ARRAY<undeclared>, and ARRAY<STRUCT<u: STRING>> in there,"
                + " which cannot be compared exactly: cast one of them in its dataset, or leave it"
                + " out with ignoring(\"s\")",
            "not evaluated: column f is Object, which cannot be compared: leave it out with"
                + " ignoring(\"f\")",
            "1 of 1 row differs: 1 missing");
    // what the assertion calls equal is the same
    assertThatThrownBy(() -> DataAssertions.assertThat(here).keyedBy("id").hasSameRowsAs(there))
        .hasMessageContaining("4 changed (a in 1, m in 1, s in 2)");
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(here)
                    .keyedBy("id")
                    .usingTolerance(0.01)
                    .hasSameRowsAs(there))
        .hasMessageContaining("2 changed (m in 1, s in 1)");
    assertThatThrownBy(() -> DataAssertions.assertThat(here).hasSameRowsAs(there))
        .hasMessageContaining("4 missing, 4 unexpected");
    // the same of records: arrays, maps and structs of plain Java
    Map<String, Class<?>> types = new LinkedHashMap<>(Map.of("id", Integer.class));
    types.put("a", List.class);
    types.put("m", Map.class);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    List<Map<String, ?>> mine =
        List.of(
            Map.of("id", 1, "a", List.of(1.0, -0.0), "m", Map.of("k", 1, "l", 2)),
            Map.of("id", 2, "a", List.of(2.0), "m", Map.of("k", List.of("x"))));
    List<Map<String, ?>> theirs =
        List.of(
            Map.of(
                "id",
                1,
                "a",
                List.of(1.0, 0.0),
                "m",
                new java.util.TreeMap<>(Map.of("l", 2, "k", 1))),
            Map.of("id", 2, "a", List.of(2.005), "m", Map.of("k", List.of("y"))));
    Check check = Check.error("c").require(same.on("id"), same.on("id").withTolerance(0.01), same);
    List<String> list =
        LocalDataQuality.<Map<String, ?>>on(mine, fields)
            .with("there", theirs, fields)
            .check(check)
            .run()
            .constraints()
            .stream()
            .map(ConstraintResult::butWas)
            .toList();
    assertThat(list)
        .containsExactly(
            "1 of 2 keys differs: 1 changed (a 1, m 1)",
            "1 of 2 keys differs: 1 changed (m 1)",
            "2 of 3 rows differ: 1 missing, 1 extra");
    List<String> rdd =
        DataQuality.on(SharedSpark.context().parallelize(mine, 2), fields)
            .with("there", SharedSpark.context().parallelize(theirs, 2), fields)
            .check(check)
            .run()
            .constraints()
            .stream()
            .map(ConstraintResult::butWas)
            .toList();
    assertThat(rdd).isEqualTo(list);
  }

  @Test
  void a_dataset_that_cannot_be_read_fails_only_what_is_compared_with_it() {
    Dataset<Row> good = SharedSpark.session().range(3).selectExpr("CAST(id AS INT) id");
    Dataset<Row> bad =
        SharedSpark.session()
            .range(3)
            .selectExpr("IF(id < 3, raise_error('disk is gone'), CAST(id AS INT)) id");
    Check check =
        Check.error("c")
            .require(
                hasSameRowsAs("bad"),
                integer("id").isComplete(),
                hasSameRowsAs("good"),
                hasSameRowsAs("good").on("id"));
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.add(Map.of("id", i));
    }
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("id", Integer.class));
    Iterable<Map<String, ?>> broken =
        () -> {
          Iterator<Map<String, ?>> some = records.iterator();
          some.next();
          throw new IllegalStateException("disk is gone");
        };
    List<VerificationResult> results =
        List.of(
            DataQuality.on(good)
                .with("bad", bad)
                .with("good", good)
                .check(check)
                .samplePolicy(ClearLists.ALL)
                .run(),
            DataQuality.on(SharedSpark.context().parallelize(records, 2), fields)
                .with("bad", bad)
                .with("good", good)
                .check(check)
                .samplePolicy(ClearLists.ALL)
                .run(),
            LocalDataQuality.<Map<String, ?>>on(records, fields)
                .with("bad", broken, fields)
                .with("good", records, fields)
                .check(check)
                .samplePolicy(ClearLists.ALL)
                .run());
    ConstraintResult alone =
        DataQuality.on(good)
            .with("bad", bad)
            .check(Check.error("c").require(hasSameRowsAs("bad")))
            .samplePolicy(ClearLists.ALL)
            .run()
            .constraints()
            .get(0);
    assertThat(alone.status()).isEqualTo(Status.ERROR);
    assertThat(alone.butWas()).contains("disk is gone");
    for (VerificationResult result : results) {
      assertThat(result.constraints())
          .extracting(ConstraintResult::status)
          .containsExactly(Status.ERROR, Status.PASS, Status.PASS, Status.PASS);
      assertThat(result.constraints().get(0).butWas()).contains("disk is gone");
    }
  }

  @Test
  void reports_and_assertions_say_what_differs() {
    Constraint same = hasSameRowsAs("expected").on("id").ignoring("at");
    VerificationResult result =
        DataQuality.on(FOUND.frame())
            .with("expected", EXPECTED.frame())
            .withSamples(1)
            .check(Check.error("load").require(same))
            .run();
    assertThatThrownBy(result::throwOnError)
        .hasMessage(
            """
            Check [load] failed: 1 of 1 constraint (ERROR)
              ✗ has the same rows as expected by id, ignoring at
                expected: every key the same
                but was : 5 of 9 keys differ: 1 missing, 1 extra, 2 changed (name 1, amount 1, ratio 1), 1 not unique
                e.g.    : {id=4, amount=4, amount in expected=4.01}\
            """);
    MetricValue actual = result.constraints().get(0).actual();
    assertThat(actual)
        .isEqualTo(
            new MetricValue.RowDifferences(
                9,
                1,
                1,
                2,
                1,
                List.of(
                    new MetricValue.ColumnDifferences("name", 1),
                    new MetricValue.ColumnDifferences("amount", 1),
                    new MetricValue.ColumnDifferences("ratio", 1)),
                "key"));
    assertThat(actual.plain()).isEqualTo(4 / 9.0);
    for (String report :
        List.of(
            JsonReport.render(result),
            MarkdownReport.render(result),
            HtmlReport.of(result).render())) {
      assertThat(report).contains("5 of 9 keys differ");
    }
    assertThatThrownBy(
            () ->
                DataAssertions.assertThat(FOUND.frame())
                    .with("expected", EXPECTED.frame())
                    .satisfies(same)
                    .verify())
        .hasMessageContaining("5 of 9 keys differ");
  }
}
