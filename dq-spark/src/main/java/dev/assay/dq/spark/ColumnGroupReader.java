package dev.assay.dq.spark;

import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.spark.internal.frame.Rereading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the many columns of Parquet files in groups, each column once, and puts the rows together
 * again within one job: some hundred rows of one group, then the same rows of the next. What it
 * takes to decode a group's columns then stays in the processor's cache, and Spark reads batches,
 * which it does not of more than {@code spark.sql.codegen.maxFields} fields.
 *
 * <p>All groups have the same partitions of the same files. Nevertheless it is not taken for
 * granted that rows fit together: with each group comes a hash of the row's file and of its number
 * there. Where these differ, nothing that was read counts, and the caller reads again without this.
 */
final class ColumnGroupReader {

  /** Of fewer fields, groups do not pay. */
  private static final int MANY = 60;

  private static final int GROUP = 25;

  /** How many rows of a group are read before the next group has its turn. */
  private static final int ROWS = 512;

  private static final int FIRST_ROWS = 32;

  /** About how many bytes of texts wait for the next groups. */
  private static final long BYTES = 1 << 22;

  private final List<Dataset<Row>> groups;
  private final List<List<Schema.Field>> columns;

  private ColumnGroupReader(List<Dataset<Row>> groups, List<List<Schema.Field>> columns) {
    this.groups = List.copyOf(groups);
    this.columns = List.copyOf(columns);
  }

  /**
   * Divides columns into groups.
   *
   * @return groups, or null if they do not pay, or it cannot be proved that rows fit together
   */
  static @Nullable ColumnGroupReader of(Dataset<Row> data, List<Schema.Field> columns) {
    int fields = columns.stream().mapToInt(column -> leaves(column.type())).sum();
    if (fields <= MANY || !Rereading.isCheap(data)) {
      return null;
    }
    int number = (fields + GROUP - 1) / GROUP;
    List<Dataset<Row>> groups = new ArrayList<>();
    List<List<Schema.Field>> divided = new ArrayList<>();
    try {
      Column row = data.metadataColumn("_metadata");
      Column place = functions.xxhash64(row.getField("file_path"), row.getField("row_index"));
      int from = 0;
      int before = 0;
      for (int i = 1; i <= number; i++) {
        int to = from;
        while (to < columns.size() && before < (long) fields * i / number) {
          before += leaves(columns.get(to).type());
          to++;
        }
        if (to > from) {
          List<Schema.Field> group = List.copyOf(columns.subList(from, to));
          List<Column> selected = RowValues.selected(group);
          selected.add(place.as("place"));
          groups.add(data.select(selected.toArray(Column[]::new)));
          divided.add(group);
        }
        from = to;
      }
    } catch (Exception e) {
      // An AnalysisException, which Spark does not declare: rows of these files have no number.
      return null;
    }
    return groups.size() > 1 ? new ColumnGroupReader(groups, divided) : null;
  }

  private static int leaves(Schema.Type type) {
    return type.children().isEmpty()
        ? 1
        : type.children().stream().mapToInt(child -> leaves(child.type())).sum();
  }

  int number() {
    return groups.size();
  }

  /**
   * The values of all columns of each row, and one more that means nothing.
   *
   * @param sample the share of the rows
   * @param seed which rows are in the sample
   * @param outOfStep counts where rows do not fit together: if it is not zero after a job, then
   *     rows are missing
   * @return the rows; null if the groups do not even have as many partitions
   */
  @Nullable JavaRDD<@Nullable Object[]> read(double sample, long seed, LongAccumulator outOfStep) {
    List<JavaRDD<Row>> rows = new ArrayList<>();
    for (Dataset<Row> group : groups) {
      rows.add((sample == 1 ? group : group.sample(false, sample, seed)).toJavaRDD());
    }
    int partitions = rows.get(0).getNumPartitions();
    if (rows.stream().anyMatch(each -> each.getNumPartitions() != partitions)) {
      return null;
    }
    FlatMapFunction2<Iterator<List<Iterator<Row>>>, Iterator<Row>, List<Iterator<Row>>> more =
        (before, iterator) -> with(before.next(), iterator);
    JavaRDD<List<Iterator<Row>>> all =
        rows.get(0).mapPartitions(iterator -> with(new ArrayList<>(), iterator));
    for (JavaRDD<Row> each : rows.subList(1, rows.size())) {
      all = all.zipPartitions(each, more);
    }
    ArrayList<List<Schema.Field>> fields = new ArrayList<>(columns);
    return all.mapPartitions(each -> new Together(each.next(), fields, outOfStep));
  }

  /** A partition's only element: the groups' rows, none of which is read yet. */
  private static Iterator<List<Iterator<Row>>> with(
      List<Iterator<Row>> groups, Iterator<Row> rows) {
    groups.add(rows);
    return List.of(groups).iterator();
  }

  /** The rows of a partition. Ends where those of the groups are not the same ones. */
  private static final class Together implements Iterator<@Nullable Object[]> {

    private final List<Iterator<Row>> groups;
    private final List<RowValues> readers = new ArrayList<>();
    private final LongAccumulator outOfStep;
    private final Queue<@Nullable Object[]> ready = new ArrayDeque<>();
    private final int width;
    private int wanted = FIRST_ROWS;
    private long bytes;
    private boolean broken;

    Together(
        List<Iterator<Row>> groups, List<List<Schema.Field>> columns, LongAccumulator outOfStep) {
      this.groups = groups;
      columns.forEach(each -> readers.add(new RowValues(each)));
      this.width = columns.stream().mapToInt(List::size).sum();
      this.outOfStep = outOfStep;
    }

    @Override
    public boolean hasNext() {
      if (ready.isEmpty() && !broken) {
        fill();
        if (broken) {
          ready.clear();
          outOfStep.add(1);
        }
      }
      return !ready.isEmpty();
    }

    private void fill() {
      bytes = 0;
      RowValues first = readers.get(0);
      Iterator<Row> rows = groups.get(0);
      while (ready.size() < wanted && bytes < BYTES && rows.hasNext()) {
        Row row = rows.next();
        @Nullable Object[] values = new Object[width + 1];
        first.read(row, values, 0);
        bytes += first.bytes(values, 0);
        values[width] = row.get(first.size());
        ready.add(values);
      }
      int from = first.size();
      for (int i = 1; i < groups.size() && !broken; i++) {
        broken = !add(groups.get(i), readers.get(i), from);
        from += readers.get(i).size();
      }
      long aRow = bytes / Math.max(1, ready.size()) + 1;
      wanted = (int) Math.max(1, Math.min(Math.min(ROWS, 2L * wanted), BYTES / aRow));
    }

    /** Adds a group's values to the rows, and tells whether it has the same rows. */
    private boolean add(Iterator<Row> rows, RowValues reader, int from) {
      for (@Nullable Object[] values : ready) {
        if (!rows.hasNext()) {
          return false;
        }
        Row row = rows.next();
        if (!row.get(reader.size()).equals(values[width])) {
          return false;
        }
        reader.read(row, values, from);
        bytes += reader.bytes(values, from);
      }
      return !ready.isEmpty() || !rows.hasNext();
    }

    @Override
    public @Nullable Object[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
