package dev.assay.dq.drift;

import dev.assay.dq.drift.ColumnDrift.Bucket;
import dev.assay.dq.drift.ColumnDrift.Divergence;
import dev.assay.dq.internal.Divergences;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.ValueCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** Divides the values of two profiles into the same buckets. */
final class Buckets {

  private Buckets() {}

  /** Where a bin ends: at a number, with it or just before it. */
  private record Edge(double at, boolean included) {

    double of(Cumulative values) {
      return values.share(number());
    }

    double number() {
      return included ? at : Math.nextDown(at);
    }
  }

  /** A bucket for each value that either side has. */
  static Divergence ofCategories(ColumnProfile before, ColumnProfile after, double significance) {
    Map<String, long[]> counts = new LinkedHashMap<>();
    for (ValueCount each : before.categories()) {
      counts.computeIfAbsent(each.value(), key -> new long[2])[0] += each.count();
    }
    for (ValueCount each : after.categories()) {
      counts.computeIfAbsent(each.value(), key -> new long[2])[1] += each.count();
    }
    List<Bucket> buckets = new ArrayList<>();
    counts.forEach((value, pair) -> buckets.add(new Bucket(value, pair[0], pair[1])));
    return divergence(buckets, -1, significance);
  }

  /**
   * Bins that hold about equal shares of the numbers before; a number that alone has more than the
   * share of a bin has one of its own.
   */
  static Divergence ofBins(
      Cumulative before,
      Cumulative after,
      long[][] apart,
      DriftOptions options,
      DoubleFunction<String> text) {
    List<Edge> edges = edges(before, options.bins());
    List<Bucket> buckets = new ArrayList<>();
    double n = before.total();
    double m = after.total();
    double allBefore = n + apart[0][0] + apart[0][1];
    double allAfter = m + apart[1][0] + apart[1][1];
    double atLeast = 0;
    long doneBefore = 0;
    long doneAfter = 0;
    for (int i = 0; i <= edges.size(); i++) {
      boolean last = i == edges.size();
      long upToBefore = Math.round(last ? n : edges.get(i).of(before) * n);
      long upToAfter = Math.round(last ? m : edges.get(i).of(after) * m);
      buckets.add(
          new Bucket(
              label(edges, i, text),
              Math.max(0, upToBefore - doneBefore),
              Math.max(0, upToAfter - doneAfter)));
      doneBefore = upToBefore;
      doneAfter = upToAfter;
      atLeast +=
          leastPsi(range(before, edges, i, n / allBefore), range(after, edges, i, m / allAfter));
    }
    String[] labels = {"NaN", "infinite"};
    for (int i = 0; i < labels.length; i++) {
      if (apart[0][i] + apart[1][i] > 0) {
        buckets.add(new Bucket(labels[i], apart[0][i], apart[1][i]));
        atLeast += Divergences.psi(apart[0][i] / allBefore, apart[1][i] / allAfter);
      }
    }
    boolean exact = before.isExact() && after.isExact();
    return divergence(buckets, exact ? -1 : atLeast, options.ofOneTest());
  }

  private static List<Edge> edges(Cumulative values, int bins) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 1; i < bins; i++) {
      double at = values.quantile((double) i / bins);
      if (!edges.isEmpty() && edges.get(edges.size() - 1).at() == at) {
        continue;
      }
      Edge without = new Edge(at, false);
      Edge with = new Edge(at, true);
      if (values.isExact() && with.of(values) - without.of(values) > (1 + 1e-9) / bins) {
        edges.add(without);
      }
      edges.add(with);
    }
    return edges;
  }

  private static String label(List<Edge> edges, int i, DoubleFunction<String> text) {
    if (i == 0) {
      Edge first = edges.get(0);
      return (first.included() ? "<= " : "< ") + text.apply(first.at());
    }
    Edge from = edges.get(i - 1);
    if (i == edges.size()) {
      return (from.included() ? "> " : ">= ") + text.apply(from.at());
    }
    Edge to = edges.get(i);
    if (from.at() == to.at()) {
      return "= " + text.apply(to.at());
    }
    return "> "
        + text.apply(from.at())
        + ", "
        + (to.included() ? "<= " : "< ")
        + text.apply(to.at());
  }

  /** The least and the largest share that a bin can have. */
  private static double[] range(Cumulative values, List<Edge> edges, int i, double weight) {
    double low = i == edges.size() ? 1 : values.low(edges.get(i).number());
    double high = i == edges.size() ? 1 : values.high(edges.get(i).number());
    double fromLow = i == 0 ? 0 : values.low(edges.get(i - 1).number());
    double fromHigh = i == 0 ? 0 : values.high(edges.get(i - 1).number());
    return new double[] {
      Math.max(0, low - fromHigh) * weight, Math.min(1, high - fromLow) * weight
    };
  }

  /** The part of a bucket is the smaller, the nearer its two shares can be. */
  private static double leastPsi(double[] before, double[] after) {
    if (before[1] < after[0]) {
      return Divergences.psi(before[1], after[0]);
    }
    return after[1] < before[0] ? Divergences.psi(before[0], after[1]) : 0;
  }

  private static Divergence divergence(List<Bucket> buckets, double atLeast, double significance) {
    long[] before = buckets.stream().mapToLong(Bucket::before).toArray();
    long[] after = buckets.stream().mapToLong(Bucket::after).toArray();
    double psi = Divergences.psi(before, after);
    int used = (int) buckets.stream().filter(each -> each.before() + each.after() > 0).count();
    return new Divergence(
        psi,
        atLeast < 0 ? psi : Math.min(psi, atLeast),
        Divergences.jensenShannon(before, after),
        Divergences.chiSquared(before, after),
        Statistics.chiSquaredQuantile(1 - significance, Math.max(1, used - 1)),
        List.copyOf(buckets));
  }
}
