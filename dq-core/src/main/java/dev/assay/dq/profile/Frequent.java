package dev.assay.dq.profile;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frequent values in bounded memory: exact while there are few different ones; beyond that each
 * count may be too low by at most {@link #error()}, after Misra and Gries, Finding repeated
 * elements (1982), and Agarwal et al., Mergeable summaries (2012). A table with open addressing:
 * each value is looked up by a hash that its column needs anyway.
 */
final class Frequent implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SMALLEST = 16;
  private static final int SMALL_COUNTS = 64;

  private final int capacity;
  private long error;
  private int size;
  private transient long[] hashes = new long[SMALLEST];
  private transient @Nullable Object[] values = new Object[SMALLEST];
  private transient long[] counts = new long[SMALLEST];
  private transient long @Nullable [] open;
  private transient @Nullable Table spare;

  /** The arrays of a table that is not in use, so that new ones need not be made. */
  private static final class Table {
    private final long[] hashes;
    private final @Nullable Object[] values;
    private final long[] counts;
    private final long @Nullable [] open;

    Table(long[] hashes, @Nullable Object[] values, long[] counts, long @Nullable [] open) {
      this.hashes = hashes;
      this.values = values;
      this.counts = counts;
      this.open = open;
    }
  }

  /** Takes note of a value that occurred some times. */
  interface Settler {
    void settle(Object value, long times);
  }

  Frequent(int capacity) {
    this.capacity = capacity;
  }

  void add(Object value) {
    add(value, 1);
  }

  void add(Object value, long times) {
    add(hash(value), value, times);
  }

  /** The hash by which {@link #add(Object, long)} knows a value. */
  private static long hash(Object value) {
    return DistinctSketch.mix(value.hashCode() * 0x9e3779b97f4a7c15L);
  }

  /**
   * Adds a value some times; its hash is always the same one.
   *
   * @return true if the value was there
   */
  boolean add(long hash, Object value, long times) {
    return add(hash, value, times, null);
  }

  /**
   * The same where some values are open: the settler hears of those that lose their place.
   *
   * @return true if the value was there
   */
  boolean add(long hash, Object value, long times, @Nullable Settler settler) {
    int slot = slot(hash, value);
    if (counts[slot] != 0) {
      counts[slot] += times;
      return true;
    }
    insert(slot, hash, value, times, settler);
    return false;
  }

  /**
   * Adds a value once. If it is there, that it occurred once more stays open until its place is
   * needed, or {@link #settle} is called; then the settler hears it. If it is not, the caller has
   * to take note of this time himself.
   *
   * @return true if the value was there
   */
  boolean remember(long hash, Object value, Settler settler) {
    long[] pending = open;
    if (pending == null) {
      pending = new long[hashes.length];
      open = pending;
    }
    int slot = slot(hash, value);
    if (counts[slot] != 0) {
      counts[slot]++;
      pending[slot]++;
      return true;
    }
    insert(slot, hash, value, 1, settler);
    return false;
  }

  /** Where a value is, or would be. */
  private int slot(long hash, Object value) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (counts[slot] != 0 && (hashes[slot] != hash || !value.equals(values[slot]))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void insert(int slot, long hash, Object value, long times, @Nullable Settler settler) {
    hashes[slot] = hash;
    values[slot] = value;
    counts[slot] = times;
    size++;
    if (size > 2 * capacity) {
      shrink(settler);
    } else if (2 * size > hashes.length) {
      rebuild(0, 2 * hashes.length, settler);
    }
  }

  /** Tells what is open of all values. */
  void settle(Settler settler) {
    long[] pending = open;
    open = null;
    for (int i = 0; pending != null && i < pending.length; i++) {
      Object value = values[i];
      if (counts[i] != 0 && pending[i] != 0 && value != null) {
        settler.settle(value, pending[i]);
      }
    }
  }

  void merge(Frequent other) {
    for (int i = 0; i < other.counts.length; i++) {
      Object value = other.values[i];
      if (other.counts[i] != 0 && value != null) {
        add(other.hashes[i], value, other.counts[i]);
      }
    }
    error += other.error;
  }

  /** Lowers all counts by that of the first value that has no room, and drops those at zero. */
  private void shrink(@Nullable Settler settler) {
    long lower = firstWithoutRoom();
    error += lower;
    rebuild(lower, hashes.length, settler);
  }

  /** The count at rank capacity + 1, the highest first. */
  private long firstWithoutRoom() {
    int[] small = new int[SMALL_COUNTS];
    int above = size;
    for (long count : counts) {
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
    for (long count : counts) {
      if (count > 0) {
        all[i++] = count;
      }
    }
    Arrays.sort(all);
    return all[all.length - capacity - 1];
  }

  private void rebuild(long lower, int slots, @Nullable Settler settler) {
    long[] oldHashes = hashes;
    long[] oldOpen = open;
    @Nullable Object[] oldValues = values;
    long[] oldCounts = counts;
    use(slots, oldOpen != null);
    size = 0;
    int mask = slots - 1;
    for (int i = 0; i < oldCounts.length; i++) {
      Object value = oldValues[i];
      if (oldCounts[i] <= lower) {
        if (oldCounts[i] != 0 && oldOpen != null && oldOpen[i] != 0 && value != null) {
          if (settler == null) {
            throw new IllegalStateException("nobody hears of the values that are open");
          }
          settler.settle(value, oldOpen[i]);
        }
      } else {
        int slot = (int) oldHashes[i] & mask;
        while (counts[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        hashes[slot] = oldHashes[i];
        values[slot] = value;
        counts[slot] = oldCounts[i] - lower;
        if (oldOpen != null && open != null) {
          open[slot] = oldOpen[i];
        }
        size++;
      }
    }
    spare = slots == oldCounts.length ? new Table(oldHashes, oldValues, oldCounts, oldOpen) : null;
  }

  /** An empty table; what its slots hold says nothing where the count is 0. */
  private void use(int slots, boolean withOpen) {
    Table free = spare;
    if (free != null && free.counts.length == slots && (free.open != null) == withOpen) {
      hashes = free.hashes;
      values = free.values;
      counts = free.counts;
      open = free.open;
      Arrays.fill(counts, 0);
      if (open != null) {
        Arrays.fill(open, 0);
      }
    } else {
      hashes = new long[slots];
      values = new Object[slots];
      counts = new long[slots];
      open = withOpen ? new long[slots] : null;
    }
  }

  boolean isExact() {
    return error == 0;
  }

  long error() {
    return error;
  }

  int size() {
    return size;
  }

  /** The values that were kept, with their counts. */
  Map<Object, long[]> counts() {
    Map<Object, long[]> all = new HashMap<>(2 * size);
    for (int i = 0; i < counts.length; i++) {
      Object value = values[i];
      if (counts[i] != 0 && value != null) {
        all.put(value, new long[] {counts[i]});
      }
    }
    return all;
  }

  /** The most frequent values, the first of equals in the order of their text. */
  List<ValueCount> top(int limit) {
    List<ValueCount> all = new ArrayList<>();
    counts().forEach((value, count) -> all.add(new ValueCount(text(value), count[0])));
    all.sort(
        (a, b) ->
            a.count() != b.count()
                ? Long.compare(b.count(), a.count())
                : a.value().compareTo(b.value()));
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        out.writeLong(hashes[i]);
        out.writeObject(values[i]);
        out.writeLong(counts[i]);
      }
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    int entries = size;
    int slots = SMALLEST;
    while (slots < 2 * entries) {
      slots *= 2;
    }
    hashes = new long[slots];
    values = new Object[slots];
    counts = new long[slots];
    for (int i = 0; i < entries; i++) {
      long hash = in.readLong();
      Object value = in.readObject();
      int slot = (int) hash & (slots - 1);
      while (counts[slot] != 0) {
        slot = (slot + 1) & (slots - 1);
      }
      hashes[slot] = hash;
      values[slot] = value;
      counts[slot] = in.readLong();
    }
  }

  /** A value as people write it. */
  static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }
}
