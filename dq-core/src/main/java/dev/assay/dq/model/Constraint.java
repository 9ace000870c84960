package dev.assay.dq.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * One thing that must hold for a dataset. Immutable: every refinement returns a new constraint.
 *
 * <p>There are constraints on rows (a predicate and how many rows must satisfy it), constraints on
 * a metric (a summary and what is expected of it), and templates that stand for one constraint a
 * column.
 */
public sealed interface Constraint extends Requirement {

  /**
   * Hands the constraint to the method for its kind.
   *
   * @param visitor the interpreter
   * @param <R> what it answers
   * @return its answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Its name, reason and tags.
   *
   * @return the notes
   */
  Notes notes();

  /**
   * The same constraint with other notes.
   *
   * @param notes the notes
   * @return the constraint
   */
  Constraint withNotes(Notes notes);

  /**
   * Names the constraint in reports.
   *
   * @param name the name instead of the generated sentence
   * @return the constraint
   */
  Constraint as(String name);

  /**
   * Says why the constraint matters; reports show it.
   *
   * @param reason the reason
   * @return the constraint
   */
  Constraint because(String reason);

  /**
   * Tags the constraint.
   *
   * @param tags words to find it by
   * @return the constraint
   */
  Constraint tagged(String... tags);

  /**
   * The constraint in English, without its name and reason.
   *
   * @return for example {@code email is complete for at least 99% of rows}
   */
  default String sentence() {
    return English.of(this);
  }

  /**
   * What reports call the constraint.
   *
   * @return the given name, or the sentence
   */
  default String description() {
    String name = notes().name();
    return name == null ? sentence() : name;
  }

  /**
   * A name that stays the same as long as the constraint means the same: twelve hexadecimal digits
   * derived from its structure (not from its name, reason and tags), so that a result can be
   * matched with its constraint between runs.
   *
   * @return the identity
   */
  default String id() {
    return ModelTree.id(this);
  }

  @Override
  default Constraint toConstraint() {
    return this;
  }

  /**
   * A predicate that rows must satisfy.
   *
   * @param predicate judges each row
   * @param where which rows are in scope
   * @param threshold how many of them must not violate
   * @param failsOnNull whether unknown violates
   * @param noRows the outcome when no row is in scope
   * @param notes name, reason, tags
   */
  record OnRows(
      Predicate predicate,
      Predicate where,
      RowThreshold threshold,
      boolean failsOnNull,
      OnNoRows noRows,
      Notes notes)
      implements Constraint {

    /**
     * Refuses nulls.
     *
     * @param predicate judges each row
     * @param where which rows are in scope
     * @param threshold how many of them must not violate
     * @param failsOnNull whether unknown violates
     * @param noRows the outcome when no row is in scope
     * @param notes name, reason, tags
     */
    public OnRows {
      Args.notNull(predicate, "predicate");
      Args.notNull(where, "where");
      Args.notNull(threshold, "threshold");
      Args.notNull(noRows, "outcome on no rows");
      Args.notNull(notes, "notes");
    }

    static OnRows of(Predicate predicate) {
      return new OnRows(
          predicate,
          new Predicate.Always(),
          RowThreshold.ALL,
          false,
          OnNoRows.NOT_EVALUATED,
          Notes.NONE);
    }

    @Override
    public OnRows toConstraint() {
      return this;
    }

    /**
     * Judges only the rows for which a condition is true; a second call narrows the scope further.
     *
     * @param condition the filter
     * @return the constraint
     */
    public OnRows where(Predicate condition) {
      return new OnRows(
          predicate, Filters.both(where, condition), threshold, failsOnNull, noRows, notes);
    }

    private OnRows with(RowThreshold newThreshold) {
      return new OnRows(predicate, where, newThreshold, failsOnNull, noRows, notes);
    }

    private OnRows with(RowThreshold.Kind kind, BigDecimal value) {
      return with(new RowThreshold(kind, value));
    }

    /**
     * See {@link Predicate#forAtLeast(double)}.
     *
     * @param fraction from 0 to 1
     * @return the constraint
     */
    public OnRows forAtLeast(double fraction) {
      return forAtLeast(Fractions.of(fraction, "fraction of rows"));
    }

    /**
     * See {@link Predicate#forAtLeast(BigDecimal)}.
     *
     * @param fraction from 0 to 1
     * @return the constraint
     */
    public OnRows forAtLeast(BigDecimal fraction) {
      return with(RowThreshold.Kind.MIN_FRACTION, fraction);
    }

    /**
     * See {@link Predicate#forAtMost(double)}.
     *
     * @param fraction from 0 to 1
     * @return the constraint
     */
    public OnRows forAtMost(double fraction) {
      return forAtMost(Fractions.of(fraction, "fraction of rows"));
    }

    /**
     * See {@link Predicate#forAtMost(BigDecimal)}.
     *
     * @param fraction from 0 to 1
     * @return the constraint
     */
    public OnRows forAtMost(BigDecimal fraction) {
      return with(RowThreshold.Kind.MAX_FRACTION, fraction);
    }

    /**
     * See {@link Predicate#forAtLeastRows(long)}.
     *
     * @param rows a number of rows
     * @return the constraint
     */
    public OnRows forAtLeastRows(long rows) {
      return with(RowThreshold.Kind.MIN_ROWS, BigDecimal.valueOf(rows));
    }

    /**
     * See {@link Predicate#forAtMostRows(long)}.
     *
     * @param rows a number of rows
     * @return the constraint
     */
    public OnRows forAtMostRows(long rows) {
      return with(RowThreshold.Kind.MAX_ROWS, BigDecimal.valueOf(rows));
    }

    /**
     * See {@link Predicate#allowingViolations(long)}.
     *
     * @param violations a number of rows
     * @return the constraint
     */
    public OnRows allowingViolations(long violations) {
      return with(RowThreshold.Kind.MAX_VIOLATIONS, BigDecimal.valueOf(violations));
    }

    /**
     * Makes unknown a violation.
     *
     * @return the constraint
     */
    public OnRows failingOnNull() {
      return new OnRows(predicate, where, threshold, true, noRows, notes);
    }

    /**
     * Decides the outcome when no row is in scope.
     *
     * @param outcome the outcome
     * @return the constraint
     */
    public OnRows onNoRows(OnNoRows outcome) {
      return new OnRows(predicate, where, threshold, failsOnNull, outcome, notes);
    }

    @Override
    public OnRows withNotes(Notes newNotes) {
      return new OnRows(predicate, where, threshold, failsOnNull, noRows, newNotes);
    }

    @Override
    public OnRows as(String name) {
      return withNotes(notes.as(name));
    }

    @Override
    public OnRows because(String reason) {
      return withNotes(notes.because(reason));
    }

    @Override
    public OnRows tagged(String... tags) {
      return withNotes(notes.tagged(tags));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onRows(this);
    }
  }

