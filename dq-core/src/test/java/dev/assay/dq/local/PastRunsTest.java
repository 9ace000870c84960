package dev.assay.dq.local;

import static dev.assay.dq.Columns.anyColumns;
import static dev.assay.dq.Columns.anyOf;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.greatestOfLastRuns;
import static dev.assay.dq.Columns.meanOfLastRuns;
import static dev.assay.dq.Columns.medianDeviations;
import static dev.assay.dq.Columns.medianOfLastRuns;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.percent;
import static dev.assay.dq.Columns.previousRun;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.smallestOfLastRuns;
import static dev.assay.dq.Columns.standardDeviations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.PastRuns;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.History;
import dev.assay.dq.result.PastValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics against what earlier runs found of them. */
class PastRunsTest {

  private static final Instant DAY = Instant.parse("2026-03-01T06:00:00Z");
  private static final NumericColumn X = number("x");
  private static final Fields<Map<String, ?>> FIELDS = Fields.ofMap(Map.of("x", Double.class));

  /** One value, the mean of which is that value. */
  private static List<Map<String, ?>> of(double value) {
    return List.of(Map.of("x", value));
  }

  private static Instant day(int number) {
    return DAY.plus(Duration.ofDays(number));
  }

  private static VerificationResult run(int day, History history, double now, Requirement... all) {
    return LocalDataQuality.<Map<String, ?>>on(of(now), FIELDS)
        .check(Check.error("daily").require(all))
        .history(history)
        .asOf(day(day))
        .run();
  }

