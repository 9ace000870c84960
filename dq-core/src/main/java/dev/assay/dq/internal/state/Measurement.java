package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.Values;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an engine measured for one aggregate: plain numbers, the same whichever engine it was. */
public sealed interface Measurement extends Serializable {

  /** Which numbers a sum is made of. */
  enum TotalKind {
    /** Whole numbers: the total must fit 64 bits. */
    WHOLE,
    /** Decimals: the total must fit 38 digits. */
    DECIMAL,
    /** Floating point. */
    FLOATING
  }

  /**
   * A value and how often it occurs.
   *
   * @param value a canonical value
   */
  record ValueCount(Object value, long count) implements Serializable {}

  /**
   * The engine could not compute the aggregate.
   *
   * @param cause the exception, or null
   */
  record Failed(String message, @Nullable Throwable cause) implements Measurement {}

  /** The run ended before the aggregate was computed. */
  record NotReached(String why) implements Measurement {}

  /**
   * What SQL of the user's gives.
   *
   * @param value a Long, BigDecimal or Double; null where it gives null
   */
  record Sql(@Nullable Object value) implements Measurement {}

  /** A number of rows. */
  record Rows(long rows) implements Measurement {}

  /**
   * How a predicate judged the rows in scope; the others satisfy it.
   *
   * @param violations rows for which it is false
   * @param unknowns rows for which it is unknown
   */
  record Verdicts(long violations, long unknowns) implements Measurement {
    /** The rows for which the predicate is true. */
    public long satisfied(long rows) {
      return rows - violations - unknowns;
    }
  }

  /**
   * A smallest or greatest value.
   *
   * @param value a canonical value (see {@link Values}); null without values; the extreme of the
   *     values that are not NaN when there are NaNs
   * @param values the number of values that are not null
   * @param nans how many of them are NaN
   */
  record Extreme(@Nullable Object value, long values, long nans) implements Measurement {}

  /**
   * A sum.
   *
   * @param values the number of values that are not null
   * @param exact the exact sum of whole numbers and decimals
   * @param real the sum of floating-point values, NaN if one of them is
   * @param nans how many values are NaN
   */
  record Total(long values, TotalKind kind, BigDecimal exact, double real, long nans)
      implements Measurement {

    /** That of no values, or of some that are NaN. */
    public static Total ofNaN(long nans) {
      return new Total(0, TotalKind.FLOATING, BigDecimal.ZERO, Double.NaN, nans);
    }
  }

  /**
   * Central moments.
   *
   * @param values the number of values that are not null
   * @param m2 the sum of squared deviations from the mean
   * @param nans how many values are NaN
   */
  record Moments(long values, double m2, long nans) implements Measurement {}

  /**
   * What higher moments say of a distribution.
   *
   * @param values the number of values that are not null
   * @param m2 the sum of squared deviations from the mean; where it is 0, the rest says nothing
   * @param skewness the skewness of the population
   * @param kurtosis the excess kurtosis of the population
   * @param nans how many values are NaN
   */
  record HigherMoments(long values, double m2, double skewness, double kurtosis, long nans)
      implements Measurement {}

  /**
   * Central co-moments of complete pairs.
   *
   * @param m2x squared deviations of x
   * @param m2y squared deviations of y
   * @param cxy products of deviations
   * @param nans how many pairs hold a NaN
   */
  record CoMoments(long pairs, double m2x, double m2y, double cxy, long nans)
      implements Measurement {}

  /**
   * What came of judging groups.
   *
   * @param groups all that have a complete key
   * @param violating those whose metric does not meet what is expected
   * @param warned those whose metric misses only what warns
   * @param valueless those whose metric has no value
   * @param keyless rows without a complete key, which are in no group
   * @param missing the expected ones that there are not
   * @param worst some that violate most, and then some that only warn
   * @param unjudged some whose metric has no value
   */
  record GroupVerdicts(
      long groups,
      long violating,
      long warned,
      long valueless,
      long keyless,
      Missing missing,
      List<Group> worst,
      List<Group> unjudged)
      implements Measurement {
    public GroupVerdicts {
      worst = List.copyOf(worst);
      unjudged = List.copyOf(unjudged);
    }
  }

  /**
   * Groups that there must be and are not.
   *
   * @param number how many
   * @param first some of them in words
   */
  record Missing(long number, List<String> first) {
    public Missing {
      first = List.copyOf(first);
    }
  }

  /**
   * A group.
   *
   * @param key the parts of its key, long ones cut
   * @param value what its metric came to, as a plain value; null without one
   */
  record Group(List<Object> key, @Nullable Object value) implements Serializable {}

  /**
   * What came of judging rows in order.
   *
   * @param rows the rows in scope
   * @param leftOut those of them that have a null in their key, order or values
   * @param judged how many of what the rule counts were judged
   * @param first some that violate, the first ones in the order of keys and of rows
   */
  record OrderVerdicts(long rows, long leftOut, long judged, long violating, List<Neighbours> first)
      implements Measurement {
    public OrderVerdicts {
      first = List.copyOf(first);
    }
  }

  /**
   * A row that violates, and one that it violates with; long values are cut.
   *
   * @param other the order and the values of another row, before it or after; empty without one
   * @param row its own order and values; empty where it is a row that there is not
   * @param count how many rows, or missing or open ones, violate together; -1 where that says
   *     nothing
   */
  @SuppressWarnings("serial") // lists of serializable values
  record Neighbours(
      List<@Nullable Object> key,
      List<@Nullable Object> other,
      List<@Nullable Object> row,
      long count)
      implements Serializable {}

