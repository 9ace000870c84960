package dev.assay.dq.internal.execute;

/** A truth value of three-valued logic. */
public enum Truth {
  /** It holds. */
  TRUE,
  /** It does not. */
  FALSE,
  /** A null makes it undecidable. */
  UNKNOWN;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
