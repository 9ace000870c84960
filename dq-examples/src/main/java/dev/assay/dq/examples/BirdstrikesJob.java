package dev.assay.dq.examples;

import dev.assay.dq.Check;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.render.HtmlReport;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.render.MarkdownReport;
import dev.assay.dq.render.TerminalReport;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.DataQuality;
import dev.assay.dq.spark.DatasetVerification;
import dev.assay.dq.spark.Profiler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The main job: verifies the FAA's wildlife strikes, or any file against checks written as JSON,
 * prints the plan and the report, and writes a page with the verdicts and a profile of the data.
 */
public final class BirdstrikesJob {

  private static final String USAGE =
      """
      Without arguments: verifies the 10,000 bird strikes that come with the examples.
        --data FILE --checks CHECKS.json   verifies a file against checks written as JSON
        --format csv|json|parquet          the file's format (default: by its name)
        --schema DDL                       its schema (default: inferred)
        --null TEXT                        the text that means null in a CSV file (default: empty)
        --json OUT                         where to write the JSON report
        --html OUT                         where to write the page (default: beside the JSON report)
        --overwrite                        replaces files that exist already
        --fail-on-error                    exit code 1 if a check of severity error fails\
      """;

  private BirdstrikesJob() {}

  /**
   * Runs the job.
   *
   * @param args see the usage; {@code --help} prints it
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int exit;
    try {
      exit = run(out, args);
    } catch (IllegalArgumentException | IOException e) {
      out.println(e.getMessage());
      exit = 2;
    }
    if (exit != 0) {
      System.exit(exit);
    }
  }

  static int run(PrintStream out, String... args) throws IOException {
    Options options = Options.parse(args);
    if (options.has("data") != options.has("checks")) {
      throw new IllegalArgumentException("--data and --checks go together");
    }
    if (options.has("help")) {
      out.println(USAGE);
      return 0;
    }
    Reports files = Reports.of(options);
    long start = System.nanoTime();
    try (SparkSession spark = LocalSpark.start("assay-birdstrikes")) {
      boolean own = options.has("data");
      Dataset<Row> data =
          own
              ? read(spark, options)
              : Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
      List<Check> checks =
          own
              ? CheckJson.read(Files.readString(Path.of(options.get("checks", ""))))
              : List.of(Birdstrikes.strikes(), Birdstrikes.oddities());
      DatasetVerification verification = DataQuality.on(data).check(checks.toArray(Check[]::new));
      verification =
          own
              ? verification.withSamples(3)
              : verification.withSamples(3, "Airport Name", "Flight Date");
      out.println(
          "Data: "
              + options.get("data", "birdstrikes.csv (FAA wildlife strikes, 1990 to 2002)")
              + ", "
              + data.columns().length
              + " columns\n");
      out.println(verification.plan().explain());
      VerificationResult result = verification.run();
      out.println(TerminalReport.forConsole().render(result));
      files.write(out, options, result, Profiler.profile(data));
      out.printf(
          Locale.ROOT, "Time: %.1f s with the start of Spark%n", (System.nanoTime() - start) / 1e9);
      return exit(out, options, result);
    }
  }

  private static int exit(PrintStream out, Options options, VerificationResult result) {
    if (result.passed()) {
      return 0;
    }
    if (options.has("fail-on-error")) {
      out.println("Exit code 1: a check of severity error failed, and --fail-on-error was given.");
      return 1;
    }
    out.println(
        "Exit code 0: the job ran, and the data have the defects shown. With --fail-on-error it is"
            + " 1.");
    return 0;
  }

  /** The files that the job writes. Those of the default place are the job's own to replace. */
  private record Reports(Path json, Path markdown, Path page) {

    static Reports of(Options options) {
      String named = options.get("json");
      Path json = Path.of(named == null ? "target/assay-report/report.json" : named);
      String name = String.valueOf(json.getFileName()).replaceFirst("\\.json\\z", "");
      String html = options.get("html");
      Path page = html == null ? json.resolveSibling(name + ".html") : Path.of(html);
      Path markdown = json.resolveSibling(name + ".md");
      return new Reports(
          named == null ? json : Output.free(options, "--json", json),
          named == null ? markdown : Output.free(options, "beside --json", markdown),
          named == null && html == null ? page : Output.free(options, "--html", page));
    }

    void write(PrintStream out, Options options, VerificationResult result, DatasetProfile profile)
        throws IOException {
      Output.write(out, "Reports", json.toAbsolutePath(), () -> JsonReport.render(result));
      Output.write(out, "       ", markdown.toAbsolutePath(), () -> MarkdownReport.render(result));
      Path written =
          HtmlReport.of(profile)
              .with(result)
              .titled(ProfileJob.fileName(options.get("data", "birdstrikes.csv")))
              .write(page);
      out.println("Page:    " + written);
    }
  }

  static Dataset<Row> read(SparkSession spark, Options options) {
    String file = options.get("data", "");
    String byName = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String format = options.get("format", byName);
    DataFrameReader reader = spark.read();
    String schema = options.get("schema");
    if (schema != null) {
      reader = reader.schema(schema);
    }
    String nullText = options.get("null");
    return switch (format) {
      case "csv" -> {
        reader =
            reader
                .option("header", true)
                .option("inferSchema", schema == null)
                .option("escape", "\"");
        yield (nullText == null ? reader : reader.option("nullValue", nullText)).csv(file);
      }
      case "json" -> reader.option("multiLine", startsWithBracket(file)).json(file);
      case "parquet" -> reader.parquet(file);
      default ->
          throw new IllegalArgumentException(
              "Not a format: " + format + "; give --format csv, json or parquet");
    };
  }

  private static boolean startsWithBracket(String file) {
    try (var in = Files.newInputStream(Path.of(file))) {
      int c = in.read();
      while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        c = in.read();
      }
      return c == '[';
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read " + file + ": " + e, e);
    }
  }
}
