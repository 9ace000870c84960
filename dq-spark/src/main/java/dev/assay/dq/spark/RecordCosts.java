package dev.assay.dq.spark;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.spark.internal.rdd.RecordPasses;

/** What counting keys of records costs besides the first job. */
final class RecordCosts {

  /** What is not known before the pairs are counted. */
  static final String PAIRS =
      "chi squared of more than 100,000 different pairs of values takes up to 3 jobs and 4"
          + " shuffles more";

  /** What is only done where there is something to compare. */
  static final String DISTRIBUTIONS =
      "the different numbers or times of two datasets are sorted in one task, if both have some and"
          + " none is NaN";

  private RecordCosts() {}

  /**
   * How many distributions of numbers or times are compared, each with a sort in a job of its own.
   */
  static int distributions(Pass pass) {
    return (int)
        pass.aggregates().stream()
            .filter(
                each -> each instanceof Aggregate.Drift drift && isOrdered(drift.value().kind()))
            .count();
  }

  private static boolean isOrdered(ColumnKind kind) {
    return switch (kind) {
      case NUMBER, INTEGER, DECIMAL, DATE, TIMESTAMP, ANY -> true;
      case STRING, BOOL, BINARY, ARRAY, MAP, STRUCT -> false;
    };
  }

  /**
   * One job sorts for all exact quantiles, one collects what chi squared needs, and one sorts for
   * all correlations of ranks.
   */
  static int jobs(Pass pass) {
    return (sorts(pass) ? 1 : 0) + (comparesPairs(pass) ? 1 : 0) + (ranksPairs(pass) ? 1 : 0);
  }

  /** One sort for all exact quantiles, and what all correlations of ranks take. */
  static int shuffles(Pass pass) {
    return (sorts(pass) ? 1 : 0) + (ranksPairs(pass) ? RecordPasses.SHUFFLES_OF_RANKED_PAIRS : 0);
  }

  private static boolean sorts(Pass pass) {
    return pass.aggregates().stream().anyMatch(RecordCosts::sorts);
  }

  private static boolean ranksPairs(Pass pass) {
    return pass.aggregates().stream().anyMatch(each -> each.work() == Aggregate.Work.RANKED);
  }

  static boolean comparesPairs(Pass pass) {
    return pass.kind() == PassKind.RECORD_KEYS
        && pass.aggregates().stream().anyMatch(RecordCosts::comparesPairs);
  }

  private static boolean sorts(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case RANKS -> true;
      case SCAN, SKETCH, KEYS, PAIRS, RANKED, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND ->
          false;
    };
  }

  private static boolean comparesPairs(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case PAIRS -> true;
      case SCAN, SKETCH, KEYS, RANKED, RANKS, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND ->
          false;
    };
  }
}
