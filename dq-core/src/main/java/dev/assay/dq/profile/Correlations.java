package dev.assay.dq.profile;

import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * How columns of numbers move together, pair by pair, over rows where both are finite. Rows are
 * taken in blocks: means and deviations of a block are found in two passes over it, then merged
 * (Chan, Golub and LeVeque 1979), which is as exact as one row at a time and much faster.
 */
final class Correlations {

  private static final int BLOCK = 256;

  private final int[] columns;
  private final String[] names;
  private final long[] pairs;
  private final double[] meanX;
  private final double[] meanY;
  private final double[] m2x;
  private final double[] m2y;
  private final double[] cxy;

  Correlations(int[] columns, String[] names) {
    this.columns = columns.clone();
    this.names = names.clone();
    int number = columns.length * (columns.length - 1) / 2;
    this.pairs = new long[number];
    this.meanX = new double[number];
    this.meanY = new double[number];
    this.m2x = new double[number];
    this.m2y = new double[number];
    this.cxy = new double[number];
  }

  void add(Batch batch) {
    if (pairs.length == 0) {
      return;
    }
    double[][] numbers = new double[columns.length][BLOCK];
    for (int from = 0; from < batch.size(); from += BLOCK) {
      int rows = Math.min(BLOCK, batch.size() - from);
      for (int i = 0; i < columns.length; i++) {
        batch.finite(columns[i], from, rows, numbers[i]);
      }
      add(numbers, rows);
    }
  }

  private void add(double[][] numbers, int rows) {
    double[] means = new double[columns.length];
    double[] squares = new double[columns.length];
    double[][] deviations = new double[columns.length][rows];
    for (int i = 0; i < columns.length; i++) {
      double first = numbers[i][0];
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += numbers[i][r] - first; // so that the mean of equal values is exact
      }
      means[i] = first + sum / rows; // NaN if any is
      double square = 0;
      for (int r = 0; r < rows; r++) {
        double d = numbers[i][r] - means[i];
        deviations[i][r] = d;
        square += d * d;
      }
      squares[i] = square;
    }
    int pair = 0;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        if (Double.isNaN(squares[i]) || Double.isNaN(squares[j])) {
          complete(pair, numbers[i], numbers[j], rows);
        } else {
          double product = 0;
          double[] x = deviations[i];
          double[] y = deviations[j];
          for (int r = 0; r < rows; r++) {
            product += x[r] * y[r];
          }
          merge(pair, rows, means[i], means[j], squares[i], squares[j], product);
        }
        pair++;
      }
    }
  }

  /** A block where one of the two has gaps. */
  private void complete(int pair, double[] x, double[] y, int rows) {
    long n = 0;
    double firstX = 0;
    double firstY = 0;
    double sumX = 0;
    double sumY = 0;
    for (int r = 0; r < rows; r++) {
      if (!Double.isNaN(x[r]) && !Double.isNaN(y[r])) {
        firstX = n == 0 ? x[r] : firstX;
        firstY = n == 0 ? y[r] : firstY;
        n++;
        sumX += x[r] - firstX;
        sumY += y[r] - firstY;
      }
    }
    if (n == 0) {
      return;
    }
    double mx = firstX + sumX / n;
    double my = firstY + sumY / n;
    double sx = 0;
    double sy = 0;
    double sxy = 0;
    for (int r = 0; r < rows; r++) {
      if (!Double.isNaN(x[r]) && !Double.isNaN(y[r])) {
        double dx = x[r] - mx;
        double dy = y[r] - my;
        sx += dx * dx;
        sy += dy * dy;
        sxy += dx * dy;
      }
    }
    merge(pair, n, mx, my, sx, sy, sxy);
  }

  private void merge(int p, long n, double mx, double my, double sx, double sy, double sxy) {
    double share = n / ((double) pairs[p] + n);
    double dx = mx - meanX[p];
    double dy = my - meanY[p];
    double weight = pairs[p] * share;
    meanX[p] = pairs[p] == 0 ? mx : meanX[p] + dx * share;
    meanY[p] = pairs[p] == 0 ? my : meanY[p] + dy * share;
    m2x[p] += sx + dx * dx * weight;
    m2y[p] += sy + dy * dy * weight;
    cxy[p] += sxy + dx * dy * weight;
    pairs[p] += n;
  }

  void merge(Correlations other) {
    for (int p = 0; p < pairs.length; p++) {
      if (other.pairs[p] > 0) {
        merge(
            p,
            other.pairs[p],
            other.meanX[p],
            other.meanY[p],
            other.m2x[p],
            other.m2y[p],
            other.cxy[p]);
      }
    }
  }

  /** Pearson's coefficients, the strongest first; a constant has none. Nothing is ranked yet. */
  List<DatasetProfile.Correlation> found() {
    List<DatasetProfile.Correlation> found = new ArrayList<>();
    int p = 0;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        if (pairs[p] > 1 && m2x[p] > 0 && m2y[p] > 0) {
          double coefficient = cxy[p] / (Math.sqrt(m2x[p]) * Math.sqrt(m2y[p]));
          if (Double.isFinite(coefficient)) {
            found.add(
                new DatasetProfile.Correlation(
                    names[i],
                    names[j],
                    Math.max(-1, Math.min(1, coefficient)),
                    pairs[p],
                    Double.NaN,
                    0));
          }
        }
        p++;
      }
    }
    found.sort((a, b) -> Double.compare(Math.abs(b.coefficient()), Math.abs(a.coefficient())));
    return List.copyOf(found);
  }

  void write(StateWriter out) {
    out.writeLongs(pairs, pairs.length);
    for (double[] each : List.of(meanX, meanY, m2x, m2y, cxy)) {
      out.writeDoubles(each);
    }
  }

  void read(StateReader in) {
    in.readCounts(pairs);
    for (double[] each : List.of(meanX, meanY, m2x, m2y, cxy)) {
      in.readDoubles(each);
    }
  }
}
