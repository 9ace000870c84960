package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of comparing rows: numbers, and a few that differ. Totals of different keys are merged,
 * in any order; what they say does not depend on which keys came together.
 */
public final class ComparedTotals implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many of those that differ are shown. */
  private static final int SHOWN = 20;

  /** How many characters all that is shown of one may have; more are cut. */
  private static final int LONGEST = 1_000;

  private static final int SHORTEST = 16;

  /** By key; of those that look the same the one with fewer rows here first. */
  private static final Comparator<Measurement.RowDifference> IN_ORDER =
      Comparator.comparing(Measurement.RowDifference::key, GroupTotals::compare)
          .thenComparing(Measurement.RowDifference::here)
          .thenComparing(Measurement.RowDifference::there);

  private final boolean unique;
  private final long[] byColumn;
  private long here;
  private long there;
  private long same;
  private long missing;
  private long extra;
  private long changed;
  private long repeated;

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Measurement.RowDifference> first = new ArrayList<>();

  ComparedTotals(boolean unique, int values) {
    this.unique = unique;
    this.byColumn = new long[values];
  }

  /** Takes a key in; whether there is a difference. */
  boolean add(long hereRows, long thereRows, boolean[] differs) {
    here += hereRows;
    there += thereRows;
    if (!unique) {
      same += Math.min(hereRows, thereRows);
      missing += Math.max(0, thereRows - hereRows);
      extra += Math.max(0, hereRows - thereRows);
      return hereRows != thereRows;
    }
    boolean any = false;
    for (int i = 0; i < differs.length; i++) {
      byColumn[i] += differs[i] ? 1 : 0;
      any |= differs[i];
    }
    boolean once = hereRows <= 1 && thereRows <= 1;
    repeated += once ? 0 : 1;
    missing += once && hereRows == 0 ? 1 : 0;
    extra += once && thereRows == 0 ? 1 : 0;
    changed += any ? 1 : 0;
    boolean equal = hereRows == 1 && thereRows == 1 && !any;
    same += equal ? 1 : 0;
    return !equal;
  }

  void show(
      Aggregate.SameRows compared,
      long hereRows,
      long thereRows,
      boolean[] differs,
      ComparedRows.Forms forms) {
    List<@Nullable Object> mine = forms.here();
    List<@Nullable Object> theirs = forms.there();
    int longest = Math.max(SHORTEST, LONGEST / (compared.keys().size() + differs.length + 1));
    List<@Nullable Object> shown = new ArrayList<>();
    for (int i = 0; i < forms.key().size(); i++) {
      shown.add(cut(forms.key().get(i), compared.keys().get(i).as(), longest));
    }
    List<Measurement.Cell> cells = new ArrayList<>();
    for (int i = 0; i < differs.length && mine != null && theirs != null; i++) {
      if (differs[i]) {
        Schema.Type type = compared.values().get(i).as();
        cells.add(
            new Measurement.Cell(
                i, cut(mine.get(i), type, longest), cut(theirs.get(i), type, longest)));
      }
    }
    keep(
        new Measurement.RowDifference(
            Collections.unmodifiableList(shown), hereRows, thereRows, cells));
  }

  private static @Nullable Object cut(@Nullable Object form, Schema.Type type, int longest) {
    return SampleRows.cut(ComparedRows.shown(form, type), longest);
  }

  private void keep(Measurement.RowDifference one) {
    FirstOnes.keep(first, one, IN_ORDER, SHOWN);
  }

  /** Takes the totals of other keys in. */
  public ComparedTotals merge(ComparedTotals other) {
    here += other.here;
    there += other.there;
    same += other.same;
    missing += other.missing;
    extra += other.extra;
    changed += other.changed;
    repeated += other.repeated;
    for (int i = 0; i < byColumn.length; i++) {
      byColumn[i] += other.byColumn[i];
    }
    other.first.forEach(this::keep);
    return this;
  }

  /**
   * The measurement.
   *
   * @return that, and the number of all rows of this dataset
   */
  public Map<Aggregate, Measurement> measure(Aggregate.SameRows compared) {
    return Map.of(
        compared,
        new Measurement.RowDifferences(
            here,
            there,
            same,
            missing,
            extra,
            changed,
            repeated,
            Arrays.stream(byColumn).boxed().toList(),
            first),
        Aggregate.Rows.ALL,
        new Measurement.Rows(here));
  }
}
