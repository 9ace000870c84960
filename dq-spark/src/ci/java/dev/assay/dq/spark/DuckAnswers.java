package dev.assay.dq.spark;

import dev.assay.dq.Baseline;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Key;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.spark.DuckTable.Col;
import dev.assay.dq.spark.DuckTable.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What DuckDB says of metrics, put together by the formulas of their definitions. */
final class DuckAnswers {

  /** The value of a metric; {@code NONE} where it has none. */
  sealed interface Value {}

  record None() implements Value {}

  /** None that we give: too large a sum, or a question without sense. */
  record Refused() implements Value {}

  /** A count or an exact number. */
  record Exact(BigDecimal value) implements Value {}

  /** A quotient of exact numbers. */
  record Ratio(BigDecimal part, BigDecimal whole) implements Value {}

  /** A double that may be off by a tolerance. */
  record Real(double value, double tolerance) implements Value {}

  /** A value of the data as DuckDB holds it. */
  record Datum(Kind kind, Object value) implements Value {}

  /** The most frequent values, and what is not among them. */
  record Top(Kind kind, List<List<Object>> entries, long otherValues, long otherRows)
      implements Value {}

  /** Any value of an order between two ranks, or a number within bounds. */
  record Within(double low, double high) implements Value {}

  /** The rows under the filter, those left out for a null, and the value. */
  record Answer(long rows, long leftOut, Value value) {}

  private static final Value NONE = new None();

  /** Any value or none: what divides may be 0. */
  static final Value UNSURE = new Within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final double NEAR = 1e-9;

  private final DuckTable table;
  private final DuckSql sql;

  DuckAnswers(DuckTable table, DuckSql sql) {
    this.table = table;
    this.sql = sql;
  }

  private String from(Expr where) {
    return " FROM " + DuckTable.NAME + " WHERE " + sql.of(where).sql();
  }

  private List<Object> one(String query) {
    return table.query(query).get(0);
  }

  private static long whole(Object value) {
    return value == null ? 0 : ((Number) value).longValue();
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal
        : value instanceof BigInteger integer
            ? new BigDecimal(integer)
            : BigDecimal.valueOf(((Number) value).longValue());
  }

  /** Rows, those where a predicate is true, false and unknown. */
  long[] truths(Expr predicate, Expr where) {
    String truth = sql.of(predicate).sql();
    List<Object> row =
        one(
            "SELECT count(*), count(*) FILTER (x), count(*) FILTER (NOT x), count(*) FILTER (x IS"
                + " NULL) FROM (SELECT "
                + truth
                + " AS x"
                + from(where)
                + ")");
    return row.stream().mapToLong(DuckAnswers::whole).toArray();
  }

  long rows(Expr where) {
    return whole(one("SELECT count(*)" + from(where)).get(0));
  }

  private static Answer count(long rows, long value) {
    return new Answer(rows, 0, new Exact(BigDecimal.valueOf(value)));
  }

