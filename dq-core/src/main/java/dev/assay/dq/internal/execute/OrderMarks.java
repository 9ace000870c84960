package dev.assay.dq.internal.execute;

import dev.assay.dq.Columns;
import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Fault;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.Quoted;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.Types;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows break a rule of rows in order. What one row after the other finds are places, or
 * places and values, that break it; each row is then looked up in them, as keys are in other data.
 *
 * @param name what these are called among the other data of a run
 * @param columns those that a row is looked up by
 */
public record OrderMarks(String name, Aggregate.InOrder rule, List<ColumnRef> columns)
    implements Serializable {

  private static final String IN_ORDER = "\u0000in order ";

  /** What other data are planned as: what breaks a rule has the columns of the data themselves. */
  public static String planned(String dataset) {
    return dataset.startsWith(IN_ORDER) ? KeyRules.SAME_DATA : dataset;
  }

  /** Why no row is marked for a constraint; null if those are that break it. */
  static @Nullable String unmarked(Constraint.InOrder constraint) {
    return switch (constraint.rule().breaks()) {
      case NO_ROW ->
          "it counts "
              + constraint.rule().counts().noun()
              + "s, and what breaks it is missing or a key as a whole";
      case VALUES, PLACES ->
          columns(constraint) == null
              ? "rows are marked for a key, an order and values that are columns, not nested or"
                  + " computed: make them columns of the data first"
              : null;
    };
  }

  /** The same, of what is known once it is bound. */
  static @Nullable String unmarked(Constraint.InOrder bound, RunPlan run) {
    References read = References.of(aggregate(bound));
    if (read.code() || !run.lookups(read.columns()).isEmpty()) {
      return "its conditions are told by Java code or other data";
    }
    TypeKind kind =
        bound.rule().ofRow() == 0 ? TypeKind.LONG : Types.of(bound.of().get(0), run.types()).kind();
    return bound.rule() == OrderRule.NO_OVERLAP && kind.isFloating()
        ? "the ends of its intervals are floating point"
        : null;
  }

  private static Aggregate.InOrder aggregate(Constraint.InOrder bound) {
    return new Aggregate.InOrder(
        bound.rule(), bound.of(), bound.order(), bound.by(), bound.where());
  }

  private static @Nullable List<ColumnRef> columns(Constraint.InOrder constraint) {
    List<Expr> all = new ArrayList<>(constraint.by());
    all.addAll(constraint.order());
    if (constraint.rule().breaks() == OrderRule.Breaks.VALUES) {
      all.addAll(constraint.of().subList(0, constraint.rule().ofRow()));
    }
    Set<ColumnRef> columns = new LinkedHashSet<>();
    for (Expr each : all) {
      if (!(each instanceof Expr.Column column) || column.ref().parts().size() > 1) {
        return null;
      }
      columns.add(column.ref());
    }
    return List.copyOf(columns);
  }

  /** Marks for a constraint that is bound. */
  static OrderMarks of(Constraint.InOrder bound, int number) {
    List<ColumnRef> columns = columns(bound);
    if (columns == null) {
      throw new IllegalArgumentException(bound + " breaks in no row");
    }
    return new OrderMarks(IN_ORDER + number, aggregate(bound), columns);
  }

  /** What is said of each row. */
  Constraint.OnRows rowRule() {
    String[] names = columns.stream().map(ColumnRef::text).toArray(String[]::new);
    Expr absent = Columns.key(names).isAbsentFrom(name, names).treatingNullsAsEqual().expr();
    Expr where = rule.scope();
    Expr holds =
        switch (rule.rule()) {
          case NO_OVERLAP, NO_GAP -> intervals(absent);
          case INCREASES,
              NEVER_DECREASES,
              DECREASES,
              NEVER_INCREASES,
              CHANGES,
              CHANGES_PERCENT,
              LATE,
              TRANSITIONS,
              GAPS,
              TIME_GAPS,
              STEPS,
              TIME_STEPS,
              CALENDAR_STEPS,
              REPEATS,
              STAYS,
              FOLLOWED,
              AT_MOST_IN,
              NO_HOLES,
              EVERY,
              EVERY_BUSINESS_DAY,
              STARTS,
              ENDS,
              ONE_OPEN ->
              absent;
        };
    List<Expr> needed = new ArrayList<>();
    if (rule.rule() == OrderRule.FOLLOWED) {
      needed.add(rule.of().get(0));
    } else if (!rule.rule().takesNulls()) {
      rule.values().forEach(each -> needed.add(Expr.call(Function.IS_COMPLETE, each)));
    } else {
      rule.by().forEach(each -> needed.add(Expr.call(Function.IS_COMPLETE, each)));
    }
    for (Expr each : needed) {
      where = where.and(each);
    }
    return KeyRules.rule(holds, where);
  }

  /** One that ends before it begins is wrong by itself; an empty one overlaps nothing. */
  private Expr intervals(Expr absent) {
    Expr from = rule.order().get(0);
    Expr to = rule.of().get(0);
    Expr open = Expr.call(Function.IS_NULL, to);
    Expr ends = Expr.call(Function.OR, open, Expr.call(Function.GREATER_OR_EQUAL, to, from));
    Expr empty =
        Expr.call(
            Function.AND, Expr.call(Function.IS_COMPLETE, to), Expr.call(Function.EQUAL, to, from));
    return Expr.call(
        Function.AND,
        ends,
        rule.rule() == OrderRule.NO_OVERLAP ? Expr.call(Function.OR, empty, absent) : absent);
  }

  /** What judges rows by the rule. */
  public OrderProgram program(Map<ColumnRef, Schema.Type> types) {
    return OrderProgram.of(List.of(rule), types).get(0);
  }

  /**
   * A row on its way.
   *
   * @param key the parts of its key
   * @param order what it stands in the order of
   * @param inputs what is needed of it
   * @param row what is kept of it
   */
  public record Placed<R>(
      List<Object> key, List<Object> order, List<@Nullable Object> inputs, R row) {}

  /**
   * Of rows, of each key of which all come before those of the next, in their order, at least one
   * for each place, or place and value, that breaks the rule.
   *
   * @throws Fault while they are read, if it cannot be told
   */
  public static <R> Iterator<R> breaking(OrderProgram program, Iterator<Placed<R>> sorted) {
    return new Breaking<>(program, sorted);
  }

  private static final class Breaking<R> implements Iterator<R>, OrderProgram.Marks {

    private final Iterator<Placed<R>> sorted;
    private final OrderProgram.Judge judge;
    private final Queue<R> ready = new ArrayDeque<>();
    private @Nullable R now;
    private @Nullable R before;
    private boolean ended;

    Breaking(OrderProgram program, Iterator<Placed<R>> sorted) {
      this.sorted = sorted;
      this.judge = program.start(this);
    }

    @Override
    public void judged() {
      before = now;
    }

    @Override
    public void violated(boolean earlier) {
      R row = earlier ? before : now;
      if (row != null) {
        ready.add(row);
      }
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        if (sorted.hasNext()) {
          Placed<R> next = sorted.next();
          now = next.row();
          judge.row(next.key(), next.order(), next.inputs());
        } else {
          ended = true;
          judge.totals();
        }
        String problem = judge.problem();
        if (problem != null) {
          throw cannot(problem);
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public R next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }

  /** Rows cannot be told good from bad. */
  public static Fault cannot(String problem) {
    return new Fault("Rows in order cannot be judged: " + Quoted.hidden(problem));
  }
}
