package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the README shows compiles, runs, and prints what the README says that it prints. */
class ReadmeTest {

  private static final Pattern BLOCK =
      Pattern.compile("(<!-- printed -->\\n)?```(java|text)\\n(.*?)```", Pattern.DOTALL);
  private static final String MARK = "\u0001";

  /** As a user's own: another test's session would have other settings. */
  private static final String SESSION =
      """
      SparkSession spark =
          SparkSession.builder()
              .master("local[2]")
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "localhost")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.session.timeZone", "UTC")
              .getOrCreate();
      """;

  @TempDir Path folder;

  private static Path readme() {
    Path here = Path.of("README.md");
    return Files.exists(here) ? here : Path.of("..", "README.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n## Five-minute tour", "\n### The course's questions"})
  void what_the_section_shows_runs_and_prints_what_it_says(String heading) throws Exception {
    String text = Files.readString(readme());
    int start = text.indexOf(heading);
    String tour = text.substring(start, text.indexOf("\n##", start + 1));
    List<String> imports = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    List<String> printed = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(tour);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        printed.add(matcher.group(3));
        body.append("System.out.print(\"").append("\\u0001").append("\");\n");
        continue;
      }
      for (String line : matcher.group(3).split("\n", -1)) {
        (line.startsWith("import ") ? imports : new ArrayList<String>()).add(line);
        body.append(line.startsWith("import ") ? "" : line + "\n");
      }
    }
    String source =
        String.join("\n", imports)
            + "\npublic class Tour { public static void main(String[] args) {\n"
            + SESSION
            + body
            + "}}\n";
    assertThat(actual(source)).isEqualTo(printed);
  }

  @Test
  void the_test_that_fails_is_shown_with_its_message() throws Exception {
    String text = Files.readString(readme());
    int start = text.indexOf("## Test your data");
    String section = text.substring(start, text.indexOf("\n## ", start));
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(section);
    while (matcher.find()) {
      blocks.add(matcher.group(3).strip());
    }
    Path source = readme().resolveSibling("dq-examples/src/test/java/dev/assay/dq/examples");
    assertThat(flat(Files.readString(source.resolve("UncleanStrikes.java"))))
        .contains(flat(blocks.get(0)));
    assertThat(failure(UncleanStrikes.class).strip()).isEqualTo(blocks.get(1));
    assertThat(flat(Files.readString(source.resolve("StrikeCostsJobTest.java"))))
        .contains(flat(blocks.get(2)));
  }

  /** Blank space does not count: the README is narrower than the formatter's lines. */
  private static String flat(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static String failure(Class<?> test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(test))
                .build(),
            listener);
    assertThat(listener.getSummary().getFailures()).hasSize(1);
    return listener.getSummary().getFailures().get(0).getException().getMessage();
  }

  private List<String> actual(String source) throws Exception {
    Compiled.into(folder, "Tour", source);
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> each.startsWith("--add-opens") || each.startsWith("-Djdk."))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-cp"));
    command.add(folder + File.pathSeparator + System.getProperty("java.class.path"));
    command.add("Tour");
    Path kept = Path.of("target", "readme-printed.txt");
    Files.createDirectories(kept.getParent());
    Process process =
        new ProcessBuilder(command)
            .directory(readme().toAbsolutePath().normalize().getParent().toFile())
            .redirectOutput(kept.toFile())
            .redirectError(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    String all = Files.readString(kept);
    List<String> parts = new ArrayList<>(List.of(all.split(MARK, -1)));
    assertThat(parts.remove(parts.size() - 1)).isEmpty();
    return parts;
  }
}
