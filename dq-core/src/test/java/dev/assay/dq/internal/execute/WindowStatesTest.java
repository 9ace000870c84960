package dev.assay.dq.internal.execute;

import static dev.assay.dq.Columns.allOf;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.Check;
import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.EngineCapabilities;
import dev.assay.dq.internal.plan.Planner;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is kept of batches says of a window what its rows would. */
class WindowStatesTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final ColumnRef X = ColumnRef.exactly("x");
  private static final Schema SCHEMA =
      new Schema(List.of(new Schema.Field("x", Schema.Type.of(TypeKind.INT, "int"))), true, false);

  private static final Check CHECK =
      Check.error("window")
          .require(
              rowCount().isAtLeast(0),
              number("x").isAtLeast(0),
              number("x").sum().isAtLeast(0),
              allOf(number("x").min().isAtLeast(0), number("x").max().isAtLeast(0)),
              number("x").populationVariance().isAtLeast(0),
              number("x").skewness().isAtLeast(0),
              number("x").covariance(number("x")).isAtLeast(0),
              number("x").approxDistinctCount(0.01).isAtLeast(0),
              number("x").approxQuantile(0.5).isAtLeast(0));

  private static final RunPlan PLAN =
      Planner.plan(SCHEMA, EngineCapabilities.RECORDS_IN_MEMORY, List.of(CHECK), NOW);
  private static final List<BoundCheck> BOUND = PLAN.checks();

  private static WindowStates.Batch batch(long id, List<Integer> values) {
    List<Aggregate> aggregates = PLAN.passes().get(0).aggregates();
    RecordProgram.Run run =
        new RecordProgram(aggregates, List.of(X), PLAN.types(), PLAN.wholeRow()).start();
    values.forEach(each -> run.add(new Object[] {each == null ? null : each.longValue()}, null));
    Map<Aggregate, WindowStates.Kept> kept = new HashMap<>();
    List<WindowStates.Kept> states = run.result().kept();
    for (int i = 0; i < states.size(); i++) {
      kept.put(aggregates.get(i), states.get(i));
    }
    return WindowStates.Batch.of(
        id,
        NOW.plusSeconds(id),
        BOUND,
        kept,
        new Measurements(Map.of(Aggregate.Rows.ALL, new Measurement.Rows(values.size()))));
  }

  private static <M extends Measurement> M of(Measurements all, Class<M> kind, int nth) {
    return all.values().values().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList()
        .get(nth);
  }

  @Provide
  Arbitrary<List<List<Integer>>> batches() {
    return Arbitraries.integers()
        .between(-50, 50)
        .injectNull(0.1)
        .list()
        .ofMaxSize(30)
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 200)
  void the_last_batches_are_their_rows_together(
      @ForAll("batches") List<List<Integer>> batches,
      @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 8) int most) {
    WindowStates window = new WindowStates("s", List.of());
    for (int i = 0; i < batches.size(); i++) {
      window = window.with(batch(i, List.of(7, 7)), each -> true, most); // an attempt that failed
      window = window.with(batch(i, batches.get(i)), each -> true, most);
      window = WindowStates.fromBytes(window.toBytes());
    }
    List<Integer> rows = new ArrayList<>();
    batches.stream().skip(Math.max(0, batches.size() - most)).forEach(rows::addAll);
    List<Integer> values = rows.stream().filter(Objects::nonNull).toList();
    Measurements found = window.measure(BOUND);
    assertThat(found.of(Aggregate.Rows.ALL)).isEqualTo(new Measurement.Rows(rows.size()));
    if (batches.isEmpty()) {
      return; // nothing was ever measured
    }
    assertThat(of(found, Measurement.Verdicts.class, 0))
        .isEqualTo(
            new Measurement.Verdicts(
                values.stream().filter(each -> each < 0).count(), rows.size() - values.size()));
    Measurement.Total total = of(found, Measurement.Total.class, 0);
    assertThat(total.values()).isEqualTo(values.size());
    assertThat(total.exact().longValueExact())
        .isEqualTo(values.stream().mapToLong(Integer::longValue).sum());
    assertThat(of(found, Measurement.Extreme.class, 0).value())
        .isEqualTo(values.stream().map(Integer::longValue).min(Long::compare).orElse(null));
    assertThat(of(found, Measurement.Extreme.class, 1).value())
        .isEqualTo(values.stream().map(Integer::longValue).max(Long::compare).orElse(null));
    double mean = values.stream().mapToInt(each -> each).average().orElse(0);
    double m2 = values.stream().mapToDouble(each -> Math.pow(each - mean, 2)).sum();
    double m3 = values.stream().mapToDouble(each -> Math.pow(each - mean, 3)).sum();
    assertThat(of(found, Measurement.Moments.class, 0).m2()).isCloseTo(m2, within(1e-6));
    assertThat(of(found, Measurement.CoMoments.class, 0).cxy()).isCloseTo(m2, within(1e-6));
    if (m2 > 0) {
      assertThat(of(found, Measurement.HigherMoments.class, 0).skewness())
          .isCloseTo(Math.sqrt(values.size()) * m3 / Math.pow(m2, 1.5), within(1e-6));
    }
    assertThat(of(found, Measurement.Estimate.class, 0).estimate())
        .isCloseTo((double) values.stream().distinct().count(), within(3.0));
    Measurement.ApproxRank median = of(found, Measurement.ApproxRank.class, 0);
    if (!values.isEmpty()) {
      // few enough values for none to be left out
      assertThat(median.value())
          .isEqualTo(values.stream().sorted().toList().get((values.size() - 1) / 2).longValue());
    }
  }

  @Test
  void batches_leave_by_number_or_by_time_and_what_was_taken_back_is_gone() {
    WindowStates window = new WindowStates("s", List.of());
    Predicate<WindowStates.Batch> recent = each -> each.time().isAfter(NOW.plusSeconds(2));
    for (int i = 0; i < 6; i++) {
      window = window.with(batch(i, List.of(1)), each -> true, 4);
    }
    assertThat(ids(window)).containsExactly(2L, 3L, 4L, 5L);
    assertThat(ids(window.with(batch(6, List.of()), recent, 10))).containsExactly(3L, 4L, 5L, 6L);
    assertThat(ids(window.with(batch(4, List.of()), each -> true, 10))).containsExactly(2L, 3L, 4L);
  }

  private static List<Long> ids(WindowStates window) {
    return window.batches().stream().map(WindowStates.Batch::id).toList();
  }

  @Test
  void what_was_not_measured_in_a_batch_is_told_with_its_number() {
    WindowStates window =
        new WindowStates("s", List.of())
            .with(batch(1, List.of(1)), each -> true, 4)
            .with(
                WindowStates.Batch.of(
                    2,
                    NOW,
                    BOUND,
                    Map.of(),
                    new Measurements(
                        Map.of(Aggregate.Rows.ALL, new Measurement.Failed("no disk", null)))),
                each -> true,
                4);
    assertThat(WindowStates.fromBytes(window.toBytes()).measure(BOUND).values().values())
        .filteredOn(Measurement.Failed.class::isInstance)
        .extracting(each -> ((Measurement.Failed) each).message())
        .isNotEmpty()
        .allMatch(each -> each.startsWith("in batch 2: "));
  }

  @Test
  void bytes_that_are_damaged_cut_or_of_another_version_are_refused() {
    byte[] bytes =
        new WindowStates("s", List.of()).with(batch(1, List.of(1, 2)), e -> true, 4).toBytes();
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> WindowStates.fromBytes(damaged))
          .isInstanceOf(StateFormatException.class);
      byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThatThrownBy(() -> WindowStates.fromBytes(cut))
          .isInstanceOf(StateFormatException.class);
    }
    byte[] newer = bytes.clone();
    newer[7]++;
    assertThatThrownBy(() -> WindowStates.fromBytes(newer))
        .hasMessage("the states have version 2, and this library reads version 1");
  }

  @Test
  void states_beyond_the_bound_are_refused_with_what_to_do() {
    WindowStates window = new WindowStates("s", List.of());
    List<WindowStates.Batch> many = new ArrayList<>();
    for (int i = 0; i < 4_200; i++) { // 16 KB of registers each
      many.add(new WindowStates.Batch(i, NOW, 1, batchOf16Kb()));
    }
    assertThatThrownBy(() -> new WindowStates(window.stream(), many).toBytes())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("take more than 64 MB: make the window shorter");
  }

  private static Map<String, WindowStates.Kept> batchOf16Kb() {
    return Map.of(
        "distinct",
        new WindowStates.Kept(
            new dev.assay.dq.internal.state.DistinctState(new java.math.BigDecimal("0.01")), null));
  }
}
