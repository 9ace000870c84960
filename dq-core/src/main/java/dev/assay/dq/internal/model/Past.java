package dev.assay.dq.internal.model;

import java.io.Serializable;

/**
 * What a metric is compared with of its own past.
 *
 * @param runs how many values count, the latest; 1 of the previous run
 * @param needed with how many values there is a verdict
 * @param unfailed whether values that failed then are left out
 */
public record Past(PastStatistic statistic, int runs, int needed, boolean unfailed)
    implements Serializable {

  private static final int MOST = 10_000;

  /** Refuses null, and numbers of runs that make no sense. */
  public Past {
    Args.notNull(statistic, "statistic of the past");
    boolean previous = statistic == PastStatistic.PREVIOUS;
    if (previous ? runs != 1 : runs < 2 || runs > MOST) {
      throw new IllegalArgumentException(
          previous
              ? "There is one previous run, and these are " + runs
              : statistic.word()
                  + " takes from 2 to 10,000 runs, and these are "
                  + runs
                  + (runs == 1 ? ": say previousRun()" : ""));
    }
    if (needed < 1 || needed > runs) {
      throw new IllegalArgumentException(
          "needing(…) takes from 1 to "
              + runs
              + (previous ? " value" : " values, as many as runs count")
              + ", and this is "
              + needed);
    }
  }

  /** With as many values as the statistic needs if nothing is said. */
  public Past(PastStatistic statistic, int runs) {
    this(statistic, runs, Args.notNull(statistic, "statistic of the past").needed(runs), false);
  }

  /** Whether the number of values that it needs goes without saying. */
  public boolean needsAsUsual() {
    return needed == statistic.needed(runs);
  }

  /** For example {@code the mean of the last 30 runs}. */
  String english() {
    return statistic.english(runs)
        + (unfailed ? " that did not fail" : "")
        + (needsAsUsual() ? "" : " (at least " + needed + " of them)");
  }
}
