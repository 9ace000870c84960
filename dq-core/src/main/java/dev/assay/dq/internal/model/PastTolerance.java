package dev.assay.dq.internal.model;

import org.jspecify.annotations.Nullable;

/** What the greatest difference from the past is counted in. */
public enum PastTolerance {
  NUMBER(null, "", "", null),
  PERCENT(ModelTree.PERCENT, "%", "%", null),
  STANDARD_DEVIATIONS(
      "standardDeviations", " standard deviation", " standard deviations", PastStatistic.MEAN),
  MEDIAN_DEVIATIONS(
      "medianDeviations",
      " median absolute deviation",
      " median absolute deviations",
      PastStatistic.MEDIAN);

  private final @Nullable String word;
  private final String one;
  private final String many;
  private final @Nullable PastStatistic of;

  PastTolerance(@Nullable String word, String one, String many, @Nullable PastStatistic of) {
    this.word = word;
    this.one = one;
    this.many = many;
    this.of = of;
  }

  /** What it is called in a stored check; null of a plain number. */
  public @Nullable String word() {
    return word;
  }

  /** The unit after a number, with a leading blank where it is a word. */
  String english(boolean isOne) {
    return isOne ? one : many;
  }

  /** What it is a difference from; null if that may be anything. */
  @Nullable PastStatistic of() {
    return of;
  }
}
