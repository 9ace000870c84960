package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import dev.assay.dq.local.Fields;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** The smallest and largest values with their counts, against sorting all of them. */
@SuppressWarnings("NullAway")
class EndsTest {

  private static ColumnProfile profile(Class<?> type, Object... values) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object value : values) {
      Map<String, Object> record = new HashMap<>();
      record.put("x", value);
      records.add(record);
    }
    return LocalProfiler.profile(records, Fields.ofMap(Map.of("x", type))).column("x");
  }

  private static List<Tuple> tuples(List<ValueCount> values) {
    return values.stream().map(each -> tuple(each.value(), each.count())).toList();
  }

  @Test
  void whole_numbers() {
    ColumnProfile.Numbers found =
        profile(Integer.class, 7, 3, 3, null, -2, 9, 7, 7, 12, 40, 40, -2, 5, 6).number();
    assertThat(tuples(found.smallest()))
        .containsExactly(
            tuple("-2", 2L), tuple("3", 2L), tuple("5", 1L), tuple("6", 1L), tuple("7", 3L));
    assertThat(tuples(found.largest()))
        .containsExactly(
            tuple("40", 2L), tuple("12", 1L), tuple("9", 1L), tuple("7", 3L), tuple("6", 1L));
    assertThat(profile(Integer.class, 1, null, 1).number().largest())
        .containsExactly(new ValueCount("1", 2));
    assertThat(profile(Integer.class, (Object) null).number().smallest()).isEmpty();
  }

  @Test
  void floating_point_without_what_is_not_finite() {
    ColumnProfile.Numbers found =
        profile(
                Double.class,
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -Double.MAX_VALUE,
                Double.MIN_VALUE,
                1e300)
            .number();
    assertThat(tuples(found.smallest()))
        .containsExactly(
            tuple("-1.7976931348623157E308", 1L),
            tuple("0.0", 2L),
            tuple("4.9E-324", 1L),
            tuple("1.0E300", 1L));
    assertThat(found.largest().get(0)).isEqualTo(new ValueCount("1.0E300", 1));
  }

  /**
   * Decimals whose nearest double is the same are told apart; however they are written, they count
   * together.
   */
  @Test
  void decimals() {
    ColumnProfile.Numbers found =
        profile(
                BigDecimal.class,
                new BigDecimal("12345678901234567890.2"),
                new BigDecimal("12345678901234567890.1"),
                new BigDecimal("12345678901234567890.10"),
                new BigDecimal("1E+2"),
                new BigDecimal("100"))
            .number();
    assertThat(tuples(found.largest()))
        .containsExactly(
            tuple("12345678901234567890.2", 1L),
            tuple("12345678901234567890.1", 2L),
            tuple("100", 2L));
    assertThat(found.max()).isEqualTo("12345678901234567890.2");
  }

  @Test
  void dates_and_times() {
    ColumnProfile.Time days =
        profile(LocalDate.class, LocalDate.of(2024, 2, 29), LocalDate.EPOCH, LocalDate.EPOCH)
            .time();
    assertThat(tuples(days.smallest()))
        .containsExactly(tuple("1970-01-01", 2L), tuple("2024-02-29", 1L));
    Instant fine = Instant.parse("2024-01-01T00:00:00.000002Z");
    ColumnProfile.Time instants =
        profile(Instant.class, fine, fine.minusNanos(1000), fine, fine.minusNanos(1000), fine)
            .time();
    assertThat(tuples(instants.largest()))
        .containsExactly(
            tuple("2024-01-01T00:00:00.000002Z", 3L), tuple("2024-01-01T00:00:00.000001Z", 2L));
    assertThat(instants.max()).isEqualTo("2024-01-01T00:00:00.000002Z");
    ColumnProfile.Time local =
        profile(LocalDateTime.class, LocalDateTime.MAX, LocalDateTime.MIN).time();
    assertThat(tuples(local.smallest()))
        .containsExactly(
            tuple("-999999999-01-01T00:00", 1L), tuple("+999999999-12-31T23:59:59.999999", 1L));
  }

  /** U+1F600 comes after U+FFFD, though its first half is a smaller char. */
  @Test
  void text_by_code_point() {
    ColumnProfile.Text found =
        profile(
                String.class,
                "b",
                "a",
                "",
                "\ufffd",
                "\ud83d\ude00",
                "é",
                "a",
                "Z",
                "a\u0000",
                "a ")
            .text();
    assertThat(tuples(found.smallest()))
        .containsExactly(
            tuple("", 1L), tuple("Z", 1L), tuple("a", 2L), tuple("a\u0000", 1L), tuple("a ", 1L));
    assertThat(tuples(found.largest()))
        .containsExactly(
            tuple("\ud83d\ude00", 1L),
            tuple("\ufffd", 1L),
            tuple("é", 1L),
            tuple("b", 1L),
            tuple("a ", 1L));
  }

  @Test
  void of_long_texts_the_beginning_counts() {
    String begin = "x".repeat(Ends.LONGEST - 1);
    ColumnProfile.Text found =
        profile(
                String.class,
                begin + "1",
                begin + "1 and more",
                begin + "\ud83d\ude00",
                begin + "0",
                begin + "0")
            .text();
    String shown = "x".repeat(200) + "…";
    assertThat(tuples(found.smallest()))
        .containsExactly(tuple(shown, 1L), tuple(shown, 2L), tuple(shown, 2L));
    StateWriter out = new StateWriter();
    Ends ends = new Ends();
    ends.addText("y".repeat(1_000_000), 1);
    ends.write(out, true);
    assertThat(out.toBytes().length).isLessThan(5 * Ends.LONGEST);
  }

  @Test
  void numbers_in_text_have_ends_of_their_own() {
    ColumnProfile column = profile(String.class, "10", "9", "9.0", "100", "n/a");
    assertThat(tuples(column.text().smallest()).get(0)).isEqualTo(tuple("10", 1L));
    assertThat(tuples(column.asNumbers().smallest()))
        .containsExactly(tuple("9", 2L), tuple("10", 1L), tuple("100", 1L));
  }

  private record Kind(TypeKind type, IntFunction<Object> value) {}

  /** Whatever the order, the parts, and how values come: as objects, as words, as UTF-8. */
  @Test
  void the_same_as_sorting_all_of_them() {
    List<Kind> kinds =
        List.of(
            new Kind(TypeKind.LONG, i -> (long) i * i - 40L * i),
            new Kind(TypeKind.DOUBLE, i -> Math.sin(i) * 1e6),
            new Kind(TypeKind.DATE, i -> LocalDate.EPOCH.plusDays(5L * i)),
            new Kind(TypeKind.TIMESTAMP, i -> Instant.ofEpochSecond(97L * i, 1000)),
            new Kind(TypeKind.STRING, i -> Integer.toString(i, 36)),
            new Kind(
                TypeKind.STRING, i -> "abcdefgh" + Integer.toString(i, 36).replaceAll("\\d", "q")),
            new Kind(TypeKind.DECIMAL, i -> BigDecimal.valueOf(i % 4000, 1)));
    Random random = new Random(3);
    for (Kind kind : kinds) {
      for (int range : new int[] {4, 300, 1_000_000}) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
          all.add(kind.value().apply(random.nextInt(range)));
        }
        check(kind, all);
        all.sort(null);
        check(kind, all);
        Collections.reverse(all);
        check(kind, all);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void check(Kind kind, List<Object> all) {
    TreeMap<Object, Long> sorted =
        new TreeMap<>((Comparator<Object>) (Comparator<?>) Comparator.naturalOrder());
    all.forEach(each -> sorted.merge(each, 1L, Long::sum));
    List<Schema.Field> fields =
        List.of(
            new Schema.Field(
                "x",
                kind.type() == TypeKind.DECIMAL
                    ? Schema.Type.decimal(10, 1)
                    : Schema.Type.of(kind.type(), "x")));
    ProfileState merged = new ProfileState(fields, ProfileOptions.DEFAULT);
    ProfileState part = new ProfileState(fields, ProfileOptions.DEFAULT);
    for (int i = 0; i < all.size(); i++) {
      Object value = all.get(i);
      boolean bytes = value instanceof String && i % 3 != 0;
      part.add(new Object[] {bytes ? ((String) value).getBytes(StandardCharsets.UTF_8) : value});
      if (i % 7001 == 7000 || i == all.size() - 1) {
        merged = ProfileState.fromBytes(part.toBytes()).merge(merged);
        part = new ProfileState(fields, ProfileOptions.DEFAULT);
      }
    }
    ColumnProfile found = merged.profile(Instant.EPOCH).column("x");
    List<ValueCount> smallest;
    List<ValueCount> largest;
    if (found.text() != null) {
      smallest = found.text().smallest();
      largest = found.text().largest();
    } else if (found.time() != null) {
      smallest = found.time().smallest();
      largest = found.time().largest();
    } else {
      smallest = found.number().smallest();
      largest = found.number().largest();
    }
    assertThat(smallest).isEqualTo(first(sorted));
    assertThat(largest).isEqualTo(first(sorted.descendingMap()));
  }

  private static List<ValueCount> first(SortedMap<Object, Long> sorted) {
    Map<Object, Long> first = new LinkedHashMap<>();
    sorted.entrySet().stream().limit(5).forEach(each -> first.put(each.getKey(), each.getValue()));
    List<ValueCount> texts = new ArrayList<>();
    first.forEach(
        (value, count) ->
            texts.add(
                new ValueCount(
                    value instanceof BigDecimal decimal && decimal.signum() != 0
                        ? decimal.stripTrailingZeros().toPlainString()
                        : value instanceof BigDecimal ? "0" : value.toString(),
                    count)));
    return texts;
  }

  @Test
  void what_is_read_back_is_what_was_written() {
    Ends ends = new Ends();
    for (String text : Arrays.asList("b", "a", "b", "éé", "", "a longer one", "z")) {
      ends.addText(text, 2);
    }
    StateWriter out = new StateWriter();
    ends.write(out, true);
    byte[] bytes = out.toBytes();
    Ends back = new Ends();
    StateReader in = new StateReader(bytes, 0, bytes.length);
    back.read(in, text -> Ends.word((String) text), String.class);
    in.end();
    back.addText("0", 1);
    assertThat(tuples(back.smallest((word, text) -> (String) text)))
        .containsExactly(
            tuple("", 2L),
            tuple("0", 1L),
            tuple("a", 2L),
            tuple("a longer one", 2L),
            tuple("b", 4L));
    assertThat(tuples(back.largest((word, text) -> (String) text)))
        .containsExactly(
            tuple("éé", 2L),
            tuple("z", 2L),
            tuple("b", 4L),
            tuple("a longer one", 2L),
            tuple("a", 2L));
  }
}
