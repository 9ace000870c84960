package dev.assay.dq.spark.testing;

/** No data could be made for a check; the message says why and what to do instead. */
public final class CannotGenerateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotGenerateException(String message) {
    super(message);
  }
}
