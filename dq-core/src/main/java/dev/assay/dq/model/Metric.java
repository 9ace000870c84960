package dev.assay.dq.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A statistic of the rows for which {@code where} is true. A metric becomes a constraint through an
 * {@link Expectation}.
 *
 * @param of of what; nothing, for a statistic of a key, is the whole row
 * @param parameters the numbers that the statistic takes besides, in their order
 * @param where which rows; {@link Expr.Literal#TRUE} for all
 */
public record Metric(Statistic statistic, List<Expr> of, List<BigDecimal> parameters, Expr where)
    implements Serializable {

  /**
   * Refuses parts that the statistic does not take.
   *
   * @throws IllegalArgumentException with what it takes
   */
  public Metric {
    Args.notNull(statistic, "statistic");
    of = Args.noNulls(of, "expressions");
    Args.notNull(where, "where");
    List<BigDecimal> checked = new ArrayList<>();
    Args.notNull(parameters, "parameters");
    statistic.check(of, parameters);
    for (int i = 0; i < parameters.size(); i++) {
      checked.add(statistic.parameters().get(i).checked(parameters.get(i)));
    }
    parameters = List.copyOf(checked);
    of.forEach(Nesting::check);
  }

  /** A metric of all rows that takes no further numbers. */
  public static Metric of(Statistic statistic, Expr... of) {
    return new Metric(statistic, List.of(of), List.of(), Expr.Literal.TRUE);
  }

  /** The expression at a place. */
  public Expr of(int at) {
    return of.get(at);
  }

  /** The last expression: of conflicting values, what the key should determine. */
  public Expr last() {
    return of.get(of.size() - 1);
  }

  /** The key that it is of; of conflicting values, what should determine the last. */
  public Key key() {
    return new Key(statistic == Statistic.CONFLICTING_VALUES ? of.subList(0, of.size() - 1) : of);
  }

  /** The same metric over the rows for which a condition is true as well. */
  public Metric filtered(Expr condition) {
    return new Metric(statistic, of, parameters, where.and(condition));
  }
}
