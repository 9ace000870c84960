package dev.assay.dq.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A judgement of one row: true, false, or unknown (null), in three-valued logic.
 *
 * <p>Null is unknown under every predicate but {@link IsNull} and {@link NotNull}. As a constraint,
 * a row violates a predicate only when the predicate is false, so null violates nothing unless
 * {@link #failingOnNull()} says so; as a filter ({@code where}), a row is in scope only when the
 * predicate is true.
 *
 * <p>Predicates are values: equal when their parts are equal. Used in a check as it stands, a
 * predicate must hold for every row; {@link #where}, {@link #forAtLeast(double)} and the other
 * refinements return a {@link Constraint}.
 */
public sealed interface Predicate extends Requirement {

  /**
   * Hands the predicate to the method for its kind.
   *
   * @param visitor the interpreter
   * @param <R> what it answers
   * @return its answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Both this and another predicate.
   *
   * @param other the other
   * @return the conjunction
   */
  default Predicate and(Predicate other) {
    return new And(List.of(this, Args.notNull(other, "predicate")));
  }

  /**
   * This or another predicate, or both.
   *
   * @param other the other
   * @return the disjunction
   */
  default Predicate or(Predicate other) {
    return new Or(List.of(this, Args.notNull(other, "predicate")));
  }

  /**
   * The opposite; unknown stays unknown.
   *
   * @return the negation
   */
  default Predicate not() {
    return this instanceof Not negation ? negation.part() : new Not(this);
  }

  /**
   * Where this holds, another predicate must hold.
   *
   * @param consequence what must hold then
   * @return the implication
   */
  default Predicate implies(Predicate consequence) {
    return new Implies(this, Args.notNull(consequence, "predicate"));
  }

  /** {@inheritDoc} */
  @Override
  default Constraint.OnRows toConstraint() {
    return Constraint.OnRows.of(this);
  }

  /**
   * Judges only the rows for which a condition is true.
   *
   * @param condition the filter
   * @return the constraint
   */
  default Constraint.OnRows where(Predicate condition) {
    return toConstraint().where(condition);
  }

  /**
   * Accepts violations as long as a fraction of the rows in scope do not violate.
   *
   * @param fraction the least fraction of rows, from 0 to 1, taken as the decimal that was written
   * @return the constraint
   */
  default Constraint.OnRows forAtLeast(double fraction) {
    return toConstraint().forAtLeast(fraction);
  }

  /**
   * Accepts violations as long as a fraction of the rows in scope do not violate.
   *
   * @param fraction the least fraction of rows, from 0 to 1
   * @return the constraint
   */
  default Constraint.OnRows forAtLeast(BigDecimal fraction) {
    return toConstraint().forAtLeast(fraction);
  }

  /**
   * Requires that at most a fraction of the rows in scope do not violate.
   *
   * @param fraction the greatest fraction of rows, from 0 to 1, taken as the decimal that was
   *     written
   * @return the constraint
   */
  default Constraint.OnRows forAtMost(double fraction) {
    return toConstraint().forAtMost(fraction);
  }

  /**
   * Requires that at most a fraction of the rows in scope do not violate.
   *
   * @param fraction the greatest fraction of rows, from 0 to 1
   * @return the constraint
   */
  default Constraint.OnRows forAtMost(BigDecimal fraction) {
    return toConstraint().forAtMost(fraction);
  }

  /**
   * Requires a number of rows in scope that do not violate.
   *
   * @param rows the least number of rows
   * @return the constraint
   */
  default Constraint.OnRows forAtLeastRows(long rows) {
    return toConstraint().forAtLeastRows(rows);
  }

  /**
   * Requires that at most a number of rows in scope do not violate.
   *
   * @param rows the greatest number of rows
   * @return the constraint
   */
  default Constraint.OnRows forAtMostRows(long rows) {
    return toConstraint().forAtMostRows(rows);
  }

  /**
   * Accepts up to a number of violating rows.
   *
   * @param violations the greatest number of violating rows
   * @return the constraint
   */
  default Constraint.OnRows allowingViolations(long violations) {
    return toConstraint().allowingViolations(violations);
  }

  /**
   * Makes unknown (a null where a value is needed) a violation.
   *
   * @return the constraint
   */
  default Constraint.OnRows failingOnNull() {
    return toConstraint().failingOnNull();
  }

  /**
   * Decides the outcome when no row is in scope; without it the constraint is not evaluated.
   *
   * @param outcome the outcome
   * @return the constraint
   */
  default Constraint.OnRows onNoRows(OnNoRows outcome) {
    return toConstraint().onNoRows(outcome);
  }

  /**
   * Names the constraint in reports.
   *
   * @param name the name instead of the generated sentence
   * @return the constraint
   */
  default Constraint.OnRows as(String name) {
    return toConstraint().as(name);
  }

  /**
   * Says why the constraint matters; reports show it.
   *
   * @param reason the reason
   * @return the constraint
   */
  default Constraint.OnRows because(String reason) {
    return toConstraint().because(reason);
  }

  /**
   * Tags the constraint.
   *
   * @param tags words to find it by
   * @return the constraint
   */
  default Constraint.OnRows tagged(String... tags) {
    return toConstraint().tagged(tags);
  }

  /**
   * The number of rows for which this is false, as a metric.
   *
   * @return the metric, waiting for its expectation
   */
  default NumericMetric violations() {
    return new NumericMetric(new Metric.Violations(this, false, new Always()));
  }

  /**
   * The fraction of rows for which this is not false, as a metric.
   *
   * @return the metric, waiting for its expectation
   */
  default NumericMetric compliance() {
    return new NumericMetric(new Metric.Compliance(this, false, new Always()));
  }

  /** Where in a text another one is looked for. */
  enum Position {
    /** At the start. */
    START("starts with"),
    /** At the end. */
    END("ends with"),
    /** Anywhere. */
    ANYWHERE("contains");

    private final String words;

    Position(String words) {
      this.words = words;
    }

    /**
     * The position in English.
     *
     * @return for example {@code starts with}
     */
    public String words() {
      return words;
    }
  }

  /** Every row: the filter of a metric that has none. */
  record Always() implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.always(this);
    }
  }

  /**
   * The value is null. Never unknown.
   *
   * @param column the column
   */
  record IsNull(Operand.Column column) implements Predicate {
    /**
     * Refuses null.
     *
     * @param column the column
     */
    public IsNull {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isNull(this);
    }
  }

  /**
   * The value is not null; an empty text, zero and NaN are values. Never unknown.
   *
   * @param column the column
   */
  record NotNull(Operand.Column column) implements Predicate {
    /**
     * Refuses null.
     *
     * @param column the column
     */
    public NotNull {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.notNull(this);
    }
  }

  /**
   * The value compares with a constant as stated. Unknown for null; NaN satisfies no comparison;
   * whole numbers and decimals are compared exactly, floating point with the nearest double; text
   * in UTF-8 order.
   *
   * @param left the value
   * @param comparison how
   * @param right the constant
   */
  record Compare(Operand left, Comparison comparison, Literal right) implements Predicate {
    /**
     * Refuses nulls.
     *
     * @param left the value
     * @param comparison how
     * @param right the constant
     */
    public Compare {
      Args.notNull(left, "left");
      Args.notNull(comparison, "comparison");
      Args.notNull(right, "right");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }
  }

  /**
   * Two values of one row compare as stated. Unknown when either is null; exact unless one of them
   * is floating point.
   *
   * @param left one value
   * @param comparison how
   * @param right the other
   */
  record CompareColumns(Operand left, Comparison comparison, Operand right) implements Predicate {
    /**
     * Refuses nulls.
     *
     * @param left one value
     * @param comparison how
     * @param right the other
     */
    public CompareColumns {
      Args.notNull(left, "left");
      Args.notNull(comparison, "comparison");
      Args.notNull(right, "right");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compareColumns(this);
    }
  }

  /**
   * The value lies between two constants. Unknown for null; false for NaN.
   *
   * @param value the value
   * @param low the lower end
   * @param high the upper end
   * @param lowIncluded whether the lower end itself is allowed
   * @param highIncluded whether the upper end itself is allowed
   */
  record Between(
      Operand value, Literal low, Literal high, boolean lowIncluded, boolean highIncluded)
      implements Predicate {
    /**
     * Refuses nulls.
     *
     * @param value the value
     * @param low the lower end
     * @param high the upper end
     * @param lowIncluded whether the lower end itself is allowed
     * @param highIncluded whether the upper end itself is allowed
     */
    public Between {
      Args.notNull(value, "value");
      Args.notNull(low, "low");
      Args.notNull(high, "high");
      Args.ordered(low, high);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /**
   * The value is one of a set. Unknown for null; NaN is in no set; -0.0 is in a set with 0.
   *
   * @param value the value
   * @param allowed the set, in the order of declaration, without repetitions
   */
  record In(Operand value, List<Literal> allowed) implements Predicate {
    /**
     * Refuses an empty set and drops repetitions.
     *
     * @param value the value
     * @param allowed the set, in the order of declaration, without repetitions
     */
    public In {
      Args.notNull(value, "column");
      allowed = List.copyOf(new LinkedHashSet<>(Args.noNulls(allowed, "allowed values")));
      if (allowed.isEmpty()) {
        throw new IllegalArgumentException(
            "A set of allowed values must not be empty: nothing could be in it");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /**
   * The text matches a pattern: somewhere in it (find), or as a whole. Unknown for null; an empty
   * match is a match.
   *
   * @param column a string column
   * @param pattern the pattern
   * @param whole whether the whole text must match, rather than a part of it
   */
  record Matches(Operand.Column column, TextPattern pattern, boolean whole) implements Predicate {
    /**
     * Refuses nulls.
     *
     * @param column a string column
     * @param pattern the pattern
     * @param whole whether the whole text must match, rather than a part of it
     */
    public Matches {
      Args.notNull(column, "column");
      Args.notNull(pattern, "pattern");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.matches(this);
    }
  }

  /**
   * The text starts with, ends with or contains another, compared exactly. Unknown for null.
   *
   * @param column a string column
   * @param position where
   * @param text the other text
   */
  record HasText(Operand.Column column, Position position, String text) implements Predicate {
    /**
     * Refuses nulls.
     *
     * @param column a string column
     * @param position where
     * @param text the other text
     */
    public HasText {
      Args.notNull(column, "column");
      Args.notNull(position, "position");
      Args.notNull(text, "text");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hasText(this);
    }
  }

  /**
   * The text is empty or only white space (Unicode's White_Space property, so the no-break space
   * too). Unknown for null.
   *
   * @param column a string column
   */
  record Blank(Operand.Column column) implements Predicate {
    /**
     * Refuses null.
     *
     * @param column a string column
     */
    public Blank {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.blank(this);
    }
  }

  /**
   * The text neither starts nor ends with white space (Unicode's White_Space property). Unknown for
   * null; the empty text is trimmed.
   *
   * @param column a string column
   */
  record Trimmed(Operand.Column column) implements Predicate {
    /**
     * Refuses null.
     *
     * @param column a string column
     */
    public Trimmed {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.trimmed(this);
    }
  }

  /**
   * The number is neither NaN nor infinite. Unknown for null.
   *
   * @param column a numeric column
   */
  record Finite(Operand.Column column) implements Predicate {
    /**
     * Refuses null.
     *
     * @param column a numeric column
     */
    public Finite {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.finite(this);
    }
  }

  /**
   * The number is not NaN. Unknown for null.
   *
   * @param column a numeric column
   */
  record NotNaN(Operand.Column column) implements Predicate {
    /**
     * Refuses null.
     *
     * @param column a numeric column
     */
    public NotNaN {
      Args.notNull(column, "column");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.notNaN(this);
    }
  }

  /**
   * All parts hold: false if any is false, else unknown if any is unknown.
   *
   * @param parts two or more predicates
   */
  record And(List<Predicate> parts) implements Predicate {
    /**
     * Flattens nested conjunctions.
     *
     * @param parts two or more predicates
     */
    public And {
      List<Predicate> flat = new ArrayList<>();
      for (Predicate part : Args.noNulls(parts, "predicates")) {
        if (part instanceof And and) {
          flat.addAll(and.parts);
        } else {
          flat.add(part);
        }
      }
      if (flat.size() < 2) {
        throw new IllegalArgumentException("A conjunction needs two predicates at least");
      }
      parts = List.copyOf(flat);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  /**
   * Some part holds: true if any is true, else unknown if any is unknown.
   *
   * @param parts two or more predicates
   */
  record Or(List<Predicate> parts) implements Predicate {
    /**
     * Flattens nested disjunctions.
     *
     * @param parts two or more predicates
     */
    public Or {
      List<Predicate> flat = new ArrayList<>();
      for (Predicate part : Args.noNulls(parts, "predicates")) {
        if (part instanceof Or or) {
          flat.addAll(or.parts);
        } else {
          flat.add(part);
        }
      }
      if (flat.size() < 2) {
        throw new IllegalArgumentException("A disjunction needs two predicates at least");
      }
      parts = List.copyOf(flat);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  /**
   * The part is false; unknown if it is unknown.
   *
   * @param part the predicate to negate
   */
  record Not(Predicate part) implements Predicate {
    /**
     * Refuses null.
     *
     * @param part the predicate to negate
     */
    public Not {
      Args.notNull(part, "predicate");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /**
   * Where the condition holds, the consequence holds: the same as "not condition, or consequence",
   * unknown included.
   *
   * @param condition when
   * @param consequence then
   */
  record Implies(Predicate condition, Predicate consequence) implements Predicate {
    /**
     * Refuses nulls.
     *
     * @param condition when
     * @param consequence then
     */
    public Implies {
      Args.notNull(condition, "predicate");
      Args.notNull(consequence, "predicate");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.implies(this);
    }
  }

  /**
   * A boolean expression in Spark SQL over the columns of the dataset: for what no typed predicate
   * says. Only on a Dataset; null is unknown.
   *
   * @param expression the expression
   */
  record Sql(String expression) implements Predicate {
    /**
     * Refuses null.
     *
     * @param expression the expression
     */
    public Sql {
      Args.notBlank(expression, "SQL expression");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sql(this);
    }
  }

  /**
   * A judgement in Java code, run on records. Two of them are equal when label, columns and code
   * object are.
   *
   * @param label what messages call it
   * @param reads the columns that the code reads; empty for all
   * @param code the code
   */
  record Custom(String label, List<ColumnRef> reads, RecordPredicate code) implements Predicate {
    /**
     * Refuses nulls.
     *
     * @param label what messages call it
     * @param reads the columns that the code reads; empty for all
     * @param code the code
     */
    public Custom {
      Args.notBlank(label, "label");
      reads = List.copyOf(Args.notNull(reads, "columns"));
      Args.notNull(code, "code");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.custom(this);
    }
  }

  /**
   * One method a kind of predicate, all abstract: a kind that an interpreter forgot does not
   * compile.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /**
     * Every row.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R always(Always predicate);

    /**
     * The value is null.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R isNull(IsNull predicate);

    /**
     * The value is not null; an empty text, zero and NaN are values.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R notNull(NotNull predicate);

    /**
     * The value compares with a constant as stated.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R compare(Compare predicate);

    /**
     * Two values of one row compare as stated.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R compareColumns(CompareColumns predicate);

    /**
     * The value lies between two constants.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R between(Between predicate);

    /**
     * The value is one of a set.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R in(In predicate);

    /**
     * The text matches a pattern.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R matches(Matches predicate);

    /**
     * The text starts with, ends with or contains another, compared exactly.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R hasText(HasText predicate);

    /**
     * The text is empty or only white space (Unicode's White_Space property, so the no-break space
     * too).
     *
     * @param predicate the predicate
     * @return the answer
     */
    R blank(Blank predicate);

    /**
     * The text neither starts nor ends with white space (Unicode's White_Space property).
     *
     * @param predicate the predicate
     * @return the answer
     */
    R trimmed(Trimmed predicate);

    /**
     * The number is neither NaN nor infinite.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R finite(Finite predicate);

    /**
     * The number is not NaN.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R notNaN(NotNaN predicate);

    /**
     * All parts hold.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R and(And predicate);

    /**
     * Some part holds.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R or(Or predicate);

    /**
     * The part is false; unknown if it is unknown.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R not(Not predicate);

    /**
     * Where the condition holds, the consequence holds.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R implies(Implies predicate);

    /**
     * A boolean expression in Spark SQL over the columns of the dataset.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R sql(Sql predicate);

    /**
     * A judgement in Java code, run on records.
     *
     * @param predicate the predicate
     * @return the answer
     */
    R custom(Custom predicate);
  }
}
