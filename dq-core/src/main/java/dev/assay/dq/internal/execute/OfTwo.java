package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is compared of records in memory with those of another dataset. */
public sealed interface OfTwo permits ComparedRecords, DriftRecords {

  /** The name of the other dataset. */
  String dataset();

  /** The columns whose values each record of the other dataset will give, in order. */
  List<ColumnRef> otherColumns();

  /** Takes a record of this dataset in. */
  void add(@Nullable Object[] values);

  /** What takes the records of the other dataset in. */
  Others others();

  /** Takes records in, one by one. */
  interface Others {
    void add(@Nullable Object[] values);
  }

  /** Nothing can be told. */
  void fail(Measurement why);

  /** What came of all records. */
  Map<Aggregate, Measurement> measure();
}
