package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.local.Fields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What columns have in common, against tables that are counted by hand. */
@SuppressWarnings("NullAway")
class InteractionsTest {

  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

  private static DatasetProfile profile(Map<String, Class<?>> types, Object[]... rows) {
    return state(types, rows).profile(NOW);
  }

  private static ProfileState state(Map<String, Class<?>> types, Object[]... rows) {
    List<Schema.Field> columns = ProfileColumns.of(Fields.ofMap(types).schema());
    ProfileState state = new ProfileState(columns, ProfileOptions.DEFAULT);
    for (Object[] row : rows) {
      state.add(row);
    }
    return state;
  }

  private static Map<String, Class<?>> types(Class<?>... classes) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (Class<?> each : classes) {
      types.put(String.valueOf((char) ('a' + types.size())), each);
    }
    return types;
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private static DatasetProfile.Association pair(Object[]... rows) {
    return profile(types(String.class, String.class), rows).associations().get(0);
  }

  /** (a, p) three times, (a, q), (b, p), (b, q) three times: chi squared is 2. */
  @Test
  void strength_and_information_of_a_pair() {
    DatasetProfile.Association found =
        pair(
            row("a", "p"),
            row("a", "p"),
            row("a", "p"),
            row("a", "q"),
            row("b", "p"),
            row("b", "q"),
            row("b", "q"),
            row("b", "q"),
            row(null, "q"),
            row("a", null));
    assertThat(found.rows()).isEqualTo(8);
    assertThat(found.cramersV()).isCloseTo(0.5, within(1e-12));
    assertThat(found.mutualInformation()).isCloseTo(0.1308120359411371, within(1e-12));
    assertThat(found.crosstab())
        .isEqualTo(
            new DatasetProfile.Crosstab(
                List.of("a", "b"), List.of("p", "q"), List.of(List.of(3L, 1L), List.of(1L, 3L))));
  }

  @Test
  void a_pair_that_says_the_same_and_one_that_says_nothing() {
    DatasetProfile.Association same =
        pair(row("u", "1"), row("u", "1"), row("v", "2"), row("v", "2"));
    assertThat(same.cramersV()).isCloseTo(1, within(1e-12));
    assertThat(same.mutualInformation()).isCloseTo(0.6931471805599453, within(1e-12));
    DatasetProfile.Association nothing =
        pair(row("u", "1"), row("u", "2"), row("v", "1"), row("v", "2"));
    assertThat(nothing.cramersV()).isZero();
    assertThat(nothing.mutualInformation()).isCloseTo(0, within(1e-12));
  }

  /** Each cell has as many rows as its row and its column make expect: nothing is left of it. */
  @Test
  void independent_columns_have_a_strength_of_exactly_zero() {
    int[] xs = {1, 2, 4};
    int[] ys = {1, 2, 3, 5, 3};
    List<Object[]> rows = new ArrayList<>();
    for (int x = 0; x < xs.length; x++) {
      for (int y = 0; y < ys.length; y++) {
        for (int i = 0; i < xs[x] * ys[y]; i++) {
          rows.add(row("x" + x, "y" + y));
        }
      }
    }
    DatasetProfile.Association found = pair(rows.toArray(Object[][]::new));
    assertThat(found.rows()).isEqualTo(98);
    assertThat(found.cramersV()).isZero();
  }

  @Test
  void a_column_with_more_than_32_values_is_in_no_crosstab() {
    Object[][] rows = new Object[99][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("v" + i % 32, "w" + i % 33, i % 2 == 0);
    }
    assertThat(profile(types(String.class, String.class, Boolean.class), rows).associations())
        .extracting(DatasetProfile.Association::x, DatasetProfile.Association::y)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a", "c"));
  }

