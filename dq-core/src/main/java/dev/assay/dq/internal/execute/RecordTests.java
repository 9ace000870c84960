package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.Batch;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Evaluator;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Foreign;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Lane;
import dev.assay.dq.internal.model.Numbers;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Strict;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.ElementTypes;
import dev.assay.dq.internal.plan.Types;
import dev.assay.dq.internal.state.VerdictsState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles expressions for records: visited once, run for every row. */
public final class RecordTests {

  /** An expression, compiled, and its type. */
  private record Compiled(Evaluator evaluator, Schema.Type type) {}

  private final List<ColumnRef> columns;
  private final Map<ColumnRef, Schema.Type> types;
  private final Compiler compiler = new Compiler();

  RecordTests(List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    this.columns = columns;
    this.types = types;
  }

  /**
   * Compiles a predicate.
   *
   * @param columns the columns in the order of the values that will be judged
   */
  public static RecordTest compile(
      Expr predicate, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    return new RecordTests(columns, types).test(predicate);
  }

  /**
   * Compiles an expression, whose value is canonical.
   *
   * @param columns the columns in the order of the values that it will be worked out of
   */
  public static Evaluator evaluator(
      Expr expr, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    return new RecordTests(columns, types).evaluator(expr);
  }

  Evaluator evaluator(Expr expr) {
    return expr.fold(compiler).evaluator();
  }

  RecordTest test(Expr predicate) {
    if (predicate.isTrue()) {
      return (values, view) -> Truth.TRUE;
    }
    if (predicate.calls(Function.IS_COMPLETE) && plainIndex(predicate.arguments().get(0)) >= 0) {
      return new Present(plainIndex(predicate.arguments().get(0)));
    }
    Evaluator evaluator = evaluator(predicate);
    return evaluator instanceof Strict strict && strict.argument() instanceof Plain plain
        ? new OfColumn(plain.index(), strict.function())
        : new Evaluated(evaluator);
  }

  private static Truth truth(@Nullable Object truth) {
    return truth == null ? Truth.UNKNOWN : Truth.of((Boolean) truth);
  }

  private static void count(@Nullable Object truth, VerdictsState state) {
    if (truth == null) {
      state.unknown();
    } else if (!(Boolean) truth) {
      state.violation();
    }
  }

  /** The value of a column as it stands. */
  private record Plain(int index, @Nullable Lane lane) implements Evaluator {

    @Override
    public @Nullable Object of(@Nullable Object[] values, @Nullable RecordView view) {
      Object value = values[index];
      if (value instanceof Unreadable unreadable) {
        throw unreadable.exception();
      }
      return value;
    }
  }

  /** A judgement of whatever is worked out of a record. */
  private record Evaluated(Evaluator evaluator) implements RecordTest {

    @Override
    public Truth test(@Nullable Object[] values, @Nullable RecordView view) throws Exception {
      return truth(evaluator.of(values, view));
    }

    @Override
    public void count(Batch batch, VerdictsState state) throws Exception {
      Numbers truths = batch.numbers(evaluator.lane());
      if (truths != null) {
        count(truths, batch, state);
        return;
      }
      for (int i = 0; i < batch.count(); i++) {
        RecordTests.count(evaluator.of(batch.values(i), batch.view(i)), state);
      }
    }

    /** Without a branch on what a row holds, which a processor guesses wrong where rows differ. */
    private static void count(Numbers truths, Batch batch, VerdictsState state) {
      long violations = 0;
      long unknowns = 0;
      for (int i = 0; i < batch.count(); i++) {
        int row = batch.at(i);
        violations += truths.isViolatedBy(row) ? 1 : 0;
        unknowns += truths.isNull(row) ? 1 : 0;
      }
      state.add(violations, unknowns);
    }

    @Override
    public void select(Batch batch) throws Exception {
      Numbers truths = batch.numbers(evaluator.lane());
      if (truths == null) {
        RecordTest.super.select(batch);
        return;
      }
      batch.selectNone();
      for (int row = 0; row < batch.size(); row++) {
        if (truths.holds(row)) {
          batch.select(row);
        }
      }
    }
  }

  /** A judgement of the value of one column, unknown where that is null. */
  private record OfColumn(int index, Strict.Unary judgement) implements RecordTest {

