package dev.assay.dq.json;

import org.jspecify.annotations.Nullable;

/** A written check that cannot be read; the message has the path to the place. */
public final class CheckFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String path;

  CheckFormatException(String path, String problem) {
    super(path + ": " + problem);
    this.path = path;
  }

  CheckFormatException(String message, Throwable cause) {
    super(message, cause);
    path = null;
  }

  /** The path to the place; null where the document is no JSON. */
  @Nullable String path() {
    return path;
  }

  /** What is wrong there. */
  String problem() {
    String message = String.valueOf(getMessage());
    return path == null ? message : message.substring(path.length() + 2);
  }
}
