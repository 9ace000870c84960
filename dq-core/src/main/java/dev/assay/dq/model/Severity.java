package dev.assay.dq.model;

/** How much a failed check weighs. */
public enum Severity {
  /** A failure makes the run fail. */
  ERROR,
  /** A failure is shown and does not make the run fail. */
  WARNING
}
