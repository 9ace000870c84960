package dev.assay.dq.spark;

import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.plan.Pass;

/** What counting keys of records costs besides the first job. */
final class RecordCosts {

  private RecordCosts() {}

  /**
   * An exact quantile samples, sizes and picks from a sorted RDD; chi squared counts the values of
   * two columns, takes those of the one with fewer, and sums over the pairs.
   */
  static int jobs(Pass pass) {
    return 3 * ranks(pass) + 4 * contingencies(pass);
  }

  /** A quantile sorts; chi squared counts the values of two columns and brings pairs to one. */
  static int shuffles(Pass pass) {
    return ranks(pass) + 3 * contingencies(pass);
  }

  private static int ranks(Pass pass) {
    return (int) pass.aggregates().stream().filter(Aggregate.Rank.class::isInstance).count();
  }

  private static int contingencies(Pass pass) {
    return (int) pass.aggregates().stream().filter(Aggregate.Contingency.class::isInstance).count();
  }
}
