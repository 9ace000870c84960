package dev.assay.dq.spark.internal.frame;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a Dataset come from, and so whether reading single columns again is cheap.
 * Spark has no public answer, so this one class looks at the text of its plans, by reflection;
 * where that fails, the answer is no, and the data are read once.
 */
public final class Rereading {

  private static final Pattern COLUMNAR =
      Pattern.compile("\\A[\\s+:|-]*Relation \\S*\\[.*\\] (parquet|orc)\\z");
  private static final Pattern COLUMNS_ALONE =
      Pattern.compile("\\A[\\s+:|-]*Project \\[[^()]*\\]\\z");

  private Rereading() {}

  /**
   * Whether the rows are known when a query is planned: what is worked out of such rows, Spark
   * works out then, and in no task.
   *
   * @return true as well if it cannot be told
   */
  public static boolean isKnown(Dataset<Row> data) {
    String plan = optimizedPlan(data);
    return plan == null || plan.startsWith("LocalRelation");
  }

  /**
   * Whether a second reading of other columns costs little.
   *
   * @return true if the data are columns of Parquet or ORC files, as they are
   */
  public static boolean isCheap(Dataset<Row> data) {
    String plan = optimizedPlan(data);
    return plan != null
        && plan.lines()
            .allMatch(line -> COLUMNAR.matcher(line).find() || COLUMNS_ALONE.matcher(line).find())
        && plan.lines().anyMatch(line -> COLUMNAR.matcher(line).find());
  }

  /**
   * Whether Spark sends the other side of a join to all tasks.
   *
   * @param joined a join, of which nothing but columns is asked
   * @return false as well if it cannot be told
   */
  static boolean isSent(Dataset<Row> joined) {
    String plan = plan(joined, "sparkPlan");
    return plan != null
        && plan.lines()
            .map(line -> line.replaceFirst("\\A[\\s+:|-]*+", ""))
            .filter(line -> !line.startsWith("Project "))
            .limit(1)
            .anyMatch(line -> line.startsWith("BroadcastHashJoin "));
  }

  /**
   * Whether Spark goes on without files that it cannot read, so that two readings of the same files
   * may differ without an error.
   */
  static boolean mayDiffer(Dataset<Row> data) {
    return Stream.of("spark.sql.files.ignoreMissingFiles", "spark.sql.files.ignoreCorruptFiles")
        .anyMatch(each -> Boolean.parseBoolean(data.sparkSession().conf().get(each, "false")));
  }

  private static @Nullable String optimizedPlan(Dataset<Row> data) {
    return plan(data, "optimizedPlan");
  }

  private static @Nullable String plan(Dataset<Row> data, String which) {
    try {
      Object query = data.getClass().getMethod("queryExecution").invoke(data);
      return String.valueOf(query.getClass().getMethod(which).invoke(query));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
