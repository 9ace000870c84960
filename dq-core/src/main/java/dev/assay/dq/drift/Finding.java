package dev.assay.dq.drift;

import java.io.Serializable;

/**
 * One thing that changed.
 *
 * @param kind what it is
 * @param level how much
 * @param size the difference in units of what counts as large, to rank by
 * @param text what changed, in words
 */
public record Finding(Kind kind, Level level, double size, String text) implements Serializable {

  /** The kinds of change, the most serious first. */
  public enum Kind {
    /** The column is gone. */
    VANISHED,
    /** It has another type. */
    TYPE,
    /** It was not there before. */
    NEW,
    /** Its text looks like something else: numbers became words. */
    LOOKS,
    /** More or fewer values are missing. */
    MISSING,
    /** More or fewer values stand for a missing one. */
    SENTINEL,
    /** The values are distributed differently. */
    DISTRIBUTION,
    /** There are values that did not occur before. */
    NEW_VALUES,
    /** Values do not occur any more. */
    VANISHED_VALUES,
    /** A frequent value became more or less frequent. */
    FREQUENT
  }
}
