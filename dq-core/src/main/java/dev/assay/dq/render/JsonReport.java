package dev.assay.dq.render;

import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result as JSON of a stable form: {@code {"format": "assay-result", "version": 1, …}}, and that
 * of a suite as {@code {"format": "assay-suite-result", "version": 1, "passed": …, "datasets":
 * [{"name": …, "result": …}]}}, where each result is a document of the first form. Fields may be
 * added in later versions; those that exist keep their meaning. Counts are whole numbers; numbers
 * that JSON does not have (NaN, infinities) are strings, as are dates and times (ISO 8601).
 */
public final class JsonReport {

  private JsonReport() {}

  /**
   * Renders a result.
   *
   * @return a JSON document, indented, ending in a line break
   */
  public static String render(RunResult result) {
    VerificationResult one = result.datasets().get("");
    return written(one == null ? suite(result) : of(one));
  }

  private static Map<String, Object> suite(RunResult suite) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", "assay-suite-result");
    root.put("version", 1L);
    root.put("passed", suite.passed());
    List<Object> datasets = new ArrayList<>();
    suite
        .datasets()
        .forEach(
            (name, result) -> {
              Map<String, Object> dataset = new LinkedHashMap<>();
              dataset.put("name", name);
              dataset.put("result", of(result));
              datasets.add(dataset);
            });
    root.put("datasets", datasets);
    return root;
  }

  private static Map<String, Object> of(VerificationResult result) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", "assay-result");
    root.put("version", 1L);
    root.put("passed", result.passed());
    root.put("engine", result.engine());
    root.put("asOf", result.asOf().toString());
    Map<String, Object> nanos = new LinkedHashMap<>(new java.util.TreeMap<>(result.passNanos()));
    root.put("passNanos", nanos);
    List<Object> checks = new ArrayList<>();
    result.checks().forEach(check -> checks.add(of(check)));
    root.put("checks", checks);
    return root;
  }

  /** A tree of maps, lists and plain values as a document. */
  static String written(Map<String, Object> root) {
    StringBuilder out = new StringBuilder();
    write(root, out, 0);
    return out.append('\n').toString();
  }

  private static Map<String, Object> of(CheckResult check) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", check.name());
    tree.put("severity", check.severity().name());
    tree.put("status", check.status().name());
    put(tree, "problem", check.problem());
    List<Object> constraints = new ArrayList<>();
    check.constraints().forEach(each -> constraints.add(of(each)));
    tree.put("constraints", constraints);
    return tree;
  }

  private static Map<String, Object> of(ConstraintResult each) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", each.id());
    tree.put("description", each.description());
    tree.put("sentence", each.sentence());
    put(tree, "because", each.because());
    if (!each.tags().isEmpty()) {
      tree.put("tags", List.copyOf(each.tags()));
    }
    tree.put("severity", each.severity().name());
    tree.put("status", each.status().name());
    tree.put("expected", each.expected());
    MetricValue actual = each.actual();
    if (actual != null) {
      tree.put("actual", value(actual));
      tree.put("actualText", actual.text());
    }
    count(tree, "rowsInScope", each.rowsInScope());
    count(tree, "rowsJudged", each.rowsJudged());
    count(tree, "violations", each.violations());
    count(tree, "leftOut", each.leftOut());
    put(tree, "pass", each.pass());
    put(tree, "note", each.note());
    put(tree, "error", each.error() == null ? null : each.error().message());
    if (!each.parts().isEmpty()) {
      List<Object> parts = new ArrayList<>();
      each.parts().forEach(part -> parts.add(of(part)));
      tree.put("parts", parts);
    }
    if (!each.samples().isEmpty()) {
      List<Object> samples = new ArrayList<>();
      for (Sample sample : each.samples()) {
        samples.add(new LinkedHashMap<>(sample.values()));
      }
      tree.put("samples", samples);
      if (each.samples().stream().anyMatch(sample -> sample.times() > 1)) {
        tree.put("sampleTimes", each.samples().stream().map(Sample::times).toList());
      }
    }
    return tree;
  }

  private static Object value(MetricValue value) {
    if (value instanceof MetricValue.Counts counts) {
      Map<String, Object> tree = new LinkedHashMap<>();
      List<Object> top = new ArrayList<>();
      for (MetricValue.Entry entry : counts.top()) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("value", entry.value().plain());
        pair.put("count", entry.count());
        top.add(pair);
      }
      tree.put("top", top);
      tree.put("otherValues", counts.otherValues());
      tree.put("otherRows", counts.otherRows());
      return tree;
    }
    return value.plain();
  }

  private static void put(Map<String, Object> tree, String name, @Nullable String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  private static void count(Map<String, Object> tree, String name, long count) {
    if (count >= 0) {
      tree.put(name, count);
    }
  }

  private static void write(@Nullable Object node, StringBuilder out, int depth) {
    if (node instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        newLine(out, depth + 1);
        string(String.valueOf(entry.getKey()), out);
        out.append(": ");
        write(entry.getValue(), out, depth + 1);
        separator = ",";
      }
      close(out, map.isEmpty(), depth, "{}", '}');
    } else if (node instanceof List<?> list) {
      String separator = "[";
      for (Object item : list) {
        out.append(separator);
        newLine(out, depth + 1);
        write(item, out, depth + 1);
        separator = ",";
      }
      close(out, list.isEmpty(), depth, "[]", ']');
    } else if (node == null || node instanceof Boolean || node instanceof Long) {
      out.append(node);
    } else if (node instanceof BigDecimal decimal && Math.abs(decimal.scale()) < 100) {
      out.append(decimal.toPlainString());
    } else if (node instanceof Double number && Double.isFinite(number)) {
      out.append(number);
    } else {
      string(String.valueOf(node), out);
    }
  }

  private static void close(StringBuilder out, boolean empty, int depth, String none, char end) {
    if (empty) {
      out.append(none);
    } else {
      newLine(out, depth);
      out.append(end);
    }
  }

  private static void newLine(StringBuilder out, int depth) {
    out.append('\n').append("  ".repeat(depth));
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20
              || c == 0x7f
              || c == 0x2028
              || c == 0x2029
              || (Character.isSurrogate(c) && !paired(text, i))) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
