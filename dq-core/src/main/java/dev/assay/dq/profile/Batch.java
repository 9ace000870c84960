package dev.assay.dq.profile;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait, column by column, to be taken in together: what is known of a column is then
 * looked at for all of them at once. Whole numbers, floating point and days wait as words, without
 * their objects. Its size is bounded.
 */
final class Batch {

  private static final int ROWS = 4096;
  private static final int FEWEST_ROWS = 64;

  /** How many values wait at most, if there are not very many columns. */
  private static final int CELLS = 1 << 20;

  /** How many characters and bytes may wait. */
  private static final long HEAVY = 1 << 20;

  /** What an object weighs that is no text. */
  private static final int OBJECT = 16;

  private final ColumnState[] columns;
  private final HeavyHitters.Words[] kinds;
  private final int[] wholes;
  private final int[] reals;

  /** Columns whose values stay as they are: decimals and times. */
  private final int[] immutable;

  private final int[] texts;

  /** Columns of other values that may be large, or change. */
  private final int[] careful;

  private final long[][] words;
  private final long[][] absent;

  /** Which columns of words have rows without a value. */
  private final boolean[] gapped;

  private final @Nullable Object[][] objects;
  private final Utf8[] utf8;
  private final Scratch scratch;
  private final int capacity;
  private int size;
  private long weight;

  Batch(ColumnState[] columns) {
    int width = columns.length;
    this.columns = columns;
    this.capacity = Math.max(FEWEST_ROWS, Math.min(ROWS, CELLS / Math.max(1, width)));
    this.scratch = new Scratch(capacity);
    this.kinds = Arrays.stream(columns).map(ColumnState::words).toArray(HeavyHitters.Words[]::new);
    this.wholes = which(width, i -> isWhole(kinds[i]));
    this.reals = which(width, i -> kinds[i] == HeavyHitters.Words.REAL);
    IntPredicate object = i -> kinds[i] == HeavyHitters.Words.NONE;
    this.immutable = which(width, i -> object.test(i) && columns[i].isImmutable());
    this.texts = which(width, i -> columns[i] instanceof ColumnState.OfText);
    this.careful =
        which(
            width,
            i ->
                object.test(i)
                    && !columns[i].isImmutable()
                    && !(columns[i] instanceof ColumnState.OfText));
    this.words = new long[width][];
    this.absent = new long[width][];
    this.gapped = new boolean[width];
    this.objects = new Object[width][];
    this.utf8 = new Utf8[width];
    for (int i : texts) {
      utf8[i] = new Utf8(capacity);
    }
    for (int i = 0; i < width; i++) {
      if (object.test(i)) {
        objects[i] = new Object[capacity];
      } else {
        words[i] = new long[capacity];
        absent[i] = new long[(capacity + Long.SIZE - 1) / Long.SIZE];
      }
    }
  }

  private static boolean isWhole(HeavyHitters.Words words) {
    return words == HeavyHitters.Words.WHOLE || words == HeavyHitters.Words.DAY;
  }

  private static int[] which(int width, IntPredicate wanted) {
    return IntStream.range(0, width).filter(wanted).toArray();
  }

  /**
   * Adds a record.
   *
   * @return whether there is no room for another one
   */
  boolean add(@Nullable Object[] values) {
    int row = size++;
    for (int i : wholes) {
      Object value = values[i];
      if (value == null) {
        skip(i, row);
      } else {
        words[i][row] = value instanceof Long number ? number : whole(value, i);
      }
    }
    for (int i : reals) {
      Object value = values[i];
      if (value == null) {
        skip(i, row);
      } else {
        double real = value instanceof Double number ? number : real(value, i);
        words[i][row] = Double.doubleToLongBits(real + 0.0); // -0.0 is 0.0
      }
    }
    for (int i : immutable) {
      objects[i][row] = values[i];
    }
    weight += (long) OBJECT * immutable.length;
    for (int i : texts) {
      addText(i, row, values[i]);
    }
    for (int i : careful) {
      Object value = values[i];
      if (columns[i].isMutable()) {
        hashes(i)[row] = columns[i].add(value);
      } else if (value != null) {
        value = columns[i].stable(value);
        weight += value instanceof byte[] bytes ? bytes.length : 1;
      }
      objects[i][row] = value;
    }
    return size == capacity || weight > HEAVY;
  }

  private void skip(int column, int row) {
    gapped[column] = true;
    absent[column][row / Long.SIZE] |= 1L << row;
  }

