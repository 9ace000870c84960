package dev.assay.dq.render;

import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.DatasetProfile.CandidateKey;
import dev.assay.dq.profile.DatasetProfile.Dependency;
import dev.assay.dq.profile.DatasetProfile.RowSum;
import java.util.Comparator;
import java.util.List;

/** Keys, dependencies and sums. */
final class RulesSection implements Section {

  private static final int LISTED = 25;
  private static final double NEAR = 0.05;

  private final DatasetProfile profile;
  private final Links links;

  RulesSection(DatasetProfile profile, Links links) {
    this.profile = profile;
    this.links = links;
  }

  @Override
  public String id() {
    return "rules";
  }

  @Override
  public String title() {
    return "Keys, dependencies and sums";
  }

  @Override
  public boolean isEmpty() {
    return profile.keys().stream().noneMatch(RulesSection::isNear)
        && profile.dependencies().isEmpty()
        && profile.sums().isEmpty();
  }

  @Override
  public void render(Html page) {
    keys(page);
    dependencies(page);
    sums(page);
  }

  private void keys(Html page) {
    List<CandidateKey> keys =
        profile.keys().stream()
            .filter(RulesSection::isNear)
            .sorted(
                Comparator.comparing((CandidateKey key) -> !key.isUnique())
                    .thenComparing(key -> key.rows() - key.distinct()))
            .toList();
    if (keys.isEmpty()) {
      return;
    }
    page.scroll("Keys")
        .open("table", "class", "list")
        .element("caption", "Keys, and what is nearly one");
    page.open("thead").open("tr").element("th", "Columns", "scope", "col");
    page.element("th", "Unique", "scope", "col");
    page.element("th", "Rows with a key", "scope", "col", "class", "num");
    page.element("th", "Distinct", "scope", "col", "class", "num").close(2).open("tbody");
    for (CandidateKey key : keys.subList(0, Math.min(LISTED, keys.size()))) {
      page.open("tr").open("td");
      links.write(page, key.columns());
      page.close().element("td", key.isUnique() ? "✓ yes" : "✗ no");
      page.element("td", Figures.count(key.rows()), "class", "num");
      page.element("td", Figures.count(key.distinct()), "class", "num").close();
    }
    page.close(3);
    more(page, keys.size());
  }

  /**
   * Whether no row or a few are all that is in the way: nobody looks for a key that fails in many.
   */
  private static boolean isNear(CandidateKey key) {
    return key.rows() - key.distinct() <= key.rows() * NEAR;
  }

  private void dependencies(Html page) {
    List<Dependency> all = profile.dependencies();
    if (all.isEmpty()) {
      return;
    }
    page.scroll("Dependencies").open("table", "class", "list");
    page.element("caption", "One column determines the other");
    page.open("thead").open("tr").element("th", "Determines", "scope", "col");
    page.element("th", "Follows", "scope", "col");
    page.element("th", "Rows", "scope", "col", "class", "num");
    page.element("th", "Exceptions", "scope", "col", "class", "num").close(2).open("tbody");
    for (Dependency each : all.subList(0, Math.min(LISTED, all.size()))) {
      page.open("tr").open("td");
      links.write(page, each.determinant());
      page.close().open("td");
      links.write(page, each.dependent());
      page.close().element("td", Figures.count(each.rows()), "class", "num");
      page.element("td", Figures.count(each.exceptions()), "class", "num").close();
    }
    page.close(3);
    more(page, all.size());
  }

  private void sums(Html page) {
    List<RowSum> all = profile.sums();
    if (all.isEmpty()) {
      return;
    }
    page.open("ul", "class", "plain");
    for (RowSum each : all.subList(0, Math.min(LISTED, all.size()))) {
      page.open("li");
      links.write(page, each.total());
      String separator = " = ";
      for (String part : each.parts()) {
        page.text(separator);
        links.write(page, part);
        separator = " + ";
      }
      page.element("span", " in all " + Figures.count(each.rows(), "row"), "class", "aside");
      page.close();
    }
    page.close();
    more(page, all.size());
  }

  private static void more(Html page, int all) {
    if (all > LISTED) {
      page.element("p", "… and " + (all - LISTED) + " more", "class", "aside");
    }
  }
}
