package dev.assay.dq.render;

import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.DatasetProfile.DuplicateRow;
import dev.assay.dq.profile.DatasetProfile.ShownRow;
import java.util.List;

/** The first, the last and the duplicate rows, if they were asked for. */
final class RowsSection implements Section {

  private static final int COLUMNS = 60;

  private final DatasetProfile profile;

  RowsSection(DatasetProfile profile) {
    this.profile = profile;
  }

  @Override
  public String id() {
    return "rows";
  }

  @Override
  public String title() {
    return "Rows";
  }

  @Override
  public boolean isEmpty() {
    return profile.firstRows().isEmpty() && profile.topDuplicateRows().isEmpty();
  }

  @Override
  public void render(Html page) {
    List<String> names =
        profile.columns().stream().map(ColumnProfile::name).limit(COLUMNS).toList();
    if (!profile.firstRows().isEmpty()) {
      rows(page, "The first " + profile.firstRows().size(), names, profile.firstRows(), List.of());
      rows(page, "The last " + profile.lastRows().size(), names, profile.lastRows(), List.of());
    }
    List<DuplicateRow> repeated = profile.topDuplicateRows();
    if (!repeated.isEmpty()) {
      rows(
          page,
          "The most frequent duplicate rows",
          names,
          repeated.stream().map(DuplicateRow::row).toList(),
          repeated.stream().map(DuplicateRow::count).toList());
    }
    if (profile.columns().size() > names.size()) {
      page.element(
          "p",
          "… and " + (profile.columns().size() - names.size()) + " more columns",
          "class",
          "aside");
    }
  }

  /** With how often each occurs, if that is not empty. */
  private static void rows(
      Html page, String caption, List<String> names, List<ShownRow> rows, List<Long> counts) {
    page.scroll(caption).open("table", "class", "rows").element("caption", caption);
    page.open("thead").open("tr");
    if (!counts.isEmpty()) {
      page.element("th", "Occurs", "scope", "col", "class", "num");
    }
    for (String name : names) {
      page.open("th", "scope", "col").name(name).close();
    }
    page.close(2).open("tbody");
    for (int i = 0; i < rows.size(); i++) {
      page.line().open("tr");
      if (!counts.isEmpty()) {
        page.element("td", Figures.count(counts.get(i)), "class", "num");
      }
      for (String name : names) {
        String value = rows.get(i).value(name);
        page.open("td");
        if (value == null) {
          page.element("span", "null", "class", "aside");
        } else {
          page.value(value);
        }
        page.close();
      }
      page.close();
    }
    page.close(3);
  }
}
