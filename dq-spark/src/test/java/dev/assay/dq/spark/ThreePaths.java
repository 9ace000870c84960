package dev.assay.dq.spark;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.local.LocalSuite;
import dev.assay.dq.result.SuiteResult;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The same rows as a Dataset, as an RDD and in memory.
 *
 * @param failsAt the row at which reading them fails; -1 for none
 */
record ThreePaths(String ddl, List<Object[]> rows, int failsAt) {

  ThreePaths(String ddl, List<Object[]> rows) {
    this(ddl, rows, -1);
  }

  static ThreePaths of(String ddl, Object[]... rows) {
    return new ThreePaths(ddl, List.of(rows));
  }

  static Object[] row(Object... values) {
    return values;
  }

  /** The same rows, but for those from the middle on: whoever reads so far finds no disk. */
  ThreePaths failingInTheMiddle() {
    return new ThreePaths(ddl, rows, rows.size() / 2);
  }

  private static <T> T read(List<T> all, int row, int failsAt) {
    if (row == failsAt) {
      throw new IllegalStateException("no such disk");
    }
    return all.get(row);
  }

  private static <T> JavaRDD<T> rdd(List<T> all, int failsAt) {
    JavaRDD<Integer> rows =
        SharedSpark.context().parallelize(IntStream.range(0, all.size()).boxed().toList(), 2);
    return rows.map(row -> read(all, row, failsAt));
  }

  private StructType schema() {
    return StructType.fromDDL(ddl);
  }

