package dev.assay.dq.model;

/** What the outcome of a constraint is when no row, or no value, was there to judge. */
public enum OnNoRows {
  /** Neither pass nor failure, shown as not evaluated: the default. */
  NOT_EVALUATED,
  /** Passes. */
  PASS,
  /** Fails. */
  FAIL
}
