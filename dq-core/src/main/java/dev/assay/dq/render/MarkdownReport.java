package dev.assay.dq.render;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;

/** A result as Markdown: a headline and a table a check, under a heading a dataset of a suite. */
public final class MarkdownReport {

  private MarkdownReport() {}

  /**
   * Renders a result.
   *
   * @return Markdown, ending in a line break
   */
  public static String render(RunResult result) {
    StringBuilder out = new StringBuilder("# Data quality report\n\n");
    out.append("**").append(escape(Headline.of(result))).append("**\n");
    result
        .datasets()
        .forEach(
            (dataset, found) -> {
              if (!dataset.isEmpty()) {
                out.append("\n## ").append(escape(dataset)).append("\n\n");
                out.append(escape(Headline.of(found))).append('\n');
              }
              append(out, found, dataset.isEmpty() ? "\n## " : "\n### ");
            });
    return out.toString();
  }

  private static void append(StringBuilder out, VerificationResult result, String heading) {
    for (CheckResult check : result.checks()) {
      out.append(heading).append(escape(check.name())).append(": ").append(check.status());
      out.append(" (severity ").append(check.severity()).append(")\n\n");
      if (check.problem() != null) {
        out.append(escape(check.problem())).append('\n');
        continue;
      }
      out.append("| status | constraint | expected | but was | because |\n");
      out.append("| --- | --- | --- | --- | --- |\n");
      for (ConstraintResult each : check.constraints()) {
        String note = each.note() == null || each.actual() == null ? "" : "; " + each.note();
        out.append("| ").append(each.status());
        out.append(each.severity() == check.severity() ? "" : " (warning)");
        out.append(" | ").append(escape(each.description()));
        out.append(" | ").append(escape(each.expected()));
        out.append(" | ").append(escape(each.butWas() + note));
        out.append(" | ").append(each.because() == null ? "" : escape(each.because()));
        out.append(" |\n");
      }
      samples(out, check);
    }
  }

  private static void samples(StringBuilder out, CheckResult check) {
    for (ConstraintResult each : check.constraints()) {
      if (each.status() == Status.FAIL && !each.samples().isEmpty()) {
        out.append("\n")
            .append(each.samples().get(0).times() > 1 ? "Keys that repeat in" : "Rows that violate")
            .append(" *")
            .append(escape(each.description()))
            .append("*:\n\n");
        for (Sample sample : each.samples()) {
          out.append("- ").append(escape(sample.toString())).append('\n');
        }
      }
    }
  }

  static String escape(String text) {
    return Visible.of(text.replace("\r\n", " ").replace('\r', ' ').replace('\n', ' '))
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("`", "\\`")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("[", "\\[")
        .replace("]", "\\]")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
