package dev.assay.dq.spark.assertj;

import dev.assay.dq.BooleanColumn;
import dev.assay.dq.Check;
import dev.assay.dq.CollectionExpression;
import dev.assay.dq.Expression;
import dev.assay.dq.NumericExpression;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringExpression;
import dev.assay.dq.TemporalExpression;
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
 * compile. Whatever a column can say is asserted by {@link #that}; the words that people type most
 * are there directly, and mean what they mean of the column: {@code isUnique()} is {@code that(c ->
 * c.isUnique())}, {@code hasMean(3)} is {@code that(c -> c.mean().isEqualTo(3))}.
 *
 * <p>Null violates none of them but {@link #isComplete()}; {@link #failingOnNull()} makes one
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
        C extends Expression>
    implements Descriptable<SELF>, DataChain {

  private final C column;
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

  @Override
  public SELF describedAs(Description description) {
    described = description;
    return self();
  }

  /** Replaces the message of the assertions that follow on this column. */
  public SELF overridingErrorMessage(String message, Object... arguments) {
    String text = new TextDescription(message, arguments).value();
    override = () -> text;
    return self();
  }

  /** Replaces the message of the assertions that follow on this column. */
  public SELF overridingErrorMessage(Supplier<String> message) {
    override = message;
    return self();
  }

  /** Replaces the message of the assertions that follow on this column. */
  public SELF withFailMessage(Supplier<String> message) {
    return overridingErrorMessage(message);
  }

  /** Replaces the message of the assertions that follow on this column. */
  public SELF withFailMessage(String message, Object... arguments) {
    return overridingErrorMessage(message, arguments);
  }

  /**
   * Verifies what the column says: {@code that(email -> email.lower().isIn("a", "b"))}, {@code
   * that(amount -> amount.median().isAtLeast(3))}.
   */
  public SELF that(Function<? super C, ? extends Requirement> says) {
    Description own = described;
    Statement.Wording wording =
        new Statement.Wording(
            own == null ? data.wording().described() : () -> String.valueOf(own.value()), override);
    data.chain().add(Statement.of(wording, says.apply(column).toConstraint()));
    return self();
  }

  public SELF isComplete() {
    return that(Expression::isComplete);
  }

  public SELF isNotNull() {
    return that(Expression::isNotNull);
  }

  public SELF isNull() {
    return that(Expression::isNull);
  }

  public SELF isUnique() {
    return that(Expression::isUnique);
  }

  public SELF isPrimary() {
    return that(Expression::isPrimary);
  }

  public SELF hasDistinctCount(Number expected) {
    return that(each -> each.distinctCount().isEqualTo(expected));
  }

  public SELF hasDistinctCount(NumberExpectation expected) {
    return that(each -> expected.of(each.distinctCount()));
  }

  /** Restricts the assertion before it to the rows for which a condition is true. */
  public SELF where(Predicate condition) {
    data.chain().where(condition);
    return self();
  }

  /** Requires the assertion before it of a fraction of the rows only, from 0 to 1. */
  public SELF forAtLeast(Number fraction) {
    data.chain().refineRows("forAtLeast", rows -> rows.forAtLeast(fraction));
    return self();
  }

  /**
   * Requires that at most a fraction of the rows, from 0 to 1, satisfies the assertion before it; a
   * null does not.
   */
  public SELF forAtMost(Number fraction) {
    data.chain().refineRows("forAtMost", rows -> rows.forAtMost(fraction));
    return self();
  }

  /** Lets some rows violate the assertion before it. */
  public SELF allowingViolations(long violations) {
    data.chain().refineRows("allowingViolations", rows -> rows.allowingViolations(violations));
    return self();
  }

  /** Makes null violate the assertion before it. */
  public SELF failingOnNull() {
    data.chain().refineRows("failingOnNull", rows -> rows.failingOnNull());
    return self();
  }

  /**
   * Decides the assertion before it where there is nothing to judge, which otherwise fails only on
   * an empty dataset.
   */
  public SELF onNoRows(OnNoRows outcome) {
    data.chain().onNoRows(outcome);
    return self();
  }

  /** Says why the assertion before it matters; shown when it fails. */
  public SELF because(String reason) {
    data.chain().refine("because", constraint -> constraint.because(reason));
    return self();
  }

  /** Goes on with the dataset. */
  public D and() {
    return data;
  }

  public final StringColumnAssert<D> column(StringExpression next) {
    return data.column(next);
  }

  public final NumericColumnAssert<D> column(NumericExpression next) {
    return data.column(next);
  }

  public final TemporalColumnAssert<D> column(TemporalExpression next) {
    return data.column(next);
  }

  public final BooleanColumnAssert<D> column(BooleanColumn next) {
    return data.column(next);
  }

  public final <N extends CollectionExpression> CollectionColumnAssert<D, N> column(N next) {
    return data.column(next);
  }

  public final ColumnAssert<D> column(Expression next) {
    return data.column(next);
  }

  /** Verifies checks over the dataset, whatever their severity. */
  public D satisfies(Check... checks) {
    return data.satisfies(checks);
  }

  /** Verifies requirements over the dataset. */
  public D satisfies(Requirement... requirements) {
    return data.satisfies(requirements);
  }

  /** Goes on with the dataset: verifies the number of rows. */
  public D hasRowCount(long rows) {
    return data.hasRowCount(rows);
  }

  /** Goes on with the dataset: verifies the number of rows. */
  public D hasRowCount(NumberExpectation expected) {
    return data.hasRowCount(expected);
  }

  /** Goes on with the dataset: verifies that there are columns of these names. */
  public D hasColumns(String... names) {
    return data.hasColumns(names);
  }

  /**
   * Goes on with the dataset: verifies that the rows with a complete key have keys of their own.
   */
  public D hasUniqueKey(String... columns) {
    return data.hasUniqueKey(columns);
  }

  /**
   * Goes on with the dataset as {@link DatasetAssert#hasSchema} does.
   *
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
