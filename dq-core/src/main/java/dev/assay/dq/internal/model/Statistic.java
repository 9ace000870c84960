package dev.assay.dq.internal.model;

import static dev.assay.dq.internal.model.Signature.Takes.ANYTHING;
import static dev.assay.dq.internal.model.Signature.Takes.DATASET;
import static dev.assay.dq.internal.model.Signature.Takes.GROUPABLE;
import static dev.assay.dq.internal.model.Signature.Takes.MEMBER;
import static dev.assay.dq.internal.model.Signature.Takes.NUMBER;
import static dev.assay.dq.internal.model.Signature.Takes.ORDERED;
import static dev.assay.dq.internal.model.Signature.Takes.OTHER;
import static dev.assay.dq.internal.model.Signature.Takes.TRUTH;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of many rows, one row each. Nulls are left out of all that summarise values; a NaN
 * makes what is made of numbers NaN. A statistic of nothing has no value, unless it is a count.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copies
public enum Statistic {
  /** The number of rows. */
  ROW_COUNT("rowCount", Range.COUNT, List.of(), "number of rows"),
  /** The number of rows whose value is null. */
  NULL_COUNT("nullCount", Range.COUNT, List.of(ANYTHING), "number of nulls of {0}"),
  /** The fraction of rows whose value is not null. */
  COMPLETENESS("completeness", Range.FRACTION, List.of(ANYTHING), "completeness of {0}"),
  /** The number of rows for which a predicate is false. */
  VIOLATIONS("violations", Range.COUNT, List.of(TRUTH), "number of violations of: {0},"),
  /** The fraction of rows for which a predicate is true: neither false nor unknown. */
  COMPLIANCE("compliance", Range.FRACTION, List.of(TRUTH), "compliance with: {0},"),
  /** The smallest value; text in UTF-8 order. */
  MIN("min", Range.ANY, List.of(ORDERED), "minimum of {0}"),
  /** The greatest value; text in UTF-8 order. */
  MAX("max", Range.ANY, List.of(ORDERED), "maximum of {0}"),
  /**
   * The sum: exact for whole numbers and decimals, where a total that does not fit the type (64
   * bits, 38 digits) is an error.
   */
  SUM("sum", Range.ANY, List.of(NUMBER), "sum of {0}"),
  /** The arithmetic mean: exact for whole numbers and decimals. */
  MEAN("mean", Range.ANY, List.of(NUMBER), "mean of {0}"),
  /** The sum of squared deviations from the mean over n - 1; no value for a single value. */
  VARIANCE("variance", Range.NOT_NEGATIVE, List.of(NUMBER), "sample variance of {0}"),
  /** The sum of squared deviations from the mean over n. */
  POPULATION_VARIANCE(
      "populationVariance", Range.NOT_NEGATIVE, List.of(NUMBER), "population variance of {0}"),
  /** The square root of the sample variance. */
  STANDARD_DEVIATION(
      "standardDeviation", Range.NOT_NEGATIVE, List.of(NUMBER), "sample standard deviation of {0}"),
  /** The square root of the population variance. */
  POPULATION_STANDARD_DEVIATION(
      "populationStandardDeviation",
      Range.NOT_NEGATIVE,
      List.of(NUMBER),
      "population standard deviation of {0}"),
  /** The standard error of the mean: the sample standard deviation over the square root of n. */
  STANDARD_ERROR(
      "standardError", Range.NOT_NEGATIVE, List.of(NUMBER), "standard error of the mean of {0}"),
  /**
   * sqrt(n) m3 / m2^1.5 with m_k the sum of (value - mean)^k: the population form, 0 for what is
   * symmetric, positive for a tail to the right. No value where all values are equal.
   */
  SKEWNESS("skewness", Range.ANY, List.of(NUMBER), "skewness of {0}"),
  /**
   * The excess kurtosis, n m4 / m2^2 - 3 with m_k the sum of (value - mean)^k: the population form,
   * 0 for the normal distribution, positive for heavier tails. No value where all values are equal.
   */
  KURTOSIS("kurtosis", Range.ANY, List.of(NUMBER), "excess kurtosis of {0}"),
  /** The number of rows whose value is not null. */
  COUNT("count", Range.COUNT, List.of(ANYTHING), "number of values of {0}"),
  /** The greatest value less the smallest: exact for whole numbers and decimals. */
  RANGE("range", Range.NOT_NEGATIVE, List.of(NUMBER), "range of {0}"),
  /**
   * The third quartile less the first, both by nearest rank: exact for whole numbers and decimals.
   */
  INTERQUARTILE_RANGE(
      "interquartileRange", Range.NOT_NEGATIVE, List.of(NUMBER), "interquartile range of {0}"),
  /**
   * The sample standard deviation over the mean, whose sign it has; no value for a mean of 0 and
   * for a single value.
   */
  COEFFICIENT_OF_VARIATION(
      "coefficientOfVariation", Range.ANY, List.of(NUMBER), "coefficient of variation of {0}"),
  /**
   * The number of values over the sum of their reciprocals, in double precision; no value where one
   * of them is not greater than 0.
   */
  HARMONIC_MEAN("harmonicMean", Range.NOT_NEGATIVE, List.of(NUMBER), "harmonic mean of {0}"),
  /** Pearson's correlation over complete pairs; no value where one of the two is constant. */
  CORRELATION(
      "correlation", Range.CORRELATION, List.of(NUMBER, NUMBER), "correlation of {0} and {1}"),
  /**
   * Spearman's rank correlation (1904) over complete pairs: Pearson's correlation of the ranks,
   * where equal values have the mean of their ranks; exact but for the last division. No value
   * where one of the two is constant.
   */
  SPEARMAN_CORRELATION(
      "spearmanCorrelation",
      Range.CORRELATION,
      List.of(NUMBER, NUMBER),
      "Spearman's correlation of {0} and {1}"),
  /**
   * Kendall's tau-b (1945) over complete pairs: of the pairs of rows that both put in an order,
   * those in the same order less those in opposite ones, over the geometric mean of the numbers of
   * pairs that each of the two puts in an order; exact but for the last division. No value where
   * one of the two is constant; an error where the second has more than 4,194,304 different values.
   */
  KENDALL_CORRELATION(
      "kendallCorrelation",
      Range.CORRELATION,
      List.of(NUMBER, NUMBER),
      "Kendall's correlation of {0} and {1}"),
  /** The sample covariance over complete pairs. */
  COVARIANCE("covariance", Range.ANY, List.of(NUMBER, NUMBER), "sample covariance of {0} and {1}"),
  /** The population covariance over complete pairs. */
  POPULATION_COVARIANCE(
      "populationCovariance",
      Range.ANY,
      List.of(NUMBER, NUMBER),
      "population covariance of {0} and {1}"),
  /**
   * The mutual information in nats, H(x) + H(y) - H(x, y) (Shannon 1948), over the rows where both
   * have a value: 0 where they are independent, the entropy of one where the other determines it.
   */
  MUTUAL_INFORMATION(
      "mutualInformation",
      Range.NOT_NEGATIVE,
      List.of(GROUPABLE, GROUPABLE),
      "mutual information of {0} and {1}"),
  /**
   * Cramér's V, the square root of chi squared / (n (k - 1)), where n is the number of rows that
   * have both values, chi squared is that of their table of counts (Pearson 1900) and k the number
   * of different values of the one that has fewer (Cramér 1946): 0 where they are independent, 1
   * where the one with more values determines the other. Not corrected for bias, so what has many
   * values seems associated where there are few rows. No value where one has only one value.
   */
  CRAMERS_V("cramersV", Range.FRACTION, List.of(GROUPABLE, GROUPABLE), "Cramér's V of {0} and {1}"),
  /** The entropy of the values in nats. */
  ENTROPY("entropy", Range.NOT_NEGATIVE, List.of(GROUPABLE), "entropy of {0}"),
  /**
   * The exact quantile by nearest rank: of the n values in order the one at rank ceil(q n), and the
   * smallest for q = 0; a value of the data.
   */
  QUANTILE("quantile", Range.ANY, List.of(ORDERED), "{q} of {0}", Parameter.Q),
  /**
   * The quantile between the two values nearest to it, type 7 of Hyndman and Fan (1996), as
   * PERCENTILE_CONT: of the n values in order, counted from 1, the one at 1 + q (n - 1), between
   * two of them on the line that joins them. Exact for whole numbers and decimals.
   */
  INTERPOLATED_QUANTILE(
      "interpolatedQuantile", Range.ANY, List.of(NUMBER), "interpolated {q} of {0}", Parameter.Q),
  /** A value of the data whose rank is within a stated error of the quantile's. */
  APPROX_QUANTILE(
      "approxQuantile",
      Range.ANY,
      List.of(ORDERED),
      "approximate {q} of {0} (rank error {error})",
      Parameter.Q,
      Parameter.RANK_ERROR),
  /** The exact number of distinct keys. */
  DISTINCT_COUNT(
      "distinctCount", Range.COUNT, List.of(GROUPABLE), Unique.ANY, "distinct count of {key}"),
  /** Rows whose key occurs once / rows with a key. */
  UNIQUENESS("uniqueness", Range.FRACTION, List.of(GROUPABLE), Unique.ONE, "uniqueness of {key}"),
  /** Distinct keys / rows with a key. */
  DISTINCTNESS(
      "distinctness", Range.FRACTION, List.of(GROUPABLE), Unique.ONE, "distinctness of {key}"),
  /** Keys that occur once / distinct keys. */
  UNIQUE_VALUE_RATIO(
      "uniqueValueRatio",
      Range.FRACTION,
      List.of(GROUPABLE),
      Unique.ONE,
      "unique-value ratio of {key}"),
  /** Rows whose key occurs more than once. */
  DUPLICATE_ROWS(
      "duplicateRows", Range.COUNT, List.of(GROUPABLE), Unique.ZERO, "duplicate rows by {key}"),
  /** Rows beyond the first of each key. */
  EXTRA_ROWS("extraRows", Range.COUNT, List.of(GROUPABLE), Unique.ZERO, "extra rows by {key}"),
  /** Keys that occur more than once. */
  DUPLICATE_VALUES(
      "duplicateValues",
      Range.COUNT,
      List.of(GROUPABLE),
      Unique.ZERO,
      "number of duplicate values of {key}"),
  /** Keys that occur once. */
  UNIQUE_VALUES(
      "uniqueValues",
      Range.COUNT,
      List.of(GROUPABLE),
      Unique.ANY,
      "number of unique values of {key}"),
  /**
   * Of a key and of what it should determine, the last: distinct pairs less distinct keys, over the
   * rows that have both.
   */
  CONFLICTING_VALUES(
      "conflictingValues",
      Range.COUNT,
      List.of(GROUPABLE, GROUPABLE),
      Unique.ANY,
      "conflicting values of {last} by {key}",
      new None("{last} is determined by {parts}", "0 conflicting values")),
  /** The number of distinct values, estimated with a stated relative standard deviation. */
  APPROX_DISTINCT_COUNT(
      "approxDistinctCount",
      Range.COUNT,
      List.of(GROUPABLE),
      "approximate distinct count of {0} (relative error {error})",
      Parameter.RELATIVE_ERROR),
  /** The most frequent values with their counts. */
  VALUE_COUNTS(
      "valueCounts",
      Range.ANY,
      List.of(GROUPABLE),
      "{limit} most frequent values of {0}",
      Parameter.LIMIT),
  /** Of the rows with a value, the fraction that the most frequent values have together. */
  TOP_SHARE(
      "topShare", Range.FRACTION, List.of(GROUPABLE), "share of the {top} of {0}", Parameter.LIMIT),
  /**
   * The median of the distances of the values from their median, both by nearest rank (Hampel 1974,
   * without the factor that makes a standard deviation of it): exact for whole numbers and
   * decimals.
   */
  MEDIAN_ABSOLUTE_DEVIATION(
      "medianAbsoluteDeviation",
      Range.NOT_NEGATIVE,
      List.of(NUMBER),
      "median absolute deviation of {0}"),
  /**
   * The mean of the n values in order but for the first floor(share n) and as many of the last:
   * exact for whole numbers and decimals.
   */
  TRIMMED_MEAN(
      "trimmedMean",
      Range.ANY,
      List.of(NUMBER),
      "mean of {0} without the {error} at each end",
      Parameter.SHARE),
  /**
   * Of the values, the fraction that is below the first quartile or above the third by more than a
   * multiple of their distance (Tukey 1977, who took 1.5), both by nearest rank: exact for whole
   * numbers and decimals. Where half of the values are equal, so may be the quartiles, and what
   * differs is outside.
   */
  OUTLIER_SHARE(
      "outlierShare",
      Range.FRACTION,
      List.of(NUMBER),
      "share of {0} beyond its quartiles by more than {factor} interquartile range{factors}",
      Parameter.FACTOR),
  /**
   * Of the values, the fraction that is farther from the median than a multiple of the median
   * absolute deviation, without the factor that makes a standard deviation of it: exact for whole
   * numbers and decimals. 3.5 of the modified z-score of Iglewicz and Hoaglin (1993) are a factor
   * of 5.19.
   */
  OUTLIER_SHARE_BY_MAD(
      "outlierShareByMad",
      Range.FRACTION,
      List.of(NUMBER),
      "share of {0} farther from its median than {factor} median absolute deviation{factors}",
      Parameter.FACTOR),
  /**
   * Of the values, the fraction that is farther from the mean than a multiple of the sample
   * standard deviation, which is taken to nine digits. Of n values none is farther than (n -
   * 1)/sqrt(n) deviations, so up to 10 values have none beyond 3. No value for a single value.
   */
  OUTLIER_SHARE_BY_Z_SCORE(
      "outlierShareByZScore",
      Range.FRACTION,
      List.of(NUMBER),
      "share of {0} farther from its mean than {factor} standard deviation{factors}",
      Parameter.FACTOR),
  /**
   * The value in the row where another one is the smallest, among the rows that have both; of
   * several such rows the smallest of their values, which the result says.
   */
  VALUE_AT_MIN("valueAtMin", Range.ANY, List.of(ORDERED, ORDERED), "{0} at the minimum of {1}"),
  /**
   * The value in the row where another one is the greatest, among the rows that have both; of
   * several such rows the smallest of their values, which the result says.
   */
  VALUE_AT_MAX("valueAtMax", Range.ANY, List.of(ORDERED, ORDERED), "{0} at the maximum of {1}"),
  /**
   * The nth root of the product of n values, e to the mean of their natural logarithms in double
   * precision: 0 where one of them is 0, and no value where one is less.
   */
  GEOMETRIC_MEAN("geometricMean", Range.NOT_NEGATIVE, List.of(NUMBER), "geometric mean of {0}"),
  /**
   * The sum of (count - expected)^2 / expected over the first significant digits 1 to 9, where
   * log10(1 + 1/d) of the values that are not 0 are expected to start with the digit d (Benford
   * 1938).
   */
  BENFORD_CHI_SQUARE(
      "benfordChiSquare",
      Range.NOT_NEGATIVE,
      List.of(NUMBER),
      "chi squared of Benford's law for {0}"),
  /**
   * The mean of the absolute deviations of the shares of the first significant digits 1 to 9 from
   * Benford's law (Nigrini 2012), among the values that are not 0.
   */
  BENFORD_DEVIATION(
      "benfordDeviation",
      Range.NOT_NEGATIVE,
      List.of(NUMBER),
      "mean deviation from Benford's law of {0}"),
  /**
   * The value that most rows have; of several that as many rows have the smallest, text in UTF-8
   * order, which the result says. NaN is one value.
   */
  MOST_FREQUENT_VALUE(
      "mostFrequentValue", Range.ANY, List.of(ORDERED), "most frequent value of {0}"),
  /** How many values of a set no row has: all, where there are no rows. */
  MISSING_VALUES(
      "missingValues",
      "number of values of {set} missing in {0}",
      new None("distinct values of {0} contain {set}", "0 missing values")),
  /** How many different values there are that a set does not have; NaN is in no set. */
  UNEXPECTED_VALUES(
      "unexpectedValues",
      "number of distinct values of {0} outside {set}",
      new None("distinct values of {0} are in {set}", "0 unexpected values")),
  /** The values of a set that no row has, and the different values that the set does not have. */
  DIFFERING_VALUES(
      "differingValues",
      "number of distinct values in only one of {0} and {set}",
      new None("distinct values of {0} are exactly {set}", "0 missing or unexpected values")),
  /**
   * The population stability index: the sum over buckets of (q - p) ln(q / p), where p is the share
   * of the other values that are in the bucket and q that of the values here, each counted as
   * 0.0001 at least. Buckets are those of a baseline; beside another dataset, numbers and times
   * have them at its deciles by nearest rank, with a bucket of its own for a value that alone has
   * more than a tenth there, and all else has one for each value, of which there may be 1000.
   */
  POPULATION_STABILITY_INDEX(
      "populationStabilityIndex",
      Range.NOT_NEGATIVE,
      List.of(GROUPABLE, OTHER),
      "population stability index of {0} against {other}"),
  /**
   * The Jensen–Shannon divergence in nats (Lin 1991) of the shares of the same buckets: 0 for the
   * same shares, ln 2 for no bucket in common.
   */
  JENSEN_SHANNON_DIVERGENCE(
      "jensenShannonDivergence",
      Range.NOT_NEGATIVE,
      List.of(GROUPABLE, OTHER),
      "Jensen–Shannon divergence of {0} from {other}"),
  /**
   * The p-value of Pearson's chi-squared test of two samples in the same buckets: the probability,
   * if both sides were samples of one distribution, of counts that differ as much or more. The
   * degrees of freedom are the buckets that are not empty in both, less one.
   */
  CHI_SQUARED_P_VALUE(
      "chiSquaredPValue",
      Range.FRACTION,
      List.of(GROUPABLE, OTHER),
      "chi-squared p-value of {0} against {other}"),
  /**
   * The statistic of the two-sample Kolmogorov–Smirnov test: the greatest difference of the shares
   * of both datasets' values that are at most some value, exact over all values, and so not of a
   * baseline, which has counts alone.
   */
  KOLMOGOROV_SMIRNOV(
      "kolmogorovSmirnov",
      Range.FRACTION,
      List.of(GROUPABLE, DATASET),
      "Kolmogorov–Smirnov distance of {0} from {other}");

