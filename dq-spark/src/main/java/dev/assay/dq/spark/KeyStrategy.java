package dev.assay.dq.spark;

/** How keys of a Dataset are counted. The verdicts are the same; only the cost differs. */
public enum KeyStrategy {
  /** Packed where a key fits, else grouped. */
  AUTO,
  /** Rows are grouped by the values of all keys. */
  GROUP_BY
}
