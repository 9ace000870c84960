package dev.assay.dq.spark.assertj;

import dev.assay.dq.StringExpression;
import dev.assay.dq.TextPattern;

/**
 * Assertions over a column of text.
 *
 * @param <D> the assertion over the whole dataset
 */
@CheckReturnValue
public final class StringColumnAssert<D extends AbstractDataAssert<D, ?>>
    extends AbstractColumnAssert<StringColumnAssert<D>, D, StringExpression> {

  StringColumnAssert(D data, StringExpression column) {
    super(data, column);
  }

  public StringColumnAssert<D> isEqualTo(String bound) {
    return that(text -> text.isEqualTo(bound));
  }

  public StringColumnAssert<D> isIn(String... allowed) {
    return that(text -> text.isIn(allowed));
  }

  public StringColumnAssert<D> isNotIn(String... refused) {
    return that(text -> text.isNotIn(refused));
  }

  public StringColumnAssert<D> matches(String regex) {
    return that(text -> text.matches(regex));
  }

  public StringColumnAssert<D> matches(TextPattern pattern) {
    return that(text -> text.matches(pattern));
  }

  public StringColumnAssert<D> isNotBlank() {
    return that(StringExpression::isNotBlank);
  }

  public StringColumnAssert<D> hasLengthBetween(int low, int high) {
    return that(text -> text.length().isBetween(low, high));
  }

  public StringColumnAssert<D> isEqualToIgnoringCase(String text) {
    return that(each -> each.isEqualToIgnoringCase(text));
  }

  public StringColumnAssert<D> containsAnyOf(String... texts) {
    return that(each -> each.containsAnyOf(texts));
  }
}
