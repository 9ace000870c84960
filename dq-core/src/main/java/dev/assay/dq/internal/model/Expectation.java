package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a metric's value is expected to be: data, so that it can be printed, stored and compared.
 */
public sealed interface Expectation extends Serializable {

  /** Hands the expectation to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** The metric that the value is compared with; null of what is compared with constants. */
  default @Nullable Metric metric() {
    return null;
  }

  /** What the value is compared with of the past of its metric; null if it is not. */
  default @Nullable Past past() {
    return null;
  }

  /** The same of what is made of the metric that the value is compared with, if it is. */
  default Expectation mapping(UnaryOperator<Metric> change) {
    return this;
  }

  /** The value compares with a constant as stated. */
  record Compare(Comparison comparison, Constant bound) implements Expectation {
    public Compare {
      Args.notNull(comparison, "comparison");
      Args.notNull(bound, "bound");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }
  }

  /** The value compares as stated with a time that is relative to that of the run. */
  record Relative(Comparison comparison, Expr bound) implements Expectation {
    /** Refuses what is not made of the time of the run and constants alone. */
    public Relative {
      Args.notNull(comparison, "comparison");
      if (!RunTime.isMadeOf(Args.notNull(bound, "bound"))) {
        throw new IllegalArgumentException(
            "A metric is compared with a constant, or with a time that is made of runTime() or"
                + " today(zone) alone, and this is "
                + English.of(bound));
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.relative(this);
    }
  }

  /** The value lies between two constants, both allowed. */
  record Between(Constant low, Constant high) implements Expectation {
    public Between {
      Args.notNull(low, "lower end");
      Args.notNull(high, "upper end");
      Args.ordered(low, high);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /**
   * The value differs from a number by at most a tolerance.
   *
   * @param tolerance the greatest difference, not negative
   */
  record CloseTo(Constant.Num value, Constant.Num tolerance) implements Expectation {
    /** Refuses nulls and a negative tolerance. */
    public CloseTo {
      Args.notNull(value, "value");
      Args.tolerance(tolerance);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.closeTo(this);
    }
  }

  /**
   * The value is one of a set.
   *
   * @param allowed different constants
   */
  record In(List<Constant> allowed) implements Expectation {
    /** Refuses an empty set and nulls. */
    public In {
      allowed = List.copyOf(new LinkedHashSet<>(Args.noNulls(allowed, "allowed values")));
      if (allowed.isEmpty()) {
        throw new IllegalArgumentException("A set of allowed values needs at least one");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /** The value compares with that of another metric as stated. */
  record Than(Comparison comparison, Metric metric) implements Expectation {
    public Than {
      Args.notNull(comparison, "comparison");
      Args.notNull(metric, "metric");
    }

    @Override
    public Expectation mapping(UnaryOperator<Metric> change) {
      return new Than(comparison, change.apply(metric));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.than(this);
    }
  }

  /**
   * The value differs from that of another metric by at most a tolerance.
   *
   * @param tolerance the greatest difference, not negative
   * @param percent whether the tolerance is in percent of the value of the other metric
   */
  record Near(Metric metric, Constant.Num tolerance, boolean percent) implements Expectation {
    /** Refuses nulls and a negative tolerance. */
    public Near {
      Args.notNull(metric, "metric");
      Args.tolerance(tolerance);
    }

    @Override
    public Expectation mapping(UnaryOperator<Metric> change) {
      return new Near(change.apply(metric), tolerance, percent);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.near(this);
    }
  }

  /** The value is compared with those that earlier runs found of the same metric. */
  sealed interface OfPast extends Expectation {

    @Override
    Past past();

    /** What one of two functions comes to, by which of the two kinds it is. */
    <R> R either(Function<ThanPast, R> than, Function<NearPast, R> near);

    @Override
    default <R> R accept(Visitor<R> visitor) {
      return visitor.ofPast(this);
    }
  }

  /** The value compares as stated with those that earlier runs found of the same metric. */
  record ThanPast(Comparison comparison, Past past) implements OfPast {
    public ThanPast {
      Args.notNull(comparison, "comparison");
      Args.notNull(past, "past");
    }

    @Override
    public <R> R either(Function<ThanPast, R> than, Function<NearPast, R> near) {
      return than.apply(this);
    }
  }

  /**
   * The value differs from those that earlier runs found of the same metric by at most a tolerance.
   *
   * @param tolerance the greatest difference, not negative
   * @param unit what the tolerance is counted in
   */
  record NearPast(Past past, Constant.Num tolerance, PastTolerance unit) implements OfPast {
    /** Refuses nulls, a negative tolerance, and one that is not about such a statistic. */
    public NearPast {
      Args.notNull(past, "past");
      Args.tolerance(tolerance);
      PastStatistic of = Args.notNull(unit, "unit of the tolerance").of();
      if (of != null && of != past.statistic()) {
        throw new IllegalArgumentException(
            unit.word()
                + "(…) are counted from "
                + of.word()
                + "(…), and this is "
                + past.statistic().word());
      }
      if (unit == PastTolerance.STANDARD_DEVIATIONS && past.needed() < 2) {
        throw new IllegalArgumentException(
            "A standard deviation needs at least 2 values: say needing(2) or more");
      }
    }

    @Override
    public <R> R either(Function<ThanPast, R> than, Function<NearPast, R> near) {
      return near.apply(this);
    }
  }

  /** Any value: the metric is reported and never fails. */
  record Observed() implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.observed(this);
    }
  }

  /** One method a kind of expectation, all abstract. */
  interface Visitor<R> {
    R compare(Compare expectation);

    R relative(Relative expectation);

    R between(Between expectation);

    R closeTo(CloseTo expectation);

    R in(In expectation);

    R than(Than expectation);

    R near(Near expectation);

    R ofPast(OfPast expectation);

    R observed(Observed expectation);
  }
}
