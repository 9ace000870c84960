package dev.assay.dq.profile;

import java.io.Serializable;

/**
 * Something that deserves attention.
 *
 * @param kind what it is
 * @param column the column, or the columns with a comma between; empty for the whole dataset
 * @param share how much of the data it concerns, from 0 to 1
 * @param text what it is, in a sentence
 */
public record Alert(Kind kind, String column, double share, String text) implements Serializable {

  /** The kinds, the most serious first. */
  public enum Kind {
    /** No row. */
    NO_ROWS,
    /** Only nulls. */
    ALL_MISSING,
    /** Rows that repeat as a whole. */
    DUPLICATE_ROWS,
    /** One value. */
    CONSTANT,
    /** Many nulls. */
    HIGH_MISSING,
    /** A value that stands for a missing one. */
    SENTINEL,
    /** Numbers, dates and words in one column of text. */
    MIXED_TYPES,
    /** Text decoded with the wrong charset. */
    MOJIBAKE,
    /** NaN or infinities. */
    NOT_FINITE,
    /** Dates in the future. */
    FUTURE,
    /** Dates where a missing one often ends up. */
    EPOCH,
    /** Blank space around text. */
    WHITESPACE,
    /** Many values have the greatest length. */
    TRUNCATED,
    /** Numbers far from the others. */
    OUTLIERS,
    /** Many zeros. */
    ZEROS,
    /** A long tail. */
    SKEWED,
    /** Two columns that say the same. */
    SAME_COLUMNS,
    /** Two columns that move together. */
    CORRELATION,
    /** A column that another determines. */
    DEPENDENCY,
    /** Columns that are null in the same rows. */
    MISSING_TOGETHER,
    /** Days on which nothing falls, in the middle of a column of dates. */
    GAPS,
    /** Many different values. */
    HIGH_CARDINALITY,
    /** No value occurs twice. */
    UNIQUE,
    /** Rows are spread unevenly, or over too many or too few partitions. */
    PARTITIONS
  }
}
