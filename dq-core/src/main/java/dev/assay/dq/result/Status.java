package dev.assay.dq.result;

/** The outcome of a constraint or a check. */
public enum Status {
  /** It holds. */
  PASS,
  /** It does not hold. */
  FAIL,
  /** It could not be evaluated: the cause is in the result. */
  ERROR,
  /** There was no row, or no value, to check. */
  NOT_EVALUATED,
  /** It was not run. */
  SKIPPED
}
