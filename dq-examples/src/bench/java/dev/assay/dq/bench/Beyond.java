package dev.assay.dq.bench;

import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.spark.DataQuality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Other datasets, groups and order, and the rows behind a verdict. */
final class Beyond {

  private final Bench bench;
  private final Data data;
  private final double scale;
  private final String folder;

  Beyond(Bench bench, Data data, double scale, String folder) {
    this.bench = bench;
    this.data = data;
    this.scale = scale;
    this.folder = folder;
  }

  void all() throws Exception {
    foreignKeys();
    reconciled();
    sameRows();
    groups();
    order();
    writing();
    rows();
  }

  private static Check check(Requirement... requirements) {
    return Check.error("benchmark").require(requirements);
  }

  /** How many rows, groups or keys violate each of the constraints. */
  private static Map<String, Object> violations(List<ConstraintResult> results) {
    Map<String, Object> answers = new LinkedHashMap<>();
    for (ConstraintResult each : results) {
      if (each.status() == Status.ERROR) {
        throw new IllegalStateException(each.sentence() + ": " + each.note());
      }
      answers.put("violations " + answers.size(), violations(each));
    }
    return answers;
  }

  private static Contest.Contender with(
      Dataset<Row> data, String name, Dataset<Row> other, Check check) {
    return () ->
        violations(DataQuality.on(data).with(name, other).check(check).run().constraints());
  }

  private static long violations(ConstraintResult result) {
    if (result.actual() instanceof MetricValue.Groups groups) {
      return groups.violating();
    }
    if (result.actual() instanceof MetricValue.InOrder pairs) {
      return pairs.violating();
    }
    return result.actual() instanceof MetricValue.RowDifferences rows
        ? rows.differing()
        : result.violations();
  }

