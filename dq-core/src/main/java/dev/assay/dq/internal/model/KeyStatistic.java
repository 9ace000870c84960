package dev.assay.dq.internal.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What can be told of the rows of each key of another dataset, in one shuffle. */
public enum KeyStatistic {
  /** How many rows. */
  ROWS(Statistic.ROW_COUNT),
  /** How many values. */
  VALUES(Statistic.COUNT),
  /** How many nulls. */
  NULLS(Statistic.NULL_COUNT),
  /** For how many rows a predicate is false. */
  VIOLATIONS(Statistic.VIOLATIONS),
  /** A sum. */
  SUM(Statistic.SUM),
  /** A mean, as floating point. */
  MEAN(Statistic.MEAN),
  /** The smallest value. */
  MIN(Statistic.MIN),
  /** The greatest value. */
  MAX(Statistic.MAX);

  private final Statistic statistic;

  KeyStatistic(Statistic statistic) {
    this.statistic = statistic;
  }

  /** The one that a metric is; null if it is none. */
  public static @Nullable KeyStatistic of(Metric metric) {
    return Arrays.stream(values())
        .filter(each -> metric instanceof Metric.Summary it && it.statistic() == each.statistic)
        .findFirst()
        .orElse(null);
  }

  /** Whether it is 0 where there is nothing, and not null. */
  public boolean isCount() {
    return switch (this) {
      case ROWS, VALUES, NULLS, VIOLATIONS -> true;
      case SUM, MEAN, MIN, MAX -> false;
    };
  }

  /** The word of the statistic that it is. */
  String word() {
    return statistic.word();
  }
}
