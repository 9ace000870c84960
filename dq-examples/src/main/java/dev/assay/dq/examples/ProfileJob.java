package dev.assay.dq.examples;

import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.spark.Profiler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Profiles a file: the bird strikes, or the user's own. */
public final class ProfileJob {

  private ProfileJob() {}

  /**
   * Prints the profile.
   *
   * @param args {@code --data FILE} with {@code --format}, {@code --null} and {@code --schema} as
   *     in the main job, and {@code --column NAME} for one column in detail
   * @throws IOException if the bundled data cannot be read
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Options options = Options.parse(args);
    try (SparkSession spark = LocalSpark.start("assay-profile")) {
      Dataset<Row> data =
          options.has("data")
              ? BirdstrikesJob.read(spark, options)
              : Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
      DatasetProfile profile = Profiler.profile(data);
      String column = options.get("column");
      out.print(
          column == null
              ? ProfileText.render(profile)
              : ProfileText.render(profile.column(column)));
    }
  }
}
