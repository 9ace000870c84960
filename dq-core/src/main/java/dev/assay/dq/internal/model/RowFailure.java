package dev.assay.dq.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * What a row made fail, in words for users: no constraint but the one that needs it is concerned.
 * The message quotes no value of the row: what it was made with that may quote one is {@link
 * Quoted}, and left out.
 */
public final class RowFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure. */
  public RowFailure(String message) {
    super(message);
  }

  /** A failure. */
  public RowFailure(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public @Nullable String getMessage() {
    String message = super.getMessage();
    return message == null ? null : Quoted.hidden(message);
  }

  /** What it was made with, with what may quote a value marked. */
  public String marked() {
    return String.valueOf(super.getMessage());
  }
}
