package dev.assay.dq.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * What the README and the guides show compiles, runs, and prints what they say that it prints. Each
 * page is one program, made of its blocks of Java in their order. A comment before a block says
 * what it is instead:
 *
 * <ul>
 *   <li>{@code <!-- run … -->} is Java that a reader does not see
 *   <li>{@code <!-- printed -->}: the text that the program has printed since the last one
 *   <li>{@code <!-- not shown -->}: what it has printed since is not on the page
 *   <li>{@code <!-- in: expression -->}: lines of the value of a Java expression
 *   <li>{@code <!-- from: file -->}: a part of that file of this module
 *   <li>{@code <!-- failure of: class -->}: the message of a test that fails
 * </ul>
 */
class UserGuidesTest {

  private static final Pattern PART =
      Pattern.compile(
          "<!-- run\\n(?<run>.*?)-->|(?<unseen><!-- not shown -->)"
              + "|(?:<!-- (?<kind>printed|in|from|failure of)(?:: (?<of>[^\\n]*))? -->\\n)?"
              + "```(?<language>java|text)\\n(?<block>.*?)```",
          Pattern.DOTALL);

  /** Before the output of a page, and after what a block says is printed. */
  private static final String PAGE = "\u0002";

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

  /**
   * A page's program and all else that has to hold of it.
   *
   * @param printed what the page says that its program prints; null where that is not shown
   */
  private record Page(String source, List<String> printed, List<Runnable> besides) {}

  private static final Map<String, Page> PAGES = new TreeMap<>();
  private static final Map<String, String> OUTPUT = new TreeMap<>();

  private static Path root() {
    return Files.exists(Path.of("README.md")) ? Path.of("") : Path.of("..");
  }

  static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(root().resolve("dq-examples/docs"))) {
      List<String> guides =
          files.map(Path::toString).filter(each -> each.endsWith(".md")).sorted().toList();
      assertThat(guides).isNotEmpty();
      return Stream.concat(Stream.of(root().resolve("README.md").toString()), guides.stream())
          .toList();
    }
  }

  private static String className(String page) {
    return Path.of(page).getFileName().toString().replace(".md", "Page");
  }

  @BeforeAll
  static void run(@TempDir Path folder) throws Exception {
    Map<String, String> sources = new TreeMap<>();
    for (String page : pages()) {
      PAGES.put(page, page(page));
      sources.put(className(page), PAGES.get(page).source());
    }
    Compiled.into(folder, sources);
    List<String> outputs = List.of(printed(folder).split(PAGE, -1));
    assertThat(outputs).hasSize(pages().size() + 1);
    for (int i = 0; i < pages().size(); i++) {
      OUTPUT.put(pages().get(i), outputs.get(i + 1));
    }
  }

  /** Runs the programs of pages one after the other, in a process of their own. */
  public static void main(String[] pages) {
    for (String page : pages) {
      System.out.print(PAGE);
      try {
        Class.forName(page).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      } catch (ReflectiveOperationException e) {
        e.printStackTrace(System.out);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void what_the_page_shows_runs_and_prints_what_it_says(String name) {
    PAGES.get(name).besides().forEach(Runnable::run);
    List<String> printed = new ArrayList<>(PAGES.get(name).printed());
    List<String> actual = new ArrayList<>(List.of(OUTPUT.get(name).split(MARK, -1)));
    for (int i = 0; i < Math.min(printed.size(), actual.size()); i++) {
      if (printed.get(i) == null) {
        actual.set(i, null);
      }
    }
    printed.add("");
    assertThat(actual).isEqualTo(printed);
  }

  /** The program of a page, and what it is to print. */
  private static Page page(String name) throws IOException {
    Set<String> imports = new LinkedHashSet<>();
    imports.add("import org.apache.spark.sql.SparkSession;");
    StringBuilder body = new StringBuilder();
    List<String> printed = new ArrayList<>();
    List<Runnable> besides = new ArrayList<>();
    Matcher part = PART.matcher(Files.readString(Path.of(name)));
    while (part.find()) {
      String kind = part.group("run") != null ? "run" : part.group("kind");
      String block = part.group("block");
      if (part.group("unseen") != null) {
        printed.add(null);
        body.append("System.out.print(\"\\u0001\");\n");
      } else if (kind == null || kind.equals("run")) {
        assertThat(part.group("language"))
            .as("not said what it is: %s", block)
            .isNotEqualTo("text");
        for (String line : (block == null ? part.group("run") : block).split("\n", -1)) {
          if (line.startsWith("import ")) {
            imports.add(line);
          } else {
            body.append(line).append('\n');
          }
        }
      } else if (kind.equals("printed")) {
        printed.add(block);
        body.append("System.out.print(\"\\u0001\");\n");
      } else if (kind.equals("in")) {
        body.append("contains(").append(part.group("of"));
        block.lines().forEach(line -> body.append(",\n").append(literal(line)));
        body.append(");\n");
      } else if (kind.equals("from")) {
        String of = part.group("of");
        besides.add(() -> assertThat(flat(source(of))).contains(flat(block)));
      } else {
        String of = part.group("of");
        besides.add(() -> assertThat(failure(of)).isEqualTo(block.strip()));
      }
    }
    String source =
        String.join("\n", imports)
            + "\npublic class "
            + className(name)
            + " {\n"
            + "static void contains(String all, String... lines) {\n"
            + "for (String line : lines) { if (!flat(all).contains(flat(line)))"
            + " throw new AssertionError(\"not printed: \" + line + \" but:\\n\" + all); } }\n"
            + "static String flat(String s) { return s.replaceAll(\"\\\\s+|[,)]+$\", \"\"); }\n"
            + "public static void main(String[] args) throws Exception {\n"
            + SESSION
            + body
            + "}}\n";
    return new Page(source, printed, besides);
  }

  private static String literal(String line) {
    return "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Blank space does not count: pages are narrower than the formatter's lines. */
  private static String flat(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static String source(String name) {
    try (Stream<Path> files = Files.walk(root().resolve("dq-examples/src").toRealPath())) {
      return Files.readString(
          files
              .filter(each -> each.getFileName().toString().equals(name))
              .findFirst()
              .orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String failure(String test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    DiscoverySelectors.selectClass(
                        UserGuidesTest.class.getPackageName() + "." + test))
                .build(),
            listener);
    assertThat(listener.getSummary().getFailures()).hasSize(1);
    return listener.getSummary().getFailures().get(0).getException().getMessage().strip();
  }

  private static String printed(Path folder) throws Exception {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            each ->
                each.startsWith("--add-opens")
                    || each.startsWith("-Djdk.")
                    || each.startsWith("-XX:"))
        .forEach(command::add);
    System.getProperties().stringPropertyNames().stream()
        .filter(each -> each.startsWith("spark.sql.codegen."))
        .forEach(each -> command.add("-D" + each + "=" + System.getProperty(each)));
    command.addAll(
        List.of(
            "-Xms1g",
            "-Xmn600m",
            "-Xmx1g",
            "-Dstdout.encoding=UTF-8",
            "-Dfile.encoding=UTF-8",
            "-cp"));
    command.add(folder + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(UserGuidesTest.class.getName());
    pages().forEach(page -> command.add(className(page)));
    Path kept = Path.of("target", "pages-printed.txt");
    Files.createDirectories(kept.getParent());
    Process process =
        new ProcessBuilder(command)
            .directory(root().toAbsolutePath().normalize().toFile())
            .redirectOutput(kept.toFile())
            .redirectError(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(kept);
  }
}
