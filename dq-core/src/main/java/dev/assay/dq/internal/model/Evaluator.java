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

  /** The same of many rows at a time; null where there is no quicker way. */
  default @Nullable Lane lane() {
    return null;
  }

  /** This, and a quicker way of many rows at a time, if there is one. */
  default Evaluator with(@Nullable Lane lane) {
    return lane == null ? this : new Quick(this, lane);
  }

  /** One that has a quicker way. */
  record Quick(Evaluator evaluator, Lane lane) implements Evaluator {

    @Override
    public @Nullable Object of(@Nullable Object[] values, @Nullable RecordView view)
        throws Exception {
      return evaluator.of(values, view);
    }
  }
}
