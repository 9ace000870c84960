package dev.assay.dq.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Fuzz;
import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.Unfit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stored states of metrics, damaged under a checksum that fits: refused, or states. */
class StateFuzzTest {

  private static byte[] mended(byte[] bytes) {
    return StateLawsTest.sealed(Arrays.copyOf(bytes, Math.max(0, bytes.length - 4)));
  }

  private static List<byte[]> states(StateLawsTest.Kind<?> kind) {
    List<byte[]> states = new ArrayList<>();
    states.add(kind.of(List.of()).toBytes());
    states.add(kind.of(List.of(1.0, -2.0, 2.0, 7.0, 7.0)).toBytes());
    if (kind.name().equals("groups")) {
      FrequencyState all = new FrequencyState();
      all.add(List.of("a\ud800", 7L, new BigDecimal("1.50"), LocalDate.EPOCH, true));
      all.add(Arrays.asList(null, Instant.EPOCH, List.of("é")));
      states.add(all.toBytes());
    }
    if (kind.name().equals("max")) {
      for (Object value : List.of("text", new BigDecimal("-1E-20"), Instant.EPOCH, new byte[2])) {
        ExtremeState one = new ExtremeState(true);
        one.add(value);
        states.add(one.toBytes());
      }
    }
    return states;
  }

  private static void fuzz(int number) {
    for (StateLawsTest.Kind<?> kind : StateLawsTest.KINDS) {
      Fuzz.run(
          "a state of " + kind.name(),
          number,
          states(kind),
          StateFuzzTest::mended,
          bytes -> {
            State state = State.fromBytes(bytes);
            assertThat(State.fromBytes(state.toBytes())).hasSameClassAs(state);
          },
          thrown -> thrown instanceof StateFormatException);
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

  @Test
  void values_that_cannot_be_are_damage() {
    byte[] total = new TotalState().toBytes();
    int at = total.length - 4 - 2 - 8 - 1 - 4 - 4 - 1; // 'd', the scale, the length, the digits
    assertThat(total[at]).isEqualTo((byte) 'd');
    byte[] large = total.clone();
    large[at + 1] = (byte) 0x80; // the scale
    byte[] day = total.clone();
    day[at] = 'D';
    byte[] noDigits = total.clone();
    noDigits[at + 8] = 0;
    byte[] text = total.clone();
    text[at] = 't';
    for (byte[] each : List.of(large, day, noDigits, text)) {
      assertThatThrownBy(() -> State.fromBytes(mended(each)))
          .isInstanceOf(StateFormatException.class)
          .hasMessageStartingWith("the state is damaged: ");
    }
  }

  @Test
  void lists_in_lists_in_lists_are_damage() {
    byte[] empty = new FrequencyState().toBytes();
    StateWriter out = new StateWriter();
    out.write(Arrays.copyOf(empty, 6));
    out.writeInt(1);
    for (int i = 0; i < 100_000; i++) {
      out.writeByte('[');
      out.writeInt(1);
    }
    out.writeByte('0');
    out.writeLong(1);
    assertThatThrownBy(() -> State.fromBytes(StateLawsTest.sealed(out.toBytes())))
        .isInstanceOf(StateFormatException.class)
        .hasMessage("the state is damaged: lists in lists, too deep");
  }

  @Test
  void decimals_are_added_up_as_far_as_the_sum_can_be_stored() {
    TotalState total = new TotalState();
    total.add(new BigDecimal("1E+10000"));
    total.add(new BigDecimal("1E-10000"));
    assertThat(((TotalState) State.fromBytes(total.toBytes())).measure())
        .isEqualTo(total.measure());
    for (String beyond : List.of("1E+999999999", "1E-999999999", "1E+10001")) {
      assertThatThrownBy(() -> total.add(new BigDecimal(beyond)))
          .isInstanceOf(Unfit.class)
          .hasMessageContaining("more than 10000 digits");
    }
  }
}
