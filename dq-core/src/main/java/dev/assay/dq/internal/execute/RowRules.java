package dev.assay.dq.internal.execute;

import dev.assay.dq.Constraint;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.UnmarkedConstraint;
import dev.assay.dq.result.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which constraints of a run judge rows one by one.
 *
 * @param rules those that do, in the order of declaration
 * @param others those that do not, each with the reason
 */
public record RowRules(List<RowRule> rules, List<UnmarkedConstraint> others) {

  /** How many constraints a message lists. */
  private static final int SHOWN = 20;

  /**
   * The constraints of a run.
   *
   * @throws IllegalArgumentException if none judges rows, or one that does cannot be evaluated: a
   *     row that was not judged must not be taken for a good one
   */
  public static RowRules of(RunPlan plan) {
    List<RowRule> rules = new ArrayList<>();
    List<UnmarkedConstraint> others = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (BoundCheck check : plan.checks()) {
      String name = check.check().name();
      Severity severity = check.check().severity();
      if (check.problem() != null) {
        problems.add(check.problem());
      }
      for (BoundConstraint each : check.constraints()) {
        Constraint declared = each.declared();
        String reason = each.skipped() == null ? unmarked(declared) : each.skipped();
        if (reason != null) {
          others.add(new UnmarkedConstraint(name, each.id(), declared.description(), reason));
        } else if (each.bound() instanceof Constraint.OnRows rows) {
          rules.add(
              new RowRule(
                  declared,
                  rows,
                  new Violation(
                      name,
                      each.id(),
                      declared.description(),
                      severity,
                      declared.sentence(),
                      null)));
        } else {
          problems.add("[" + name + "] " + declared.description() + ": " + each.problem());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Rows cannot be told good from bad while a constraint on rows cannot be evaluated:"
              + lines(problems)
              + "\nCorrect it, let it be left out with ifPresent(), or take it out of the check");
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(
          "No constraint says of a single row whether it is good:"
              + lines(others)
              + "\nAdd constraints on rows, such as string(\"email\").isComplete()");
    }
    return new RowRules(List.copyOf(rules), List.copyOf(others));
  }

  /** The same with some of the rules. */
  RowRules only(Predicate<RowRule> some) {
    return new RowRules(rules.stream().filter(some).toList(), others);
  }

  /** Why no row is marked for a constraint of this kind; null if rows are. */
  private static @Nullable String unmarked(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<@Nullable String>() {
          @Override
          public @Nullable String onRows(Constraint.OnRows c) {
            return switch (c.threshold().kind()) {
              case MIN_FRACTION, MAX_VIOLATIONS -> null;
              case MAX_FRACTION, MIN_ROWS, MAX_ROWS ->
                  "it bounds how many rows satisfy it, and no row is wrong for not satisfying it";
            };
          }

          @Override
          public String onMetric(Constraint.OnMetric c) {
            return "it is about a metric of many rows";
          }

          @Override
          public String perGroup(Constraint.PerGroup c) {
            return "it is about groups of rows";
          }

          @Override
          public String inOrder(Constraint.InOrder c) {
            return "it is about rows in their order";
          }

          @Override
          public @Nullable String forEach(Constraint.ForEach c) {
            // it stands for no column, so nothing was made of it
            return c.template().stream().map(RowRules::unmarked).anyMatch(each -> each == null)
                ? null
                : "it stands for no column";
          }

          @Override
          public String onSchema(Constraint.OnSchema c) {
            return "it is about the columns";
          }

          @Override
          public String combined(Constraint.Combined c) {
            return "it combines constraints that each hold, or not, for the dataset as a whole";
          }
        });
  }

  /** Those that are equal to a constraint but for its notes. */
  List<RowRule> of(Constraint constraint) {
    Constraint bare = constraint.withNotes(Notes.NONE);
    return found(each -> each.declared().withNotes(Notes.NONE).equals(bare), bare.sentence());
  }

  /** Those of an id or a description. */
  List<RowRule> of(String name) {
    return found(
        each ->
            each.violation().constraint().equals(name)
                || each.violation().description().equals(name),
        name);
  }

  private List<RowRule> found(Predicate<RowRule> wanted, String what) {
    List<RowRule> found = rules.stream().filter(wanted).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "No constraint that marks rows is \"" + what + "\". There are:" + this);
    }
    return found;
  }

  private static String lines(List<?> all) {
    String shown =
        all.stream().limit(SHOWN).map(each -> "\n  " + each).collect(Collectors.joining());
    return all.size() > SHOWN ? shown + "\n  and " + (all.size() - SHOWN) + " more" : shown;
  }

  @Override
  public String toString() {
    List<String> marked =
        rules.stream()
            .map(each -> each.violation() + " (" + each.violation().constraint() + ")")
            .toList();
    return lines(marked) + (others.isEmpty() ? "" : "\n without rows:" + lines(others));
  }
}
