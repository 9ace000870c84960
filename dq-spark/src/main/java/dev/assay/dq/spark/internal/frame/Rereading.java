package dev.assay.dq.spark.internal.frame;

import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether reading single columns of a Dataset again is cheap. Spark has no public answer, so this
 * one class looks at the text of the optimised plan, by reflection; where that fails, the answer is
 * no, and the data are read once.
 */
public final class Rereading {

  private static final Pattern COLUMNAR =
      Pattern.compile("\\A[\\s+:|-]*Relation \\S*\\[.*\\] (parquet|orc)\\z");
  private static final Pattern COLUMNS_ALONE =
      Pattern.compile("\\A[\\s+:|-]*Project \\[[^()]*\\]\\z");

  private Rereading() {}

  /**
   * Whether a second reading of other columns costs little.
   *
   * @return true if the data are columns of Parquet or ORC files, as they are
   */
  public static boolean isCheap(Dataset<Row> data) {
    String plan;
    try {
      Object query = data.getClass().getMethod("queryExecution").invoke(data);
      plan = String.valueOf(query.getClass().getMethod("optimizedPlan").invoke(query));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
    return plan.lines()
            .allMatch(line -> COLUMNAR.matcher(line).find() || COLUMNS_ALONE.matcher(line).find())
        && plan.lines().anyMatch(line -> COLUMNAR.matcher(line).find());
  }
}
