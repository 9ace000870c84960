package dev.assay.dq.profile;

import dev.assay.dq.internal.state.Hashes;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of some rows, for pictures of pairs of columns. Kept are the {@value #MAX_ROWS}
 * different rows with the smallest hash: they are drawn evenly, and are the same ones however the
 * data are divided. A zero has the hash of a missing value, so rows of one hash are told apart by
 * their numbers.
 */
final class Scatters {

  /** How many rows are kept. */
  static final int MAX_ROWS = 256;

  private static final int MAX_PICTURES = 12;
  private static final int MIN_POINTS = 3;
  private static final double MIN_STRENGTH = 0.3;

  /** Makes it another draw than that of the rows that are set aside. */
  private static final long OTHER = 0x9E3779B97F4A7C15L;

  private final int[] columns;
  private final String[] names;
  private final long[] hashes;
  private final double[][] numbers;
  private int size;

  Scatters(int[] columns, String[] names) {
    this.columns = columns.clone();
    this.names = names.clone();
    int room = columns.length < 2 ? 0 : MAX_ROWS;
    this.hashes = new long[room];
    this.numbers = new double[room][];
  }

  /** Adds rows, each with its hash. */
  void add(Batch batch, long[] rows) {
    if (hashes.length == 0) {
      return;
    }
    double[] row = new double[columns.length];
    for (int r = 0; r < rows.length; r++) {
      long hash = Hashes.mix(rows[r] ^ OTHER);
      if (size < MAX_ROWS || Long.compareUnsigned(hash, hashes[MAX_ROWS - 1]) <= 0) {
        for (int i = 0; i < row.length; i++) {
          row[i] = batch.finite(columns[i], r);
        }
        add(hash, row);
      }
    }
  }

  private void add(long hash, double[] row) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(hashes[middle], hash);
      if (order == 0) {
        order = Arrays.compare(numbers[middle], row);
      }
      if (order == 0) {
        return;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low < MAX_ROWS) {
      int moved = Math.min(size, MAX_ROWS - 1) - low;
      System.arraycopy(hashes, low, hashes, low + 1, moved);
      System.arraycopy(numbers, low, numbers, low + 1, moved);
      hashes[low] = hash;
      numbers[low] = row.clone();
      size = Math.min(size + 1, MAX_ROWS);
    }
  }

  void merge(Scatters other) {
    for (int i = 0; i < other.size; i++) {
      add(other.hashes[i], other.numbers[i]);
    }
  }

  /** Adds to pairs of columns how their ranks move together in the rows that are kept. */
  List<DatasetProfile.Correlation> ranked(List<DatasetProfile.Correlation> correlations) {
    List<String> places = List.of(names);
    return correlations.stream()
        .map(
            each -> {
              DatasetProfile.Scatter points =
                  scatter(places.indexOf(each.x()), places.indexOf(each.y()));
              return new DatasetProfile.Correlation(
                  each.x(),
                  each.y(),
                  each.coefficient(),
                  each.pairs(),
                  spearman(points.xs(), points.ys()),
                  points.xs().size());
            })
        .toList();
  }

  /** The sums are exact; NaN if either has one number alone. */
  static double spearman(List<Double> xs, List<Double> ys) {
    long[] x = ranks(xs);
    long[] y = ranks(ys);
    long n = x.length;
    long sumX = 0;
    long sumY = 0;
    long squaresX = 0;
    long squaresY = 0;
    long products = 0;
    for (int i = 0; i < n; i++) {
      sumX += x[i];
      sumY += y[i];
      squaresX += x[i] * x[i];
      squaresY += y[i] * y[i];
      products += x[i] * y[i];
    }
    long ofX = n * squaresX - sumX * sumX;
    long ofY = n * squaresY - sumY * sumY;
    return ofX == 0 || ofY == 0
        ? Double.NaN
        : (n * products - sumX * sumY) / (Math.sqrt((double) ofX) * Math.sqrt((double) ofY));
  }

  /** Twice the ranks, less a constant, so that those of equal numbers are whole, too. */
  private static long[] ranks(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(i -> i).sorted().toArray();
    Map<Double, Long> ranks = new HashMap<>();
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks.put(sorted[i], (long) from + to); // -0.0 and 0.0 as well
      }
      from = to;
    }
    return numbers.stream().mapToLong(ranks::get).toArray();
  }

  /**
   * The pictures of the strongest pairs, each once.
   *
   * @param correlations the pairs, the strongest first
   * @param same sets of columns that are the same
   */
  List<DatasetProfile.Scatter> found(
      List<DatasetProfile.Correlation> correlations, List<List<String>> same) {
    Map<String, String> firsts = new HashMap<>();
    same.forEach(set -> set.forEach(name -> firsts.put(name, set.get(0))));
    List<String> places = List.of(names);
    Set<Set<String>> seen = new HashSet<>();
    List<DatasetProfile.Scatter> found = new ArrayList<>();
    for (DatasetProfile.Correlation each : correlations) {
      if (found.size() == MAX_PICTURES || Math.abs(each.coefficient()) < MIN_STRENGTH) {
        break;
      }
      String x = firsts.getOrDefault(each.x(), each.x());
      String y = firsts.getOrDefault(each.y(), each.y());
      if (!x.equals(y) && seen.add(Set.of(x, y))) {
        DatasetProfile.Scatter scatter =
            scatter(places.indexOf(each.x()), places.indexOf(each.y()));
        if (isPicture(scatter)) {
          found.add(scatter);
        }
      }
    }
    return List.copyOf(found);
  }

  private DatasetProfile.Scatter scatter(int x, int y) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (!Double.isNaN(numbers[i][x]) && !Double.isNaN(numbers[i][y])) {
        xs.add(numbers[i][x]);
        ys.add(numbers[i][y]);
      }
    }
    return new DatasetProfile.Scatter(names[x], names[y], List.copyOf(xs), List.copyOf(ys));
  }

  /** What is one number in all of the few rows says nothing about the many. */
  private static boolean isPicture(DatasetProfile.Scatter scatter) {
    return scatter.xs().size() >= MIN_POINTS
        && Set.copyOf(scatter.xs()).size() > 1
        && Set.copyOf(scatter.ys()).size() > 1;
  }

  void write(StateWriter out) {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[i]);
      out.writeDoubles(numbers[i]);
    }
  }

  void read(StateReader in) {
    size = in.readSize(Long.BYTES * (1 + columns.length), hashes.length);
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readLong();
      numbers[i] = new double[columns.length];
      in.readDoubles(numbers[i]);
      StateReader.check(
          i == 0 || Long.compareUnsigned(hashes[i - 1], hashes[i]) <= 0, "rows out of order");
      StateReader.check(
          Arrays.stream(numbers[i]).noneMatch(Double::isInfinite), "a row that is not finite");
    }
  }
}
