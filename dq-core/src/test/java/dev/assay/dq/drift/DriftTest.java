package dev.assay.dq.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Check;
import dev.assay.dq.Columns;
import dev.assay.dq.DistributionDrift;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.LocalProfiler;
import dev.assay.dq.profile.SemanticType;
import dev.assay.dq.profile.ValueCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What changed between data whose difference is known. */
@SuppressWarnings("NullAway")
class DriftTest {

  private static final DriftOptions ANY = DriftOptions.DEFAULT.withMinRows(1);

  private static DatasetProfile profile(Class<?> type, Object... values) {
    return LocalProfiler.profile(records(values), Fields.ofMap(Map.of("x", type)));
  }

  private static List<Map<String, ?>> records(Object... values) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object value : values) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("x", value);
      records.add(record);
    }
    return records;
  }

  private static Object[] values(int number, IntFunction<Object> value) {
    Object[] values = new Object[number];
    Arrays.setAll(values, value);
    return values;
  }

  private static ColumnDrift drift(Class<?> type, Object[] before, Object[] after) {
    return Drift.between(profile(type, before), profile(type, after), ANY).column("x");
  }

  private static List<Finding.Kind> kinds(ColumnDrift drift) {
    return drift.findings().stream().map(Finding::kind).toList();
  }

  /** Values computed elsewhere. */
  @Test
  void kolmogorov_smirnov_keeps_ties() {
    Object[][][] pairs = {
      {values(10, i -> i + 1.0), values(10, i -> i + 6.0)},
      {{1.0, 1.0, 1.0, 1.0, 2.0}, {1.0, 2.0, 2.0, 2.0, 2.0}},
      {{1.0, 2.0, 3.0}, {2.0, 3.0, 4.0, 5.0}},
      {{1.0, 2.0}, {3.0, 4.0}},
      {{5.0, 5.0}, {5.0}},
      {{0.1, 0.4, 0.7}, {0.4, 0.4, 0.9, 1.0}}
    };
    double[] expected = {0.5, 0.6, 0.5, 1, 0, 0.5};
    for (int i = 0; i < pairs.length; i++) {
      ColumnDrift.KolmogorovSmirnov ks = drift(Double.class, pairs[i][0], pairs[i][1]).ks();
      assertThat(ks.statistic()).isCloseTo(expected[i], within(1e-15));
      assertThat(ks.isExact()).isTrue();
    }
    // sqrt(-ln(0.0125 / 2) / 2) sqrt(20 / 100): a quarter of the column's 5% is for this test
    DriftOptions five = ANY.withSignificance(0.05);
    ColumnDrift ten =
        Drift.between(profile(Double.class, pairs[0][0]), profile(Double.class, pairs[0][1]), five)
            .column("x");
    assertThat(ten.ks().critical()).isCloseTo(0.7124025417721238, within(1e-15));
    assertThat(ten.isDrifted()).isFalse();
  }

  private static double bruteForce(List<Double> a, List<Double> b) {
    double most = 0;
    List<Double> all = new ArrayList<>(a);
    all.addAll(b);
    for (double x : all) {
      double f = (double) a.stream().filter(each -> each <= x).count() / a.size();
      double g = (double) b.stream().filter(each -> each <= x).count() / b.size();
      most = Math.max(most, Math.abs(f - g));
    }
    return most;
  }

  @Provide
  Arbitrary<List<Double>> few() {
    return Arbitraries.integers()
        .between(-50, 50)
        .map(i -> i / 2.0)
        .list()
        .ofMinSize(1)
        .ofMaxSize(300);
  }

  @Provide
  Arbitrary<List<Double>> many() {
    return Arbitraries.doubles().between(-1e6, 1e6).list().ofMinSize(1).ofMaxSize(1600);
  }

  @Property(tries = 200)
  void few_different_values_are_compared_exactly(
      @ForAll("few") List<Double> a, @ForAll("few") List<Double> b) {
    ColumnDrift.KolmogorovSmirnov ks = drift(Double.class, a.toArray(), b.toArray()).ks();
    assertThat(ks.isExact()).isTrue();
    assertThat(ks.statistic()).isCloseTo(bruteForce(a, b), within(1e-12));
  }

  /** Counted in one go here, and there of two profiles. */
  @Property(tries = 200)
  void a_constraint_says_the_same_as_two_exact_profiles(
      @ForAll("few") List<Double> a, @ForAll("few") List<Double> b) {
    ColumnDrift profiled = drift(Double.class, a.toArray(), b.toArray());
    DistributionDrift drift = Columns.number("x").driftFrom("before");
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", Double.class));
    List<Double> said =
        LocalDataQuality.on(records(b.toArray()), fields)
            .with("before", records(a.toArray()), fields)
            .check(
                Check.error("c")
                    .require(
                        drift.populationStabilityIndex().observed(),
                        drift.jensenShannonDivergence().observed(),
                        drift.kolmogorovSmirnov().observed()))
            .run()
            .constraints()
            .stream()
            .map(each -> (Double) each.actual().plain())
            .toList();
    assertThat(said.get(0)).isCloseTo(profiled.divergence().psi(), within(1e-12));
    assertThat(said.get(1)).isCloseTo(profiled.divergence().jensenShannon(), within(1e-12));
    assertThat(said.get(2)).isCloseTo(profiled.ks().statistic(), within(1e-12));
  }

  @Property(tries = 40)
  void many_different_values_are_compared_within_the_bound(
      @ForAll("many") List<Double> a, @ForAll("many") List<Double> b) {
    ColumnDrift.KolmogorovSmirnov ks = drift(Double.class, a.toArray(), b.toArray()).ks();
    double truth = bruteForce(a, b);
    assertThat(truth).isBetween(ks.atLeast() - 1e-12, ks.atMost() + 1e-12);
    assertThat(ks.statistic()).isBetween(ks.atLeast(), ks.atMost());
  }

  @Property(tries = 40)
  void rows_in_another_order_are_no_drift(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("n", Double.class);
    types.put("c", String.class);
    types.put("id", String.class);
    types.put("d", LocalDate.class);
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("n", i % 10 == 0 ? null : Double.valueOf(Math.exp(3 * random.nextGaussian())));
      record.put("c", "c" + random.nextInt(40));
      record.put("id", "K-" + i);
      record.put("d", LocalDate.of(2024, 1, 1).plusDays(random.nextInt(50)));
      records.add(record);
    }
    DatasetProfile before = LocalProfiler.profile(records, Fields.ofMap(types));
    List<Map<String, ?>> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    DatasetProfile after = LocalProfiler.profile(shuffled, Fields.ofMap(types));
    assertThat(Drift.between(before, after).drifted()).isEmpty();
    assertThat(Drift.between(before, after, ANY.withSignificance(0.5)).drifted()).isEmpty();
  }

  @Test
  void nothing_is_flagged_between_a_profile_and_itself() {
    for (Object[] values :
        new Object[][] {
          {}, {null, null}, {1.0}, {Double.NaN, Double.POSITIVE_INFINITY}, values(5000, Math::sqrt)
        }) {
      DatasetProfile profile = profile(Double.class, values);
      Drift drift = Drift.between(profile, profile, ANY.withKs(1e-9, 1).withPsi(1e-9, 1));
      assertThat(drift.drifted()).isEmpty();
      assertThat(DriftText.render(drift)).contains("0 of 1 columns drifted");
    }
  }

  @Test
  void numbers_that_moved() {
    ColumnDrift drift =
        drift(Integer.class, values(1000, i -> i % 25), values(1000, i -> i % 25 + 10));
    assertThat(drift.level()).isEqualTo(Level.LARGE);
    assertThat(kinds(drift)).containsExactly(Finding.Kind.DISTRIBUTION);
    // of 25 values 10 lie below all others
    assertThat(drift.ks().statistic()).isCloseTo(0.4, within(1e-12));
    assertThat(drift.text()).startsWith("median 12 -> 22; KS 0.4, critical 0.082; PSI ");
    assertThat(drift.shifts())
        .contains(
            new ColumnDrift.Shift("mean", 12, 22, "12", "22"),
            new ColumnDrift.Shift("maximum", 24, 34, "24", "34"));
    assertThat(drift.categories().appeared()).hasSize(10);
    assertThat(drift.categories().vanished()).hasSize(10);
    assertThat(drift.divergence().buckets().stream().mapToLong(ColumnDrift.Bucket::before).sum())
        .isEqualTo(1000);
    assertThat(drift.divergence().buckets().stream().mapToLong(ColumnDrift.Bucket::after).sum())
        .isEqualTo(1000);
  }

  /** 90 of 100 zeros before; the bins are up to 0 (there is nothing below it), and above. */
  @Test
  void a_number_with_many_rows_has_a_bin_of_its_own() {
    ColumnDrift drift =
        drift(
            Integer.class,
            values(100, i -> i < 90 ? 0 : 1),
            values(100, i -> i < 50 ? 0 : i < 60 ? -1 : 1));
    assertThat(drift.divergence().buckets())
        .containsExactly(
            new ColumnDrift.Bucket("< 0", 0, 10),
            new ColumnDrift.Bucket("= 0", 90, 50),
            new ColumnDrift.Bucket("> 0", 10, 40));
    assertThat(drift.divergence().psi())
        .isCloseTo(
            (0.1 - 0.0001) * Math.log(0.1 / 0.0001)
                + (0.5 - 0.9) * Math.log(0.5 / 0.9)
                + (0.4 - 0.1) * Math.log(0.4 / 0.1),
            within(1e-12));
  }

  @Test
  void nan_and_infinities_are_counted_apart() {
    ColumnDrift drift =
        drift(
            Double.class,
            values(100, i -> (double) (i % 10)),
            values(
                100,
                i ->
                    i < 40
                        ? Double.valueOf(Double.NaN)
                        : i < 50
                            ? Double.valueOf(Double.NEGATIVE_INFINITY)
                            : Double.valueOf(i % 10)));
    assertThat(drift.ks().statistic()).isZero();
    assertThat(drift.level()).isEqualTo(Level.LARGE);
    assertThat(drift.text()).contains("NaN 0% -> 40%").contains("infinite 0% -> 10%");
  }

  @Test
  void missing_values() {
    ColumnDrift drift =
        drift(
            String.class,
            values(200, i -> i % 10 == 0 ? null : "a"),
            values(200, i -> i % 2 == 0 ? null : "a"));
    assertThat(kinds(drift)).containsExactly(Finding.Kind.MISSING);
    assertThat(drift.level()).isEqualTo(Level.LARGE);
    assertThat(drift.text()).isEqualTo("missing 10% -> 50%");
    // 0.4 / sqrt(0.3 * 0.7 * 0.01)
    assertThat(drift.missing().z()).isCloseTo(0.4 / Math.sqrt(0.0021), within(1e-12));
    // 1 of 20 and 3 of 20 differ by ten points, which chance brings
    assertThat(
            drift(
                    String.class,
                    values(20, i -> i < 1 ? null : "a"),
                    values(20, i -> i < 3 ? null : "a"))
                .isDrifted())
        .isFalse();
  }

  @Test
  void a_column_that_was_complete_is_remarked_on() {
    Object[] complete = values(7240, i -> "a" + i % 5);
    Object[] holes = complete.clone();
    Arrays.fill(holes, 0, 34, null);
    ColumnDrift less = drift(String.class, complete, holes);
    assertThat(less.isDrifted()).isFalse();
    assertThat(less.remarks()).containsExactly("no longer complete: 34 of 7,240 missing");
    assertThat(drift(String.class, holes, complete).remarks())
        .containsExactly("complete now: 34 of 7,240 were missing");
    assertThat(drift(String.class, holes, holes).remarks()).isEmpty();
  }

  /** Of 1,000 texts before, 10 are different; none of them comes after, where 500 are. */
  @Test
  void what_is_gone_or_new_among_values_not_kept_is_counted_at_least() {
    Object[] few = values(1000, i -> "k" + i % 10);
    Object[] many = values(1000, i -> "n" + i % 500);
    assertThat(drift(String.class, few, many).text()).contains("new: ").contains("(at least 9");
    assertThat(drift(String.class, many, few).text()).contains("gone: ").contains("(at least 9");
    // the ten are still there, each in a tenth of the rows that it was in
    Object[] mixed = values(1000, i -> i % 10 == 0 ? "k" + i / 10 % 10 : "n" + i % 500);
    assertThat(drift(String.class, few, mixed).text())
        .contains("new: values that are not kept (at least ");
  }

  @Test
  void new_and_vanished_categories_are_always_counted() {
    ColumnDrift drift =
        drift(
            String.class,
            values(100, i -> i < 50 ? "a" : "b"),
            values(100, i -> i < 10 ? "a" : "c"));
    assertThat(drift.level()).isEqualTo(Level.LARGE);
    assertThat(drift.categories())
        .isEqualTo(
            new ColumnDrift.CategoryChange(
                List.of(new ValueCount("c", 90)), List.of(new ValueCount("b", 50)), true));
    assertThat(drift.text())
        .contains("\"c\" 0% -> 90%")
        .contains("new: \"c\" 90 (90%)")
        .contains("gone: \"b\" 50 (50%)");
    // one new value among rare ones: counted, and no surprise
    Object[] rare = values(100, i -> i < 90 ? "a" : "r" + i);
    Object[] other = rare.clone();
    other[99] = "new";
    ColumnDrift quiet = drift(String.class, rare, other);
    assertThat(quiet.categories().appeared()).containsExactly(new ValueCount("new", 1));
    assertThat(quiet.isDrifted()).isFalse();
    assertThat(quiet.remarks()).contains("new: \"new\" 1 (1%), not more than chance may bring");
    // a few rows of a new value where no value was rare
    Object[] stable = values(5000, i -> i % 2 == 0 ? "a" : "b");
    Object[] typo = stable.clone();
    Arrays.fill(typo, 0, 10, "A");
    assertThat(kinds(drift(String.class, stable, typo))).containsExactly(Finding.Kind.NEW_VALUES);
  }

  @Test
  void of_very_many_values_the_frequent_ones_are_compared() {
    ColumnDrift drift =
        drift(
            String.class,
            values(2000, i -> i % 4 == 0 ? "often" : "k" + i),
            values(2000, i -> i % 20 == 0 ? "often" : "k" + i));
    assertThat(kinds(drift)).contains(Finding.Kind.FREQUENT);
    assertThat(drift.text()).contains("\"often\" at least 25%").contains("-> at most 5.05%");
    assertThat(drift.remarks())
        .contains("more than 64 values: only the most frequent are compared");
    ColumnDrift grown =
        drift(String.class, values(500, i -> "k" + i % 10), values(500, i -> "k" + i % 200));
    assertThat(grown.remarks()).contains("more than 64 values after: at least 190 new");
    assertThat(grown.categories().complete()).isFalse();
    assertThat(grown.isDrifted()).isTrue();
  }

  @Test
  void dates_move_on_and_are_never_more_than_moderate() {
    ColumnDrift drift =
        drift(
            LocalDate.class,
            values(60, i -> LocalDate.of(2024, 1, 1).plusDays(i % 30)),
            values(58, i -> LocalDate.of(2024, 2, 1).plusDays(i % 29)));
    assertThat(drift.level()).isEqualTo(Level.MODERATE);
    assertThat(drift.ks().statistic()).isEqualTo(1);
    assertThat(drift.text())
        .startsWith("2024-01-01 to 2024-01-30 -> 2024-02-01 to 2024-02-29; KS 1, critical 0.34;");
    assertThat(drift.categories()).isNull();
    ColumnDrift.Shift median =
        drift.shifts().stream().filter(each -> each.position().equals("median")).findFirst().get();
    assertThat(median.textBefore()).isEqualTo("2024-01-15");
    assertThat(median.textAfter()).isEqualTo("2024-02-15");
    assertThat(median.after() - median.before()).isEqualTo(31);
  }

  /** The days of many different dates are in their distribution. */
  @Test
  void a_distribution_of_dates_is_compared_like_one_of_numbers() {
    ColumnProfile.Distribution first =
        new ColumnProfile.Distribution(List.of(0.0, 10.0, 20.0), List.of(10L, 60L, 100L), 0.01);
    ColumnProfile.Distribution second =
        new ColumnProfile.Distribution(List.of(100.0, 110.0), List.of(50L, 100L), 0.01);
    ColumnDrift drift =
        Drift.between(dates("1970-01-21", first), dates("1970-04-21", second)).column("day");
    assertThat(drift.ks().statistic()).isEqualTo(1);
    assertThat(drift.ks().atLeast()).isBetween(0.97, 0.99);
    assertThat(drift.ks().isExact()).isFalse();
    assertThat(drift.text()).contains("KS about 1, critical 0.26");
    assertThat(drift.level()).isEqualTo(Level.MODERATE);
  }

  private static DatasetProfile dates(String last, ColumnProfile.Distribution distribution) {
    ColumnProfile column =
        new ColumnProfile(
            "day",
            "date",
            100,
            0,
            List.of(),
            90,
            false,
            List.of(),
            0,
            -1,
            List.of(),
            null,
            SemanticType.DATE,
            1,
            null,
            null,
            new ColumnProfile.Time(
                "1970-01-01",
                last,
                List.of(new ValueCount("1970-01-01", 1)),
                List.of(new ValueCount(last, 1)),
                0,
                0,
                List.of(),
                List.of(),
                -1,
                -1,
                null,
                distribution),
            -1,
            null,
            List.of(),
            null);
    return dataset(column);
  }

  private static DatasetProfile dataset(ColumnProfile... columns) {
    return new DatasetProfile(
        100,
        1,
        "UTC",
        List.of(columns),
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
  }

  @Test
  void columns_and_types_and_what_text_looks_like() {
    Map<String, Class<?>> before = new LinkedHashMap<>();
    before.put("gone", String.class);
    before.put("id", Integer.class);
    before.put("code", Integer.class);
    before.put("zip", String.class);
    Map<String, Class<?>> after = new LinkedHashMap<>();
    after.put("zip", String.class);
    after.put("id", Long.class);
    after.put("code", String.class);
    after.put("fresh", String.class);
    List<Map<String, ?>> first = new ArrayList<>();
    List<Map<String, ?>> second = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      first.add(Map.of("gone", "x", "id", i, "code", 7, "zip", "1" + i));
      second.add(
          Map.of(
              "zip",
              i < 30 ? "unknown place" : "1" + i,
              "id",
              (long) i,
              "code",
              "7",
              "fresh",
              "x"));
    }
    Drift drift =
        Drift.between(
            LocalProfiler.profile(first, Fields.ofMap(before)),
            LocalProfiler.profile(second, Fields.ofMap(after)));
    assertThat(drift.columns().stream().map(ColumnDrift::name))
        .containsExactly("gone", "code", "zip", "id", "fresh");
    assertThat(kinds(drift.column("gone"))).containsExactly(Finding.Kind.VANISHED);
    assertThat(kinds(drift.column("code"))).containsExactly(Finding.Kind.TYPE);
    assertThat(drift.column("code").level()).isEqualTo(Level.LARGE);
    assertThat(kinds(drift.column("id"))).containsExactly(Finding.Kind.TYPE);
    assertThat(drift.column("id").level()).isEqualTo(Level.MODERATE);
    assertThat(kinds(drift.column("fresh"))).containsExactly(Finding.Kind.NEW);
    assertThat(drift.column("zip").text()).contains("looks like integer 100% -> 70%");
    assertThat(DriftText.render(drift))
        .startsWith("100 rows before, 100 after; 5 of 5 columns drifted\n\nlarge:\n  gone: ")
        .contains("\nmoderate:\n  id: type int -> long\n");
    assertThatThrownBy(() -> drift.column("none")).hasMessage("neither profile has a column none");
  }

  /** Of four columns one changed and one cannot be judged; the others did not change. */
  @Test
  void columns_that_did_not_change_are_named() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    List.of("b", "a", "moved", "rare").forEach(name -> types.put(name, String.class));
    List<DatasetProfile> profiles = new ArrayList<>();
    for (String value : List.of("x", "y")) {
      List<Map<String, ?>> records = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("b", "same");
        record.put("a", i % 2 == 0 ? "even" : "odd");
        record.put("moved", value);
        record.put("rare", i < 3 ? "seldom" : null);
        records.add(record);
      }
      profiles.add(LocalProfiler.profile(records, Fields.ofMap(types)));
    }
    Drift drift = Drift.between(profiles.get(0), profiles.get(1));
    assertThat(drift.drifted()).extracting(ColumnDrift::name).containsExactly("moved");
    assertThat(drift.column("rare").remarks()).hasSize(1);
    assertThat(drift.unchanged()).extracting(ColumnDrift::name).containsExactly("b", "a");
    assertThat(DriftText.render(drift))
        .contains("1 of 4 columns drifted")
        .endsWith("\n\nno drift found in:\n  b, a\n");
    assertThat(Drift.between(profiles.get(0), profiles.get(0)).unchanged())
        .extracting(ColumnDrift::name)
        .containsExactly("b", "a", "moved");
  }

  @Test
  void the_names_of_very_many_unchanged_columns_are_cut() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    Map<String, Object> record = new LinkedHashMap<>();
    for (int i = 0; i < 230; i++) {
      types.put("column_" + i, Integer.class);
      record.put("column_" + i, i);
    }
    DatasetProfile profile =
        LocalProfiler.profile(Collections.nCopies(40, record), Fields.ofMap(types));
    String text = DriftText.render(Drift.between(profile, profile));
    assertThat(text).contains("column_199, … and 30 more\n").doesNotContain("column_200");
    assertThat(text.lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void values_that_stand_for_missing_ones() {
    ColumnDrift drift =
        drift(
            String.class,
            values(300, i -> i % 30 == 0 ? "N/A" : "v" + i % 9),
            values(300, i -> i % 3 == 0 ? "N/A" : "v" + i % 9));
    assertThat(kinds(drift)).contains(Finding.Kind.SENTINEL);
    assertThat(drift.text()).contains("stands for a missing value 3.33% -> 33.33%");
  }

  @Test
  void too_few_rows_are_said_and_not_flagged() {
    Drift drift =
        Drift.between(
            profile(Double.class, values(12, i -> 1.0)),
            profile(Double.class, values(500, i -> 9.0)));
    assertThat(drift.drifted()).isEmpty();
    assertThat(drift.column("x").remarks())
        .containsExactly(
            "only 12 rows before; at least 30 are needed to compare",
            "only 12 values before; at least 30 are needed to compare");
    assertThat(drift.column("x").shifts()).isNotEmpty();
    assertThat(DriftText.render(drift)).contains("x: only 12 rows before");
    assertThat(
            Drift.between(profile(String.class), profile(String.class, values(50, i -> "a")))
                .drifted())
        .isEmpty();
  }

  @Test
  void marks_can_be_moved() {
    DatasetProfile before = profile(Integer.class, values(1000, i -> i % 100));
    DatasetProfile after = profile(Integer.class, values(1000, i -> i % 100 + 6));
    assertThat(Drift.between(before, after).drifted()).isEmpty();
    assertThat(Drift.between(before, after, ANY.withKs(0.01, 0.02)).column("x").isDrifted())
        .as("0.06 is below the critical value of 0.082")
        .isFalse();
    assertThat(
            Drift.between(before, after, ANY.withKs(0.01, 0.02).withSignificance(0.5))
                .column("x")
                .level())
        .isEqualTo(Level.LARGE);
    assertThatThrownBy(() -> ANY.withPsi(0.3, 0.1))
        .hasMessage("The marks must be above 0 and in ascending order, but were 0.3 and 0.1");
    assertThatThrownBy(() -> ANY.withSignificance(0)).hasMessageContaining("0.000001 to 0.5");
    assertThatThrownBy(() -> ANY.withMinRows(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> ANY.withBins(1)).hasMessageContaining("from 2 to 100");
  }
}
