package dev.assay.dq.render;

import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ValueCount;
import dev.assay.dq.result.Numbers;
import java.util.List;
import java.util.Locale;

/** A profile as Markdown: an overview, what deserves attention, and a table of the columns. */
public final class ProfileMarkdown {

  private static final int ALERTS = 50;
  private static final int NAME = 64;
  private static final int VALUE = 24;

  private ProfileMarkdown() {}

  /**
   * Renders a profile.
   *
   * @param profile the profile
   * @param title the heading, such as the name of the data
   * @return Markdown, ending in a line break
   */
  public static String render(DatasetProfile profile, String title) {
    StringBuilder out = new StringBuilder();
    long cells = profile.rows() * profile.columns().size();
    out.append("# ").append(cell(title, 120)).append("\n\n");
    out.append(Figures.count(profile.rows(), "row")).append(", ");
    out.append(Figures.count(profile.columns().size(), "column")).append(", ");
    out.append(Figures.percent(profile.missingCells(), cells)).append(" of cells missing");
    if (profile.duplicateRows() >= 0) {
      out.append(", ").append(Figures.count(profile.duplicateRows(), "duplicate row"));
    }
    out.append(".\nColumns by type: ")
        .append(cell(Numbers.counts(profile.types()), 120))
        .append(".\n");
    alerts(out, profile.alerts());
    columns(out, profile.columns());
    return out.toString();
  }

  private static void alerts(StringBuilder out, List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    out.append("\n## Worth attention\n\n");
    for (Alert alert : alerts.subList(0, Math.min(ALERTS, alerts.size()))) {
      out.append("- ");
      out.append(alert.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(": ");
      if (!alert.column().isEmpty()) {
        out.append("**").append(cell(alert.column(), 2 * NAME)).append("** ");
      }
      out.append(cell(alert.text(), 300)).append('\n');
    }
    if (alerts.size() > ALERTS) {
      out.append("- … and ").append(alerts.size() - ALERTS).append(" more\n");
    }
  }

  private static void columns(StringBuilder out, List<ColumnProfile> columns) {
    out.append("\n## Columns\n\n");
    out.append("| column | looks like | missing | distinct | values |\n");
    out.append("| --- | --- | ---: | ---: | --- |\n");
    for (ColumnProfile column : columns) {
      out.append("| ").append(cell(column.name(), NAME));
      out.append(" | ").append(column.semantic().label());
      out.append(" | ").append(Figures.percent(column.nulls(), column.rows()));
      out.append(" | ").append(column.distinctExact() ? "" : "≈ ");
      out.append(Figures.count(column.distinct()));
      out.append(" | ").append(summary(column)).append(" |\n");
    }
  }

  private static String summary(ColumnProfile column) {
    ColumnProfile.Numbers number = column.number();
    if (number != null && number.finite() > 0) {
      return Figures.real(number.min())
          + " to "
          + Figures.real(number.max())
          + ", median "
          + Figures.real(number.median())
          + ", mean "
          + Figures.real(number.mean());
    }
    ColumnProfile.Time time = column.time();
    if (time != null) {
      return time.min() + " to " + time.max();
    }
    if (column.truths() >= 0) {
      return Figures.percent(column.truths(), column.values()) + " true";
    }
    ColumnProfile.Lengths sizes = column.sizes();
    if (sizes != null) {
      return sizes.min() + " to " + Figures.count(sizes.max(), "element");
    }
    if (column.isUnique()) {
      return "each once";
    }
    StringBuilder out = new StringBuilder();
    for (ValueCount each : column.top().subList(0, Math.min(3, column.top().size()))) {
      out.append(out.length() == 0 ? "" : ", ");
      out.append(each.value().isEmpty() ? "*empty*" : cell(each.value(), VALUE));
      out.append(' ').append(Figures.percent(each.count(), column.values()));
    }
    return out.toString();
  }

  private static String cell(String text, int length) {
    return MarkdownReport.escape(Visible.of(Visible.cut(text, length)));
  }
}
