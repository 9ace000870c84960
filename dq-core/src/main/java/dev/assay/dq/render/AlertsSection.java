package dev.assay.dq.render;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.DatasetProfile;
import java.util.List;

/** What deserves attention, the most serious first. */
final class AlertsSection implements Section {

  private static final int FEW = 3;
  private static final int NAMED = 12;
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
    int left = LISTED;
    List<List<Alert>> byKind = Alert.byKind(alerts);
    for (Alert.Severity severity : Alert.Severity.values()) {
      List<List<Alert>> kinds =
          byKind.stream().filter(alike -> alike.get(0).kind().severity() == severity).toList();
      if (kinds.isEmpty()) {
        continue;
      }
      page.line().element("h3", heading(severity));
      page.open("ul", "class", "alerts");
      for (List<Alert> alike : kinds) {
        left -= alike(page, alike, left);
      }
      page.close();
    }
  }

  private static String heading(Alert.Severity severity) {
    return switch (severity) {
      case ERROR -> "Most likely mistakes";
      case WARNING -> "Unusual";
      case REMARK -> "Good to know";
    };
  }

  /** A few one by one; of many their number and columns, and each one unfolded. */
  private int alike(Html page, List<Alert> alerts, int most) {
    String kind = alerts.get(0).kind().label();
    if (alerts.size() <= FEW) {
      for (Alert alert : alerts) {
        page.line().open("li").element("span", kind, "class", "kind");
        write(page.open("span", "class", "says"), alert);
        page.close(2);
      }
      return alerts.size();
    }
    page.line().open("li").element("span", kind, "class", "kind");
    page.details(false, "says").open("summary");
    page.element("b", Figures.count(alerts.size())).text(" times: ");
    String separator = "";
    for (Alert alert : alerts.subList(0, Math.min(NAMED, alerts.size()))) {
      page.text(separator);
      page.name(alert.column());
      separator = "; ";
    }
    page.text(alerts.size() > NAMED ? "; …" : "").close();
    page.open("ul");
    int listed = Math.min(most, alerts.size());
    for (Alert alert : alerts.subList(0, listed)) {
      write(page.line().open("li"), alert);
      page.close();
    }
    if (listed < alerts.size()) {
      page.element("li", "… and " + Figures.count(alerts.size() - listed) + " more");
    }
    page.close(3);
    return listed;
  }

  private void write(Html page, Alert alert) {
    if (!alert.column().isEmpty()) {
      links.writeAny(page, alert.column());
      page.text(": ");
    }
    page.element("bdi", Visible.cut(alert.text(), 300));
  }
}
