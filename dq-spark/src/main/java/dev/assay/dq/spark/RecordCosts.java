package dev.assay.dq.spark;

import dev.assay.dq.plan.Aggregate;
import dev.assay.dq.plan.Pass;

/** What counting keys of records costs besides the first job. */
final class RecordCosts {

  private RecordCosts() {}

  private static int count(Pass pass, Class<? extends Aggregate> kind) {
    return (int) pass.aggregates().stream().filter(kind::isInstance).count();
  }

  /** An exact quantile samples, sizes and picks from a sorted RDD; frequent values take one job. */
  static int jobs(Pass pass) {
    return 3 * count(pass, Aggregate.Rank.class) + count(pass, Aggregate.TopValues.class);
  }

  static int shuffles(Pass pass) {
    return count(pass, Aggregate.Rank.class);
  }
}
