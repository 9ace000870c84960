package dev.assay.dq.render;

import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.result.ConstraintResult;
import java.util.List;

/** Every column in detail, folded where there are many. */
final class ColumnsSection implements Section {

  private static final int UNFOLDED = 30;
  private static final int PARTS = 10;

  private final DatasetProfile profile;
  private final Links links;

  ColumnsSection(DatasetProfile profile, Links links) {
    this.profile = profile;
    this.links = links;
  }

  @Override
  public String id() {
    return "columns";
  }

  @Override
  public String title() {
    return "Column by column";
  }

  @Override
  public boolean isEmpty() {
    return profile.columns().isEmpty();
  }

  @Override
  public void render(Html page) {
    boolean unfolded = profile.columns().size() <= UNFOLDED;
    for (ColumnProfile column : profile.columns()) {
      List<ConstraintResult> verdicts = links.verdicts(column.name());
      page.line();
      if (unfolded) {
        page.open("details", "class", "column", "id", links.anchor(column.name()), "open", "");
      } else {
        page.open("details", "class", "column", "id", links.anchor(column.name()));
      }
      page.open("summary").open("h3").name(column.name()).close();
      page.open("span", "class", "aside").text(column.semantic().label());
      if (column.nulls() > 0) {
        page.text(", " + Figures.percent(column.nulls(), column.rows()) + " missing");
      }
      page.close();
      if (!verdicts.isEmpty()) {
        Verdicts.badge(page, verdicts.get(0).status(), verdicts.get(0).severity());
      }
      page.close();
      new ColumnView(column).render(page, verdicts);
      parts(page, column);
      page.close();
    }
  }

  private static void parts(Html page, ColumnProfile column) {
    List<ColumnProfile> parts = column.parts();
    for (ColumnProfile part : parts.subList(0, Math.min(PARTS, parts.size()))) {
      page.open("div", "class", "part").open("h4").name(part.name()).close();
      new ColumnView(part).render(page, List.of());
      page.close();
    }
  }
}
