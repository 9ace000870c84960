package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of two datasets by their keys, kept in memory: of each key one of each side. */
public final class ComparedRecords extends OfTwo {

  private static final class Both {
    private long here;
    private long there;
    private @Nullable List<@Nullable Object> mine;
    private @Nullable List<@Nullable Object> theirs;
  }

  private final ComparedRows rows;
  private final ComparedRows.Reader reader;
  private final Map<List<@Nullable Object>, Both> keys = new HashMap<>();

  /**
   * No records yet.
   *
   * @param columns the columns whose values each record of this dataset will give, in order
   */
  public ComparedRecords(ComparedRows rows, List<ColumnRef> columns) {
    this.rows = rows;
    this.reader = rows.reader(true, columns);
  }

  @Override
  public String dataset() {
    return rows.compared().dataset();
  }

  @Override
  public List<ColumnRef> otherColumns() {
    return rows.columns(false);
  }

  @Override
  void take(@Nullable Object[] values) {
    Both both = keys.computeIfAbsent(reader.key(values), each -> new Both());
    both.here++;
    both.mine = reader.values(values);
  }

  @Override
  public Others others() {
    ComparedRows.Reader theirs = rows.reader(false, otherColumns());
    return values -> {
      Both both = keys.computeIfAbsent(theirs.key(values), each -> new Both());
      both.there++;
      both.theirs = theirs.values(values);
    };
  }

  @Override
  Aggregate aggregate() {
    return rows.compared();
  }

  @Override
  Map<Aggregate, Measurement> measured() {
    ComparedTotals totals = rows.start();
    keys.forEach(
        (key, both) -> rows.add(totals, key, both.here, both.there, both.mine, both.theirs));
    return totals.measure(rows.compared());
  }
}