  private static Value ratio(long part, long whole) {
    return whole == 0 ? NONE : new Ratio(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
  }

  Answer of(Metric metric) {
    return metric.fold(
        new Metric.Fold<>() {
          @Override
          public Answer summary(Metric.Summary summary) {
            return of(summary);
          }

          @Override
          public Answer literal(Metric.Literal literal) {
            return new Answer(0, 0, new Exact(literal.number().value()));
          }

          @Override
          public Answer sql(Metric.Sql sql) {
            throw new IllegalArgumentException("SQL of Spark's is not asked of DuckDB");
          }

          /** The same rows, those of which the number is even. */
          @Override
          public Answer elsewhere(Metric.Elsewhere elsewhere) {
            Answer there = of(elsewhere.metric().filtered(sql.elsewhere()));
            return new Answer(rows(Expr.Literal.TRUE), there.leftOut(), there.value());
          }

          @Override
          public Answer combination(Metric.Combination c, Answer left, Answer right) {
            return new Answer(
                rows(c.where()),
                left.leftOut() == 0 && right.leftOut() == 0 ? 0 : -1,
                combined(c.operation(), left.value(), right.value()));
          }
        });
  }

  static Value combined(Operation operation, Value left, Value right) {
    List<Value> both = List.of(left, right);
    if (both.stream().anyMatch(each -> each instanceof Refused || each instanceof Datum)) {
      return new Refused();
    } else if (both.contains(NONE)) {
      return NONE;
    } else if (both.contains(UNSURE) || (divides(operation) && mayBeZero(right))) {
      return UNSURE;
    } else if (both.stream().anyMatch(Within.class::isInstance)) {
      return combined(operation, real(left), real(right)) instanceof Real made
          ? new Within(made.value() - made.tolerance(), made.value() + made.tolerance())
          : NONE;
    } else if (both.stream().anyMatch(Real.class::isInstance)) {
      return combined(operation, real(left), real(right));
    }
    Ratio a = ratio(left);
    Ratio b = ratio(right);
    BigDecimal whole = a.whole().multiply(b.whole());
    BigDecimal one = a.part().multiply(b.whole());
    BigDecimal other = b.part().multiply(a.whole());
    return switch (operation) {
      case PLUS -> exact(one.add(other), whole, both);
      case MINUS -> exact(one.subtract(other), whole, both);
      case TIMES -> exact(a.part().multiply(b.part()), whole, both);
      case RATIO -> quotient(one, other);
      case PERCENT -> quotient(one.movePointRight(2), other);
    };
  }

  private static boolean divides(Operation operation) {
    return operation == Operation.RATIO || operation == Operation.PERCENT;
  }

  private static boolean mayBeZero(Value value) {
    return value instanceof Within within && within.low() <= 0 && within.high() >= 0;
  }

  private static Value quotient(BigDecimal one, BigDecimal other) {
    return other.signum() == 0
        ? NONE
        : new Ratio(other.signum() < 0 ? one.negate() : one, other.abs());
  }

  private static Value exact(BigDecimal part, BigDecimal whole, List<Value> both) {
    return both.stream().allMatch(Exact.class::isInstance)
        ? new Exact(part)
        : new Ratio(part, whole);
  }

  private static Ratio ratio(Value value) {
    return value instanceof Exact exact ? new Ratio(exact.value(), BigDecimal.ONE) : (Ratio) value;
  }

  private static Real real(Value value) {
    if (value instanceof Real real) {
      return real;
    }
    if (value instanceof Within within) {
      double half = (within.high() - within.low()) / 2;
      return new Real(within.low() + half, half);
    }
    Ratio ratio = ratio(value);
    return new Real(ratio.part().divide(ratio.whole(), MathContext.DECIMAL128).doubleValue(), 0);
  }

  private static Value combined(Operation operation, Real left, Real right) {
    double a = left.value();
    double b = right.value();
    double wrongA = Math.max(left.tolerance(), NEAR * Math.abs(a));
    double wrongB = Math.max(right.tolerance(), NEAR * Math.abs(b));
    return switch (operation) {
      case PLUS -> new Real(a + b, wrongA + wrongB);
      case MINUS -> new Real(a - b, wrongA + wrongB);
      case TIMES -> new Real(a * b, Math.abs(a) * wrongB + Math.abs(b) * wrongA + wrongA * wrongB);
      case RATIO ->
          b == 0 ? NONE : new Real(a / b, 2 * (wrongA + Math.abs(a / b) * wrongB) / Math.abs(b));
      case PERCENT ->
          b == 0
              ? NONE
              : new Real(100 * (a / b), 200 * (wrongA + Math.abs(a / b) * wrongB) / Math.abs(b));
    };
  }

  private Answer of(Metric.Summary m) {
    Expr where = m.where();
    if (m.isOfTwo() && DuckSql.looksUp(sql.of(m.of(0)))) {
      return new Answer(0, 0, new Refused()); // there are no keys to look up in the other dataset
    }
    return switch (m.statistic()) {
      case ROW_COUNT -> count(rows(where), rows(where));
      case NULL_COUNT -> {
        long[] truths = truths(Expr.call(Function.IS_NULL, m.of(0)), where);
        yield count(truths[0], truths[1]);
      }
      case COUNT -> {
        long[] truths = truths(Expr.call(Function.IS_COMPLETE, m.of(0)), where);
        yield count(truths[0], truths[1]);
      }
      case COMPLETENESS -> compliance(Expr.call(Function.IS_COMPLETE, m.of(0)), where);
      case VIOLATIONS -> {
        long[] truths = truths(m.of(0), where);
        yield count(truths[0], truths[2]);
      }
      case COMPLIANCE -> compliance(m.of(0), where);
      case MIN -> extreme("min", m.of(0), where);
      case MAX -> extreme("max", m.of(0), where);
      case SUM -> total(m.of(0), where, false);
      case MEAN -> total(m.of(0), where, true);
      case VARIANCE -> spread(m, true, false);
      case POPULATION_VARIANCE -> spread(m, false, false);
      case STANDARD_DEVIATION -> spread(m, true, true);
      case POPULATION_STANDARD_DEVIATION -> spread(m, false, true);
      case STANDARD_ERROR -> spread(m, true, true, true);
      case SKEWNESS -> skewness(m);
      case KURTOSIS -> kurtosis(m);
      case RANGE -> difference(extreme("max", m.of(0), where), extreme("min", m.of(0), where));
      case INTERQUARTILE_RANGE ->
          difference(
              ranked(m.of(0), where, new BigDecimal("0.75"), 0),
              ranked(m.of(0), where, new BigDecimal("0.25"), 0));
      case COEFFICIENT_OF_VARIATION -> {
        Answer deviation = spread(m, true, true);
        Value mean = total(m.of(0), where, true).value();
        yield new Answer(
            deviation.rows(),
            deviation.leftOut(),
            combined(Operation.RATIO, deviation.value(), mean));
      }
      case HARMONIC_MEAN -> harmonicMean(m);
      case MEDIAN_ABSOLUTE_DEVIATION -> medianAbsoluteDeviation(m);
      case TRIMMED_MEAN -> trimmedMean(m);
      case OUTLIER_SHARE, OUTLIER_SHARE_BY_MAD, OUTLIER_SHARE_BY_Z_SCORE -> outlierShare(m);
      case VALUE_AT_MIN -> valueAt(m, "min");
      case VALUE_AT_MAX -> valueAt(m, "max");
      case GEOMETRIC_MEAN -> geometricMean(m);
      case BENFORD_CHI_SQUARE -> benford(m, true);
      case BENFORD_DEVIATION -> benford(m, false);
      case CORRELATION, COVARIANCE, POPULATION_COVARIANCE -> pairs(m);
      case SPEARMAN_CORRELATION -> rankCorrelation(m, false);
      case KENDALL_CORRELATION -> rankCorrelation(m, true);
      case MUTUAL_INFORMATION -> associated(m, true);
      case CRAMERS_V -> associated(m, false);
      case ENTROPY -> entropy(m);
      case QUANTILE -> ranked(m.of(0), where, m.parameters().get(0), 0);
      case INTERPOLATED_QUANTILE -> interpolated(m);
      case APPROX_QUANTILE ->
          ranked(m.of(0), where, m.parameters().get(0), m.parameters().get(1).doubleValue());
      case DISTINCT_COUNT,
          UNIQUENESS,
          DISTINCTNESS,
          UNIQUE_VALUE_RATIO,
          DUPLICATE_ROWS,
          EXTRA_ROWS,
          DUPLICATE_VALUES,
          UNIQUE_VALUES ->
          keys(m);
      case CONFLICTING_VALUES -> conflictingValues(m);
      case APPROX_DISTINCT_COUNT -> approxCountDistinct(m);
      case VALUE_COUNTS -> valueCounts(m);
      case TOP_SHARE -> topShare(m);
      case MOST_FREQUENT_VALUE -> mostFrequentValue(m);
      case MISSING_VALUES -> comparedWithSet(m, true, false);
      case UNEXPECTED_VALUES -> comparedWithSet(m, false, true);
      case DIFFERING_VALUES -> comparedWithSet(m, true, true);
      case POPULATION_STABILITY_INDEX ->
          drift(
              m, "sum((q - p) * ln(q / p))", "greatest(n / a, 0.0001)", "greatest(m / b, 0.0001)");
      case CHI_SQUARED_P_VALUE -> chiSquared(m);
      case JENSEN_SHANNON_DIVERGENCE ->
          drift(
              m,
              "sum(CASE WHEN q = 0 THEN 0 ELSE q * ln(2 * q / (p + q)) END"
                  + " + CASE WHEN p = 0 THEN 0 ELSE p * ln(2 * p / (p + q)) END) / 2",
              "n / a",
              "m / b");
      case KOLMOGOROV_SMIRNOV -> distance(m);
    };
  }

  private Answer compliance(Expr predicate, Expr where) {
    long[] truths = truths(predicate, where);
    return new Answer(truths[0], 0, ratio(truths[1], truths[0]));
  }

  private Answer extreme(String function, Expr operand, Expr where) {
    Col col = sql.of(operand);
    String value = col.sql();
    List<Object> row =
        one(
            "SELECT count(*), count(x), "
                + function
                + "(x), "
                + (DuckSql.isReal(col) ? "count(*) FILTER (isnan(x))" : "0")
                + " FROM (SELECT "
                + value
                + " AS x"
                + from(where)
                + ")");
    long rows = whole(row.get(0));
    long values = whole(row.get(1));
    if (values == 0) {
      return new Answer(rows, rows, NONE);
    }
    return new Answer(
        rows, rows - values, whole(row.get(3)) > 0 ? nan() : datum(col.kind(), row.get(2)));
  }

  private static Value nan() {
    return new Real(Double.NaN, 0);
  }

  /** A FLOAT is what it is written as: 0.1, not the double next to the FLOAT of 0.1. */
  static double real(Kind kind, Object value) {
    Number number = (Number) value;
    return kind == Kind.FLOAT
        ? Double.parseDouble(Float.toString(number.floatValue()))
        : number.doubleValue();
  }

  private static Value datum(Kind kind, Object value) {
    return switch (kind) {
      case WHOLE, DECIMAL -> new Exact(decimal(value));
      case FLOAT, REAL -> new Real(real(kind, value), 0);
      case TEXT, BOOL, DAY, INSTANT, LOCAL, BINARY, LIST, MAP, STRUCT -> new Datum(kind, value);
    };
  }

  private Answer total(Expr operand, Expr where, boolean mean) {
    Col col = sql.of(operand);
    if (!DuckSql.isReal(col)) {
      long rows = 0;
      long values = 0;
      BigDecimal sum = BigDecimal.ZERO.setScale(col.scale());
      for (List<Object> row :
          table.query("SELECT " + col.sql() + " AS x, count(*)" + from(where) + " GROUP BY x")) {
        long times = whole(row.get(1));
        rows += times;
        if (row.get(0) != null) {
          values += times;
          sum = sum.add(decimal(row.get(0)).multiply(BigDecimal.valueOf(times)));
        }
      }
      Value value;
      if (values == 0) {
        value = NONE;
      } else if (mean) {
        value = new Ratio(sum, BigDecimal.valueOf(values));
      } else {
        boolean fits =
            col.kind() == Kind.WHOLE
                ? sum.toBigIntegerExact().bitLength() <= 63
                : sum.precision() <= 38;
        value = fits ? new Exact(sum) : new Refused();
      }
      return new Answer(rows, rows - values, value);
    }
    List<Object> row =
        one(
            "SELECT count(*), count(x), fsum(x) FILTER (isfinite(x)), fsum(abs(x)) FILTER"
                + " (isfinite(x)), count(*) FILTER (isnan(x)), count(*) FILTER (isinf(x) AND x >"
                + " 0), count(*) FILTER (isinf(x) AND x < 0) FROM (SELECT "
                + col.sql()
                + " AS x"
                + from(where)
                + ")");
    long rows = whole(row.get(0));
    long values = whole(row.get(1));
    if (values == 0) {
      return new Answer(rows, rows, NONE);
    }
    boolean up = whole(row.get(5)) > 0;
    boolean down = whole(row.get(6)) > 0;
    double sum = row.get(2) == null ? 0 : (Double) row.get(2);
    double sizes = row.get(3) == null ? 0 : (Double) row.get(3);
    if (whole(row.get(4)) > 0 || (up && down)) {
      sum = Double.NaN;
    } else if (up || down) {
      sum = up ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double over = mean ? values : 1;
    return new Answer(rows, rows - values, new Real(sum / over, NEAR * sizes / over));
  }

  /** Values as doubles, and sums of powers of their deviations from the mean. */
  private record Powers(
      long rows,
      long values,
      boolean nan,
      boolean infinite,
      boolean equal,
      double squares,
      double cubes,
      double cubeSizes,
      double fourths,
      double rawSquares) {}

  private Powers powers(Expr operand, Expr where) {
    String x = "(SELECT " + DuckSql.real(sql.of(operand)) + " AS x" + from(where) + ")";
    List<Object> first =
        one(
            "SELECT count(*), count(x), count(*) FILTER (isnan(x)), count(*) FILTER (isinf(x)),"
                + " min(x) = max(x), fsum(x) / count(x) FROM "
                + x);
    long rows = whole(first.get(0));
    long values = whole(first.get(1));
    boolean nan = whole(first.get(2)) > 0;
    boolean infinite = whole(first.get(3)) > 0;
    if (values == 0 || nan || infinite) {
      return new Powers(rows, values, nan, infinite, false, 0, 0, 0, 0, 0);
    }
    String mean = "CAST('" + first.get(5) + "' AS DOUBLE)";
    List<Object> second =
        one(
            "SELECT fsum(d * d), fsum(d * d * d), fsum(abs(d * d * d)), fsum(d * d * d * d), fsum(x"
                + " * x) FROM (SELECT x, x - "
                + mean
                + " AS d FROM "
                + x
                + " WHERE x IS NOT NULL)");
    return new Powers(
        rows,
        values,
        false,
        false,
        Boolean.TRUE.equals(first.get(4)),
        (Double) second.get(0),
        (Double) second.get(1),
        (Double) second.get(2),
        (Double) second.get(3),
        (Double) second.get(4));
  }

  private interface Formula {
    Value of(Powers powers);
  }

  private Answer shaped(Expr operand, Expr where, Formula formula) {
    Powers powers = powers(operand, where);
    long leftOut = powers.rows() - powers.values();
    Value value;
    if (powers.values() == 0) {
      value = NONE;
    } else if (powers.nan() || powers.infinite()) {
      value = nan();
    } else {
      value = formula.of(powers);
    }
    return new Answer(powers.rows(), leftOut, value);
  }

  private Answer spread(Metric.Summary m, boolean sample, boolean root) {
    return spread(m, sample, root, false);
  }

  private Answer spread(Metric.Summary m, boolean sample, boolean root, boolean ofMean) {
    return shaped(
        m.of(0),
        m.where(),
        p -> {
          double n = sample ? p.values() - 1 : p.values();
          if (n == 0) {
            return NONE;
          }
          if (p.equal()) {
            return new Real(0, 0);
          }
          double over = ofMean ? n * p.values() : n;
          double variance = p.squares() / over;
          double tolerance = NEAR * variance + 1e-14 * p.rawSquares() / over;
          return root
              ? new Real(Math.sqrt(variance), tolerance / Math.sqrt(variance))
              : new Real(variance, tolerance);
        });
  }

  private Answer skewness(Metric.Summary m) {
    return shaped(
        m.of(0),
        m.where(),
        p -> {
          double over = Math.sqrt((double) p.values()) / Math.pow(p.squares(), 1.5);
          // what divides has to be a double
          return p.equal()
              ? NONE
              : Double.isInfinite(Math.pow(p.squares(), 3))
                  ? new Real(Double.NaN, 0)
                  : new Real(p.cubes() * over, NEAR * p.cubeSizes() * over);
        });
  }

  private Answer kurtosis(Metric.Summary m) {
    return shaped(
        m.of(0),
        m.where(),
        p -> {
          double fourth = p.values() * p.fourths() / p.squares() / p.squares();
          return p.equal()
              ? NONE
              : Double.isInfinite(Math.pow(p.squares(), 2))
                  ? new Real(Double.NaN, 0)
                  : new Real(fourth - 3, NEAR * fourth);
        });
  }

  private static Answer difference(Answer high, Answer low) {
    return new Answer(
        high.rows(), high.leftOut(), combined(Operation.MINUS, high.value(), low.value()));
  }

  private Answer harmonicMean(Metric.Summary m) {
    List<Object> row =
        one(
            "SELECT count(*), count(x), count(*) FILTER (isnan(x)), count(*) FILTER (x <= 0),"
                + " fsum(1 / x) FILTER (x > 0) FROM (SELECT "
                + DuckSql.real(sql.of(m.of(0)))
                + " AS x"
                + from(m.where())
                + ")");
    long rows = whole(row.get(0));
    long values = whole(row.get(1));
    Value value;
    if (values == 0) {
      value = NONE;
    } else if (whole(row.get(2)) > 0) {
      value = nan();
    } else if (whole(row.get(3)) > 0) {
      value = NONE;
    } else {
      double sum = (Double) row.get(4);
      value = Double.isFinite(sum) ? new Real(values / sum, 0) : nan();
    }
    return new Answer(rows, rows - values, value);
  }

  /** Values in their order, of rows that have one. */
  private String ordered(Col col, Expr where) {
    return "(SELECT "
        + grouped(col)
        + " AS x, row_number() OVER (ORDER BY "
        + grouped(col)
        + ") AS r, count(*) OVER () AS n"
        + from(where)
        + " AND "
        + col.sql()
        + " IS NOT NULL)";
  }

  private Answer medianAbsoluteDeviation(Metric.Summary m) {
    Col col = sql.of(m.of(0));
    String x = ordered(col, m.where());
    long rows = rows(m.where());
    List<Object> row =
        one(
            "SELECT count(*), "
                + (DuckSql.isReal(col)
                    ? "count(*) FILTER (isnan(x)), count(*) FILTER (isinf(x) AND r = (n + 1) // 2)"
                    : "0, 0")
                + " FROM "
                + x);
    long values = whole(row.get(0));
    Value value;
    if (values == 0) {
      value = NONE;
    } else if (whole(row.get(1)) > 0 || whole(row.get(2)) > 0) {
      value = nan();
    } else {
      Object distance =
          one("SELECT abs(x - (SELECT x FROM "
                  + x
                  + " WHERE r = (n + 1) // 2)) AS d FROM "
                  + x
                  + " ORDER BY d LIMIT 1 OFFSET "
                  + ((values + 1) / 2 - 1))
              .get(0);
      value = datum(col.kind(), distance);
    }
    return new Answer(rows, rows - values, value);
  }

  private Answer trimmedMean(Metric.Summary m) {
    Col col = sql.of(m.of(0));
    long rows = rows(m.where());
    boolean real = DuckSql.isReal(col);
    String x = ordered(col, m.where());
    List<Object> counts =
        one("SELECT count(*), " + (real ? "count(*) FILTER (isnan(x))" : "0") + " FROM " + x);
    long values = whole(counts.get(0));
    long least =
        m.parameters().get(0).multiply(BigDecimal.valueOf(values)).toBigInteger().longValue();
    Value value;
    if (values == 0) {
      value = NONE;
    } else if (whole(counts.get(1)) > 0) {
      value = nan();
    } else {
      BigDecimal exact = BigDecimal.ZERO;
      double sum = 0;
      double sizes = 0;
      for (List<Object> each :
          table.query(
              "SELECT x FROM " + x + " WHERE r > " + least + " AND r <= " + (values - least))) {
        if (real) {
          double number = ((Number) each.get(0)).doubleValue();
          sum += number;
          sizes += Math.abs(number);
        } else {
          exact = exact.add(decimal(each.get(0)));
        }
      }
      long kept = values - 2 * least;
      value =
          real
              ? new Real(sum / kept, Double.isFinite(sizes) ? NEAR * sizes / kept : 0)
              : new Ratio(exact, BigDecimal.valueOf(kept));
    }
    return new Answer(rows, rows - values, value);
  }

  private Answer geometricMean(Metric.Summary m) {
    List<Object> row =
        one(
            "SELECT count(*), count(x), count(*) FILTER (isnan(x)), count(*) FILTER (x < 0),"
                + " count(*) FILTER (x = 0), count(*) FILTER (isinf(x)), fsum(ln(x)) FILTER (x > 0"
                + " AND isfinite(x)), fsum(abs(ln(x))) FILTER (x > 0 AND isfinite(x)) FROM (SELECT"
                + " CASE WHEN x < 0 THEN -1 ELSE x END AS x FROM (SELECT "
                + DuckSql.real(sql.of(m.of(0)))
                + " AS x"
                + from(m.where())
                + "))");
    long rows = whole(row.get(0));
    long values = whole(row.get(1));
    boolean zero = whole(row.get(4)) > 0;
    boolean infinite = whole(row.get(5)) > 0;
    Value value;
    if (values == 0) {
      value = NONE;
    } else if (whole(row.get(2)) > 0) {
      value = nan();
    } else if (whole(row.get(3)) > 0) {
      value = NONE;
    } else if (zero || infinite) {
      value = new Real(zero && infinite ? Double.NaN : zero ? 0 : Double.POSITIVE_INFINITY, 0);
    } else {
      double mean = Math.exp((Double) row.get(6) / values);
      value = new Real(mean, NEAR * mean * Math.max(1, (Double) row.get(7) / values));
    }
    return new Answer(rows, rows - values, value);
  }

  private static final BigDecimal INFINITE = BigDecimal.TEN.pow(400);

  private static BigDecimal finite(Value value) {
    return value instanceof Exact exact
        ? exact.value()
        : Double.isInfinite(((Real) value).value())
            ? INFINITE.multiply(BigDecimal.valueOf(Math.signum(((Real) value).value())))
            : BigDecimal.valueOf(((Real) value).value());
  }

  /** What lies in the middle, how far from it is usual, and how exactly that is known. */
  private record Usual(BigDecimal low, BigDecimal high, BigDecimal distance, double slack) {}

  private Answer outlierShare(Metric.Summary m) {
    Col col = sql.of(m.of(0));
    boolean exact = !DuckSql.isReal(col);
    long rows = rows(m.where());
    boolean nan = false;
    List<BigDecimal> values = new ArrayList<>();
    for (List<Object> group : frequencies(col, m.where())) {
      Value value = datum(col.kind(), group.get(0));
      if (value instanceof Real real && Double.isNaN(real.value())) {
        nan = true;
      } else {
        values.addAll(Collections.nCopies((int) whole(group.get(1)), finite(value)));
      }
    }
    long leftOut = rows - values.size();
    if (nan) {
      return new Answer(rows, truths(Expr.call(Function.IS_NULL, m.of(0)), m.where())[1], nan());
    } else if (values.isEmpty()) {
      return new Answer(rows, leftOut, NONE);
    }
    Collections.sort(values);
    Usual usual;
    if (m.statistic() == Statistic.OUTLIER_SHARE_BY_Z_SCORE) {
      Value deviation = spread(m, true, true).value();
      if (!(deviation instanceof Real real) || Double.isNaN(real.value())) {
        return new Answer(rows, leftOut, deviation);
      }
      BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal mean = sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
      usual =
          new Usual(
              mean,
              mean,
              BigDecimal.valueOf(real.value()),
              real.value() == 0 ? 0 : real.tolerance() + NEAR * real.value());
      if (real.value() == 0) {
        return new Answer(rows, leftOut, ratio(0, values.size()));
      }
    } else if (m.statistic() == Statistic.OUTLIER_SHARE_BY_MAD) {
      BigDecimal median = at(values, 0.5);
      BigDecimal distance =
          at(values.stream().map(each -> each.subtract(median).abs()).sorted().toList(), 0.5);
      usual = new Usual(median, median, distance, exact ? 0 : NEAR * distance.doubleValue());
    } else {
      BigDecimal first = at(values, 0.25);
      BigDecimal third = at(values, 0.75);
      usual = new Usual(first, third, third.subtract(first), 0);
    }
    BigDecimal most = BigDecimal.valueOf(Double.MAX_VALUE);
    if (usual.low().abs().max(usual.high().abs()).compareTo(most) > 0
        || (m.statistic() == Statistic.OUTLIER_SHARE_BY_MAD
            && usual.distance().compareTo(most) > 0)) {
      return new Answer(rows, leftOut, nan());
    }
    BigDecimal far = m.parameters().get(0).multiply(usual.distance());
    BigDecimal low = usual.low().subtract(far);
    BigDecimal high = usual.high().add(far);
    BigDecimal slack = BigDecimal.valueOf(usual.slack()).multiply(m.parameters().get(0));
    if (!exact) { // a double is compared with the nearest one to a bound
      slack = slack.add(low.abs().max(high.abs()).multiply(new BigDecimal("1e-7")));
    }
    long surely = outside(values, low.subtract(slack), high.add(slack));
    long maybe = outside(values, low.add(slack), high.subtract(slack));
    double size = values.size();
    return new Answer(
        rows,
        leftOut,
        surely == maybe ? ratio(surely, values.size()) : new Within(surely / size, maybe / size));
  }

  private static long outside(List<BigDecimal> values, BigDecimal low, BigDecimal high) {
    return values.stream()
        .filter(each -> each.compareTo(low) < 0 || each.compareTo(high) > 0)
        .count();
  }

  private static BigDecimal at(List<BigDecimal> sorted, double q) {
    return sorted.get((int) Math.max(1, Math.ceil(q * sorted.size())) - 1);
  }

  private Answer valueAt(Metric.Summary m, String extreme) {
    Col x = sql.of(m.of(0));
    Col y = sql.of(m.of(1));
    String pairs =
        "(SELECT "
            + x.sql()
            + " AS x, "
            + y.sql()
            + " AS y"
            + from(m.where())
            + ") WHERE x IS NOT NULL AND y IS NOT NULL";
    List<Object> row =
        one(
            "SELECT count(*), min(x) FILTER (there), count(*) FILTER (there AND "
                + nan(x, "x")
                + "), count(*) FILTER ("
                + nan(y, "y")
                + ") FROM (SELECT x, y, y = (SELECT "
                + extreme
                + "(y) FROM "
                + pairs
                + ") AS there FROM "
                + pairs
                + ")");
    long rows = rows(m.where());
    long values = whole(row.get(0));
    Value value =
        values == 0
            ? NONE
            : whole(row.get(2)) + whole(row.get(3)) > 0 ? nan() : datum(x.kind(), row.get(1));
    return new Answer(rows, rows - values, value);
  }

  private static String nan(Col col, String name) {
    return DuckSql.isReal(col) ? "isnan(" + name + ")" : "FALSE";
  }

  private Answer benford(Metric.Summary m, boolean chiSquare) {
    List<Object> row =
        one(
            "SELECT count(*), count(x), count(*) FILTER (isnan(x)), count(*) FILTER (isinf(x)) FROM"
                + " (SELECT "
                + DuckSql.real(sql.of(m.of(0)))
                + " AS x"
                + from(m.where())
                + ")");
    long rows = whole(row.get(0));
    long values = whole(row.get(1));
    Map<Long, Long> counts = new HashMap<>();
    for (List<Object> each :
        frequencies(sql.of(Expr.call(Function.FIRST_DIGIT, m.of(0))), m.where())) {
      counts.put(whole(each.get(0)), whole(each.get(1)));
    }
    long digits = counts.values().stream().mapToLong(each -> each).sum();
    double chi = -digits;
    double deviation = 0;
    for (long digit = 1; digit <= 9; digit++) {
      double count = counts.getOrDefault(digit, 0L);
      double expected = Math.log10(digit + 1.0) - Math.log10((double) digit);
      chi += digits == 0 ? 0 : count * count / (digits * expected);
      deviation += Math.abs(count / digits - expected) / 9;
    }
    boolean nan = whole(row.get(2)) > 0 || whole(row.get(3)) > 0;
    Value value = new Real(chiSquare ? chi : deviation, chiSquare ? NEAR * digits : NEAR);
    return new Answer(rows, rows - values, nan ? nan() : digits == 0 ? NONE : value);
  }

  private Answer pairs(Metric.Summary m) {
    Expr where = m.where();
    boolean correlation = m.statistic() == Statistic.CORRELATION;
    boolean population = m.statistic() == Statistic.POPULATION_COVARIANCE;
    String all =
        "(SELECT "
            + DuckSql.real(sql.of(m.of(0)))
            + " AS x, "
            + DuckSql.real(sql.of(m.of(1)))
            + " AS y"
            + from(where)
            + ")";
    long rows = rows(where);
    String both = " FROM " + all + " WHERE x IS NOT NULL AND y IS NOT NULL";
    List<Object> first =
        one(
            "SELECT count(*), count(*) FILTER (isnan(x) OR isnan(y)),"
                + " count(*) FILTER (isinf(x) OR isinf(y)), min(x) = max(x), min(y) = max(y),"
                + " fsum(x) / count(*), fsum(y) / count(*)"
                + both);
    long pairs = whole(first.get(0));
    Value value;
    if (whole(first.get(1)) > 0) {
      value = nan();
    } else if (pairs < (population ? 1 : 2)) {
      value = NONE;
    } else if (whole(first.get(2)) > 0) {
      value = nan();
    } else if (correlation
        && (Boolean.TRUE.equals(first.get(3)) || Boolean.TRUE.equals(first.get(4)))) {
      value = NONE;
    } else {
      List<Object> second =
          one(
              "SELECT fsum(dx * dx), fsum(dy * dy), fsum(dx * dy), fsum(abs(dx * dy)) FROM (SELECT"
                  + " x - CAST('"
                  + first.get(5)
                  + "' AS DOUBLE) AS dx, y - CAST('"
                  + first.get(6)
                  + "' AS DOUBLE) AS dy"
                  + both
                  + ")");
      double products = (Double) second.get(2);
      if (correlation) {
        double size = Math.sqrt((Double) second.get(0)) * Math.sqrt((Double) second.get(1));
        value = new Real(products / size, NEAR);
      } else {
        double n = population ? pairs : pairs - 1;
        value = new Real(products / n, NEAR * (Double) second.get(3) / n);
      }
    }
    return new Answer(rows, rows - pairs, value);
  }

  private Answer ranked(Expr operand, Expr where, BigDecimal q, double error) {
    Col col = sql.of(operand);
    List<Object> counts =
        one(
            "SELECT count(*), count(x), "
                + (DuckSql.isReal(col) ? "count(*) FILTER (isnan(x))" : "0")
                + " FROM (SELECT "
                + col.sql()
                + " AS x"
                + from(where)
                + ")");
    long rows = whole(counts.get(0));
    long values = whole(counts.get(1));
    long leftOut = rows - values;
    if (whole(counts.get(2)) > 0) {
      return new Answer(rows, leftOut, nan());
    }
    if (values == 0) {
      return new Answer(rows, leftOut, NONE);
    }
    BigDecimal exact = q.multiply(BigDecimal.valueOf(values));
    if (error == 0) {
      long rank = Math.max(1, exact.setScale(0, RoundingMode.CEILING).longValueExact());
      return new Answer(rows, leftOut, datum(col.kind(), at(col, where, rank)));
    }
    double slack = error * values + 1;
    long low = Math.max(1, (long) Math.floor(exact.doubleValue() - slack));
    long high = Math.min(values, (long) Math.ceil(exact.doubleValue() + slack));
    return new Answer(
        rows,
        leftOut,
        new Within(real(col.kind(), at(col, where, low)), real(col.kind(), at(col, where, high))));
  }

  private Answer interpolated(Metric.Summary m) {
    Col col = sql.of(m.of(0));
    BigDecimal q = m.parameters().get(0);
    Answer first = ranked(m.of(0), m.where(), BigDecimal.ZERO, 0);
    Value value = first.value();
    if (value instanceof Exact || (value instanceof Real real && !Double.isNaN(real.value()))) {
      BigDecimal place = q.multiply(BigDecimal.valueOf(first.rows() - first.leftOut() - 1));
      long steps = place.toBigInteger().longValueExact();
      BigDecimal part = place.subtract(BigDecimal.valueOf(steps));
      Value low = datum(col.kind(), at(col, m.where(), steps + 1));
      Value high = part.signum() == 0 ? low : datum(col.kind(), at(col, m.where(), steps + 2));
      if (low instanceof Exact a && high instanceof Exact b) {
        value = new Exact(a.value().add(b.value().subtract(a.value()).multiply(part)));
      } else {
        double a = real(low).value();
        double b = real(high).value();
        double share = part.doubleValue();
        value =
            a == b || Double.isInfinite(a) || Double.isInfinite(b)
                ? new Real(a == b ? a : a + b, 0)
                : new Real(a * (1 - share) + b * share, NEAR * Math.max(Math.abs(a), Math.abs(b)));
      }
    }
    return new Answer(first.rows(), first.leftOut(), value);
  }

  private Object at(Col col, Expr where, long rank) {
    return one("SELECT x FROM (SELECT "
            + col.sql()
            + " AS x"
            + from(where)
            + ") WHERE x IS NOT NULL ORDER BY x LIMIT 1 OFFSET "
            + (rank - 1))
        .get(0);
  }

  /** A value as it is grouped: -0.0 with 0.0. */
  private static String grouped(Col col) {
    return DuckSql.isReal(col) ? "(" + col.sql() + " + 0.0)" : col.sql();
  }

  /** How often keys occur: rows with a key, distinct keys, keys that occur once, entropy. */
  private record Occurrences(long keyed, long distinct, long once, double entropy) {}

  private Occurrences occurrences(List<Col> cols, boolean nullsToo, Expr where) {
    String names = cols.stream().map(DuckAnswers::grouped).collect(Collectors.joining(", "));
    String complete =
        nullsToo
            ? ""
            : cols.stream()
                .map(col -> " AND " + col.sql() + " IS NOT NULL")
                .collect(Collectors.joining());
    List<List<Object>> sizes =
        table.query(
            "SELECT n, count(*) FROM (SELECT count(*) AS n"
                + from(where)
                + complete
                + " GROUP BY "
                + names
                + ") GROUP BY n ORDER BY n");
    long keyed = 0;
    long distinct = 0;
    long once = 0;
    for (List<Object> size : sizes) {
      long n = whole(size.get(0));
      long groups = whole(size.get(1));
      keyed += n * groups;
      distinct += groups;
      once += n == 1 ? groups : 0;
    }
    double entropy = 0;
    for (List<Object> size : sizes) {
      double share = (double) whole(size.get(0)) / keyed;
      entropy -= whole(size.get(1)) * share * Math.log(share);
    }
    return new Occurrences(keyed, distinct, once, entropy);
  }

  private List<Col> cols(Key key) {
    return key.isWholeRow() ? table.all() : key.parts().stream().map(sql::of).toList();
  }

  private Answer keys(Metric.Summary m) {
    long rows = rows(m.where());
    Occurrences found = occurrences(cols(m.key()), m.key().isWholeRow(), m.where());
    Value value =
        switch (m.statistic()) {
          case DISTINCT_COUNT -> exact(found.distinct());
          case UNIQUENESS -> ratio(found.once(), found.keyed());
          case DISTINCTNESS -> ratio(found.distinct(), found.keyed());
          case UNIQUE_VALUE_RATIO -> ratio(found.once(), found.distinct());
          case DUPLICATE_ROWS -> exact(found.keyed() - found.once());
          case EXTRA_ROWS -> exact(found.keyed() - found.distinct());
          case DUPLICATE_VALUES -> exact(found.distinct() - found.once());
          case UNIQUE_VALUES -> exact(found.once());
          default -> throw new IllegalArgumentException(m.toString());
        };
    return new Answer(rows, rows - found.keyed(), value);
  }

  private static Value exact(long value) {
    return new Exact(BigDecimal.valueOf(value));
  }

  private Answer approxCountDistinct(Metric.Summary m) {
    long rows = rows(m.where());
    Occurrences found = occurrences(List.of(sql.of(m.of(0))), false, m.where());
    double slack = 6 * m.parameters().get(0).doubleValue() * found.distinct() + 1;
    return new Answer(
        rows, rows - found.keyed(), new Within(found.distinct() - slack, found.distinct() + slack));
  }

  private Answer entropy(Metric.Summary m) {
    long rows = rows(m.where());
    Occurrences found = occurrences(List.of(sql.of(m.of(0))), false, m.where());
    return new Answer(
        rows,
        rows - found.keyed(),
        found.keyed() == 0
            ? NONE
            : new Real(found.entropy(), NEAR * Math.log(found.keyed() + 1.0)));
  }

  /** Values and whether the other side has them as well. */
  private String together(Metric.Summary m) {
    Col col = sql.of(m.of(0));
    return "WITH v AS (SELECT "
        + grouped(col)
        + " AS x, coalesce("
        + sql.of(sql.elsewhere()).sql()
        + ", false) AS e"
        + from(m.where())
        + " AND "
        + col.sql()
        + " IS NOT NULL), s AS (SELECT count(*) AS a, count(*) FILTER (e) AS b FROM v)";
  }

  /** How many rows, values here and there, values that are NaN, and different ones. */
  private Answer ofTwo(Metric.Summary m, boolean ordered, Supplier<Value> value) {
    long rows = rows(m.where());
    Col col = sql.of(m.of(0));
    List<Object> row =
        one(
            together(m)
                + " SELECT count(*), count(*) FILTER (e), "
                + (DuckSql.isReal(col) ? "count(*) FILTER (isnan(x))" : "0")
                + ", count(DISTINCT x) FROM v");
    long here = whole(row.get(0));
    boolean none = here == 0 || whole(row.get(1)) == 0;
    Value found =
        whole(row.get(2)) > 0
            ? nan()
            : none ? NONE : !ordered && whole(row.get(3)) > 1_000 ? new Refused() : value.get();
    return new Answer(rows, rows - here, found);
  }

  private static boolean isOrdered(Kind kind) {
    return switch (kind) {
      case WHOLE, DECIMAL, FLOAT, REAL, DAY, INSTANT, LOCAL -> true;
      case TEXT, BOOL, BINARY, LIST, MAP, STRUCT -> false;
    };
  }

  /** Buckets have twice the number of edges below them, and one more for a value that is one. */
  private Answer drift(Metric.Summary m, String sum, String q, String p) {
    Baseline baseline = m.baseline();
    if (baseline != null) {
      return drift(m, baseline, sum, q, p);
    }
    boolean ordered = isOrdered(sql.of(m.of(0)).kind());
    String bucket =
        ordered
            ? "2 * (SELECT count(*) FROM d WHERE d.x < v.x)"
                + " + (SELECT count(*) FROM d WHERE d.x = v.x AND d.k * 10 > (SELECT b FROM s))"
            : "x";
    String edges =
        ", r AS (SELECT x, row_number() OVER (ORDER BY x) AS i, count(*) OVER (PARTITION BY x) AS k"
            + " FROM v WHERE e), d AS (SELECT DISTINCT x, k FROM r WHERE i IN (SELECT (j * b + 9) //"
            + " 10 FROM s, range(1, 10) AS g(j)))";
    return ofTwo(
        m,
        ordered,
        () -> {
          List<Object> row =
              one(
                  together(m)
                      + (ordered ? edges : "")
                      + ", c AS (SELECT "
                      + bucket
                      + " AS g, count(*) AS n, count(*) FILTER (e) AS m FROM v GROUP BY g) SELECT "
                      + sum
                      + " FROM (SELECT "
                      + q
                      + " AS q, "
                      + p
                      + " AS p FROM c, s)");
          return new Real(((Number) row.get(0)).doubleValue(), NEAR);
        });
  }

  /** The same, of buckets that are given. */
  private Answer drift(Metric.Summary m, Baseline baseline, String sum, String q, String p) {
    Expr value = m.of(0);
    long[] complete = truths(Expr.call(Function.IS_COMPLETE, value), m.where());
    long others = complete[1];
    List<Expr> within = new ArrayList<>();
    Expr last = null;
    for (int i = 0; i < baseline.points().size(); i++) {
      Expr point = new Expr.Literal(baseline.points().get(i));
      if (!baseline.isOrdered()) {
        within.add(Expr.call(Function.EQUAL, value, point));
        continue;
      }
      Expr upTo =
          Expr.call(baseline.isBelow(i) ? Function.LESS : Function.LESS_OR_EQUAL, value, point);
      within.add(last == null ? upTo : upTo.and(Expr.call(Function.NOT, last)));
      last = upTo;
    }
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < within.size(); i++) {
      long count = truths(within.get(i), m.where())[1];
      others -= count;
      counts.add("(" + count + ", " + baseline.counts().get(i) + ")");
    }
    counts.add("(" + others + ", " + baseline.counts().get(within.size()) + ")");
    boolean nan =
        DuckSql.isReal(sql.of(value))
            && truths(Expr.call(Function.IS_NOT_NAN, value), m.where())[2] > 0;
    Value found =
        nan
            ? nan()
            : complete[1] == 0
                ? NONE
                : new Real(
                    ((Number)
                            one("WITH c(n, m) AS (SELECT * FROM (VALUES "
                                    + String.join(", ", counts)
                                    + ") AS t(n, m) WHERE n + m > 0),"
                                    + " s AS (SELECT sum(n)::DOUBLE AS a, sum(m)::DOUBLE AS b"
                                    + " FROM c) SELECT "
                                    + sum
                                    + " FROM (SELECT "
                                    + q
                                    + " AS q, "
                                    + p
                                    + " AS p FROM c, s)")
                                .get(0))
                        .doubleValue(),
                    NEAR);
    return new Answer(complete[0], complete[0] - complete[1], found);
  }

  private Answer chiSquared(Metric.Summary m) {
    Answer all =
        drift(m, "sum(q)", "(m / b - n / a) * (m / b - n / a) / (n / a / b + m / b / a)", "1");
    if (!(all.value() instanceof Real sum) || Double.isNaN(sum.value())) {
      return all;
    }
    Answer buckets = drift(m, "count(*)", "1", "1");
    int degrees = (int) ((Real) buckets.value()).value() - 1;
    double p = degrees == 0 ? 1 : beyond(Math.sqrt(sum.value()), degrees);
    return new Answer(all.rows(), all.leftOut(), new Real(p, 1e-6));
  }

  /** The rest of the chi distribution beyond a point, by Simpson's rule. */
  private static double beyond(double root, int degrees) {
    double logGamma = degrees % 2 == 0 ? 0 : Math.log(Math.PI) / 2;
    for (double a = degrees % 2 == 0 ? 1 : 0.5; a < degrees / 2.0; a++) {
      logGamma += Math.log(a);
    }
    double constant = (degrees / 2.0 - 1) * Math.log(2) + logGamma;
    int steps = 20_000;
    double step = root / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double at = i * step;
      double power = degrees == 1 ? 0 : (degrees - 1) * Math.log(at);
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(power - at * at / 2 - constant);
    }
    return Math.max(0, 1 - sum * step / 3);
  }

