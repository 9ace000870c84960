package dev.assay.dq.spark.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.spark.internal.rdd.PassedStates.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which state of a partition counts, where tasks run twice. */
class PassedStatesTest {

  private static Part part(int stage, int attempt, int partition, int size) {
    return new Part(stage, attempt, partition, new byte[size]);
  }

  /** As Spark does: each task's own, merged into that of the driver. */
  private static PassedStates merged(Part... parts) {
    PassedStates all = new PassedStates();
    for (Part part : parts) {
      PassedStates task = all.copyAndReset();
      assertThat(task.isZero()).isTrue();
      task.add(part);
      all.merge(task.copy());
    }
    return all;
  }

  @Test
  void of_two_tasks_that_ran_side_by_side_the_first_counts() {
    Part first = part(1, 0, 0, 3);
    assertThat(merged(first, part(1, 0, 0, 3), part(1, 0, 1, 4)).value())
        .hasSize(2)
        .contains(first);
  }

  @Test
  void a_stage_that_ran_again_counts_as_it_ran_last_in_whatever_order_its_tasks_end() {
    Part again = part(1, 1, 0, 3);
    Part other = part(1, 0, 1, 3);
    assertThat(merged(part(1, 0, 0, 3), other, again).value()).containsExactly(again, other);
    assertThat(merged(again, part(1, 0, 0, 3)).value()).containsExactly(again);
  }

  @Test
  void stages_are_kept_apart() {
    PassedStates states = merged(part(2, 0, 0, 1), part(7, 0, 0, 1));
    assertThat(states.byStage()).extracting(parts -> parts.get(0).stage()).containsExactly(2, 7);
  }

  @Test
  void what_went_wrong_anywhere_is_known() {
    PassedStates task = new PassedStates();
    task.fail("one");
    task.fail("two");
    PassedStates all = new PassedStates();
    all.merge(task);
    assertThat(all.problem()).isEqualTo("one");
    assertThat(all.isZero()).isFalse();
    all.reset();
    assertThat(all.isZero()).isTrue();
  }

  @Test
  void states_beyond_the_bound_are_let_go() {
    PassedStates all = new PassedStates();
    for (int i = 0; i < 5; i++) {
      all.merge(merged(part(1, 0, i, 64 << 20)));
    }
    assertThat(all.problem()).contains("256 MB");
    assertThat(all.value()).isEqualTo(List.of());
  }
}
