package dev.assay.dq.internal.model;

/**
 * What a row made fail, in words for users: no constraint but the one that needs it is concerned.
 * The message quotes no value of the row.
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
}
