package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allOf;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.anyColumns;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.in;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.StateFormatException;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.DataQualityException;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Batches of a stream are verified one by one and together; none is lost, and none counts twice.
 */
@Tag("matrix")
@Timeout(120)
class StreamsTest {

  private static final SparkSession SPARK = SharedSpark.session();
  private static final StructType ORDERS = StructType.fromDDL("id BIGINT, email STRING, total INT");

  @TempDir Path folder;

  private final Map<Long, VerificationResult> results = new ConcurrentSkipListMap<>();
  private final Map<Long, VerificationResult> windows = new ConcurrentSkipListMap<>();

  private static Check check(String name, Requirement... requirements) {
    return Check.error(name).require(requirements);
  }

  private String window() {
    return folder.resolve("window").toString();
  }

  /** Hears of everything. */
  private StreamVerification heard(StreamVerification verification) {
    return verification.onResult(results::put).onWindow(windows::put);
  }

  /** A row a line: {@code id,email,total}, where a part may be empty. */
  private void arrives(String file, String... rows) throws Exception {
    Path incoming = Files.createDirectories(folder.resolve("incoming"));
    Path part = folder.resolve(file + ".part");
    Files.write(part, List.of(rows), StandardCharsets.UTF_8);
    Files.move(part, incoming.resolve(file + ".csv"), StandardCopyOption.ATOMIC_MOVE);
  }

  private StreamingQuery start(StreamVerification verification) throws Exception {
    Files.createDirectories(folder.resolve("incoming"));
    // not by option(…), whose class is another on Spark 4
    SparkSession session = SPARK.newSession();
    session.conf().set("spark.sql.shuffle.partitions", "2");
    session
        .conf()
        .set("spark.sql.streaming.checkpointLocation", folder.resolve("checkpoint").toString());
    return session
        .readStream()
        .schema(ORDERS)
        .csv(folder.resolve("incoming").toString())
        .writeStream()
        .queryName("orders")
        .foreachBatch(verification)
        .start();
  }

  private static Dataset<Row> batch(Object... numbers) {
    List<String> values = new ArrayList<>();
    for (Object number : numbers) {
      values.add("(CAST(" + number + " AS INT))");
    }
    return values.isEmpty()
        ? SPARK.sql("SELECT CAST(1 AS INT) AS n").where("n > 1")
        : SPARK.sql("SELECT n FROM VALUES " + String.join(", ", values) + " AS t(n)");
  }

  private static List<Status> statuses(VerificationResult result) {
    return result.constraints().stream().map(ConstraintResult::status).toList();
  }

  private static List<String> found(VerificationResult result) {
    return result.constraints().stream().map(ConstraintResult::butWas).toList();
  }

  @Test
  void each_batch_is_judged_told_and_divided() throws Exception {
    Map<Long, List<Long>> good = new TreeMap<>();
    Map<Long, List<String>> bad = new TreeMap<>();
    List<RunResult> told = new ArrayList<>();
    StreamVerification verification =
        heard(
            DataQuality.stream(
                    check("orders", string("email").isComplete(), integer("total").isPositive()))
                .listener(told::add)
                .good(
                    (rows, id) ->
                        good.put(id, rows.collectAsList().stream().map(r -> r.getLong(0)).toList()))
                .quarantine(
                    (rows, id) ->
                        bad.put(
                            id,
                            rows
                                .selectExpr("concat(id, ': ', _dq[0].description)")
                                .collectAsList()
                                .stream()
                                .map(row -> row.getString(0))
                                .toList())));
    StreamingQuery query = start(verification);
    arrives("0", "1,a@b.org,10", "2,,20", "3,c@d.org,-1");
    query.processAllAvailable();
    arrives("1", "4,e@f.org,5");
    query.processAllAvailable();
    query.stop();
    assertThat(results).containsOnlyKeys(0L, 1L);
    assertThat(statuses(results.get(0L))).containsExactly(Status.FAIL, Status.FAIL);
    assertThat(results.get(0L).constraints())
        .extracting(ConstraintResult::violations)
        .containsExactly(1L, 1L);
    assertThat(results.get(1L).passed()).isTrue();
    assertThat(told).containsExactlyElementsOf(results.values());
    assertThat(good).isEqualTo(Map.of(0L, List.of(1L), 1L, List.of(4L)));
    assertThat(bad)
        .isEqualTo(
            Map.of(
                0L, List.of("2: email is complete", "3: total is greater than 0"), 1L, List.of()));
    assertThat(windows).isEmpty();
  }

