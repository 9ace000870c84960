package dev.assay.dq.profile;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent of the rows that occur more than once. For the engines that group whole rows:
 * filled with different rows and how often each occurs, some for each part of them, and merged. Its
 * size is bounded, however many rows are added. Not thread-safe.
 */
@Internal
public final class RepeatedRows implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Rows that compare as equal are shown alike, so it does not matter which of them are kept. */
  private static final Comparator<Repeated> BEST_FIRST =
      Comparator.<Repeated>comparingLong(each -> each.count)
          .reversed()
          .thenComparing(each -> each.texts, RepeatedRows::compare);

  private final RowTexts texts;
  private final int wanted;

  /** Where the columns that are shown stand in a whole row. */
  private final int[] places;

  @SuppressWarnings("serial") // an array list
  private final List<Repeated> kept = new ArrayList<>();

  private long extra;

  private static final class Repeated implements Serializable {

    private static final long serialVersionUID = 1L;
    private final @Nullable String[] texts;
    private final long count;

    Repeated(@Nullable String[] texts, long count) {
      this.texts = texts;
      this.count = count;
    }
  }

  RepeatedRows(List<String> names, int[] places, int wanted) {
    this(new RowTexts(names, wanted), places, wanted);
  }

  private RepeatedRows(RowTexts texts, int[] places, int wanted) {
    this.texts = texts;
    this.places = places;
    this.wanted = wanted;
  }

  /**
   * The same without any rows.
   *
   * @return to be filled with a part of them
   */
  public RepeatedRows empty() {
    return new RepeatedRows(texts, places, wanted);
  }

  /**
   * Adds a row that differs from all others that are added.
   *
   * @param row canonical values or keys of all columns of the data
   * @param count how often it occurs
   */
  public void add(@Nullable Object[] row, long count) {
    extra += count - 1;
    boolean full = kept.size() == texts.limit();
    if (count > 1 && !(full && count < kept.get(kept.size() - 1).count)) {
      @Nullable String[] own = new String[places.length];
      for (int i = 0; i < own.length; i++) {
        Object value = Values.canonical(row[places[i]]);
        // of a float 0.0 and -0.0 are one value, and which of them is handed over is by chance
        own[i] = texts.text(value instanceof Double ? Values.key(value) : value);
      }
      keep(new Repeated(own, count));
    }
  }

  private void keep(Repeated row) {
    int found = Collections.binarySearch(kept, row, BEST_FIRST);
    kept.add(found < 0 ? -1 - found : found, row);
    if (kept.size() > texts.limit()) {
      kept.remove(kept.size() - 1);
    }
  }

  /** By code points, column by column; nulls first. */
  private static int compare(@Nullable String[] a, @Nullable String[] b) {
    for (int i = 0; i < a.length; i++) {
      String x = a[i];
      String y = b[i];
      int order =
          x == null || y == null ? Boolean.compare(x != null, y != null) : Values.compare(x, y);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /**
   * Adds other rows.
   *
   * @param other what was filled with them
   * @return this
   */
  public RepeatedRows merge(RepeatedRows other) {
    other.kept.forEach(this::keep);
    extra += other.extra;
    return this;
  }

  /** The rows, if they are those of which so many rows repeat another. */
  List<DatasetProfile.DuplicateRow> shown(long duplicateRows, List<String> limits) {
    if (extra != duplicateRows) {
      limits.add(
          String.format(
              Locale.ROOT,
              "duplicate rows are not shown: the data changed while they were read: %,d duplicate"
                  + " rows in the second scan, %,d in the third",
              duplicateRows,
              extra));
      return List.of();
    }
    if (texts.limit() < wanted && texts.limit() == kept.size()) {
      limits.add(
          "of the duplicate rows "
              + texts.limit()
              + " are shown, since there are "
              + places.length
              + " columns");
    }
    return kept.stream()
        .map(each -> new DatasetProfile.DuplicateRow(texts.shown(each.texts), each.count))
        .toList();
  }
}
