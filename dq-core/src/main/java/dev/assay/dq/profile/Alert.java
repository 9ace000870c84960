package dev.assay.dq.profile;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that deserves attention.
 *
 * @param kind what it is
 * @param column the column, or the columns with a comma between; empty for the whole dataset
 * @param share how much of the data it concerns, from 0 to 1: of the rows, or of the values of the
 *     column, as its text says
 * @param text what it is, in a sentence
 */
public record Alert(Kind kind, String column, double share, String text) implements Serializable {

  /** What an alert is worth. */
  public enum Severity {
    /** Most likely a mistake in the data. */
    ERROR,
    /** Unusual: it may be meant. */
    WARNING,
    /** Good to know. */
    REMARK
  }

  /** The kinds, the most serious first. */
  public enum Kind {
    /** No row. */
    NO_ROWS(Severity.ERROR),
    /** Only nulls. */
    ALL_MISSING(Severity.ERROR),
    /** Rows that repeat as a whole. */
    DUPLICATE_ROWS(Severity.ERROR),
    /** Numbers, dates and words in one column of text. */
    MIXED_TYPES(Severity.ERROR),
    /** Text decoded with the wrong charset. */
    MOJIBAKE(Severity.ERROR),
    /** NaN or infinities. */
    NOT_FINITE(Severity.ERROR),
    /** Dates in the future. */
    FUTURE(Severity.ERROR),
    /** Dates where a missing one often ends up. */
    EPOCH(Severity.ERROR),
    /** A value that stands for a missing one. */
    SENTINEL(Severity.ERROR),
    /** Blank space around text. */
    WHITESPACE(Severity.ERROR),
    /** Many values have the greatest length. */
    TRUNCATED(Severity.ERROR),
    /** Numbers far from the others. */
    OUTLIERS(Severity.WARNING),
    /** Days on which nothing falls, in the middle of a column of dates. */
    GAPS(Severity.WARNING),
    /** One value. */
    CONSTANT(Severity.WARNING),
    /** Many nulls. */
    HIGH_MISSING(Severity.WARNING),
    /** Columns that are null in the same rows. */
    MISSING_TOGETHER(Severity.WARNING),
    /** Many zeros. */
    ZEROS(Severity.WARNING),
    /** A long tail. */
    SKEWED(Severity.WARNING),
    /** Rows are spread unevenly, or over too many or too few partitions. */
    PARTITIONS(Severity.WARNING),
    /** Two columns that say the same. */
    SAME_COLUMNS(Severity.WARNING),
    /** Two columns that move together. */
    CORRELATION(Severity.REMARK),
    /** A column that another determines. */
    DEPENDENCY(Severity.REMARK),
    /** Many different values. */
    HIGH_CARDINALITY(Severity.REMARK),
    /** No value occurs twice. */
    UNIQUE(Severity.REMARK);

    private final Severity severity;

    Kind(Severity severity) {
      this.severity = severity;
    }

    /**
     * What alerts of this kind are worth.
     *
     * @return the severity
     */
    public Severity severity() {
      return severity;
    }

    /**
     * The name in lower case, with spaces between its words.
     *
     * @return the label
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * Those of one kind together, for a page that shows some of each.
   *
   * @param alerts any alerts
   * @return the most serious kind first; of one kind in the order given
   */
  public static List<List<Alert>> byKind(List<Alert> alerts) {
    Map<Kind, List<Alert>> byKind = new EnumMap<>(Kind.class);
    alerts.forEach(each -> byKind.computeIfAbsent(each.kind, kind -> new ArrayList<>()).add(each));
    return List.copyOf(byKind.values());
  }

  /** The most serious kind first; of one kind rare mistakes, and what concerns most of the data. */
  static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::kind)
          .thenComparingDouble(
              alert -> alert.kind.severity == Severity.ERROR ? alert.share : -alert.share);
}
