package dev.assay.dq.render;

import static dev.assay.dq.render.Figures.at;

import dev.assay.dq.internal.Visible;
import dev.assay.dq.profile.DatasetProfile.Scatter;
import dev.assay.dq.profile.Histogram;
import java.math.BigDecimal;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** Pictures. Colours come from the style sheet; every picture has a title that says it in words. */
final class Svg {

  private static final double WIDTH = 360;
  private static final double PLOT = 88;
  private static final double LABELS = 14;
  private static final double STRIP = 18;

  private Svg() {}

  private static Html open(Html page, String style, double width, double height, String title) {
    return page.open(
            "svg", "class", style, "role", "img", "viewBox", "0 0 " + at(width) + " " + at(height))
        .element("title", title);
  }

  /** A mark of text in a picture. */
  private static void label(Html page, double x, double y, String anchor, String text) {
    page.element("text", text, "x", at(x), "y", at(y), "class", anchor);
  }

  /** How values map to places. */
  private record Scale(double from, double to, double width) {
    double x(double value) {
      // halves: the distance of two numbers may be infinite
      double share = to > from ? (value / 2 - from / 2) / (to / 2 - from / 2) : 0.5;
      return Math.max(0, Math.min(1, share)) * width;
    }
  }

  /**
   * A histogram, and below it a strip from the 1% to the 99% quantile, with a box over the middle
   * half and a mark at the median, on the same scale. The area of a bar is its count.
   */
  static void histogram(
      Html page,
      String name,
      Histogram histogram,
      Map<String, BigDecimal> quantiles,
      DoubleFunction<String> text) {
    List<Histogram.Bin> bins = histogram.bins();
    Scale scale = new Scale(bins.get(0).from(), bins.get(bins.size() - 1).to(), WIDTH);
    boolean strip = quantiles.containsKey("0.5") && scale.to() > scale.from();
    String title =
        "Histogram of "
            + name
            + ", "
            + text.apply(scale.from())
            + " to "
            + text.apply(scale.to())
            + (strip ? "; median " + text.apply(quantile(quantiles, "0.5")) : "");
    open(page, "histogram", WIDTH, PLOT + LABELS + (strip ? STRIP : 0), title);
    double most = 0;
    for (Histogram.Bin bin : bins) {
      most = Math.max(most, density(bin));
    }
    for (Histogram.Bin bin : bins) {
      if (bin.count() > 0) {
        bar(page, scale, bin, most, bins.size(), text);
      }
    }
    page.empty("line", "class", "axis", "x1", "0", "x2", at(WIDTH), "y1", at(PLOT), "y2", at(PLOT));
    double y = PLOT + 11;
    if (scale.to() > scale.from()) {
      label(page, 0, y, "start", text.apply(scale.from()));
      label(page, WIDTH / 2, y, "middle", text.apply(scale.from() / 2 + scale.to() / 2));
      label(page, WIDTH, y, "end", text.apply(scale.to()));
    } else {
      label(page, WIDTH / 2, y, "middle", text.apply(scale.from()));
    }
    if (strip) {
      strip(page, scale, quantiles, PLOT + LABELS + STRIP / 2 + 1, text);
    }
    page.close();
  }

  private static void bar(
      Html page,
      Scale scale,
      Histogram.Bin bin,
      double most,
      int bins,
      DoubleFunction<String> text) {
    double height = Math.max(1, PLOT * density(bin) / most);
    boolean point = bin.to() <= bin.from();
    double left = point ? WIDTH / 2 - 20 : scale.x(bin.from());
    double width = point ? 40 : scale.x(bin.to()) - left;
    double gap = bins > 60 ? 0.2 : 1;
    page.open(
            "rect",
            "x",
            at(left + gap / 2),
            "y",
            at(PLOT - height),
            "width",
            at(Math.max(0.3, width - gap)),
            "height",
            at(height))
        .element(
            "title",
            (point ? "" : text.apply(bin.from()) + " to ")
                + text.apply(bin.to())
                + ": "
                + Figures.count(bin.count()))
        .close();
  }

  private static double density(Histogram.Bin bin) {
    return bin.to() > bin.from() ? bin.count() / (bin.to() - bin.from()) : bin.count();
  }

  private static double quantile(Map<String, BigDecimal> quantiles, String share) {
    BigDecimal quantile = quantiles.get(share);
    return quantile == null ? Double.NaN : quantile.doubleValue();
  }

