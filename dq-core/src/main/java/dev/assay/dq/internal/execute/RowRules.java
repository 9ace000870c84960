package dev.assay.dq.internal.execute;

import dev.assay.dq.Check;
import dev.assay.dq.Columns;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.plan.BoundCheck;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.UnmarkedConstraint;
import dev.assay.dq.result.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which constraints of a run judge rows one by one.
 *
 * @param run the plan of the run
 * @param plan the same, with what keys and groups say of single rows
 * @param rules those that do, in the order of declaration
 * @param orders what some of them look rows up in
 * @param others those that do not, each with the reason
 */
public record RowRules(
    RunPlan run,
    RunPlan plan,
    List<RowRule> rules,
    List<OrderMarks> orders,
    List<UnmarkedConstraint> others) {

  /** What the rows that are bad by themselves are called among the other data of a run. */
  public static final String BAD_ROWS = "\u0000bad rows";

  /** How many constraints a message lists. */
  private static final int SHOWN = 20;

  /**
   * The constraints of a run.
   *
   * @param planner plans checks as of a time; null for that of the run
   * @param wanted what is wanted of the rows besides
   * @param noRows what the run decides of what has no value
   * @throws IllegalArgumentException if none judges rows, or one that does cannot be evaluated: a
   *     row that was not judged must not be taken for a good one
   */
  public static RowRules of(
      List<Check> checks,
      BiFunction<List<Check>, @Nullable Instant, RunPlan> planner,
      Wanted wanted,
      OnNoRows noRows) {
    List<String> key = wanted.key();
    RunPlan run = planner.apply(checks, null);
    Reading first = new Reading(run, noRows, wanted.kept(), List.of());
    run.checks().forEach(first::add);
    if (first.keys.isEmpty() && key.isEmpty()) {
      return first.rules(run, run);
    }
    List<Constraint> asRows = new ArrayList<>(first.keys);
    if (!key.isEmpty()) {
      String[] columns = key.toArray(String[]::new);
      asRows.add(Columns.key(columns).isAbsentFrom(BAD_ROWS, columns).toConstraint());
    }
    List<Check> more = new ArrayList<>(checks);
    more.add(new Check(BAD_ROWS, Severity.ERROR, asRows, OnNoRows.DEFAULT, List.of()));
    RunPlan plan = planner.apply(more, run.asOf());
    int last = checks.size();
    List<BoundConstraint> bound = plan.checks().get(last).constraints();
    Reading second = new Reading(run, noRows, wanted.kept(), bound.subList(0, first.keys.size()));
    plan.checks().subList(0, last).forEach(second::add);
    RowRules rules = second.rules(run, plan);
    return key.isEmpty() ? rules : rules.with(cascading(key, bound.get(bound.size() - 1)));
  }

  /**
   * What is wanted of rows besides what constraints say.
   *
   * @param key the columns that rows share with bad ones that make them bad; none if there are none
   * @param kept which row of a key that repeats is marked for nothing; null if all are marked
   */
  public record Wanted(List<String> key, KeyRules.@Nullable Kept kept) {
    static final Wanted NOTHING = new Wanted(List.of(), null);
  }

  private static RowRule cascading(List<String> key, BoundConstraint bound) {
    if (!(bound.bound() instanceof Constraint.OnRows rows)) {
      throw new IllegalArgumentException(
          "Rows are not bad by a key that cannot be compared: " + bound.problem());
    }
    String columns = String.join(", ", key);
    String name = "cascadingBy(" + columns + ")";
    String sentence = "no row of the same " + columns + " is bad";
    return new RowRule(
        List.of(), rows, new Violation(name, name, sentence, Severity.ERROR, sentence, null), true);
  }

  private RowRules with(RowRule last) {
    List<RowRule> all = new ArrayList<>(rules);
    all.add(last);
    return new RowRules(run, plan, List.copyOf(all), orders, others);
  }

  /** Goes through constraints. */
  private static final class Reading {

    private final List<RowRule> rules = new ArrayList<>();
    private final List<OrderMarks> orders = new ArrayList<>();
    private final List<UnmarkedConstraint> others = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private final RunPlan run;
    private final OnNoRows noRows;
    private final KeyRules.@Nullable Kept kept;

    /** The rules that unique keys and groups stand for. */
    private final List<Constraint> keys = new ArrayList<>();

    /** The same, in the same order, once they are bound. */
    private final List<BoundConstraint> boundKeys;

    Reading(
        RunPlan run,
        OnNoRows noRows,
        KeyRules.@Nullable Kept kept,
        List<BoundConstraint> boundKeys) {
      this.run = run;
      this.noRows = noRows;
      this.kept = kept;
      this.boundKeys = boundKeys;
    }

    void add(BoundCheck check) {
      if (check.problem() != null) {
        problems.add(check.problem());
      }
      check.constraints().forEach(each -> add(check.check(), each, each));
    }

    /** Of what holds where all its parts hold, each part. */
    private void add(Check check, BoundConstraint whole, BoundConstraint each) {
      Constraint declared = each.declared();
      String reason = each.skipped() != null ? each.skipped() : unmarked(declared);
      if (reason != null) {
        leaveOut(check, whole, declared, reason);
      } else if (!each.parts().isEmpty()) {
        each.parts().forEach(part -> add(check, whole, part));
      } else if (each.problem() != null) {
        refuse(check, declared, each.problem());
      } else if (each.bound() instanceof Constraint.OnRows rows) {
        add(check, whole, declared, rows);
      } else if (each.bound() != null) {
        Told told = each.bound().accept(new Telling(check, each));
        if (told.reason() == null) {
          addKey(check, whole, declared, told);
        } else {
          leaveOut(check, whole, declared, told.reason());
        }
      }
    }

    private void addKey(Check check, BoundConstraint whole, Constraint declared, Told told) {
      int number = keys.size();
      keys.add(told.rule().id("key " + number));
      if (number < boundKeys.size()) {
        BoundConstraint bound = boundKeys.get(number);
        if (bound.bound() instanceof Constraint.OnRows rows) {
          add(check, whole, declared, rows);
        } else if (told.needed()) {
          refuse(check, declared, bound.problem());
        } else {
          leaveOut(check, whole, declared, String.valueOf(bound.problem()));
        }
      }
    }

    private void refuse(Check check, Constraint declared, @Nullable String problem) {
      problems.add("[" + check.name() + "] " + declared.description() + ": " + problem);
    }

    /**
     * What is said of each row, or why nothing is.
     *
     * @param needed whether no row can be told good from bad without it
     */
    private record Told(Constraint.OnRows rule, @Nullable String reason, boolean needed) {
      static Told of(@Nullable String reason, Supplier<Constraint.OnRows> rule) {
        return new Told(reason == null ? rule.get() : NOTHING, reason, false);
      }
    }

    private static final Constraint.OnRows NOTHING =
        KeyRules.rule(Expr.Literal.TRUE, Expr.Literal.TRUE);

    /** Says it of what is bound and is no constraint on rows. */
    private final class Telling implements Constraint.Visitor<Told> {

      private final Check check;
      private final BoundConstraint key;

      Telling(Check check, BoundConstraint key) {
        this.check = check;
        this.key = key;
      }

      @Override
      public Told onMetric(Constraint.OnMetric c) {
        // where one row is spared, the user has named a column
        return new Told(KeyRules.ofKey(c, run.wholeRow(), kept), null, kept != null);
      }

      @Override
      public Told perGroup(Constraint.PerGroup c) {
        OnNoRows decided = c.noRows().or(check.noRows()).or(noRows);
        return Told.of(KeyRules.unmarked(c, decided, run.types()), () -> KeyRules.ofGroups(c));
      }

      @Override
      public Told inOrder(Constraint.InOrder c) {
        return Told.of(
            OrderMarks.unmarked(c, run),
            () -> {
              OrderMarks marks = OrderMarks.of(c, keys.size());
              orders.add(marks);
              return marks.rowRule();
            });
      }

      @Override
      public Told sameRows(Constraint.SameRows c) {
        return Told.of(null, () -> KeyRules.ofOthers(key));
      }

      @Override
      public Told onRows(Constraint.OnRows c) {
        return new Told(c, null, false);
      }

      @Override
      public Told forEach(Constraint.ForEach c) {
        return nothing();
      }

      @Override
      public Told onSchema(Constraint.OnSchema c) {
        return nothing();
      }

      @Override
      public Told combined(Constraint.Combined c) {
        return nothing();
      }

      private Told nothing() {
        return new Told(NOTHING, "it says nothing of a row", false);
      }
    }

    private void add(
        Check check, BoundConstraint whole, Constraint declared, Constraint.OnRows rows) {
      rules.add(
          new RowRule(
              List.of(whole.declared(), declared),
              rows,
              new Violation(
                  check.name(),
                  whole.id(),
                  declared.description(),
                  check.severity(),
                  declared.sentence(),
                  null),
              false));
    }

    private void leaveOut(Check check, BoundConstraint whole, Constraint declared, String why) {
      others.add(new UnmarkedConstraint(check.name(), whole.id(), declared.description(), why));
    }

    RowRules rules(RunPlan run, RunPlan plan) {
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(
            "Rows cannot be told good from bad while a constraint on rows cannot be evaluated:"
                + lines(problems)
                + "\nCorrect it, let it be left out with ifPresent(), or take it out of the check");
      }
      if (rules.isEmpty() && keys.size() == boundKeys.size()) {
        throw new IllegalArgumentException(
            "No constraint says of a single row whether it is good:"
                + lines(others)
                + "\nAdd constraints on rows, such as string(\"email\").isComplete()");
      }
      return new RowRules(run, plan, List.copyOf(rules), List.copyOf(orders), List.copyOf(others));
    }
  }

  /** The same with some of the rules. */
  RowRules only(Predicate<RowRule> some) {
    return new RowRules(run, plan, rules.stream().filter(some).toList(), orders, others);
  }

  /** Why no row is marked for a constraint of this kind; null if rows are. */
  private static @Nullable String unmarked(Constraint constraint) {
    return constraint.accept(
        new Constraint.Visitor<@Nullable String>() {
          @Override
          public @Nullable String onRows(Constraint.OnRows c) {
            return c.threshold().isOfViolations()
                ? null
                : "it bounds how many rows satisfy it, and no row is wrong for not satisfying it";
          }

          @Override
          public @Nullable String onMetric(Constraint.OnMetric c) {
            return KeyRules.unmarked(c);
          }

          @Override
          public @Nullable String perGroup(Constraint.PerGroup c) {
            return KeyRules.unmarked(c);
          }

          @Override
          public @Nullable String inOrder(Constraint.InOrder c) {
            return OrderMarks.unmarked(c);
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
          public @Nullable String sameRows(Constraint.SameRows c) {
            return KeyRules.unmarked(c);
          }

          @Override
          public @Nullable String combined(Constraint.Combined c) {
            return c.connective() == Connective.ALL_OF
                ? null
                : "it combines constraints that each hold, or not, for the dataset as a whole";
          }
        });
  }

  /** Those that are equal to a constraint but for its notes. */
  List<RowRule> of(Constraint constraint) {
    Constraint bare = constraint.withNotes(Notes.NONE);
    return found(
        each -> each.declared().stream().anyMatch(it -> it.withNotes(Notes.NONE).equals(bare)),
        bare.sentence());
  }

  /** Those of an id or a description. */
  List<RowRule> of(String name) {
    return found(
        each ->
            each.violation().constraint().equals(name)
                || each.declared().stream().anyMatch(it -> it.description().equals(name)),
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
