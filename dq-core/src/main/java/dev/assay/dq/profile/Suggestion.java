package dev.assay.dq.profile;

import dev.assay.dq.Constraint;
import java.io.Serializable;
import java.util.List;

/**
 * A constraint that a profile speaks for.
 *
 * @param rank 1 for the one that is most worth having
 * @param kind what it is about
 * @param columns the columns that it is about; none for the dataset as a whole
 * @param constraint the constraint; it holds for the data that were profiled
 * @param evidence what speaks for it, in a sentence with the numbers
 * @param confidence the lower end of the 95% interval (Wilson, 1927) of the share of rows that
 *     agree, from 0 to 1
 */
public record Suggestion(
    int rank,
    Kind kind,
    List<String> columns,
    Constraint constraint,
    String evidence,
    double confidence)
    implements Serializable {

  public Suggestion {
    columns = List.copyOf(columns);
  }

  Suggestion ranked(int place) {
    return new Suggestion(place, kind, columns, constraint, evidence, confidence);
  }

  /** How much a constraint is worth: what a failure of it would say about the data. */
  double worth() {
    return kind.worth * confidence;
  }

  /** What a constraint is about. */
  public enum Kind {
    /** There are rows at all. */
    ROWS(0.9),
    /** A key is unique, or rows are. */
    KEY(1),
    /** A column is the sum of others. */
    SUM(0.95),
    /** Values are there. */
    COMPLETENESS(0.85),
    /** Values are of a known set. */
    ALLOWED_VALUES(0.9),
    /** Text is written as a type or in a format. */
    FORMAT(0.88),
    /** Numbers, dates and times lie in a range. */
    RANGE(0.8),
    /** Text is of a shape. */
    PATTERN(0.75),
    /** Text or collections are of a size. */
    SIZE(0.6),
    /** The latest value is recent, and none lies in the future. */
    FRESHNESS(0.82),
    /** A column has one value for each value of another. */
    DEPENDENCY(0.65),
    /** Values are among those of another dataset. */
    REFERENCE(0.92);

    private final double worth;

    Kind(double worth) {
      this.worth = worth;
    }
  }
}
