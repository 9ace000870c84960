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

  /** What has to be done besides counting keys, once for all that need it. */
  private enum Besides {
    /** Sorting, for all exact quantiles. */
    SORT,
    /** Collecting what chi squared needs. */
    PAIRS,
    /** Sorting both values of pairs, for all correlations of ranks. */
    RANKS,
    NOTHING
  }

  private static Besides besides(Aggregate aggregate) {
    return switch (aggregate.work()) {
      case RANKS -> Besides.SORT;
      case PAIRS -> Besides.PAIRS;
      case RANKED -> Besides.RANKS;
      case SCAN, SKETCH, KEYS, VALUES, SQL, GROUPED, ORDERED, COMPARED, SECOND -> Besides.NOTHING;
    };
  }

  private static boolean needs(Pass pass, Besides what) {
    return pass.aggregates().stream().anyMatch(each -> besides(each) == what);
  }

  /** How many jobs come after the first. */
  static int jobs(Pass pass) {
    return (needs(pass, Besides.SORT) ? 1 : 0)
        + (comparesPairs(pass) ? 1 : 0)
        + (needs(pass, Besides.RANKS) ? 1 : 0);
  }

  /** How many shuffles come after the first. */
  static int shuffles(Pass pass) {
    return (needs(pass, Besides.SORT) ? 1 : 0)
        + (needs(pass, Besides.RANKS) ? RecordPasses.SHUFFLES_OF_RANKED_PAIRS : 0);
  }

  static boolean comparesPairs(Pass pass) {
    return pass.kind() == PassKind.RECORD_KEYS && needs(pass, Besides.PAIRS);
  }
}
