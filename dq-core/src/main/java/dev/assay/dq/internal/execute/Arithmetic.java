package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.result.MetricValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Two numbers that are combined: exactly, as quotients of decimals, unless one of them is floating
 * point.
 */
final class Arithmetic {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Arithmetic() {}

  static boolean isNumber(MetricValue value) {
    return value instanceof MetricValue.Real || quotient(value) != null;
  }

  /**
   * The result of two numbers.
   *
   * @return the result; null for the ratio to zero
   */
  static @Nullable MetricValue of(Operation operation, MetricValue left, MetricValue right) {
    MetricValue.Quotient a = quotient(left);
    MetricValue.Quotient b = quotient(right);
    return a == null || b == null
        ? real(operation, real(left), real(right))
        : exact(operation, a, b, isWhole(left) && isWhole(right));
  }

  private static double real(MetricValue number) {
    return ((Number) number.plain()).doubleValue();
  }

  private static @Nullable MetricValue real(Operation operation, double a, double b) {
    return switch (operation) {
      case RATIO -> b == 0 ? null : new MetricValue.Real(a / b);
      case MINUS -> new MetricValue.Real(a - b);
      case PLUS -> new MetricValue.Real(a + b);
      case TIMES -> new MetricValue.Real(a * b);
      case PERCENT -> b == 0 ? null : new MetricValue.Real(a / b * 100);
    };
  }

  /** Whether it is a decimal by its kind: what is made of two of them has the same kind always. */
  private static boolean isWhole(MetricValue number) {
    return number instanceof MetricValue.Count || number instanceof MetricValue.Exact;
  }

  private static MetricValue.@Nullable Quotient quotient(MetricValue number) {
    if (number instanceof MetricValue.Count count) {
      return new MetricValue.Quotient(BigDecimal.valueOf(count.value()), BigDecimal.ONE);
    }
    if (number instanceof MetricValue.Exact exact) {
      return new MetricValue.Quotient(exact.value(), BigDecimal.ONE);
    }
    if (number instanceof MetricValue.Ratio share) {
      return new MetricValue.Quotient(
          BigDecimal.valueOf(share.part()), BigDecimal.valueOf(share.whole()));
    }
    if (number instanceof MetricValue.Mean mean) {
      return new MetricValue.Quotient(mean.sum(), BigDecimal.valueOf(mean.count()));
    }
    return number instanceof MetricValue.Quotient quotient ? quotient : null;
  }

  private static @Nullable MetricValue exact(
      Operation operation, MetricValue.Quotient a, MetricValue.Quotient b, boolean whole) {
    return switch (operation) {
      case RATIO -> ratio(a, b);
      case PERCENT -> ratio(new MetricValue.Quotient(a.part().multiply(HUNDRED), a.whole()), b);
      case MINUS -> sum(a, new MetricValue.Quotient(b.part().negate(), b.whole()), whole);
      case PLUS -> sum(a, b, whole);
      case TIMES -> product(a, b, whole);
    };
  }

  private static @Nullable MetricValue ratio(MetricValue.Quotient a, MetricValue.Quotient b) {
    return b.part().signum() == 0
        ? null
        : positive(a.part().multiply(b.whole()), a.whole().multiply(b.part()));
  }

  private static MetricValue product(
      MetricValue.Quotient a, MetricValue.Quotient b, boolean whole) {
    BigDecimal part = a.part().multiply(b.part());
    return whole
        ? new MetricValue.Exact(part)
        : new MetricValue.Quotient(part, a.whole().multiply(b.whole()));
  }

  private static MetricValue positive(BigDecimal part, BigDecimal whole) {
    return whole.signum() < 0
        ? new MetricValue.Quotient(part.negate(), whole.negate())
        : new MetricValue.Quotient(part, whole);
  }

  private static MetricValue sum(MetricValue.Quotient a, MetricValue.Quotient b, boolean whole) {
    BigDecimal part = a.part().multiply(b.whole()).add(b.part().multiply(a.whole()));
    return whole
        ? new MetricValue.Exact(part)
        : new MetricValue.Quotient(part, a.whole().multiply(b.whole()));
  }
}
