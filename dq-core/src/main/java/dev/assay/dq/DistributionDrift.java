package dev.assay.dq;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Statistic;

/** The same of numbers or times, which have a distance. */
public final class DistributionDrift extends ValueDrift {

  private static final long serialVersionUID = 1L;

  DistributionDrift(Expr value, String dataset) {
    super(value, dataset);
  }

  /**
   * The statistic of the two-sample Kolmogorov–Smirnov test, from 0 to 1: the greatest difference,
   * over all values x, of the shares of both datasets' values that are at most x. It is exact, and
   * does not depend on buckets. By chance alone, two large samples of n and m values differ by more
   * than 1.36 sqrt(1/n + 1/m) in 5% of cases.
   */
  public NumericMetric kolmogorovSmirnov() {
    return metric(Statistic.KOLMOGOROV_SMIRNOV);
  }
}
