package dev.assay.dq.internal.plan;

import dev.assay.dq.Constraint;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.OtherKey;
import dev.assay.dq.internal.model.RankRule;
import dev.assay.dq.internal.model.Schema;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine computes: the units that metrics are made of, shared between all constraints of a
 * run that need the same one. Two aggregates are the same when all their parts are equal.
 */
public sealed interface Aggregate extends Serializable {

  /** Hands the aggregate to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** What an engine has to do for it. */
  Work work();

  /** The key whose occurrences it is computed from; null for what a scan can compute. */
  @Nullable Key key();

  /** Which rows it is about. */
  Expr scope();

  /**
   * The kinds of work that engines tell apart, in switch expressions without a default: what has no
   * place in an engine does not compile.
   */
  enum Work {
    /** Folding rows into a state of fixed size, exactly. */
    SCAN,
    /** The same into a sketch, which Spark has no generated code for. */
    SKETCH,
    /** Counting how often keys occur. */
    KEYS,
    /** Counting pairs of values, and the values of both. */
    PAIRS,
    /** Counting pairs of values, and ordering the values of both. */
    RANKED,
    /** Ordering values. */
    RANKS,
    /** Counting values, and keeping the most frequent. */
    VALUES,
    /** Evaluating SQL of the user's. */
    SQL,
    /** Judging a metric in each group of rows. */
    GROUPED,
    /** Judging rows in their order. */
    ORDERED,
    /** Comparing the rows, or their values, with those of another dataset. */
    COMPARED,
    /** Reading again with what was found before. */
    SECOND
  }

  /** What one scan computes exactly. */
  sealed interface Scanned extends Aggregate {
    @Override
    default Work work() {
      return Work.SCAN;
    }

    @Override
    default @Nullable Key key() {
      return null;
    }
  }

  /** What one scan estimates. */
  sealed interface Sketched extends Aggregate {
    @Override
    default Work work() {
      return Work.SKETCH;
    }

    @Override
    default @Nullable Key key() {
      return null;
    }
  }

  /** The rows in scope. */
  record Rows(Expr scope) implements Scanned {

