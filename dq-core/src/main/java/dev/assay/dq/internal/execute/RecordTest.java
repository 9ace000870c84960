package dev.assay.dq.internal.execute;

import dev.assay.dq.RecordView;
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

  /**
   * Judges the selected ones of some records and counts those for which the truth is false or
   * unknown.
   *
   * @param rows canonical values of each record
   * @param selected which of them
   * @throws Exception what Java code throws, or a value of an unexpected type
   */
  default void count(
      @Nullable Object[][] rows,
      @Nullable RecordView[] views,
      int[] selected,
      int count,
      VerdictsState state)
      throws Exception {
    for (int i = 0; i < count; i++) {
      Truth truth = test(rows[selected[i]], views[selected[i]]);
      if (truth == Truth.FALSE) {
        state.violation();
      } else if (truth == Truth.UNKNOWN) {
        state.unknown();
      }
    }
  }
}
