package dev.assay.dq;

import dev.assay.dq.internal.Internal;

/**
 * What the outcome of a constraint is when there was no row, or no value, to check. A constraint's
 * own decision goes before its check's, and that before the run's. A count is a number on no rows
 * too, so only a constraint's own decision changes how it is judged.
 */
public enum OnNoRows {
  /**
   * What the check or the run decides; if neither does, the constraint is not evaluated: neither
   * pass nor failure, except that on an empty dataset a check with such a constraint does not pass.
   */
  DEFAULT("default"),
  /** Passes. */
  PASS("pass"),
  /** Fails. */
  FAIL("fail");

  private final String word;

  OnNoRows(String word) {
    this.word = word;
  }

  /** This decision, or the next one where this leaves it to that. */
  @Internal
  public OnNoRows or(OnNoRows next) {
    return this == DEFAULT ? next : this;
  }

  /** What it is called in stored checks. */
  public String word() {
    return word;
  }
}