  /** A number that a statistic takes besides what it is of. */
  public enum Parameter {
    /** Which quantile, from 0 to 1. */
    Q("q"),
    /** The greatest error of a rank, as a fraction of the number of values. */
    RANK_ERROR("rankError"),
    /** The relative standard deviation of an estimate. */
    RELATIVE_ERROR("relativeError"),
    /** How many of the most frequent values are taken. */
    LIMIT("limit"),
    /** Which fraction of the values is left out at each end. */
    SHARE("share"),
    /** How many times as far as what is usual an outlier is. */
    FACTOR("factor");

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private static final BigDecimal TIGHTEST = new BigDecimal("0.01");
    private static final BigDecimal TIGHTEST_RANK = new BigDecimal("0.0001");

    private final String word;

    Parameter(String word) {
      this.word = word;
    }

    /** What it is called in stored checks. */
    public String word() {
      return word;
    }

    BigDecimal checked(@Nullable BigDecimal value) {
      return switch (this) {
        case Q -> Fractions.normal(value, "quantile");
        case RANK_ERROR -> Fractions.error(value, TIGHTEST_RANK);
        case RELATIVE_ERROR ->
            Fractions.error(relativeError(Fractions.normal(value, "error bound")), TIGHTEST);
        case LIMIT -> limit(Args.notNull(value, "limit"));
        case SHARE -> share(Fractions.normal(value, "share"));
        case FACTOR -> factor(Args.notNull(value, "factor"));
      };
    }

