package dev.assay.dq.profile;

import dev.assay.dq.internal.state.StateReader;
import dev.assay.dq.internal.state.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last rows, as texts that are cut, so that all of them take a million bytes at
 * most, unless there are very many columns.
 */
final class EdgeRows {

  private final RowTexts texts;
  private final int limit;

  /** Columns whose values may have changed when their rows are taken in together. */
  private final int[] mutable;

  private final @Nullable String[][] mutableFirst;
  private final @Nullable String[][] mutableLast;
  private final List<@Nullable String[]> first = new ArrayList<>();
  private final ArrayDeque<@Nullable String[]> last = new ArrayDeque<>();
  private long noted;
  private long added;

  /** For so many rows of each side. */
  EdgeRows(ColumnState[] columns, int wanted) {
    this.texts = new RowTexts(Arrays.stream(columns).map(ColumnState::name).toList(), wanted);
    this.limit = texts.limit();
    this.mutable = IntStream.range(0, columns.length).filter(i -> columns[i].isMutable()).toArray();
    this.mutableFirst = new String[mutable.length][limit];
    this.mutableLast = new String[mutable.length][limit];
  }

  /** How many rows a side has at most. */
  int limit() {
    return limit;
  }

  /** Observes what may change before {@link #add}. */
  void note(@Nullable Object[] values) {
    if (mutable.length == 0 || limit == 0) {
      return;
    }
    for (int i = 0; i < mutable.length; i++) {
      Object value = values[mutable[i]];
      String text =
          texts.text(value == null || value instanceof Map ? value : Collections.list(value));
      if (noted < limit) {
        mutableFirst[i][(int) noted] = text;
      }
      mutableLast[i][(int) (noted % limit)] = text;
    }
    noted++;
  }

  /** Takes the rows that wait. */
  void add(Batch rows) {
    int size = limit == 0 ? 0 : rows.size();
    for (int r = 0; r < size && first.size() < limit; r++) {
      first.add(row(rows, r, mutableFirst, added + r));
    }
    for (int r = Math.max(0, size - limit); r < size; r++) {
      addLast(row(rows, r, mutableLast, (added + r) % limit));
    }
    added += size;
  }

  private void addLast(@Nullable String[] row) {
    if (last.size() == limit) {
      last.removeFirst();
    }
    last.addLast(row);
  }

  private @Nullable String[] row(Batch rows, int row, @Nullable String[][] nested, long place) {
    @Nullable String[] all = new String[texts.columns()];
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      if (next < mutable.length && mutable[next] == i) {
        all[i] = nested[next++][(int) place];
      } else {
        all[i] = texts.text(rows.value(i, row));
      }
    }
    return all;
  }

  /** Adds the rows that come after these. */
  void merge(EdgeRows next) {
    for (int i = 0; i < next.first.size() && first.size() < limit; i++) {
      first.add(next.first.get(i));
    }
    if (limit > 0) {
      next.last.forEach(this::addLast);
    }
    added += next.added;
    noted = added;
  }

  void write(StateWriter out) {
    for (Collection<@Nullable String[]> side : List.of(first, last)) {
      out.writeInt(side.size());
      for (@Nullable String[] row : side) {
        for (String text : row) {
          out.writeValue(text);
        }
      }
    }
    out.writeLong(added);
  }

  /** Reads what was written, into a state that has seen nothing. */
  void read(StateReader in) {
    for (Collection<@Nullable String[]> side : List.of(first, last)) {
      int number = in.readSize(Math.max(1, texts.columns()), limit);
      for (int r = 0; r < number; r++) {
        @Nullable String[] row = new String[texts.columns()];
        for (int i = 0; i < row.length; i++) {
          row[i] = in.readValueOrNull(String.class);
          String text = row[i];
          StateReader.check(texts.isCut(text), "a text that was not cut");
        }
        side.add(row);
      }
    }
    added = in.readCount();
    noted = added;
  }

  List<DatasetProfile.ShownRow> first() {
    return shown(first);
  }

  List<DatasetProfile.ShownRow> last() {
    return shown(last);
  }

  private List<DatasetProfile.ShownRow> shown(Collection<@Nullable String[]> rows) {
    return rows.stream().map(texts::shown).toList();
  }
}
