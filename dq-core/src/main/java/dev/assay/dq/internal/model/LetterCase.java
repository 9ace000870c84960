package dev.assay.dq.internal.model;

import java.util.Locale;

/** What the letters of a text are made to be, by Unicode's rules, whatever the language. */
public enum LetterCase {
  /** All of them small. */
  LOWER,
  /** All of them capital. */
  UPPER,
  /**
   * What texts that differ in case alone have in common: Unicode's full case folding, but that the
   * dotless i is an i. The upper case alone would leave the Kelvin sign beside K, and the lower
   * case of the upper case both forms of the sharp s.
   */
  FOLDED;

  /** A text in this case. */
  public String of(String text) {
    return switch (this) {
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case FOLDED -> text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    };
  }
}
