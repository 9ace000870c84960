package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.dq.Check;
import dev.assay.dq.Plan;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that Spark sends to all tasks are counted by a join, and all others by grouping them. */
class SentKeysTest {

  private static final String SENT = "are sent to all tasks";

  private static final String HERE =
      "w STRING, i INT, d DOUBLE, f FLOAT, m DECIMAL(10,2), s STRING, t DATE, u TIMESTAMP";
  private static final String THERE =
      "w STRING, i BIGINT, d DOUBLE, f DOUBLE, m DECIMAL(12,4), s STRING, t DATE, u TIMESTAMP";

  @TempDir static Path folder;

  private static SparkSession session(boolean sending, boolean adaptive) {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.adaptive.enabled", String.valueOf(adaptive));
    if (!sending) {
      session.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    }
    return session;
  }

  private static String written(String name, Dataset<Row> rows) {
    String path = folder.resolve(name).toString();
    rows.write().mode("overwrite").parquet(path);
    return path;
  }

  private static String written(String name, String ddl, List<Row> rows) {
    return written(
        name, SharedSpark.session().createDataFrame(rows, StructType.fromDDL(ddl)).repartition(2));
  }

  /** Values that are few, so that keys meet and repeat; of both types of each column. */
  private static Row row(Random random, boolean here) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(one(random, "a", "b"));
    Integer whole = one(random, -1, 0, 1, 2, 3, 4);
    values.add(here || whole == null ? whole : (Object) Long.valueOf(whole));
    values.add(one(random, Double.NaN, -0.0, 0.0, 1.5, -1.5, Double.POSITIVE_INFINITY));
    Float single = one(random, Float.NaN, -0.0f, 0.0f, 0.5f, 2.5f, Float.NEGATIVE_INFINITY);
    values.add(here || single == null ? single : (Object) Double.valueOf(single));
    values.add(one(random, "1.00", "1.50", "-2.00", here ? "3" : "1.5001", "0"));
    values.add(one(random, "", "x", "X", "x "));
    values.add(one(random, Date.valueOf("2024-02-29"), Date.valueOf("1969-12-31")));
    values.add(one(random, new Timestamp(0), new Timestamp(1), new Timestamp(-1)));
    Object decimal = values.get(4);
    values.set(4, decimal == null ? null : new BigDecimal((String) decimal));
    return RowFactory.create(values.toArray());
  }

  @SafeVarargs
  private static <T> @Nullable T one(Random random, T... values) {
    return random.nextInt(6) == 0 ? null : values[random.nextInt(values.length)];
  }

  private static List<Row> rows(Random random, int number, boolean here) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      rows.add(row(random, here));
    }
    return rows;
  }

  /** Equal objects of equal values. */
  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Double d) {
      return d == 0 ? 0.0 : d;
    }
    if (value instanceof Float f) {
      return f == 0 ? 0.0 : (double) f;
    }
    return value instanceof Integer || value instanceof Long || value instanceof BigDecimal
        ? new BigDecimal(value.toString()).stripTrailingZeros()
        : value;
  }

  private static List<@Nullable Object> values(Row row, int... columns) {
    List<@Nullable Object> key = new ArrayList<>();
    for (int column : columns) {
      key.add(value(row.get(column)));
    }
    return key;
  }

  /** Rows in scope, violations and rows left out, counted by a loop. */
  private static Tuple counted(
      List<Row> here,
      List<Row> there,
      boolean absent,
      boolean nullsEqual,
      @Nullable String where,
      int[] mine,
      int[] theirs) {
    Set<List<@Nullable Object>> known = new HashSet<>();
    there.forEach(each -> known.add(values(each, theirs)));
    long scope = 0;
    long violations = 0;
    long leftOut = 0;
    for (Row row : here) {
      if (where == null || where.equals(row.get(0))) {
        scope++;
        List<@Nullable Object> key = values(row, mine);
        if (!nullsEqual && key.contains(null)) {
          leftOut++;
        } else if (known.contains(key) == absent) {
          violations++;
        }
      }
    }
    return tuple(scope, violations, leftOut);
  }

  private static List<ConstraintResult> results(
      String here, String there, boolean sending, boolean adaptive, List<Requirement> all) {
    SparkSession session = session(sending, adaptive);
    DatasetVerification run =
        DataQuality.on(session.read().parquet(here))
            .with("there", session.read().parquet(there))
            .check(Check.error("keys").require(all.toArray(Requirement[]::new)));
    if (sending) {
      assertThat(run.plan().cost().note()).contains(SENT);
    } else {
      assertThat(run.plan().cost().note()).doesNotContain(SENT);
    }
    return run.run().constraints();
  }

  /** What a loop counts, whichever way: of duplicates, nulls, zeros, NaN and types that differ. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void both_ways_count_what_a_loop_counts(long seed) {
    Random random = new Random(seed);
    List<Row> here = rows(random, 150, true);
    List<Row> there = rows(random, seed == 2 ? 0 : 12, false);
    List<Requirement> asked = new ArrayList<>();
    List<Tuple> expected = new ArrayList<>();
    String[] names = StructType.fromDDL(HERE).fieldNames();
    for (int[][] pair :
        new int[][][] {
          {{1}, {1}},
          {{2}, {2}},
          {{3}, {2}},
          {{4}, {4}},
          {{1}, {4}},
          {{1, 2}, {1, 3}},
          {{5, 6, 7}, {5, 6, 7}}
        }) {
      String[] mine = names(names, pair[0]);
      String[] theirs = names(names, pair[1]);
      asked.add(key(mine).existsIn("there", theirs));
      expected.add(counted(here, there, false, false, null, pair[0], pair[1]));
      asked.add(key(mine).isAbsentFrom("there", theirs));
      expected.add(counted(here, there, true, false, null, pair[0], pair[1]));
      asked.add(key(mine).existsIn("there", theirs).where(string("w").isEqualTo("a")));
      expected.add(counted(here, there, false, false, "a", pair[0], pair[1]));
      asked.add(
          key(mine)
              .isAbsentFrom("there", theirs)
              .treatingNullsAsEqual()
              .where(string("w").isEqualTo("b")));
      expected.add(counted(here, there, true, true, "b", pair[0], pair[1]));
    }
    String left = written("here" + seed, HERE, here);
    String right = written("there" + seed, THERE, there);
    for (boolean sending : new boolean[] {true, false}) {
      assertThat(results(left, right, sending, sending, asked))
          .as("sending: " + sending)
          .extracting(
              ConstraintResult::rowsInScope,
              ConstraintResult::violations,
              ConstraintResult::leftOut)
          .containsExactlyElementsOf(expected);
    }
  }

  private static String[] names(String[] all, int... columns) {
    return Arrays.stream(columns).mapToObj(i -> all[i]).toArray(String[]::new);
  }

  /** All keys are counted in one query, and the same ones are sent once. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jobs_and_shuffles_are_those_announced(boolean adaptive) {
    SparkSession session = session(true, adaptive);
    Dataset<Row> data =
        session
            .read()
            .parquet(
                written("orders", session.range(0, 100, 1, 3).selectExpr("id", "id % 7 AS k")));
    Dataset<Row> files = session.read().parquet(written("known", session.range(0, 5, 1, 2).toDF()));
    Dataset<Row> none = files.where("id < 0");
    Dataset<Row> listed =
        session.createDataFrame(List.of(RowFactory.create(1L)), StructType.fromDDL("id BIGINT"));
    Dataset<Row> ranged = session.range(3, 9, 1, 2).toDF();
    Requirement k = key("k").existsIn("files", "id");
    Requirement id = key("id").existsIn("files", "id").where(number("k").isLessThan(3));
    List<List<Requirement>> all =
        List.of(
            List.of(k),
            List.of(k, id, rowCount().isEqualTo(100), key("id").isUnique()),
            List.of(
                k,
                id,
                key("k").existsIn("ranged", "id"),
                key("k").isAbsentFrom("none", "id"),
                key("k").existsIn("listed", "id"),
                key("k", "id").existsIn("files", "id", "id")));
    int[] shuffles = {2, 5, 8}; // one for each key, one for all rows, and those of other passes
    for (int i = 0; i < shuffles.length; i++) {
      DatasetVerification run =
          DataQuality.on(data)
              .with("files", files)
              .with("none", none)
              .with("listed", listed)
              .with("ranged", ranged)
              .check(Check.error("keys").require(all.get(i).toArray(Requirement[]::new)));
      Plan plan = run.plan();
      assertThat(plan.cost().note()).contains(SENT);
      assertThat(plan.cost().shuffles()).as(plan.explain()).isEqualTo(shuffles[i]);
      assertThat(
              JobCountTest.jobsOf(
                  () ->
                      assertThat(run.run().constraints())
                          .allMatch(each -> each.status() != Status.ERROR)))
          .as(plan.explain())
          .isEqualTo(plan.cost().jobs());
    }
  }

  /** Where only a join within the other data broadcasts, the data are computed, or SQL selects. */
  @Test
  void all_other_keys_are_grouped() {
    SparkSession session = session(true, true);
    Dataset<Row> files = session.read().parquet(written("few", session.range(0, 100, 1, 2).toDF()));
    Dataset<Row> sent = session.range(0, 3).toDF("other");
    Dataset<Row> joined =
        files.join(functions.broadcast(sent), files.col("id").equalTo(sent.col("other")));
    session.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1"); // but for what is told to be
    for (Dataset<Row> data : List.of(files, files.selectExpr("id + 0 AS id"))) {
      DatasetVerification run =
          DataQuality.on(data)
              .with("known", data == files ? joined : files.where("id < 3"))
              .check(Check.error("keys").require(key("id").existsIn("known", "id")));
      assertThat(run.plan().cost().note()).doesNotContain(SENT);
      assertThat(run.run().constraints().get(0).violations()).isEqualTo(97);
    }
    session.conf().unset("spark.sql.autoBroadcastJoinThreshold");
    DatasetVerification selected =
        DataQuality.on(files)
            .with("known", sent)
            .check(
                Check.error("keys")
                    .require(key("id").existsIn("known", "other").where(sql("id >= 0"))));
    assertThat(selected.plan().cost().note()).doesNotContain(SENT);
    assertThat(selected.run().constraints().get(0).violations()).isEqualTo(97);
    session
        .conf()
        .set("spark.sql.files.ignoreMissingFiles", "true"); // of which a join may miss one
    DatasetVerification lossy =
        DataQuality.on(files)
            .with("known", sent)
            .check(Check.error("keys").require(key("id").existsIn("known", "other")));
    assertThat(lossy.plan().cost().note()).doesNotContain(SENT);
  }
}
