package dev.assay.dq.profile;

import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.Visible;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A profile as text for a terminal: an overview, what deserves attention, and a line a column; or
 * one column in detail.
 */
public final class ProfileText {

  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int MAX_ALIKE = 3;
  private static final int MAX_LINES = 10;
  private static final int NAME = 28;
  private static final int BINS = 16;
  private static final int END = 40;
  private static final int ROW = 160;

  private ProfileText() {}

  /**
   * The overview.
   *
   * @return the text, ending in a line feed
   */
  public static String render(DatasetProfile profile) {
    StringBuilder out = new StringBuilder();
    long cells = profile.rows() * profile.columns().size();
    line(
        out,
        "%s rows, %s columns, %s of %s cells missing (%s)",
        Numbers.grouped(profile.rows()),
        Numbers.grouped(profile.columns().size()),
        Numbers.grouped(profile.missingCells()),
        Numbers.grouped(cells),
        percent(profile.missingCells(), cells));
    if (profile.duplicateRows() >= 0) {
      line(out, "%s duplicate rows", Numbers.grouped(profile.duplicateRows()));
    }
    line(
        out,
        "columns by type: %s; about %s bytes of values",
        Numbers.counts(profile.types()),
        Numbers.grouped(profile.estimatedBytes()));
    if (profile.columns().stream().anyMatch(ColumnProfile::isTimed)) {
      line(out, "days and hours of instants, and today, in %s", profile.zone());
    }
    DatasetProfile.Partitions partitions = profile.partitions();
    if (partitions != null) {
      line(
          out,
          "%s %s of %s to %s rows, in the middle %s, %s empty, the largest %.1f times the average",
          Numbers.grouped(partitions.number()),
          partitions.number() == 1 ? "partition" : "partitions",
          Numbers.grouped(partitions.min()),
          Numbers.grouped(partitions.max()),
          Numbers.grouped(partitions.median()),
          Numbers.grouped(partitions.empty()),
          partitions.skew(profile.rows()));
      if (partitions.advice() != null) {
        line(out, "  %s", partitions.advice());
      }
    }
    alerts(out, profile);
    line(out, "");
    line(
        out,
        "%-" + NAME + "s %-12s %8s %10s  %-" + BINS + "s %s",
        "column",
        "looks like",
        "missing",
        "distinct",
        "distribution",
        "values");
    for (ColumnProfile column : profile.columns()) {
      line(
          out,
          "%-" + NAME + "s %-12s %8s %10s  %-" + BINS + "s %s",
          name(column.name()),
          column.semantic().label(),
          percent(column.nulls(), column.rows()),
          (column.distinctExact() ? "" : "~") + Numbers.grouped(column.distinct()),
          sparkline(column),
          Visible.cut(summary(column), 60));
    }
    correlations(out, profile);
    associations(out, profile.associations());
    keys(out, profile.keys());
    dependencies(out, profile.dependencies());
    sums(out, profile.sums());
    missingTogether(out, profile.missingTogether());
    rows(out, "first rows:", profile.firstRows());
    rows(out, "last rows:", profile.lastRows());
    part(
        out,
        "duplicate rows, the most frequent:",
        profile.topDuplicateRows().stream()
            .map(
                each ->
                    String.format(Locale.ROOT, "%10s  ", Numbers.grouped(each.count()))
                        + row(each.row()))
            .toList());
    part(out, "left out:", profile.limits());
    return out.toString();
  }

  /** Some lines under a heading, with how many more there are; nothing if there are none. */
  private static void part(StringBuilder out, String heading, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    line(out, "");
    line(out, "%s", heading);
    for (String each : lines.subList(0, Math.min(MAX_LINES, lines.size()))) {
      line(out, "  %s", each);
    }
    if (lines.size() > MAX_LINES) {
      line(out, "  … and %d more", lines.size() - MAX_LINES);
    }
  }

