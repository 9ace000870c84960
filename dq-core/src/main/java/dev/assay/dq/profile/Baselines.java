package dev.assay.dq.profile;

import dev.assay.dq.Baseline;
import dev.assay.dq.internal.Deciles;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Utf8;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes a baseline of what a profile keeps of a column, or says why it cannot. */
final class Baselines {

  private static final double MICROS = 86_400e6;

  private final ColumnProfile column;
  private final String name;

  private Baselines(ColumnProfile column, String name) {
    this.column = column;
    this.name = name;
  }

  static Baseline of(ColumnProfile column, String name) {
    return new Baselines(column, Args.notBlank(name, "name of the baseline")).made();
  }

  private Baseline made() {
    if (column.hidden() != null) {
      throw refused(
          "hides its values, and what is in their place cannot be compared with values ("
              + column.hidden().reason()
              + "): profile with a policy that allows the column");
    }
    if (column.values() == 0) {
      throw refused("has no value of it");
    }
    if (column.number() != null) {
      return ofNumbers(column.number());
    }
    if (column.time() != null) {
      return ofTimes(column.time());
    }
    if (column.truths() >= 0) {
      return Baseline.ofBooleans(name, column.truths(), column.values() - column.truths());
    }
    if (column.text() != null) {
      return ofTexts();
    }
    throw refused(
        "does not say how often each of its values comes: it is a column of type " + column.type());
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "No baseline can be made of column " + column.name() + ": the profile " + why);
  }

  private Baseline ofNumbers(ColumnProfile.Numbers numbers) {
    if (numbers.nans() + numbers.infinities() > 0) {
      throw refused(
          "counts values that are NaN or infinite ("
              + (numbers.nans() + numbers.infinities())
              + "), whose bucket is not known: profile the rows without them");
    }
    Map<Double, Constant> exact = new HashMap<>();
    kept().keySet().forEach(each -> exact.putIfAbsent(nearest(each), each));
    return ordered(
        numbers.distribution(),
        point -> {
          Constant known = exact.get(point + 0.0);
          return known == null ? Constant.of(point) : known;
        });
  }

  private static double nearest(Constant number) {
    return QuantileSketch.finite((BigDecimal) number.value());
  }

  private Baseline ofTimes(ColumnProfile.Time times) {
    boolean timed = times.min().indexOf('T') >= 0;
    boolean instant = times.min().endsWith("Z");
    return ordered(
        times.distribution(),
        days -> {
          Instant at = Instant.EPOCH.plus(Math.round(days * MICROS), ChronoUnit.MICROS);
          LocalDateTime clock = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
          return Constant.of(instant ? at : timed ? clock : clock.toLocalDate());
        });
  }

  /** A number or a time as the profile writes it; null where it is in a form of its own. */
  private @Nullable Constant constant(String text) {
    try {
      return column.number() != null ? Constant.of(new BigDecimal(text)) : Constant.of(time(text));
    } catch (NumberFormatException | DateTimeException e) {
      return null; // the distribution has to do
    }
  }

  private static Temporal time(String text) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text)
        : text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text);
  }

  private List<ValueCount> listed() {
    return column.categories().isEmpty() ? column.top() : column.categories();
  }

  /** Numbers or times whose counts are exact, the most frequent first. */
  private Map<Constant, Long> kept() {
    Map<Constant, Long> kept = new LinkedHashMap<>();
    for (ValueCount each : column.topError() == 0 ? listed() : List.<ValueCount>of()) {
      Constant value = constant(each.value());
      if (value != null) {
        kept.merge(value, each.count(), Long::sum);
      }
    }
    return kept;
  }

  /** A value with how many lie at or below it. */
  private record Point(Constant at, long upTo) {}

  private Baseline ordered(
      ColumnProfile.@Nullable Distribution distribution, DoubleFunction<Constant> at) {
    Map<Constant, Long> kept = kept();
    if (kept.values().stream().mapToLong(each -> each).sum() == column.values()) {
      return ofDeciles(points(kept), kept);
    }
    if (distribution == null || distribution.values().isEmpty()) {
      throw refused("does not say how its values are distributed");
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < distribution.values().size(); i++) {
      Point point = new Point(at.apply(distribution.values().get(i)), distribution.upTo().get(i));
      int last = points.size() - 1;
      if (last >= 0 && points.get(last).at().equals(point.at())) { // times of one microsecond
        points.set(last, point);
      } else {
        points.add(point);
      }
    }
    boolean all =
        distribution.error() == 0
            && column.distinctExact()
            && column.distinct() == distribution.values().size();
    return ofDeciles(points, all ? counts(points) : kept);
  }

  private static List<Point> points(Map<Constant, Long> counts) {
    List<Point> points = new ArrayList<>();
    long upTo = 0;
    List<Constant> sorted = new ArrayList<>(counts.keySet());
    sorted.sort((a, b) -> compare(a.value(), b.value()));
    for (Constant each : sorted) {
      upTo += counts.get(each);
      points.add(new Point(each, upTo));
    }
    return points;
  }

  @SuppressWarnings("unchecked") // constants of one column are of one class
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static Map<Constant, Long> counts(List<Point> points) {
    Map<Constant, Long> counts = new HashMap<>();
    long before = 0;
    for (Point each : points) {
      counts.put(each.at(), each.upTo() - before);
      before = each.upTo();
    }
    return counts;
  }

  /**
   * Buckets that end at the first point at or above each decile.
   *
   * @param alone how often some of the points come themselves
   */
  private Baseline ofDeciles(List<Point> points, Map<Constant, Long> alone) {
    Deciles deciles = new Deciles(points.get(points.size() - 1).upTo());
    List<Constant> edges = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long seen = 0;
    long cut = 0;
    for (Point each : points) {
      long count = each.upTo() - seen;
      long known = alone.getOrDefault(each.at(), 0L);
      long own = known > count ? 0 : known; // where ranks are not exact
      Deciles.Cut below = deciles.take(count - own);
      Deciles.Cut at = deciles.take(own);
      if (at == Deciles.Cut.AROUND) {
        edges.add(each.at());
        counts.add(each.upTo() - own - cut);
        cut = each.upTo() - own;
      }
      seen = each.upTo();
      if (below != Deciles.Cut.NONE || at != Deciles.Cut.NONE) {
        edges.add(each.at());
        counts.add(seen - cut);
        cut = seen;
      }
    }
    counts.add(seen - cut);
    return new Baseline(name, edges, counts);
  }

  private Baseline ofTexts() {
    if (column.topError() > 0) {
      throw refused(
          "has so many different values that it knows their counts only about: count them in the"
              + " data, and name the frequent ones with Baseline.ofTexts(...)");
    }
    List<Constant> values = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long others = column.values();
    for (ValueCount each : listed()) {
      boolean cut = each.value().length() > HeavyHitters.LONGEST;
      if (!cut && Utf8.hasForm(each.value())) {
        values.add(new Constant.Text(each.value()));
        counts.add(each.count());
        others -= each.count();
      }
    }
    if (values.isEmpty()) {
      throw refused("has only the beginnings of its values, which are long");
    }
    counts.add(others);
    return new Baseline(name, values, counts);
  }
}
