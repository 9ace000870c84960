package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Utf8;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Violating rows of one constraint, bounded in rows and in bytes. All constraints of a run share
 * {@value #TOTAL} bytes, and the first row of each has a place whatever its values: a value is cut
 * where it is longer than a row's share, and says how long it was.
 */
public final class SampleRows implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bytes of all samples of a run. */
  private static final int TOTAL = 1 << 20;

  /** How many characters of a value are shown at most. */
  static final int LONGEST = 1000;

  private static final int SHORTEST = 16;
  private static final int OBJECT = 16;

  private final int limit;
  private final long share;

  @SuppressWarnings("serial") // an array list of rows of serializable values
  private final ArrayList<@Nullable Object[]> rows = new ArrayList<>();

  private long bytes;
  private boolean full;

  /**
   * No rows yet.
   *
   * @param constraints how many constraints share the bytes
   */
  public SampleRows(int limit, int constraints) {
    this.limit = limit;
    this.share = TOTAL / Math.max(1, constraints);
  }

  /**
   * Whether more rows are wanted.
   *
   * @return false once a row found no place
   */
  public boolean hasRoom() {
    return !full && rows.size() < limit;
  }

  /**
   * Adds a row, if it finds a place.
   *
   * @param values its values, which are cut in place
   */
  public void add(@Nullable Object[] values) {
    int longest = longest(share, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = cut(values[i], longest);
    }
    place(values);
  }

  private static int longest(long share, int values) {
    return (int) Math.max(SHORTEST, Math.min(LONGEST, share / Math.max(1, values) / 2));
  }

  /** How many characters a value may have, of so many that a constraint shows. */
  static int longest(int values, int constraints) {
    return longest((long) TOTAL / Math.max(1, constraints), values);
  }

  /** How many rows of so many columns find a place, if all their values are short. */
  static int most(int wanted, int columns, int constraints) {
    long cost = (OBJECT + 2L * SHORTEST) * Math.max(1, columns);
    return (int) Math.max(1, Math.min(wanted, TOTAL / Math.max(1, constraints) / cost));
  }

  private void place(@Nullable Object[] values) {
    if (!hasRoom()) {
      return;
    }
    long cost = 0;
    for (Object value : values) {
      cost +=
          OBJECT
              + (value instanceof String text
                  ? 2L * text.length()
                  : value instanceof Cut cut ? 2L * cut.text().length() + 3 * OBJECT : 2L * OBJECT);
    }
    if (!rows.isEmpty() && bytes + cost > share) {
      full = true;
    } else {
      rows.add(values);
      bytes += cost;
    }
  }

  /** Adds the rows that come after these. */
  public void addAll(SampleRows next) {
    next.rows.forEach(this::place);
    full |= next.full;
  }

  /** The rows in the order of the data. */
  public List<@Nullable Object[]> rows() {
    return rows;
  }

  /** A value as it is shown: what is too long is cut, and says how long it was. */
  static @Nullable Object cut(@Nullable Object value, int longest) {
    if (value == null || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    String text = Utf8.shown(String.valueOf(value));
    boolean portable = value instanceof Serializable && !(value instanceof Unreadable);
    if (text.length() <= longest) {
      return portable && !(value instanceof String) ? value : text;
    }
    return Cut.of(text, longest, value instanceof String);
  }
}
