package dev.assay.dq.spark.internal.frame;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.RankRule;
import dev.assay.dq.internal.model.Schema;
import dev.assay.dq.internal.model.TypeKind;
import dev.assay.dq.internal.model.Values;
import dev.assay.dq.internal.plan.Aggregate;
import dev.assay.dq.internal.state.Measurement;
import dev.assay.dq.internal.state.OrderFreeSum;
import dev.assay.dq.spark.internal.compile.Canonical;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The passes that group by values. Whatever the number of keys, each is one query that reads the
 * data once: every row gives a short list of its keys, each tagged with its number, and all are
 * grouped together. Keys of the same type share a column of that list, so it stays narrow.
 */
public final class GroupPasses {

  /** Up to about so many fields Spark generates code, by default (spark.sql.codegen.maxFields). */
  private static final int FIELDS = 90;

  /** Of how many parts a key may be for each to have a column of its own. */
  private static final int MAX_PLACES = 5;

  private static final String INDEX = "i";

  /** The number of those rows that do not have the first key. */
  private static final int NO_KEY = -1;

  private static final String COUNT = "n";
  private static final int FEW_ROWS = 20_000;
  private static final int FEW_PARTITIONS = 8;

  private final Lowering<Column> compiler;
  private final List<ColumnRef> wholeRow;

  private GroupPasses(Map<ColumnRef, Schema.Type> types, List<ColumnRef> wholeRow) {
    this.compiler = Lowering.toColumns(types);
    this.wholeRow = wholeRow;
  }

  /**
   * The data in one task where they are known to be few: grouping them then takes no shuffle, and
   * none of the many tasks after one. With adaptive execution Spark sees to that by itself.
   *
   * @param read what they are of: themselves, or what was joined with others, as to ask a join for
   *     its partitions runs what Spark sends to all tasks for it
   * @param rows how many rows they have, or -1 if it is not known
   */
  public static Dataset<Row> inOneTaskIfFew(Dataset<Row> data, Dataset<Row> read, long rows) {
    return rows >= 0 && rows <= FEW_ROWS && mayBeFew(read) ? data.coalesce(1) : data;
  }

  /**
   * Whether {@link #inOneTaskIfFew} would do something if there are few rows.
   *
   * @return true if execution is not adaptive and there are few partitions; false if the data
   *     cannot even say their partitions, which fails when they are read, with its own verdict
   */
  public static boolean mayBeFew(Dataset<Row> data) {
    if (isAdaptive(data)) {
      return false;
    }
    try {
      return data.toJavaRDD().getNumPartitions() <= FEW_PARTITIONS;
    } catch (Exception e) {
      return false;
    }
  }

  /** Whether Spark changes the plans of queries over the data while they run. */
  public static boolean isAdaptive(Dataset<Row> data) {
    return Boolean.parseBoolean(
        data.sparkSession().conf().get("spark.sql.adaptive.enabled", "true"));
  }

  /** One key: its parts as columns of known types, and which rows have it. */
  record Key(List<Column> parts, List<Schema.Type> types, Column present) {}

  /** The key of all rows. */
  static Key key(List<Expr> parts, Map<ColumnRef, Schema.Type> types) {
    return new GroupPasses(types, List.of()).key(parts, Expr.Literal.TRUE);
  }

  /** Where a part of a key stands: the type's column of that number. */
  private record Place(DataType type, int number) {}

