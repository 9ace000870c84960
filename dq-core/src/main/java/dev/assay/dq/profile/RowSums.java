package dev.assay.dq.profile;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of numbers are the sum of two others in every row where all three have a finite
 * value. Every combination of the first {@value #MAX_COLUMNS} columns is a candidate until a row
 * violates it, which most do at once. Exact for whole numbers and decimals; where one is floating
 * point, within 1e-9 of the largest.
 */
final class RowSums {

  /** How many columns are tried. */
  static final int MAX_COLUMNS = 16;

  /** Rows with both parts other than zero, without which a sum says nothing. */
  private static final int MIN_SUPPORT = 3;

  private static final double TOLERANCE = 1e-9;

  private final int[] columns;
  private final boolean[] floating;
  private final String[] names;
  private final int leftOut;
  private final byte[] total;
  private final byte[] left;
  private final byte[] right;
  private final long[] rows;
  private final long[] support;
  private int alive;
  private final double[] numbers;

  RowSums(List<Schema.Field> fields) {
    List<Integer> numeric = new ArrayList<>();
    int all = 0;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).type().kind().isNumeric()) {
        all++;
        if (numeric.size() < MAX_COLUMNS) {
          numeric.add(i);
        }
      }
    }
    int n = numeric.size();
    this.leftOut = all - n;
    this.columns = numeric.stream().mapToInt(i -> i).toArray();
    this.names = Arrays.stream(columns).mapToObj(i -> fields.get(i).name()).toArray(String[]::new);
    this.floating = new boolean[n];
    for (int i = 0; i < n; i++) {
      TypeKind kind = fields.get(columns[i]).type().kind();
      floating[i] = kind.isFloating();
    }
    int candidates = n < 3 ? 0 : n * (n - 1) * (n - 2) / 2;
    this.total = new byte[candidates];
    this.left = new byte[candidates];
    this.right = new byte[candidates];
    this.rows = new long[candidates];
    this.support = new long[candidates];
    for (int t = 0; t < n; t++) {
      for (int a = 0; a < n; a++) {
        for (int b = a + 1; b < n; b++) {
          if (a != t && b != t) {
            total[alive] = (byte) t;
            left[alive] = (byte) a;
            right[alive] = (byte) b;
            alive++;
          }
        }
      }
    }
    this.numbers = new double[n];
  }

  /** What was left out, in a sentence, or null. */
  @Nullable String limit() {
    return leftOut == 0
        ? null
        : "sums of columns are looked for among the first "
            + MAX_COLUMNS
            + " columns of numbers; "
            + leftOut
            + (leftOut == 1 ? " other was" : " others were")
            + " left out";
  }

  void add(Batch rows) {
    for (int r = 0; r < rows.size() && alive > 0; r++) {
      add(rows, r);
    }
  }

  private void add(Batch batch, int row) {
    for (int i = 0; i < columns.length; i++) {
      // a decimal may be too large for floating point; one that is infinite has no sum
      numbers[i] = batch.finite(columns[i], row);
    }
    for (int i = 0; i < alive; i++) {
      double sum = numbers[total[i]];
      double a = numbers[left[i]];
      double b = numbers[right[i]];
      if (Double.isNaN(sum) || Double.isNaN(a) || Double.isNaN(b)) {
        continue;
      }
      double scale = Math.max(Math.abs(sum), Math.max(Math.abs(a), Math.abs(b)));
      if (Math.abs(sum - (a + b)) > TOLERANCE * scale || !isExact(i, batch, row)) {
        kill(i);
        i--;
        continue;
      }
      rows[i]++;
      support[i] += a != 0 && b != 0 ? 1 : 0;
    }
  }

  private boolean isExact(int i, Batch batch, int row) {
    if (floating[total[i]] || floating[left[i]] || floating[right[i]]) {
      return true;
    }
    Object sum = batch.value(columns[total[i]], row);
    Object a = batch.value(columns[left[i]], row);
    Object b = batch.value(columns[right[i]], row);
    if (sum instanceof Long s && a instanceof Long x && b instanceof Long y) {
      long added = x + y;
      boolean overflow = ((x ^ added) & (y ^ added)) < 0;
      return !overflow && added == s;
    }
    return sum instanceof Number s
        && a instanceof Number x
        && b instanceof Number y
        && Values.decimal(x).add(Values.decimal(y)).compareTo(Values.decimal(s)) == 0;
  }

  /** The candidates stay in their order, by which those of two states are told. */
  private void kill(int i) {
    int after = alive - i - 1;
    System.arraycopy(total, i + 1, total, i, after);
    System.arraycopy(left, i + 1, left, i, after);
    System.arraycopy(right, i + 1, right, i, after);
    System.arraycopy(rows, i + 1, rows, i, after);
    System.arraycopy(support, i + 1, support, i, after);
    alive--;
  }

  private int id(int i) {
    return (total[i] * MAX_COLUMNS + left[i]) * MAX_COLUMNS + right[i];
  }

  void merge(RowSums other) {
    int theirs = 0;
    int kept = 0;
    for (int i = 0; i < alive; i++) {
      while (theirs < other.alive && other.id(theirs) < id(i)) {
        theirs++;
      }
      if (theirs < other.alive && other.id(theirs) == id(i)) {
        total[kept] = total[i];
        left[kept] = left[i];
        right[kept] = right[i];
        rows[kept] = rows[i] + other.rows[theirs];
        support[kept] = support[i] + other.support[theirs];
        kept++;
      }
    }
    alive = kept;
  }

  List<DatasetProfile.RowSum> found() {
    List<DatasetProfile.RowSum> found = new ArrayList<>();
    for (int i = 0; i < alive; i++) {
      if (support[i] >= MIN_SUPPORT) {
        found.add(
            new DatasetProfile.RowSum(
                names[total[i]], List.of(names[left[i]], names[right[i]]), rows[i]));
      }
    }
    return List.copyOf(found);
  }

  void write(StateWriter out) {
    out.writeInt(alive);
    for (int i = 0; i < alive; i++) {
      out.writeByte(total[i]);
      out.writeByte(left[i]);
      out.writeByte(right[i]);
      out.writeLong(rows[i]);
      out.writeLong(support[i]);
    }
  }

  void read(StateReader in) {
    alive = in.readSize(3 + 2 * Long.BYTES, total.length);
    for (int i = 0; i < alive; i++) {
      for (byte[] each : List.of(total, left, right)) {
        each[i] = in.readByte();
        StateReader.check(each[i] >= 0 && each[i] < columns.length, "a column of " + each[i]);
      }
      StateReader.check(
          total[i] != left[i]
              && total[i] != right[i]
              && left[i] < right[i]
              && (i == 0 || id(i - 1) < id(i)),
          "a sum of columns that cannot be");
      rows[i] = in.readCount();
      support[i] = in.readCount();
    }
  }
}
