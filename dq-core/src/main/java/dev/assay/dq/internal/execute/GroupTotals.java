package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.result.MetricValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of judging groups: numbers, and a few groups by name. Totals of different groups are
 * merged, in any order; what they say does not depend on which groups came together.
 */
public final class GroupTotals implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many groups are named of those that violate, and of those without a value. */
  private static final int NAMED = 20;

  /** How many characters all that is said of a group may have; more are cut. */
  private static final int LONGEST = 1_000;

  private static final int SHORTEST = 16;

  @SuppressWarnings("serial") // an array list
  private final ArrayList<Verdicts> verdicts = new ArrayList<>();

  private long rows;
  private long keyless;

  /** Of no groups. */
  GroupTotals(int judged) {
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

  void addKeyless(long more) {
    keyless += more;
  }

  /** No group can be told. */
  void fail(String message) {
    verdicts.forEach(each -> each.failed(message));
  }

  /** Takes the totals of other groups in. */
  public GroupTotals merge(GroupTotals other) {
    rows += other.rows;
    keyless += other.keyless;
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
  public Map<Aggregate, Measurement> measure(List<Aggregate.PerGroup> judged) {
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < judged.size(); i++) {
      measured.put(judged.get(i), verdicts.get(i).measure(judged.get(i).expected(), keyless));
    }
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(rows + keyless));
    return measured;
  }

  /** A group by name. */
  private record Named(boolean fails, double distance, Measurement.Group group)
      implements Serializable {

    static final Comparator<Named> WORST_FIRST =
        Comparator.comparing(Named::fails)
            .thenComparing(Named::distance)
            .reversed()
            .thenComparing(each -> each.group().key(), GroupTotals::compare);
  }

  /**
   * In the order of keys, nulls first; parts of different kinds, which records may have, by their
   * kind.
   */
  static int compare(List<? extends @Nullable Object> a, List<? extends @Nullable Object> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      Object x = a.get(i);
      Object y = b.get(i);
      int order =
          x == null || y == null ? Boolean.compare(x != null, y != null) : compareParts(x, y);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** A part of a key as it is shown: of a float the decimal that it prints. */
  static @Nullable Object shown(@Nullable Object part, TypeKind kind) {
    if (kind.isInteger() && part instanceof BigDecimal common) {
      Long whole = Values.asLong(common);
      return whole == null ? common : whole;
    }
    return part instanceof BigDecimal decimal && decimal.scale() < 0
        ? decimal.setScale(0)
        : printed(part, kind);
  }

  /** Of a float the decimal that it prints; any other value as it is. */
  static @Nullable Object printed(@Nullable Object value, TypeKind kind) {
    return kind == TypeKind.FLOAT && value instanceof Double number
        ? (Object) Double.valueOf(Float.toString(number.floatValue()))
        : value;
  }

  private static int compareParts(Object a, Object b) {
    Object x = a instanceof Cut cut ? cut.text() : a;
    Object y = b instanceof Cut cut ? cut.text() : b;
    boolean alike = x.getClass() == y.getClass() || (x instanceof Number && y instanceof Number);
    return alike ? Values.compare(x, y) : x.getClass().getName().compareTo(y.getClass().getName());
  }

  /** Up to so many groups, the worst first. */
  private static final class Worst implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an array list of serializable values
    private final ArrayList<Named> named = new ArrayList<>();

    void add(Named group) {
      FirstOnes.keep(named, group, Named.WORST_FIRST, NAMED);
    }

    /** Whether a group would be left out whatever its key is. */
    boolean outdoes(boolean fails, double distance) {
      if (named.size() < NAMED) {
        return false;
      }
      Named last = named.get(NAMED - 1);
      return last.fails() == fails ? last.distance() > distance : last.fails();
    }

    List<Measurement.Group> groups() {
      return named.stream().map(Named::group).toList();
    }
  }

  /** What came of judging one metric. */
  static final class Verdicts implements Serializable {

    private static final long serialVersionUID = 1L;
    private long groups;
    private long violating;
    private long warned;
    private long valueless;
    private long missing;
    private @Nullable String error;
    private final BitSet found = new BitSet();
    private final Worst worst = new Worst();
    private final Worst unjudged = new Worst();
    private final Worst absent = new Worst();

    /** One of the expected groups is there. */
    void found(int expected) {
      found.set(expected);
    }

    /** One that there must be is not. */
    void missing(List<Object> key, TypeKind[] kinds) {
      missing++;
      absent.add(new Named(true, 0, named(key, kinds, null)));
    }

    /** Nothing can be said of a group. */
    void fail(String message) {
      groups++;
      failed("in a group: " + message);
    }

    /** Of several errors the same one, whichever is first. */
    private void failed(@Nullable String message) {
      if (error == null || (message != null && message.compareTo(error) < 0)) {
        error = message;
      }
    }

    void holds() {
      groups++;
    }

    void violates(List<Object> key, TypeKind[] kinds, MetricValue value, double distance) {
      groups++;
      violating++;
      add(worst, true, distance, key, kinds, value);
    }

    void warns(List<Object> key, TypeKind[] kinds, MetricValue value, double distance) {
      groups++;
      warned++;
      add(worst, false, distance, key, kinds, value);
    }

    void unjudged(List<Object> key, TypeKind[] kinds) {
      groups++;
      valueless++;
      add(unjudged, true, 0, key, kinds, null);
    }

    private static void add(
        Worst to,
        boolean fails,
        double distance,
        List<Object> key,
        TypeKind[] kinds,
        @Nullable MetricValue value) {
      if (!to.outdoes(fails, distance)) {
        to.add(new Named(fails, distance, named(key, kinds, value)));
      }
    }

    private static Measurement.Group named(
        List<Object> key, TypeKind[] kinds, @Nullable MetricValue value) {
      int longest = Math.max(SHORTEST, LONGEST / (key.size() + 1));
      List<Object> parts = new ArrayList<>();
      for (int i = 0; i < kinds.length; i++) {
        parts.add(SampleRows.cut(shown(key.get(i), kinds[i]), longest));
      }
      Object plain = value == null ? null : value.bare().plain();
      Object written =
          plain instanceof BigDecimal decimal && decimal.scale() < 0 ? decimal.setScale(0) : plain;
      return new Measurement.Group(
          List.copyOf(parts), written == null ? null : SampleRows.cut(written, longest));
    }

    private static String text(List<Object> key) {
      List<String> parts = key.stream().map(Verdicts::text).toList();
      return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
    }

    private static String text(Object part) {
      return part instanceof String text
          ? English.of(new Constant.Text(text))
          : part instanceof BigDecimal number ? number.toPlainString() : part.toString();
    }

    void merge(Verdicts other) {
      groups += other.groups;
      violating += other.violating;
      warned += other.warned;
      valueless += other.valueless;
      missing += other.missing;
      found.or(other.found);
      failed(other.error);
      other.worst.named.forEach(worst::add);
      other.unjudged.named.forEach(unjudged::add);
      other.absent.named.forEach(absent::add);
    }

    Measurement measure(List<Constant> expected, long keyless) {
      if (error != null) {
        return new Measurement.Failed(error, null);
      }
      List<String> first = new ArrayList<>();
      absent.named.forEach(each -> first.add(text(each.group().key())));
      for (int i = 0; i < expected.size(); i++) {
        if (!found.get(i)) {
          first.add(English.of(expected.get(i)));
        }
      }
      long all = missing + expected.size() - found.cardinality();
      return new Measurement.GroupVerdicts(
          groups,
          violating,
          warned,
          valueless,
          keyless,
          new Measurement.Missing(all, first),
          worst.groups(),
          unjudged.groups());
    }
  }
}
