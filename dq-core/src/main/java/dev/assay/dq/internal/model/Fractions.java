package dev.assay.dq.internal.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Fractions from 0 to 1, as exact decimals. */
final class Fractions {

  private static final int MAX_SCALE = 100;

  private Fractions() {}

  static BigDecimal normal(@Nullable BigDecimal value, String what) {
    BigDecimal normal = Constant.of(Args.notNull(value, what)).value();
    if (normal.scale() > MAX_SCALE) {
      throw new IllegalArgumentException(
          "The " + what + " must have at most " + MAX_SCALE + " decimal places");
    }
    if (normal.signum() < 0 || normal.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " must be from 0 to 1 (0.99 is 99%), but was "
              + English.of(new Constant.Num(value)));
    }
    return normal;
  }

  static BigDecimal error(@Nullable BigDecimal value, BigDecimal tightest) {
    BigDecimal normal = normal(value, "error bound");
    if (normal.compareTo(tightest) < 0 || normal.compareTo(new BigDecimal("0.3")) > 0) {
      throw new IllegalArgumentException(
          "The error bound of an approximation must be from "
              + tightest.toPlainString()
              + " to 0.3, but was "
              + normal.toPlainString());
    }
    return normal;
  }
}
