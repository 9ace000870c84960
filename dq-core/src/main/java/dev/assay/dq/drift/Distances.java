package dev.assay.dq.drift;

import dev.assay.dq.drift.ColumnDrift.KolmogorovSmirnov;
import java.util.TreeSet;

/** The distance of two distributions. */
final class Distances {

  private Distances() {}

  /**
   * The two-sample Kolmogorov–Smirnov statistic: both are step functions, so that the largest
   * distance is at a value of one of them. Between two values that are known, others may lie; what
   * they can add is in the upper bound.
   */
  static KolmogorovSmirnov ks(Cumulative before, Cumulative after, double significance) {
    TreeSet<Double> points = new TreeSet<>();
    for (double point : before.points()) {
      points.add(point);
      points.add(Math.nextUp(point));
    }
    for (double point : after.points()) {
      points.add(point);
      points.add(Math.nextUp(point));
    }
    points.add(Math.nextDown(points.first()));
    double distance = 0;
    double least = 0;
    double most = 0;
    for (double x : points) {
      distance = Math.max(distance, Math.abs(before.share(x) - after.share(x)));
      double up = after.high(x) - before.low(x);
      double down = before.high(x) - after.low(x);
      most = Math.max(most, Math.max(up, down));
      least =
          Math.max(least, Math.max(after.low(x) - before.high(x), before.low(x) - after.high(x)));
    }
    boolean exact = before.isExact() && after.isExact();
    return new KolmogorovSmirnov(
        distance,
        exact ? distance : Math.min(distance, least),
        exact ? distance : Math.min(1, Math.max(distance, most)),
        Statistics.ksCritical(significance, (long) before.total(), (long) after.total()));
  }
}
