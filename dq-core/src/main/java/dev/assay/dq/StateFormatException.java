package dev.assay.dq;

/** Bytes that are not a state which this version can read. */
public final class StateFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** An exception that says what is wrong with the bytes. */
  public StateFormatException(String message) {
    super(message);
  }
}
