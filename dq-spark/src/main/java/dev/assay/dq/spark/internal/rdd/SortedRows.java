package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.OrderMarks;
import dev.assay.dq.internal.execute.OrderProgram;
import dev.assay.dq.internal.execute.OrderTotals;
import dev.assay.dq.internal.execute.RecordProgram;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.OrderCodec;
import dev.assay.dq.internal.state.ValueCodec;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Judges records in order: those of all sortings are shuffled once, to the task of their key, and
 * sorted there. Spark spills what it sorts, and a key may have any number of records.
 *
 * <p>A record travels as text of one character a byte: the number of its sorting, how long its key
 * is, the key, what it stands in the order of, as text that sorts as that, and then its values.
 */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class SortedRows {

  private SortedRows() {}

  /**
   * Judges the records.
   *
   * @param readers reads records
   * @param program the aggregates, of which those on records in order are judged
   * @param rows how many records there are, or -1 if it is not known
   * @param <T> the class of the records
   * @return each measurement, and the number of all rows
   */
  public static <T> Map<Aggregate, Measurement> run(
      JavaRDD<T> records, ReaderFactory<T> readers, RecordProgram program, long rows) {
    ArrayList<OrderProgram> programs =
        new ArrayList<>(OrderProgram.of(program.aggregates(), program.types()));
    int tasks = RecordPasses.tasks(records, rows, programs.size());
    All all =
        States.mergedByDriver(
            records
                .mapPartitionsToPair(
                    iterator ->
                        new Travelling<>(
                            RowCode.reading(iterator), readers.start(), program, programs))
                .repartitionAndSortWithinPartitions(
                    new ByHash(tasks, KeyedText::hash), Comparator.<String>naturalOrder())
                .mapPartitions(sorted -> List.of(States.write(judge(sorted, programs))).iterator()),
            All.class,
            All::merge);
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < programs.size(); i++) {
      OrderProgram each = programs.get(i);
      OrderTotals totals = all == null ? each.start().totals() : all.of.get(i);
      measured.putAll(totals.measure(each.judged()));
    }
    return measured;
  }

  /** What came of the records of each sorting. */
  private static final class All implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an array list
    private final ArrayList<OrderTotals> of = new ArrayList<>();

    All merge(All next) {
      for (int i = 0; i < of.size(); i++) {
        of.get(i).merge(next.of.get(i));
      }
      return this;
    }
  }

  private static All judge(Iterator<Tuple2<String, Long>> sorted, List<OrderProgram> programs) {
    List<OrderProgram.Judge> judges = programs.stream().map(OrderProgram::start).toList();
    Arriving arriving = new Arriving();
    while (sorted.hasNext()) {
      Tuple2<String, Long> next = sorted.next();
      String text = next._1();
      int colon = text.indexOf(':');
      OrderProgram.Judge its = judges.get(Integer.parseInt(text.substring(0, colon)));
      char kind = text.charAt(colon + 1);
      if (kind == KeyedText.KEYLESS) {
        its.apart(next._2(), KeyedText.list(text.substring(colon + 2)));
      } else if (kind == KeyedText.FAILED) {
        its.fail(next._2(), text.substring(colon + 2));
      } else {
        OrderMarks.Placed<Boolean> row = arriving.row(text, colon, next._2());
        its.row(row.key(), row.order(), row.inputs());
      }
    }
    All all = new All();
    judges.forEach(each -> all.of.add(each.totals()));
    return all;
  }

  /** Reads records that arrive, of many of which the key is the same. */
  private static final class Arriving {

    private String keyText = "";
    private List<Object> key = List.of();

    OrderMarks.Placed<Boolean> row(String text, int colon, long sorting) {
      int end = KeyedText.end(text, colon);
      if (!text.regionMatches(0, keyText, 0, end) || keyText.length() != end) {
        keyText = text.substring(0, end);
        key = KeyedText.key(keyText, colon);
      }
      List<Object> values = KeyedText.list(text.substring(end + Math.toIntExact(sorting)));
      @SuppressWarnings("unchecked") // lists were written
      List<Object> order = (List<Object>) values.get(0);
      return new OrderMarks.Placed<>(key, order, values.subList(1, values.size()), true);
    }
  }

  /**
   * Values of records of which each has a place, or a place and a value, that breaks a rule.
   *
   * @param readers reads records
   * @param program what judges them, by that rule alone
   * @param columns whose values are given: parts of the key, of the order, or inputs
   */
  public static <T> JavaRDD<@Nullable Object[]> breaking(
      JavaRDD<T> records,
      ReaderFactory<T> readers,
      RecordProgram program,
      List<ColumnRef> columns) {
    ArrayList<OrderProgram> programs =
        new ArrayList<>(OrderProgram.of(program.aggregates(), program.types()));
    ArrayList<ColumnRef> wanted = new ArrayList<>(columns);
    return records
        .mapPartitionsToPair(
            iterator ->
                new Travelling<>(RowCode.reading(iterator), readers.start(), program, programs))
        .repartitionAndSortWithinPartitions(
            new ByHash(RecordPasses.tasks(records, -1, 1), KeyedText::hash),
            Comparator.<String>naturalOrder())
        .mapPartitions(
            sorted -> {
              OrderProgram rules = programs.get(0);
              List<@Nullable ColumnRef> known = new ArrayList<>();
              for (List<Expr> some : List.of(rules.by(), rules.order(), rules.inputs())) {
                some.forEach(
                    each -> known.add(each instanceof Expr.Column column ? column.ref() : null));
              }
              int[] places = wanted.stream().mapToInt(known::indexOf).toArray();
              return OrderMarks.breaking(rules, new Placing(sorted, places));
            });
  }

  /** Rows that are in order, each with some of its values. */
  private static final class Placing implements Iterator<OrderMarks.Placed<@Nullable Object[]>> {

    private final Iterator<Tuple2<String, Long>> sorted;
    private final int[] places;
    private final Arriving arriving = new Arriving();
    private OrderMarks.@Nullable Placed<@Nullable Object[]> ready;

    Placing(Iterator<Tuple2<String, Long>> sorted, int[] places) {
      this.sorted = sorted;
      this.places = places;
    }

    @Override
    public boolean hasNext() {
      while (ready == null && sorted.hasNext()) {
        Tuple2<String, Long> next = sorted.next();
        String text = next._1();
        int colon = text.indexOf(':');
        char kind = text.charAt(colon + 1);
        if (kind == KeyedText.FAILED) {
          throw OrderMarks.cannot(text.substring(colon + 2));
        }
        if (kind != KeyedText.KEYLESS) {
          ready = placed(arriving.row(text, colon, next._2()));
        }
      }
      return ready != null;
    }

    private OrderMarks.Placed<@Nullable Object[]> placed(OrderMarks.Placed<Boolean> row) {
      List<@Nullable Object> all = new ArrayList<>(row.key());
      all.addAll(row.order());
      all.addAll(row.inputs());
      @Nullable Object[] values = new Object[places.length];
      for (int i = 0; i < places.length; i++) {
        values[i] = all.get(places[i]);
      }
      return new OrderMarks.Placed<>(row.key(), row.order(), row.inputs(), values);
    }

    @Override
    public OrderMarks.Placed<@Nullable Object[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      OrderMarks.Placed<@Nullable Object[]> next = Objects.requireNonNull(ready);
      ready = null;
      return next;
    }
  }

  /**
   * Gives what travels of records, one by one; those without a key or an order are counted here, as
   * far as what rules need of them is the same.
   */
  private static final class Travelling<T> implements Iterator<Tuple2<String, Long>> {

    private final Iterator<T> records;
    private final RecordReader<T> reader;
    private final List<OrderProgram> programs;
    private final List<OrderProgram.Reader> readers;
    private final Queue<Tuple2<String, Long>> ready = new ArrayDeque<>();
    private final Map<String, Long> apart = new LinkedHashMap<>();
    private boolean ended;

    Travelling(
        Iterator<T> records,
        RecordReader<T> reader,
        RecordProgram program,
        List<OrderProgram> programs) {
      this.records = records;
      this.reader = reader;
      this.programs = programs;
      this.readers =
          programs.stream().map(each -> each.reader(program.columns(), program.types())).toList();
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        if (records.hasNext()) {
          T record = records.next();
          @Nullable Object[] values = reader.read(record);
          RecordView view = reader.view(record, values);
          for (int i = 0; i < readers.size(); i++) {
            read(i, values, view);
          }
        } else {
          ended = true;
          flush();
        }
      }
      return !ready.isEmpty();
    }

    private void flush() {
      apart.forEach((text, rows) -> ready.add(new Tuple2<>(text, rows)));
      apart.clear();
    }

    private void count(String text) {
      apart.merge(text, 1L, Long::sum);
      if (apart.size() > MOST_APART) {
        flush();
      }
    }

    private static final int MOST_APART = 1_000;

    private void read(int at, @Nullable Object[] values, RecordView view) {
      OrderProgram.Reader mine = readers.get(at);
      List<Object> key;
      List<Object> order;
      try {
        key = mine.key(values, view);
        order = mine.order(values, view);
      } catch (RowFailure e) {
        count(at + ":" + KeyedText.FAILED + e.marked());
        return;
      }
      List<@Nullable Object> inputs = mine.inputs(values, view);
      if (key == null || order == null) {
        count(at + ":" + KeyedText.KEYLESS + ValueCodec.encode(programs.get(at).scopes(inputs)));
        return;
      }
      String sorting = OrderCodec.encode(order, programs.get(at).descending());
      List<@Nullable Object> sent = new ArrayList<>();
      sent.add(order);
      sent.addAll(inputs);
      ready.add(
          new Tuple2<>(
              KeyedText.of(at, key) + sorting + ValueCodec.encode(sent), (long) sorting.length()));
    }

    @Override
    public Tuple2<String, Long> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
