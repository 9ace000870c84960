package dev.assay.dq.spark.assertj;

import dev.assay.dq.StringColumn;
import dev.assay.dq.model.TextPattern;
import java.util.Collection;

/**
 * Assertions over a column of text.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class StringColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<StringColumnAssert<D>, D, StringColumn> {

  StringColumnAssert(D data, StringColumn column) {
    super(data, column);
  }

  /**
   * Verifies that every value equals a text.
   *
   * @param bound the text
   * @return this assertion
   */
  public StringColumnAssert<D> isEqualTo(String bound) {
    return state(column.isEqualTo(bound));
  }

  /**
   * Verifies that every value equals that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public StringColumnAssert<D> isEqualTo(StringColumn other) {
    return state(column.isEqualTo(other));
  }

  /**
   * Verifies that every value differs from a text.
   *
   * @param bound the text
   * @return this assertion
   */
  public StringColumnAssert<D> isNotEqualTo(String bound) {
    return state(column.isNotEqualTo(bound));
  }

  /**
   * Verifies that every value differs from that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public StringColumnAssert<D> isNotEqualTo(StringColumn other) {
    return state(column.isNotEqualTo(other));
  }

  /**
   * Verifies that every value is, in binary order, at least a text.
   *
   * @param bound the text
   * @return this assertion
   */
  public StringColumnAssert<D> isAtLeast(String bound) {
    return state(column.isAtLeast(bound));
  }

  /**
   * Verifies that every value is, in binary order, at least that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public StringColumnAssert<D> isAtLeast(StringColumn other) {
    return state(column.isAtLeast(other));
  }

  /**
   * Verifies that every value is, in binary order, at most a text.
   *
   * @param bound the text
   * @return this assertion
   */
  public StringColumnAssert<D> isAtMost(String bound) {
    return state(column.isAtMost(bound));
  }

  /**
   * Verifies that every value is, in binary order, at most that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public StringColumnAssert<D> isAtMost(StringColumn other) {
    return state(column.isAtMost(other));
  }

  /**
   * Verifies that every value is, in binary order, after a text.
   *
   * @param bound the text
   * @return this assertion
   */
  public StringColumnAssert<D> isGreaterThan(String bound) {
    return state(column.isGreaterThan(bound));
  }

  /**
   * Verifies that every value is, in binary order, after that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public StringColumnAssert<D> isGreaterThan(StringColumn other) {
    return state(column.isGreaterThan(other));
  }

  /**
   * Verifies that every value is, in binary order, before a text.
   *
   * @param bound the text
   * @return this assertion
   */
  public StringColumnAssert<D> isLessThan(String bound) {
    return state(column.isLessThan(bound));
  }

  /**
   * Verifies that every value is, in binary order, before that of another column in its row.
   *
   * @param other the other column
   * @return this assertion
   */
  public StringColumnAssert<D> isLessThan(StringColumn other) {
    return state(column.isLessThan(other));
  }

  /**
   * Verifies that every value lies in a range of the binary order, ends included.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public StringColumnAssert<D> isBetween(String low, String high) {
    return state(column.isBetween(low, high));
  }

  /**
   * Verifies that every value is one of these.
   *
   * @param allowed the values
   * @return this assertion
   */
  public StringColumnAssert<D> isIn(String... allowed) {
    return state(column.isIn(allowed));
  }

  /**
   * Verifies that every value is one of these.
   *
   * @param allowed the values
   * @return this assertion
   */
  public StringColumnAssert<D> isIn(Collection<String> allowed) {
    return state(column.isIn(allowed));
  }

  /**
   * Verifies that no value is one of these.
   *
   * @param refused the values
   * @return this assertion
   */
  public StringColumnAssert<D> isNotIn(String... refused) {
    return state(column.isNotIn(refused));
  }

  /**
   * Verifies that a pattern is found in every value.
   *
   * @param regex a Java regular expression
   * @return this assertion
   */
  public StringColumnAssert<D> matches(String regex) {
    return state(column.matches(regex));
  }

  /**
   * Verifies that a pattern is found in every value.
   *
   * @param pattern a pattern, such as {@code Formats.EMAIL}
   * @return this assertion
   */
  public StringColumnAssert<D> matches(TextPattern pattern) {
    return state(column.matches(pattern));
  }

  /**
   * Verifies that a pattern matches every value as a whole.
   *
   * @param regex a Java regular expression
   * @return this assertion
   */
  public StringColumnAssert<D> fullyMatches(String regex) {
    return state(column.fullyMatches(regex));
  }

  /**
   * Verifies that a pattern matches every value as a whole.
   *
   * @param pattern the pattern
   * @return this assertion
   */
  public StringColumnAssert<D> fullyMatches(TextPattern pattern) {
    return state(column.fullyMatches(pattern));
  }

  /**
   * Verifies that a pattern is found in no value.
   *
   * @param regex a Java regular expression
   * @return this assertion
   */
  public StringColumnAssert<D> doesNotMatch(String regex) {
    return state(column.doesNotMatch(regex));
  }

  /**
   * Verifies that every value starts with a text.
   *
   * @param text the text
   * @return this assertion
   */
  public StringColumnAssert<D> startsWith(String text) {
    return state(column.startsWith(text));
  }

  /**
   * Verifies that every value ends with a text.
   *
   * @param text the text
   * @return this assertion
   */
  public StringColumnAssert<D> endsWith(String text) {
    return state(column.endsWith(text));
  }

  /**
   * Verifies that every value contains a text.
   *
   * @param text the text
   * @return this assertion
   */
  public StringColumnAssert<D> contains(String text) {
    return state(column.contains(text));
  }

  /**
   * Verifies that every value is empty or white space.
   *
   * @return this assertion
   */
  public StringColumnAssert<D> isBlank() {
    return state(column.isBlank());
  }

  /**
   * Verifies that every value has a character that is not white space.
   *
   * @return this assertion
   */
  public StringColumnAssert<D> isNotBlank() {
    return state(column.isNotBlank());
  }

  /**
   * Verifies that every value neither starts nor ends with white space.
   *
   * @return this assertion
   */
  public StringColumnAssert<D> isTrimmed() {
    return state(column.isTrimmed());
  }

  /**
   * Verifies that every value is the empty text.
   *
   * @return this assertion
   */
  public StringColumnAssert<D> isEmpty() {
    return state(column.isEmpty());
  }

  /**
   * Verifies that every value is not the empty text.
   *
   * @return this assertion
   */
  public StringColumnAssert<D> isNotEmpty() {
    return state(column.isNotEmpty());
  }

  /**
   * Verifies that every value has a number of code points.
   *
   * @param length the number
   * @return this assertion
   */
  public StringColumnAssert<D> hasLength(int length) {
    return state(column.length().isEqualTo(length));
  }

  /**
   * Verifies that the number of code points of every value lies in a range, ends included.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this assertion
   */
  public StringColumnAssert<D> hasLengthBetween(int low, int high) {
    return state(column.length().isBetween(low, high));
  }

  /**
   * Verifies the smallest number of code points.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public StringColumnAssert<D> hasMinLength(NumberExpectation expected) {
    return state(expected.of(column.minLength()));
  }

  /**
   * Verifies that the smallest number of code points equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public StringColumnAssert<D> hasMinLength(Number expected) {
    return state(column.minLength().isEqualTo(expected));
  }

  /**
   * Verifies the greatest number of code points.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public StringColumnAssert<D> hasMaxLength(NumberExpectation expected) {
    return state(expected.of(column.maxLength()));
  }

  /**
   * Verifies that the greatest number of code points equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public StringColumnAssert<D> hasMaxLength(Number expected) {
    return state(column.maxLength().isEqualTo(expected));
  }

  /**
   * Verifies the mean number of code points.
   *
   * @param expected what it has to be, such as {@code atLeast(1)} or {@code closeTo(120.5, 0.5)}
   * @return this assertion
   */
  public StringColumnAssert<D> hasMeanLength(NumberExpectation expected) {
    return state(expected.of(column.meanLength()));
  }

  /**
   * Verifies that the mean number of code points equals a number.
   *
   * @param expected the number
   * @return this assertion
   */
  public StringColumnAssert<D> hasMeanLength(Number expected) {
    return state(column.meanLength().isEqualTo(expected));
  }

  /**
   * Verifies the first value in binary order.
   *
   * @param expected the text
   * @return this assertion
   */
  public StringColumnAssert<D> hasMin(String expected) {
    return state(column.min().isEqualTo(expected));
  }

  /**
   * Verifies the last value in binary order.
   *
   * @param expected the text
   * @return this assertion
   */
  public StringColumnAssert<D> hasMax(String expected) {
    return state(column.max().isEqualTo(expected));
  }
}