  private Answer distance(Metric.Summary m) {
    if (!isOrdered(sql.of(m.of(0)).kind())) {
      return new Answer(-1, -1, new Refused());
    }
    return ofTwo(
        m,
        true,
        () -> {
          List<Object> row =
              one(
                  together(m)
                      + " SELECT max(abs(n / a - m / b)) FROM s, (SELECT count(*) OVER w AS n,"
                      + " count(*) FILTER (e) OVER w AS m FROM v WINDOW w AS (ORDER BY x))");
          return new Real(((Number) row.get(0)).doubleValue(), NEAR);
        });
  }

  /** The table of counts of two columns over the rows that have both. */
  private List<List<Object>> contingency(Expr x, Expr y, Expr where) {
    Col one = sql.of(x);
    Col other = sql.of(y);
    return table.query(
        "SELECT hash_x, hash_y, count(*) FROM (SELECT dense_rank() OVER (ORDER BY "
            + grouped(one)
            + ") AS hash_x, dense_rank() OVER (ORDER BY "
            + grouped(other)
            + ") AS hash_y"
            + from(where)
            + " AND "
            + one.sql()
            + " IS NOT NULL AND "
            + other.sql()
            + " IS NOT NULL) GROUP BY hash_x, hash_y");
  }

  /** Of cells by the numbers of their values in order. */
  private Answer rankCorrelation(Metric.Summary m, boolean kendall) {
    long rows = rows(m.where());
    double[][] cells =
        contingency(m.of(0), m.of(1), m.where()).stream()
            .map(cell -> new double[] {whole(cell.get(0)), whole(cell.get(1)), whole(cell.get(2))})
            .sorted(Comparator.<double[]>comparingDouble(cell -> cell[0]))
            .toArray(double[][]::new);
    double pairs = Arrays.stream(cells).mapToDouble(cell -> cell[2]).sum();
    boolean isNan =
        Stream.of(m.of(0), m.of(1))
            .filter(each -> DuckSql.isReal(sql.of(each)))
            .anyMatch(each -> nans(each, m) > 0);
    Value value;
    if (pairs == 0) {
      value = NONE;
    } else if (isNan) {
      value = nan();
    } else {
      double[] firsts = ranks(cells, 0);
      double[] seconds = ranks(cells, 1);
      double mean = (pairs + 1) / 2;
      double products = 0;
      double ofFirsts = 0;
      double ofSeconds = 0;
      for (double[] cell : cells) {
        double x = firsts[(int) cell[0]] - mean;
        double y = seconds[(int) cell[1]] - mean;
        products += cell[2] * x * y;
        ofFirsts += cell[2] * x * x;
        ofSeconds += cell[2] * y * y;
      }
      if (ofFirsts == 0 || ofSeconds == 0) {
        value = NONE;
      } else if (kendall) {
        double agreement = agreement(cells);
        value =
            new Real(
                agreement / Math.sqrt(ordered(cells, 0, pairs) * ordered(cells, 1, pairs)), NEAR);
      } else {
        value = new Real(products / Math.sqrt(ofFirsts * ofSeconds), NEAR);
      }
    }
    return new Answer(rows, rows - (long) pairs, value);
  }

