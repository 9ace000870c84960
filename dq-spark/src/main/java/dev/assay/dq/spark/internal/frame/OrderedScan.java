package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.execute.OrderMarks;
import dev.assay.dq.internal.execute.OrderProgram;
import dev.assay.dq.internal.execute.OrderTotals;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.compile.ColumnNames;
import dev.assay.dq.spark.internal.compile.Lowering;
import dev.assay.dq.spark.internal.rdd.States;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of one sorting: shuffled by their key and sorted by Spark, which spills what it
 * sorts, and then judged as they come, so that a key may have any number of rows. Rows without a
 * complete key or order are judged where they are read, in as many tasks as read them.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class OrderedScan {

  private static final String APART = "apart";

  private OrderedScan() {}

  /**
   * Judges the rows.
   *
   * @return each measurement, and the number of all rows
   */
  public static Map<Aggregate, Measurement> run(
      Dataset<Row> data, OrderProgram program, Map<ColumnRef, Schema.Type> types) {
    ArrayList<TypeKind> kinds = new ArrayList<>();
    Dataset<Row> inOrder = sorted(data, program, types, kinds, List.of());
    int keys = program.by().size();
    int orders = keys + program.order().size();
    OrderTotals totals =
        States.mergedByDriver(
            inOrder
                .toJavaRDD()
                .mapPartitions(
                    rows -> {
                      OrderProgram.Judge judge = program.start();
                      while (rows.hasNext()) {
                        Row row = rows.next();
                        judge.row(
                            complete(row, 0, keys, kinds),
                            complete(row, keys, orders, kinds),
                            values(row, orders, kinds.size(), kinds));
                      }
                      return List.of(States.write(judge.totals())).iterator();
                    }),
            OrderTotals.class,
            OrderTotals::merge);
    return (totals == null ? program.start().totals() : totals).measure(program.judged());
  }

  /**
   * Rows of the columns by which rows are looked up, of which each has a place, or a place and a
   * value, that breaks a rule.
   */
  public static Dataset<Row> breaking(
      Dataset<Row> data, OrderMarks marks, Map<ColumnRef, Schema.Type> types) {
    OrderProgram program = marks.program(types);
    List<Column> kept = marks.columns().stream().map(ColumnNames::column).toList();
    StructType schema = data.select(kept.toArray(Column[]::new)).schema();
    ArrayList<TypeKind> kinds = new ArrayList<>();
    Dataset<Row> inOrder = sorted(data, program, types, kinds, kept);
    int keys = program.by().size();
    int orders = keys + program.order().size();
    int columns = kept.size();
    return inOrder.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            rows -> OrderMarks.breaking(program, new Placing(rows, keys, orders, kinds, columns)),
        Encoders.row(schema));
  }

  /** Rows that are in order, each with what is kept of it. */
  private static final class Placing implements Iterator<OrderMarks.Placed<Row>> {

    private final Iterator<Row> rows;
    private final int keys;
    private final int orders;
    private final List<TypeKind> kinds;
    private final int kept;
    private OrderMarks.@Nullable Placed<Row> ready;

    Placing(Iterator<Row> rows, int keys, int orders, List<TypeKind> kinds, int kept) {
      this.rows = rows;
      this.keys = keys;
      this.orders = orders;
      this.kinds = kinds;
      this.kept = kept;
    }

    @Override
    public boolean hasNext() {
      while (ready == null && rows.hasNext()) {
        Row row = rows.next();
        List<Object> key = complete(row, 0, keys, kinds);
        List<Object> order = complete(row, keys, orders, kinds);
        if (key != null && order != null) {
          Object[] values = new Object[kept];
          for (int i = 0; i < kept; i++) {
            values[i] = row.get(kinds.size() + i);
          }
          ready =
              new OrderMarks.Placed<>(
                  key, order, values(row, orders, kinds.size(), kinds), RowFactory.create(values));
        }
      }
      return ready != null;
    }

    @Override
    public OrderMarks.Placed<Row> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      OrderMarks.Placed<Row> next = Objects.requireNonNull(ready);
      ready = null;
      return next;
    }
  }

  /** Rows in their order: keys, orders and inputs, of the kinds that are put there, and others. */
  private static Dataset<Row> sorted(
      Dataset<Row> data,
      OrderProgram program,
      Map<ColumnRef, Schema.Type> types,
      List<TypeKind> kinds,
      List<Column> others) {
    Lowering<Column> lowering = Lowering.toColumns(types);
    List<Column> selected = new ArrayList<>();
    Column incomplete = lit(false);
    List<Column> shuffled = new ArrayList<>();
    List<Column> sorted = new ArrayList<>();
    for (Expr each : program.by()) {
      Column part = column(each, lowering, selected, kinds);
      incomplete = incomplete.or(part.isNull());
      Column named = col("c" + (selected.size() - 1));
      shuffled.add(named);
      sorted.add(named);
    }
    for (Expr each : program.order()) {
      incomplete = incomplete.or(column(each, lowering, selected, kinds).isNull());
      Column named = col("c" + (selected.size() - 1));
      sorted.add(program.descending() ? named.desc() : named.asc());
    }
    program.inputs().forEach(each -> column(each, lowering, selected, kinds));
    for (int i = 0; i < others.size(); i++) {
      selected.add(others.get(i).as("kept" + i));
    }
    selected.add(when(incomplete, spark_partition_id()).as(APART));
    Dataset<Row> needed = data.select(selected.toArray(Column[]::new));
    Dataset<Row> together =
        program.by().isEmpty()
            ? needed.repartition(1)
            : needed.repartition(with(shuffled, col(APART)));
    return together.sortWithinPartitions(with(sorted));
  }

  private static Column[] with(List<Column> columns, Column... more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(List.of(more));
    return all.toArray(Column[]::new);
  }

  /** Selects an expression as it travels, zero with one sign only. */
  private static Column column(
      Expr expr, Lowering<Column> lowering, List<Column> selected, List<TypeKind> kinds) {
    Schema.Type type = lowering.typeOf(expr);
    Column value =
        type.kind() == TypeKind.BOOLEAN
            ? lowering.compile(expr)
            : Canonical.encode(lowering.value(expr), type.kind());
    Column same =
        type.kind().isFloating() ? when(value.equalTo(0), lit(0.0)).otherwise(value) : value;
    selected.add(same.as("c" + selected.size()));
    kinds.add(type.kind());
    return value;
  }

  /** Values as keys have them; null if one of them is, or is NaN where rows are ordered by it. */
  private static @Nullable List<Object> complete(Row row, int from, int to, List<TypeKind> kinds) {
    List<Object> parts = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      Object part = Canonical.decode(row.get(i), kinds.get(i));
      if (part == null) {
        return null;
      }
      parts.add(Values.key(part));
    }
    return parts;
  }

  private static List<@Nullable Object> values(Row row, int from, int to, List<TypeKind> kinds) {
    List<@Nullable Object> values = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      values.add(Canonical.decode(row.get(i), kinds.get(i)));
    }
    return values;
  }
}