  /**
   * Totals of the batches: 0: 10, 20; 1: 30; 2: 40, none, 60 (the late partial batch is 3: 100).
   * The query fails while batch 2 is handed on, when its window has been judged but not stored.
   */
  @Test
  void a_restart_in_the_middle_neither_loses_nor_doubles_a_batch() throws Exception {
    Check last =
        check(
            "last two",
            rowCount().isAtLeast(1),
            number("total").sum().isAtLeast(1),
            number("total").mean().isAtLeast(1),
            number("total").min().isAtLeast(1),
            number("total").max().isAtLeast(1),
            string("email").completeness().isAtLeast(0),
            number("id").approxDistinctCount().isAtLeast(1),
            number("total").populationVariance().isAtLeast(0));
    List<Long> attempts = new ArrayList<>();
    StreamingQuery query =
        start(
            heard(
                DataQuality.stream(check("each", any("id").isComplete()))
                    .overLast(2, window(), last)
                    .good(
                        (rows, id) -> {
                          attempts.add(id);
                          if (id == 2) {
                            throw new IllegalStateException("no room");
                          }
                        })));
    arrives("0", "1,a,10", "2,b,20");
    query.processAllAvailable();
    arrives("1", "3,,30");
    query.processAllAvailable();
    arrives("2", "4,a,40", "4,b,", "6,,60");
    assertThatThrownBy(query::processAllAvailable)
        .isInstanceOf(StreamingQueryException.class)
        .hasStackTraceContaining("no room");
    assertThat(query.isActive()).isFalse();
    assertThat(found(windows.get(0L)).subList(0, 3)).containsExactly("2", "30", "15");
    assertThat(found(windows.get(1L)).subList(0, 3)).containsExactly("3", "60", "20");
    windows.clear();
    results.clear();

    query =
        start(
            heard(
                DataQuality.stream(check("each", any("id").isComplete()))
                    .overLast(2, window(), last)
                    .good((rows, id) -> attempts.add(id))));
    query.processAllAvailable();
    arrives("3", "7,x,100");
    query.processAllAvailable();
    query.stop();
    assertThat(attempts).containsExactly(0L, 1L, 2L, 2L, 3L);
    assertThat(results).containsOnlyKeys(2L, 3L);
    // batches 1 and 2: totals 30, 40, 60; the mean is 43.33…, the variance 466.66… / 3 = 155.55…
    List<ConstraintResult> two = windows.get(2L).constraints();
    assertThat(two.stream().limit(2).map(ConstraintResult::butWas)).containsExactly("4", "130");
    assertThat((double) two.get(2).actual().plain())
        .isCloseTo(130 / 3.0, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(two.get(3).butWas()).isEqualTo("30");
    assertThat(two.get(4).butWas()).isEqualTo("60");
    assertThat(two.get(5).butWas()).startsWith("50%");
    assertThat(two.get(6).actual().plain()).isEqualTo(3L); // 3, 4 and 6: so few are exact
    assertThat((double) two.get(7).actual().plain())
        .isCloseTo(1400 / 9.0, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(found(windows.get(3L)).subList(0, 2)).containsExactly("4", "200");
  }

  @Test
  void a_batch_that_is_run_twice_counts_once_as_it_was_last() throws Exception {
    StreamVerification verification =
        heard(
            DataQuality.stream().overLast(3, window(), check("w", number("n").sum().isAtLeast(0))));
    verification.call(batch(1, 2), 0L);
    verification.call(batch(10), 1L);
    verification.call(batch(10), 1L);
    assertThat(found(windows.get(1L))).containsExactly("13");
    verification.call(batch(20), 1L);
    assertThat(found(windows.get(1L))).containsExactly("23");
    verification.call(batch(100), 2L);
    verification.call(batch(1000), 3L);
    assertThat(found(windows.get(3L))).containsExactly("1,120");
    assertThat(results).isEmpty();
    assertThat(files()).containsExactlyInAnyOrder("2.window", "3.window");
  }

  /** As where an older checkpoint is restored. */
  @Test
  void batches_that_were_taken_back_are_in_no_window() throws Exception {
    StreamVerification verification =
        heard(
            DataQuality.stream().overLast(9, window(), check("w", number("n").sum().isAtLeast(0))));
    for (int i = 0; i < 5; i++) {
      verification.call(batch(1), (long) i);
    }
    verification.call(batch(10), 4L);
    assertThat(found(windows.get(4L))).containsExactly("14");
    verification.call(batch(100), 2L); // no window before it is left: it begins anew
    assertThat(found(windows.get(2L))).containsExactly("100");
    verification.call(batch(100), 3L);
    assertThat(found(windows.get(3L))).containsExactly("200");
    assertThat(files()).containsExactlyInAnyOrder("2.window", "3.window");
  }

  private List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(Path.of(window()))) {
      return all.map(each -> each.getFileName().toString())
          .filter(each -> !each.endsWith(".crc"))
          .toList();
    }
  }