  private long nans(Expr one, Metric.Summary m) {
    return whole(
        one("SELECT count(*)"
                + from(m.where())
                + " AND isnan("
                + sql.of(one).sql()
                + ") AND "
                + sql.of(m.of(0)).sql()
                + " IS NOT NULL AND "
                + sql.of(m.of(1)).sql()
                + " IS NOT NULL")
            .get(0));
  }

  /** How many rows have each value, by its number. */
  private static double[] times(double[][] cells, int side) {
    double[] times = new double[cells.length + 1];
    for (double[] cell : cells) {
      times[(int) cell[side]] += cell[2];
    }
    return times;
  }

  /** The mean rank of each value, by its number. */
  private static double[] ranks(double[][] cells, int side) {
    double[] ranks = times(cells, side);
    double before = 0;
    for (int i = 1; i < ranks.length; i++) {
      double times = ranks[i];
      ranks[i] = before + (times + 1) / 2;
      before += times;
    }
    return ranks;
  }

  /** Pairs of rows that a side puts in an order. */
  private static double ordered(double[][] cells, int side, double rows) {
    double equal = Arrays.stream(times(cells, side)).map(n -> n * (n - 1) / 2).sum();
    return rows * (rows - 1) / 2 - equal;
  }

  /** Pairs of rows in the same order less those in opposite ones, of cells by first value. */
  private static double agreement(double[][] cells) {
    if (cells.length < 2 || cells[0][0] == cells[cells.length - 1][0]) {
      return 0;
    }
    double cut = cells[cells.length / 2][0];
    cut = cut == cells[0][0] ? cut + 1 : cut;
    int half = 0;
    while (cells[half][0] < cut) {
      half++;
    }
    double[][] smaller = Arrays.copyOfRange(cells, 0, half);
    double[][] greater = Arrays.copyOfRange(cells, half, cells.length);
    double sum = agreement(smaller) + agreement(greater);
    Comparator<double[]> bySecond = Comparator.comparingDouble(cell -> cell[1]);
    Arrays.sort(smaller, bySecond);
    Arrays.sort(greater, bySecond);
    double all = Arrays.stream(smaller).mapToDouble(cell -> cell[2]).sum();
    double below = 0;
    double upTo = 0;
    int i = 0;
    int j = 0;
    for (double[] cell : greater) {
      for (; i < smaller.length && smaller[i][1] < cell[1]; i++) {
        below += smaller[i][2];
      }
      for (; j < smaller.length && smaller[j][1] <= cell[1]; j++) {
        upTo += smaller[j][2];
      }
      sum += cell[2] * (below - (all - upTo));
    }
    return sum;
  }

