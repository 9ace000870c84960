package dev.assay.dq.result;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;

/**
 * A verification or a profile was cancelled, so there is no result: its thread was interrupted, its
 * Spark jobs were cancelled, or Spark was stopped. Its own Spark jobs have ended, and the thread is
 * interrupted again if it was.
 *
 * <p>The cause is an {@link InterruptedIOException}, so that code which looks for an interruption
 * finds one (a streaming query that is stopped while a batch is verified ends as it would without
 * this library); the cause of that is what Spark or the thread has thrown.
 */
public final class RunCancelledException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  /**
   * A cancellation.
   *
   * @param cause what Spark or the thread has thrown
   */
  public RunCancelledException(Throwable cause) {
    super("The run was cancelled, so there is no result", interruption(cause));
  }

  private static InterruptedIOException interruption(Throwable cause) {
    InterruptedIOException interruption = new InterruptedIOException("cancelled: " + cause);
    interruption.initCause(cause);
    return interruption;
  }
}
