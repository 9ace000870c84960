package dev.assay.dq.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Fractions from 0 to 1, as exact decimals. */
final class Fractions {

  private Fractions() {}

  static BigDecimal normal(@Nullable BigDecimal value, String what) {
    BigDecimal normal = Literal.of(Args.notNull(value, what)).value();
    if (normal.signum() < 0 || normal.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "The " + what + " must be from 0 to 1 (0.99 is 99%), but was " + value.toPlainString());
    }
    return normal;
  }

  static BigDecimal of(double value, String what) {
    return normal(Literal.of(value).value(), what);
  }

  static BigDecimal error(@Nullable BigDecimal value) {
    BigDecimal normal = normal(value, "error bound");
    if (normal.compareTo(new BigDecimal("0.0001")) < 0
        || normal.compareTo(new BigDecimal("0.3")) > 0) {
      throw new IllegalArgumentException(
          "The error bound of an approximation must be from 0.0001 to 0.3, but was "
              + normal.toPlainString());
    }
    return normal;
  }
}
