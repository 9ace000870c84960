package dev.assay.dq.spark.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts are exact whatever the hash function does. */
class LongWordTableTest {

  private static Map<List<Long>, Long> entries(LongWordTable table, int words) {
    Map<List<Long>, Long> entries = new HashMap<>();
    table.forEach(
        (keys, from, count) ->
            entries.put(Arrays.stream(keys, from, from + words).boxed().toList(), count));
    return entries;
  }

  private static void compare(int words, long hashMask) {
    Random random = new Random(words);
    LongWordTable table = new LongWordTable(words, 0, hashMask);
    Map<List<Long>, Long> expected = new HashMap<>();
    long[] key = new long[words];
    for (int i = 0; i < 6000; i++) {
      for (int w = 0; w < words; w++) {
        key[w] = random.nextInt(4) == 0 ? Long.MIN_VALUE + random.nextInt(3) : random.nextInt(900);
      }
      long count = 1L + random.nextInt(3);
      table.add(key, 0, count);
      expected.merge(Arrays.stream(key).boxed().toList(), count, Long::sum);
    }
    assertThat(table.size()).isEqualTo(expected.size());
    assertThat(entries(table, words)).isEqualTo(expected);
    table.clear();
    assertThat(table.size()).isZero();
    assertThat(entries(table, words)).isEmpty();
  }

  @Test
  void counts_keys_of_one_to_four_words() {
    for (int words = 1; words <= 4; words++) {
      compare(words, -1);
    }
  }

  @Test
  void a_hash_of_eight_bits_is_slower_and_equally_exact() {
    compare(1, 0xFFL << 56);
    compare(3, 0xFFL << 56);
  }

  @Test
  void a_hash_that_is_always_the_same_is_still_exact() {
    compare(2, 0);
  }
}
