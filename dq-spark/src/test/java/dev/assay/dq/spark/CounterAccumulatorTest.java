package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("matrix")
class CounterAccumulatorTest {

  private static CounterAccumulator<String> counter(int bound, String... keys) {
    CounterAccumulator<String> counter = new CounterAccumulator<>(bound);
    for (String key : keys) {
      counter.add(key);
    }
    return counter;
  }

  @Test
  void counts_by_key() {
    CounterAccumulator<String> counter = counter(10, "a", "b", "a");
    counter.add("b", 5);
    counter.addAll(Map.of("c", 2L));
    assertThat(counter.value()).isEqualTo(Map.of("a", 2L, "b", 6L, "c", 2L));
    assertThat(counter.overflow()).isZero();
    assertThat(counter.total()).isEqualTo(10);
    assertThatThrownBy(() -> counter.value().put("d", 1L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void keys_beyond_the_bound_are_counted_together() {
    CounterAccumulator<String> counter = counter(2, "a", "b", "c", "c", "a");
    assertThat(counter.value()).isEqualTo(Map.of("a", 2L, "b", 1L));
    assertThat(counter.overflow()).isEqualTo(2);
    assertThat(counter.total()).isEqualTo(5);
  }

  @Test
  void merging_adds_and_keeps_the_total_exact() {
    CounterAccumulator<String> left = counter(3, "a", "b", "b");
    left.merge(counter(3, "b", "c", "d", "d"));
    assertThat(left.value()).isEqualTo(Map.of("a", 1L, "b", 3L, "c", 1L));
    assertThat(left.overflow()).isEqualTo(2);
    assertThat(left.total()).isEqualTo(7);
    assertThatThrownBy(() -> merge(left, new LongAccumulator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a org.apache.spark.util.LongAccumulator cannot be merged into a CounterAccumulator");
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the mistake is the point
  private static void merge(CounterAccumulator left, org.apache.spark.util.AccumulatorV2 right) {
    left.merge(right);
  }

  @Test
  void a_copy_is_independent_and_reset_empties() {
    CounterAccumulator<String> counter = counter(1, "a", "b");
    CounterAccumulator<String> copy = counter.copy();
    counter.reset();
    assertThat(counter.isZero()).isTrue();
    assertThat(counter.total()).isZero();
    assertThat(copy.isZero()).isFalse();
    assertThat(copy.total()).isEqualTo(2);
    assertThat(copy.copyAndReset().isZero()).isTrue();
    copy.copyAndReset().add("z");
    assertThat(copy.value()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void counts_do_not_wrap() {
    CounterAccumulator<String> counter = counter(1);
    counter.add("a", Long.MAX_VALUE);
    assertThatThrownBy(() -> counter.add("a")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> counter.add("a", -1))
        .hasMessage("A count must not be negative, but was -1");
    assertThatThrownBy(() -> new CounterAccumulator<String>(0))
        .hasMessage("The bound on keys must be at least 1, but was 0");
  }

  @Test
  void a_copy_that_was_serialized_keeps_its_counts() throws Exception {
    CounterAccumulator<String> counter = counter(5, "a", "a", "b");
    SparkForTests.context().sc().register(counter);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(counter);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      // on the driver Spark gives a task an empty copy
      assertThat(((CounterAccumulator<?>) in.readObject()).isZero()).isTrue();
    }
    assertThat(counter.total()).isEqualTo(3);
  }

  /** What an accumulator's merge throws, Spark logs, and goes on without those counts. */
  @Test
  void a_sum_over_tasks_that_does_not_fit_is_raised_where_it_is_read() {
    JavaSparkContext context = SparkForTests.context();
    CounterAccumulator<String> one = new CounterAccumulator<>(10);
    CounterAccumulator<String> each = new CounterAccumulator<>(10);
    context.sc().register(one);
    context.sc().register(each);
    context
        .parallelize(List.of("a", "b", "c", "d"), 4)
        .foreachPartition(
            keys -> {
              one.add("x", 1L << 62);
              each.add(keys.next(), 1L << 62);
            });
    assertThatThrownBy(one::value)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("A count is greater than 9223372036854775807");
    assertThatThrownBy(one::total).isInstanceOf(ArithmeticException.class);
    assertThat(each.value()).hasSize(4).containsEntry("d", 1L << 62);
    assertThatThrownBy(each::total).isInstanceOf(ArithmeticException.class);
    CounterAccumulator<String> copy = one.copy();
    assertThat(copy.isZero()).isFalse();
    assertThatThrownBy(copy::total).isInstanceOf(ArithmeticException.class);
    copy.reset();
    assertThat(copy.total()).isZero();
  }

  private record Moody(String name) {
    private static boolean angry;

    @Override
    public int hashCode() {
      if (angry) {
        throw new UnsupportedOperationException("not now");
      }
      return name.hashCode();
    }
  }

  @Test
  void a_key_that_throws_while_counts_are_merged_is_raised_where_they_are_read() {
    CounterAccumulator<Moody> counter = new CounterAccumulator<>(10);
    CounterAccumulator<Moody> other = new CounterAccumulator<>(10);
    counter.add(new Moody("a"));
    other.add(new Moody("b"));
    Moody.angry = true;
    try {
      counter.merge(other);
    } finally {
      Moody.angry = false;
    }
    assertThatThrownBy(counter::total)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not now");
  }
}
