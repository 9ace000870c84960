package dev.assay.dq.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.local.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Different values are never taken for one because their hashes in Java are the same. */
class StrongHashTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Schema.Type TEXT = Schema.Type.of(TypeKind.STRING, "text");
  private static final Schema.Type LONG = Schema.Type.of(TypeKind.LONG, "long");
  private static final Schema.Type BINARY = Schema.Type.of(TypeKind.BINARY, "binary");
  private static final Schema.Type LONGS =
      new Schema.Type(TypeKind.ARRAY, "array", 0, 0, List.of(new Schema.Field("element", LONG)));
  private static final Schema.Type MAP =
      new Schema.Type(
          TypeKind.MAP,
          "map",
          0,
          0,
          List.of(new Schema.Field("key", LONG), new Schema.Field("value", LONG)));

  private record Code(String code) {}

  private static ColumnProfile profile(Schema.Type type, Object... values) {
    return profile(type, values.length, i -> values[i]);
  }

  private static ColumnProfile profile(Schema.Type type, int number, IntFunction<Object> values) {
    ProfileState state =
        new ProfileState(List.of(new Schema.Field("v", type)), ProfileOptions.DEFAULT);
    for (int i = 0; i < number; i++) {
      state.add(new Object[] {values.apply(i)});
    }
    return state.profile(NOW).column("v");
  }

  /** Three standard errors of 1.6%. */
  private static void assertEstimated(ColumnProfile column, double distinct) {
    assertThat(column.distinctExact()).isFalse();
    assertThat((double) column.distinct()).isBetween(distinct * 0.952, distinct * 1.048);
  }

  private static String code(int i) {
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return "" + digits.charAt(i / 3844) + digits.charAt(i / 62 % 62) + digits.charAt(i % 62);
  }

  @Test
  void all_codes_of_three_characters_are_different_and_a_key() {
    int all = 62 * 62 * 62;
    assertEstimated(profile(TEXT, all, StrongHashTest::code), all);
    assertEstimated(profile(TEXT, all, i -> code(i).getBytes(UTF_8)), all);
    DatasetProfile profile =
        LocalProfiler.profile(
            IntStream.range(0, all).mapToObj(i -> new Code(code(i))).toList(),
            Fields.of(Code.class));
    assertThat(profile.column("code").distinct()).isEqualTo(all);
    assertThat(profile.column("code").isUnique()).isTrue();
    assertThat(profile.keys())
        .containsExactly(new DatasetProfile.CandidateKey(List.of("code"), all, all));
  }

  @Test
  void similar_and_malicious_texts_are_counted_within_the_error_that_is_told() {
    assertEstimated(profile(TEXT, 20_000, i -> String.format("A%05d", i)), 20_000);
    String before = "a".repeat(150);
    assertEstimated(profile(TEXT, 10_000, i -> before + String.format("%04d", i) + before), 10_000);
    assertEstimated(
        profile(
            TEXT,
            1 << 14,
            i ->
                Integer.toBinaryString(1 << 14 | i)
                    .substring(1)
                    .replace("0", "Aa")
                    .replace("1", "BB")),
        1 << 14);
  }

  /** Each has the same hash in Java as all others of its kind. */
  @Test
  void decimals_arrays_and_bytes_are_counted_within_the_error_that_is_told() {
    int all = 10_000;
    Schema.Type decimal = Schema.Type.decimal(38, 0);
    assertEstimated(
        profile(decimal, all, i -> BigDecimal.valueOf(((long) i << 32) + 1_000_000 - 31L * i)),
        all);
    assertEstimated(profile(LONGS, all, i -> List.of((long) i, 31L * (all - i))), all);
    assertEstimated(profile(MAP, all, i -> Map.of((long) i, (long) (i ^ 12_345))), all);
    assertEstimated(
        profile(
            BINARY,
            1 << 14,
            i -> {
              byte[] bytes = new byte[28];
              for (int bit = 0; bit < 14; bit++) { // {1, 0} or {0, 31}
                bytes[2 * bit] = (byte) (i >> bit & 1);
                bytes[2 * bit + 1] = (byte) ((i >> bit & 1) == 1 ? 0 : 31);
              }
              return bytes;
            }),
        1 << 14);
  }

  @Test
  void two_values_with_one_hash_in_java_are_two() {
    for (ColumnProfile column :
        List.of(
            profile(LONGS, List.of(1L, 0L), List.of(0L, 31L)),
            profile(LONGS, new int[] {1, 0}, new long[] {0, 31}),
            profile(MAP, Map.of(1L, 2L), Map.of(2L, 1L)),
            profile(BINARY, new byte[] {1, 0}, new byte[] {0, 31}),
            profile(Schema.Type.decimal(38, 31), new BigDecimal("1E-31"), new BigDecimal("2")),
            profile(TEXT, "?", "\ud800"),
            profile(TEXT, "Aa", "BB"))) {
      assertThat(column.distinct()).as(column.type()).isEqualTo(2);
      assertThat(column.distinctExact()).isTrue();
      assertThat(column.once()).isEqualTo(2);
      assertThat(column.semantic()).isNotEqualTo(SemanticType.CONSTANT);
    }
  }

  @Test
  void equal_values_are_one_whatever_they_are_held_in() {
    for (ColumnProfile column :
        List.of(
            profile(LONGS, List.of(1L, 0L), new int[] {1, 0}, Arrays.asList(1, 0)),
            profile(MAP, Map.of(1L, 2L, 3L, 4L), Map.of(3L, 4L, 1L, 2L)),
            profile(
                new Schema.Type(
                    TypeKind.ARRAY, "array", 0, 0, List.of(new Schema.Field("element", BINARY))),
                List.of(new byte[] {1}),
                List.of(new byte[] {1})),
            profile(BINARY, new byte[] {-1, 0}, new byte[] {-1, 0}))) {
      assertThat(column.distinct()).as(column.type()).isEqualTo(1);
      assertThat(column.semantic()).isEqualTo(SemanticType.CONSTANT);
    }
  }

  @Test
  void long_texts_are_compared_to_their_ends() {
    String begin = "x".repeat(300);
    ColumnProfile two = profile(TEXT, begin + "1", begin + "2", begin + "2", begin + "1");
    assertThat(two.distinct()).isEqualTo(2);
    assertThat(two.distinctExact()).isTrue();
    String shown = "x".repeat(200) + "…";
    assertThat(two.top()).containsExactly(new ValueCount(shown, 2), new ValueCount(shown, 2));
    assertThat(profile(TEXT, begin + "1", begin + "2").once()).isEqualTo(2);
    ColumnProfile one = profile(TEXT, 3000, i -> begin);
    assertThat(one.semantic()).isEqualTo(SemanticType.CONSTANT);
    assertThat(one.top()).containsExactly(new ValueCount(shown, 3000));
  }

  /** They are told apart by their beginnings and hashes then, which proves nothing. */
  @Test
  void of_more_long_texts_than_are_kept_nothing_is_called_exact() {
    String begin = "x".repeat(HeavyHitters.MOST_LONG / 2);
    ColumnProfile few = profile(TEXT, 300, i -> begin + i % 3);
    assertThat(few.distinct()).isEqualTo(3);
    assertThat(few.distinctExact()).isFalse();
    assertThat(few.once()).isEqualTo(-1);
    assertThat(few.top()).extracting(ValueCount::count).containsExactly(100L, 100L, 100L);
    assertThat(profile(TEXT, 9, i -> begin).distinctExact()).isTrue();
  }

  @Test
  void arrays_that_are_missing_together_are_not_the_same_column() {
    List<Schema.Field> fields = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      fields.add(new Schema.Field(name, LONGS));
    }
    ProfileState state = new ProfileState(fields, ProfileOptions.DEFAULT);
    for (long i = 0; i < 100; i++) {
      state.add(
          i % 5 == 0
              ? new Object[3]
              : new Object[] {List.of(i, 1L), List.of(i, 2L), List.of(i, 1L)});
    }
    assertThat(state.profile(NOW).alerts())
        .filteredOn(alert -> alert.kind() == Alert.Kind.SAME_COLUMNS)
        .hasSize(1)
        .allSatisfy(alert -> assertThat(alert.toString()).contains("a", "c").doesNotContain(" b"));
  }
}
