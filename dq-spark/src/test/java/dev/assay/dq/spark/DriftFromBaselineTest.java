package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Baseline;
import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.ValueDrift;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Values beside what a baseline counts, on all paths. */
class DriftFromBaselineTest {

  private static final NumericColumn N = number("n");
  private static final StringColumn S = string("s");

  /** Of 1 to 5 a half is at most 2, a quarter is 3, and a quarter is more. */
  private static final Baseline NUMBERS = Baseline.ofNumbers("June", List.of(2, 3), 2, 1, 1);

  private record Fact(NumericMetric metric, Double value, String note) {}

  private static Fact fact(NumericMetric metric, double value) {
    return new Fact(metric, value, "PASS");
  }

  private static Fact none(NumericMetric metric, String note) {
    return new Fact(metric, null, note);
  }

  private static void hold(ThreePaths here, Fact... facts) {
    List<Requirement> all = new ArrayList<>();
    for (Fact each : facts) {
      all.add(each.metric().observed());
    }
    Check check = Check.error("drift").require(all.toArray(Requirement[]::new));
    Check read = CheckJson.read(CheckJson.write(List.of(check))).get(0);
    assertThat(read).isEqualTo(check);
    here.beside(Map.of(), 1, read)
        .forEach(
            (path, result) -> {
              for (int i = 0; i < facts.length; i++) {
                ConstraintResult found = result.constraints().get(i);
                String of = path + ": " + found.sentence() + " " + found.butWas();
                MetricValue value = found.actual();
                if (facts[i].value() == null) {
                  assertThat(value).as(of).isNull();
                } else {
                  assertThat(value).as(of).isNotNull();
                  assertThat((Double) value.plain())
                      .as(of)
                      .isCloseTo(facts[i].value(), within(1e-12));
                }
                assertThat(found.status() + " " + found.butWas()).as(of).contains(facts[i].note());
              }
            });
  }

  /** The part of a bucket in the population stability index. */
  private static double part(double before, double now) {
    return (now - before) * Math.log(now / before);
  }

  @Test
  void numbers_are_counted_in_the_buckets_of_the_baseline() {
    ThreePaths here =
        ThreePaths.of(
            "n int, s string",
            row(1, "a"),
            row(2, "a"),
            row(3, "b"),
            row(4, "b"),
            row(5, "b"),
            row(6, null),
            row(7, "c"),
            row(8, "c"),
            row(null, "c"));
    hold(
        here,
        // 2, 1 and 5 of 8 here, 2, 1 and 1 of 4 there
        fact(
            N.driftFrom(NUMBERS).populationStabilityIndex(),
            part(0.5, 0.25) + part(0.25, 0.125) + part(0.25, 0.625)),
        // 2, 1 and 1 of the four up to 4
        fact(N.driftFrom(NUMBERS).populationStabilityIndex().where(N.isAtMost(4)), 0),
        fact(N.driftFrom(NUMBERS).jensenShannonDivergence().where(N.isAtMost(4)), 0),
        fact(N.driftFrom(NUMBERS).chiSquaredPValue().where(N.isAtMost(4)), 1),
        // all in the last bucket: p = 1/2, 1/4, 1/4 and q = 0, 0, 1
        fact(
            N.driftFrom(NUMBERS).jensenShannonDivergence().where(N.isAtLeast(4)),
            (0.75 * Math.log(2) + 0.25 * Math.log(0.25 / 0.625) + Math.log(1 / 0.625)) / 2),
        fact(
            N.driftFrom(NUMBERS).populationStabilityIndex().where(N.isAtLeast(4)),
            part(0.5, 0.0001) + part(0.25, 0.0001) + part(0.25, 1)),
        // of 2, 1, 1 and 0, 0, 5, and so of two degrees of freedom, where p is e^(-chi squared / 2)
        fact(
            N.driftFrom(NUMBERS).chiSquaredPValue().where(N.isAtLeast(4).and(N.isAtMost(8))),
            Math.exp(-(2.5 + 1.25 + square(Math.sqrt(1.25) - 5 / Math.sqrt(1.25)) / 6) / 2)),
        // of an expression: 10 to 80
        fact(
            N.times(10)
                .driftFrom(Baseline.ofNumbers("tens", List.of(20, 30), 2, 1, 5))
                .populationStabilityIndex(),
            0),
        fact(
            any("n")
                .driftFrom(Baseline.ofNumbers("all", List.of(2, 3), 2, 1, 5))
                .populationStabilityIndex(),
            0),
        none(
            N.driftFrom(NUMBERS).populationStabilityIndex().where(N.isGreaterThan(8)),
            "NOT_EVALUATED"),
        none(
            N.driftFrom(NUMBERS).populationStabilityIndex().where(N.isNull()),
            "there are no values"));
  }

