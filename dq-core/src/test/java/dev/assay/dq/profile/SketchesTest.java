package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.internal.state.Hashes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    QuantileSketch whole = QuantileSketch.ofReals();
    QuantileSketch[] parts = {
      QuantileSketch.ofReals(), QuantileSketch.ofReals(), QuantileSketch.ofReals()
    };
    for (int i = 0; i < n; i++) {
      whole.add(QuantileSketch.order(shuffled(i, n)));
      parts[i % 3].add(QuantileSketch.order(shuffled(i, n)));
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
    QuantileSketch sketch = QuantileSketch.ofReals();
    for (int i = 0; i < 1000; i++) {
      sketch.add(QuantileSketch.order(shuffled(i, 1000) - 500));
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
    HeavyHitters[] parts = {new HeavyHitters(50), new HeavyHitters(50)};
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
  void numbers_are_counted_alike_whether_or_not_their_objects_are_kept() {
    for (HeavyHitters.Words words : HeavyHitters.Words.values()) {
      SplittableRandom random = new SplittableRandom(11);
      HeavyHitters[] parts = {new HeavyHitters(40, words), new HeavyHitters(40, words)};
      Map<Object, Long> truth = new HashMap<>();
      Map<Object, Long> told = new HashMap<>();
      HeavyHitters.Observer observer = telling(told, words);
      for (int i = 0; i < 20_000; i++) {
        int number = random.nextInt(30);
        Object value =
            switch (random.nextInt(words == HeavyHitters.Words.NONE ? 3 : 12)) {
              case 0 -> BigDecimal.valueOf(number);
              case 1 -> "text " + number;
              default -> number % 2 == 0 ? (Object) (long) number : (Object) (number + 0.5);
            };
        long hash =
            words.isWord(value) ? Hashes.mix(words.word(value)) : Hashes.mix(value.hashCode());
        truth.merge(value, 1L, Long::sum);
        HeavyHitters part = parts[i % 2];
        Object given = words.isWord(value) && random.nextBoolean() ? null : value;
        if (!part.remember(hash, given, observer)) {
          told.merge(value, 1L, Long::sum);
        }
      }
      parts[0].flush(observer);
      parts[1].flush(observer);
      assertThat(told).isEqualTo(truth);
      parts[0].merge(parts[1]);
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
    for (HeavyHitters.Words words : HeavyHitters.Words.values()) {
      SplittableRandom random = new SplittableRandom(13);
      HeavyHitters few = new HeavyHitters(8, words);
      Map<Object, Long> truth = new HashMap<>();
      Map<Object, Long> told = new HashMap<>();
      HeavyHitters.Observer observer = telling(told, words);
      for (int i = 0; i < 50_000; i++) {
        Object value = (long) Math.pow(random.nextInt(1000), 1.5);
        truth.merge(value, 1L, Long::sum);
        if (!few.remember(Hashes.mix((Long) value), value, observer)) {
          told.merge(value, 1L, Long::sum);
        }
      }
      few.flush(observer);
      assertThat(told).isEqualTo(truth);
    }
  }

  @Test
  void digits_sort_as_comparing_does() {
    SplittableRandom random = new SplittableRandom(17);
    Scratch scratch = new Scratch(5000);
    for (int size : new int[] {0, 1, 127, 128, 1000, 5000}) {
      long base = random.nextLong();
      List<LongUnaryOperator> kinds =
          List.of(
              i -> random.nextLong(),
              i -> random.nextLong(-3, 4),
              i -> random.nextLong() >>> 63, // 0 and 1
              i -> base,
              i -> base + i,
              i -> -i,
              i -> QuantileSketch.order(random.nextDouble(-1e6, 1e6)),
              i -> i % 3 == 0 ? Long.MIN_VALUE : i % 3 == 1 ? Long.MAX_VALUE : 0);
      for (LongUnaryOperator kind : kinds) {
        long[] numbers = LongStream.range(0, 5000).map(kind).toArray();
        long[] expected = Arrays.copyOf(numbers, size);
        Arrays.sort(expected);
        scratch.sort(numbers, size);
        assertThat(Arrays.copyOf(numbers, size)).isEqualTo(expected);
      }
    }
    assertThat(Scratch.below(new long[] {-2, 0, 0, 5, 1}, 4, 0)).isEqualTo(1);
    assertThat(Scratch.below(new long[] {-2, 0, 0, 5, 1}, 4, 1)).isEqualTo(3);
    assertThat(Scratch.below(new long[] {-2, 0, 0, 5, 1}, 4, 9)).isEqualTo(4);
  }

  @Test
  void ranks_of_sorted_values_are_within_the_bound_too() {
    int n = 200_000;
    SplittableRandom random = new SplittableRandom(19);
    QuantileSketch sketch = QuantileSketch.ofReals();
    int done = 0;
    while (done < n) {
      // of all sizes, odd ones among them, and some values alone
      int many = Math.min(n - done, random.nextInt(3) == 0 ? 4096 : random.nextInt(1, 6000));
      int from = done;
      long[] orders =
          IntStream.range(0, many)
              .mapToLong(i -> QuantileSketch.order(shuffled(from + i, n)))
              .sorted()
              .toArray();
      sketch.addSorted(orders, many);
      done += many;
      if (done < n) {
        sketch.add(QuantileSketch.order(shuffled(done++, n)));
      }
    }
    assertThat(sketch.count()).isEqualTo(n);
    assertThat(sketch.error()).isBetween(0.0, 0.012);
    QuantileSketch.Ranks ranks = sketch.ranks();
    assertThat(ranks.total()).isEqualTo(n);
    for (double q = 0.01; q < 1; q += 0.01) {
      assertThat(Math.abs(ranks.quantile(q) - q * n)).isLessThanOrEqualTo(sketch.error() * n + 2);
    }
    QuantileSketch few = QuantileSketch.ofReals();
    few.addSorted(
        LongStream.range(0, 1024).map(i -> QuantileSketch.order((double) i)).toArray(), 1024);
    assertThat(few.isExact()).isTrue();
    assertThat(few.ranks().quantile(0.5)).isEqualTo(511);
  }

  @Test
  void values_that_come_together_are_counted_within_the_same_error() {
    int capacity = 50;
    for (HeavyHitters.Words words : List.of(HeavyHitters.Words.NONE, HeavyHitters.Words.WHOLE)) {
      SplittableRandom random = new SplittableRandom(23);
      Scratch scratch = new Scratch(4096);
      HeavyHitters table = new HeavyHitters(capacity, words);
      Map<Object, Long> truth = new HashMap<>();
      Map<Object, Long> open = new HashMap<>();
      Map<Object, Long> told = new HashMap<>();
      HeavyHitters.Observer observer = telling(told, words);
      int n = 0;
      int unseen = 0;
      while (n < 200_000) {
        int many = random.nextInt(2) == 0 ? 4096 : random.nextInt(0, 300);
        Object[] values = new Object[many];
        long[] hashes = new long[many];
        for (int i = 0; i < many; i++) {
          long number = random.nextInt(10) < 3 ? random.nextInt(3) : 10 + random.nextInt(1_000_000);
          hashes[i] = Hashes.mix(number);
          values[i] = words == HeavyHitters.Words.NONE ? (Object) ("v" + number) : (Object) number;
          truth.merge(values[i], 1L, Long::sum);
        }
        unseen +=
            table.addAll(
                hashes,
                many,
                i -> words == HeavyHitters.Words.NONE ? values[i] : null,
                scratch,
                observer);
        n += many;
        // a deferred one, between
        long number = random.nextInt(10);
        Object value = words == HeavyHitters.Words.NONE ? (Object) ("v" + number) : (Object) number;
        truth.merge(value, 1L, Long::sum);
        if (table.remember(Hashes.mix(number), value, observer)) {
          open.merge(value, 1L, Long::sum);
        }
        n++;
      }
      table.flush(observer);
      assertThat(told).isEqualTo(open);
      assertThat(unseen).isGreaterThan(n / 4);
      assertThat(table.error()).isBetween(1L, (long) n / capacity);
      assertThat(table.size()).isLessThanOrEqualTo(2 * capacity);
      Map<Object, long[]> counts = table.counts();
      truth.forEach(
          (value, count) -> {
            long counted = counts.containsKey(value) ? counts.get(value)[0] : 0;
            assertThat(count).isBetween(counted, counted + table.error());
          });
      assertThat(table.top(3))
          .extracting(ValueCount::value)
          .containsExactlyInAnyOrder(
              words == HeavyHitters.Words.NONE
                  ? new String[] {"v0", "v1", "v2"}
                  : new String[] {"0", "1", "2"});
    }
  }

  @Test
  void few_values_that_come_together_are_counted_exactly() {
    HeavyHitters table = new HeavyHitters(50, HeavyHitters.Words.WHOLE);
    long[] hashes = LongStream.range(0, 4000).map(i -> Hashes.mix(i % 100)).toArray();
    HeavyHitters.Observer observer = telling(new HashMap<>(), HeavyHitters.Words.WHOLE);
    assertThat(table.addAll(hashes, 4000, i -> null, new Scratch(4000), observer)).isZero();
    assertThat(table.isExact()).isTrue();
    assertThat(table.counts()).hasSize(100);
    assertThat(table.counts().values()).allSatisfy(count -> assertThat(count[0]).isEqualTo(40));
  }

  private static HeavyHitters.Observer telling(Map<Object, Long> told, HeavyHitters.Words words) {
    return new HeavyHitters.Observer() {
      @Override
      public void flush(Object value, long times) {
        told.merge(value, times, Long::sum);
      }

      @Override
      public void flush(long word, long times) {
        told.merge(words.of(word), times, Long::sum);
      }
    };
  }

  /** Java writes a decimal out to convert it: 92 MB for this many digits. */
  @Test
  void a_decimal_of_very_many_digits_is_beyond_every_double() {
    BigDecimal huge = new BigDecimal(BigInteger.ONE.shiftLeft(524_280), 2);
    assertThat(QuantileSketch.finite(huge)).isEqualTo(Double.MAX_VALUE);
    assertThat(QuantileSketch.finite(huge.negate())).isEqualTo(-Double.MAX_VALUE);
    assertThat(QuantileSketch.finite(huge.movePointLeft(400_000))).isZero();
    assertThat(QuantileSketch.finite(BigDecimal.ZERO.setScale(500))).isZero();
    assertThat(QuantileSketch.finite(BigDecimal.ZERO.setScale(-500))).isZero();
    for (String each :
        new String[] {"1e308", "-1.7976931348623157e308", "4.9e-324", "1e-330", "0.1"}) {
      assertThat(QuantileSketch.finite(new BigDecimal(each)))
          .isEqualTo(Double.parseDouble(each) + 0.0);
    }
    assertThat(QuantileSketch.finite(new BigDecimal("1e309"))).isEqualTo(Double.MAX_VALUE);
  }
}