  /** A window is as if its rows had come in one batch, for whatever can be kept. */
  @Test
  void a_window_is_judged_as_a_dataset_of_all_its_rows() throws Exception {
    Check all =
        check(
            "window",
            rowCount().isEqualTo(12),
            number("n").isBetween(2, 9),
            number("n").isGreaterThan(4).forAtLeast(0.5).where(number("n").isLessThan(10)),
            number("n").mean().isBetween(1, 2),
            number("n").standardDeviation().isAtMost(1),
            number("n").skewness().isAtMost(0),
            number("n").kurtosis().isAtMost(0),
            number("n").range().isAtMost(3),
            number("n").geometricMean().isAtMost(3),
            number("n").harmonicMean().isAtMost(3),
            number("n").coefficientOfVariation().isAtMost(0.1),
            number("n").correlation(number("m")).isAtMost(0),
            number("n").approxDistinctCount().isAtMost(3),
            number("n").approxQuantile(0.5).isAtMost(3),
            number("n").sum().dividedBy(rowCount()).isAtMost(3),
            rowSatisfies("odd", List.of("n"), row -> row.isNull("n") || row.getLong("n") % 2 == 1),
            allOf(number("n").max().isAtMost(12), number("n").min().isAtLeast(2)),
            forEachColumn(anyColumns(), column -> column.isComplete()));
    List<Dataset<Row>> batches = new ArrayList<>();
    batches.add(batch(100));
    batches.add(batch(1, 2, 3, 4, 4));
    batches.add(batch());
    batches.add(batch(5, 6, "NULL", 12, 8, 9, 9));
    StreamVerification verification = heard(DataQuality.stream().overLast(3, window(), all));
    for (int i = 0; i < batches.size(); i++) {
      verification.call(batches.get(i).selectExpr("n", "n * n % 7 AS m"), (long) i);
    }
    Dataset<Row> together =
        batches.get(1).union(batches.get(3)).selectExpr("n", "n * n % 7 AS m").coalesce(1);
    VerificationResult whole = DataQuality.verify(together, all);
    assertThat(windows.get(3L).engine()).isEqualTo("a window of 3 batches");
    assertThat(rounded(windows.get(3L))).isEqualTo(rounded(whole));
    assertThat(statuses(whole)).contains(Status.PASS, Status.FAIL).doesNotContain(Status.ERROR);
  }

  /** Without the last digits, which depend on the order of what is added. */
  private static String rounded(VerificationResult result) {
    return result.toString().replaceAll("(\\.\\d{10})\\d+", "$1");
  }

