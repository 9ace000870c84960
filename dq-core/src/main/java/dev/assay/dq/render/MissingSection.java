package dev.assay.dq.render;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.DatasetProfile.MissingTogether;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which columns are missing in the same rows. */
final class MissingSection implements Section {

  private static final int PATTERNS = 12;
  private static final int COLUMNS = 40;

  private final DatasetProfile profile;

  MissingSection(DatasetProfile profile) {
    this.profile = profile;
  }

  @Override
  public String id() {
    return "missing";
  }

  @Override
  public String title() {
    return "Missing in the same rows";
  }

  @Override
  public boolean isEmpty() {
    return profile.missingTogether().stream().allMatch(each -> each.columns().isEmpty());
  }

  @Override
  public void render(Html page) {
    List<MissingTogether> patterns =
        profile.missingTogether().stream()
            .filter(each -> !each.columns().isEmpty())
            .limit(PATTERNS)
            .toList();
    Set<String> missing = new LinkedHashSet<>();
    patterns.forEach(each -> missing.addAll(each.columns()));
    List<String> names =
        profile.columns().stream()
            .map(ColumnProfile::name)
            .filter(missing::contains)
            .limit(COLUMNS)
            .toList();
    page.element(
        "p",
        "Each upright stripe is a set of columns that are null in the same rows; the number below"
            + " it is how many rows these are, of "
            + Figures.count(profile.rows())
            + ".",
        "class",
        "aside");
    StringBuilder words = new StringBuilder();
    for (MissingTogether each : patterns.subList(0, Math.min(3, patterns.size()))) {
      words.append(words.length() == 0 ? "" : "; ");
      words.append(Visible.cut(String.join(", ", each.columns()), 120));
      words.append(" in ").append(Figures.count(each.rows(), "row"));
    }
    page.scroll("Map of missing values");
    Svg.pattern(
        page,
        "Missing together: " + words,
        names,
        patterns.stream().map(MissingTogether::columns).toList(),
        patterns.stream().map(MissingTogether::rows).toList());
    page.close();
    if (missing.size() > names.size()) {
      page.element(
          "p", "… and " + (missing.size() - names.size()) + " more columns", "class", "aside");
    }
  }
}