  private Answer associated(Metric.Summary m, boolean information) {
    long rows = rows(m.where());
    List<List<Object>> cells = contingency(m.of(0), m.of(1), m.where());
    Map<Object, Long> xs = new HashMap<>();
    Map<Object, Long> ys = new HashMap<>();
    long pairs = 0;
    for (List<Object> cell : cells) {
      long count = whole(cell.get(2));
      xs.merge(cell.get(0), count, Long::sum);
      ys.merge(cell.get(1), count, Long::sum);
      pairs += count;
    }
    Value value;
    if (pairs == 0) {
      value = NONE;
    } else if (information) {
      double sum = 0;
      for (List<Object> cell : cells) {
        double count = whole(cell.get(2));
        sum += count / pairs * Math.log(count * pairs / xs.get(cell.get(0)) / ys.get(cell.get(1)));
      }
      value = new Real(Math.max(0, sum), NEAR * Math.log(pairs + 1.0));
    } else if (Math.min(xs.size(), ys.size()) == 1) {
      value = NONE;
    } else {
      double ratios = 0;
      for (List<Object> cell : cells) {
        double count = whole(cell.get(2));
        ratios += count * count / xs.get(cell.get(0)) / ys.get(cell.get(1));
      }
      double square = (ratios - 1) / (Math.min(xs.size(), ys.size()) - 1);
      // Near independence the square root makes much of the last digits.
      value = new Real(Math.sqrt(Math.max(0, square)), square < 1e-6 ? 1e-5 : NEAR);
    }
    return new Answer(rows, rows - pairs, value);
  }