    /**
     * All rows, which each reading of the data counts besides: it tells an empty dataset from an
     * empty scope.
     */
    public static final Rows ALL = new Rows(Expr.Literal.TRUE);

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rows(this);
    }
  }

  /**
   * Of the rows in scope, those for which a predicate is false and those for which it is unknown.
   */
  record Verdicts(Expr predicate, Expr scope) implements Scanned {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.verdicts(this);
    }
  }

  /** The smallest or greatest value. */
  record Extreme(Expr value, boolean greatest, Expr scope) implements Scanned {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extreme(this);
    }
  }

  /** The number of values and their sum. */
  record Total(Expr value, Expr scope) implements Scanned {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.total(this);
    }
  }

  /** Count, mean and sum of squared deviations. */
  record Moments(Expr value, Expr scope) implements Scanned {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.moments(this);
    }
  }

  /** Count, and what the second, third and fourth powers of deviations say of the distribution. */
  record HigherMoments(Expr value, Expr scope) implements Scanned {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.higherMoments(this);
    }
  }

  /** The same of two values and of their product, over complete pairs. */
  record CoMoments(Expr x, Expr y, Expr scope) implements Scanned {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.coMoments(this);
    }
  }

  /** How often the values of a key occur. */
  record Groups(Key key, Expr scope) implements Aggregate {
    @Override
    public Work work() {
      return Work.KEYS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.groups(this);
    }
  }

  /** What is computed from how often pairs of values occur, over complete pairs. */
  sealed interface OfPairs extends Aggregate {
    Expr x();

    Expr y();

    @Override
    default Key key() {
      return new Key(List.of(x(), y()));
    }
  }

  /** How far two columns are from independent, over complete pairs. */
  record Contingency(Expr x, Expr y, Expr scope) implements OfPairs {
    @Override
    public Work work() {
      return Work.PAIRS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.contingency(this);
    }
  }

  /** How two columns rank complete pairs. */
  record RankedPairs(Expr x, Expr y, Expr scope) implements OfPairs {
    @Override
    public Work work() {
      return Work.RANKED;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rankedPairs(this);
    }
  }

  /**
   * The value at a rank.
   *
   * @param q the quantile, from 0 to 1
   */
  record Rank(Expr value, BigDecimal q, RankRule rule, Expr scope) implements Aggregate {
    @Override
    public Work work() {
      return Work.RANKS;
    }

    @Override
    public Key key() {
      return new Key(List.of(value));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rank(this);
    }
  }

  /** The most frequent values. */
  record TopValues(Expr value, int limit, Expr scope) implements Aggregate {
    @Override
    public Work work() {
      return Work.VALUES;
    }

    @Override
    public Key key() {
      return new Key(List.of(value));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.topValues(this);
    }
  }

  /**
   * What can be read only with what the same run has to find before.
   *
   * @param of what it is of, the value first
   * @param numbers what the kind of it says
   */
  record Second(Look look, List<Expr> of, List<BigDecimal> numbers, Expr scope)
      implements Aggregate {
    public Second {
      of = List.copyOf(of);
      numbers = List.copyOf(numbers);
    }

    /** The value that it is of. */
    public Expr value() {
      return of.get(0);
    }

    /** The number that it takes. */
    public BigDecimal number() {
      return numbers.get(0);
    }

    @Override
    public Work work() {
      return Work.SECOND;
    }

    @Override
    public Key key() {
      return new Key(List.of(value()));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.second(this);
    }
  }

  /** What a second look at the data is for. */
  enum Look {
    /** The value at a rank, by its quantile, of the distances from the value at that rank. */
    DEVIATION,
    /** The sum of the values without a share of the smallest, and as many of the greatest. */
    TRIMMED,
    /** How many values are beyond the quartiles by more than a multiple of their distance. */
    BEYOND_QUARTILES,
    /** How many are farther from the median than a multiple of the median of these distances. */
    FAR_FROM_MEDIAN,
    /** How many are farther from the mean than a multiple of the standard deviation. */
    FAR_FROM_MEAN,
    /** The smallest value where another one is the smallest. */
    AT_MINIMUM,
    /** The smallest value where another one is the greatest. */
    AT_MAXIMUM
  }

  /**
   * An estimate of the number of distinct values.
   *
   * @param relativeError the relative standard deviation
   */
  record ApproxDistinct(Expr value, BigDecimal relativeError, Expr scope) implements Sketched {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.approxDistinct(this);
    }
  }

  /**
   * A value near a rank.
   *
   * @param q the quantile, from 0 to 1
   * @param rankError the greatest error of the rank as a fraction of the count
   */
  record ApproxRank(Expr value, BigDecimal q, BigDecimal rankError, Expr scope)
      implements Sketched {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.approxRank(this);
    }
  }

  /** The one number that an aggregate expression in SQL gives. */
  record SqlValue(String text, Expr scope) implements Aggregate {
    @Override
    public Work work() {
      return Work.SQL;
    }

    @Override
    public @Nullable Key key() {
      return null;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sqlValue(this);
    }
  }

  /**
   * How many groups of rows meet what is expected of a metric in each.
   *
   * @param each what is expected, without notes
   * @param expected the values that must have a group
   * @param others the columns of another dataset, by their exact names, whose keys must have a
   *     group; null if there is none
   */
  record PerGroup(
      List<Expr> by, Constraint.OnMetric each, List<Constant> expected, @Nullable OtherKey others)
      implements Aggregate {

    /**
     * What is the same where groups are the same, and must be those of the same keys.
     *
     * @param others see {@link PerGroup#others}
     */
    public record Grouping(List<Expr> by, @Nullable OtherKey others) implements Serializable {
      public Grouping {
        by = List.copyOf(by);
      }

      /** The keys of the other dataset, as what the keys of groups are looked up in. */
      public @Nullable Lookup lookup() {
        return others == null
            ? null
            : new Lookup(ColumnRef.exactly("\u0000group"), others, by, null);
      }
    }

    /** What its groups are, and must be. */
    public Grouping grouping() {
      return new Grouping(by, others);
    }

    /** What has to be measured in each group: the rows in scope, and what the metric is made of. */
    public List<Aggregate> inEach() {
      return MetricDecomposition.aggregatesOf(each);
    }

    @Override
    public Work work() {
      return Work.GROUPED;
    }

    @Override
    public @Nullable Key key() {
      return null;
    }

    @Override
    public Expr scope() {
      return Expr.Literal.TRUE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.perGroup(this);
    }
  }

  /**
   * How many rows in order (or what else the rule counts) meet the rule.
   *
   * @param of what the rule is said of, its constants last
   * @param order what the rows of a key are in the order of
   * @param by the parts of the key
   */
  record InOrder(OrderRule rule, List<Expr> of, List<Expr> order, List<Expr> by, Expr scope)
      implements Aggregate {
    public InOrder {
      of = List.copyOf(of);
      order = List.copyOf(order);
      by = List.copyOf(by);
    }

    /** What is worked out of each row. */
    public List<Expr> values() {
      return of.subList(0, rule.ofRow());
    }

    @Override
    public Work work() {
      return Work.ORDERED;
    }

    @Override
    public @Nullable Key key() {
      return null;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inOrder(this);
    }
  }

  /**
   * How the rows differ from those of another dataset.
   *
   * @param dataset the name that the run gives it
   * @param keys the columns that tell rows apart: all, where whole rows are counted
   * @param values the other columns
   * @param unique whether a key that occurs more than once on a side is a difference itself
   * @param tolerance how far numbers in values may differ
   */
  record SameRows(
      String dataset, List<Pair> keys, List<Pair> values, boolean unique, BigDecimal tolerance)
      implements Aggregate {
    public SameRows {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }

    /** The columns of both sides that are compared with each other, and as which type. */
    public record Pair(
        ColumnRef here,
        Schema.Type hereType,
        ColumnRef there,
        Schema.Type thereType,
        Schema.Type as)
        implements Serializable {}

    @Override
    public Work work() {
      return Work.COMPARED;
    }

    @Override
    public @Nullable Key key() {
      return null;
    }

    @Override
    public Expr scope() {
      return Expr.Literal.TRUE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sameRows(this);
    }
  }

  /**
   * How the values are distributed, beside those of the same expression over another dataset.
   *
   * @param dataset the name that the run gives it
   */
  record Drift(String dataset, Expr value, Expr scope) implements Aggregate {
    @Override
    public Work work() {
      return Work.COMPARED;
    }

    @Override
    public @Nullable Key key() {
      return null;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drift(this);
    }
  }

  /** One method a kind of aggregate, all abstract. */
  interface Visitor<R> {
    R rows(Rows aggregate);

    R verdicts(Verdicts aggregate);

    R extreme(Extreme aggregate);

    R total(Total aggregate);

    R moments(Moments aggregate);

    R higherMoments(HigherMoments aggregate);

    R coMoments(CoMoments aggregate);

    R groups(Groups aggregate);

    R contingency(Contingency aggregate);

    R rankedPairs(RankedPairs aggregate);

    R rank(Rank aggregate);

    R topValues(TopValues aggregate);

    R second(Second aggregate);

    R approxDistinct(ApproxDistinct aggregate);

    R approxRank(ApproxRank aggregate);

    R sqlValue(SqlValue aggregate);

    R perGroup(PerGroup aggregate);

    R inOrder(InOrder aggregate);

    R sameRows(SameRows aggregate);

    R drift(Drift aggregate);
  }
}
