package dev.assay.dq.render;

import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.DatasetProfile.Correlation;
import dev.assay.dq.profile.DatasetProfile.Scatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How columns of numbers move together: a heat map, and the strongest pairs in a table and in
 * pictures.
 */
final class CorrelationsSection implements Section {

  private static final int MAPPED = 20;
  private static final int LISTED = 12;

  /** A map of so many columns fits beside the list. */
  private static final int BESIDE = 9;

  private final DatasetProfile profile;
  private final Links links;

  CorrelationsSection(DatasetProfile profile, Links links) {
    this.profile = profile;
    this.links = links;
  }

  @Override
  public String id() {
    return "correlations";
  }

  @Override
  public String title() {
    return "Correlations";
  }

  @Override
  public boolean isEmpty() {
    return profile.correlations().isEmpty();
  }

  @Override
  public void render(Html page) {
    List<Correlation> correlations = profile.correlations();
    List<String> names = mapped();
    page.element(
        "p",
        "Pearson's coefficient r over rows where both columns have a finite number; Spearman's ρ,"
            + " of their ranks, in at most 256 different rows that are drawn evenly by a hash of"
            + " the row. A name belongs to the row to its left and to the column below it.",
        "class",
        "aside");
    double[][] matrix = new double[names.size()][names.size()];
    for (double[] row : matrix) {
      Arrays.fill(row, Double.NaN);
    }
    for (Correlation each : correlations) {
      int x = names.indexOf(each.x());
      int y = names.indexOf(each.y());
      if (x >= 0 && y >= 0) {
        matrix[x][y] = each.coefficient();
        matrix[y][x] = each.coefficient();
      }
    }
    page.open("div", "class", names.size() > BESIDE ? "wide" : "pair")
        .open("div")
        .scroll("Heat map of correlations");
    Svg.triangle(page, "Correlations of " + Figures.count(names.size(), "column"), names, matrix);
    page.close(2).open("div").open("table", "class", "list");
    page.element("caption", "The strongest").open("thead").open("tr");
    page.element("th", "r", "scope", "col", "class", "num");
    page.element("th", "ρ", "scope", "col", "class", "num");
    page.element("th", "Columns", "scope", "col");
    page.element("th", "Rows", "scope", "col", "class", "num").close(2).open("tbody");
    for (Correlation each : correlations.subList(0, Math.min(LISTED, correlations.size()))) {
      page.open("tr").element("td", Figures.coefficient(each.coefficient(), 3), "class", "num");
      page.element("td", Figures.coefficient(each.rankCoefficient(), 3), "class", "num").open("td");
      links.write(page, List.of(each.x(), each.y()));
      page.close().element("td", Figures.count(each.pairs()), "class", "num").close();
    }
    page.close(4);
    pictures(page);
  }

  /** A coefficient alone does not tell a line from a curve, or from one outlier. */
  private void pictures(Html page) {
    if (profile.scatters().isEmpty()) {
      return;
    }
    page.element(
        "p",
        "The strongest in pictures: a point for each different row, of at most 256 that are drawn"
            + " evenly by a hash of the row, and the coefficient over all rows. Of columns that are"
            + " the same in every row only the first is drawn.",
        "class",
        "aside");
    page.open("div", "class", "scatters");
    for (Scatter each : profile.scatters()) {
      Svg.scatter(page.line(), each, coefficient(each));
    }
    page.close();
  }

  private double coefficient(Scatter scatter) {
    return profile.correlations().stream()
        .filter(each -> each.x().equals(scatter.x()) && each.y().equals(scatter.y()))
        .mapToDouble(Correlation::coefficient)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The columns of the strongest pairs, in the order of the data. */
  private List<String> mapped() {
    Set<String> chosen = new LinkedHashSet<>();
    for (Correlation each : profile.correlations()) {
      if (chosen.size() < MAPPED || chosen.containsAll(List.of(each.x(), each.y()))) {
        chosen.add(each.x());
        chosen.add(each.y());
      }
    }
    List<String> ordered = new ArrayList<>();
    profile
        .columns()
        .forEach(
            column -> {
              if (chosen.remove(column.name())) {
                ordered.add(column.name());
              }
            });
    ordered.addAll(chosen);
    return ordered.subList(0, Math.min(MAPPED, ordered.size()));
  }
}
