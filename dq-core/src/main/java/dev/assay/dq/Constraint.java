package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Connective;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.ModelTree;
import dev.assay.dq.internal.model.Nesting;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.Past;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.SchemaRule;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TwoBounds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold for a dataset. Immutable: every refinement returns a new constraint.
 *
 * <p>There are constraints on rows (a predicate and how many rows must satisfy it), constraints on
 * a metric (a summary and what is expected of it), of all rows or of each group, constraints on
 * rows in their order or beside those of another dataset, what is combined of several, templates
 * that stand for one constraint a column, and constraints on the schema.
 */
public sealed interface Constraint extends Requirement {

  /** Hands the constraint to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** Its name, reason and tags. */
  @Internal
  Notes notes();

  /** The same constraint with other notes. */
  @Internal
  Constraint withNotes(Notes notes);

  /**
   * Sets the identity by hand: for what two constraints of a check share, such as a metric with a
   * bound for failing and one for a remark.
   *
   * @param id the identity instead of the one that is derived
   */
  Constraint id(String id);

  /**
   * Names the constraint in reports.
   *
   * @param name the name instead of the generated sentence
   */
  Constraint as(String name);

  /** Says why the constraint matters; reports show it. */
  Constraint because(String reason);

  /** Tags the constraint. */
  Constraint tagged(String... tags);

  /**
   * Leaves the constraint out where a column, or a nested field, that it names is not there: it is
   * SKIPPED then, which the result says, and fails nothing. Where the columns are there, nothing is
   * different. Of what is combined, all parts are left out together; a selector may match nothing.
   */
  Constraint ifPresent();

  /**
   * The constraint in English, without its name and reason.
   *
   * @return for example {@code email is complete for at least 99% of rows}
   */
  default String sentence() {
    return English.of(this);
  }

  /** What reports call the constraint. */
  default String description() {
    String name = notes().name();
    return name == null ? sentence() : name;
  }

  /**
   * A name that stays the same as long as the constraint is about the same: what {@link
   * #id(String)} said, else twelve hexadecimal digits derived from its predicate or metric and its
   * filter. What is expected (threshold, bounds, the outcome on no rows) and its notes are no part
   * of it, so a history outlives a moved bound.
   */
  default String id() {
    return ModelTree.id(this);
  }

  /** What it is compared with of its own past; null if it is not. */
  @Internal
  default @Nullable Past past() {
    return null;
  }

  @Override
  default Constraint toConstraint() {
    return this;
  }

  /**
   * That this does not hold; an error stays one.
   *
   * @throws IllegalArgumentException as {@link Columns#noneOf(Requirement...)}
   */
  default Combined not() {
    return Combined.of(Connective.NONE_OF, List.of(this));
  }

  /**
   * If this holds, another must hold, each for the dataset as a whole: {@code
   * rowCount().isGreaterThan(0).implies(string("name").isComplete())}.
   *
   * @throws IllegalArgumentException as {@link Columns#anyOf(Requirement...)}
   */
  default Combined implies(Requirement consequence) {
    return Combined.of(
        Connective.IF_THEN, List.of(this, Args.notNull(consequence, "consequence").toConstraint()));
  }

