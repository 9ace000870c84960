package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.local.Fields;
import dev.assay.dq.render.HtmlReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which points are drawn of correlated columns. */
@SuppressWarnings("NullAway")
class ScattersTest {

  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

  /** Anscombe (1973), Graphs in statistical analysis. */
  private static final double[][] ANSCOMBE = {
    {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
    {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
    {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
    {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8},
    {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
    {9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74},
    {7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73},
    {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89}
  };

  private static final List<String> NAMES = List.of("x1", "x2", "x3", "x4", "y1", "y2", "y3", "y4");

  private static DatasetProfile anscombe() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    NAMES.forEach(name -> types.put(name, Double.class));
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int r = 0; r < 11; r++) {
      Map<String, Double> row = new HashMap<>();
      for (int i = 0; i < NAMES.size(); i++) {
        row.put(NAMES.get(i), ANSCOMBE[i][r]);
      }
      rows.add(row);
    }
    return LocalProfiler.profile(rows, Fields.ofMap(types));
  }

  /** Spearman's coefficients of the quartet as R gives them: 90/110, 76/110, 109/110 and 1/2. */
  @Test
  void ranks_of_all_rows_where_there_are_few() {
    DatasetProfile profile = anscombe();
    double[] expected = {9 / 11.0, 7.6 / 11, 10.9 / 11, 0.5};
    for (int i = 0; i < expected.length; i++) {
      String x = "x" + (i + 1);
      String y = "y" + (i + 1);
      DatasetProfile.Correlation found =
          profile.correlations().stream()
              .filter(each -> each.x().equals(x) && each.y().equals(y))
              .findFirst()
              .orElseThrow();
      assertThat(found.rankCoefficient()).isCloseTo(expected[i], within(1e-15));
      assertThat(found.ranked()).isEqualTo(11);
    }
    assertThat(profile.limits()).noneMatch(limit -> limit.contains("Spearman"));
  }

  /** Hours of television and IQ, the textbook's -29/165; equal numbers share the mean rank. */
  @Test
  void ranks_with_and_without_ties() {
    List<Double> iq = List.of(106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0);
    List<Double> hours = List.of(7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0);
    assertThat(Scatters.spearman(iq, hours)).isCloseTo(-29 / 165.0, within(1e-15));
    // ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5)
    assertThat(Scatters.spearman(List.of(-1.0, 0.0, -0.0, 9.0), List.of(1.0, 3.0, 2.0, 4.0)))
        .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-15));
    // computed by another program with exact fractions
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      x.add((double) (i * 7 % 13));
      y.add((double) (i * i % 11));
    }
    assertThat(Scatters.spearman(x, y)).isCloseTo(-0.04908705219058427, within(1e-15));
    assertThat(Scatters.spearman(List.of(1.0, 1.0), List.of(1.0, 2.0))).isNaN();
    assertThat(Scatters.spearman(List.of(), List.of())).isNaN();
  }

  /** What rises always has ranks that move as one, though it is no line. */
  @Test
  void ranks_of_a_draw_from_many_rows() {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      rows.add(Map.of("x", (double) i, "y", Math.exp(i / 50.0)));
    }
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("x", Double.class);
    types.put("y", Double.class);
    DatasetProfile profile = LocalProfiler.profile(rows, Fields.ofMap(types));
    DatasetProfile.Correlation found = profile.correlations().get(0);
    assertThat(found.coefficient()).isLessThan(0.3);
    assertThat(found.rankCoefficient()).isEqualTo(1);
    assertThat(found.ranked()).isEqualTo(256);
    assertThat(profile.limits())
        .contains(
            "Spearman's coefficients are those of at most 256 different rows, drawn evenly by a"
                + " hash of the row");
    assertThat(ProfileText.render(profile)).contains("Pearson's and Spearman's:");
  }

  private static Set<List<Double>> published(String x, String y) {
    Set<List<Double>> points = new HashSet<>();
    for (int r = 0; r < 11; r++) {
      points.add(List.of(ANSCOMBE[NAMES.indexOf(x)][r], ANSCOMBE[NAMES.indexOf(y)][r]));
    }
    return points;
  }

  private static List<List<Double>> points(DatasetProfile.Scatter scatter) {
    assertThat(scatter.ys()).hasSameSizeAs(scatter.xs());
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < scatter.xs().size(); i++) {
      points.add(List.of(scatter.xs().get(i), scatter.ys().get(i)));
    }
    return points;
  }

  /** In the order of |r| as computed from the published values; x1, x2 and x3 are one column. */
  @Test
  void anscombes_points_are_the_published_ones_and_each_picture_is_there_once() {
    List<DatasetProfile.Scatter> scatters = anscombe().scatters();
    assertThat(scatters)
        .extracting(DatasetProfile.Scatter::x, DatasetProfile.Scatter::y)
        .containsExactly(
            tuple("x4", "y4"),
            tuple("x1", "y1"),
            tuple("x1", "y3"),
            tuple("x1", "y2"),
            tuple("y1", "y2"),
            tuple("x4", "y2"),
            tuple("y2", "y3"),
            tuple("x4", "y1"),
            tuple("x1", "x4"),
            tuple("y1", "y4"),
            tuple("y2", "y4"),
            tuple("y1", "y3"));
    for (DatasetProfile.Scatter each : scatters) {
      assertThat(points(each))
          .containsExactlyInAnyOrderElementsOf(published(each.x(), each.y()))
          .hasSize(11);
    }
  }

  /** Where a point lies on the page, read as numbers of the two axes, is where it was published. */
  @Test
  void the_page_has_a_picture_of_each_of_the_four() {
    String page = HtmlReport.of(anscombe()).render();
    Set<String> pictures = new HashSet<>();
    for (String pair : List.of("x1,y1", "x1,y2", "x1,y3", "x4,y4")) {
      String x = pair.substring(0, 2);
      String y = pair.substring(3);
      Matcher picture =
          Pattern.compile(
                  "<svg class=\"scatter\"[^>]*><title>Scatter plot of "
                      + x
                      + " across, ([0-9.]+) to ([0-9.]+), and "
                      + y
                      + " upward, ([0-9.]+) to ([0-9.]+): 11 rows; correlation 0.82</title>"
                      + "(.*?)</svg>")
              .matcher(page);
      assertThat(picture.find()).as(pair).isTrue();
      String drawn = picture.group(5);
      pictures.add(String.join(" ", found(drawn, "(<circle[^>]*>)")));
      double[] xs = numbers(drawn, "cx", picture.group(1), picture.group(2));
      double[] ys = numbers(drawn, "cy", picture.group(4), picture.group(3)); // downward
      for (List<Double> point : published(x, y)) {
        assertThat(IntStream.range(0, 11))
            .as("%s %s", pair, point)
            .anyMatch(
                i ->
                    Math.abs(xs[i] - point.get(0)) < 0.03 && Math.abs(ys[i] - point.get(1)) < 0.03);
      }
    }
    assertThat(pictures).hasSize(4);
  }

  private static double[] numbers(String drawn, String attribute, String first, String last) {
    double[] places =
        found(drawn, attribute + "=\"([0-9.]+)\"").stream()
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertThat(places).hasSize(11);
    double low = Arrays.stream(places).min().orElseThrow();
    double high = Arrays.stream(places).max().orElseThrow();
    double from = Double.parseDouble(first);
    double to = Double.parseDouble(last);
    return Arrays.stream(places)
        .map(place -> from + (place - low) / (high - low) * (to - from))
        .toArray();
  }

  private static List<String> found(String text, String pattern) {
    List<String> all = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }

  private static ProfileState state(Class<?>... classes) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (Class<?> each : classes) {
      types.put(String.valueOf((char) ('a' + types.size())), each);
    }
    List<Schema.Field> columns = ProfileColumns.of(Fields.ofMap(types).schema());
    return new ProfileState(columns, ProfileOptions.DEFAULT);
  }

  private static List<List<Double>> drawn(ProfileState state) {
    List<DatasetProfile.Scatter> scatters = state.profile(NOW).scatters();
    assertThat(scatters).hasSize(1);
    return points(scatters.get(0));
  }

  @Test
  void of_many_rows_256_different_ones_are_drawn_evenly() {
    ProfileState state = state(Long.class, Double.class);
    for (int time = 0; time < 2; time++) {
      for (long i = 0; i < 20_000; i++) {
        state.add(new Object[] {i, 3.0 * i + i % 7});
      }
    }
    List<List<Double>> points = drawn(state);
    assertThat(points).hasSize(256).doesNotHaveDuplicates();
    for (List<Double> point : points) {
      double i = point.get(0);
      assertThat(point.get(1)).isEqualTo(3 * i + i % 7);
    }
    // a fifth of 256 is 51, with a standard deviation of 6.4
    for (int fifth = 0; fifth < 5; fifth++) {
      double from = 4000.0 * fifth;
      assertThat(points.stream().filter(p -> p.get(0) >= from && p.get(0) < from + 4000).count())
          .isBetween(20L, 83L);
    }
  }

  @Test
  void equal_rows_are_one_point_and_others_are_points_of_their_own() {
    ProfileState state = state(Long.class, Long.class, String.class);
    for (int i = 0; i < 9000; i++) {
      state.add(new Object[] {i % 3L, i % 3L * 2, i % 6 == 0 ? "another" : "row"});
    }
    assertThat(drawn(state))
        .containsExactlyInAnyOrder(
            List.of(0.0, 0.0), List.of(0.0, 0.0), List.of(1.0, 2.0), List.of(2.0, 4.0));
  }

  @Test
  void a_row_without_a_finite_number_in_both_is_no_point() {
    ProfileState state = state(Double.class, BigDecimal.class);
    Object[][] rows = {
      {1.0, new BigDecimal("1.50")},
      {2.0, new BigDecimal("2.50")},
      {-0.0, BigDecimal.ZERO},
      {null, new BigDecimal("7")},
      {5.0, null},
      {Double.NaN, new BigDecimal("8")},
      {Double.POSITIVE_INFINITY, new BigDecimal("9")},
      {Double.NEGATIVE_INFINITY, new BigDecimal("-9")},
      {3.0, new BigDecimal("1e400")},
      {null, null}
    };
    Arrays.stream(rows).forEach(state::add);
    assertThat(drawn(state))
        .containsExactlyInAnyOrder(List.of(0.0, 0.0), List.of(1.0, 1.5), List.of(2.0, 2.5));
  }

  /** The hash of a row is the same for a zero and for a missing value. */
  @Test
  void a_zero_is_no_missing_value() {
    Object[][] rows = {{null, 0L}, {0L, 0L}, {0L, null}, {1L, 2L}, {2L, 3L}, {null, null}};
    for (int first = 0; first < rows.length; first++) {
      ProfileState state = state(Long.class, Long.class);
      for (int i = 0; i < rows.length; i++) {
        state.add(rows[(first + i) % rows.length]);
      }
      assertThat(drawn(state))
          .containsExactlyInAnyOrder(List.of(0.0, 0.0), List.of(1.0, 2.0), List.of(2.0, 3.0));
    }
  }

  @Test
  void what_would_show_nothing_is_not_drawn() {
    ProfileState two = state(Long.class, Long.class);
    two.add(new Object[] {1L, 2L});
    two.add(new Object[] {2L, 3L});
    assertThat(two.profile(NOW).correlations()).hasSize(1);
    assertThat(two.profile(NOW).scatters()).isEmpty();
    // one in 20,000 is other than zero, and no such row is among the 256
    ProfileState zeros = state(Long.class, Long.class, Long.class);
    for (long i = 0; i < 40_000; i++) {
      zeros.add(new Object[] {i, i % 20_000 == 7 ? 1L : 0L, i % 20_000 == 7 ? 5L : 0L});
    }
    assertThat(zeros.profile(NOW).correlations().get(0).coefficient()).isCloseTo(1, within(1e-9));
    assertThat(zeros.profile(NOW).scatters()).isEmpty();
    // r is 0 for a square
    ProfileState square = state(Long.class, Long.class);
    for (long i = -50; i <= 50; i++) {
      square.add(new Object[] {i, i * i});
    }
    assertThat(square.profile(NOW).scatters()).isEmpty();
    ProfileState same = state(Long.class, Long.class);
    for (long i = 0; i < 50; i++) {
      same.add(new Object[] {i, i});
    }
    assertThat(same.profile(NOW).scatters()).isEmpty();
    ProfileState one = state(Long.class, String.class);
    one.add(new Object[] {1L, "x"});
    assertThat(one.profile(NOW).scatters()).isEmpty();
  }

  private static Object[] row(Random random, int different) {
    long number = random.nextInt(different);
    Random of = new Random(number);
    Double other = number * 2.0 + of.nextInt(9);
    return new Object[] {
      of.nextInt(9) == 0 ? null : (Object) number,
      of.nextInt(9) == 0 ? null : of.nextInt(9) == 0 ? (Object) Double.NaN : other,
      of.nextInt(9) == 0 ? null : BigDecimal.valueOf(-number, 2),
      of.nextInt(3) == 0 ? null : "t" + of.nextInt(3)
    };
  }

  private static Map<String, List<List<Double>>> all(ProfileState state) {
    Map<String, List<List<Double>>> all = new HashMap<>();
    for (DatasetProfile.Scatter each : state.profile(NOW).scatters()) {
      all.put(each.x() + each.y(), points(each));
    }
    return all;
  }

  @Property(tries = 60)
  void any_division_gives_the_points_of_the_whole(
      @ForAll long seed,
      @ForAll @IntRange(max = 3000) int rows,
      @ForAll @IntRange(min = 5, max = 2000) int different,
      @ForAll @IntRange(min = 1, max = 6) int number) {
    Class<?>[] classes = {Long.class, Double.class, BigDecimal.class, String.class};
    Random random = new Random(seed);
    ProfileState whole = state(classes);
    List<ProfileState> parts = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      parts.add(state(classes));
    }
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < rows; i++) {
      Object[] row = row(random, different);
      seen.add(Arrays.asList(row));
      whole.add(row);
      parts.get(random.nextInt(number)).add(row);
    }
    while (parts.size() > 1) {
      ProfileState part = parts.remove(random.nextInt(parts.size()));
      ProfileState other = parts.remove(random.nextInt(parts.size()));
      parts.add(part.merge(ProfileState.fromBytes(other.toBytes())));
    }
    Map<String, List<List<Double>>> expected = all(whole);
    assertThat(all(parts.get(0))).isEqualTo(expected);
    // every row that is different is there as long as there is room, and none that is not
    for (Map.Entry<String, List<List<Double>>> each : expected.entrySet()) {
      List<List<Double>> complete = new ArrayList<>();
      for (List<Object> row : seen) {
        Object x = row.get(each.getKey().charAt(0) - 'a');
        Object y = row.get(each.getKey().charAt(1) - 'a');
        if (x instanceof Number a
            && y instanceof Number b
            && Double.isFinite(a.doubleValue())
            && Double.isFinite(b.doubleValue())) {
          complete.add(List.of(a.doubleValue() + 0.0, b.doubleValue() + 0.0));
        }
      }
      assertThat(complete).containsAll(each.getValue());
      if (seen.size() <= 256) {
        assertThat(each.getValue()).containsExactlyInAnyOrderElementsOf(complete);
      } else {
        assertThat(each.getValue().size()).isLessThanOrEqualTo(256);
      }
    }
  }
}
