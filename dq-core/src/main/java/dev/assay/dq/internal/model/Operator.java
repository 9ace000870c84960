package dev.assay.dq.internal.model;

import java.math.BigDecimal;

/** What is worked out of two numbers, or of the first of them. */
enum Operator {
  PLUS,
  MINUS,
  TIMES,
  DIVIDED_BY,
  REMAINDER,
  NEGATED,
  ABSOLUTE;

  /** Whether there is no result where the second number is zero. */
  boolean divides() {
    return this == DIVIDED_BY || this == REMAINDER;
  }

  /** In double precision. */
  double of(double a, double b) {
    return switch (this) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED_BY -> a / b;
      case REMAINDER -> a % b;
      case NEGATED -> -a;
      case ABSOLUTE -> Math.abs(a);
    };
  }

  /** Exactly. */
  BigDecimal of(BigDecimal a, BigDecimal b) {
    return switch (this) {
      case PLUS -> a.add(b);
      case MINUS -> a.subtract(b);
      case TIMES -> a.multiply(b);
      case DIVIDED_BY -> throw floating();
      case REMAINDER -> a.remainder(b);
      case NEGATED -> a.negate();
      case ABSOLUTE -> a.abs();
    };
  }

  /** In 64 bits, of which there may be too few. */
  long of(long a, long b) {
    return switch (this) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED_BY -> throw floating();
      case REMAINDER -> b == 0 ? 0 : a % b;
      case NEGATED -> -a;
      case ABSOLUTE -> Math.abs(a);
    };
  }

  /** Negative where 64 bits were too few for the result. */
  long overflow(long a, long b, long result) {
    return switch (this) {
      case PLUS -> (a ^ result) & (b ^ result);
      case MINUS -> (a ^ b) & (a ^ result);
      case TIMES -> Math.multiplyHigh(a, b) == result >> 63 ? 0 : -1;
      case DIVIDED_BY, REMAINDER -> 0;
      case NEGATED, ABSOLUTE -> a & result;
    };
  }

  private static IllegalStateException floating() {
    return new IllegalStateException("a quotient is floating point");
  }
}
