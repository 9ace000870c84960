package dev.assay.dq;

import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.io.Serializable;

/**
 * How far the values of a dataset are from those of another one; see {@link Expression#driftFrom}.
 *
 * <p>Values fall into buckets, the same on both sides. Numbers and times have ten, which end at the
 * deciles of the other dataset by nearest rank: fewer where deciles are equal, and one more for a
 * value that alone has more than a tenth of the values there. All else, as texts and booleans, has
 * a bucket for each value that either side has; where there are more than 1,000, the constraint is
 * an ERROR. Nulls are left out (bound {@link Expression#completeness()} besides), an infinity is a
 * number like any other, and a NaN on either side makes each metric NaN. There is no value where a
 * side has none.
 *
 * <p>It takes a pass of its own over both datasets: equal values of both are counted together, and
 * those of numbers and times are sorted in one task.
 */
public sealed class ValueDrift implements Serializable permits DistributionDrift {

  private static final long serialVersionUID = 1L;

  private final Expr value;
  private final String dataset;

  ValueDrift(Expr value, String dataset) {
    this.value = value;
    this.dataset = Args.notBlank(dataset, "name of a dataset");
  }

  final NumericMetric metric(Statistic statistic) {
    return new NumericMetric(
        Metric.of(statistic, value, new Expr.Literal(new Constant.Text(dataset))));
  }

  /**
   * The population stability index: the sum over buckets of (q - p) ln(q / p), where p is the share
   * of the values of the other dataset that are in the bucket, and q that of the values here; an
   * empty share, or one below 0.0001, counts as 0.0001. 0 for the same shares. Credit risk takes
   * less than 0.1 for stable and more than 0.25 for a shift (Siddiqi 2006).
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
   * The p-value of Pearson's chi-squared test of both datasets' counts in the buckets: how probable
   * counts are that differ as much or more, if both datasets were samples of one distribution. With
   * {@code isAtLeast(0.001)}, one run in a thousand fails by chance. Of many rows the smallest
   * difference is improbable by chance: bound how large it is, with the other metrics.
   */
  public final NumericMetric chiSquaredPValue() {
    return metric(Statistic.CHI_SQUARED_P_VALUE);
  }
}
