package dev.assay.dq.spark.assertj;

import dev.assay.dq.BooleanColumn;
import dev.assay.dq.CollectionColumn;
import dev.assay.dq.Column;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.OnNoRows;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.Requirement;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.Descriptable;
import org.assertj.core.description.Description;
import org.assertj.core.description.TextDescription;
import org.jspecify.annotations.Nullable;

/**
 * Assertions over a column, typed by the column: {@code column(AMOUNT).matches(…)} does not
 * compile. Null violates none of them but {@link #isComplete()}; {@link #failingOnNull()} makes one
 * strict. Another {@code column(…)} or {@link #and()} goes on with the dataset.
 *
 * <p>Not an {@code AbstractAssert} itself, because the {@code isEqualTo(Object)} and the like that
 * it would inherit would compare the column instead of its values; descriptions and messages work
 * the same.
 *
 * @param <SELF> the kind of assertion
 * @param <D> the assertion over the whole dataset
 * @param <C> the kind of column
 */
@CheckReturnValue
public abstract class AbstractColumnAssert<
        SELF extends AbstractColumnAssert<SELF, D, C>,
        D extends AbstractDataAssert<D, ?>,
        C extends Column>
    implements Descriptable<SELF>, DataChain {

  /** The column. */
  final C column;

  private final D data;
  private @Nullable Description described;
  private @Nullable Supplier<String> override;

  AbstractColumnAssert(D data, C column) {
    this.data = data;
    this.column = column;
    this.override = data.wording().override();
  }

  @SuppressWarnings("unchecked") // each class names itself
  private SELF self() {
    return (SELF) this;
  }

  final SELF state(Requirement requirement) {
    Description own = described;
    Statement.Wording wording =
        new Statement.Wording(
            own == null ? data.wording().described() : () -> String.valueOf(own.value()), override);
    data.chain().add(Statement.of(wording, requirement.toConstraint()));
    return self();
  }

  @Override
  public SELF describedAs(Description description) {
    described = description;
    return self();
  }

  /**
   * Replaces the message of the assertions that follow on this column.
   *
   * @param message the message, a format
   * @param arguments its arguments
   * @return this assertion
   */
  public SELF overridingErrorMessage(String message, Object... arguments) {
    String text = new TextDescription(message, arguments).value();
    override = () -> text;
    return self();
  }

  /**
   * Replaces the message of the assertions that follow on this column.
   *
   * @param message gives the message; asked only if one of them fails
   * @return this assertion
   */
  public SELF overridingErrorMessage(Supplier<String> message) {
    override = message;
    return self();
  }

  /**
   * Replaces the message of the assertions that follow on this column.
   *
   * @param message gives the message; asked only if one of them fails
   * @return this assertion
   */
  public SELF withFailMessage(Supplier<String> message) {
    return overridingErrorMessage(message);
  }

  /**
   * Replaces the message of the assertions that follow on this column.
   *
   * @param message the message, a format
   * @param arguments its arguments
   * @return this assertion
   */
  public SELF withFailMessage(String message, Object... arguments) {
    return overridingErrorMessage(message, arguments);
  }

  /**
   * Verifies that no value is null.
   *
   * @return this assertion
   */
  public SELF isComplete() {
    return state(column.isComplete());
  }

  /**
   * Verifies that every value is null.
   *
   * @return this assertion
   */
  public SELF isNull() {
    return state(column.isNull());
  }

  /**
   * Verifies that no value occurs twice. Nulls are left out.
   *
   * @return this assertion
   */
  public SELF isUnique() {
    return state(column.isUnique());
  }

  /**
   * Verifies the fraction of rows with a value.
   *
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasCompleteness(NumberExpectation expected) {
    return state(expected.of(column.completeness()));
  }

  /**
   * Verifies that the fraction of rows with a value equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public SELF hasCompleteness(Number expected) {
    return state(column.completeness().isEqualTo(expected));
  }

  /**
   * Verifies the number of nulls.
   *
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasNullCount(NumberExpectation expected) {
    return state(expected.of(column.nullCount()));
  }

  /**
   * Verifies that the number of nulls equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public SELF hasNullCount(Number expected) {
    return state(column.nullCount().isEqualTo(expected));
  }

  /**
   * Verifies the number of distinct values.
   *
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasDistinctCount(NumberExpectation expected) {
    return state(expected.of(column.distinctCount()));
  }

  /**
   * Verifies that the number of distinct values equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public SELF hasDistinctCount(Number expected) {
    return state(column.distinctCount().isEqualTo(expected));
  }

  /**
   * Verifies the fraction of values that occur once.
   *
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasUniqueness(NumberExpectation expected) {
    return state(expected.of(column.uniqueness()));
  }

  /**
   * Verifies that the fraction of values that occur once equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public SELF hasUniqueness(Number expected) {
    return state(column.uniqueness().isEqualTo(expected));
  }

  /**
   * Verifies the number of distinct values divided by that of values.
   *
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasDistinctness(NumberExpectation expected) {
    return state(expected.of(column.distinctness()));
  }

  /**
   * Verifies that the number of distinct values divided by that of values equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public SELF hasDistinctness(Number expected) {
    return state(column.distinctness().isEqualTo(expected));
  }

  /**
   * Verifies the fraction of distinct values that occur once.
   *
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasUniqueValueRatio(NumberExpectation expected) {
    return state(expected.of(column.uniqueValueRatio()));
  }

  /**
   * Verifies that the fraction of distinct values that occur once equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public SELF hasUniqueValueRatio(Number expected) {
    return state(column.uniqueValueRatio().isEqualTo(expected));
  }

  /**
   * Verifies the entropy of the values in nats.
   *
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasEntropy(NumberExpectation expected) {
    return state(expected.of(column.entropy()));
  }

  /**
   * Verifies that the entropy of the values in nats equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public SELF hasEntropy(Number expected) {
    return state(column.entropy().isEqualTo(expected));
  }

  /**
   * Verifies the mutual information with another column, in nats.
   *
   * @param other the other column
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasMutualInformation(Column other, NumberExpectation expected) {
    return state(expected.of(column.mutualInformation(other)));
  }

  /**
   * Verifies Cramér's V of this and another column.
   *
   * @param other the other column
   * @param expected what it has to be
   * @return this assertion
   */
  public SELF hasCramersV(Column other, NumberExpectation expected) {
    return state(expected.of(column.cramersV(other)));
  }

  /**
   * Verifies what the column itself can say: {@code satisfies(email ->
   * email.isNotBlank().or(email.isNull()))}.
   *
   * @param requirement makes a requirement of the column
   * @return this assertion
   */
  public SELF satisfies(Function<? super C, ? extends Requirement> requirement) {
    return state(requirement.apply(column));
  }

  /**
   * Restricts the assertion before it to the rows for which a condition is true.
   *
   * @param condition the condition
   * @return this assertion
   */
  public SELF where(Predicate condition) {
    data.chain().where(condition);
    return self();
  }

  /**
   * Requires the assertion before it of a fraction of the rows only.
   *
   * @param fraction the least fraction, from 0 to 1
   * @return this assertion
   */
  public SELF forAtLeast(double fraction) {
    data.chain().refineRows("forAtLeast", rows -> rows.forAtLeast(fraction));
    return self();
  }

  /**
   * Requires that the assertion before it holds for a fraction of the rows at most.
   *
   * @param fraction the greatest fraction, from 0 to 1
   * @return this assertion
   */
  public SELF forAtMost(double fraction) {
    data.chain().refineRows("forAtMost", rows -> rows.forAtMost(fraction));
    return self();
  }

  /**
   * Lets some rows violate the assertion before it.
   *
   * @param violations how many
   * @return this assertion
   */
  public SELF allowingViolations(long violations) {
    data.chain().refineRows("allowingViolations", rows -> rows.allowingViolations(violations));
    return self();
  }

  /**
   * Makes null violate the assertion before it.
   *
   * @return this assertion
   */
  public SELF failingOnNull() {
    data.chain().refineRows("failingOnNull", rows -> rows.failingOnNull());
    return self();
  }

  /**
   * Decides the assertion before it where there is nothing to judge, which otherwise fails.
   *
   * @param outcome the outcome
   * @return this assertion
   */
  public SELF onNoRows(OnNoRows outcome) {
    data.chain().onNoRows(outcome);
    return self();
  }

  /**
   * Says why the assertion before it matters; shown when it fails.
   *
   * @param reason the reason
   * @return this assertion
   */
  public SELF because(String reason) {
    data.chain().refine("because", constraint -> constraint.because(reason));
    return self();
  }

  /**
   * Goes on with the dataset.
   *
   * @return the assertion over the dataset
   */
  public D and() {
    return data;
  }

  /**
   * Goes on with another column.
   *
   * @param next the column
   * @return its assertions
   */
  public final StringColumnAssert<D> column(StringColumn next) {
    return data.column(next);
  }

  /**
   * Goes on with another column.
   *
   * @param next the column
   * @return its assertions
   */
  public final NumericColumnAssert<D> column(NumericColumn next) {
    return data.column(next);
  }

  /**
   * Goes on with another column.
   *
   * @param next the column
   * @return its assertions
   */
  public final TemporalColumnAssert<D> column(TemporalColumn next) {
    return data.column(next);
  }

  /**
   * Goes on with another column.
   *
   * @param next the column
   * @return its assertions
   */
  public final BooleanColumnAssert<D> column(BooleanColumn next) {
    return data.column(next);
  }

  /**
   * Goes on with another column.
   *
   * @param next the column
   * @return its assertions
   */
  public final CollectionColumnAssert<D> column(CollectionColumn next) {
    return data.column(next);
  }

  /**
   * Goes on with another column.
   *
   * @param next the column
   * @return its assertions
   */
  public final ColumnAssert<D> column(Column next) {
    return data.column(next);
  }

  /**
   * Verifies checks over the dataset, whatever their severity.
   *
   * @param checks the checks
   * @return the assertion over the dataset
   */
  public D satisfies(Check... checks) {
    return data.satisfies(checks);
  }

  /**
   * Verifies requirements over the dataset.
   *
   * @param requirements the requirements
   * @return the assertion over the dataset
   */
  public D satisfies(Requirement... requirements) {
    return data.satisfies(requirements);
  }

  /**
   * Goes on with the dataset: verifies the number of rows.
   *
   * @param rows the number
   * @return the assertion over the dataset
   */
  public D hasRowCount(long rows) {
    return data.hasRowCount(rows);
  }

  /**
   * Goes on with the dataset: verifies the number of rows.
   *
   * @param expected what it has to be
   * @return the assertion over the dataset
   */
  public D hasRowCount(NumberExpectation expected) {
    return data.hasRowCount(expected);
  }

  /**
   * Goes on with the dataset: verifies that there are columns of these names.
   *
   * @param names the names; a dot or a backtick belongs to the name
   * @return the assertion over the dataset
   */
  public D hasColumns(String... names) {
    return data.hasColumns(names);
  }

  /**
   * Goes on with the dataset: verifies that the rows with a complete key have keys of their own.
   *
   * @param columns the key columns
   * @return the assertion over the dataset
   */
  public D hasUniqueKey(String... columns) {
    return data.hasUniqueKey(columns);
  }

  /**
   * Goes on with the dataset as {@link DatasetAssert#hasSchema} does.
   *
   * @param ddl the schema
   * @return the assertion over the dataset
   * @throws UnsupportedOperationException if the data are no Dataset
   */
  public D hasSchema(String ddl) {
    var unused = data.rows().hasSchema(ddl);
    return data;
  }

  /**
   * Goes on with the dataset as {@link DatasetAssert#containsExactlyInAnyOrder} does; evaluates the
   * chain.
   *
   * @param rows the rows
   * @return the assertion over the dataset
   * @throws UnsupportedOperationException if the data are no Dataset
   */
  @CanIgnoreReturnValue
  public D containsExactlyInAnyOrder(Row... rows) {
    data.rows().containsExactlyInAnyOrder(rows);
    return data;
  }

  /**
   * Goes on with the dataset as {@link DatasetAssert#hasSameRowsAs} does; evaluates the chain.
   *
   * @param expected the other dataset
   * @return the assertion over the dataset
   * @throws UnsupportedOperationException if the data are no Dataset
   */
  @CanIgnoreReturnValue
  public D hasSameRowsAs(Dataset<?> expected) {
    data.rows().hasSameRowsAs(expected);
    return data;
  }

  @Override
  public void verify() {
    data.verify();
  }
}
