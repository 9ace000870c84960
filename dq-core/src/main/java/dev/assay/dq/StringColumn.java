package dev.assay.dq;

import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.NumericMetric;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.TextMetric;
import dev.assay.dq.model.TextPattern;
import java.util.Collection;

/** A column of text. */
public final class StringColumn extends Column {

  private static final long serialVersionUID = 1L;

  StringColumn(ColumnRef ref) {
    super(ref, ColumnKind.STRING);
  }

  /**
   * The text is equal to a constant. Text is compared in UTF-8 order. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isEqualTo(String bound) {
    return new Predicate.Compare(operand(), Comparison.EQUAL, new Literal.Text(bound));
  }

  /**
   * The text is equal to that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isEqualTo(StringColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.EQUAL, operandOf(other));
  }

  /**
   * The text is at least a constant. Text is compared in UTF-8 order. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAtLeast(String bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER_OR_EQUAL, new Literal.Text(bound));
  }

  /**
   * The text is at least that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isAtLeast(StringColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.GREATER_OR_EQUAL, operandOf(other));
  }

  /**
   * The text is at most a constant. Text is compared in UTF-8 order. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isAtMost(String bound) {
    return new Predicate.Compare(operand(), Comparison.LESS_OR_EQUAL, new Literal.Text(bound));
  }

  /**
   * The text is at most that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isAtMost(StringColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.LESS_OR_EQUAL, operandOf(other));
  }

  /**
   * The text is greater than a constant. Text is compared in UTF-8 order. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isGreaterThan(String bound) {
    return new Predicate.Compare(operand(), Comparison.GREATER, new Literal.Text(bound));
  }

  /**
   * The text is greater than that of another column of the same row. Null on either side is
   * unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isGreaterThan(StringColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.GREATER, operandOf(other));
  }

  /**
   * The text is less than a constant. Text is compared in UTF-8 order. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isLessThan(String bound) {
    return new Predicate.Compare(operand(), Comparison.LESS, new Literal.Text(bound));
  }

  /**
   * The text is less than that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isLessThan(StringColumn other) {
    return new Predicate.CompareColumns(operand(), Comparison.LESS, operandOf(other));
  }

  /**
   * The text differs from a constant. Text is compared in UTF-8 order. Null is unknown.
   *
   * @param bound the constant
   * @return the predicate
   */
  public Predicate isNotEqualTo(String bound) {
    return isEqualTo(bound).not();
  }

  /**
   * The text differs from that of another column of the same row. Null on either side is unknown.
   *
   * @param other the other column
   * @return the predicate
   */
  public Predicate isNotEqualTo(StringColumn other) {
    return isEqualTo(other).not();
  }

  /**
   * The text lies between two others in UTF-8 order, both allowed. Null is unknown.
   *
   * @param low the lower end
   * @param high the upper end
   * @return the predicate
   */
  public Predicate isBetween(String low, String high) {
    return new Predicate.Between(
        operand(), new Literal.Text(low), new Literal.Text(high), true, true);
  }

  /**
   * The text is one of a set. Null is unknown.
   *
   * @param allowed the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isIn(String... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The text is one of a set. Null is unknown.
   *
   * @param allowed the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isIn(Collection<String> allowed) {
    return new Predicate.In(operand(), Lists.map(allowed, "allowed values", Literal.Text::new));
  }

  /**
   * The text is none of a set. Null is unknown.
   *
   * @param refused the set, not empty
   * @return the predicate
   * @throws IllegalArgumentException if the set is empty
   */
  public Predicate isNotIn(String... refused) {
    return isIn(refused).not();
  }

  /**
   * The text matches a Java regular expression somewhere in the text. Null is unknown; an empty
   * match is a match.
   *
   * @param regex the expression
   * @return the predicate
   */
  public Predicate matches(String regex) {
    return matches(TextPattern.of(regex));
  }

  /**
   * The text matches a pattern somewhere in the text, for example one of {@link Formats}. Null is
   * unknown.
   *
   * @param pattern the pattern
   * @return the predicate
   */
  public Predicate matches(TextPattern pattern) {
    return new Predicate.Matches(operand(), pattern, false);
  }

  /**
   * The text matches a Java regular expression as a whole. Null is unknown; an empty match is a
   * match.
   *
   * @param regex the expression
   * @return the predicate
   */
  public Predicate fullyMatches(String regex) {
    return fullyMatches(TextPattern.of(regex));
  }

  /**
   * The text matches a pattern as a whole, for example one of {@link Formats}. Null is unknown.
   *
   * @param pattern the pattern
   * @return the predicate
   */
  public Predicate fullyMatches(TextPattern pattern) {
    return new Predicate.Matches(operand(), pattern, true);
  }

  /**
   * No part of the text matches a Java regular expression. Null is unknown.
   *
   * @param regex the expression
   * @return the predicate
   */
  public Predicate doesNotMatch(String regex) {
    return matches(regex).not();
  }

  /**
   * The text starts with another, compared exactly. Null is unknown.
   *
   * @param text the other text
   * @return the predicate
   */
  public Predicate startsWith(String text) {
    return new Predicate.HasText(operand(), Predicate.Position.START, text);
  }

  /**
   * The text ends with another, compared exactly. Null is unknown.
   *
   * @param text the other text
   * @return the predicate
   */
  public Predicate endsWith(String text) {
    return new Predicate.HasText(operand(), Predicate.Position.END, text);
  }

  /**
   * The text contains another, compared exactly. Null is unknown.
   *
   * @param text the other text
   * @return the predicate
   */
  public Predicate contains(String text) {
    return new Predicate.HasText(operand(), Predicate.Position.ANYWHERE, text);
  }

  /**
   * The text is empty or only white space (Unicode White_Space, the no-break space included). Null
   * is unknown.
   *
   * @return the predicate
   */
  public Predicate isBlank() {
    return new Predicate.Blank(operand());
  }

  /**
   * The text has a character that is not white space. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isNotBlank() {
    return isBlank().not();
  }

  /**
   * The text neither starts nor ends with white space. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isTrimmed() {
    return new Predicate.Trimmed(operand());
  }

  /**
   * The text has no characters. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isEmpty() {
    return isEqualTo("");
  }

  /**
   * The text has a character. Null is unknown.
   *
   * @return the predicate
   */
  public Predicate isNotEmpty() {
    return isEmpty().not();
  }

  /**
   * The length of each text in Unicode code points, to be judged row by row.
   *
   * @return the length
   */
  public NumericValue length() {
    return new NumericValue(new Operand.Length(operand()));
  }

  /**
   * The smallest length in code points. Null has no length.
   *
   * @return the metric
   */
  public NumericMetric minLength() {
    return new NumericMetric(new Metric.Min(new Operand.Length(operand()), ALL));
  }

  /**
   * The greatest length in code points. Null has no length.
   *
   * @return the metric
   */
  public NumericMetric maxLength() {
    return new NumericMetric(new Metric.Max(new Operand.Length(operand()), ALL));
  }

  /**
   * The mean length in code points. Null has no length.
   *
   * @return the metric
   */
  public NumericMetric meanLength() {
    return new NumericMetric(new Metric.Mean(new Operand.Length(operand()), ALL));
  }

  /**
   * The first text in UTF-8 order.
   *
   * @return the metric
   */
  public TextMetric min() {
    return new TextMetric(new Metric.Min(operand(), ALL));
  }

  /**
   * The last text in UTF-8 order.
   *
   * @return the metric
   */
  public TextMetric max() {
    return new TextMetric(new Metric.Max(operand(), ALL));
  }
}
