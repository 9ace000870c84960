package dev.assay.dq.examples;

import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.profile.Suggestions;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JavaSource;
import dev.assay.dq.render.ProfileMarkdown;
import dev.assay.dq.spark.Profiler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
        --markdown OUT               where to write the profile as Markdown (default: not written)
        --json OUT                   where to write the profile as JSON (default: not written)
        --overwrite                  replaces files that exist already
        --suggest                    prints a check that the data suggest, as Java, instead\
      """;

  private static final String PAGE = "target/profile.html";

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
    String html = options.get("html");
    Path page = html == null ? Path.of(PAGE) : Output.free(options, "--html", Path.of(html));
    Path markdown = Output.file(options, "markdown");
    Path json = Output.file(options, "json");
    try (SparkSession spark = LocalSpark.start("assay-profile")) {
      boolean own = options.has("data");
      Dataset<Row> data =
          own
              ? BirdstrikesJob.read(spark, options)
              : Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
      String name = options.get("column");
      known(name, data);
      DatasetProfile profile = profile(out, data);
      if (options.has("suggest")) {
        Suggestions suggestions = profile.suggest();
        suggestions.text().lines().forEach(line -> out.println("// " + line));
        out.println(JavaSource.of(suggestions.check("suggested")));
        return;
      }
      out.print(
          name == null ? ProfileText.render(profile) : ProfileText.render(column(profile, name)));
      String title = own ? fileName(options.get("data", "")) : "birdstrikes.csv";
      out.println("\nPage: " + HtmlReport.of(profile).titled(title).write(page));
      Output.write(out, "Markdown", markdown, () -> ProfileMarkdown.render(profile, title));
      Output.write(out, "JSON", json, () -> ProfileJson.write(profile));
    }
  }

  /** A line that a terminal overwrites; elsewhere nothing. */
  @SuppressWarnings("SystemConsoleNull") // from Java 22 on the line shows in a file as well
  private static DatasetProfile profile(PrintStream out, Dataset<Row> data) {
    if (System.console() == null) {
      return Profiler.profile(data);
    }
    DatasetProfile profile =
        Profiler.on(data)
            .progress(
                (stage, done, total, rows) ->
                    out.printf("\r%s: %d of %d tasks, %,d rows\u001b[K", stage, done, total, rows))
            .run();
    out.print("\r\u001b[K");
    return profile;
  }

  /** Refuses a column that is not in the data, before they are read. */
  private static void known(@Nullable String name, Dataset<Row> data) {
    List<String> columns = List.of(data.columns());
    if (name != null
        && columns.stream().noneMatch(each -> name.equals(each) || name.startsWith(each + "."))) {
      throw missing(name, columns);
    }
  }

  private static ColumnProfile column(DatasetProfile profile, String name) {
    return profile.columns().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> missing(name, profile.columns().stream().map(ColumnProfile::name).toList()));
  }

  private static IllegalArgumentException missing(String name, List<String> columns) {
    return new IllegalArgumentException(
        "There is no column " + name + "; there are: " + String.join(", ", columns));
  }

  static String fileName(String path) {
    Path name = Path.of(path).getFileName();
    return name == null ? path : name.toString();
  }
}