  @Test
  void what_is_looked_at_depends_on_the_schema_and_what_is_not_is_named() {
    Map<String, Class<?>> many = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      many.put("n" + i, Integer.class);
    }
    Object[] row = new Object[30];
    assertThat(profile(many, row).limits())
        .containsExactly(
            "correlations look at the first 20 columns of numbers; 10 more were left out",
            "crosstabs and dependencies look at 24 columns of no more than 32 values; 6 others were"
                + " left out",
            "sums of columns are looked for among the first 16 columns of numbers; 14 others were"
                + " left out");
  }

  /** a has 0, 1, 2; b follows, but for one row; c is constant. */
  @Test
  void dependencies_count_their_exceptions() {
    Object[][] rows = new Object[301][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("k" + i % 3, i % 3 == 0 ? "x" : i == 4 ? "odd" : "y", "c", i % 3 == 0);
    }
    assertThat(
            profile(types(String.class, String.class, String.class, Boolean.class), rows)
                .dependencies())
        .containsExactlyInAnyOrder(
            new DatasetProfile.Dependency("a", "b", 301, 1),
            new DatasetProfile.Dependency("a", "d", 301, 0),
            new DatasetProfile.Dependency("b", "d", 301, 0),
            new DatasetProfile.Dependency("d", "b", 301, 1));
  }

  @Test
  void sums_that_hold_in_every_row() {
    Map<String, Class<?>> types = types(Long.class, Long.class, Long.class, Long.class);
    DatasetProfile found =
        profile(
            types,
            row(3L, 1L, 2L, 0L),
            row(0L, 0L, 0L, 0L),
            row(7L, 4L, 3L, 0L),
            row(null, 4L, 3L, 0L),
            row(2L, 1L, 1L, 0L));
    // d is always zero, so that a = a + d says nothing; one row has no a
    assertThat(found.sums()).containsExactly(new DatasetProfile.RowSum("a", List.of("b", "c"), 4));
    assertThat(
            profile(
                    types,
                    row(3L, 1L, 2L, 0L),
                    row(7L, 4L, 3L, 0L),
                    row(2L, 1L, 1L, 0L),
                    row(2L, 1L, 2L, 0L))
                .sums())
        .isEmpty();
  }

  @Test
  void sums_are_exact_but_for_floating_point() {
    long large = 1L << 60;
    Map<String, Class<?>> whole = types(Long.class, Long.class, Long.class);
    assertThat(
            profile(
                    whole,
                    row(large + 1, large, 1L),
                    row(large + 2, large, 2L),
                    row(large + 3, large, 3L))
                .sums())
        .hasSize(1);
    // the same to a double, but not to a long
    assertThat(
            profile(
                    whole,
                    row(large + 1, large, 2L),
                    row(large + 2, large, 3L),
                    row(large + 3, large, 4L))
                .sums())
        .isEmpty();
    assertThat(
            profile(
                    types(Double.class, Double.class, Double.class),
                    row(0.3, 0.1, 0.2),
                    row(0.7, 0.1, 0.6),
                    row(Double.NaN, 1.0, 1.0),
                    row(Double.POSITIVE_INFINITY, 1.0, 1.0),
                    row(1.1, 0.4, 0.7))
                .sums())
        .containsExactly(new DatasetProfile.RowSum("a", List.of("b", "c"), 3));
    BigDecimal cent = new BigDecimal("0.01");
    assertThat(
            profile(
                    types(BigDecimal.class, BigDecimal.class, Long.class),
                    row(cent.add(BigDecimal.ONE), cent, 1L),
                    row(cent.add(BigDecimal.TEN), cent, 10L),
                    row(new BigDecimal("2.010"), cent, 2L))
                .sums())
        .hasSize(1);
  }

  @Test
  void a_tenth_of_the_rows_is_set_aside() {
    Object[][] rows = new Object[5000][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row((long) i, "c" + i % 5, i % 2 == 0 ? null : "only " + i % 700);
    }
    DatasetProfile found = profile(types(Long.class, String.class, String.class), rows);
    ColumnProfile.Holdout stable = found.column("b").holdout();
    assertThat(stable.rows()).isBetween(400L, 600L);
    assertThat(stable.unseen()).isZero();
    // 700 is even, so 350 values of 2,500 rows: seven each, of which none is in the tenth alone
    assertThat(found.column("c").holdout().rows()).isBetween(180L, 320L);
    assertThat(found.column("c").holdout().unseen()).isLessThan(10);
    assertThat(found.column("a").holdout()).isNull();
    Object[][] unique = new Object[1000][];
    for (int i = 0; i < unique.length; i++) {
      unique[i] = row("v" + i);
    }
    ColumnProfile.Holdout each = profile(types(String.class), unique).column("a").holdout();
    assertThat(each.rows()).isBetween(60L, 140L);
    assertThat(each.unseen()).isEqualTo(each.rows());
  }

  @Test
  void days_on_which_nothing_falls() {
    ColumnProfile.Time time =
        profile(
                types(LocalDate.class),
                row(LocalDate.of(2024, 1, 31)),
                row(LocalDate.of(2024, 1, 1)),
                row(LocalDate.of(2024, 1, 3)),
                row(LocalDate.of(2024, 1, 10)),
                row(LocalDate.of(2024, 1, 3)))
            .column("a")
            .time();
    // 31 days, of which four occur; from the 10th to the 31st there are 20
    assertThat(time.daysWithout()).isEqualTo(27);
    assertThat(time.longestGap()).isEqualTo(20);
    assertThat(time.distribution().values()).containsExactly(19723.0, 19725.0, 19732.0, 19753.0);
    assertThat(time.distribution().upTo()).containsExactly(1L, 3L, 4L, 5L);
    assertThat(time.histogram().bins().stream().mapToLong(Histogram.Bin::count).sum()).isEqualTo(5);
    ColumnProfile.Time wide =
        profile(types(LocalDate.class), row(LocalDate.of(1, 1, 1)), row(LocalDate.of(2024, 1, 1)))
            .column("a")
            .time();
    assertThat(wide.daysWithout()).isEqualTo(-1);
    assertThat(wide.longestGap()).isEqualTo(-1);
    ColumnProfile.Time noon =
        profile(types(Instant.class), row(Instant.parse("1970-01-02T12:00:00Z")))
            .column("a")
            .time();
    assertThat(noon.distribution().values()).containsExactly(1.5);
  }

  @Test
  void what_text_contains_what_stands_for_a_missing_value_and_how_many_bytes_there_are() {
    DatasetProfile found =
        profile(
            types(String.class, Long.class),
            row("ab 1", 1L),
            row("", -999L),
            row("  ", 2L),
            row("\t", 3L),
            row("a-b", 4L),
            row("Ä7\u2028", 5L),
            row("\u0001", 6L),
            row("n/a", -999L),
            row("N/A", 7L),
            row(" n/a", null));
    ColumnProfile text = found.column("a");
    assertThat(text.text().contains())
        .isEqualTo(
            Map.of(
                ColumnProfile.CharacterClass.LETTER, 6L,
                ColumnProfile.CharacterClass.DIGIT, 2L,
                ColumnProfile.CharacterClass.SPACE, 5L,
                ColumnProfile.CharacterClass.PUNCTUATION, 4L,
                ColumnProfile.CharacterClass.OTHER, 1L));
    assertThat(text.sentinels())
        .containsExactlyInAnyOrder(
            new ValueCount("n/a", 2),
            new ValueCount("N/A", 1),
            new ValueCount("", 1),
            new ValueCount(" ", 2));
    assertThat(found.column("b").sentinels()).containsExactly(new ValueCount("-999", 2));
    // text in UTF-8: 4 + 0 + 2 + 1 + 3 + (2 + 1 + 3) + 1 + 3 + 3 + 4; nine longs
    assertThat(found.estimatedBytes()).isEqualTo(27 + 72);
  }

  public record Line(String sku, Integer count) {}

  public record Order(List<String> tags, List<Line> lines, Map<String, Double> prices) {}

  @Test
  void elements_of_arrays_and_maps_have_profiles_of_their_own() {
    List<Order> orders =
        List.of(
            new Order(
                List.of("new", "paid"),
                List.of(new Line("A-1", 2), new Line("B-2", null)),
                Map.of("net", 1.5, "gross", 2.5)),
            new Order(List.of(), List.of(new Line("A-1", 5)), Map.of("net", 0.5)));
    ColumnProfile tags = LocalProfiler.profile(orders, Fields.of(Order.class)).column("tags");
    assertThat(tags.parts()).extracting(ColumnProfile::name).containsExactly("tags[]");
    assertThat(tags.parts().get(0).rows()).isEqualTo(2);
    assertThat(tags.parts().get(0).distinct()).isEqualTo(2);
    assertThat(tags.parts().get(0).holdout()).isNull();
    DatasetProfile profile = LocalProfiler.profile(orders, Fields.of(Order.class));
    List<ColumnProfile> lines = profile.column("lines").parts();
    assertThat(lines)
        .extracting(ColumnProfile::name)
        .containsExactly("lines[].sku", "lines[].count");
    assertThat(lines.get(0).top()).contains(new ValueCount("A-1", 2));
    assertThat(lines.get(1).nulls()).isEqualTo(1);
    assertThat(lines.get(1).number().sum()).isEqualTo("7");
    List<ColumnProfile> prices = profile.column("prices").parts();
    assertThat(prices)
        .extracting(ColumnProfile::name)
        .containsExactly("prices{keys}", "prices{values}");
    assertThat(prices.get(0).top()).contains(new ValueCount("net", 2));
    assertThat(prices.get(1).number().max()).isEqualByComparingTo("2.5");
    ColumnProfile array =
        LocalProfiler.profile(
                List.of(Map.of("d", new int[] {1, 2, 3}), Map.of("d", new int[0])),
                Fields.ofMap(Map.of("d", int[].class)))
            .column("d");
    assertThat(array.sizes()).isEqualTo(new ColumnProfile.Lengths(0, 3, 1.5));
    assertThat(array.parts().get(0).number().sum()).isEqualTo("6");
  }

  private static DatasetProfile.Partitions partitions(Object[][]... parts) {
    ProfileState all = null;
    for (int i = parts.length - 1; i >= 0; i--) {
      ProfileState each = state(types(String.class, Long.class), parts[i]).endPartition(i, 10);
      all = all == null ? each : all.merge(each);
    }
    return all.profile(NOW).partitions();
  }

  private static Object[][] rows(int number, String value) {
    Object[][] rows = new Object[number][];
    for (int i = 0; i < number; i++) {
      rows[i] = row(value, 7L);
    }
    return rows;
  }

  @Test
  void partitions_are_counted_in_their_order_and_advised_upon() {
    DatasetProfile.Partitions even = partitions(rows(3, "x"), rows(0, "x"), rows(5, "y"));
    assertThat(even.sizes()).containsExactly(3L, 0L, 5L);
    assertThat(even.inputBytes()).isEqualTo(30);
    assertThat(even.advice()).isNull();
    // 1,800 of 2,000 rows are US, in one of four partitions; b is 7 everywhere
    assertThat(
            partitions(rows(1800, "US"), rows(100, "FR"), rows(50, "IT"), rows(50, "ES")).advice())
        .isEqualTo(
            "the largest of 4 partitions has 3.6 times the rows of an average one, of which 100%"
                + " have a = US: repartition by another column, or add a random number to it");
    Object[][][] many = new Object[40][][];
    java.util.Arrays.fill(many, rows(2, "x"));
    assertThat(partitions(many).advice()).contains("too many small tasks; coalesce to 1");
  }

  /** Input is 200 MB or 1.5 GB a partition; eight cores want sixteen tasks, 3 GB 24 of 128 MB. */
  @Test
  void cores_without_a_task_are_advised_upon() {
    assertThat(read(200L << 20, 8).advice())
        .isEqualTo(
            "2 partitions for 8 cores, with 209,715,200 bytes each on average: too few tasks;"
                + " repartition to 16");
    assertThat(read(200L << 20, 2).advice()).isNull();
    assertThat(read(200L << 20, 0).advice()).isNull();
    assertThat(read(10L << 20, 8).advice()).isNull();
    assertThat(read(1536L << 20, 8).advice())
        .isEqualTo(
            "2 partitions hold 1,610,612,736 bytes each on average: too few tasks; repartition to"
                + " 24");
  }

  private static DatasetProfile.Partitions read(long bytes, int cores) {
    Map<String, Class<?>> types = types(String.class, Long.class);
    return state(types, rows(1, "x"))
        .endPartition(0, bytes)
        .merge(state(types, rows(1, "y")).endPartition(1, bytes))
        .onCores(cores)
        .profile(NOW)
        .partitions();
  }

  @Test
  void merged_parts_are_the_whole_after_a_journey() throws Exception {
    Map<String, Class<?>> types =
        types(String.class, Integer.class, Boolean.class, LocalDate.class, Long.class, Long.class);
    types.put("g", Long.class);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      rows.add(
          row(
              i % 13 == 0 ? null : "t" + i % 20,
              (long) (i % 20 % 7),
              i % 3 == 0,
              LocalDate.ofEpochDay(i * 37 % 3001),
              i % 11L,
              i % 17L,
              i % 11L + i % 17L));
    }
    ProfileState whole = state(types, rows.toArray(new Object[0][]));
    ProfileState[] parts = new ProfileState[3];
    for (int p = 0; p < 3; p++) {
      int part = p;
      parts[p] =
          moved(
              state(
                  types,
                  rows.stream()
                      .filter(row -> ((LocalDate) row[3]).toEpochDay() % 3 == part)
                      .toArray(Object[][]::new)));
    }
    DatasetProfile merged = parts[2].merge(parts[0]).merge(parts[1]).profile(NOW);
    DatasetProfile expected = whole.profile(NOW);
    assertThat(merged.dependencies()).isEqualTo(expected.dependencies()).isNotEmpty();
    assertThat(merged.sums()).isEqualTo(expected.sums()).hasSize(1);
    assertThat(merged.associations()).hasSameSizeAs(expected.associations()).isNotEmpty();
    for (int i = 0; i < merged.associations().size(); i++) {
      DatasetProfile.Association one = merged.associations().get(i);
      DatasetProfile.Association other = expected.associations().get(i);
      assertThat(one.crosstab()).isEqualTo(other.crosstab());
      assertThat(one.cramersV()).isCloseTo(other.cramersV(), within(1e-12));
    }
    for (ColumnProfile column : merged.columns()) {
      assertThat(column.holdout()).isEqualTo(expected.column(column.name()).holdout());
    }
    // 2,000 of the 3,001 days
    assertThat(merged.column("d").time().daysWithout()).isEqualTo(1000);
    assertThat(merged.column("d").time().longestGap())
        .isEqualTo(expected.column("d").time().longestGap());
  }

  private static ProfileState moved(ProfileState state) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ProfileState) in.readObject();
    }
  }

  @Test
  void states_are_stored_and_damage_is_told() {
    ProfileState state = state(types(String.class, Long.class), row("x", 1L), row("y", 2L));
    byte[] bytes = state.toBytes();
    assertThat(ProfileState.fromBytes(bytes).profile(NOW)).isEqualTo(state.profile(NOW));
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    byte[] later = bytes.clone();
    later[7] = 99;
    assertThatThrownBy(() -> ProfileState.fromBytes(new byte[] {1, 2, 3}))
        .isInstanceOf(StateFormatException.class)
        .hasMessage("these 3 bytes are not the state of a profile");
    assertThatThrownBy(() -> ProfileState.fromBytes(damaged))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> ProfileState.fromBytes(later))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("has version 99");
    assertThatThrownBy(() -> ProfileState.fromBytes(java.util.Arrays.copyOf(bytes, 40)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("damaged");
  }

  private static List<Alert> alerts(DatasetProfile profile, Alert.Kind kind) {
    return profile.alerts().stream().filter(each -> each.kind() == kind).toList();
  }

  /** Two parts of the data, of 1,000 rows each; a and b are made from the number of the row. */
  private static DatasetProfile inTwoParts(IntFunction<String> a, IntFunction<String> b) {
    Map<String, Class<?>> types = types(String.class, String.class);
    Object[][] first = new Object[1000][];
    Object[][] second = new Object[1000][];
    for (int i = 0; i < 1000; i++) {
      first[i] = row(a.apply(i), b.apply(i));
      second[i] = row(a.apply(1000 + i), b.apply(1000 + i));
    }
    return state(types, first).merge(state(types, second)).profile(NOW);
  }

  @Test
  void columns_that_are_the_same_are_told_however_many_values_they_have() {
    IntFunction<String> names = i -> i % 9 == 0 ? null : "name " + i % 1700;
    assertThat(alerts(inTwoParts(names, names), Alert.Kind.SAME_COLUMNS))
        .containsExactly(
            new Alert(
                // 223 of 2,000 rows have none: 0, 9, ... 1,998
                Alert.Kind.SAME_COLUMNS, "a, b", 0.8885, "have the same value in every row"));
    IntFunction<String> butOne = i -> i == 1500 ? "another" : names.apply(i);
    assertThat(alerts(inTwoParts(names, butOne), Alert.Kind.SAME_COLUMNS)).isEmpty();
    // the same values in all, and where the first part has one the second has the other
    IntFunction<String> left = i -> (i < 1000 ? "x" : "y") + i % 1000;
    IntFunction<String> right = i -> (i < 1000 ? "y" : "x") + i % 1000;
    assertThat(alerts(inTwoParts(left, right), Alert.Kind.SAME_COLUMNS)).isEmpty();
    assertThat(alerts(inTwoParts(i -> "same", i -> "same"), Alert.Kind.SAME_COLUMNS)).isEmpty();
    // a zero is no missing value
    DatasetProfile zeros =
        profile(types(Long.class, Long.class), row(0L, null), row(null, 0L), row(5L, 5L));
    assertThat(alerts(zeros, Alert.Kind.SAME_COLUMNS)).isEmpty();
  }

  @Test
  void alerts_say_what_columns_have_in_common() {
    Object[][] rows = new Object[100][];
    for (int i = 0; i < rows.length; i++) {
      String code = i < 30 ? null : "c" + i % 4;
      // a and b are one column twice, c is coarser but for row 40; d and e are null together
      rows[i] =
          row(
              "a" + i % 4,
              "b" + i % 4,
              i == 40 ? "odd" : i % 4 < 2 ? "low" : "high",
              code,
              i < 30 ? null : (long) i,
              LocalDate.ofEpochDay(i < 50 ? i : i + 10));
    }
    DatasetProfile found =
        profile(
            types(
                String.class,
                String.class,
                String.class,
                String.class,
                Long.class,
                LocalDate.class),
            rows);
    assertThat(alerts(found, Alert.Kind.SAME_COLUMNS)).extracting(Alert::column).contains("a, b");
    assertThat(alerts(found, Alert.Kind.DEPENDENCY))
        .contains(
            new Alert(
                Alert.Kind.DEPENDENCY,
                "a, c",
                0.01,
                "1 (1% of rows) is an exception: in all others the first determines the second"));
    assertThat(alerts(found, Alert.Kind.MISSING_TOGETHER))
        .containsExactly(
            new Alert(
                Alert.Kind.MISSING_TOGETHER,
                "d, e",
                0.3,
                "30 (30% of rows) miss all of these, and no other row misses any"));
    assertThat(alerts(found, Alert.Kind.GAPS))
        .extracting(Alert::text)
        .containsExactly("nothing falls on 10 of 110 days; the longest gap has 10");
  }
}
