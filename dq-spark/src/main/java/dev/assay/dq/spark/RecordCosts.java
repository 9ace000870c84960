package dev.assay.dq.spark;

import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;

/** What counting keys of records costs besides the first job. */
final class RecordCosts {

  /** What is not known before the pairs are counted. */
  static final String PAIRS =
      "chi squared of more than 100,000 different pairs of values takes up to 3 jobs and 4"
          + " shuffles more";

  private RecordCosts() {}

  /** One job sorts for all exact quantiles, and one collects what chi squared needs. */
  static int jobs(Pass pass) {
    return shuffles(pass) + (comparesPairs(pass) ? 1 : 0);
  }

  /** One sort for all exact quantiles. */
  static int shuffles(Pass pass) {
    return pass.aggregates().stream().anyMatch(RecordCosts::sorts) ? 1 : 0;
  }

  static boolean comparesPairs(Pass pass) {
    return pass.kind() == PassKind.RECORD_KEYS
        && pass.aggregates().stream().anyMatch(RecordCosts::comparesPairs);
  }

  private static boolean sorts(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case RANKS -> true;
      case SCAN, SKETCH, KEYS, PAIRS, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND -> false;
    };
  }

  private static boolean comparesPairs(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case PAIRS -> true;
      case SCAN, SKETCH, KEYS, RANKS, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND -> false;
    };
  }
}