  private static void strip(
      Html page,
      Scale scale,
      Map<String, BigDecimal> quantiles,
      double y,
      DoubleFunction<String> text) {
    String[] marks = {"0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99"};
    for (String mark : marks) {
      if (Double.isNaN(quantile(quantiles, mark))) {
        return;
      }
    }
    double[] x = new double[marks.length];
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < marks.length; i++) {
      double value = quantile(quantiles, marks[i]);
      x[i] = scale.x(value);
      words.append(i == 0 ? "" : ", ").append(Math.round(Double.parseDouble(marks[i]) * 100));
      words.append("%: ").append(text.apply(value));
    }
    page.open("g", "class", "strip").element("title", words.toString());
    page.empty("line", "x1", at(x[0]), "x2", at(x[6]), "y1", at(y), "y2", at(y));
    rect(page, "tail", x[1], y - 2, x[5] - x[1], 4);
    rect(page, "box", x[2], y - 5, x[4] - x[2], 10);
    rect(page, "median", x[3] - 1, y - 7, 2, 14);
    page.close();
  }

  private static void rect(
      Html page, String style, double x, double y, double width, double height) {
    page.empty(
        "rect",
        "class",
        style,
        "x",
        at(x),
        "y",
        at(y),
        "width",
        at(Math.max(1, width)),
        "height",
        at(height));
  }

  /** Upright bars, one a label; an empty label is not written. */
  static void columns(
      Html page, String title, List<Long> counts, List<String> names, List<String> labels) {
    double width = WIDTH;
    double height = 52;
    open(page, "columns", width, height + LABELS, title);
    double each = width / counts.size();
    double gap = each > 6 ? 2 : each > 2 ? 0.6 : 0;
    long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    for (int i = 0; i < counts.size(); i++) {
      double tall = height * counts.get(i) / most;
      if (counts.get(i) > 0) {
        page.open(
                "rect",
                "x",
                at(i * each + gap / 2),
                "y",
                at(height - Math.max(1, tall)),
                "width",
                at(each - gap),
                "height",
                at(Math.max(1, tall)))
            .element("title", names.get(i) + ": " + Figures.count(counts.get(i)))
            .close();
      }
      if (!labels.get(i).isEmpty()) {
        label(page, (i + 0.5) * each, height + 11, "middle", labels.get(i));
      }
    }
    page.empty(
        "line", "class", "axis", "x1", "0", "x2", at(width), "y1", at(height), "y2", at(height));
    page.close();
  }

  /** A lying bar beside a number that says the same, and hidden from readers of the screen. */
  static void share(Html page, double share) {
    page.open(
            "svg",
            "class",
            "share",
            "viewBox",
            "0 0 100 8",
            "preserveAspectRatio",
            "none",
            "aria-hidden",
            "true")
        .empty(
            "rect",
            "width",
            at(share > 0 ? Math.max(0.6, 100 * Math.min(1, share)) : 0),
            "height",
            "8")
        .close();
  }

  /** A small picture of a distribution for a line of a table. */
  static void sparkline(Html page, String title, List<Long> counts) {
    double each = 72.0 / Math.max(1, counts.size());
    long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    StringBuilder path = new StringBuilder("M0 18");
    for (long count : counts) {
      double y = count == 0 ? 18 : 18 - Math.max(0.8, 18.0 * count / most);
      path.append("V").append(at(y)).append("h").append(at(each));
    }
    path.append("V18z");
    open(page, "spark", 72, 18, title).empty("path", "d", path.toString()).close();
  }

  /**
   * The lower half of a symmetric matrix of coefficients from -1 to 1. The name on the diagonal
   * belongs to the row to its left and the column below it.
   */
  static void triangle(Html page, String title, List<String> names, double[][] coefficients) {
    double cell = 34;
    double room = 150;
    double width = cell * (names.size() - 1) + room;
    double height = cell * names.size();
    page.open(
            "svg",
            "class",
            "triangle",
            "role",
            "img",
            "viewBox",
            "0 0 " + at(width) + " " + at(height),
            "width",
            at(width),
            "height",
            at(height))
        .element("title", title);
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        cell(page, j * cell, i * cell, cell, names.get(j), names.get(i), coefficients[i][j]);
      }
      label(
          page,
          i * cell + 6,
          i * cell + cell / 2 + 4,
          "start",
          Visible.cutInside(Visible.of(names.get(i)), 20));
    }
    page.close();
  }

  private static void cell(
      Html page, double x, double y, double size, String one, String other, double coefficient) {
    boolean known = Double.isFinite(coefficient);
    String text = known ? Figures.coefficient(coefficient) : "–";
    page.open("g")
        .element("title", Visible.cut(one, 40) + ", " + Visible.cut(other, 40) + ": " + text)
        .empty(
            "rect",
            "class",
            !known ? "none" : coefficient < 0 ? "minus" : "plus",
            "x",
            at(x + 1),
            "y",
            at(y + 1),
            "width",
            at(size - 2),
            "height",
            at(size - 2),
            "fill-opacity",
            known ? hundredths(0.04 + 0.5 * Math.abs(coefficient)) : "0");
    label(page, x + size / 2, y + size / 2 + 4, "middle", text);
    page.close();
  }

  static String hundredths(double number) {
    return Double.toString(Math.round(number * 100) / 100.0);
  }

  /**
   * Rows as points. Above stands the name of the column that runs up, below that of the one that
   * runs across, and along each axis its smallest and its largest number.
   */
  static void scatter(Html page, Scatter scatter, double coefficient) {
    double side = 180;
    double left = 14;
    double top = 17;
    double edge = 5; // no point lies on an axis
    double bottom = top + 120 + 2 * edge;
    Scale across = scale(scatter.xs(), side - left - 2 * edge);
    Scale up = scale(scatter.ys(), 120);
    String title =
        "Scatter plot of "
            + Visible.cutInside(scatter.x(), 40)
            + " across, "
            + Figures.real(across.from())
            + " to "
            + Figures.real(across.to())
            + ", and "
            + Visible.cutInside(scatter.y(), 40)
            + " upward, "
            + Figures.real(up.from())
            + " to "
            + Figures.real(up.to())
            + ": "
            + Figures.count(scatter.xs().size(), "row")
            + "; correlation "
            + Figures.coefficient(coefficient);
    open(page, "scatter", side, bottom + 30, title);
    label(page, 0, 10, "start name", "↑ " + Visible.cutInside(Visible.of(scatter.y()), 20));
    label(page, side, 10, "end", Figures.coefficient(coefficient));
    upright(page, 9, bottom, "start", Figures.axis(up.from()));
    upright(page, 9, top, "end", Figures.axis(up.to()));
    String corner = "M" + at(left) + " " + at(top) + "V" + at(bottom) + "H" + at(side);
    page.empty("path", "class", "axis", "d", corner);
    for (int i = 0; i < scatter.xs().size(); i++) {
      double x = left + edge + across.x(scatter.xs().get(i));
      double y = bottom - edge - up.x(scatter.ys().get(i));
      page.empty("circle", "cx", at(x), "cy", at(y), "r", "2.4");
    }
    label(page, left, bottom + 12, "start", Figures.axis(across.from()));
    label(page, side, bottom + 12, "end", Figures.axis(across.to()));
    label(
        page, side, bottom + 26, "end name", Visible.cutInside(Visible.of(scatter.x()), 24) + " →");
    page.close();
  }

  private static Scale scale(List<Double> numbers, double width) {
    DoubleSummaryStatistics range =
        numbers.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new Scale(range.getMin(), range.getMax(), width);
  }

  /** A mark of text that runs upward. */
  private static void upright(Html page, double x, double y, String anchor, String text) {
    String turned = "translate(" + at(x) + " " + at(y) + ") rotate(-90)";
    page.element("text", text, "transform", turned, "class", anchor);
  }

  /** Which columns are marked in which pattern: a column a line, and a pattern a column. */
  static void pattern(
      Html page, String title, List<String> names, List<List<String>> patterns, List<Long> rows) {
    double cell = 20;
    double step = 52;
    double room = 160;
    double width = room + step * patterns.size();
    double height = cell * names.size() + 22;
    page.open(
            "svg",
            "class",
            "pattern",
            "role",
            "img",
            "viewBox",
            "0 0 " + at(width) + " " + at(height),
            "width",
            at(width),
            "height",
            at(height))
        .element("title", title);
    for (int i = 0; i < names.size(); i++) {
      label(page, 0, i * cell + 14, "start", Visible.cutInside(Visible.of(names.get(i)), 22));
    }
    for (int j = 0; j < patterns.size(); j++) {
      double x = room + j * step;
      for (int i = 0; i < names.size(); i++) {
        boolean missing = patterns.get(j).contains(names.get(i));
        page.empty(
            "rect",
            "class",
            missing ? "missing" : "there",
            "x",
            at(x + 2),
            "y",
            at(i * cell + 2),
            "width",
            at(step - 4),
            "height",
            at(cell - 4));
      }
      label(page, x + step / 2, names.size() * cell + 15, "middle", Figures.count(rows.get(j)));
    }
    page.close();
  }
}