  @Test
  void a_row_that_poisons_a_constraint_costs_it_its_verdict_as_long_as_it_is_in_the_window()
      throws Exception {
    Requirement code =
        rowSatisfies(
            "small",
            List.of("n"),
            row -> {
              if (row.getLong("n") == 13) {
                throw new IllegalStateException("no such number");
              }
              return row.getLong("n") < 100;
            });
    StreamVerification verification =
        heard(
            DataQuality.stream(check("each", code, number("n").isLessThan(100)))
                .overLast(2, window(), check("two", code, rowCount().isAtLeast(3))));
    verification.call(batch(1, 2), 0L);
    verification.call(batch(13, 14), 1L);
    verification.call(batch(15), 2L);
    verification.call(batch(16), 3L);
    assertThat(statuses(results.get(1L))).containsExactly(Status.ERROR, Status.PASS);
    assertThat(statuses(windows.get(1L))).containsExactly(Status.ERROR, Status.PASS);
    assertThat(statuses(windows.get(2L))).containsExactly(Status.ERROR, Status.PASS);
    assertThat(windows.get(2L).constraints().get(0).error().message())
        .startsWith("in batch 1: ")
        .contains("java.lang.IllegalStateException")
        .doesNotContain("no such number");
    StringBuilder stored = new StringBuilder();
    try (Stream<Path> all = Files.list(Path.of(window()))) {
      for (Path each : all.toList()) {
        stored.append(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(stored).contains("java.lang.IllegalStateException").doesNotContain("no such number");
    assertThat(statuses(windows.get(3L))).containsExactly(Status.PASS, Status.FAIL);
  }

  @Test
  void an_empty_batch_passes_but_for_what_it_is_counted_for() throws Exception {
    Check check = check("each", number("n").isPositive(), number("n").mean().isAtLeast(1));
    heard(DataQuality.stream(check, check("rows", rowCount().isAtLeast(1)))).call(batch(), 0L);
    assertThat(statuses(results.get(0L))).containsExactly(Status.PASS, Status.PASS, Status.FAIL);
    assertThat(results.get(0L).constraints().get(0).note()).contains("the dataset is empty");
    heard(DataQuality.stream(check).onNoRows(OnNoRows.FAIL)).call(batch(), 1L);
    assertThat(statuses(results.get(1L))).containsExactly(Status.FAIL, Status.FAIL);
    heard(DataQuality.stream(check).onNoRows(OnNoRows.DEFAULT)).call(batch(), 2L);
    assertThat(statuses(results.get(2L)))
        .containsExactly(Status.NOT_EVALUATED, Status.NOT_EVALUATED);
  }

  @Test
  void what_does_not_pass_ends_the_query_before_its_rows_are_handed_on() throws Exception {
    List<Long> good = new ArrayList<>();
    Check positive = check("each", integer("total").isPositive());
    StreamVerification strict =
        heard(DataQuality.stream(positive).throwOnError().good((rows, id) -> good.add(id)));
    StreamingQuery query = start(strict);
    arrives("0", "1,a,1");
    query.processAllAvailable();
    arrives("1", "1,a,-1");
    assertThatThrownBy(query::processAllAvailable)
        .hasStackTraceContaining(DataQualityException.class.getName())
        .hasStackTraceContaining("total is greater than 0");
    assertThat(good).containsExactly(0L);
    assertThat(results).containsOnlyKeys(0L, 1L);
    query = start(heard(DataQuality.stream(positive).good((rows, id) -> good.add(id))));
    query.processAllAvailable();
    query.stop();
    assertThat(good).containsExactly(0L, 1L);
  }

  @Test
  void a_window_that_does_not_pass_ends_the_query_and_is_not_stored() throws Exception {
    StreamVerification strict =
        heard(
            DataQuality.stream()
                .throwOnError()
                .overLast(5, window(), check("w", number("n").sum().isAtMost(10))));
    strict.call(batch(4, 5), 0L);
    assertThatThrownBy(() -> strict.call(batch(2), 1L)).isInstanceOf(DataQualityException.class);
    strict.call(batch(1), 1L);
    assertThat(found(windows.get(1L))).containsExactly("10");
  }

  @Test
  void what_a_callback_throws_ends_the_batch_before_its_window_is_stored() throws Exception {
    Check sum = check("w", number("n").sum().isAtLeast(0));
    DataQuality.stream().overLast(5, window(), sum).call(batch(1), 0L);
    StreamVerification failing =
        DataQuality.stream()
            .listener(
                result -> {
                  throw new IllegalStateException("this is only logged");
                })
            .onWindow(
                (id, result) -> {
                  throw new java.io.IOException("nobody listens");
                })
            .overLast(5, window(), sum);
    assertThatThrownBy(() -> failing.call(batch(2), 1L)).hasMessage("nobody listens");
    assertThat(files()).containsExactly("0.window");
    heard(DataQuality.stream().overLast(5, window(), sum)).call(batch(2), 1L);
    assertThat(found(windows.get(1L))).containsExactly("3");
  }

  @Tag("slow")
  @Test
  void a_rate_source_is_counted_to_the_row() throws Exception {
    Map<Long, Long> counted = new ConcurrentSkipListMap<>();
    CountDownLatch three = new CountDownLatch(3);
    StreamVerification verification =
        heard(
            DataQuality.stream()
                .overLast(1000, window(), check("all", rowCount().isAtLeast(0)))
                .onWindow(
                    (id, result) -> {
                      if (rows(result) > 0) {
                        three.countDown();
                      }
                    }));
    SparkSession session = SPARK.newSession();
    session.conf().set("spark.sql.streaming.checkpointLocation", folder.toString());
    StreamingQuery query =
        session
            .readStream()
            .format("rate")
            .load()
            .writeStream()
            .foreachBatch(
                (org.apache.spark.api.java.function.VoidFunction2<Dataset<Row>, Long>)
                    (rows, id) -> {
                      counted.put(id, rows.count());
                      verification.call(rows, id);
                    })
            .start();
    assertThat(three.await(60, TimeUnit.SECONDS)).isTrue();
    query.stop();
    assertThat(query.exception().isEmpty()).isTrue();
    long sum = 0;
    for (Map.Entry<Long, Long> each : counted.entrySet()) {
      sum += each.getValue();
      if (windows.containsKey(each.getKey())) {
        assertThat(rows(windows.get(each.getKey()))).isEqualTo(sum);
      }
    }
  }

  private static long rows(VerificationResult result) {
    return (long) result.constraints().get(0).actual().plain();
  }

  @Test
  void with_windows_or_writing_a_batch_is_read_once() throws Exception {
    LongAccumulator read = SharedSpark.context().sc().longAccumulator();
    Dataset<Row> counted =
        batch(1, 2, 3, 4)
            .filter(
                (org.apache.spark.api.java.function.FilterFunction<Row>)
                    row -> {
                      read.add(1);
                      return true;
                    });
    Check each = check("each", number("n").isPositive(), number("n").mean().isAtLeast(1));
    Check over = check("over", number("n").sum().isAtLeast(1));
    heard(DataQuality.stream(each).overLast(2, window(), over)).call(counted, 0L);
    assertThat(read.value()).isEqualTo(4);
    read.reset();
    String path = folder.resolve("written").toString();
    heard(
            DataQuality.stream(each)
                .overLast(2, window(), over)
                .write((writer, id) -> writer.mode("append").parquet(path)))
        .call(counted, 1L);
    assertThat(read.value()).isEqualTo(4);
    assertThat(found(windows.get(1L))).containsExactly("20");
    assertThat(results.get(1L).passed()).isTrue();
    assertThat(SPARK.read().parquet(path).count()).isEqualTo(4);
    heard(
            DataQuality.stream(each)
                .overLast(2, window(), over)
                .write((writer, id) -> writer.mode("append").parquet(path)))
        .call(batch(), 2L);
    assertThat(found(windows.get(2L))).containsExactly("10");
  }

  @Test
  void a_window_of_time_has_the_batches_that_began_in_it() throws Exception {
    Check sum = check("w", number("n").sum().isAtLeast(0));
    StreamVerification day = heard(DataQuality.stream().over(Duration.ofDays(1), window(), sum));
    day.call(batch(1), 0L);
    day.call(batch(2), 1L);
    assertThat(found(windows.get(1L))).containsExactly("3");
    Thread.sleep(2); // longer than the window that follows
    heard(DataQuality.stream().over(Duration.ofMillis(1), window(), sum)).call(batch(4), 2L);
    assertThat(found(windows.get(2L))).containsExactly("4");
  }

  @Test
  void a_bound_that_moves_keeps_the_window_and_a_new_constraint_begins_its_own() throws Exception {
    heard(DataQuality.stream().overLast(5, window(), check("w", number("n").sum().isAtMost(1))))
        .call(batch(3), 0L);
    heard(
            DataQuality.stream()
                .overLast(
                    5,
                    window(),
                    check("w", number("n").max().isAtLeast(0), number("n").sum().isAtMost(100))))
        .call(batch(2), 1L);
    assertThat(found(windows.get(1L))).containsExactly("2", "5");
    assertThat(statuses(windows.get(1L))).containsExactly(Status.PASS, Status.PASS);
  }

  /** A row that was in the future when it came is that as long as its batch is in the window. */
  @Test
  void rows_are_judged_as_of_their_batch() throws Exception {
    StreamVerification verification =
        heard(
            DataQuality.stream()
                .overLast(2, window(), check("w", timestamp("t").isNotInTheFuture())));
    verification.call(SPARK.sql("SELECT current_timestamp() + INTERVAL 100 YEARS AS t"), 0L);
    verification.call(SPARK.sql("SELECT current_timestamp() - INTERVAL 1 DAY AS t"), 1L);
    assertThat(windows.get(1L).constraints().get(0).butWas())
        .isEqualTo("50% (1 of 2 rows violate)");
    verification.call(SPARK.sql("SELECT current_timestamp() - INTERVAL 1 DAY AS t"), 2L);
    assertThat(windows.get(2L).passed()).isTrue();
  }

  @Test
  void a_window_that_is_damaged_or_of_another_stream_is_refused_by_name() throws Exception {
    StreamVerification verification =
        heard(DataQuality.stream().overLast(5, window(), check("w", rowCount().isAtLeast(0))));
    verification.call(batch(1), 0L);
    Path file = Path.of(window(), "0.window");
    byte[] bytes = Files.readAllBytes(file);
    Files.deleteIfExists(file.resolveSibling(".0.window.crc"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> verification.call(batch(1), 1L))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("0.window cannot be used: the state is damaged")
        .hasMessageContaining("Delete its folder");
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    arrives("0", "1,a,1");
    StreamingQuery query = start(verification);
    assertThatThrownBy(query::processAllAvailable)
        .hasStackTraceContaining("0.window is of another stream");
    Files.delete(file);
    query = start(verification);
    query.processAllAvailable();
    query.stop();
    assertThat(windows.get(0L).constraints().get(0).butWas()).isEqualTo("1");
  }

  static List<Requirement> notMergeable() {
    return List.of(
        key("n").isUnique(),
        number("n").median().isAtLeast(0),
        string("s").mostFrequentValue().isEqualTo("a"),
        sql("n > 1"),
        number("n").mean().isAtLeast(in("other").of(number("n").mean())),
        allOf(key("n").isUnique()),
        number("n").outlierShare(1.5).isAtMost(0.1));
  }

  @ParameterizedTest
  @MethodSource("notMergeable")
  void what_batches_do_not_tell_of_each_other_is_refused(Requirement requirement) {
    Check check = check("w", requirement);
    assertThatThrownBy(() -> DataQuality.stream().overLast(2, window(), check))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Check [w] cannot be judged over several batches, because of");
  }

  @Test
  void keys_of_other_datasets_are_refused_for_a_window_and_looked_up_for_a_batch()
      throws Exception {
    Requirement known = key("n").existsIn("known", "n");
    heard(DataQuality.stream(check("each", known)).with("known", batch(1, 2)))
        .call(batch(1, 3), 0L);
    assertThat(results.get(0L).constraints().get(0).violations()).isEqualTo(1);
    StreamVerification window =
        DataQuality.stream().with("known", batch(1, 2)).overLast(2, window(), check("w", known));
    assertThatThrownBy(() -> window.call(batch(1), 0L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another dataset may have changed from batch to batch");
  }

  @Test
  void what_cannot_be_is_refused_at_once() {
    Check check = check("c", rowCount().isAtLeast(0));
    StreamVerification stream = DataQuality.stream(check);
    assertThatThrownBy(() -> stream.overLast(0, "w", check("d", rowCount().isAtLeast(0))))
        .hasMessage("A window has from 1 to 10,000 batches, but was to have 0");
    assertThatThrownBy(() -> stream.over(Duration.ZERO, "w", check("d", rowCount().isAtLeast(0))))
        .hasMessage("A window has to last longer than PT0S");
    assertThatThrownBy(() -> stream.overLast(2, "w")).hasMessageContaining("at least one check");
    assertThatThrownBy(() -> DataQuality.stream().overLast(2, "w", check).overLast(3, "w", check))
        .hasMessage("Two windows cannot share the folder w");
    assertThatThrownBy(() -> DataQuality.stream(check).overLast(2, "w", check))
        .hasMessageStartingWith("Two checks are named [c]");
    assertThatThrownBy(() -> DataQuality.stream(check, check))
        .hasMessageStartingWith("Two checks are named [c]");
    assertThatThrownBy(() -> DataQuality.stream().call(batch(1), 0L))
        .hasMessageStartingWith("There is nothing to verify");
  }
}
