package dev.assay.dq.profile;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import dev.assay.dq.internal.state.ValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often values of pairs of columns occur together, for columns with few different ones. Which
 * columns are tried depends on the schema alone; a column leaves once it has more than {@value
 * #MAX_VALUES} values, or a long text, so what is left does not depend on how the data are divided.
 */
final class Crosstabs {

  /** How many different values a column may have. */
  static final int MAX_VALUES = 32;

  private static final int STRIDE = MAX_VALUES + 1;
  private static final int BLOCK = 256;
  private static final int MAX_KNOWN = 120;
  private static final int MAX_TEXT = 200;
  private static final int MET = 64;
  private static final int MAX_FOUND = 50;
  private static final int ROWS_A_VALUE = 3;
  private static final double MAX_EXCEPTIONS = 0.01;
  private static final double MIN_REDUCTION = 0.9;

  private final int[] columns;
  private final String[] names;
  private final @Nullable Codes[] codes;
  private final int leftOut;
  private final long @Nullable [][] tables;

  /** The numbers of a column's values; 0 stands for null. */
  private static final class Codes {
    private final HashMap<Object, Byte> known = new HashMap<>();
    private final List<Object> values = new ArrayList<>();

    /** The objects met last, by their hash: equal values of a column are mostly one object. */
    private @Nullable Object @Nullable [] met;

    private byte[] codes = new byte[0];

    /** The number of a value, or -1 if there is none left. */
    int of(Object value) {
      @Nullable Object[] recent = met;
      if (recent == null) {
        recent = new Object[MET];
        met = recent;
        codes = new byte[MET];
      }
      int place = value.hashCode() & (MET - 1);
      if (recent[place] == value) {
        return codes[place];
      }
      Byte found = known.get(value);
      int code = found != null ? found : learn(value);
      recent[place] = value;
      codes[place] = (byte) code;
      return code;
    }

    private int learn(Object value) {
      if (value instanceof String text && text.length() > MAX_TEXT) {
        return -1;
      }
      // decimals may be written differently and be equal
      Object key = Values.key(value);
      Byte code = known.get(key);
      if (code == null) {
        if (values.size() == MAX_VALUES) {
          return -1;
        }
        values.add(key);
        code = (byte) values.size();
        known.put(key, code);
      }
      if (known.size() < MAX_KNOWN) {
        known.putIfAbsent(value, code);
      }
      return code;
    }
  }

  /** A table without the values that have no row, and its sums. */
  private static final class Table {
    private final int x;
    private final int y;
    private final List<Object> xs;
    private final List<Object> ys;
    private final long[][] counts;
    private final long[] rows;
    private final long[] sums;

    Table(int x, int y, List<Object> xs, List<Object> ys, long[][] counts) {
      this.x = x;
      this.y = y;
      this.xs = xs;
      this.ys = ys;
      this.counts = counts;
      this.rows = new long[xs.size()];
      this.sums = new long[ys.size()];
      for (int a = 0; a < rows.length; a++) {
        for (int b = 0; b < sums.length; b++) {
          rows[a] += counts[a][b];
          sums[b] += counts[a][b];
        }
      }
    }

    long total() {
      return Arrays.stream(rows).sum();
    }
  }

  /**
   * Chooses columns: the first of booleans, then of text, whole numbers, decimals and dates.
   * Floating point is left out: it seldom has few values.
   */
  Crosstabs(List<Schema.Field> fields, int limit) {
    List<Integer> fit = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (preference(fields.get(i).type().kind()) > 0) {
        fit.add(i);
      }
    }
    fit.sort(Comparator.comparingInt(i -> preference(fields.get(i).type().kind())));
    List<Integer> chosen = fit.subList(0, Math.min(limit, fit.size()));
    this.leftOut = limit == 0 ? 0 : fit.size() - chosen.size();
    this.columns = chosen.stream().mapToInt(i -> i).sorted().toArray();
    this.names = Arrays.stream(columns).mapToObj(i -> fields.get(i).name()).toArray(String[]::new);
    this.codes = new Codes[columns.length];
    Arrays.setAll(codes, i -> new Codes());
    this.tables = new long[columns.length * (columns.length - 1) / 2][];
  }

  private static int preference(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> 1;
      case STRING -> 2;
      case BYTE, SHORT, INT, LONG -> 3;
      case DECIMAL -> 4;
      case DATE -> 5;
      case FLOAT, DOUBLE, TIMESTAMP, TIMESTAMP_NTZ, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> 0;
    };
  }

  /** What was left out, in a sentence, or null. */
  @Nullable String limit() {
    long many = Arrays.stream(codes).filter(Objects::isNull).count();
    if (leftOut == 0 && many == 0) {
      return null;
    }
    return "crosstabs and dependencies look at "
        + (columns.length - many)
        + " columns of no more than "
        + MAX_VALUES
        + " values; "
        + (leftOut + many)
        + (leftOut + many == 1 ? " other was" : " others were")
        + " left out";
  }

  void add(Batch batch) {
    byte[][] numbers = new byte[columns.length][BLOCK];
    for (int from = 0; from < batch.size(); from += BLOCK) {
      int rows = Math.min(BLOCK, batch.size() - from);
      for (int i = 0; i < columns.length; i++) {
        Codes known = codes[i];
        if (known != null && !encode(batch, columns[i], from, rows, known, numbers[i])) {
          codes[i] = null;
        }
      }
      count(numbers, rows);
    }
  }

  /** Whether all values could be given a number. */
  private static boolean encode(
      Batch batch, int column, int from, int rows, Codes known, byte[] numbers) {
    for (int r = 0; r < rows; r++) {
      Object value = batch.value(column, from + r);
      int code = value == null ? 0 : known.of(value);
      if (code < 0) {
        return false;
      }
      numbers[r] = (byte) code;
    }
    return true;
  }

  private void count(byte[][] numbers, int rows) {
    int pair = 0;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        if (codes[i] == null || codes[j] == null) {
          tables[pair] = null;
        } else {
          count(table(pair), numbers[i], numbers[j], rows);
        }
        pair++;
      }
    }
  }

  private long[] table(int pair) {
    long[] table = tables[pair];
    if (table == null) {
      table = new long[STRIDE * STRIDE];
      tables[pair] = table;
    }
    return table;
  }

  private static void count(long[] table, byte[] x, byte[] y, int rows) {
    for (int r = 0; r < rows; r++) {
      table[x[r] * STRIDE + y[r]]++;
    }
  }

  void merge(Crosstabs other) {
    int[][] mine = new int[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      Codes known = codes[i];
      Codes more = other.codes[i];
      codes[i] = known == null || more == null ? null : known;
      if (known != null && more != null) {
        mine[i] = new int[more.values.size() + 1];
        for (int v = 0; v < more.values.size() && codes[i] != null; v++) {
          int code = known.of(more.values.get(v));
          mine[i][v + 1] = code;
          codes[i] = code < 0 ? null : known;
        }
      }
    }
    int pair = 0;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        long[] theirs = other.tables[pair];
        if (codes[i] == null || codes[j] == null) {
          tables[pair] = null;
        } else if (theirs != null) {
          addTable(table(pair), theirs, mine[i], mine[j]);
        }
        pair++;
      }
    }
  }

  private static void addTable(long[] table, long[] theirs, int[] x, int[] y) {
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < y.length; b++) {
        table[x[a] * STRIDE + y[b]] += theirs[a * STRIDE + b];
      }
    }
  }

  /** The tables of all pairs of columns that both have two values or more in rows with both. */
  private List<Table> complete() {
    List<Table> found = new ArrayList<>();
    int pair = 0;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        long[] table = tables[pair++];
        Codes x = codes[i];
        Codes y = codes[j];
        if (table != null && x != null && y != null) {
          Table each = compact(i, j, table, x, y);
          if (each.xs.size() > 1 && each.ys.size() > 1) {
            found.add(each);
          }
        }
      }
    }
    return found;
  }

  private static Table compact(int i, int j, long[] table, Codes x, Codes y) {
    List<Integer> rows = ordered(x, code -> sum(table, code * STRIDE + 1, 1, y.values.size()));
    List<Integer> cells = ordered(y, code -> sum(table, STRIDE + code, STRIDE, x.values.size()));
    long[][] counts = new long[rows.size()][cells.size()];
    for (int a = 0; a < rows.size(); a++) {
      for (int b = 0; b < cells.size(); b++) {
        counts[a][b] = table[rows.get(a) * STRIDE + cells.get(b)];
      }
    }
    return new Table(
        i,
        j,
        rows.stream().map(code -> x.values.get(code - 1)).toList(),
        cells.stream().map(code -> y.values.get(code - 1)).toList(),
        counts);
  }

  private static long sum(long[] table, int from, int step, int number) {
    long sum = 0;
    for (int i = 0; i < number; i++) {
      sum += table[from + i * step];
    }
    return sum;
  }

  /** The codes with rows, the most frequent first. */
  private static List<Integer> ordered(Codes codes, java.util.function.IntToLongFunction count) {
    List<Integer> order = new ArrayList<>();
    for (int code = 1; code <= codes.values.size(); code++) {
      if (count.applyAsLong(code) > 0) {
        order.add(code);
      }
    }
    order.sort(
        Comparator.<Integer>comparingLong(code -> -count.applyAsLong(code))
            .thenComparing(code -> HeavyHitters.text(codes.values.get(code - 1))));
    return order;
  }

  /**
   * What pairs have in common, the strongest first. Where one column has another value in every row
   * the strength says nothing, so the pair is left out.
   */
  List<DatasetProfile.Association> associations(List<String> limits) {
    List<DatasetProfile.Association> found = new ArrayList<>();
    for (Table table : complete()) {
      long rows = table.total();
      if (rows > table.xs.size() && rows > table.ys.size()) {
        found.add(association(table, rows));
      }
    }
    found.sort(
        Comparator.comparingDouble((DatasetProfile.Association each) -> -rounded(each.cramersV()))
            .thenComparing(each -> -rounded(each.mutualInformation())));
    if (found.size() > MAX_FOUND) {
      limits.add(
          "of "
              + found.size()
              + " pairs of columns with few values the "
              + MAX_FOUND
              + " with the strongest association are shown");
    }
    return List.copyOf(found.subList(0, Math.min(MAX_FOUND, found.size())));
  }

  /** Without the last digits, which depend on the order of additions. */
  private static double rounded(double value) {
    return Math.rint(value * 1e9) / 1e9;
  }

  private DatasetProfile.Association association(Table table, long rows) {
    double n = rows;
    double deviations = 0; // added up as such, so that of independent columns nothing is left
    double information = 0;
    for (int a = 0; a < table.rows.length; a++) {
      for (int b = 0; b < table.sums.length; b++) {
        double count = table.counts[a][b];
        double expected = (double) table.rows[a] * table.sums[b] / n;
        deviations += (count - expected) * (count - expected) / expected;
        if (count > 0) {
          information += count / n * Math.log(count / table.rows[a] * n / table.sums[b]);
        }
      }
    }
    int fewer = Math.min(table.rows.length, table.sums.length);
    return new DatasetProfile.Association(
        names[table.x],
        names[table.y],
        rows,
        Math.min(1, Math.sqrt(deviations / n / (fewer - 1))),
        Math.max(0, information),
        new DatasetProfile.Crosstab(
            table.xs.stream().map(HeavyHitters::text).toList(),
            table.ys.stream().map(HeavyHitters::text).toList(),
            Arrays.stream(table.counts)
                .map(each -> Arrays.stream(each).boxed().toList())
                .toList()));
  }

  /**
   * Columns that determine others. Left out is what holds by chance or says nothing: fewer than
   * {@value #ROWS_A_VALUE} rows a value of the determinant, exceptions in more than 1% of the rows,
   * or more of them than a tenth of what guessing the most frequent value would get wrong.
   */
  List<DatasetProfile.Dependency> dependencies() {
    List<DatasetProfile.Dependency> found = new ArrayList<>();
    for (Table table : complete()) {
      long[][] turned = new long[table.sums.length][table.rows.length];
      for (int a = 0; a < table.rows.length; a++) {
        for (int b = 0; b < table.sums.length; b++) {
          turned[b][a] = table.counts[a][b];
        }
      }
      dependency(table, table.x, table.y, table.counts, table.sums, found);
      dependency(table, table.y, table.x, turned, table.rows, found);
    }
    found.sort(Comparator.comparingLong(DatasetProfile.Dependency::exceptions));
    return List.copyOf(found);
  }

  private void dependency(
      Table table,
      int determinant,
      int dependent,
      long[][] counts,
      long[] sums,
      List<DatasetProfile.Dependency> found) {
    long rows = table.total();
    long kept = 0;
    for (long[] each : counts) {
      kept += Arrays.stream(each).max().orElse(0);
    }
    long exceptions = rows - kept;
    long guessed = rows - Arrays.stream(sums).max().orElse(0);
    if (rows >= (long) ROWS_A_VALUE * counts.length
        && exceptions <= MAX_EXCEPTIONS * rows
        && exceptions <= (1 - MIN_REDUCTION) * guessed) {
      found.add(
          new DatasetProfile.Dependency(names[determinant], names[dependent], rows, exceptions));
    }
  }

  /** Tables are stored without the cells that no value has. */
  void write(StateWriter out) {
    for (Codes each : codes) {
      out.writeBoolean(each != null);
      if (each != null) {
        out.writeInt(each.values.size());
        each.values.forEach(out::writeValue);
      }
    }
    int pair = 0;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        long[] table = tables[pair++];
        Codes x = codes[i];
        Codes y = codes[j];
        out.writeBoolean(table != null && x != null && y != null);
        if (table != null && x != null && y != null) {
          for (int a = 0; a <= x.values.size(); a++) {
            for (int b = 0; b <= y.values.size(); b++) {
              out.writeLong(table[a * STRIDE + b]);
            }
          }
        }
      }
    }
  }

  void read(StateReader in) {
    for (int i = 0; i < codes.length; i++) {
      codes[i] = in.readBoolean() ? codes(in) : null;
    }
    int pair = 0;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        Codes x = codes[i];
        Codes y = codes[j];
        if (in.readBoolean()) {
          if (x == null || y == null) {
            throw StateReader.damaged("a table without its values");
          }
          in.require((long) Long.BYTES * (x.values.size() + 1) * (y.values.size() + 1));
          long[] table = table(pair);
          for (int a = 0; a <= x.values.size(); a++) {
            for (int b = 0; b <= y.values.size(); b++) {
              table[a * STRIDE + b] = in.readCount();
            }
          }
        }
        pair++;
      }
    }
  }

  private static Codes codes(StateReader in) {
    Codes read = new Codes();
    int size = in.readSize(1, MAX_VALUES);
    for (int i = 0; i < size; i++) {
      Object value = in.readValue();
      if (value == null || !ValueCodec.isKey(value) || read.learn(value) != i + 1) {
        throw StateReader.damaged("values that cannot be");
      }
    }
    return read;
  }
}