  /** Text of a column where most is new is read while it is at hand. */
  private void addText(int column, int row, @Nullable Object value) {
    ColumnState.OfText state = (ColumnState.OfText) columns[column];
    String text = null;
    if (value instanceof byte[] bytes) {
      weight += bytes.length;
      if (bytes.length <= Utf8.LONGEST) {
        if (state.isMostlyNew()) {
          hashes(column)[row] = state.readNow(bytes);
        }
        utf8[column].add(bytes);
        objects[column][row] = null;
        return;
      }
      text = new String(bytes, StandardCharsets.UTF_8);
    } else if (value instanceof String given) {
      weight += given.length();
      text = given;
    } else if (value != null) {
      throw wrong(value, column);
    }
    if (text != null && state.isMostlyNew()) {
      hashes(column)[row] = state.readNow(text);
    }
    utf8[column].skip();
    objects[column][row] = text;
  }

  private long whole(Object value, int column) {
    boolean isDay = kinds[column] == HeavyHitters.Words.DAY;
    if (isDay && value instanceof LocalDate day) {
      return day.toEpochDay();
    }
    if (value instanceof Integer || (!isDay && (value instanceof Short || value instanceof Byte))) {
      return ((Number) value).longValue();
    }
    throw wrong(value, column);
  }

  private double real(Object value, int column) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(value, column);
  }

  private IllegalArgumentException wrong(Object value, int column) {
    return new IllegalArgumentException(
        "column "
            + columns[column].name()
            + " is "
            + columns[column].type().display()
            + ", but a record has a "
            + value.getClass().getName());
  }

  int size() {
    return size;
  }

  /** Room to work on one of its columns. */
  Scratch scratch() {
    return scratch;
  }

  /** Empties it. What waited is overwritten later. */
  void clear() {
    for (int i = 0; i < gapped.length; i++) {
      if (gapped[i]) {
        gapped[i] = false;
        Arrays.fill(absent[i], 0);
      }
    }
    for (int i : texts) {
      utf8[i].clear();
    }
    size = 0;
    weight = 0;
  }

  /** The words of a column that has such; those of rows without a value say nothing. */
  long[] words(int column) {
    return words[column];
  }

  /** The hashes of what was read before it waited. */
  long[] hashes(int column) {
    if (words[column] == null) {
      words[column] = new long[capacity];
    }
    return words[column];
  }

  /** Whether a row has no value in a column that has words. */
  boolean isAbsent(int column, int row) {
    return gapped[column] && (absent[column][row / Long.SIZE] & (1L << row)) != 0;
  }

  /** Whether a row has no value in a column of objects. */
  boolean isNull(int column, int row) {
    return objects[column][row] == null && (utf8[column] == null || utf8[column].length(row) < 0);
  }

  /** The text of a row that has one. */
  String text(int column, int row) {
    Object text = objects[column][row];
    if (text == null) {
      text = utf8[column].text(row);
      objects[column][row] = text;
    }
    return (String) text;
  }

  /** What waits of a column of objects; text that waits as UTF-8 is put there when it is made. */
  @Nullable Object[] waiting(int column) {
    return objects[column];
  }

  /** The text of a column that waits as UTF-8. */
  Utf8 utf8(int column) {
    return utf8[column];
  }

  /** The canonical value of a row, or null. */
  @Nullable Object value(int column, int row) {
    @Nullable Object[] all = objects[column];
    if (all == null) {
      return isAbsent(column, row) ? null : kinds[column].of(words[column][row]);
    }
    Object value = all[row];
    return value != null || isNull(column, row) ? value : text(column, row);
  }

  /** The values of some rows as floating point; NaN if there is none, or if it is not finite. */
  void finite(int column, int from, int rows, double[] to) {
    long[] all = words[column];
    boolean whole = isWhole(kinds[column]);
    for (int r = 0; r < rows; r++) {
      int row = from + r;
      to[r] = whole ? (isAbsent(column, row) ? Double.NaN : all[row]) : finite(column, row);
    }
  }

  /** The value of a row as floating point; NaN if there is none, or if it is not finite. */
  double finite(int column, int row) {
    double number = Double.NaN;
    if (objects[column] == null) {
      number = isAbsent(column, row) ? Double.NaN : kinds[column].real(words[column][row]);
    } else if (objects[column][row] instanceof Number value) {
      number = value.doubleValue();
    }
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /**
   * Tells of each row without a value in a column.
   *
   * @return the sum of the weights of these rows
   */
  long gaps(int column, @Nullable BitSet[] gaps, long[] weights) {
    long sum = 0;
    if (objects[column] == null) {
      long[] bits = absent[column];
      for (int i = 0; i < bits.length; i++) {
        for (long left = bits[i]; left != 0; left &= left - 1) {
          int row = i * Long.SIZE + Long.numberOfTrailingZeros(left);
          gap(gaps, row, column);
          sum += weights[row];
        }
      }
    } else {
      for (int row = 0; row < size; row++) {
        if (isNull(column, row)) {
          gap(gaps, row, column);
          sum += weights[row];
        }
      }
    }
    return sum;
  }

  private void gap(@Nullable BitSet[] gaps, int row, int column) {
    BitSet there = gaps[row];
    if (there == null) {
      there = new BitSet(columns.length);
      gaps[row] = there;
    }
    there.set(column);
  }
}
