package dev.assay.dq.spark;

import dev.assay.dq.internal.model.Plain;
import dev.assay.dq.internal.model.Quoted;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Map;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** What reports say of an exception. */
final class Exceptions {

  /** What Spark adds to the failure of a job: the text of the last task's exception. */
  private static final String LAST_TASK = ", most recent failure";

  private static final String RAISED = "USER_RAISED_EXCEPTION";

  private static final String STAGE = "Job aborted due to stage failure: Task ";

  private Exceptions() {}

  /**
   * The class of an exception and what its message says. Spark's own say the condition and the
   * types instead, for the message of a failed cast quotes the value; of Java's that parse text
   * only the class is told. What any other says that is not about files, the query or the run is
   * {@link Quoted}.
   *
   * @param cause the exception
   * @return one line
   */
  static String described(Throwable cause) {
    String name = cause.getClass().getName();
    String message = String.valueOf(cause.getMessage()).strip();
    int last = message.indexOf(LAST_TASK);
    if (message.startsWith(STAGE) && last > 0) {
      return name + ": " + message.substring(0, last);
    }
    if (cause instanceof SparkThrowable spark && !(cause instanceof AnalysisException)) {
      String condition = spark.getErrorClass();
      if (RAISED.equals(condition)) { // by the user's own query, and in the user's own words
        return name + Quoted.of(spark.getMessageParameters().get("errorMessage"));
      }
      return condition == null
          ? name
          : name + " [" + condition + types(spark.getMessageParameters()) + "]";
    }
    String first = message.lines().findFirst().orElse("");
    return cause instanceof NumberFormatException || cause instanceof DateTimeException
        ? name
        : cause instanceof Plain
                || cause instanceof IOException
                || cause instanceof AnalysisException
            ? name + ": " + first
            : name + Quoted.of(first);
  }

  private static String types(Map<String, String> parameters) {
    String from = parameters.get("sourceType");
    String to = parameters.get("targetType");
    return from == null || to == null ? "" : ": from " + from + " to " + to;
  }
}