  /**
   * A metric and what is expected of its value.
   *
   * @param metric the metric
   * @param expectation what is expected
   * @param noRows the outcome when the metric has no value
   * @param notes name, reason, tags
   */
  record OnMetric(Metric metric, Expectation expectation, OnNoRows noRows, Notes notes)
      implements Constraint {

    /**
     * Refuses nulls.
     *
     * @param metric the metric
     * @param expectation what is expected
     * @param noRows the outcome when the metric has no value
     * @param notes name, reason, tags
     */
    public OnMetric {
      Args.notNull(metric, "metric");
      Args.notNull(expectation, "expectation");
      Args.notNull(noRows, "outcome on no rows");
      Args.notNull(notes, "notes");
    }

    static OnMetric of(Metric metric, Expectation expectation) {
      return new OnMetric(metric, expectation, OnNoRows.NOT_EVALUATED, Notes.NONE);
    }

    /**
     * Summarises only the rows for which a condition is true; a second call narrows further.
     *
     * @param condition the filter
     * @return the constraint
     */
    public OnMetric where(Predicate condition) {
      return new OnMetric(metric.filtered(condition), expectation, noRows, notes);
    }

    /**
     * Decides the outcome when the metric has no value.
     *
     * @param outcome the outcome
     * @return the constraint
     */
    public OnMetric onNoRows(OnNoRows outcome) {
      return new OnMetric(metric, expectation, outcome, notes);
    }

    @Override
    public OnMetric withNotes(Notes newNotes) {
      return new OnMetric(metric, expectation, noRows, newNotes);
    }

    @Override
    public OnMetric as(String name) {
      return withNotes(notes.as(name));
    }

    @Override
    public OnMetric because(String reason) {
      return withNotes(notes.because(reason));
    }

    @Override
    public OnMetric tagged(String... tags) {
      return withNotes(notes.tagged(tags));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onMetric(this);
    }
  }

  /**
   * A template that is stamped out for each selected column when the check meets a dataset. It is
   * an error if the selector matches no column.
   *
   * @param selector which columns
   * @param template constraints about {@link ColumnRef#placeholder()}
   * @param notes name, reason, tags
   */
  record ForEach(ColumnSelector selector, List<Constraint> template, Notes notes)
      implements Constraint {

    /**
     * Refuses an empty template.
     *
     * @param selector which columns
     * @param template constraints about {@link ColumnRef#placeholder()}
     * @param notes name, reason, tags
     */
    public ForEach {
      Args.notNull(selector, "selector");
      template = Args.noNulls(template, "constraints of each column");
      Args.notNull(notes, "notes");
      if (template.isEmpty()) {
        throw new IllegalArgumentException(
            "forEachColumn needs at least one constraint for the column");
      }
      if (template.stream().anyMatch(ForEach.class::isInstance)) {
        throw new IllegalArgumentException("A forEachColumn cannot stand inside another");
      }
    }

    @Override
    public ForEach withNotes(Notes newNotes) {
      return new ForEach(selector, template, newNotes);
    }

    @Override
    public ForEach as(String name) {
      return withNotes(notes.as(name));
    }

    @Override
    public ForEach because(String reason) {
      return withNotes(notes.because(reason));
    }

    @Override
    public ForEach tagged(String... tags) {
      return withNotes(notes.tagged(tags));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forEach(this);
    }
  }

  /**
   * One method a kind of constraint, all abstract.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /**
     * A constraint on rows.
     *
     * @param constraint the constraint
     * @return the answer
     */
    R onRows(OnRows constraint);

    /**
     * A constraint on a metric.
     *
     * @param constraint the constraint
     * @return the answer
     */
    R onMetric(OnMetric constraint);

    /**
     * A template.
     *
     * @param constraint the constraint
     * @return the answer
     */
    R forEach(ForEach constraint);
  }
}