  /**
   * How often keys occur, and which of few values are the most frequent.
   *
   * @param aggregates the keys; besides, frequent values of columns where the scope leaves few, all
   *     of which come to the driver
   */
  public static Map<Aggregate, Measurement> keys(
      Dataset<Row> data,
      List<Aggregate> aggregates,
      Map<ColumnRef, Schema.Type> types,
      List<ColumnRef> wholeRow) {
    GroupPasses passes = new GroupPasses(types, wholeRow);
    List<Aggregate.Groups> counted = new ArrayList<>();
    List<Aggregate.TopValues> tops = new ArrayList<>();
    for (Aggregate each : aggregates) {
      boolean taken =
          switch (each.work()) {
            case KEYS -> counted.add((Aggregate.Groups) each);
            case VALUES -> tops.add((Aggregate.TopValues) each);
            case SCAN -> each.equals(Aggregate.Rows.ALL);
            case SKETCH, PAIRS, RANKED, RANKS, SQL, GROUPED, ORDERED, COMPARED, SECOND -> false;
          };
      if (!taken) {
        throw new IllegalArgumentException(each + " is not counted by keys");
      }
    }
    if (counted.size() == 1 && tops.isEmpty()) {
      return passes.alone(data, counted.get(0));
    }
    List<Key> keys = aggregates.stream().map(passes::key).toList();
    List<String> places = new ArrayList<>();
    Dataset<Row> grouped = passes.grouped(data, keys, places);
    Column n = col(COUNT);
    List<Column> outputs = new ArrayList<>();
    outputs.add(count(lit(1)));
    outputs.add(count(when(n.equalTo(1), lit(1))));
    outputs.add(functions.coalesce(sum(when(n.gt(1), n)), lit(0L)));
    outputs.addAll(exactSums(countLogCount(n)));
    if (!tops.isEmpty()) {
      Object[] indices = tops.stream().map(aggregates::indexOf).toArray();
      List<Column> fields = new ArrayList<>();
      fields.add(n);
      places.forEach(place -> fields.add(col(place)));
      outputs.add(
          collect_list(when(col(INDEX).isin(indices), struct(fields.toArray(Column[]::new)))));
    }
    Dataset<Row> summary = grouped.groupBy(col(INDEX)).agg(sum(n), outputs.toArray(Column[]::new));
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    counted.forEach(each -> measured.put(each, new Measurement.Groups(0, 0, 0, 0, 0)));
    tops.forEach(each -> measured.put(each, new Measurement.TopValues(List.of(), 0, 0)));
    long all = 0;
    for (Row row : summary.collectAsList()) {
      int index = row.getInt(0);
      all += index <= 0 ? row.getLong(1) : 0;
      if (index == NO_KEY) {
        continue;
      }
      Aggregate aggregate = aggregates.get(index);
      int top = tops.indexOf(aggregate);
      measured.put(
          aggregate,
          top < 0
              ? groups(row)
              : passes.top(
                  tops.get(top), row, 1 + places.indexOf(passes.place(keys, places, index))));
    }
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(all));
    return measured;
  }

  private static Column countLogCount(Column n) {
    Column real = n.cast(DataTypes.DoubleType);
    return real.multiply(log(real));
  }

  /**
   * As {@link OrderFreeSum} adds numbers: no sum depends on which of a shuffle's rows come first.
   */
  private static List<Column> exactSums(Column number) {
    List<Column> sums = new ArrayList<>();
    Column rest = number;
    for (int i = 0; i < OrderFreeSum.PARTS; i++) {
      Column whole = functions.floor(rest);
      sums.add(functions.coalesce(sum(whole), lit(0L)));
      rest =
          rest.minus(whole.cast(DataTypes.DoubleType)).multiply(lit((double) OrderFreeSum.RADIX));
    }
    return sums;
  }

  private static double exactSum(Row row, int from) {
    OrderFreeSum sum = new OrderFreeSum();
    long[] parts = new long[OrderFreeSum.PARTS];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = row.getLong(from + i);
    }
    sum.addParts(parts, 0);
    return sum.value();
  }

  private static Measurement.Groups groups(Row row) {
    return new Measurement.Groups(
        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), exactSum(row, 5));
  }

  private Measurement.TopValues top(Aggregate.TopValues top, Row row, int place) {
    TypeKind kind = compiler.typeOf(top.value()).kind();
    List<Measurement.ValueCount> counts = new ArrayList<>();
    for (Row each : row.<Row>getList(5 + OrderFreeSum.PARTS)) {
      Object value = Canonical.decode(each.get(place), kind);
      if (value != null) {
        counts.add(new Measurement.ValueCount(Values.key(value), each.getLong(0)));
      }
    }
    counts.sort(
        Comparator.comparingLong(Measurement.ValueCount::count)
            .reversed()
            .thenComparing(Measurement.ValueCount::value, Values::compare));
    return new Measurement.TopValues(
        counts.subList(0, Math.min(top.limit(), counts.size())), row.getLong(1), row.getLong(2));
  }

  /**
   * Keys that occur more than once.
   *
   * @return the canonical values of each such key, with how often it occurs
   */
  public static JavaPairRDD<@Nullable Object[], Long> repeated(
      Dataset<Row> data,
      Aggregate.Groups counted,
      Map<ColumnRef, Schema.Type> types,
      List<ColumnRef> wholeRow) {
    Key key = new GroupPasses(types, wholeRow).key(counted);
    Column[] by = new Column[key.parts().size()];
    TypeKind[] kinds = new TypeKind[by.length];
    for (int i = 0; i < by.length; i++) {
      by[i] = key.parts().get(i).cast(travelType(key.types().get(i))).as("p" + i);
      kinds[i] = key.types().get(i).kind();
    }
    return data.where(key.present())
        .groupBy(by)
        .agg(count(lit(1)).as(COUNT))
        .where(col(COUNT).gt(1))
        .toJavaRDD()
        .mapToPair(
            row -> {
              @Nullable Object[] values = new Object[kinds.length];
              for (int i = 0; i < values.length; i++) {
                values[i] = Canonical.decode(row.get(i), kinds[i]);
              }
              return new Tuple2<>(values, row.getLong(kinds.length));
            });
  }

  /**
   * One key needs no list of keys a row: a plain group-by, which sees all rows and counts them.
   * Rows out of scope, or with a part that is missing, are one group of it; where every row is in
   * scope, what is missing is told by the groups, which keeps the grouping to the columns
   * themselves.
   */
  private Map<Aggregate, Measurement> alone(Dataset<Row> data, Aggregate.Groups groups) {
    Key key = key(groups);
    List<Column> by = new ArrayList<>();
    boolean everywhere = groups.scope().isTrue() && !key.parts().isEmpty();
    Column present = everywhere ? lit(true) : col("present");
    if (!everywhere) {
      by.add(functions.coalesce(key.present(), lit(false)).as("present"));
    }
    for (int i = 0; i < key.parts().size(); i++) {
      Column part = key.parts().get(i).cast(travelType(key.types().get(i)));
      by.add((everywhere ? part : when(key.present(), part)).as("p" + i));
      if (everywhere && !groups.key().isWholeRow()) {
        present = present.and(col("p" + i).isNotNull());
      }
    }
    Column n = col(COUNT);
    Column mine = when(present, n);
    List<Column> outputs = new ArrayList<>();
    outputs.add(functions.coalesce(sum(n), lit(0L)));
    outputs.add(functions.coalesce(sum(mine), lit(0L)));
    outputs.add(count(mine));
    outputs.add(count(when(mine.equalTo(1), lit(1))));
    outputs.add(functions.coalesce(sum(when(mine.gt(1), n)), lit(0L)));
    outputs.addAll(exactSums(when(mine.gt(1), countLogCount(n))));
    Row row =
        data.groupBy(by.toArray(Column[]::new))
            .agg(count(lit(1)).as(COUNT))
            .agg(outputs.get(0), outputs.subList(1, outputs.size()).toArray(Column[]::new))
            .collectAsList()
            .get(0);
    return Map.of(groups, groups(row), Aggregate.Rows.ALL, new Measurement.Rows(row.getLong(0)));
  }

  /** Values at exact ranks. */
  public static Map<Aggregate, Measurement> ranks(
      Dataset<Row> data, List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types) {
    GroupPasses passes = new GroupPasses(types, List.of());
    Map<Expr, Map<Expr, Integer>> index = new LinkedHashMap<>();
    List<Key> keys = new ArrayList<>();
    int[] keyOf = new int[aggregates.size()];
    for (int i = 0; i < keyOf.length; i++) {
      Aggregate.Rank rank = (Aggregate.Rank) aggregates.get(i);
      keyOf[i] =
          index
              .computeIfAbsent(rank.value(), value -> new HashMap<>())
              .computeIfAbsent(
                  rank.scope(),
                  scope -> {
                    keys.add(passes.key(List.of(rank.value()), scope));
                    return keys.size() - 1;
                  });
    }
    List<String> places = new ArrayList<>();
    Dataset<Row> grouped = passes.grouped(data, keys, places);
    List<Column> order = places.stream().map(functions::col).toList();
    WindowSpec all = Window.partitionBy(col(INDEX));
    WindowSpec upTo =
        all.orderBy(order.toArray(Column[]::new))
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Dataset<Row> ranked =
        grouped
            .withColumn("seen", sum(col(COUNT)).over(upTo))
            .withColumn("all", sum(col(COUNT)).over(all));
    List<Map<Wanted, List<Integer>>> slots = new ArrayList<>();
    int[] slotOf = slots(aggregates, keyOf, slots);
    List<Column> outputs = new ArrayList<>();
    outputs.add(min(col("all")));
    for (Map<Wanted, List<Integer>> slot : slots) {
      Column reached = reached(slot);
      places.forEach(place -> outputs.add(min(when(reached, col(place)))));
    }
    String reals = name(new Place(DataTypes.DoubleType, 0));
    boolean floating = places.contains(reals);
    Column nan = floating ? functions.isnan(col(reals)) : lit(false);
    outputs.add(functions.coalesce(sum(when(nan, col(COUNT))), lit(0L)));
    Map<Integer, Row> byKey = new HashMap<>();
    Column[] rest = outputs.subList(1, outputs.size()).toArray(Column[]::new);
    for (Row row : ranked.groupBy(col(INDEX)).agg(outputs.get(0), rest).collectAsList()) {
      byKey.put(row.getInt(0), row);
    }
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    for (int i = 0; i < keyOf.length; i++) {
      Aggregate.Rank rank = (Aggregate.Rank) aggregates.get(i);
      TypeKind kind = passes.compiler.typeOf(rank.value()).kind();
      Row row = byKey.get(keyOf[i]);
      int place = places.indexOf(passes.place(keys, places, keyOf[i]));
      measured.put(
          rank,
          row == null
              ? new Measurement.Rank(null, 0, 0)
              : new Measurement.Rank(
                  Canonical.decode(row.get(2 + slotOf[i] * places.size() + place), kind),
                  row.getLong(1),
                  row.getLong(outputs.size())));
    }
    long rows = 0;
    for (int number : new int[] {NO_KEY, 0}) {
      Row one = byKey.get(number);
      rows += one == null ? 0 : one.getLong(1);
    }
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(rows));
    return measured;
  }

  /** A quantile, and which value belongs to it. */
  private record Wanted(BigDecimal q, RankRule rule) {}

  /**
   * Gives each key's quantiles places of their own, which those of other keys share: so there are
   * as many as one key has at the most, however many keys there are.
   *
   * @param slots gets of each place the quantiles that stand there, and the keys that have them
   */
  private static int[] slots(
      List<Aggregate> ranks, int[] keyOf, List<Map<Wanted, List<Integer>>> slots) {
    Map<Integer, Integer> used = new HashMap<>();
    int[] slotOf = new int[keyOf.length];
    for (int i = 0; i < keyOf.length; i++) {
      slotOf[i] = used.merge(keyOf[i], 1, Integer::sum) - 1;
      if (slotOf[i] == slots.size()) {
        slots.add(new LinkedHashMap<>());
      }
      Aggregate.Rank rank = (Aggregate.Rank) ranks.get(i);
      slots
          .get(slotOf[i])
          .computeIfAbsent(new Wanted(rank.q(), rank.rule()), wanted -> new ArrayList<>())
          .add(keyOf[i]);
    }
    return slotOf;
  }

  /**
   * Whether the rows of a key seen so far reach the rank, exactly: the nearest where seen - q n is
   * not negative, the one above where (seen - 1) - q (n - 1) is not, and the one below where seen -
   * q (n - 1) is greater than 0, taking as many digits of q at a time as 38 digits allow.
   */
  private static Column reached(Map<Wanted, List<Integer>> keys) {
    DataType whole = DataTypes.createDecimalType(20, 0);
    Column all = col("all").cast(whole);
    Column steps = all.minus(given(keys, Set.of(RankRule.BELOW, RankRule.ABOVE))).cast(whole);
    Column surplus = col("seen").minus(given(keys, Set.of(RankRule.ABOVE))).cast(whole);
    Map<Wanted, BigDecimal> rests = new LinkedHashMap<>();
    keys.keySet().forEach(wanted -> rests.put(wanted, wanted.q()));
    do {
      Column digits = null;
      for (Map.Entry<Wanted, List<Integer>> each : keys.entrySet()) {
        BigDecimal shifted =
            rests.getOrDefault(each.getKey(), BigDecimal.ZERO).movePointRight(QUANTILE_DIGITS);
        BigDecimal first = new BigDecimal(shifted.toBigInteger());
        rests.put(each.getKey(), shifted.subtract(first));
        Column mine = lit(first).cast(DataTypes.createDecimalType(QUANTILE_DIGITS + 1, 0));
        digits =
            digits == null
                ? mine
                : when(col(INDEX).isin(each.getValue().toArray()), mine).otherwise(digits);
      }
      Column difference =
          surplus.multiply(lit(BigDecimal.TEN.pow(QUANTILE_DIGITS))).minus(steps.multiply(digits));
      // what is left of q n, or q (n - 1), is less than n, so nothing beyond -1 and n can change
      // the answer
      surplus =
          functions.least(functions.greatest(difference, lit(-1).cast(whole)), all).cast(whole);
    } while (rests.values().stream().anyMatch(rest -> rest.signum() > 0));
    return surplus.geq(given(keys, Set.of(RankRule.BELOW)));
  }

  /** 1 for the keys whose quantiles are found by some rules, 0 for the others. */
  private static Column given(Map<Wanted, List<Integer>> keys, Set<RankRule> rules) {
    List<Integer> found = new ArrayList<>();
    keys.forEach(
        (wanted, of) -> {
          if (rules.contains(wanted.rule())) {
            found.addAll(of);
          }
        });
    return found.isEmpty()
        ? lit(0L)
        : when(col(INDEX).isin(found.toArray()), lit(1L)).otherwise(lit(0L));
  }

  private static final int QUANTILE_DIGITS = 17;

  /** The most frequent values. */
  public static Map<Aggregate, Measurement> values(
      Dataset<Row> data, List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types) {
    GroupPasses passes = new GroupPasses(types, List.of());
    List<Key> keys = new ArrayList<>();
    Column limit = lit(1); // of rows without the first key, one tells how many there are
    for (int i = 0; i < aggregates.size(); i++) {
      Aggregate.TopValues top = (Aggregate.TopValues) aggregates.get(i);
      keys.add(passes.key(List.of(top.value()), top.scope()));
      limit = when(col(INDEX).equalTo(i), lit(top.limit())).otherwise(limit);
    }
    List<String> places = new ArrayList<>();
    Dataset<Row> grouped = passes.grouped(data, keys, places);
    List<Column> order = new ArrayList<>();
    order.add(col(COUNT).desc());
    places.forEach(place -> order.add(col(place).asc()));
    WindowSpec all = Window.partitionBy(col(INDEX));
    List<Row> rows =
        grouped
            .withColumn("rank", row_number().over(all.orderBy(order.toArray(Column[]::new))))
            .withColumn("all", sum(col(COUNT)).over(all))
            .withColumn("distinct", count(lit(1)).over(all))
            .where(col("rank").leq(limit))
            .collectAsList();
    Map<Integer, List<Row>> byKey = new HashMap<>();
    rows.forEach(row -> byKey.computeIfAbsent(row.getInt(0), i -> new ArrayList<>()).add(row));
    long allRows = 0;
    for (int number : new int[] {NO_KEY, 0}) {
      List<Row> some = byKey.getOrDefault(number, List.of());
      allRows += some.isEmpty() ? 0 : some.get(0).getLong(places.size() + 3);
    }
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(allRows));
    for (int i = 0; i < aggregates.size(); i++) {
      Aggregate.TopValues top = (Aggregate.TopValues) aggregates.get(i);
      TypeKind kind = passes.compiler.typeOf(top.value()).kind();
      int place = 1 + places.indexOf(passes.place(keys, places, i));
      List<Measurement.ValueCount> counts = new ArrayList<>();
      int size = places.size();
      long total = 0;
      long distinct = 0;
      List<Row> mine = new ArrayList<>(byKey.getOrDefault(i, List.of()));
      mine.sort(Comparator.comparingInt(row -> row.getInt(size + 2)));
      for (Row row : mine) {
        Object value = Canonical.decode(row.get(place), kind);
        if (value != null) {
          counts.add(new Measurement.ValueCount(Values.key(value), row.getLong(size + 1)));
        }
        total = row.getLong(size + 3);
        distinct = row.getLong(size + 4);
      }
      measured.put(top, new Measurement.TopValues(counts, total, distinct));
    }
    return measured;
  }

  /** How far columns are from independent. */
  public static Map<Aggregate, Measurement> pairs(
      Dataset<Row> data, List<Aggregate> aggregates, Map<ColumnRef, Schema.Type> types) {
    GroupPasses passes = new GroupPasses(types, List.of());
    List<Key> keys = new ArrayList<>();
    List<String> xPlaces = new ArrayList<>();
    List<String> yPlaces = new ArrayList<>();
    for (Aggregate each : aggregates) {
      Aggregate.Contingency pair = (Aggregate.Contingency) each;
      Key key = passes.key(List.of(pair.x(), pair.y()), pair.scope());
      keys.add(key);
      List<Place> own = placesOf(key);
      xPlaces.add(name(own.get(0)));
      yPlaces.add(name(own.get(1)));
    }
    List<String> places = new ArrayList<>();
    Dataset<Row> grouped = passes.grouped(data, keys, places);
    Column[] order = places.stream().map(functions::col).toArray(Column[]::new);
    WindowSpec sameX = Window.partitionBy(parts(xPlaces));
    WindowSpec sameY = Window.partitionBy(parts(yPlaces));
    Column n = col(COUNT).cast(DataTypes.DoubleType);
    Column deviation = n.minus(col("expected"));
    Dataset<Row> cells =
        grouped
            .withColumn("of x", sum(col(COUNT)).over(sameX))
            .withColumn("number in x", row_number().over(sameX.orderBy(order)))
            .withColumn("of y", sum(col(COUNT)).over(sameY))
            .withColumn("number in y", row_number().over(sameY.orderBy(order)))
            .withColumn("all", sum(col(COUNT)).over(Window.partitionBy(col(INDEX))))
            .withColumn(
                "expected",
                col("of x")
                    .cast(DataTypes.DoubleType)
                    .multiply(col("of y").cast(DataTypes.DoubleType))
                    .divide(col("all").cast(DataTypes.DoubleType)));
    Map<Aggregate, Measurement> measured = new LinkedHashMap<>();
    aggregates.forEach(each -> measured.put(each, new Measurement.Contingency(0, 0, 0, 0)));
    List<Column> outputs = new ArrayList<>();
    outputs.add(count(when(col("number in x").equalTo(1), lit(1))));
    outputs.add(count(when(col("number in y").equalTo(1), lit(1))));
    outputs.add(count(lit(1)));
    outputs.addAll(exactSums(deviation.multiply(deviation).divide(col("expected"))));
    outputs.addAll(exactSums(col("expected")));
    List<Row> rows =
        cells
            .groupBy(col(INDEX))
            .agg(sum(col(COUNT)), outputs.toArray(Column[]::new))
            .collectAsList();
    long allRows = 0;
    for (Row row : rows) {
      allRows += row.getInt(0) <= 0 ? row.getLong(1) : 0;
      if (row.getInt(0) == NO_KEY) {
        continue;
      }
      measured.put(
          aggregates.get(row.getInt(0)),
          Measurement.Contingency.of(
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              exactSum(row, 5),
              exactSum(row, 5 + OrderFreeSum.PARTS)));
    }
    measured.put(Aggregate.Rows.ALL, new Measurement.Rows(allRows));
    return measured;
  }

  /** The number of a key and, for each key in the place that is its own, one of its parts. */
  private static Column[] parts(List<String> placeOf) {
    List<Column> parts = new ArrayList<>();
    parts.add(col(INDEX));
    for (String place : new LinkedHashSet<>(placeOf)) {
      Object[] here =
          IntStream.range(0, placeOf.size())
              .filter(i -> placeOf.get(i).equals(place))
              .boxed()
              .toArray();
      parts.add(when(col(INDEX).isin(here), col(place)));
    }
    return parts.toArray(Column[]::new);
  }

  private Key key(Aggregate aggregate) {
    var key = Objects.requireNonNull(aggregate.key());
    if (!key.isWholeRow()) {
      return key(key.parts(), aggregate.scope());
    }
    List<Column> parts = new ArrayList<>();
    List<Schema.Type> partTypes = new ArrayList<>();
    for (ColumnRef ref : wholeRow) {
      Expr.Column column = new Expr.Column(ref, ColumnKind.ANY);
      parts.add(Canonical.encode(compiler.value(column), compiler.typeOf(column).kind()));
      partTypes.add(compiler.typeOf(column));
    }
    return new Key(parts, partTypes, compiler.compile(aggregate.scope()));
  }

  private Key key(List<Expr> operands, Expr scope) {
    List<Column> parts = new ArrayList<>();
    List<Schema.Type> partTypes = new ArrayList<>();
    Column present = compiler.compile(scope);
    for (Expr operand : operands) {
      Schema.Type type = compiler.typeOf(operand);
      parts.add(Canonical.encode(compiler.value(operand), type.kind()));
      partTypes.add(type);
      present = present.and(compiler.value(operand).isNotNull());
    }
    return new Key(parts, partTypes, present);
  }

  static DataType travelType(Schema.Type type) {
    return switch (type.kind()) {
      case STRING -> DataTypes.StringType;
      case BYTE, SHORT, INT, LONG, TIMESTAMP -> DataTypes.LongType;
      case DATE -> DataTypes.LongType;
      case FLOAT, DOUBLE -> DataTypes.DoubleType;
      case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
      case BOOLEAN -> DataTypes.BooleanType;
      case TIMESTAMP_NTZ -> DataTypes.TimestampNTZType;
      case BINARY -> DataTypes.BinaryType;
      case ARRAY, MAP, STRUCT, DYNAMIC, OTHER ->
          throw new IllegalStateException(type.display() + " cannot be part of a key");
    };
  }

  /** The place of the only part of a key. */
  private String place(List<Key> keys, List<String> places, int key) {
    return places.get(places.indexOf(name(placesOf(keys.get(key)).get(0))));
  }

  /** Such a key travels as one struct, so that the rows of all others do not become as wide. */
  private static boolean isWide(Key key) {
    return key.parts().size() > MAX_PLACES;
  }

  private static List<DataType> travelTypes(Key key) {
    List<DataType> types = key.types().stream().map(GroupPasses::travelType).toList();
    if (!isWide(key)) {
      return types;
    }
    StructType together = new StructType();
    for (DataType type : types) {
      together = together.add("p" + together.fields().length, type);
    }
    return List.of(together);
  }

  /** The parts of a key in types that are grouped by, named p0 and so on. */
  static List<Column> parts(Key key) {
    List<Column> parts = new ArrayList<>();
    for (int i = 0; i < key.parts().size(); i++) {
      parts.add(key.parts().get(i).cast(travelType(key.types().get(i))).as("p" + i));
    }
    return parts;
  }

  /** What travels of a key, of these types. */
  private static List<Column> travelling(Key key) {
    List<Column> parts = parts(key);
    return isWide(key) ? List.of(struct(parts.toArray(Column[]::new))) : parts;
  }

  /** Where each part of a key stands. */
  private static List<Place> placesOf(Key key) {
    Map<DataType, Integer> used = new HashMap<>();
    List<Place> places = new ArrayList<>();
    for (DataType type : travelTypes(key)) {
      places.add(new Place(type, used.merge(type, 1, Integer::sum) - 1));
    }
    return places;
  }

  private static String name(Place place) {
    return place.type().sql() + " " + place.number();
  }

  /** In place of the first key where a row has none: so all rows are counted, at no cost. */
  private static Column noKey(Set<Place> layout) {
    List<Column> fields = new ArrayList<>();
    fields.add(lit(NO_KEY).as(INDEX));
    layout.forEach(place -> fields.add(lit(null).cast(place.type()).as(name(place))));
    return struct(fields.toArray(Column[]::new));
  }

  /**
   * One row for each distinct key of each number, with how often it occurs; and one for all rows
   * without the first key.
   */
  private Dataset<Row> grouped(Dataset<Row> data, List<Key> keys, List<String> places) {
    Set<Place> layout = new LinkedHashSet<>();
    List<Map<Place, Column>> filled = new ArrayList<>();
    for (Key key : keys) {
      List<Place> own = placesOf(key);
      Map<Place, Column> mine = new LinkedHashMap<>();
      List<Column> travelling = travelling(key);
      for (int i = 0; i < own.size(); i++) {
        mine.put(own.get(i), travelling.get(i));
      }
      layout.addAll(own);
      filled.add(mine);
    }
    layout.forEach(place -> places.add(name(place)));
    List<Column> entries = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<Column> fields = new ArrayList<>();
      fields.add(lit(i).as(INDEX));
      Map<Place, Column> mine = filled.get(i);
      layout.forEach(
          place -> {
            @Nullable Column part = mine.get(place);
            fields.add((part == null ? lit(null).cast(place.type()) : part).as(name(place)));
          });
      Column entry = when(keys.get(i).present(), struct(fields.toArray(Column[]::new)));
      entries.add(i == 0 ? entry.otherwise(noKey(layout)) : entry);
    }
    Column all = array(entries.toArray(Column[]::new));
    int parts =
        layout.stream()
            .mapToInt(place -> place.type() instanceof StructType wide ? wide.fields().length : 1)
            .sum();
    // without generated code, explode asks the array for its type at every row, which is expensive
    Dataset<Row> exploded =
        parts < FIELDS
            ? data.select(functions.explode(all).as("k"))
            : data.select(all.as("ks")).select(functions.explode_outer(col("ks")).as("k"));
    List<Column> by = new ArrayList<>();
    by.add(col("k").getField(INDEX).as(INDEX));
    places.forEach(place -> by.add(col("k").getField(place).as(place)));
    return exploded
        .where(col("k").isNotNull())
        .groupBy(by.toArray(Column[]::new))
        .agg(count(lit(1)).as(COUNT));
  }
}
