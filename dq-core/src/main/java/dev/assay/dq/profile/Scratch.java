package dev.assay.dq.profile;

import java.util.Arrays;

/** Room to work on the values of one column after the other. Not thread-safe. */
final class Scratch {

  private static final int DIGIT = 8;
  private static final int DIGITS = 1 << DIGIT;
  private static final int TOP = Long.SIZE - DIGIT;

  /** Below, comparing is faster than counting digits. */
  private static final int FEW = 128;

  /** A bit for each of 65,536 beginnings of a hash: most of a few thousand have one alone. */
  private static final int FILTER_BITS = 16;

  final long[] hashes;
  final long[] words;
  final double[] reals;
  private final long[] spare;
  private final int[] starts = new int[DIGITS];
  private final long[] once = new long[1 << (FILTER_BITS - 6)];
  private final long[] again = new long[1 << (FILTER_BITS - 6)];

  Scratch(int size) {
    this.hashes = new long[size];
    this.words = new long[size];
    this.reals = new double[size];
    this.spare = new long[size];
  }

  /** Forgets which hashes it has met. */
  void forget() {
    Arrays.fill(once, 0);
    Arrays.fill(again, 0);
  }

  /** Observes a hash. */
  void meet(long hash) {
    int bit = (int) (hash >>> (Long.SIZE - FILTER_BITS));
    long mask = 1L << bit;
    again[bit >> 6] |= once[bit >> 6] & mask;
    once[bit >> 6] |= mask;
  }

  /** Whether a hash may have been met more than once; if not, it was not. */
  boolean mayRepeat(long hash) {
    int bit = (int) (hash >>> (Long.SIZE - FILTER_BITS));
    return (again[bit >> 6] & (1L << bit)) != 0;
  }

  /**
   * Sorts the first numbers: digit by digit, from the last, but for those that are all the same.
   */
  void sort(long[] numbers, int size) {
    if (size < FEW) {
      Arrays.sort(numbers, 0, size);
      return;
    }
    boolean sorted = true;
    long differ = 0;
    for (int i = 1; i < size; i++) {
      sorted &= numbers[i - 1] <= numbers[i];
      differ |= numbers[i - 1] ^ numbers[i];
    }
    if (sorted) {
      return;
    }
    long[] from = numbers;
    long[] to = spare;
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
      if ((differ >>> shift & (DIGITS - 1)) != 0) {
        // the first bit of the first digit is the sign: negative ones come first
        byDigit(from, to, size, shift, shift == TOP ? DIGITS / 2 : 0);
        long[] swapped = from;
        from = to;
        to = swapped;
      }
    }
    if (from != numbers) {
      System.arraycopy(from, 0, numbers, 0, size);
    }
  }

  /** How many of the first numbers, which are sorted, are below another one. */
  static int below(long[] sorted, int size, long bound) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void byDigit(long[] from, long[] to, int size, int shift, int sign) {
    int[] next = starts;
    Arrays.fill(next, 0);
    for (int i = 0; i < size; i++) {
      next[((int) (from[i] >>> shift) & (DIGITS - 1)) ^ sign]++;
    }
    int start = 0;
    for (int i = 0; i < DIGITS; i++) {
      int count = next[i];
      next[i] = start;
      start += count;
    }
    for (int i = 0; i < size; i++) {
      to[next[((int) (from[i] >>> shift) & (DIGITS - 1)) ^ sign]++] = from[i];
    }
  }
}
