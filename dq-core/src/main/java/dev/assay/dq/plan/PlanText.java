package dev.assay.dq.plan;

import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.English;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan in English. */
final class PlanText implements Aggregate.Visitor<String> {

  /** How many aggregates of a pass are listed; the rest is counted. */
  private static final int LISTED = 40;

  private PlanText() {}

  static String of(Plan plan) {
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
    text.append(count(plan.passes().size(), "pass", "passes")).append('\n');
    int number = 0;
    for (Pass pass : plan.passes()) {
      append(text, ++number, pass);
    }
    Plan.Cost cost = plan.cost();
    text.append("Expected: ").append(count(cost.jobs(), "Spark job")).append(", ");
    text.append(count(cost.shuffles(), "shuffle"));
    text.append(cost.note().isEmpty() ? "" : " (" + cost.note() + ")").append('\n');
    for (BoundCheck check : plan.checks()) {
      if (check.problem() != null) {
        text.append("Not run: ").append(check.problem()).append('\n');
      }
      for (BoundConstraint constraint : check.constraints()) {
        if (constraint.problem() != null) {
          text.append("Not run: [").append(check.check().name()).append("] ");
          text.append(constraint.declared().description()).append(": ");
          text.append(constraint.problem()).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int number, Pass pass) {
    text.append("  Pass ").append(number).append(", ").append(pass.kind().label()).append(": ");
    text.append(pass.reason()).append('\n');
    text.append("    reads ").append(reads(pass)).append('\n');
    PlanText describe = new PlanText();
    pass.aggregates().stream()
        .limit(LISTED)
        .forEach(a -> text.append("    - ").append(a.accept(describe)).append('\n'));
    if (pass.aggregates().size() > LISTED) {
      text.append("    … and ").append(pass.aggregates().size() - LISTED).append(" more\n");
    }
  }

  private static String reads(Pass pass) {
    if (pass.readsAll()) {
      return "all columns";
    }
    if (pass.columns().isEmpty()) {
      return "no column";
    }
    String names =
        pass.columns().stream()
            .limit(LISTED)
            .map(ColumnRef::text)
            .collect(Collectors.joining(", "));
    int more = pass.columns().size() - LISTED;
    return count(pass.columns().size(), "column")
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

  private static String in(Predicate scope) {
    return scope instanceof Predicate.Always ? "" : " where " + English.of(scope);
  }

  private static String name(Operand operand) {
    return operand.accept(
        new Operand.Visitor<>() {
          @Override
          public String column(Operand.Column operand) {
            return operand.ref().text();
          }

          @Override
          public String length(Operand.Length operand) {
            return "length of " + operand.column().ref().text();
          }

          @Override
          public String size(Operand.Size operand) {
            return "size of " + operand.column().ref().text();
          }
        });
  }

  private static String name(Key key) {
    return key.isWholeRow()
        ? "whole rows"
        : key.columns().stream()
            .map(column -> column.ref().text())
            .collect(Collectors.joining(", ", "(", ")"));
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
    return (a.greatest() ? "max of " : "min of ") + name(a.value()) + in(a.scope());
  }

  @Override
  public String total(Aggregate.Total a) {
    return "sum and count of " + name(a.value()) + in(a.scope());
  }

  @Override
  public String moments(Aggregate.Moments a) {
    return "central moments of " + name(a.value()) + in(a.scope());
  }

  @Override
  public String higherMoments(Aggregate.HigherMoments a) {
    return "third and fourth moments of " + name(a.value()) + in(a.scope());
  }

  @Override
  public String coMoments(Aggregate.CoMoments a) {
    return "central co-moments of " + name(a.x()) + " and " + name(a.y()) + in(a.scope());
  }

  @Override
  public String groups(Aggregate.Groups a) {
    return "occurrences of " + name(a.key()) + in(a.scope());
  }

  @Override
  public String contingency(Aggregate.Contingency a) {
    return "chi squared of " + name(a.x()) + " and " + name(a.y()) + in(a.scope());
  }

  @Override
  public String rank(Aggregate.Rank a) {
    return a.q().toPlainString() + " quantile of " + name(a.value()) + in(a.scope());
  }

  @Override
  public String topValues(Aggregate.TopValues a) {
    return a.limit() + " most frequent values of " + name(a.column()) + in(a.scope());
  }

  @Override
  public String approxDistinct(Aggregate.ApproxDistinct a) {
    return "approximate distinct count of " + name(a.column()) + in(a.scope());
  }

  @Override
  public String approxRank(Aggregate.ApproxRank a) {
    return "approximate "
        + a.q().toPlainString()
        + " quantile of "
        + name(a.value())
        + in(a.scope());
  }
}
