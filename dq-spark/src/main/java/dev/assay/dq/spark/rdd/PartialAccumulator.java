package dev.assay.dq.spark.rdd;

import dev.assay.dq.execute.RecordProgram;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * Merges the states of partitions. Each task adds once, at its end, and only inside an action, so a
 * retried or speculative task counts once.
 */
final class PartialAccumulator
    extends AccumulatorV2<RecordProgram.Partial, RecordProgram.@Nullable Partial> {

  private static final long serialVersionUID = 1L;

  private RecordProgram.@Nullable Partial merged;

  @Override
  public boolean isZero() {
    return merged == null;
  }

  @Override
  public AccumulatorV2<RecordProgram.Partial, RecordProgram.@Nullable Partial> copy() {
    PartialAccumulator copy = new PartialAccumulator();
    copy.merged = merged;
    return copy;
  }

  @Override
  public AccumulatorV2<RecordProgram.Partial, RecordProgram.@Nullable Partial> copyAndReset() {
    return new PartialAccumulator();
  }

  @Override
  public void reset() {
    merged = null;
  }

  @Override
  public void add(RecordProgram.Partial partial) {
    if (merged == null) {
      merged = partial;
    } else {
      merged.merge(partial);
    }
  }

  @Override
  public void merge(AccumulatorV2<RecordProgram.Partial, RecordProgram.@Nullable Partial> other) {
    RecordProgram.Partial theirs = other.value();
    if (theirs != null) {
      add(theirs);
    }
  }

  @Override
  public RecordProgram.@Nullable Partial value() {
    return merged;
  }
}
