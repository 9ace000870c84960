package dev.assay.dq.render;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import java.util.ArrayList;
import java.util.List;

/** What was left out, and what is approximate. */
final class NotesSection implements Section {

  private final DatasetProfile profile;

  NotesSection(DatasetProfile profile) {
    this.profile = profile;
  }

  @Override
  public String id() {
    return "notes";
  }

  @Override
  public String title() {
    return "How this was counted";
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public void render(Html page) {
    List<String> notes = new ArrayList<>(profile.limits());
    if (profile.sample() < 1) {
      notes.add("Only " + Figures.percent(profile.sample()) + " of the rows were looked at.");
    }
    if (profile.columns().stream().anyMatch(column -> !column.distinctExact())) {
      notes.add("Numbers of distinct values after ≈ are estimates with a standard error of 1.6%.");
    }
    if (profile.columns().stream()
        .anyMatch(column -> column.number() != null && column.number().rankError() > 0)) {
      notes.add(
          "Quantiles, outliers and histograms come from sketches where a heading says so; minimum,"
              + " maximum, sum, mean and moments are exact.");
    }
    if (profile.columns().stream().anyMatch(ColumnProfile::isTimed)) {
      notes.add(
          "Days and hours of instants, and what is in the future, are as in "
              + profile.zone()
              + ".");
    }
    notes.add("Statistics of numbers are over finite values; quantiles are values of the data.");
    notes.add(
        "Characters that cannot be seen, or that turn the direction of writing, are shown as \\u"
            + " and their number.");
    page.open("ul", "class", "plain");
    for (String note : notes) {
      page.element("li", Visible.cut(note, 400));
    }
    page.close();
  }
}
