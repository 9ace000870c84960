package dev.assay.dq.internal.execute;

import dev.assay.dq.Baseline;
import dev.assay.dq.internal.Divergences;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.FittedBound;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.PairRanks;
import dev.assay.dq.result.MetricValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The value of a summary from what was measured.
 *
 * @param rows those in its scope
 * @param parts what its aggregates come to, in their order; the main one last
 */
record Evaluator(
    Metric.Summary m,
    long rows,
    List<Measurement> parts,
    TypeKind width,
    MetricProgram.Telling telling) {

  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final int MAX_DIGITS = 38;

  private static final String NO_ROWS = "no row is in scope";
  private static final String NO_VALUES =
      "there are no values: all are null, or no row is in scope";

  Evaluation evaluate() {
    return switch (m.statistic()) {
      case ROW_COUNT -> count(rows);
      case NULL_COUNT, VIOLATIONS -> count(((Measurement.Verdicts) main()).violations());
      case COUNT -> count(rows - ((Measurement.Verdicts) main()).violations());
      case COMPLETENESS -> share(rows - ((Measurement.Verdicts) main()).violations());
      case COMPLIANCE -> share(((Measurement.Verdicts) main()).satisfied(rows));
      case MIN, MAX -> extreme();
      case SUM -> sum();
      case MEAN -> mean();
      case VARIANCE -> spread(true, false);
      case POPULATION_VARIANCE -> spread(false, false);
      case STANDARD_DEVIATION -> spread(true, true);
      case POPULATION_STANDARD_DEVIATION -> spread(false, true);
      case STANDARD_ERROR -> standardError();
      case SKEWNESS -> shape(((Measurement.HigherMoments) main()).skewness(), 3);
      case KURTOSIS -> shape(((Measurement.HigherMoments) main()).kurtosis(), 2);
      case RANGE -> range();
      case INTERQUARTILE_RANGE -> interquartileRange();
      case COEFFICIENT_OF_VARIATION -> coefficientOfVariation();
      case HARMONIC_MEAN -> harmonicMean();
      case MEDIAN_ABSOLUTE_DEVIATION -> medianAbsoluteDeviation();
      case TRIMMED_MEAN -> trimmedMean();
      case OUTLIER_SHARE, OUTLIER_SHARE_BY_MAD ->
          outlierShare(quantile((Measurement.Rank) part(0)));
      case OUTLIER_SHARE_BY_Z_SCORE ->
          outlierShare(spread((Measurement.Moments) part(0), true, true));
      case VALUE_AT_MIN, VALUE_AT_MAX -> valueAtExtreme();
      case GEOMETRIC_MEAN -> geometricMean();
      case BENFORD_CHI_SQUARE -> benford(true);
      case BENFORD_DEVIATION -> benford(false);
      case CORRELATION -> correlation();
      case COVARIANCE -> covariance(true);
      case POPULATION_COVARIANCE -> covariance(false);
      case MUTUAL_INFORMATION -> mutualInformation();
      case CRAMERS_V -> cramersV();
      case SPEARMAN_CORRELATION -> rankCorrelation(false);
      case KENDALL_CORRELATION -> rankCorrelation(true);
      case ENTROPY -> entropy();
      case QUANTILE -> quantile();
      case INTERPOLATED_QUANTILE -> interpolatedQuantile();
      case APPROX_QUANTILE -> approxQuantile();
      case DISTINCT_COUNT -> ofKeys(groups().distinct());
      case DUPLICATE_ROWS -> ofKeys(groups().repeatedRows());
      case EXTRA_ROWS -> ofKeys(groups().keyed() - groups().distinct());
      case DUPLICATE_VALUES -> ofKeys(groups().distinct() - groups().once());
      case UNIQUE_VALUES -> ofKeys(groups().once());
      case UNIQUENESS -> ratio(groups().once(), groups().keyed());
      case DISTINCTNESS -> ratio(groups().distinct(), groups().keyed());
      case UNIQUE_VALUE_RATIO -> ratio(groups().once(), groups().distinct());
      case CONFLICTING_VALUES -> conflictingValues();
      case APPROX_DISTINCT_COUNT -> approxCountDistinct();
      case VALUE_COUNTS -> valueCounts();
      case TOP_SHARE -> topShare();
      case MOST_FREQUENT_VALUE -> mostFrequentValue();
      case MISSING_VALUES -> comparedWithSet(true, false);
      case UNEXPECTED_VALUES -> comparedWithSet(false, true);
      case DIFFERING_VALUES -> comparedWithSet(true, true);
      case POPULATION_STABILITY_INDEX -> drift(Divergences::psi);
      case JENSEN_SHANNON_DIVERGENCE -> drift(Divergences::jensenShannon);
      case CHI_SQUARED_P_VALUE -> drift(Divergences::chiSquaredPValue);
      case KOLMOGOROV_SMIRNOV -> distance();
    };
  }

  private Evaluation drift(ToDoubleBiFunction<long[], long[]> divergence) {
    Baseline baseline = m.baseline();
    Measurement.Drift drift =
        baseline == null
            ? (Measurement.Drift) main()
            : baseline.isOrdered() ? besideBuckets(baseline) : besideValues(baseline);
    return ofTwo(
        drift,
        () ->
            new Evaluation(
                new MetricValue.Real(
                    divergence.applyAsDouble(
                        drift.bucketsThere().stream().mapToLong(each -> each).toArray(),
                        drift.bucketsHere().stream().mapToLong(each -> each).toArray())),
                rows - drift.here(),
                baseline == null ? null : mostChanged(baseline, drift),
                null));
  }

  /** The bucket whose share differs most; null if none does. */
  private static @Nullable String mostChanged(Baseline baseline, Measurement.Drift drift) {
    int most = 0;
    double difference = 0;
    for (int i = 0; i < baseline.counts().size(); i++) {
      double own =
          Math.abs(
              share(drift.bucketsHere(), i, drift.here())
                  - share(baseline.counts(), i, drift.there()));
      if (own > difference) {
        most = i;
        difference = own;
      }
    }
    return difference == 0
        ? null
        : "most changed: "
            + baseline.bucket(most)
            + " ("
            + rounded(share(drift.bucketsHere(), most, drift.here()))
            + " of the values, "
            + rounded(share(baseline.counts(), most, drift.there()))
            + " in "
            + baseline
            + ")";
  }

  private static String rounded(double share) {
    return Numbers.real(Math.round(share * 1e4) / 1e2) + "%";
  }

  private static double share(List<Long> counts, int at, long all) {
    return (double) counts.get(at) / all;
  }

  private Measurement.Drift besideBuckets(Baseline baseline) {
    long nans = baseline.kind() == ColumnKind.NUMBER ? verdicts(1).violations() : 0;
    int first = parts.size() - baseline.points().size();
    List<Long> buckets = new ArrayList<>();
    long before = 0;
    for (int i = first; i < parts.size(); i++) {
      long upTo = verdicts(i).satisfied(rows);
      buckets.add(upTo - before);
      before = upTo;
    }
    buckets.add(valuesBeside() - before);
    return beside(baseline, nans, buckets);
  }

  private Measurement.Drift besideValues(Baseline baseline) {
    Map<Object, Long> counts = new HashMap<>();
    ((Measurement.TopValues) main())
        .top()
        .forEach(each -> counts.put(Values.commonKey(each.value()), each.count()));
    List<Long> buckets = new ArrayList<>();
    long others = valuesBeside();
    for (Constant each : baseline.points()) {
      long count = counts.getOrDefault(Values.commonKey(each.value()), 0L);
      buckets.add(count);
      others -= count;
    }
    buckets.add(others);
    return beside(baseline, 0, buckets);
  }

  private Measurement.Drift beside(Baseline baseline, long nans, List<Long> buckets) {
    long there = baseline.counts().stream().mapToLong(each -> each).sum();
    return new Measurement.Drift(
        valuesBeside(), there, nans, buckets, baseline.counts(), Double.NaN);
  }

  private long valuesBeside() {
    return verdicts(0).satisfied(rows);
  }

  private Measurement.Verdicts verdicts(int at) {
    return (Measurement.Verdicts) part(at);
  }

  private Evaluation distance() {
    Measurement.Drift drift = (Measurement.Drift) main();
    return ofTwo(
        drift,
        () ->
            Double.isNaN(drift.distance())
                ? Evaluation.failed(
                    "the values of "
                        + English.of(m.of(0))
                        + " are no numbers and no times, which the Kolmogorov–Smirnov distance is"
                        + " of: bound populationStabilityIndex() or jensenShannonDivergence()")
                : Evaluation.of(new MetricValue.Real(drift.distance()), rows - drift.here()));
  }

  private Evaluation ofTwo(Measurement.Drift drift, Supplier<Evaluation> value) {
    long leftOut = rows - drift.here();
    if (drift.nans() > 0) {
      return Evaluation.nan(drift.nans(), leftOut);
    }
    if (drift.here() == 0) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    return drift.there() == 0
        ? Evaluation.none(
            "there are no values in " + m.dataset() + ": all are null, or no row there is in scope",
            leftOut)
        : value.get();
  }

  private static Evaluation count(long count) {
    return Evaluation.of(new MetricValue.Count(count), 0);
  }

  private Measurement.Groups groups() {
    return (Measurement.Groups) main();
  }

  private Evaluation ofKeys(long count) {
    return Evaluation.of(new MetricValue.Count(count), rows - groups().keyed());
  }

  private Evaluation share(long part) {
    return rows == 0
        ? Evaluation.none(NO_ROWS, 0)
        : Evaluation.of(new MetricValue.Ratio(part, rows), 0);
  }

  private Evaluation ratio(long part, long whole) {
    long leftOut = rows - groups().keyed();
    return whole == 0
        ? Evaluation.none("no row has a complete key", leftOut)
        : Evaluation.of(new MetricValue.Ratio(part, whole), leftOut);
  }

  private Measurement main() {
    return parts.get(parts.size() - 1);
  }

  private Measurement part(int at) {
    return parts.get(at);
  }

  private Evaluation extreme() {
    return extreme((Measurement.Extreme) main());
  }

  private Evaluation extreme(Measurement.Extreme extreme) {
    long leftOut = rows - extreme.values();
    if (extreme.nans() > 0) {
      return Evaluation.nan(extreme.nans(), leftOut);
    }
    return extreme.value() == null
        ? Evaluation.none(NO_VALUES, leftOut)
        : Evaluation.of(value(extreme.value()), leftOut);
  }

  /** A value of the data; one of 32 bits is the decimal that it prints, as 0.1. */
  private MetricValue value(Object canonical) {
    return width == TypeKind.FLOAT && canonical instanceof Double number
        ? new MetricValue.Real(Double.parseDouble(Float.toString(number.floatValue())))
        : MetricValue.of(canonical);
  }

  private Evaluation range() {
    return difference(extreme(), extreme((Measurement.Extreme) part(0)));
  }

  private Evaluation interquartileRange() {
    return difference(quantile(), quantile((Measurement.Rank) part(0)));
  }

  /** What one of two values of the data is more than the other. */
  private static Evaluation difference(Evaluation high, Evaluation low) {
    if (high.value() == null || low.value() == null || high.note() != null) {
      return high;
    }
    MetricValue difference = Arithmetic.of(Operation.MINUS, high.value(), low.value());
    return number(Objects.requireNonNull(difference), high.leftOut());
  }

  /** A number worked out of values of the data, which infinities among them make NaN. */
  private static Evaluation number(MetricValue value, long leftOut) {
    return value instanceof MetricValue.Real real && Double.isNaN(real.value())
        ? Evaluation.spread(Double.NaN, leftOut)
        : Evaluation.of(value, leftOut);
  }

  private Evaluation coefficientOfVariation() {
    Evaluation deviation = spread((Measurement.Moments) part(0), true, true);
    Evaluation mean = mean();
    if (deviation.value() == null || mean.value() == null || deviation.note() != null) {
      return deviation;
    }
    MetricValue quotient = Arithmetic.of(Operation.RATIO, deviation.value(), mean.value());
    return quotient == null
        ? Evaluation.none("the mean is 0", deviation.leftOut())
        : Evaluation.spread(((MetricValue.Real) quotient).value() + 0.0, deviation.leftOut());
  }

  private Evaluation harmonicMean() {
    Evaluation least = extreme((Measurement.Extreme) part(0));
    if (least.value() == null || least.note() != null) {
      return least;
    }
    if (((Number) least.value().plain()).doubleValue() <= 0) {
      return Evaluation.none("a value is 0 or less", least.leftOut());
    }
    Measurement.Total reciprocals = (Measurement.Total) main();
    return Double.isInfinite(reciprocals.real())
        ? new Evaluation(
            new MetricValue.Real(Double.NaN),
            least.leftOut(),
            "values near 0 make the metric NaN: their reciprocals do not fit a double",
            null)
        : Evaluation.of(
            new MetricValue.Real(reciprocals.values() / reciprocals.real()), least.leftOut());
  }

  private Evaluation medianAbsoluteDeviation() {
    Evaluation median = quantile((Measurement.Rank) part(0));
    if (median.value() == null || median.note() != null) {
      return median;
    }
    Object distance = Objects.requireNonNull(((Measurement.Rank) main()).value());
    return number(value(distance), median.leftOut());
  }

  private Evaluation trimmedMean() {
    Evaluation low = quantile((Measurement.Rank) part(0));
    if (low.value() == null || low.note() != null) {
      return low;
    }
    Measurement.Total kept = (Measurement.Total) main();
    return number(
        kept.kind() == Measurement.TotalKind.FLOATING
            ? new MetricValue.Real(kept.real() / kept.values())
            : new MetricValue.Mean(kept.exact(), kept.values()),
        low.leftOut());
  }

  /**
   * @param usual what is usual, without a value where there is nothing to compare with
   */
  private Evaluation outlierShare(Evaluation usual) {
    if (usual.value() == null || usual.note() != null) {
      return usual;
    }
    return main() instanceof Measurement.Verdicts verdicts
        ? Evaluation.of(
            new MetricValue.Ratio(verdicts.violations(), rows - usual.leftOut()), usual.leftOut())
        : Evaluation.spread(Double.NaN, usual.leftOut());
  }

  private Evaluation valueAtExtreme() {
    Measurement.Extreme by = (Measurement.Extreme) part(0);
    long leftOut = rows - by.values();
    if (by.nans() > 0) {
      return Evaluation.nan(by.nans(), leftOut);
    }
    if (by.values() == 0) {
      return Evaluation.none("no row has both values", leftOut);
    }
    Measurement.Extreme there = (Measurement.Extreme) main();
    Evaluation found = extreme(there);
    boolean several = found.value() != null && found.note() == null && there.values() > 1;
    return new Evaluation(
        found.value(),
        leftOut,
        several
            ? Numbers.grouped(there.values())
                + " rows have that "
                + (m.statistic() == Statistic.VALUE_AT_MIN ? "minimum" : "maximum")
                + ": the smallest of their values is taken"
            : found.note(),
        null);
  }

  private Evaluation geometricMean() {
    Evaluation least = extreme((Measurement.Extreme) part(0));
    if (least.value() == null || least.note() != null) {
      return least;
    }
    double smallest = ((Number) least.value().plain()).doubleValue();
    Measurement.Total logarithms = (Measurement.Total) main();
    if (smallest < 0) {
      return Evaluation.none("a value is less than 0", least.leftOut());
    }
    if (smallest == 0) {
      return logarithms.real() == Double.POSITIVE_INFINITY
          ? Evaluation.spread(Double.NaN, least.leftOut())
          : Evaluation.of(new MetricValue.Real(0), least.leftOut());
    }
    return Evaluation.of(
        new MetricValue.Real(Math.exp(logarithms.real() / logarithms.values())), least.leftOut());
  }

  private Evaluation benford(boolean chiSquare) {
    Evaluation least = extreme((Measurement.Extreme) part(0));
    Evaluation greatest = extreme((Measurement.Extreme) part(1));
    if (least.value() == null || greatest.value() == null || least.note() != null) {
      return least;
    }
    if (Double.isInfinite(((Number) least.value().plain()).doubleValue())
        || Double.isInfinite(((Number) greatest.value().plain()).doubleValue())) {
      return Evaluation.spread(Double.NaN, least.leftOut());
    }
    Measurement.TopValues digits = (Measurement.TopValues) main();
    if (digits.values() == 0) {
      return Evaluation.none("all values are 0, which has no first digit", least.leftOut());
    }
    double all = digits.values();
    double chi = 0;
    double deviation = 0;
    for (int digit = 1; digit <= 9; digit++) {
      double count = count(digits, digit);
      double share = Math.log10(1 + 1.0 / digit);
      chi += (count - all * share) * (count - all * share) / (all * share);
      deviation += Math.abs(count / all - share) / 9;
    }
    long zeros = rows - least.leftOut() - digits.values();
    return new Evaluation(
        new MetricValue.Real(chiSquare ? chi : deviation),
        least.leftOut(),
        zeros == 0
            ? null
            : Numbers.grouped(zeros)
                + " of the values are 0 or next to it, and have no first digit",
        null);
  }

  private static long count(Measurement.TopValues digits, int digit) {
    return digits.top().stream()
        .filter(each -> ((Number) each.value()).intValue() == digit)
        .mapToLong(Measurement.ValueCount::count)
        .sum();
  }

  private static @Nullable String overflow(Measurement.Total total, Metric.Summary metric) {
    boolean fits =
        switch (total.kind()) {
          case WHOLE -> fitsLong(total.exact());
          case DECIMAL -> total.exact().precision() <= MAX_DIGITS;
          case FLOATING -> true;
        };
    return fits
        ? null
        : "the "
            + English.of(metric)
            + " is "
            + total.exact().toPlainString()
            + ", which does not fit "
            + (total.kind() == Measurement.TotalKind.WHOLE ? "64 bits" : "38 digits")
            + ": check the mean, or cast the column to a decimal or a double";
  }

  private static boolean fitsLong(BigDecimal value) {
    BigInteger whole = value.toBigIntegerExact();
    return whole.compareTo(MAX_LONG) <= 0 && whole.compareTo(MIN_LONG) >= 0;
  }

  private Evaluation sum() {
    Measurement.Total total = (Measurement.Total) main();
    long leftOut = rows - total.values();
    if (total.values() == 0) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    String overflow = overflow(total, m);
    if (overflow != null) {
      return Evaluation.failed(overflow);
    }
    if (total.nans() > 0) {
      return Evaluation.nan(total.nans(), leftOut);
    }
    return Evaluation.of(
        total.kind() == Measurement.TotalKind.FLOATING
            ? new MetricValue.Real(total.real())
            : new MetricValue.Exact(total.exact()),
        leftOut);
  }

  private Evaluation mean() {
    Measurement.Total total = (Measurement.Total) main();
    long leftOut = rows - total.values();
    if (total.values() == 0) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    if (total.nans() > 0) {
      return Evaluation.nan(total.nans(), leftOut);
    }
    return Evaluation.of(
        total.kind() == Measurement.TotalKind.FLOATING
            ? new MetricValue.Real(total.real() / total.values())
            : new MetricValue.Mean(total.exact(), total.values()),
        leftOut);
  }

  private Evaluation spread(boolean sample, boolean root) {
    return spread((Measurement.Moments) main(), sample, root);
  }

  private Evaluation spread(Measurement.Moments moments, boolean sample, boolean root) {
    long leftOut = rows - moments.values();
    if (moments.values() == 0) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    if (moments.nans() > 0) {
      return Evaluation.nan(moments.nans(), leftOut);
    }
    long divisor = sample ? moments.values() - 1 : moments.values();
    if (divisor == 0) {
      return Evaluation.none("the sample form needs two values, and there is one", leftOut);
    }
    double variance = moments.m2() / divisor;
    return Evaluation.spread(root ? Math.sqrt(variance) : variance, leftOut);
  }

  private Evaluation standardError() {
    Evaluation variance = spread(true, false);
    return variance.value() instanceof MetricValue.Real real && Double.isFinite(real.value())
        ? Evaluation.spread(
            Math.sqrt(real.value() / ((Measurement.Moments) main()).values()), variance.leftOut())
        : variance;
  }

  /** A power of m2 divides: where that is infinite, the value would be 0 whatever the data are. */
  private Evaluation shape(double value, int power) {
    Measurement.HigherMoments moments = (Measurement.HigherMoments) main();
    long leftOut = rows - moments.values();
    if (moments.values() == 0) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    if (moments.nans() > 0) {
      return Evaluation.nan(moments.nans(), leftOut);
    }
    return moments.m2() == 0
        ? Evaluation.none("all values are equal", leftOut)
        : Evaluation.spread(
            Double.isInfinite(Math.pow(moments.m2(), power)) ? Double.NaN : value, leftOut);
  }

  private Evaluation mutualInformation() {
    Measurement.Groups both = (Measurement.Groups) main();
    long leftOut = rows - both.keyed();
    if (both.keyed() == 0) {
      return Evaluation.none("no row has both values", leftOut);
    }
    double information =
        entropy((Measurement.Groups) part(0))
            + entropy((Measurement.Groups) part(1))
            - entropy(both);
    return Evaluation.of(new MetricValue.Real(Math.max(0, information)), leftOut);
  }

  private Evaluation cramersV() {
    Measurement.Contingency table = (Measurement.Contingency) main();
    long leftOut = rows - table.pairs();
    if (table.pairs() == 0) {
      return Evaluation.none("no row has both values", leftOut);
    }
    long fewer = Math.min(table.xs(), table.ys());
    if (fewer == 1) {
      return Evaluation.none("one of the columns is constant", leftOut);
    }
    double v = Math.sqrt(table.chiSquared() / table.pairs() / (fewer - 1));
    return Evaluation.of(new MetricValue.Real(Math.min(1, v)), leftOut);
  }

  private Evaluation rankCorrelation(boolean kendall) {
    Measurement.RankedPairs ranks = (Measurement.RankedPairs) main();
    long leftOut = rows - ranks.pairs();
    if (ranks.pairs() == 0) {
      return Evaluation.none("no row has both values", leftOut);
    }
    if (ranks.nans() > 0) {
      return Evaluation.nan(ranks.nans(), leftOut);
    }
    if (kendall && !ranks.counted()) {
      return Evaluation.failed(
          "the second column has more than "
              + PairRanks.MOST_VALUES
              + " different values: name the one with fewer second, round it, or use"
              + " spearmanCorrelation(...)");
    }
    Double value = kendall ? ranks.kendall() : ranks.spearman();
    return value == null
        ? Evaluation.none("one of the columns is constant", leftOut)
        : Evaluation.of(new MetricValue.Real(value), leftOut);
  }

  private static double entropy(Measurement.Groups groups) {
    double rows = groups.keyed();
    return groups.distinct() == 1 ? 0 : Math.max(0, Math.log(rows) - groups.countLogCount() / rows);
  }

  private Evaluation rank(@Nullable Object value, long values, long nans) {
    long leftOut = rows - values;
    if (nans > 0) {
      return Evaluation.nan(nans, leftOut);
    }
    return value == null
        ? Evaluation.none(NO_VALUES, leftOut)
        : Evaluation.of(value(value), leftOut);
  }

  private Evaluation quantile() {
    return quantile((Measurement.Rank) main());
  }

  private Evaluation quantile(Measurement.Rank rank) {
    return rank(rank.value(), rank.values(), rank.nans());
  }

  private Evaluation interpolatedQuantile() {
    Evaluation below = quantile((Measurement.Rank) part(0));
    Evaluation above = quantile();
    if (below.value() == null || above.value() == null || below.note() != null) {
      return below;
    }
    BigDecimal place =
        m.parameters()
            .get(0)
            .multiply(BigDecimal.valueOf(((Measurement.Rank) main()).values() - 1));
    BigDecimal part = place.remainder(BigDecimal.ONE);
    return number(between(below.value(), above.value(), part), below.leftOut());
  }

  /** A part of the way from one value of the data to the next, which may be the same. */
  private static MetricValue between(MetricValue low, MetricValue high, BigDecimal part) {
    if (low instanceof MetricValue.Exact a && high instanceof MetricValue.Exact b) {
      BigDecimal way = b.value().subtract(a.value()).multiply(part);
      return new MetricValue.Exact(a.value().add(way));
    }
    double a = ((Number) low.plain()).doubleValue();
    double b = ((Number) high.plain()).doubleValue();
    double share = part.doubleValue();
    if (a == b) {
      return low;
    }
    boolean infinite = Double.isInfinite(a) || Double.isInfinite(b);
    return new MetricValue.Real(infinite ? a + b : a * (1 - share) + b * share);
  }

  private Evaluation approxQuantile() {
    Measurement.ApproxRank rank = (Measurement.ApproxRank) main();
    Evaluation exact = rank(rank.value(), rank.values(), rank.nans());
    return exact.value() == null || exact.note() != null
        ? exact
        : Evaluation.of(
            new MetricValue.Approximate(
                exact.value(), "rank within " + percent(rank.rankError()) + " of the count"),
            exact.leftOut());
  }

  private static String percent(double fraction) {
    return Numbers.real(Math.round(fraction * 1e6) / 1e4) + "%";
  }

  private Evaluation approxCountDistinct() {
    Measurement.Estimate estimate = (Measurement.Estimate) main();
    return Evaluation.of(
        new MetricValue.Approximate(
            new MetricValue.Count(estimate.values() == 0 ? 0 : Math.round(estimate.estimate())),
            // what was asked for: the error of what was counted with is less, and another one in
            // each pass
            "±" + percent(m.parameters().get(0).doubleValue()) + " standard deviation"),
        rows - estimate.values());
  }

  private Evaluation correlation() {
    Measurement.CoMoments c = (Measurement.CoMoments) main();
    long leftOut = rows - c.pairs();
    if (c.nans() > 0) {
      return Evaluation.nan(c.nans(), leftOut);
    }
    if (c.pairs() < 2) {
      return Evaluation.none("correlation needs at least two complete pairs", leftOut);
    }
    if (c.m2x() == 0 || c.m2y() == 0) {
      return Evaluation.none("one of the columns is constant", leftOut);
    }
    double r = c.cxy() / (Math.sqrt(c.m2x()) * Math.sqrt(c.m2y()));
    return Evaluation.spread(Double.isFinite(r) ? Math.max(-1, Math.min(1, r)) : r, leftOut);
  }

  private Evaluation covariance(boolean sample) {
    Measurement.CoMoments c = (Measurement.CoMoments) main();
    long leftOut = rows - c.pairs();
    if (c.nans() > 0) {
      return Evaluation.nan(c.nans(), leftOut);
    }
    long divisor = sample ? c.pairs() - 1 : c.pairs();
    return divisor < 1
        ? Evaluation.none("there are too few complete pairs", leftOut)
        : Evaluation.spread(c.cxy() / divisor, leftOut);
  }

  private Evaluation valueCounts() {
    Measurement.TopValues top = (Measurement.TopValues) main();
    long leftOut = rows - top.values();
    if (top.values() == 0) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    return Evaluation.of(counts(top), leftOut);
  }

  private MetricValue.Counts counts(Measurement.TopValues top) {
    List<MetricValue.Entry> entries = new ArrayList<>();
    long listed = 0;
    for (Measurement.ValueCount each : top.top()) {
      entries.add(new MetricValue.Entry(value(each.value()), each.count()));
      listed += each.count();
    }
    return new MetricValue.Counts(entries, top.distinct() - entries.size(), top.values() - listed);
  }

  private Evaluation topShare() {
    Measurement.TopValues top = (Measurement.TopValues) main();
    long leftOut = rows - top.values();
    return top.values() == 0
        ? Evaluation.none(NO_VALUES, leftOut)
        : Evaluation.of(
            new MetricValue.Ratio(
                top.top().stream().mapToLong(Measurement.ValueCount::count).sum(), top.values()),
            leftOut);
  }

  private Evaluation mostFrequentValue() {
    Measurement.TopValues top = (Measurement.TopValues) main();
    long leftOut = rows - top.values();
    if (top.top().isEmpty()) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    Measurement.ValueCount first = top.top().get(0);
    boolean tie = top.top().size() > 1 && top.top().get(1).count() == first.count();
    return new Evaluation(
        value(first.value()),
        leftOut,
        tie ? "other values are as frequent: of those the smallest is taken" : null,
        null);
  }

  /** What a set has and the data do not, and the other way round, with some of it by name. */
  private Evaluation comparedWithSet(boolean missing, boolean unexpected) {
    Measurement.TopValues present = (Measurement.TopValues) part(0);
    Measurement.TopValues others = (Measurement.TopValues) main();
    long leftOut = rows - present.values() - others.values();
    if (!missing && rows == leftOut) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    Set<Object> found = new HashSet<>();
    present.top().forEach(each -> found.add(Values.commonKey(each.value())));
    List<Constant> absent = m.members().stream().filter(each -> !isAmong(found, each)).toList();
    List<String> notes = new ArrayList<>();
    if (missing && !absent.isEmpty()) {
      notes.add("missing: " + English.set(absent));
    }
    if (others.distinct() > 0 && (unexpected || !absent.isEmpty())) {
      notes.add((unexpected ? "unexpected: " : "others: ") + telling.of(m, counts(others)).text());
    }
    long differing = (missing ? absent.size() : 0) + (unexpected ? others.distinct() : 0);
    return new Evaluation(
        new MetricValue.Count(differing),
        leftOut,
        notes.isEmpty() ? null : String.join("; ", notes),
        null);
  }

  private boolean isAmong(Set<Object> values, Constant constant) {
    return constant instanceof Constant.Num number
        ? values.contains(Values.commonKey(number.value()))
            || values.contains(FittedBound.nearest(number.value(), width) + 0.0)
        : values.contains(constant.value());
  }

  private Evaluation conflictingValues() {
    Measurement.Groups both = (Measurement.Groups) main();
    Measurement.Groups keys = (Measurement.Groups) part(0);
    long leftOut = rows - both.keyed();
    return both.keyed() == 0
        ? Evaluation.none("no row has a complete key and a value", leftOut)
        : Evaluation.of(new MetricValue.Count(both.distinct() - keys.distinct()), leftOut);
  }

  private Evaluation entropy() {
    Measurement.Groups groups = (Measurement.Groups) main();
    long leftOut = rows - groups.keyed();
    if (groups.keyed() == 0) {
      return Evaluation.none(NO_VALUES, leftOut);
    }
    return Evaluation.of(new MetricValue.Real(entropy(groups)), leftOut);
  }
}
