package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.RowThreshold;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan in English. */
final class PlanText implements Aggregate.Visitor<String> {

  /** How many aggregates of a pass are listed; the rest is counted. */
  private static final int LISTED = 40;

  private PlanText() {}

  static String of(RunPlan plan) {
    StringBuilder text = new StringBuilder();
    List<BoundConstraint> all =
        plan.checks().stream().flatMap(check -> check.constraints().stream()).toList();
    int uses = all.stream().mapToInt(constraint -> constraint.aggregates().size()).sum();
    Set<Aggregate> distinct = new HashSet<>();
    all.forEach(constraint -> distinct.addAll(constraint.aggregates()));
    text.append("Plan for ").append(plan.engine()).append(": ");
    text.append(count(plan.checks().size(), "check")).append(", ");
    text.append(count(all.size(), "constraint")).append(", ");
    text.append(count(distinct.size(), "distinct aggregate"));
    text.append(" (").append(uses).append(" before sharing), ");
    int passes =
        plan.passes().size()
            + plan.others().values().stream().mapToInt(each -> each.passes().size()).sum();
    text.append(count(passes, "pass", "passes")).append('\n');
    if (all.stream().anyMatch(BoundConstraint::readsRunTime)) {
      text.append("As of ").append(plan.asOf()).append('\n');
    }
    int number = 0;
    for (Pass pass : plan.passes()) {
      append(text, ++number, plan, pass, "");
    }
    for (var other : plan.others().entrySet()) {
      for (Pass pass : other.getValue().passes()) {
        append(text, ++number, other.getValue(), pass, " of " + other.getKey());
      }
    }
    long fromSchema =
        all.stream().filter(each -> each.bound() instanceof Constraint.OnSchema).count();
    if (fromSchema > 0) {
      line(text, "From the schema, without a job: " + count((int) fromSchema, "constraint"));
    }
    text.append("Expected: ").append(plan.cost()).append('\n');
    for (BoundCheck check : plan.checks()) {
      if (check.problem() != null) {
        line(text, "Not run: " + check.problem());
      }
      for (BoundConstraint constraint : check.constraints()) {
        String name =
            "[" + check.check().name() + "] " + constraint.declared().description() + ": ";
        if (constraint.warning() != null) {
          line(text, "Warning: " + name + constraint.warning());
        }
        notRun(text, name, constraint);
      }
    }
    return text.toString();
  }

  private static void notRun(StringBuilder text, String name, BoundConstraint constraint) {
    if (constraint.problem() != null) {
      line(text, "Not run: " + name + constraint.problem());
    }
    if (constraint.skipped() != null) {
      line(text, "Skipped: " + name + constraint.skipped());
    }
    constraint
        .parts()
        .forEach(part -> notRun(text, name + part.declared().description() + ": ", part));
  }

  private static void append(
      StringBuilder text, int number, RunPlan plan, Pass pass, String dataset) {
    line(text, "  Pass " + number + ", " + pass.kind().label() + dataset + ": " + pass.reason());
    line(text, "    reads " + reads(plan.read(pass.columns()), pass.readsAll()));
    plan.lookups(pass).forEach(each -> line(text, "    looks up: " + each.column()));
    PlanText describe = new PlanText();
    pass.aggregates().stream()
        .limit(LISTED)
        .forEach(aggregate -> line(text, "    - " + aggregate.accept(describe)));
    if (pass.aggregates().size() > LISTED) {
      text.append("    … and ").append(pass.aggregates().size() - LISTED).append(" more\n");
    }
  }

  /** What names and values say in a line cannot end it. */
  private static void line(StringBuilder text, String line) {
    text.append(Visible.of(line)).append('\n');
  }

  private static String reads(Set<ColumnRef> columns, boolean all) {
    if (all) {
      return "all columns";
    }
    if (columns.isEmpty()) {
      return "no column";
    }
    String names =
        columns.stream().limit(LISTED).map(ColumnRef::text).collect(Collectors.joining(", "));
    int more = columns.size() - LISTED;
    return count(columns.size(), "column")
        + ": "
        + names
        + (more > 0 ? ", … and " + more + " more" : "");
  }

  private static String count(int n, String word) {
    return count(n, word, word + "s");
  }

