package dev.assay.dq.profile;

import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks of numbers in bounded memory: buffers of sorted values, of which every other one moves up a
 * level with twice the weight when a buffer is full (Munro and Paterson 1980; Manku, Rajagopalan
 * and Lindsay 1998). Exact up to {@value #SIZE} values; beyond, it knows the largest error that any
 * rank can have. The choice of odd or even alternates, so that the same values in the same order
 * give the same answer.
 *
 * <p>The values that it keeps are exact: whole numbers are their own words; a decimal with more
 * digits than floating point has is kept beside the word of its nearest floating-point number.
 */
final class QuantileSketch {

  private static final int SIZE = 1024;

  private static final int SMALLEST = 32;

  /** Every decimal of so many digits is its nearest double rounded to so many. */
  private static final MathContext DIGITS = new MathContext(15);

  /** What is ranked. */
  private enum Kind {
    WHOLE,
    REAL,
    DECIMAL;

    double real(long word) {
      return this == WHOLE ? word : value(word);
    }

    BigDecimal exact(long word) {
      return switch (this) {
        case WHOLE -> BigDecimal.valueOf(word);
        case REAL -> BigDecimal.valueOf(value(word));
        case DECIMAL -> new BigDecimal(value(word), DIGITS);
      };
    }
  }

  private final Kind kind;

  /** Values as whole numbers of the same order, which are faster to compare and to sort. */
  private long[][] levels = {new long[SMALLEST]};

  /** The decimals of some words, in the same places; null where the word says all. */
  private @Nullable BigDecimal @Nullable [] @Nullable [] decimals;

  private int[] filled = {0};
  private boolean[] odd = {false};
  private long count;
  private double worst;

  private QuantileSketch(Kind kind) {
    this.kind = kind;
  }

  /** Of whole numbers; their words are the numbers. */
  static QuantileSketch ofWholes() {
    return new QuantileSketch(Kind.WHOLE);
  }

  /** Of floating-point numbers; their words are their {@link #order}. */
  static QuantileSketch ofReals() {
    return new QuantileSketch(Kind.REAL);
  }

  /** Of decimals. */
  static QuantileSketch ofDecimals() {
    return new QuantileSketch(Kind.DECIMAL);
  }

  /** Adds the value of a word. */
  void add(long word) {
    count++;
    push(0, word, null);
  }

  /**
   * Adds it some times. Values of a level count for a power of two, so that no rank becomes less
   * exact.
   */
  void add(long word, long times) {
    add(word, null, times);
  }

  /** Adds a decimal whose nearest floating-point number is known some times. */
  void add(BigDecimal decimal, double nearest, long times) {
    int digits = DIGITS.getPrecision();
    boolean fits = decimal.precision() <= digits && Math.abs(decimal.scale()) <= digits;
    add(order(nearest), fits ? null : decimal, times);
  }

  private void add(long word, @Nullable BigDecimal decimal, long times) {
    count += times;
    for (int level = 0; times >> level != 0; level++) {
      if ((times >> level & 1) != 0) {
        reach(level);
        push(level, word, decimal);
      }
    }
  }

  /** No double is so many digits long before the point, or has as many zeros behind it. */
  private static final int BEYOND = 400;

  /** The nearest floating-point number that is finite; never -0.0. */
  static double finite(BigDecimal decimal) {
    // Java writes a decimal out to convert it, which of very many digits takes a lot of memory
    long magnitude =
        Math.round(decimal.unscaledValue().bitLength() * Math.log10(2)) - decimal.scale();
    if (Math.abs(magnitude) > BEYOND) {
      return magnitude < 0 ? 0.0 : decimal.signum() * Double.MAX_VALUE;
    }
    double nearest = decimal.doubleValue() + 0.0;
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, nearest));
  }

  /** Adds sorted words; the array is used up. */
  void addSorted(long[] orders, int many) {
    count += many;
    int level = 0;
    int left = many;
    while (left >= 2 * SIZE) {
      reach(level + 1);
      if (left % 2 != 0) {
        push(level, orders[--left], null);
      }
      int from = startOfHalf(level);
      for (int i = from; i < left; i += 2) {
        orders[i / 2] = orders[i];
      }
      left /= 2;
      level++;
    }
    for (int i = 0; i < left; i++) {
      push(level, orders[i], null);
    }
  }

  /** Where the half begins that moves up from sorted values of a level; it alternates. */
  private int startOfHalf(int level) {
    int first = odd[level] ? 1 : 0;
    odd[level] = !odd[level];
    worst += Math.scalb(1.0, level);
    return first;
  }

  private void reach(int level) {
    int size = levels.length;
    if (level >= size) {
      levels = Arrays.copyOf(levels, level + 1);
      for (int i = size; i <= level; i++) {
        levels[i] = new long[SMALLEST];
      }
      filled = Arrays.copyOf(filled, level + 1);
      odd = Arrays.copyOf(odd, level + 1);
    }
  }

  private void push(int level, long word, @Nullable BigDecimal decimal) {
    if (filled[level] == levels[level].length) {
      if (filled[level] == SIZE) {
        compact(level);
      } else {
        levels[level] = Arrays.copyOf(levels[level], 2 * filled[level]);
      }
    }
    if (decimal != null || decimals != null) {
      keep(level, filled[level], decimal);
    }
    levels[level][filled[level]++] = word;
  }

  private void keep(int level, int place, @Nullable BigDecimal decimal) {
    if (decimals == null || decimals.length <= level) {
      decimals =
          decimals == null ? new BigDecimal[level + 1][] : Arrays.copyOf(decimals, level + 1);
    }
    @Nullable BigDecimal[] there = decimals[level];
    if (there == null && decimal == null) {
      return;
    }
    if (there == null || there.length <= place) {
      int room = levels[level].length;
      there = there == null ? new BigDecimal[room] : Arrays.copyOf(there, room);
      decimals[level] = there;
    }
    there[place] = decimal;
  }

  private @Nullable BigDecimal decimal(int level, int place) {
    @Nullable BigDecimal[] there =
        decimals == null || decimals.length <= level ? null : decimals[level];
    return there == null || there.length <= place ? null : there[place];
  }

  private void compact(int level) {
    reach(level + 1);
    if (decimals != null && level < decimals.length && decimals[level] != null) {
      Kept[] sorted = kept(level);
      Arrays.sort(sorted);
      filled[level] = 0;
      for (int i = startOfHalf(level); i < SIZE; i += 2) {
        push(level + 1, sorted[i].word, sorted[i].decimal);
      }
      return;
    }
    long[] values = levels[level];
    sort(values);
    filled[level] = 0;
    for (int i = startOfHalf(level); i < SIZE; i += 2) {
      push(level + 1, values[i], null);
    }
  }

  private Kept[] kept(int level) {
    return IntStream.range(0, filled[level])
        .mapToObj(i -> new Kept(levels[level][i], decimal(level, i), 1L << level))
        .toArray(Kept[]::new);
  }

  /** A value of which a number of values is known to lie at or below. */
  private record Kept(long word, @Nullable BigDecimal decimal, long weight)
      implements Comparable<Kept> {

    BigDecimal exact() {
      return decimal == null ? Kind.DECIMAL.exact(word) : decimal;
    }

    /** Rounding keeps the order, so decimals are compared only where they round to one number. */
    @Override
    public int compareTo(Kept other) {
      return word != other.word || (decimal == null && other.decimal == null)
          ? Long.compare(word, other.word)
          : exact().compareTo(other.exact());
    }
  }

  /** Half of the values often came in order, from the level below. */
  private static void sort(long[] values) {
    int half = SIZE / 2;
    if (isSorted(values, 0, half) && isSorted(values, half, SIZE)) {
      long[] left = Arrays.copyOf(values, half);
      int a = 0;
      int b = half;
      int to = 0;
      while (a < half && b < SIZE) {
        values[to++] = left[a] <= values[b] ? left[a++] : values[b++];
      }
      System.arraycopy(left, a, values, to, half - a);
    } else {
      Arrays.sort(values, 0, SIZE);
    }
  }

  private static boolean isSorted(long[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (values[i - 1] > values[i]) {
        return false;
      }
    }
    return true;
  }

  void merge(QuantileSketch other) {
    long total = count + other.count;
    worst += other.worst;
    for (int level = 0; level < other.levels.length; level++) {
      reach(level);
      for (int i = 0; i < other.filled[level]; i++) {
        push(level, other.levels[level][i], other.decimal(level, i));
      }
    }
    count = total;
  }

  long count() {
    return count;
  }

  /** The largest error of a rank, as a share of the values. */
  double error() {
    return count == 0 ? 0 : worst / count;
  }

  boolean isExact() {
    return worst == 0;
  }

  /** The sorted values with their weights summed up. */
  Ranks ranks() {
    List<Kept> all = new ArrayList<>();
    for (int level = 0; level < levels.length; level++) {
      Collections.addAll(all, kept(level));
    }
    all.sort(Comparator.naturalOrder());
    int size = all.size();
    double[] values = new double[size];
    long[] words = new long[size];
    @Nullable BigDecimal[] exact = new BigDecimal[size];
    long[] upTo = new long[size];
    long sum = 0;
    for (int i = 0; i < size; i++) {
      Kept each = all.get(i);
      words[i] = each.word;
      values[i] = kind.real(each.word);
      exact[i] = each.decimal;
      sum += each.weight;
      upTo[i] = sum;
    }
    return new Ranks(kind, words, exact, values, upTo);
  }

  void write(StateWriter out) {
    out.writeLong(count);
    out.writeDouble(worst);
    out.writeInt(levels.length);
    for (int level = 0; level < levels.length; level++) {
      out.writeBoolean(odd[level]);
      out.writeInt(filled[level]);
      out.writeLongs(levels[level], filled[level]);
      boolean any = decimals != null && level < decimals.length && decimals[level] != null;
      out.writeBoolean(any);
      for (int i = 0; any && i < filled[level]; i++) {
        out.writeValue(decimal(level, i));
      }
    }
  }

  void read(StateReader in) {
    count = in.readCount();
    worst = in.readDouble();
    StateReader.check(worst >= 0 && worst <= count, "an error that cannot be");
    int number = in.readSize(1 + Integer.BYTES, Long.SIZE - 1);
    StateReader.check(number > 0, "no level of ranks");
    reach(number - 1);
    long left = count;
    for (int level = 0; level < number; level++) {
      odd[level] = in.readBoolean();
      int size = in.readSize(Long.BYTES, SIZE);
      StateReader.check(size <= left >> level, "more values than were counted");
      left -= (long) size << level;
      int room = SMALLEST;
      while (room < size) {
        room *= 2;
      }
      levels[level] = new long[room];
      filled[level] = size;
      in.readLongs(levels[level], size);
      for (int i = 0; i < size; i++) {
        StateReader.check(
            Double.isFinite(kind.real(levels[level][i])), "a rank of what is no number");
      }
      if (in.readBoolean()) {
        StateReader.check(kind == Kind.DECIMAL, "decimals among other numbers");
        for (int i = 0; i < size; i++) {
          keep(level, i, in.readDecimalOrNull());
        }
      }
    }
    StateReader.check(left == 0, "fewer values than were counted");
  }

  /** A whole number for each, in the same order. */
  static long order(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  static double value(long order) {
    return Double.longBitsToDouble(order ^ ((order >> 63) & Long.MAX_VALUE));
  }

  /** Sorted values and how many lie at or below each. */
  static final class Ranks {

    private final Kind kind;
    private final long[] words;
    private final @Nullable BigDecimal[] exact;
    private final double[] values;
    private final long[] upTo;

    private Ranks(
        Kind kind, long[] words, @Nullable BigDecimal[] exact, double[] values, long[] upTo) {
      this.kind = kind;
      this.words = words;
      this.exact = exact;
      this.values = values;
      this.upTo = upTo;
    }

    long total() {
      return upTo[upTo.length - 1];
    }

    /** The same ranks of other numbers in the same order, one for each word. */
    Ranks of(LongToDoubleFunction number) {
      double[] others = Arrays.stream(words).mapToDouble(number).toArray();
      for (int i = 1; i < others.length; i++) {
        others[i] = Math.max(others[i], others[i - 1]); // clocks that are put back
      }
      return new Ranks(kind, words, exact, others, upTo);
    }

    /** The nearest rank: the value at position ceil(q n). */
    double quantile(double q) {
      return values[place(q)];
    }

    /** The same, exactly. */
    BigDecimal exactQuantile(double q) {
      int place = place(q);
      BigDecimal decimal = exact[place];
      return decimal != null ? decimal : kind.exact(words[place]);
    }

    private int place(double q) {
      long rank = Math.max(1, (long) Math.ceil(q * total()));
      int at = Arrays.binarySearch(upTo, rank);
      return at < 0 ? -at - 1 : at;
    }

    /** Some of the values with how many lie at or below them. */
    ColumnProfile.Distribution distribution(double error) {
      List<Double> distinct = new ArrayList<>();
      List<Long> counts = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        if (i + 1 == values.length || values[i + 1] != values[i]) {
          distinct.add(values[i]);
          counts.add(upTo[i]);
        }
      }
      int most = ColumnProfile.Distribution.MAX_POINTS;
      if (distinct.size() <= most) {
        return new ColumnProfile.Distribution(List.copyOf(distinct), List.copyOf(counts), error);
      }
      List<Double> points = new ArrayList<>();
      List<Long> ranks = new ArrayList<>();
      long total = upTo[upTo.length - 1];
      int previous = -1;
      for (int i = 0; i < most; i++) {
        double rank = i == 0 ? 1 : (double) total * i / (most - 1);
        int at = Collections.binarySearch(counts, (long) Math.ceil(rank));
        at = at < 0 ? -at - 1 : at;
        if (at > previous) {
          points.add(distinct.get(at));
          ranks.add(counts.get(at));
          previous = at;
        }
      }
      return new ColumnProfile.Distribution(List.copyOf(points), List.copyOf(ranks), error);
    }

    /** How many whole numbers are above a bound that the greatest is above: one at least. */
    long above(long bound) {
      int at = Scratch.below(words, words.length, bound + 1);
      return Math.max(1, total() - (at == 0 ? 0 : upTo[at - 1]));
    }

    /** How many values are below a bound, or at it. */
    long count(double bound, boolean included) {
      int low = 0;
      int high = values.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[middle] < bound || (included && values[middle] == bound)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low == 0 ? 0 : upTo[low - 1];
    }
  }
}
