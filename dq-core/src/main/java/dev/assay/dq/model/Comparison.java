package dev.assay.dq.model;

/** How two values are compared. NaN satisfies none of these; -0.0 equals 0.0; text is binary. */
public enum Comparison {
  /** Equal. */
  EQUAL("is equal to", "="),
  /** Smaller. */
  LESS("is less than", "<"),
  /** Smaller or equal. */
  LESS_OR_EQUAL("is at most", "<="),
  /** Greater. */
  GREATER("is greater than", ">"),
  /** Greater or equal. */
  GREATER_OR_EQUAL("is at least", ">=");

  private final String words;
  private final String symbol;

  Comparison(String words, String symbol) {
    this.words = words;
    this.symbol = symbol;
  }

  /**
   * The comparison in English.
   *
   * @return for example {@code is at least}
   */
  public String words() {
    return words;
  }

  /**
   * The comparison as a sign.
   *
   * @return for example {@code >=}
   */
  public String symbol() {
    return symbol;
  }

  /**
   * Whether values whose order is known satisfy this comparison.
   *
   * @param order negative, zero or positive, as {@link java.util.Comparator#compare} gives it
   * @return true if they do
   */
  public boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }
}
