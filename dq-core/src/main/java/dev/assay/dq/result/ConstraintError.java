package dev.assay.dq.result;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Why a constraint could not be evaluated.
 *
 * @param message what went wrong and, where known, what to do; it quotes no value of the data,
 *     unless {@link dev.assay.dq.SamplePolicy#clear()} lets exceptions be told in their words
 * @param cause the exception behind it as it was thrown, or null; its message may quote a value of
 *     the data, so no report shows it
 */
public record ConstraintError(String message, @Nullable Throwable cause) implements Serializable {

  @Override
  public String toString() {
    return message;
  }
}
