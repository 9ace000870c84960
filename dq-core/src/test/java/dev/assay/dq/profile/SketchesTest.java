package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.state.Hashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sketches against data whose answer is known by how they are made. */
class SketchesTest {

  /** The numbers from 1 to n in an order that jumps about: 7919 is prime to n. */
  private static double shuffled(int i, int n) {
    return 1 + (long) i * 7919 % n;
  }

  @Test
  void ranks_are_within_the_bound_that_is_stated() {
    int n = 200_000;
    QuantileSketch whole = new QuantileSketch();
    QuantileSketch[] parts = {new QuantileSketch(), new QuantileSketch(), new QuantileSketch()};
    for (int i = 0; i < n; i++) {
      whole.add(shuffled(i, n));
      parts[i % 3].add(shuffled(i, n));
    }
    parts[0].merge(parts[1]);
    parts[0].merge(parts[2]);
    for (QuantileSketch sketch : new QuantileSketch[] {whole, parts[0]}) {
      assertThat(sketch.count()).isEqualTo(n);
      assertThat(sketch.isExact()).isFalse();
      assertThat(sketch.error()).isBetween(0.0, 0.012);
      QuantileSketch.Ranks ranks = sketch.ranks();
      for (double q = 0.01; q < 1; q += 0.01) {
        // the value at rank r is r
        assertThat(Math.abs(ranks.quantile(q) - q * n)).isLessThanOrEqualTo(sketch.error() * n + 2);
        assertThat(Math.abs(ranks.count(q * n, true) - q * n))
            .isLessThanOrEqualTo(sketch.error() * n + 2);
      }
    }
  }

  @Test
  void few_values_have_exact_ranks() {
    QuantileSketch sketch = new QuantileSketch();
    for (int i = 0; i < 1000; i++) {
      sketch.add(shuffled(i, 1000) - 500);
    }
    assertThat(sketch.isExact()).isTrue();
    assertThat(sketch.ranks().quantile(0.25)).isEqualTo(-250);
    assertThat(sketch.ranks().quantile(1)).isEqualTo(500);
    assertThat(sketch.ranks().count(0, false)).isEqualTo(499);
    assertThat(sketch.ranks().count(0, true)).isEqualTo(500);
  }

  @Test
  void distinct_values_are_counted_within_four_standard_errors() {
    for (int n : new int[] {100, 5_000, 20_000, 300_000}) {
      DistinctSketch one = new DistinctSketch();
      DistinctSketch two = new DistinctSketch();
      for (int i = 0; i < n; i++) {
        one.add(Hashes.mix(i));
        one.add(Hashes.mix(i));
        two.add(Hashes.mix(i + n / 2)); // half of them again
      }
      assertThat((double) one.estimate() / n).isBetween(0.935, 1.065);
      one.merge(two);
      assertThat((double) one.estimate() / (n + n / 2)).isBetween(0.935, 1.065);
    }
  }

  @Test
  void counts_of_frequent_values_are_too_low_by_the_stated_error_at_most() {
    SplittableRandom random = new SplittableRandom(5);
    Map<Object, Long> truth = new TreeMap<>();
    Frequent[] parts = {new Frequent(50), new Frequent(50)};
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      // 3 values of 10% each among many that are rare
      String value =
          random.nextInt(10) < 3 ? "f" + random.nextInt(3) : "r" + random.nextInt(20_000);
      truth.merge(value, 1L, Long::sum);
      parts[i % 2].add(value);
    }
    parts[0].merge(parts[1]);
    assertThat(parts[0].isExact()).isFalse();
    assertThat(parts[0].error()).isLessThanOrEqualTo(n / 50);
    assertThat(parts[0].size()).isLessThanOrEqualTo(100);
    parts[0]
        .counts()
        .forEach(
            (value, count) ->
                assertThat(truth.get(value)).isBetween(count[0], count[0] + parts[0].error()));
    assertThat(parts[0].top(3))
        .extracting(ValueCount::value)
        .containsExactlyInAnyOrder("f0", "f1", "f2");
  }

  @Test
  void a_hash_of_a_word_tells_the_word() {
    SplittableRandom random = new SplittableRandom(3);
    for (long each : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(Hashes.unmix(Hashes.mix(each))).isEqualTo(each);
    }
    for (int i = 0; i < 10_000; i++) {
      long each = random.nextLong();
      assertThat(Hashes.unmix(Hashes.mix(each))).isEqualTo(each);
    }
  }

  @Test
  void numbers_are_counted_alike_whether_or_not_their_objects_are_kept() throws Exception {
    for (Frequent.Words words : Frequent.Words.values()) {
      SplittableRandom random = new SplittableRandom(11);
      Frequent[] parts = {new Frequent(40, words), new Frequent(40, words)};
      Map<Object, Long> truth = new HashMap<>();
      Map<Object, Long> told = new HashMap<>();
      Frequent.Settler settler = telling(told, words);
      for (int i = 0; i < 20_000; i++) {
        int number = random.nextInt(30);
        Object value =
            switch (random.nextInt(words == Frequent.Words.NONE ? 3 : 12)) {
              case 0 -> BigDecimal.valueOf(number);
              case 1 -> "text " + number;
              default -> number % 2 == 0 ? (Object) (long) number : (Object) (number + 0.5);
            };
        long hash =
            words.isWord(value) ? Hashes.mix(words.word(value)) : Hashes.mix(value.hashCode());
        truth.merge(value, 1L, Long::sum);
        Frequent part = parts[i % 2];
        Object given = words.isWord(value) && random.nextBoolean() ? null : value;
        if (!part.remember(hash, given, settler)) {
          told.merge(value, 1L, Long::sum);
        }
      }
      parts[0].settle(settler);
      parts[1].settle(settler);
      assertThat(told).isEqualTo(truth);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(parts[1]);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        parts[0].merge((Frequent) in.readObject());
      }
      assertThat(parts[0].isExact()).isFalse(); // 90 values, and room for 80
      parts[0]
          .counts()
          .forEach(
              (value, count) ->
                  assertThat(truth.get(value)).isBetween(count[0], count[0] + parts[0].error()));
    }
  }

  @Test
  void what_loses_its_place_is_told_before() {
    for (Frequent.Words words : Frequent.Words.values()) {
      SplittableRandom random = new SplittableRandom(13);
      Frequent few = new Frequent(8, words);
      Map<Object, Long> truth = new HashMap<>();
      Map<Object, Long> told = new HashMap<>();
      Frequent.Settler settler = telling(told, words);
      for (int i = 0; i < 50_000; i++) {
        Object value = (long) Math.pow(random.nextInt(1000), 1.5);
        truth.merge(value, 1L, Long::sum);
        if (!few.remember(Hashes.mix((Long) value), value, settler)) {
          told.merge(value, 1L, Long::sum);
        }
      }
      few.settle(settler);
      assertThat(told).isEqualTo(truth);
    }
  }

  private static Frequent.Settler telling(Map<Object, Long> told, Frequent.Words words) {
    return new Frequent.Settler() {
      @Override
      public void settle(Object value, long times) {
        told.merge(value, times, Long::sum);
      }

      @Override
      public void settle(long word, long times) {
        told.merge(words.of(word), times, Long::sum);
      }
    };
  }
}
