package dev.assay.dq.execute;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.RecordView;
import dev.assay.dq.plan.BoundConstraint;
import dev.assay.dq.plan.Plan;
import dev.assay.dq.plan.SampleColumns;
import dev.assay.dq.result.Sample;
import dev.assay.dq.state.Measurement;
import dev.assay.dq.state.Measurements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects violating rows: each row is judged again by the constraint's own predicate, so it is
 * shown only where it violates.
 */
public final class SampleCollector {

  private final int limit;
  private final Map<BoundConstraint, Target> targets = new LinkedHashMap<>();

  private record Target(
      RecordTest scope,
      RecordTest predicate,
      boolean failsOnNull,
      Map<String, Integer> shown,
      List<Sample> samples) {}

  /**
   * A collector for the failed row constraints of a run.
   *
   * @param plan the plan
   * @param wanted which constraints
   * @param columns the columns of the values that will be judged
   * @param keyColumns columns to show for each row besides those that the predicate reads
   * @param limit how many rows a constraint
   */
  public SampleCollector(
      Plan plan,
      List<BoundConstraint> wanted,
      List<ColumnRef> columns,
      List<ColumnRef> keyColumns,
      int limit) {
    this.limit = limit;
    for (BoundConstraint bound : wanted) {
      if (bound.bound() instanceof Constraint.OnRows rows) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (ColumnRef ref : SampleColumns.of(rows, keyColumns)) {
          shown.put(ref.text(), columns.indexOf(ref));
        }
        targets.put(
            bound,
            new Target(
                RecordTests.compile(rows.where(), columns, plan.types()),
                RecordTests.compile(rows.predicate(), columns, plan.types()),
                rows.failsOnNull(),
                shown,
                new ArrayList<>()));
      }
    }
  }

  /**
   * The row constraints of a run that did not pass and have violations to show.
   *
   * @param plan the plan
   * @param measured what was measured
   * @return the constraints in the order of declaration
   */
  public static List<BoundConstraint> failed(Plan plan, Measurements measured) {
    List<BoundConstraint> failed = new ArrayList<>();
    plan.checks()
        .forEach(
            check ->
                check
                    .constraints()
                    .forEach(
                        bound -> {
                          if (bound.bound() instanceof Constraint.OnRows rows
                              && measured.of(bound.aggregates().get(0))
                                  instanceof Measurement.Rows count
                              && measured.of(bound.aggregates().get(1))
                                  instanceof Measurement.Verdicts verdicts) {
                            long violations =
                                verdicts.violations()
                                    + (rows.failsOnNull() ? verdicts.unknowns() : 0);
                            if (violations > 0
                                && !rows.threshold().accepts(count.rows(), violations)) {
                              failed.add(bound);
                            }
                          }
                        }));
    return failed;
  }

  /**
   * Shows one row to all constraints.
   *
   * @param values canonical values in the order of the columns
   * @param view the record, for Java code
   * @return whether more rows are wanted
   * @throws Exception what Java code of a predicate throws
   */
  public boolean offer(@Nullable Object[] values, RecordView view) throws Exception {
    boolean more = false;
    for (Target target : targets.values()) {
      if (target.samples().size() >= limit) {
        continue;
      }
      if (target.scope().test(values, view) == Truth.TRUE) {
        Truth truth = target.predicate().test(values, view);
        if (truth == Truth.FALSE || (truth == Truth.UNKNOWN && target.failsOnNull())) {
          Map<String, @Nullable Object> row = new LinkedHashMap<>();
          target.shown().forEach((name, index) -> row.put(name, values[index]));
          target.samples().add(new Sample(row));
        }
      }
      more |= target.samples().size() < limit;
    }
    return more;
  }

  /**
   * What was collected.
   *
   * @return the samples by constraint
   */
  public Map<BoundConstraint, List<Sample>> samples() {
    Map<BoundConstraint, List<Sample>> all = new LinkedHashMap<>();
    targets.forEach((bound, target) -> all.put(bound, List.copyOf(target.samples())));
    return all;
  }
}
