package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of two datasets, counted in memory. */
public final class DriftRecords implements OfTwo {

  private final DriftProgram program;
  private final DriftProgram.Reader reader;
  private final Map<String, long[]> counts = new HashMap<>();
  private @Nullable Measurement failure;

  /**
   * No records yet.
   *
   * @param columns the columns whose values each record of this dataset will give, in order
   */
  public DriftRecords(DriftProgram program, List<ColumnRef> columns) {
    this.program = program;
    this.reader = program.reader(true, columns);
  }

  @Override
  public String dataset() {
    return program.dataset();
  }

  @Override
  public List<ColumnRef> otherColumns() {
    return program.columns(false);
  }

  @Override
  public void add(@Nullable Object[] values) {
    if (failure != null) {
      return;
    }
    try {
      count(reader.text(values), 0);
    } catch (RowFailure e) {
      fail(new Measurement.Failed(e.marked(), e));
    }
  }

  private void count(String text, int side) {
    counts.computeIfAbsent(text, each -> new long[2])[side]++;
  }

  @Override
  public Others others() {
    DriftProgram.Reader theirs = program.reader(false, otherColumns());
    return values -> count(theirs.text(values), 1);
  }

  @Override
  public void fail(Measurement why) {
    failure = failure == null ? why : failure;
  }

  @Override
  public Map<Aggregate, Measurement> measure() {
    if (failure != null) {
      return Map.of(program.drift(), failure);
    }
    DriftCounts all = new DriftCounts();
    counts.forEach((text, pair) -> all.add(text, pair[0], pair[1]));
    return program.measure(
        all,
        buckets -> {
          Map<String, long[]> sorted = new TreeMap<>(counts);
          sorted.remove(DriftProgram.NONE);
          sorted.values().forEach(pair -> buckets.add(pair[0], pair[1]));
          return buckets;
        });
  }
}
