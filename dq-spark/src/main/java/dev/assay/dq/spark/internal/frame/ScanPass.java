package dev.assay.dq.spark.internal.frame;

import static dev.assay.dq.internal.model.Function.IS_COMPLETE;
import static dev.assay.dq.internal.model.Function.IS_NULL;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.var_pop;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.English;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.Measurement.TotalKind;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Everything that one fused aggregation without a shuffle of the data can compute. */
@SuppressWarnings("serial") // javac warns of lambdas in packages below one named internal
public final class ScanPass implements Aggregate.Visitor<ScanPass.Reading> {

  private static final int LOW_DIGITS = 20;
  private static final int LONG_PART = 21;
  private static final long LONG_MASK = (1L << LONG_PART) - 1;
  private static final int INT_PART = 16;
  private static final long INT_MASK = (1L << INT_PART) - 1;

  private final Lowering<Column> compiler;
  private final Map<Expr, Column> scopes = new LinkedHashMap<>();
  private final Map<Slot, Integer> slots = new LinkedHashMap<>();
  private final List<Column> columns = new ArrayList<>();

  /** What one output column is of: equal slots share a column. */
  private record Slot(String what, Object of, Expr scope) {}

  private ScanPass(Map<ColumnRef, Schema.Type> types) {
    this.compiler = Lowering.toColumns(types);
  }

  /** Reads a measurement off a row of results, which may be where they were computed. */
  interface Reading extends Function<Row, Measurement>, Serializable {}

  /** Reads an exact sum; null where it overflows. */
  private interface Exact extends Function<Row, @Nullable BigDecimal>, Serializable {}

  /**
   * What to aggregate, and how to read the results.
   *
   * @param columns named as in {@link #names}, in the order of the slots that are read
   * @param readings in the order of the aggregates
   */
  record Columns(List<Column> columns, List<Reading> readings) {

    Column[] rest() {
      return columns.subList(1, columns.size()).toArray(Column[]::new);
    }

    List<Column> names() {
      return IntStream.range(0, columns.size()).mapToObj(i -> functions.col("m" + i)).toList();
    }
  }

  static Columns columns(List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types) {
    ScanPass pass = new ScanPass(types);
    List<Reading> readings = new ArrayList<>();
    aggregates.forEach(each -> readings.add(each.accept(pass)));
    return new Columns(pass.columns, readings);
  }

