package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is compared of records in memory with those of another dataset. */
public abstract sealed class OfTwo permits ComparedRecords, DriftRecords {

  private @Nullable Measurement failure;

  /** The name of the other dataset. */
  public abstract String dataset();

  /** The columns whose values each record of the other dataset will give, in order. */
  public abstract List<ColumnRef> otherColumns();

  /** Takes a record of this dataset in. */
  public final void add(@Nullable Object[] values) {
    if (failure != null) {
      return;
    }
    try {
      take(values);
    } catch (RowFailure e) {
      fail(new Measurement.Failed(e.marked(), e));
    }
  }

  abstract void take(@Nullable Object[] values);

  /** What takes the records of the other dataset in. */
  public abstract Others others();

  /** Takes records in, one by one. */
  public interface Others {
    void add(@Nullable Object[] values);
  }

  /** Nothing can be told. */
  public final void fail(Measurement why) {
    failure = failure == null ? why : failure;
  }

  /** What came of all records. */
  public final Map<Aggregate, Measurement> measure() {
    return failure == null ? measured() : Map.of(aggregate(), failure);
  }

  abstract Aggregate aggregate();

  abstract Map<Aggregate, Measurement> measured();
}