    private static BigDecimal relativeError(BigDecimal value) {
      if (value.compareTo(TIGHTEST) < 0) {
        throw new IllegalArgumentException(
            "The relative error of an approximate distinct count must be at least "
                + TIGHTEST.toPlainString()
                + ", but was "
                + value.toPlainString()
                + ": for less, count exactly with distinctCount()");
      }
      return value;
    }

    private static BigDecimal share(BigDecimal value) {
      if (value.compareTo(HALF) >= 0) {
        throw new IllegalArgumentException(
            "The share that is left out at each end must be less than 0.5, but was "
                + value.toPlainString()
                + ": nothing would be left; for the middle value use median()");
      }
      return value;
    }

    private static BigDecimal factor(BigDecimal value) {
      if (value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
        throw new IllegalArgumentException(
            "The factor of an outlier must be greater than 0 and at most 1000000, but was "
                + value.toPlainString());
      }
      BigDecimal normal = value.stripTrailingZeros();
      return normal.scale() < 0 ? normal.setScale(0) : normal;
    }

    private static BigDecimal limit(BigDecimal value) {
      if (value.stripTrailingZeros().scale() > 0
          || value.signum() <= 0
          || value.compareTo(BigDecimal.valueOf(10_000)) > 0) {
        throw new IllegalArgumentException(
            "The number of most frequent values must be from 1 to 10000, but was "
                + value.toPlainString());
      }
      return new BigDecimal(value.toBigIntegerExact());
    }
  }

