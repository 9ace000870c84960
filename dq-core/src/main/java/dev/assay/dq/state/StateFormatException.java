package dev.assay.dq.state;

/** Bytes that are not a state which this version can read. */
public final class StateFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception that says what is wrong with the bytes.
   *
   * @param message what is wrong
   */
  public StateFormatException(String message) {
    super(message);
  }
}
