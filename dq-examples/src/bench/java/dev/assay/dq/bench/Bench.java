package dev.assay.dq.bench;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.stddev_pop;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.spark.DataQuality;
import dev.assay.dq.spark.Profiler;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** Runs the cases and prints one table. */
public final class Bench {

  private static final String USAGE =
      """
      --scale N      line items: N times 6,001,215 rows (default 1)
      --cases REGEX  only these cases
      --runs N       timed runs of each contender (default 3)
      --warmups N    untimed runs before (default 1)
      --flights FILE flights as Parquet with date, delay, distance, origin and destination
      --with FILE    bench.json of a run with another Deequ: its times count in the bars too
      --data DIR     where the data are kept (default target/bench-data)
      --out DIR      where bench.md and bench.json go (default target/bench)
      --json FILE    where everything measured goes as JSON (default bench.json in --out)\
      """;

  private static final String WIDER = "profile of 200 columns against 100";
  private static final String DATA = "target/bench-data";
  static final String DEEQU = "deequ" + version();

  private static String version() {
    try {
      return Deequ.present() ? " " + Deequ.version() : "";
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private final Map<String, String> options = new TreeMap<>();
  private final List<Contest.Outcome> outcomes = new ArrayList<>();
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Meter meter = new Meter();
  private final Data data;
  private final double scale;

  private Bench(Map<String, String> options, SparkSession spark) {
    this.options.putAll(options);
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.data = new Data(spark, Path.of(options.getOrDefault("data", DATA)));
    this.scale = Double.parseDouble(options.getOrDefault("scale", "1"));
    spark.sparkContext().addSparkListener(meter);
  }

  /**
   * Runs the benchmark.
   *
   * @param args see the usage
   * @throws Exception if a contender fails, or two disagree
   */
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        System.out.println(USAGE);
        System.exit(2);
      }
      options.put(args[i].substring(2), args[i + 1]);
    }
    SparkSession spark =
        SparkSession.builder()
            .appName("assay-benchmark")
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    try {
      new Bench(options, spark).all();
    } finally {
      spark.stop();
    }
  }

  boolean wanted(String name) {
    return Pattern.compile(options.getOrDefault("cases", "")).matcher(name).find();
  }

  void run(Contest contest) throws Exception {
    contest.alsoKnown(others(options.get("with")));
    Contest.Outcome outcome =
        contest.run(
            meter,
            context,
            Integer.parseInt(options.getOrDefault("warmups", "1")),
            Integer.parseInt(options.getOrDefault("runs", "3")));
    came(outcome);
  }

  /** Shows an outcome, and keeps all so far: a later case that fails takes nothing with it. */
  private void came(Contest.Outcome outcome) throws IOException {
    outcomes.add(outcome);
    System.out.print(Report.text(outcome));
    Path out = Path.of(options.getOrDefault("out", "target/bench"));
    Files.createDirectories(out);
    Files.writeString(out.resolve("bench.md"), Report.markdown(outcomes));
    Path json = Path.of(options.getOrDefault("json", out.resolve("bench.json").toString()));
    Files.writeString(json, Report.json(outcomes));
  }

  /** The best times of the Deequ of another run, by case and name. */
  private static Map<String, Map<String, Double>> others(String file) throws IOException {
    Map<String, Map<String, Double>> all = new TreeMap<>();
    Pattern entry =
        Pattern.compile(
            "\"case\": \"([^\"]*)\", \"contender\": \"(deequ [^\"]*)\", \"best\": ([0-9.]+)");
    var found = entry.matcher(file == null ? "" : Files.readString(Path.of(file)));
    while (found.find()) {
      all.computeIfAbsent(found.group(1), name -> new TreeMap<>())
          .put(found.group(2) + " (other run)", Double.valueOf(found.group(3)));
    }
    return all;
  }

  private void all() throws Exception {
    System.out.println(
        "Spark "
            + spark.version()
            + ", Java "
            + System.getProperty("java.version")
            + ", "
            + context.defaultParallelism()
            + " cores, heap "
            + Runtime.getRuntime().maxMemory() / 1_000_000
            + " MB, Deequ "
            + (Deequ.present() ? Deequ.version() : "absent"));
    lineitem();
    keys();
    orders();
    new Beyond(this, data, scale, options.getOrDefault("data", DATA)).all();
    wide();
    shapes();
    flights();
    distinct();
    families();
    records();
    planning();
    marginal();
    profiles();
    growth();
    System.out.println(
        "see " + Path.of(options.getOrDefault("out", "target/bench")).toAbsolutePath());
  }

  private static Object analyzer(String name, Object... arguments) {
    if (!Deequ.present()) {
      return null;
    }
    try {
      return Deequ.analyzer(name, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Column share(Column condition) {
    return sum(when(condition, 1).otherwise(0)).divide(count(lit(1)));
  }

  private static void statistics(List<Question> all, String name) {
    NumericColumn column = number(name);
    Column c = col(name);
    all.add(
        new Question(name + " min", column.min().observed(), min(c), analyzer("Minimum", name)));
    all.add(
        new Question(name + " max", column.max().observed(), max(c), analyzer("Maximum", name)));
    all.add(new Question(name + " mean", column.mean().observed(), avg(c), analyzer("Mean", name)));
  }

  static List<Question> scan() {
    List<Question> all = new ArrayList<>();
    all.add(new Question("rows", rowCount().observed(), count(lit(1)), analyzer("Size")));
    for (String name : List.of("l_orderkey", "l_comment")) {
      all.add(
          new Question(
              name + " completeness",
              string("`" + name + "`").completeness().observed(),
              count(col(name)).divide(count(lit(1))),
              analyzer("Completeness", name)));
    }
    all.set(
        1,
        new Question(
            "l_orderkey completeness",
            integer("l_orderkey").completeness().observed(),
            count(col("l_orderkey")).divide(count(lit(1))),
            analyzer("Completeness", "l_orderkey")));
    for (String name : List.of("l_quantity", "l_extendedprice")) {
      statistics(all, name);
      all.add(
          new Question(
              name + " sum", number(name).sum().observed(), sum(name), analyzer("Sum", name)));
      all.add(
          new Question(
              name + " deviation",
              number(name).populationStandardDeviation().observed(),
              stddev_pop(name),
              analyzer("StandardDeviation", name)));
    }
    statistics(all, "l_discount");
    all.add(
        new Question(
            "l_tax in range",
            number("l_tax").isBetween(0, 0.08).compliance().observed(),
            share(col("l_tax").between(0, 0.08)),
            analyzer("Compliance", "tax", "l_tax >= 0 AND l_tax <= 0.08")));
    all.add(
        new Question(
            "l_returnflag in set",
            string("l_returnflag").isIn("A", "N", "R").compliance().observed(),
            share(col("l_returnflag").isin("A", "N", "R")),
            analyzer("Compliance", "flag", "l_returnflag IN ('A', 'N', 'R')")));
    all.add(
        new Question(
            "l_linestatus in set",
            string("l_linestatus").isIn("O").compliance().observed(),
            share(col("l_linestatus").isin("O")),
            analyzer("Compliance", "status", "l_linestatus IN ('O')")));
    StringColumn mode = string("l_shipmode");
    all.add(
        new Question(
            "l_shipmode min length",
            mode.minLength().observed(),
            min(length(col("l_shipmode"))),
            analyzer("MinLength", "l_shipmode")));
    all.add(
        new Question(
            "l_shipmode max length",
            mode.maxLength().observed(),
            max(length(col("l_shipmode"))),
            analyzer("MaxLength", "l_shipmode")));
    all.add(
        new Question(
            "l_comment pattern",
            string("l_comment").containsPattern("furious").compliance().observed(),
            share(col("l_comment").rlike("furious")),
            Deequ.present()
                ? analyzer(
                    "PatternMatch",
                    "l_comment",
                    new scala.util.matching.Regex("furious", Deequ.columns()))
                : null));
    all.add(
        new Question(
            "l_quantity at least 1",
            number("l_quantity").isAtLeast(1).compliance().observed(),
            share(col("l_quantity").geq(1)),
            analyzer("Compliance", "quantity", "l_quantity >= 1")));
    return all;
  }

  private static List<Question> approximate() {
    List<Question> all = new ArrayList<>();
    for (String name : List.of("l_partkey", "l_suppkey")) {
      all.add(
          new Question(
              "~ " + name + " distinct",
              integer(name).approxDistinctCount().observed(),
              approx_count_distinct(col(name), 0.05),
              analyzer("ApproxCountDistinct", name)));
    }
    all.add(
        new Question(
            "~ l_extendedprice median",
            number("l_extendedprice").approxQuantile(0.5).observed(),
            percentile_approx(col("l_extendedprice"), lit(0.5), lit(100)),
            analyzer("ApproxQuantile", "l_extendedprice", 0.5, 0.01)));
    return all;
  }

  private static final String[] SCANNED = {
    "l_orderkey",
    "l_quantity",
    "l_extendedprice",
    "l_discount",
    "l_tax",
    "l_returnflag",
    "l_linestatus",
    "l_shipmode",
    "l_comment"
  };

  private Contest contest(
      String name, Dataset<Row> frame, List<Question> questions, String... columns) {
    // a question that cannot be asked fails before anything is timed
    DataQuality.plan(frame, Question.check(questions));
    Contest contest = new Contest(name);
    if (columns.length > 0) {
      contest.add("noop", Question.noop(frame, columns));
    }
    return contest;
  }

  private Contest.Contender assay(Dataset<Row> frame, List<Question> questions) {
    return Question.assay(questions, check -> DataQuality.verify(frame, check));
  }

  /** Long sums that cannot overflow, beside Spark's, which wrap or fail. */
  private void sums(Dataset<Row> frame) throws Exception {
    List<Question> questions = new ArrayList<>();
    String[] columns = {"l_orderkey", "l_partkey", "l_suppkey", "l_quantity"};
    for (String name : columns) {
      questions.add(new Question(name, integer(name).sum().observed(), sum(name), null));
    }
    run(
        contest("sums: what exactness costs, 4 sums of longs", frame, questions, columns)
            .add("hand", Question.hand(frame, questions))
            .add("assay", assay(frame, questions)));
  }

  private void lineitem() throws Exception {
    Dataset<Row> frame = data.lineitem(scale);
    if (wanted("sums")) {
      sums(frame);
    }
    if (wanted("scan")) {
      Contest contest =
          contest("scan: 23 metrics over 9 columns", frame, scan(), SCANNED)
              .add("hand", Question.hand(frame, scan()));
      if (Deequ.present()) {
        contest.add(DEEQU, Question.deequ(frame, scan()));
      }
      run(contest.add("assay", assay(frame, scan())).atMost(1.15, "hand").faster(1.7, DEEQU));
    }
    if (wanted("approx")) {
      List<Question> questions = new ArrayList<>(scan());
      questions.addAll(approximate());
      String[] columns = Arrays.copyOf(SCANNED, SCANNED.length + 2);
      columns[SCANNED.length] = "l_partkey";
      columns[SCANNED.length + 1] = "l_suppkey";
      Contest contest =
          contest("approx: 2 distinct counts and a quantile besides", frame, questions, columns)
              .add("hand", Question.hand(frame, questions));
      if (Deequ.present()) {
        contest.add(DEEQU, Question.deequ(frame, questions));
      }
      run(contest.add("assay", assay(frame, questions)).faster(1.3, DEEQU));
    }
  }

  private static final List<List<String>> THREE_KEYS =
      List.of(List.of("l_orderkey"), List.of("l_partkey"), List.of("l_orderkey", "l_linenumber"));

  private static final List<List<String>> TEN_KEYS =
      List.of(
          List.of("l_orderkey"),
          List.of("l_partkey"),
          List.of("l_suppkey"),
          List.of("l_linenumber"),
          List.of("l_shipdate"),
          List.of("l_commitdate"),
          List.of("l_receiptdate"),
          List.of("l_extendedprice"),
          List.of("l_orderkey", "l_linenumber"),
          List.of("l_partkey", "l_suppkey"));

  private static List<Question> questionsOf(List<List<String>> keys) {
    List<Question> all = new ArrayList<>();
    for (List<String> names : keys) {
      String[] columns = names.toArray(String[]::new);
      Object list = Deequ.present() ? Deequ.columns(columns) : null;
      all.add(
          new Question(
              names + " uniqueness",
              key(columns).uniqueness().observed(),
              null,
              analyzer("Uniqueness", list)));
      all.add(
          new Question(
              names + " distinctness",
              key(columns).distinctness().observed(),
              null,
              analyzer("Distinctness", list)));
      all.add(
          new Question(
              names + " unique-value ratio",
              key(columns).uniqueValueRatio().observed(),
              null,
              analyzer("UniqueValueRatio", list)));
    }
    return all;
  }

  /** A groupBy for each key. */
  private static Contest.Contender groupBys(Dataset<Row> frame, List<List<String>> keys) {
    return () -> {
      Map<String, Object> answers = new LinkedHashMap<>();
      for (List<String> names : keys) {
        Column[] columns =
            names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
        Column complete = lit(true);
        for (Column column : columns) {
          complete = complete.and(column.isNotNull());
        }
        Row row =
            frame
                .where(complete)
                .groupBy(columns)
                .agg(count(lit(1)).as("n"))
                .agg(sum("n"), count(lit(1)), sum(when(col("n").equalTo(1), 1).otherwise(0)))
                .collectAsList()
                .get(0);
        double rows = row.getLong(0);
        double distinct = row.getLong(1);
        double once = row.getLong(2);
        answers.put(names + " uniqueness", once / rows);
        answers.put(names + " distinctness", distinct / rows);
        answers.put(names + " unique-value ratio", once / distinct);
      }
      return answers;
    };
  }

  private void keys() throws Exception {
    Dataset<Row> frame = data.lineitem(scale);
    if (wanted("keys 3")) {
      List<Question> questions = questionsOf(THREE_KEYS);
      Contest contest =
          contest(
                  "keys 3: two single, one pair",
                  frame,
                  questions,
                  "l_orderkey",
                  "l_partkey",
                  "l_linenumber")
              .add("hand", groupBys(frame, THREE_KEYS));
      if (Deequ.present()) {
        contest.add(DEEQU, Question.deequ(frame, questions));
      }
      run(contest.add("assay", assay(frame, questions)).faster(3, DEEQU));
    }
    if (wanted("keys 10")) {
      List<Question> questions = questionsOf(TEN_KEYS);
      run(
          contest("keys 10: ten keys", frame, questions, columnsOf(TEN_KEYS))
              .add("hand", groupBys(frame, TEN_KEYS))
              .add("assay", assay(frame, questions))
              .faster(2, "hand"));
    }
    if (wanted("everything")) {
      List<Question> questions = new ArrayList<>(scan());
      questions.addAll(approximate());
      List<Question> grouped = questionsOf(THREE_KEYS);
      List<Question> together = new ArrayList<>(questions);
      together.addAll(grouped);
      String[] columns =
          Stream.of(SCANNED, new String[] {"l_suppkey"}, columnsOf(THREE_KEYS))
              .flatMap(Arrays::stream)
              .distinct()
              .toArray(String[]::new);
      Contest.Contender aggregated = Question.hand(frame, questions);
      Contest.Contender groups = groupBys(frame, THREE_KEYS);
      Contest contest =
          contest("everything together", frame, together, columns)
              .add(
                  "hand",
                  () -> {
                    Map<String, Object> answers = new LinkedHashMap<>(aggregated.run());
                    answers.putAll(groups.run());
                    return answers;
                  });
      if (Deequ.present()) {
        contest.add(DEEQU, Question.deequ(frame, together));
      }
      run(contest.add("assay", assay(frame, together)).faster(2.5, DEEQU));
    }
  }

  /** What a small job asks of a table: statistics, a set of values, and its primary key. */
  private void orders() throws Exception {
    if (!wanted("orders: statistics and a primary key")) {
      return;
    }
    Dataset<Row> frame = data.orders(scale);
    List<Question> questions = new ArrayList<>();
    questions.add(new Question("rows", rowCount().observed(), count(lit(1)), analyzer("Size")));
    statistics(questions, "o_totalprice");
    questions.add(
        new Question(
            "o_orderstatus in set",
            string("o_orderstatus").isIn("F", "O", "P").compliance().observed(),
            share(col("o_orderstatus").isin("F", "O", "P")),
            analyzer("Compliance", "status", "o_orderstatus IN ('F', 'O', 'P')")));
    List<List<String>> key = List.of(List.of("o_orderkey"));
    List<Question> together = new ArrayList<>(questions);
    together.addAll(questionsOf(key));
    Contest.Contender aggregated = Question.hand(frame, questions);
    Contest.Contender groups = groupBys(frame, key);
    Contest contest =
        contest(
                "orders: statistics and a primary key",
                frame,
                together,
                "o_orderkey",
                "o_totalprice",
                "o_orderstatus")
            .add(
                "hand",
                () -> {
                  Map<String, Object> answers = new LinkedHashMap<>(aggregated.run());
                  answers.putAll(groups.run());
                  return answers;
                });
    if (Deequ.present()) {
      contest.add(DEEQU, Question.deequ(frame, together));
    }
    run(contest.add("assay", assay(frame, together)).atMost(1.2, "hand").faster(1.7, DEEQU));
  }

  private static String[] columnsOf(List<List<String>> keys) {
    return keys.stream().flatMap(List::stream).distinct().toArray(String[]::new);
  }

  private static List<Question> wideQuestions(Dataset<Row> frame) {
    List<Question> all = new ArrayList<>();
    all.add(new Question("rows", rowCount().observed(), count(lit(1)), null));
    for (String name : frame.columns()) {
      Column c = col(name);
      if (frame.schema().apply(name).dataType().typeName().equals("string")) {
        StringColumn text = string(name);
        all.add(
            new Question(
                name + " nulls",
                text.nullCount().observed(),
                sum(when(c.isNull(), 1).otherwise(0)),
                null));
        all.add(new Question(name + " min", text.minLength().observed(), min(length(c)), null));
        all.add(new Question(name + " max", text.maxLength().observed(), max(length(c)), null));
        all.add(new Question(name + " mean", text.meanLength().observed(), avg(length(c)), null));
      } else {
        NumericColumn number = number(name);
        all.add(
            new Question(
                name + " nulls",
                number.nullCount().observed(),
                sum(when(c.isNull(), 1).otherwise(0)),
                null));
        all.add(new Question(name + " min", number.min().observed(), min(c), null));
        all.add(new Question(name + " max", number.max().observed(), max(c), null));
        all.add(new Question(name + " mean", number.mean().observed(), avg(c), null));
      }
    }
    return all;
  }

  /** One naive query of four metrics a column against Assay. */
  private void wide(String name, Dataset<Row> frame, double bar) throws Exception {
    List<Question> questions = wideQuestions(frame);
    run(
        contest(name, frame, questions, frame.columns())
            .add("hand", Question.hand(frame, questions))
            .add("assay", assay(frame, questions))
            .faster(bar, "hand"));
  }

  private void wide() throws Exception {
    long rows = (long) (2_000_000 * Math.min(1, scale));
    if (wanted("wide 100")) {
      wide("wide 100 columns x 4, Parquet", data.wide(100, rows), 3.5);
    }
    if (wanted("wide 200")) {
      Dataset<Row> narrow = data.wide(100, rows / 2);
      Dataset<Row> frame = data.wide(200, rows / 2);
      run(
          contest(
                  "wide 200 columns against 100, Parquet",
                  frame,
                  wideQuestions(frame),
                  frame.columns())
              .add("100 columns", assay(narrow, wideQuestions(narrow)))
              .add("assay", assay(frame, wideQuestions(frame)))
              .atMost(2.3, "100 columns")
              .distinctAnswers());
    }
    if (wanted("wide csv")) {
      wide("wide csv 100 columns x 4, one read", data.wideCsv(100, rows / 4), 1.5);
    }
    if (wanted("wide json")) {
      wide("wide json 100 columns x 4, one read", data.wideJson(100, rows / 8), 1.5);
    }
    if (wanted("wide cached")) {
      Dataset<Row> frame = data.wide(100, rows / 2).limit((int) (rows / 8)).cache();
      frame.count();
      wide("wide cached 100 columns x 4, one read", frame, 1.5);
      frame.unpersist(true);
    }
    if (wanted("minmax")) {
      Dataset<Row> frame = data.wide(100, rows);
      List<Question> questions = new ArrayList<>();
      List<String> doubles = new ArrayList<>();
      for (int i = 1; i < 100; i += 8) {
        String name = "c" + i;
        doubles.add(name);
        questions.add(
            new Question(
                name + " min",
                number(name).min().observed(),
                min(col(name)),
                analyzer("Minimum", name)));
        questions.add(
            new Question(
                name + " max",
                number(name).max().observed(),
                max(col(name)),
                analyzer("Maximum", name)));
      }
      Contest contest =
          contest("minmax of 13 double columns", frame, questions, doubles.toArray(String[]::new))
              .add("hand", Question.hand(frame, questions));
      if (Deequ.present()) {
        contest.add(DEEQU, Question.deequ(frame, questions));
      }
      run(contest.add("assay", assay(frame, questions)).atMost(1.2, "hand"));
    }
  }

  /** Three million real flights, where the file is given: columns, and the key of a flight. */
  private void flights() throws Exception {
    String file = options.get("flights");
    if (file == null || !wanted("flights")) {
      return;
    }
    Dataset<Row> frame = spark.read().parquet(file);
    List<Question> questions = new ArrayList<>();
    questions.add(new Question("rows", rowCount().observed(), count(lit(1)), analyzer("Size")));
    statistics(questions, "delay");
    statistics(questions, "distance");
    run(
        contest("flights: statistics of two columns", frame, questions, "delay", "distance")
            .add("hand", Question.hand(frame, questions))
            .add("assay", assay(frame, questions))
            .atMost(1.2, "hand"));
    List<List<String>> key = List.of(List.of("date", "origin", "destination"));
    run(
        contest("flights: key of three columns", frame, questionsOf(key), columnsOf(key))
            .add("group-by", groupBys(frame, key))
            .add("assay", assay(frame, questionsOf(key)))
            .atMost(1.2, "group-by"));
  }

  private void shapes() throws Exception {
    Dataset<Row> frame = data.shapes();
    for (List<String> names :
        List.of(
            List.of("skewed"),
            List.of("low"),
            List.of("text200"),
            List.of("a", "b", "c", "d", "e"))) {
      if (!wanted("shape of key " + names)) {
        continue;
      }
      List<Question> questions = questionsOf(List.of(names));
      run(
          contest("shape of key " + names, frame, questions, names.toArray(String[]::new))
              .add("hand", groupBys(frame, List.of(names)))
              .add("assay", assay(frame, questions))
              .atMost(1.2, "hand"));
    }
  }

  private void distinct() throws Exception {
    if (!wanted("distinct")) {
      return;
    }
    long rows = (long) (50_000_000 * Math.min(1, scale));
    Dataset<Row> frame = data.distinctKey(rows);
    List<Question> questions = questionsOf(List.of(List.of("k")));
    run(
        contest("distinct: a key of " + rows + " values", frame, questions, "k")
            .add("hand", groupBys(frame, List.of(List.of("k"))))
            .add("assay", assay(frame, questions))
            .atMost(1.3, "hand"));
  }

  private void family(String name, Dataset<Row> frame, List<Question> questions, String... columns)
      throws Exception {
    if (wanted(name)) {
      run(
          contest(name, frame, questions, columns)
              .add("hand", Question.hand(frame, questions))
              .add("assay", assay(frame, questions))
              .atMost(1.2, "hand"));
    }
  }

  /** What is said of a row, family by family. */
  private void families() throws Exception {
    Dataset<Row> items = data.lineitem(scale);
    family("family: 20 predicates of a text", items, Families.texts(), "l_comment");
    family(
        "family: 10 predicates with arithmetic",
        items,
        Families.arithmetic(),
        "l_extendedprice",
        "l_discount",
        "l_tax",
        "l_quantity",
        "l_orderkey",
        "l_partkey",
        "l_suppkey");
    family(
        "family: 10 predicates of dates",
        items,
        Families.times(),
        "l_shipdate",
        "l_commitdate",
        "l_receiptdate");
    if (wanted("family: 5 predicates of arrays and maps")) {
      family(
          "family: 5 predicates of arrays and maps",
          data.nested(scale),
          Families.nested(),
          "prices",
          "modes",
          "amounts");
    }
    if (wanted("family: 5 formats with check digits")) {
      Dataset<Row> coded = data.coded(scale);
      run(
          contest("family: 5 formats with check digits", coded, Families.formats(), coded.columns())
              .add("hand, shapes", Question.hand(coded, Families.shapes()))
              .add("shapes", assay(coded, Families.shapes()))
              .add("assay", assay(coded, Families.formats()))
              .atMost(3, "hand, shapes")
              .distinctAnswers());
    }
    sets(items);
  }

  /** A set of 100,000 values, which by hand is a join. */
  private void sets(Dataset<Row> items) throws Exception {
    if (!wanted("family: a set of 100,000 values")) {
      return;
    }
    List<Long> values = LongStream.range(0, 100_000).map(i -> i * 7).boxed().toList();
    List<Question> one =
        List.of(
            new Question(
                "in set", integer("l_orderkey").isIn(values).compliance().observed(), null, null));
    run(
        contest("family: a set of 100,000 values", items, one, "l_orderkey")
            .add("hand", found(items, spark.createDataset(values, Encoders.LONG()).toDF("known")))
            .add(
                "values that Spark counts up",
                found(items, spark.range(0, 700_000, 7).toDF("known")))
            .add("assay", assay(items, one))
            .atMost(1.2, "hand"));
    Check check = Question.check(one);
    DataQuality.plan(items, check).explain();
    long start = System.nanoTime();
    DataQuality.plan(items, check);
    limit("family: planning that set", (System.nanoTime() - start) / 1e9, 0.3);
  }

  /** How many rows have a known key, by a join. */
  private static Contest.Contender found(Dataset<Row> items, Dataset<Row> known) {
    return Question.hand(
        items.join(broadcast(known), col("l_orderkey").equalTo(col("known")), "left_outer"),
        List.of(new Question("in set", null, count(col("known")).divide(count(lit(1))), null)));
  }

  /** A record of a user's class. */
  static final class Item implements Serializable {
    private static final long serialVersionUID = 1L;
    final long id;
    final double price;
    final String status;
    final String mail;

    private Item(long id, double price, String status, String mail) {
      this.id = id;
      this.price = price;
      this.status = status;
      this.mail = mail;
    }

    static Item parse(String line) {
      String[] parts = line.split(",", -1);
      return new Item(
          Long.parseLong(parts[0]),
          Double.parseDouble(parts[1]),
          parts[2],
          parts[3].isEmpty() ? null : parts[3]);
    }

    String line() {
      return id + "," + price + "," + status + "," + (mail == null ? "" : mail);
    }

    Item(long id) {
      this.id = id;
      this.price = id % 1000 - 1;
      this.status = id % 3 == 0 ? "NEW" : "PAID";
      this.mail = id % 100 == 0 ? null : "user" + id % 1000 + "@example.org";
    }

    long id() {
      return id;
    }

    Double price() {
      return price;
    }

    String status() {
      return status;
    }

    String mail() {
      return mail;
    }
  }

  private static Fields<Item> itemFields() {
    return Fields.builder(Item.class)
        .integer("id", Item::id)
        .real("price", Item::price)
        .string("status", Item::status)
        .string("mail", Item::mail)
        .build();
  }

  private static Check itemCheck() {
    return Check.error("items")
        .require(
            rowCount().isAtLeast(1),
            number("id").isComplete(),
            number("id").isNonNegative(),
            number("price").isNonNegative(),
            number("price").isAtMost(998),
            string("status").isIn("NEW", "PAID"),
            string("mail").isComplete(),
            string("mail").contains("@"),
            number("price").mean().isBetween(0, 1000),
            number("price").max().isAtMost(998));
  }

  private void records() throws Exception {
    int rows = (int) (5_000_000 * Math.min(1, scale));
    if (wanted("rdd")) {
      String path = data.lines(rows).toString();
      JavaRDD<Item> parsed = context.textFile(path, 8).map(Item::parse);
      run(
          new Contest("rdd: " + rows + " records parsed from text, 10 constraints")
              .add("noop", () -> passed(parsed))
              .add("hand", () -> counted(parsed))
              .add("assay", () -> verified(parsed))
              .atMost(1.5, "hand"));
      run(
          new Contest("rdd: the same parsed records, 10 constraints with arithmetic")
              .add("noop", () -> passed(parsed))
              .add("hand", () -> computedByHand(parsed))
              .add("assay", () -> computed(parsed))
              .atMost(1.5, "hand"));
      JavaRDD<Item> made =
          context
              .parallelize(IntStream.range(0, 8).boxed().toList(), 8)
              .flatMap(
                  part ->
                      IntStream.range(part * (rows / 8), (part + 1) * (rows / 8))
                          .mapToObj(Item::new)
                          .iterator());
      run(
          new Contest("rdd: the same records made in place, which costs next to nothing")
              .add("noop", () -> passed(made))
              .add("hand", () -> counted(made))
              .add("assay", () -> verified(made)));
    }
    if (wanted("local")) {
      List<Item> items = IntStream.range(0, 100).mapToObj(Item::new).toList();
      Fields<Item> fields = itemFields();
      Check[] twenty = {itemCheck(), Check.error("more").require(itemCheck().constraints())};
      // after 2,000 runs Java still compiled, and two versions of one speed seemed to differ by
      // half
      for (int i = 0; i < 15_000; i++) {
        LocalDataQuality.verify(items, fields, twenty);
      }
      long start = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        LocalDataQuality.verify(items, fields, twenty);
      }
      limit("local: 20 constraints x 100 records", (System.nanoTime() - start) / 1e9 / 1000, 0.020);
    }
  }

  /** Makes the records and looks at none. */
  private static Map<String, Object> passed(JavaRDD<Item> items) {
    items.foreachPartition(
        iterator -> {
          while (iterator.hasNext()) {
            iterator.next();
          }
        });
    return Map.of();
  }

  private static Check arithmeticCheck() {
    NumericColumn id = integer("id");
    NumericColumn price = number("price");
    return Check.error("arithmetic")
        .require(
            id.plus(1).isPositive(),
            id.times(2).minus(id).isEqualTo(id),
            price.times(2).isAtMost(1000),
            price.minus(1).isLessThan(price),
            price.absolute().isAtLeast(1),
            price.dividedBy(2).isAtMost(400),
            price.plus(id).isGreaterThan(price),
            string("status").lower().isIn("new", "open"),
            string("mail").length().isAtMost(18),
            price.times(3).plus(id).mean().isAtLeast(0));
  }

  private static Map<String, Object> computed(JavaRDD<Item> items) {
    var constraints = DataQuality.verify(items, itemFields(), arithmeticCheck()).constraints();
    Map<String, Object> answers = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      answers.put("violations " + i, constraints.get(i).violations());
    }
    answers.put("mean", constraints.get(9).actual().plain());
    return answers;
  }

  private static Map<String, Object> computedByHand(JavaRDD<Item> items) {
    LongAccumulator[] counters = new LongAccumulator[10];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = new LongAccumulator();
      items.context().register(counters[i]);
    }
    org.apache.spark.util.DoubleAccumulator sum = new org.apache.spark.util.DoubleAccumulator();
    items.context().register(sum);
    items.foreachPartition(
        iterator -> {
          long[] n = new long[10];
          double total = 0;
          while (iterator.hasNext()) {
            Item item = iterator.next();
            long id = item.id();
            double price = item.price();
            n[0] += Math.addExact(id, 1) > 0 ? 0 : 1;
            n[1] += Math.subtractExact(Math.multiplyExact(id, 2), id) == id ? 0 : 1;
            n[2] += price * 2 <= 1000 ? 0 : 1;
            n[3] += price - 1 < price ? 0 : 1;
            n[4] += Math.abs(price) >= 1 ? 0 : 1;
            n[5] += price / 2 <= 400 ? 0 : 1;
            n[6] += price + id > price ? 0 : 1;
            String status = item.status();
            String lower = status == null ? null : status.toLowerCase(Locale.ROOT);
            n[7] += lower == null || lower.equals("new") || lower.equals("open") ? 0 : 1;
            String mail = item.mail();
            n[8] += mail == null || mail.codePointCount(0, mail.length()) <= 18 ? 0 : 1;
            n[9]++;
            total += price * 3 + id;
          }
          for (int i = 0; i < n.length; i++) {
            counters[i].add(n[i]);
          }
          sum.add(total);
        });
    Map<String, Object> answers = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      answers.put("violations " + i, counters[i].value());
    }
    answers.put("mean", sum.value() / counters[9].value());
    return answers;
  }

  private static Map<String, Object> verified(JavaRDD<Item> items) {
    var result = DataQuality.verify(items, itemFields(), itemCheck());
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("negative", result.constraints().get(3).violations());
    answers.put("missing", result.constraints().get(6).violations());
    answers.put("mean", result.constraints().get(8).actual().plain());
    return answers;
  }

  private static Map<String, Object> counted(JavaRDD<Item> items) {
    LongAccumulator[] counters = new LongAccumulator[9];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = new LongAccumulator();
      items.context().register(counters[i]);
    }
    org.apache.spark.util.DoubleAccumulator sum = new org.apache.spark.util.DoubleAccumulator();
    items.context().register(sum);
    items.foreachPartition(
        iterator -> {
          long[] n = new long[9];
          double total = 0;
          double max = Double.NEGATIVE_INFINITY;
          while (iterator.hasNext()) {
            Item item = iterator.next();
            n[0]++;
            n[1] += item.id() < 0 ? 1 : 0;
            double price = item.price();
            n[2] += price >= 0 ? 0 : 1;
            n[3] += price <= 998 ? 0 : 1;
            String status = item.status();
            n[4] += status == null || status.equals("NEW") || status.equals("PAID") ? 0 : 1;
            String mail = item.mail();
            n[5] += mail == null ? 1 : 0;
            n[6] += mail == null || mail.contains("@") ? 0 : 1;
            total += price;
            max = Math.max(max, price);
          }
          for (int i = 0; i < n.length; i++) {
            counters[i].add(n[i]);
          }
          counters[7].add(max <= 998 ? 0 : 1);
          sum.add(total);
        });
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("negative", counters[2].value());
    answers.put("missing", counters[5].value());
    answers.put("mean", sum.value() / counters[0].value());
    return answers;
  }

  void limit(String name, double seconds, double bar) throws IOException {
    boolean met = seconds <= bar;
    Contest.Outcome outcome =
        new Contest.Outcome(
            name,
            List.of(new Contest.Timing("assay", seconds, seconds, Meter.Cost.UNKNOWN, 0, 0)),
            List.of(
                String.format(
                    Locale.ROOT, "<= %.3f s: %.4f s %s", bar, seconds, met ? "met" : "MISSED")),
            met);
    came(outcome);
  }

  private void planning() throws Exception {
    if (!wanted("plan")) {
      return;
    }
    Dataset<Row> frame = data.wide(50, 1000);
    List<Requirement> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String name = "c" + i % 50;
      many.add(i % 4 == 3 ? string(name).length().isAtMost(i) : number(name).isAtMost(i));
    }
    Check check = Check.error("many").require(many);
    DataQuality.plan(frame, check).explain();
    long start = System.nanoTime();
    DataQuality.plan(frame, check);
    limit("plan: 1,000 constraints over 50 columns", (System.nanoTime() - start) / 1e9, 1);
    DataQuality.verify(frame, check);
    meter.drained(context);
    long began = System.currentTimeMillis();
    DataQuality.verify(frame, check);
    limit(
        "plan: the same, and Spark's own analysis, until the first job starts",
        (meter.drained(context).firstJobMillis() - began) / 1e3,
        1);
  }

  private void marginal() throws Exception {
    Dataset<Row> frame = data.lineitem(scale);
    List<Question> questions = scan().subList(0, 20);
    if (wanted("marginal: same")) {
      List<Question> same =
          List.of(
              new Question(
                  "complete and furious",
                  string("l_comment")
                      .containsPattern("furious")
                      .and(integer("l_orderkey").isComplete())
                      .and(number("l_quantity").isComplete())
                      .and(number("l_extendedprice").isComplete())
                      .and(number("l_discount").isComplete())
                      .and(number("l_tax").isComplete())
                      .and(string("l_returnflag").isComplete())
                      .and(string("l_linestatus").isComplete())
                      .and(string("l_shipmode").isComplete())
                      .compliance()
                      .observed(),
                  null,
                  null));
      run(
          contest("marginal: same columns, 20 constraints against one", frame, questions, SCANNED)
              .add("one constraint", assay(frame, same))
              .add("assay", assay(frame, questions))
              .atMost(1.5, "one constraint"));
    }
    if (!wanted("marginal: one column")) {
      return;
    }
    List<Question> one =
        List.of(
            new Question(
                "l_comment pattern",
                string("l_comment").containsPattern("furious").compliance().observed(),
                null,
                null));
    run(
        contest(
                "marginal: one column, 20 constraints over nine against one over the largest",
                frame,
                questions,
                SCANNED)
            .add("one constraint", assay(frame, one))
            .add("assay", assay(frame, questions))
            // reading nine columns instead of one takes 1.5 times as long by itself
            .atMost(1.2, "noop"));
  }

  /** What the profilers say of numbers, over 200,000 rows, and of the line items against a scan. */
  private void profiles() throws Exception {
    // what the others tell as well: without the second scan, which counts rows and keys exactly
    ProfileOptions alike = ProfileOptions.DEFAULT.withDuplicateRows(false).withCandidateKeys(false);
    Map<Integer, Contest.Contender> widths = new TreeMap<>();
    for (int columns : new int[] {25, 50, 100, 200}) {
      String name = "profile of " + columns + " columns, 200,000 rows";
      if (!wanted(name) && !wanted(WIDER)) {
        continue;
      }
      Dataset<Row> frame = data.wide(columns, 200_000);
      Contest.Contender assay = () -> means(Profiler.on(frame).options(alike).run());
      widths.put(columns, assay);
      if (!wanted(name)) {
        continue;
      }
      Contest contest =
          new Contest(name)
              .add("noop", Question.noop(frame, frame.columns()))
              .add("summary", () -> summary(frame));
      if (Deequ.present()) {
        contest.add(DEEQU, () -> Deequ.profile(frame));
      }
      run(
          contest
              .add("assay", assay)
              .faster(columns == 50 ? 3 : columns == 200 ? 10 : 1, DEEQU)
              .faster(1, "summary"));
    }
    if (wanted(WIDER)) {
      Contest wider =
          new Contest(WIDER)
              .add("100 columns", widths.get(100))
              .add("assay", widths.get(200))
              .atMost(2.3, "100 columns");
      run(wider.distinctAnswers());
    }
    if (wanted("profile of the line items")) {
      Dataset<Row> items = data.lineitem(scale);
      run(
          new Contest("profile of the line items")
              .add("noop", Question.noop(items, items.columns()))
              .add("assay", () -> means(Profiler.on(items).options(alike).run()))
              .atMost(4, "noop"));
    }
    if (wanted("wide profile with both scans")) {
      Dataset<Row> frame = data.wide(200, 200_000);
      run(
          new Contest("wide profile with both scans, of 200 columns")
              .add("noop", Question.noop(frame, frame.columns()))
              .add("assay", () -> means(Profiler.profile(frame))));
    }
    if (wanted("profile with both scans")) {
      Dataset<Row> items = data.lineitem(scale);
      run(
          new Contest("profile with both scans, of the line items")
              .add("noop", Question.noop(items, items.columns()))
              .add("assay", () -> means(Profiler.profile(items))));
    }
  }

  private static Map<String, Object> means(DatasetProfile profile) {
    Map<String, Object> means = new LinkedHashMap<>();
    for (ColumnProfile column : profile.columns()) {
      ColumnProfile.Numbers number = column.number();
      if (number != null) {
        means.put(column.name(), number.mean());
      }
    }
    return means;
  }

  private static Map<String, Object> summary(Dataset<Row> frame) {
    Map<String, Object> means = new LinkedHashMap<>();
    for (Row row : frame.summary().collectAsList()) {
      for (int i = 1; row.getString(0).equals("mean") && i < row.size(); i++) {
        if (row.getString(i) != null) {
          means.put(row.schema().fieldNames()[i], Double.valueOf(row.getString(i)));
        }
      }
    }
    return means;
  }

  /** Assay's best time for each size, and the exponent of the power that fits them. */
  private void growth(String what, Map<Integer, Contest.Contender> sizes) throws Exception {
    List<Contest.Timing> timings = new ArrayList<>();
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (Map.Entry<Integer, Contest.Contender> each : sizes.entrySet()) {
      Contest.Outcome one =
          new Contest("growth").add("assay", each.getValue()).run(meter, context, 1, 2);
      Contest.Timing t = one.timings().get(0);
      timings.add(
          new Contest.Timing(
              each.getKey() + " " + what, t.best(), t.median(), t.cost(), t.heapGrowth(), 0));
      double x = Math.log(each.getKey());
      double y = Math.log(t.best());
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    int n = sizes.size();
    double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    Contest.Outcome outcome =
        new Contest.Outcome(
            "growth with " + what,
            timings,
            List.of(String.format(Locale.ROOT, "time grows with the power %.2f", slope)),
            true);
    outcomes.add(outcome);
    System.out.print(Report.text(outcome));
  }

  private void growth() throws Exception {
    if (!wanted("growth")) {
      return;
    }
    Map<Integer, Contest.Contender> sizes = new TreeMap<>();
    List<Question> everything = new ArrayList<>(scan());
    everything.addAll(questionsOf(THREE_KEYS));
    for (int part : new int[] {1, 2, 4}) {
      Dataset<Row> frame = data.lineitem(scale * part / 4);
      sizes.put((int) (6_001_215 * scale * part / 4), assay(frame, everything));
    }
    growth("rows", sizes);
    sizes.clear();
    for (int columns : new int[] {50, 100, 200, 400}) {
      Dataset<Row> frame = data.wide(columns, (long) (250_000 * Math.min(1, scale)));
      sizes.put(columns, assay(frame, wideQuestions(frame)));
    }
    growth("columns", sizes);
    sizes.clear();
    Dataset<Row> fifty = data.wide(50, (long) (1_000_000 * Math.min(1, scale)));
    for (int many : new int[] {10, 100, 500, 2000}) {
      List<Requirement> requirements = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        String name = "c" + i % 50;
        requirements.add(
            i % 4 == 3 ? string(name).length().isAtMost(i) : number(name).isAtMost(i * 7));
      }
      Check check = Check.error("many").require(requirements);
      sizes.put(
          many,
          () -> {
            DataQuality.verify(fifty, check);
            return Map.of();
          });
    }
    growth("constraints", sizes);
    sizes.clear();
    for (int partitions : new int[] {2, 200, 2000}) {
      Dataset<Row> frame =
          spark.range(0, 4_000_000, 1, partitions).selectExpr("id", "id % 1000 AS b");
      Check check =
          Check.error("c")
              .require(
                  rowCount().isAtLeast(1), number("id").mean().observed(), key("id").isUnique());
      sizes.put(
          partitions,
          () -> {
            DataQuality.verify(frame, check);
            return Map.of();
          });
    }
    growth("partitions", sizes);
  }
}
