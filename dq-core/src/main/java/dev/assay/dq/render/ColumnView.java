package dev.assay.dq.render;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.Histogram;
import dev.assay.dq.profile.SemanticType;
import dev.assay.dq.profile.ValueCount;
import dev.assay.dq.result.ConstraintResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** One column: its pictures, and beside them its verdicts and its numbers. */
final class ColumnView {

  private static final int LISTED = 10;
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private final ColumnProfile column;

  ColumnView(ColumnProfile column) {
    this.column = column;
  }

  void render(Html page, List<ConstraintResult> verdicts) {
    page.open("div", "class", "pair").open("div", "class", "pictures");
    pictures(page);
    values(page, frequent(), column.top(), column.values());
    ends(page);
    page.close().open("div", "class", "facts");
    if (!verdicts.isEmpty()) {
      Verdicts.list(page, verdicts);
    }
    general(page);
    numbers(page, column.asNumbers());
    text(page, column.text());
    ColumnProfile.Text text = column.text();
    time(page, text == null ? column.time() : text.asDates());
    page.close(2);
  }

  private String frequent() {
    if (column.topError() == 0) {
      return topIsAll(column) ? "Values" : "Most frequent values";
    }
    return "Frequent values, each count too low by "
        + Figures.count(column.topError())
        + " at most";
  }

