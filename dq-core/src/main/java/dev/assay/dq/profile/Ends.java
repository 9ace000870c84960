package dev.assay.dq.profile;

import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The {@value #MOST} smallest and the {@value #MOST} largest different values, with how often each
 * occurs. Exact, in whatever order and parts the values come: one that has lost its place is never
 * among them again.
 *
 * <p>A value is a word of the same order, and where words do not say all, an object that decides
 * between equal words. Most values need a comparison of two words on either side, and nothing else.
 */
final class Ends {

  static final int MOST = ColumnProfile.ENDS;

  /** How many characters of a text are kept; texts that begin with the same ones are one here. */
  static final int LONGEST = 1000;

  /** How many characters of a text are in its word. */
  private static final int PREFIX = 7;

  private static final int NO_ASCII = 0x80;

  private final Side smallest = new Side(1);
  private final Side largest = new Side(-1);

  /** Words that lie between these are on neither side. */
  private long low = Long.MAX_VALUE;

  private long high = Long.MIN_VALUE;

  /** One of the sides, the outermost value first. */
  private static final class Side {
    private final int sign;
    private final long[] words = new long[MOST];
    private final @Nullable Object[] values = new Object[MOST];
    private final long[] counts = new long[MOST];
    private int size;

    Side(int sign) {
      this.sign = sign;
    }

    private int compare(long word, @Nullable Object value, int place) {
      int order = Long.compare(word, words[place]);
      Object there = values[place];
      return sign
          * (order == 0 && value != null && there != null ? Values.compare(value, there) : order);
    }

    void add(long word, @Nullable Object value, long times) {
      int place = size;
      while (place > 0) {
        int order = compare(word, value, place - 1);
        if (order == 0) {
          counts[place - 1] += times;
          return;
        }
        if (order > 0) {
          break;
        }
        place--;
      }
      if (place == MOST) {
        return;
      }
      size = Math.min(MOST, size + 1);
      for (int i = size - 1; i > place; i--) {
        words[i] = words[i - 1];
        values[i] = values[i - 1];
        counts[i] = counts[i - 1];
      }
      words[place] = word;
      values[place] = value;
      counts[place] = times;
    }

    void write(StateWriter out, boolean objects) {
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        if (objects) {
          out.writeValue(values[i]);
        } else {
          out.writeLong(words[i]);
        }
        out.writeLong(counts[i]);
      }
    }

    void read(StateReader in, @Nullable ToLongFunction<Object> wordOf, Class<?> type) {
      int number = in.readSize(Long.BYTES + 1, MOST);
      for (int i = 0; i < number; i++) {
        Object value =
            wordOf == null
                ? null
                : type == BigDecimal.class ? in.readDecimalOrNull() : in.readValue(type);
        StateReader.check(
            (value == null) == (wordOf == null)
                && !(value instanceof String text && text.length() > LONGEST),
            "an end that cannot be");
        long word = wordOf == null || value == null ? in.readLong() : wordOf.applyAsLong(value);
        StateReader.check(i == 0 || compare(word, value, i - 1) > 0, "ends in another order");
        words[i] = word;
        values[i] = value;
        counts[i] = in.readCount();
        StateReader.check(counts[i] > 0, "an end that does not occur");
        size++;
      }
    }

    List<ValueCount> list(BiFunction<Long, @Nullable Object, String> text) {
      List<ValueCount> all = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        all.add(new ValueCount(text.apply(words[i], values[i]), counts[i]));
      }
      return List.copyOf(all);
    }
  }

  /** Whether a value with this word may have to be added. */
  boolean isNear(long word) {
    return word <= low || word >= high;
  }

  /** Adds a value that occurs some times; the object is null where words say all. */
  void add(long word, @Nullable Object value, long times) {
    if (isNear(word)) {
      smallest.add(word, value, times);
      largest.add(word, value, times);
      bound();
    }
  }

  private void bound() {
    if (smallest.size == MOST) {
      low = smallest.words[MOST - 1];
      high = largest.words[MOST - 1];
    }
  }

  /** Adds words in ascending order, each of which says all. */
  void addSorted(long[] words, int many) {
    for (int i = 0; i < many && words[i] <= low; bound()) {
      int next = i + 1;
      while (next < many && words[next] == words[i]) {
        next++;
      }
      smallest.add(words[i], null, next - i);
      i = next;
    }
    for (int i = many - 1; i >= 0 && words[i] >= high; bound()) {
      int next = i - 1;
      while (next >= 0 && words[next] == words[i]) {
        next--;
      }
      largest.add(words[i], null, i - next);
      i = next;
    }
  }

  /** Adds a text, of which no more than its beginning is kept. */
  void addText(String text, long times) {
    long word = word(text);
    if (isNear(word)) {
      add(word, Utf8.beginning(text, LONGEST), times);
    }
  }

  /** A word of the order of texts: their beginning, as far as it is ASCII. */
  static long word(String text) {
    int length = Math.min(PREFIX, text.length());
    long word = 0;
    for (int i = 0; i < length; i++) {
      int c = Math.min(text.charAt(i), NO_ASCII);
      word |= (long) c << (Byte.SIZE * (PREFIX - 1 - i));
      if (c == NO_ASCII) {
        break;
      }
    }
    return word;
  }

  /** The same of a text that is given as ASCII. */
  static long word(byte[] ascii) {
    int length = Math.min(PREFIX, ascii.length);
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (long) ascii[i] << (Byte.SIZE * (PREFIX - 1 - i));
    }
    return word;
  }

  void merge(Ends other) {
    merge(smallest, other.smallest);
    merge(largest, other.largest);
    bound();
  }

  private static void merge(Side side, Side other) {
    for (int i = 0; i < other.size; i++) {
      side.add(other.words[i], other.values[i], other.counts[i]);
    }
  }

  boolean isEmpty() {
    return smallest.size == 0;
  }

  /** The word of the smallest value; there must be one. */
  long firstWord() {
    return smallest.words[0];
  }

  /** The word of the largest value; there must be one. */
  long lastWord() {
    return largest.words[0];
  }

  /** The smallest value, or null if there is none or its word says all. */
  @Nullable Object first() {
    return smallest.values[0];
  }

  /** The largest value, or null if there is none or its word says all. */
  @Nullable Object last() {
    return largest.values[0];
  }

  /** Whether all words fit. */
  boolean allWords(LongPredicate fits) {
    return Arrays.stream(smallest.words, 0, smallest.size).allMatch(fits)
        && Arrays.stream(largest.words, 0, largest.size).allMatch(fits);
  }

  /** The smallest values, the smallest first. */
  List<ValueCount> smallest(BiFunction<Long, @Nullable Object, String> text) {
    return smallest.list(text);
  }

  /** The largest values, the largest first. */
  List<ValueCount> largest(BiFunction<Long, @Nullable Object, String> text) {
    return largest.list(text);
  }

  /** Writes them; the objects, if there are such, without their words. */
  void write(StateWriter out, boolean objects) {
    smallest.write(out, objects);
    largest.write(out, objects);
  }

  /**
   * Reads what was written, into a state that has seen nothing.
   *
   * @param wordOf the word of an object; null if words say all
   * @param type the class of the objects
   */
  void read(StateReader in, @Nullable ToLongFunction<Object> wordOf, Class<?> type) {
    smallest.read(in, wordOf, type);
    largest.read(in, wordOf, type);
    StateReader.check(
        smallest.size == largest.size
            && (isEmpty() || smallest.compare(lastWord(), last(), 0) >= 0),
        "ends that cannot be");
    bound();
  }
}
