package dev.assay.dq.profile;

import dev.assay.dq.internal.state.Hashes;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Frequent values in bounded memory: exact while there are few different ones; beyond that each
 * count may be too low by at most {@link #error()}, after Misra and Gries, Finding repeated
 * elements (1982), and Agarwal et al., Mergeable summaries (2012). A table with open addressing:
 * each value is looked up by a hash that its column needs anyway, and known by itself.
 *
 * <p>Long texts are kept whole up to {@value #MOST_LONG} characters of them. Where there are more,
 * or counts are not exact anyhow, they are kept up to {@value #LONGEST} characters and told apart
 * by their hash besides; nothing is called exact then.
 */
final class HeavyHitters {

  private static final int SMALLEST = 16;
  private static final int SMALL_COUNTS = 64;

  /** How many characters of a text are shown, and kept where it need not be whole. */
  static final int LONGEST = 200;

  /** How many characters of longer texts are kept. */
  static final int MOST_LONG = 200_000;

  /** What a slot has in the cells, side by side, since they are looked at together. */
  private static final int CELLS = 3;

  /** How many values are counted for each that is wanted. */
  private static final int CANDIDATES = 3;

  private static final int COUNT = 1;
  private static final int PENDING = 2;

  private final int capacity;
  private final Words words;
  private long error;
  private int size;
  private int longs;
  private boolean cut;
  private long[] cells = new long[CELLS * SMALLEST];

  /**
   * What is in the slots; null there, or no array at all, where the hash itself tells the value.
   */
  private @Nullable Object @Nullable [] values;

  private boolean anyPending;
  private long @Nullable [] spareCells;
  private @Nullable Object @Nullable [] spareValues;

  /** Observes a value that occurred some times. */
  interface Observer {
    void flush(Object value, long times);

    /** The same of a value without its object. */
    void flush(long word, long times);
  }

  /**
   * Values that are one word each, of which the hash is {@link Hashes#mix}: since that can be
   * undone, equal hashes prove equal values, and no object has to be kept.
   */
  enum Words {
    NONE {
      @Override
      boolean isWord(Object value) {
        return false;
      }

      @Override
      long word(Object value) {
        throw new IllegalStateException("no value is a word here");
      }

      @Override
      Object of(long word) {
        throw new IllegalStateException("a value without its object");
      }
    },
    WHOLE {
      @Override
      boolean isWord(Object value) {
        return value instanceof Long;
      }

      @Override
      long word(Object value) {
        return (Long) value;
      }

      @Override
      Object of(long word) {
        return word;
      }
    },
    REAL {
      @Override
      boolean isWord(Object value) {
        return value instanceof Double;
      }

      @Override
      long word(Object value) {
        return Double.doubleToLongBits((Double) value);
      }

      @Override
      Object of(long word) {
        return Double.longBitsToDouble(word);
      }
    },
    DAY {
      @Override
      boolean isWord(Object value) {
        return value instanceof LocalDate;
      }

      @Override
      long word(Object value) {
        return ((LocalDate) value).toEpochDay();
      }

      @Override
      Object of(long word) {
        return LocalDate.ofEpochDay(word);
      }
    };

    /** A word as floating point; NaN if it is no number. */
    double real(long word) {
      return this == WHOLE ? word : this == REAL ? Double.longBitsToDouble(word) : Double.NaN;
    }

    /** Whether a number stands for a value. */
    boolean isPossible(long word) {
      return this != DAY || Days.isDay(word);
    }

    abstract boolean isWord(Object value);

    abstract long word(Object value);

    abstract Object of(long word);
  }

  HeavyHitters(int capacity) {
    this(capacity, Words.NONE);
  }

  HeavyHitters(int capacity, Words words) {
    this.capacity = capacity;
    this.words = words;
  }

  Words words() {
    return words;
  }

  void add(Object value) {
    add(value, 1);
  }

  void add(Object value, long times) {
    add(hash(value), value, times);
  }

  /** The hash by which {@link #add(Object, long)} knows a value. */
  private static long hash(Object value) {
    return value instanceof BitSet bits ? Hashes.of(bits.toByteArray()) : Hashes.of(value);
  }

  /**
   * Adds a value some times; its hash is always the same one.
   *
   * @param value the value; may be null where its hash tells it
   * @return true if the value was there
   */
  boolean add(long hash, @Nullable Object value, long times) {
    return add(hash, value, times, null);
  }

  /**
   * The same where some values are pending: the observer gets those that lose their place.
   *
   * @return true if the value was there
   */
  boolean add(long hash, @Nullable Object value, long times, @Nullable Observer observer) {
    return add(hash, value, times, 0, observer);
  }

  /**
   * Adds a value once. If it is there, that it occurred once more stays pending until its place is
   * needed, or {@link #flush} is called; then the observer gets it. If it is not, the caller has to
   * take note of this time himself.
   *
   * @param value the value; may be null where its hash tells it
   * @return true if the value was there
   */
  boolean remember(long hash, @Nullable Object value, Observer observer) {
    return remember(hash, value, 1, observer);
  }

  /** The same some times. */
  boolean remember(long hash, @Nullable Object value, long times, Observer observer) {
    anyPending = true;
    return add(hash, value, times, times, observer);
  }

  /**
   * The same of a text that is given as UTF-8, without making it. One that has other characters
   * than ASCII is not found.
   *
   * @return the text if it was there; else null, and nothing was counted
   */
  @Nullable String remember(long hash, byte[] utf8, int from, int length) {
    @Nullable Object[] kept = values;
    if (kept == null) {
      return null;
    }
    long[] all = cells;
    int mask = slots() - 1;
    for (int slot = (int) hash & mask; all[CELLS * slot + COUNT] != 0; slot = (slot + 1) & mask) {
      if (all[CELLS * slot] == hash
          && kept[slot] instanceof String text
          && isSpelled(text, utf8, from, length)) {
        anyPending = true;
        all[CELLS * slot + COUNT]++;
        all[CELLS * slot + PENDING]++;
        return text;
      }
    }
    return null;
  }

  /** Adds a text some times that is given as ASCII: it is made only if it is not there. */
  void add(byte[] ascii, int length, long times) {
    long hash = Hashes.of(ascii, 0, length);
    long[] all = cells;
    @Nullable Object[] kept = values;
    int mask = slots() - 1;
    int slot = (int) hash & mask;
    while (all[CELLS * slot + COUNT] != 0) {
      if (all[CELLS * slot] == hash
          && kept != null
          && kept[slot] instanceof String there
          && isSpelled(there, ascii, 0, length)) {
        all[CELLS * slot + COUNT] += times;
        return;
      }
      slot = (slot + 1) & mask;
    }
    insert(slot, hash, new String(ascii, 0, length, StandardCharsets.US_ASCII), times, null);
  }

  private static boolean isSpelled(String text, byte[] utf8, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != utf8[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Adds a value some times; of these so many stay pending if it is there. */
  private boolean add(
      long hash, @Nullable Object value, long times, long pending, @Nullable Observer observer) {
    Object kept = kept(value);
    int slot = slot(hash, kept);
    int cell = CELLS * slot;
    if (cells[cell + COUNT] != 0) {
      cells[cell + COUNT] += times;
      cells[cell + PENDING] += pending;
      return true;
    }
    insert(slot, hash, kept, times, observer);
    return false;
  }

  /**
   * Adds many values once each; nothing stays pending of these. Of so many that values have to be
   * dropped at the end, those that come once and are not there are dropped unseen.
   *
   * @param hashes their hashes, in the first places
   * @param value the value at a place; it may be null where its hash tells it
   * @return how many were dropped unseen
   */
  int addAll(
      long[] hashes,
      int many,
      IntFunction<@Nullable Object> value,
      Scratch scratch,
      Observer observer) {
    if (size + many <= 2 * capacity) {
      for (int i = 0; i < many; i++) {
        add(hashes[i], value.apply(i), 1, observer);
      }
      return 0;
    }
    scratch.forget();
    for (int slot = 0; slot < slots(); slot++) {
      if (count(slot) != 0) {
        scratch.meet(cells[CELLS * slot]);
      }
    }
    for (int i = 0; i < many; i++) {
      scratch.meet(hashes[i]);
    }
    int single = 0;
    for (int i = 0; i < many; i++) {
      if (scratch.mayRepeat(hashes[i])) {
        add(hashes[i], value.apply(i), 1, observer);
      } else {
        single++;
      }
    }
    if (size + single > 2 * capacity) {
      long lower = size > capacity ? firstWithoutRoom() : 1; // none of those counts more than 1
      addError(lower);
      rebuild(lower, slots(), observer);
      return single;
    }
    for (int i = 0; i < many; i++) {
      if (!scratch.mayRepeat(hashes[i])) {
        add(hashes[i], value.apply(i), 1, observer);
      }
    }
    return 0;
  }

  /** What has to be kept of a value besides its hash; null if nothing. */
  private @Nullable Object kept(@Nullable Object value) {
    return value == null || words.isWord(value) ? null : cut && isLong(value) ? text(value) : value;
  }

  private static boolean isLong(Object value) {
    return value instanceof String text && text.length() > LONGEST;
  }

  private int slots() {
    return cells.length / CELLS;
  }

  /** Where a value is, or would be. */
  private int slot(long hash, @Nullable Object kept) {
    long[] all = cells;
    int mask = slots() - 1;
    int slot = (int) hash & mask;
    while (all[CELLS * slot + COUNT] != 0 && (all[CELLS * slot] != hash || !is(slot, kept))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean is(int slot, @Nullable Object kept) {
    Object there = values == null ? null : values[slot];
    return kept == null ? there == null : kept.equals(there);
  }

  private static void flush(long hash, @Nullable Object kept, long times, Observer observer) {
    if (kept == null) {
      observer.flush(Hashes.unmix(hash), times);
    } else {
      observer.flush(kept, times);
    }
  }

  private Object value(int slot) {
    return value(cells[CELLS * slot], values == null ? null : values[slot]);
  }

  private Object value(long hash, @Nullable Object kept) {
    return kept == null ? words.of(Hashes.unmix(hash)) : kept;
  }

  /** Puts a value that is not there where it belongs. */
  private void place(long hash, @Nullable Object kept, long count, long pending) {
    int mask = slots() - 1;
    int slot = (int) hash & mask;
    while (count(slot) != 0) {
      slot = (slot + 1) & mask;
    }
    put(slot, hash, kept, count, pending);
  }

  private void put(int slot, long hash, @Nullable Object kept, long count, long pending) {
    int cell = CELLS * slot;
    cells[cell] = hash;
    cells[cell + COUNT] = count;
    cells[cell + PENDING] = pending;
    if (values == null && kept != null) {
      values = new Object[slots()];
    }
    if (values != null) {
      values[slot] = kept;
    }
  }

  private void insert(
      int slot, long hash, @Nullable Object kept, long times, @Nullable Observer observer) {
    put(slot, hash, kept, times, 0);
    size++;
    if (!cut && kept instanceof String text && isLong(text)) {
      longs = text.length() > MOST_LONG ? MOST_LONG + 1 : longs + text.length();
      if (longs > MOST_LONG) {
        cut();
      }
    }
    if (size > 2 * capacity) {
      shrink(observer);
    } else if (2 * size > slots()) {
      rebuild(0, 2 * slots(), observer);
    }
  }

  /** From here on, long texts are not kept whole; none of them is pending. */
  private void cut() {
    cut = true;
    for (int i = 0; values != null && i < values.length; i++) {
      Object value = values[i];
      if (value != null && isLong(value)) {
        values[i] = text(value);
      }
    }
  }

  private void addError(long more) {
    error += more;
    if (error > 0 && !cut) {
      cut();
    }
  }

  private long count(int slot) {
    return cells[CELLS * slot + COUNT];
  }

  /** Tells what is pending of all values. */
  void flush(Observer observer) {
    if (!anyPending) {
      return;
    }
    anyPending = false;
    for (int i = 0; i < slots(); i++) {
      long pending = cells[CELLS * i + PENDING];
      if (count(i) != 0 && pending != 0) {
        cells[CELLS * i + PENDING] = 0;
        flush(cells[CELLS * i], values == null ? null : values[i], pending, observer);
      }
    }
  }

  void merge(HeavyHitters other) {
    if (other.cut && !cut) {
      cut();
    }
    for (int i = 0; i < other.slots(); i++) {
      if (other.count(i) != 0) {
        add(other.cells[CELLS * i], other.value(i), other.count(i));
      }
    }
    addError(other.error);
  }

  /** Lowers all counts by that of the first value that has no room, and drops those at zero. */
  private void shrink(@Nullable Observer observer) {
    long lower = firstWithoutRoom();
    addError(lower);
    rebuild(lower, slots(), observer);
  }

  /** The count at rank capacity + 1, the highest first. */
  private long firstWithoutRoom() {
    int[] small = new int[SMALL_COUNTS];
    int above = size;
    for (int slot = 0; slot < slots(); slot++) {
      long count = count(slot);
      if (count > 0 && count < SMALL_COUNTS) {
        small[(int) count]++;
      }
    }
    for (int count = 1; count < SMALL_COUNTS; count++) {
      above -= small[count];
      if (above <= capacity) {
        return count;
      }
    }
    long[] all = new long[size];
    int i = 0;
    for (int slot = 0; slot < slots(); slot++) {
      if (count(slot) > 0) {
        all[i++] = count(slot);
      }
    }
    Arrays.sort(all);
    return all[all.length - capacity - 1];
  }

  private void rebuild(long lower, int slots, @Nullable Observer observer) {
    long[] oldCells = cells;
    @Nullable Object[] oldValues = values;
    use(slots, oldValues != null);
    size = 0;
    for (int i = 0; i < oldCells.length / CELLS; i++) {
      int from = CELLS * i;
      long count = oldCells[from + COUNT];
      if (count == 0) {
        continue;
      }
      Object kept = oldValues == null ? null : oldValues[i];
      long pending = oldCells[from + PENDING];
      if (count > lower) {
        place(oldCells[from], kept, count - lower, pending);
        size++;
      } else if (pending != 0) {
        if (observer == null) {
          throw new IllegalStateException("pending values need an observer");
        }
        flush(oldCells[from], kept, pending, observer);
      }
    }
    // kept, since a table that shrinks once mostly does so again
    boolean again = slots == oldCells.length / CELLS;
    spareCells = again ? oldCells : null;
    spareValues = again ? oldValues : null;
  }

  /** An empty table; what its slots hold says nothing where the count is 0. */
  private void use(int slots, boolean withValues) {
    long[] freeCells = spareCells;
    if (freeCells != null && freeCells.length == CELLS * slots) {
      Arrays.fill(freeCells, 0);
      cells = freeCells;
      values = !withValues ? null : spareValues == null ? new Object[slots] : spareValues;
    } else {
      cells = new long[CELLS * slots];
      values = withValues ? new Object[slots] : null;
    }
  }

  boolean isExact() {
    return !cut; // as they are from the first error on
  }

  long error() {
    return error;
  }

  int size() {
    return size;
  }

  /** The values that were kept, with their counts; texts that were cut alike are together. */
  Map<Object, long[]> counts() {
    Map<Object, long[]> all = new HashMap<>(2 * size);
    for (int i = 0; i < slots(); i++) {
      if (count(i) != 0) {
        all.computeIfAbsent(value(i), value -> new long[1])[0] += count(i);
      }
    }
    return all;
  }

  /** How many values were counted once. */
  long once() {
    long once = 0;
    for (int i = 0; i < slots(); i++) {
      once += count(i) == 1 ? 1 : 0;
    }
    return once;
  }

  /**
   * Values that may be among the most frequent, if at least one is for certain more frequent than
   * any that was dropped can be; those that occur most for certain.
   */
  List<Object> candidates(int limit, Predicate<Object> countable) {
    if (mostCertain() <= error) {
      return List.of();
    }
    return counts().entrySet().stream()
        .filter(each -> countable.test(each.getKey()))
        .sorted(
            Comparator.comparingLong((Map.Entry<Object, long[]> each) -> -each.getValue()[0])
                .thenComparing(each -> text(each.getKey())))
        .limit(CANDIDATES * (long) limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How often the most frequent value occurs at least. */
  long mostCertain() {
    long most = 0;
    for (int i = 0; i < slots(); i++) {
      most = Math.max(most, count(i));
    }
    return most;
  }

  /** How often a value occurs at most that is not among those that were counted. */
  long mostOfOthers(Map<Object, Long> counted) {
    long most = 0;
    for (Map.Entry<Object, long[]> each : counts().entrySet()) {
      if (!counted.containsKey(each.getKey())) {
        most = Math.max(most, each.getValue()[0]);
      }
    }
    return most + error;
  }

  /** The most frequent values, the first of equals in the order of their text. */
  List<ValueCount> top(int limit) {
    List<ValueCount> all = new ArrayList<>();
    for (int i = 0; i < slots(); i++) {
      if (count(i) != 0) {
        all.add(new ValueCount(text(value(i)), count(i)));
      }
    }
    return top(all, limit);
  }

  /** The most frequent of values that were counted, in the same order. */
  static List<ValueCount> top(Map<Object, Long> counts, int limit) {
    List<ValueCount> all = new ArrayList<>();
    counts.forEach((value, count) -> all.add(new ValueCount(text(value), count)));
    return top(all, limit);
  }

  private static List<ValueCount> top(List<ValueCount> all, int limit) {
    all.sort(
        (a, b) ->
            a.count() != b.count()
                ? Long.compare(b.count(), a.count())
                : a.value().compareTo(b.value()));
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  /** Of what is pending, nothing is written: it is flushed before. */
  void write(StateWriter out) {
    out.writeLong(error);
    out.writeBoolean(cut);
    out.writeInt(size);
    for (int i = 0; i < slots(); i++) {
      if (count(i) != 0) {
        out.writeLong(cells[CELLS * i]);
        Object kept = values == null ? null : values[i];
        out.writeValue(kept instanceof BitSet bits ? bits.toByteArray() : kept);
        out.writeLong(count(i));
      }
    }
  }

  /**
   * Reads what was written into an empty table.
   *
   * @param type the class of the values
   */
  void read(StateReader in, Class<?> type) {
    error = in.readCount();
    cut = in.readBoolean();
    StateReader.check(cut || error == 0, "an error of exact counts");
    int number = in.readSize(2 * Long.BYTES + 1, 2 * capacity);
    int slots = SMALLEST;
    while (slots < 2 * number) {
      slots *= 2;
    }
    use(slots, false);
    for (int i = 0; i < number; i++) {
      long hash = in.readLong();
      Object kept = kept(in, type, hash);
      long count = in.readCount();
      StateReader.check(count > 0 && cells[CELLS * slot(hash, kept) + COUNT] == 0, "a value twice");
      place(hash, kept, count, 0);
      size++;
      longs += kept instanceof String text && isLong(text) ? text.length() : 0;
      StateReader.check(cut || longs <= MOST_LONG, "more long texts than are kept");
    }
  }

  private @Nullable Object kept(StateReader in, Class<?> type, long hash) {
    if (words != Words.NONE) {
      StateReader.check(in.readValue() == null, "a number and its object");
      StateReader.check(words.isPossible(Hashes.unmix(hash)), "a number that cannot be");
      return null;
    }
    return type == BitSet.class ? BitSet.valueOf(in.readValue(byte[].class)) : in.readValue(type);
  }

  /** A value as people write it; a long text is cut. */
  static String text(Object value) {
    if (value instanceof String text && isLong(text)) {
      return text.substring(0, LONGEST) + "…";
    }
    return value instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) <= LONGEST
        ? decimal.toPlainString()
        : String.valueOf(value);
  }
}