  private void pictures(Html page) {
    ColumnProfile.Numbers number = column.asNumbers();
    if (number != null && number.histogram() != null) {
      histogram(page, number.histogram(), number.quantiles(), Figures::axis, "Distribution");
    }
    ColumnProfile.Time time = column.asTime();
    if (time != null) {
      if (time.histogram() != null) {
        histogram(page, time.histogram(), Map.of(), Figures::day, "Over time");
      }
      if (time.weekdays().size() == DAYS.size()) {
        figure(page, "By day of the week");
        Svg.columns(
            page,
            "Number of values on each day of the week",
            time.weekdays(),
            DAYS,
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"));
        page.close();
      }
      hours(page, time.hours());
    }
    if (column.truths() >= 0 && column.values() > 0) {
      List<ValueCount> both =
          List.of(
              new ValueCount("true", column.truths()),
              new ValueCount("false", column.values() - column.truths()));
      if (column.top().isEmpty()) {
        values(page, "Values", both, column.values());
      }
    }
  }

  private static void figure(Html page, String caption) {
    page.open("figure").element("figcaption", caption);
  }

  private void histogram(
      Html page,
      Histogram histogram,
      Map<String, BigDecimal> quantiles,
      DoubleFunction<String> text,
      String caption) {
    if (histogram.bins().isEmpty()) {
      return;
    }
    figure(page, caption + (histogram.exact() ? "" : ", approximate"));
    Svg.histogram(page, Visible.cut(column.name(), 60), histogram, quantiles, text);
    if (histogram.below() > 0 || histogram.above() > 0) {
      List<String> out = new ArrayList<>();
      if (histogram.below() > 0) {
        out.add(Figures.count(histogram.below()) + " below");
      }
      if (histogram.above() > 0) {
        out.add(Figures.count(histogram.above()) + " above");
      }
      page.element("p", "Not shown: " + String.join(", ", out), "class", "aside");
    }
    page.close();
  }

  private static void hours(Html page, List<Long> hours) {
    if (hours.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int hour = 0; hour < hours.size(); hour++) {
      names.add(hour + ":00");
      labels.add(hour % 6 == 0 ? String.valueOf(hour) : "");
    }
    figure(page, "By hour");
    Svg.columns(page, "Number of values in each hour of the day", hours, names, labels);
    page.close();
  }

  /** Values with bars. */
  private static void values(Html page, String caption, List<ValueCount> counts, long all) {
    if (counts.isEmpty() || (counts.size() > 1 && counts.get(0).count() <= 1)) {
      return;
    }
    table(page, caption, counts, all, true);
  }

  private static void table(
      Html page, String caption, List<ValueCount> counts, long all, boolean others) {
    page.open("table", "class", "values").element("caption", caption);
    page.open("thead").open("tr").element("th", "Value", "scope", "col");
    page.element("th", "Share", "scope", "col").element("th", "Rows", "scope", "col");
    page.close(2).open("tbody");
    long shown = 0;
    for (ValueCount each : counts.subList(0, Math.min(LISTED, counts.size()))) {
      shown += each.count();
      page.open("tr").open("th", "scope", "row").value(each.value()).close();
      line(page, each.count(), all);
    }
    if (others && shown < all) {
      page.open("tr", "class", "rest").element("th", "all others", "scope", "row");
      line(page, all - shown, all);
    }
    page.close(2);
  }

  /** Whether the most frequent values are all there are. */
  static boolean topIsAll(ColumnProfile column) {
    return column.top().size() >= column.distinct();
  }

  /** Where the most frequent values are not all. */
  private void ends(Html page) {
    if (topIsAll(column)) {
      return;
    }
    ColumnProfile.Numbers number = column.asNumbers();
    ColumnProfile.Text text = column.text();
    ColumnProfile.Time time = column.asTime();
    if (text != null) {
      ends(page, "First and last values in the order of text", text.smallest(), text.largest());
    }
    if (number != null) {
      ends(page, "Smallest and largest numbers", number.smallest(), number.largest());
    }
    if (time != null) {
      ends(page, "First and last", time.smallest(), time.largest());
    }
  }

  private void ends(
      Html page, String summary, List<ValueCount> smallest, List<ValueCount> largest) {
    if (smallest.isEmpty()) {
      return;
    }
    page.details(false, "more").element("summary", summary);
    table(page, "From the smallest on", smallest, column.values(), false);
    table(page, "From the largest on", largest, column.values(), false);
    page.close();
  }

  private static void line(Html page, long count, long all) {
    page.open("td", "class", "bar");
    Svg.share(page, all == 0 ? 0 : (double) count / all);
    page.element("span", Figures.percent(count, all)).close();
    page.element("td", Figures.count(count), "class", "num").close();
  }

  private static void entry(Html page, String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close();
  }

  private static void heading(Html page, String text) {
    page.element("p", text, "class", "label").open("dl", "class", "numbers");
  }

  private void general(Html page) {
    page.open("dl", "class", "numbers");
    page.open("div").element("dt", "Type").open("dd");
    page.text(Visible.cut(column.type(), 60)).close(2);
    if (column.semanticShare() < 1 && column.semantic() != SemanticType.EMPTY) {
      entry(
          page,
          "Looks like " + column.semantic().label(),
          Figures.percent(column.semanticShare()) + " of values");
    }
    entry(page, "Values", Figures.count(column.values()));
    entry(
        page,
        "Missing",
        column.nulls() == 0
            ? "0"
            : Figures.count(column.nulls())
                + " ("
                + Figures.percent(column.nulls(), column.rows())
                + ")");
    entry(
        page,
        "Distinct",
        column.distinctExact()
            ? Figures.count(column.distinct())
            : "≈ " + Figures.count(column.distinct()) + " (± 1.6%)");
    if (column.once() >= 0) {
      entry(page, "Values that occur once", Figures.count(column.once()));
    }
    for (ValueCount each : column.sentinels()) {
      page.open("div").open("dt").text("Missing, written as ").value(each.value()).close();
      page.element("dd", Figures.count(each.count())).close();
    }
    ColumnProfile.Lengths sizes = column.sizes();
    if (sizes != null) {
      entry(page, "Size", lengths(sizes));
    }
    page.close();
  }

  private static String lengths(ColumnProfile.Lengths lengths) {
    return Figures.count(lengths.min())
        + " to "
        + Figures.count(lengths.max())
        + ", mean "
        + Figures.real(lengths.mean());
  }

  /** Of text, how many values the numbers or the dates are. */
  private void inferred(Html page, long some) {
    if (column.text() != null && some < column.values()) {
      entry(
          page,
          "Of text that fits",
          Figures.count(some) + " (" + Figures.percent(some, column.values()) + ")");
    }
  }

  private void numbers(Html page, ColumnProfile.@Nullable Numbers number) {
    if (number == null) {
      return;
    }
    if (number.finite() > 0) {
      heading(
          page,
          number.rankError() == 0
              ? "Quantiles"
              : "Quantiles, ranks within " + Figures.percent(number.rankError()));
      inferred(page, number.finite());
      entry(page, "Minimum", Figures.real(number.min()));
      number
          .quantiles()
          .forEach(
              (share, value) ->
                  entry(
                      page,
                      share.equals("0.5")
                          ? "Median"
                          : Math.round(100 * Double.parseDouble(share)) + "%",
                      Figures.real(value)));
      entry(page, "Maximum", Figures.real(number.max()));
      page.close();
      heading(page, "Moments");
      entry(page, "Mean", Figures.real(number.mean()));
      entry(page, "Standard deviation", Figures.real(number.standardDeviation()));
      entry(page, "… of the population", Figures.real(number.populationStandardDeviation()));
      entry(page, "Skewness", Figures.real(number.skewness()));
      entry(page, "Excess kurtosis", Figures.real(number.kurtosis()));
      entry(page, "Sum", sum(number.sum()));
      page.close();
    }
    heading(page, "Numbers apart");
    entry(page, "Zero", Figures.count(number.zeros()));
    entry(page, "Negative", Figures.count(number.negatives()));
    entry(page, "Beyond 1.5 IQR", Figures.count(number.outliers()));
    if (number.nans() > 0) {
      entry(page, "NaN", Figures.count(number.nans()));
    }
    if (number.infinities() > 0) {
      entry(page, "Infinite", Figures.count(number.infinities()));
    }
    page.close();
  }

  private static String sum(String text) {
    try {
      double value = Double.parseDouble(text);
      return text.indexOf('.') < 0 && Math.abs(value) < 1e15
          ? Figures.count(Long.parseLong(text))
          : Figures.real(value);
    } catch (NumberFormatException e) {
      return Visible.cut(text, 60);
    }
  }

  private void text(Html page, ColumnProfile.@Nullable Text text) {
    if (text == null || column.values() == 0) {
      return;
    }
    heading(page, "Text");
    entry(page, "Length", lengths(text.lengths()));
    some(page, "Empty", text.empty());
    some(page, "Blank", text.blank());
    some(page, "Padded with blanks", text.padded());
    some(page, "All upper case", text.upper());
    some(page, "All lower case", text.lower());
    some(page, "Both cases", text.mixed());
    some(page, "Beyond ASCII", text.nonAscii());
    some(page, "Decoded wrongly, it seems", text.mojibake());
    text.contains().forEach((kind, count) -> some(page, "With " + characters(kind), count));
    page.close();
    if (text.kinds().values().stream().filter(count -> count > 0).count() > 1) {
      heading(page, "Looks like");
      text.kinds().forEach((kind, count) -> some(page, kind.label(), count));
      page.close();
    }
    if (!text.dates().isEmpty()) {
      values(page, "Patterns of dates", text.dates(), column.values());
    }
    if (column.semantic() != SemanticType.CONSTANT && text.shapes().size() > 0) {
      values(
          page,
          "Shapes: A and a for letters, 9 for digits, + for more of them",
          text.shapes().subList(0, Math.min(5, text.shapes().size())),
          column.values());
    }
  }

  private static String characters(ColumnProfile.CharacterClass kind) {
    return switch (kind) {
      case LETTER -> "letters";
      case DIGIT -> "digits";
      case SPACE -> "blanks";
      case PUNCTUATION -> "punctuation";
      case OTHER -> "other characters";
    };
  }

  private void some(Html page, String name, long count) {
    if (count > 0) {
      entry(
          page,
          name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
          count == column.values() ? "all" : Figures.count(count));
    }
  }

  private void time(Html page, ColumnProfile.@Nullable Time time) {
    if (time == null) {
      return;
    }
    heading(page, "Time");
    inferred(page, time.values());
    entry(page, "First", time.min());
    entry(page, "Last", time.max());
    some(page, "In the future", time.future());
    some(page, "On 1969-12-31 or 1970-01-01", time.epoch());
    if (time.daysWithout() >= 0) {
      entry(page, "Days without any", Figures.count(time.daysWithout()));
      entry(page, "… in a row at most", Figures.count(time.longestGap()));
    }
    page.close();
  }
}
