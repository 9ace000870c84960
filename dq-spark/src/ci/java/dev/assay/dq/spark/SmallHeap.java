package dev.assay.dq.spark;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.interval;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Much of one thing in a process with a small heap: keys, columns, partitions, characters, rows of
 * a key. Writes a line for each: its name and how many constraints have which verdict.
 */
final class SmallHeap {

  private static final int ROWS = 200;

  /** A prime: the products of a number that it does not divide have all remainders. */
  private static final int PRIME = 100_003;

  private SmallHeap() {}

  private interface Load {
    VerificationResult run();
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    List<String> lines = new ArrayList<>();
    try (SparkSession spark = OwnProcess.spark(folder.resolve("local")).getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      Map<String, Load> loads =
          switch (args[1]) {
            case "much" -> much(spark, context);
            case "long keys" -> longKeys(spark);
            case "partitions" -> partitions(context);
            case "rows in order" -> rowsInOrder(spark, context);
            default -> throw new IllegalArgumentException(args[1]);
          };
      for (Map.Entry<String, Load> load : loads.entrySet()) {
        long start = System.nanoTime();
        Map<Status, Long> verdicts =
            load.getValue().run().constraints().stream()
                .collect(
                    Collectors.groupingBy(
                        ConstraintResult::status, TreeMap::new, Collectors.counting()));
        lines.add(load.getKey() + ": " + verdicts);
        System.out.println(load.getKey() + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
      }
    }
    Files.write(folder.resolve("outcomes"), lines);
  }

  private static Map<String, Load> much(SparkSession spark, JavaSparkContext context) {
    Map<String, Load> loads = new LinkedHashMap<>();
    Check unique = each(1000, i -> key("c" + i).isUnique());
    loads.put(
        "keys of records", () -> DataQuality.verify(records(context, 1000), fields(1000), unique));
    loads.put("keys of a Dataset", () -> DataQuality.verify(frame(spark, 1000), unique));
    loads.put(
        "columns of records",
        () ->
            DataQuality.verify(
                records(context, 3000),
                fields(3000),
                each(3000, i -> number("c" + i).distinctCount().isEqualTo(ROWS))));
    loads.put(
        "columns of a Dataset",
        () ->
            DataQuality.verify(
                frame(spark, 1000),
                each(1000, i -> number("c" + i).distinctCount().isEqualTo(ROWS))));
    loads.put(
        "quantiles of a Dataset",
        () ->
            DataQuality.verify(
                spark
                    .range(0, ROWS, 1, 2)
                    .selectExpr(
                        IntStream.range(0, 1000)
                            .mapToObj(c -> "id + " + c + " AS c" + c)
                            .toArray(String[]::new)),
                // the hundredth of 0 to 199, and so on
                each(1000, c -> number("c" + c).median().isEqualTo(99 + c))));
    loads.put("partitions", () -> everyPass(context, 1500));
    loads.put("characters", () -> characters(context));
    return loads;
  }

  /**
   * More than the heap leaves for them. {@code -Dassay.longKeys=20000000} in a run by hand takes
   * more.
   */
  private static final int LONG_KEYS = Integer.getInteger("assay.longKeys", 8_000_000);

  /** Of 100 characters, the first 80 of which are the same. */
  private static Map<String, Load> longKeys(SparkSession spark) {
    Dataset<Row> data =
        spark
            .range(0, LONG_KEYS, 1, 8)
            .selectExpr("concat(repeat('k', 80), lpad(cast(id AS STRING), 20, '0')) AS k");
    return Map.of(
        "long keys",
        () ->
            DataQuality.verify(
                data,
                Check.error("exact")
                    .require(key("k").isUnique(), key("k").distinctCount().isEqualTo(LONG_KEYS))));
  }

  /** Of one key: of a Dataset, and of records, which take longer. */
  private static final int IN_ORDER = Integer.getInteger("assay.inOrder", 4_000_000);

  private static final int RECORDS_IN_ORDER = IN_ORDER / 4;

  private static Map<String, Load> rowsInOrder(SparkSession spark, JavaSparkContext context) {
    Dataset<Row> rows =
        spark
            .range(0, IN_ORDER, 1, 8)
            .selectExpr(
                "'k' AS k",
                "CAST(id AS INT) AS i",
                "timestamp_seconds(id) AS t",
                "IF(id % 100000 = 99999, 0, CAST(id AS INT)) AS v",
                "IF(id % 2 = 0, 'a', 'b') AS s",
                "CAST(id + 1 AS INT) AS e");
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("k", String.class);
    types.put("i", Integer.class);
    types.put("t", Instant.class);
    types.put("v", Integer.class);
    types.put("s", String.class);
    types.put("e", Integer.class);
    int each = RECORDS_IN_ORDER / 8;
    JavaRDD<Map<String, ?>> records =
        context
            .parallelize(IntStream.range(0, 8).boxed().toList(), 8)
            .flatMap(
                part ->
                    IntStream.range(part * each, (part + 1) * each)
                        .<Map<String, ?>>mapToObj(SmallHeap::inOrder)
                        .iterator());
    Map<String, Load> loads = new LinkedHashMap<>();
    loads.put("rows of a Dataset", () -> DataQuality.verify(rows, orderOf(IN_ORDER)));
    loads.put(
        "records",
        () -> DataQuality.verify(records, Fields.ofMap(types), orderOf(RECORDS_IN_ORDER)));
    return loads;
  }

  private static Map<String, ?> inOrder(int i) {
    return Map.of(
        "k",
        "k",
        "i",
        i,
        "t",
        Instant.ofEpochSecond(i),
        "v",
        i % 100_000 == 99_999 ? 0 : i,
        "s",
        i % 2 == 0 ? "a" : "b",
        "e",
        i + 1);
  }