  private static void associations(StringBuilder out, List<DatasetProfile.Association> all) {
    List<String> lines = new ArrayList<>();
    for (DatasetProfile.Association each : all) {
      if (each.cramersV() >= 0.3) {
        lines.add(
            String.format(
                Locale.ROOT, "%6.3f  %s, %s", each.cramersV(), name(each.x()), name(each.y())));
      }
    }
    part(out, "associations of columns with few values, Cramér's V:", lines);
  }

  private static void keys(StringBuilder out, List<DatasetProfile.CandidateKey> all) {
    List<String> lines = new ArrayList<>();
    for (DatasetProfile.CandidateKey each : all) {
      if (each.isUnique()) {
        lines.add(
            String.join(", ", each.columns().stream().map(ProfileText::name).toList())
                + "  ("
                + Numbers.grouped(each.rows())
                + " rows)");
      }
    }
    part(out, "keys, no two rows the same:", lines);
  }

  private static void dependencies(StringBuilder out, List<DatasetProfile.Dependency> all) {
    List<String> lines = new ArrayList<>();
    for (DatasetProfile.Dependency each : all) {
      lines.add(
          name(each.determinant())
              + " -> "
              + name(each.dependent())
              + (each.exceptions() == 0
                  ? ""
                  : "  (" + Numbers.grouped(each.exceptions()) + " exceptions)"));
    }
    part(out, "dependencies, one column determines the other:", lines);
  }

  private static void sums(StringBuilder out, List<DatasetProfile.RowSum> all) {
    List<String> lines = new ArrayList<>();
    for (DatasetProfile.RowSum each : all) {
      lines.add(
          name(each.total())
              + " = "
              + String.join(" + ", each.parts().stream().map(ProfileText::name).toList()));
    }
    part(out, "sums, in every row:", lines);
  }

  private static void missingTogether(StringBuilder out, List<DatasetProfile.MissingTogether> all) {
    List<String> lines = new ArrayList<>();
    for (DatasetProfile.MissingTogether each : all) {
      if (each.columns().size() > 1) {
        lines.add(
            String.format(Locale.ROOT, "%10s  ", Numbers.grouped(each.rows()))
                + Visible.cut(
                    String.join(", ", each.columns().stream().map(ProfileText::name).toList()),
                    100));
      }
    }
    part(out, "missing in the same rows:", lines);
  }

  private static void rows(StringBuilder out, String heading, List<DatasetProfile.ShownRow> rows) {
    part(out, heading, rows.stream().map(ProfileText::row).toList());
  }

  private static String row(DatasetProfile.ShownRow row) {
    return Visible.cut(
        row.cells().stream()
            .map(each -> name(each.column()) + "=" + Visible.of(each.value()))
            .collect(Collectors.joining(", ", "{", "}")),
        ROW);
  }

  private static String name(String column) {
    return Visible.cut(Visible.of(column), NAME);
  }

  private static void alerts(StringBuilder out, DatasetProfile profile) {
    if (profile.alerts().isEmpty()) {
      line(out, "nothing deserves attention");
      return;
    }
    line(out, "");
    line(out, "worth attention:");
    Alert.byKind(profile.alerts()).forEach(alike -> alike(out, alike));
  }

  /** Some alerts of one kind, and how many more there are. */
  private static void alike(StringBuilder out, List<Alert> alerts) {
    int shown = alerts.size() <= MAX_ALIKE + 1 ? alerts.size() : MAX_ALIKE;
    for (Alert alert : alerts.subList(0, shown)) {
      line(
          out,
          "  %s%s",
          alert.column().isEmpty() ? "" : Visible.cut(Visible.of(alert.column()), 2 * NAME) + ": ",
          Visible.cut(Visible.of(alert.text()), 160));
    }
    if (alerts.size() > shown) {
      List<String> others =
          alerts.subList(shown, alerts.size()).stream().map(each -> name(each.column())).toList();
      line(
          out,
          "  … and %d more of %s: %s",
          others.size(),
          alerts.get(0).kind().label(),
          Visible.cut(String.join(", ", others), 100));
    }
  }

