package dev.assay.dq.profile;

import dev.assay.dq.internal.state.Hashes;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which columns have the same value in every row, however many values they have. Each row has a
 * random odd number; a column's sum of its values' hashes times these is the same for two columns
 * if all their hashes are, and hardly ever else (a linear hash, Carter and Wegman 1979); so it is
 * as sure as hashes of 64 bits are. The numbers are others in each state, so that sums of merged
 * states say the same.
 */
final class DuplicateColumns {

  /** Stands for a missing value, which has the hash of zero. */
  private static final long NULL = 0x9E3779B97F4A7C15L;

  private final long[] sums;
  private long seed;

  DuplicateColumns(int columns) {
    this.sums = new long[columns];
  }

  /** The numbers of some more rows. */
  long[] weights(int rows) {
    if (seed == 0) {
      seed = ThreadLocalRandom.current().nextLong() | 1;
    }
    long[] weights = new long[rows];
    Arrays.setAll(weights, r -> Hashes.mix(seed + r) | 1);
    seed += rows;
    return weights;
  }

  /**
   * The sum over these rows of what each row's hash is so far.
   *
   * @param hashes of each row 31 times what it was before a column, and the hash of its value
   */
  static long sum(long[] hashes, long[] weights) {
    long sum = 0;
    for (int r = 0; r < hashes.length; r++) {
      sum += hashes[r] * weights[r];
    }
    return sum;
  }

  /** Adds what a column has changed that sum by, and the numbers of its rows without a value. */
  void add(int column, long before, long after, long absent) {
    sums[column] += after - 31 * before + NULL * absent;
  }

  void merge(DuplicateColumns other) {
    Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
  }

  /** Sets of two and more columns of one type that are the same; constants are no news. */
  List<List<ColumnState>> found(ColumnState[] columns) {
    record Sign(String type, long values, long sum) {}
    Map<Sign, List<ColumnState>> bySign = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i++) {
      ColumnState column = columns[i];
      if (column.isHashed() && sums[i] != 0 && column.values > 0 && column.distinct() > 1) {
        bySign
            .computeIfAbsent(
                new Sign(column.type().display(), column.values, sums[i]),
                sign -> new ArrayList<>())
            .add(column);
      }
    }
    return bySign.values().stream().filter(same -> same.size() > 1).toList();
  }

  void write(StateWriter out) {
    out.writeLongs(sums, sums.length);
  }

  void read(StateReader in) {
    in.readLongs(sums, sums.length);
  }
}
