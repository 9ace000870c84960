package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.ProfileMarkdown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of a profile are those of the data, however large, and however many digits they have. */
@SuppressWarnings("NullAway")
class ExactProfileTest {

  private static final ProfileOptions PLAIN =
      ProfileOptions.DEFAULT.withAsOf(Instant.parse("2026-01-01T00:00:00Z"));

  private static List<Map<String, ?>> records(List<?> values) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object value : values) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("x", value);
      records.add(record);
    }
    return records;
  }

  /** Profiled as a whole, in two parts, and every part through its bytes. */
  private static List<DatasetProfile> profiles(Class<?> type, List<?> values) {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x", type));
    int half = values.size() / 2;
    ProfileState left = LocalProfiler.state(records(values.subList(0, half)), fields, PLAIN);
    ProfileState right =
        LocalProfiler.state(records(values.subList(half, values.size())), fields, PLAIN);
    return List.of(
        LocalProfiler.profile(records(values), fields, PLAIN),
        ProfileState.fromBytes(right.toBytes())
            .merge(ProfileState.fromBytes(left.toBytes()))
            .profile(PLAIN.asOf()));
  }

  private static void isWritten(DatasetProfile profile) {
    assertThat(ProfileJson.read(ProfileJson.write(profile))).isEqualTo(profile);
    assertThat(HtmlReport.of(profile).render()).contains("</html>").doesNotContain("NaN");
    assertThat(ProfileText.render(profile) + ProfileText.render(profile.column("x")))
        .doesNotContainPattern("NaN(?!, infinite)");
    assertThat(ProfileMarkdown.render(profile, "x")).doesNotContain("NaN");
  }

  @Test
  void whole_numbers_beyond_2_to_the_53_stay_as_they_are() {
    long base = 1L << 53;
    for (DatasetProfile profile :
        profiles(Long.class, List.of(base + 1, base + 3, base + 5, base + 7, base + 9))) {
      ColumnProfile.Numbers n = profile.column("x").number();
      assertThat(n.min()).isEqualTo("9007199254740993");
      assertThat(n.median()).isEqualTo("9007199254740997");
      assertThat(n.max()).isEqualTo("9007199254741001");
      assertThat(n.quantiles().get("0.25")).isEqualTo("9007199254740995");
      // of 1, 3, 5, 7, 9: squared deviations 16 + 4 + 0 + 4 + 16
      assertThat(n.standardDeviation()).isCloseTo(Math.sqrt(10), within(1e-12));
      assertThat(n.populationStandardDeviation()).isCloseTo(Math.sqrt(8), within(1e-12));
      assertThat(n.skewness()).isCloseTo(0, within(1e-12));
      assertThat(ProfileText.render(profile.column("x")))
          .contains("9,007,199,254,740,993, 9,007,199,254,741,001");
      isWritten(profile);
    }
  }

  @Test
  void the_ends_of_64_bits_and_many_values_between_them() {
    List<Long> values = new ArrayList<>(List.of(Long.MIN_VALUE, Long.MAX_VALUE));
    for (long i = 0; i < 5000; i++) {
      values.add((1L << 60) + 2 * i + 1);
    }
    for (DatasetProfile profile : profiles(Long.class, values)) {
      ColumnProfile.Numbers n = profile.column("x").number();
      assertThat(n.min()).isEqualTo(BigDecimal.valueOf(Long.MIN_VALUE));
      assertThat(n.max()).isEqualTo(BigDecimal.valueOf(Long.MAX_VALUE));
      assertThat(values).contains(n.median().longValueExact());
      assertThat(n.standardDeviation()).isFinite().isPositive();
      isWritten(profile);
    }
  }

  @Test
  void decimals_of_38_digits_stay_as_they_are() {
    List<BigDecimal> values = new ArrayList<>();
    String whole = "12345678901234567890.";
    for (int i = 1; i <= 5; i++) {
      values.add(new BigDecimal(whole + "00000000000000000" + i));
    }
    for (DatasetProfile profile : profiles(BigDecimal.class, values)) {
      ColumnProfile.Numbers n = profile.column("x").number();
      assertThat(n.min()).isEqualTo(whole + "000000000000000001");
      assertThat(n.median()).isEqualTo(whole + "000000000000000003");
      assertThat(n.max()).isEqualTo(whole + "000000000000000005");
      // of 1 to 5, times 10^-18
      assertThat(n.populationStandardDeviation()).isCloseTo(Math.sqrt(2) * 1e-18, within(1e-30));
      assertThat(n.zeros()).isZero();
      isWritten(profile);
    }
  }

  @Test
  void very_many_decimals_are_ranked_exactly_where_floating_point_cannot_tell_them_apart() {
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      values.add(new BigDecimal("1").add(new BigDecimal(i * 7919L % 4000).movePointLeft(18)));
    }
    for (DatasetProfile profile : profiles(BigDecimal.class, values)) {
      ColumnProfile.Numbers n = profile.column("x").number();
      assertThat(n.max()).isEqualTo("1.000000000000003999");
      long rank = n.median().subtract(BigDecimal.ONE).movePointRight(18).longValueExact() + 1;
      assertThat((double) rank).isCloseTo(2000, within(4000 * n.rankError() + 1));
      isWritten(profile);
    }
  }

  @Test
  void a_decimal_that_floating_point_cannot_hold_is_neither_infinite_nor_zero() {
    for (DatasetProfile profile :
        profiles(
            BigDecimal.class,
            List.of(new BigDecimal("1E+400"), new BigDecimal("1E-400"), new BigDecimal("-2.5")))) {
      ColumnProfile.Numbers n = profile.column("x").number();
      assertThat(n.finite()).isEqualTo(3);
      assertThat(n.infinities()).isZero();
      assertThat(n.zeros()).isZero();
      assertThat(n.min()).isEqualTo("-2.5");
      assertThat(n.median()).isEqualTo("1E-400");
      assertThat(n.max()).isEqualTo("1E+400");
      isWritten(profile);
    }
  }

  @Test
  void the_largest_doubles_have_a_mean_a_deviation_and_bins() {
    double most = 1.797e308;
    for (DatasetProfile profile : profiles(Double.class, List.of(most, -most, most, -most))) {
      ColumnProfile.Numbers n = profile.column("x").number();
      assertThat(n.mean()).isZero();
      assertThat(n.sum()).isEqualTo("0.0");
      assertThat(n.min()).isEqualTo("-1.797E+308");
      assertThat(n.populationStandardDeviation()).isEqualTo(most);
      assertThat(n.skewness()).isCloseTo(0, within(1e-12));
      assertThat(n.kurtosis()).isCloseTo(-2, within(1e-12)); // of two values, each half the time
      assertThat(n.histogram().bins())
          .allSatisfy(bin -> assertThat(bin.to()).isFinite().isGreaterThan(bin.from()));
      assertThat(n.histogram().bins().stream().mapToLong(Histogram.Bin::count).sum()).isEqualTo(4);
      isWritten(profile);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 1e60, 1e100, 1e150, 1e300, Double.MAX_VALUE / 5})
  void moments_do_not_depend_on_the_size_of_numbers(double unit) {
    List<Double> values = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      values.add(i * unit);
    }
    for (DatasetProfile profile : profiles(Double.class, values)) {
      ColumnProfile.Numbers n = profile.column("x").number();
      assertThat(n.mean() / unit).isCloseTo(3, within(1e-12));
      assertThat(n.standardDeviation() / unit).isCloseTo(Math.sqrt(2.5), within(1e-12));
      assertThat(n.skewness()).isCloseTo(0, within(1e-12));
      // fourth powers 16 + 1 + 0 + 1 + 16 over 5, by the square of 2
      assertThat(n.kurtosis()).isCloseTo(34 / 5.0 / 4 - 3, within(1e-12));
      isWritten(profile);
    }
  }

  @Test
  void neighbours_among_doubles_have_bins_of_some_width() {
    double next = Math.nextUp(1.0);
    for (DatasetProfile profile : profiles(Double.class, List.of(1.0, next, next))) {
      Histogram histogram = profile.column("x").number().histogram();
      assertThat(histogram.bins().stream().mapToLong(Histogram.Bin::count).sum()).isEqualTo(3);
      assertThat(histogram.above()).isZero();
      isWritten(profile);
    }
  }

  @Test
  void dates_as_far_as_there_are_any() {
    LocalDate far = LocalDate.of(300_000, 1, 1);
    for (DatasetProfile profile :
        profiles(LocalDate.class, List.of(LocalDate.of(2024, 1, 1), far))) {
      ColumnProfile.Time time = profile.column("x").time();
      assertThat(time.min()).isEqualTo("2024-01-01");
      assertThat(time.max()).isEqualTo("+300000-01-01");
      assertThat(time.future()).isEqualTo(1);
      assertThat(time.daysWithout()).isEqualTo(-1);
      isWritten(profile);
    }
    for (DatasetProfile profile :
        profiles(LocalDate.class, List.of(LocalDate.MIN, LocalDate.EPOCH, LocalDate.MAX))) {
      ColumnProfile.Time time = profile.column("x").time();
      assertThat(time.min()).isEqualTo("-999999999-01-01");
      assertThat(time.max()).isEqualTo("+999999999-12-31");
      assertThat(time.weekdays().stream().mapToLong(n -> n).sum()).isEqualTo(3);
      assertThat(profile.suggest().list()).isNotNull();
      isWritten(profile);
    }
  }

  @Test
  void timestamps_as_far_as_there_are_any() {
    for (DatasetProfile profile :
        profiles(Instant.class, List.of(Instant.MIN, Instant.EPOCH, Instant.MAX))) {
      ColumnProfile.Time time = profile.column("x").time();
      assertThat(time.min()).isEqualTo("-1000000000-01-01T00:00:00Z");
      assertThat(time.max()).isEqualTo("+1000000000-12-31T23:59:59.999999Z");
      assertThat(time.future()).isEqualTo(1);
      isWritten(profile);
    }
    for (DatasetProfile profile :
        profiles(LocalDateTime.class, List.of(LocalDateTime.MIN, LocalDateTime.MAX))) {
      ColumnProfile.Time time = profile.column("x").time();
      assertThat(time.min()).isEqualTo("-999999999-01-01T00:00");
      assertThat(time.max()).isEqualTo("+999999999-12-31T23:59:59.999999");
      assertThat(time.hours().get(0) + time.hours().get(23)).isEqualTo(2);
      isWritten(profile);
    }
  }

  @Test
  void suggestions_hold_for_numbers_that_are_shown_rounded() {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      values.add(new BigDecimal("100").add(new BigDecimal(i % 50).movePointLeft(20)));
    }
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("x_percent", BigDecimal.class));
    List<Map<String, ?>> records = new ArrayList<>();
    values.forEach(value -> records.add(Map.of("x_percent", value)));
    DatasetProfile profile = LocalProfiler.profile(records, fields);
    assertThat(
            LocalDataQuality.on(records, fields)
                .check(profile.suggest().check("own"))
                .run()
                .passed())
        .isTrue();
  }
}
