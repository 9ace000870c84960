package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Which of n values in order, counted from 1, belongs to a quantile. */
public enum RankRule {
  /** The nearest: ceil(q n), and the first for q = 0. */
  NEAREST,
  /** The last at or before q of the way from the first to the last: floor(q (n - 1)) + 1. */
  BELOW,
  /** The first at or after q of the way from the first to the last: ceil(q (n - 1)) + 1. */
  ABOVE;

  /** The rank, from 1 to the number of values. */
  public long of(BigDecimal q, long values) {
    return switch (this) {
      case NEAREST -> Math.max(1, whole(q, values, RoundingMode.CEILING));
      case BELOW -> whole(q, values - 1, RoundingMode.FLOOR) + 1;
      case ABOVE -> whole(q, values - 1, RoundingMode.CEILING) + 1;
    };
  }

  /** How many of the smallest values a share leaves out, and of the greatest. */
  public static long trimmed(BigDecimal share, long values) {
    return whole(share, values, RoundingMode.FLOOR);
  }

  private static long whole(BigDecimal q, long of, RoundingMode rounding) {
    return q.multiply(BigDecimal.valueOf(of)).setScale(0, rounding).longValueExact();
  }
}
