package dev.assay.dq.spark;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.LookupKeys;
import dev.assay.dq.internal.execute.LookupValues;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.Unreadable;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.Lookup;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.state.ValueCodec;
import dev.assay.dq.spark.internal.compile.EncodedRow;
import dev.assay.dq.spark.internal.rdd.ByHash;
import dev.assay.dq.spark.internal.rdd.ReaderFactory;
import dev.assay.dq.spark.internal.rdd.RecordReader;
import dev.assay.dq.spark.internal.rdd.States;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Looks keys of records up in other data. Records go to where their keys are, sorted so that the
 * keys that are known come first: whatever the number of records of a key, a task holds one.
 */
final class RecordLookups {

  /** Rows of values as they are. */
  static final ReaderFactory<@Nullable Object[]> READERS = Values::new;

  private final RunPlan plan;
  private final List<Lookup> lookups;
  private final List<ColumnRef> own;
  private final Map<String, Other> others;

  /**
   * Lookups of records.
   *
   * @param own the columns whose values the records give
   */
  RecordLookups(
      RunPlan plan, List<Lookup> lookups, List<ColumnRef> own, Map<String, Other> others) {
    this.plan = plan;
    this.lookups = lookups;
    this.own = own;
    this.others = others;
  }

  /** Other data of the run: their columns, and the canonical values of some of them. */
  record Other(Schema schema, Function<List<ColumnRef>, JavaRDD<@Nullable Object[]>> values) {

    static Other of(Dataset<Row> data, Schema schema) {
      return new Other(
          schema,
          columns -> {
            List<Schema.Type> types = columns.stream().map(schema::typeOf).toList();
            ArrayList<Schema.Type> read = new ArrayList<>(types);
            return data.select(EncodedRow.columns(columns, types).toArray(Column[]::new))
                .toJavaRDD()
                .mapPartitions(
                    rows -> {
                      EncodedRow row = new EncodedRow(read);
                      return mapped(rows, row::readInFull);
                    });
          });
    }
  }

  /** The keys that other data have, as often as they have them; none where a part is null. */
  static JavaRDD<List<Object>> keys(Lookup lookup, Map<String, Other> others) {
    Other other = others.get(lookup.other().dataset());
    Schema theirs = other.schema();
    ArrayList<ColumnRef> read = new ArrayList<>(Lookup.read(List.of(lookup)));
    return other
        .values()
        .apply(read)
        .mapPartitions(
            each -> {
              LookupKeys keys = LookupKeys.known(lookup, read, theirs);
              return mapped(each, keys::of);
            })
        .filter(Objects::nonNull);
  }

  /** The canonical values of records. */
  static <R> JavaRDD<@Nullable Object[]> values(JavaRDD<R> records, ReaderFactory<R> readers) {
    return records.mapPartitions(
        each -> {
          RecordReader<R> reader = readers.start();
          return mapped(RowCode.reading(each), reader::read);
        });
  }

