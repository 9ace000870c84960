package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Check;
import dev.assay.dq.Columns;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Values beside those of another dataset on all paths; the arithmetic is in the facts. */
class DriftFromTest {

  private static final NumericColumn N = number("n");
  private static final StringColumn S = string("s");

  private static final ThreePaths HERE =
      ThreePaths.of(
          "n int, s string, c string",
          row(1, "x", "DE"),
          row(2, "x", "DE"),
          row(3, "y", "DE"),
          row(4, null, "FR"),
          row(null, "y", null));

  /** Numbers of another type, in another order of columns. */
  private static final ThreePaths THERE =
      ThreePaths.of(
          "c string, n decimal(12,1), s string",
          row("DE", new BigDecimal("3.0"), "y"),
          row("DE", new BigDecimal("4.0"), "y"),
          row("FR", new BigDecimal("5.0"), "x"),
          row("DE", new BigDecimal("6.0"), "x"),
          row("FR", null, null));

  private record Fact(NumericMetric metric, Double value, String note) {}

  private static void hold(ThreePaths here, Map<String, ThreePaths> others, Fact... facts) {
    List<Requirement> all = new ArrayList<>();
    for (Fact each : facts) {
      all.add(each.metric().observed());
    }
    Check check = Check.error("drift").require(all.toArray(Requirement[]::new));
    Check read = CheckJson.read(CheckJson.write(List.of(check))).get(0);
    assertThat(read).isEqualTo(check);
    here.beside(others, 1, read)
        .forEach(
            (path, result) -> {
              for (int i = 0; i < facts.length; i++) {
                ConstraintResult found = result.constraints().get(i);
                String of = path + ": " + found.sentence();
                MetricValue value = found.actual();
                if (facts[i].value() == null) {
                  assertThat(value).as(of).isNull();
                } else {
                  assertThat((Double) value.plain())
                      .as(of)
                      .isCloseTo(facts[i].value(), within(1e-12));
                }
                assertThat(found.status() + " " + found.butWas()).as(of).contains(facts[i].note());
              }
            });
  }

  @Test
  void values_of_both_sides_are_counted_together() {
    hold(
        HERE,
        Map.of("old", THERE, "itself", HERE),
        new Fact(N.driftFrom("old").kolmogorovSmirnov(), 0.5, "PASS"),
        // F(2) = 2/3 of 1, 2, 3 and 0 of 3, 4, 6: the condition is about both sides
        new Fact(
            N.driftFrom("old").kolmogorovSmirnov().where(string("c").isEqualTo("DE")),
            2.0 / 3,
            "PASS"),
        new Fact(N.times(2).plus(1).driftFrom("old").kolmogorovSmirnov(), 0.5, "PASS"),
        new Fact(S.driftFrom("old").populationStabilityIndex(), 0.0, "PASS"),
        // 2/3 and 1/3 here, 1/3 and 2/3 there
        new Fact(
            S.driftFrom("old").populationStabilityIndex().where(string("c").isEqualTo("DE")),
            2.0 / 3 * Math.log(2),
            "PASS"),
        new Fact(S.length().driftFrom("old").jensenShannonDivergence(), 0.0, "PASS"),
        new Fact(N.driftFrom("itself").populationStabilityIndex(), 0.0, "PASS"),
        new Fact(N.driftFrom("itself").kolmogorovSmirnov(), 0.0, "PASS"),
        new Fact(
            N.driftFrom("old").populationStabilityIndex().where(N.isGreaterThan(4)),
            null,
            "NOT_EVALUATED"),
        new Fact(
            N.driftFrom("old").kolmogorovSmirnov().where(N.isLessThan(2)),
            null,
            "there are no values in old: all are null, or no row there is in scope"),
        new Fact(
            N.driftFrom("old").kolmogorovSmirnov().minus(N.driftFrom("itself").kolmogorovSmirnov()),
            0.5,
            "PASS"));
  }