  /**
   * A predicate that rows must satisfy.
   *
   * @param warning the threshold that only warns where it is missed, or null
   */
  record OnRows(
      @Internal Expr predicate,
      @Internal Expr where,
      @Internal RowThreshold threshold,
      @Internal @Nullable RowThreshold warning,
      boolean failsOnNull,
      OnNoRows noRows,
      @Internal Notes notes)
      implements Constraint {

    /** Refuses nulls, predicates that are nested too deep, and bounds in the wrong order. */
    @Internal
    public OnRows {
      Args.notNull(predicate, "predicate");
      Args.notNull(where, "where");
      Nesting.check(predicate);
      Nesting.check(where);
      Args.notNull(threshold, "threshold");
      TwoBounds.check(threshold, warning);
      Args.notNull(noRows, "outcome on no rows");
      Args.notNull(notes, "notes");
    }

    /** Without a bound that warns. */
    @Internal
    public OnRows(
        Expr predicate,
        Expr where,
        RowThreshold threshold,
        boolean failsOnNull,
        OnNoRows noRows,
        Notes notes) {
      this(predicate, where, threshold, null, failsOnNull, noRows, notes);
    }

    static OnRows of(Expr predicate) {
      return new OnRows(
          predicate, Expr.Literal.TRUE, RowThreshold.ALL, false, OnNoRows.DEFAULT, Notes.NONE);
    }

    @Override
    public OnRows toConstraint() {
      return this;
    }

    /**
     * Judges only the rows for which a condition is true; a second call narrows the scope further.
     */
    public OnRows where(Predicate condition) {
      return new OnRows(
          predicate,
          where.and(Judged.exprOf(condition)),
          threshold,
          warning,
          failsOnNull,
          noRows,
          notes);
    }

    private OnRows with(RowThreshold newThreshold) {
      return new OnRows(predicate, where, newThreshold, null, failsOnNull, noRows, notes);
    }

    private OnRows with(RowThreshold.Kind kind, Number fail, Number warn) {
      return new OnRows(
          predicate,
          where,
          new RowThreshold(kind, Constant.of(fail).value()),
          new RowThreshold(kind, Constant.of(warn).value()),
          failsOnNull,
          noRows,
          notes);
    }

    private OnRows with(RowThreshold.Kind kind, BigDecimal value) {
      return with(new RowThreshold(kind, value));
    }

    /**
     * See {@link Predicate#forAtLeast(Number)}.
     *
     * @param fraction from 0 to 1
     */
    public OnRows forAtLeast(Number fraction) {
      return with(RowThreshold.Kind.MIN_FRACTION, Constant.of(fraction).value());
    }

    /**
     * See {@link Predicate#forAtMost(Number)}.
     *
     * @param fraction from 0 to 1
     */
    public OnRows forAtMost(Number fraction) {
      return with(RowThreshold.Kind.MAX_FRACTION, Constant.of(fraction).value());
    }

    /** See {@link Predicate#forAtLeastRows(long)}. */
    public OnRows forAtLeastRows(long rows) {
      return with(RowThreshold.Kind.MIN_ROWS, BigDecimal.valueOf(rows));
    }

    /** See {@link Predicate#forAtMostRows(long)}. */
    public OnRows forAtMostRows(long rows) {
      return with(RowThreshold.Kind.MAX_ROWS, BigDecimal.valueOf(rows));
    }

    /** See {@link Predicate#allowingViolations(long)}. */
    public OnRows allowingViolations(long violations) {
      return with(RowThreshold.Kind.MAX_VIOLATIONS, BigDecimal.valueOf(violations));
    }

    /** See {@link Predicate#warnBelow(Number)}. */
    public Warning.Below<OnRows> warnBelow(Number fraction) {
      return new Warning.Below<>(
          fraction, (warn, fail) -> with(RowThreshold.Kind.MIN_FRACTION, fail, warn));
    }

    /** See {@link Predicate#warnAbove(Number)}. */
    public Warning.Above<OnRows> warnAbove(Number fraction) {
      return new Warning.Above<>(
          fraction, (warn, fail) -> with(RowThreshold.Kind.MAX_FRACTION, fail, warn));
    }

    /** Makes unknown a violation. */
    public OnRows failingOnNull() {
      return new OnRows(predicate, where, threshold, warning, true, noRows, notes);
    }

    /** Decides the outcome when no row is in scope. */
    public OnRows onNoRows(OnNoRows outcome) {
      return new OnRows(predicate, where, threshold, warning, failsOnNull, outcome, notes);
    }

    @Internal
    @Override
    public OnRows withNotes(Notes newNotes) {
      return new OnRows(predicate, where, threshold, warning, failsOnNull, noRows, newNotes);
    }

    @Override
    public OnRows id(String id) {
      return withNotes(notes.id(id));
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
    public OnRows ifPresent() {
      return withNotes(notes.asIfPresent());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onRows(this);
    }
  }

  /**
   * A metric and what is expected of its value.
   *
   * @param warning the expectation that only warns where it is missed, or null
   */
  record OnMetric(
      @Internal Metric metric,
      @Internal Expectation expectation,
      @Internal @Nullable Expectation warning,
      OnNoRows noRows,
      @Internal Notes notes)
      implements Constraint {

    /**
     * Refuses nulls, a bound that the statistic can never miss, or never meet, and bounds in the
     * wrong order.
     */
    @Internal
    public OnMetric {
      Args.notNull(metric, "metric");
      Args.notNull(expectation, "expectation");
      if (metric instanceof Metric.Summary summary) {
        summary.statistic().check(expectation);
        if (warning != null) {
          summary.statistic().check(warning);
        }
      }
      TwoBounds.check(expectation, warning);
      if (metric.scopes().isEmpty()) {
        throw new IllegalArgumentException("A constant alone is no metric");
      }
      Args.notNull(noRows, "outcome on no rows");
      Args.notNull(notes, "notes");
    }

    /** Without a bound that warns. */
    @Internal
    public OnMetric(Metric metric, Expectation expectation, OnNoRows noRows, Notes notes) {
      this(metric, expectation, null, noRows, notes);
    }

    /** The metric, and the one that it is compared with if it is with one. */
    @Internal
    public List<Metric> metrics() {
      Metric other = expectation.metric();
      return other == null ? List.of(metric) : List.of(metric, other);
    }

    @Internal
    @Override
    public @Nullable Past past() {
      return expectation.past();
    }

    static OnMetric of(Metric metric, Expectation expectation) {
      return new OnMetric(metric, expectation, OnNoRows.DEFAULT, Notes.NONE);
    }

    static OnMetric of(Metric metric, Expectation fail, @Nullable Expectation warn) {
      return new OnMetric(metric, fail, warn, OnNoRows.DEFAULT, Notes.NONE);
    }

    /** Summarises only the rows for which a condition is true; a second call narrows further. */
    public OnMetric where(Predicate condition) {
      Expr also = Judged.exprOf(condition);
      Metric other = expectation.metric();
      if (metric.isOfOthers() && (other == null || other.isOfOthers())) {
        throw Metric.notHere(metric);
      }
      return new OnMetric(
          metric.filtered(also),
          expectation.mapping(each -> each.filtered(also)),
          warning,
          noRows,
          notes);
    }

    /**
     * The same of each group of rows, which have the same values in some columns: {@code
     * key("line").isUnique().per("order")}.
     *
     * @param columns names, with dots for fields of structs
     * @throws IllegalArgumentException if there is none, or what is expected of each cannot be
     */
    public PerGroup per(String... columns) {
      return per(Groups.of(columns));
    }

    /** The same of each group of rows, for which some expressions have the same values. */
    public PerGroup per(Expression first, Expression... others) {
      return per(Groups.of(first, others));
    }

    PerGroup per(List<Expr> by) {
      return new PerGroup(by, this, RowThreshold.ALL, List.of(), null);
    }

    /**
     * Accepts that some rows have the key of others: {@code key("id").isUnique().forAtLeast(0.999)}
     * expects a uniqueness of at least 0.999.
     *
     * @param fraction of the rows with a key, those whose key must occur once; from 0 to 1
     * @throws IllegalArgumentException if what is expected is not that a key is unique
     */
    public OnMetric forAtLeast(Number fraction) {
      Expectation.Compare once = new Expectation.Compare(Comparison.EQUAL, Constant.of(1));
      if (!(metric instanceof Metric.Summary summary)
          || summary.statistic() != Statistic.UNIQUENESS
          || !expectation.equals(once)
          || warning != null) {
        throw new IllegalArgumentException(
            "forAtLeast(…) is for rows, for groups and for isUnique(), and not for: "
                + sentence()
                + ": give its bound with isAtLeast(…)");
      }
      Expectation atLeast =
          new Expectation.Compare(Comparison.GREATER_OR_EQUAL, Constant.of(fraction));
      return new OnMetric(metric, atLeast, null, noRows, notes);
    }

    /** Decides the outcome when the metric has no value. */
    public OnMetric onNoRows(OnNoRows outcome) {
      return new OnMetric(metric, expectation, warning, outcome, notes);
    }

    @Internal
    @Override
    public OnMetric withNotes(Notes newNotes) {
      return new OnMetric(metric, expectation, warning, noRows, newNotes);
    }

    @Override
    public OnMetric id(String id) {
      return withNotes(notes.id(id));
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
    public OnMetric ifPresent() {
      return withNotes(notes.asIfPresent());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onMetric(this);
    }
  }

  /**
   * What is expected of a metric in each group of rows. Groups are those of all rows, whatever rows
   * the metric is of: NaN is a group with NaN, -0.0 with 0.0, and rows with a null in what they are
   * grouped by are in none, and counted apart. A group in which the metric has no value is not
   * judged, which the result says, unless {@link #onNoRows} decides otherwise.
   *
   * @param each what is expected of each group; its notes and its outcome on no rows are those of
   *     the whole
   * @param others the columns of another dataset whose keys must have a group, or null
   */
  record PerGroup(
      @Internal List<Expr> by,
      OnMetric each,
      @Internal RowThreshold threshold,
      @Internal List<Constant> expected,
      @Internal @Nullable OtherKey others)
      implements Constraint {

    /** How many groups may be expected by name. */
    private static final int MOST = 10_000;

    /**
     * Refuses nulls, groups of nothing, a metric that is only observed, and thresholds of rows.
     *
     * @throws IllegalArgumentException with the remedy
     */
    @Internal
    public PerGroup {
      by = Args.noNulls(by, "groups");
      by.forEach(Nesting::check);
      Args.notNull(each, "constraint of each group");
      Args.notNull(threshold, "threshold");
      expected = List.copyOf(new LinkedHashSet<>(Args.noNulls(expected, "expected groups")));
      expected.forEach(value -> Groups.constant(value.value()));
      if (by.isEmpty() || new LinkedHashSet<>(by).size() < by.size()) {
        throw new IllegalArgumentException(
            by.isEmpty()
                ? "Groups are of the values of a column at least: per(\"journal\")"
                : "Rows are grouped by the same twice: name it once");
      }
      if (each.expectation() instanceof Expectation.Observed) {
        throw new IllegalArgumentException(
            "What is only observed never fails in a group: say what is expected of the "
                + English.of(each.metric())
                + ", or observe it of all rows");
      }
      if (each.past() != null) {
        throw new IllegalArgumentException(
            "What earlier runs found is kept of all rows and not of each group: compare the "
                + English.of(each.metric())
                + " of all rows with it, or of those that where(…) selects");
      }
      threshold.checkViolations("Groups");
      if (!expected.isEmpty() && by.size() > 1) {
        throw new IllegalArgumentException(
            "everyGroupIn(…) names the values of one column, and rows are grouped by "
                + by.size()
                + ": group by one");
      }
      if (expected.size() > MOST) {
        throw new IllegalArgumentException(
            "everyGroupIn(…) takes up to "
                + MOST
                + " values, and these are "
                + expected.size()
                + ": give them as a dataset of the run, and name it with everyGroupOf(…)");
      }
      if (others != null && !expected.isEmpty()) {
        throw new IllegalArgumentException(
            "The groups that there must be are given by value and by " + others + ": say it once");
      }
      if (others != null && (others.nullsEqual() || others.metric() != null)) {
        throw new IllegalArgumentException(
            "Groups have keys without nulls, and " + others + " tells more than keys");
      }
      if (others != null && others.columns().size() != by.size()) {
        throw new IllegalArgumentException(
            "everyGroupOf(…) takes a column for each expression that rows are grouped by, which are "
                + by.size()
                + ", and "
                + others
                + " has "
                + others.columns().size());
      }
    }

    private PerGroup with(OnMetric other) {
      return new PerGroup(by, other, threshold, expected, others);
    }

    private PerGroup with(RowThreshold.Kind kind, BigDecimal value) {
      return new PerGroup(by, each, new RowThreshold(kind, value), expected, others);
    }

    /**
     * Accepts that some groups violate.
     *
     * @param fraction of the groups that are judged, those that must not violate; from 0 to 1
     */
    public PerGroup forAtLeast(Number fraction) {
      return with(RowThreshold.Kind.MIN_FRACTION, Constant.of(fraction).value());
    }

    /**
     * Accepts that some groups violate.
     *
     * @param groups how many may
     */
    public PerGroup allowingViolations(long groups) {
      return with(RowThreshold.Kind.MAX_VIOLATIONS, BigDecimal.valueOf(groups));
    }

    /**
     * Makes every value that has no group a group that violates.
     *
     * @param values texts, numbers, booleans, LocalDates, Instants or LocalDateTimes; up to 10000
     * @throws IllegalArgumentException if there is none, one is null or anything else, or rows are
     *     grouped by several expressions
     */
    public PerGroup everyGroupIn(Object... values) {
      return everyGroupIn(Lists.of(values, "expected groups"));
    }

    /** See {@link #everyGroupIn(Object...)}. */
    public PerGroup everyGroupIn(Collection<?> values) {
      List<Constant> all = Lists.map(values, "expected groups", Groups::constant);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("everyGroupIn(…) needs at least one value");
      }
      return new PerGroup(by, each, threshold, all, others);
    }

    /**
     * Makes every key that another dataset of the run has, and that has no group, a group that
     * violates, however many there are. Keys are equal as for {@link KeyColumns#existsIn}; one with
     * a null there has no group and needs none, and a group that is not there is judged as any.
     *
     * @param dataset the name that the run gives it
     * @param columns the key there, one column for each expression that rows are grouped by; none
     *     for columns of the same names
     * @throws IllegalArgumentException if the columns are not as many, or none is named though rows
     *     are grouped by what is computed
     */
    public PerGroup everyGroupOf(String dataset, String... columns) {
      OtherKey key = new KeyColumns(new Key(by)).other(dataset, columns);
      return new PerGroup(by, each, threshold, expected, key);
    }

    /**
     * Summarises only those rows of each group for which a condition is true; a group without such
     * a row remains a group.
     */
    public PerGroup where(Predicate condition) {
      return with(each.where(condition));
    }

    /** The outcome where there is nothing to judge. */
    public OnNoRows noRows() {
      return each.noRows();
    }

    /**
     * Decides the outcome of a group in which the metric has no value, and that of the whole where
     * there is no group.
     */
    public PerGroup onNoRows(OnNoRows outcome) {
      return with(each.onNoRows(outcome));
    }

    @Internal
    @Override
    public Notes notes() {
      return each.notes();
    }

    @Internal
    @Override
    public PerGroup withNotes(Notes newNotes) {
      return with(each.withNotes(newNotes));
    }

    @Override
    public PerGroup id(String id) {
      return withNotes(notes().id(id));
    }

    @Override
    public PerGroup as(String name) {
      return withNotes(notes().as(name));
    }

    @Override
    public PerGroup because(String reason) {
      return withNotes(notes().because(reason));
    }

    @Override
    public PerGroup tagged(String... tags) {
      return withNotes(notes().tagged(tags));
    }

    @Override
    public PerGroup ifPresent() {
      return withNotes(notes().asIfPresent());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.perGroup(this);
    }
  }

  /**
   * What must hold of the rows of each key in their order. A row with a null in its key, in what it
   * is ordered by, or in a value that is compared, is left out as if it were not there, and counted
   * apart; so is one whose order is NaN. Rows of one key and equal order are not compared with one
   * another: each has all rows of the order before as those before it, and violates if it violates
   * with one of them; name more columns to order by where it matters which comes first. So no
   * verdict depends on how rows arrive. Where there is nothing to judge (no key has a second row),
   * the constraint is not evaluated, unless {@link #onNoRows} decides otherwise.
   *
   * @param of what the rule is said of, its constants last
   * @param order what the rows of a key are in the order of
   * @param by the parts of the key; empty where all rows are in one order
   * @param warning the threshold that only warns where it is missed, or null
   */
  record InOrder(
      @Internal OrderRule rule,
      @Internal List<Expr> of,
      @Internal List<Expr> order,
      @Internal List<Expr> by,
      @Internal Expr where,
      @Internal RowThreshold threshold,
      @Internal @Nullable RowThreshold warning,
      OnNoRows noRows,
      @Internal Notes notes)
      implements Constraint {

    /**
     * Refuses nulls, what the rule cannot be said of, and thresholds of rows that satisfy.
     *
     * @throws IllegalArgumentException with the remedy
     */
    @Internal
    public InOrder {
      Args.notNull(rule, "rule");
      of = Args.noNulls(of, "arguments");
      order = Args.noNulls(order, "order");
      by = Args.noNulls(by, "key");
      Args.notNull(where, "where");
      of.forEach(Nesting::check);
      order.forEach(Nesting::check);
      by.forEach(Nesting::check);
      Nesting.check(where);
      Args.notNull(threshold, "threshold");
      Args.notNull(noRows, "outcome on no rows");
      Args.notNull(notes, "notes");
      rule.check(of, order);
      if (new LinkedHashSet<>(by).size() < by.size()) {
        throw new IllegalArgumentException("A key names the same twice: name it once");
      }
      threshold.checkViolations("Rows in order");
      TwoBounds.check(threshold, warning);
    }

    /** Without a bound that warns. */
    @Internal
    public InOrder(
        OrderRule rule,
        List<Expr> of,
        List<Expr> order,
        List<Expr> by,
        Expr where,
        RowThreshold threshold,
        OnNoRows noRows,
        Notes notes) {
      this(rule, of, order, by, where, threshold, null, noRows, notes);
    }

    static InOrder of(OrderRule rule, List<Expr> of, List<Expr> order, List<Expr> by) {
      return new InOrder(
          rule, of, order, by, Expr.Literal.TRUE, RowThreshold.ALL, OnNoRows.DEFAULT, Notes.NONE);
    }

    private InOrder with(RowThreshold.Kind kind, BigDecimal value) {
      RowThreshold bound = new RowThreshold(kind, value);
      return with(bound, null);
    }

    private InOrder with(RowThreshold fail, @Nullable RowThreshold warn) {
      return new InOrder(rule, of, order, by, where, fail, warn, noRows, notes);
    }

    /**
     * Takes only the rows for which a condition is true, and compares them with each other; a
     * second call narrows the scope further.
     */
    public InOrder where(Predicate condition) {
      Expr both = where.and(Judged.exprOf(condition));
      return new InOrder(rule, of, order, by, both, threshold, warning, noRows, notes);
    }

    /**
     * Accepts some violations.
     *
     * @param fraction of what is judged, what must not violate; from 0 to 1
     */
    public InOrder forAtLeast(Number fraction) {
      return with(RowThreshold.Kind.MIN_FRACTION, Constant.of(fraction).value());
    }

    /**
     * Accepts some violations.
     *
     * @param violations how many there may be
     */
    public InOrder allowingViolations(long violations) {
      return with(RowThreshold.Kind.MAX_VIOLATIONS, BigDecimal.valueOf(violations));
    }

    /**
     * Accepts some violations, and warns of more of them than another bound allows: {@code
     * warnBelow(0.999).failBelow(0.9)}.
     *
     * @param fraction of what is judged, what must not violate for there to be no warning; from 0
     *     to 1
     */
    public Warning.Below<InOrder> warnBelow(Number fraction) {
      return new Warning.Below<>(
          fraction,
          (warn, fail) ->
              with(
                  new RowThreshold(RowThreshold.Kind.MIN_FRACTION, Constant.of(fail).value()),
                  new RowThreshold(RowThreshold.Kind.MIN_FRACTION, Constant.of(warn).value())));
    }

    /** Decides the outcome where there is nothing to judge. */
    public InOrder onNoRows(OnNoRows outcome) {
      return new InOrder(rule, of, order, by, where, threshold, warning, outcome, notes);
    }

    @Override
    public InOrder ifPresent() {
      return withNotes(notes.asIfPresent());
    }

    @Internal
    @Override
    public InOrder withNotes(Notes newNotes) {
      return new InOrder(rule, of, order, by, where, threshold, warning, noRows, newNotes);
    }

    @Override
    public InOrder id(String id) {
      return withNotes(notes.id(id));
    }

    @Override
    public InOrder as(String name) {
      return withNotes(notes.as(name));
    }

    @Override
    public InOrder because(String reason) {
      return withNotes(notes.because(reason));
    }

    @Override
    public InOrder tagged(String... tags) {
      return withNotes(notes.tagged(tags));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inOrder(this);
    }
  }

  /**
   * The rows of another dataset of the run are the same. With a key, rows of equal keys are
   * compared column by column, where null is a key like any other; a key that is not unique on both
   * sides tells no rows apart, and counts as one difference. Without one, each row must occur as
   * often there as here.
   *
   * <p>Columns are matched by name. Null equals null, NaN equals NaN and -0.0 equals 0.0; numbers
   * are equal by value, and what is nested if all in it is.
   *
   * @param dataset the name that the run gives the other one
   * @param key the columns that tell rows apart; none if whole rows are counted
   * @param ignored the columns of either that are left out
   * @param tolerance how far floating-point numbers and decimals may differ; 0 for not at all
   */
  record SameRows(
      String dataset,
      @Internal List<ColumnRef> key,
      @Internal List<ColumnRef> ignored,
      @Internal BigDecimal tolerance,
      @Internal RowThreshold threshold,
      OnNoRows noRows,
      @Internal Notes notes)
      implements Constraint {

    /**
     * Refuses nulls, columns that are named twice, and a tolerance without a key.
     *
     * @throws IllegalArgumentException with the remedy
     */
    @Internal
    public SameRows {
      Args.notBlank(dataset, "name of a dataset");
      key = Args.noNulls(key, "key");
      ignored = List.copyOf(new LinkedHashSet<>(Args.noNulls(ignored, "columns")));
      tolerance = Args.tolerance(new Constant.Num(Args.notNull(tolerance, "tolerance"))).value();
      Args.notNull(threshold, "threshold").checkViolations("Rows that are compared");
      Args.notNull(noRows, "outcome on no rows");
      Args.notNull(notes, "notes");
      if (new LinkedHashSet<>(key).size() < key.size()) {
        throw new IllegalArgumentException("A key names the same twice: name it once");
      }
      for (ColumnRef each : ignored) {
        if (key.contains(each)) {
          throw new IllegalArgumentException(each + " is of the key, and cannot be ignored");
        }
        if (each.parts().size() > 1) {
          throw new IllegalArgumentException(
              "Only whole columns are ignored: ignore "
                  + ColumnRef.exactly(each.parts().get(0))
                  + ", or drop "
                  + each
                  + " in both datasets first");
        }
      }
      if (tolerance.signum() > 0 && key.isEmpty()) {
        throw new IllegalArgumentException(
            "Numbers may differ only in rows that a key tells apart: say on(\"id\") first");
      }
      if (notes.ifPresent()) {
        throw new IllegalArgumentException(
            "ifPresent() is for what is about certain columns: ignore those that may be missing");
      }
    }

    static SameRows of(String dataset) {
      return new SameRows(
          dataset,
          List.of(),
          List.of(),
          BigDecimal.ZERO,
          RowThreshold.ALL,
          OnNoRows.DEFAULT,
          Notes.NONE);
    }

    private static List<ColumnRef> columns(List<String> names) {
      return names.stream().map(ColumnRef::parse).toList();
    }

    /**
     * Compares the rows that have the same values in some columns of both, which must be unique on
     * both sides.
     *
     * @param first a name, with dots for a field of a struct
     * @throws IllegalArgumentException if a column is named twice, or ignored
     */
    public SameRows on(String first, String... more) {
      List<String> names = new ArrayList<>(List.of(Args.notNull(first, "column")));
      names.addAll(Lists.of(more, "columns"));
      return new SameRows(dataset, columns(names), ignored, tolerance, threshold, noRows, notes);
    }

    /** Leaves columns out, of whichever side; a second call adds to them. */
    public SameRows ignoring(String... columns) {
      List<ColumnRef> all = new ArrayList<>(ignored);
      all.addAll(columns(Lists.of(columns, "columns")));
      return new SameRows(dataset, key, all, tolerance, threshold, noRows, notes);
    }

    /**
     * Lets floating-point numbers and decimals of rows with the same key differ, also inside
     * arrays, structs and maps; whole numbers are compared exactly.
     *
     * @param largest the largest difference allowed, as the decimal that was written
     * @throws IllegalArgumentException if it is negative or no number, or there is no key
     */
    public SameRows withTolerance(Number largest) {
      BigDecimal value = Constant.of(Args.notNull(largest, "tolerance")).value();
      return new SameRows(dataset, key, ignored, value, threshold, noRows, notes);
    }

    private SameRows with(RowThreshold.Kind kind, BigDecimal value) {
      RowThreshold bound = new RowThreshold(kind, value);
      return new SameRows(dataset, key, ignored, tolerance, bound, noRows, notes);
    }

    /**
     * Accepts some differences.
     *
     * @param fraction of the keys on either side, or of the rows if there is no key, those that
     *     must be the same; from 0 to 1
     */
    public SameRows forAtLeast(Number fraction) {
      return with(RowThreshold.Kind.MIN_FRACTION, Constant.of(fraction).value());
    }

    /**
     * Accepts some differences.
     *
     * @param violations how many keys may differ, or rows if there is no key
     */
    public SameRows allowingViolations(long violations) {
      return with(RowThreshold.Kind.MAX_VIOLATIONS, BigDecimal.valueOf(violations));
    }

    /** Decides the outcome where neither dataset has a row. */
    public SameRows onNoRows(OnNoRows outcome) {
      return new SameRows(dataset, key, ignored, tolerance, threshold, outcome, notes);
    }

    /** What is counted: keys, or rows where there is none. */
    @Internal
    public String noun() {
      return key.isEmpty() ? "row" : "key";
    }

    @Override
    public SameRows ifPresent() {
      return withNotes(notes.asIfPresent());
    }

    @Internal
    @Override
    public SameRows withNotes(Notes newNotes) {
      return new SameRows(dataset, key, ignored, tolerance, threshold, noRows, newNotes);
    }

    @Override
    public SameRows id(String id) {
      return withNotes(notes.id(id));
    }

    @Override
    public SameRows as(String name) {
      return withNotes(notes.as(name));
    }

    @Override
    public SameRows because(String reason) {
      return withNotes(notes.because(reason));
    }

    @Override
    public SameRows tagged(String... tags) {
      return withNotes(notes.tagged(tags));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sameRows(this);
    }
  }

  /**
   * Whole constraints combined into one: of the verdicts of its parts, which are judged as any
   * constraint, in the same passes. A part that cannot be evaluated, or had nothing to check, is
   * unknown, in three-valued logic: where the other parts decide, it does not matter; else the
   * whole is an error, or not evaluated. How a check or a run decides what had nothing to check, is
   * decided for the whole; a part may decide for itself.
   *
   * @param noRows the outcome where the parts had nothing to check, and that matters
   */
  record Combined(
      @Internal Connective connective,
      List<Constraint> parts,
      OnNoRows noRows,
      @Internal Notes notes)
      implements Constraint {

    private static final int MOST = 100;

    /** Refuses what neither holds nor fails, and more parts than people can read. */
    @Internal
    public Combined {
      Args.notNull(connective, "connective");
      parts = Args.noNulls(parts, "combined constraints");
      Args.notNull(noRows, "outcome on no rows");
      Args.notNull(notes, "notes");
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("There must be at least one constraint to combine");
      }
      if (connective == Connective.IF_THEN && parts.size() != 2) {
        throw new IllegalArgumentException(
            "An implication is of two constraints, and these are " + parts.size());
      }
      int size = 0;
      for (Constraint part : parts) {
        size += part.accept(new Part());
      }
      if (size > MOST) {
        throw new IllegalArgumentException(
            "Up to "
                + MOST
                + " constraints may be combined, and these are more: make several constraints");
      }
    }

    /**
     * Combines constraints.
     *
     * @throws IllegalArgumentException if one is stated twice, or cannot be combined
     */
    @Internal
    public static Combined of(Connective connective, List<Constraint> parts) {
      Combined made = new Combined(connective, parts, OnNoRows.DEFAULT, Notes.NONE);
      Check.once(parts, connective.word());
      return made;
    }

    /** How many constraints a part is made of, itself included. */
    private static final class Part implements Visitor<Integer> {

      @Override
      public Integer onRows(OnRows constraint) {
        return decided(constraint.warning() == null, constraint);
      }

      @Override
      public Integer onMetric(OnMetric constraint) {
        if (constraint.expectation() instanceof Expectation.Observed) {
          throw new IllegalArgumentException(
              "What is only observed never fails, so it cannot be combined: "
                  + constraint.sentence()
                  + ": say what is expected of it, or observe it in a constraint of its own");
        }
        if (constraint.past() != null) {
          throw new IllegalArgumentException(
              "What is compared with earlier runs is kept under an id of its own, so it cannot be"
                  + " combined: "
                  + constraint.sentence()
                  + ": require it by itself");
        }
        return decided(constraint.warning() == null, constraint);
      }

      @Override
      public Integer perGroup(PerGroup constraint) {
        return decided(constraint.each.warning() == null, constraint);
      }

      @Override
      public Integer onSchema(OnSchema constraint) {
        return 1;
      }

      @Override
      public Integer inOrder(InOrder constraint) {
        return 1;
      }

      @Override
      public Integer sameRows(SameRows constraint) {
        return 1;
      }

      private static int decided(boolean oneBound, Constraint constraint) {
        if (!oneBound) {
          throw new IllegalArgumentException(
              "What is combined holds or fails, and cannot warn: "
                  + constraint.sentence()
                  + ": leave out the bound that warns");
        }
        return 1;
      }

      @Override
      public Integer forEach(ForEach constraint) {
        throw new IllegalArgumentException(
            "forEachColumn stands for a constraint of each column, and cannot be combined: combine"
                + " within it, as in forEachColumn(strings(), column -> anyOf(…))");
      }

      @Override
      public Integer combined(Combined constraint) {
        int size = 1;
        for (Constraint part : constraint.parts) {
          size += part.accept(this);
        }
        return size;
      }
    }

    /** Narrows each part to the rows for which a condition is true. */
    public Combined where(Predicate condition) {
      Judged.exprOf(condition);
      List<Constraint> narrowed =
          parts.stream().map(part -> part.accept(new Narrowed(condition))).toList();
      return new Combined(connective, narrowed, noRows, notes);
    }

    /** Decides the outcome where the parts had nothing to check, and that matters. */
    public Combined onNoRows(OnNoRows outcome) {
      return new Combined(connective, parts, outcome, notes);
    }

    @Internal
    @Override
    public Combined withNotes(Notes newNotes) {
      return new Combined(connective, parts, noRows, newNotes);
    }

    @Override
    public Combined id(String id) {
      return withNotes(notes.id(id));
    }

    @Override
    public Combined as(String name) {
      return withNotes(notes.as(name));
    }

    @Override
    public Combined because(String reason) {
      return withNotes(notes.because(reason));
    }

    @Override
    public Combined tagged(String... tags) {
      return withNotes(notes.tagged(tags));
    }

    @Override
    public Combined ifPresent() {
      return withNotes(notes.asIfPresent());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.combined(this);
    }
  }

