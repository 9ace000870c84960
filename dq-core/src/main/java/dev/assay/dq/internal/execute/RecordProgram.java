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
import java.util.function.Consumer;
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
    return new Run(this);
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
    private final Map<Aggregate, Cell> cells = new LinkedHashMap<>();
    private final boolean needsView;
    private final Batch batch;

    /** Columns whose values may be large. */
    private final int[] heavy;

    private long bytes;
    private long taken;

    /** What is computed over the rows for which one filter is true. */
    private record Scoped(@Nullable RecordTest scope, List<Step> steps) {}

    private Run(RecordProgram program) {
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

  /** Takes the rows of a batch in that are spoken of. */
  private interface Update {
    void add(Batch batch) throws Exception;
  }

  private record Step(Cell cell, Update update) {

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
  private interface Taking {
    boolean of(Numbers numbers, Batch batch);
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

    private Step values(State state, Expr operand, Consumer<Object> add) {
      return values(state, operand, add, (numbers, batch) -> false);
    }

    private Step values(State state, Expr operand, Consumer<Object> add, Taking taking) {
      Evaluator reader = tests.evaluator(operand);
      return new Step(
          new Cell(state),
          batch -> {
            Numbers numbers = batch.numbers(reader.lane());
            if (numbers != null && taking.of(numbers, batch)) {
              return;
            }
            for (int i = 0; i < batch.count(); i++) {
              Object value = reader.of(batch.values(i), batch.view(i));
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
      return new Step(new Cell(state), batch -> state.add(batch.count()));
    }

    @Override
    public Step verdicts(Aggregate.Verdicts a) {
      VerdictsState state = new VerdictsState();
      RecordTest test = tests.test(a.predicate());
      return new Step(new Cell(state), batch -> test.count(batch, state));
    }

    @Override
    public Step extreme(Aggregate.Extreme a) {
      ExtremeState state = new ExtremeState(a.greatest());
      return values(state, a.value(), state::add, taking(a.value(), state));
    }

    private Taking taking(Expr operand, ExtremeState state) {
      boolean greatest = state.greatest();
      return each(
          operand,
          (numbers, batch) -> {
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
              (numbers, batch) -> {
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
      TotalState state = new TotalState();
      return values(state, a.value(), state::add, taking(a.value(), state));
    }

    private Taking taking(Expr operand, TotalState state) {
      return each(
          operand,
          (numbers, batch) -> {
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
              (numbers, batch) -> {
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
    private Taking each(Expr operand, Taking reals, Function<LongFunction<Object>, Taking> wholes) {
      Lane lane = tests.evaluator(operand).lane();
      if (lane == null || lane.isReal()) {
        return reals;
      }
      return wholes.apply(tests.plainIndex(operand) >= 0 ? whole -> whole : BigDecimal::valueOf);
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
          batch -> {
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
          batch -> {
            for (int i = 0; i < batch.count(); i++) {
              Object read = keys.read(batch.values(i), batch.view(i));
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
      FrequencyState state = new FrequencyState();
      return values(state, a.value(), value -> state.add(Values.key(value)));
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
      FrequencyState counts = (FrequencyState) state;
      return switch (a.look()) {
        case DEVIATION -> counts.measureDeviation(a.parameter());
        case TRIMMED -> counts.measureTrimmed(a.parameter());
      };
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
