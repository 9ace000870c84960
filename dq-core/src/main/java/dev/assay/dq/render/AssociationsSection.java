package dev.assay.dq.render;

import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.DatasetProfile.Association;
import dev.assay.dq.profile.DatasetProfile.Crosstab;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What columns with few values have in common: strengths, and crosstabs shaded by share of row. */
final class AssociationsSection implements Section {

  private static final int LISTED = 20;
  private static final int TABLES = 8;
  private static final int SIDE = 12;

  private final DatasetProfile profile;
  private final Links links;

  AssociationsSection(DatasetProfile profile, Links links) {
    this.profile = profile;
    this.links = links;
  }

  @Override
  public String id() {
    return "associations";
  }

  @Override
  public String title() {
    return "Columns with few values, in pairs";
  }

  @Override
  public boolean isEmpty() {
    return profile.associations().isEmpty();
  }

  @Override
  public void render(Html page) {
    List<Association> all = profile.associations();
    page.scroll("Strength of associations").open("table", "class", "list");
    page.element("caption", "The strongest").open("thead").open("tr");
    page.element("th", "Columns", "scope", "col");
    page.element("th", "Cramér's V", "scope", "col", "class", "num");
    page.element("th", "Mutual information, nats", "scope", "col", "class", "num");
    page.element("th", "Rows", "scope", "col", "class", "num").close(2).open("tbody");
    for (Association each : all.subList(0, Math.min(LISTED, all.size()))) {
      page.open("tr").open("td");
      links.write(page, List.of(each.x(), each.y()));
      page.close().element("td", Figures.coefficient(each.cramersV()), "class", "num");
      page.element("td", Figures.coefficient(each.mutualInformation()), "class", "num");
      page.element("td", Figures.count(each.rows()), "class", "num").close();
    }
    page.close(3);
    int table = 0;
    for (Association each : all.subList(0, Math.min(TABLES, all.size()))) {
      page.line().details(table++ < 2, "more").open("summary");
      page.name(each.x()).text(" by ").name(each.y()).close();
      crosstab(page, each);
      page.close();
    }
  }

  private static void crosstab(Html page, Association pair) {
    Crosstab crosstab = pair.crosstab();
    List<Integer> rows = shown(crosstab.xValues());
    List<Integer> columns = shown(crosstab.yValues());
    page.scroll("Crosstab").open("table", "class", "heat");
    page.element("caption", "Rows with each pair of values; shaded by share of the line");
    page.open("thead").open("tr").open("td").close();
    for (int column : columns) {
      page.open("th", "scope", "col").value(crosstab.yValues().get(column)).close();
    }
    page.close(2).open("tbody");
    for (int row : rows) {
      List<Long> counts = crosstab.counts().get(row);
      long sum = Math.max(1, counts.stream().mapToLong(Long::longValue).sum());
      page.open("tr").open("th", "scope", "row").value(crosstab.xValues().get(row)).close();
      for (int column : columns) {
        long count = counts.get(column);
        page.element(
            "td",
            Figures.count(count),
            "class",
            count == 0 ? "num zero" : "num",
            "style",
            "--v:" + Svg.hundredths(0.5 * count / sum));
      }
      page.close();
    }
    page.close(2);
    page.close();
    if (rows.size() < crosstab.xValues().size() || columns.size() < crosstab.yValues().size()) {
      page.element(
          "p",
          "Shown: "
              + rows.size()
              + " of "
              + crosstab.xValues().size()
              + " by "
              + columns.size()
              + " of "
              + crosstab.yValues().size()
              + " values",
          "class",
          "aside");
    }
  }

  /** The most frequent values, numbers and days in their order. */
  private static List<Integer> shown(List<String> values) {
    List<Integer> shown =
        IntStream.range(0, Math.min(SIDE, values.size())).boxed().collect(Collectors.toList());
    if (!sort(shown, values, BigDecimal::new)) {
      sort(shown, values, LocalDate::parse);
    }
    return shown;
  }

  /** Nothing is done with text that cannot be read so: it stays in the order of frequency. */
  private static <T extends Comparable<? super T>> boolean sort(
      List<Integer> shown, List<String> values, Function<String, T> read) {
    try {
      Map<Integer, T> known = new HashMap<>();
      shown.forEach(i -> known.put(i, read.apply(values.get(i))));
      shown.sort(Comparator.comparing(known::get));
      return true;
    } catch (NumberFormatException | DateTimeException e) {
      return false;
    }
  }
}
