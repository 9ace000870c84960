package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of judging rows in order: numbers, and a few rows that violate. Totals of different
 * keys are merged, in any order; what they say does not depend on which keys came together.
 */
public final class OrderTotals implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many of those that violate are shown. */
  private static final int SHOWN = 20;

  /** How many characters all that is shown of one may have; more are cut. */
  private static final int LONGEST = 1_000;

  private static final int SHORTEST = 16;

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Verdicts> verdicts = new ArrayList<>();

  private long rows;

  /** Of no rows. */
  OrderTotals(int judged) {
    for (int i = 0; i < judged; i++) {
      verdicts.add(new Verdicts());
    }
  }

  Verdicts of(int judged) {
    return verdicts.get(judged);
  }

  void addRows(long more) {
    rows += more;
  }

  /** Nothing can be told. */
  void fail(String message) {
    verdicts.forEach(each -> each.fail(message));
  }

  /** Why nothing can be told of a rule; null if it can of each. */
  @Nullable String problem() {
    return verdicts.stream()
        .map(each -> each.error)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Takes the totals of other keys in. */
  public OrderTotals merge(OrderTotals other) {
    rows += other.rows;
    for (int i = 0; i < verdicts.size(); i++) {
      verdicts.get(i).merge(other.verdicts.get(i));
    }
    return this;
  }

  /**
   * The measurements.
   *
   * @param judged in the order of the program
   * @return those, and the number of all rows
   */
  public Map<Aggregate, Measurement> measure(List<Aggregate.InOrder> judged) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < verdicts.size(); i++) {
      measured.put(judged.get(i), verdicts.get(i).measure());
    }
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(rows));
    return measured;
  }

  /** By key, then by order and values; of those that look the same the smaller count first. */
  private static final Comparator<Measurement.Neighbours> IN_ORDER =
      Comparator.comparing(Measurement.Neighbours::key, GroupTotals::compare)
          .thenComparing(
              each -> each.row().isEmpty() ? each.other() : each.row(), GroupTotals::compare)
          .thenComparing(Measurement.Neighbours::other, GroupTotals::compare)
          .thenComparing(Measurement.Neighbours::count);

  /** What came of judging by one rule. */
  static final class Verdicts implements Serializable {

    private static final long serialVersionUID = 1L;
    private long rows;
    private long leftOut;
    private long judged;
    private long violating;
    private @Nullable String error;

    @SuppressWarnings("serial") // an array list
    private final ArrayList<Measurement.Neighbours> first = new ArrayList<>();

    void row() {
      rows++;
    }

    /** Rows in scope that are not compared. */
    void leaveOut(long more) {
      rows += more;
      leftOut += more;
    }

    /** Of several errors the same one, whichever is first. */
    void fail(@Nullable String message) {
      if (error == null || (message != null && message.compareTo(error) < 0)) {
        error = message;
      }
    }

    void judge(long all, long violate) {
      judged = sum(judged, all);
      violating = sum(violating, violate);
    }

    /** Numbers that there should be may be more than can be counted. */
    private static long sum(long a, long b) {
      return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    void show(Measurement.Neighbours more) {
      FirstOnes.keep(first, more, IN_ORDER, SHOWN);
    }

    void merge(Verdicts other) {
      rows += other.rows;
      leftOut += other.leftOut;
      judge(other.judged, other.violating);
      fail(other.error);
      other.first.forEach(this::show);
    }

    Measurement measure() {
      return error != null
          ? new Measurement.Failed(error, null)
          : new Measurement.OrderVerdicts(rows, leftOut, judged, violating, first);
    }
  }

  /** Values as they are shown. */
  static List<@Nullable Object> shown(
      List<? extends @Nullable Object> values, List<TypeKind> kinds, int together) {
    int longest = Math.max(SHORTEST, LONGEST / (together + 1));
    List<@Nullable Object> shown = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      shown.add(SampleRows.cut(GroupTotals.printed(values.get(i), kinds.get(i)), longest));
    }
    return Collections.unmodifiableList(shown);
  }
}
