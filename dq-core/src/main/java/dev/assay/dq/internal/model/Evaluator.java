package dev.assay.dq.internal.model;

import dev.assay.dq.RecordView;
import org.jspecify.annotations.Nullable;

/** An expression compiled for one row after another: visited once, then run. */
@FunctionalInterface
public interface Evaluator {

  /**
   * The value in one row, in its canonical form.
   *
   * @param view the whole record for code of the user, or null where none runs
   */
  @Nullable Object of(@Nullable Object[] values, @Nullable RecordView view) throws Exception;
}
