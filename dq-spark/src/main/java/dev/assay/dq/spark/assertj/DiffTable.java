package dev.assay.dq.spark.assertj;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.model.English;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Differing rows as an aligned table: {@code -} is expected, {@code +} is found, differing cells
 * are in brackets.
 */
final class DiffTable {

  private static final int WIDEST = 40;

  private final List<String> names;
  private final List<DataType> types;
  private final List<Line> table = new ArrayList<>();
  private int differences;

  private record Line(char sign, List<String> cells) {}

  DiffTable(List<String> names, List<DataType> types) {
    this.names = names;
    this.types = types;
  }

  void add(char sign, Row row, int from, boolean[] marked) {
    table.add(line(sign, row, from, marked));
    boolean second = sign == '+' && IntStream.range(0, marked.length).anyMatch(i -> marked[i]);
    differences += second ? 0 : 1;
  }

  /**
   * Puts each missing row next to the unexpected one that it has most cells in common with, at
   * least half.
   */
  void pairUp(List<Row> wanted, List<Row> found) {
    List<Row> left = new ArrayList<>(found);
    int shown = 0;
    for (Row row : wanted) {
      if (shown >= RowComparison.SHOWN) {
        return;
      }
      Row nearest = nearest(row, left);
      boolean[] marked = new boolean[names.size()];
      if (nearest != null) {
        left.remove(nearest);
        for (int i = 0; i < marked.length; i++) {
          marked[i] = !cell(row, i).equals(cell(nearest, i));
        }
      }
      table.add(line('-', row, 0, marked));
      shown++;
      differences++;
      if (nearest != null) {
        table.add(line('+', nearest, 0, marked));
        differences++;
        shown++;
      }
    }
    for (Row row : left) {
      if (shown >= RowComparison.SHOWN) {
        return;
      }
      table.add(line('+', row, 0, new boolean[names.size()]));
      differences++;
      shown++;
    }
  }

  private Line line(char sign, Row row, int from, boolean[] marked) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < marked.length; i++) {
      String cell = shortened(text(row, from + i, types.get(i)));
      cells.add(marked[i] ? "[" + cell + "]" : cell);
    }
    return new Line(sign, cells);
  }

  private String cell(Row row, int column) {
    return text(row, column, types.get(column));
  }

  private @Nullable Row nearest(Row row, List<Row> candidates) {
    Row best = null;
    int most = (names.size() + 1) / 2;
    for (Row candidate : candidates) {
      int equal = 0;
      for (int i = 0; i < names.size(); i++) {
        equal += cell(row, i).equals(cell(candidate, i)) ? 1 : 0;
      }
      if (equal >= most && (best == null || equal > most)) {
        best = candidate;
        most = equal;
      }
    }
    return best;
  }

  /** The table, and how many differences it does not show. */
  List<String> render(long total) {
    int[] widths = new int[names.size()];
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      heads.add(shortened(names.get(i)));
      widths[i] = width(heads.get(i));
      for (Line line : table) {
        widths[i] = Math.max(widths[i], width(line.cells().get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("diff    : - expected, + actual" + (marked() ? ", [differing cells]" : ""));
    lines.add(rendered(' ', heads, widths));
    table.forEach(line -> lines.add(rendered(line.sign(), line.cells(), widths)));
    if (total > differences) {
      lines.add("  … " + Numbers.grouped(total - differences) + " more");
    }
    return lines;
  }

  private boolean marked() {
    return table.stream()
        .flatMap(line -> line.cells().stream())
        .anyMatch(cell -> cell.startsWith("[") && cell.endsWith("]"));
  }

  private static String rendered(char sign, List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder("  ").append(sign);
    for (int i = 0; i < widths.length; i++) {
      text.append(" | ").append(cells.get(i));
      text.append(" ".repeat(widths[i] - width(cells.get(i))));
    }
    return text.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String shortened(String text) {
    return Visible.cut(Visible.of(text), WIDEST);
  }

  private static String text(Row row, int at, DataType type) {
    if (row.isNullAt(at)) {
      return "null";
    }
    if (type instanceof ArrayType array) {
      return row.getList(at).stream()
          .map(each -> text(each, array.elementType()))
          .toList()
          .toString();
    }
    if (type instanceof MapType map) {
      StructType entry = new StructType().add("key", map.keyType()).add("value", map.valueType());
      List<String> entries = new ArrayList<>();
      for (Object each : row.getList(at)) {
        Row pair = (Row) each;
        entries.add(
            text(pair, 0, entry.fields()[0].dataType())
                + "="
                + text(pair, 1, entry.fields()[1].dataType()));
      }
      return "{" + String.join(", ", entries) + "}";
    }
    return text(row.get(at), type);
  }

  private static String text(@Nullable Object value, DataType type) {
    if (value instanceof String text) {
      return English.quoted(text);
    }
    if (value instanceof byte[] bytes) {
      return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
    }
    if (value instanceof Row row && type instanceof StructType struct) {
      List<String> parts = new ArrayList<>();
      StructField[] fields = struct.fields();
      for (int i = 0; i < fields.length; i++) {
        parts.add(fields[i].name() + "=" + text(row, i, fields[i].dataType()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    if (value instanceof java.sql.Timestamp timestamp) {
      return timestamp.toInstant().toString();
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map).toString();
    }
    return String.valueOf(value);
  }
}
