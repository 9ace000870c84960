package dev.assay.dq.drift;

import dev.assay.dq.result.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Drift as text for a terminal: a line for each column that changed, the most serious first. */
public final class DriftText {

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
        remarks.add("  " + Words.visible(column.name()) + ": " + remark);
      }
    }
    if (!remarks.isEmpty()) {
      line(out, "");
      line(out, "besides:");
      remarks.forEach(remark -> line(out, remark));
    }
    return out.toString();
  }

  private static void part(
      StringBuilder out, String title, List<ColumnDrift> drifted, Level level) {
    List<ColumnDrift> columns = drifted.stream().filter(each -> each.level() == level).toList();
    if (!columns.isEmpty()) {
      line(out, "");
      line(out, title + ":");
      columns.forEach(
          column -> line(out, "  " + Words.visible(column.name()) + ": " + column.text()));
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }
}
