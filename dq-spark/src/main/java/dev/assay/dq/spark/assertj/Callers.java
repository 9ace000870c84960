package dev.assay.dq.spark.assertj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the line of the user's code. */
final class Callers {

  private static final StackWalker WALKER = StackWalker.getInstance();

  private Callers() {}

  static StackTraceElement caller() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isLibrary(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElseGet(() -> new StackTraceElement("unknown", "unknown", null, -1)));
  }

  private static boolean isLibrary(String name) {
    return name.startsWith("dev.assay.dq.spark.assertj.")
        || name.startsWith("dev.assay.dq.spark.junit.")
        || name.startsWith("org.assertj.")
        || name.startsWith("java.")
        || name.startsWith("jdk.");
  }

  /** An error whose first frame is the line that stated what failed. */
  static AssertionError error(String message, StackTraceElement at, List<Throwable> causes) {
    AssertionError error = new AssertionError(message);
    List<StackTraceElement> frames = new ArrayList<>();
    frames.add(at);
    Arrays.stream(error.getStackTrace())
        .dropWhile(frame -> isLibrary(frame.getClassName()))
        .filter(frame -> !frame.equals(at))
        .forEach(frames::add);
    error.setStackTrace(frames.toArray(StackTraceElement[]::new));
    causes.forEach(error::addSuppressed);
    return error;
  }

  /** How the line is written so that IDEs link it. */
  static String line(StackTraceElement at) {
    return "at "
        + at.getClassName()
        + "."
        + at.getMethodName()
        + "("
        + (at.getFileName() == null ? "unknown" : at.getFileName())
        + ":"
        + at.getLineNumber()
        + ")";
  }
}
