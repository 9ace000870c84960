package dev.assay.dq.render;

import dev.assay.dq.drift.Drift;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page for people: a profile, the verdicts of a run, what changed since another profile, or all
 * of them, the verdicts then also beside the picture of the column that they are about. Immutable;
 * the options return new reports.
 *
 * <p>The page is one HTML file that asks the network for nothing. It can be read without its
 * script, which only sorts and filters; a content security policy in the page lets no other script
 * run. All data are escaped; characters that cannot be seen, or that turn the direction of writing,
 * are shown by their number. Equal input gives an equal page: it has no date and no time of its
 * own.
 *
 * <p>Its size is bounded: at most ten values, five shapes and as many bars as the histogram has
 * bins for a column, names cut at 64 characters and values at 96; 400 alerts; ten violating rows a
 * constraint. A page of 200 columns stays under 2 MB.
 */
public final class HtmlReport {

  private final @Nullable DatasetProfile profile;
  private final @Nullable RunResult result;
  private final @Nullable Drift drift;
  private final String title;

  private HtmlReport(
      @Nullable DatasetProfile profile,
      @Nullable RunResult result,
      @Nullable Drift drift,
      String title) {
    this.profile = profile;
    this.result = result;
    this.drift = drift;
    this.title = title;
  }

  /**
   * The page of a profile.
   *
   * @return the report
   */
  public static HtmlReport of(DatasetProfile profile) {
    return new HtmlReport(profile, null, null, "Data profile");
  }

  /**
   * The page of a run, with a section for each dataset of a suite.
   *
   * @param result what the run found
   * @return the report
   */
  public static HtmlReport of(RunResult result) {
    return new HtmlReport(null, result, null, "Data quality");
  }

  /**
   * The page of what changed from one profile to another.
   *
   * @param drift what changed
   * @return the report
   */
  public static HtmlReport of(Drift drift) {
    return new HtmlReport(null, null, drift, "Data drift");
  }

  /**
   * The same page with the verdicts of a run on the same data.
   *
   * @param found what the run found
   * @return the report
   */
  public HtmlReport with(VerificationResult found) {
    return new HtmlReport(profile, found, drift, title);
  }

  /**
   * The same page with a profile of the same data.
   *
   * @param known the profile
   * @return the report
   */
  public HtmlReport with(DatasetProfile known) {
    return new HtmlReport(known, result, drift, title);
  }

  /**
   * The same page with what changed since another profile of such data.
   *
   * @param changed what changed
   * @return the report
   */
  public HtmlReport with(Drift changed) {
    return new HtmlReport(profile, result, changed, title);
  }

  /**
   * The same page under another title.
   *
   * @param text the title, such as the name of the data
   * @return the report
   */
  public HtmlReport titled(String text) {
    return new HtmlReport(profile, result, drift, text);
  }

  /**
   * Writes the page in UTF-8, and the folders above it where they are missing. What the file held
   * before is replaced when all of the page is written, and not before.
   *
   * @param file where to
   * @return the absolute path of the file
   * @throws IOException if the file cannot be written
   */
  public Path write(Path file) throws IOException {
    return Written.to(file, render());
  }

  /**
   * The page.
   *
   * @return a whole HTML document
   */
  public String render() {
    List<Section> sections = sections();
    String script = resource("report.js");
    Html page = new Html();
    page.doctype().open("html", "lang", "en").line().open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
                + sha256(script)
                + "'; base-uri 'none'; form-action 'none'")
        .line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", Visible.cut(title, 120)).line();
    page.own("style", resource("report.css")).line().close().line().open("body").line();
    page.element("a", "Skip to the content", "class", "skip", "href", "#content");
    header(page);
    page.line().open("div", "class", "frame");
    contents(page, sections);
    page.line().open("main", "id", "content");
    for (Section section : sections) {
      page.line().open("section", "id", section.id(), "aria-labelledby", section.id() + "-title");
      page.element("h2", section.title(), "id", section.id() + "-title");
      section.render(page);
      page.close();
    }
    page.close(2).line().own("script", script).line().close(2).line();
    return page.finish();
  }

  /** The page, as {@link #render()} gives it. */
  @Override
  public String toString() {
    return render();
  }

  private List<Section> sections() {
    VerificationResult ofOne = result == null ? null : result.datasets().get("");
    Links links = new Links(profile, ofOne);
    List<Section> all = new ArrayList<>();
    if (result != null) {
      result
          .datasets()
          .forEach((dataset, found) -> all.add(new ChecksSection(all.size(), dataset, found)));
    }
    if (profile != null) {
      all.add(new AlertsSection(profile, links));
    }
    all.add(new DriftSection(drift));
    if (profile != null) {
      all.add(new OverviewSection(profile, links, ofOne != null));
      all.add(new CorrelationsSection(profile, links));
      all.add(new AssociationsSection(profile, links));
      all.add(new RulesSection(profile, links));
      all.add(new MissingSection(profile));
      all.add(new PartitionsSection(profile));
      all.add(new ColumnsSection(profile, links));
      all.add(new RowsSection(profile));
      all.add(new NotesSection(profile));
    }
    return all.stream().filter(section -> !section.isEmpty()).toList();
  }

  private void header(Html page) {
    page.open("header");
    page.element("h1", Visible.cut(title, 200));
    if (result != null) {
      page.open("p", "class", "verdict " + (result.passed() ? "s-pass" : "s-fail"));
      page.element("span", result.passed() ? "✓ " : "✗ ", "aria-hidden", "true");
      page.text(Headline.of(result)).close();
    }
    if (drift != null) {
      page.open("dl", "class", "tiles");
      tile(page, "rows before", Figures.count(drift.rowsBefore()));
      tile(page, "rows after", Figures.count(drift.rowsAfter()));
      tile(page, "columns that drifted", Figures.count(drift.drifted().size()));
      page.close();
    }
    if (profile != null) {
      long cells = profile.rows() * profile.columns().size();
      page.open("dl", "class", "tiles");
      count(page, "row", profile.rows());
      count(page, "column", profile.columns().size());
      tile(page, "cells missing", Figures.percent(profile.missingCells(), cells));
      if (profile.duplicateRows() >= 0) {
        count(page, "duplicate row", profile.duplicateRows());
      }
      if (profile.estimatedBytes() > 0) {
        tile(page, "of values", Figures.bytes(profile.estimatedBytes()));
      }
      if (profile.partitions() != null) {
        count(page, "partition", profile.partitions().number());
      }
      page.close();
      page.element("p", "Columns by type: " + Numbers.counts(profile.types()));
    }
    page.close();
  }

  private static void count(Html page, String one, long number) {
    tile(page, number == 1 ? one : one + "s", Figures.count(number));
  }

  private static void tile(Html page, String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close();
  }

  private void contents(Html page, List<Section> sections) {
    page.open("nav", "aria-label", "Contents").open("ul");
    for (Section section : sections) {
      page.open("li").element("a", section.title(), "href", "#" + section.id());
      if (profile != null && section instanceof ColumnsSection) {
        Links links = new Links(profile, null);
        page.open("ul", "class", "names");
        profile
            .columns()
            .forEach(
                column -> {
                  page.open("li", "data-of", links.anchor(column.name()));
                  links.write(page, column.name());
                  page.close();
                });
        page.close();
      }
      page.close();
    }
    page.close(2);
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The resource " + name + " is missing beside " + HtmlReport.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
