package dev.assay.dq.internal.model;

/** One number that stands for what earlier runs found of a metric. */
public enum PastStatistic {
  PREVIOUS("previousRun", "that of the previous run", 1),
  MEAN("meanOfLastRuns", "the mean of the last {} runs", 7),
  MEDIAN("medianOfLastRuns", "the median of the last {} runs", 7),
  GREATEST("greatestOfLastRuns", "the greatest of the last {} runs", 1),
  SMALLEST("smallestOfLastRuns", "the smallest of the last {} runs", 1);

  private final String word;
  private final String english;
  private final int needed;

  PastStatistic(String word, String english, int needed) {
    this.word = word;
    this.english = english;
    this.needed = needed;
  }

  /** What it is called in a stored check, and in Java. */
  public String word() {
    return word;
  }

  String english(int runs) {
    return english.replace("{}", Integer.toString(runs));
  }

  /** How many values it needs if nothing is said, of the last so many runs. */
  public int needed(int runs) {
    return Math.min(needed, runs);
  }
}