    @Override
    public Truth test(@Nullable Object[] values, @Nullable RecordView view) throws Exception {
      return truth(judged(values[index]));
    }

    private @Nullable Object judged(@Nullable Object value) throws Exception {
      if (value instanceof Unreadable unreadable) {
        throw unreadable.exception();
      }
      return value == null ? null : judgement.of(value);
    }

    @Override
    public void count(Batch batch, VerdictsState state) throws Exception {
      for (int i = 0; i < batch.count(); i++) {
        RecordTests.count(judged(batch.values(i)[index]), state);
      }
    }
  }

  /** Where the value of an expression stands as it is, or -1 if it has to be worked out. */
  int plainIndex(Expr expr) {
    if (!(expr instanceof Expr.Column column)) {
      return -1;
    }
    Schema.Type type = types.get(column.ref());
    return type != null && type.kind() != TypeKind.DYNAMIC ? indexOf(column) : -1;
  }

  private int indexOf(Expr.Column column) {
    int index = columns.indexOf(column.ref());
    if (index < 0) {
      throw new IllegalStateException("column " + column.ref() + " is not among those read");
    }
    return index;
  }

  /** Compiles what is in no need of being quicker. */
  private final class Compiler implements Expr.Fold<Compiled> {

    private final ElementTypes arrays = new ElementTypes();

    @Override
    public Compiled column(Expr.Column column) {
      int index = indexOf(column);
      Schema.Type type = Types.of(column, types);
      if (type.kind().isAtomic() && type.kind() != TypeKind.DYNAMIC) {
        return new Compiled(new Plain(index, Lane.column(index, type.kind())), type);
      }
      boolean dynamic = type.kind() == TypeKind.DYNAMIC;
      String holder = "field " + column.ref() + " of a record";
      return new Compiled(
          (values, view) -> {
            Object value = values[index];
            if (value instanceof Unreadable unreadable) {
              throw unreadable.exception();
            }
            if (value instanceof Foreign foreign) {
              return foreign.canonical();
            }
            return dynamic ? column.kind().checked(value, holder) : value;
          },
          type);
    }

    @Override
    public Compiled element(Expr.Element element) {
      return new Compiled(
          (values, view) ->
              element
                  .kind()
                  .checked(
                      values[values.length - 1 - element.outwards()], "an element of an array"),
          arrays.of(element));
    }

    @Override
    public void bind(Compiled array) {
      arrays.bind(array.type());
    }

    @Override
    public void unbind() {
      arrays.unbind();
    }

    @Override
    public Compiled literal(Expr.Literal literal) {
      Object value = literal.constant().value();
      return new Compiled((values, view) -> value, Types.of(literal, types));
    }

    @Override
    public Compiled call(Expr.Call call, List<Compiled> arguments) {
      List<Schema.Type> given = arguments.stream().map(Compiled::type).toList();
      List<Evaluator> evaluators = arguments.stream().map(Compiled::evaluator).toList();
      return new Compiled(
          call.function().compile(call, evaluators, given),
          call.function().signature().type(call, given));
    }

    @Override
    public Compiled sql(Expr.Sql sql) {
      return new Compiled(
          (values, view) -> {
            throw new IllegalStateException("sql(...) is evaluated only by Spark, on a Dataset");
          },
          Types.of(sql, types));
    }

    @Override
    public Compiled code(Expr.Code code) {
      return new Compiled(
          (values, view) -> {
            try {
              return code.code().test(view);
            } catch (Throwable e) {
              throw RowCode.failure("rowSatisfies(\"" + code.label() + "\")", e);
            }
          },
          Types.of(code, types));
    }
  }

  /** Whether one column has a value. */
  private static final class Present implements RecordTest {

    private final int index;

    Present(int index) {
      this.index = index;
    }

    @Override
    public Truth test(@Nullable Object[] values, @Nullable RecordView view) {
      if (values[index] instanceof Unreadable unreadable) {
        throw unreadable.exception();
      }
      return values[index] == null ? Truth.FALSE : Truth.TRUE;
    }

    @Override
    public void count(Batch batch, VerdictsState state) {
      for (int i = 0; i < batch.count(); i++) {
        Object value = batch.values(i)[index];
        if (value == null) {
          state.violation();
        } else if (value instanceof Unreadable unreadable) {
          throw unreadable.exception();
        }
      }
    }
  }
}
