package dev.assay.dq.examples;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.year;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.StringColumn;
import dev.assay.dq.spark.DataQuality;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A job as one is found in production: it reads, transforms, passes a gate and writes. What strikes
 * cost each operator a year.
 */
public final class StrikeCostsJob {

  static final StringColumn OPERATOR = string("operator");
  static final NumericColumn YEAR = integer("year");
  static final NumericColumn STRIKES = integer("strikes");
  static final NumericColumn COST = integer("cost");

  /** What has to hold before anyone downstream sees the costs; the tests use it, too. */
  static final Check COSTS =
      Check.error("costs")
          .require(
              rowCount().isAtLeast(1),
              OPERATOR.isComplete(),
              OPERATOR.endsWith("*").not().as("operator carries no footnote mark"),
              YEAR.isBetween(1990, 2002),
              STRIKES.isPositive(),
              COST.isNonNegative().because("a negative cost would be income"),
              key("operator", "year").isUnique());

  private StrikeCostsJob() {}

  /**
   * Runs the job.
   *
   * @param args none
   * @throws IOException if the data cannot be read
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of("target", "assay-strike-costs");
    try (SparkSession spark = LocalSpark.start("assay-strike-costs")) {
      run(Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString()), folder);
      out.println("written to " + folder.toAbsolutePath());
    }
  }

  /** Transforms, stops if the check does not hold, and writes. */
  static void run(Dataset<Row> strikes, Path folder) {
    Dataset<Row> costs = summarise(strikes);
    DataQuality.verify(costs, COSTS).throwOnError();
    costs.write().mode(SaveMode.Overwrite).parquet(folder.toString());
  }

  /** One row for each operator and year. Footnote marks in the operator's name do not count. */
  static Dataset<Row> summarise(Dataset<Row> strikes) {
    return strikes
        .withColumn("operator", regexp_replace(col("Aircraft Airline Operator"), "\\*\\z", ""))
        .withColumn("year", year(col("Flight Date")))
        .groupBy("operator", "year")
        .agg(count(lit(1)).as("strikes"), coalesce(sum(col("Cost Total $")), lit(0L)).as("cost"));
  }
}
