package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.RecordPredicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.TextPattern;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.testing.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a row makes a constraint do, the constraint is an error and all others are judged. */
@SuppressWarnings({"InfiniteRecursion", "DoNotCallSuggester"}) // what fails here is meant to
class RowFailuresTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final Fields<Map<String, ?>> FIELDS = Fields.ofMap(Map.of("t", String.class));

  /** The same check of the same texts over a Dataset, an RDD and a list. */
  private static Stream<VerificationResult> everywhere(List<String> texts, Check check) {
    List<Row> rows = texts.stream().map(text -> Rows.row(text)).toList();
    Dataset<Row> data = SPARK.createDataFrame(rows, StructType.fromDDL("t STRING"));
    List<Map<String, ?>> records = new ArrayList<>();
    texts.forEach(text -> records.add(Map.of("t", text)));
    return Stream.of(
        Clear.verify(data, check),
        Clear.verify(SharedSpark.context().parallelize(records, 2), FIELDS, check),
        Clear.verify(records, FIELDS, check));
  }

  private static List<Status> statuses(VerificationResult result) {
    return result.constraints().stream().map(ConstraintResult::status).toList();
  }

  private static String message(VerificationResult result, int constraint) {
    return String.valueOf(result.constraints().get(constraint).error().message());
  }

  @Test
  void a_pattern_that_overflows_the_stack_or_tries_for_ever_is_one_error_on_every_path() {
    List<String> texts = List.of("hidden" + "a".repeat(20_000), "x".repeat(27) + "\n", "b");
    Check check =
        Check.error("c")
            .require(
                string("t").containsPattern("(a|b)*c"),
                string("t").matches(TextPattern.of("x?".repeat(28) + "x{28}")),
                string("t").isComplete(),
                rowCount().isEqualTo(3));
    everywhere(texts, check)
        .forEach(
            result -> {
              assertThat(statuses(result))
                  .containsExactly(Status.ERROR, Status.ERROR, Status.PASS, Status.PASS);
              assertThat(message(result, 0))
                  .startsWith(
                      "the pattern /(a|b)*c/ overflowed the stack on a value of 20006 characters")
                  .doesNotContain("hidden");
              assertThat(message(result, 1))
                  .contains("/ took more than 10028000 steps on a value of 28 characters");
            });
  }

  @Test
  void a_text_too_long_for_a_distance_is_an_error_and_one_that_is_not_is_judged() {
    Check check =
        Check.error("c")
            .require(
                string("t").distanceTo("").isAtMost(1_000),
                string("t").similarityTo("").isAtMost(1_000),
                string("t")
                    .distanceTo("x".repeat(1_000))
                    .isEqualTo(1_000)
                    .where(string("t").length().isAtMost(1_000)),
                rowCount().isEqualTo(2));
    everywhere(List.of("hidden" + "a".repeat(995), "\ud83d\ude00".repeat(1_000)), check)
        .forEach(
            result -> {
              assertThat(statuses(result))
                  .containsExactly(Status.ERROR, Status.ERROR, Status.PASS, Status.PASS);
              assertThat(message(result, 1)).contains("similarityTo takes texts of at most 1000");
              assertThat(message(result, 0))
                  .contains("distanceTo takes texts of at most 1000 characters, and one has 1001")
                  .doesNotContain("hidden");
            });
  }

  @Test
  void a_guarded_pattern_judges_as_java_does() {
    Check check =
        Check.error("c")
            .require(
                string("t").matches("\\A(?:a|b)*c\\z").compliance().observed(),
                string("t").containsPattern("(.)\\1").compliance().observed());
    everywhere(List.of("aabc", "abd", "c"), check)
        .forEach(
            result ->
                assertThat(result.metrics().stream().map(each -> each.value().toString()))
                    .containsExactly(String.valueOf(2.0 / 3), String.valueOf(1.0 / 3)));
  }

  @Test
  void no_text_breaks_a_format_in_a_task() {
    List<String> texts =
        List.of(
            "http://" + "a.".repeat(50_000) + "!",
            "https://a" + "-".repeat(50_000),
            "http://[" + "1:".repeat(20_000) + "]",
            "a.".repeat(20_000) + "@" + "b.".repeat(20_000) + "com",
            "255.".repeat(20_000));
    Check check =
        Check.error("c")
            .require(
                Stream.of(Formats.URL, Formats.EMAIL, Formats.IPV4, Formats.IPV6, Formats.UUID)
                    .map(format -> string("t").matches(format).forAtMost(0))
                    .toArray(Requirement[]::new));
    everywhere(texts, check).forEach(VerificationResult::throwOnError);
    List<Row> rows = texts.stream().map(text -> Rows.row(text)).toList();
    assertThat(Profiler.profile(SPARK.createDataFrame(rows, StructType.fromDDL("t STRING"))).rows())
        .isEqualTo(5);
  }

  private static RecordPredicate overflows() {
    return new RecordPredicate() {
      private static final long serialVersionUID = 1L;

      @Override
      public boolean test(dev.assay.dq.RecordView row) throws Exception {
        return !test(row) || row.isNull("t");
      }
    };
  }

  @Test
  void errors_of_code_are_errors_of_its_constraint_on_every_path() {
    Check check =
        Check.error("c")
            .require(
                rowSatisfies(
                    "asserts",
                    row -> {
                      throw new AssertionError("not so");
                    }),
                rowSatisfies("recurses", overflows()),
                rowSatisfies(
                    "misses",
                    row -> {
                      throw new NoClassDefFoundError("com/example/Gone");
                    }),
                rowSatisfies("fine", row -> true),
                string("t").isComplete(),
                key("t").isUnique());
    everywhere(List.of("a", "b"), check)
        .forEach(
            result -> {
              assertThat(statuses(result))
                  .containsExactly(
                      Status.ERROR,
                      Status.ERROR,
                      Status.ERROR,
                      Status.PASS,
                      Status.PASS,
                      Status.PASS);
              assertThat(message(result, 0))
                  .isEqualTo("rowSatisfies(\"asserts\") threw java.lang.AssertionError: not so");
              assertThat(message(result, 1))
                  .isEqualTo("rowSatisfies(\"recurses\") overflowed the stack");
              assertThat(message(result, 2)).contains("java.lang.NoClassDefFoundError");
            });
  }

  /** A class whose getters fail. */
  public static final class Fragile implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    /** Always the same. */
    public long getId() {
      return 1;
    }

    /** Fails with an error. */
    public String getName() {
      throw new AssertionError("no name");
    }

    /** Never returns. */
    public String getParent() {
      return getParent() + getParent();
    }
  }

  @Test
  void errors_of_getters_are_errors_of_the_constraints_that_read_them() {
    Fields<Fragile> fields = Fields.of(Fragile.class);
    List<Fragile> records = List.of(new Fragile(), new Fragile());
    Check check =
        Check.error("c")
            .require(
                number("id").max().isEqualTo(1),
                string("name").isComplete(),
                string("parent").isComplete(),
                key("name").isUnique(),
                key("id").distinctCount().isEqualTo(1));
    for (VerificationResult result :
        List.of(
            Clear.verify(records, fields, check),
            Clear.verify(SharedSpark.context().parallelize(records, 2), fields, check))) {
      assertThat(statuses(result))
          .containsExactly(Status.PASS, Status.ERROR, Status.ERROR, Status.ERROR, Status.PASS);
      assertThat(message(result, 1)).contains("getName() threw java.lang.AssertionError: no name");
      assertThat(message(result, 2)).contains("getParent() overflowed the stack");
    }
  }

  private static long recurse(long depth) {
    return depth < 0 ? 0 : 1 + recurse(depth + 1);
  }

  @Test
  void records_that_cannot_be_read_are_an_error_of_every_constraint() {
    List<Map<String, ?>> records = List.of(Map.of("t", "a"), Map.of("t", "b"));
    Check check = Check.error("c").require(string("t").isComplete(), key("t").isUnique());
    VerificationResult rdd =
        Clear.verify(
            SharedSpark.context()
                .parallelize(records, 1)
                .filter(record -> recurse(record.size()) > 0),
            FIELDS,
            check);
    Iterable<Map<String, ?>> broken =
        () -> {
          throw new IllegalStateException("no connection");
        };
    VerificationResult list = Clear.verify(broken, FIELDS, check);
    assertThat(statuses(rdd)).containsOnly(Status.ERROR);
    assertThat(message(rdd, 0)).startsWith("reading a record overflowed the stack");
    assertThat(statuses(list)).containsOnly(Status.ERROR);
    assertThat(message(list, 1)).contains("could not be read").contains("no connection");
  }

  private static Dataset<Row> castUnderAnsi() {
    SparkSession ansi = SPARK.newSession();
    ansi.conf().set("spark.sql.ansi.enabled", true);
    return ansi.range(0, 100, 1, 2)
        .selectExpr(
            "id",
            "cast(id % 10 AS STRING) AS t",
            "CAST(IF(id = 77, 'CANCELLED', CAST(id AS STRING)) AS INT) AS n");
  }

  @Test
  void a_cast_that_fails_in_one_column_costs_no_other_column_its_verdict() {
    Check check =
        Check.error("c")
            .require(
                number("id").max().isEqualTo(99),
                number("id").sum().isEqualTo(4950),
                number("id").median().isEqualTo(49),
                key("id").isUnique(),
                string("t").valueCounts(3).observed(),
                string("t").isComplete().where(number("id").isAtLeast(50)),
                rowCount().isEqualTo(100),
                rowSatisfies("small", List.of("id"), row -> row.getLong("id") < 100),
                any("n").isComplete(),
                number("n").max().isAtMost(99),
                number("n").median().isAtMost(99),
                key("n").isUnique(),
                number("id").isNonNegative().where(number("n").isAtLeast(5)),
                rowSatisfies("also small", List.of("n"), row -> row.getLong("n") < 100));
    VerificationResult result = Clear.verify(castUnderAnsi(), check);
    assertThat(statuses(result).subList(0, 8)).containsOnly(Status.PASS);
    assertThat(statuses(result).subList(8, 14)).containsOnly(Status.ERROR);
    assertThat(message(result, 9))
        .startsWith("the scan pass failed: ")
        .contains("CAST_INVALID_INPUT")
        .matches("(?s).* \\(found by running the pass [0-9]+ more times\\)");
  }

  @Test
  void functions_and_sql_that_fail_on_one_row_fail_alone_among_many() {
    Dataset<Row> data =
        SPARK
            .range(0, 100, 1, 2)
            .toDF("id")
            .withColumn(
                "u",
                udf(
                        (UDF1<Long, Long>)
                            id -> {
                              if (id == 7) {
                                throw new IllegalStateException("order 7 was cancelled");
                              }
                              return id;
                            },
                        DataTypes.LongType)
                    .apply(col("id")));
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(number("id").isAtMost(99 + i));
    }
    all.add(17, number("u").max().isEqualTo(99));
    all.add(31, dev.assay.dq.Columns.sql("assert_true(id < 50) IS NULL"));
    VerificationResult result =
        Clear.verify(data, Check.error("c").require(all.toArray(Requirement[]::new)));
    for (int i = 0; i < all.size(); i++) {
      assertThat(statuses(result).get(i))
          .as("%s", i)
          .isEqualTo(i == 17 || i == 31 ? Status.ERROR : Status.PASS);
    }
    assertThat(message(result, 17)).contains("order 7 was cancelled");
    assertThat(message(result, 31)).startsWith("the SQL failed: ");
  }

  @Test
  void the_plan_says_that_a_pass_may_be_run_again() {
    String said = "where a row makes SQL or Java code fail, the pass is run again in parts";
    for (Requirement one :
        List.of(sql("id < 5"), rowSatisfies("small", List.of("id"), row -> true))) {
      assertThat(DataQuality.plan(SPARK.range(5), Check.error("c").require(one)).explain())
          .contains(said + ", up to 50 times");
    }
    assertThat(
            DataQuality.plan(SPARK.range(5), Check.error("c").require(number("id").isPositive()))
                .explain())
        .doesNotContain(said);
  }

  @Test
  void a_source_that_cannot_be_read_is_tried_once_more_and_not_fifty_times(@TempDir Path directory)
      throws Exception {
    Path file = Files.createDirectory(directory.resolve("cancelled_orders")).resolve("a.parquet");
    Files.write(file, new byte[100]);
    Dataset<Row> data =
        SPARK.read().schema("id LONG, t STRING").parquet(file.getParent().toString());
    VerificationResult result =
        Clear.verify(
            data,
            Check.error("c")
                .require(
                    number("id").max().isEqualTo(1),
                    string("t").isComplete(),
                    string("t").matches("a")));
    assertThat(statuses(result)).containsOnly(Status.ERROR);
    assertThat(message(result, 0)).contains("(found by running the pass once more)");
  }

  @Test
  void samples_that_cannot_be_collected_cost_no_verdict() {
    Check check = Check.error("c").require(number("id").isAtMost(10));
    VerificationResult result =
        DataQuality.on(castUnderAnsi()).check(check).withSamples(100, "n").run();
    ConstraintResult only = result.constraints().get(0);
    assertThat(only.status()).isEqualTo(Status.FAIL);
    assertThat(only.violations()).isEqualTo(89);
    assertThat(only.samples()).isEmpty();
    assertThat(only.note())
        .startsWith("there are no samples, because collecting them failed: ")
        .contains("CAST_INVALID_INPUT");
  }
}
