package dev.assay.dq.internal.model;

/** The data types that the planner tells apart. */
public enum TypeKind {
  /** Text in binary order. */
  STRING,
  /** 8 bits. */
  BYTE,
  /** 16 bits. */
  SHORT,
  /** 32 bits. */
  INT,
  /** 64 bits. */
  LONG,
  /** 32-bit floating point. */
  FLOAT,
  /** 64-bit floating point. */
  DOUBLE,
  /** Exact decimal. */
  DECIMAL,
  /** True or false. */
  BOOLEAN,
  /** A date. */
  DATE,
  /** A point in time. */
  TIMESTAMP,
  /** A date and time without a zone. */
  TIMESTAMP_NTZ,
  /** Bytes. */
  BINARY,
  /** A list. */
  ARRAY,
  /** A map. */
  MAP,
  /** Named fields. */
  STRUCT,
  /** Not declared: each record shows its own. */
  DYNAMIC,
  /** Anything else. */
  OTHER;

  /** Whether values of the type are whole numbers. */
  public boolean isInteger() {
    return this == BYTE || this == SHORT || this == INT || this == LONG;
  }

  /** Whether values of the type are floating point. */
  public boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }

  /**
   * Whether values of the type are numbers.
   *
   * @return true for integers, decimals and floating point
   */
  public boolean isNumeric() {
    return isInteger() || isFloating() || this == DECIMAL;
  }

  /** Whether values of the type are dates or times. */
  public boolean isTemporal() {
    return this == DATE || this == TIMESTAMP || this == TIMESTAMP_NTZ;
  }

  /** Whether values of the type can be compared for equality, so that they can be part of a key. */
  public boolean isAtomic() {
    return isNumeric()
        || isTemporal()
        || this == STRING
        || this == BOOLEAN
        || this == BINARY
        || this == DYNAMIC;
  }
}
