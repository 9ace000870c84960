package dev.assay.dq.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.dq.drift.Drift;
import dev.assay.dq.profile.DatasetProfile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a browser: no error, nothing hidden, nothing beside the screen of a telephone. */
@Tag("slow")
class ChromiumTest {

  private static final String PROBE =
      """
      <script>
      window.problems = [];
      addEventListener("error", e => problems.push(e.message || "a resource failed"), true);
      addEventListener("load", () => {
        const d = document.documentElement;
        const width = e => e.getBoundingClientRect().right;
        const name = e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 30);
        const list = (from, test) => [...from].filter(test).map(name).join("; ");
        const found = {
          problems: problems.join("; "),
          width: String(innerWidth),
          overflow: d.scrollWidth > d.clientWidth
            ? "yes " + list(document.querySelectorAll("main *"), e => width(e) > d.clientWidth) : "",
          beside: list(document.querySelectorAll(".overview td"), e => width(e) > d.clientWidth),
          hidden: list(document.querySelectorAll("section, h1, h2, h3"), e => !e.getClientRects().length),
          foreign: list(document.querySelectorAll("img, iframe, object, link, [onerror], [onload]"), e => true),
          sections: String(document.querySelectorAll("section").length),
          scripts: String(document.scripts.length),
          tools: String(document.querySelectorAll(".tools").length),
          pwned: String(window.pwned)
        };
        // a short value stays on one line, and what is wide uses the width there is
        const lines = e => {
          const text = document.createRange();
          text.selectNodeContents(e);
          return new Set([...text.getClientRects()].map(line => Math.round(line.top))).size;
        };
        found.broken = list(document.querySelectorAll("main bdi, .numbers dd"), e =>
          /^[\\w.,%]{1,10}$/.test(e.textContent) && lines(e) > 1);
        found.squeezed = list(document.querySelectorAll(".overview .sum, .values td"), e =>
          e.getClientRects().length > 0 && (width(e) > d.clientWidth || e.clientWidth < 20));
        found.boxed = innerWidth < 1200 ? "" : list(document.querySelectorAll(".scroll"), e =>
          e.querySelector(".triangle") && e.scrollWidth > e.clientWidth);
        const search = document.querySelector("input[type=search]");
        if (search) {
          search.value = "AMOUNT";
          search.dispatchEvent(new Event("input"));
          found.searched = String([...document.querySelectorAll("details.column")].filter(e => !e.hidden).length);
          document.querySelector("th.num button").click();
          found.sorted = document.querySelector("th.num").getAttribute("aria-sort");
        }
        (window.parent || window).document.documentElement.dataset.found =
          Object.entries(found).map(([k, v]) => k + "=" + v).join("|") + "|";
      });
      </script>
      """;

  @TempDir Path folder;

  private static Path chromium() {
    for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
      for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
        Path program = Path.of(path, name);
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    return Path.of("");
  }

  /** Opens a file, and gives what the browser writes: the document, then its messages. */
  private List<String> open(Path file, String... options) throws Exception {
    Path chromium = chromium();
    assumeTrue(
        Files.isExecutable(chromium) && !chromium.toString().isEmpty(),
        "skipped: there is no chromium on the PATH (Debian: apt-get install chromium)");
    List<String> command =
        new ArrayList<>(
            List.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(folder, "user"),
                "--virtual-time-budget=10000",
                "--enable-logging=stderr",
                "--v=0",
                "--dump-dom"));
    command.addAll(List.of(options));
    command.add(file.toUri().toString());
    Path out = Files.createTempFile(folder, "dom", ".html");
    Path log = Files.createTempFile(folder, "log", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the browser ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return List.of(Files.readString(out), Files.readString(log));
  }

  private static String page(String name) {
    DatasetProfile profile = name.equals("wide") ? Pages.wide(200) : Pages.everything();
    return switch (name) {
      case "numbers" -> HtmlReport.of(Pages.numbers(20)).render();
      case "verdicts" -> HtmlReport.of(Pages.verdicts()).render();
      case "drift" ->
          HtmlReport.of(Drift.between(profile, Pages.wide(40))).titled("<script>").render();
      case "both" -> HtmlReport.of(profile).with(Pages.verdicts()).render();
      default -> HtmlReport.of(profile).render();
    };
  }

  /** In a frame, since a window of this browser has 500 pixels at least. */
  private Path framed(String page, int width) throws IOException {
    String open =
        page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replaceFirst("<head>", Matcher.quoteReplacement("<head>" + PROBE));
    String frame =
        "<!DOCTYPE html><html><body><iframe width='"
            + width
            + "' height='800' srcdoc=\""
            + open.replace("&", "&amp;").replace("\"", "&quot;")
            + "\"></iframe></body></html>";
    return Files.writeString(folder.resolve("frame.html"), frame);
  }

  @ParameterizedTest
  @CsvSource({
    "both, 375",
    "both, 400",
    "both, 1280",
    "numbers, 400",
    "numbers, 1280",
    "both, 1240",
    "profile, 768",
    "verdicts, 375",
    "wide, 375",
    "drift, 375",
    "drift, 1240"
  })
  void nothing_is_hidden_or_cut_and_no_data_run(String name, int width) throws Exception {
    List<String> seen = open(framed(page(name), width), "--window-size=1400,900");
    Matcher found = Pattern.compile("data-found=\"([^\"]*)\"").matcher(seen.get(0));
    assertThat(found.find()).as(seen.get(1)).isTrue();
    assertThat(found.group(1))
        .contains("problems=|")
        .contains("overflow=|")
        .contains("|beside=|")
        .contains("hidden=|")
        .contains("foreign=|")
        .contains("|broken=|")
        .contains("|squeezed=|")
        .contains("|boxed=|")
        .contains("scripts=2|")
        .contains("pwned=undefined");
    int sections = page(name).split("<section ", -1).length - 1;
    assertThat(found.group(1)).contains("sections=" + sections + "|");
    if (name.equals("both")) {
      assertThat(found.group(1)).contains("|searched=1|").contains("|sorted=descending");
    }
    assertThat(errors(seen.get(1))).isEmpty();
  }

  @Test
  void the_page_as_it_is_runs_its_script_and_logs_nothing() throws Exception {
    Path file = HtmlReport.of(Pages.everything()).with(Pages.verdicts()).write(folder.resolve("p"));
    Path page = Files.move(file, folder.resolve("page.html"));
    List<String> seen = open(page, "--window-size=1280,900");
    assertThat(seen.get(0)).contains("placeholder=\"Find a column\"").contains("Unfold all");
    assertThat(errors(seen.get(1))).isEmpty();
  }

  private static List<String> errors(String log) {
    return log.lines().filter(line -> line.contains("CONSOLE")).toList();
  }
}
