package dev.assay.dq;

/** How much a failed check weighs. */
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
