package dev.assay.dq;

import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The different values of all rows, to be compared with a set of constants. Null is no value of
 * them, and NaN is in no set. A result names some of the missing and of the unexpected values.
 *
 * <p>Where there are no values, all of the set are missing, and nothing can be said of unexpected
 * ones. A set is refused if it is empty, holds null, or has more than 10000 values.
 *
 * @param <C> the constants that the values can be compared with
 */
@SuppressWarnings("varargs") // arrays are only read
public final class DistinctValues<C> {

  final Expr expr;
  private final Function<C, Constant> constant;

  DistinctValues(Expr expr, Function<C, Constant> constant) {
    this.expr = expr;
    this.constant = constant;
  }

  private NumericMetric metric(Statistic statistic, Collection<? extends C> expected) {
    List<Expr> of = new ArrayList<>();
    of.add(expr);
    Lists.map(expected, "expected values", constant)
        .forEach(each -> of.add(new Expr.Literal(each)));
    return new NumericMetric(new Metric.Summary(statistic, of, List.of(), Expr.Literal.TRUE));
  }

  /** Every value of a set occurs; others may, too. */
  @SafeVarargs
  public final Constraint.OnMetric contain(C... expected) {
    return contain(Lists.of(expected, "expected values"));
  }

  /** Every value of a set occurs; others may, too. */
  public Constraint.OnMetric contain(Collection<? extends C> expected) {
    return missing(expected).isEqualTo(0);
  }

  /**
   * No value occurs that a set does not have: {@code isIn} of every row, whose result counts rows,
   * while this one counts different values.
   */
  @SafeVarargs
  public final Constraint.OnMetric areIn(C... allowed) {
    return areIn(Lists.of(allowed, "expected values"));
  }

  /**
   * No value occurs that a set does not have: {@code isIn} of every row, whose result counts rows,
   * while this one counts different values.
   */
  public Constraint.OnMetric areIn(Collection<? extends C> allowed) {
    return unexpected(allowed).isEqualTo(0);
  }

  /** Every value of a set occurs, and no other one. */
  @SafeVarargs
  public final Constraint.OnMetric areExactly(C... expected) {
    return areExactly(Lists.of(expected, "expected values"));
  }

  /** Every value of a set occurs, and no other one. */
  public Constraint.OnMetric areExactly(Collection<? extends C> expected) {
    return differing(expected).isEqualTo(0);
  }

  /** The number of values of a set that do not occur. */
  @SafeVarargs
  public final NumericMetric missing(C... expected) {
    return missing(Lists.of(expected, "expected values"));
  }

  /** The number of values of a set that do not occur. */
  public NumericMetric missing(Collection<? extends C> expected) {
    return metric(Statistic.MISSING_VALUES, expected);
  }

  /** The number of different values that a set does not have. */
  @SafeVarargs
  public final NumericMetric unexpected(C... expected) {
    return unexpected(Lists.of(expected, "expected values"));
  }

  /** The number of different values that a set does not have. */
  public NumericMetric unexpected(Collection<? extends C> expected) {
    return metric(Statistic.UNEXPECTED_VALUES, expected);
  }

  /**
   * The number of values of a set that do not occur, and of different ones that it does not have.
   */
  @SafeVarargs
  public final NumericMetric differing(C... expected) {
    return differing(Lists.of(expected, "expected values"));
  }

  /**
   * The number of values of a set that do not occur, and of different ones that it does not have.
   */
  public NumericMetric differing(Collection<? extends C> expected) {
    return metric(Statistic.DIFFERING_VALUES, expected);
  }
}
