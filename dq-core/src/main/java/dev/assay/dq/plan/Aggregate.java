package dev.assay.dq.plan;

import dev.assay.dq.model.Key;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * What an engine computes: the units that metrics are made of, shared between all constraints of a
 * run that need the same one. Two aggregates are the same when all their parts are equal.
 */
public sealed interface Aggregate extends Serializable {

  /**
   * Hands the aggregate to the method for its kind.
   *
   * @param visitor the interpreter
   * @param <R> what it answers
   * @return its answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Which rows it is about.
   *
   * @return the filter
   */
  Predicate scope();

  /**
   * The rows in scope.
   *
   * @param scope which rows
   */
  record Rows(Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rows(this);
    }
  }

  /**
   * Of the rows in scope, those for which a predicate is false and those for which it is unknown.
   *
   * @param predicate the predicate
   * @param scope which rows
   */
  record Verdicts(Predicate predicate, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.verdicts(this);
    }
  }

  /**
   * The smallest or greatest value.
   *
   * @param value the value
   * @param greatest which of the two
   * @param scope which rows
   */
  record Extreme(Operand value, boolean greatest, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extreme(this);
    }
  }

  /**
   * The number of values and their sum.
   *
   * @param value the value
   * @param scope which rows
   */
  record Total(Operand value, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.total(this);
    }
  }

  /**
   * Count, mean and sum of squared deviations.
   *
   * @param value the value
   * @param scope which rows
   */
  record Moments(Operand value, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.moments(this);
    }
  }

  /**
   * Count, and what the second, third and fourth powers of deviations say of the distribution.
   *
   * @param value the value
   * @param scope which rows
   */
  record HigherMoments(Operand value, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.higherMoments(this);
    }
  }

  /**
   * The same of two values and of their product, over complete pairs.
   *
   * @param x one value
   * @param y the other
   * @param scope which rows
   */
  record CoMoments(Operand x, Operand y, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.coMoments(this);
    }
  }

  /**
   * How often the values of a key occur.
   *
   * @param key the key
   * @param scope which rows
   */
  record Groups(Key key, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.groups(this);
    }
  }

  /**
   * How far two columns are from independent, over complete pairs.
   *
   * @param x one column
   * @param y the other
   * @param scope which rows
   */
  record Contingency(Operand.Column x, Operand.Column y, Predicate scope) implements Aggregate {
    /**
     * The pair, whose occurrences it takes.
     *
     * @return both columns
     */
    public Key key() {
      return new Key(List.of(x, y));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.contingency(this);
    }
  }

  /**
   * The value at a rank.
   *
   * @param value the value
   * @param q the quantile, from 0 to 1
   * @param scope which rows
   */
  record Rank(Operand value, BigDecimal q, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rank(this);
    }
  }

  /**
   * The most frequent values.
   *
   * @param column the column
   * @param limit how many
   * @param scope which rows
   */
  record TopValues(Operand.Column column, int limit, Predicate scope) implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.topValues(this);
    }
  }

  /**
   * An estimate of the number of distinct values.
   *
   * @param column the column
   * @param relativeError the relative standard deviation
   * @param scope which rows
   */
  record ApproxDistinct(Operand.Column column, BigDecimal relativeError, Predicate scope)
      implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.approxDistinct(this);
    }
  }

  /**
   * A value near a rank.
   *
   * @param value the value
   * @param q the quantile, from 0 to 1
   * @param rankError the greatest error of the rank as a fraction of the count
   * @param scope which rows
   */
  record ApproxRank(Operand value, BigDecimal q, BigDecimal rankError, Predicate scope)
      implements Aggregate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.approxRank(this);
    }
  }

  /**
   * One method a kind of aggregate, all abstract.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    /**
     * The rows in scope.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R rows(Rows aggregate);

    /**
     * Of the rows in scope, those for which a predicate is false and those for which it is unknown.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R verdicts(Verdicts aggregate);

    /**
     * The smallest or greatest value.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R extreme(Extreme aggregate);

    /**
     * The number of values and their sum.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R total(Total aggregate);

    /**
     * Count, mean and sum of squared deviations.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R moments(Moments aggregate);

    /**
     * Count, and what the second, third and fourth powers of deviations say of the distribution.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R higherMoments(HigherMoments aggregate);

    /**
     * The same of two values and of their product, over complete pairs.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R coMoments(CoMoments aggregate);

    /**
     * How often the values of a key occur.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R groups(Groups aggregate);

    /**
     * How far two columns are from independent, over complete pairs.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R contingency(Contingency aggregate);

    /**
     * The value at a rank.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R rank(Rank aggregate);

    /**
     * The most frequent values.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R topValues(TopValues aggregate);

    /**
     * An estimate of the number of distinct values.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R approxDistinct(ApproxDistinct aggregate);

    /**
     * A value near a rank.
     *
     * @param aggregate the aggregate
     * @return the answer
     */
    R approxRank(ApproxRank aggregate);
  }
}
