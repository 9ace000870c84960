package dev.assay.dq.spark.internal.rdd;

import dev.assay.dq.Constraint;
import dev.assay.dq.RecordView;
import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.execute.RowRule;
import dev.assay.dq.internal.execute.SampleCollector;
import dev.assay.dq.internal.execute.SampleRows;
import dev.assay.dq.internal.execute.Shown;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.internal.plan.SampleColumns;
import dev.assay.dq.result.Sample;
import dev.assay.dq.spark.internal.compile.Nested;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/** Brings a few violating rows of each failed constraint to the driver: one job for all. */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
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
   * @param readers reads them
   * @param columns the columns that the readers give
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
      RunPlan plan,
      List<BoundConstraint> failed,
      List<ColumnRef> keys,
      int limit) {
    return collect(records, readers, columns, plan, failed, Map.of(), keys, limit);
  }

  /**
   * Collects samples where Spark has judged some constraints already: their verdicts stand among
   * the values, true for a violation.
   *
   * @param readers reads them
   * @param columns the columns that the readers give
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
      RunPlan plan,
      List<BoundConstraint> failed,
      Map<BoundConstraint, Integer> verdicts,
      List<ColumnRef> keys,
      int limit) {
    ArrayList<Target> targets = new ArrayList<>();
    for (BoundConstraint bound : failed) {
      if (bound.bound() instanceof Constraint.OnRows rows) {
        targets.add(
            new Target(rows, SampleColumns.of(plan, rows, keys), verdicts.getOrDefault(bound, -1)));
      }
    }
    ArrayList<ColumnRef> order = new ArrayList<>(columns);
    LinkedHashMap<ColumnRef, Schema.Type> known = new LinkedHashMap<>(plan.types());
    Rows samples =
        States.merged(
            records.mapPartitions(
                iterator -> {
                  RecordReader<T> reader = readers.start();
                  Judging judging = new Judging(targets, order, known, limit);
                  Iterator<T> mine = RowCode.reading(iterator);
                  boolean more = true;
                  while (more && mine.hasNext()) {
                    T record = mine.next();
                    @Nullable Object[] values = reader.read(record);
                    more = judging.offer(values, reader.view(record, values));
                  }
                  return List.of(States.write(judging.rows)).iterator();
                }),
            Rows.class,
            Rows::andThen);
    Map<BoundConstraint, List<Sample>> found = new LinkedHashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      List<String> names = targets.get(i).shown().stream().map(ColumnRef::label).toList();
      found.put(
          failed.get(i),
          samples == null
              ? List.of()
              : samples.rows.get(i).rows().stream()
                  .map(row -> SampleCollector.sample(names, row))
                  .toList());
    }
    return found;
  }

  /** Rows by the number of the constraint, in the order of the data. */
  private static final class Rows implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<SampleRows> rows = new ArrayList<>();

    Rows(int constraints, int limit) {
      for (int i = 0; i < constraints; i++) {
        rows.add(new SampleRows(limit, constraints));
      }
    }

    Rows andThen(Rows next) {
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).addAll(next.rows.get(i));
      }
      return this;
    }
  }

  /** Judges the rows of one partition. */
  private static final class Judging {

    private final List<RowRule.Test> tests = new ArrayList<>();
    private final List<int[]> shown = new ArrayList<>();
    private final Rows rows;

    Judging(
        List<Target> targets,
        List<ColumnRef> columns,
        Map<ColumnRef, Schema.Type> types,
        int limit) {
      this.rows = new Rows(targets.size(), limit);
      for (Target target : targets) {
        int verdict = target.verdict();
        tests.add(
            verdict < 0
                ? RowRule.test(target.constraint(), columns, types)
                : (values, view) -> Boolean.TRUE.equals(values[verdict]));
        shown.add(target.shown().stream().mapToInt(columns::indexOf).toArray());
      }
    }

    boolean offer(@Nullable Object[] values, RecordView view) throws Exception {
      boolean more = false;
      for (int i = 0; i < tests.size(); i++) {
        SampleRows mine = rows.rows.get(i);
        if (mine.hasRoom() && tests.get(i).violates(values, view)) {
          int[] indices = shown.get(i);
          @Nullable Object[] row = new Object[indices.length];
          for (int c = 0; c < row.length; c++) {
            row[c] = Shown.of(Nested.foreign(values[indices[c]]));
          }
          mine.add(row);
        }
        more |= mine.hasRoom();
      }
      return more;
    }
  }
}
