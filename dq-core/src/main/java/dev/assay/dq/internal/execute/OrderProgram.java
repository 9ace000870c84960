package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is judged of rows of the same keys in the same order: sorted once, whatever the number of
 * rules, and judged one row after the other, by states whose size does not depend on their number.
 *
 * @param by the parts of the key
 * @param order what the rows of a key are in the order of
 * @param descending whether the last rows come first
 * @param inputs what rules need of each row: conditions and values
 */
public record OrderProgram(
    List<Expr> by,
    List<Expr> order,
    boolean descending,
    List<Aggregate.InOrder> judged,
    List<Expr> inputs,
    Map<ColumnRef, Schema.Type> types)
    implements Serializable {

  public OrderProgram {
    by = List.copyOf(by);
    order = List.copyOf(order);
    judged = List.copyOf(judged);
    inputs = List.copyOf(inputs);
    types = Map.copyOf(types);
  }

  /** What rules have in common that are judged together. */
  public record Sorting(List<Expr> by, List<Expr> order, boolean descending) {

    /** The one that a rule needs. */
    public static Sorting of(Aggregate.InOrder rule) {
      return new Sorting(rule.by(), rule.order(), rule.rule().isDescending());
    }
  }

  /** A program for each sorting, in the order in which they first come. */
  public static List<OrderProgram> of(
      List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types) {
    Map<Sorting, List<Aggregate.InOrder>> bySorting = new LinkedHashMap<>();
    inOrder(aggregates)
        .forEach(
            each ->
                bySorting.computeIfAbsent(Sorting.of(each), key -> new ArrayList<>()).add(each));
    List<OrderProgram> programs = new ArrayList<>();
    bySorting.forEach(
        (sorting, judged) -> {
          Set<Expr> inputs = new LinkedHashSet<>();
          for (Aggregate.InOrder each : judged) {
            if (!each.scope().isTrue()) {
              inputs.add(each.scope());
            }
            inputs.addAll(each.values());
          }
          programs.add(
              new OrderProgram(
                  sorting.by(),
                  sorting.order(),
                  sorting.descending(),
                  judged,
                  List.copyOf(inputs),
                  types));
        });
    return programs;
  }

  /** Those that are about rows in order. */
  public static List<Aggregate.InOrder> inOrder(List<Aggregate> aggregates) {
    List<Aggregate.InOrder> all = new ArrayList<>();
    for (Aggregate each : aggregates) {
      if (each instanceof Aggregate.InOrder inOrder) {
        all.add(inOrder);
      }
    }
    return all;
  }

  /** The inputs of a row that is left out, of which only conditions matter. */
  public List<@Nullable Object> scopes(List<@Nullable Object> all) {
    List<@Nullable Object> scopes = new ArrayList<>(all);
    for (int i = 0; i < scopes.size(); i++) {
      Expr input = inputs.get(i);
      if (judged.stream().noneMatch(each -> each.scope().equals(input))) {
        scopes.set(i, null);
      }
    }
    return scopes;
  }

  private List<TypeKind> kinds(List<Expr> exprs) {
    return exprs.stream().map(each -> Types.of(each, types).kind()).toList();
  }

  /**
   * Starts reading records, for use by one thread.
   *
   * @param columns the columns in the order of the values of records
   * @param columnTypes their types
   */
  public Reader reader(List<ColumnRef> columns, Map<ColumnRef, Schema.Type> columnTypes) {
    return new Reader(this, columns, columnTypes);
  }

  /** Starts judging, for use by one thread. */
  public Judge start() {
    return new Judge(this, UNMARKED);
  }

  /** The same of one rule, which says of which rows it is violated. */
  Judge start(Marks marks) {
    return new Judge(this, marks);
  }

  /** Hears which rows violate. */
  interface Marks {

    /** The row has been judged, and what comes before the next is of its place. */
    void judged();

    /**
     * There is a violation.
     *
     * @param before whether it is of the place of the row judged before, and not of this one
     */
    void violated(boolean before);
  }

  private static final Marks UNMARKED =
      new Marks() {
        @Override
        public void judged() {}

        @Override
        public void violated(boolean before) {}
      };

  /** Takes what is needed from records. */
  public static final class Reader {

    private final GroupKeys keys;
    private final GroupKeys orders;
    private final List<Evaluator> inputs;

    private Reader(
        OrderProgram program, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
      RecordTests tests = new RecordTests(columns, types);
      keys = new GroupKeys(program.by(), columns, types);
      orders = new GroupKeys(program.order(), columns, types);
      inputs = program.inputs().stream().map(tests::evaluator).toList();
    }

    /**
     * The parts of a record's key.
     *
     * @return null if one of them is null
     * @throws RowFailure if it cannot be told
     */
    public @Nullable List<Object> key(@Nullable Object[] values, @Nullable RecordView view) {
      return read(keys, values, view);
    }

    /**
     * What a record stands in the order of.
     *
     * @return null if a part of it is null or NaN
     * @throws RowFailure if it cannot be told
     */
    public @Nullable List<Object> order(@Nullable Object[] values, @Nullable RecordView view) {
      List<Object> order = read(orders, values, view);
      return order == null || order.contains(Double.NaN) ? null : order;
    }

    private static @Nullable List<Object> read(
        GroupKeys from, @Nullable Object[] values, @Nullable RecordView view) {
      try {
        return from.read(values, view);
      } catch (Throwable e) {
        throw RowCode.failure(e);
      }
    }

    /** The inputs; in place of what cannot be worked out a list of the why. */
    public List<@Nullable Object> inputs(@Nullable Object[] values, @Nullable RecordView view) {
      List<@Nullable Object> all = new ArrayList<>(inputs.size());
      for (Evaluator input : inputs) {
        try {
          Object value = input.of(values, view);
          all.add(
              value == null || ValueCodec.isKey(value)
                  ? value
                  : List.of("a value of " + value.getClass().getName() + " has no order"));
        } catch (Throwable e) {
          all.add(List.of(RowCode.failure(e).marked()));
        }
      }
      return all;
    }
  }

  /** Judges rows, of each key of which all come before those of the next, in their order. */
  public static final class Judge {

    private final List<Rule> rules = new ArrayList<>();
    private final OrderTotals totals;
    private @Nullable List<Object> key;

    private Judge(OrderProgram program, Marks marks) {
      totals = new OrderTotals(program.judged().size());
      List<TypeKind> keys = program.kinds(program.by());
      for (int i = 0; i < program.judged().size(); i++) {
        Aggregate.InOrder each = program.judged().get(i);
        List<TypeKind> kinds = new ArrayList<>(program.kinds(program.order()));
        kinds.addAll(program.kinds(each.values()));
        rules.add(
            new Rule(
                each.scope().isTrue() ? -1 : program.inputs().indexOf(each.scope()),
                each.values().stream().mapToInt(program.inputs()::indexOf).toArray(),
                each.rule().takesNulls(),
                OrderMachine.of(each, new Sink(totals.of(i), keys, kinds, marks)),
                totals.of(i),
                marks));
      }
    }

    /**
     * Judges a row.
     *
     * @param its the parts of its key; null if one of them is
     * @param order what it stands in the order of; null if a part of it is null
     * @param inputs what is needed of it
     */
    public void row(
        @Nullable List<Object> its,
        @Nullable List<Object> order,
        List<? extends @Nullable Object> inputs) {
      if (its == null || order == null || order.contains(Double.NaN)) {
        apart(1, inputs);
        return;
      }
      totals.addRows(1);
      if (!its.equals(key)) {
        end();
        key = its;
        rules.forEach(each -> each.begin(its));
      }
      for (Rule each : rules) {
        each.row(order, inputs);
      }
    }

    /**
     * Leaves rows out that have no complete key, or no order.
     *
     * @param inputs what {@link OrderProgram#scopes} gave of each of them
     */
    public void apart(long more, List<? extends @Nullable Object> inputs) {
      totals.addRows(more);
      rules.forEach(each -> each.leaveOut(more, inputs));
    }

    /** Nothing can be told of rows, which are counted. */
    public void fail(long more, String message) {
      totals.addRows(more);
      totals.fail(message);
    }

    private void end() {
      if (key != null) {
        rules.forEach(Rule::end);
        key = null;
      }
    }

    /** Why nothing can be told; null if it can. */
    @Nullable String problem() {
      return totals.problem();
    }

    /** What came of all keys, the last of which is at its end. */
    public OrderTotals totals() {
      end();
      return totals;
    }
  }

  /** Where a rule's violations go. */
  record Sink(OrderTotals.Verdicts to, List<TypeKind> keys, List<TypeKind> kinds, Marks marks) {

    void show(
        List<Object> key,
        List<? extends @Nullable Object> other,
        List<? extends @Nullable Object> row,
        long count) {
      int together = keys.size() + 2 * kinds.size();
      to.show(
          new Measurement.Neighbours(
              OrderTotals.shown(key, keys, together),
              OrderTotals.shown(other, kinds, together),
              OrderTotals.shown(row, kinds, together),
              count));
    }
  }

  /** One rule, and where its inputs are. */
  private static final class Rule {

    private final int scope;
    private final int[] values;
    private final boolean takesNulls;
    private final OrderMachine machine;
    private final OrderTotals.Verdicts to;
    private final Marks marks;
    private boolean failed;

    Rule(
        int scope,
        int[] values,
        boolean takesNulls,
        OrderMachine machine,
        OrderTotals.Verdicts to,
        Marks marks) {
      this.scope = scope;
      this.values = values;
      this.takesNulls = takesNulls;
      this.machine = machine;
      this.to = to;
      this.marks = marks;
    }

    /** Whether a row is in scope; false where that cannot be told, which is an error. */
    private boolean includes(List<? extends @Nullable Object> inputs) {
      if (scope < 0) {
        return true;
      }
      Object truth = inputs.get(scope);
      return told(truth) && Boolean.TRUE.equals(truth);
    }

    private boolean told(@Nullable Object input) {
      if (input instanceof List<?> why) {
        fail(String.valueOf(why.get(0)));
        return false;
      }
      return true;
    }

    private void fail(String message) {
      failed = true;
      to.fail(message);
    }

    void leaveOut(long more, List<? extends @Nullable Object> inputs) {
      if (includes(inputs)) {
        to.leaveOut(more);
      }
    }

    void begin(List<Object> key) {
      machine.begin(key);
    }

    void row(List<Object> order, List<? extends @Nullable Object> inputs) {
      if (!includes(inputs)) {
        return;
      }
      @Nullable Object[] its = new Object[values.length];
      for (int i = 0; i < its.length; i++) {
        its[i] = inputs.get(values[i]);
        if (!told(its[i])) {
          return;
        }
        if (its[i] == null && !takesNulls) {
          to.leaveOut(1);
          return;
        }
      }
      to.row();
      if (!failed) {
        try {
          machine.row(order, its);
          marks.judged();
        } catch (ClassCastException | IllegalArgumentException | ArithmeticException e) {
          fail(String.valueOf(e.getMessage())); // of records whose types are not declared
        }
      }
    }

    void end() {
      if (!failed) {
        try {
          machine.end();
        } catch (ClassCastException | IllegalArgumentException | ArithmeticException e) {
          fail(String.valueOf(e.getMessage()));
        }
      }
    }
  }
}
