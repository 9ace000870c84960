package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Utf8;
import java.io.Serializable;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * How often values came once, kept where the data are not: what {@link
 * Expression#driftFrom(Baseline)} compares with. A value, stored with its checks, so values of the
 * data are stored with them. {@link dev.assay.dq.profile.ColumnProfile#baseline} makes one of a
 * stored profile.
 *
 * <p>Numbers and times are counted in buckets: each ends at an edge, which belongs to it, and the
 * last has no end. An edge that comes twice is a bucket of one value: the one before ends just
 * below it. Texts and booleans are counted by value, and all values that are not named together.
 *
 * <p>Sentences call it by its name, and a constraint keeps its identity when the counts under that
 * name change.
 */
@SuppressWarnings("serial") // copied to serializable lists
public record Baseline(String name, @Internal List<Constant> points, @Internal List<Long> counts)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int MOST_BUCKETS = 100;
  private static final int MOST_VALUES = 1_000;
  private static final List<Constant> TRUTHS =
      List.of(new Constant.Bool(true), new Constant.Bool(false));

  /** Of edges or values, by what they are. */
  @Internal
  public Baseline {
    Args.notBlank(name, "name of the baseline");
    points = Args.noNulls(points, "edges or values");
    counts = Args.noNulls(counts, "counts");
    checkPoints(name, points);
    checkCounts(name, points, counts);
  }

  /**
   * Of numbers.
   *
   * @param edges ascending, at most 99; one that comes twice is a bucket of its own
   * @param counts how many values were in each bucket: one more than there are edges, since the
   *     last is of what is greater than all of them
   * @throws IllegalArgumentException if they do not fit together, or count nothing
   */
  public static Baseline ofNumbers(String name, List<? extends Number> edges, long... counts) {
    return new Baseline(name, Lists.map(edges, "edges", each -> Constant.of(each)), longs(counts));
  }

  /**
   * Of dates, of points in time, or of dates and times without a zone.
   *
   * @param edges LocalDate, Instant or LocalDateTime, all of them one; ascending, at most 99; one
   *     that comes twice is a bucket of its own
   * @param counts how many values were in each bucket: one more than there are edges, since the
   *     last is of what is after all of them
   * @throws IllegalArgumentException if they do not fit together, or count nothing
   */
  public static Baseline ofTimes(String name, List<? extends Temporal> edges, long... counts) {
    return new Baseline(name, Lists.map(edges, "edges", each -> Constant.of(each)), longs(counts));
  }

  /**
   * Of texts.
   *
   * @param values at most 1,000
   * @param counts how often each came, and last how many rows had any other text
   * @throws IllegalArgumentException if they do not fit together, or count nothing
   */
  public static Baseline ofTexts(String name, List<String> values, long... counts) {
    return new Baseline(name, Lists.map(values, "values", Constant.Text::new), longs(counts));
  }

  /**
   * Of booleans.
   *
   * @throws IllegalArgumentException if a count is negative, or both are 0
   */
  public static Baseline ofBooleans(String name, long trues, long falses) {
    return new Baseline(name, TRUTHS, List.of(trues, falses, 0L));
  }

  private static List<Long> longs(long[] counts) {
    return Arrays.stream(Args.notNull(counts, "counts")).boxed().toList();
  }

  private static void checkPoints(String name, List<Constant> points) {
    if (points.isEmpty()) {
      throw refused(name, "needs at least one edge or value, and has none");
    }
    Class<?> kind = points.get(0).getClass();
    if (points.stream().anyMatch(each -> each.getClass() != kind)) {
      throw refused(name, "must be of one type, and is of several: make one for each");
    }
    int most = isOrdered(points) ? MOST_BUCKETS - 1 : MOST_VALUES;
    if (points.size() > most) {
      throw refused(
          name,
          isOrdered(points)
              ? "may have " + most + " edges, and has " + points.size() + ": ten buckets are usual"
              : "may name "
                  + most
                  + " values, and names "
                  + points.size()
                  + ": count the rare ones among all others");
    }
    if (isOrdered(points)) {
      checkEdges(name, points);
    } else {
      checkValues(name, points);
    }
  }

  private static void checkEdges(String name, List<Constant> points) {
    for (int i = 1; i < points.size(); i++) {
      int order = compare(points.get(i - 1), points.get(i));
      if (order > 0) {
        throw refused(
            name,
            "must have ascending edges, and "
                + points.get(i).value()
                + " comes after "
                + points.get(i - 1).value());
      }
      if (order == 0 && i > 1 && compare(points.get(i - 2), points.get(i)) == 0) {
        throw refused(
            name,
            "has the edge "
                + points.get(i).value()
                + " more than twice: twice is a bucket of its own");
      }
    }
  }

  private static void checkValues(String name, List<Constant> points) {
    if (kind(points) == ColumnKind.BOOL && !points.equals(TRUTHS)) {
      throw refused(name, "of booleans must count true, then false, and then 0 others");
    }
    if (new HashSet<>(points).size() < points.size()) {
      throw refused(name, "must name each value once: add the counts of equal ones");
    }
    for (Constant each : points) {
      if (each instanceof Constant.Text text && !Utf8.hasForm(text.value())) {
        throw refused(name, "takes whole characters, and a value has half a one");
      }
    }
  }

  private static void checkCounts(String name, List<Constant> points, List<Long> counts) {
    if (counts.size() != points.size() + 1) {
      throw refused(
          name,
          "needs "
              + (points.size() + 1)
              + " counts, one more than it has "
              + (isOrdered(points) ? "edges" : "values: the last is of all others")
              + ", and has "
              + counts.size());
    }
    if (points.equals(TRUTHS) && counts.get(2) != 0) {
      throw refused(name, "of booleans must count true, then false, and then 0 others");
    }
    long total = 0;
    for (long each : counts) {
      if (each < 0) {
        throw refused(name, "cannot count " + each);
      }
      if (each > Long.MAX_VALUE - total) {
        throw refused(name, "counts more values than fit 64 bits");
      }
      total += each;
    }
    if (total == 0) {
      throw refused(name, "counts no value, so nothing can be compared with it");
    }
  }

  private static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException("The baseline " + name + " " + why);
  }

  @SuppressWarnings("unchecked") // edges are of one type
  private static int compare(Constant left, Constant right) {
    return ((Comparable<Object>) left.value()).compareTo(right.value());
  }

  /** Whether it has buckets that end at edges. */
  @Internal
  public boolean isOrdered() {
    return isOrdered(points);
  }

  private static boolean isOrdered(List<Constant> points) {
    return switch (kind(points)) {
      case NUMBER, INTEGER, DECIMAL, DATE, TIMESTAMP -> true;
      case STRING, BOOL, BINARY, ARRAY, MAP, STRUCT, ANY -> false;
    };
  }

  private static ColumnKind kind(List<Constant> points) {
    return new Expr.Literal(points.get(0)).kind();
  }

  /** What kind of column it can be compared with. */
  @Internal
  public ColumnKind kind() {
    return kind(points);
  }

  /** Whether an edge is the lower end of a bucket of one value. */
  @Internal
  public boolean isBelow(int edge) {
    return edge + 1 < points.size() && points.get(edge).equals(points.get(edge + 1));
  }

  /** What is in a bucket, as sentences say it. */
  @Internal
  public String bucket(int at) {
    boolean last = at == points.size();
    if (!isOrdered()) {
      return last ? "all other values" : English.of(points.get(at));
    }
    if (at > 0 && isBelow(at - 1)) {
      return English.of(points.get(at));
    }
    String from = at == 0 ? "" : "above " + English.of(points.get(at - 1));
    String to = last ? "" : (isBelow(at) ? "below " : "up to ") + English.of(points.get(at));
    return from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to;
  }

  @Override
  public String toString() {
    return "baseline " + name;
  }
}
