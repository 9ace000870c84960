package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.ProfileMarkdown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a profile makes of its numbers: alerts and suggestions. */
@SuppressWarnings("NullAway")
class ProfileJudgementTest {

  private static List<Map<String, ?>> records(int rows, Map<String, IntFunction<?>> columns) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      int row = i;
      columns.forEach((name, value) -> record.put(name, value.apply(row)));
      records.add(record);
    }
    return records;
  }

  private static DatasetProfile profile(Class<?> type, int rows, IntFunction<?> value) {
    return LocalProfiler.profile(
        records(rows, Map.of("x", value)), Fields.ofMap(Map.of("x", type)));
  }

  private static List<String> alerts(DatasetProfile profile, Alert.Kind kind) {
    return profile.alerts().stream()
        .filter(alert -> alert.kind() == kind)
        .map(Alert::text)
        .toList();
  }

  private static String suggested(
      Class<?> type, String name, int rows, IntFunction<Integer> value) {
    List<Map<String, ?>> records =
        records(rows, new LinkedHashMap<>(Map.of("row", i -> i, name, value)));
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("row", Integer.class);
    types.put(name, type);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    Suggestions suggestions = LocalProfiler.profile(records, fields).suggest();
    assertThat(LocalDataQuality.on(records, fields).check(suggestions.check("own")).run().passed())
        .as("suggestions hold")
        .isTrue();
    return suggestions.text();
  }

  // ---- types of text

  @Test
  void words_among_whole_numbers_and_decimals_are_told() {
    DatasetProfile mixed =
        profile(
            String.class, 980, i -> i < 800 ? "" + (1000 + i) : i < 900 ? i + ".5" : "five feet");
    assertThat(alerts(mixed, Alert.Kind.MIXED_TYPES))
        .containsExactly("80 (8.16% of values) are something else than decimal, as the others are");
    DatasetProfile whole = profile(String.class, 980, i -> i < 900 ? "" + (1000 + i) : "five feet");
    assertThat(alerts(whole, Alert.Kind.MIXED_TYPES))
        .containsExactly("80 (8.16% of values) are something else than integer, as the others are");
    assertThat(alerts(profile(String.class, 900, i -> i % 2 + "." + i), Alert.Kind.MIXED_TYPES))
        .isEmpty();
  }

  /** Of 0.3279902607284164 and of what is a quarter less and more. */
  @Test
  void people_read_a_mean_in_six_digits() {
    DatasetProfile profile = profile(Double.class, 3, i -> 0.3279902607284164 + (i - 1) * 0.25);
    assertThat(ProfileText.render(profile)).contains("mean 0.32799").doesNotContain("0.3279902");
    assertThat(ProfileJson.write(profile)).contains("0.32799026072841");
  }

  @Test
  void more_values_than_people_would_list_are_named_instead_of_suggested() {
    DatasetProfile profile = profile(String.class, 5_000, i -> "kind " + i % 50);
    Suggestions suggestions = profile.suggest();
    assertThat(suggestions.leftOut()).contains("x: its 50 values are too many to list");
    assertThat(suggestions.list())
        .noneMatch(each -> each.constraint().toString().contains("kind 7"));
  }

  @Test
  void few_words_that_all_repeat_are_a_category() {
    DatasetProfile words =
        profile(String.class, 704, i -> i < 339 ? "No" : i < 636 ? "Yes" : "No phone service");
    assertThat(words.column("x").semantic()).isEqualTo(SemanticType.CATEGORY);
    assertThat(alerts(words, Alert.Kind.MIXED_TYPES)).isEmpty();
    assertThat(alerts(words, Alert.Kind.TRUNCATED)).isEmpty();
    DatasetProfile truths = profile(String.class, 600, i -> i % 3 == 0 ? "No" : "Yes");
    assertThat(truths.column("x").semantic()).isEqualTo(SemanticType.BOOLEAN);
    DatasetProfile mistake = profile(String.class, 600, i -> i == 7 ? "maybe" : "No");
    assertThat(alerts(mistake, Alert.Kind.MIXED_TYPES)).hasSize(1);
  }

  @Test
  void numbers_in_text_have_statistics_of_numbers() {
    DatasetProfile profile =
        profile(String.class, 100, i -> i < 93 ? (i % 2 == 0 ? "" + i : i + ".5") : "n " + i);
    ColumnProfile.Numbers numbers = profile.column("x").text().asNumbers();
    assertThat(numbers.finite()).isEqualTo(93);
    assertThat(profile.column("x").text().numbers()).isEqualTo(93);
    DatasetProfile all = profile(String.class, 101, i -> i + "");
    ColumnProfile.Numbers exact = all.column("x").text().asNumbers();
    assertThat(exact.finite()).isEqualTo(101);
    assertThat(exact.min()).isEqualTo("0");
    assertThat(exact.median()).isEqualTo("50");
    assertThat(exact.max()).isEqualTo("100");
    assertThat(exact.mean()).isEqualTo(50);
    assertThat(all.column("x").number()).isNull();
    assertThat(ProfileText.render(all)).contains("min 0 … median 50 … max 100, mean 50");
    assertThat(ProfileText.render(all.column("x")))
        .contains("as numbers", "101 of 101 values (100%)");
    assertThat(ProfileMarkdown.render(all, "x")).contains("0 to 100, median 50, mean 50");
    assertThat(HtmlReport.of(all).render()).contains("Quantiles");
    assertThat(ProfileJson.read(ProfileJson.write(all))).isEqualTo(all);
    assertThat(profile(String.class, 100, i -> i < 40 ? "" + i : "w" + i).column("x").text())
        .extracting(ColumnProfile.Text::asNumbers)
        .isNull();
    DatasetProfile large = profile(String.class, 20, i -> i == 0 ? "1e999999999" : "1e400");
    assertThat(large.column("x").text().asNumbers().finite()).isEqualTo(19);
  }

  /**
   * All columns read as text, as of a CSV file without a schema: what fits is told with its share.
   */
  @Test
  void dates_in_text_have_statistics_of_dates_and_the_share_that_fits() {
    // Friday, 1 March 2024, and 99 days more; 7 of 100 are no dates, and the 60th day is missing
    LocalDate first = LocalDate.of(2024, 3, 1);
    DatasetProfile profile =
        profile(
            String.class,
            100,
            i -> i % 15 == 14 || i == 60 ? "unknown " + i : first.plusDays(i).toString());
    ColumnProfile.Time dates = profile.column("x").text().asDates();
    assertThat(dates.values()).isEqualTo(93);
    assertThat(dates.min()).isEqualTo("2024-03-01");
    assertThat(dates.max()).isEqualTo("2024-06-08");
    assertThat(dates.smallest().get(1)).isEqualTo(new ValueCount("2024-03-02", 1));
    assertThat(dates.daysWithout()).isEqualTo(7);
    // by a calendar
    assertThat(dates.weekdays()).containsExactly(13L, 12L, 13L, 14L, 14L, 14L, 13L);
    assertThat(profile.column("x").time()).isNull();
    assertThat(profile.column("x").asTime()).isEqualTo(dates);
    assertThat(ProfileText.render(profile)).contains("93% as dates: 2024-03-01 … 2024-06-08");
    assertThat(ProfileText.render(profile.column("x")))
        .contains("as dates              93 of 100 values (93%)");
    assertThat(ProfileMarkdown.render(profile, "x"))
        .contains("93% as dates: 2024-03-01 to 2024-06-08");
    assertThat(HtmlReport.of(profile).render())
        .contains("93% as dates: 2024-03-01 to 2024-06-08", "Over time", "<dd>93 (93%)</dd>");
    assertThat(ProfileJson.read(ProfileJson.write(profile))).isEqualTo(profile);
  }

  @Test
  void few_dates_or_times_of_day_in_text_are_told_without_a_claim_about_the_column() {
    DatasetProfile few =
        profile(String.class, 100, i -> i < 40 ? LocalDate.EPOCH.plusDays(i).toString() : "w" + i);
    assertThat(few.column("x").text().asDates().values()).isEqualTo(40);
    assertThat(few.column("x").asTime()).isNull();
    assertThat(ProfileText.render(few)).doesNotContain("as dates");
    // blank text is no evidence against dates, and is no date either
    DatasetProfile blanks =
        profile(String.class, 100, i -> i < 80 ? "" : "2024-01-1" + i % 10 + " 10:30:00");
    assertThat(ProfileText.render(blanks)).contains("20% as dates: 2024-01-10 … 2024-01-19");
    assertThat(blanks.column("x").text().asDates().hours()).isEmpty();
  }

  @Test
  void the_share_of_text_that_fits_numbers_is_told_beside_their_statistics() {
    DatasetProfile profile =
        profile(String.class, 100, i -> i < 93 ? (i % 2 == 0 ? "" + i : i + ".5") : "n " + i);
    assertThat(ProfileText.render(profile)).contains("93% as numbers: min 0 … median 46 …");
    assertThat(ProfileMarkdown.render(profile, "x")).contains("93% as numbers: 0 to 92");
    assertThat(HtmlReport.of(profile).render()).contains("93% as numbers: 0 … 46 … 92");
    DatasetProfile typed = profile(Integer.class, 100, i -> i < 93 ? i : null);
    assertThat(ProfileText.render(typed)).doesNotContain("as numbers");
    assertThat(typed.column("x").inferredShare()).isEqualTo(1);
  }

  @Test
  void dates_in_text_of_parts_of_the_data_are_merged() {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", String.class));
    List<ProfileState> parts = new ArrayList<>();
    for (int from : new int[] {0, 50}) {
      parts.add(
          LocalProfiler.state(
              records(50, Map.of("x", i -> LocalDate.EPOCH.plusDays(from + i).toString())),
              fields,
              ProfileOptions.DEFAULT));
    }
    ProfileState none = LocalProfiler.state(List.of(), fields, ProfileOptions.DEFAULT);
    ColumnProfile.Time dates =
        ProfileState.fromBytes(none.merge(parts.get(0)).merge(parts.get(1)).toBytes())
            .profile(java.time.Instant.EPOCH)
            .column("x")
            .asTime();
    assertThat(dates.values()).isEqualTo(100);
    assertThat(dates.min()).isEqualTo("1970-01-01");
    assertThat(dates.max()).isEqualTo("1970-04-10");
    assertThat(dates.future()).isEqualTo(99);
    assertThat(dates.epoch()).isEqualTo(1);
    assertThat(dates.daysWithout()).isZero();
  }

  @Test
  void numbers_in_text_of_parts_of_the_data_are_merged() {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", String.class));
    ProfileState one =
        LocalProfiler.state(records(50, Map.of("x", i -> "" + i)), fields, ProfileOptions.DEFAULT);
    ProfileState other =
        LocalProfiler.state(
            records(51, Map.of("x", i -> "" + (50 + i))), fields, ProfileOptions.DEFAULT);
    ProfileState none = LocalProfiler.state(List.of(), fields, ProfileOptions.DEFAULT);
    ColumnProfile.Numbers numbers =
        ProfileState.fromBytes(none.merge(one).merge(other).toBytes())
            .profile(java.time.Instant.EPOCH)
            .column("x")
            .text()
            .asNumbers();
    assertThat(numbers.mean()).isEqualTo(50);
    assertThat(numbers.max()).isEqualTo("100");
  }

  // ---- alerts

  @Test
  void shares_of_values_are_told_of_values() {
    DatasetProfile profile = profile(Integer.class, 1000, i -> i < 600 ? null : i < 901 ? 0 : i);
    assertThat(alerts(profile, Alert.Kind.ZEROS))
        .containsExactly("301 (75.25% of values) are zero");
    assertThat(alerts(profile, Alert.Kind.HIGH_MISSING))
        .containsExactly("600 (60% of rows) are missing");
  }

  @Test
  void flags_are_not_told_to_be_zero() {
    assertThat(alerts(profile(Integer.class, 100, i -> i < 80 ? 0 : 1), Alert.Kind.ZEROS))
        .isEmpty();
    assertThat(alerts(profile(Integer.class, 100, i -> i < 80 ? 0 : 2), Alert.Kind.ZEROS))
        .hasSize(1);
  }

  @Test
  void a_title_is_no_missing_value() {
    IntFunction<String> titles = i -> i == 3 ? "Missing" : "The film number " + i + " of a year";
    assertThat(alerts(profile(String.class, 100, titles), Alert.Kind.SENTINEL)).isEmpty();
    assertThat(
            alerts(
                profile(String.class, 100, i -> i % 50 == 3 ? "Missing" : titles.apply(i + 5)),
                Alert.Kind.SENTINEL))
        .hasSize(1);
    assertThat(
            alerts(
                profile(String.class, 100, i -> i == 3 ? "-999" : titles.apply(i + 5)),
                Alert.Kind.SENTINEL))
        .hasSize(1);
  }

  @Test
  void alerts_that_are_alike_are_put_together_and_rare_mistakes_come_first() {
    Map<String, IntFunction<?>> columns = new LinkedHashMap<>();
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (int c = 0; c < 60; c++) {
      int column = c;
      columns.put("sparse" + c, i -> i % 3 == 0 ? 7 * i + column : null);
      types.put("sparse" + c, Integer.class);
    }
    columns.put("often", i -> i % 2 == 0 ? Double.NaN : i);
    types.put("often", Double.class);
    columns.put("once", i -> i == 9 ? Double.NaN : i);
    types.put("once", Double.class);
    DatasetProfile profile =
        LocalProfiler.profile(
            records(90, columns), Fields.ofMap(types), ProfileOptions.DEFAULT.withCorrelated(0));
    assertThat(profile.alerts().get(0).column()).isEqualTo("once");
    assertThat(profile.alerts().get(0).kind().severity()).isEqualTo(Alert.Severity.ERROR);
    assertThat(profile.alerts().get(1).column()).isEqualTo("often");
    String text = ProfileText.render(profile);
    assertThat(text).contains("  … and 57 more of high missing: sparse3, sparse4");
    assertThat(ProfileMarkdown.render(profile, "x")).contains("high missing: … and 55 more");
  }

  // ---- suggestions

  @Test
  void days_and_months_have_the_range_of_a_calendar() {
    assertThat(suggested(Integer.class, "x", 1240, i -> 1 + i % 31))
        .contains("x is between 1 and 31");
    assertThat(suggested(Integer.class, "x", 1200, i -> 1 + i % 12))
        .contains("x is between 1 and 12");
    assertThat(suggested(Integer.class, "order_month", 1000, i -> 5 + i % 2))
        .contains("order_month is between 1 and 12");
    assertThat(suggested(Integer.class, "dayOfWeek", 1000, i -> i % 7))
        .contains("dayOfWeek is between 0 and 6");
    assertThat(suggested(Integer.class, "hour", 1000, i -> 9 + i % 8))
        .contains("hour is between 0 and 23");
    // the sum of two dice of ten: the ends are rare, and others may lie beyond
    assertThat(suggested(Integer.class, "x", 2000, i -> 10 + i % 10 + i / 10 % 10))
        .doesNotContain("x is between 10 and 28");
    // not the months of a year
    assertThat(suggested(Integer.class, "month", 1000, i -> 200 + i % 12))
        .doesNotContain("between 1 and 12");
  }

  @Test
  void counts_get_no_set_and_codes_get_theirs_in_order() {
    Random random = new Random(7);
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      int count = 0;
      for (double p = random.nextDouble(); p > Math.exp(-2); p *= random.nextDouble()) {
        count++;
      }
      counts.add(count);
    }
    assertThat(suggested(Integer.class, "siblings", 2000, counts::get))
        .doesNotContain("siblings is in {");
    List<Integer> codes = new ArrayList<>(Collections.nCopies(300, 30));
    codes.addAll(Collections.nCopies(400, 10));
    codes.addAll(Collections.nCopies(300, 20));
    assertThat(suggested(Integer.class, "kind", 1000, codes::get))
        .contains("kind is in {10, 20, 30}");
    assertThat(
            suggested(
                Integer.class, "status", 1000, i -> i % 50 == 0 ? 500 : i % 9 == 0 ? 404 : 200))
        .contains("status is in {200, 404, 500}");
    assertThat(suggested(Integer.class, "flag", 1000, i -> i % 40 == 0 ? 1 : 0))
        .contains("flag is in {0, 1}");
  }

  /** Each of 3 regions, 8 shops and 30 slots together once: no column or pair of them is a key. */
  @Test
  void columns_of_a_suggested_key_have_their_own_sets_and_ranges() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("region", Integer.class);
    types.put("shop", String.class);
    types.put("slot", Integer.class);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    List<Map<String, ?>> records =
        records(
            720,
            Map.of(
                "region",
                i -> 10 + i / 240 * 10,
                "shop",
                i -> "s" + i / 30 % 8,
                "slot",
                i -> i % 30));
    Suggestions suggestions = LocalProfiler.profile(records, fields).suggest();
    assertThat(suggestions.text())
        .contains("key (region, shop, slot) is unique")
        .contains("region is in {10, 20, 30}")
        .contains("shop is in {\"s0\", \"s1\", \"s2\"")
        .contains("slot is between 0 and 29");
    assertThat(LocalDataQuality.on(records, fields).check(suggestions.check("own")).run().passed())
        .isTrue();
    // a column that is a key by itself has a new value in every row: that is said instead
    Suggestions alone =
        LocalProfiler.profile(
                records(720, Map.of("id", i -> "id" + i * 7919, "number", i -> i + 1)),
                Fields.ofMap(Map.of("id", String.class, "number", Integer.class)))
            .suggest();
    assertThat(alone.text()).contains("key (id) is unique", "key (number) is unique");
    assertThat(alone.leftOut())
        .contains("number: a range of its values, since it is a key and they may go on");
    assertThat(alone.text()).doesNotContain(" is in {", "number is between");
  }

  @Test
  void sets_of_more_values_than_are_kept_are_named() {
    for (int[] each : new int[][] {{5000, 100}, {1000, 100}, {1000, 65}, {260, 65}}) {
      Suggestions suggestions =
          profile(String.class, each[0], i -> "kind " + i % each[1]).suggest();
      assertThat(suggestions.leftOut())
          .as("%s values in %s rows", each[1], each[0])
          .contains("x: its " + each[1] + " values are too many to list");
    }
    // text that does not repeat is no set
    assertThat(profile(String.class, 1000, i -> "kind " + i).suggest().leftOut())
        .noneMatch(each -> each.startsWith("x: its"));
  }

  @Test
  void dependencies_of_columns_with_more_than_32_values_are_named_as_left_out() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List.of("city", "country", "district").forEach(name -> types.put(name, String.class));
    DatasetProfile profile =
        LocalProfiler.profile(
            records(
                990,
                Map.of(
                    "city",
                    i -> "city" + i % 30,
                    "country",
                    i -> "c" + i % 30 % 6,
                    "district",
                    i -> "d" + i % 33)),
            Fields.ofMap(types));
    assertThat(profile.dependencies())
        .extracting(DatasetProfile.Dependency::determinant, DatasetProfile.Dependency::dependent)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("city", "country"));
    assertThat(profile.limits())
        .contains(
            "crosstabs and dependencies look at 2 columns of no more than 32 values; 1 other was"
                + " left out");
    assertThat(profile.suggest().text()).contains("country is determined by city");
  }

  @Test
  void columns_of_a_key_of_two_have_their_own_ranges_and_what_is_not_tried_is_named() {
    List<Map<String, ?>> records =
        records(
            900,
            new LinkedHashMap<>(
                Map.of("shop", i -> i / 30, "slot", i -> i % 30, "weight", i -> i * 0.37 % 7)));
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("shop", Integer.class);
    types.put("slot", Integer.class);
    types.put("weight", Double.class);
    DatasetProfile profile = LocalProfiler.profile(records, Fields.ofMap(types));
    String text = profile.suggest().text();
    assertThat(text).contains("key (shop, slot)").contains("slot is between 0 and 29");
    assertThat(profile.limits()).anyMatch(limit -> limit.contains("floating point"));
  }
}
