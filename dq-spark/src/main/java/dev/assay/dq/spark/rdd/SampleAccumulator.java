package dev.assay.dq.spark.rdd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/** A few rows of each constraint; never more than the limit, however many partitions there are. */
final class SampleAccumulator
    extends AccumulatorV2<Map<Integer, List<Object[]>>, Map<Integer, List<Object[]>>> {

  private static final long serialVersionUID = 1L;

  private final int limit;

  @SuppressWarnings("serial") // array lists of rows of serializable values
  private final LinkedHashMap<Integer, List<Object[]>> rows = new LinkedHashMap<>();

  SampleAccumulator(int limit) {
    this.limit = limit;
  }

  @Override
  public boolean isZero() {
    return rows.isEmpty();
  }

  @Override
  public SampleAccumulator copy() {
    SampleAccumulator copy = new SampleAccumulator(limit);
    copy.add(rows);
    return copy;
  }

  @Override
  public SampleAccumulator copyAndReset() {
    return new SampleAccumulator(limit);
  }

  @Override
  public void reset() {
    rows.clear();
  }

  @Override
  public void add(Map<Integer, List<Object[]>> more) {
    more.forEach(
        (constraint, theirs) -> {
          List<Object[]> mine = rows.computeIfAbsent(constraint, key -> new ArrayList<>());
          for (Object[] row : theirs) {
            if (mine.size() < limit) {
              mine.add(row);
            }
          }
        });
  }

  @Override
  public void merge(
      AccumulatorV2<Map<Integer, List<Object[]>>, Map<Integer, List<Object[]>>> other) {
    add(other.value());
  }

  @Override
  public Map<Integer, List<Object[]>> value() {
    return rows;
  }
}
