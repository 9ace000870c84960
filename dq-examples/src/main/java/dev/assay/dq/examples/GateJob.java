package dev.assay.dq.examples;

import static dev.assay.dq.Columns.rowCount;

import dev.assay.dq.Check;
import dev.assay.dq.render.MarkdownReport;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.DataQuality;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A gate in a job: the data are verified while they are written, and published only if the check
 * holds; if not, the report is kept and the job goes on with what it has.
 */
public final class GateJob {

  private GateJob() {}

  /**
   * Tries the raw data, which the gate refuses, then the repaired data.
   *
   * @param args none
   * @throws IOException if a report or the data cannot be written
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of("target", "assay-gate");
    try (SparkSession spark = LocalSpark.start("assay-gate")) {
      Dataset<Row> raw = Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
      out.println("raw data: " + (write(raw, folder.resolve("raw")) ? "written" : "refused"));
      Dataset<Row> repaired = repair(raw);
      out.println(
          "repaired data: "
              + (write(repaired, folder.resolve("repaired")) ? "written" : "refused"));
      out.println("see " + folder.toAbsolutePath());
    }
  }

  /** What must hold before anyone downstream sees the data. */
  static Check gate() {
    return Check.error("gate")
        .require(
            rowCount().isAtLeast(9_000),
            Birdstrikes.FLOWN.isComplete(),
            Birdstrikes.DAMAGE.isIn("None", "Minor", "Medium", "Substantial"),
            Birdstrikes.OPERATOR.endsWith("*").not().as("operator names carry no footnote mark"),
            Birdstrikes.SPEED.isBetween(0, 400));
  }

  static Dataset<Row> repair(Dataset<Row> raw) {
    return raw.where("`Effect Amount of damage` NOT IN ('B', 'C')")
        .withColumn(
            "Aircraft Airline Operator",
            org.apache.spark.sql.functions.regexp_replace(
                org.apache.spark.sql.functions.col("Aircraft Airline Operator"), "\\*\\z", ""));
  }

  /** Publishes the data if the check holds, else a report in their place. */
  static boolean write(Dataset<Row> data, Path folder) throws IOException {
    VerificationResult result =
        DataQuality.on(data)
            .check(gate())
            .withSamples(3)
            .gate(folder.toString(), (writer, staging) -> writer.parquet(staging));
    if (!result.passed()) {
      Output.write(folder.resolve("refused.md"), MarkdownReport.render(result));
    }
    return result.passed();
  }
}
