package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.spark.internal.rdd.States;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.junit.jupiter.api.Test;

/** What comes from the partitions is counted, so that none can be missing without a word. */
class StatesTest {

  private static final States.Merge<Long> SUM = Long::sum;

  /** A state of each partition, but for one that has none to send. */
  private static JavaRDD<byte[]> states(int partitions, int lost) {
    Function2<Integer, java.util.Iterator<Integer>, java.util.Iterator<byte[]>> state =
        (partition, all) ->
            partition == lost
                ? Collections.emptyIterator()
                : List.of(States.write((Long) (long) partition)).iterator();
    return SharedSpark.context()
        .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
        .mapPartitionsWithIndex(state, false);
  }

  @Test
  void all_states_arrive() {
    for (int partitions : new int[] {1, 3, 17, 40}) {
      assertThat(States.merged(states(partitions, -1), Long.class, SUM))
          .isEqualTo(partitions * (partitions - 1L) / 2);
    }
  }

  @Test
  void a_state_that_does_not_arrive_is_an_error() {
    assertThatThrownBy(() -> States.merged(states(3, 1), Long.class, SUM))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 partitions arrived, but the data have 3");
    // where tasks merge them first, a task finds out
    assertThatThrownBy(() -> States.merged(states(17, 16), Long.class, SUM))
        .isInstanceOf(Exception.class);
  }
}
