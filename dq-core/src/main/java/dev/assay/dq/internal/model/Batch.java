package dev.assay.dq.internal.model;

import dev.assay.dq.RecordView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are judged together, and those of them that are spoken of. For one thread, which fills
 * it again and again.
 */
public final class Batch {

  private final @Nullable Object[][] rows;
  private final @Nullable RecordView[] views;
  private final int[] selected;
  private final boolean[] read;
  private final @Nullable Numbers[] columns;
  private final boolean[] unfit;
  private final List<Numbers> scratch = new ArrayList<>();
  private int size;
  private int count;
  private int used;

  public Batch(int rows, int columns) {
    this.rows = new Object[rows][];
    this.views = new RecordView[rows];
    this.selected = new int[rows];
    this.read = new boolean[columns];
    this.columns = new Numbers[columns];
    this.unfit = new boolean[columns];
  }

  /** Takes a row in. */
  public void add(@Nullable Object[] values, @Nullable RecordView view) {
    rows[size] = values;
    views[size] = view;
    size++;
  }

  /** How many rows there are, whichever are spoken of. */
  public int size() {
    return size;
  }

  /** Whether no more rows can be taken in. */
  public boolean isFull() {
    return size == rows.length;
  }

  /** Begins anew. Each row of before stays until another takes its place. */
  public void clear() {
    Arrays.fill(read, false);
    size = 0;
    count = 0;
  }

  /** Speaks of all rows. */
  public void selectAll() {
    for (int i = 0; i < size; i++) {
      selected[i] = i;
    }
    count = size;
  }

  /** Speaks of no row, until {@link #select}. */
  public void selectNone() {
    count = 0;
  }

  /** Speaks of a row besides, which comes after the others. */
  public void select(int row) {
    selected[count++] = row;
  }

  /** The canonical values of a row, whichever are spoken of. */
  public @Nullable Object[] row(int row) {
    return rows[row];
  }

  /** A row as a record, for Java code. */
  public @Nullable RecordView viewOf(int row) {
    return views[row];
  }

  /** How many rows are spoken of. */
  public int count() {
    return count;
  }

  /** Which row a place among those spoken of is. */
  public int at(int place) {
    return selected[place];
  }

  /** The canonical values of the row at a place among those spoken of. */
  public @Nullable Object[] values(int place) {
    return rows[selected[place]];
  }

  /** The record at a place among those spoken of, for Java code. */
  public @Nullable RecordView view(int place) {
    return views[selected[place]];
  }

  /**
   * What a lane gives of all rows, until the next one is asked.
   *
   * @return null where it has to be worked out row by row
   */
  public @Nullable Numbers numbers(@Nullable Lane lane) {
    used = 0;
    return lane == null ? null : lane.numbers(this);
  }

  /** Room for what a lane works out. */
  Numbers room() {
    if (used == scratch.size()) {
      scratch.add(new Numbers(rows.length));
    }
    return scratch.get(used++);
  }

  /** How much room is in use. */
  int used() {
    return used;
  }

  /** Takes back what room was given since so much was in use. */
  void reuse(int before) {
    used = before;
  }

  /** The numbers of a column, which is looked at once; null where it holds anything else. */
  @Nullable Numbers column(int index, boolean real) {
    if (!read[index]) {
      read[index] = true;
      Numbers numbers = columns[index];
      if (numbers == null) {
        numbers = new Numbers(rows.length);
        columns[index] = numbers;
      }
      unfit[index] = !(real ? readReals(index, numbers) : readWholes(index, numbers));
    }
    return unfit[index] ? null : columns[index];
  }

  private boolean readReals(int index, Numbers to) {
    for (int i = 0; i < size; i++) {
      Object value = rows[i][index];
      if (value instanceof Double number) {
        to.reals[i] = number;
        to.nulls[i] = false;
      } else if (value == null) {
        to.reals[i] = 0;
        to.nulls[i] = true;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean readWholes(int index, Numbers to) {
    for (int i = 0; i < size; i++) {
      Object value = rows[i][index];
      if (value instanceof Long number) {
        to.wholes[i] = number;
        to.nulls[i] = false;
      } else if (value == null) {
        to.wholes[i] = 0;
        to.nulls[i] = true;
      } else {
        return false;
      }
    }
    return true;
  }
}
