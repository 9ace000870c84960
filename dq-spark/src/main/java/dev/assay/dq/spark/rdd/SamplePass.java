package dev.assay.dq.spark.rdd;

import dev.assay.dq.execute.RecordTest;
import dev.assay.dq.execute.RecordTests;
import dev.assay.dq.execute.Truth;
import dev.assay.dq.execute.Unreadable;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.RecordView;
import dev.assay.dq.plan.BoundConstraint;
import dev.assay.dq.plan.SampleColumns;
import dev.assay.dq.plan.Schema;
import dev.assay.dq.result.Sample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/** Brings a few violating rows of each failed constraint to the driver: one job for all. */
public final class SamplePass {

  private SamplePass() {}

  /**
   * One constraint as executors need it; an index says where a verdict of Spark's stands, or -1.
   */
  private record Target(Constraint.OnRows constraint, List<ColumnRef> shown, int verdict)
      implements Serializable {}

  /**
   * Collects samples, judging each row again in plain Java.
   *
   * @param records the records
   * @param readers reads them
   * @param columns the columns that the readers give
   * @param types their types
   * @param failed the constraints
   * @param keys columns to show for every row
   * @param limit how many rows a constraint
   * @param <T> the class of the records
   * @return samples by constraint
   */
  public static <T> Map<BoundConstraint, List<Sample>> collect(
      JavaRDD<T> records,
      ReaderFactory<T> readers,
      List<ColumnRef> columns,
      Map<ColumnRef, Schema.Type> types,
      List<BoundConstraint> failed,
      List<ColumnRef> keys,
      int limit) {
    return collect(records, readers, columns, types, failed, Map.of(), keys, limit);
  }

  /**
   * Collects samples where Spark has judged some constraints already: their verdicts stand among
   * the values, true for a violation.
   *
   * @param records the records
   * @param readers reads them
   * @param columns the columns that the readers give
   * @param types their types
   * @param failed the constraints
   * @param verdicts the index of the verdict among the values, for constraints that Spark judged
   * @param keys columns to show for every row
   * @param limit how many rows a constraint
   * @param <T> the class of the records
   * @return samples by constraint
   */
  public static <T> Map<BoundConstraint, List<Sample>> collect(
      JavaRDD<T> records,
      ReaderFactory<T> readers,
      List<ColumnRef> columns,
      Map<ColumnRef, Schema.Type> types,
      List<BoundConstraint> failed,
      Map<BoundConstraint, Integer> verdicts,
      List<ColumnRef> keys,
      int limit) {
    ArrayList<Target> targets = new ArrayList<>();
    for (BoundConstraint bound : failed) {
      if (bound.bound() instanceof Constraint.OnRows rows) {
        targets.add(
            new Target(rows, SampleColumns.of(rows, keys), verdicts.getOrDefault(bound, -1)));
      }
    }
    ArrayList<ColumnRef> order = new ArrayList<>(columns);
    LinkedHashMap<ColumnRef, Schema.Type> known = new LinkedHashMap<>(types);
    SampleAccumulator samples = new SampleAccumulator(limit);
    records.context().register(samples);
    records.foreachPartition(
        iterator -> {
          RecordReader<T> reader = readers.start();
          Judging judging = new Judging(targets, order, known, limit);
          boolean more = true;
          while (more && iterator.hasNext()) {
            T record = iterator.next();
            @Nullable Object[] values = reader.read(record);
            more = judging.offer(values, reader.view(record, values));
          }
          samples.add(judging.rows);
        });
    Map<BoundConstraint, List<Sample>> found = new LinkedHashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      List<Sample> rows = new ArrayList<>();
      for (Object[] values : samples.value().getOrDefault(i, List.of())) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        List<ColumnRef> shown = targets.get(i).shown();
        for (int c = 0; c < shown.size(); c++) {
          row.put(shown.get(c).text(), values[c]);
        }
        rows.add(new Sample(row));
      }
      found.put(failed.get(i), rows);
    }
    return found;
  }

  /** Judges the rows of one partition. */
  private static final class Judging {

    private final List<Target> targets;
    private final List<RecordTest> scopes = new ArrayList<>();
    private final List<RecordTest> predicates = new ArrayList<>();
    private final List<int[]> shown = new ArrayList<>();
    private final int limit;
    private final Map<Integer, List<Object[]>> rows = new LinkedHashMap<>();

    Judging(
        List<Target> targets,
        List<ColumnRef> columns,
        Map<ColumnRef, Schema.Type> types,
        int limit) {
      this.targets = targets;
      this.limit = limit;
      for (Target target : targets) {
        boolean here = target.verdict() < 0;
        RecordTest none = (values, view) -> Truth.TRUE;
        scopes.add(here ? RecordTests.compile(target.constraint().where(), columns, types) : none);
        predicates.add(
            here ? RecordTests.compile(target.constraint().predicate(), columns, types) : none);
        shown.add(target.shown().stream().mapToInt(columns::indexOf).toArray());
      }
    }

    private boolean violates(int i, @Nullable Object[] values, RecordView view) throws Exception {
      Target target = targets.get(i);
      if (target.verdict() >= 0) {
        return Boolean.TRUE.equals(values[target.verdict()]);
      }
      if (scopes.get(i).test(values, view) != Truth.TRUE) {
        return false;
      }
      Truth truth = predicates.get(i).test(values, view);
      return truth == Truth.FALSE || (truth == Truth.UNKNOWN && target.constraint().failsOnNull());
    }

    boolean offer(@Nullable Object[] values, RecordView view) throws Exception {
      boolean more = false;
      for (int i = 0; i < targets.size(); i++) {
        List<Object[]> mine = rows.computeIfAbsent(i, key -> new ArrayList<>());
        if (mine.size() < limit && violates(i, values, view)) {
          int[] indices = shown.get(i);
          Object[] row = new Object[indices.length];
          for (int c = 0; c < row.length; c++) {
            Object value = values[indices[c]];
            boolean portable =
                value == null || (value instanceof Serializable && !(value instanceof Unreadable));
            row[c] = portable ? value : String.valueOf(value);
          }
          mine.add(row);
        }
        more |= mine.size() < limit;
      }
      return more;
    }
  }
}