  /** What a statistic of a key comes to where no key repeats. */
  private enum Unique {
    ZERO(BigDecimal.ZERO),
    ONE(BigDecimal.ONE),
    /** That says nothing of it. */
    ANY(null);

    private final @Nullable BigDecimal value;

    Unique(@Nullable BigDecimal value) {
      this.value = value;
    }
  }

  private static final int MOST_MEMBERS = 10_000;

  private final String word;
  private final Range range;
  private final List<Signature.Takes> takes;
  private final @Nullable Unique unique;
  private final String phrase;
  private final @Nullable None none;
  private final List<Parameter> parameters;

  /**
   * How people say that a count is 0.
   *
   * @param sentence the whole of it
   * @param expected what is expected
   */
  record None(String sentence, String expected) {}

  Statistic(
      String word,
      Range range,
      List<Signature.Takes> takes,
      String phrase,
      Parameter... parameters) {
    this(word, range, takes, null, phrase, null, parameters);
  }

  /** Of a value and a set. */
  Statistic(String word, String phrase, None none) {
    this(word, Range.COUNT, List.of(GROUPABLE, MEMBER), null, phrase, none);
  }

  /** Of a key. */
  Statistic(String word, Range range, List<Signature.Takes> takes, Unique unique, String phrase) {
    this(word, range, takes, unique, phrase, null);
  }

