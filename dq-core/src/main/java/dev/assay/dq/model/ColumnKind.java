package dev.assay.dq.model;

/** What a typed column claims about the data type of the dataset's column. */
public enum ColumnKind {
  /** Text. */
  STRING("string"),
  /** Any numeric type: whole, decimal or floating point. */
  NUMBER("number"),
  /** A whole-number type: 8 to 64 bits, or a decimal without fraction digits. */
  INTEGER("integer"),
  /** An exact decimal type. */
  DECIMAL("decimal"),
  /** True or false. */
  BOOL("bool", "boolean"),
  /** A calendar date without a time. */
  DATE("date"),
  /** A point in time, or a date and time without a zone. */
  TIMESTAMP("timestamp"),
  /** Bytes. */
  BINARY("binary"),
  /** A list of values. */
  ARRAY("array"),
  /** A map. */
  MAP("map"),
  /** Any type at all. */
  ANY("any", "any type");

  private final String word;
  private final String label;

  ColumnKind(String word) {
    this(word, word);
  }

  ColumnKind(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** What a column of the kind is called in stored checks and in the language. */
  public String word() {
    return word;
  }

  /** The kind as messages name it. */
  public String label() {
    return label;
  }
}
