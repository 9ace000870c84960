package dev.assay.dq.execute;

/** Java code of a check threw an exception. */
final class CodeFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CodeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