  static <A, B> Iterator<B> mapped(Iterator<A> all, Function<A, B> each) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public B next() {
        return each.apply(all.next());
      }
    };
  }

  /** The columns of what {@link #joined} gives. */
  List<ColumnRef> columns() {
    List<ColumnRef> all = new ArrayList<>(own);
    Lookup.together(lookups).forEach(some -> some.forEach(each -> all.add(each.column())));
    return all;
  }

  /** Rows of values, behind which stands what comes of their keys. */
  JavaRDD<@Nullable Object[]> joined(JavaRDD<@Nullable Object[]> rows) {
    JavaRDD<@Nullable Object[]> all = rows;
    for (List<Lookup> together : Lookup.together(lookups)) {
      all = joined(all, together);
    }
    return all;
  }

  private static final char KNOWN = '0';
  private static final char ROW = '1';

  private JavaRDD<@Nullable Object[]> joined(
      JavaRDD<@Nullable Object[]> rows, List<Lookup> ofOneKey) {
    ArrayList<Lookup> together = new ArrayList<>(ofOneKey);
    Lookup first = together.get(0);
    Other other = others.get(first.other().dataset());
    LinkedHashMap<ColumnRef, Schema.Type> types = new LinkedHashMap<>(plan.types());
    Schema theirs = other.schema();
    ArrayList<ColumnRef> columns = new ArrayList<>(own);
    ArrayList<ColumnRef> read = new ArrayList<>(Lookup.read(together));
    boolean keysAlone = together.stream().allMatch(each -> each.value() == null);
    int found = together.size();
    JavaPairRDD<String, byte[]> mine =
        rows.mapPartitionsToPair(
            each -> {
              Tagged tagged = new Tagged(LookupKeys.lookedUp(first, columns, types), found);
              return mapped(each, tagged::of);
            });
    JavaPairRDD<String, byte[]> known =
        other
            .values()
            .apply(read)
            .mapPartitionsToPair(
                each -> {
                  LookupKeys keys = LookupKeys.known(first, read, theirs);
                  return mapped(
                      each,
                      values -> known(keys.of(values), keysAlone ? NOTHING : States.write(values)));
                });
    int tasks = Math.max(rows.getNumPartitions(), known.getNumPartitions());
    return mine.union(known)
        .repartitionAndSortWithinPartitions(
            new ByHash(Math.max(1, tasks), RecordLookups::keyHash),
            Comparator.<String>naturalOrder())
        .mapPartitions(sorted -> new Found(sorted, new LookupValues(together, read), found));
  }

  private static final byte[] NOTHING = {};

  /** The same of a key that is known and of the rows that have it. */
  private static int keyHash(String text) {
    return text.isEmpty() ? 0 : text.substring(0, text.length() - 1).hashCode();
  }

  /** A key without its other part sorts before all of them, and is that of no row. */
  private static Tuple2<String, byte[]> known(@Nullable Object key, byte[] values) {
    return key == null
        ? new Tuple2<>("", NOTHING)
        : new Tuple2<>(ValueCodec.encode(key) + KNOWN, values);
  }

  /** Rows by their keys; those without one go anywhere. */
  private static final class Tagged {

    /** What no encoded key begins with. */
    private static final String NONE = "!";

    private static final int PLACES = 1_024;

    private final LookupKeys keys;
    private final int found;
    private int next;

    Tagged(LookupKeys keys, int found) {
      this.keys = keys;
      this.found = found;
    }

    Tuple2<String, byte[]> of(@Nullable Object[] values) {
      @Nullable Object[] more = Arrays.copyOf(values, values.length + found);
      Object key = null;
      try {
        key = keys.of(values);
      } catch (RowFailure e) {
        Arrays.fill(more, values.length, more.length, new Unreadable(e));
      }
      next = (next + 1) % PLACES;
      return new Tuple2<>(
          key == null ? NONE + next + ROW : ValueCodec.encode(key) + ROW, States.write(more));
    }
  }

  /** Rows with what comes of their keys, of keys and rows in the order of keys. */
  private static final class Found implements Iterator<@Nullable Object[]> {

    private final Iterator<Tuple2<String, byte[]>> sorted;
    private final LookupValues values;
    private final int found;
    private String known = "";
    private @Nullable Tuple2<String, byte[]> next;

    Found(Iterator<Tuple2<String, byte[]>> sorted, LookupValues values, int found) {
      this.sorted = sorted;
      this.values = values;
      this.found = found;
      advance();
    }

    private void advance() {
      next = null;
      while (next == null && sorted.hasNext()) {
        Tuple2<String, byte[]> each = sorted.next();
        if (each._1().isEmpty()) {
          continue;
        }
        if (each._1().charAt(each._1().length() - 1) == KNOWN) {
          begin(each._1());
          byte[] row = each._2();
          values.add(row.length == 0 ? NO_VALUES : States.read(row, Object[].class));
        } else {
          next = each;
        }
      }
    }

    private static final @Nullable Object[] NO_VALUES = {};

    /** Begins with a key, unless it is that of what came before. */
    private void begin(String key) {
      if (!known.equals(key)) {
        known = key;
        values.restart();
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public @Nullable Object[] next() {
      Tuple2<String, byte[]> row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      @Nullable Object[] all = States.read(row._2(), Object[].class);
      if (!row._1().startsWith(Tagged.NONE)) {
        begin(row._1().substring(0, row._1().length() - 1) + KNOWN);
        System.arraycopy(values.found(), 0, all, all.length - found, found);
      }
      advance();
      return all;
    }
  }

  /** Reads rows of values. */
  private static final class Values implements RecordReader<@Nullable Object[]> {

    @Override
    public @Nullable Object[] read(@Nullable Object[] record) {
      return record;
    }

    @Override
    public RecordView view(@Nullable Object[] record, @Nullable Object[] values) {
      return new RecordView() {
        @Override
        public @Nullable Object get(String name) {
          throw new IllegalStateException("no code sees records whose keys are looked up");
        }

        @Override
        public <V> V as(Class<V> type) {
          throw new IllegalStateException("no code sees records whose keys are looked up");
        }
      };
    }
  }
}