  private static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }

  private static String in(Expr scope) {
    return scope.isTrue() ? "" : " where " + English.of(scope);
  }

  private static String name(Key key) {
    return key.isWholeRow()
        ? "whole rows"
        : key.parts().stream().map(English::of).collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public String rows(Aggregate.Rows a) {
    return "rows" + in(a.scope());
  }

  @Override
  public String verdicts(Aggregate.Verdicts a) {
    return "violations of: " + English.of(a.predicate()) + in(a.scope());
  }

  @Override
  public String extreme(Aggregate.Extreme a) {
    return (a.greatest() ? "max of " : "min of ") + English.of(a.value()) + in(a.scope());
  }

  @Override
  public String total(Aggregate.Total a) {
    return "sum and count of " + English.of(a.value()) + in(a.scope());
  }

  @Override
  public String moments(Aggregate.Moments a) {
    return "central moments of " + English.of(a.value()) + in(a.scope());
  }

  @Override
  public String higherMoments(Aggregate.HigherMoments a) {
    return "third and fourth moments of " + English.of(a.value()) + in(a.scope());
  }

  @Override
  public String coMoments(Aggregate.CoMoments a) {
    return "central co-moments of "
        + English.of(a.x())
        + " and "
        + English.of(a.y())
        + in(a.scope());
  }

  @Override
  public String groups(Aggregate.Groups a) {
    return "occurrences of " + name(a.key()) + in(a.scope());
  }

  @Override
  public String contingency(Aggregate.Contingency a) {
    return "chi squared of " + English.of(a.x()) + " and " + English.of(a.y()) + in(a.scope());
  }

  @Override
  public String rankedPairs(Aggregate.RankedPairs a) {
    return "ranks of " + English.of(a.x()) + " and " + English.of(a.y()) + in(a.scope());
  }

  @Override
  public String rank(Aggregate.Rank a) {
    String beside =
        switch (a.rule()) {
          case NEAREST -> "";
          case BELOW -> "value below the ";
          case ABOVE -> "value above the ";
        };
    return beside + a.q().toPlainString() + " quantile of " + English.of(a.value()) + in(a.scope());
  }

  @Override
  public String topValues(Aggregate.TopValues a) {
    return a.limit() + " most frequent values of " + English.of(a.value()) + in(a.scope());
  }

  @Override
  public String second(Aggregate.Second a) {
    String value = English.of(a.value());
    return switch (a.look()) {
          case DEVIATION -> "distances from the median of " + value;
          case TRIMMED -> "sum without " + a.number().toPlainString() + " at each end of " + value;
          case BEYOND_QUARTILES -> "values beyond the quartiles of " + value;
          case FAR_FROM_MEDIAN -> "values far from the median of " + value;
          case FAR_FROM_MEAN -> "values far from the mean of " + value;
          case AT_MINIMUM -> value + " at the minimum of " + English.of(a.of().get(1));
          case AT_MAXIMUM -> value + " at the maximum of " + English.of(a.of().get(1));
        }
        + in(a.scope());
  }

  @Override
  public String approxDistinct(Aggregate.ApproxDistinct a) {
    return "approximate distinct count of " + English.of(a.value()) + in(a.scope());
  }

  @Override
  public String sqlValue(Aggregate.SqlValue a) {
    return "sqlMetric(" + a.text() + ")" + in(a.scope());
  }

  @Override
  public String inOrder(Aggregate.InOrder a) {
    return English.of(
        new Constraint.InOrder(
            a.rule(),
            a.of(),
            a.order(),
            a.by(),
            a.scope(),
            RowThreshold.ALL,
            OnNoRows.DEFAULT,
            Notes.NONE));
  }

  @Override
  public String sameRows(Aggregate.SameRows a) {
    return "rows that differ from those of "
        + a.dataset()
        + (a.unique()
            ? a.keys().stream()
                .map(each -> each.here().toString())
                .collect(Collectors.joining(", ", " by (", ")"))
            : "");
  }

  @Override
  public String drift(Aggregate.Drift a) {
    return "values of " + English.of(a.value()) + " beside those in " + a.dataset() + in(a.scope());
  }

  @Override
  public String perGroup(Aggregate.PerGroup a) {
    return English.of(
        new Constraint.PerGroup(a.by(), a.each(), RowThreshold.ALL, a.expected(), a.others()));
  }

  @Override
  public String approxRank(Aggregate.ApproxRank a) {
    return "approximate "
        + a.q().toPlainString()
        + " quantile of "
        + English.of(a.value())
        + in(a.scope());
  }
}
