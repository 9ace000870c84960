package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sqlMetric;
import static dev.assay.dq.Columns.string;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.render.JsonReport;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.FaultPlugin.Fault;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Runs in a process of its own with two executors in others, which die on order. Writes one line
 * for each run: what ran, the fault, and whether the outcome is that of the run without it.
 */
final class FaultyCluster {

  private static final int ATTEMPTS = 5;

  private static final int ROWS = 4_000;
  private static final int PARTITIONS = 4;

  /** So many that tasks merge the states of some of them each, after a shuffle. */
  private static final int MANY_PARTITIONS = 260;

  private static final int COUNTED_PARTITIONS = 20;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Path folder;
  private final PrintStream out;
  private final Stages stages = new Stages();
  private final ExecutorService runner = Executors.newSingleThreadExecutor();

  private FaultyCluster(SparkSession spark, Path folder, PrintStream out) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.folder = folder;
    this.out = out;
    spark.sparkContext().addSparkListener(stages);
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    FaultPlugin.order(folder, Fault.NONE, -1);
    try (PrintStream out =
            new PrintStream(
                Files.newOutputStream(folder.resolve("outcomes")), true, StandardCharsets.UTF_8);
        SparkSession spark =
            SparkSession.builder()
                .master("local-cluster[2,1,1024]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", "512m")
                // some forty of them start
                .config(
                    "spark.executor.extraJavaOptions",
                    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions"
                        + " -XX:-BytecodeVerificationRemote")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.deploy.maxExecutorRetries", -1)
                .config("spark.shuffle.io.maxRetries", 1)
                .config("spark.shuffle.io.retryWait", "50ms")
                .config("spark.stage.maxConsecutiveAttempts", 8)
                .config("spark.sql.shuffle.partitions", 3)
                // a small table is not worth generated code
                .config("spark.sql.codegen.wholeStage", false)
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.local.dir", folder.resolve("local").toString())
                .config("spark.plugins", FaultPlugin.class.getName())
                .config(FaultPlugin.FOLDER, folder.toString())
                .getOrCreate()) {
      FaultyCluster cluster = new FaultyCluster(spark, folder, out);
      String only = System.getProperty("assay.pass", "");
      for (var pass : cluster.passes().entrySet()) {
        if (pass.getKey().startsWith(only)) {
          cluster.disturb(pass.getKey(), pass.getValue());
        }
      }
      cluster.runner.shutdownNow();
      out.println("end");
    }
  }

  // ---- what runs

  private Dataset<Row> data() {
    return data(PARTITIONS);
  }

  private Dataset<Row> data(int partitions) {
    return spark
        .range(0, ROWS, 1, partitions)
        .selectExpr(
            "id",
            "cast(id % 7 as int) AS few",
            "concat('t', id % 1000) AS text",
            "if(id % 11 = 0, null, id * 1.5) AS real",
            "cast(id % 2 as boolean) AS flag");
  }

  private JavaRDD<Map<String, ?>> records() {
    return records(PARTITIONS);
  }

  private JavaRDD<Map<String, ?>> records(int partitions) {
    return data(partitions)
        .toJavaRDD()
        .map(
            row -> {
              Map<String, Object> record = new HashMap<>();
              for (String name : List.of("id", "few", "text", "real", "flag")) {
                record.put(name, row.getAs(name));
              }
              return record;
            });
  }

  private static Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("id", Long.class);
    types.put("few", Integer.class);
    types.put("text", String.class);
    types.put("real", java.math.BigDecimal.class);
    types.put("flag", Boolean.class);
    return Fields.ofMap(types);
  }

  private Map<String, Callable<String>> passes() {
    Map<String, Callable<String>> passes = new LinkedHashMap<>();
    Requirement[] scan = {
      rowCount().isEqualTo(ROWS),
      number("id").sum().isEqualTo((long) ROWS * (ROWS - 1) / 2),
      number("few").isLessThan(6),
      string("text").max().observed(),
      any("real").completeness().observed()
    };
    passes.put("scan", () -> verify("scan", KeyStrategy.AUTO, scan));
    passes.put(
        "writing",
        () ->
            text(
                "writing",
                DataQuality.on(data().repartition(3, functions.col("few")))
                    .check(check(scan))
                    .whileWriting(writer -> writer.format("noop").mode("overwrite").save())));
    passes.put(
        "packed keys",
        () ->
            verify(
                "packed keys",
                KeyStrategy.AUTO,
                key("id").isUnique(),
                key("few").distinctCount().isEqualTo(7)));
    passes.put(
        "keys",
        () ->
            verify(
                "keys",
                KeyStrategy.GROUP_BY,
                key("text").uniqueness().isAtLeast(1),
                key("text", "few").distinctCount().observed()));
    passes.put(
        "ranks",
        () ->
            verify(
                "ranks",
                KeyStrategy.AUTO,
                number("id").median().observed(),
                number("real").quantile(0.9).observed()));
    passes.put(
        "values", () -> verify("values", KeyStrategy.AUTO, any("few").valueCounts(3).observed()));
    passes.put(
        "pairs",
        () -> verify("pairs", KeyStrategy.AUTO, any("few").cramersV(any("flag")).observed()));
    passes.put(
        "sql metrics",
        () -> verify("sql metrics", KeyStrategy.AUTO, sqlMetric("sum(id) / count(*)").observed()));
    passes.put(
        "second look",
        () -> verify("second look", KeyStrategy.AUTO, number("id").trimmedMean(0.1).observed()));
    Requirement code = rowSatisfies("id is even", List.of("id"), row -> row.getLong("id") % 2 == 0);
    passes.put("records", () -> verify("records", KeyStrategy.AUTO, code));
    passes.put(
        "records of an RDD",
        () -> text("records", DataQuality.verify(records(), fields(), check(scan))));
    passes.put(
        "record keys",
        () ->
            text(
                "record keys",
                DataQuality.verify(
                    records(),
                    fields(),
                    check(
                        key("id").isUnique(),
                        number("id").median().observed(),
                        any("few").valueCounts(3).observed()))));
    passes.put(
        "records of many partitions",
        () ->
            text(
                "records",
                DataQuality.verify(
                    context
                        .parallelize(IntStream.range(0, ROWS).boxed().toList(), MANY_PARTITIONS)
                        .map(i -> Map.of("id", (long) i)),
                    Fields.ofMap(Map.of("id", Long.class)),
                    check(
                        rowCount().isEqualTo(ROWS),
                        number("id").sum().isEqualTo((long) ROWS * (ROWS - 1) / 2),
                        number("id").approxDistinctCount().observed(),
                        number("id").isAtLeast(10)))));
    passes.put(
        "counters",
        () -> {
          Counters.Missing missing = Counters.nulls(records(COUNTED_PARTITIONS));
          CounterAccumulator<Object> few =
              Counters.values(
                  records(COUNTED_PARTITIONS).map(record -> (Object) record.get("few")), 3);
          return missing + " " + few.value() + " " + few.overflow();
        });
    passes.put(
        "counter accumulator",
        () -> {
          CounterAccumulator<String> counter = new CounterAccumulator<>(5);
          context.sc().register(counter);
          records()
              .foreachPartition(
                  records -> {
                    Map<String, Long> counts = new HashMap<>();
                    records.forEachRemaining(
                        record ->
                            counts.merge("few " + (Integer) record.get("few") % 3, 1L, Long::sum));
                    counter.addAll(counts);
                  });
          return new TreeMap<>(counter.value()) + " " + counter.total();
        });
    passes.put("profile", () -> ProfileJson.write(Profiler.profile(data())));
    passes.put("profile of an RDD", () -> ProfileJson.write(Profiler.profile(records(), fields())));
    return passes;
  }

  private static Check check(Requirement... requirements) {
    return Check.error("cluster").require(requirements);
  }

  private String verify(String pass, KeyStrategy keys, Requirement... requirements) {
    return text(pass, DataQuality.on(data()).check(check(requirements)).keys(keys).run());
  }

  /** The verdicts without times. */
  private static String text(String pass, VerificationResult result) {
    for (ConstraintResult each : result.constraints()) {
      if (!pass.equals(each.pass())) {
        throw new IllegalStateException(each.sentence() + " is in the pass " + each.pass());
      }
    }
    return JsonReport.render(result);
  }

  private static String comparable(String json) {
    return json.replaceAll("(\"\\w*[nN]anos\" ?: ?)(\\{[^}]*}|-?\\d+)", "$1-")
        .replaceAll("(\"asOf\" ?: ?)\"[^\"]*\"", "$1-")
        .replaceAll("(\\d\\.\\d{9})\\d+", "$1");
  }

  // ---- what goes wrong

  private void disturb(String name, Callable<String> pass) throws Exception {
    int base = nextStage();
    String quiet = comparable(within(pass));
    int end = nextStage();
    List<Integer> maps = new ArrayList<>();
    List<Integer> reduces = new ArrayList<>();
    stages.between(base, end).forEach((id, reads) -> (reads ? reduces : maps).add(id - base));
    fault(name, pass, quiet, Fault.TASKS_FAIL_ONCE, -1, "every stage");
    int first = maps.get(0);
    fault(name, pass, quiet, Fault.EXECUTOR_DIES_AFTER, first, "the first map stage");
    if (reduces.isEmpty() || name.startsWith("profile")) {
      int lastMap = maps.get(maps.size() - 1);
      fault(name, pass, quiet, Fault.EXECUTOR_DIES_AFTER, lastMap, "the last map stage");
    }
    if (reduces.isEmpty()) {
      return;
    }
    int last = reduces.get(reduces.size() - 1);
    fault(name, pass, quiet, Fault.EXECUTOR_DIES_BEFORE, last, "the last reduce stage");
    fault(name, pass, quiet, Fault.SHUFFLE_IS_LOST, reduces.get(0), "the first reduce stage");
  }

  /** Again, as long as it hurt nobody: what was lost may have been read before. */
  private void fault(
      String name, Callable<String> pass, String quiet, Fault fault, int stage, String where)
      throws Exception {
    int attempts = 0;
    boolean hurt;
    do {
      hurt = attempt(name, pass, quiet, fault, stage, where, ++attempts == ATTEMPTS);
    } while (!hurt && attempts < ATTEMPTS);
  }

  /** Whether a task failed, an executor was lost, or the verdict was another. */
  private boolean attempt(
      String name,
      Callable<String> pass,
      String quiet,
      Fault fault,
      int stage,
      String where,
      boolean last)
      throws Exception {
    await(() -> context.sc().statusTracker().getExecutorInfos().length >= 3);
    int base = nextStage();
    int failures = stages.failures.get();
    int removed = stages.removed.get();
    FaultPlugin.order(folder, fault, base + stage);
    long start = System.nanoTime();
    String outcome;
    try {
      String disturbed = comparable(within(pass));
      outcome = disturbed.equals(quiet) ? "same" : "differs: " + quiet + " | " + disturbed;
    } catch (TimeoutException e) {
      outcome = "hangs";
    } catch (java.util.concurrent.ExecutionException e) {
      outcome = "throws " + e.getCause();
    }
    boolean happened = fault == Fault.TASKS_FAIL_ONCE || FaultPlugin.happened(folder);
    FaultPlugin.order(folder, Fault.NONE, -1);
    nextStage();
    boolean hurt =
        stages.failures.get() > failures
            || stages.removed.get() > removed
            || !outcome.equals("same");
    if (!hurt && !last) {
      return false;
    }
    out.println(
        String.join(
            "\t",
            name,
            fault + " in " + where,
            happened ? "happened" : "did not happen",
            outcome.replaceAll("\\s", " "),
            (stages.failures.get() - failures)
                + " tasks failed, "
                + (stages.removed.get() - removed)
                + " executors lost, "
                + (System.nanoTime() - start) / 1_000_000
                + " ms"));
    return hurt;
  }

  private String within(Callable<String> pass) throws Exception {
    Future<String> future = runner.submit(pass);
    try {
      return future.get(60 * Long.getLong("assay.patience", 1), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      spark.sparkContext().cancelAllJobs();
      throw e;
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Runs a job of one stage, and says which number the next stage will have. */
  private int nextStage() throws Exception {
    int before = stages.last();
    context.parallelize(List.of(1), 1).count();
    await(() -> stages.last() > before && stages.isSingle(stages.last()));
    return stages.last() + 1;
  }

  /** Which stages ran, and whether they read a shuffle. */
  private static final class Stages extends SparkListener {

    private final ConcurrentSkipListMap<Integer, StageInfo> submitted =
        new ConcurrentSkipListMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger removed = new AtomicInteger();

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted event) {
      submitted.put(event.stageInfo().stageId(), event.stageInfo());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
      if (!event.taskInfo().successful()) {
        failures.incrementAndGet();
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
      removed.incrementAndGet();
    }

    int last() {
      return submitted.isEmpty() ? -1 : submitted.lastKey();
    }

    boolean isSingle(int id) {
      return submitted.get(id).name().startsWith("count at FaultyCluster");
    }

    Map<Integer, Boolean> between(int from, int to) {
      Map<Integer, Boolean> reads = new TreeMap<>();
      submitted
          .subMap(from, to - 1)
          .forEach((id, info) -> reads.put(id, !info.parentIds().isEmpty()));
      return reads;
    }
  }
}
