package dev.assay.dq.examples;

import static dev.assay.dq.Columns.anyColumns;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;

import dev.assay.dq.Check;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.CounterAccumulator;
import dev.assay.dq.spark.Counters;
import dev.assay.dq.spark.DataQuality;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Two exercises of a Spark course, each answered twice: by an accumulator over records (the RDD
 * path) and by a fused aggregation (the DataFrame path). How many values does each column miss? How
 * often does each word of a novel occur?
 */
public final class CourseExample {

  private static final Pattern NO_WORD = Pattern.compile("[^a-z']+");
  private static final int MAX_WORDS = 20_000;
  private static final int TOP = 10;

  private CourseExample() {}

  /**
   * Prints both answers side by side.
   *
   * @param args none
   * @throws IOException if the data cannot be copied to a temporary file
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (SparkSession spark = LocalSpark.start("assay-course")) {
      nulls(out, spark);
      words(out, spark);
    }
  }

  /** Records without a schema: what a parser of log lines or JSON would give. */
  static JavaRDD<Map<String, ?>> records(Dataset<Row> data) {
    String[] columns = data.columns();
    return data.toJavaRDD()
        .map(
            row -> {
              Map<String, Object> record = new HashMap<>();
              for (int i = 0; i < columns.length; i++) {
                record.put(columns[i], row.get(i));
              }
              return record;
            });
  }

  /** Missing values by column: name, the accumulator's count, the aggregation's count. */
  static Map<String, List<Long>> missing(SparkSession spark) throws IOException {
    Dataset<Row> data = Birdstrikes.read(spark, LocalSpark.file("birdstrikes.csv").toString());
    Counters.Missing counted = Counters.nulls(records(data));
    VerificationResult result =
        DataQuality.verify(
            data,
            Check.error("nulls")
                .require(forEachColumn(anyColumns(), column -> column.nullCount().observed())));
    Map<String, List<Long>> both = new LinkedHashMap<>();
    String[] columns = data.columns();
    for (int i = 0; i < columns.length; i++) {
      long aggregated = ((Number) value(result.constraints().get(i)).plain()).longValue();
      both.put(columns[i], List.of(counted.of(columns[i]), aggregated));
    }
    return both;
  }

  private static void nulls(PrintStream out, SparkSession spark) throws IOException {
    out.println("Missing values in birdstrikes.csv");
    out.printf(Locale.ROOT, "  %-28s %12s %12s%n", "column", "accumulator", "aggregation");
    missing(spark)
        .forEach(
            (column, counts) ->
                out.printf(
                    Locale.ROOT, "  %-28s %,12d %,12d%n", column, counts.get(0), counts.get(1)));
  }

  /** The most frequent words and how often each occurs. */
  record WordCount(Map<String, Long> byAccumulator, Map<String, Long> byQuery, long words) {}

  static WordCount wordCount(SparkSession spark) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<String> words =
        context
            .textFile(LocalSpark.file("prideprejudice.txt").toString())
            .flatMap(line -> Arrays.asList(NO_WORD.split(line.toLowerCase(Locale.ROOT))).iterator())
            .filter(word -> !word.isEmpty());
    CounterAccumulator<String> counter = Counters.values(words, MAX_WORDS);
    if (counter.overflow() > 0) {
      throw new IllegalStateException(
          "the novel has more than " + MAX_WORDS + " words, so counts may be too low");
    }
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counter.value().entrySet());
    sorted.sort(
        Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
            .reversed()
            .thenComparing(Map.Entry::getKey));
    Map<String, Long> counted = new LinkedHashMap<>();
    sorted.stream().limit(TOP).forEach(entry -> counted.put(entry.getKey(), entry.getValue()));

    Dataset<Row> column = spark.createDataset(words.rdd(), Encoders.STRING()).toDF("word");
    VerificationResult result =
        DataQuality.on(column)
            .check(
                Check.error("words")
                    .require(rowCount().observed(), string("word").valueCounts(TOP).observed()))
            .samplePolicy(SamplePolicy.clear()) // else it is not told which words they are
            .run();
    Map<String, Long> queried = new LinkedHashMap<>();
    MetricValue.Counts counts = (MetricValue.Counts) value(result.constraints().get(1));
    counts
        .top()
        .forEach(entry -> queried.put(String.valueOf(entry.value().plain()), entry.count()));
    return new WordCount(counted, queried, counter.total());
  }

  private static void words(PrintStream out, SparkSession spark) throws IOException {
    WordCount count = wordCount(spark);
    out.printf(Locale.ROOT, "%nWords of Pride and Prejudice: %,d%n", count.words());
    out.printf(Locale.ROOT, "  %-28s %12s %12s%n", "word", "accumulator", "query");
    count
        .byAccumulator()
        .forEach(
            (word, n) ->
                out.printf(
                    Locale.ROOT, "  %-28s %,12d %,12d%n", word, n, count.byQuery().get(word)));
  }

  private static MetricValue value(ConstraintResult result) {
    MetricValue actual = result.actual();
    if (actual == null) {
      throw new IllegalStateException(result.sentence() + " has no value: " + result.butWas());
    }
    return actual;
  }
}
