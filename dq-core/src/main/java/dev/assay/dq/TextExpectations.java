package dev.assay.dq;

import dev.assay.dq.internal.Internal;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What may be expected of a metric whose value is a text, of all rows or of each group; texts are
 * compared in UTF-8 order.
 *
 * @param <C> the kind of constraint that it makes
 */
public sealed interface TextExpectations<C extends Constraint>
    permits TextMetric, TextMetric.Grouped {

  /**
   * Makes the constraint.
   *
   * @param warn what only warns where it is missed, or null
   */
  @Internal
  C expecting(Expectation fail, @Nullable Expectation warn);

  private C expecting(Expectation expectation) {
    return expecting(expectation, null);
  }

  private C compare(Comparison comparison, Constant bound) {
    return expecting(new Expectation.Compare(comparison, bound));
  }

  /** The value is a text exactly. */
  default C isEqualTo(String bound) {
    return compare(Comparison.EQUAL, new Constant.Text(bound));
  }

  /** The value is a bound or comes after it. */
  default C isAtLeast(String bound) {
    return compare(Comparison.GREATER_OR_EQUAL, new Constant.Text(bound));
  }

  /** The value is a bound or comes before it. */
  default C isAtMost(String bound) {
    return compare(Comparison.LESS_OR_EQUAL, new Constant.Text(bound));
  }

  /** The value is within two bounds, both allowed. */
  default C isBetween(String low, String high) {
    return expecting(new Expectation.Between(new Constant.Text(low), new Constant.Text(high)));
  }

  /** The value is one of those given. */
  default C isIn(String... allowed) {
    return isIn(Lists.of(allowed, "allowed values"));
  }

  /**
   * The value is one of a set.
   *
   * @throws IllegalArgumentException if the set is empty or holds null
   */
  default C isIn(Collection<? extends String> allowed) {
    return expecting(new Expectation.In(Lists.map(allowed, "allowed values", Constant.Text::new)));
  }
}
