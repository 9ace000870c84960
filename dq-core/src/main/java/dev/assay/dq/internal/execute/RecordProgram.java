package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.state.CoMomentsState;
import dev.assay.dq.internal.state.DistinctState;
import dev.assay.dq.internal.state.ExtremeState;
import dev.assay.dq.internal.state.FrequencyState;
import dev.assay.dq.internal.state.HigherMomentsState;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.MomentsState;
import dev.assay.dq.internal.state.RankState;
import dev.assay.dq.internal.state.RowsState;
import dev.assay.dq.internal.state.State;
import dev.assay.dq.internal.state.TotalState;
import dev.assay.dq.internal.state.VerdictsState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates made ready to be computed over records in plain Java: the same program runs in the
 * local path and, a partition at a time, on Spark's executors.
 *
 * @param columns the columns whose values each record must give, in order
 */
public record RecordProgram(
    List<Aggregate> aggregates,
    List<ColumnRef> columns,
    Map<ColumnRef, Schema.Type> types,
    List<ColumnRef> wholeRow)
    implements Serializable {

  public RecordProgram {
    aggregates = List.copyOf(aggregates);
    columns = List.copyOf(columns);
    types = Map.copyOf(types);
    wholeRow = List.copyOf(wholeRow);
  }

  /** Starts filling states, for use by one thread. */
  public Run start() {
    return new Run(this);
  }

  /** Fills states from records. */
  public static final class Run {

    private static final int BATCH = 256;
    private static final int[] EVERY = every();

    /** How many values a batch may hold, so that they stay in the processor's caches. */
    private static final int CELLS = 4096;

    /** About how many bytes a batch may hold. */
    private static final long BYTES = 1 << 20;

    /** What a value weighs besides its characters. */
    private static final int OBJECT = 16;

    private static final @Nullable Object[] NO_ROW = {};

    private final List<Scoped> scoped = new ArrayList<>();
    private final Map<Aggregate, Cell> cells = new LinkedHashMap<>();
    private final boolean needsView;
    private final @Nullable Object[][] rows;
    private final @Nullable RecordView[] views;
    private final int[] selected;

    /** Columns whose values may be large. */
    private final int[] heavy;

    private int size;
    private long bytes;
    private long taken;

    private static int[] every() {
      int[] all = new int[BATCH];
      for (int i = 0; i < BATCH; i++) {
        all[i] = i;
      }
      return all;
    }

    /** What is computed over the rows for which one filter is true. */
    private static final class Scoped {
      private final @Nullable RecordTest scope;
      private final Step[] steps;
      private final NumberSteps[] numbers;

      Scoped(@Nullable RecordTest scope, List<Step> all) {
        this.scope = scope;
        Map<Integer, List<Step>> byColumn = new LinkedHashMap<>();
        List<Step> single = new ArrayList<>();
        for (Step step : all) {
          if (step.column < 0) {
            single.add(step);
          } else {
            byColumn.computeIfAbsent(step.column, column -> new ArrayList<>()).add(step);
          }
        }
        this.steps = single.toArray(Step[]::new);
        this.numbers =
            byColumn.entrySet().stream()
                .map(entry -> new NumberSteps(entry.getKey(), entry.getValue()))
                .toArray(NumberSteps[]::new);
      }

      void fail(RowFailure e) {
        for (Step step : steps) {
          step.cell.fail(e);
        }
        for (NumberSteps each : numbers) {
          for (Step step : each.steps) {
            step.cell.fail(e);
          }
        }
      }
    }

    private Run(RecordProgram program) {
      this.needsView = program.aggregates().stream().anyMatch(each -> References.of(each).code());
      // Java code sees the record itself, which its source may change afterwards: one at a time
      int fitting = CELLS / Math.max(1, program.columns().size());
      int batch = needsView ? 1 : Math.max(16, Math.min(BATCH, fitting));
      this.rows = new Object[batch][];
      this.views = new RecordView[batch];
      this.selected = new int[batch];
      this.heavy =
          IntStream.range(0, needsView ? 0 : program.columns().size())
              .filter(i -> mayBeLarge(program.types().get(program.columns().get(i))))
              .toArray();
      StepCompiler compiler = new StepCompiler(program);
      Map<FrequencyKey, Cell> shared = new HashMap<>();
      Map<Expr, List<Step>> byScope = new LinkedHashMap<>();
      for (Aggregate aggregate : program.aggregates()) {
        FrequencyKey key = FrequencyKey.of(aggregate);
        Cell known = key == null ? null : shared.get(key);
        if (known != null) {
          cells.put(aggregate, known);
          continue;
        }
        Step step = aggregate.accept(compiler);
        cells.put(aggregate, step.cell);
        if (key != null) {
          shared.put(key, step.cell);
        }
        byScope.computeIfAbsent(aggregate.scope(), scope -> new ArrayList<>()).add(step);
      }
      byScope.forEach(
          (scope, steps) ->
              scoped.add(
                  new Scoped(
                      scope.isTrue()
                          ? null
                          : RecordTests.compile(scope, program.columns(), program.types()),
                      steps)));
    }

    /** Whether {@link #add} makes use of the view of a record. */
    public boolean needsView() {
      return needsView;
    }

    /**
     * Takes one record in. What goes wrong in one predicate stops only the aggregates that need it.
     * Records are judged some hundred at a time, aggregate by aggregate, which is faster than one
     * by one.
     *
     * @param values canonical values in the order of the program's columns
     * @param view the record, for Java code; may be null unless {@link #needsView}
     */
    public void add(@Nullable Object[] values, @Nullable RecordView view) {
      rows[size] = values;
      views[size] = view;
      size++;
      taken++;
      for (int i : heavy) {
        bytes += bytes(values[i]);
      }
      if (size == rows.length || bytes >= BYTES) {
        flush();
      }
    }

    private static boolean mayBeLarge(Schema.@Nullable Type type) {
      return type == null
          || switch (type.kind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> false;
            case DATE, TIMESTAMP, TIMESTAMP_NTZ -> false;
            case STRING, BINARY, ARRAY, MAP, STRUCT, DYNAMIC, OTHER -> true;
          };
    }

    private static long bytes(@Nullable Object value) {
      if (value instanceof String text) {
        return 2L * text.length();
      }
      if (value instanceof byte[] binary) {
        return binary.length;
      }
      long all = OBJECT;
      if (value instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> each : map.entrySet()) {
          all += bytes(each.getKey()) + bytes(each.getValue());
        }
      } else if (value instanceof Collection<?> values) {
        for (Object each : values) {
          all += bytes(each);
        }
      }
      return all;
    }

    private void flush() {
      for (Scoped each : scoped) {
        int[] which = EVERY;
        int count = size;
        if (each.scope != null) {
          try {
            count = select(each.scope);
          } catch (Throwable e) {
            each.fail(RowCode.failure(e));
            continue;
          }
          which = selected;
        }
        for (Step step : each.steps) {
          step.add(rows, views, which, count);
        }
        for (NumberSteps numbers : each.numbers) {
          numbers.add(rows, views, which, count);
        }
      }
      Arrays.fill(rows, 0, size, NO_ROW);
      size = 0;
      bytes = 0;
    }

    private int select(RecordTest scope) throws Exception {
      int count = 0;
      for (int i = 0; i < size; i++) {
        if (scope.test(rows[i], views[i]) == Truth.TRUE) {
          selected[count++] = i;
        }
      }
      return count;
    }

    /** What was gathered so far. */
    public Partial result() {
      flush();
      return new Partial(new ArrayList<>(cells.values()), taken);
    }
  }

  /**
   * The states of some records, in the order of the program's aggregates; those of several parts of
   * the data can be merged. Not by aggregate: Java code that has travelled equals no other.
   */
  public static final class Partial implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an array list
    private final List<Cell> cells;

    private long rows;

    private Partial(List<Cell> cells, long rows) {
      this.cells = cells;
      this.rows = rows;
    }

    /**
     * How many records the states are of.
     *
     * @return all that were taken in, whatever the filters
     */
    public long rows() {
      return rows;
    }

    /**
     * Takes the states of other records in. Where two states of one aggregate do not merge, because
     * their values are of different kinds, that aggregate fails and no other.
     *
     * @param other states of the same program, which come after these in the order of the data
     */
    public void merge(Partial other) {
      if (cells.size() != other.cells.size()) {
        throw new IllegalArgumentException("states of different programs cannot be merged");
      }
      Set<Cell> done = Collections.newSetFromMap(new IdentityHashMap<>());
      for (int i = 0; i < cells.size(); i++) {
        if (done.add(cells.get(i))) {
          cells.get(i).merge(other.cells.get(i));
        }
      }
      rows += other.rows;
    }

    /**
     * Hands over every key that was counted, with its number of rows.
     *
     * @param aggregate the number of an aggregate that counts keys, and did not fail
     * @param to takes them, in no order
     */
    public void forEachKey(int aggregate, BiConsumer<Object, Long> to) {
      ((FrequencyState) cells.get(aggregate).state).forEach(to);
    }

    /**
     * What the states measure.
     *
     * @return each aggregate's measurement or failure
     */
    public Map<Aggregate, Measurement> measure(List<Aggregate> aggregates) {
      Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        measured.put(aggregates.get(i), cells.get(i).measure(aggregates.get(i)));
      }
      return measured;
    }
  }

  /** A state, or why there is none. */
  private static final class Cell implements Serializable {

    private static final long serialVersionUID = 1L;
    private final State state;
    private Measurement.@Nullable Failed failure;

    Cell(State state) {
      this.state = state;
    }

    void fail(RowFailure e) {
      if (failure == null) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        failure =
            new Measurement.Failed(String.valueOf(e.getMessage()), Causes.serializable(cause));
      }
    }

    void merge(Cell other) {
      if (failure == null) {
        failure = other.failure;
      }
      if (failure == null) {
        try {
          state.merge(other.state);
        } catch (RuntimeException e) {
          fail(
              new RowFailure(
                  "values of different kinds in different parts of the data: " + e.getMessage(),
                  e));
        }
      }
    }

    Measurement measure(Aggregate aggregate) {
      if (failure == null) {
        try {
          return aggregate.accept(new Measurer(state));
        } catch (ClassCastException e) {
          return new Measurement.Failed(
              "values of different kinds have no common order: " + e.getMessage(), e);
        }
      }
      return failure;
    }
  }

  /** Takes the selected ones of some rows in. */
  private interface Update {
    void add(@Nullable Object[][] rows, @Nullable RecordView[] views, int[] selected, int count)
        throws Exception;
  }

  private static final class Step {

    private final Cell cell;
    private final Update update;

    /** Where the value of an extreme or a total stands, if it stands as it is; else -1. */
    private final int column;

    Step(Cell cell, Update update, int column) {
      this.cell = cell;
      this.update = update;
      this.column = column;
    }

    Step(Cell cell, Update update) {
      this(cell, update, -1);
    }

    void add(@Nullable Object[][] rows, @Nullable RecordView[] views, int[] selected, int count) {
      if (cell.failure == null) {
        try {
          update.add(rows, views, selected, count);
        } catch (Throwable e) {
          cell.fail(RowCode.failure(e));
        }
      }
    }
  }

  /**
   * Extremes and totals of one column: one look at each value serves all. Where a batch holds
   * anything but whole numbers or anything but floating point, each goes its own way.
   */
  private static final class NumberSteps {

    private final int column;
    private final Step[] steps;

    NumberSteps(int column, List<Step> steps) {
      this.column = column;
      this.steps = steps.toArray(Step[]::new);
    }

    void add(@Nullable Object[][] rows, @Nullable RecordView[] views, int[] selected, int count) {
      if (steps.length < 2 || !(wholes(rows, selected, count) || reals(rows, selected, count))) {
        for (Step step : steps) {
          step.add(rows, views, selected, count);
        }
      }
    }

    private boolean wholes(@Nullable Object[][] rows, int[] selected, int count) {
      long values = 0;
      long sum = 0;
      long least = Long.MAX_VALUE;
      long greatest = Long.MIN_VALUE;
      for (int i = 0; i < count; i++) {
        Object value = rows[selected[i]][column];
        if (value == null) {
          continue;
        }
        if (!(value instanceof Long number)) {
          return false;
        }
        long x = number;
        long next = sum + x;
        if (((sum ^ next) & (x ^ next)) < 0) {
          return false;
        }
        sum = next;
        values++;
        least = Math.min(least, x);
        greatest = Math.max(greatest, x);
      }
      if (values == 0) {
        return true;
      }
      for (Step step : steps) {
        if (step.cell.state instanceof TotalState total) {
          total.addWholes(values, sum);
        } else if (step.cell.state instanceof ExtremeState extreme) {
          extreme.addBest(extreme.greatest() ? greatest : least, values, 0);
        }
      }
      return true;
    }

    private boolean reals(@Nullable Object[][] rows, int[] selected, int count) {
      long values = 0;
      long nans = 0;
      double sum = 0;
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        Object value = rows[selected[i]][column];
        if (value == null) {
          continue;
        }
        if (!(value instanceof Double number)) {
          return false;
        }
        double x = number;
        sum += x;
        values++;
        if (Double.isNaN(x)) {
          nans++;
        } else {
          least = x < least ? x : least;
          greatest = x > greatest ? x : greatest;
        }
      }
      if (values == 0) {
        return true;
      }
      for (Step step : steps) {
        if (step.cell.state instanceof TotalState total) {
          total.addReals(values, sum, nans);
        } else if (step.cell.state instanceof ExtremeState extreme) {
          Double best = extreme.greatest() ? greatest : least;
          extreme.addBest(values == nans ? null : best, values, nans);
        }
      }
      return true;
    }
  }

  /** What aggregates that count the same keys have in common. */
  private record FrequencyKey(Key key, Expr scope) {

    static @Nullable FrequencyKey of(Aggregate aggregate) {
      Key key = aggregate.key();
      return key == null ? null : new FrequencyKey(key, aggregate.scope());
    }
  }

  private static final class StepCompiler implements Aggregate.Visitor<Step> {

    private final RecordProgram program;
    private final RecordTests tests;

    StepCompiler(RecordProgram program) {
      this.program = program;
      this.tests = new RecordTests(program.columns(), program.types());
    }

    private Step values(State state, Expr operand, java.util.function.Consumer<Object> add) {
      int plain = tests.plainIndex(operand);
      if (plain >= 0) {
        return new Step(
            new Cell(state),
            (rows, views, selected, count) -> {
              for (int i = 0; i < count; i++) {
                Object value = rows[selected[i]][plain];
                if (value instanceof Unreadable unreadable) {
                  throw unreadable.exception();
                }
                if (value != null) {
                  add.accept(value);
                }
              }
            });
      }
      Evaluator reader = tests.evaluator(operand);
      return new Step(
          new Cell(state),
          (rows, views, selected, count) -> {
            for (int i = 0; i < count; i++) {
              Object value = reader.of(rows[selected[i]], views[selected[i]]);
              if (value != null) {
                add.accept(value);
              }
            }
          });
    }

    private static double number(Object value) {
      if (value instanceof Number number) {
        return number.doubleValue();
      }
      throw new IllegalArgumentException(
          "a " + value.getClass().getSimpleName() + " is not a number");
    }

    @Override
    public Step rows(Aggregate.Rows a) {
      RowsState state = new RowsState();
      return new Step(new Cell(state), (rows, views, selected, count) -> state.add(count));
    }

    @Override
    public Step verdicts(Aggregate.Verdicts a) {
      VerdictsState state = new VerdictsState();
      RecordTest test = tests.test(a.predicate());
      return new Step(
          new Cell(state),
          (rows, views, selected, count) -> test.count(rows, views, selected, count, state));
    }

    @Override
    public Step extreme(Aggregate.Extreme a) {
      ExtremeState state = new ExtremeState(a.greatest());
      Step step = values(state, a.value(), state::add);
      return new Step(step.cell, step.update, tests.plainIndex(a.value()));
    }

    @Override
    public Step total(Aggregate.Total a) {
      TotalState state = new TotalState();
      Step step = values(state, a.value(), state::add);
      return new Step(step.cell, step.update, tests.plainIndex(a.value()));
    }

    @Override
    public Step moments(Aggregate.Moments a) {
      MomentsState state = new MomentsState();
      return values(state, a.value(), value -> state.add(number(value)));
    }

    @Override
    public Step higherMoments(Aggregate.HigherMoments a) {
      HigherMomentsState state = new HigherMomentsState();
      return values(state, a.value(), value -> state.add(number(value)));
    }

    @Override
    public Step coMoments(Aggregate.CoMoments a) {
      CoMomentsState state = new CoMomentsState();
      Evaluator x = tests.evaluator(a.x());
      Evaluator y = tests.evaluator(a.y());
      return new Step(
          new Cell(state),
          (rows, views, selected, count) -> {
            for (int i = 0; i < count; i++) {
              Object left = x.of(rows[selected[i]], views[selected[i]]);
              Object right = y.of(rows[selected[i]], views[selected[i]]);
              if (left != null && right != null) {
                state.add(number(left), number(right));
              }
            }
          });
    }

    @Override
    public Step sqlValue(Aggregate.SqlValue a) {
      throw new IllegalStateException("sqlMetric(...) is evaluated only by Spark, on a Dataset");
    }

    @Override
    public Step groups(Aggregate.Groups a) {
      return occurrences(a.key());
    }

    @Override
    public Step contingency(Aggregate.Contingency a) {
      return occurrences(a.key());
    }

    private Step occurrences(Key key) {
      FrequencyState state = new FrequencyState();
      KeyReader keys = KeyReader.of(key, program, tests);
      return new Step(
          new Cell(state),
          (rows, views, selected, count) -> {
            for (int i = 0; i < count; i++) {
              Object read = keys.read(rows[selected[i]], views[selected[i]]);
              if (read != null) {
                state.add(read);
              }
            }
          });
    }

    @Override
    public Step rank(Aggregate.Rank a) {
      FrequencyState state = new FrequencyState();
      return values(state, a.value(), value -> state.add(Values.key(value)));
    }

    @Override
    public Step topValues(Aggregate.TopValues a) {
      FrequencyState state = new FrequencyState();
      return values(state, a.value(), value -> state.add(Values.key(value)));
    }

    @Override
    public Step second(Aggregate.Second a) {
      throw new IllegalStateException("a second look is made of other aggregates");
    }

    @Override
    public Step approxDistinct(Aggregate.ApproxDistinct a) {
      DistinctState state = new DistinctState(a.relativeError());
      return values(state, a.value(), value -> state.add(Values.key(value)));
    }

    @Override
    public Step approxRank(Aggregate.ApproxRank a) {
      RankState state = new RankState(a.rankError());
      return values(state, a.value(), state::add);
    }
  }

  /** Reads a measurement off a state. */
  private record Measurer(State state) implements Aggregate.Visitor<Measurement> {

    @Override
    public Measurement rows(Aggregate.Rows a) {
      return ((RowsState) state).measure();
    }

    @Override
    public Measurement verdicts(Aggregate.Verdicts a) {
      return ((VerdictsState) state).measure();
    }

    @Override
    public Measurement extreme(Aggregate.Extreme a) {
      return ((ExtremeState) state).measure();
    }

    @Override
    public Measurement total(Aggregate.Total a) {
      return ((TotalState) state).measure();
    }

    @Override
    public Measurement moments(Aggregate.Moments a) {
      return ((MomentsState) state).measure();
    }

    @Override
    public Measurement higherMoments(Aggregate.HigherMoments a) {
      return ((HigherMomentsState) state).measure();
    }

    @Override
    public Measurement coMoments(Aggregate.CoMoments a) {
      return ((CoMomentsState) state).measure();
    }

    @Override
    public Measurement sqlValue(Aggregate.SqlValue a) {
      throw new IllegalStateException("sqlMetric(...) is evaluated only by Spark, on a Dataset");
    }

    @Override
    public Measurement groups(Aggregate.Groups a) {
      return ((FrequencyState) state).measureGroups();
    }

    @Override
    public Measurement contingency(Aggregate.Contingency a) {
      return ((FrequencyState) state).measureContingency();
    }

    @Override
    public Measurement rank(Aggregate.Rank a) {
      return ((FrequencyState) state).measureRank(a.q(), a.rule());
    }

    @Override
    public Measurement topValues(Aggregate.TopValues a) {
      return ((FrequencyState) state).measureTop(a.limit());
    }

    @Override
    public Measurement second(Aggregate.Second a) {
      throw new IllegalStateException("a second look is made of other aggregates");
    }

    @Override
    public Measurement approxDistinct(Aggregate.ApproxDistinct a) {
      return ((DistinctState) state).measure();
    }

    @Override
    public Measurement approxRank(Aggregate.ApproxRank a) {
      return ((RankState) state).measure(a.q());
    }
  }
}
