package dev.assay.dq.render;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.Histogram;
import dev.assay.dq.profile.ValueCount;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line a column. */
final class OverviewSection implements Section {

  private static final int BINS = 24;

  private final DatasetProfile profile;
  private final Links links;
  private final boolean judged;

  OverviewSection(DatasetProfile profile, Links links, boolean judged) {
    this.profile = profile;
    this.links = links;
    this.judged = judged;
  }

  @Override
  public String id() {
    return "overview";
  }

  @Override
  public String title() {
    return "Columns at a glance";
  }

  @Override
  public boolean isEmpty() {
    return profile.columns().isEmpty();
  }

  @Override
  public void render(Html page) {
    page.scroll(title());
    page.open("table", "class", judged ? "overview judged" : "overview", "data-sortable", "")
        .open("thead")
        .open("tr");
    heading(page, "Column", "");
    heading(page, "Looks like", "");
    if (judged) {
      heading(page, "Checks", "");
    }
    heading(page, "Missing", "num");
    heading(page, "Distinct", "num");
    page.element("th", "Distribution", "scope", "col", "class", "pic", "data-fixed", "");
    page.element("th", "Values", "scope", "col", "class", "sum", "data-fixed", "");
    page.close(2).open("tbody");
    for (ColumnProfile column : profile.columns()) {
      row(page, column);
    }
    page.close(3);
  }

  private static void heading(Html page, String text, String style) {
    page.element("th", text, "scope", "col", "class", style);
  }

  private void row(Html page, ColumnProfile column) {
    page.line().open("tr", "data-of", links.anchor(column.name()));
    page.open("th", "scope", "row");
    links.write(page, column.name());
    page.close().open("td").text(column.semantic().label()).close();
    if (judged) {
      verdicts(page, links.verdicts(column.name()));
    }
    page.element(
        "td",
        column.nulls() == 0 ? "0" : Figures.percent(column.nulls(), column.rows()),
        "class",
        column.nulls() == 0 ? "num zero" : "num",
        "data-v",
        Figures.at(1000 - 1000 * column.completeness()));
    page.element(
        "td",
        (column.distinctExact() ? "" : "≈ ") + Figures.count(column.distinct()),
        "class",
        "num",
        "data-v",
        String.valueOf(column.distinct()));
    page.open("td", "class", "pic");
    List<Long> counts = counts(column);
    if (!counts.isEmpty()) {
      Svg.sparkline(page, "distribution", counts);
    }
    page.close().open("td", "class", "sum");
    summary(page, column);
    page.close(2);
  }

  private static void verdicts(Html page, List<ConstraintResult> verdicts) {
    long bad =
        verdicts.stream()
            .filter(each -> each.status() == Status.FAIL || each.status() == Status.ERROR)
            .count();
    page.open("td", "class", "marks", "data-v", String.valueOf(bad));
    if (!verdicts.isEmpty()) {
      ConstraintResult worst = verdicts.get(0);
      Verdicts.badge(page, worst.status(), null);
      page.element("span", bad > 0 ? bad + " of " + verdicts.size() : "", "class", "aside");
    }
    page.close();
  }

  /** What the small picture shows. */
  static List<Long> counts(ColumnProfile column) {
    ColumnProfile.Numbers number = column.asNumbers();
    ColumnProfile.Time time = number == null ? column.asTime() : null;
    Histogram histogram =
        number != null ? number.histogram() : time != null ? time.histogram() : null;
    if (histogram != null && histogram.bins().size() > 1) {
      return fold(histogram.bins().stream().map(Histogram.Bin::count).toList());
    }
    if (time != null) {
      return time.weekdays();
    }
    if (column.truths() >= 0 && column.values() > 0) {
      return List.of(column.truths(), column.values() - column.truths());
    }
    boolean repeats = column.top().size() > 1 && column.top().get(0).count() > 1;
    return number == null && repeats
        ? column.top().stream().map(ValueCount::count).limit(10).toList()
        : List.of();
  }

  private static List<Long> fold(List<Long> counts) {
    int each = (counts.size() + BINS - 1) / BINS;
    List<Long> folded = new ArrayList<>();
    for (int i = 0; i < counts.size(); i += each) {
      long sum = 0;
      for (long count : counts.subList(i, Math.min(counts.size(), i + each))) {
        sum += count;
      }
      folded.add(sum);
    }
    return folded;
  }

  private static void summary(Html page, ColumnProfile column) {
    ColumnProfile.Numbers number = column.asNumbers();
    String some = column.inferredShare() < 1 ? Figures.percent(column.inferredShare()) : "";
    if (number != null && number.finite() > 0) {
      page.text(some.isEmpty() ? "" : some + " as numbers: ");
      three(
          page,
          Figures.real(number.min()),
          Figures.real(number.median()),
          Figures.real(number.max()));
      return;
    }
    ColumnProfile.Time time = column.asTime();
    if (time != null) {
      page.text(some.isEmpty() ? "" : some + " as dates: ");
      three(page, time.min(), null, time.max());
      return;
    }
    if (column.truths() >= 0) {
      page.text(Figures.percent(column.truths(), column.values()) + " true");
      return;
    }
    ColumnProfile.Lengths sizes = column.sizes();
    if (sizes != null) {
      three(page, Figures.count(sizes.min()), null, Figures.count(sizes.max(), "element"));
      return;
    }
    if (column.isUnique()) {
      page.text("each once");
      return;
    }
    String separator = "";
    for (ValueCount each : column.top().subList(0, Math.min(3, column.top().size()))) {
      page.text(separator).value(Visible.cut(each.value(), 24));
      page.element("span", " " + Figures.percent(each.count(), column.values()), "class", "aside");
      separator = ", ";
    }
  }

  private static void three(Html page, String low, @Nullable String middle, String high) {
    page.text(low);
    page.text(middle == null ? " to " : " … " + middle + " … ").text(high);
  }
}
