package dev.assay.dq.render;

import dev.assay.dq.Severity;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.result.CheckResult;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.util.List;

/** Every check of a run: what does not hold in full, and what holds below it. */
final class ChecksSection implements Section {

  private static final int LISTED = 400;

  private final int place;
  private final String dataset;
  private final VerificationResult result;

  /**
   * The checks of a dataset.
   *
   * @param dataset its name; empty where there is only one
   */
  ChecksSection(int place, String dataset, VerificationResult result) {
    this.place = place;
    this.dataset = dataset;
    this.result = result;
  }

  @Override
  public String id() {
    return dataset.isEmpty() ? "checks" : "checks-" + (place + 1);
  }

  @Override
  public String title() {
    return dataset.isEmpty() ? "Checks" : "Checks of " + Visible.cutInside(dataset, 64);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public void render(Html page) {
    if (!dataset.isEmpty()) {
      page.element("p", Headline.of(result), "class", "aside");
    }
    for (CheckResult check : result.checks()) {
      page.line().open("article", "class", "check");
      page.open("h3").name(check.name()).text(" ");
      Verdicts.badge(page, check.status(), check.severity());
      page.close();
      page.element(
          "p",
          (check.severity() == Severity.ERROR ? "Severity error. " : "Severity warning. ")
              + Verdicts.summary(check),
          "class",
          "aside");
      if (check.problem() != null) {
        page.element("p", check.problem());
      }
      List<ConstraintResult> sorted = Verdicts.sorted(check.constraints());
      List<ConstraintResult> open =
          sorted.stream().filter(each -> each.status() != Status.PASS).toList();
      if (!open.isEmpty()) {
        listed(page, open);
      }
      List<ConstraintResult> passed = sorted.subList(open.size(), sorted.size());
      if (!passed.isEmpty()) {
        page.details(open.isEmpty() || passed.size() <= 20, "more");
        page.element("summary", passed.size() + " passed");
        listed(page, passed);
        page.close();
      }
      page.close();
    }
    page.element("p", "Judged by: " + result.engine() + ".", "class", "aside");
  }

  private static void listed(Html page, List<ConstraintResult> results) {
    Verdicts.list(page, results.subList(0, Math.min(LISTED, results.size())));
    if (results.size() > LISTED) {
      page.element("p", "… and " + (results.size() - LISTED) + " more", "class", "aside");
    }
  }
}
