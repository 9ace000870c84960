package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.local.Fields;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.ProfileMarkdown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The most frequent of the rows that occur more than once, if they are asked for. */
@SuppressWarnings("NullAway")
class RepeatedRowsTest {

  private static final ProfileOptions SHOWN = ProfileOptions.DEFAULT.withDuplicateRowsShown(3);

  private static Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("t", String.class);
    types.put("n", Integer.class);
    return Fields.ofMap(types);
  }

  private static void put(List<Map<String, ?>> rows, int times, String t, Integer n) {
    Map<String, Object> row = new HashMap<>();
    row.put("t", t);
    row.put("n", n);
    rows.addAll(Collections.nCopies(times, row));
  }

  /** 13 rows, 6 of them different: 7 repeat another. */
  private static List<Map<String, ?>> records() {
    List<Map<String, ?>> rows = new ArrayList<>();
    put(rows, 2, "b|c", 1);
    put(rows, 1, "once", 1);
    put(rows, 2, "a", 1);
    put(rows, 3, "a", null);
    put(rows, 4, "a", 10);
    put(rows, 1, "a", 9);
    return rows;
  }

  private static List<String> shown(DatasetProfile profile) {
    return profile.topDuplicateRows().stream()
        .map(each -> each.count() + " " + each.row().value("t") + " " + each.row().value("n"))
        .toList();
  }

  @Test
  void the_most_frequent_first_and_then_by_their_texts() {
    DatasetProfile profile = LocalProfiler.profile(records(), fields(), SHOWN);
    assertThat(profile.duplicateRows()).isEqualTo(7);
    assertThat(shown(profile)).containsExactly("4 a 10", "3 a null", "2 a 1");
    DatasetProfile all =
        LocalProfiler.profile(records(), fields(), SHOWN.withDuplicateRowsShown(100));
    assertThat(shown(all)).containsExactly("4 a 10", "3 a null", "2 a 1", "2 b|c 1");
    assertThat(all.limits()).noneMatch(limit -> limit.contains("duplicate rows"));
    assertThat(ProfileText.render(all))
        .contains(
            """
            duplicate rows, the most frequent:
                       4  {t=a, n=10}
                       3  {t=a}
                       2  {t=a, n=1}
                       2  {t=b|c, n=1}
            """);
    assertThat(ProfileMarkdown.render(all, "x"))
        .endsWith(
            """

            ## Most frequent duplicate rows

            | occurs | t | n |
            | ---: | --- | --- |
            | 4 | a | 10 |
            | 3 | a | *null* |
            | 2 | a | 1 |
            | 2 | b\\|c | 1 |
            """);
    assertThat(HtmlReport.of(all).render()).contains("The most frequent duplicate rows");
  }

  @Test
  void there_are_none_unless_they_were_asked_for() {
    DatasetProfile profile = LocalProfiler.profile(records(), fields());
    assertThat(profile.topDuplicateRows()).isEmpty();
    assertThat(profile.limits()).noneMatch(limit -> limit.contains("duplicate rows"));
    List<Map<String, ?>> unique = List.of(Map.of("t", "a", "n", 1), Map.of("t", "b", "n", 1));
    DatasetProfile none = LocalProfiler.profile(unique, fields(), SHOWN);
    assertThat(none.duplicateRows()).isZero();
    assertThat(none.topDuplicateRows()).isEmpty();
    assertThat(none.limits()).noneMatch(limit -> limit.contains("duplicate rows"));
    assertThatThrownBy(() -> SHOWN.withDuplicateRowsShown(101))
        .hasMessage("The number of duplicate rows to show must be from 0 to 100, but was 101");
  }

  @Test
  void where_they_were_not_counted_the_limits_say_that_none_are_shown() {
    String limit = "duplicate rows are not shown: they were not counted";
    assertThat(LocalProfiler.profile(records(), fields(), SHOWN.withDuplicateRows(false)).limits())
        .contains(limit);
    assertThat(LocalProfiler.profile(records(), fields(), SHOWN.withSample(0.9, 1)).limits())
        .contains(limit);
    assertThat(LocalProfiler.state(records(), fields(), SHOWN).profile(Instant.EPOCH).limits())
        .contains(limit);
    DatasetProfile maps =
        LocalProfiler.profile(
            List.of(Map.of("m", Map.of(1, 2)), Map.of("m", Map.of(1, 2))),
            Fields.ofMap(Map.of("m", Map.class)),
            SHOWN);
    assertThat(maps.limits()).contains(limit);
    assertThat(maps.topDuplicateRows()).isEmpty();
  }

  @Test
  void there_is_no_third_reading_without_the_time_for_it() {
    ProfileState state =
        LocalProfiler.state(records(), fields(), SHOWN.withTimeLimit(Duration.ofSeconds(10)));
    SecondScan scan =
        SecondScan.after(state, ProfileColumns.of(fields().schema()), Duration.ofSeconds(5));
    Map<Aggregate, Measurement> measured =
        Map.of(SecondScan.WHOLE_ROWS, new Measurement.Groups(13, 6, 2, 11, 0));
    assertThat(scan.repeatedRows(measured, Duration.ofSeconds(5))).isNotNull();
    assertThat(scan.repeatedRows(measured, Duration.ofMillis(5001))).isNull();
    assertThat(scan.profile(measured, null, Instant.EPOCH, null).limits())
        .contains(
            "duplicate rows are not shown: the rows were not read again, to keep to the time"
                + " limit of 10000 ms");
  }

  /**
   * Deviations from the means are -1.5, -0.5, 0.5, 1.5 and -3, -2, -1, 6: Pearson's coefficient is
   * 14 / sqrt(5 * 50).
   */
  @Test
  void markdown_has_smallest_and_largest_values_and_both_coefficients() {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      rows.add(Map.of("x|", i, "y", i == 4 ? 10 : i));
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("x|", Integer.class);
    types.put("y", Integer.class);
    Fields<Map<String, ?>> numbers = Fields.ofMap(types);
    DatasetProfile few = LocalProfiler.profile(rows, numbers);
    assertThat(ProfileMarkdown.render(few, "x"))
        .endsWith(
            """

            ## Correlations

            | columns | Pearson | Spearman |
            | --- | ---: | ---: |
            | x\\|, y | 0.89 | 1.00 |
            """)
        .doesNotContain("Smallest and largest");
    assertThat(
            ProfileMarkdown.render(
                LocalProfiler.profile(rows, numbers, ProfileOptions.DEFAULT.withTopValues(3)), "x"))
        .contains(
            """

            ## Smallest and largest values

            | column | from the smallest on | from the largest on |
            | --- | --- | --- |
            | x\\| | 1 (1), 2 (1), 3 (1), 4 (1) | 4 (1), 3 (1), 2 (1), 1 (1) |
            | y | 1 (1), 2 (1), 3 (1), 10 (1) | 10 (1), 3 (1), 2 (1), 1 (1) |
            """);
  }

  /** Counts 2 to 1001, each of ten rows. */
  @Test
  void parts_in_any_order_give_the_same() {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, 10_000).boxed().toList());
    List<DatasetProfile.DuplicateRow> expected = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      expected.add(
          new DatasetProfile.DuplicateRow(
              new DatasetProfile.ShownRow(List.of(new DatasetProfile.Cell("c", "r" + i % 10))),
              1001 - i / 10));
    }
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(rows, new Random(seed));
      RepeatedRows none = new RepeatedRows(List.of("c"), new int[] {1}, 25);
      RepeatedRows all = none.empty();
      for (int from = 0; from < rows.size(); from += 1000) {
        RepeatedRows part = none.empty();
        for (int row : rows.subList(from, from + 1000)) {
          part.add(new Object[] {null, "r" + row % 10}, 2 + row / 10);
        }
        all.merge(part);
      }
      // ten times the sum of 1 to 1000
      assertThat(all.shown(5_005_000, new ArrayList<>())).isEqualTo(expected);
    }
  }

  @Test
  void of_data_that_changed_none_are_shown() {
    RepeatedRows rows = new RepeatedRows(List.of("c"), new int[] {0}, 5);
    rows.add(new Object[] {"x"}, 1001);
    List<String> limits = new ArrayList<>();
    assertThat(rows.shown(999, limits)).isEmpty();
    assertThat(limits)
        .containsExactly(
            "duplicate rows are not shown: the data changed while they were read:"
                + " 999 duplicate rows in the second scan, 1,000 in the third");
  }

  /** 100 rows of 3,000 columns of 200 characters would be 60 million characters. */
  @Test
  void their_size_is_bounded_whatever_the_columns() {
    List<String> names = IntStream.range(0, 3000).mapToObj(i -> "c" + i).toList();
    RepeatedRows rows = new RepeatedRows(names, IntStream.range(0, 3000).toArray(), 100);
    Object[] row = new Object[3000];
    for (int i = 0; i < 70; i++) {
      java.util.Arrays.fill(row, i + "z".repeat(300));
      rows.add(row, 2);
    }
    List<String> limits = new ArrayList<>();
    List<DatasetProfile.DuplicateRow> shown = rows.shown(70, limits);
    assertThat(limits)
        .containsExactly("of the duplicate rows 5 are shown, since there are 3000 columns");
    assertThat(
            shown.stream()
                .flatMap(each -> each.row().cells().stream())
                .mapToLong(each -> each.value().length())
                .sum())
        .isBetween(200_000L, 300_000L);
  }
}
