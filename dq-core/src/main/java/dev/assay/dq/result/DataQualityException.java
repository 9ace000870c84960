package dev.assay.dq.result;

/** The data do not hold what a check of severity ERROR requires, or it could not be evaluated. */
public final class DataQualityException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final VerificationResult result;

  DataQualityException(VerificationResult result) {
    super(FailureMessage.of(result));
    this.result = result;
    for (ConstraintResult constraint : result.failures()) {
      ConstraintError error = constraint.error();
      if (error != null && error.cause() != null) {
        addSuppressed(error.cause());
      }
    }
  }

  /**
   * The whole result of the run, for reports.
   *
   * @return the result
   */
  public VerificationResult result() {
    return result;
  }
}
