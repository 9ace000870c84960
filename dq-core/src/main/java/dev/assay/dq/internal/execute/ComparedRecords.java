package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of two datasets by their keys, kept in memory: of each key one of each side. */
public final class ComparedRecords implements OfTwo {

  private static final class Both {
    private long here;
    private long there;
    private @Nullable List<@Nullable Object> mine;
    private @Nullable List<@Nullable Object> theirs;
  }

  private final ComparedRows rows;
  private final ComparedRows.Reader reader;
  private final Map<List<@Nullable Object>, Both> keys = new HashMap<>();
  private @Nullable Measurement failure;

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
  public void add(@Nullable Object[] values) {
    if (failure != null) {
      return;
    }
    try {
      Both both = keys.computeIfAbsent(reader.key(values), each -> new Both());
      both.here++;
      both.mine = reader.values(values);
    } catch (RowFailure e) {
      fail(new Measurement.Failed(e.marked(), e));
    }
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
  public void fail(Measurement why) {
    failure = failure == null ? why : failure;
  }

  @Override
  public Map<Aggregate, Measurement> measure() {
    if (failure != null) {
      return Map.of(rows.compared(), failure);
    }
    ComparedTotals totals = rows.start();
    keys.forEach(
        (key, both) -> rows.add(totals, key, both.here, both.there, both.mine, both.theirs));
    return totals.measure(rows.compared());
  }
}
