package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.io.Serializable;

/**
 * How far the values of a dataset are from those of another one, or from a {@link Baseline}; see
 * {@link Expression#driftFrom(String)}.
 *
 * <p>Values fall into buckets, the same on both sides. Beside another dataset, numbers and times
 * have ten, which end at the deciles of that dataset by nearest rank: fewer where deciles are
 * equal, and one more for a value that alone has more than a tenth of the values there. All else,
 * as texts and booleans, has a bucket for each value that either side has; where there are more
 * than 1,000, the constraint is an ERROR. A baseline has buckets of its own, and one for all texts
 * that it does not name. Nulls are left out (bound {@link Expression#completeness()} besides), an
 * infinity is a number like any other, and a NaN on either side makes each metric NaN. There is no
 * value where a side has none.
 *
 * <p>Another dataset takes a pass of its own over both: equal values of both are counted together,
 * and those of numbers and times are sorted in one task. A baseline takes none: buckets are counted
 * in the scan, and values with other value counts.
 */
public sealed class ValueDrift implements Serializable permits DistributionDrift {

  private static final long serialVersionUID = 1L;

  private final Expr value;
  private final Constant other;

  ValueDrift(Expr value, String dataset) {
    this(value, new Constant.Text(Args.notBlank(dataset, "name of a dataset")));
  }

  ValueDrift(Expr value, Baseline baseline) {
    this(value, new Constant.BaselineValue(baseline));
    if (!value.kind().mayBe(baseline.kind())) {
      throw new IllegalArgumentException(
          English.of(value)
              + " is of type "
              + value.kind().label()
              + ", and "
              + baseline
              + " is of "
              + baseline.kind().label()
              + "s: make one of a column of its type");
    }
  }

  private ValueDrift(Expr value, Constant other) {
    this.value = value;
    this.other = other;
  }

  final NumericMetric metric(Statistic statistic) {
    return new NumericMetric(Metric.of(statistic, value, new Expr.Literal(other)));
  }

  /**
   * The population stability index: the sum over buckets of (q - p) ln(q / p), where p is the share
   * of the other values that are in the bucket, and q that of the values here; an empty share, or
   * one below 0.0001, counts as 0.0001. 0 for the same shares. Credit risk takes less than 0.1 for
   * stable and more than 0.25 for a shift (Siddiqi 2006).
   */
  public final NumericMetric populationStabilityIndex() {
    return metric(Statistic.POPULATION_STABILITY_INDEX);
  }

  /**
   * The Jensen–Shannon divergence in nats: 0 for the same shares, ln 2 (0.693) where no bucket has
   * values of both sides.
   */
  public final NumericMetric jensenShannonDivergence() {
    return metric(Statistic.JENSEN_SHANNON_DIVERGENCE);
  }

  /**
   * The p-value of Pearson's chi-squared test of both sides' counts in the buckets: how probable
   * counts are that differ as much or more, if both were samples of one distribution. With {@code
   * isAtLeast(0.001)}, one run in a thousand fails by chance. Of many rows the smallest difference
   * is improbable by chance: bound how large it is, with the other metrics.
   */
  public final NumericMetric chiSquaredPValue() {
    return metric(Statistic.CHI_SQUARED_P_VALUE);
  }
}