  /** Values and how often they occur, the most frequent first. */
  private List<List<Object>> frequencies(Col col, Expr where) {
    return table.query(
        "SELECT "
            + grouped(col)
            + " AS x, count(*) AS n"
            + from(where)
            + " AND "
            + col.sql()
            + " IS NOT NULL GROUP BY x ORDER BY n DESC, x");
  }

  private Answer mostFrequentValue(Metric.Summary m) {
    Col col = sql.of(m.of(0));
    List<List<Object>> groups = frequencies(col, m.where());
    long rows = rows(m.where());
    long values = groups.stream().mapToLong(each -> whole(each.get(1))).sum();
    return new Answer(
        rows, rows - values, groups.isEmpty() ? NONE : datum(col.kind(), groups.get(0).get(0)));
  }

  private Answer comparedWithSet(Metric.Summary m, boolean missing, boolean unexpected) {
    long differing = 0;
    for (Constant each : Set.copyOf(m.members())) {
      Expr equal = Expr.call(Function.EQUAL, m.of(0), new Expr.Literal(each));
      differing += missing && truths(equal, m.where())[1] == 0 ? 1 : 0;
    }
    Expr outside = m.where().and(Expr.call(Function.NOT, new Expr.Call(Function.IN, m.of())));
    List<Col> cols = List.of(sql.of(m.of(0)));
    differing += unexpected ? occurrences(cols, false, outside).distinct() : 0;
    long rows = rows(m.where());
    long values = occurrences(cols, false, m.where()).keyed();
    return new Answer(rows, rows - values, !missing && values == 0 ? NONE : exact(differing));
  }