  /** 1,001 texts, of which each side has some: no bucket each, whatever the number of tasks. */
  @Test
  void too_many_different_texts_are_refused() {
    List<Object[]> rows = new ArrayList<>();
    List<Object[]> others = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(row("v" + i));
      others.add(row("v" + (i + 1)));
    }
    ThreePaths here = ThreePaths.of("s string", rows.toArray(Object[][]::new));
    hold(
        here,
        Map.of("more", ThreePaths.of("s string", others.toArray(Object[][]::new)), "itself", here),
        new Fact(
            S.driftFrom("more").populationStabilityIndex(),
            null,
            "ERROR not evaluated: s has 1,001 different values here or in more, and each would be a"
                + " bucket, of which there may be 1,000: compare a coarser value"),
        new Fact(S.driftFrom("itself").populationStabilityIndex(), 0.0, "PASS"),
        new Fact(S.length().driftFrom("more").kolmogorovSmirnov(), 0.001, "PASS"));
  }

  @Test
  void what_cannot_be_compared_is_said_before_anything_is_read() {
    Dataset<Row> here =
        SharedSpark.session().sql("SELECT 1 n, 'x' s, 1.5D r, array(1) a, 1 only, true b");
    Dataset<Row> old =
        SharedSpark.session().sql("SELECT 1 n, 2 s, 1L r, array(1) a, 'k' k, true b");
    VerificationResult result =
        DataQuality.on(here)
            .with("old", old)
            .check(
                Check.error("c")
                    .require(
                        N.driftFrom("new").kolmogorovSmirnov().isAtMost(0.1),
                        S.driftFrom("old").populationStabilityIndex().isAtMost(0.1),
                        number("r").driftFrom("old").kolmogorovSmirnov().isAtMost(0.1),
                        number("only").driftFrom("old").kolmogorovSmirnov().isAtMost(0.1),
                        array("a").driftFrom("old").populationStabilityIndex().isAtMost(0.1),
                        N.driftFrom("old")
                            .kolmogorovSmirnov()
                            .where(rowSatisfies("odd", row -> true))
                            .isAtMost(0.1),
                        N.driftFrom("old")
                            .kolmogorovSmirnov()
                            .where(key("n").existsIn("old", "n"))
                            .isAtMost(0.1),
                        N.driftFrom("old").kolmogorovSmirnov().where(sql("b")).isAtMost(0.1),
                        N.driftFrom("old").kolmogorovSmirnov().where(sql("only = 1")).isAtMost(0.1),
                        N.driftFrom("old").kolmogorovSmirnov().per("b").isAtMost(0.1),
                        CheckJson.read(
                                CheckJson.write(
                                        List.of(
                                            Check.error("c")
                                                .require(
                                                    number("b")
                                                        .driftFrom("old")
                                                        .kolmogorovSmirnov()
                                                        .isAtMost(0.1))))
                                    .replace("{\"number\": \"b\"}", "{\"any\": \"b\"}")
                                    .replace("{\"number\":\"b\"}", "{\"any\":\"b\"}"))
                            .get(0)
                            .constraints()
                            .get(0)))
            .run();
    assertThat(result.constraints().stream().map(each -> each.status() + " " + each.butWas()))
        .satisfiesExactly(
            each -> assertThat(each).contains("knows no dataset of the name new"),
            each ->
                assertThat(each)
                    .contains("in old, column s is int in the data, but the check says string"),
            each ->
                assertThat(each)
                    .contains("r is DOUBLE, and BIGINT in old, which cannot be compared exactly"),
            each -> assertThat(each).contains("in old, ").contains("only"),
            each -> assertThat(each).contains("column a is array<int>"),
            each -> assertThat(each).contains("where no Java code is run"),
            each -> assertThat(each).contains("where no keys are looked up"),
            each -> assertThat(each).startsWith("PASS"),
            each -> assertThat(each).contains("in old, sql(only = 1)"),
            each -> assertThat(each).contains("bound it of the rows of one group with where(...)"),
            each ->
                assertThat(each)
                    .contains("column b is boolean, and the Kolmogorov–Smirnov distance is of"));
    assertThat(result.constraints().stream().map(ConstraintResult::status).distinct())
        .containsExactly(Status.ERROR, Status.PASS);
    assertThatThrownBy(() -> in("old").of(N.driftFrom("older").kolmogorovSmirnov()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "compares two datasets, and what is asked of old is of its rows alone");
    assertThatThrownBy(() -> N.driftFrom(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> N.driftFrom("old").kolmogorovSmirnov().isAtMost(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a fraction from 0 to 1");
  }

  /** A template is of the column of each name, on both sides. */
  @Test
  void each_column_is_compared_with_its_own() {
    assertThat(
            DataQuality.on(HERE.frame())
                .with("old", THERE.frame())
                .check(
                    Check.error("c")
                        .require(
                            forEachColumn(
                                numbers(),
                                each -> each.driftFrom("old").kolmogorovSmirnov().isAtMost(0.4)),
                            any("s").driftFrom("old").populationStabilityIndex().isAtMost(0.1)))
                .run()
                .constraints()
                .stream()
                .map(each -> each.sentence() + ": " + each.status() + ", " + each.butWas()))
        .containsExactly(
            "Kolmogorov–Smirnov distance of n from old is at most 0.4: FAIL, 0.5",
            "population stability index of s against old is at most 0.1: PASS, 0");
  }

  @Test
  void the_plan_says_what_is_read_together() {
    String plan =
        DataQuality.on(HERE.frame())
            .with("old", THERE.frame())
            .check(
                Check.error("c")
                    .require(
                        N.driftFrom("old").populationStabilityIndex().isAtMost(0.1),
                        N.driftFrom("old").kolmogorovSmirnov().isAtMost(0.1),
                        Columns.rowCount().isAtLeast(1)))
            .plan()
            .explain();
    assertThat(plan)
        .contains("values of n beside those in old")
        .contains("sorted in one task")
        .contains("brought together");
  }
}
