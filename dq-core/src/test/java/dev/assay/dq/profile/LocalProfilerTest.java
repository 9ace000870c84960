package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.state.Hashes;
import dev.assay.dq.local.Fields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** Profiles of records that can be counted by hand. */
@SuppressWarnings("NullAway")
class LocalProfilerTest {

  private static ColumnProfile column(Class<?> type, Object... values) {
    return profile(type, values).column("x");
  }

  private static ProfileState state(Schema.Field... fields) {
    return new ProfileState(List.of(fields), ProfileOptions.DEFAULT);
  }

  private static DatasetProfile profile(Class<?> type, Object... values) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object value : values) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("x", value);
      records.add(record);
    }
    return LocalProfiler.profile(records, Fields.ofMap(Map.of("x", type)));
  }

  private static List<Alert.Kind> alerts(DatasetProfile profile) {
    return profile.alerts().stream().map(Alert::kind).toList();
  }

  /** Anscombe (1973), Graphs in statistical analysis: the four share these statistics. */
  @Test
  void anscombes_quartet() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[] fourth = {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8};
    double[][] y = {
      {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
      {9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74},
      {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73},
      {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89}
    };
    double[] mean = {7.500909090909091, 7.500909090909091, 7.5, 7.500909090909091};
    double[] variance = {4.127269090909091, 4.127629090909091, 4.12262, 4.123249090909091};
    double[] correlation = {
      0.81642051634484, 0.8162365060002428, 0.8162867394895981, 0.8165214368885029
    };
    for (int set = 0; set < 4; set++) {
      List<Map<String, ?>> records = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        records.add(Map.of("x", set == 3 ? fourth[i] : x[i], "y", y[set][i]));
      }
      DatasetProfile profile =
          LocalProfiler.profile(
              records, Fields.ofMap(new TreeMap<>(Map.of("x", Double.class, "y", Double.class))));
      ColumnProfile.Numbers numbers = profile.column("y").number();
      assertThat(profile.column("x").number().mean()).isCloseTo(9, within(1e-12));
      assertThat(numbers.mean()).isCloseTo(mean[set], within(1e-12));
      assertThat(Math.pow(numbers.standardDeviation(), 2)).isCloseTo(variance[set], within(1e-12));
      assertThat(profile.correlations().get(0).coefficient())
          .isCloseTo(correlation[set], within(1e-12));
    }
  }

  @Test
  void numbers() {
    ColumnProfile column =
        column(
            Double.class,
            1.0,
            2.0,
            3.0,
            4.0,
            null,
            -0.0,
            0.0,
            -5.0,
            Double.NaN,
            Double.POSITIVE_INFINITY);
    assertThat(column.rows()).isEqualTo(10);
    assertThat(column.nulls()).isEqualTo(1);
    // 1, 2, 3, 4, 0, -5, NaN, infinity
    assertThat(column.distinct()).isEqualTo(8);
    assertThat(column.distinctExact()).isTrue();
    assertThat(column.once()).isEqualTo(7);
    ColumnProfile.Numbers n = column.number();
    assertThat(n.finite()).isEqualTo(7);
    assertThat(n.nans()).isEqualTo(1);
    assertThat(n.infinities()).isEqualTo(1);
    assertThat(n.min()).isEqualByComparingTo("-5");
    assertThat(n.max()).isEqualByComparingTo("4");
    assertThat(n.zeros()).isEqualTo(2);
    assertThat(n.negatives()).isEqualTo(1);
    assertThat(n.mean()).isCloseTo(5.0 / 7, within(1e-15));
    assertThat(n.median()).isEqualByComparingTo("1");
    assertThat(n.quantiles())
        .contains(entry("0.25", BigDecimal.ZERO), entry("0.75", BigDecimal.valueOf(3)));
    assertThat(n.rankError()).isZero();
  }

  /** 2, 4, 4, 4, 5, 5, 7, 9: mean 5, deviations -3 -1 -1 -1 0 0 2 4. */
  @Test
  void moments() {
    ColumnProfile.Numbers n = column(Integer.class, 2, 4, 4, 4, 5, 5, 7, 9).number();
    assertThat(n.populationStandardDeviation()).isCloseTo(2, within(1e-15));
    assertThat(n.standardDeviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-15));
    // (-27 - 3 + 8 + 64) / 8 / 8, and (81 + 3 + 16 + 256) / 8 / 16 - 3
    assertThat(n.skewness()).isCloseTo(42.0 / 64, within(1e-15));
    assertThat(n.kurtosis()).isCloseTo(356.0 / 128 - 3, within(1e-14));
    assertThat(n.sum()).isEqualTo("40");
  }

  @Test
  void sums_of_whole_numbers_and_decimals_are_exact() {
    assertThat(column(Long.class, Long.MAX_VALUE, Long.MAX_VALUE, 2L).number().sum())
        .isEqualTo("18446744073709551616");
    assertThat(
            column(BigDecimal.class, new BigDecimal("0.1"), new BigDecimal("0.2")).number().sum())
        .isEqualTo("0.3");
    ColumnProfile.Numbers huge = column(Double.class, 1e308, -1e308, 1e308).number();
    assertThat(huge.max()).isEqualByComparingTo("1E+308");
    assertThat(huge.histogram().bins()).isNotEmpty();
  }

  @Test
  void histograms_count_every_value_once() {
    Object[] values = new Object[1000];
    for (int i = 0; i < 1000; i++) {
      values[i] = i == 0 ? 1_000_000 : i % 10;
    }
    Histogram histogram = column(Integer.class, values).number().histogram();
    assertThat(histogram.exact()).isTrue();
    assertThat(histogram.above()).isEqualTo(1);
    // quartiles 2 and 7, so the bulk reaches to 22 at most, in steps of 2; 0 occurs 99 times
    assertThat(histogram.bins().get(0)).isEqualTo(new Histogram.Bin(0, 2, 199));
    assertThat(histogram.bins().get(4)).isEqualTo(new Histogram.Bin(8, 10, 200));
    assertThat(histogram.bins().stream().mapToLong(Histogram.Bin::count).sum()).isEqualTo(999);
    assertThat(column(Integer.class, 7, 7).number().histogram().bins())
        .containsExactly(new Histogram.Bin(7, 7, 2));
  }

  @Test
  void text() {
    ColumnProfile column =
        column(
            String.class,
            "Ann",
            "bob",
            "",
            " ",
            " x",
            "ÄB",
            "AstÃ©rix",
            "\ud83d\ude00",
            "NA",
            null);
    ColumnProfile.Text text = column.text();
    assertThat(text.lengths()).isEqualTo(new ColumnProfile.Lengths(0, 8, 22.0 / 9));
    assertThat(text.empty()).isEqualTo(1);
    assertThat(text.blank()).isEqualTo(2);
    assertThat(text.padded()).isEqualTo(1);
    assertThat(text.upper()).isEqualTo(2); // ÄB, NA
    assertThat(text.lower()).isEqualTo(2); // bob, x
    assertThat(text.nonAscii()).isEqualTo(3);
    assertThat(text.mojibake()).isEqualTo(1);
    assertThat(column.sentinels())
        .containsExactlyInAnyOrder(
            new ValueCount("NA", 1), new ValueCount("", 1), new ValueCount(" ", 1));
    assertThat(column(String.class, "AB-123456", "CD-987654").text().shapes())
        .containsExactly(new ValueCount("AA-9999+", 2));
  }

  @Test
  void what_text_looks_like() {
    Map<String, SemanticType> looks = new LinkedHashMap<>();
    looks.put("17", SemanticType.INTEGER);
    looks.put("-1.5e3", SemanticType.DECIMAL);
    looks.put("yes", SemanticType.BOOLEAN);
    looks.put("2024-02-29", SemanticType.DATE);
    looks.put("2023-02-29", SemanticType.TEXT); // there is no such day
    looks.put("Dec 31 1969", SemanticType.DATE);
    looks.put("31.12.1969", SemanticType.DATE);
    looks.put("12/31/1969", SemanticType.DATE);
    looks.put("2001/01/01 00:47", SemanticType.TIMESTAMP);
    looks.put("2024-01-01T10:00:00Z", SemanticType.TIMESTAMP);
    looks.put("ann@example.org", SemanticType.EMAIL);
    looks.put("ann@", SemanticType.TEXT);
    looks.put("https://example.org/a?b", SemanticType.URL);
    looks.put("123e4567-e89b-12d3-a456-426614174000", SemanticType.UUID);
    looks.put("192.168.0.1", SemanticType.IP);
    looks.put("192.168.0.256", SemanticType.TEXT);
    looks.put("2001:db8::8a2e:370:7334", SemanticType.IPV6);
    looks.put("::ffff:192.0.2.1", SemanticType.IPV6);
    looks.put("fe::ab", SemanticType.IPV6);
    looks.put("1:2:3:4:5:6:7", SemanticType.TEXT); // a group is missing
    looks.put("12:30:45", SemanticType.TEXT);
    looks.put("{\"a\": 1}", SemanticType.JSON);
    looks.put("plain words", SemanticType.TEXT);
    looks.put("12 Main Street", SemanticType.TEXT);
    looks.forEach(
        (value, type) ->
            assertThat(column(String.class, value, value).text().kinds())
                .as(value)
                .containsExactly(entry(type, 2L)));
  }

  @Test
  void semantic_types_of_columns() {
    Object[] identifiers = new Object[100];
    Object[] categories = new Object[100];
    Object[] decimals = new Object[100];
    for (int i = 0; i < 100; i++) {
      identifiers[i] = "K-" + i;
      categories[i] = "c" + i % 3;
      decimals[i] = i % 2 == 0 ? "1" : "1.5";
    }
    assertThat(column(String.class, identifiers).semantic()).isEqualTo(SemanticType.IDENTIFIER);
    assertThat(column(String.class, categories).semantic()).isEqualTo(SemanticType.CATEGORY);
    assertThat(column(String.class, decimals).semantic()).isEqualTo(SemanticType.DECIMAL);
    assertThat(column(String.class, "a", "a").semantic()).isEqualTo(SemanticType.CONSTANT);
    assertThat(column(String.class, (Object) null).semantic()).isEqualTo(SemanticType.EMPTY);
  }

  @Test
  void time() {
    ColumnProfile column =
        column(
            LocalDate.class,
            LocalDate.of(1970, 1, 1), // a Thursday
            LocalDate.of(1969, 12, 31),
            LocalDate.of(2024, 3, 4), // a Monday
            LocalDate.of(9999, 1, 1)); // a Friday
    ColumnProfile.Time time = column.time();
    assertThat(time.min()).isEqualTo("1969-12-31");
    assertThat(time.max()).isEqualTo("9999-01-01");
    assertThat(time.epoch()).isEqualTo(2);
    assertThat(time.future()).isEqualTo(1);
    assertThat(time.weekdays()).containsExactly(1L, 0L, 1L, 1L, 1L, 0L, 0L);
    assertThat(time.hours()).isEmpty();
    ColumnProfile.Time hours =
        column(
                Instant.class,
                Instant.parse("2024-03-04T23:59:59Z"),
                Instant.parse("1960-01-01T00:00:00Z"))
            .time();
    assertThat(hours.hours().get(23)).isEqualTo(1);
    assertThat(hours.hours().get(0)).isEqualTo(1);
    assertThat(hours.min()).isEqualTo("1960-01-01T00:00:00Z");
  }

  @Test
  void booleans_and_collections() {
    assertThat(column(Boolean.class, true, false, true, null).truths()).isEqualTo(2);
    assertThat(column(List.class, List.of(), List.of(1, 2, 3)).sizes())
        .isEqualTo(new ColumnProfile.Lengths(0, 3, 1.5));
    assertThat(column(Map.class, Map.of("a", 1)).sizes())
        .isEqualTo(new ColumnProfile.Lengths(1, 1, 1));
  }

  @Test
  void rows_and_what_is_missing_together() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("a", String.class);
    types.put("b", String.class);
    types.put("c", String.class);
    List<Map<String, ?>> records =
        List.of(
            Map.of("a", "1", "b", "1", "c", "1"),
            Map.of("a", "2"),
            Map.of("a", "2"),
            Map.of("a", "3", "b", "x"));
    DatasetProfile profile = LocalProfiler.profile(records, Fields.ofMap(types));
    assertThat(profile.rows()).isEqualTo(4);
    assertThat(profile.missingCells()).isEqualTo(5);
    assertThat(profile.duplicateRows()).isEqualTo(1);
    assertThat(profile.missingTogether())
        .containsExactly(
            new DatasetProfile.MissingTogether(List.of("b", "c"), 2),
            new DatasetProfile.MissingTogether(List.of("c"), 1));
    assertThat(profile.partitions()).isNull();
  }

  @Test
  void alerts_name_what_they_are_about() {
    assertThat(alerts(profile(String.class))).containsExactly(Alert.Kind.NO_ROWS);
    assertThat(alerts(profile(String.class, null, null)))
        .contains(Alert.Kind.ALL_MISSING, Alert.Kind.DUPLICATE_ROWS);
    assertThat(alerts(profile(Integer.class, 5, 5, 5))).contains(Alert.Kind.CONSTANT);
    assertThat(alerts(profile(Double.class, Double.NaN, 1.0))).contains(Alert.Kind.NOT_FINITE);
    assertThat(alerts(profile(Integer.class, -999, 1, 2))).contains(Alert.Kind.SENTINEL);
    assertThat(alerts(profile(LocalDate.class, LocalDate.of(1970, 1, 1), LocalDate.of(9000, 1, 1))))
        .contains(Alert.Kind.EPOCH, Alert.Kind.FUTURE);
    assertThat(alerts(profile(String.class, "2024-01-01", "2024-01-02", "Jan 03 2024")))
        .contains(Alert.Kind.MIXED_TYPES);
    assertThat(alerts(profile(String.class, "1", "2", "three"))).contains(Alert.Kind.MIXED_TYPES);
    assertThat(alerts(profile(String.class, "a ", "b"))).contains(Alert.Kind.WHITESPACE);
    assertThat(alerts(profile(String.class, "cafÃ©", "b"))).contains(Alert.Kind.MOJIBAKE);
    assertThat(alerts(profile(Integer.class, 0, 0, 0, 2))).contains(Alert.Kind.ZEROS);
    assertThat(alerts(profile(Integer.class, 1, 2, 3))).containsExactly(Alert.Kind.UNIQUE);
  }

  /** A month is the sum of its days. */
  /** Some that come again, then all different ones, then the first again. */
  private static Object[] comeAndGo(IntFunction<Object> value) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      values.add(value.apply(i % 700));
    }
    for (int i = 0; i < 20_000; i++) {
      values.add(value.apply(1000 + i));
    }
    for (int i = 0; i < 1000; i++) {
      values.add(value.apply(i % 700));
    }
    return values.toArray();
  }

  @Test
  void values_that_lose_their_place_are_not_lost() {
    ColumnProfile.Text text =
        column(String.class, comeAndGo(i -> String.format(Locale.ROOT, "%05d", i))).text();
    assertThat(text.lengths()).isEqualTo(new ColumnProfile.Lengths(5, 5, 5));
    assertThat(text.atMaxLength()).isEqualTo(24_000);
    assertThat(text.contains()).containsEntry(ColumnProfile.CharacterClass.DIGIT, 24_000L);
    long sum = 0;
    for (int i = 0; i < 3000; i++) {
      sum += i % 700;
    }
    for (int i = 0; i < 1000; i++) {
      sum += i % 700;
    }
    sum += (1000L + 20_999) * 20_000 / 2;
    ColumnProfile.Numbers whole = column(Long.class, comeAndGo(i -> (long) i)).number();
    assertThat(whole.finite()).isEqualTo(24_000);
    assertThat(whole.sum()).isEqualTo(String.valueOf(sum));
    ColumnProfile.Numbers real = column(Double.class, comeAndGo(i -> (double) i)).number();
    assertThat(real.finite()).isEqualTo(24_000);
    assertThat(real.mean()).isCloseTo(sum / 24_000.0, within(1e-6));
    ColumnProfile.Time time =
        column(LocalDate.class, comeAndGo(i -> LocalDate.ofEpochDay(i))).time();
    assertThat(time.weekdays().stream().mapToLong(i -> i).sum()).isEqualTo(24_000);
  }

  @Test
  void many_different_numbers_are_counted_and_described_as_few_are() {
    int n = 30_000;
    Object[] whole = new Object[n];
    Object[] real = new Object[n];
    Object[] large = new Object[n];
    for (int i = 0; i < n; i++) {
      // each of them once, in an order that jumps about: 7919 is prime to n
      long number = (long) i * 7919 % n;
      whole[i] = number - 10_000;
      real[i] =
          i % 100 == 0
              ? null
              : i % 100 == 1 ? Double.NaN : i % 100 == 2 ? Double.NEGATIVE_INFINITY : number / 4.0;
      large[i] = Long.MAX_VALUE - number;
    }
    ColumnProfile column = column(Long.class, whole);
    assertThat((double) column.distinct()).isCloseTo(n, withinPercentage(6.5));
    ColumnProfile.Numbers numbers = column.number();
    assertThat(numbers.finite()).isEqualTo(n);
    assertThat(numbers.min()).isEqualByComparingTo("-10000");
    assertThat(numbers.max()).isEqualByComparingTo("19999");
    assertThat(numbers.zeros()).isEqualTo(1);
    assertThat(numbers.negatives()).isEqualTo(10_000);
    assertThat(numbers.sum()).isEqualTo(String.valueOf((-10_000L + 19_999) * n / 2));
    assertThat(numbers.mean()).isEqualTo(4999.5);
    // of the discrete uniform distribution
    double square = (double) n * n;
    assertThat(numbers.populationStandardDeviation())
        .isCloseTo(Math.sqrt((square - 1) / 12), withinPercentage(1e-9));
    assertThat(numbers.skewness()).isCloseTo(0, within(1e-12));
    assertThat(numbers.kurtosis()).isCloseTo(-6 * (square + 1) / (5 * (square - 1)), within(1e-12));
    assertThat(numbers.median().doubleValue()).isCloseTo(4999, within(numbers.rankError() * n + 1));
    assertThat(column.sentinels())
        .containsExactlyInAnyOrder(new ValueCount("-999", 1), new ValueCount("-9999", 1));

    ColumnProfile gaps = column(Double.class, real);
    assertThat(gaps.nulls()).isEqualTo(n / 100);
    assertThat(gaps.number().nans()).isEqualTo(n / 100);
    assertThat(gaps.number().infinities()).isEqualTo(n / 100);
    assertThat(gaps.number().finite()).isEqualTo(n - 3 * n / 100);
    double sum = 0;
    for (Object each : real) {
      sum += each != null && Double.isFinite((Double) each) ? (Double) each : 0;
    }
    assertThat(gaps.number().sum()).isEqualTo(String.valueOf(sum)); // quarters add up exactly
    assertThat(gaps.number().mean()).isCloseTo(sum / (n - 3 * n / 100), withinPercentage(1e-9));

    assertThat(column(Long.class, large).number().sum())
        .isEqualTo(
            BigInteger.valueOf(Long.MAX_VALUE)
                .multiply(BigInteger.valueOf(n))
                .subtract(BigInteger.valueOf(n * (n - 1L) / 2))
                .toString());
  }

  @Test
  void texts_that_are_mostly_new_are_described_as_others_are() {
    int n = 30_000;
    Object[] values = new Object[n];
    for (int i = 0; i < n; i++) {
      values[i] =
          i % 10 == 0
              ? null
              : i % 10 == 1 ? "the same" : i % 10 == 2 ? " Ünïque " + i + 100_000 : "x" + i + "y";
    }
    ColumnProfile column = column(String.class, values);
    assertThat(column.nulls()).isEqualTo(3000);
    assertThat((double) column.distinct()).isCloseTo(24_001, withinPercentage(6.5));
    assertThat(column.top().get(0).value()).isEqualTo("the same");
    assertThat(column.top().get(0).count()).isBetween(3000 - column.topError(), 3000L);
    ColumnProfile.Text text = column.text();
    assertThat(text.nonAscii()).isEqualTo(3000);
    assertThat(text.padded()).isEqualTo(3000);
    assertThat(text.mixed()).isEqualTo(3000);
    assertThat(text.lower()).isEqualTo(24_000);
    assertThat(text.lengths().min()).isEqualTo(3); // x3y
    long letters = 0;
    for (Object each : values) {
      letters += each == null ? 0 : ((String) each).length();
    }
    assertThat(text.lengths().mean()).isCloseTo(letters / 27_000.0, within(1e-9));
    assertThat(text.contains())
        .containsEntry(ColumnProfile.CharacterClass.DIGIT, 24_000L)
        .containsEntry(ColumnProfile.CharacterClass.LETTER, 27_000L)
        .containsEntry(ColumnProfile.CharacterClass.SPACE, 6_000L);
  }

  @Test
  void days_near_and_far_are_counted_alike() {
    List<LocalDate> days = new ArrayList<>();
    Map<LocalDate, Long> counts = new TreeMap<>();
    for (int i = 0; i < 60_000; i++) {
      // fifty years, of which the first day lies in the middle; every tenth is one of four days
      LocalDate day =
          i == 0
              ? LocalDate.of(1995, 6, 1)
              : i % 10 == 0
                  ? LocalDate.of(1970 + 10 * (i / 10 % 4), 1, 1)
                  : LocalDate.of(1970, 1, 1).plusDays((long) i * 7919 % 18_000 / 5 * 5);
      days.add(day);
      counts.merge(day, 1L, Long::sum);
    }
    assertThat(counts).hasSizeBetween(3000, 4000);
    ColumnProfile column = column(LocalDate.class, days.toArray());
    assertThat(column.distinctExact()).isTrue();
    assertThat(column.distinct()).isEqualTo(counts.size());
    assertThat(column.top().subList(0, 4))
        .containsExactlyInAnyOrderElementsOf(
            List.of("1970-01-01", "1980-01-01", "1990-01-01", "2000-01-01").stream()
                .map(day -> new ValueCount(day, counts.get(LocalDate.parse(day))))
                .toList());
    long[] weekdays = new long[7];
    counts.forEach((day, count) -> weekdays[day.getDayOfWeek().getValue() - 1] += count);
    assertThat(column.time().weekdays()).isEqualTo(Arrays.stream(weekdays).boxed().toList());
    assertThat(column.time().epoch()).isEqualTo(counts.get(LocalDate.EPOCH));
    assertThat(column.time().min()).isEqualTo("1970-01-01");
    assertThat(column.time().max())
        .isEqualTo(((TreeMap<LocalDate, Long>) counts).lastKey().toString());
  }

  @Test
  void the_rows_set_aside_remember_every_day_that_is_counted() {
    ProfileState state =
        state(
            new Schema.Field("day", Schema.Type.of(TypeKind.DATE, "date")),
            new Schema.Field("id", Schema.Type.of(TypeKind.LONG, "bigint")));
    Map<Long, long[]> counts = new TreeMap<>(); // all rows of a day, and those set aside
    long rows = 0;
    for (long i = 0; i < 30_000; i++) {
      long day = i < 1000 ? 3000 + i : i % 2900; // a thousand days have one row only
      state.add(new Object[] {LocalDate.ofEpochDay(day), i});
      // a tenth of the rows, by the hashes of their values
      long hash = 31 * Hashes.mix(day) + Hashes.mix(i);
      boolean aside = Long.remainderUnsigned(Hashes.mix(hash), 10) == 0;
      long[] count = counts.computeIfAbsent(day, key -> new long[2]);
      count[0]++;
      count[1] += aside ? 1 : 0;
      rows += aside ? 1 : 0;
    }
    assertThat(counts.values().stream().filter(count -> count[1] > 0).count())
        .isGreaterThan(1024); // more than other columns remember
    long unseen =
        counts.values().stream()
            .filter(count -> count[1] == count[0])
            .mapToLong(count -> count[0])
            .sum();
    assertThat(unseen).isGreaterThan(50);
    assertThat(state.profile(Instant.EPOCH).column("day").holdout())
        .isEqualTo(new ColumnProfile.Holdout(rows, unseen));
  }

  @Test
  void merged_parts_are_the_whole() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("n", Double.class);
    types.put("m", Long.class);
    types.put("t", String.class);
    types.put("d", LocalDate.class);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    List<dev.assay.dq.internal.model.Schema.Field> columns = ProfileColumns.of(fields.schema());
    ProfileState whole = new ProfileState(columns, ProfileOptions.DEFAULT);
    ProfileState[] parts = new ProfileState[4];
    Arrays.setAll(parts, i -> new ProfileState(columns, ProfileOptions.DEFAULT));
    for (int i = 0; i < 400; i++) {
      Object[] row = {
        i % 7 == 0 ? null : Math.sin(i),
        (long) (i % 50),
        i % 11 == 0 ? null : "K-" + i % 30,
        LocalDate.ofEpochDay(i)
      };
      whole.add(row);
      parts[i * i % 3].add(row); // the last part stays empty
    }
    for (int i = 1; i < 4; i++) {
      parts[0].merge(parts[i]);
    }
    Instant now = Instant.parse("2024-01-01T00:00:00Z");
    RecursiveComparisonConfiguration close = new RecursiveComparisonConfiguration();
    close.registerEqualsForType(
        (a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), Double.class);
    close.ignoreFieldsMatchingRegexes(".*\\.sum", "partitions", "alerts.*");
    assertThat(parts[0].profile(now)).usingRecursiveComparison(close).isEqualTo(whole.profile(now));
    assertThatThrownBy(
            () -> whole.merge(new ProfileState(columns.subList(0, 1), ProfileOptions.DEFAULT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("profiles of different columns cannot be merged: 4 and 1");
  }

  @Test
  void bad_input_is_refused() {
    assertThatThrownBy(() -> LocalProfiler.profile(List.of(Map.of("a", 1)), Fields.ofMaps()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("declare the fields");
    assertThatThrownBy(() -> ProfileOptions.DEFAULT.withBins(1))
        .hasMessage("The number of bins must be from 2 to 200, but was 1");
    assertThatThrownBy(() -> profile(String.class).column("y"))
        .hasMessage("the profile has no column y");
  }

  /** A source may fill the same objects again and again, as readers of files do. */
  @Test
  void what_is_in_a_record_may_change_after_it_was_added() {
    byte[] bytes = new byte[1];
    List<Object> list = new ArrayList<>();
    StringBuilder other = new StringBuilder();
    ProfileState state =
        state(
            new Schema.Field("n", Schema.Type.of(TypeKind.LONG, "bigint")),
            new Schema.Field("b", Schema.Type.of(TypeKind.BINARY, "binary")),
            new Schema.Field("l", Schema.Type.of(TypeKind.ARRAY, "array")),
            new Schema.Field("o", Schema.Type.of(TypeKind.OTHER, "other")));
    Object[] values = new Object[4];
    for (int i = 0; i < 100; i++) {
      bytes[0] = (byte) (i % 5);
      list.clear();
      for (int k = 0; k < i % 4; k++) {
        list.add(k);
      }
      other.setLength(0);
      other.append(i % 3);
      values[0] = (long) i % 7;
      values[1] = bytes;
      values[2] = list;
      values[3] = other;
      state.add(values);
    }
    DatasetProfile profile = state.profile(Instant.EPOCH);
    assertThat(profile.column("n").distinct()).isEqualTo(7);
    assertThat(profile.column("b").distinct()).isEqualTo(5);
    assertThat(profile.column("l").distinct()).isEqualTo(4);
    assertThat(profile.column("l").sizes().mean()).isEqualTo(1.5);
    assertThat(profile.column("o").distinct()).isEqualTo(3);
  }

  /** Large values do not wait for many others: a few of them are all that is held. */
  @Test
  void batches_of_large_values_are_small() {
    ProfileState state = state(new Schema.Field("t", Schema.Type.of(TypeKind.STRING, "string")));
    String large = "x".repeat(400_000);
    for (int i = 0; i < 10; i++) {
      state.add(new Object[] {large + i});
    }
    DatasetProfile profile = state.profile(Instant.EPOCH);
    assertThat(profile.rows()).isEqualTo(10);
    assertThat(profile.column("t").text().lengths().max()).isEqualTo(400_001);
  }

  /** More rows than wait at a time, with gaps, in every type that a number may come in. */
  @Test
  void numbers_come_in_any_type_for_such() {
    ProfileState state =
        state(
            new Schema.Field("whole", Schema.Type.of(TypeKind.LONG, "bigint")),
            new Schema.Field("real", Schema.Type.of(TypeKind.DOUBLE, "double")));
    Object[] wholes = {(byte) 3, (short) 3, 3, 3L};
    Object[] reals = {0.5f, 0.5, -0.0, 0L};
    for (int i = 0; i < 10_000; i++) {
      state.add(
          new Object[] {i % 5 == 4 ? null : wholes[i % 5], i % 10 == 9 ? null : reals[i % 4]});
    }
    DatasetProfile profile = state.profile(Instant.EPOCH);
    ColumnProfile whole = profile.column("whole");
    assertThat(whole.nulls()).isEqualTo(2000);
    assertThat(whole.top()).containsExactly(new ValueCount("3", 8000));
    assertThat(whole.number().sum()).isEqualTo("24000");
    // the gaps would have been 0.5 (i = 9, 29, ...) and 0 (i = 19, 39, ...)
    ColumnProfile real = profile.column("real");
    assertThat(real.nulls()).isEqualTo(1000);
    assertThat(real.top())
        .containsExactly(new ValueCount("0.0", 4500), new ValueCount("0.5", 4500));
    assertThat(real.number().zeros()).isEqualTo(4500);
    assertThat(real.number().mean()).isEqualTo(0.25);
    assertThat(profile.missingTogether())
        .extracting(DatasetProfile.MissingTogether::columns, DatasetProfile.MissingTogether::rows)
        .containsExactly(tuple(List.of("whole", "real"), 1000L), tuple(List.of("whole"), 1000L));
  }

  @Test
  void what_is_no_whole_number_is_not_made_one() {
    ProfileState state = state(new Schema.Field("n", Schema.Type.of(TypeKind.INT, "int")));
    assertThatThrownBy(() -> state.add(new Object[] {2.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column n is int, but a record has a java.lang.Double");
  }

  /** Two in each of three ways to write a date, among others; the year 1970 alone is no date. */
  @Test
  void dates_in_text_that_stand_for_a_missing_one_are_counted() {
    List<Object> values = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      values.add(String.format(Locale.ROOT, "2001-03-%02d", i));
    }
    values.addAll(
        List.of(
            "1969-12-31",
            "1970-01-01",
            "Dec 31 1969",
            "Jan 01 1970",
            "1970-01-01 00:00:00",
            "1969-12-31 23:59:59",
            "1970-01-02",
            "1969-12-30",
            "1970"));
    DatasetProfile profile = profile(String.class, values.toArray());
    assertThat(profile.column("x").text().asDates().epoch()).isEqualTo(6);
    assertThat(profile.alerts())
        .filteredOn(alert -> alert.kind() == Alert.Kind.EPOCH)
        .singleElement()
        .satisfies(alert -> assertThat(alert.text()).startsWith("6 (20.69% of values) lie on"));
  }

  @Test
  void dates_in_text_that_lie_in_the_future_are_counted_and_told() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    DateTimeFormatter american = DateTimeFormatter.ofPattern("MMM dd yyyy", Locale.ENGLISH);
    List<Object> values = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      values.add(String.format(Locale.ROOT, "2001-03-%02d", i));
    }
    values.add(today.minusDays(1).toString());
    values.add(american.format(today.plusDays(400)));
    values.add(today.plusDays(500) + " 00:00:00");
    values.add("in the year 9999");
    DatasetProfile profile = profile(String.class, values.toArray());
    ColumnProfile.Text text = profile.column("x").text();
    assertThat(text.asDates().min()).isEqualTo("2001-03-01");
    assertThat(text.asDates().max()).isEqualTo(today.plusDays(500).toString());
    assertThat(text.asDates().future()).isEqualTo(2);
    assertThat(profile.alerts())
        .filteredOn(alert -> alert.kind() == Alert.Kind.FUTURE)
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.text())
                    .startsWith("2 (8.33% of values) lie in the future")
                    .contains(today.plusDays(500).toString()));
  }

  @Test
  void the_last_bin_has_its_end_and_what_lies_above_it_is_counted() {
    // the middle half from 24 to 74, so bins up to 74 + 3 x 50 = 224 and a round end, 225 or more
    Object[] values = new Object[103];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
    }
    values[100] = 240;
    values[101] = 240;
    values[102] = 1000;
    Histogram histogram = column(Integer.class, values).number().histogram();
    Histogram.Bin last = histogram.bins().get(histogram.bins().size() - 1);
    assertThat(last.to()).isEqualTo(240);
    assertThat(last.count()).isEqualTo(2);
    assertThat(histogram.above()).isEqualTo(1);
    assertThat(histogram.below()).isZero();
  }

  @Test
  void options_say_how_much_is_looked_at() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(Map.of("x", i, "y", 2 * i, "t", "t" + i % 7, "u", "u" + i % 14));
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("x", Integer.class);
    types.put("y", Integer.class);
    types.put("t", String.class);
    types.put("u", String.class);
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    DatasetProfile usual = LocalProfiler.profile(records, fields);
    assertThat(usual.correlations()).hasSize(1);
    assertThat(usual.associations()).isNotEmpty();
    assertThat(usual.dependencies())
        .containsExactly(new DatasetProfile.Dependency("u", "t", 300, 0));
    assertThat(usual.column("t").top()).hasSize(7);
    assertThat(usual.duplicateRows()).isZero();

    DatasetProfile little =
        LocalProfiler.profile(
            records,
            fields,
            ProfileOptions.DEFAULT
                .withBins(5)
                .withTopValues(2)
                .withCorrelated(0)
                .withCrosstabs(0)
                .withDuplicateRows(false)
                .withCandidateKeys(false));
    assertThat(little.correlations()).isEmpty();
    assertThat(little.associations()).isEmpty();
    assertThat(little.dependencies()).isEmpty();
    assertThat(little.keys()).isEmpty();
    assertThat(little.duplicateRows()).isEqualTo(-1);
    assertThat(little.column("t").top()).hasSize(2);
    Histogram histogram = little.column("x").number().histogram();
    assertThat(histogram.bins()).hasSizeLessThanOrEqualTo(5);
    assertThat(histogram.bins().stream().mapToLong(Histogram.Bin::count).sum()).isEqualTo(300);
  }

  @Test
  void a_sample_of_records_is_the_same_for_the_same_seed() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      records.add(Map.of("x", i));
    }
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", Integer.class));
    ProfileOptions some = ProfileOptions.DEFAULT.withSample(0.1, 42);
    DatasetProfile first = LocalProfiler.profile(records, fields, some);
    // five standard deviations of 10,000 x 0.1 x 0.9
    assertThat(first.rows()).isBetween(850L, 1150L);
    assertThat(first.duplicateRows()).isEqualTo(-1);
    DatasetProfile again = LocalProfiler.profile(records, fields, some);
    assertThat(again.column("x").number().sum()).isEqualTo(first.column("x").number().sum());
    DatasetProfile other =
        LocalProfiler.profile(records, fields, ProfileOptions.DEFAULT.withSample(0.1, 43));
    assertThat(other.column("x").number().sum()).isNotEqualTo(first.column("x").number().sum());
  }

  @Test
  void many_different_texts_that_are_not_unique_are_told() {
    // 400 values, of which 200 come twice; 3,000 values, of which 1,000 come twice
    for (int distinct : new int[] {400, 3000}) {
      int rows = distinct == 400 ? 600 : 4000;
      Object[] values = new Object[rows];
      for (int i = 0; i < rows; i++) {
        values[i] = "note number " + i % distinct;
      }
      DatasetProfile profile = profile(String.class, values);
      assertThat(profile.alerts())
          .as("%d values", distinct)
          .filteredOn(alert -> alert.kind() == Alert.Kind.HIGH_CARDINALITY)
          .singleElement()
          .satisfies(
              alert ->
                  assertThat(alert.text())
                      .matches(
                          distinct == 400
                              ? "has 400 different values"
                              : "has about [23],[0-9]{3} different values"));
    }
  }

  @Test
  void a_date_that_is_another_one_if_day_and_month_are_exchanged_is_no_evidence() {
    int next = LocalDate.now(ZoneOffset.UTC).getYear() + 1;
    ColumnProfile.Text text =
        column(String.class, "03/04/2001", "12/01/" + next, "31/12/2000", "12/31/2000").text();
    assertThat(text.asDates().min()).isEqualTo("2000-12-31");
    assertThat(text.asDates().max()).isEqualTo("2000-12-31");
    assertThat(text.asDates().future()).isZero();
    assertThat(text.dates()).extracting(ValueCount::count).containsExactly(3L, 1L);
    assertThat(column(String.class, "05/05/2001").text().asDates().max()).isEqualTo("2001-05-05");
    ColumnProfile.Text none = column(String.class, "no date", "31/31/2001").text();
    assertThat(none.asDates()).isNull();
  }

  /** Also where the sketch of the distribution no longer has the first and the last day. */
  @Test
  void days_without_data_are_told_of_all_days_from_the_first_to_the_last() {
    ProfileState dates = state(TypeKind.DATE);
    ProfileState times = state(TypeKind.TIMESTAMP);
    LocalDate first = LocalDate.of(1990, 1, 8);
    for (int turn = 0; turn < 3; turn++) {
      for (int day = 0; day < 5000; day++) {
        if (day % 10 < 6 || day % 10 > 8) {
          LocalDate date = first.plusDays(day);
          dates.add(new Object[] {date});
          times.add(new Object[] {date.atTime(turn, day % 60).toInstant(ZoneOffset.UTC)});
        }
      }
    }
    for (ProfileState state : List.of(dates, times)) {
      assertThat(state.profile(Instant.parse("2026-01-01T00:00:00Z")).alerts())
          .filteredOn(alert -> alert.kind() == Alert.Kind.GAPS)
          .extracting(Alert::text)
          .containsExactly("nothing falls on 1,500 of 5,000 days; the longest gap has 3");
    }
  }

  private static ProfileState state(TypeKind kind) {
    return new ProfileState(
        List.of(new Schema.Field("d", Schema.Type.of(kind, "moment"))), ProfileOptions.DEFAULT);
  }
}
