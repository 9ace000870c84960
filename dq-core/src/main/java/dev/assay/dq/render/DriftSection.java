package dev.assay.dq.render;

import dev.assay.dq.drift.ColumnDrift;
import dev.assay.dq.drift.ColumnDrift.Bucket;
import dev.assay.dq.drift.ColumnDrift.Divergence;
import dev.assay.dq.drift.ColumnDrift.Shift;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.drift.Finding;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.ValueCount;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What changed since another profile, the columns that changed most first. */
final class DriftSection implements Section {

  private static final int LISTED = 400;
  private static final int BUCKETS = 24;
  private static final int REMARKS = 100;

  private final @Nullable Drift drift;

  DriftSection(@Nullable Drift drift) {
    this.drift = drift;
  }

  @Override
  public String id() {
    return "drift";
  }

  @Override
  public String title() {
    return "What changed";
  }

  @Override
  public boolean isEmpty() {
    return drift == null;
  }

  @Override
  public void render(Html page) {
    if (drift == null) {
      return;
    }
    List<ColumnDrift> drifted = drift.drifted();
    if (drifted.isEmpty()) {
      page.element("p", "No column drifted.");
    }
    page.open("ul", "class", "plain");
    for (ColumnDrift column : drifted.subList(0, Math.min(LISTED, drifted.size()))) {
      page.line().open("li");
      column(page, column);
      page.close();
    }
    page.close();
    if (drifted.size() > LISTED) {
      page.element("p", "… and " + Figures.count(drifted.size() - LISTED) + " more");
    }
    remarks(page, drift.columns());
    unchanged(page, drift.unchanged());
  }

  private static void unchanged(Html page, List<ColumnDrift> columns) {
    if (columns.isEmpty()) {
      return;
    }
    page.details(false, "more");
    page.element("summary", "No drift found in " + Figures.count(columns.size(), "column"));
    page.open("p");
    int shown = Math.min(LISTED, columns.size());
    for (int i = 0; i < shown; i++) {
      page.text(i == 0 ? "" : ", ").name(columns.get(i).name());
    }
    int more = columns.size() - shown;
    page.text(more > 0 ? " … and " + Figures.count(more) + " more" : "").close(2);
  }

  private static void column(Html page, ColumnDrift column) {
    String level = column.level().name().toLowerCase(Locale.ROOT);
    page.open("h3").name(column.name()).text(" ");
    page.element(
        "span", level, "class", "badge " + (level.equals("large") ? "s-fail" : "s-warning"));
    page.close();
    for (Finding finding : column.findings()) {
      page.open("p").open("bdi").text(Visible.cut(finding.text(), 300)).close(2);
    }
    Divergence divergence = column.divergence();
    if (divergence == null && column.shifts().isEmpty()) {
      return;
    }
    page.details(false, "more").element("summary", "before and after");
    if (divergence != null) {
      buckets(page, divergence);
    }
    if (!column.shifts().isEmpty()) {
      shifts(page, column.shifts());
    }
    ColumnDrift.CategoryChange categories = column.categories();
    if (categories != null) {
      values(page, "Values that are new: ", categories.appeared());
      values(page, "Values that are gone: ", categories.vanished());
    }
    page.close();
  }

  private static void buckets(Html page, Divergence divergence) {
    long n = divergence.buckets().stream().mapToLong(Bucket::before).sum();
    long m = divergence.buckets().stream().mapToLong(Bucket::after).sum();
    page.scroll("Shares before and after").open("table", "class", "list");
    page.element(
        "caption",
        "Shares of values; population stability index "
            + Figures.coefficient(divergence.psi())
            + ", Jensen–Shannon divergence "
            + Figures.coefficient(divergence.jensenShannon())
            + " nats");
    page.open("thead").open("tr").element("th", "Values", "scope", "col");
    page.element("th", "Before", "scope", "col", "class", "num");
    page.element("th", "", "scope", "col");
    page.element("th", "After", "scope", "col", "class", "num");
    page.element("th", "", "scope", "col").close(2).open("tbody");
    int shown = Math.min(BUCKETS, divergence.buckets().size());
    for (Bucket bucket : divergence.buckets().subList(0, shown)) {
      page.open("tr").open("td").value(bucket.label()).close();
      share(page, bucket.before(), n);
      share(page, bucket.after(), m);
      page.close();
    }
    page.close(3);
    if (divergence.buckets().size() > shown) {
      page.element(
          "p",
          "… and " + Figures.count(divergence.buckets().size() - shown) + " more",
          "class",
          "aside");
    }
  }

  private static void share(Html page, long part, long whole) {
    page.element("td", Figures.percent(part, whole), "class", "num").open("td");
    Svg.share(page, whole == 0 ? 0 : (double) part / whole);
    page.close();
  }

  private static void shifts(Html page, List<Shift> shifts) {
    page.scroll("Positions before and after").open("table", "class", "list");
    page.open("thead").open("tr").element("th", "Position", "scope", "col");
    page.element("th", "Before", "scope", "col", "class", "num");
    page.element("th", "After", "scope", "col", "class", "num").close(2).open("tbody");
    for (Shift shift : shifts) {
      page.open("tr").element("td", shift.position());
      page.element("td", Visible.cut(shift.textBefore(), 40), "class", "num");
      page.element("td", Visible.cut(shift.textAfter(), 40), "class", "num").close();
    }
    page.close(3);
  }

  private static void values(Html page, String label, List<ValueCount> values) {
    if (values.isEmpty()) {
      return;
    }
    page.open("p").text(label);
    int shown = Math.min(BUCKETS, values.size());
    for (int i = 0; i < shown; i++) {
      page.text(i == 0 ? "" : ", ").value(values.get(i).value());
      page.text(" " + Figures.count(values.get(i).count()));
    }
    page.text(shown < values.size() ? " … and " + (values.size() - shown) + " more" : "").close();
  }

  private static void remarks(Html page, List<ColumnDrift> columns) {
    long all = columns.stream().mapToLong(column -> column.remarks().size()).sum();
    if (all == 0) {
      return;
    }
    page.details(false, "more").element("summary", Figures.count(all, "remark"));
    page.open("ul", "class", "plain");
    int left = REMARKS;
    for (ColumnDrift column : columns) {
      for (String remark : column.remarks()) {
        if (left-- > 0) {
          page.open("li").name(column.name()).text(": ");
          page.open("bdi").text(Visible.cut(remark, 300)).close(2);
        }
      }
    }
    page.close();
    if (all > REMARKS) {
      page.element("p", "… and " + Figures.count(all - REMARKS) + " more", "class", "aside");
    }
    page.close();
  }
}
