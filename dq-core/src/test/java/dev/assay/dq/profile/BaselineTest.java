package dev.assay.dq.profile;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Baseline;
import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Expression;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.ValueDrift;
import dev.assay.dq.json.CheckFormatException;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BaselineTest {

  private static final Baseline JUNE = Baseline.ofNumbers("June", List.of(1, 2), 3, 4, 5);

  private static <T> List<Map<String, ?>> records(List<T> values) {
    List<Map<String, ?>> records = new ArrayList<>();
    values.forEach(each -> records.add(Collections.singletonMap("x", each)));
    return records;
  }

  private static <T> DatasetProfile profile(Class<T> type, List<T> values) {
    return LocalProfiler.profile(records(values), Fields.ofMap(Map.of("x", type)));
  }

  /** As it is read again. */
  private static <T> Baseline baseline(Class<T> type, List<T> values) {
    String json = ProfileJson.write(profile(type, values));
    return ProfileJson.read(json).column("x").baseline("June");
  }

  private static Constraint stable(Expression expression, Baseline baseline) {
    return expression.driftFrom(baseline).populationStabilityIndex().isAtMost(0.1);
  }

  @Test
  void it_is_stored_by_content_and_the_identity_is_by_name() {
    Check check = Check.error("c").require(stable(number("x"), JUNE));
    String json = CheckJson.write(List.of(check));
    assertThat(json.replaceAll("\\s+", " "))
        .contains("{\"baseline\": \"June\", \"edges\": [1, 2], \"counts\": [3, 4, 5]}");
    assertThat(CheckJson.read(json)).containsExactly(check);
    assertThat(stable(number("x"), JUNE).id())
        .isEqualTo(stable(number("x"), Baseline.ofNumbers("June", List.of(7), 1, 1)).id())
        .isNotEqualTo(stable(number("x"), Baseline.ofNumbers("July", List.of(7), 1, 1)).id())
        .isNotEqualTo(number("x").driftFrom("June").populationStabilityIndex().isAtMost(0.1).id());
    for (String[] each :
        new String[][] {
          {"[3, 4, 5]", "[3, 4]", "needs 3 counts, one more than it has edges, and has 2"},
          {"[3, 4, 5]", "[3, 4, 0.5]", "counts[2]"},
          {"[3, 4, 5]", "[3, 4, -5]", "cannot count -5"},
          {"[1, 2]", "[2, 1]", "must have ascending edges, and 1 comes after 2"},
          {"[1, 2]", "[1, \"2\"]", "must be of one type, and is of several"},
          {"\"edges\"", "\"values\"", "numbers and times are"},
          {"\"edges\"", "\"limits\"", "expected edges or values"},
          {"\"baseline\"", "\"name\"", "baseline"},
          {"populationStabilityIndex", "kolmogorovSmirnov", "of which a baseline has only counts"}
        }) {
      String compact = CheckJson.write(List.of(check)).replaceAll("\\s+", " ");
      assertThat(compact).contains(each[0]);
      assertThatThrownBy(() -> CheckJson.read(compact.replace(each[0], each[1])))
          .as(each[1])
          .isInstanceOf(CheckFormatException.class)
          .hasMessageContaining(each[2]);
    }
  }

  @Test
  void what_is_no_baseline_is_refused_with_the_fix() {
    assertThatThrownBy(() -> Baseline.ofNumbers(" ", List.of(1), 1, 1))
        .hasMessage("The name of the baseline must not be blank");
    assertThatThrownBy(() -> Baseline.ofNumbers("b", List.of(), 1))
        .hasMessage("The baseline b needs at least one edge or value, and has none");
    assertThatThrownBy(() -> Baseline.ofNumbers("b", List.of(Double.NaN), 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Baseline.ofNumbers("b", List.of(1, 1.0, 1), 1, 1, 1, 1))
        .hasMessage("The baseline b has the edge 1 more than twice: twice is a bucket of its own");
    assertThatThrownBy(() -> Baseline.ofNumbers("b", List.of(1), 0, 0))
        .hasMessage("The baseline b counts no value, so nothing can be compared with it");
    assertThatThrownBy(() -> Baseline.ofNumbers("b", List.of(1), Long.MAX_VALUE, 1))
        .hasMessage("The baseline b counts more values than fit 64 bits");
    List<Integer> hundred = IntStream.rangeClosed(1, 100).boxed().toList();
    assertThatThrownBy(() -> Baseline.ofNumbers("b", hundred, new long[101]))
        .hasMessage("The baseline b may have 99 edges, and has 100: ten buckets are usual");
    assertThatThrownBy(
            () -> Baseline.ofTimes("b", List.of(LocalDate.EPOCH, Instant.EPOCH), 1, 1, 1))
        .hasMessageContaining("must be of one type, and is of several");
    List<String> many = IntStream.rangeClosed(1, 1001).mapToObj(String::valueOf).toList();
    assertThatThrownBy(() -> Baseline.ofTexts("b", many, new long[1002]))
        .hasMessage(
            "The baseline b may name 1000 values, and names 1001: count the rare ones among all"
                + " others");
    assertThatThrownBy(() -> Baseline.ofTexts("b", List.of("a", "a"), 1, 1, 1))
        .hasMessageContaining("must name each value once");
    assertThatThrownBy(() -> Baseline.ofTexts("b", List.of("a"), 1))
        .hasMessageContaining("needs 2 counts, one more than it has values: the last is of all");
    assertThatThrownBy(() -> Baseline.ofTexts("b", List.of("\uD835"), 1, 1))
        .hasMessageContaining("half a one");
    assertThatThrownBy(() -> Baseline.ofBooleans("b", 0, 0)).hasMessageContaining("no value");
    assertThatThrownBy(
            () ->
                CheckJson.read(
                    CheckJson.write(
                            List.of(
                                Check.error("c")
                                    .require(stable(any("x"), Baseline.ofBooleans("b", 3, 4)))))
                        .replace("true", "false")))
        .hasMessageContaining("of booleans must count true, then false, and then 0 others");
    assertThatThrownBy(() -> number("x").driftFrom((Baseline) null))
        .hasMessage("The baseline must not be null");
  }

  @Test
  void values_of_another_type_are_refused() {
    assertThatThrownBy(() -> stable(string("s"), JUNE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "s is of type string, and baseline June is of numbers: make one of a column of its"
                + " type");
    assertThatThrownBy(() -> stable(date("d"), JUNE)).hasMessageContaining("d is of type date");
    assertThatThrownBy(() -> stable(array("a"), JUNE)).hasMessageContaining("a is of type array");
    ConstraintResult found =
        LocalDataQuality.verify(
                records(List.of("a")),
                Fields.ofMap(Map.of("x", String.class)),
                Check.error("c").require(stable(any("x"), JUNE)))
            .constraints()
            .get(0);
    assertThat(found.error().message())
        .contains(
            "column x is string and cannot be compared with baseline June, where each edge or value is a number");
  }

  @Test
  void the_bucket_that_changed_most_is_named() {
    Baseline numbers = Baseline.ofNumbers("June", List.of(1, 2, 2, 9), 25, 25, 25, 25, 0);
    Baseline texts = Baseline.ofTexts("June", List.of("a", "column.a"), 2, 1, 1);
    for (Object[] each :
        new Object[][] {
          {0, "up to 1 (100% of the values, 25% in baseline June)"},
          {2, "2 (100% of the values, 25% in baseline June)"},
          {3, "above 2 and up to 9 (100% of the values, 25% in baseline June)"},
          {10, "above 9 (100% of the values, 0% in baseline June)"},
          {1.5, "above 1 and below 2 (100% of the values, 25% in baseline June)"},
          {"b", "all other values (100% of the values, 25% in baseline June)"},
          {"column.a", "\"column.a\" (100% of the values, 25% in baseline June)"},
        }) {
      boolean text = each[0] instanceof String;
      Object value = text ? each[0] : ((Number) each[0]).doubleValue();
      ConstraintResult found =
          LocalDataQuality.verify(
                  records(List.of(value)),
                  Fields.ofMap(Map.of("x", value.getClass())),
                  Check.error("c").require(stable(any("x"), text ? texts : numbers)))
              .constraints()
              .get(0);
      assertThat(found.note()).isEqualTo("most changed: " + each[1]);
    }
  }

  @Test
  void a_profile_knows_all_of_few_values() {
    // deciles 1, 1, 2, 2, 3, 3, 3, 3, 3 of ten; 1, 2 and 3 have more than a tenth each
    assertThat(baseline(Integer.class, List.of(3, 1, 2, 2, 1, 3, 3, 3, 3, 4)))
        .isEqualTo(Baseline.ofNumbers("June", List.of(1, 1, 2, 2, 3, 3), 0, 2, 0, 2, 0, 5, 1));
    assertThat(baseline(Double.class, List.of(0.0, -0.0, 0.1)))
        .isEqualTo(Baseline.ofNumbers("June", List.of(0, 0, 0.1, 0.1), 0, 2, 0, 1, 0));
    BigDecimal one = new BigDecimal("12345678901234567890.123456789012345678");
    BigDecimal next = one.add(new BigDecimal("0.000000000000000001"));
    assertThat(baseline(BigDecimal.class, List.of(one, next)))
        .isEqualTo(Baseline.ofNumbers("June", List.of(one, one, next, next), 0, 1, 0, 1, 0));
    LocalDate day = LocalDate.of(2024, 2, 29);
    assertThat(baseline(LocalDate.class, List.of(day)))
        .isEqualTo(Baseline.ofTimes("June", List.of(day, day), 0, 1, 0));
    Instant at = Instant.parse("2024-03-31T01:00:00.000001Z");
    assertThat(baseline(Instant.class, List.of(at)))
        .isEqualTo(Baseline.ofTimes("June", List.of(at, at), 0, 1, 0));
    LocalDateTime clock = LocalDateTime.of(2024, 3, 31, 2, 30);
    assertThat(baseline(LocalDateTime.class, List.of(clock)))
        .isEqualTo(Baseline.ofTimes("June", List.of(clock, clock), 0, 1, 0));
    assertThat(baseline(Boolean.class, List.of(true, true, false)))
        .isEqualTo(Baseline.ofBooleans("June", 2, 1));
    assertThat(baseline(String.class, List.of("a", "\uD835\uDD38", "a", "")))
        .isEqualTo(Baseline.ofTexts("June", List.of("a", "", "\uD835\uDD38"), 2, 1, 1, 0));
  }

  /** 1 to 1,000 once each: a profile keeps 128 of them, the deciles are at the next ones. */
  @Test
  void of_many_values_buckets_end_at_the_next_that_is_kept() {
    Baseline found = baseline(Integer.class, IntStream.rangeClosed(1, 1000).boxed().toList());
    List<Integer> edges = new ArrayList<>();
    for (int decile = 1; decile < 10; decile++) {
      int rank = 100 * decile;
      edges.add(
          IntStream.range(1, 128)
              .map(i -> (1000 * i + 126) / 127)
              .filter(kept -> kept >= rank)
              .min()
              .getAsInt());
    }
    assertThat(found.points().stream().map(each -> ((BigDecimal) each.value()).intValue()))
        .containsExactlyElementsOf(edges);
    assertThat(found.counts().stream().mapToLong(each -> each).sum()).isEqualTo(1000);
    long upTo = 0;
    for (int i = 0; i < edges.size(); i++) {
      upTo += found.counts().get(i);
      assertThat(upTo).isEqualTo(edges.get(i).longValue());
    }
  }

  /** A third of them are one time; the others, of which there are many, come once. */
  @Test
  void a_frequent_value_among_many_has_a_bucket_of_its_own() {
    Instant most = Instant.parse("2024-03-31T01:00:00.123457Z");
    List<Instant> times = new ArrayList<>(Collections.nCopies(300, most));
    for (int i = 1; i <= 300; i++) {
      times.add(most.minusSeconds(i));
      times.add(most.plusSeconds(i));
    }
    Baseline found = baseline(Instant.class, times);
    int at =
        found
            .points()
            .indexOf(
                found.points().stream()
                    .filter(each -> each.value().equals(most))
                    .findFirst()
                    .orElseThrow());
    assertThat(found.isBelow(at)).isTrue();
    assertThat(found.counts().get(at + 1)).isEqualTo(300);
    assertThat(found.counts().subList(0, at + 1).stream().mapToLong(each -> each).sum())
        .isEqualTo(300);
  }

  @Test
  void texts_that_a_profile_does_not_list_are_all_others() {
    List<String> texts = new ArrayList<>(Collections.nCopies(30, "a"));
    IntStream.range(0, 100).forEach(i -> texts.add("t" + i));
    Baseline found = baseline(String.class, texts);
    assertThat(found.points().get(0).value()).isEqualTo("a");
    assertThat(found.counts().get(0)).isEqualTo(30);
    assertThat(found.counts().stream().mapToLong(each -> each).sum()).isEqualTo(130);
    assertThat(found.counts().get(found.points().size())).isGreaterThanOrEqualTo(90);
    // of a long one only the beginning is kept
    String wide = "w".repeat(300);
    assertThat(baseline(String.class, List.of("a", wide, wide)))
        .isEqualTo(Baseline.ofTexts("June", List.of("a"), 1, 2));
    assertThatThrownBy(() -> baseline(String.class, List.of(wide)))
        .hasMessageContaining("only the beginnings of its values");
  }

  @Test
  void what_a_profile_cannot_tell_is_refused() {
    assertThatThrownBy(() -> baseline(Integer.class, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No baseline can be made of column x: the profile has no value of it");
    assertThatThrownBy(() -> baseline(String.class, Collections.singletonList(null)))
        .hasMessageContaining("has no value of it");
    assertThatThrownBy(() -> baseline(Double.class, List.of(1.0, Double.NaN)))
        .hasMessageContaining(
            "counts values that are NaN or infinite (1), whose bucket is not known");
    assertThatThrownBy(() -> baseline(Double.class, List.of(Double.POSITIVE_INFINITY)))
        .hasMessageContaining("counts values that are NaN or infinite (1)");
    assertThatThrownBy(() -> baseline(byte[].class, List.of(new byte[] {1})))
        .hasMessageContaining("does not say how often each of its values comes");
    assertThatThrownBy(
            () ->
                baseline(
                    String.class,
                    IntStream.range(0, 20_000).mapToObj(i -> "v" + i % 10_000).toList()))
        .hasMessageContaining("knows their counts only about");
  }

  @Test
  void hidden_values_are_not_compared() {
    List<String> emails = List.of("ann@example.org", "bob@example.org", "ann@example.org");
    for (SamplePolicy policy :
        List.of(SamplePolicy.masked(), SamplePolicy.hashed("a secret of 16 bytes"))) {
      DatasetProfile hidden =
          LocalProfiler.profile(
              records(emails),
              Fields.ofMap(Map.of("x", String.class)),
              ProfileOptions.DEFAULT,
              policy);
      assertThatThrownBy(() -> hidden.column("x").baseline("June"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("hides its values")
          .hasMessageContaining("profile with a policy that allows the column");
    }
  }

  private static List<Double> said(ValueDrift drift, List<?> here, List<?> there, Class<?> type) {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", type));
    return LocalDataQuality.on(records(here), fields)
        .with("before", records(there), fields)
        .check(
            Check.error("c")
                .require(
                    drift.populationStabilityIndex().observed(),
                    drift.jensenShannonDivergence().observed(),
                    drift.chiSquaredPValue().observed()))
        .run()
        .constraints()
        .stream()
        .map(each -> (Double) each.actual().plain())
        .toList();
  }

  private static void same(List<Double> found, List<Double> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-12));
    }
  }

  @Provide
  Arbitrary<List<Double>> few() {
    return Arbitraries.integers()
        .between(-60, 60)
        .map(i -> i / 4.0)
        .list()
        .ofMinSize(1)
        .ofMaxSize(300);
  }

  /** By hand, by sorting: at each decile by nearest rank, around what has more than a tenth. */
  private static Baseline byHand(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    Set<Double> deciles = new LinkedHashSet<>();
    for (int k = 1; k < 10; k++) {
      deciles.add(sorted.get((k * n + 9) / 10 - 1));
    }
    List<Double> edges = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long before = 0;
    for (double each : deciles) {
      long below = sorted.stream().filter(value -> value < each).count();
      long upTo = sorted.stream().filter(value -> value <= each).count();
      if (10 * (upTo - below) > n) {
        edges.add(each);
        counts.add(below - before);
        before = below;
      }
      edges.add(each);
      counts.add(upTo - before);
      before = upTo;
    }
    counts.add(n - before);
    return Baseline.ofNumbers("June", edges, counts.stream().mapToLong(each -> each).toArray());
  }

  @Property(tries = 200)
  void numbers_drift_as_from_the_dataset_itself(
      @ForAll("few") List<Double> here, @ForAll("few") List<Double> there) {
    List<Double> expected = said(number("x").driftFrom("before"), here, there, Double.class);
    Baseline byHand = byHand(there);
    same(said(number("x").driftFrom(byHand), here, there, Double.class), expected);
    assertThat(baseline(Double.class, there)).isEqualTo(byHand);
  }

  @Property(tries = 100)
  void texts_drift_as_from_the_dataset_itself_if_none_is_new(
      @ForAll("few") List<Double> here, @ForAll("few") List<Double> there) {
    List<String> before =
        Stream.concat(here.stream(), there.stream()).map(each -> "t" + (int) (each / 2)).toList();
    List<String> now = here.stream().map(each -> "t" + (int) (each / 2)).toList();
    same(
        said(string("x").driftFrom(baseline(String.class, before)), now, before, String.class),
        said(string("x").driftFrom("before"), now, before, String.class));
  }
}
