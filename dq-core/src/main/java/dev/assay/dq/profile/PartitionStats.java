package dev.assay.dq.profile;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How rows are spread over partitions, and what most rows of the largest partition have alike. */
final class PartitionStats {

  private static final int MAX_PARTITIONS = 100_000;
  private static final int SHOWN = 200;
  private static final long TARGET = 128L << 20;
  private static final int MANY = 32;
  private static final long SMALL = 1L << 20;
  private static final long LARGE = 1L << 30;

  /** From so many bytes a partition on it is worth while to let more cores have a share. */
  private static final long SHARED = 64L << 20;

  /** How many tasks a core should get, so that a slow one does not keep all others waiting. */
  private static final int TASKS_A_CORE = 2;

  private static final double SKEWED = 3;
  private static final int ROWS = 1000;
  private static final double DOMINANT = 0.5;

  private int[] indexes = new int[0];
  private long[] sizes = new long[0];
  private long more;
  private long inputBytes;
  private long largest = -1;
  private int largestIndex = -1;
  private @Nullable String @Nullable [] values;
  private long[] counts = new long[0];
  private int cores;

  /** How many partitions can be read at a time, where that is known. */
  void cores(int number) {
    cores = number;
  }

  /**
   * Ends a partition.
   *
   * @param index its number
   * @param rows its rows
   * @param bytes how many bytes were read for it
   * @param columns what was seen of each column in it
   */
  void end(int index, long rows, long bytes, ColumnState[] columns) {
    indexes = new int[] {index};
    sizes = new long[] {rows};
    inputBytes = bytes;
    largest = rows;
    largestIndex = index;
    values = new String[columns.length];
    counts = new long[columns.length];
    for (int i = 0; i < columns.length; i++) {
      List<ValueCount> top = columns[i].most(1);
      if (!top.isEmpty() && top.get(0).count() >= DOMINANT * rows) {
        values[i] = top.get(0).value();
        counts[i] = top.get(0).count();
      } else if (rows > 0 && columns[i].nulls >= DOMINANT * rows) {
        counts[i] = columns[i].nulls;
      }
    }
  }

  void merge(PartitionStats other) {
    int room = MAX_PARTITIONS - sizes.length;
    int taken = Math.min(room, other.sizes.length);
    more += other.more + other.sizes.length - taken;
    int before = sizes.length;
    indexes = Arrays.copyOf(indexes, before + taken);
    sizes = Arrays.copyOf(sizes, before + taken);
    System.arraycopy(other.indexes, 0, indexes, before, taken);
    System.arraycopy(other.sizes, 0, sizes, before, taken);
    inputBytes += other.inputBytes;
    if (other.largest > largest
        || (other.largest == largest && other.largestIndex < largestIndex)) {
      largest = other.largest;
      largestIndex = other.largestIndex;
      values = other.values;
      counts = other.counts;
    }
  }

  /** What was left out, in a sentence, or null. */
  @Nullable String limit() {
    return more == 0
        ? null
        : "the sizes of "
            + Numbers.grouped(more)
            + " partitions beyond the first "
            + Numbers.grouped(MAX_PARTITIONS)
            + " were not kept";
  }

  DatasetProfile.@Nullable Partitions partitions(long rows, long bytes, ColumnState[] columns) {
    if (sizes.length == 0) {
      return null;
    }
    long[] sorted = sizes.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return new DatasetProfile.Partitions(
        n + more,
        Arrays.stream(sorted).filter(size -> size == 0).count(),
        sorted[0],
        sorted[(n - 1) / 2],
        sorted[n - 1],
        n <= SHOWN ? inOrder() : evenly(sorted),
        inputBytes > 0 ? inputBytes : -1,
        advice(rows, Math.max(bytes, inputBytes), columns));
  }

