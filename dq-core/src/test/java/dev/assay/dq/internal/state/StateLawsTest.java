package dev.assay.dq.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.RankRule;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** States are monoids, and their binary form refuses what is not theirs. */
class StateLawsTest {

  /** A kind of state: how to make one, to add a value, and what it measures. */
  record Kind<S extends State>(
      String name, Supplier<S> make, BiConsumer<S, Double> add, Function<S, Object> measure) {

    S of(List<Double> values) {
      S state = make.get();
      values.forEach(value -> add.accept(state, value));
      return state;
    }

    @SuppressWarnings("unchecked")
    Object measured(State state) {
      return measure.apply((S) state);
    }
  }

  private static final BigDecimal HALF = new BigDecimal("0.5");

  static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>("rows", RowsState::new, (s, x) -> s.add(), RowsState::measure),
          new Kind<>(
              "verdicts",
              VerdictsState::new,
              (s, x) -> {
                if (x > 0) {
                  s.violation();
                } else {
                  s.unknown();
                }
              },
              VerdictsState::measure),
          new Kind<>(
              "min", () -> new ExtremeState(false), ExtremeState::add, ExtremeState::measure),
          new Kind<>("max", () -> new ExtremeState(true), ExtremeState::add, ExtremeState::measure),
          new Kind<>(
              "whole total",
              TotalState::new,
              (s, x) -> s.add(x.longValue() * 4_000_000_000_000_000L),
              TotalState::measure),
          new Kind<>(
              "decimal total",
              TotalState::new,
              (s, x) -> s.add(BigDecimal.valueOf(x.longValue(), 3)),
              TotalState::measure),
          new Kind<>("real total", TotalState::new, TotalState::add, TotalState::measure),
          new Kind<>("moments", MomentsState::new, MomentsState::add, MomentsState::measure),
          new Kind<>(
              "higher moments",
              HigherMomentsState::new,
              HigherMomentsState::add,
              HigherMomentsState::measure),
          new Kind<>(
              "co-moments",
              CoMomentsState::new,
              (s, x) -> s.add(x, x * x),
              CoMomentsState::measure),
          new Kind<>(
              "groups",
              FrequencyState::new,
              FrequencyState::add,
              s ->
                  List.of(
                      s.measureGroups(), s.measureRank(HALF, RankRule.NEAREST), s.measureTop(3))),
          new Kind<>(
              "distinct",
              () -> new DistinctState(new BigDecimal("0.05")),
              DistinctState::add,
              DistinctState::measure),
          new Kind<>(
              "ranks",
              () -> new RankState(new BigDecimal("0.01")),
              RankState::add,
              s -> s.measure(HALF)));

  @Provide
  Arbitrary<List<Double>> values() {
    return Arbitraries.integers().between(-20, 20).map(Integer::doubleValue).list().ofMaxSize(60);
  }

  /** Equal, with doubles to 1e-9 of the size of what went in. */
  private static void same(String what, Object a, Object b) {
    if (a instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        same(what, list.get(i), ((List<?>) b).get(i));
      }
      return;
    }
    String x = a.toString();
    String y = b.toString();
    if (x.equals(y)) {
      return;
    }
    String[] left = x.split("[=,\\]]");
    String[] right = y.split("[=,\\]]");
    assertThat(right).as(what).hasSameSizeAs(left);
    for (int i = 0; i < left.length; i++) {
      if (!left[i].equals(right[i])) {
        assertThat(Double.parseDouble(right[i]))
            .as("%s: %s and %s", what, x, y)
            .isCloseTo(Double.parseDouble(left[i]), org.assertj.core.data.Offset.offset(1e-5));
      }
    }
  }

  private static State merged(State a, State b) {
    State result = State.fromBytes(a.toBytes());
    result.merge(b);
    return result;
  }

  @Property(tries = 200)
  void any_split_of_the_data_gives_the_state_of_the_whole(
      @ForAll("values") List<Double> a,
      @ForAll("values") List<Double> b,
      @ForAll("values") List<Double> c) {
    List<Double> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    for (Kind<?> kind : KINDS) {
      Object whole = kind.measured(kind.of(all));
      State left = merged(merged(kind.of(a), kind.of(b)), kind.of(c));
      State right = merged(kind.of(a), merged(kind.of(b), kind.of(c)));
      same(kind.name() + " of the whole", whole, kind.measured(left));
      same(kind.name() + " is associative", kind.measured(left), kind.measured(right));
      same(
          kind.name() + " is commutative",
          kind.measured(merged(kind.of(a), kind.of(b))),
          kind.measured(merged(kind.of(b), kind.of(a))));
    }
  }

  @Property(tries = 100)
  void empty_is_neutral(@ForAll("values") List<Double> values) {
    for (Kind<?> kind : KINDS) {
      State state = kind.of(values);
      Object alone = kind.measured(state);
      assertThat(kind.measured(merged(state, state.empty()))).as(kind.name()).isEqualTo(alone);
      assertThat(kind.measured(merged(state.empty(), state))).as(kind.name()).isEqualTo(alone);
    }
  }

  @Property(tries = 100)
  void bytes_keep_everything(@ForAll("values") List<Double> values) {
    for (Kind<?> kind : KINDS) {
      State state = kind.of(values);
      State back = State.fromBytes(state.toBytes());
      assertThat(back.getClass()).isEqualTo(state.getClass());
      assertThat(kind.measured(back)).as(kind.name()).isEqualTo(kind.measured(state));
    }
  }

  @Test
  void merging_does_not_change_the_other() {
    for (Kind<?> kind : KINDS) {
      State other = kind.of(List.of(1.0, 2.0, 3.0));
      Object before = kind.measured(other);
      State state = kind.of(List.of(4.0, 5.0));
      state.merge(other);
      state.merge(other);
      assertThat(kind.measured(other)).as(kind.name()).isEqualTo(before);
    }
  }

  @Test
  void every_flipped_byte_and_every_truncation_is_refused() {
    for (Kind<?> kind : KINDS) {
      byte[] bytes = kind.of(List.of(1.0, -2.0, 2.0, 7.0)).toBytes();
      for (int i = 0; i < bytes.length; i++) {
        byte[] damaged = bytes.clone();
        damaged[i] ^= 0x41;
        assertThatThrownBy(() -> State.fromBytes(damaged))
            .as("%s, byte %s", kind.name(), i)
            .isInstanceOf(StateFormatException.class);
        byte[] cut = Arrays.copyOf(bytes, i);
        assertThatThrownBy(() -> State.fromBytes(cut))
            .as("%s cut at %s", kind.name(), i)
            .isInstanceOf(StateFormatException.class);
      }
    }
  }

  static byte[] sealed(byte... content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return ByteBuffer.allocate(content.length + 4)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  @Test
  void foreign_bytes_are_told_from_damage_and_from_other_versions() {
    assertThatThrownBy(
            () -> State.fromBytes("hello, world".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .hasMessage("these bytes are not the state of a metric");
    assertThatThrownBy(() -> State.fromBytes(new byte[0]))
        .hasMessage("these bytes are not the state of a metric");
    byte[] newer = new RowsState().toBytes();
    newer[4] = 4;
    assertThatThrownBy(() -> State.fromBytes(newer))
        .hasMessage(
            "the state has format version 4, and this library reads version 3: compute it again or"
                + " use a newer library");
    assertThatThrownBy(
            () ->
                State.fromBytes(
                    sealed((byte) 'A', (byte) 'S', (byte) 'S', (byte) 'Y', (byte) 3, (byte) 99)))
        .hasMessage("the state is of the unknown kind 99");
    byte[] rows = new RowsState().toBytes();
    byte[] longer = Arrays.copyOf(rows, rows.length - 4 + 1);
    assertThatThrownBy(() -> State.fromBytes(sealed(longer)))
        .hasMessage("the state is damaged: it has bytes after its end");
  }

  @Test
  void states_of_other_metrics_are_not_merged() {
    assertThatThrownBy(() -> new RowsState().merge(new MomentsState()))
        .hasMessage("a MomentsState cannot be merged into a RowsState");
    assertThatThrownBy(() -> new ExtremeState(true).merge(new ExtremeState(false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("states with different parameters cannot be merged");
    assertThatThrownBy(
            () -> new RankState(new BigDecimal("0.1")).merge(new RankState(new BigDecimal("0.01"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Stream.of(State.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .hasSize(10);
  }

  @Test
  void the_approximate_states_keep_their_bounds() {
    for (int distinct : new int[] {1, 100, 5_000, 200_000}) {
      DistinctState state = new DistinctState(new BigDecimal("0.02"));
      RankState ranks = new RankState(new BigDecimal("0.01"));
      for (long i = 0; i < distinct; i++) {
        state.add(i * 7919);
        ranks.add((i * 7919) % distinct);
      }
      double estimate = state.measure().estimate();
      assertThat(estimate).isBetween(distinct * 0.92, distinct * 1.08);
      for (String q : new String[] {"0.01", "0.5", "0.99"}) {
        double rank = ((Number) ranks.measure(new BigDecimal(q)).value()).doubleValue();
        double wanted = Double.parseDouble(q) * distinct;
        assertThat(rank).isBetween(wanted - 0.01 * distinct - 1, wanted + 0.01 * distinct + 1);
      }
    }
  }
}