  Statistic(
      String word,
      Range range,
      List<Signature.Takes> takes,
      @Nullable Unique unique,
      String phrase,
      @Nullable None none,
      Parameter... parameters) {
    this.word = word;
    this.range = range;
    this.takes = takes;
    this.unique = unique;
    this.phrase = phrase;
    this.none = none;
    this.parameters = List.copyOf(Arrays.asList(parameters));
  }

  /** What it is called in stored checks and in the language. */
  public String word() {
    return word;
  }

  /**
   * What the expressions may be, one entry each; of a key and of a set the last may be repeated.
   */
  public List<Signature.Takes> takes() {
    return takes;
  }

  /** What the expression at a place may be. */
  public Signature.Takes takes(int at) {
    return Signature.Takes.at(takes, at);
  }

  /** Whether it is of a key of any number of parts. */
  public boolean isOfKey() {
    return unique != null;
  }

  /** What it comes to where no key repeats; null if that says nothing of it. */
  public @Nullable BigDecimal ofUniqueKeys() {
    return unique == null ? null : unique.value;
  }

  /** Whether it is of a value and of a set of constants, any number of them. */
  public boolean isOfSet() {
    return takes.size() == 2 && takes.get(1) == MEMBER;
  }

  /** Whether it compares values with those of another dataset, or with a baseline. */
  public boolean isOfTwo() {
    return takes.size() == 2 && takes.get(1).form() == Signature.Form.OTHER;
  }

