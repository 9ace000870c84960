package dev.assay.dq.render;

import dev.assay.dq.Severity;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintError;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A result as JUnit XML, the form in which build servers show tests: a {@code testsuite} for each
 * check, a {@code testcase} for each constraint, as Surefire writes them.
 *
 * <p>What makes the run fail is a {@code failure}, or an {@code error} where it could not be
 * evaluated. What does not, because it is a warning, has passed, and says in its output what it
 * missed. A constraint that had nothing to check is {@code skipped}, unless the dataset is empty
 * and that makes its check fail. A check with a problem of its own has a test case for it.
 *
 * <p>Characters that XML cannot hold, or that cannot be seen, are shown by their number. Times are
 * 0: a pass computes many constraints together.
 */
public final class JUnitXml {

  private JUnitXml() {}

  /**
   * Writes the document in UTF-8, and the folders above it where they are missing. What the file
   * held before is replaced when all of it is written, and not before.
   *
   * @return the absolute path of the file
   * @throws IOException if the file cannot be written
   */
  public static Path write(RunResult result, Path file) throws IOException {
    return Written.to(file, render(result));
  }

  /**
   * Renders a result.
   *
   * @return an XML document with the root {@code testsuites}, ending in a line break
   */
  public static String render(RunResult result) {
    List<Suite> suites = new ArrayList<>();
    result
        .datasets()
        .forEach(
            (dataset, found) -> found.checks().forEach(check -> suites.add(suite(dataset, check))));
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open(out, "testsuites", counts(suites.stream().flatMap(each -> each.cases.stream()).toList()));
    out.append(">\n");
    suites.forEach(each -> each.write(out));
    return out.append("</testsuites>\n").toString();
  }

  /** How a test ended. */
  private enum Outcome {
    PASSED("system-out"),
    FAILURE("failure"),
    ERROR("error"),
    SKIPPED("skipped");

    /** What its element says it in. */
    private final String element;

    Outcome(String element) {
      this.element = element;
    }
  }

  /**
   * A test case.
   *
   * @param type the type of the failure; empty if it is none
   * @param message in one line; null if it passed
   * @param output what else is said; empty if nothing is
   */
  private record Case(
      String name, Outcome outcome, String type, @Nullable String message, List<String> output) {

    void write(StringBuilder out, String suite) {
      open(out.append("    "), "testcase", List.of("name", name, "classname", suite, "time", "0"));
      if (outcome == Outcome.PASSED && output.isEmpty()) {
        out.append("/>\n");
        return;
      }
      out.append(">\n");
      List<String> attributes = new ArrayList<>();
      if (message != null) {
        attributes.addAll(List.of("message", message));
      }
      if (!type.isEmpty()) {
        attributes.addAll(List.of("type", type));
      }
      element(out, outcome.element, attributes, output);
      out.append("    </testcase>\n");
    }
  }

  private record Suite(String name, List<Case> cases) {

    void write(StringBuilder out) {
      List<String> attributes = new ArrayList<>(List.of("name", name));
      attributes.addAll(counts(cases));
      open(out.append("  "), "testsuite", attributes);
      out.append(">\n");
      cases.forEach(each -> each.write(out, name));
      out.append("  </testsuite>\n");
    }
  }

  private static Suite suite(String dataset, CheckResult check) {
    List<Case> cases = new ArrayList<>();
    boolean warning = check.severity() == Severity.WARNING;
    if (check.problem() != null) {
      String name = "the check as a whole";
      cases.add(
          warning
              ? new Case(
                  name, Outcome.PASSED, "", null, List.of("WARNING, in error: " + check.problem()))
              : new Case(name, Outcome.ERROR, "ERROR", check.problem(), List.of()));
    }
    check.constraints().forEach(each -> cases.add(of(each)));
    return new Suite(
        dataset.isEmpty() ? check.name() : dataset + "." + check.name(), distinct(cases));
  }

  private static Case of(ConstraintResult result) {
    String name = result.description();
    String status = result.status().name();
    List<String> lines = lines(result);
    if (result.fails() && result.severity() == Severity.WARNING) {
      List<String> output = new ArrayList<>(List.of("WARNING, " + status));
      output.addAll(lines);
      return new Case(name, Outcome.PASSED, "", null, output);
    }
    String found = "expected: " + result.expected() + ", but was: " + result.butWas();
    return switch (result.status()) {
      case PASS -> new Case(name, Outcome.PASSED, "", null, List.of("found: " + result.butWas()));
      case FAIL -> new Case(name, Outcome.FAILURE, status, found, lines);
      case ERROR -> {
        ConstraintError error = result.error();
        String message = error == null ? result.butWas() : error.message();
        yield new Case(name, Outcome.ERROR, status, message, lines);
      }
      case NOT_EVALUATED, SKIPPED ->
          result.blocking()
              ? new Case(name, Outcome.FAILURE, status, "the dataset is empty", lines)
              : new Case(name, Outcome.SKIPPED, "", result.butWas(), List.of());
    };
  }

  private static List<String> lines(ConstraintResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("rule: " + result.sentence());
    lines.add("expected: " + result.expected());
    lines.add("but was: " + result.butWas());
    if (result.note() != null && result.actual() != null) {
      lines.add("note: " + result.note());
    }
    if (result.leftOut() > 0) {
      lines.add("note: " + Numbers.skipped(result.leftOut()));
    }
    if (result.because() != null) {
      lines.add("because: " + result.because());
    }
    for (Sample sample : result.samples()) {
      lines.add("e.g.: " + sample);
    }
    return lines;
  }

  /** Servers tell tests by their names, so that no two of a suite have one. */
  private static List<Case> distinct(List<Case> cases) {
    Set<String> names = new HashSet<>();
    List<Case> all = new ArrayList<>();
    for (Case each : cases) {
      String name = each.name;
      for (int i = 2; !names.add(name); i++) {
        name = each.name + " (" + i + ")";
      }
      all.add(new Case(name, each.outcome, each.type, each.message, each.output));
    }
    return all;
  }

  private static List<String> counts(List<Case> cases) {
    return List.of(
        "time",
        "0",
        "tests",
        String.valueOf(cases.size()),
        "errors",
        count(cases, Outcome.ERROR),
        "skipped",
        count(cases, Outcome.SKIPPED),
        "failures",
        count(cases, Outcome.FAILURE));
  }

  private static String count(List<Case> cases, Outcome outcome) {
    return String.valueOf(cases.stream().filter(each -> each.outcome == outcome).count());
  }

  /** Opens an element, without the end of its tag; attributes are names and values in turn. */
  private static void open(StringBuilder out, String element, List<String> attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.size(); i += 2) {
      out.append(' ').append(attributes.get(i)).append("=\"");
      Html.escape(attributes.get(i + 1), out);
      out.append('"');
    }
  }

  private static void element(
      StringBuilder out, String element, List<String> attributes, List<String> lines) {
    open(out.append("      "), element, attributes);
    if (lines.isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append('>');
    String separator = "";
    for (String line : lines) {
      out.append(separator);
      Html.escape(line, out);
      separator = "\n";
    }
    out.append("</").append(element).append(">\n");
  }
}
