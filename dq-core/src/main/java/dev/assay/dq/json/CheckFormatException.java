package dev.assay.dq.json;

/** A written check that cannot be read; the message has the path to the place. */
public final class CheckFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  CheckFormatException(String path, String problem) {
    super(path + ": " + problem);
  }

  CheckFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
