package dev.assay.dq.result;

import org.jspecify.annotations.Nullable;

/** The data do not hold what a check of severity ERROR requires, or it could not be evaluated. */
public final class DataQualityException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RunResult result;

  private DataQualityException(RunResult result) {
    super(FailureMessage.of(result));
    this.result = result;
    for (ConstraintResult constraint : result.failures()) {
      ConstraintError error = constraint.error();
      if (error != null && error.cause() != null) {
        addSuppressed(new Unquoted(error.cause(), 20));
      }
    }
  }

  static void throwUnlessPassed(RunResult result) {
    if (!result.passed()) {
      throw new DataQualityException(result);
    }
  }

  /** The whole result of the run, for reports. */
  public RunResult result() {
    return result;
  }

  /** Where an exception came from, without its message, which may quote a value of the data. */
  private static final class Unquoted extends Exception {

    private static final long serialVersionUID = 1L;

    Unquoted(Throwable thrown, int depth) {
      super(thrown.getClass().getName(), cause(thrown.getCause(), depth));
      setStackTrace(thrown.getStackTrace());
    }

    private static @Nullable Unquoted cause(@Nullable Throwable thrown, int depth) {
      return thrown == null || depth == 0 ? null : new Unquoted(thrown, depth - 1);
    }
  }
}
