package dev.assay.dq.profile;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Formats;
import dev.assay.dq.Requirement;
import dev.assay.dq.local.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is suggested, and what is not, for columns made by hand. */
@SuppressWarnings("NullAway")
class SuggestionsTest {

  private static DatasetProfile profile(
      Class<?> type, int rows, String name, IntFunction<Object> value) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put(name, value.apply(i));
      records.add(record);
    }
    return LocalProfiler.profile(records, Fields.ofMap(Map.of(name, type)));
  }

  private static List<Constraint> suggested(
      Class<?> type, int rows, String name, IntFunction<Object> value) {
    return profile(type, rows, name, value).suggest().check("c").constraints();
  }

  private static List<Constraint> constraints(Requirement... requirements) {
    return Check.error("c").require(requirements).constraints();
  }

  /** A profile with what the scan of a larger dataset would have told. */
  private static DatasetProfile with(
      DatasetProfile p,
      List<DatasetProfile.CandidateKey> keys,
      List<DatasetProfile.RowSum> sums,
      List<DatasetProfile.Dependency> dependencies) {
    return new DatasetProfile(
        p.rows(),
        p.sample(),
        p.zone(),
        p.columns(),
        -1,
        p.estimatedBytes(),
        null,
        List.of(),
        List.of(),
        List.of(),
        dependencies,
        keys,
        sums,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static DatasetProfile with(DatasetProfile p, ColumnProfile.Holdout holdout) {
    ColumnProfile c = p.columns().get(0);
    ColumnProfile changed =
        new ColumnProfile(
            c.name(),
            c.type(),
            c.rows(),
            c.nulls(),
            c.sentinels(),
            c.distinct(),
            c.distinctExact(),
            c.top(),
            c.topError(),
            c.once(),
            c.categories(),
            holdout,
            c.semantic(),
            c.semanticShare(),
            c.number(),
            c.text(),
            c.time(),
            c.truths(),
            c.sizes(),
            c.parts(),
            null);
    return new DatasetProfile(
        p.rows(),
        p.sample(),
        p.zone(),
        List.of(changed),
        -1,
        p.estimatedBytes(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** 73 / (73 + 1.96²) = 0.95, and 72 fall short of it. */
  @Test
  void completeness_takes_73_rows() {
    assertThat(suggested(Boolean.class, 73, "b", i -> true))
        .isEqualTo(
            constraints(rowCount().isAtLeast(1), dev.assay.dq.Columns.bool("b").isComplete()));
    assertThat(suggested(Boolean.class, 72, "b", i -> true))
        .containsAll(constraints(dev.assay.dq.Columns.bool("b").isComplete().forAtLeast(0.94)));
    assertThat(suggested(Boolean.class, 9, "b", i -> true)).isEmpty();
  }

  /** F69: 990 of 1,000 are at least 0.98169; 30 of 40 at least 0.598. */
  @Test
  void missing_values_leave_room() {
    assertThat(suggested(Boolean.class, 1000, "b", i -> i % 100 == 0 ? null : true))
        .containsAll(constraints(dev.assay.dq.Columns.bool("b").isComplete().forAtLeast(0.98)));
    assertThat(suggested(Boolean.class, 40, "b", i -> i % 4 == 0 ? null : true))
        .containsAll(constraints(dev.assay.dq.Columns.bool("b").isComplete().forAtLeast(0.59)));
    assertThat(suggested(Boolean.class, 100, "b", i -> i % 4 == 0 ? true : null))
        .isEqualTo(constraints(rowCount().isAtLeast(1)));
  }

  @Test
  void blank_text_is_missing_where_there_is_some() {
    assertThat(suggested(String.class, 1000, "t", i -> i % 100 == 0 ? " " : "word " + i % 7 + "?"))
        .containsAll(constraints(string("t").isNotBlank().failingOnNull().forAtLeast(0.98)));
  }

  @Test
  void keys_look_like_keys() {
    assertThat(suggested(Integer.class, 100, "n", i -> i + 1))
        .isEqualTo(
            constraints(rowCount().isAtLeast(1), key("n").isUnique(), integer("n").isComplete()));
    assertThat(profile(Integer.class, 100, "n", i -> i + 1).suggest().leftOut())
        .contains("n: a range of its values, since it is a key and they may go on");
    assertThat(suggested(Integer.class, 100, "customerId", i -> i * i))
        .containsAll(constraints(key("customerId").isUnique()));
    assertThat(suggested(Integer.class, 100, "area", i -> i * i))
        .doesNotContainAnyElementsOf(constraints(key("area").isUnique()));
    assertThat(suggested(Double.class, 100, "id", i -> i + 0.5))
        .doesNotContainAnyElementsOf(constraints(key("id").isUnique()));
  }

  /** 344 rows, 3 species and 152 numbers: 344 * 343 / 2 / 456 = 129 pairs would agree by chance. */
  @Test
  void pairs_are_keys_if_that_is_no_accident() {
    List<Map<String, ?>> records = new ArrayList<>();
    int[] sizes = {152, 68, 124};
    for (int species = 0; species < 3; species++) {
      for (int i = 0; i < sizes[species]; i++) {
        records.add(Map.of("species", "s" + species, "number", i + 1));
      }
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("species", String.class);
    types.put("number", Integer.class);
    DatasetProfile plain = LocalProfiler.profile(records, Fields.ofMap(types));
    DatasetProfile profile =
        with(
            plain,
            List.of(
                new DatasetProfile.CandidateKey(List.of("number"), 344, 152),
                new DatasetProfile.CandidateKey(List.of("species", "number"), 344, 344)),
            List.of(),
            List.of());
    Suggestions suggestions = profile.suggest();
    assertThat(suggestions.check("c").constraints())
        .containsAll(constraints(key("species", "number").isUnique()));
    assertThat(suggestions.list().stream().filter(s -> s.kind() == Suggestion.Kind.KEY))
        .singleElement()
        .satisfies(each -> assertThat(each.evidence()).contains("about 129 pairs of rows would"));
  }

  @Test
  void numbers_have_room() {
    // 0 to 99: the middle half from 24 to 74, so three times 50 beyond it
    assertThat(suggested(Integer.class, 1000, "n", i -> i % 100))
        .containsAll(constraints(integer("n").isBetween(0, 230)));
    assertThat(suggested(Integer.class, 1000, "n", i -> i % 100 - 50))
        .containsAll(constraints(integer("n").isBetween(-180, 180)));
    assertThat(suggested(Double.class, 1000, "n", i -> i == 0 ? 1e6 : i % 100))
        .containsAll(constraints(number("n").isNonNegative()));
    assertThat(suggested(Double.class, 1000, "latitude", i -> i % 180 - 90))
        .containsAll(constraints(number("latitude").isBetween(-90, 90)));
    assertThat(suggested(Double.class, 1000, "IMDB Rating", i -> i % 93 / 10.0))
        .containsAll(constraints(number("IMDB Rating").isBetween(0, 10)));
    assertThat(suggested(Double.class, 1000, "latitude", i -> i % 10 - 40))
        .containsAll(constraints(number("latitude").isBetween(-90, 90)));
    assertThat(suggested(Integer.class, 1000, "used %", i -> i % 50))
        .containsAll(constraints(integer("used %").isBetween(0, 100)));
    assertThat(suggested(Double.class, 1000, "n", i -> i % 100 == 0 ? Double.NaN : i % 100))
        .containsAll(constraints(number("n").isBetween(0, 230).forAtLeast(0.98)));
  }

  @Test
  void formats_of_text() {
    assertThat(suggested(String.class, 100, "m", i -> "p" + i % 60 + "@example.org"))
        .containsAll(constraints(string("m").matches(Formats.EMAIL)));
    assertThat(suggested(String.class, 100, "m", i -> i < 4 ? "none" : "p" + i + "@example.org"))
        .containsAll(constraints(string("m").matches(Formats.EMAIL).forAtLeast(0.9)));
    assertThat(suggested(String.class, 100, "d", i -> LocalDate.ofEpochDay(i % 60).toString()))
        .containsAll(constraints(string("d").parsesAsDate("uuuu-MM-dd").toConstraint()));
    assertThat(suggested(String.class, 100, "n", i -> i % 10 == 0 ? "" : "-" + i % 70))
        .containsAll(constraints(string("n").parsesAsInteger().where(string("n").isNotBlank())));
    assertThat(suggested(String.class, 100, "c", i -> "N" + i % 60 + "A" + i % 9))
        .containsAll(constraints(string("c").matches("\\A[A-Z][0-9]+[A-Z][0-9]\\z")));
    assertThat(suggested(String.class, 100, "c", i -> "AB-" + (100_000 + i % 60)))
        .containsAll(constraints(string("c").matches("\\A[A-Z]{2}-[0-9]{6}\\z")));
    assertThat(suggested(String.class, 100, "c", i -> "" + (char) ('A' + i % 26) + "x"))
        .containsAll(constraints(string("c").length().isEqualTo(2)));
    // a plus after four digits could be either
    assertThat(suggested(String.class, 100, "c", i -> i % 2 == 0 ? "1234+" : "1234" + i % 10))
        .noneMatch(each -> each.sentence().contains("matches"));
  }

  /** Of 1,000 rows set aside none is new: at most 0.38% are, 95% sure. Of 20 it may be 16%. */
  @Test
  void allowed_values_are_judged_on_rows_set_aside() {
    DatasetProfile profile =
        profile(String.class, 1000, "s", i -> List.of("a", "b", "c").get(i % 3));
    assertThat(with(profile, new ColumnProfile.Holdout(1000, 0)).suggest().check("c").constraints())
        .containsAll(constraints(string("s").isIn("a", "b", "c")));
    Suggestions unsure = with(profile, new ColumnProfile.Holdout(20, 0)).suggest();
    assertThat(unsure.check("c").constraints())
        .isEqualTo(
            constraints(
                rowCount().isAtLeast(1),
                string("s").isComplete(),
                string("s").length().isEqualTo(1)));
    assertThat(unsure.leftOut()).anyMatch(each -> each.contains("by 20 rows set aside"));
    DatasetProfile rare =
        profile(String.class, 1000, "s", i -> i == 0 ? "?" : List.of("a", "b").get(i % 2));
    // 999 of 1,000: Wilson from 0.99436
    assertThat(with(rare, new ColumnProfile.Holdout(1000, 1)).suggest().check("c").constraints())
        .containsAll(constraints(string("s").isIn("b", "a").forAtLeast(0.994)));
    assertThat(with(rare, new ColumnProfile.Holdout(1000, 1)).suggest().list())
        .anyMatch(
            each ->
                each.evidence()
                    .startsWith(
                        "999 of 1,000 values (99.9%), those that occur 5 times at least, without"
                            + " \"?\" 1;"));
    DatasetProfile one = profile(Integer.class, 1000, "n", i -> 7);
    assertThat(with(one, new ColumnProfile.Holdout(100, 0)).suggest().check("c").constraints())
        .containsAll(constraints(integer("n").isEqualTo(7)));
  }

  @Test
  void sums_of_columns_are_written_as_sums() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("Cost `Total` $", Integer.class);
    types.put("a", Integer.class);
    types.put("b", Long.class);
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(Map.of("Cost `Total` $", 3 * i, "a", i, "b", 2L * i));
    }
    DatasetProfile plain = LocalProfiler.profile(records, Fields.ofMap(types));
    DatasetProfile summed =
        with(
            plain,
            List.of(),
            List.of(new DatasetProfile.RowSum("Cost `Total` $", List.of("a", "b"), 100)),
            List.of(new DatasetProfile.Dependency("a", "b", 100, 0)));
    Suggestions suggestions = summed.suggest();
    assertThat(suggestions.check("c").constraints())
        .containsAll(
            constraints(
                integer("`Cost ``Total`` $`")
                    .isEqualTo(integer("a").plus(integer("b")))
                    .toConstraint()));
  }

  @Test
  void time_begins_on_a_round_day_and_recency_is_only_judged_when_asked() {
    DatasetProfile profile =
        profile(LocalDate.class, 1000, "d", i -> LocalDate.of(2020, 3, 5).plusDays(i));
    assertThat(profile.suggest().check("c").constraints())
        .isEqualTo(
            constraints(
                rowCount().isAtLeast(1),
                allRowsDiffer(),
                date("d").isComplete(),
                date("d").isAfterOrAt(LocalDate.of(2020, 1, 1))));
    Instant later = Instant.parse("2022-12-01T10:00:00Z");
    assertThat(Suggestions.of(profile, later).check("c").constraints())
        .containsAll(constraints(date("d").isNotInTheFuture("UTC").toConstraint()));
    assertThat(Suggestions.of(profile, Instant.parse("2021-01-01T00:00:00Z")).leftOut())
        .anyMatch(each -> each.contains("dates in the future"));
  }

  @Test
  void dates_of_no_weekend_are_to_stay_so() {
    DatasetProfile worked =
        profile(
            LocalDate.class, 1000, "d", i -> LocalDate.of(2020, 3, 2).plusDays(i / 5 * 7L + i % 5));
    assertThat(worked.suggest().check("c").constraints())
        .containsAll(constraints(date("d").isWeekday().toConstraint()));
    DatasetProfile mondays =
        profile(LocalDate.class, 1000, "d", i -> LocalDate.of(2020, 3, 2).plusDays(7L * i));
    assertThat(mondays.suggest().check("c").constraints())
        .doesNotContainAnyElementsOf(constraints(date("d").isWeekday().toConstraint()));
  }

  @Test
  void what_texts_say_is_suggested_in_words_of_the_language() {
    LocalDateTime first = LocalDateTime.of(2020, 3, 5, 10, 0);
    assertThat(ofTexts(i -> first.plusDays(i).format(DateTimeFormatter.ofPattern("dd.MM.uuuu"))))
        .containsAll(constraints(string("s").parsesAsDate("dd.MM.uuuu").toConstraint()));
    assertThat(ofTexts(i -> first.plusMinutes(7L * i) + ":00+01:00"))
        .containsAll(
            constraints(string("s").parsesAsTimestamp("uuuu-MM-dd'T'HH:mm:ssXXX").toConstraint()));
    assertThat(ofTexts(i -> first.plusMinutes(7L * i).toString().replace('T', ' ')))
        .containsAll(
            constraints(string("s").parsesAsTimestamp("uuuu-MM-dd HH:mm", "UTC").toConstraint()));
    assertThat(ofTexts(i -> i * i + ".5"))
        .containsAll(constraints(string("s").parsesAsDouble().toConstraint()));
    assertThat(ofTexts(i -> String.valueOf(i * i * (i % 2 == 0 ? 1 : -1))))
        .containsAll(constraints(string("s").parsesAsInteger().toConstraint()));
  }

  private static List<Constraint> ofTexts(IntFunction<Object> value) {
    return suggested(String.class, 1000, "s", value);
  }

  @Test
  void data_that_are_fresh_are_to_stay_as_fresh_as_their_longest_gap_allows() {
    // every day until 2022-11-29; a day and a half later, the last may be a day older than that
    DatasetProfile profile =
        profile(LocalDate.class, 1000, "d", i -> LocalDate.of(2020, 3, 5).plusDays(i));
    assertThat(profile.column("d").time().max()).isEqualTo("2022-11-29");
    Suggestions suggestions = Suggestions.of(profile, Instant.parse("2022-11-30T10:00:00Z"));
    assertThat(suggestions.check("c").constraints())
        .containsAll(constraints(date("d").max().isNoOlderThan(Period.ofDays(2), "UTC")));
    assertThat(suggestions.list())
        .filteredOn(each -> each.kind() == Suggestion.Kind.FRESHNESS)
        .hasSize(2);
  }

  private static DatasetProfile places(int rows, IntFunction<String> country) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("city", "city " + i % 20);
      record.put("country", country.apply(i));
      records.add(record);
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("city", String.class);
    types.put("country", String.class);
    return LocalProfiler.profile(records, Fields.ofMap(types));
  }

  private static List<Suggestion> dependencies(DatasetProfile profile) {
    return profile.suggest().list().stream()
        .filter(each -> each.kind() == Suggestion.Kind.DEPENDENCY)
        .toList();
  }

  @Test
  void a_column_that_determines_another_is_to_go_on_doing_so() {
    assertThat(dependencies(places(400, i -> "country " + i % 20 % 4)))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.constraint()).isEqualTo(key("city").determines("country"));
              assertThat(each.columns()).containsExactly("city", "country");
              assertThat(each.evidence())
                  .isEqualTo(
                      "in all 400 rows with both, the same city comes with the same country");
              // 400 of 400 rows: 400 / (400 + 1.96^2)
              assertThat(each.confidence()).isCloseTo(0.9905, within(1e-4));
            });
  }

  @Test
  void an_exception_or_mostly_missing_values_make_no_dependency() {
    assertThat(dependencies(places(400, i -> i == 7 ? "elsewhere" : "country " + i % 20 % 4)))
        .isEmpty();
    assertThat(dependencies(places(400, i -> i < 210 ? null : "country " + i % 20 % 4))).isEmpty();
  }

  @Test
  void five_dependencies_at_most_are_suggested() {
    List<Map<String, ?>> records = new ArrayList<>();
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (int column = 0; column < 4; column++) {
        types.put("c" + column, String.class);
        record.put("c" + column, "v" + i % 5 + " of " + column);
      }
      records.add(record);
    }
    DatasetProfile profile = LocalProfiler.profile(records, Fields.ofMap(types));
    assertThat(dependencies(profile)).hasSize(5);
    // each of four columns determines the other three
    assertThat(profile.suggest().leftOut())
        .contains("7 further dependencies of one column on another, which the profile lists");
  }

  private static Constraint allRowsDiffer() {
    return dev.assay.dq.Columns.allColumns().extraRows().isEqualTo(0);
  }

  /**
   * Each of 10 x 10 x 10 combinations once: no two columns have enough, and two rows agree in none.
   */
  @Test
  void three_columns_are_a_key_where_two_are_none() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List.of("shop", "day", "till").forEach(name -> types.put(name, Integer.class));
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(Map.of("shop", i % 10, "day", i / 10 % 10, "till", i / 100));
    }
    DatasetProfile profile = LocalProfiler.profile(rows, Fields.ofMap(types));
    List<String> names = List.of("shop", "day", "till");
    assertThat(profile.keys()).containsExactly(new DatasetProfile.CandidateKey(names, 1000, 1000));
    assertThat(profile.suggest().check("c").constraints())
        .containsAll(constraints(key("shop", "day", "till").isUnique()));
    // one row of them twice instead of another: tried, and found wanting
    rows.set(0, rows.get(1));
    assertThat(LocalProfiler.profile(rows, Fields.ofMap(types)).keys())
        .containsExactly(new DatasetProfile.CandidateKey(names, 1000, 999));
    // with a column that tells the rows of a day apart, two suffice, and are not said again
    types.put("receipt", Integer.class);
    List<Map<String, ?>> more = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      more.add(
          Map.of(
              "shop",
              i % 10,
              "day",
              i / 10 % 10,
              "till",
              i / 100,
              "receipt",
              i % 10 + i / 100 * 10));
    }
    assertThat(LocalProfiler.profile(more, Fields.ofMap(types)).keys())
        .filteredOn(DatasetProfile.CandidateKey::isUnique)
        .extracting(DatasetProfile.CandidateKey::columns)
        .containsExactly(List.of("day", "receipt"), names);
  }

  /** Of 44,850 pairs, four of those with the fewest combinations and four with the most. */
  @Test
  void of_very_many_pairs_the_most_promising_are_counted() {
    int columns = 300;
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List<Map<String, ?>> rows = new ArrayList<>();
    List<Set<Integer>> values = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      types.put("c" + c, Integer.class);
      values.add(new HashSet<>());
    }
    for (int i = 0; i < 50; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int c = 0; c < columns; c++) {
        int value = i * (c + 1) % (5 + c % 43);
        values.get(c).add(value);
        row.put("c" + c, value);
      }
      rows.add(row);
    }
    List<int[]> pairs = new ArrayList<>();
    for (int a = 0; a < columns; a++) {
      for (int b = a + 1; b < columns; b++) {
        int combinations = values.get(a).size() * values.get(b).size();
        if (values.get(a).size() > 1 && values.get(b).size() > 1 && combinations >= 50) {
          pairs.add(new int[] {a, b, combinations});
        }
      }
    }
    pairs.sort(Comparator.comparingInt(pair -> pair[2]));
    List<List<String>> expected = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int[] pair : List.of(pairs.get(i), pairs.get(pairs.size() - 1 - i))) {
        expected.add(List.of("c" + pair[0], "c" + pair[1]));
      }
    }
    DatasetProfile profile =
        LocalProfiler.profile(rows, Fields.ofMap(types), ProfileOptions.DEFAULT.withCorrelated(0));
    assertThat(profile.keys())
        .extracting(DatasetProfile.CandidateKey::columns)
        .filteredOn(names -> names.size() == 2)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(profile.limits())
        .contains("of " + pairs.size() + " pairs of columns that may be a key 8 were counted");
  }

  @Test
  void references_are_in_the_set_of_known_keys() {
    DatasetProfile parent = profile(String.class, 50, "code", i -> "C" + i);
    DatasetProfile child = profile(String.class, 500, "country", i -> "C" + i % 40);
    assertThat(Suggestions.foreignKeys(child, parent, "known").list())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.kind()).isEqualTo(Suggestion.Kind.REFERENCE);
              assertThat(each.constraint().sentence()).isEqualTo("country exists in known.code");
            });
    DatasetProfile orphans = profile(String.class, 500, "country", i -> "D" + i % 40);
    assertThat(Suggestions.foreignKeys(orphans, parent, "known").list()).isEmpty();
    DatasetProfile large = profile(String.class, 900, "country", i -> "C" + i);
    assertThat(Suggestions.foreignKeys(child, large, "known").leftOut())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .contains(
                        "900 values: too many", "country exists in known.country would tell"));
  }

  @Test
  void numbers_refer_to_keys_of_the_same_name() {
    DatasetProfile parent = profile(Integer.class, 30, "store_id", i -> 10 * i);
    DatasetProfile child = profile(Long.class, 500, "Store_ID", i -> 10L * (i % 20));
    assertThat(Suggestions.foreignKeys(child, parent, "known").list())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.constraint().sentence())
                    .isEqualTo("Store_ID exists in known.store_id"));
    DatasetProfile rating = profile(Integer.class, 500, "rating", i -> 10 * (i % 5));
    assertThat(Suggestions.foreignKeys(rating, parent, "known").list()).isEmpty();
    DatasetProfile orphans = profile(Integer.class, 500, "store_id", i -> i % 20);
    assertThat(Suggestions.foreignKeys(orphans, parent, "known").list()).isEmpty();
  }

  @Test
  void suggestions_are_ranked_and_the_check_is_in_the_order_of_columns() {
    Suggestions suggestions =
        profile(String.class, 1000, "id", i -> "p" + i + "@example.org").suggest();
    assertThat(suggestions.list()).extracting(Suggestion::rank).containsExactly(1, 2, 3, 4);
    assertThat(suggestions.list().get(0).constraint()).isEqualTo(key("id").isUnique());
    assertThat(suggestions.check("c").constraints())
        .isEqualTo(
            constraints(
                rowCount().isAtLeast(1),
                key("id").isUnique(),
                string("id").isComplete(),
                string("id").matches(Formats.EMAIL)));
    assertThat(suggestions.top(1).check("c").constraints())
        .isEqualTo(constraints(key("id").isUnique()));
    assertThat(suggestions.text())
        .contains("key (id) is unique", "no value of 1,000 occurs twice (confidence 0.996)");
  }

  @Test
  void a_part_of_the_rows_says_nothing_about_keys() {
    DatasetProfile p = profile(Integer.class, 100, "id", i -> i);
    DatasetProfile part =
        new DatasetProfile(
            p.rows(),
            0.1,
            p.zone(),
            p.columns(),
            -1,
            0,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(part.suggest().check("c").constraints())
        .doesNotContainAnyElementsOf(constraints(key("id").isUnique()));
    assertThat(part.suggest().leftOut()).anyMatch(each -> each.startsWith("keys: "));
  }
}
