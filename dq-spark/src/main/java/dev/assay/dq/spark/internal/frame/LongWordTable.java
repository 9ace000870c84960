package dev.assay.dq.spark.internal.frame;

import dev.assay.dq.internal.model.Fault;

/**
 * Counts keys of a fixed number of 64-bit words: an open-addressing hash table with linear probing
 * in plain arrays. Equal words are equal keys, so counts are exact.
 */
final class LongWordTable {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double FULL = 0.7;

  /** What an array may hold. */
  private static final int MOST_WORDS = 1 << 30;

  private final int words;
  private final long hashMask;
  private long[] keys;
  private long[] counts;
  private int mask;
  private int shift;
  private int size;
  private int limit;

  LongWordTable(int words, int expected) {
    this(words, expected, -1);
  }

  /** A table that uses only some bits of the hash: slower, and equally exact. */
  LongWordTable(int words, int expected, long hashMask) {
    this.words = words;
    this.hashMask = hashMask;
    allocate(Math.max(16, (int) Math.min(1 << 29, expected / FULL + 1)));
  }

  private void allocate(int least) {
    int capacity = Integer.highestOneBit(least - 1) << 1;
    if (capacity <= 0 || capacity > MOST_WORDS / words) {
      throw new Fault(
          "More than "
              + size
              + " distinct keys of "
              + words
              + " words came to one place of one task: count this key with"
              + " KeyStrategy.GROUP_BY");
    }
    keys = new long[capacity * words];
    counts = new long[capacity];
    mask = capacity - 1;
    shift = 64 - Integer.numberOfTrailingZeros(capacity);
    limit = (int) (capacity * FULL);
    size = 0;
  }

  int size() {
    return size;
  }

  /** A mixture of all bits of a key (Fibonacci hashing, Knuth 6.4, after a fold of the words). */
  static long hash(long[] source, int from, int words) {
    long h = source[from];
    for (int w = 1; w < words; w++) {
      h = (h ^ (h >>> 32)) * GOLDEN + source[from + w];
    }
    h ^= h >>> 29;
    return h * GOLDEN;
  }

  /** Adds to the count of the key that starts at a place of an array. */
  void add(long[] source, int from, long count) {
    if (size >= limit) {
      grow();
    }
    int slot = (int) ((hash(source, from, words) & hashMask) >>> shift);
    if (words == 1) {
      addWord(slot, source[from], count);
      return;
    }
    while (counts[slot] != 0) {
      if (equal(source, from, slot)) {
        counts[slot] += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    System.arraycopy(source, from, keys, slot * words, words);
    counts[slot] = count;
    size++;
  }

  /** The same for most keys, without loops over their words. */
  private void addWord(int from, long word, long count) {
    int slot = from;
    while (counts[slot] != 0) {
      if (keys[slot] == word) {
        counts[slot] += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = word;
    counts[slot] = count;
    size++;
  }

  private boolean equal(long[] source, int from, int slot) {
    int at = slot * words;
    for (int w = 0; w < words; w++) {
      if (keys[at + w] != source[from + w]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    allocate(oldCounts.length * 2);
    for (int slot = 0; slot < oldCounts.length; slot++) {
      if (oldCounts[slot] != 0) {
        add(oldKeys, slot * words, oldCounts[slot]);
      }
    }
  }

  /** Takes each key and its count. */
  interface Visitor {
    void entry(long[] keys, int from, long count);
  }

  void forEach(Visitor visitor) {
    for (int slot = 0; slot < counts.length; slot++) {
      if (counts[slot] != 0) {
        visitor.entry(keys, slot * words, counts[slot]);
      }
    }
  }

  void clear() {
    java.util.Arrays.fill(counts, 0);
    size = 0;
  }
}
