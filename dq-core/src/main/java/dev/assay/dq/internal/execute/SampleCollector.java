package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SampleColumns;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurements;
import dev.assay.dq.result.Sample;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects violating rows: each row is judged again by the constraint's own predicate, so it is
 * shown only where it violates.
 */
public final class SampleCollector {

  private final Map<BoundConstraint, Target> targets = new LinkedHashMap<>();

  private record Target(RowRule.Test test, Map<String, Integer> shown, SampleRows rows) {}

  /**
   * A collector for the failed row constraints of a run.
   *
   * @param keyColumns columns to show for each row besides those that the predicate reads
   */
  public SampleCollector(
      RunPlan plan,
      List<BoundConstraint> wanted,
      List<ColumnRef> columns,
      List<ColumnRef> keyColumns,
      int limit) {
    for (BoundConstraint bound : wanted) {
      if (bound.bound() instanceof Constraint.OnRows rows) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (ColumnRef ref : SampleColumns.of(plan, rows, keyColumns)) {
          shown.put(ref.label(), columns.indexOf(ref));
        }
        targets.put(
            bound,
            new Target(
                RowRule.test(rows, columns, plan.types()),
                shown,
                new SampleRows(limit, wanted.size())));
      }
    }
  }

  /**
   * The row constraints of a run that did not pass and have violations to show.
   *
   * @return the constraints in the order of declaration
   */
  public static List<BoundConstraint> failed(RunPlan plan, Measurements measured) {
    return suspects(plan, measured).stream().filter(bound -> violates(bound, measured)).toList();
  }

  /** All that stand alone, and of those that are combined the parts because of which they fail. */
  static Set<BoundConstraint> suspects(RunPlan plan, Measurements measured) {
    Set<BoundConstraint> suspects = new LinkedHashSet<>();
    for (BoundCheck check : plan.checks()) {
      for (BoundConstraint each : check.constraints()) {
        suspects.addAll(
            each.parts().isEmpty()
                ? List.of(each)
                : VerdictEvaluator.failingParts(plan, measured, check.check(), each));
      }
    }
    return suspects;
  }

  private static boolean violates(BoundConstraint bound, Measurements measured) {
    if (bound.bound() instanceof Constraint.OnRows rows
        && measured.of(bound.aggregates().get(0)) instanceof Measurement.Rows count
        && measured.of(bound.aggregates().get(1)) instanceof Measurement.Verdicts verdicts) {
      long satisfied = verdicts.satisfied(count.rows());
      long violations = verdicts.violations() + (rows.failsOnNull() ? verdicts.unknowns() : 0);
      RowThreshold warning = rows.warning();
      RowThreshold strictest = warning == null ? rows.threshold() : warning;
      return violations > 0 && !strictest.accepts(count.rows(), satisfied, violations);
    }
    return false;
  }

  /** What a result says where collecting samples failed. */
  public static String none(@Nullable String why) {
    return "there are no samples, because collecting them failed: " + why;
  }

  /** What a result says where there was no time to collect samples. */
  public static String late(String late) {
    return "there are no samples, " + late;
  }

  /**
   * Shows one row to all constraints.
   *
   * @param values canonical values in the order of the columns
   * @throws Exception what Java code of a predicate throws
   */
  public boolean offer(@Nullable Object[] values, RecordView view) throws Exception {
    boolean more = false;
    for (Target target : targets.values()) {
      if (!target.rows().hasRoom()) {
        continue;
      }
      if (target.test().violates(values, view)) {
        target
            .rows()
            .add(target.shown().values().stream().map(index -> Shown.of(values[index])).toArray());
      }
      more |= target.rows().hasRoom();
    }
    return more;
  }

  /** What was collected. */
  public Map<BoundConstraint, List<Sample>> samples() {
    Map<BoundConstraint, List<Sample>> all = new LinkedHashMap<>();
    targets.forEach(
        (bound, target) ->
            all.put(
                bound,
                target.rows().rows().stream()
                    .map(row -> sample(target.shown().keySet(), row))
                    .toList()));
    return all;
  }

  /**
   * A row with its names.
   *
   * @param values their values, in the same order
   */
  public static Sample sample(Iterable<String> names, @Nullable Object[] values) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    int i = 0;
    for (String name : names) {
      row.put(name, values[i++]);
    }
    return new Sample(row);
  }
}
