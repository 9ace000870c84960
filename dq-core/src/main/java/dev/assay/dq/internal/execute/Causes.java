package dev.assay.dq.internal.execute;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;

/** Exceptions that travel from executors to the driver. */
final class Causes {

  private Causes() {}

  /** The exception itself, or one of the same text and stack trace if it cannot be serialized. */
  static Throwable serializable(Throwable cause) {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(cause);
      return cause;
    } catch (IOException e) {
      RuntimeException copy = new RuntimeException(cause.toString());
      copy.setStackTrace(cause.getStackTrace());
      return copy;
    }
  }
}
