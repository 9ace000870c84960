package dev.assay.dq.spark;

/** How the scan of a Dataset is run. The verdicts are the same; only the cost differs. */
public enum ScanStrategy {
  /** Chosen from the number of aggregates and from what the data are read from. */
  AUTO,
  /** One aggregation, whatever its size. */
  SINGLE_PASS,
  /** Several aggregations, each over a few columns: good where columns are stored apart. */
  COLUMN_GROUPS,
  /** Rows are read once and aggregated in plain Java: good where reading is expensive. */
  RECORDS
}