  private static void correlations(StringBuilder out, DatasetProfile profile) {
    List<DatasetProfile.Correlation> strong =
        profile.correlations().stream()
            .filter(DatasetProfile.Correlation::isStrong)
            .limit(10)
            .toList();
    if (!strong.isEmpty()) {
      line(out, "");
      line(out, "correlations, Pearson's and Spearman's:");
      for (DatasetProfile.Correlation each : strong) {
        line(
            out,
            "  %6.3f  %6s  %s, %s",
            each.coefficient(),
            Double.isNaN(each.rankCoefficient())
                ? "-"
                : String.format(Locale.ROOT, "%.3f", each.rankCoefficient()),
            name(each.x()),
            name(each.y()));
      }
    }
  }

  /**
   * One column in detail.
   *
   * @param column its profile
   * @return the text, ending in a line feed
   */
  public static String render(ColumnProfile column) {
    StringBuilder out = new StringBuilder();
    line(out, "%s", Visible.of(column.name()));
    entry(out, "type", column.type());
    entry(
        out,
        "looks like",
        column.semantic().label() + " (" + share(column.semanticShare()) + " of values)");
    entry(
        out,
        "missing",
        Numbers.grouped(column.nulls())
            + " of "
            + Numbers.grouped(column.rows())
            + " ("
            + percent(column.nulls(), column.rows())
            + ")");
    entry(
        out,
        "distinct",
        (column.distinctExact() ? "" : "about ")
            + Numbers.grouped(column.distinct())
            + (column.distinctExact() ? "" : " (standard error 1.6%)")
            + (column.once() >= 0 ? ", once: " + Numbers.grouped(column.once()) : ""));
    for (ValueCount each : column.sentinels()) {
      entry(out, "stands for missing?", quoted(each));
    }
    number(out, column.number());
    text(out, column.text(), column.values());
    time(out, column.time());
    if (column.truths() >= 0) {
      entry(out, "true", Numbers.grouped(column.truths()));
    }
    ColumnProfile.Lengths sizes = column.sizes();
    if (sizes != null) {
      entry(out, "sizes", lengths(sizes));
    }
    ColumnProfile.Holdout holdout = column.holdout();
    if (holdout != null && holdout.rows() > 0) {
      entry(
          out,
          "new in a holdout",
          Numbers.grouped(holdout.unseen())
              + " of "
              + Numbers.grouped(holdout.rows())
              + " rows have a value that no other row has");
    }
    String label = column.topError() == 0 ? "most frequent" : "frequent, at least";
    for (ValueCount each : column.top()) {
      entry(out, label, quoted(each));
      label = "";
    }
    for (ColumnProfile part : column.parts()) {
      line(out, "");
      out.append(render(part));
    }
    return out.toString();
  }

  private static void number(StringBuilder out, ColumnProfile.@Nullable Numbers number) {
    if (number == null || number.finite() == 0) {
      return;
    }
    entry(out, "min, max", plain(number.min()) + ", " + plain(number.max()));
    ends(out, number.smallest(), number.largest(), "");
    entry(out, "mean", Numbers.rounded(number.mean()));
    entry(
        out,
        "standard deviation",
        rounded(number.standardDeviation())
            + " (sample), "
            + rounded(number.populationStandardDeviation())
            + " (population)");
    entry(
        out, "skewness, kurtosis", rounded(number.skewness()) + ", " + rounded(number.kurtosis()));
    entry(out, "sum", number.sum());
    List<String> quantiles = new ArrayList<>();
    for (Map.Entry<String, BigDecimal> each : number.quantiles().entrySet()) {
      quantiles.add(
          Math.round(Double.parseDouble(each.getKey()) * 100) + "%: " + plain(each.getValue()));
    }
    entry(out, "quantiles", String.join("  ", quantiles));
    if (number.rankError() > 0) {
      entry(out, "", "(ranks within " + share(number.rankError()) + ")");
    }
    entry(
        out,
        "zeros, negatives",
        Numbers.grouped(number.zeros()) + ", " + Numbers.grouped(number.negatives()));
    entry(
        out,
        "NaN, infinite",
        Numbers.grouped(number.nans()) + ", " + Numbers.grouped(number.infinities()));
    entry(out, "outliers", Numbers.grouped(number.outliers()) + " (1.5 interquartile ranges)");
    Histogram histogram = number.histogram();
    if (histogram != null) {
      histogram(out, histogram);
    }
  }