  /**
   * How rows differ from those of another dataset; what is counted is keys, or rows without one.
   *
   * @param here the rows of this dataset
   * @param there the rows of the other
   * @param missing what is only there
   * @param extra what is only here
   * @param changed keys of which a value differs
   * @param repeated keys that are not unique on both sides, where they have to be
   * @param byColumn of each value that is compared, in how many of the keys it differs
   * @param first some of what differs, in the order of keys
   */
  record RowDifferences(
      long here,
      long there,
      long same,
      long missing,
      long extra,
      long changed,
      long repeated,
      List<Long> byColumn,
      List<RowDifference> first)
      implements Measurement {
    public RowDifferences {
      byColumn = List.copyOf(byColumn);
      first = List.copyOf(first);
    }

    /** All that differs. */
    public long differing() {
      return missing + extra + changed + repeated;
    }
  }

  /**
   * A key, or row, that differs; long values are cut.
   *
   * @param here how many rows have it
   * @param there how many rows of the other dataset do
   * @param cells the values that differ, where there is one row of each
   */
  @SuppressWarnings("serial") // a list of serializable values
  record RowDifference(List<@Nullable Object> key, long here, long there, List<Cell> cells)
      implements Serializable {}

  /**
   * A value that differs.
   *
   * @param value which of those that are compared
   */
  record Cell(int value, @Nullable Object here, @Nullable Object there) implements Serializable {}

  /**
   * How values are distributed in two datasets.
   *
   * @param here how many values there are here
   * @param there how many there are in the other dataset
   * @param nans how many of both are NaN, in which case nothing else is known
   * @param bucketsHere how many values here are in each bucket
   * @param bucketsThere the same of the other dataset
   * @param distance the greatest difference of the shares of values up to some value; NaN where
   *     values have no order
   */
  record Drift(
      long here,
      long there,
      long nans,
      List<Long> bucketsHere,
      List<Long> bucketsThere,
      double distance)
      implements Measurement {
    public Drift {
      bucketsHere = List.copyOf(bucketsHere);
      bucketsThere = List.copyOf(bucketsThere);
    }
  }

  /**
   * How often keys occur.
   *
   * @param keyed rows with a key (no part null)
   * @param once keys that occur once
   * @param repeatedRows rows whose key occurs more than once
   * @param countLogCount the sum of c ln c over the keys, c the number of rows of a key
   */
  record Groups(long keyed, long distinct, long once, long repeatedRows, double countLogCount)
      implements Measurement {}

  /**
   * A table of counts of the values of two columns.
   *
   * @param pairs rows that have both values
   * @param xs different values of one column in them
   * @param ys different values of the other
   * @param chiSquared the sum of (count - expected)^2 / expected over all cells, where expected is
   *     what the sums of row and column say if the columns are independent
   */
  record Contingency(long pairs, long xs, long ys, double chiSquared) implements Measurement {

    /**
     * The measurement from what is summed over the cells that are not empty.
     *
     * @param pairs rows that have both values
     * @param xs different values of one column
     * @param ys different values of the other
     * @param cells cells that are not empty
     * @param deviations the sum of (count - expected)^2 / expected over them
     * @param expected the sum of expected over them; of an empty cell, expected is its deviation
     */
    public static Contingency of(
        long pairs, long xs, long ys, long cells, double deviations, double expected) {
      boolean full = cells == Math.multiplyExact(xs, ys);
      return new Contingency(
          pairs, xs, ys, deviations + (full ? 0 : Math.max(0, pairs - expected)));
    }
  }

  /**
   * How two columns rank the rows.
   *
   * @param pairs rows that have both values
   * @param nans how many of them have a NaN
   * @param spearman Spearman's rho; null where one of the columns is constant
   * @param kendall Kendall's tau-b; null where one of the columns is constant
   * @param counted whether pairs in opposite orders were counted, without which there is no tau-b
   */
  record RankedPairs(
      long pairs, long nans, @Nullable Double spearman, @Nullable Double kendall, boolean counted)
      implements Measurement {}

  /**
   * A value at a rank.
   *
   * @param value a canonical value, null without values
   * @param values the number of values that are not null
   * @param nans how many of them are NaN
   */
  record Rank(@Nullable Object value, long values, long nans) implements Measurement {}

  /**
   * The most frequent values, most frequent first, ties in the order of values.
   *
   * @param top the values listed
   * @param values the number of values that are not null
   * @param distinct the number of different values
   */
  record TopValues(List<ValueCount> top, long values, long distinct) implements Measurement {
    public TopValues {
      top = List.copyOf(top);
    }
  }

  /**
   * An estimated count.
   *
   * @param values the number of values that are not null
   * @param relativeError its relative standard deviation
   */
  record Estimate(long values, double estimate, double relativeError) implements Measurement {}

  /**
   * A value near a rank.
   *
   * @param value a canonical value, null without values
   * @param values the number of values that are not null
   * @param nans how many of them are NaN
   * @param rankError the greatest error of the rank as a fraction of values
   */
  record ApproxRank(@Nullable Object value, long values, long nans, double rankError)
      implements Measurement {}
}
