package dev.assay.dq.drift;

import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.ValueCount;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What share of a column's values lies at or below a number, as far as its profile knows: between
 * {@link #low} and {@link #high}, which are the same where the profile has all values with exact
 * counts. Dates are days since 1970-01-01.
 */
final class Cumulative {

  private static final double SECONDS = 86_400;

  private final double[] values;
  private final long[] upTo;
  private final boolean all;
  private final double error;

  private Cumulative(double[] values, long[] upTo, boolean all, double error) {
    this.values = values;
    this.upTo = upTo;
    this.all = all;
    this.error = error;
  }

  /**
   * Of a column of numbers or dates; null if the profile does not know how they are distributed.
   */
  static @Nullable Cumulative of(ColumnProfile column) {
    boolean time = column.time() != null;
    if (!time && column.number() == null) {
      return null;
    }
    Cumulative exact = ofCategories(column, time);
    if (exact != null) {
      return exact;
    }
    ColumnProfile.Distribution distribution =
        column.time() != null
            ? column.time().distribution()
            : column.number() != null ? column.number().distribution() : null;
    if (distribution == null || distribution.values().isEmpty()) {
      return null;
    }
    boolean all =
        distribution.error() == 0
            && column.distinctExact()
            && column.distinct() <= ColumnProfile.Distribution.MAX_POINTS;
    return new Cumulative(
        distribution.values().stream().mapToDouble(Double::doubleValue).toArray(),
        distribution.upTo().stream().mapToLong(Long::longValue).toArray(),
        all,
        distribution.error());
  }

  /** Where all values are known with exact counts, nothing else is needed. */
  private static @Nullable Cumulative ofCategories(ColumnProfile column, boolean time) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    for (ValueCount each : column.categories()) {
      double value;
      try {
        value = time ? days(each.value()) : Double.parseDouble(each.value());
      } catch (NumberFormatException e) {
        return null; // written in a form of its own: its distribution has to do
      }
      if (time && Double.isNaN(value)) {
        return null;
      }
      if (Double.isFinite(value)) {
        counts.merge(value + 0.0, each.count(), Long::sum);
      }
    }
    if (counts.isEmpty()) {
      return null;
    }
    double[] values = new double[counts.size()];
    long[] upTo = new long[counts.size()];
    int i = 0;
    long sum = 0;
    for (Map.Entry<Double, Long> each : counts.entrySet()) {
      sum += each.getValue();
      values[i] = each.getKey();
      upTo[i++] = sum;
    }
    return new Cumulative(values, upTo, true, 0);
  }

  /** Days since 1970-01-01 of a date or time in ISO form; NaN if it is in another. */
  static double days(String text) {
    try {
      if (text.indexOf('T') < 0) {
        return LocalDate.parse(text).toEpochDay();
      }
      LocalDateTime at =
          text.endsWith("Z")
              ? LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC)
              : LocalDateTime.parse(text);
      return at.toLocalDate().toEpochDay() + at.toLocalTime().toNanoOfDay() / 1e9 / SECONDS;
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  double[] points() {
    return values;
  }

  /** Whether every share is exact. */
  boolean isExact() {
    return all;
  }

  double total() {
    return upTo[upTo.length - 1];
  }

  /** The smallest share that can lie at or below a number. */
  double low(double x) {
    int at = floor(x);
    return at < 0 ? 0 : Math.max(0, upTo[at] / total() - error);
  }

  /** The largest share that can lie at or below a number. */
  double high(double x) {
    int at = floor(x);
    if (all || (at >= 0 && values[at] == x)) {
      return at < 0 ? 0 : Math.min(1, upTo[at] / total() + error);
    }
    if (at < 0) {
      return error;
    }
    return at + 1 == values.length ? 1 : Math.min(1, upTo[at + 1] / total() + error);
  }

  /** The share that most likely lies at or below a number: on a line between known points. */
  double share(double x) {
    int at = floor(x);
    if (at < 0) {
      return 0;
    }
    double share = upTo[at] / total();
    if (all || values[at] == x || at + 1 == values.length) {
      return share;
    }
    double way = x / 2 - values[at] / 2; // halves: the distance of two numbers may be infinite
    double whole = values[at + 1] / 2 - values[at] / 2;
    return share + way / whole * (upTo[at + 1] / total() - share);
  }

  /** The nearest rank: the first known value with at least the share at or below it. */
  double quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total()));
    int at = Arrays.binarySearch(upTo, rank);
    return values[Math.min(at < 0 ? -at - 1 : at, values.length - 1)];
  }

  /** The mean; between known points values count as if in the middle. */
  double mean() {
    double mean = 0;
    long before = 0;
    for (int i = 0; i < values.length; i++) {
      double value = all || i == 0 ? values[i] : values[i - 1] / 2 + values[i] / 2;
      mean += value * ((upTo[i] - before) / total());
      before = upTo[i];
    }
    return mean;
  }

  private int floor(double x) {
    int at = Arrays.binarySearch(values, x);
    return at < 0 ? -at - 2 : at;
  }
}