  private static void histogram(StringBuilder out, Histogram histogram) {
    long most = histogram.bins().stream().mapToLong(Histogram.Bin::count).max().orElse(1);
    String label = "histogram";
    for (Histogram.Bin bin : histogram.bins()) {
      int width = (int) Math.round(40.0 * bin.count() / Math.max(1, most));
      entry(
          out,
          label,
          String.format(
              Locale.ROOT,
              "%12s  %-40s %s",
              plain(bin.from()),
              "█".repeat(width),
              Numbers.grouped(bin.count())));
      label = "";
    }
    if (histogram.below() > 0 || histogram.above() > 0) {
      entry(
          out,
          "",
          "not shown: "
              + Numbers.grouped(histogram.below())
              + " below, "
              + Numbers.grouped(histogram.above())
              + " above");
    }
  }

  private static String of(long some, long values) {
    return Numbers.grouped(some)
        + " of "
        + Numbers.grouped(values)
        + " values ("
        + percent(some, values)
        + ")";
  }

  private static void text(StringBuilder out, ColumnProfile.@Nullable Text text, long values) {
    if (text == null) {
      return;
    }
    entry(out, "lengths", lengths(text.lengths()));
    entry(
        out,
        "empty, blank, padded",
        Numbers.grouped(text.empty())
            + ", "
            + Numbers.grouped(text.blank())
            + ", "
            + Numbers.grouped(text.padded()));
    entry(
        out,
        "upper, lower, mixed",
        Numbers.grouped(text.upper())
            + ", "
            + Numbers.grouped(text.lower())
            + ", "
            + Numbers.grouped(text.mixed()));
    entry(
        out,
        "non-ASCII, misread",
        Numbers.grouped(text.nonAscii()) + ", " + Numbers.grouped(text.mojibake()));
    for (ValueCount each : text.dates()) {
      entry(out, "dates like", each.value() + "  " + Numbers.grouped(each.count()));
    }
    ColumnProfile.Time dates = text.asDates();
    if (dates != null) {
      entry(out, "as dates", of(dates.values(), values));
      time(out, dates);
    }
    ColumnProfile.Numbers numbers = text.asNumbers();
    if (numbers != null) {
      entry(out, "as numbers", of(numbers.finite(), values));
      number(out, numbers);
    }
    ends(out, text.smallest(), text.largest(), "\"");
    String label = "shapes";
    for (ValueCount each : text.shapes()) {
      entry(out, label, quoted(each));
      label = "";
    }
  }

  private static void time(StringBuilder out, ColumnProfile.@Nullable Time time) {
    if (time == null) {
      return;
    }
    entry(out, "first, last", time.min() + ", " + time.max());
    ends(out, time.smallest(), time.largest(), "");
    entry(
        out,
        "future, epoch",
        Numbers.grouped(time.future()) + ", " + Numbers.grouped(time.epoch()));
    if (time.daysWithout() >= 0) {
      entry(
          out,
          "days without any",
          Numbers.grouped(time.daysWithout())
              + ", in a row at most "
              + Numbers.grouped(time.longestGap()));
    }
    entry(out, "Monday to Sunday", bars(time.weekdays()) + "  " + time.weekdays());
    if (!time.hours().isEmpty()) {
      entry(out, "hours", bars(time.hours()));
    }
  }

  private static void ends(
      StringBuilder out, List<ValueCount> smallest, List<ValueCount> largest, String quote) {
    if (!smallest.isEmpty()) {
      entry(out, "smallest", ends(smallest, quote));
      entry(out, "largest", ends(largest, quote));
    }
  }

  private static String ends(List<ValueCount> values, String quote) {
    return String.join(
        ", ",
        values.stream()
            .map(
                each ->
                    quote
                        + Visible.cut(Visible.of(each.value()), END)
                        + quote
                        + " ("
                        + Numbers.grouped(each.count())
                        + ")")
            .toList());
  }