  /**
   * A template that is stamped out for each selected column when the check meets a dataset. It is
   * an error if the selector matches no column.
   *
   * @param template constraints about {@link ColumnRef#placeholder()}
   */
  record ForEach(
      @Internal ColumnSelector selector, List<Constraint> template, @Internal Notes notes)
      implements Constraint {

    /** Refuses an empty template, and one that states the same twice. */
    @Internal
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
      Check.once(template, "forEachColumn");
    }

    @Internal
    @Override
    public @Nullable Past past() {
      return template.stream()
          .map(Constraint::past)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }

    @Internal
    @Override
    public ForEach withNotes(Notes newNotes) {
      return new ForEach(selector, template, newNotes);
    }

    @Override
    public ForEach id(String id) {
      return withNotes(notes.id(id));
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
    public ForEach ifPresent() {
      return withNotes(notes.asIfPresent());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forEach(this);
    }
  }

  /**
   * What must hold for the columns themselves, whatever the rows: judged from the schema alone,
   * without reading anything, so that it holds or fails for an empty dataset as well.
   */
  record OnSchema(@Internal SchemaRule rule, @Internal Notes notes) implements Constraint {

    /** Refuses nulls, and {@code ifPresent} of what is about no single column. */
    @Internal
    public OnSchema {
      Args.notNull(rule, "rule");
      Args.notNull(notes, "notes");
      if (notes.ifPresent() && !(rule instanceof SchemaRule.Has)) {
        throw new IllegalArgumentException(
            "ifPresent() is for what is about certain columns, or for hasColumn(…) with a type");
      }
    }

