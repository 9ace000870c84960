package dev.assay.dq.internal.plan;

/** The passes that a run can need, in the order they run. */
public enum PassKind {
  /** Filling states from rows on their way to where they are written. */
  WRITING("writing"),
  /** One fused aggregation over the columns that are needed. */
  SCAN("scan"),
  /** Counting keys that fit a few 64-bit words exactly, without grouping rows. */
  PACKED_KEYS("packed keys"),
  /** Grouping by the values of keys. */
  KEYS("keys"),
  /** Ordering the values of columns: exact quantiles. */
  RANKS("ranks"),
  /** Counting values: the most frequent ones. */
  VALUES("values"),
  /** Counting pairs of values, and how often each of both occurs: chi squared. */
  PAIRS("pairs"),
  /** Grouping rows, and judging in each group what a scan can compute. */
  GROUPS("groups"),
  /** Bringing the rows of groups together, one group after the other. */
  SORTED_GROUPS("sorted groups"),
  /** Sorting the rows of keys, and judging them one after the other. */
  ORDERED("rows in order"),
  /** The same for records. */
  ORDERED_RECORDS("records in order"),
  /** Comparing the rows with those of another dataset. */
  COMPARED("row comparison"),
  /** SQL of the user's that summarises rows. */
  SQL("sql metrics"),
  /** Java code on records, with states that are merged. */
  RECORDS("records"),
  /** Grouping records by keys that Java code takes from them. */
  RECORD_KEYS("record keys"),
  /** Looking again at what lies around the values that the ranks before have found. */
  SECOND("second look");

  private final String label;

  PassKind(String label) {
    this.label = label;
  }

  /** The pass as messages name it. */
  public String label() {
    return label;
  }
}
