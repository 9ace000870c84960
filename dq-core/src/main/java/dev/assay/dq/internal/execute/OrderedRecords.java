package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.References;
import dev.assay.dq.internal.state.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of keys, kept in memory and sorted there. */
public final class OrderedRecords {

  private record Kept(List<Object> order, List<@Nullable Object> inputs) {}

  private final OrderProgram program;
  private final OrderProgram.Reader reader;
  private final OrderProgram.Judge judge;
  private final Map<List<Object>, List<Kept>> keys = new HashMap<>();
  private final boolean needsView;

  /**
   * No records yet.
   *
   * @param columns the columns whose values each record must give, in order
   */
  public OrderedRecords(
      OrderProgram program, List<ColumnRef> columns, Map<ColumnRef, Schema.Type> types) {
    this.program = program;
    this.reader = program.reader(columns, types);
    this.judge = program.start();
    this.needsView = program.judged().stream().anyMatch(each -> References.of(each).code());
  }

  /** Whether {@link #add} makes use of the view of a record. */
  public boolean needsView() {
    return needsView;
  }

  /**
   * Takes one record in.
   *
   * @param values canonical values in the order of the columns
   * @param view the record, for Java code; may be null unless {@link #needsView}
   */
  public void add(@Nullable Object[] values, @Nullable RecordView view) {
    List<Object> key;
    List<Object> order;
    try {
      key = reader.key(values, view);
      order = reader.order(values, view);
    } catch (RowFailure e) {
      judge.fail(1, e.marked());
      return;
    }
    List<@Nullable Object> inputs = reader.inputs(values, view);
    if (key == null || order == null) {
      judge.row(null, null, inputs);
    } else {
      keys.computeIfAbsent(key, each -> new ArrayList<>()).add(new Kept(order, inputs));
    }
  }

  /** What came of all keys. */
  public Map<Aggregate, Measurement> measure() {
    keys.forEach(
        (key, rows) -> {
          try {
            rows.sort((a, b) -> compare(program, a.order(), b.order()));
          } catch (ClassCastException e) {
            judge.fail(rows.size(), String.valueOf(e.getMessage()));
            return;
          }
          rows.forEach(each -> judge.row(key, each.order(), each.inputs()));
        });
    return judge.totals().measure(program.judged());
  }

  private static int compare(OrderProgram program, List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Values.compare(a.get(i), b.get(i));
      if (order != 0) {
        return program.descending() ? -order : order;
      }
    }
    return 0;
  }

  /**
   * Records of which each has a place, or a place and a value, that breaks a rule.
   *
   * @param columns the columns whose values a record gives, in order
   */
  public static <T> List<T> breaking(
      OrderProgram program,
      Iterable<? extends T> records,
      Function<? super T, @Nullable Object[]> read,
      List<ColumnRef> columns,
      Map<ColumnRef, Schema.Type> types) {
    OrderProgram.Reader reader = program.reader(columns, types);
    Map<List<Object>, List<OrderMarks.Placed<T>>> keys = new LinkedHashMap<>();
    for (T record : records) {
      @Nullable Object[] values = read.apply(record);
      try {
        List<Object> key = reader.key(values, null);
        List<Object> order = reader.order(values, null);
        if (key != null && order != null) {
          keys.computeIfAbsent(key, each -> new ArrayList<>())
              .add(new OrderMarks.Placed<>(key, order, reader.inputs(values, null), record));
        }
      } catch (RowFailure e) {
        throw OrderMarks.cannot(e.marked());
      }
    }
    List<OrderMarks.Placed<T>> sorted = new ArrayList<>();
    for (List<OrderMarks.Placed<T>> rows : keys.values()) {
      try {
        rows.sort((a, b) -> compare(program, a.order(), b.order()));
      } catch (ClassCastException e) {
        throw OrderMarks.cannot(String.valueOf(e.getMessage()));
      }
      sorted.addAll(rows);
    }
    List<T> breaking = new ArrayList<>();
    OrderMarks.breaking(program, sorted.iterator()).forEachRemaining(breaking::add);
    return breaking;
  }
}
