package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.local.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The first and the last rows, if they are asked for. */
@SuppressWarnings("NullAway")
class EdgeRowsTest {

  private static final List<Schema.Field> FIELDS =
      List.of(
          new Schema.Field("n", Schema.Type.of(TypeKind.LONG, "bigint")),
          new Schema.Field(
              "a",
              new Schema.Type(
                  TypeKind.ARRAY,
                  "array<string>",
                  0,
                  0,
                  List.of(new Schema.Field("e", Schema.Type.of(TypeKind.STRING, "string"))))));

  private static List<String> shown(List<DatasetProfile.ShownRow> rows) {
    return rows.stream().map(row -> row.value("n") + row.value("a")).toList();
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> i + "[v" + i + "]").collect(Collectors.toList());
  }

  /** Every array is one that the next row has changed. */
  private static ProfileState filled(int from, int to, int shown) {
    ProfileState state =
        new ProfileState(FIELDS, ProfileOptions.DEFAULT.withFirstAndLastRows(shown));
    List<String> reused = new ArrayList<>(List.of(""));
    Object[] row = new Object[2];
    for (int i = from; i < to; i++) {
      reused.set(0, "v" + i);
      row[0] = (long) i;
      row[1] = reused;
      state.add(row);
    }
    return state;
  }

  @Test
  void there_are_none_unless_they_were_asked_for() {
    DatasetProfile profile = filled(0, 50, 0).profile(Instant.EPOCH);
    assertThat(profile.firstRows()).isEmpty();
    assertThat(profile.lastRows()).isEmpty();
    assertThat(profile.limits()).noneMatch(limit -> limit.contains("rows"));
    assertThatThrownBy(() -> ProfileOptions.DEFAULT.withFirstAndLastRows(101))
        .hasMessage("The number of first and last rows must be from 0 to 100, but was 101");
  }

  /** Batches are of 4,096 rows at most. */
  @Test
  void the_first_and_the_last_of_many() {
    for (int rows : new int[] {1, 3, 4, 4095, 4096, 4097, 4099, 10_000}) {
      DatasetProfile profile = filled(0, rows, 4).profile(Instant.EPOCH);
      assertThat(shown(profile.firstRows())).isEqualTo(numbers(0, Math.min(4, rows)));
      assertThat(shown(profile.lastRows())).isEqualTo(numbers(Math.max(0, rows - 4), rows));
    }
  }

  @Test
  void of_parts_in_their_order() {
    int[][] parts = {{0, 0}, {0, 2}, {2, 3}, {3, 3}, {3, 9000}, {9000, 9001}, {9001, 9001}};
    ProfileState all = filled(0, 0, 4);
    for (int[] part : parts) {
      all.merge(ProfileState.fromBytes(filled(part[0], part[1], 4).toBytes()));
    }
    DatasetProfile profile = ProfileState.fromBytes(all.toBytes()).profile(Instant.EPOCH);
    assertThat(shown(profile.firstRows())).isEqualTo(numbers(0, 4));
    assertThat(shown(profile.lastRows())).isEqualTo(numbers(8997, 9001));
  }

  @Test
  void values_as_people_write_them() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("t", String.class);
    types.put("d", Double.class);
    types.put("m", BigDecimal.class);
    types.put("day", LocalDate.class);
    types.put("b", byte[].class);
    types.put("none", Integer.class);
    types.put("map", Map.class);
    types.put("list", List.class);
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("t", "x".repeat(500));
    record.put("d", 0.5);
    record.put("m", new BigDecimal("1.50"));
    record.put("day", LocalDate.EPOCH);
    record.put("b", new byte[] {0, (byte) 255});
    record.put("map", Map.of("k", 1));
    record.put("list", List.of(List.of(1, 2), "y".repeat(100_000)));
    DatasetProfile profile =
        LocalProfiler.profile(
            List.of(record), Fields.ofMap(types), ProfileOptions.DEFAULT.withFirstAndLastRows(3));
    Map<String, String> values = new LinkedHashMap<>();
    profile.firstRows().get(0).cells().forEach(each -> values.put(each.column(), each.value()));
    assertThat(profile.lastRows()).isEqualTo(profile.firstRows()).hasSize(1);
    assertThat(values)
        .containsEntry("t", "x".repeat(200) + "…")
        .containsEntry("d", "0.5")
        .containsEntry("m", "1.5")
        .containsEntry("day", "1970-01-01")
        .containsEntry("b", "00ff")
        .containsEntry("map", "{k=1}")
        .doesNotContainKey("none");
    assertThat(values.get("list")).startsWith("[[1, 2], yyy").endsWith("y…").hasSize(201);
    assertThat(ProfileText.render(profile)).contains("first rows:\n  {t=xxx");
  }

  /** 100 rows of 3,000 columns of 200 characters would be 120 million characters. */
  @Test
  void their_size_is_bounded_whatever_the_columns() {
    List<Schema.Field> fields = new ArrayList<>();
    Object[] row = new Object[3000];
    for (int i = 0; i < row.length; i++) {
      fields.add(new Schema.Field("c" + i, Schema.Type.of(TypeKind.STRING, "string")));
      row[i] = "z".repeat(300);
    }
    ProfileState state = new ProfileState(fields, ProfileOptions.DEFAULT.withFirstAndLastRows(100));
    ProfileState none = new ProfileState(fields, ProfileOptions.DEFAULT);
    for (int i = 0; i < 70; i++) {
      state.add(row);
    }
    DatasetProfile profile = state.profile(Instant.EPOCH);
    assertThat(profile.limits())
        .anyMatch(
            limit ->
                limit.matches(
                    "of the first and of the last rows \\d are shown, since there are 3000"
                        + " columns"));
    long characters =
        profile.lastRows().stream()
            .flatMap(each -> each.cells().stream())
            .mapToLong(each -> each.value().length())
            .sum();
    assertThat(characters).isBetween(100_000L, 300_000L);
    assertThat(none.profile(Instant.EPOCH).lastRows()).isEmpty();
  }
}
