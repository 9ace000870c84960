package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.FittedBound;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.result.MetricValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is judged in the groups of one grouping, made ready to be judged group by group: in one
 * thread, or in the tasks of Spark, each of which has some of the groups.
 *
 * @param grouping what rows are grouped by, and which groups there must be
 * @param judged what is expected of the groups
 */
public record GroupProgram(
    Aggregate.PerGroup.Grouping grouping,
    List<Aggregate.PerGroup> judged,
    Map<ColumnRef, Schema.Type> types)
    implements Serializable {

  public GroupProgram {
    judged = List.copyOf(judged);
    types = Map.copyOf(types);
  }

  /** A program for each grouping, in the order in which they first come. */
  public static List<GroupProgram> of(
      List<Aggregate.PerGroup> aggregates, Map<ColumnRef, Schema.Type> types) {
    return byGrouping(aggregates).entrySet().stream()
        .map(each -> new GroupProgram(each.getKey(), each.getValue(), types))
        .toList();
  }

  /** What is judged in the groups of each grouping, in the order in which they first come. */
  public static Map<Aggregate.PerGroup.Grouping, List<Aggregate.PerGroup>> byGrouping(
      List<Aggregate.PerGroup> aggregates) {
    Map<Aggregate.PerGroup.Grouping, List<Aggregate.PerGroup>> all = new LinkedHashMap<>();
    aggregates.forEach(
        each -> all.computeIfAbsent(each.grouping(), of -> new ArrayList<>()).add(each));
    return all;
  }

  /** What rows are grouped by. */
  public List<Expr> by() {
    return grouping.by();
  }

  /** Those that are about groups. */
  public static List<Aggregate.PerGroup> perGroup(List<Aggregate> aggregates) {
    List<Aggregate.PerGroup> judged = new ArrayList<>();
    for (Aggregate each : aggregates) {
      if (each instanceof Aggregate.PerGroup perGroup) {
        judged.add(perGroup);
      }
    }
    return judged;
  }

  /** What has to be measured in each group; all its rows come first. */
  public List<Aggregate> inEach() {
    Set<Aggregate> all = new LinkedHashSet<>();
    all.add(Aggregate.Rows.ALL);
    judged.forEach(each -> all.addAll(each.inEach()));
    return List.copyOf(all);
  }

  /** Starts judging, for use by one thread. */
  public Judge start() {
    return new Judge(this);
  }

  /** Judges groups one by one. */
  public static final class Judge {

    private final TypeKind[] keys;
    private final List<OfGroup> judged = new ArrayList<>();
    private final GroupTotals totals;

    private Judge(GroupProgram program) {
      List<Schema.Type> types =
          program.by().stream().map(each -> Types.of(each, program.types())).toList();
      keys = types.stream().map(Schema.Type::kind).toArray(TypeKind[]::new);
      List<Aggregate> measured = program.inEach();
      program
          .judged()
          .forEach(each -> judged.add(new OfGroup(each, program.types(), measured, keys[0])));
      totals = new GroupTotals(program.judged().size());
    }

    /**
     * Judges a group.
     *
     * @param key the parts of its key as {@link Values#key} gives them
     * @param measured what was measured of it, in the order of {@link GroupProgram#inEach}
     */
    public void group(List<Object> key, List<Measurement> measured) {
      totals.addRows(rows(measured));
      for (int i = 0; i < judged.size(); i++) {
        judged.get(i).judge(key, measured, totals.of(i), keys);
      }
    }

    /** Counts a group that there must be and is not. */
    public void missing(List<Object> key) {
      for (int i = 0; i < judged.size(); i++) {
        totals.of(i).missing(key, keys);
      }
    }

    /** Counts rows without a complete key. */
    public void keyless(long rows) {
      totals.addKeyless(rows);
    }

    /** What came of all groups so far. */
    public GroupTotals totals() {
      return totals;
    }

    private static long rows(List<Measurement> measured) {
      return measured.get(0) instanceof Measurement.Rows rows ? rows.rows() : 0;
    }
  }

  /** Judges one metric of each group. */
  private static final class OfGroup {

    private final Constraint.OnMetric each;
    private final MetricProgram program;
    private final @Nullable MetricProgram bound;
    private final int rows;
    private final int[] slots;
    private final Map<Object, Integer> expected = new HashMap<>();

    OfGroup(
        Aggregate.PerGroup aggregate,
        Map<ColumnRef, Schema.Type> types,
        List<Aggregate> measured,
        TypeKind key) {
      each = aggregate.each();
      program = new MetricProgram(each.metric(), types, measured);
      Metric other = each.expectation().metric();
      bound = other == null ? null : new MetricProgram(other, types, measured);
      slots = aggregate.inEach().stream().mapToInt(measured::indexOf).toArray();
      rows = slots[0];
      for (int i = 0; i < aggregate.expected().size(); i++) {
        expected.putIfAbsent(key(aggregate.expected().get(i), key), i);
      }
    }

    private static Object key(Constant constant, TypeKind kind) {
      return kind.isFloating() && constant instanceof Constant.Num number
          ? Values.key(FittedBound.nearest(number.value(), kind))
          : Values.commonKey(constant.value());
    }

    private @Nullable Integer expected(Object key) {
      Integer found = expected.get(Values.commonKey(key));
      // of a column without a type, a double may be meant by a decimal
      return found == null && key instanceof Double number && Double.isFinite(number)
          ? expected.get(Values.commonKey(BigDecimal.valueOf(number)))
          : found;
    }

    void judge(
        List<Object> key, List<Measurement> measured, GroupTotals.Verdicts to, TypeKind[] kinds) {
      if (!expected.isEmpty()) {
        Integer found = expected(key.get(0));
        if (found != null) {
          to.found(found);
        }
      }
      for (int slot : slots) {
        if (measured.get(slot) instanceof Measurement.Failed failed) {
          to.fail(failed.message());
          return;
        }
      }
      Evaluation found = program.evaluate(measured);
      if (found.error() != null) {
        to.fail(found.error());
        return;
      }
      Evaluation against = bound == null ? null : bound.evaluate(measured);
      if (against != null && against.error() != null) {
        to.fail(against.error());
        return;
      }
      MetricValue other = against == null ? null : against.value();
      MetricValue value = against != null && other == null ? null : found.value();
      boolean empty = ((Measurement.Rows) measured.get(rows)).rows() == 0;
      if (value == null || (empty && each.noRows() != OnNoRows.DEFAULT)) {
        to.unjudged(key, kinds);
        return;
      }
      Meets meets = new Meets(value, program.width(), other);
      Boolean holds = each.expectation().accept(meets);
      if (holds == null) {
        to.fail(
            "its value cannot be compared with the expectation: give a bound of the column's type");
      } else if (!holds) {
        to.violates(key, kinds, value, Distance.of(value, each.expectation(), other));
      } else {
        Expectation warning = each.warning();
        if (warning != null && !Boolean.TRUE.equals(warning.accept(meets))) {
          to.warns(key, kinds, value, Distance.of(value, warning, other));
        } else {
          to.holds();
        }
      }
    }
  }
}
