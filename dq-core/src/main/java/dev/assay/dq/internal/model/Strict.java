package dev.assay.dq.internal.model;

import dev.assay.dq.RecordView;
import org.jspecify.annotations.Nullable;

/**
 * A function of one value, null where that is. An engine that has the value at hand takes the
 * function alone.
 */
public record Strict(Evaluator argument, Unary function) implements Evaluator {

  /** A function of one value. */
  @FunctionalInterface
  public interface Unary {

    /** What it gives of a canonical value. */
    @Nullable Object of(Object value) throws Exception;
  }

  @Override
  public @Nullable Object of(@Nullable Object[] values, @Nullable RecordView view)
      throws Exception {
    Object value = argument.of(values, view);
    return value == null ? null : function.of(value);
  }
}
