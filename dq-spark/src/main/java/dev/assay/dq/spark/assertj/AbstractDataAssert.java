package dev.assay.dq.spark.assertj;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.rowCount;

import dev.assay.dq.BooleanColumn;
import dev.assay.dq.Check;
import dev.assay.dq.CollectionExpression;
import dev.assay.dq.Expression;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringExpression;
import dev.assay.dq.TemporalExpression;
import dev.assay.dq.internal.model.ColumnRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/**
 * Assertions over a dataset. They are collected, and evaluated in one run by {@link #verify()}.
 * {@code as} and {@code withFailMessage} hold for what is stated after them, as everywhere in
 * AssertJ. On an empty dataset what needs rows fails, unless it says {@code
 * onNoRows(OnNoRows.PASS)}; a {@code where} that selects nothing, or a metric without a value, is
 * logged as a warning and fails only where it says {@code onNoRows(OnNoRows.FAIL)}.
 *
 * @param <SELF> the kind of assertion
 * @param <ACTUAL> the data
 */
@CheckReturnValue
public abstract class AbstractDataAssert<SELF extends AbstractDataAssert<SELF, ACTUAL>, ACTUAL>
    extends AbstractAssert<SELF, ACTUAL> implements DataChain {

  private final Chain chain;

  /** Assertions over rows of these data, which soft assertions end as well. */
  private final List<SELF> within = new ArrayList<>();

  private @Nullable Supplier<String> override;

  AbstractDataAssert(ACTUAL actual, Class<?> selfType, Chain chain) {
    super(actual, selfType);
    this.chain = chain;
  }

  final Chain chain() {
    return chain;
  }

  final Statement.Wording wording() {
    Description description = info.description();
    return new Statement.Wording(
        () -> description == null ? "" : String.valueOf(description.value()), override);
  }

  @Override
  public SELF overridingErrorMessage(String message, Object... arguments) {
    var unused = super.overridingErrorMessage(message, arguments);
    String text = info.overridingErrorMessage();
    override = text == null ? null : () -> text;
    return myself;
  }

  @Override
  public SELF overridingErrorMessage(Supplier<String> message) {
    var unused = super.overridingErrorMessage(message);
    override = message;
    return myself;
  }

  @Override
  public SELF withFailMessage(String message, Object... arguments) {
    return overridingErrorMessage(message, arguments);
  }

  @Override
  public SELF withFailMessage(Supplier<String> message) {
    return overridingErrorMessage(message);
  }

  /** This assertion where it is one over a Dataset. */
  DatasetAssert rows() {
    chain.abandon();
    throw new UnsupportedOperationException(
        "Schemas and rows are compared of a Dataset only. Records in memory compare by AssertJ's"
            + " own assertThat(records); those of an RDD as a Dataset");
  }

  /**
   * Names the columns by which rows are told apart: they are shown with every violating row, and
   * rows of two datasets are matched by them.
   */
  public SELF keyedBy(String... columns) {
    chain.keyedBy(columns);
    return myself;
  }

  /**
   * Bounds how long {@link #verify()} may take. What is not reached in time fails with a note, and
   * the rest is judged; the Spark jobs of the run are cancelled. Rows are compared by queries of
   * their own, which have no limit.
   *
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public SELF withTimeLimit(Duration time) {
    chain.withTimeLimit(time);
    return myself;
  }

  /**
   * Sets the time that {@link #verify()} is as of, which rules such as {@code isNotInTheFuture()}
   * are held against; without it, the time when it starts.
   *
   * @throws IllegalArgumentException if it is not of the years 1 to 9999
   */
  public SELF asOf(Instant time) {
    chain.asOf(time);
    return myself;
  }

  /** Verifies the number of rows. */
  public SELF hasRowCount(long rows) {
    return satisfies(rowCount().isEqualTo(rows));
  }

  /** Verifies the number of rows. */
  public SELF hasRowCount(NumberExpectation expected) {
    return satisfies(expected.of(rowCount()));
  }

  /**
   * Verifies that there are columns of these names; a dot or a backtick belongs to the name. Others
   * may be there, too. Reads no data.
   */
  public SELF hasColumns(String... names) {
    chain.add(
        Statement.direct(
            wording(), "has columns " + names(Arrays.asList(names)), () -> missing(names)));
    return myself;
  }

  private List<String> missing(String... names) {
    List<String> there = chain.subject().columns();
    List<String> missing = new ArrayList<>(Arrays.asList(names));
    missing.removeAll(there);
    return missing.isEmpty()
        ? List.of()
        : List.of(
            "expected: " + names(Arrays.asList(names)),
            "but was : " + names(there),
            "missing : " + names(missing));
  }

  static String names(List<String> names) {
    return names.isEmpty()
        ? "none"
        : String.join(", ", names.stream().map(name -> ColumnRef.exactly(name).text()).toList());
  }

  /** Verifies that the rows with a complete key have keys of their own. */
  public SELF hasUniqueKey(String... columns) {
    return satisfies(key(columns).isUnique());
  }

  /** Verifies that every row has a complete key, and that of no other row. */
  public SELF hasPrimaryKey(String... columns) {
    return satisfies(key(columns).isPrimary());
  }

  /**
   * Verifies checks: the very ones that a job runs. Every constraint has to hold, also those of a
   * check of severity WARNING.
   */
  public SELF satisfies(Check... checks) {
    for (Check check : checks) {
      chain.add(Statement.of(wording(), check));
    }
    return myself;
  }

  /** Verifies predicates and constraints. */
  public SELF satisfies(Requirement... requirements) {
    for (Requirement requirement : requirements) {
      chain.add(Statement.of(wording(), requirement.toConstraint()));
    }
    return myself;
  }

  /**
   * Goes on with the rows that violate a constraint, in assertions of their own: those that {@code
   * rows().violating(…)} of a verification gives, read again. What was stated before is evaluated
   * now. What was set by {@code with}, {@link #keyedBy} and {@link #asOf} holds for them too.
   *
   * <pre>{@code
   * assertThat(orders).rowsViolating(EMAIL.isComplete()).hasRowCount(2).verify();
   * }</pre>
   *
   * @param constraint a predicate or a constraint that says something of single rows
   * @throws IllegalArgumentException if it says nothing of a single row, or cannot be evaluated
   * @throws AssertionError if what was stated before does not hold
   */
  public SELF rowsViolating(Requirement constraint) {
    verify();
    if (actual == null) {
      return myself;
    }
    SELF rows = violating(constraint);
    within.add(rows);
    return rows;
  }

  abstract SELF violating(Requirement constraint);

  /** Goes on with a column of text. */
  public StringColumnAssert<SELF> column(StringExpression column) {
    return new StringColumnAssert<>(myself, column);
  }

  /** Goes on with a column of numbers. */
  public NumericColumnAssert<SELF> column(NumericExpression column) {
    return new NumericColumnAssert<>(myself, column);
  }

  /** Goes on with a column of dates or timestamps. */
  public TemporalColumnAssert<SELF> column(TemporalExpression column) {
    return new TemporalColumnAssert<>(myself, column);
  }

  /** Goes on with a column of booleans. */
  public BooleanColumnAssert<SELF> column(BooleanColumn column) {
    return new BooleanColumnAssert<>(myself, column);
  }

  /** Goes on with a column of arrays or maps. */
  public <C extends CollectionExpression> CollectionColumnAssert<SELF, C> column(C column) {
    return new CollectionColumnAssert<>(myself, column);
  }

  /** Goes on with a column of any type. */
  public ColumnAssert<SELF> column(Expression column) {
    return new ColumnAssert<>(myself, column);
  }

  /**
   * Evaluates everything that the chain has stated since rows were last compared, in one run, and
   * ends it.
   *
   * @throws AssertionError if any of it does not hold, could not be evaluated, or had nothing to
   *     judge
   */
  @Override
  public void verify() {
    if (actual == null) {
      chain.nothing(this::isNotNull);
    } else {
      chain.verify(wording().described());
      within.forEach(AbstractDataAssert::verify);
    }
  }
}