  /** Runs the aggregation. */
  public static Map<Aggregate, Measurement> run(
      Dataset<Row> data, List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types) {
    Columns scan = columns(aggregates, types);
    if (scan.columns().isEmpty()) {
      return Map.of();
    }
    Row row = data.agg(scan.columns().get(0), scan.rest()).collectAsList().get(0);
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < aggregates.size(); i++) {
      measured.put(aggregates.get(i), scan.readings().get(i).apply(row));
    }
    return measured;
  }

  /** A query that only has to be analysed to find out whether Spark accepts a predicate. */
  public static void analyse(Dataset<Row> data, Expr predicate) {
    Column violates = Lowering.toColumns(Map.of()).negation(predicate);
    data.agg(count(when(violates, lit(1)))).schema();
  }

  private int slot(String what, Object of, Expr scope, Column column) {
    Slot slot = new Slot(what, of, scope);
    Integer known = slots.get(slot);
    if (known != null) {
      return known;
    }
    slots.put(slot, columns.size());
    columns.add(column.as("m" + columns.size()));
    return columns.size() - 1;
  }

  private static boolean everywhere(Expr scope) {
    return scope.isTrue();
  }

  private Column scope(Expr scope) {
    return scopes.computeIfAbsent(scope, compiler::compile);
  }

  /** A value in scope, else null. */
  private Column in(Expr scope, Column value) {
    return everywhere(scope) ? value : when(scope(scope), value);
  }

  /** The number of rows in scope for which a condition is true. */
  private Column countIf(Expr scope, Column condition) {
    Column one = when(condition, lit(1));
    return count(everywhere(scope) ? one : when(scope(scope), one));
  }

  private Column value(Expr operand, Expr scope) {
    return in(scope, compiler.value(operand));
  }

  private boolean floating(Expr operand) {
    return compiler.typeOf(operand).kind().isFloating();
  }

  private int values(Expr operand, Expr scope) {
    return slot("count", operand, scope, count(value(operand, scope)));
  }

  /** The slot of the number of NaNs, or -1 where there can be none. */
  private int nans(Expr operand, Expr scope) {
    return floating(operand)
        ? slot("nans", operand, scope, countIf(scope, isnan(compiler.value(operand))))
        : -1;
  }

  private static long number(Row row, int slot) {
    return slot < 0 ? 0 : row.getLong(slot);
  }

  @Override
  public Reading rows(Aggregate.Rows a) {
    int rows = rowsSlot(a.scope());
    return row -> new Measurement.Rows(row.getLong(rows));
  }

  private int rowsSlot(Expr scope) {
    return slot(
        "rows", "", scope, everywhere(scope) ? count(lit(1)) : count(when(scope(scope), lit(1))));
  }

  @Override
  public Reading verdicts(Aggregate.Verdicts a) {
    Set<Expr> sources = NullSources.of(a.predicate());
    boolean aboutNull = a.predicate().calls(IS_COMPLETE);
    int violations =
        aboutNull
            ? -1
            : slot(
                "false",
                a.predicate(),
                a.scope(),
                countIf(a.scope(), compiler.negation(a.predicate())));
    if (sources.size() == 1 && !sources.contains(a.predicate())) {
      // one count of its values serves all predicates of a column
      int rows = rowsSlot(a.scope());
      int values = values(sources.iterator().next(), a.scope());
      return row -> {
        long nulls = row.getLong(rows) - row.getLong(values);
        return aboutNull
            ? new Measurement.Verdicts(nulls, 0)
            : new Measurement.Verdicts(row.getLong(violations), nulls);
      };
    }
    int nulls =
        sources.isEmpty() || a.predicate().calls(IS_NULL)
            ? -1
            : slot("unknown", sources, a.scope(), countIf(a.scope(), anyNull(sources)));
    return row ->
        aboutNull
            ? new Measurement.Verdicts(number(row, nulls), 0)
            : new Measurement.Verdicts(row.getLong(violations), number(row, nulls));
  }

  private Column anyNull(Set<Expr> sources) {
    return sources.stream()
        .map(each -> compiler.compile(each).isNull())
        .reduce(Column::or)
        .orElseThrow();
  }

  @Override
  public Reading extreme(Aggregate.Extreme a) {
    TypeKind kind = compiler.typeOf(a.value()).kind();
    // Spark orders NaN above all numbers; where there is one, the metric is NaN whatever this
    // gives.
    int extreme = extreme(a.value(), a.greatest(), a.scope());
    int values = values(a.value(), a.scope());
    int nans = nans(a.value(), a.scope());
    return row ->
        new Measurement.Extreme(
            Canonical.decode(row.get(extreme), kind), row.getLong(values), number(row, nans));
  }

  private int extreme(Expr operand, boolean greatest, Expr scope) {
    Column value = Canonical.encode(value(operand, scope), compiler.typeOf(operand).kind());
    return slot(greatest ? "max" : "min", operand, scope, greatest ? max(value) : min(value));
  }

  @Override
  public Reading total(Aggregate.Total a) {
    int values = values(a.value(), a.scope());
    Schema.Type type = compiler.typeOf(a.value());
    Column value = value(a.value(), a.scope());
    if (type.kind().isFloating()) {
      int nans = nans(a.value(), a.scope());
      int sum = slot("sum", a.value(), a.scope(), sum(value));
      return row -> {
        double total = row.isNullAt(sum) ? 0 : row.getDouble(sum);
        return new Measurement.Total(
            row.getLong(values), TotalKind.FLOATING, BigDecimal.ZERO, total, number(row, nans));
      };
    }
    Exact exact =
        type.kind() == TypeKind.DECIMAL
            ? decimalSum(a, value, type)
            : wholeSum(a, value, type.kind() == TypeKind.LONG);
    TotalKind kind = type.kind() == TypeKind.DECIMAL ? TotalKind.DECIMAL : TotalKind.WHOLE;
    return row -> {
      BigDecimal total = exact.apply(row);
      if (total == null) {
        return new Measurement.Failed(
            "the sum of " + English.of(a.value()) + " overflows Spark's widest decimal", null);
      }
      return new Measurement.Total(row.getLong(values), kind, total, total.doubleValue(), 0);
    };
  }

  /**
   * Sums whole numbers in parts of a few bits, each in a long: no overflow before 2^41 rows, and no
   * decimal in the inner loop.
   */
  private Exact wholeSum(Aggregate.Total a, Column value, boolean wide) {
    Column x = value.cast(DataTypes.LongType);
    int bits = wide ? LONG_PART : INT_PART;
    Column mask = lit(wide ? LONG_MASK : INT_MASK);
    int low = slot("sum low", a.value(), a.scope(), sum(x.bitwiseAND(mask)));
    int middle =
        wide
            ? slot(
                "sum middle",
                a.value(),
                a.scope(),
                sum(functions.shiftright(x, bits).bitwiseAND(mask)))
            : -1;
    int high =
        slot(
            "sum high", a.value(), a.scope(), sum(functions.shiftright(x, wide ? 2 * bits : bits)));
    return row -> {
      if (row.isNullAt(low)) {
        return BigDecimal.ZERO;
      }
      BigInteger total = BigInteger.valueOf(row.getLong(high));
      if (middle >= 0) {
        total = total.shiftLeft(bits).add(BigInteger.valueOf(row.getLong(middle)));
      }
      return new BigDecimal(total.shiftLeft(bits).add(BigInteger.valueOf(row.getLong(low))));
    };
  }

  /**
   * Sums decimals, whatever the session says of their arithmetic. Those of more than 28 digits are
   * divided at 20 digits from the right into a quotient, which is a long, and a remainder, which
   * are summed apart: no sum overflows before 10^10 rows, and nothing is rounded.
   */
  private Exact decimalSum(Aggregate.Total a, Column value, Schema.Type type) {
    int values = values(a.value(), a.scope());
    if (type.precision() <= 28) {
      int sum = slot("sum", a.value(), a.scope(), sum(value));
      return row -> part(row, sum, values);
    }
    BigDecimal unit = BigDecimal.ONE.movePointRight(LOW_DIGITS - type.scale());
    BigDecimal divisor = unit.setScale(Math.max(0, unit.scale()));
    Column quotient = functions.call_function("div", value, lit(divisor));
    Column high = quotient.cast(DataTypes.createDecimalType(20, 0));
    int lowSum = slot("sum low", a.value(), a.scope(), sum(value.mod(lit(divisor))));
    int highSum = slot("sum high", a.value(), a.scope(), sum(high));
    int highs = slot("highs", a.value(), a.scope(), count(high));
    return row -> {
      BigDecimal lower = part(row, lowSum, values);
      BigDecimal upper = part(row, highSum, values);
      return lower == null || upper == null || row.getLong(highs) != row.getLong(values)
          ? null
          : upper.multiply(divisor).add(lower);
    };
  }

  private static @Nullable BigDecimal part(Row row, int sum, int values) {
    if (row.isNullAt(sum)) {
      return row.getLong(values) == 0 ? BigDecimal.ZERO : null;
    }
    return row.getDecimal(sum);
  }

  private static double real(Row row, int slot) {
    return row.isNullAt(slot) ? 0 : row.getDouble(slot);
  }

  /**
   * Whether all values are the same finite number. Spark's deviations of such values are not
   * exactly zero where partitions were merged.
   */
  private static boolean equal(Row row, int least, int greatest) {
    if (row.isNullAt(least)) {
      return false;
    }
    double value = row.<Number>getAs(least).doubleValue();
    return value == row.<Number>getAs(greatest).doubleValue() && Double.isFinite(value);
  }

  @Override
  public Reading moments(Aggregate.Moments a) {
    Column value = value(a.value(), a.scope()).cast(DataTypes.DoubleType);
    int values = values(a.value(), a.scope());
    int nans = nans(a.value(), a.scope());
    int variance = slot("var_pop", a.value(), a.scope(), var_pop(value));
    int least = extreme(a.value(), false, a.scope());
    int greatest = extreme(a.value(), true, a.scope());
    return row -> {
      long n = row.getLong(values);
      double m2 = equal(row, least, greatest) ? 0 : real(row, variance) * n;
      return new Measurement.Moments(n, m2, number(row, nans));
    };
  }

  @Override
  public Reading higherMoments(Aggregate.HigherMoments a) {
    Column value = value(a.value(), a.scope()).cast(DataTypes.DoubleType);
    int values = values(a.value(), a.scope());
    int nans = nans(a.value(), a.scope());
    int variance = slot("var_pop", a.value(), a.scope(), var_pop(value));
    int skewness = slot("skewness", a.value(), a.scope(), functions.skewness(value));
    int kurtosis = slot("kurtosis", a.value(), a.scope(), functions.kurtosis(value));
    int least = extreme(a.value(), false, a.scope());
    int greatest = extreme(a.value(), true, a.scope());
    return row -> {
      long n = row.getLong(values);
      double m2 = equal(row, least, greatest) ? 0 : real(row, variance) * n;
      return new Measurement.HigherMoments(
          n, m2, real(row, skewness), real(row, kurtosis), number(row, nans));
    };
  }

  @Override
  public Reading coMoments(Aggregate.CoMoments a) {
    Column both = compiler.value(a.x()).isNotNull().and(compiler.value(a.y()).isNotNull());
    Column x = in(a.scope(), when(both, compiler.value(a.x()).cast(DataTypes.DoubleType)));
    Column y = in(a.scope(), when(both, compiler.value(a.y()).cast(DataTypes.DoubleType)));
    List<Expr> pair = List.of(a.x(), a.y());
    int pairs = slot("pairs", pair, a.scope(), count(x));
    int nans = slot("nan pairs", pair, a.scope(), count(when(isnan(x).or(isnan(y)), lit(1))));
    int varX = slot("var x", pair, a.scope(), var_pop(x));
    int varY = slot("var y", pair, a.scope(), var_pop(y));
    int covar = slot("covar", pair, a.scope(), functions.covar_pop(x, y));
    int leastX = slot("min x", pair, a.scope(), min(x));
    int greatestX = slot("max x", pair, a.scope(), max(x));
    int leastY = slot("min y", pair, a.scope(), min(y));
    int greatestY = slot("max y", pair, a.scope(), max(y));
    return row -> {
      long n = row.getLong(pairs);
      boolean equalX = equal(row, leastX, greatestX);
      boolean equalY = equal(row, leastY, greatestY);
      double m2x = equalX ? 0 : real(row, varX) * n;
      double m2y = equalY ? 0 : real(row, varY) * n;
      // infinite values of the other column make the product NaN
      boolean none = (equalX && Double.isFinite(m2y)) || (equalY && Double.isFinite(m2x));
      double product = none ? 0 : real(row, covar) * n;
      return new Measurement.CoMoments(n, m2x, m2y, product, row.getLong(nans));
    };
  }

  @Override
  public Reading sqlValue(Aggregate.SqlValue a) {
    throw notHere(a);
  }

  @Override
  public Reading sameRows(Aggregate.SameRows a) {
    throw notHere(a);
  }

  @Override
  public Reading drift(Aggregate.Drift a) {
    throw notHere(a);
  }

  @Override
  public Reading inOrder(Aggregate.InOrder a) {
    throw notHere(a);
  }

  @Override
  public Reading perGroup(Aggregate.PerGroup a) {
    throw notHere(a);
  }

  @Override
  public Reading groups(Aggregate.Groups a) {
    throw notHere(a);
  }

  @Override
  public Reading contingency(Aggregate.Contingency a) {
    throw notHere(a);
  }

  @Override
  public Reading rankedPairs(Aggregate.RankedPairs a) {
    throw notHere(a);
  }

  @Override
  public Reading rank(Aggregate.Rank a) {
    throw notHere(a);
  }

  @Override
  public Reading topValues(Aggregate.TopValues a) {
    throw notHere(a);
  }

  @Override
  public Reading second(Aggregate.Second a) {
    throw notHere(a);
  }

  private static IllegalStateException notHere(Aggregate a) {
    return new IllegalStateException("not computed in the scan pass: " + a);
  }

  @Override
  public Reading approxDistinct(Aggregate.ApproxDistinct a) {
    Column value = value(a.value(), a.scope());
    Column normal = floating(a.value()) ? value.plus(lit(0.0)) : value;
    double error = a.relativeError().doubleValue();
    int values = values(a.value(), a.scope());
    int estimate =
        slot(
            "approx distinct " + error,
            a.value(),
            a.scope(),
            functions.approx_count_distinct(normal, error));
    return row -> new Measurement.Estimate(row.getLong(values), row.getLong(estimate), error);
  }

  @Override
  public Reading approxRank(Aggregate.ApproxRank a) {
    TypeKind kind = compiler.typeOf(a.value()).kind();
    Column value = Canonical.encode(value(a.value(), a.scope()), kind);
    int accuracy = (int) Math.ceil(1 / a.rankError().doubleValue());
    double q = a.q().doubleValue();
    // Spark takes ceil(q n) in double precision, where 0.07 * 100 is more than 7
    double below = Math.max(0, q - 2 * Math.ulp(q));
    int values = values(a.value(), a.scope());
    int nans = nans(a.value(), a.scope());
    int rank =
        slot(
            "approx rank " + a.q() + " " + accuracy,
            a.value(),
            a.scope(),
            functions.percentile_approx(value, lit(below), lit(accuracy)));
    return row ->
        new Measurement.ApproxRank(
            Canonical.decode(row.get(rank), kind),
            row.getLong(values),
            number(row, nans),
            a.rankError().doubleValue());
  }
}
