package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.result.MetricValue;

/**
 * How far a value is from what is expected: only to say which ones are farthest, so a double does.
 *
 * @param value NaN is farther than any number
 */
record Distance(double value) implements Expectation.Visitor<Double> {

  /** 0 of what has no distance, as texts and times. */
  static double of(MetricValue value, Expectation expectation) {
    if (!(value.bare().plain() instanceof Number number)) {
      return 0;
    }
    double distance = expectation.accept(new Distance(number.doubleValue()));
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  private double from(Constant bound) {
    return bound instanceof Constant.Num number
        ? Math.abs(value - number.value().doubleValue())
        : 0;
  }

  @Override
  public Double compare(Expectation.Compare e) {
    return from(e.bound());
  }

  @Override
  public Double relative(Expectation.Relative e) {
    return 0.0;
  }

  @Override
  public Double between(Expectation.Between e) {
    return Math.min(from(e.low()), from(e.high()));
  }

  @Override
  public Double closeTo(Expectation.CloseTo e) {
    return from(e.value());
  }

  @Override
  public Double in(Expectation.In e) {
    return e.allowed().stream().mapToDouble(this::from).min().orElse(0);
  }

  @Override
  public Double observed(Expectation.Observed e) {
    return 0.0;
  }
}