  private static double square(double x) {
    return x * x;
  }

  @Test
  void an_edge_that_comes_twice_is_a_bucket_of_its_own() {
    ThreePaths here =
        ThreePaths.of("x double", row(1.0), row(1.5), row(2.0), row(2.0), row(-0.0), row(3.0));
    hold(
        here,
        // below 2, at 2, above
        fact(
            number("x")
                .driftFrom(Baseline.ofNumbers("b", List.of(2, 2), 3, 2, 1))
                .populationStabilityIndex(),
            0),
        // below 0, at 0 (as -0.0), up to 1.5, up to 2, above
        fact(
            number("x")
                .driftFrom(Baseline.ofNumbers("b", List.of(0, 0, 1.5, 2), 0, 1, 2, 2, 1))
                .populationStabilityIndex(),
            0));
  }

  @Test
  void infinities_are_at_the_ends_and_a_nan_says_nothing() {
    ThreePaths here =
        ThreePaths.of(
            "x double, f float",
            row(Double.NEGATIVE_INFINITY, 0.1f),
            row(Double.POSITIVE_INFINITY, 0.2f),
            row(0.0, 0.3f));
    Baseline thirds = Baseline.ofNumbers("thirds", List.of(-1, 1), 1, 1, 1);
    hold(
        here,
        fact(number("x").driftFrom(thirds).populationStabilityIndex(), 0),
        // a FLOAT of 0.1 is 0.1
        fact(
            number("f")
                .driftFrom(Baseline.ofNumbers("b", List.of(0.1, 0.2, 0.2), 1, 0, 1, 1))
                .populationStabilityIndex(),
            0));
    ThreePaths nan = ThreePaths.of("x double", row(Double.NaN), row(1.0), row((Object) null));
    nan.beside(
            Map.of(),
            1,
            Check.error("c")
                .require(
                    number("x").driftFrom(thirds).populationStabilityIndex().isAtMost(100),
                    number("x").driftFrom(thirds).chiSquaredPValue().isAtLeast(0.001)))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .allSatisfy(
                        each ->
                            assertThat(each.status() + " " + each.butWas())
                                .startsWith("FAIL NaN")));
  }

  @Test
  void texts_and_booleans_are_counted_by_value() {
    ThreePaths here =
        ThreePaths.of(
            "s string, b boolean",
            row("x", true),
            row("x", true),
            row("\uD835\uDD38", false), // beyond the BMP
            row("", null),
            row(null, true));
    hold(
        here,
        fact(
            S.driftFrom(Baseline.ofTexts("t", List.of("x", "\uD835\uDD38", ""), 2, 1, 1, 0))
                .populationStabilityIndex(),
            0),
        // what is not named is one bucket
        fact(S.driftFrom(Baseline.ofTexts("t", List.of("x"), 1, 1)).populationStabilityIndex(), 0),
        fact(S.driftFrom(Baseline.ofTexts("t", List.of("x"), 5, 5)).chiSquaredPValue(), 1),
        // here 2 of 4 in x, 2 in others; there 3 of 4 in x and 1 in y
        fact(
            S.driftFrom(Baseline.ofTexts("t", List.of("x", "y"), 3, 1, 0))
                .populationStabilityIndex(),
            part(0.75, 0.5) + part(0.25, 0.0001) + part(0.0001, 0.5)),
        // no bucket in common
        fact(
            S.driftFrom(Baseline.ofTexts("t", List.of("z"), 7, 0)).jensenShannonDivergence(),
            Math.log(2)),
        fact(
            S.length()
                .driftFrom(Baseline.ofNumbers("l", List.of(0, 0), 0, 1, 3))
                .populationStabilityIndex(),
            0),
        fact(bool("b").driftFrom(Baseline.ofBooleans("b", 6, 2)).populationStabilityIndex(), 0),
        fact(
            bool("b").driftFrom(Baseline.ofBooleans("b", 1, 1)).populationStabilityIndex(),
            part(0.5, 0.75) + part(0.5, 0.25)),
        none(
            S.driftFrom(Baseline.ofTexts("t", List.of("x"), 1, 1))
                .populationStabilityIndex()
                .where(S.isNull()),
            "there are no values"));
  }

  @Test
  void times_are_counted_in_the_buckets_of_the_baseline() {
    ThreePaths here =
        ThreePaths.of(
            "d date, t timestamp",
            row(LocalDate.of(2024, 3, 30), Instant.parse("2024-03-31T00:59:59.999999Z")),
            row(LocalDate.of(2024, 3, 31), Instant.parse("2024-03-31T01:00:00Z")),
            row(LocalDate.of(2024, 4, 1), Instant.parse("2024-03-31T01:00:00.000001Z")));
    hold(
        here,
        fact(
            date("d")
                .driftFrom(Baseline.ofTimes("d", List.of(LocalDate.of(2024, 3, 31)), 2, 1))
                .populationStabilityIndex(),
            0),
        fact(
            timestamp("t")
                .driftFrom(
                    Baseline.ofTimes(
                        "t",
                        List.of(
                            Instant.parse("2024-03-31T01:00:00Z"),
                            Instant.parse("2024-03-31T01:00:00Z")),
                        1,
                        1,
                        1))
                .populationStabilityIndex(),
            0),
        fact(
            // the hour from 2 to 3 is left out
            timestamp("t")
                .inZone("Europe/Paris")
                .driftFrom(
                    Baseline.ofTimes("l", List.of(LocalDateTime.of(2024, 3, 31, 2, 30)), 1, 2))
                .populationStabilityIndex(),
            0));
  }

  @Test
  void long_decimals_are_compared_exactly() {
    BigDecimal edge = new BigDecimal("12345678901234567890.123456789012345678");
    BigDecimal step = new BigDecimal("0.000000000000000001");
    hold(
        ThreePaths.of("n decimal(38,18)", row(edge.subtract(step)), row(edge), row(edge.add(step))),
        fact(
            N.driftFrom(Baseline.ofNumbers("b", List.of(edge, edge), 1, 1, 1))
                .populationStabilityIndex(),
            0));
  }

  /** What July has and June has not is told, whichever engine made the profile. */
  @Test
  void a_stored_profile_is_all_that_is_left_of_last_month() {
    Dataset<Row> june =
        SharedSpark.session()
            .range(0, 1_000, 1, 3)
            .selectExpr(
                "cast(id % 40 as int) n",
                "case when id % 4 = 0 then 'DE' when id % 5 = 0 then null else 'FR' end s",
                "id % 10 = 0 b",
                "date_add(date'2024-06-01', cast(id % 30 as int)) d",
                "cast(id as double) / 7 x");
    DatasetProfile stored = ProfileJson.read(ProfileJson.write(Profiler.profile(june)));
    List<Object[]> july = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      july.add(
          row(
              i % 40,
              i % 4 == 0 ? "DE" : i % 5 == 0 ? null : "FR",
              i % 10 == 0,
              LocalDate.of(2024, 6, 1 + i % 30),
              (i * 5) / 7.0));
    }
    ValueDrift shifted = number("x").plus(50).driftFrom(stored.column("x").baseline("June"));
    Check check =
        Check.error("c")
            .require(
                N.driftFrom(stored.column("n").baseline("June"))
                    .populationStabilityIndex()
                    .isAtMost(0),
                S.driftFrom(stored.column("s").baseline("June"))
                    .jensenShannonDivergence()
                    .isAtMost(0),
                bool("b")
                    .driftFrom(stored.column("b").baseline("June"))
                    .chiSquaredPValue()
                    .isAtLeast(1),
                date("d")
                    .driftFrom(stored.column("d").baseline("June"))
                    .populationStabilityIndex()
                    .isAtMost(0.01),
                number("x")
                    .driftFrom(stored.column("x").baseline("June"))
                    .populationStabilityIndex()
                    .isAtMost(0.01),
                shifted.populationStabilityIndex().isAtMost(0.25));
    new ThreePaths("n int, s string, b boolean, d date, x double", july)
        .beside(Map.of(), 1, check)
        .forEach(
            (path, result) ->
                assertThat(result.constraints().stream().map(ConstraintResult::status))
                    .as(path + " " + result.constraints())
                    .containsExactly(
                        Status.PASS,
                        Status.PASS,
                        Status.PASS,
                        Status.PASS,
                        Status.PASS,
                        Status.FAIL));
  }

  /** 1,000 of 1,200 texts are named; each of the others is one of all others. */
  @Test
  void very_many_texts_are_counted() {
    List<Object[]> rows = new ArrayList<>();
    List<String> named = new ArrayList<>();
    long[] counts = new long[1_001];
    for (int i = 0; i < 1_200; i++) {
      rows.add(row("v" + i));
      if (i < 1_000) {
        named.add("v" + i);
        counts[i] = 1;
      }
    }
    counts[1_000] = 200;
    hold(
        new ThreePaths("s string", rows),
        fact(S.driftFrom(Baseline.ofTexts("t", named, counts)).populationStabilityIndex(), 0));
  }

  /** 0.5, 1.5 and so on, one in each of 100 buckets. */
  @Test
  void very_many_buckets_are_counted() {
    List<Object[]> rows = new ArrayList<>();
    List<Integer> edges = new ArrayList<>();
    long[] counts = new long[100];
    for (int i = 0; i < 100; i++) {
      rows.add(row(i + 0.5));
      counts[i] = 1;
      if (i > 0) {
        edges.add(i);
      }
    }
    hold(
        new ThreePaths("x double", rows),
        fact(
            number("x")
                .driftFrom(Baseline.ofNumbers("b", edges, counts))
                .populationStabilityIndex(),
            0));
  }

  /** In DE a half is at most 1 and a half is x; in FR nothing is. */
  @Test
  void each_group_is_compared_with_the_same_baseline() {
    Baseline halves = Baseline.ofNumbers("b", List.of(1), 5, 5);
    Baseline letters = Baseline.ofTexts("b", List.of("x"), 5, 5);
    ThreePaths here =
        ThreePaths.of(
            "c string, n int, s string",
            row("DE", 1, "x"),
            row("DE", 2, "y"),
            row("FR", 3, "z"),
            row("FR", 4, "z"));
    here.beside(
            Map.of(),
            1,
            Check.error("c")
                .require(
                    N.driftFrom(halves).populationStabilityIndex().per("c").isAtMost(0.1),
                    S.driftFrom(letters).populationStabilityIndex().per("c").isAtMost(0.1)))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .allSatisfy(
                        each ->
                            assertThat(each.status() + " " + each.butWas())
                                .startsWith("FAIL")
                                .contains("1 of 2")));
  }

  @Test
  void the_plan_says_what_is_counted_in_the_scan() {
    String plan =
        DataQuality.on(SharedSpark.session().sql("SELECT 1 n, 'x' s"))
            .check(
                Check.error("c")
                    .require(
                        N.driftFrom(NUMBERS).populationStabilityIndex().isAtMost(0.1),
                        N.driftFrom(NUMBERS).jensenShannonDivergence().isAtMost(0.1),
                        N.mean().isAtLeast(0)))
            .plan()
            .explain();
    assertThat(plan)
        .contains("6 distinct aggregates")
        .contains("1 pass")
        .contains("n is at most 2")
        .contains("n is at most 3");
  }

  @Test
  void another_dataset_is_compared_with_a_baseline_too() {
    ThreePaths here = ThreePaths.of("n int", row(1));
    ThreePaths there = ThreePaths.of("n int", row(1), row(2), row(3), row(4));
    here.beside(
            Map.of("other", there),
            1,
            Check.error("c")
                .require(
                    in("other").of(N.driftFrom(NUMBERS).populationStabilityIndex()).isEqualTo(0)))
        .forEach((path, result) -> assertThat(result.passed()).as(path).isTrue());
  }
}
