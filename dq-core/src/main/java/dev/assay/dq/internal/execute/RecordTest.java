package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
import dev.assay.dq.internal.model.Batch;
import dev.assay.dq.internal.state.VerdictsState;
import org.jspecify.annotations.Nullable;

/** A predicate made ready to judge records. Not serializable: compile it where it runs. */
@FunctionalInterface
public interface RecordTest {

  /**
   * Judges one record.
   *
   * @param values canonical values, in the order of the columns it was compiled for
   * @param view the record, for Java code; null where there is none
   * @throws Exception what Java code throws, or a value of an unexpected type
   */
  Truth test(@Nullable Object[] values, @Nullable RecordView view) throws Exception;

  /** Judges the rows of a batch that are spoken of, and counts those that do not satisfy it. */
  default void count(Batch batch, VerdictsState state) throws Exception {
    for (int i = 0; i < batch.count(); i++) {
      Truth truth = test(batch.values(i), batch.view(i));
      if (truth == Truth.FALSE) {
        state.violation();
      } else if (truth == Truth.UNKNOWN) {
        state.unknown();
      }
    }
  }

  /** Has a batch speak of the rows that satisfy this. */
  default void select(Batch batch) throws Exception {
    batch.selectNone();
    for (int row = 0; row < batch.size(); row++) {
      if (test(batch.row(row), batch.viewOf(row)) == Truth.TRUE) {
        batch.select(row);
      }
    }
  }
}
