package dev.assay.dq.profile;

import dev.assay.dq.internal.model.Utf8;
import dev.assay.dq.internal.model.Values;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rows are shown: as texts that are cut. How many rows there are and how long a text may be
 * depends on the number of columns alone, so that all of them take half a million bytes at most,
 * unless there are very many columns.
 */
final class RowTexts implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Characters of all rows. */
  private static final int ROOM = 1 << 18;

  private static final int SHORTEST = 16;
  private static final int ELLIPSIS = 1;

  private final int limit;
  private final int longest;
  private final String[] names;

  /** For so many rows of these columns. */
  RowTexts(List<String> names, int wanted) {
    int width = Math.max(1, names.size());
    this.limit = Math.min(wanted, Math.max(1, ROOM / SHORTEST / width));
    this.longest =
        Math.max(SHORTEST, Math.min(HeavyHitters.LONGEST, ROOM / Math.max(1, limit) / width));
    this.names = names.toArray(String[]::new);
  }

  /** How many rows there are at most. */
  int limit() {
    return limit;
  }

  int columns() {
    return names.length;
  }

  /** Whether a text is as long as {@link #text} gives it. */
  boolean isCut(@Nullable String text) {
    return text == null || text.length() <= longest + ELLIPSIS;
  }

  /** A value as it is shown; null for null. */
  @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    append(value, out);
    String text = out.toString();
    return text.length() <= longest ? text : Utf8.beginning(text, longest) + "…";
  }

  /** Appends a text as far as it is shown, and a little more. */
  private void append(@Nullable Object value, StringBuilder out) {
    if (value instanceof String text) {
      out.append(text, 0, Math.min(text.length(), longest + 1));
    } else if (value instanceof byte[] bytes) {
      out.append(HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, longest / 2 + 1)));
    } else if (value instanceof Collection<?> all) {
      String separator = "[";
      for (Object each : all) {
        out.append(separator);
        if (out.length() > longest) {
          return;
        }
        append(each, out);
        separator = ", ";
      }
      out.append(all.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> each : map.entrySet()) {
        out.append(separator);
        if (out.length() > longest) {
          return;
        }
        append(each.getKey(), out);
        out.append('=');
        append(each.getValue(), out);
        separator = ", ";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else {
      Object plain = Values.canonical(value);
      out.append(
          plain == null
              ? "null"
              : HeavyHitters.text(
                  plain instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : plain));
    }
  }

  /** The row of these texts, one for each column. */
  DatasetProfile.ShownRow shown(@Nullable String[] row) {
    List<DatasetProfile.Cell> cells = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      String text = row[i];
      if (text != null) {
        cells.add(new DatasetProfile.Cell(names[i], text));
      }
    }
    return new DatasetProfile.ShownRow(List.copyOf(cells));
  }
}
