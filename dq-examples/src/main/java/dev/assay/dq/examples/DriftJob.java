package dev.assay.dq.examples;

import dev.assay.dq.drift.Drift;
import dev.assay.dq.drift.DriftText;
import dev.assay.dq.json.DriftJson;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.spark.Profiler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What changed from one file to another, or in the bird strikes from 1990 to 1995 to those since.
 */
public final class DriftJob {

  private static final String CUT = "1996-01-01";

  private DriftJob() {}

  /**
   * Prints what changed.
   *
   * @param args {@code --before FILE --data FILE} with {@code --format}, {@code --null} and {@code
   *     --schema} as in the main job, and {@code --json OUT} and {@code --html OUT} to write it as
   *     JSON and as a page; {@code --overwrite} replaces files that exist
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args);
  }

  static void run(PrintStream out, String... args) throws IOException {
    Options options = Options.parse(args);
    if (options.has("data") != options.has("before")) {
      throw new IllegalArgumentException("--before and --data go together");
    }
    Path json = Output.file(options, "json");
    Path page = Output.file(options, "html");
    try (SparkSession spark = LocalSpark.start("assay-drift")) {
      DatasetProfile before;
      DatasetProfile after;
      if (options.has("data")) {
        String earlier = options.get("before", "");
        before = Profiler.profile(BirdstrikesJob.read(spark, options.with("data", earlier)));
        after = Profiler.profile(BirdstrikesJob.read(spark, options));
      } else {
        Dataset<Row> strikes =
            Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
        before = Profiler.profile(strikes.where(functions.col("Flight Date").lt(CUT)));
        after = Profiler.profile(strikes.where(functions.col("Flight Date").geq(CUT)));
      }
      Drift drift = Drift.between(before, after);
      out.print(DriftText.render(drift));
      Output.write(out, "\nJSON", json, () -> DriftJson.write(drift));
      Output.write(out, "\nPage", page, () -> HtmlReport.of(drift).render());
    }
  }
}
