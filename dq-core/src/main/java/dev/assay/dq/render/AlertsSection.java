package dev.assay.dq.render;

import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.DatasetProfile;
import java.util.List;
import java.util.Locale;

/** What deserves attention, the most serious first. */
final class AlertsSection implements Section {

  private static final int SHOWN = 20;
  private static final int LISTED = 400;

  private final DatasetProfile profile;
  private final Links links;

  AlertsSection(DatasetProfile profile, Links links) {
    this.profile = profile;
    this.links = links;
  }

  @Override
  public String id() {
    return "alerts";
  }

  @Override
  public String title() {
    return "Worth attention";
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public void render(Html page) {
    List<Alert> alerts = profile.alerts();
    if (alerts.isEmpty()) {
      page.element("p", "Nothing deserves attention.");
      return;
    }
    list(page, alerts.subList(0, Math.min(SHOWN, alerts.size())));
    if (alerts.size() > SHOWN) {
      page.details(false, "more").element("summary", alerts.size() - SHOWN + " more");
      list(page, alerts.subList(SHOWN, Math.min(LISTED, alerts.size())));
      if (alerts.size() > LISTED) {
        page.element("p", "… and " + Figures.count(alerts.size() - LISTED) + " more");
      }
      page.close();
    }
  }

  private void list(Html page, List<Alert> alerts) {
    page.open("ul", "class", "alerts");
    for (Alert alert : alerts) {
      page.line().open("li");
      page.element(
          "span", alert.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), "class", "kind");
      page.open("span", "class", "says");
      if (!alert.column().isEmpty()) {
        links.writeAny(page, alert.column());
        page.text(": ");
      }
      page.open("bdi").text(Visible.cut(alert.text(), 300)).close(3);
    }
    page.close();
  }
}
