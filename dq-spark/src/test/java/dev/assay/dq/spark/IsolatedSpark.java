package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Runs in a process of its own, with Kryo and with tasks that may fail four times, and writes one
 * line for each experiment: its name and what came out.
 */
final class IsolatedSpark {

  private static final StructType SCHEMA = StructType.fromDDL("n DOUBLE, t STRING, d DATE");

  private IsolatedSpark() {}

  public static void main(String[] args) throws Exception {
    Path local = Files.createDirectories(Path.of(args[0] + "-local"));
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(Path.of(args[0])), true, StandardCharsets.UTF_8)) {
      SparkSession spark =
          SparkSession.builder()
              .master("local[2,4]")
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "localhost")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", 3)
              .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
              // the classes of the records here, none of the library's, and no collection of Java's
              .config("spark.kryo.registrationRequired", true)
              .config(
                  "spark.kryo.classesToRegister", Reading.class.getName() + ",java.time.LocalDate")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.local.dir", local.toString())
              // what comes to the driver of a job may not exceed this
              .config("spark.driver.maxResultSize", "1m")
              .getOrCreate();
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      experiment(out, "kryo", () -> kryo(spark, context));
      experiment(out, "kryo, keys", () -> keys(context));
      experiment(out, "kryo, counters", () -> counters(context));
      experiment(out, "kryo, many pairs", () -> manyPairs(context));
      experiment(out, "kryo, profile", () -> profile(spark, context));
      experiment(out, "died after adding", () -> diedAfterAdding(context));
      experiment(out, "values of a failing source", () -> values(context));
      experiment(out, "nulls of a failing source", () -> nulls(context));
      experiment(out, "lost shuffle", () -> lostShuffle(context, local));
      experiment(out, "states of a failing source", () -> states(context));
      experiment(out, "a failing source of a dataset", () -> dataset(spark, context));
      experiment(out, "many partitions", () -> manyPartitions(context));
      spark.stop();
    }
  }

  /** A record that a task may send: the only class of a map that Kryo knows here. */
  public static final class Reading extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
  }

  private interface Experiment {
    String run() throws Exception;
  }

  private static void experiment(PrintStream out, String name, Experiment experiment) {
    String outcome;
    try {
      outcome = experiment.run();
    } catch (Exception e) {
      outcome = String.valueOf(e).replace('\n', ' ');
    }
    out.println(name + "\t" + outcome);
  }

  private static List<Map<String, ?>> records() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Reading record = new Reading();
      record.put("n", i % 11 == 0 ? null : i * 0.5);
      record.put("t", i % 7 == 0 ? null : "t" + i % 5);
      record.put("d", i % 13 == 0 ? null : LocalDate.of(2024, 1, 1).plusDays(i));
      records.add(record);
    }
    return records;
  }

  private static Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("n", Double.class);
    types.put("t", String.class);
    types.put("d", LocalDate.class);
    return Fields.ofMap(types);
  }

  private static Row row(Map<String, ?> record) {
    Object day = record.get("d");
    return RowFactory.create(
        record.get("n"),
        record.get("t"),
        day == null ? null : java.sql.Date.valueOf(day.toString()));
  }

  /** How many constraints differ from the local path. */
  private static String compare(VerificationResult expected, VerificationResult... others) {
    List<String> differences = new ArrayList<>();
    for (VerificationResult other : others) {
      for (int i = 0; i < expected.constraints().size(); i++) {
        ConstraintResult a = expected.constraints().get(i);
        ConstraintResult b = other.constraints().get(i);
        boolean approximate = a.actual() instanceof MetricValue.Approximate;
        boolean same =
            a.status() == b.status()
                && a.violations() == b.violations()
                && a.leftOut() == b.leftOut()
                && (approximate
                    || near(a.actual(), b.actual())
                    || Objects.equals(text(a), text(b)));
        if (!same) {
          differences.add(a.sentence() + ": " + a.butWas() + " and " + b.butWas());
        }
      }
    }
    return expected.constraints().size() + " constraints, differences " + differences;
  }

  private static boolean near(MetricValue a, MetricValue b) {
    return a instanceof MetricValue.Real x
        && b instanceof MetricValue.Real y
        && Math.abs(x.value() - y.value()) <= 1e-9 * Math.abs(x.value());
  }

  private static String text(ConstraintResult result) {
    return result.actual() == null ? null : result.actual().text();
  }

  private static Check everything() {
    return Check.error("c").require(Everything.of("n", "t", "d"));
  }

  private static String kryo(SparkSession spark, JavaSparkContext context) {
    Dataset<Row> data =
        spark.createDataFrame(records().stream().map(IsolatedSpark::row).toList(), SCHEMA);
    return compare(
        ClearLists.verify(records(), fields(), everything()),
        DataQuality.on(data.repartition(3))
            .check(everything())
            .withSamples(5)
            .samplePolicy(ClearLists.ALL)
            .run(),
        DataQuality.on(context.parallelize(records(), 3), fields())
            .check(everything())
            .withSamples(5)
            .samplePolicy(ClearLists.ALL)
            .run());
  }

  /** Nothing is registered that these records are made of. */
  private static String keys(JavaSparkContext context) {
    JavaRDD<Map<String, ?>> records =
        numbers(context).map(i -> Map.of("n", i % 500, "t", "t" + i, "x", i * 0.5));
    Map<String, Class<?>> types = Map.of("n", Integer.class, "t", String.class, "x", Double.class);
    return DataQuality.on(records, Fields.ofMap(types))
        .check(
            Check.error("c")
                .require(
                    key("t").isUnique(),
                    key("n").isUnique(),
                    key("n").distinctCount().isEqualTo(500),
                    key("n", "x").distinctCount().isEqualTo(1000),
                    string("t").valueCounts(2).observed(),
                    number("x").median().isEqualTo(249.5)))
        .withSamples(2)
        .run()
        .constraints()
        .stream()
        .map(ConstraintResult::status)
        .toList()
        .toString();
  }

  private static String counters(JavaSparkContext context) {
    Counters.Missing missing =
        Counters.nulls(
            numbers(context)
                .map(i -> Collections.singletonMap("f" + i % 2, i % 4 == 0 ? null : i)));
    return Counters.values(numbers(context).map(i -> "v" + i % 3), 2).total()
        + " "
        + missing.of("f0")
        + " "
        + missing.of("f1");
  }

  /** Each of 400 values with each of 300: independent, and more pairs than the driver looks at. */
  private static String manyPairs(JavaSparkContext context) {
    JavaRDD<Map<String, ?>> records =
        context
            .parallelize(IntStream.range(0, 120_000).boxed().toList(), 3)
            .map(i -> Map.of("x", i / 300, "y", i % 300));
    return DataQuality.verify(
            records,
            Fields.ofMap(Map.of("x", Integer.class, "y", Integer.class)),
            Check.error("c").require(number("x").cramersV(number("y")).isAtMost(0.001)))
        .constraints()
        .get(0)
        .butWas();
  }

  /** Of the records, of a Dataset of the same, and what has drifted between them: nothing. */
  private static String profile(SparkSession spark, JavaSparkContext context) {
    ProfileOptions options = ProfileOptions.DEFAULT.withDuplicateRowsShown(5);
    List<Map<String, ?>> records = records();
    records.addAll(records.subList(1, 3));
    DatasetProfile ofRecords =
        Profiler.on(context.parallelize(records, 20), fields()).options(options).run();
    DatasetProfile ofRows =
        Profiler.on(
                spark
                    .createDataFrame(records.stream().map(IsolatedSpark::row).toList(), SCHEMA)
                    .repartition(3))
            .options(options)
            .run();
    return Stream.of(ofRecords, ofRows)
            .map(each -> each.rows() + " rows, twice " + each.topDuplicateRows().size())
            .toList()
        + " "
        + Drift.between(ofRecords, ofRows).drifted();
  }

  private static boolean first() {
    return TaskContext.get().attemptNumber() == 0;
  }

  /** Hands on every element, then dies in the first attempt of every second partition. */
  private static <T> JavaRDD<T> dying(JavaRDD<T> records) {
    return records.mapPartitionsWithIndex(
        (index, iterator) -> {
          List<T> all = new ArrayList<>();
          iterator.forEachRemaining(all::add);
          if (index % 2 == 0 && first()) {
            throw new IllegalStateException("the task was lost");
          }
          return all.iterator();
        },
        true);
  }

  private static JavaRDD<Integer> numbers(JavaSparkContext context) {
    return context.parallelize(IntStream.range(0, 1000).boxed().toList(), 4);
  }

  private static String diedAfterAdding(JavaSparkContext context) {
    CounterAccumulator<String> counter = new CounterAccumulator<>(10);
    context.sc().register(counter);
    numbers(context)
        .foreachPartition(
            iterator -> {
              Map<String, Long> counts = new HashMap<>();
              iterator.forEachRemaining(i -> counts.merge("k" + i % 3, 1L, Long::sum));
              counter.addAll(counts);
              if (first()) {
                throw new IllegalStateException("dies after having added");
              }
            });
    return counter.value().get("k0") + " " + counter.value().get("k1") + " " + counter.total();
  }

  private static String values(JavaSparkContext context) {
    JavaRDD<Integer> thirds = numbers(context).map(i -> i % 3);
    CounterAccumulator<Integer> counter = Counters.values(dying(thirds), 10);
    CounterAccumulator<Integer> again = Counters.values(dying(thirds), 10);
    return counter.value() + " " + again.value().equals(counter.value());
  }

  private static String nulls(JavaSparkContext context) {
    Counters.Missing missing = Counters.nulls(dying(context.parallelize(records(), 4)));
    return missing.records() + " " + missing.missing();
  }

  /**
   * The first task of the last stage deletes the files of the shuffle, so Spark makes them again.
   */
  private static String lostShuffle(JavaSparkContext context, Path local) throws Exception {
    AtomicInteger resubmitted = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onStageSubmitted(SparkListenerStageSubmitted stage) {
            if (stage.stageInfo().attemptNumber() > 0) {
              resubmitted.incrementAndGet();
            }
          }
        };
    context.sc().addSparkListener(listener);
    String folder = local.toString();
    JavaRDD<Integer> shuffled =
        numbers(context)
            .repartition(8)
            .mapPartitionsWithIndex(
                (index, iterator) -> {
                  if (index == 0 && TaskContext.get().stageAttemptNumber() == 0) {
                    deleteShuffles(Path.of(folder));
                  }
                  return iterator;
                },
                true);
    Map<Integer, Long> counts = Counters.values(shuffled.map(i -> i % 2), 10).value();
    for (int i = 0; i < 100 && resubmitted.get() == 0; i++) {
      LockSupport.parkNanos(50_000_000);
    }
    return counts + (resubmitted.get() > 0 ? " after a stage was run again" : "");
  }

  private static void deleteShuffles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().contains("shuffle_")).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * 150 partitions with 0.16 MB of states each: more than twenty times what may come to the driver.
   */
  private static String manyPartitions(JavaSparkContext context) {
    JavaRDD<Map<String, ?>> records =
        context.parallelize(IntStream.range(0, 600).boxed().toList(), 150).map(i -> Map.of("n", i));
    List<dev.assay.dq.Requirement> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.add(
          any("n").approxDistinctCount(0.01).isBetween(570, 630).where(number("n").isAtLeast(-i)));
    }
    return DataQuality.verify(
            records, Fields.ofMap(Map.of("n", Integer.class)), Check.error("c").require(many))
        .constraints()
        .stream()
        .map(each -> each.status() == Status.PASS ? "PASS" : each.butWas())
        .distinct()
        .toList()
        .toString();
  }

  private static String states(JavaSparkContext context) {
    return compare(
        LocalDataQuality.verify(records(), fields(), everything()),
        DataQuality.verify(dying(context.parallelize(records(), 4)), fields(), everything()));
  }

  private static String dataset(SparkSession spark, JavaSparkContext context) {
    Dataset<Row> data =
        spark.createDataFrame(
            dying(context.parallelize(records(), 4)).map(IsolatedSpark::row), SCHEMA);
    Check check =
        Check.error("c")
            .require(
                rowCount().isEqualTo(60),
                number("n").sum().observed(),
                string("t").valueCounts(3).observed(),
                key("t").distinctCount().isEqualTo(5),
                any("d").isComplete(),
                date("d").max().observed(),
                allColumns().duplicateRows().isEqualTo(0),
                rowSatisfies("code", List.of("n"), row -> row.get("n") != null));
    return compare(
        LocalDataQuality.verify(records(), fields(), check), DataQuality.verify(data, check));
  }
}
