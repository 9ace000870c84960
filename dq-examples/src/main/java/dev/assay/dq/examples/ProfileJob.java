package dev.assay.dq.examples;

import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.ProfileMarkdown;
import dev.assay.dq.spark.Profiler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Profiles a file: the bird strikes, or the user's own; prints the profile and writes a page. */
public final class ProfileJob {

  private static final String USAGE =
      """
      Without arguments: profiles the 10,000 bird strikes that come with the examples.
        --data FILE                  profiles a file
        --format csv|json|parquet    the file's format (default: by its name)
        --schema DDL                 its schema (default: inferred)
        --null TEXT                  the text that means null in a CSV file (default: empty)
        --column NAME                prints one column in detail
        --html OUT                   where to write the page (default: target/profile.html)
        --markdown OUT               where to write the profile as Markdown (default: not written)""";

  private ProfileJob() {}

  /**
   * Runs the job.
   *
   * @param args see the usage; {@code --help} prints it
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      run(out, args);
    } catch (IllegalArgumentException | IOException e) {
      out.println(e.getMessage());
      System.exit(2);
    }
  }

  static void run(PrintStream out, String... args) throws IOException {
    Options options = Options.parse(args);
    if (options.has("help")) {
      out.println(USAGE);
      return;
    }
    try (SparkSession spark = LocalSpark.start("assay-profile")) {
      boolean own = options.has("data");
      Dataset<Row> data =
          own
              ? BirdstrikesJob.read(spark, options)
              : Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
      DatasetProfile profile = Profiler.profile(data);
      String name = options.get("column");
      out.print(
          name == null ? ProfileText.render(profile) : ProfileText.render(column(profile, name)));
      String title = own ? fileName(options.get("data", "")) : "birdstrikes.csv";
      Path page =
          HtmlReport.of(profile)
              .titled(title)
              .write(Path.of(options.get("html", "target/profile.html")));
      out.println("\nPage: " + page);
      markdown(out, options.get("markdown"), profile, title);
    }
  }

  private static void markdown(
      PrintStream out, @Nullable String file, DatasetProfile profile, String title)
      throws IOException {
    if (file == null) {
      return;
    }
    Path markdown = Path.of(file).toAbsolutePath();
    Path folder = markdown.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(markdown, ProfileMarkdown.render(profile, title));
    out.println("Markdown: " + markdown);
  }

  private static ColumnProfile column(DatasetProfile profile, String name) {
    return profile.columns().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no column "
                        + name
                        + "; there are: "
                        + String.join(
                            ", ", profile.columns().stream().map(ColumnProfile::name).toList())));
  }

  static String fileName(String path) {
    Path name = Path.of(path).getFileName();
    return name == null ? path : name.toString();
  }
}
