package dev.assay.dq.render;

import dev.assay.dq.Severity;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A result as text for a terminal: one headline, then what is wrong, then what could not be judged,
 * then what holds. Immutable; the options return new reports.
 */
public final class TerminalReport {

  private static final int LEAST_WIDTH = 40;

  private final int width;
  private final boolean unicode;
  private final boolean colour;
  private final boolean times;

  private TerminalReport(int width, boolean unicode, boolean colour, boolean times) {
    this.width = width;
    this.unicode = unicode;
    this.colour = colour;
    this.times = times;
  }

  /**
   * Plain text in Unicode, 100 characters wide, without colour, with times.
   *
   * @return the report
   */
  public static TerminalReport plain() {
    return new TerminalReport(100, true, false, true);
  }

  /**
   * What suits the console of this process: colour only on a terminal (and not where NO_COLOR is
   * set), ASCII where the encoding has no more.
   *
   * @return the report
   */
  @SuppressWarnings("SystemConsoleNull") // newer JDKs always have a console: TERM decides there
  public static TerminalReport forConsole() {
    String term = System.getenv("TERM");
    boolean terminal = System.console() != null && term != null && !term.equals("dumb");
    Charset charset =
        Charset.forName(System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
    boolean unicode = charset.name().toUpperCase(Locale.ROOT).startsWith("UTF");
    return new TerminalReport(100, unicode, terminal && System.getenv("NO_COLOR") == null, true);
  }

  /**
   * The same report of another width.
   *
   * @param columns the greatest number of characters in a line, at least 40
   * @return the report
   */
  public TerminalReport width(int columns) {
    return new TerminalReport(Math.max(LEAST_WIDTH, columns), unicode, colour, times);
  }

  /**
   * The same report in plain ASCII.
   *
   * @return the report
   */
  public TerminalReport ascii() {
    return new TerminalReport(width, false, colour, times);
  }

  /**
   * The same report without times, so that equal results give equal text.
   *
   * @return the report
   */
  public TerminalReport withoutTimes() {
    return new TerminalReport(width, unicode, colour, false);
  }

  /**
   * Renders a result; that of a suite dataset by dataset.
   *
   * @return the text, ending in a line break
   */
  public String render(RunResult result) {
    List<String> lines = new ArrayList<>();
    headline(lines, "", result);
    result
        .datasets()
        .forEach(
            (dataset, found) -> {
              if (!dataset.isEmpty()) {
                lines.add("");
                headline(lines, "Dataset " + Visible.of(dataset) + ": ", found);
              }
              append(lines, found);
            });
    String text = String.join("\n", lines) + "\n";
    return unicode ? text : ascii(text);
  }

  private void headline(List<String> lines, String prefix, RunResult result) {
    List<String> headline = new ArrayList<>();
    wrap(headline, "", prefix + Headline.of(result));
    headline.replaceAll(line -> paint(result.passed() ? "32;1" : "31;1", line));
    lines.addAll(headline);
  }

  private void append(List<String> lines, VerificationResult result) {
    for (CheckResult check : result.checks()) {
      lines.add("");
      lines.add(
          "["
              + Visible.of(check.name())
              + "] "
              + (check.severity() == Severity.ERROR ? "error" : "warning")
              + ": "
              + check.status());
      if (check.problem() != null) {
        wrap(lines, "  ", check.problem());
      }
      for (Status status : ORDER) {
        check.constraints().stream()
            .filter(each -> each.status() == status)
            .forEach(each -> append(lines, each, each.severity() != check.severity()));
      }
    }
    if (times && !result.passNanos().isEmpty()) {
      lines.add("");
      StringBuilder passes = new StringBuilder("Passes:");
      for (Map.Entry<String, Long> pass : new java.util.TreeMap<>(result.passNanos()).entrySet()) {
        passes.append(' ').append(pass.getKey()).append(' ');
        passes.append(String.format(Locale.ROOT, "%.2f s", pass.getValue() / 1e9));
      }
      lines.add(passes.toString());
    }
  }

  private static final List<Status> ORDER =
      List.of(Status.ERROR, Status.FAIL, Status.NOT_EVALUATED, Status.SKIPPED, Status.PASS);

  private void append(List<String> lines, ConstraintResult result, boolean warning) {
    String mark =
        switch (result.status()) {
          case PASS -> paint("32", "✓ ");
          case FAIL -> paint(warning ? "33" : "31", "✗ ") + (warning ? "(warning) " : "");
          case ERROR -> paint("31;1", "! ");
          case NOT_EVALUATED -> paint("33", "? ");
          case SKIPPED -> "- ";
        };
    if (result.status() == Status.PASS) {
      wrap(lines, "  " + mark, result.description() + ": " + result.butWas());
      return;
    }
    wrap(lines, "  " + mark, result.description());
    if (!result.description().equals(result.sentence())) {
      wrap(lines, "      rule    : ", result.sentence());
    }
    wrap(lines, "      expected: ", result.expected());
    wrap(lines, "      but was : ", result.butWas());
    if (result.note() != null && result.actual() != null) {
      wrap(lines, "      note    : ", result.note());
    }
    if (result.leftOut() > 0) {
      wrap(lines, "      note    : ", Numbers.skipped(result.leftOut()));
    }
    if (result.because() != null) {
      wrap(lines, "      because : ", result.because());
    }
    for (Sample sample : result.samples()) {
      wrap(lines, "      e.g.    : ", sample.toString());
    }
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** Breaks a text at blanks; later lines are indented like the text of the first. */
  private void wrap(List<String> lines, String prefix, String text) {
    int indent = prefix.replaceAll("\u001b\\[[0-9;]*m", "").length();
    int room = Math.max(LEAST_WIDTH / 2, width - indent);
    String rest = Visible.of(text);
    String start = prefix;
    while (rest.codePointCount(0, rest.length()) > room) {
      int end = rest.offsetByCodePoints(0, room);
      int blank = rest.lastIndexOf(' ', end);
      int cut = blank > 0 ? blank : end;
      lines.add(start + rest.substring(0, cut));
      rest = rest.substring(cut).stripLeading();
      start = " ".repeat(indent);
    }
    lines.add(start + rest);
  }

  private static String ascii(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '✓' -> out.append("+");
                case '✗' -> out.append("x");
                case '…' -> out.append("...");
                case '≈' -> out.append("~");
                case '±' -> out.append("+/-");
                default -> {
                  if (c < 128) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(String.format("\\u%04x", c));
                  }
                }
              }
            });
    return out.toString();
  }
}