  private static String lengths(ColumnProfile.Lengths lengths) {
    return lengths.min() + " to " + lengths.max() + ", mean " + Numbers.rounded(lengths.mean());
  }

  static String plain(@Nullable BigDecimal number) {
    return number == null ? "hidden" : Numbers.plain(number);
  }

  private static String rounded(@Nullable BigDecimal number) {
    return number == null ? "hidden" : Numbers.rounded(number);
  }

  private static String rounded(double number) {
    return Double.isNaN(number) ? "none" : Numbers.rounded(number);
  }

  /** A number as people write it; the same digits as in results. */
  static String plain(double number) {
    if (Double.isNaN(number)) {
      return "none";
    }
    return Double.isInfinite(number) ? String.valueOf(number) : Numbers.real(number);
  }

  private static String quoted(ValueCount each) {
    return "\""
        + Visible.cut(Visible.of(each.value()), 60)
        + "\"  "
        + Numbers.grouped(each.count());
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "0%" : Numbers.percent(BigDecimal.valueOf(part), whole);
  }

  private static String share(double share) {
    return Numbers.percent(BigDecimal.valueOf(share), 1);
  }

  private static String summary(ColumnProfile column) {
    ColumnProfile.Numbers number = column.asNumbers();
    boolean some = column.inferredShare() < 1;
    if (number != null && number.finite() > 0) {
      return (some ? share(column.inferredShare()) + " as numbers: " : "")
          + "min "
          + rounded(number.min())
          + " … median "
          + rounded(number.median())
          + " … max "
          + rounded(number.max())
          + ", mean "
          + Numbers.rounded(number.mean());
    }
    ColumnProfile.Time time = column.asTime();
    if (time != null) {
      return (some ? share(column.inferredShare()) + " as dates: " : "")
          + time.min()
          + " … "
          + time.max();
    }
    if (column.truths() >= 0) {
      return Numbers.grouped(column.truths()) + " true";
    }
    ColumnProfile.Lengths sizes = column.sizes();
    if (sizes != null) {
      return "sizes " + lengths(sizes);
    }
    List<String> top = new ArrayList<>();
    for (ValueCount each : column.top().subList(0, Math.min(3, column.top().size()))) {
      top.add(Visible.cut(Visible.of(each.value()), 18) + " " + Numbers.grouped(each.count()));
    }
    return column.isUnique() ? "each once" : String.join(", ", top);
  }

  private static String sparkline(ColumnProfile column) {
    ColumnProfile.Numbers number = column.asNumbers();
    if (number != null && number.histogram() != null) {
      return bars(fold(number.histogram().bins().stream().map(Histogram.Bin::count).toList()));
    }
    ColumnProfile.Time time = column.asTime();
    if (time != null) {
      return bars(
          time.histogram() == null
              ? time.weekdays()
              : fold(time.histogram().bins().stream().map(Histogram.Bin::count).toList()));
    }
    if (column.top().size() > 1 && column.top().get(0).count() > 1) {
      return bars(column.top().stream().map(ValueCount::count).limit(BINS).toList());
    }
    return "";
  }

  private static List<Long> fold(List<Long> counts) {
    if (counts.size() <= BINS) {
      return counts;
    }
    int each = (counts.size() + BINS - 1) / BINS;
    List<Long> folded = new ArrayList<>();
    for (int i = 0; i < counts.size(); i += each) {
      folded.add(
          counts.subList(i, Math.min(counts.size(), i + each)).stream()
              .mapToLong(Long::longValue)
              .sum());
    }
    return folded;
  }

  private static String bars(List<Long> counts) {
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder bars = new StringBuilder();
    for (long count : counts) {
      bars.append(
          count == 0 ? ' ' : BARS.charAt((int) ((BARS.length() - 1) * count / Math.max(1, most))));
    }
    return bars.toString();
  }

  private static void entry(StringBuilder out, String label, String value) {
    line(out, "  %-21s %s", label, value);
  }

  private static void line(StringBuilder out, String format, Object... arguments) {
    out.append(Visible.of(String.format(Locale.ROOT, format, arguments)).stripTrailing())
        .append('\n');
  }
}