  private Answer valueCounts(Metric.Summary m) {
    Col col = sql.of(m.of(0));
    List<List<Object>> groups = frequencies(col, m.where());
    long rows = rows(m.where());
    long values = 0;
    for (List<Object> group : groups) {
      values += whole(group.get(1));
    }
    List<List<Object>> top = new ArrayList<>();
    long listed = 0;
    for (List<Object> group :
        groups.subList(0, Math.min(m.parameters().get(0).intValueExact(), groups.size()))) {
      top.add(group);
      listed += whole(group.get(1));
    }
    return new Answer(
        rows,
        rows - values,
        groups.isEmpty()
            ? NONE
            : new Top(col.kind(), top, groups.size() - top.size(), values - listed));
  }

  private Answer topShare(Metric.Summary m) {
    Answer counts = valueCounts(m);
    Value value = NONE;
    if (counts.value() instanceof Top top) {
      long values = counts.rows() - counts.leftOut();
      value = ratio(values - top.otherRows(), values);
    }
    return new Answer(counts.rows(), counts.leftOut(), value);
  }

  private Answer conflictingValues(Metric.Summary m) {
    long rows = rows(m.where());
    Expr column = m.of(m.of().size() - 1);
    Expr where = m.where().and(Expr.call(Function.IS_COMPLETE, column));
    List<Col> key = cols(m.key());
    List<Col> withValue = new ArrayList<>(key);
    withValue.add(sql.of(column));
    Occurrences pairs = occurrences(withValue, false, where);
    Occurrences keys = occurrences(key, false, where);
    Value value = pairs.keyed() == 0 ? NONE : exact(pairs.distinct() - keys.distinct());
    return new Answer(
        rows, rows - pairs.keyed(), key.contains(sql.of(column)) ? new Refused() : value);
  }
}
