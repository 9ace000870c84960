package dev.assay.dq.drift;

/** How much a column changed. */
public enum Level {
  /** Nothing beyond chance, or too little to matter. */
  NONE,
  /** Worth a look. */
  MODERATE,
  /** What was built on the column before may not hold any more. */
  LARGE
}