    static OnSchema of(SchemaRule rule) {
      return new OnSchema(rule, Notes.NONE);
    }

    private OnSchema with(boolean more, boolean anyOrder, boolean wider) {
      SchemaRule allowing = rule.allowing(more, anyOrder, wider);
      if (allowing != null) {
        return new OnSchema(allowing, notes);
      }
      throw new IllegalArgumentException(
          "This is for schema(\"…\") and hasSameSchemaAs(\"…\"), and not for: " + sentence());
    }

    /**
     * Allows columns, and fields of structs, that the schema does not declare.
     *
     * @throws IllegalArgumentException if this is of no whole schema
     */
    public OnSchema allowingMore() {
      return with(true, false, false);
    }

    /**
     * Allows columns, and fields of structs, in any order.
     *
     * @throws IllegalArgumentException if this is of no whole schema
     */
    public OnSchema inAnyOrder() {
      return with(false, true, false);
    }

    /**
     * Allows types that hold every value of the declared one exactly, such as BIGINT for INT or
     * DECIMAL(12,2) for DECIMAL(10,2).
     *
     * @throws IllegalArgumentException if this is of no whole schema
     */
    public OnSchema withWiderTypes() {
      return with(false, false, true);
    }

    @Internal
    @Override
    public OnSchema withNotes(Notes newNotes) {
      return new OnSchema(rule, newNotes);
    }

    @Override
    public OnSchema id(String id) {
      return withNotes(notes.id(id));
    }

    @Override
    public OnSchema as(String name) {
      return withNotes(notes.as(name));
    }

    @Override
    public OnSchema because(String reason) {
      return withNotes(notes.because(reason));
    }

    @Override
    public OnSchema tagged(String... tags) {
      return withNotes(notes.tagged(tags));
    }

    @Override
    public OnSchema ifPresent() {
      return withNotes(notes.asIfPresent());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.onSchema(this);
    }
  }

  /** One method a kind of constraint, all abstract. */
  interface Visitor<R> {
    R onSchema(OnSchema constraint);

    R onRows(OnRows constraint);

    R onMetric(OnMetric constraint);

    R perGroup(PerGroup constraint);

    R inOrder(InOrder constraint);

    R sameRows(SameRows constraint);

    R forEach(ForEach constraint);

    R combined(Combined constraint);
  }
}
