package dev.assay.dq.drift;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * Drift as text for a terminal: a line for each column that changed, the most serious first; then
 * what else is worth knowing, and the columns that did not change.
 */
public final class DriftText {

  private static final int WIDTH = 100;
  private static final int NAME = 64;
  private static final int NAMES = 200;

  private DriftText() {}

  /**
   * Renders what changed.
   *
   * @param drift what changed
   * @return the text, ending in a line feed
   */
  public static String render(Drift drift) {
    StringBuilder out = new StringBuilder();
    List<ColumnDrift> drifted = drift.drifted();
    line(
        out,
        Numbers.grouped(drift.rowsBefore())
            + " rows before, "
            + Numbers.grouped(drift.rowsAfter())
            + " after; "
            + drifted.size()
            + " of "
            + Numbers.grouped(drift.columns().size())
            + " columns drifted");
    part(out, "large", drifted, Level.LARGE);
    part(out, "moderate", drifted, Level.MODERATE);
    List<String> remarks = new ArrayList<>();
    for (ColumnDrift column : drift.columns()) {
      for (String remark : column.remarks()) {
        remarks.add("  " + Visible.of(column.name() + ": " + remark));
      }
    }
    if (!remarks.isEmpty()) {
      line(out, "");
      line(out, "besides:");
      remarks.forEach(remark -> line(out, remark));
    }
    unchanged(out, drift.unchanged());
    return out.toString();
  }

  /** Their names, some on a line. */
  private static void unchanged(StringBuilder out, List<ColumnDrift> columns) {
    if (columns.isEmpty()) {
      return;
    }
    line(out, "");
    line(out, "no drift found in:");
    int shown = Math.min(NAMES, columns.size());
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      String name = Visible.cut(Visible.of(columns.get(i).name()), NAME);
      if (names.length() > 0 && names.length() + name.length() > WIDTH) {
        line(out, "  " + names.toString().stripTrailing());
        names.setLength(0);
      }
      names.append(name).append(i + 1 < columns.size() ? ", " : "");
    }
    int more = columns.size() - shown;
    line(out, "  " + names + (more > 0 ? "… and " + Numbers.grouped(more) + " more" : ""));
  }

  private static void part(
      StringBuilder out, String title, List<ColumnDrift> drifted, Level level) {
    List<ColumnDrift> columns = drifted.stream().filter(each -> each.level() == level).toList();
    if (!columns.isEmpty()) {
      line(out, "");
      line(out, title + ":");
      columns.forEach(column -> line(out, "  " + Visible.of(column.name() + ": " + column.text())));
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }
}
