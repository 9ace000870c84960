package dev.assay.dq.spark.testing;

import dev.assay.dq.Constraint;
import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.RecordTest;
import dev.assay.dq.internal.execute.RecordTests;
import dev.assay.dq.internal.execute.Truth;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Says whether one row violates any constraint on rows, before a whole set is judged. */
final class RowJudge {

  private final List<String> names;
  private final List<Rule> rules = new ArrayList<>();
  private final List<List<String>> broken = new ArrayList<>();

  RowJudge(RunPlan plan, List<String> names, @Nullable Constraint target) {
    this.names = names;
    List<ColumnRef> columns = names.stream().map(ColumnRef::exactly).toList();
    plan.checks()
        .forEach(
            check -> {
              List<String> ids = new ArrayList<>();
              for (BoundConstraint each : check.constraints()) {
                boolean aim = target != null && isSame(each, target);
                if (aim) {
                  ids.add(each.id());
                }
                if (each.bound() instanceof Constraint.OnRows rows) {
                  rules.add(
                      new Rule(
                          RecordTests.compile(rows.predicate(), columns, plan.types()),
                          RecordTests.compile(rows.where(), columns, plan.types()),
                          rows.failsOnNull(),
                          aim,
                          wantsViolations(rows.threshold().kind()),
                          reads(rows)));
                }
              }
              broken.add(List.copyOf(ids));
            });
  }

  private static boolean isSame(BoundConstraint bound, Constraint target) {
    return bound.declared().withNotes(Notes.NONE).equals(target.withNotes(Notes.NONE));
  }

  /** Whether the constraint that shall break stands in a plan as it was declared. */
  boolean findsTarget() {
    return broken.stream().anyMatch(ids -> !ids.isEmpty());
  }

  /** The ids, in a check, of the constraint that shall break. */
  List<String> brokenIds(int check) {
    return broken.get(check);
  }

  /**
   * The columns to draw anew, at random one of the rules that the row does not meet; null if it
   * meets all. With {@code aimed}, it has to violate the constraint that shall break.
   */
  int @Nullable [] refusal(@Nullable Object[] row, boolean aimed, Random random) {
    @Nullable Object[] canonical = new Object[row.length];
    for (int i = 0; i < row.length; i++) {
      canonical[i] = Values.canonical(row[i]);
    }
    RecordView view = new View(names, row);
    int start = random.nextInt(Math.max(1, rules.size()));
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get((start + i) % rules.size());
      boolean violation = rule.wantsViolations ^ (aimed && rule.aim);
      if (!meets(rule, violation, canonical, view)) {
        return rule.columns;
      }
    }
    return null;
  }

  private static boolean meets(
      Rule rule, boolean violation, @Nullable Object[] row, RecordView view) {
    try {
      boolean judged = rule.where.test(row, view) == Truth.TRUE;
      return judged
          ? violates(rule, rule.predicate.test(row, view)) == violation
          : !(violation && rule.aim);
    } catch (Exception e) {
      return false; // it cannot judge this row; in the end the verdict on the whole says why
    }
  }

  private static boolean wantsViolations(RowThreshold.Kind kind) {
    return switch (kind) {
      case MIN_FRACTION, MIN_ROWS, MAX_VIOLATIONS -> false;
      case MAX_FRACTION, MAX_ROWS -> true;
    };
  }

  private int[] reads(Constraint constraint) {
    return new Pools(List.of(constraint), new Random(0))
        .kinds().keySet().stream().mapToInt(ref -> names.indexOf(ref.parts().get(0))).toArray();
  }

  private static boolean violates(Rule rule, Truth truth) {
    return truth == Truth.FALSE || (rule.failsOnNull && truth == Truth.UNKNOWN);
  }

  private static final class Rule {

    private final RecordTest predicate;
    private final RecordTest where;
    private final boolean failsOnNull;
    private final boolean aim;
    private final boolean wantsViolations;
    private final int[] columns;

    Rule(
        RecordTest predicate,
        RecordTest where,
        boolean failsOnNull,
        boolean aim,
        boolean wantsViolations,
        int[] columns) {
      this.predicate = predicate;
      this.where = where;
      this.failsOnNull = failsOnNull;
      this.aim = aim;
      this.wantsViolations = wantsViolations;
      this.columns = columns;
    }
  }

  private static final class View implements RecordView {

    private final List<String> names;
    private final @Nullable Object[] row;

    View(List<String> names, @Nullable Object[] row) {
      this.names = names;
      this.row = row;
    }

    @Override
    public @Nullable Object get(String name) {
      int at = names.indexOf(ColumnRef.parse(name).parts().get(0));
      if (at < 0) {
        throw new IllegalArgumentException("there is no column " + name);
      }
      return row[at];
    }

    @Override
    public <R> R as(Class<R> type) {
      throw new IllegalArgumentException("rows made for a test are no " + type.getName());
    }
  }
}
