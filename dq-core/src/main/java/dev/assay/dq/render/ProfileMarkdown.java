package dev.assay.dq.render;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ValueCount;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A profile as Markdown: an overview, what deserves attention, tables of the columns, of their
 * smallest and largest values and of strong correlations, and rows, if they were asked for.
 */
public final class ProfileMarkdown {

  private static final int ALIKE = 5;
  private static final int NAME = 64;
  private static final int VALUE = 24;
  private static final int CORRELATIONS = 10;
  private static final int WIDTH = 20;

  private ProfileMarkdown() {}

  /**
   * Renders a profile.
   *
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
    if (profile.columns().stream().anyMatch(ColumnProfile::isTimed)) {
      out.append("Days and hours of instants, and today, in ").append(cell(profile.zone(), NAME));
      out.append(".\n");
    }
    alerts(out, profile.alerts());
    columns(out, profile.columns());
    ends(out, profile.columns());
    correlations(out, profile.correlations());
    rows(out, "First rows", profile, profile.firstRows(), List.of());
    rows(out, "Last rows", profile, profile.lastRows(), List.of());
    List<DatasetProfile.DuplicateRow> repeated = profile.topDuplicateRows();
    rows(
        out,
        "Most frequent duplicate rows",
        profile,
        repeated.stream().map(DatasetProfile.DuplicateRow::row).toList(),
        repeated.stream().map(DatasetProfile.DuplicateRow::count).toList());
    return out.toString();
  }

  private static void alerts(StringBuilder out, List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    out.append("\n## Worth attention\n\n");
    Alert.byKind(alerts).forEach(alike -> alike(out, alike));
  }

  /** Some alerts of one kind, and how many more there are. */
  private static void alike(StringBuilder out, List<Alert> alerts) {
    String kind = alerts.get(0).kind().label();
    for (Alert alert : alerts.subList(0, Math.min(ALIKE, alerts.size()))) {
      out.append("- ").append(kind).append(": ");
      if (!alert.column().isEmpty()) {
        out.append("**").append(cell(alert.column(), 2 * NAME)).append("** ");
      }
      out.append(cell(alert.text(), 300)).append('\n');
    }
    if (alerts.size() > ALIKE) {
      out.append("- ").append(kind).append(": … and ").append(alerts.size() - ALIKE);
      out.append(" more\n");
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

  /** Where the most frequent values are not all. */
  private static void ends(StringBuilder out, List<ColumnProfile> columns) {
    StringBuilder lines = new StringBuilder();
    for (ColumnProfile column : columns) {
      ColumnProfile.Numbers number = column.asNumbers();
      ColumnProfile.Time time = column.asTime();
      ColumnProfile.Text text = column.text();
      if (ColumnView.topIsAll(column)) {
        continue;
      }
      if (number != null) {
        ends(lines, column.name(), number.smallest(), number.largest());
      } else if (time != null) {
        ends(lines, column.name(), time.smallest(), time.largest());
      } else if (text != null) {
        ends(lines, column.name(), text.smallest(), text.largest());
      }
    }
    if (lines.length() > 0) {
      out.append("\n## Smallest and largest values\n\n");
      out.append("| column | from the smallest on | from the largest on |\n| --- | --- | --- |\n");
      out.append(lines);
    }
  }

  private static void ends(
      StringBuilder out, String name, List<ValueCount> smallest, List<ValueCount> largest) {
    if (!smallest.isEmpty()) {
      out.append("| ").append(cell(name, NAME)).append(" | ").append(counted(smallest));
      out.append(" | ").append(counted(largest)).append(" |\n");
    }
  }

  private static String counted(List<ValueCount> values) {
    return values.stream()
        .map(each -> value(each.value()) + " (" + Figures.count(each.count()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static void correlations(StringBuilder out, List<DatasetProfile.Correlation> all) {
    List<DatasetProfile.Correlation> strong =
        all.stream().filter(DatasetProfile.Correlation::isStrong).limit(CORRELATIONS).toList();
    if (strong.isEmpty()) {
      return;
    }
    out.append("\n## Correlations\n\n| columns | Pearson | Spearman |\n| --- | ---: | ---: |\n");
    for (DatasetProfile.Correlation each : strong) {
      out.append("| ").append(cell(each.x(), NAME)).append(", ").append(cell(each.y(), NAME));
      out.append(" | ").append(Figures.coefficient(each.coefficient()));
      out.append(" | ").append(Figures.coefficient(each.rankCoefficient())).append(" |\n");
    }
  }

  /** Rows of the first columns, with how often each occurs, if that is not empty. */
  private static void rows(
      StringBuilder out,
      String heading,
      DatasetProfile profile,
      List<DatasetProfile.ShownRow> rows,
      List<Long> counts) {
    if (rows.isEmpty()) {
      return;
    }
    List<String> names = profile.columns().stream().map(ColumnProfile::name).toList();
    List<String> first = names.subList(0, Math.min(WIDTH, names.size()));
    out.append("\n## ").append(heading).append("\n\n|");
    out.append(counts.isEmpty() ? "" : " occurs |");
    first.forEach(name -> out.append(' ').append(cell(name, NAME)).append(" |"));
    out.append("\n|").append(counts.isEmpty() ? "" : " ---: |");
    out.append(" --- |".repeat(first.size())).append('\n');
    for (int i = 0; i < rows.size(); i++) {
      out.append('|');
      if (!counts.isEmpty()) {
        out.append(' ').append(Figures.count(counts.get(i))).append(" |");
      }
      for (String name : first) {
        String value = rows.get(i).value(name);
        out.append(' ').append(value == null ? "*null*" : value(value)).append(" |");
      }
      out.append('\n');
    }
    if (first.size() < names.size()) {
      out.append("\n… and ").append(Figures.count(names.size() - first.size(), "more column"));
      out.append(".\n");
    }
  }

  private static String value(String text) {
    return text.isEmpty() ? "*empty*" : cell(text, VALUE);
  }

  private static String summary(ColumnProfile column) {
    ColumnProfile.Numbers number = column.asNumbers();
    boolean some = column.inferredShare() < 1;
    if (number != null && number.finite() > 0) {
      return (some ? Figures.percent(column.inferredShare()) + " as numbers: " : "")
          + Figures.real(number.min())
          + " to "
          + Figures.real(number.max())
          + ", median "
          + Figures.real(number.median())
          + ", mean "
          + Figures.real(number.mean());
    }
    ColumnProfile.Time time = column.asTime();
    if (time != null) {
      return (some ? Figures.percent(column.inferredShare()) + " as dates: " : "")
          + time.min()
          + " to "
          + time.max();
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
      out.append(value(each.value()));
      out.append(' ').append(Figures.percent(each.count(), column.values()));
    }
    return out.toString();
  }

  private static String cell(String text, int length) {
    return MarkdownReport.escape(Visible.cut(text, length));
  }
}
