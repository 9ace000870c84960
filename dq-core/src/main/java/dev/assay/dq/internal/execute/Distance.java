package dev.assay.dq.internal.execute;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.result.MetricValue;
import org.jspecify.annotations.Nullable;

/**
 * How far a value is from what is expected: only to say which ones are farthest, so a double does.
 *
 * @param value NaN is farther than any number
 * @param bound the value of the metric that it is compared with; 0 if that is constants
 */
record Distance(double value, double bound) implements Expectation.Visitor<Double> {

  /** 0 of what has no distance, as texts and times. */
  static double of(MetricValue value, Expectation expectation, @Nullable MetricValue bound) {
    if (!(value.bare().plain() instanceof Number number)) {
      return 0;
    }
    double distance = expectation.accept(new Distance(number.doubleValue(), number(bound)));
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  private static double number(@Nullable MetricValue bound) {
    return bound != null && bound.bare().plain() instanceof Number number
        ? number.doubleValue()
        : 0;
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
  public Double than(Expectation.Than e) {
    return Math.abs(value - bound);
  }

  @Override
  public Double near(Expectation.Near e) {
    return Math.abs(value - bound);
  }

  @Override
  public Double ofPast(Expectation.OfPast e) {
    throw new IllegalStateException("what is of the past is not judged by groups");
  }

  @Override
  public Double observed(Expectation.Observed e) {
    return 0.0;
  }
}
