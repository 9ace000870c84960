package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.Batch;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Lane;
import dev.assay.dq.internal.model.Numbers;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Unfit;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongFunction;
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
    return start(Long.MAX_VALUE);
  }

  /**
   * The same where memory is not the user's own to give.
   *
   * @param most about how many bytes of different values states may hold together; what counts more
   *     fails
   */
  Run start(long most) {
    return new Run(this, most);
  }

  /** Fills states from records. */
  public static final class Run {

    private static final int BATCH = 256;

    /** How many values a batch may hold, so that they stay in the processor's caches. */
    private static final int CELLS = 4096;

    /** About how many bytes a batch may hold. */
    private static final long BYTES = 1 << 20;

    /** What a value weighs besides its characters. */
    private static final int OBJECT = 16;

    private final List<Scoped> scoped = new ArrayList<>();
    private final Map<Aggregate, Cell<?>> cells = new LinkedHashMap<>();
    private final boolean needsView;
    private final Batch batch;

    /** Columns whose values may be large. */
    private final int[] heavy;

    private @Nullable List<Cell<?>> once;
    private @Nullable States current;
    private long bytes;
    private long taken;

    /** What is computed over the rows for which one filter is true. */
    private record Scoped(@Nullable RecordTest scope, List<Step> steps) {}

    /** What counts different values, each of which takes memory. */
    private final List<Cell<?>> counting = new ArrayList<>();

    private final long most;

    private Run(RecordProgram program, long most) {
      this.most = most;
      this.needsView = program.aggregates().stream().anyMatch(each -> References.of(each).code());
      // Java code sees the record itself, which its source may change afterwards: one at a time
      int fitting = CELLS / Math.max(1, program.columns().size());
      int rows = needsView ? 1 : Math.max(16, Math.min(BATCH, fitting));
      this.batch = new Batch(rows, program.columns().size());
      this.heavy =
          IntStream.range(0, needsView ? 0 : program.columns().size())
              .filter(i -> mayBeLarge(program.types().get(program.columns().get(i))))
              .toArray();
      StepCompiler compiler = new StepCompiler(program);
      Map<FrequencyKey, Cell<?>> shared = new HashMap<>();
      Map<Expr, List<Step>> byScope = new LinkedHashMap<>();
      for (Aggregate aggregate : program.aggregates()) {
        FrequencyKey key = FrequencyKey.of(aggregate);
        Cell<?> known = key == null ? null : shared.get(key);
        if (known != null) {
          cells.put(aggregate, known);
          continue;
        }
        Step step = aggregate.accept(compiler);
        cells.put(aggregate, step.cell);
        if (key != null) {
          shared.put(key, step.cell);
          counting.add(step.cell);
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
      batch.add(values, view);
      taken++;
      for (int i : heavy) {
        bytes += bytes(values[i]);
      }
      if (batch.isFull() || bytes >= BYTES) {
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
        try {
          if (each.scope == null) {
            batch.selectAll();
          } else {
            each.scope.select(batch);
          }
        } catch (Throwable e) {
          RowFailure failure = RowCode.failure(e);
          each.steps.forEach(step -> step.cell.fail(failure));
          continue;
        }
        for (Step step : each.steps) {
          step.add(batch);
        }
      }
      batch.clear();
      bytes = 0;
      if (most < Long.MAX_VALUE) {
        counting.forEach(each -> each.bound(most / counting.size()));
      }
    }

    /** What was gathered so far. */
    public Partial result() {
      flush();
      return new Partial(new ArrayList<>(cells.values()), taken);
    }

    /** Starts anew for the records of another group, and keeps what is compiled. */
    public void restart() {
      resume(empty());
    }

    /** States of no records. */
    States empty() {
      return new States(distinct().stream().<Cell<?>>map(Cell::empty).toList());
    }

    /** Goes on with the records of a group; what was gathered of another stays in its states. */
    void resume(States group) {
      flush();
      keep();
      List<Cell<?>> own = distinct();
      for (int i = 0; i < own.size(); i++) {
        own.get(i).resume(group.cells.get(i));
      }
      current = group;
    }

    /** Failures are noted in this run's own cells: they belong to the group that is left. */
    private void keep() {
      if (current != null) {
        List<Cell<?>> own = distinct();
        for (int i = 0; i < own.size(); i++) {
          current.cells.get(i).failure = own.get(i).failure;
        }
      }
    }

    private List<Cell<?>> distinct() {
      if (once == null) {
        Set<Cell<?>> each = Collections.newSetFromMap(new IdentityHashMap<>());
        once = cells.values().stream().filter(each::add).toList();
      }
      return once;
    }

    /** What was gathered of the records since the last start, in the order of the aggregates. */
    public List<Measurement> measure(List<Aggregate> aggregates) {
      flush();
      List<Measurement> measured = new ArrayList<>(aggregates.size());
      int i = 0;
      for (Cell<?> cell : cells.values()) {
        measured.add(cell.measure(aggregates.get(i++)));
      }
      return measured;
    }
  }

  /** The states of a group of records that are put aside. */
  static final class States {

    private final List<Cell<?>> cells;

    private States(List<Cell<?>> cells) {
      this.cells = cells;
    }
  }

  /**
   * The states of some records, in the order of the program's aggregates; those of several parts of
   * the data can be merged. Not by aggregate: Java code that has travelled equals no other.
   */
  public static final class Partial implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an array list
    private final List<Cell<?>> cells;

    private long rows;

    private Partial(List<Cell<?>> cells, long rows) {
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
      Set<Cell<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
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

    /** The states as they are kept, in the order of the program's aggregates. */
    public List<WindowStates.Kept> kept() {
      return cells.stream().map(Cell::kept).toList();
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
  private static final class Cell<S extends State> implements Serializable {

    private static final long serialVersionUID = 1L;
    private S state;
    private Measurement.@Nullable Failed failure;

    Cell(S state) {
      this.state = state;
    }

    /** A cell of the same kind, of no rows. */
    @SuppressWarnings("unchecked") // an empty state is of the same kind
    Cell<S> empty() {
      return new Cell<>((S) state.empty());
    }

    /** Goes on with what another cell holds, which is of the same kind. */
    @SuppressWarnings("unchecked") // the states of one aggregate
    void resume(Cell<?> other) {
      state = (S) other.state;
      failure = other.failure;
    }

    /** Fails where different values take more memory than there is for them. */
    void bound(long most) {
      if (failure == null && ((FrequencyState) (State) state).bytes() > most) {
        fail(
            new RowFailure(
                "there are too many different values to be counted in the memory of one task ("
                    + (most >> 20)
                    + " MB): count keys of the group and the value over all rows instead, as in"
                    + " key(\"group\", \"value\")"));
        state = empty().state;
      }
    }

    void fail(RowFailure e) {
      if (failure == null) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        failure = new Measurement.Failed(e.marked(), Causes.serializable(cause));
      }
    }

    void merge(Cell<?> other) {
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
      return failure == null ? RecordProgram.measure(aggregate, state) : failure;
    }

    WindowStates.Kept kept() {
      return failure == null
          ? new WindowStates.Kept(state, null)
          : new WindowStates.Kept(null, failure.message());
    }
  }

  /** What a state of an aggregate measures, or why it measures nothing. */
  static Measurement measure(Aggregate aggregate, State state) {
    try {
      return aggregate.accept(new Measurer(state));
    } catch (ClassCastException e) {
      return new Measurement.Failed(
          "values of different kinds have no common order: " + e.getMessage(), e);
    }
  }

  /** Takes the rows of a batch in that are spoken of. */
  private interface Update {
    void add(Batch batch) throws Exception;
  }

  private record Step(Cell<?> cell, Update update) {

    void add(Batch batch) {
      if (cell.failure == null) {
        try {
          update.add(batch);
        } catch (Throwable e) {
          cell.fail(RowCode.failure(e));
        }
      }
    }
  }

  /** Takes numbers in all at once, unless it finds that it cannot. */
  private interface Taking<S> {
    boolean of(S state, Numbers numbers, Batch batch);
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

    private <S extends State> Step values(S state, Expr operand, BiConsumer<S, Object> add) {
      return values(state, operand, add, (into, numbers, batch) -> false);
    }

    private <S extends State> Step values(
        S state, Expr operand, BiConsumer<S, Object> add, Taking<S> taking) {
      Cell<S> cell = new Cell<>(state);
      Evaluator reader = tests.evaluator(operand);
      return new Step(
          cell,
          batch -> {
            S current = cell.state;
            Numbers numbers = batch.numbers(reader.lane());
            if (numbers != null && taking.of(current, numbers, batch)) {
              return;
            }
            for (int i = 0; i < batch.count(); i++) {
              Object value = reader.of(batch.values(i), batch.view(i));
              if (value != null) {
                add.accept(current, value);
              }
            }
          });
    }

    private static double number(Object value) {
      if (value instanceof Number number) {
        return number.doubleValue();
      }
      throw new Unfit("a " + value.getClass().getSimpleName() + " is not a number");
    }

    @Override
    public Step rows(Aggregate.Rows a) {
      Cell<RowsState> cell = new Cell<>(new RowsState());
      return new Step(cell, batch -> cell.state.add(batch.count()));
    }

    @Override
    public Step verdicts(Aggregate.Verdicts a) {
      Cell<VerdictsState> cell = new Cell<>(new VerdictsState());
      RecordTest test = tests.test(a.predicate());
      return new Step(cell, batch -> test.count(batch, cell.state));
    }

    @Override
    public Step extreme(Aggregate.Extreme a) {
      return values(new ExtremeState(a.greatest()), a.value(), ExtremeState::add, extremes(a));
    }

    private Taking<ExtremeState> extremes(Aggregate.Extreme a) {
      boolean greatest = a.greatest();
      return each(
          a.value(),
          (state, numbers, batch) -> {
            double best = greatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            long values = 0;
            long nans = 0;
            for (int i = 0; i < batch.count(); i++) {
              int row = batch.at(i);
              if (!numbers.isNull(row)) {
                double x = numbers.real(row);
                values++;
                nans += Double.isNaN(x) ? 1 : 0;
                best = (greatest ? x > best : x < best) ? x : best;
              }
            }
            state.addBest(values == nans ? null : (Double) best, values, nans);
            return true;
          },
          shown ->
              (state, numbers, batch) -> {
                long best = greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
                long values = 0;
                for (int i = 0; i < batch.count(); i++) {
                  int row = batch.at(i);
                  if (!numbers.isNull(row)) {
                    long x = numbers.whole(row);
                    values++;
                    best = greatest ? Math.max(best, x) : Math.min(best, x);
                  }
                }
                state.addBest(values == 0 ? null : shown.apply(best), values, 0);
                return true;
              });
    }

    @Override
    public Step total(Aggregate.Total a) {
      return values(new TotalState(), a.value(), TotalState::add, totals(a.value()));
    }

    private Taking<TotalState> totals(Expr operand) {
      return each(
          operand,
          (state, numbers, batch) -> {
            long values = 0;
            long nans = 0;
            double sum = 0;
            for (int i = 0; i < batch.count(); i++) {
              int row = batch.at(i);
              if (!numbers.isNull(row)) {
                double x = numbers.real(row);
                values++;
                sum += x;
                nans += Double.isNaN(x) ? 1 : 0;
              }
            }
            if (values > 0) {
              state.addReals(values, sum, nans);
            }
            return true;
          },
          shown ->
              (state, numbers, batch) -> {
                long values = 0;
                long sum = 0;
                long overflow = 0;
                for (int i = 0; i < batch.count(); i++) {
                  int row = batch.at(i);
                  if (!numbers.isNull(row)) {
                    long x = numbers.whole(row);
                    long next = sum + x;
                    overflow |= (sum ^ next) & (x ^ next);
                    sum = next;
                    values++;
                  }
                }
                if (overflow >= 0 && values > 0) {
                  state.addExacts(values, shown.apply(sum));
                }
                return overflow >= 0;
              });
    }

    /** What takes floating point in, or whole numbers, which are decimals where worked out. */
    private <S> Taking<S> each(
        Expr operand, Taking<S> reals, Function<LongFunction<Object>, Taking<S>> wholes) {
      Lane lane = tests.evaluator(operand).lane();
      if (lane == null || lane.isReal()) {
        return reals;
      }
      return wholes.apply(tests.plainIndex(operand) >= 0 ? whole -> whole : BigDecimal::valueOf);
    }

    @Override
    public Step moments(Aggregate.Moments a) {
      return values(new MomentsState(), a.value(), (state, value) -> state.add(number(value)));
    }

    @Override
    public Step higherMoments(Aggregate.HigherMoments a) {
      return values(
          new HigherMomentsState(), a.value(), (state, value) -> state.add(number(value)));
    }

    @Override
    public Step coMoments(Aggregate.CoMoments a) {
      Cell<CoMomentsState> cell = new Cell<>(new CoMomentsState());
      Evaluator x = tests.evaluator(a.x());
      Evaluator y = tests.evaluator(a.y());
      return new Step(
          cell,
          batch -> {
            CoMomentsState state = cell.state;
            for (int i = 0; i < batch.count(); i++) {
              Object left = x.of(batch.values(i), batch.view(i));
              Object right = y.of(batch.values(i), batch.view(i));
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
    public Step sameRows(Aggregate.SameRows a) {
      throw new IllegalStateException("rows are compared by themselves");
    }

    @Override
    public Step drift(Aggregate.Drift a) {
      throw new IllegalStateException("values are compared by themselves");
    }

    @Override
    public Step inOrder(Aggregate.InOrder a) {
      throw new IllegalStateException("rows in order are judged by themselves");
    }

    @Override
    public Step perGroup(Aggregate.PerGroup a) {
      throw new IllegalStateException("groups are judged apart from all rows");
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
      Cell<FrequencyState> cell = new Cell<>(new FrequencyState());
      KeyReader keys = KeyReader.of(key, program, tests);
      return new Step(
          cell,
          batch -> {
            FrequencyState state = cell.state;
            for (int i = 0; i < batch.count(); i++) {
              Object read = keys.read(batch.values(i), batch.view(i));
              if (read != null) {
                state.add(read);
              }
            }
          });
    }

    private Step counted(Expr value) {
      return values(new FrequencyState(), value, (state, each) -> state.add(Values.key(each)));
    }

    @Override
    public Step rankedPairs(Aggregate.RankedPairs a) {
      return occurrences(a.key());
    }

    @Override
    public Step rank(Aggregate.Rank a) {
      return counted(a.value());
    }

    @Override
    public Step topValues(Aggregate.TopValues a) {
      return counted(a.value());
    }

    @Override
    public Step second(Aggregate.Second a) {
      throw new IllegalStateException("a second look is made of other aggregates");
    }

    @Override
    public Step approxDistinct(Aggregate.ApproxDistinct a) {
      return values(
          new DistinctState(a.relativeError()),
          a.value(),
          (state, value) -> state.add(Values.key(value)));
    }

    @Override
    public Step approxRank(Aggregate.ApproxRank a) {
      return values(new RankState(a.rankError()), a.value(), RankState::add);
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
    public Measurement sameRows(Aggregate.SameRows a) {
      throw new IllegalStateException("rows are compared by themselves");
    }

    @Override
    public Measurement drift(Aggregate.Drift a) {
      throw new IllegalStateException("values are compared by themselves");
    }

    @Override
    public Measurement inOrder(Aggregate.InOrder a) {
      throw new IllegalStateException("rows in order are judged by themselves");
    }

    @Override
    public Measurement perGroup(Aggregate.PerGroup a) {
      throw new IllegalStateException("groups are judged apart from all rows");
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
    public Measurement rankedPairs(Aggregate.RankedPairs a) {
      return ((FrequencyState) state).measureRankedPairs();
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