  /** What runs of a day each found, the first on day 0. */
  private static History past(Constraint of, @Nullable Double... values) {
    List<PastValue> all = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      all.add(value(of, i, 0, values[i]));
    }
    return question -> all;
  }

  private static PastValue value(Constraint of, int day, int recorded, @Nullable Double value) {
    return new PastValue(
        "",
        "daily",
        of.id(),
        day(day),
        DAY.plusSeconds(recorded),
        value == null ? Status.ERROR : Status.PASS,
        value);
  }

  private static ConstraintResult judged(Constraint constraint, double now, Double... earlier) {
    VerificationResult result = run(earlier.length, past(constraint, earlier), now, constraint);
    return result.constraints().get(0);
  }

  /** F65: 10, 12, 11, then 20: ratios 1.2, 0.9166666666666666, 1.8181818181818181. */
  @ParameterizedTest
  @CsvSource({
    "10, 12, 20, PASS", // exactly 20% more
    "10, 12, 19.99, FAIL",
    "12, 11, 8.34, PASS", // 1/12 = 8.333…%
    "12, 11, 8.33, FAIL",
    "11, 20, 81.82, PASS", // 9/11 = 81.8181…%
    "11, 20, 81.81, FAIL",
    "0, 0, 0, PASS",
    "0, 0.001, 1000000, FAIL", // no percentage of nothing
    "-10, -12, 20, PASS",
    "-10, 10, 199, FAIL",
  })
  void the_change_since_the_previous_run_in_percent_is_exact(
      double before, double now, String most, Status expected) {
    Constraint constraint =
        X.mean().isCloseTo(previousRun(), percent(new java.math.BigDecimal(most)));
    assertThat(judged(constraint, now, before).status()).isEqualTo(expected);
  }

  /** F65: differences 2, -1, 9. */
  @ParameterizedTest
  @CsvSource({
    "10, 12, 2, PASS", "10, 12, 1.9, FAIL", "12, 11, 1, PASS", "12, 11, 0.9, FAIL",
    "11, 20, 9, PASS", "11, 20, 8.9, FAIL", "0.1, 0.3, 0.2, PASS", "0.1, 0.3, 0.19999, FAIL",
  })
  void the_change_since_the_previous_run_is_exact(
      double before, double now, String most, Status expected) {
    Constraint constraint = X.mean().isCloseTo(previousRun(), new java.math.BigDecimal(most));
    assertThat(judged(constraint, now, 99.0, before).status()).isEqualTo(expected);
  }

  /** F66: mean 11.6, 3 sd band [8.179473724702586, 15.020526275297414]; median 12, MAD 1. */
  @Test
  void a_band_of_standard_or_median_deviations_has_its_ends() {
    Double[] earlier = {10.0, 12.0, 11.0, 13.0, 12.0};
    Constraint sd = X.mean().isCloseTo(meanOfLastRuns(30).needing(5), standardDeviations(3));
    assertThat(judged(sd, 15.0205262752974, earlier).status()).isEqualTo(Status.PASS);
    assertThat(judged(sd, 15.0205262752975, earlier).status()).isEqualTo(Status.FAIL);
    assertThat(judged(sd, 8.17947372470259, earlier).status()).isEqualTo(Status.PASS);
    assertThat(judged(sd, 8.17947372470258, earlier).status()).isEqualTo(Status.FAIL);
    assertThat(judged(sd, 8, earlier).expected())
        .isEqualTo(
            "within 3 standard deviations of the mean of the last 30 runs (at least 5 of them):"
                + " 11.6 with a standard deviation of 1.14018, so 8.17947 to 15.0205");
    Constraint mad = X.mean().isCloseTo(medianOfLastRuns(5), medianDeviations(2));
    assertThat(judged(mad, 14, earlier).status()).isEqualTo(Status.PASS);
    assertThat(judged(mad, 14.0001, earlier).status()).isEqualTo(Status.FAIL);
    assertThat(judged(mad, 9.9999, earlier).status()).isEqualTo(Status.FAIL);
    assertThat(judged(mad, 9, earlier).expected())
        .isEqualTo(
            "within 2 median absolute deviations of the median of the last 5 runs:"
                + " 12 with a median absolute deviation of 1, so 10 to 14");
    assertThat(judged(mad, 9, earlier).note())
        .isEqualTo("3 median absolute deviations below, from 5 earlier values");
  }

  /** F67: z = 6.5840716885526085, and with the new value inside only 1.9187310031425413. */
  @Test
  void the_value_that_is_judged_is_not_in_its_own_history() {
    Double[] earlier = {10.0, 12.0, 11.0, 13.0};
    PastRuns last = meanOfLastRuns(4);
    Constraint inside = X.mean().isCloseTo(last, standardDeviations(6.585));
    Constraint outside = X.mean().isCloseTo(last, standardDeviations(6.584));
    assertThat(judged(inside, 20, earlier).status()).isEqualTo(Status.PASS);
    assertThat(judged(outside, 20, earlier).status()).isEqualTo(Status.FAIL);
    assertThat(judged(outside, 20, earlier).note())
        .isEqualTo("6.58 standard deviations above, from 4 earlier values");
    // a record of this very run, and one that is later, do not count
    List<PastValue> more = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      more.add(value(outside, i, 0, earlier[i]));
    }
    more.add(value(outside, 4, 0, 20.0));
    more.add(value(outside, 5, 0, 20.0));
    assertThat(run(4, question -> more, 20, outside).constraints().get(0).status())
        .isEqualTo(Status.FAIL);
  }

  /** F68: of ten points none is more than 3 deviations from a mean that it is part of. */
  @Test
  void an_outlier_after_nine_equal_values_is_found() {
    Double[] zeros = Collections.nCopies(9, 0.0).toArray(Double[]::new);
    Constraint constraint = X.mean().isCloseTo(meanOfLastRuns(30), standardDeviations(3));
    assertThat(judged(constraint, 1e9, zeros).status()).isEqualTo(Status.FAIL);
    assertThat(judged(constraint, 0, zeros).status()).isEqualTo(Status.PASS);
  }

  @Test
  void what_must_not_get_worse_is_held_against_the_best_so_far() {
    Constraint most = X.mean().isAtLeast(greatestOfLastRuns(3));
    Constraint least = X.mean().isAtMost(smallestOfLastRuns(3));
    assertThat(judged(most, 0.9, 0.95, 0.7, 0.9, 0.8).status()).isEqualTo(Status.PASS);
    assertThat(judged(most, 0.9, 0.7, 0.9001, 0.8).status()).isEqualTo(Status.FAIL);
    assertThat(judged(most, 0.9, 0.7, 0.9001, 0.8).expected())
        .isEqualTo("at least the greatest of the last 3 runs: 0.9001");
    assertThat(judged(least, 5.0, 4.0, 6.0, 5.0, 7.0).status()).isEqualTo(Status.PASS);
    assertThat(judged(least, 5.1, 4.0, 6.0, 5.0, 7.0).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void too_few_earlier_values_are_no_verdict_and_say_how_many_are_needed() {
    Constraint constraint = X.mean().isCloseTo(meanOfLastRuns(30), standardDeviations(3));
    VerificationResult first = run(0, History.of(List.of()), 1, constraint);
    assertThat(first.passed()).isTrue();
    assertThat(first.constraints().get(0).status()).isEqualTo(Status.NOT_EVALUATED);
    assertThat(first.constraints().get(0).note())
        .isEqualTo("needs 7 earlier values, and there is none");
    ConstraintResult fourth = judged(constraint, 1, 1.0, null, Double.NaN, 2.0, 3.0);
    assertThat(fourth.status()).isEqualTo(Status.NOT_EVALUATED);
    assertThat(fourth.note())
        .isEqualTo(
            "needs 7 earlier values, and there are 3 (left out: 2 runs that came to no number)");
    ConstraintResult previous = judged(rowCount().isAtLeast(previousRun()), 1);
    assertThat(previous.note()).isEqualTo("needs 1 earlier value, and there is none");
  }

  @Test
  void runs_without_a_number_are_passed_over_and_counted() {
    Constraint constraint = X.mean().isCloseTo(previousRun(), percent(10));
    ConstraintResult result = judged(constraint, 120, 70.0, 90.0, null, Double.NaN);
    assertThat(result.status()).isEqualTo(Status.FAIL);
    assertThat(result.expected())
        .isEqualTo("within 10% of that of the previous run: 90, so 81 to 99");
    assertThat(result.butWas()).isEqualTo("120");
    assertThat(result.note())
        .isEqualTo("33.33% above, from 1 earlier value (left out: 2 runs that came to no number)");
  }

  @Test
  void nan_and_infinity_are_anomalies_whatever_the_past_was() {
    Constraint near = X.mean().isCloseTo(meanOfLastRuns(2), standardDeviations(1_000_000));
    assertThat(judged(near, Double.NaN, 1.0, 2.0).status()).isEqualTo(Status.FAIL);
    assertThat(judged(near, Double.POSITIVE_INFINITY, 1.0, 2.0).status()).isEqualTo(Status.FAIL);
    assertThat(judged(near, Double.NaN).status()).isEqualTo(Status.FAIL);
    Constraint most = X.mean().isAtLeast(greatestOfLastRuns(2));
    assertThat(judged(most, Double.NaN, 1.0).status()).isEqualTo(Status.FAIL);
    assertThat(judged(most, Double.POSITIVE_INFINITY, 1.0).status()).isEqualTo(Status.PASS);
    assertThat(judged(most, Double.NEGATIVE_INFINITY, 1.0).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void a_run_without_a_history_says_what_to_do_and_judges_the_rest() {
    VerificationResult result =
        LocalDataQuality.verify(
            of(1),
            FIELDS,
            Check.error("daily")
                .require(rowCount().isCloseTo(previousRun(), percent(20)), X.isComplete()));
    assertThat(result.constraints().get(0).status()).isEqualTo(Status.ERROR);
    assertThat(result.constraints().get(0).butWas())
        .isEqualTo(
            "not evaluated: it is compared with earlier runs, and this run knows of none: give a verification"
                + " their results with .history(…), such as HistoryFile.at(path)");
    assertThat(result.constraints().get(1).status()).isEqualTo(Status.PASS);
  }

  @Test
  void a_history_that_fails_is_an_error_of_what_needs_it_alone() {
    History broken =
        question -> {
          throw new IOException("no such disk");
        };
    VerificationResult result =
        run(0, broken, 1, rowCount().isAtLeast(previousRun()), X.isComplete());
    assertThat(result.constraints().get(0).butWas())
        .isEqualTo(
            "not evaluated: what earlier runs found could not be read: java.io.IOException: no"
                + " such disk");
    assertThat(result.constraints().get(1).status()).isEqualTo(Status.PASS);
    History unasked =
        question -> {
          throw new AssertionError("nobody needs it");
        };
    assertThat(run(0, unasked, 1, X.isComplete()).passed()).isTrue();
  }

  @Test
  void results_are_the_history_of_the_runs_after_them_also_where_they_failed() {
    Constraint size = rowCount().isCloseTo(previousRun(), percent(20));
    List<VerificationResult> results = new ArrayList<>();
    int[] rows = {100, 90, 120, 125};
    List<Status> found = new ArrayList<>();
    for (int day = 0; day < rows.length; day++) {
      VerificationResult result =
          LocalDataQuality.<Map<String, ?>>on(
                  Collections.nCopies(rows[day], Map.of("x", 1.0)), FIELDS)
              .check(Check.error("daily").require(rowCount().isAtLeast(1), size))
              .history(History.of(results))
              .asOf(day(day))
              .run();
      results.add(result);
      found.add(result.constraints().get(1).status());
    }
    assertThat(found).containsExactly(Status.NOT_EVALUATED, Status.PASS, Status.FAIL, Status.PASS);
    // the day is run again: what it found before does not count
    VerificationResult again =
        LocalDataQuality.<Map<String, ?>>on(Collections.nCopies(120, Map.of("x", 1.0)), FIELDS)
            .check(Check.error("daily").require(size))
            .history(History.of(results))
            .asOf(day(2))
            .run();
    assertThat(again.constraints().get(0).expected())
        .isEqualTo("within 20% of that of the previous run: 90, so 72 to 108");
  }

  @Test
  void a_repeated_run_counts_once_and_the_last_record_of_it() {
    Constraint constraint = X.mean().isCloseTo(meanOfLastRuns(2), 0);
    List<PastValue> values =
        new ArrayList<>(
            List.of(
                value(constraint, 0, 0, 2.0),
                value(constraint, 1, 1, 1000.0),
                value(constraint, 1, 3, 4.0),
                value(constraint, 1, 2, null)));
    for (int i = 0; i < 24; i++) {
      Collections.rotate(values, 1);
      Collections.swap(values, 0, i % 4);
      List<PastValue> order = List.copyOf(values);
      assertThat(run(5, question -> order, 3, constraint).passed()).isTrue();
    }
  }

  @Test
  void the_order_of_a_history_does_not_matter() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Constraint constraint =
          X.mean().isCloseTo(meanOfLastRuns(5).needing(2), standardDeviations(2));
      List<PastValue> values = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        Double value = random.nextInt(5) == 0 ? null : (Double) (random.nextInt(8) / 10.0);
        values.add(value(constraint, random.nextInt(10), random.nextInt(2), value));
      }
      double now = random.nextInt(8) / 10.0;
      String first = run(9, question -> List.copyOf(values), now, constraint).toString();
      Collections.shuffle(values, random);
      assertThat(run(9, question -> List.copyOf(values), now, constraint)).hasToString(first);
    }
  }

  /** An id that is derived is of the metric; a second constraint of it finds the same past. */
  @Test
  void a_history_outlives_a_moved_bound_and_another_constraint_before() {
    Constraint size = rowCount().isCloseTo(previousRun(), 0);
    History history = past(rowCount().isAtLeast(17), 1.0);
    assertThat(run(1, history, 5, size).constraints().get(0).status()).isEqualTo(Status.PASS);
    assertThat(run(1, history, 5, rowCount().isAtLeast(1), size).constraints().get(1).status())
        .isEqualTo(Status.PASS);
    Constraint named = size.id("size");
    assertThat(run(1, history, 5, named).constraints().get(0).status())
        .isEqualTo(Status.NOT_EVALUATED);
    assertThat(run(1, past(named, 1.0), 5, named).passed()).isTrue();
  }

  @Test
  void each_column_of_a_template_has_its_own_past() {
    Fields<Map<String, ?>> two = Fields.ofMap(Map.of("a", Double.class, "b", Double.class));
    Check check =
        Check.error("daily")
            .require(
                forEachColumn(anyColumns(), column -> column.nullCount().isAtMost(previousRun())));
    List<VerificationResult> results = new ArrayList<>();
    List<List<Map<String, ?>>> days =
        List.of(
            List.of(Map.of("a", 1.0), Map.of("b", 1.0), Map.of("b", 2.0)),
            List.of(Map.of("b", 2.0), Map.of("b", 1.0)));
    for (List<Map<String, ?>> rows : days) {
      results.add(
          LocalDataQuality.<Map<String, ?>>on(rows, two)
              .check(check)
              .history(History.of(results))
              .asOf(day(results.size()))
              .run());
    }
    // a: two nulls after two; b: none after one
    assertThat(
            results.get(1).constraints().stream()
                .map(each -> each.columns() + " " + each.expected()))
        .containsExactlyInAnyOrder(
            "[a] at most that of the previous run: 2", "[b] at most that of the previous run: 1");
    assertThat(results.get(1).passed()).isTrue();
  }

  @Test
  void a_history_is_asked_for_what_is_needed_and_no_more() {
    List<History.Question> asked = new ArrayList<>();
    History history =
        question -> {
          asked.add(question);
          return List.of();
        };
    run(
        3,
        history,
        1,
        X.isComplete(),
        rowCount().isAtLeast(previousRun()),
        rowCount().isCloseTo(meanOfLastRuns(30), percent(5)),
        X.mean().isAtLeast(previousRun()));
    assertThat(asked)
        .containsExactly(
            new History.Question(
                "",
                day(3),
                Map.of(
                    new History.Subject("daily", rowCount().isAtLeast(1).id()),
                        new History.Wanted(30, false),
                    new History.Subject("daily", rowCount().isAtLeast(1).id() + "-2"),
                        new History.Wanted(30, false),
                    new History.Subject("daily", X.mean().isAtLeast(1).id()),
                        new History.Wanted(1, false))));
  }

  @Test
  void each_dataset_of_a_suite_has_its_own_past() {
    Check check = Check.error("daily").require(rowCount().isAtLeast(previousRun()));
    List<SuiteResult> results = new ArrayList<>();
    for (int day = 0; day < 2; day++) {
      results.add(
          LocalDataQuality.suite()
              .on("a", Collections.nCopies(5 - day, Map.of("x", 1.0)), FIELDS, check)
              .on("b", Collections.nCopies(2 + day, Map.of("x", 1.0)), FIELDS, check)
              .history(History.of(results))
              .asOf(day(day))
              .run());
    }
    assertThat(results.get(1).dataset("a").constraints().get(0).expected())
        .isEqualTo("at least that of the previous run: 5");
    assertThat(results.get(1).dataset("a").passed()).isFalse();
    assertThat(results.get(1).dataset("b").passed()).isTrue();
  }

  @Test
  void fractions_are_shown_as_percentages() {
    Check check = Check.error("daily").require(X.completeness().isAtLeast(greatestOfLastRuns(10)));
    List<Map<String, ?>> nine = new ArrayList<>(Collections.nCopies(9, Map.of("x", 1.0)));
    nine.add(Map.of());
    History history = past(X.completeness().isAtLeast(0), 0.9, 0.1);
    VerificationResult same =
        LocalDataQuality.<Map<String, ?>>on(nine, FIELDS)
            .check(check)
            .history(history)
            .asOf(day(2))
            .run();
    assertThat(same.passed()).isTrue();
    assertThat(same.constraints().get(0).expected())
        .isEqualTo("at least the greatest of the last 10 runs: 90%");
  }

  @Test
  void what_makes_no_sense_is_refused_with_the_fix() {
    assertThatThrownBy(() -> meanOfLastRuns(1))
        .hasMessage(
            "meanOfLastRuns takes from 2 to 10,000 runs, and these are 1: say" + " previousRun()");
    assertThatThrownBy(() -> greatestOfLastRuns(10_001)).hasMessageContaining("10,000");
    assertThatThrownBy(() -> meanOfLastRuns(5).needing(6))
        .hasMessage("needing(…) takes from 1 to 5 values, as many as runs count, and this is 6");
    assertThatThrownBy(
            () -> rowCount().isCloseTo(meanOfLastRuns(5).needing(1), standardDeviations(1)))
        .hasMessage("A standard deviation needs at least 2 values: say needing(2) or more");
    assertThatThrownBy(() -> rowCount().isCloseTo(previousRun(), standardDeviations(1)))
        .hasMessage(
            "standardDeviations(…) are counted from meanOfLastRuns(…), and this is previousRun");
    assertThatThrownBy(() -> rowCount().isCloseTo(previousRun(), percent(5)).per("x"))
        .hasMessage(
            "What earlier runs found is kept of all rows and not of each group: compare the number"
                + " of rows of all rows with it, or of those that where(…) selects");
    assertThatThrownBy(() -> anyOf(X.isComplete(), rowCount().isCloseTo(previousRun(), percent(5))))
        .hasMessage(
            "What is compared with earlier runs is kept under an id of its own, so it cannot be"
                + " combined: number of rows is within 5% of that of the previous run: require it"
                + " by itself");
    assertThatThrownBy(() -> standardDeviations(-1)).hasMessageContaining("negative");
  }

  /** 100, then a day of 50, then 100 again: with and without what failed. */
  @Test
  void a_bad_day_is_not_what_the_next_is_compared_with() {
    int[] rows = {100, 50, 100, 50, 100};
    List<List<Status>> found = new ArrayList<>();
    List<VerificationResult> results = new ArrayList<>();
    for (int day = 0; day < rows.length; day++) {
      VerificationResult result =
          LocalDataQuality.<Map<String, ?>>on(
                  Collections.nCopies(rows[day], Map.of("x", 1.0)), FIELDS)
              .check(
                  Check.error("daily")
                      .require(
                          rowCount().isAtLeast(1),
                          rowCount().isCloseTo(previousRun(), percent(20)),
                          rowCount().isCloseTo(previousRun().thatDidNotFail(), percent(20))))
              .history(History.of(results))
              .asOf(day(day))
              .run();
      results.add(result);
      found.add(result.constraints().stream().skip(1).map(ConstraintResult::status).toList());
    }
    Status none = Status.NOT_EVALUATED;
    assertThat(found)
        .containsExactly(
            List.of(none, none),
            List.of(Status.FAIL, Status.FAIL),
            List.of(Status.FAIL, Status.PASS),
            List.of(Status.FAIL, Status.FAIL),
            List.of(Status.FAIL, Status.PASS));
    assertThat(results.get(4).constraints().get(2).note())
        .startsWith("the same, from 1 earlier value (left out: 1 run that failed)");
  }

  @Test
  void an_empty_dataset_passes_nothing_on_the_first_run_and_is_judged_by_its_count_later() {
    List<VerificationResult> results = new ArrayList<>();
    for (int rows : new int[] {0, 5, 0}) {
      results.add(
          LocalDataQuality.<Map<String, ?>>on(Collections.nCopies(rows, Map.of("x", 1.0)), FIELDS)
              .check(
                  Check.error("daily")
                      .require(
                          rowCount().isAtLeast(previousRun()), X.mean().isAtLeast(previousRun())))
              .history(History.of(results))
              .asOf(day(results.size()))
              .run());
    }
    assertThat(results.get(0).passed()).isFalse();
    assertThat(results.get(0).constraints().get(0).status()).isEqualTo(Status.NOT_EVALUATED);
    // 5 after 0, and no mean before
    assertThat(results.get(1).passed()).isTrue();
    assertThat(results.get(1).constraints().get(0).status()).isEqualTo(Status.PASS);
    assertThat(results.get(1).constraints().get(1).note())
        .isEqualTo(
            "needs 1 earlier value, and there is none (left out: 1 run that came to no number)");
    assertThat(results.get(2).constraints().get(0).status()).isEqualTo(Status.FAIL);
    assertThat(results.get(2).constraints().get(1).status()).isEqualTo(Status.NOT_EVALUATED);
  }

  @Test
  void what_is_filtered_has_a_past_of_its_own() {
    Constraint all = rowCount().isAtLeast(previousRun());
    Constraint some = rowCount().isAtLeast(previousRun()).where(X.isPositive());
    assertThat(some.id()).isNotEqualTo(all.id());
    assertThat(run(1, past(all, 1.0), -1, some).constraints().get(0).status())
        .isEqualTo(Status.NOT_EVALUATED);
    assertThat(run(1, past(some, 1.0), -1, some).constraints().get(0).expected())
        .isEqualTo("at least that of the previous run: 1");
  }

  @Test
  void the_plan_says_that_the_history_is_asked() {
    var run =
        LocalDataQuality.<Map<String, ?>>on(of(1), FIELDS)
            .check(Check.error("daily").require(rowCount().isAtLeast(previousRun())));
    String before = run.plan().explain();
    String after = run.history(History.of(List.of())).plan().explain();
    assertThat(after)
        .isEqualTo(
            before.replace(
                "(no Spark is started)",
                "(no Spark is started; the history is asked once for what earlier runs found, by 1"
                    + " constraint)"));
  }
}
