package dev.assay.dq.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The few texts of a column that come again and again: found by their length and a few of their
 * bytes, proved by all of them, and counted until it is asked for them. Not thread-safe.
 */
final class ShortTexts {

  private static final int PLACES = 256;

  private final byte[] @Nullable [] utf8 = new byte[PLACES][];
  private final String[] texts = new String[PLACES];
  private final long[] hashes = new long[PLACES];
  private final int[] counts = new int[PLACES];

  /** Observes a text that came some times. */
  interface Observer {
    void flush(long hash, String text, long times);
  }

  private static int place(byte[] all, int from, int length) {
    if (length == 0) {
      return 0;
    }
    int h = length;
    h = 31 * h + all[from];
    h = 31 * h + all[from + length / 2];
    h = 31 * h + all[from + length - 1];
    return (h ^ (h >>> 8)) & (PLACES - 1);
  }

  /**
   * Counts a text if it is there.
   *
   * @return its place, or a negative number
   */
  int count(byte[] all, int from, int length) {
    int place = place(all, from, length);
    byte[] there = utf8[place];
    if (there != null
        && there.length == length
        && Arrays.equals(there, 0, length, all, from, from + length)) {
      counts[place]++;
      return place;
    }
    return -1;
  }

  String text(int place) {
    return texts[place];
  }

  long hash(int place) {
    return hashes[place];
  }

  /** Keeps a text, which was counted elsewhere this time, in the place of another one. */
  void keep(byte[] all, int from, int length, long hash, String text, Observer observer) {
    int place = place(all, from, length);
    flush(place, observer);
    utf8[place] = Arrays.copyOfRange(all, from, from + length);
    texts[place] = text;
    hashes[place] = hash;
  }

  /** Tells of all texts how often they came since. */
  void flush(Observer observer) {
    for (int place = 0; place < PLACES; place++) {
      flush(place, observer);
    }
  }

  private void flush(int place, Observer observer) {
    int times = counts[place];
    if (times > 0) {
      counts[place] = 0;
      observer.flush(hashes[place], texts[place], times);
    }
  }
}