  /**
   * All hold but the last two: each hundred thousandth value is 0, and one state stays too long.
   */
  private static Check orderOf(int rows) {
    NumericColumn i = integer("i");
    TemporalColumn t = timestamp("t");
    StringColumn s = string("s");
    Constraint.InOrder increases = integer("v").orderedBy(i).per("k").isStrictlyIncreasing();
    return Check.error("order")
        .require(
            increases.allowingViolations(rows / 100_000),
            t.per("k").hasGapsOfAtMost(Duration.ofSeconds(1)),
            t.per("k").hasStepsOf(Duration.ofSeconds(1)),
            t.per("k").hasAtMost(1000, Duration.ofSeconds(1000)),
            t.per("k")
                .isFollowedWithin(Duration.ofDays(9999), s.isEqualTo("b"), i.isEqualTo(rows - 1)),
            i.per("k").hasNoHoles(),
            s.orderedBy(t).per("k").onlyChangesAlong("a>b>a"),
            interval(i, integer("e")).per("k").doNotOverlap(),
            interval(i, integer("e")).per("k").leaveNoGap(),
            increases.allowingViolations(rows / 100_000 - 1).id("too few"),
            string("k").orderedBy(i).per("k").repeatsForAtMost(rows - 1));
  }

  /** Thousands of them, of a few rows or of none. */
  private static Map<String, Load> partitions(JavaSparkContext context) {
    Map<String, Load> loads = new LinkedHashMap<>();
    loads.put("median of 5,000 partitions of four rows", () -> median(context, 20_000));
    loads.put("states of 20,000 partitions", () -> states(context, 20_000));
    return loads;
  }

  /** The median of 0 to rows - 1, the lower of two. */
  private static VerificationResult median(JavaSparkContext context, int rows) {
    return DataQuality.verify(
        numbers(context, rows, 5_000),
        fields(1),
        Check.error("median").require(number("c0").median().isEqualTo(rows / 2 - 1)));
  }

  private static VerificationResult states(JavaSparkContext context, int partitions) {
    long rows = 2L * partitions;
    return DataQuality.verify(
        numbers(context, (int) rows, partitions),
        fields(1),
        Check.error("states")
            .require(
                rowCount().isEqualTo(rows),
                number("c0").sum().isEqualTo(rows * (rows - 1) / 2),
                number("c0").standardDeviation().isGreaterThan(1),
                number("c0").approxDistinctCount().isBetween(rows * 0.8, rows * 1.2),
                number("c0").isLessThan(10)));
  }

  private static JavaRDD<Map<String, ?>> numbers(
      JavaSparkContext context, int rows, int partitions) {
    return context
        .parallelize(IntStream.range(0, rows).boxed().toList(), partitions)
        .map(i -> Map.of("c0", i));
  }

  private static Check each(int number, IntFunction<Requirement> requirement) {
    return Check.error("many").require(IntStream.range(0, number).mapToObj(requirement).toList());
  }

  private static JavaRDD<Map<String, ?>> records(JavaSparkContext context, int columns) {
    return context
        .parallelize(IntStream.range(0, ROWS).boxed().toList(), 2)
        .map(
            row -> {
              Map<String, Object> record = new HashMap<>();
              for (int c = 0; c < columns; c++) {
                record.put("c" + c, (row * 7919 + c * 31) % PRIME);
              }
              return record;
            });
  }

  private static Fields<Map<String, ?>> fields(int columns) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    IntStream.range(0, columns).forEach(c -> types.put("c" + c, Integer.class));
    return Fields.ofMap(types);
  }

  private static Dataset<Row> frame(SparkSession spark, int columns) {
    return spark
        .range(0, ROWS, 1, 2)
        .selectExpr(
            IntStream.range(0, columns)
                .mapToObj(c -> "cast((id * 7919 + " + c * 31 + ") % " + PRIME + " AS INT) AS c" + c)
                .toArray(String[]::new));
  }

  /** Two rows a partition, and every kind of pass over records. */
  private static VerificationResult everyPass(JavaSparkContext context, int partitions) {
    JavaRDD<Map<String, ?>> records = numbers(context, 2 * partitions, partitions);
    return DataQuality.on(records, fields(1))
        .check(
            Check.error("many")
                .require(
                    rowCount().isEqualTo(2 * partitions),
                    number("c0").sum().isEqualTo(partitions * (2L * partitions - 1)),
                    number("c0").approxDistinctCount().isBetween(2500, 3500),
                    number("c0").median().isEqualTo(partitions - 1),
                    number("c0").valueCounts(3).observed(),
                    key("c0").isUnique(),
                    rowSatisfies("code", List.of("c0"), row -> row.get("c0") != null)))
        .withSamples(5)
        .run();
  }

  /** Of 8 MB a text, twice as many as fit: neither what waits nor what is shown holds many. */
  private static VerificationResult characters(JavaSparkContext context) {
    JavaRDD<Map<String, ?>> records =
        context
            .parallelize(IntStream.range(0, 256).boxed().toList(), 2)
            .map(i -> Map.of("text", String.valueOf(i % 10).repeat(8_000_000)));
    Requirement[] predicates = {
      string("text").length().isEqualTo(8_000_000), string("text").startsWith("0").forAtLeast(0.1)
    };
    return DataQuality.on(records, Fields.ofMap(Map.of("text", String.class)))
        .check(Check.error("predicates").require(predicates))
        .check(Check.error("shown").require(string("text").startsWith("x")))
        .withSamples(100)
        .run();
  }
}
