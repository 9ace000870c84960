package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Plain;
import dev.assay.dq.internal.model.Quoted;
import dev.assay.dq.internal.model.RowFailure;
import dev.assay.dq.result.RunCancelledException;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The boundary around code that sees rows: predicates in Java, getters, patterns, the iterators of
 * a source. Whatever it throws is the failure of what needs it; only what the virtual machine
 * cannot survive passes through, and an interruption, which ends the run.
 */
public final class RowCode {

  /** How much of the trace of an overflow is kept: it repeats itself. */
  private static final int TOP = 50;

  private RowCode() {}

  /**
   * What was thrown, as a failure of what needed it.
   *
   * @throws RunCancelledException if it was an interruption
   */
  public static RowFailure failure(Throwable e) {
    return failure(null, e);
  }

  /**
   * What was thrown, as a failure of what needed it.
   *
   * @param code what has thrown it; null if its message says all
   * @throws RunCancelledException if it was an interruption
   */
  public static RowFailure failure(@Nullable String code, Throwable e) {
    passOn(e);
    if (e instanceof StackOverflowError overflow) {
      return overflow((code == null ? "a row" : code) + " overflowed the stack", overflow);
    }
    if (e instanceof RunCancelledException cancelled) {
      throw cancelled;
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException(e);
    }
    if (code != null) {
      return new RowFailure(
          code + " threw " + e.getClass().getName() + Quoted.of(e.getMessage()), e);
    }
    return e instanceof RowFailure failure
        ? failure
        : new RowFailure(
            e instanceof Plain || e instanceof ClassCastException
                ? String.valueOf(e.getMessage())
                : e.getClass().getName() + Quoted.of(e.getMessage()),
            e);
  }

  /** Without the error as its cause: Spark ends an executor also for one that stands behind. */
  private static RowFailure overflow(String message, StackOverflowError e) {
    RowFailure failure = new RowFailure(message);
    StackTraceElement[] trace = e.getStackTrace();
    failure.setStackTrace(Arrays.copyOf(trace, Math.min(trace.length, TOP)));
    return failure;
  }

  /** Throws what was thrown, if the virtual machine cannot survive it. */
  public static void passOn(Throwable e) {
    boolean fatal = e instanceof VirtualMachineError || e instanceof ThreadDeath;
    if (fatal && !(e instanceof StackOverflowError)) {
      throw (Error) e;
    }
  }

  /**
   * The records of a source. What reading them throws is thrown here, an overflow of the stack as
   * an exception: in a task of Spark's it would end the executor.
   */
  public static <T> Iterator<T> reading(Iterator<T> records) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        try {
          return records.hasNext();
        } catch (StackOverflowError e) {
          throw failure("reading a record", e);
        }
      }

      @Override
      public T next() {
        try {
          return records.next();
        } catch (StackOverflowError e) {
          throw failure("reading a record", e);
        }
      }
    };
  }
}