  /** The numbers that it takes besides. */
  public List<Parameter> parameters() {
    return parameters;
  }

  String phrase() {
    return phrase;
  }

  /** How people say that it is 0, if they do not say that it is equal to 0. */
  @Nullable None none() {
    return none;
  }

  void check(List<Expr> of, List<BigDecimal> values) {
    if (this == CONFLICTING_VALUES && of.size() < 2) {
      throw new IllegalArgumentException(
          "A whole row determines each of its columns: name the columns of the key");
    }
    if (isOfSet()) {
      checkSet(of);
    } else if (!isOfKey() && of.size() != takes.size()) {
      throw new IllegalArgumentException(
          word + " is of " + takes.size() + " expressions, and these are " + of.size());
    }
    if (isOfTwo()) {
      checkOther(of.get(1));
    }
    if (values.size() != parameters.size()) {
      throw new IllegalArgumentException(
          word + " takes " + parameters.size() + " numbers, and these are " + values.size());
    }
  }

  private void checkOther(Expr other) {
    if (!takes(1).form().fits(other)) {
      throw new IllegalArgumentException(
          word
              + " needs the name of another dataset, or a baseline, and this is: "
              + English.of(other));
    }
    Constant constant = ((Expr.Literal) other).constant();
    if (constant instanceof Constant.Text dataset) {
      Args.notBlank(dataset.value(), "name of a dataset");
    } else if (takes(1) == DATASET) {
      throw new IllegalArgumentException(
          word
              + " is of all values, of which a baseline has only counts: bound"
              + " populationStabilityIndex() or jensenShannonDivergence()");
    }
  }

  /** Drops what a set repeats. */
  List<Expr> normal(List<Expr> of) {
    if (!isOfSet() || of.isEmpty()) {
      return of;
    }
    List<Expr> normal = new ArrayList<>(of.subList(0, 1));
    normal.addAll(new LinkedHashSet<>(of.subList(1, of.size())));
    return List.copyOf(normal);
  }

  private void checkSet(List<Expr> of) {
    if (of.size() < 2) {
      throw new IllegalArgumentException(word + " needs a value and at least one expected value");
    }
    if (of.size() - 1 > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "There may be "
              + MOST_MEMBERS
              + " expected values, and these are "
              + (of.size() - 1)
              + ": say with isIn(...) that each row has one of more");
    }
    for (int i = 1; i < of.size(); i++) {
      if (!takes(i).form().fits(of.get(i))) {
        throw new IllegalArgumentException(
            "Expected values must be constants, and this is not: " + English.of(of.get(i)));
      }
    }
  }

  /**
   * Refuses what would decide nothing: a bound that no value can miss, or none can meet.
   *
   * @throws IllegalArgumentException with the bound that was probably meant
   */
  public void check(Expectation expectation) {
    range.check(word, expectation);
  }
}
