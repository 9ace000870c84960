package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.util.ArrayList;
import java.util.List;

/** A text that each row has. Lengths are in code points, comparisons in UTF-8 order. */
public sealed class StringExpression extends OrderedExpression<StringExpression, String>
    permits StringColumn {

  private static final long serialVersionUID = 1L;

  StringExpression(Expr expr) {
    super(expr);
  }

  @Override
  final Constant constant(String value) {
    return new Constant.Text(value);
  }

  @Override
  final StringExpression expression(Expr expr) {
    return new StringExpression(expr);
  }

  /** The text in lower case, by Unicode's rules, whatever the locale. */
  public final StringExpression lower() {
    return expression(Expr.call(Function.LOWER, expr()));
  }

  /** The text in upper case, by Unicode's rules, whatever the locale. */
  public final StringExpression upper() {
    return expression(Expr.call(Function.UPPER, expr()));
  }

  /** The text without white space at its ends, the no-break space included. */
  public final StringExpression trimmed() {
    return expression(Expr.call(Function.TRIMMED, expr()));
  }

  /** The text followed by others. */
  public final StringExpression concatenated(String... texts) {
    return concatenated(Lists.map(Lists.of(texts, "texts"), "texts", this::literal));
  }

  /** The text followed by others of the same row. */
  public final StringExpression concatenated(StringExpression... others) {
    return concatenated(
        Lists.map(Lists.of(others, "other texts"), "other texts", Expression::other));
  }

  private StringExpression concatenated(List<Expr> others) {
    List<Expr> all = new ArrayList<>(List.of(expr()));
    all.addAll(others);
    return expression(new Expr.Call(Function.CONCATENATED, all));
  }

  /** The text, or null where it is one of these, which stand for a missing value. */
  public final StringExpression treatingAsNull(String... missing) {
    return treatingAsNull(Lists.of(missing, "values for null"));
  }

  /** The text is one of those given. */
  public final Predicate isIn(String... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /** The text is none of those given. */
  public final Predicate isNotIn(String... refused) {
    return isIn(refused).not();
  }

  /** The whole text matches a regular expression in Java's syntax. */
  public final Predicate matches(String regex) {
    return matches(TextPattern.of(regex));
  }

  /** The whole text matches a pattern, for example one of {@link Formats}. */
  public final Predicate matches(TextPattern pattern) {
    return Said.of(Function.MATCHES, expr(), new Constant.Pattern(pattern));
  }

  /** The text as a whole does not match a regular expression. */
  public final Predicate doesNotMatch(String regex) {
    return matches(regex).not();
  }

  /** A part of the text matches a regular expression; an empty match is a match. */
  public final Predicate containsPattern(String regex) {
    return containsPattern(TextPattern.of(regex));
  }

  /** A part of the text matches a pattern; an empty match is a match. */
  public final Predicate containsPattern(TextPattern pattern) {
    return Said.of(Function.CONTAINS_PATTERN, expr(), new Constant.Pattern(pattern));
  }

  /** No part of the text matches a regular expression. */
  public final Predicate doesNotContainPattern(String regex) {
    return containsPattern(regex).not();
  }

  /** The text starts with another, compared exactly. */
  public final Predicate startsWith(String text) {
    return Said.of(Function.STARTS_WITH, expr(), new Constant.Text(text));
  }

  /** The text starts with another one of the same row. */
  public final Predicate startsWith(StringExpression other) {
    return Said.of(Function.STARTS_WITH, expr(), other(other));
  }

  /** The text ends with another, compared exactly. */
  public final Predicate endsWith(String text) {
    return Said.of(Function.ENDS_WITH, expr(), new Constant.Text(text));
  }

  /** The text ends with another one of the same row. */
  public final Predicate endsWith(StringExpression other) {
    return Said.of(Function.ENDS_WITH, expr(), other(other));
  }

  /** The text contains another, compared exactly. */
  public final Predicate contains(String text) {
    return Said.of(Function.CONTAINS, expr(), new Constant.Text(text));
  }

  /** The text contains another one of the same row. */
  public final Predicate contains(StringExpression other) {
    return Said.of(Function.CONTAINS, expr(), other(other));
  }

  /** The text is empty or only white space, the no-break space included. */
  public final Predicate isBlank() {
    return Said.of(Function.IS_BLANK, expr());
  }

  /** The text has something other than white space. */
  public final Predicate isNotBlank() {
    return isBlank().not();
  }

  /** The text neither starts nor ends with white space; the empty text does not. */
  public final Predicate isTrimmed() {
    return Said.of(Function.IS_TRIMMED, expr());
  }

  /** The text is empty. */
  public final Predicate isEmpty() {
    return isEqualTo("");
  }

  /** The text is not empty. */
  public final Predicate isNotEmpty() {
    return isEmpty().not();
  }

  /** The length in code points. */
  public final NumericExpression length() {
    return new NumericExpression(Expr.call(Function.LENGTH, expr()));
  }

  /** The length of the shortest text. */
  public final NumericMetric minLength() {
    return length().min();
  }

  /** The length of the longest text. */
  public final NumericMetric maxLength() {
    return length().max();
  }

  /** The mean length. */
  public final NumericMetric meanLength() {
    return length().mean();
  }

  /** The first text in UTF-8 order. */
  public final TextMetric min() {
    return new TextMetric(Metric.of(Statistic.MIN, expr()));
  }

  /** The last text in UTF-8 order. */
  public final TextMetric max() {
    return new TextMetric(Metric.of(Statistic.MAX, expr()));
  }

  /**
   * The whole number that the text is, exactly: an optional sign and at most 19 ASCII digits after
   * leading zeros. Null for any other text, white space around it included.
   */
  public final NumericExpression asInteger() {
    return new NumericExpression(Expr.call(Function.AS_INTEGER, expr()));
  }

  /**
   * The decimal number that the text is, exactly: an optional sign, at most 19 digits before the
   * point and 9 after it, zeros at the ends aside, and no exponent. Null for any other text.
   */
  public final NumericExpression asDecimal() {
    return new NumericExpression(Expr.call(Function.AS_DECIMAL, expr()));
  }

  /**
   * The number that the text is, such as {@code -1.5E3}, as the nearest double. Null for any other
   * text; {@code NaN} and {@code Infinity} are none.
   */
  public final NumericExpression asDouble() {
    return new NumericExpression(Expr.call(Function.AS_DOUBLE, expr()));
  }

  /** The date that the text is, as ISO 8601 writes it: 2024-02-29. Null for any other text. */
  public final TemporalExpression asDate() {
    return new TemporalExpression(Expr.call(Function.AS_DATE, expr()));
  }
}
