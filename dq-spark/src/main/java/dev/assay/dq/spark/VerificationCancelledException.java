package dev.assay.dq.spark;

/** The Spark jobs of a verification were cancelled, so there is no verdict. */
public final class VerificationCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  VerificationCancelledException(Throwable cause) {
    super("The verification was cancelled with its Spark jobs, so there is no verdict", cause);
  }
}
