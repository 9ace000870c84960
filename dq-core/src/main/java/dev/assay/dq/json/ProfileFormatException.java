package dev.assay.dq.json;

/** A written profile that cannot be read; the message has the path to the place. */
public final class ProfileFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ProfileFormatException(String path, String problem) {
    super(path + ": " + problem);
  }

  ProfileFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
