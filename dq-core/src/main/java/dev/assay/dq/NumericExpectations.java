package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What may be expected of a metric with a numeric value, of all rows or of each group.
 *
 * <p>Counts, ratios, and sums and means of whole numbers and decimals are compared exactly; other
 * values as doubles. A NaN meets no expectation.
 *
 * @param <C> the kind of constraint that it makes
 */
public sealed interface NumericExpectations<C extends Constraint>
    permits StructureMetric, NumericMetric, NumericMetric.Grouped {

  /**
   * Makes the constraint.
   *
   * @param warn what only warns where it is missed, or null
   */
  @Internal
  C expecting(Expectation fail, @Nullable Expectation warn);

  private C expecting(Expectation expectation) {
    return expecting(expectation, null);
  }

  private C compare(Comparison comparison, Number bound) {
    return expecting(new Expectation.Compare(comparison, Constant.of(bound)));
  }

  /**
   * The value is at least a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  default C isAtLeast(Number bound) {
    return compare(Comparison.GREATER_OR_EQUAL, bound);
  }

  /**
   * The value is at most a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  default C isAtMost(Number bound) {
    return compare(Comparison.LESS_OR_EQUAL, bound);
  }

  /**
   * The value is greater than a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  default C isGreaterThan(Number bound) {
    return compare(Comparison.GREATER, bound);
  }

  /**
   * The value is less than a bound.
   *
   * @param bound the bound, as the decimal that was written
   */
  default C isLessThan(Number bound) {
    return compare(Comparison.LESS, bound);
  }

  /** The value is a number exactly (for doubles prefer {@link #isCloseTo}). */
  default C isEqualTo(Number bound) {
    return compare(Comparison.EQUAL, bound);
  }

  /** The value is within two bounds, both allowed. */
  default C isBetween(Number low, Number high) {
    return expecting(new Expectation.Between(Constant.of(low), Constant.of(high)));
  }

  /**
   * The value differs from a number by at most a tolerance.
   *
   * @param tolerance the greatest difference
   */
  default C isCloseTo(Number value, Number tolerance) {
    return expecting(new Expectation.CloseTo(Constant.of(value), Constant.of(tolerance)));
  }

  private C compare(Comparison comparison, Number fail, Number warn) {
    return expecting(
        new Expectation.Compare(comparison, Constant.of(fail)),
        new Expectation.Compare(comparison, Constant.of(warn)));
  }

  /** Warns, without failing, below a bound: {@code warnBelow(0.99).failBelow(0.95)}. */
  default Warning.Below<C> warnBelow(Number bound) {
    return new Warning.Below<>(
        bound, (warn, fail) -> compare(Comparison.GREATER_OR_EQUAL, fail, warn));
  }

  /** Warns, without failing, above a bound: {@code warnAbove(10).failAbove(100)}. */
  default Warning.Above<C> warnAbove(Number bound) {
    return new Warning.Above<>(
        bound, (warn, fail) -> compare(Comparison.LESS_OR_EQUAL, fail, warn));
  }

  /**
   * Warns, without failing, outside of a range, the ends of which belong to it: {@code
   * warnOutside(20, 400).failOutside(10, 500)}.
   */
  default Warning.Outside<C> warnOutside(Number low, Number high) {
    Expectation warn = new Expectation.Between(Constant.of(low), Constant.of(high));
    return new Warning.Outside<>(
        (failLow, failHigh) ->
            expecting(new Expectation.Between(Constant.of(failLow), Constant.of(failHigh)), warn));
  }

  /** The value is one of those given. */
  default C isIn(Number... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The value is one of a set.
   *
   * @throws IllegalArgumentException if the set is empty or holds null
   */
  default C isIn(Collection<? extends Number> allowed) {
    return expecting(new Expectation.In(Lists.map(allowed, "allowed values", Constant::of)));
  }
}
