package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.FittedBound;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.result.MetricValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value meets an expectation; null if they cannot be compared.
 *
 * @param bound the value of the metric that it is compared with; null if that is constants
 */
record Meets(MetricValue value, TypeKind width, @Nullable MetricValue bound)
    implements Expectation.Visitor<@Nullable Boolean> {

  /** More than any number has, and few enough for sums of very great and very small numbers. */
  private static final MathContext DIGITS = new MathContext(2_000);

  /** The order of the value and a bound; null if they cannot be compared. NaN is handled before. */
  private @Nullable Integer order(Constant bound) {
    MetricValue bare = value.bare();
    if (bound instanceof Constant.Num num) {
      return order(bare, num.value());
    }
    Object plain = bare.plain();
    boolean same =
        (bare instanceof MetricValue.Text && bound instanceof Constant.Text)
            || (bare instanceof MetricValue.DateValue && bound instanceof Constant.DateValue)
            || (bare instanceof MetricValue.InstantValue && bound instanceof Constant.InstantValue)
            || (bare instanceof MetricValue.LocalTimestampValue
                && bound instanceof Constant.LocalTimestampValue)
            || (bare instanceof MetricValue.Bool && bound instanceof Constant.Bool);
    return same ? (Integer) Values.compare(plain, bound.value()) : null;
  }

  private @Nullable Integer order(MetricValue bare, BigDecimal bound) {
    if (bare instanceof MetricValue.Count count) {
      return BigDecimal.valueOf(count.value()).compareTo(bound);
    }
    if (bare instanceof MetricValue.Ratio share) {
      return BigDecimal.valueOf(share.part())
          .compareTo(bound.multiply(BigDecimal.valueOf(share.whole())));
    }
    if (bare instanceof MetricValue.Mean mean) {
      return mean.sum().compareTo(bound.multiply(BigDecimal.valueOf(mean.count())));
    }
    if (bare instanceof MetricValue.Quotient quotient) {
      return quotient.part().compareTo(bound.multiply(quotient.whole()));
    }
    if (bare instanceof MetricValue.Exact exact) {
      return exact.value().compareTo(bound);
    }
    if (bare instanceof MetricValue.Real real) {
      double value = width == TypeKind.FLOAT ? (float) real.value() : real.value();
      double other = FittedBound.nearest(bound, width);
      if (value == other && Double.isInfinite(other)) {
        return other > 0 ? 1 : -1; // infinity lies beyond every number
      }
      return value == other ? 0 : value < other ? -1 : 1;
    }
    return null;
  }

  static boolean isNaN(MetricValue value) {
    return value.bare() instanceof MetricValue.Real real && Double.isNaN(real.value());
  }

  @Override
  public @Nullable Boolean compare(Expectation.Compare e) {
    if (isNaN(value)) {
      return e.bound() instanceof Constant.Num ? (Boolean) false : null;
    }
    Integer order = order(e.bound());
    return order == null ? null : (Boolean) e.comparison().holds(order);
  }

  @Override
  public Boolean relative(Expectation.Relative e) {
    throw new IllegalStateException("the time of the run is put in before anything is judged");
  }

  @Override
  public @Nullable Boolean between(Expectation.Between e) {
    Boolean low = compare(new Expectation.Compare(Comparison.GREATER_OR_EQUAL, e.low()));
    Boolean high = compare(new Expectation.Compare(Comparison.LESS_OR_EQUAL, e.high()));
    return (low == null || high == null) ? null : (Boolean) (low && high);
  }

  @Override
  public @Nullable Boolean closeTo(Expectation.CloseTo e) {
    BigDecimal low = e.value().value().subtract(e.tolerance().value(), DIGITS);
    BigDecimal high = e.value().value().add(e.tolerance().value(), DIGITS);
    return between(new Expectation.Between(new Constant.Num(low), new Constant.Num(high)));
  }

  @Override
  public @Nullable Boolean in(Expectation.In e) {
    boolean found = false;
    for (Constant each : e.allowed()) {
      Boolean equal = compare(new Expectation.Compare(Comparison.EQUAL, each));
      if (equal == null) {
        return null;
      }
      found |= equal;
    }
    return found;
  }

  private MetricValue other() {
    if (bound == null) {
      throw new IllegalStateException("the other metric is evaluated before the expectation");
    }
    return bound.bare();
  }

  @Override
  public @Nullable Boolean than(Expectation.Than e) {
    MetricValue one = value.bare();
    MetricValue other = other();
    if (Arithmetic.isNumber(one) && Arithmetic.isNumber(other)) {
      return (isNaN(one) || isNaN(other))
          ? (Boolean) false
          : (Boolean) e.comparison().holds(order(one, other));
    }
    return one.getClass() == other.getClass()
        ? (Boolean) e.comparison().holds(Values.compare(one.plain(), other.plain()))
        : null;
  }

  /** The order of two numbers, neither of which is NaN: exact ones exactly. */
  private static int order(MetricValue one, MetricValue other) {
    if (one.plain().equals(other.plain())) {
      return 0; // two infinities, which have no difference
    }
    MetricValue difference = of(Operation.MINUS, one, other);
    return new Meets(difference, TypeKind.DOUBLE, null).order(difference, BigDecimal.ZERO);
  }

  private static MetricValue of(Operation operation, MetricValue one, MetricValue other) {
    return Objects.requireNonNull(Arithmetic.of(operation, one, other)); // no division
  }

  @Override
  public @Nullable Boolean near(Expectation.Near e) {
    MetricValue one = value.bare();
    MetricValue other = other();
    if (!Arithmetic.isNumber(one) || !Arithmetic.isNumber(other)) {
      return null;
    }
    if (isNaN(one) || isNaN(other)) {
      return false;
    }
    MetricValue zero = new MetricValue.Exact(BigDecimal.ZERO);
    BigDecimal number = e.tolerance().value();
    MetricValue tolerance =
        e.percent()
            ? magnitude(
                of(Operation.TIMES, other, new MetricValue.Exact(number.movePointLeft(2))), zero)
            : new MetricValue.Exact(number);
    return order(one, other) == 0
        || order(magnitude(of(Operation.MINUS, one, other), zero), tolerance) <= 0;
  }

  private static MetricValue magnitude(MetricValue number, MetricValue zero) {
    return order(number, zero) < 0 ? of(Operation.MINUS, zero, number) : number;
  }

  @Override
  public Boolean ofPast(Expectation.OfPast e) {
    throw new IllegalStateException("the past is judged with the values of earlier runs");
  }

  @Override
  public Boolean observed(Expectation.Observed e) {
    return true;
  }
}
