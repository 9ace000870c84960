package dev.assay.dq.spark;

import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.plan.Pass;

/** What counting keys of records costs besides the first job. */
final class RecordCosts {

  private RecordCosts() {}

  /** An exact quantile samples, sizes and picks from a sorted RDD. */
  static int jobs(Pass pass) {
    return 3 * shuffles(pass);
  }

  static int shuffles(Pass pass) {
    return (int) pass.aggregates().stream().filter(Aggregate.Rank.class::isInstance).count();
  }
}
