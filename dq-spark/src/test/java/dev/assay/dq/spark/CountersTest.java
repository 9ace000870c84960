package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;

/** Beyond a bound, what is listed is exact and what is not known is not told. */
class CountersTest {

  private static JavaRDD<Map<String, ?>> records(int number, int partitions) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      numbers.add(i);
    }
    return SparkForTests.context()
        .parallelize(numbers, partitions)
        .map(i -> Map.of("f" + i, "", "id", i % 3 == 0 ? "" : "x"));
  }

  @Test
  void a_field_of_every_record_beside_more_fields_than_are_counted() {
    for (int partitions : new int[] {1, 3, 20}) {
      Counters.Missing counted = Counters.nulls(records(30_000, partitions));
      assertThat(counted.records()).isEqualTo(30_000);
      assertThat(counted.present()).hasSizeLessThanOrEqualTo(10_000).containsEntry("id", 30_000L);
      assertThat(counted.of("id")).isEqualTo(10_000);
      // each other field occurs once, without a value, and is absent 29,999 times
      assertThat(counted.present().keySet())
          .allSatisfy(
              field ->
                  assertThat(counted.of(field)).isEqualTo(field.equals("id") ? 10_000 : 30_000));
      assertThat(counted.overflow()).isEqualTo(30_001L - counted.present().size());
      assertThatThrownBy(() -> counted.of("f29999"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("nothing is known of the field f29999");
    }
  }

  @Test
  void a_field_that_one_partition_could_not_take_is_not_told_from_the_others() {
    List<Map<String, ?>> records = new ArrayList<>();
    Map<String, Object> wide = new HashMap<>();
    for (int i = 0; i < Counters.DEFAULT_BOUND; i++) {
      wide.put("w" + i, 1);
    }
    records.add(wide);
    records.add(Map.of("late", 1));
    records.add(Map.of("late", 1, "w7", 1));
    records.add(Map.of("late", 1));
    Counters.Missing counted = Counters.nulls(SparkForTests.context().parallelize(records, 2));
    assertThat(counted.overflow()).isEqualTo(3);
    assertThat(counted.of("w7")).isEqualTo(2);
    assertThatThrownBy(() -> counted.of("late")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void names_of_many_characters_are_bounded_too() {
    String name = "n".repeat(1 << 20);
    JavaRDD<Map<String, ?>> records =
        SparkForTests.context()
            .parallelize(List.of(0, 1, 2, 3, 4, 5, 6, 7), 2)
            .map(i -> Map.of(name + i, 1));
    Counters.Missing counted = Counters.nulls(records);
    assertThat(counted.present()).hasSizeLessThanOrEqualTo(4);
    assertThat(counted.overflow()).isEqualTo(8 - counted.present().size());
  }

  @Test
  void few_fields_and_no_records() {
    Counters.Missing counted = Counters.nulls(records(9, 4), "x");
    assertThat(counted.of("id")).isEqualTo(9);
    assertThat(counted.of("f3")).isEqualTo(9);
    assertThat(counted.of("never")).isEqualTo(9);
    assertThat(counted.overflow()).isZero();
    assertThat(Counters.nulls(SparkForTests.context().emptyRDD()).of("id")).isZero();
  }

  @Test
  void which_values_are_listed_follows_from_the_partitions() {
    JavaRDD<String> values =
        SparkForTests.context()
            .parallelize(List.of("a", "b", "a", "c", "d", "c"), 3)
            .mapPartitionsWithIndex(
                (i, each) -> {
                  Thread.sleep(20L * (2 - i));
                  return each;
                },
                true);
    CounterAccumulator<String> counter = Counters.values(values, 2);
    assertThat(counter.value()).isEqualTo(Map.of("a", 2L, "b", 1L));
    assertThat(counter.overflow()).isEqualTo(3);
    assertThat(counter.total()).isEqualTo(6);
  }
}
