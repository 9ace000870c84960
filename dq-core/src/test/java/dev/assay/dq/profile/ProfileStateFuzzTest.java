package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Fuzz;
import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stored states of profiles come back whole, and damaged ones are refused as documented. */
class ProfileStateFuzzTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int HEADER = 16;

  private static Schema.Field field(TypeKind kind, Schema.Field... children) {
    return new Schema.Field(
        "a " + kind, new Schema.Type(kind, kind.name(), 0, 0, List.of(children)));
  }

  private static final List<Schema.Field> FIELDS =
      List.of(
          field(TypeKind.STRING),
          field(TypeKind.LONG),
          field(TypeKind.DOUBLE),
          new Schema.Field("d", Schema.Type.decimal(20, 2)),
          field(TypeKind.BOOLEAN),
          field(TypeKind.DATE),
          field(TypeKind.TIMESTAMP),
          field(TypeKind.TIMESTAMP_NTZ),
          field(TypeKind.BINARY),
          field(TypeKind.ARRAY, field(TypeKind.STRUCT, field(TypeKind.INT), field(TypeKind.DATE))),
          field(TypeKind.MAP, field(TypeKind.STRING), field(TypeKind.DOUBLE)),
          field(TypeKind.OTHER),
          new Schema.Field("long", Schema.Type.of(TypeKind.STRING, "text")),
          new Schema.Field("sum", Schema.Type.of(TypeKind.LONG, "long")),
          new Schema.Field("part", Schema.Type.of(TypeKind.INT, "int")));

  private static ProfileState state(int rows, int different, ProfileOptions options) {
    Random random = new Random(rows);
    ProfileState state = new ProfileState(FIELDS, options);
    String[] texts = {"n/a", "2024-01-31", "x@y.org", "é", "", " Tab ", "Ã©", "31/12/2023", "A-1"};
    for (int i = 0; i < rows; i++) {
      int n = random.nextInt(different);
      Instant time = Instant.ofEpochSecond(1_700_000_000L + 3600L * n);
      Object[] values = {
        n % 3 == 0 ? texts[n % texts.length] : "t" + n,
        n % 77 == 0 ? Long.MAX_VALUE - n : (long) n - 999,
        n % 50 == 0 ? Double.NaN : n % 51 == 0 ? Double.POSITIVE_INFINITY : n / 3.0,
        n % 9 == 0 ? new BigDecimal("12345678901234567.8" + n % 10) : BigDecimal.valueOf(n, 2),
        n % 2 == 0,
        LocalDate.EPOCH.plusDays(n),
        time,
        LocalDateTime.ofInstant(time, ZoneOffset.UTC),
        new byte[] {(byte) n, (byte) (n >> 8)},
        List.of(Arrays.asList(n, LocalDate.EPOCH), Arrays.asList(null, null)),
        Map.of("k" + n % 3, (double) n),
        Duration.ofSeconds(n),
        "long ".repeat(50) + n,
        2L * n,
        n
      };
      for (int c = 0; c < values.length; c++) {
        if (random.nextInt(15) == 0) {
          values[c] = null;
        }
      }
      state.add(values);
    }
    return state.endPartition(7, 12_345);
  }

  private static final ProfileOptions OPTIONS =
      ProfileOptions.DEFAULT
          .withKey("d", "sum")
          .withSample(0.5, 9)
          .withTimeLimit(Duration.ofMillis(1500))
          .withZone(ZoneId.of("Asia/Kolkata"))
          .withFirstAndLastRows(7)
          .withDuplicateRowsShown(3)
          .withAsOf(NOW);

  private static List<ProfileState> states() {
    List<ProfileState> states = new ArrayList<>();
    states.add(new ProfileState(List.of(), ProfileOptions.DEFAULT));
    states.add(state(0, 1, ProfileOptions.DEFAULT));
    states.add(state(40, 12, OPTIONS));
    states.add(state(300, 5000, ProfileOptions.DEFAULT));
    return states;
  }

  /** Field by field, so that none can be forgotten. */
  @Tag("slow")
  @Test
  void what_is_stored_comes_back_with_every_field() {
    List<ProfileState> states = states();
    states.add(state(6000, 8000, OPTIONS).merge(state(3000, 5, OPTIONS)));
    for (ProfileState state : states) {
      ProfileState back = ProfileState.fromBytes(state.toBytes());
      assertThat(back)
          .usingRecursiveComparison()
          .ignoringFieldsMatchingRegexes(
              // room that is not filled, and slots, which the profile below shows in their order
              "(.*\\.)?(cells|values|spareCells|spareValues|longs|anyPending|levels)(\\[.*)?",
              "(.*\\.)?(mutableFirst|mutableLast|changes|after|decimals|near|firstNear|put|looks|few|taken|again|mostlyNew|seed|cores)(\\[.*)?",
              "crosstabs\\.(codes(\\[\\d+])?\\.(met|codes|known)|tables)(\\[.*)?",
              "scatters\\.(numbers|hashes)(\\[.*)?",
              "sums\\.(total|left|right|rows|support|numbers)(\\[.*)?")
          .isEqualTo(state);
      assertThat(back.profile(NOW)).isEqualTo(state.profile(NOW));
      assertThat(back.merge(state).profile(NOW).rows()).isEqualTo(2 * state.rows());
    }
  }

  private static byte[] sealed(byte[] content, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + content.length);
    bytes.put(new ProfileState(List.of(), OPTIONS).toBytes(), 0, 8);
    bytes.putInt(12, length).position(HEADER);
    bytes.put(content);
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), 12, bytes.capacity() - 12);
    return bytes.putInt(8, (int) crc.getValue()).array();
  }

  private static void fuzz(int all) {
    List<ProfileState> states = states();
    int number = all / (2 * states.size());
    for (ProfileState state : states) {
      String name = "a profile's state of " + state.rows() + " rows";
      Fuzz.run(
          name,
          number,
          List.of(StateBytes.content(state)),
          content -> sealed(content, content.length),
          ProfileStateFuzzTest::use,
          thrown -> thrown instanceof StateFormatException);
      byte[] stored = state.toBytes();
      int length = ByteBuffer.wrap(stored).getInt(12);
      Fuzz.run(
          name + ", compressed",
          number,
          List.of(Arrays.copyOfRange(stored, HEADER, stored.length)),
          packed -> sealed(packed, length),
          ProfileStateFuzzTest::use,
          thrown -> thrown instanceof StateFormatException);
    }
  }

  private static void use(byte[] bytes) {
    ProfileState state = ProfileState.fromBytes(bytes);
    long rows = state.rows();
    assertThat(state.profile(NOW).rows()).isEqualTo(rows);
    ProfileState again = ProfileState.fromBytes(state.toBytes());
    assertThat(again.rows()).isEqualTo(rows);
    if (rows < Long.MAX_VALUE / 2) {
      assertThat(state.merge(again).profile(NOW).rows()).isEqualTo(2 * rows);
    }
  }

  @Test
  void damaged_states_are_refused_by_the_documented_exception() {
    fuzz(Fuzz.FEW);
  }

  @Tag("slow")
  @Test
  void very_many_damaged_states_are_refused_by_the_documented_exception() {
    fuzz(Fuzz.MANY);
  }

  /** What Java's own serialization reads: sets in sets, whose hashes take for ever. */
  @Test
  void objects_of_java_are_no_state() throws Exception {
    Set<Object> sets = new HashSet<>();
    Set<Object> inner = sets;
    for (int i = 0; i < 30; i++) {
      Set<Object> next = new HashSet<>(Set.of("x"));
      inner.add(next);
      inner = next;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeObject(sets);
    }
    byte[] content = bytes.toByteArray();
    for (int length : new int[] {content.length, 10 * content.length}) {
      assertThatThrownBy(() -> ProfileState.fromBytes(sealed(content, length)))
          .isInstanceOf(StateFormatException.class);
    }
  }

  @Test
  void a_compressed_bomb_is_refused_before_it_is_unpacked() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(new byte[100 << 20]);
    }
    byte[] content = bytes.toByteArray();
    byte[] bomb = sealed(content, 100 << 20);
    assertThat(bomb.length).isLessThan(1 << 20);
    assertThatThrownBy(() -> ProfileState.fromBytes(bomb))
        .isInstanceOf(StateFormatException.class)
        .hasMessage("the state is damaged: a length of 104857600");
  }

  /** A state of columns that are all alike is shorter than what a bomb may be: it is not packed. */
  @Test
  void a_state_that_looks_like_a_bomb_is_stored_as_it_is() {
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      fields.add(new Schema.Field("c", Schema.Type.of(TypeKind.BOOLEAN, "boolean")));
    }
    ProfileState state = new ProfileState(fields, ProfileOptions.DEFAULT.withCrosstabs(0));
    byte[] bytes = state.toBytes();
    assertThat(bytes.length).isGreaterThan(8 << 20);
    assertThat(ProfileState.fromBytes(bytes).rows()).isZero();
  }

  @Test
  void types_in_types_are_damage_where_they_are_too_deep() {
    Schema.Field field = field(TypeKind.LONG);
    for (int i = 0; i < 200; i++) {
      field = field(TypeKind.ARRAY, field);
    }
    byte[] deep = new ProfileState(List.of(field), ProfileOptions.DEFAULT).toBytes();
    assertThatThrownBy(() -> ProfileState.fromBytes(deep))
        .isInstanceOf(StateFormatException.class)
        .hasMessage("the state is damaged: types in types, too deep");
  }
}
