package dev.assay.dq.profile;

import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The days that occur, a bit for each, as long as the first and the last are no more than {@value
 * ColumnProfile.Time#MAX_DAYS} days apart.
 */
final class Days {

  private static final int MOST = ColumnProfile.Time.MAX_DAYS;

  /** Beyond all days that there are in any zone. */
  private static final long FARTHEST = 1L << 40;

  /** With the room to spare at both ends. */
  private static final int MOST_WORDS = 4 * (MOST / Long.SIZE + 2);

  private long[] words = new long[0];
  private long base;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(long day) {
    if (day < first || day > last) {
      first = Math.min(first, day);
      last = Math.max(last, day);
      reach();
    }
    if (words.length > 0) {
      int bit = (int) (day - (base << 6));
      words[bit >> 6] |= 1L << bit;
    }
  }

  private boolean isTooWide() {
    return last - first > MOST;
  }

  /** Makes room for the days from the first to the last, and some more so that it is seldom. */
  private void reach() {
    if (isTooWide()) {
      words = new long[0];
      return;
    }
    long low = first >> 6;
    long high = last >> 6;
    if (words.length > 0 && low >= base && high < base + words.length) {
      return;
    }
    int spare = words.length;
    long from = words.length == 0 ? low : Math.min(base, low < base ? low - spare : low);
    long to = words.length == 0 ? high : Math.max(base + words.length - 1, high + spare);
    long[] wider = new long[(int) (to - from + 1)];
    if (words.length > 0) {
      System.arraycopy(words, 0, wider, (int) (base - from), words.length);
    }
    base = from;
    words = wider;
  }

  void merge(Days other) {
    if (other.first > other.last) {
      return;
    }
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
    reach();
    if (words.length > 0) {
      for (int i = 0; i < other.words.length; i++) {
        if (other.words[i] != 0) {
          words[(int) (other.base + i - base)] |= other.words[i];
        }
      }
    }
  }

  /** How many days between the first and the last do not occur; -1 if unknown. */
  long without() {
    if (first > last || isTooWide()) {
      return -1;
    }
    return last - first + 1 - Arrays.stream(words).map(Long::bitCount).sum();
  }

  /** The most of these in a row; -1 if unknown. */
  long longestGap() {
    if (first > last || isTooWide()) {
      return -1;
    }
    long longest = 0;
    long before = first;
    for (int i = 0; i < words.length; i++) {
      for (long word = words[i]; word != 0; word &= word - 1) {
        long day = ((base + i) << 6) + Long.numberOfTrailingZeros(word);
        longest = Math.max(longest, day - before - 1);
        before = day;
      }
    }
    return longest;
  }

  void write(StateWriter out) {
    out.writeLong(first);
    out.writeLong(last);
    out.writeLong(base);
    out.writeInt(words.length);
    out.writeLongs(words, words.length);
  }

  void read(StateReader in) {
    first = in.readLong();
    last = in.readLong();
    base = in.readLong();
    words = new long[in.readSize(Long.BYTES, MOST_WORDS)];
    in.readLongs(words, words.length);
    boolean none = first == Long.MAX_VALUE && last == Long.MIN_VALUE;
    boolean some = first >= -FARTHEST && last <= FARTHEST && first <= last;
    boolean room =
        words.length > 0
            && base <= first >> 6
            && base >= (first >> 6) - MOST_WORDS
            && last >> 6 < base + words.length;
    StateReader.check(
        none ? words.length == 0 : some && (isTooWide() ? words.length == 0 : room),
        "days that cannot be");
  }

  static boolean isDay(long day) {
    return day >= LocalDate.MIN.toEpochDay() && day <= LocalDate.MAX.toEpochDay();
  }
}
