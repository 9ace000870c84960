package dev.assay.dq.render;

import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to a column in other parts of the page. */
final class Links {

  private final Map<String, String> anchors = new HashMap<>();
  private final Map<String, List<ConstraintResult>> verdicts = new HashMap<>();

  Links(@Nullable DatasetProfile profile, @Nullable VerificationResult result) {
    if (profile != null) {
      int number = 1;
      for (ColumnProfile column : profile.columns()) {
        anchors.putIfAbsent(column.name(), "c" + number++);
      }
    }
    if (result != null) {
      for (ConstraintResult each : result.constraints()) {
        each.columns().stream()
            .distinct()
            .forEach(name -> verdicts.computeIfAbsent(name, key -> new ArrayList<>()).add(each));
      }
    }
  }

  /** The address of a column on this page, without its number sign. */
  String anchor(String column) {
    return anchors.getOrDefault(column, "columns");
  }

  /** The verdicts on a column, the bad ones first. */
  List<ConstraintResult> verdicts(String column) {
    return Verdicts.sorted(verdicts.getOrDefault(column, List.of()));
  }

  /** A column's name, as a link where the column is on the page. */
  void write(Html page, String column) {
    String anchor = anchors.get(column);
    if (anchor == null) {
      page.name(column);
    } else {
      page.open("a", "href", "#" + anchor).name(column).close();
    }
  }

  /** The names of several columns, with commas between. */
  void write(Html page, List<String> columns) {
    String separator = "";
    for (String column : columns) {
      page.text(separator);
      write(page, column);
      separator = ", ";
    }
  }

  /** A column, or two with a comma between, of which either may have one in its name. */
  void writeAny(Html page, String columns) {
    if (!anchors.containsKey(columns)) {
      for (int i = columns.indexOf(", "); i >= 0; i = columns.indexOf(", ", i + 1)) {
        String first = columns.substring(0, i);
        String second = columns.substring(i + 2);
        if (anchors.containsKey(first) && anchors.containsKey(second)) {
          write(page, List.of(first, second));
          return;
        }
      }
    }
    write(page, columns);
  }
}
