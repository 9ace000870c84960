package dev.assay.dq.render;

import dev.assay.dq.Severity;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verdicts on constraints as a list. */
final class Verdicts {

  private static final List<Status> ORDER =
      List.of(Status.ERROR, Status.FAIL, Status.NOT_EVALUATED, Status.SKIPPED, Status.PASS);
  private static final int SAMPLES = 10;
  private static final int SAMPLE_COLUMNS = 12;

  private Verdicts() {}

  /** The bad ones first; among equals the order of declaration. */
  static List<ConstraintResult> sorted(List<ConstraintResult> results) {
    List<ConstraintResult> sorted = new ArrayList<>();
    for (Status status : ORDER) {
      results.stream().filter(each -> each.status() == status).forEach(sorted::add);
    }
    return sorted;
  }

  /** How many there are of each status: {@code 2 failed, 1 failed as a warning, 3 passed}. */
  static String summary(CheckResult check) {
    List<String> parts = new ArrayList<>();
    for (Status status : ORDER) {
      count(parts, check, status, true, words(status));
      count(parts, check, status, false, words(status) + " as a warning");
    }
    return String.join(", ", parts);
  }

  private static void count(
      List<String> parts, CheckResult check, Status status, boolean weighs, String words) {
    long count =
        check.constraints().stream()
            .filter(each -> each.status() == status)
            .filter(each -> (each.severity() == check.severity()) == weighs)
            .count();
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  private static String words(Status status) {
    return switch (status) {
      case PASS -> "passed";
      case FAIL -> "failed";
      case ERROR -> "in error";
      case NOT_EVALUATED -> "not evaluated";
      case SKIPPED -> "skipped";
    };
  }

  private static String mark(Status status) {
    return switch (status) {
      case PASS -> "✓";
      case FAIL -> "✗";
      case ERROR -> "!";
      case NOT_EVALUATED -> "?";
      case SKIPPED -> "–";
    };
  }

  /** The style of a status. */
  static String style(Status status) {
    return "s-" + status.name().toLowerCase(Locale.ROOT);
  }

  /** A status as a mark and a word. */
  static void badge(Html page, Status status, @Nullable Severity severity) {
    String word = status.name().replace('_', ' ');
    boolean warning =
        severity == Severity.WARNING && (status == Status.FAIL || status == Status.ERROR);
    page.open("span", "class", "badge " + (warning ? "s-warning" : style(status)))
        .element("span", mark(status), "aria-hidden", "true")
        .text(" " + word)
        .close();
    if (warning) {
      page.element("span", "as a warning", "class", "aside");
    }
  }

  /** A list of verdicts, with the rows that violate. */
  static void list(Html page, List<ConstraintResult> results) {
    page.open("ul", "class", "verdicts");
    for (ConstraintResult each : results) {
      page.line().open("li", "class", style(each.status()));
      page.open("div", "class", "mark");
      badge(page, each.status(), each.severity());
      page.close().open("div", "class", "what");
      page.element("p", Visible.cut(each.description(), 300), "class", "rule");
      if (each.status() == Status.PASS) {
        page.element("p", Visible.cut(each.butWas(), 400), "class", "found");
      } else {
        reasons(page, each);
      }
      page.close(2);
    }
    page.close();
  }

  private static void reasons(Html page, ConstraintResult result) {
    if (result.status() == Status.FAIL && result.violations() >= 0 && result.rowsInScope() > 0) {
      page.open("div", "class", "violating");
      Svg.share(page, (double) result.violations() / result.rowsInScope());
      page.close();
    }
    page.open("dl", "class", "because");
    if (!result.description().equals(result.sentence())) {
      entry(page, "rule", result.sentence());
    }
    entry(page, "expected", result.expected());
    entry(page, "but was", result.butWas());
    if (result.note() != null && result.actual() != null) {
      entry(page, "note", result.note());
    }
    if (result.leftOut() > 0) {
      entry(page, "note", Numbers.skipped(result.leftOut()));
    }
    if (result.because() != null) {
      entry(page, "because", result.because());
    }
    page.close();
    samples(page, result.samples());
  }

  private static void entry(Html page, String name, String text) {
    page.element("dt", name).element("dd", Visible.cut(text, 600));
  }

  private static void samples(Html page, List<Sample> samples) {
    if (samples.isEmpty()) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    samples.forEach(sample -> names.addAll(sample.values().keySet()));
    List<String> columns = names.stream().limit(SAMPLE_COLUMNS).toList();
    boolean repeat = samples.get(0).times() > 1;
    page.scroll(repeat ? "Keys that repeat" : "Rows that violate");
    page.open("table", "class", "rows").element("caption", "for example");
    page.open("thead").open("tr");
    for (String column : columns) {
      page.open("th", "scope", "col").name(column).close();
    }
    if (repeat) {
      page.open("th", "scope", "col").name("times").close();
    }
    page.close(2).open("tbody");
    for (Sample sample : samples.subList(0, Math.min(SAMPLES, samples.size()))) {
      page.open("tr");
      for (String column : columns) {
        Map<String, @Nullable Object> values = sample.values();
        Object value = values.get(column);
        page.open("td");
        if (value == null) {
          page.element("em", "null");
        } else {
          page.value(value.toString());
        }
        page.close();
      }
      if (repeat) {
        page.element("td", Numbers.grouped(sample.times()));
      }
      page.close();
    }
    page.close(3);
  }
}