  private static Map<String, Object> numbers(Row row) {
    Map<String, Object> answers = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      answers.put("violations " + i, row.get(i));
    }
    return answers;
  }

  /** Line items whose orders are known, of which one in a hundred is left out. */
  private void foreignKeys() throws Exception {
    String name = "foreign key: orders of line items";
    if (!bench.wanted(name)) {
      return;
    }
    Dataset<Row> items = data.lineitem(scale);
    Dataset<Row> known = data.orders(scale).where("o_orderkey % 100 <> 0");
    Check check =
        Check.error("benchmark").require(key("l_orderkey").existsIn("orders", "o_orderkey"));
    Column same = col("l_orderkey").equalTo(col("o_orderkey"));
    Contest contest =
        new Contest(name)
            .add("noop", Question.noop(items, "l_orderkey"))
            .add(
                "hand", () -> Map.of("violations 0", items.join(known, same, "left_anti").count()));
    if (Deequ.present()) {
      contest.add(
          Bench.DEEQU,
          () -> {
            // its ratio is another: keys that are missing, each once, over rows
            double ratio = Deequ.subset(items, "l_orderkey", known, "o_orderkey");
            return Map.of("ratio", ratio);
          });
    }
    bench.run(
        contest
            .add("assay", with(items, "orders", known, check))
            .atMost(1.2, "hand")
            .faster(3, Bench.DEEQU));
  }

  /** Whether the total of an order is that of its lines. */
  private void reconciled() throws Exception {
    String name = "reconciliation: totals of orders and of their lines";
    if (!bench.wanted(name)) {
      return;
    }
    Dataset<Row> items = data.lineitem(scale);
    Dataset<Row> orders = data.orders(scale);
    var line =
        number("l_extendedprice")
            .times(number("l_tax").plus(1))
            .times(number("l_discount").negated().plus(1));
    Check check =
        check(
            number("o_totalprice")
                .isCloseTo(in("lines").on(key("o_orderkey"), "l_orderkey").of(line.sum()), 0.05));
    Dataset<Row> sums =
        items
            .groupBy("l_orderkey")
            .agg(sum(expr("l_extendedprice * (1 + l_tax) * (1 - l_discount)")).as("sum"));
    Column far = abs(col("o_totalprice").minus(col("sum"))).gt(0.05);
    bench.run(
        new Contest(name)
            .add("noop", Question.noop(items, "l_orderkey", "l_extendedprice", "l_tax"))
            .add(
                "hand",
                () ->
                    Map.of(
                        "violations 0",
                        orders
                            .join(sums, col("o_orderkey").equalTo(col("l_orderkey")))
                            .where(far)
                            .count()))
            .add("assay", with(orders, "lines", items, check))
            .atMost(1.2, "hand"));
  }

  /** Two versions of a table, of which one row in a hundred differs. */
  private void sameRows() throws Exception {
    String name = "same rows: line items and a second version of them";
    if (!bench.wanted(name)) {
      return;
    }
    Dataset<Row> items = data.lineitem(scale).drop("l_comment");
    Dataset<Row> other =
        items.withColumn("l_tax", expr("if(l_orderkey % 100 = 0, l_tax + 1, l_tax)"));
    String[] keys = {"l_orderkey", "l_linenumber"};
    Check check = check(hasSameRowsAs("other").on(keys[0], keys[1]));
    Dataset<Row> mine = items.as("a");
    Dataset<Row> theirs = other.as("b");
    Column joined = lit(true);
    Column equal = lit(true);
    for (String column : items.columns()) {
      Column same = col("a." + column).eqNullSafe(col("b." + column));
      if (Arrays.asList(keys).contains(column)) {
        joined = joined.and(same);
      } else {
        equal = equal.and(same);
      }
    }
    Column on = joined;
    Column differs = col("a.l_orderkey").isNull().or(col("b.l_orderkey").isNull()).or(not(equal));
    bench.run(
        new Contest(name)
            .add("noop", Question.noop(items, items.columns()))
            .add(
                "hand",
                () ->
                    Map.of(
                        "violations 0", mine.join(theirs, on, "full_outer").where(differs).count()))
            .add("assay", with(items, "other", other, check))
            .atMost(1.2, "hand"));
  }

  /** Twenty metrics of each part, beside one group-by. */
  private void groups() throws Exception {
    String name = "groups: 20 metrics of each part";
    if (!bench.wanted(name)) {
      return;
    }
    Dataset<Row> items = data.lineitem(scale);
    List<Requirement> asked = new ArrayList<>();
    List<Column> metrics = new ArrayList<>();
    List<Column> wrong = new ArrayList<>();
    for (String column :
        List.of("l_quantity", "l_extendedprice", "l_discount", "l_tax", "l_linenumber")) {
      NumericColumn number = number(column);
      List<NumericMetric> ours = List.of(number.min(), number.max(), number.sum(), number.mean());
      List<String> theirs = List.of("min", "max", "sum", "avg");
      for (int i = 0; i < ours.size(); i++) {
        int most = 20 * (i + 1);
        asked.add(ours.get(i).per("l_partkey").isAtMost(most));
        metrics.add(expr(theirs.get(i) + "(" + column + ")").as("m" + metrics.size()));
        wrong.add(
            sum(when(col("m" + wrong.size()).gt(most), 1L).otherwise(0L)).as("w" + wrong.size()));
      }
    }
    Column[] more = metrics.subList(1, metrics.size()).toArray(Column[]::new);
    Column[] rest = wrong.subList(1, wrong.size()).toArray(Column[]::new);
    bench.run(
        new Contest(name)
            .add("noop", Question.noop(items, "l_partkey", "l_quantity", "l_extendedprice"))
            .add(
                "hand",
                () ->
                    numbers(
                        items
                            .groupBy("l_partkey")
                            .agg(metrics.get(0), more)
                            .agg(wrong.get(0), rest)
                            .collectAsList()
                            .get(0)))
            .add(
                "assay",
                () ->
                    violations(
                        DataQuality.verify(items, check(asked.toArray(Requirement[]::new)))
                            .constraints()))
            .atMost(1.3, "hand"));
  }

  /** Three rules along the lines of each order, beside a window. */
  private void order() throws Exception {
    String name = "order: three rules along the lines of each order";
    if (!bench.wanted(name)) {
      return;
    }
    Dataset<Row> items = data.lineitem(scale);
    var line = integer("l_linenumber");
    Check check =
        check(
            line.per("l_orderkey").hasNoHoles(),
            number("l_quantity").orderedBy(line).per("l_orderkey").changesByAtMost(30),
            number("l_discount").orderedBy(line).per("l_orderkey").neverDecreases());
    WindowSpec window = Window.partitionBy("l_orderkey").orderBy("l_linenumber");
    Dataset<Row> before =
        items.select(
            col("l_linenumber"),
            col("l_quantity"),
            col("l_discount"),
            lag("l_linenumber", 1).over(window).as("line"),
            lag("l_quantity", 1).over(window).as("quantity"),
            lag("l_discount", 1).over(window).as("discount"));
    bench.run(
        new Contest(name)
            .add(
                "noop",
                Question.noop(items, "l_orderkey", "l_linenumber", "l_quantity", "l_discount"))
            .add(
                "hand",
                () ->
                    numbers(
                        before
                            .agg(
                                count(when(expr("l_linenumber > line + 1"), 1)),
                                count(when(expr("abs(l_quantity - quantity) > 30"), 1)),
                                count(when(expr("l_discount < discount"), 1)))
                            .collectAsList()
                            .get(0)))
            .add("assay", () -> violations(DataQuality.verify(items, check).constraints()))
            .atMost(1.2, "hand"));
  }

  /** What a gate costs: the scan's questions, asked of the rows that are written anyway. */
  private void writing() throws Exception {
    String name = "writing: line items and the scan's questions";
    if (!bench.wanted(name)) {
      return;
    }
    Dataset<Row> items = data.lineitem(scale);
    List<Question> asked = Bench.scan();
    String path = Path.of(folder, "written").toString();
    bench.run(
        new Contest(name)
            .add(
                "plain write",
                () -> {
                  items.write().mode("overwrite").parquet(path);
                  return Map.of();
                })
            .add(
                "assay, then write",
                () -> {
                  Map<String, Object> answers =
                      Question.answers(asked, DataQuality.verify(items, Question.check(asked)));
                  items.write().mode("overwrite").parquet(path);
                  return answers;
                })
            .add(
                "assay",
                Question.assay(
                    asked,
                    check ->
                        DataQuality.on(items)
                            .check(check)
                            .whileWriting(writer -> writer.mode("overwrite").parquet(path))))
            .atMost(1.15, "plain write"));
  }

  /** Predicates of a row, ours and by hand: many differ in their constants only. */
  private static List<Requirement> predicates(int count, List<String> byHand) {
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int most = 60 + i / 10;
      switch (i % 10) {
        case 0 -> add(all, byHand, number("l_quantity").isAtMost(most), "l_quantity <= " + most);
        case 1 -> add(all, byHand, number("l_tax").isAtMost(most), "l_tax <= " + most);
        case 2 -> add(all, byHand, number("l_discount").isAtMost(most), "l_discount <= " + most);
        case 3 ->
            add(
                all,
                byHand,
                number("l_extendedprice").isGreaterThan(most - 60),
                "l_extendedprice > " + (most - 60));
        case 4 ->
            add(all, byHand, integer("l_linenumber").isAtMost(most), "l_linenumber <= " + most);
        case 5 ->
            add(
                all,
                byHand,
                string("l_returnflag").isIn("A", "N", "R", "F" + i),
                "l_returnflag IN ('A', 'N', 'R', 'F" + i + "')");
        case 6 ->
            add(
                all,
                byHand,
                string("l_linestatus").isIn("O", "F", "S" + i),
                "l_linestatus IN ('O', 'F', 'S" + i + "')");
        case 7 -> add(all, byHand, integer("l_suppkey").isNotEqualTo(-i), "l_suppkey <> -" + i);
        case 8 -> add(all, byHand, integer("l_partkey").isAtLeast(-i), "l_partkey >= -" + i);
        default ->
            add(
                all,
                byHand,
                number("l_quantity").isNotEqualTo(i == 9 ? 13 : -i),
                "l_quantity <> " + (i == 9 ? 13 : -i));
      }
    }
    return all;
  }

  private static void add(
      List<Requirement> all, List<String> byHand, Requirement ours, String theirs) {
    all.add(ours);
    byHand.add(theirs);
  }

  /** What it costs to write only the good rows. */
  private void rows() throws Exception {
    for (int count : new int[] {20, 300}) {
      String name = "rows: good ones of " + count + " constraints, written";
      if (!bench.wanted(name)) {
        continue;
      }
      Dataset<Row> items = data.lineitem(scale);
      String path = Path.of(folder, "written").toString();
      List<String> byHand = new ArrayList<>();
      Check check = check(predicates(count, byHand).toArray(Requirement[]::new));
      Column good = lit(true);
      for (String each : byHand) {
        good = good.and(expr(each));
      }
      Dataset<Row> filtered = items.where(good);
      Contest contest = new Contest(name);
      if (Deequ.present() && count == 20) {
        contest.add(
            Bench.DEEQU,
            () -> {
              Deequ.satisfying(items, byHand).write().mode("overwrite").parquet(path);
              return written(items, path);
            });
      }
      bench.run(
          contest
              .add(
                  "plain write",
                  () -> {
                    items.write().mode("overwrite").parquet(path);
                    written(items, path);
                    return Map.of();
                  })
              .add(
                  "hand",
                  () -> {
                    filtered.write().mode("overwrite").parquet(path);
                    return written(items, path);
                  })
              .add(
                  "assay",
                  () -> {
                    DataQuality.on(items)
                        .check(check)
                        .rows()
                        .good()
                        .write()
                        .mode("overwrite")
                        .parquet(path);
                    return written(items, path);
                  })
              .atMost(count == 20 ? 1.25 : 2, "plain write"));
    }
    String name = "rows: planning 1,000 constraints";
    if (bench.wanted(name)) {
      Dataset<Row> items = data.lineitem(scale);
      Check check = check(predicates(1000, new ArrayList<>()).toArray(Requirement[]::new));
      DataQuality.on(items).check(check).rows().annotated().queryExecution().executedPlan();
      long start = System.nanoTime();
      DataQuality.on(items).check(check).rows().annotated().queryExecution().executedPlan();
      bench.limit(name, (System.nanoTime() - start) / 1e9, 1);
    }
  }

  private static Map<String, Object> written(Dataset<Row> items, String path) {
    return Map.of("rows", items.sparkSession().read().parquet(path).count());
  }
}
