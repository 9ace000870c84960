package dev.assay.dq.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text that is given as UTF-8 is profiled as the same text given as Strings. */
class Utf8TextTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<Schema.Field> COLUMNS =
      List.of(
          new Schema.Field("t", Schema.Type.of(TypeKind.STRING, "text")),
          new Schema.Field("u", Schema.Type.of(TypeKind.STRING, "text")));

  @Test
  void bytes_and_strings_give_the_same_profile() {
    Random random = new Random(7);
    ProfileState ofBytes = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    ProfileState ofStrings = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    for (int i = 0; i < 100_000; i++) {
      byte[] t = utf8(random, i);
      byte[] u = utf8(random, 99_999 - i);
      ofBytes.add(new Object[] {t, i % 3 == 0 ? string(u) : u});
      ofStrings.add(new Object[] {string(t), string(u)});
    }
    assertThat(ofBytes.profile(NOW)).isEqualTo(ofStrings.profile(NOW));
    assertThat(ofBytes.profile(NOW).column("t").top()).isNotEmpty();
  }

  private static String string(byte[] utf8) {
    return utf8 == null ? null : new String(utf8, UTF_8);
  }

  /** First few texts that repeat, then mostly new ones, and back. */
  private static byte[] utf8(Random random, int row) {
    if (random.nextInt(20) == 0) {
      return null;
    }
    Random own = new Random(random.nextInt(row / 25_000 % 2 == 0 ? 20 : 1_000_000));
    String letters = own.nextBoolean() ? "ab0 é€\uD83D\uDE00\u0000" : "ab. Cd-é€\uD83D\uDE00";
    int length = own.nextInt(own.nextInt(10) == 0 ? 300 : 12);
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < length; c++) {
      text.append(letters.charAt(own.nextInt(own.nextInt(3) == 0 ? letters.length() : 4)));
    }
    byte[] utf8 = text.toString().getBytes(UTF_8);
    if (own.nextInt(20) == 0 && utf8.length > 0) {
      utf8[own.nextInt(utf8.length)] = (byte) 0xFF; // not UTF-8
    }
    return utf8;
  }

  /** So that texts are taken for new ones while all values are still told apart, and set aside. */
  @Test
  void values_that_were_new_for_a_while_are_held_out_as_well() {
    byte[] large = "x".repeat(1100).getBytes(UTF_8);
    ProfileState ofBytes = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    ProfileState ofStrings = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    Random random = new Random(3);
    for (int i = 0; i < 8000; i++) {
      int number = i % 600;
      String text = (char) ('A' + number % 26) + " value of many: " + "abc".repeat(number / 26);
      byte[] other = random.nextInt(9) == 0 ? null : large;
      ofBytes.add(new Object[] {text.getBytes(UTF_8), other});
      ofStrings.add(new Object[] {text, string(other)});
    }
    DatasetProfile profile = ofBytes.profile(NOW);
    assertThat(profile).isEqualTo(ofStrings.profile(NOW));
    assertThat(profile.column("t").distinct()).isEqualTo(600);
    assertThat(profile.column("t").holdout().rows()).isBetween(600L, 1000L);
  }

  /** By their length, first, middle and last byte they are all alike. */
  @Test
  void texts_that_take_turns_in_one_place_are_all_counted() {
    ProfileState state = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    String[] texts = {"a1b2c", "a3b4c", "a1b4c", "a1b2c", "aéc", "aèc"};
    for (int i = 0; i < 12_000; i++) {
      state.add(new Object[] {texts[i % texts.length].getBytes(UTF_8), null});
    }
    assertThat(state.profile(NOW).column("t").top())
        .containsExactly(
            new ValueCount("a1b2c", 4000),
            new ValueCount("a1b4c", 2000),
            new ValueCount("a3b4c", 2000),
            new ValueCount("aèc", 2000),
            new ValueCount("aéc", 2000));
  }

  @Test
  void bytes_that_are_no_text_count_as_what_they_are_read_as() {
    ProfileState state = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    for (int i = 0; i < 300; i++) {
      state.add(new Object[] {new byte[] {'a', (byte) (i % 2 == 0 ? 0xFF : 0xFE)}, null});
    }
    ColumnProfile column = state.profile(NOW).column("t");
    assertThat(column.top()).containsExactly(new ValueCount("a\ufffd", 300));
    assertThat(column.distinct()).isEqualTo(1);
    assertThat(column.text().lengths().max()).isEqualTo(2);
  }

  @Test
  void an_array_may_be_filled_again() {
    ProfileState state = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    byte[] same = "one".getBytes(UTF_8);
    for (int i = 0; i < 3; i++) {
      same[0] = (byte) ('a' + i);
      state.add(new Object[] {same, null});
    }
    assertThat(state.profile(NOW).column("t").top())
        .extracting(ValueCount::value)
        .containsExactly("ane", "bne", "cne");
  }

  @Test
  void what_is_no_text_is_told_with_its_column() {
    ProfileState state = new ProfileState(COLUMNS, ProfileOptions.DEFAULT);
    assertThatThrownBy(() -> state.add(new Object[] {"a", 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("column u", "java.lang.Integer");
  }
}
