package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of two datasets, counted in memory. */
public final class DriftRecords extends OfTwo {

  private final DriftProgram program;
  private final DriftProgram.Reader reader;
  private final Map<String, long[]> counts = new HashMap<>();

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
  void take(@Nullable Object[] values) {
    count(reader.text(values), 0);
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
  Aggregate aggregate() {
    return program.drift();
  }

  @Override
  Map<Aggregate, Measurement> measured() {
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