  private List<Long> inOrder() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.<Integer>comparingInt(i -> indexes[i]).thenComparingLong(i -> sizes[i]));
    return order.stream().map(i -> sizes[i]).toList();
  }

  private static List<Long> evenly(long[] sorted) {
    List<Long> shown = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      shown.add(sorted[(int) ((long) i * (sorted.length - 1) / (SHOWN - 1))]);
    }
    return List.copyOf(shown);
  }

  private @Nullable String advice(long rows, long bytes, ColumnState[] columns) {
    long number = sizes.length + more;
    double skew = rows == 0 ? 1 : (double) largest * number / rows;
    long wanted = Math.max(1, (bytes + TARGET - 1) / TARGET);
    if (number >= MANY && bytes / number < SMALL && wanted * 2 < number) {
      return number
          + " partitions hold "
          + Numbers.grouped(rows / number)
          + " rows each on average, about "
          + Numbers.grouped(bytes / number)
          + " bytes: too many small tasks; coalesce to "
          + wanted;
    }
    if (number > 1 && rows >= ROWS && skew >= SKEWED) {
      String cause = cause(rows, columns);
      return String.format(
              Locale.ROOT,
              "the largest of %d partitions has %.1f times the rows of an average one",
              number,
              skew)
          + (cause == null
              ? ": repartition by a column with many values"
              : ", " + cause + ": repartition by another column, or add a random number to it");
    }
    if (bytes / number > LARGE) {
      return number
          + (number == 1 ? " partition holds " : " partitions hold ")
          + Numbers.grouped(bytes / number)
          + " bytes each on average: too few tasks; repartition to "
          + Math.max(wanted, (long) TASKS_A_CORE * cores);
    }
    if (number < cores && bytes / number >= SHARED) {
      return number
          + (number == 1 ? " partition for " : " partitions for ")
          + cores
          + " cores, with "
          + Numbers.grouped(bytes / number)
          + " bytes each on average: too few tasks; repartition to "
          + Math.max(wanted, (long) TASKS_A_CORE * cores);
    }
    return null;
  }

  /** The value that fills the largest partition and is rarest in the others. */
  private @Nullable String cause(long rows, ColumnState[] columns) {
    String found = null;
    double most = DOMINANT;
    for (int i = 0; values != null && i < columns.length && i < counts.length; i++) {
      if (counts[i] == 0) {
        continue;
      }
      String value = values[i];
      long all = value == null ? columns[i].nulls : columns[i].occurrences(value);
      double inside = (double) counts[i] / largest;
      double outside =
          rows == largest ? 1 : (double) Math.max(0, all - counts[i]) / (rows - largest);
      if (inside - outside >= most) {
        most = inside - outside + 1e-12;
        found =
            "of which "
                + Math.round(100 * inside)
                + "% have "
                + columns[i].name()
                + (value == null ? " null" : " = " + value);
      }
    }
    return found;
  }

  void write(StateWriter out) {
    out.writeInt(sizes.length);
    for (int i = 0; i < sizes.length; i++) {
      out.writeInt(indexes[i]);
      out.writeLong(sizes[i]);
    }
    out.writeLong(more);
    out.writeLong(inputBytes);
    if (sizes.length == 0) {
      return;
    }
    out.writeLong(largest);
    out.writeInt(largestIndex);
    for (int i = 0; i < counts.length; i++) {
      out.writeValue(values == null ? null : values[i]);
      out.writeLong(counts[i]);
    }
  }

  void read(StateReader in, int columns) {
    int size = in.readSize(Integer.BYTES + Long.BYTES, MAX_PARTITIONS);
    indexes = new int[size];
    sizes = new long[size];
    for (int i = 0; i < size; i++) {
      indexes[i] = in.readInt();
      sizes[i] = in.readCount();
    }
    more = in.readCount();
    inputBytes = in.readCount();
    if (size == 0) {
      return;
    }
    largest = in.readCount();
    largestIndex = in.readInt();
    values = new String[columns];
    counts = new long[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = in.readValueOrNull(String.class);
      counts[i] = in.readCount();
    }
  }
}