  private Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (StructField field : schema().fields()) {
      types.put(
          field.name(),
          switch (field.dataType().typeName()) {
            case "string" -> String.class;
            case "integer" -> Integer.class;
            case "double" -> Double.class;
            case "float" -> Float.class;
            case "boolean" -> Boolean.class;
            case "date" -> LocalDate.class;
            case "timestamp" -> Instant.class;
            default -> BigDecimal.class;
          });
    }
    return Fields.ofMap(types);
  }

  private Iterable<Map<String, ?>> list() {
    List<Map<String, ?>> all = records();
    int at = failsAt;
    return () ->
        IntStream.range(0, all.size())
            .<Map<String, ?>>mapToObj(row -> read(all, row, at))
            .iterator();
  }

  private List<Map<String, ?>> records() {
    String[] names = schema().fieldNames();
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object[] row : rows) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (int i = 0; i < row.length; i++) {
        record.put(names[i], row[i]);
      }
      records.add(record);
    }
    return records;
  }

  /** What each path says, under its name. */
  Map<String, VerificationResult> verify(OnNoRows noRows, Check... checks) {
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put(
        "Dataset",
        DataQuality.on(frame()).onNoRows(noRows).check(checks).samplePolicy(ClearLists.ALL).run());
    results.put("RDD", onRdd().onNoRows(noRows).check(checks).samplePolicy(ClearLists.ALL).run());
    results.put("list", onList().onNoRows(noRows).check(checks).samplePolicy(ClearLists.ALL).run());
    return results;
  }

  /** The same with samples. */
  Map<String, VerificationResult> sampled(int limit, Check... checks) {
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put(
        "Dataset",
        DataQuality.on(frame())
            .withSamples(limit)
            .check(checks)
            .samplePolicy(ClearLists.ALL)
            .run());
    results.put("RDD", onRdd().withSamples(limit).check(checks).samplePolicy(ClearLists.ALL).run());
    results.put(
        "list", onList().withSamples(limit).check(checks).samplePolicy(ClearLists.ALL).run());
    return results;
  }

  Dataset<Row> frame() {
    List<Row> data = rows.stream().map(RowFactory::create).toList();
    return failsAt < 0
        ? SharedSpark.session().createDataFrame(data, schema())
        : SharedSpark.session().createDataFrame(rdd(data, failsAt), schema());
  }

  /** What each path says beside other rows that have a name, with samples. */
  Map<String, VerificationResult> beside(
      Map<String, ThreePaths> others, int samples, Check... checks) {
    DatasetVerification frame = DataQuality.on(frame());
    RecordsVerification<Map<String, ?>> rdd = onRdd();
    RecordsVerification<Map<String, ?>> mixed = onRdd();
    LocalDataQuality<Map<String, ?>> list = onList();
    others.forEach(
        (name, other) -> {
          frame.with(name, other.frame().repartition(2));
          rdd.with(name, rdd(other.records(), other.failsAt), other.fields());
          mixed.with(name, other.frame());
          list.with(name, other.list(), other.fields());
        });
    return run(frame, rdd, mixed, list, samples, checks);
  }

  /** What each path says beside the very same object under two names, with samples. */
  Map<String, VerificationResult> besideItself(
      String one, String two, int samples, Check... checks) {
    Dataset<Row> frame = frame();
    JavaRDD<Map<String, ?>> rdd = rdd(records(), failsAt);
    List<Map<String, ?>> list = records();
    return run(
        DataQuality.on(frame).with(one, frame).with(two, frame),
        DataQuality.on(rdd, fields()).with(one, rdd, fields()).with(two, rdd, fields()),
        DataQuality.on(rdd, fields()).with(one, frame).with(two, frame),
        LocalDataQuality.on(list, fields()).with(one, list, fields()).with(two, list, fields()),
        samples,
        checks);
  }

  private static Map<String, VerificationResult> run(
      DatasetVerification frame,
      RecordsVerification<Map<String, ?>> rdd,
      RecordsVerification<Map<String, ?>> mixed,
      LocalDataQuality<Map<String, ?>> list,
      int samples,
      Check... checks) {
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put(
        "Dataset", frame.withSamples(samples).check(checks).samplePolicy(ClearLists.ALL).run());
    results.put("RDD", rdd.withSamples(samples).check(checks).samplePolicy(ClearLists.ALL).run());
    results.put(
        "RDD beside Datasets",
        mixed.withSamples(samples).check(checks).samplePolicy(ClearLists.ALL).run());
    results.put("list", list.withSamples(samples).check(checks).samplePolicy(ClearLists.ALL).run());
    return results;
  }

  /** What suites of all say, with samples and the key column, by what their data are. */
  static Map<String, SuiteResult> suites(
      Map<String, ThreePaths> datasets, Map<String, Check> checks, String key) {
    Suite frames = DataQuality.suite();
    Suite rdds = DataQuality.suite();
    Suite mixed = DataQuality.suite();
    LocalSuite lists = LocalDataQuality.suite();
    datasets.forEach(
        (name, data) -> {
          Check check = checks.get(name);
          JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(data.records(), 2);
          if (check == null) {
            frames.with(name, data.frame());
            rdds.with(name, rdd, data.fields());
            mixed.with(name, data.frame());
            lists.with(name, data.records(), data.fields());
          } else {
            frames.on(name, data.frame(), check);
            rdds.on(name, rdd, data.fields(), check);
            mixed.on(name, rdd, data.fields(), check);
            lists.on(name, data.records(), data.fields(), check);
          }
        });
    Map<String, SuiteResult> results = new LinkedHashMap<>();
    results.put("Datasets", frames.withSamples(5, key).samplePolicy(ClearLists.ALL).run());
    results.put("RDDs", rdds.withSamples(5, key).samplePolicy(ClearLists.ALL).run());
    results.put(
        "RDDs beside Datasets", mixed.withSamples(5, key).samplePolicy(ClearLists.ALL).run());
    results.put("lists", lists.withSamples(5, key).samplePolicy(ClearLists.ALL).run());
    return results;
  }

  RecordsVerification<Map<String, ?>> onRdd() {
    return DataQuality.on(rdd(records(), failsAt), fields());
  }

  /** Gives a run over a list these rows under a name. */
  LocalDataQuality<Map<String, ?>> addTo(LocalDataQuality<Map<String, ?>> run, String name) {
    return run.with(name, records(), fields());
  }

  LocalDataQuality<Map<String, ?>> onList() {
    return LocalDataQuality.on(list(), fields());
  }

  VerificationResult list(Check... checks) {
    return ClearLists.verify(records(), fields(), checks);
  }

  Map<String, VerificationResult> verify(Check... checks) {
    return verify(OnNoRows.DEFAULT, checks);
  }

  /** Each of three runs under a policy, by the name of its path; with samples if there are some. */
  static Map<String, VerificationResult> underPolicy(
      DatasetVerification frame,
      RecordsVerification<?> rdd,
      LocalDataQuality<?> list,
      @Nullable SamplePolicy policy,
      int samples,
      String... keys) {
    if (policy != null) {
      frame.samplePolicy(policy);
      rdd.samplePolicy(policy);
      list.samplePolicy(policy);
    }
    if (samples > 0) {
      frame.withSamples(samples, keys);
      rdd.withSamples(samples, keys);
      list.withSamples(samples, keys);
    }
    Map<String, VerificationResult> results = new LinkedHashMap<>();
    results.put("Dataset", frame.run());
    results.put("RDD", rdd.run());
    results.put("list", list.run());
    return results;
  }
}
