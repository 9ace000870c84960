package dev.assay.dq.internal.model;

/** How two values are compared. NaN satisfies none of these; -0.0 equals 0.0; text is binary. */
public enum Comparison {
  /** Equal. */
  EQUAL("is equal to", "is equal to", "is at", "="),
  /** Smaller. */
  LESS("is less than", "is before", "is before", "<"),
  /** Smaller or equal. */
  LESS_OR_EQUAL("is at most", "is on or before", "is at or before", "<="),
  /** Greater. */
  GREATER("is greater than", "is after", "is after", ">"),
  /** Greater or equal. */
  GREATER_OR_EQUAL("is at least", "is on or after", "is at or after", ">=");

  private final String words;
  private final String wordsOfDates;
  private final String wordsOfTimes;
  private final String symbol;

  Comparison(String words, String wordsOfDates, String wordsOfTimes, String symbol) {
    this.words = words;
    this.wordsOfDates = wordsOfDates;
    this.wordsOfTimes = wordsOfTimes;
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

  /** The comparison of values of a kind in English: dates are on a day, times at a point. */
  String words(ColumnKind kind) {
    return kind == ColumnKind.DATE
        ? wordsOfDates
        : kind == ColumnKind.TIMESTAMP ? wordsOfTimes : words;
  }

  /** The same of two values the other way round. */
  public Comparison mirrored() {
    return switch (this) {
      case EQUAL -> EQUAL;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  /** How the values of a range compare with its lower end. */
  public static Comparison withLowerEnd(boolean included) {
    return included ? GREATER_OR_EQUAL : GREATER;
  }

  /** How the values of a range compare with its upper end. */
  public static Comparison withUpperEnd(boolean included) {
    return included ? LESS_OR_EQUAL : LESS;
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
