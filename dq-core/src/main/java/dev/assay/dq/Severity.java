package dev.assay.dq;

/** How much the failure of a check weighs, or of one constraint of it. */
public enum Severity {
  /** A failure makes the run fail. */
  ERROR("error"),
  /** A failure is shown and does not make the run fail. */
  WARNING("warning");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** What it is called in stored checks. */
  public String word() {
    return word;
  }
}
