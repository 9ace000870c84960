package dev.assay.dq.spark.internal.compile;

import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** Asks Spark's analysis about a query, which runs nothing. */
public final class Analysis {

  private Analysis() {}

  /**
   * What Spark finds wrong with a query.
   *
   * @return the exception that names what is wrong, or null if nothing is
   */
  public static @Nullable Exception refusal(Runnable query) {
    try {
      query.run();
      return null;
    } catch (Exception e) { // that of Spark is a checked one, which its methods do not declare
      if (e instanceof RuntimeException runtime && !isAnalysis(e)) {
        throw runtime;
      }
      return e;
    }
  }

  private static boolean isAnalysis(Throwable e) {
    return e instanceof AnalysisException;
  }
}
