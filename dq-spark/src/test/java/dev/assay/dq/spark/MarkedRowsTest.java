package dev.assay.dq.spark;

import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.twitter.chill.EmptyScalaKryoInstantiator;
import dev.assay.dq.Check;
import dev.assay.dq.Columns;
import dev.assay.dq.Constraint;
import dev.assay.dq.KeyColumns;
import dev.assay.dq.NumericMetric;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.SamplePolicy;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.JudgedRecord;
import dev.assay.dq.result.MarkedRows;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.SplitRows;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.UnmarkedConstraint;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.result.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows are marked, and with what. */
class MarkedRowsTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static final Check ORDERS =
      Check.error("orders")
          .require(
              string("email").isComplete().forAtLeast(0.5),
              number("amount").isAtLeast(0).where(string("status").isEqualTo("PAID")),
              number("amount").isAtMost(100).failingOnNull(),
              number("amount").mean().isAtMost(1_000));

  private static final Check HINTS =
      Check.warning("hints")
          .require(
              string("status").isIn("PAID", "NEW").as("known status"),
              string("status").isEqualTo("NEW").forAtMost(0.5));

  /** Worked by hand: what each row violates. */
  private static final Dataset<Row> DATA =
      SPARK.sql(
          "SELECT * FROM VALUES"
              + " (1, 'a@b.c', 10, 'PAID'), (2, null, 20, 'PAID'), (3, 'd@e.f', -5, 'PAID'),"
              + " (4, 'd@e.f', -5, 'NEW'), (5, 'g@h.i', 7, 'LOST'), (5, 'g@h.i', 7, 'LOST'),"
              + " (6, null, null, 'LOST') AS t(id, email, amount, status)");

  private static final String EMAIL = "email is complete";
  private static final String NOT_NEGATIVE =
      "amount is at least 0 where status is equal to \"PAID\"";
  private static final String AT_MOST = "amount is at most 100, null violates";

  private static final Map<Integer, List<String>> BY_HAND =
      new TreeMap<>(
          Map.of(
              2, List.of(EMAIL + " for at least 50% of rows"),
              3, List.of(NOT_NEGATIVE),
              5, List.of("known status"),
              6, List.of(EMAIL + " for at least 50% of rows", AT_MOST, "known status")));

  private static MarkedRows<Dataset<Row>, Dataset<Row>> frames(Check... checks) {
    return DataQuality.on(DATA).check(checks).rows();
  }

  private static List<Map<String, ?>> records() {
    return records(DATA);
  }

  private static List<Map<String, ?>> records(Dataset<Row> data) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      Map<String, Object> record = new HashMap<>();
      for (String name : row.schema().fieldNames()) {
        record.put(name, row.getAs(name));
      }
      records.add(record);
    }
    return records;
  }

  private static final Fields<Map<String, ?>> FIELDS =
      Fields.ofMap(
          Map.of(
              "id", Integer.class,
              "email", String.class,
              "amount", Integer.class,
              "status", String.class));

  private static List<Integer> ids(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.<Integer>getAs("id")).sorted().toList();
  }

  private static List<Integer> ids(List<Map<String, ?>> records) {
    return records.stream().map(each -> (Integer) each.get("id")).sorted().toList();
  }

  private static List<Integer> idsOf(List<JudgedRecord<Map<String, ?>>> records) {
    return ids(records.stream().<Map<String, ?>>map(JudgedRecord::value).toList());
  }

  private static Map<Integer, List<String>> byId(List<JudgedRecord<Map<String, ?>>> judged) {
    Map<Integer, List<String>> found = new TreeMap<>();
    for (JudgedRecord<Map<String, ?>> each : judged) {
      if (!each.violations().isEmpty()) {
        found.put(
            (Integer) each.value().get("id"),
            each.violations().stream().map(Violation::description).toList());
      }
    }
    return found;
  }

  @Test
  void each_row_has_the_reasons_that_hand_work_finds_on_every_path() {
    Map<Integer, List<String>> found = new TreeMap<>();
    List<Row> rows = frames(ORDERS, HINTS).annotated().collectAsList();
    for (Row row : rows) {
      if (!row.isNullAt(4)) {
        found.put(
            row.getInt(0),
            row.<Row>getList(4).stream().map(each -> each.<String>getAs("description")).toList());
      }
    }
    assertThat(rows).hasSize(7);
    assertThat(found).isEqualTo(BY_HAND);
    assertThat(byId(LocalDataQuality.on(records(), FIELDS).check(ORDERS, HINTS).rows().annotated()))
        .isEqualTo(BY_HAND);
    assertThat(byId(onRdd().annotated().collect())).isEqualTo(BY_HAND);
  }

  private static MarkedRows<JavaRDD<Map<String, ?>>, JavaRDD<JudgedRecord<Map<String, ?>>>>
      onRdd() {
    return DataQuality.on(SharedSpark.context().parallelize(records(), 2), FIELDS)
        .check(ORDERS, HINTS)
        .rows();
  }

  @Test
  void a_reason_says_check_constraint_severity_and_sentence() {
    Row reason = frames(ORDERS, HINTS).annotated().where("id = 5").first().<Row>getList(4).get(0);
    ConstraintResult known =
        DataQuality.verify(DATA, ORDERS, HINTS).check("hints").constraints().get(0);
    assertThat(reason.schema().fieldNames())
        .containsExactly("check", "constraint", "description", "severity", "sentence", "error");
    assertThat(reason.mkString("|"))
        .isEqualTo(
            "hints|" + known.id() + "|known status|WARNING|status is in {\"PAID\", \"NEW\"}|null");
  }

  @Test
  void what_only_warns_leaves_a_row_good_on_every_path() {
    MarkedRows<Dataset<Row>, Dataset<Row>> rows = frames(ORDERS, HINTS);
    assertThat(ids(rows.good())).containsExactly(1, 4, 5, 5);
    assertThat(ids(rows.bad())).containsExactly(2, 3, 6);
    assertThat(rows.good().schema()).isEqualTo(DATA.schema());
    assertThat(rows.bad().columns()).containsExactly("id", "email", "amount", "status", "_dq");
    assertThat(ids(onRdd().good().collect())).containsExactly(1, 4, 5, 5);
    assertThat(idsOf(onRdd().bad().collect())).containsExactly(2, 3, 6);
    var list = LocalDataQuality.on(records(), FIELDS).check(ORDERS, HINTS).rows();
    assertThat(ids(list.good())).containsExactly(1, 4, 5, 5);
    assertThat(idsOf(list.bad())).containsExactly(2, 3, 6);
  }

  @Test
  void rows_of_one_constraint_by_itself_its_name_and_its_id() {
    MarkedRows<Dataset<Row>, Dataset<Row>> rows = frames(ORDERS, HINTS);
    Constraint known = string("status").isIn("PAID", "NEW").toConstraint();
    assertThat(ids(rows.violating(known))).containsExactly(5, 5, 6);
    assertThat(ids(rows.violating("known status"))).containsExactly(5, 5, 6);
    assertThat(ids(rows.violating(known.id()))).containsExactly(5, 5, 6);
    assertThat(rows.violating(known).schema()).isEqualTo(DATA.schema());
    assertThat(ids(onRdd().violating("known status").collect())).containsExactly(5, 5, 6);
    assertThat(ids(LocalDataQuality.on(records(), FIELDS).check(HINTS).rows().violating(known)))
        .containsExactly(5, 5, 6);
    assertThatThrownBy(() -> rows.violating("email"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "No constraint that marks rows is \"email\". There are:\n  [orders]")
        .hasMessageContaining(known.id());
  }

  @Test
  void constraints_that_say_nothing_of_one_row_are_listed_with_the_reason() {
    assertThat(frames(ORDERS, HINTS).withoutRows())
        .extracting(UnmarkedConstraint::toString)
        .containsExactly(
            "[orders] mean of amount is at most 1000: it is about a metric of many rows",
            "[hints] status is equal to \"NEW\" for at most 50% of rows: it bounds how many rows"
                + " satisfy it, and no row is wrong for not satisfying it");
    assertThat(frames(ORDERS).toString())
        .contains("rows are marked for:", EMAIL, "without rows:", "mean of amount");
    assertThatThrownBy(() -> frames(Check.error("c").require(rowCount().isAtLeast(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No constraint says of a single row whether it is good:\n  [c]");
  }

  @Test
  void what_cannot_be_evaluated_is_refused_before_anything_runs() {
    Check wrong =
        Check.error("wrong")
            .require(string("emial").isComplete(), string("amount").isNotBlank())
            .require(number("price").sum().isAtMost(1));
    assertThatThrownBy(() -> frames(wrong, ORDERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[wrong] emial is complete: ")
        .hasMessageContaining("did you mean email")
        .hasMessageContaining("[wrong] amount is not blank: column amount is int")
        .hasMessageContaining("ifPresent()")
        .hasMessageNotContaining("price");
    Check absent = Check.error("absent").require(string("fax").isComplete().ifPresent());
    assertThat(frames(absent, ORDERS).withoutRows().get(0).reason())
        .isEqualTo("column fax is not there");
  }

  @Test
  void a_column_of_the_name_of_the_reasons_is_refused_with_another_name() {
    Dataset<Row> taken =
        DATA.withColumn("_DQ", DATA.col("id")).withColumn("_dq_reasons", DATA.col("id"));
    MarkedRows<Dataset<Row>, Dataset<Row>> rows = DataQuality.on(taken).check(ORDERS).rows();
    for (Runnable each : List.<Runnable>of(rows::annotated, rows::bad, rows::split)) {
      assertThatThrownBy(each::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("column _dq already")
          .hasMessageContaining("reasonsIn(\"_dq_reasons_reasons\")");
    }
    assertThat(ids(rows.good())).hasSize(4);
    assertThat(rows.reasonsIn("why").bad().columns()).endsWith("_dq_reasons", "why");
  }

  @Test
  void the_columns_of_the_input_stay_whatever_they_are_called_and_wherever_they_stand() {
    Dataset<Row> odd =
        SPARK.sql(
            "SELECT 1 AS `a.b`, 'x' AS twice, named_struct('C`d', array(1, 2)) AS s, 'y' AS twice,"
                + " map('k', 1.5D) AS m, '' AS ``, CAST(null AS STRING) AS `it's`, 7 AS `é \"q\"`");
    Check check =
        Check.error("odd")
            .require(
                number("`a.b`").isAtLeast(2),
                string("it's").isComplete(),
                integer("é \"q\"").isAtMost(7),
                Columns.array("s.`C``d`").size().isAtMost(1),
                Columns.any("``").isNull());
    MarkedRows<Dataset<Row>, Dataset<Row>> rows = DataQuality.on(odd).check(check).rows();
    Dataset<Row> annotated = rows.annotated();
    assertThat(annotated.drop("_dq").schema()).isEqualTo(odd.schema());
    Row row = annotated.first();
    assertThat(row.getList(8)).hasSize(4);
    assertThat(row.toString()).startsWith("[1,x,[");
    assertThat(rows.good().schema()).isEqualTo(odd.schema());
    assertThat(rows.good().isEmpty()).isTrue();
    Row bad = rows.bad().first();
    assertThat(IntStream.range(0, 8).mapToObj(bad::get).toList())
        .isEqualTo(IntStream.range(0, 8).mapToObj(odd.first()::get).toList());
  }

  @Test
  void padded_text_is_judged_without_its_padding_and_given_back_with_it() {
    SPARK.sql("DROP TABLE IF EXISTS padded_marks");
    SPARK.sql("CREATE TABLE padded_marks (id INT, code CHAR(5)) USING parquet");
    try {
      SPARK.sql("INSERT INTO padded_marks VALUES (1, 'ab'), (2, 'abcde'), (3, null)");
      Dataset<Row> data = SPARK.table("padded_marks");
      Check check = Check.error("c").require(string("code").length().isAtMost(2));
      MarkedRows<Dataset<Row>, Dataset<Row>> rows = DataQuality.on(data).check(check).rows();
      assertThat(rows.good().schema()).isEqualTo(data.schema());
      assertThat(rows.good().sort("id").collectAsList().toString())
          .isEqualTo(data.where("id != 2").sort("id").collectAsList().toString())
          .contains("ab   ");
      assertThat(rows.bad().first().getString(1)).isEqualTo("abcde");
      assertThat(rows.bad().columns()).containsExactly("id", "code", "_dq");
    } finally {
      SPARK.sql("DROP TABLE padded_marks");
    }
  }

  /** Where the code throws, nobody knows, and the row is not good. */
  @Test
  void a_row_that_java_code_cannot_judge_is_bad_and_says_why() {
    Check check =
        Check.error("c")
            .require(
                rowSatisfies("short", row -> ((String) row.get("email")).length() < 9),
                number("amount").isAtMost(19));
    List<Row> bad = frames(check).bad().sort("id").collectAsList();
    assertThat(bad).hasSize(2);
    Row two = bad.get(0);
    assertThat(two.<Row>getList(4)).hasSize(2);
    assertThat(two.<Row>getList(4).get(0).<String>getAs("error"))
        .startsWith("rowSatisfies(\"short\") threw java.lang.NullPointerException");
    assertThat(two.<Row>getList(4).get(1).<String>getAs("error")).isNull();
    List<JudgedRecord<Map<String, ?>>> local =
        LocalDataQuality.on(records(), FIELDS).check(check).rows().bad();
    assertThat(idsOf(local)).containsExactly(2, 6);
    assertThat(local.get(1).violations().get(0).error())
        .startsWith("rowSatisfies(\"short\") threw java.lang.NullPointerException");
    var rdd =
        DataQuality.on(SharedSpark.context().parallelize(records(), 2), FIELDS).check(check).rows();
    assertThat(idsOf(rdd.bad().collect())).containsExactly(2, 6);
  }

  @Test
  void keys_that_other_data_lack_are_found_on_every_path() {
    Dataset<Row> known = SPARK.sql("SELECT * FROM VALUES ('PAID'), ('PAID'), (null) AS t(name)");
    Check check =
        Check.error("c")
            .require(
                key("status").existsIn("statuses", "name"),
                rowSatisfies("not the first", row -> ((Number) row.get("id")).intValue() > 1));
    MarkedRows<Dataset<Row>, Dataset<Row>> frame =
        DataQuality.on(DATA).with("statuses", known).check(check).rows();
    assertThat(ids(frame.bad())).containsExactly(1, 4, 5, 5, 6);
    assertThat(ids(frame.good())).containsExactly(2, 3);
    assertThat(frame.annotated().columns()).hasSize(5);
    var rdd =
        DataQuality.on(SharedSpark.context().parallelize(records(), 2), FIELDS)
            .with("statuses", known)
            .check(check)
            .rows();
    assertThat(ids(rdd.good().collect())).containsExactly(2, 3);
    assertThat(idsOf(rdd.bad().collect())).containsExactly(1, 4, 5, 5, 6);
    List<Map<String, ?>> names = List.of(Map.of("name", "PAID"));
    var list =
        LocalDataQuality.on(records(), FIELDS)
            .with("statuses", names, Fields.ofMap(Map.of("name", String.class)))
            .check(check)
            .rows();
    assertThat(ids(list.good())).containsExactly(2, 3);
    assertThat(idsOf(list.bad())).containsExactly(1, 4, 5, 5, 6);
  }

  /** A key twice, one that is incomplete, and one twice of which one row is not judged. */
  @Test
  void every_row_of_a_key_that_repeats_is_marked_on_every_path() {
    Check check =
        Check.error("keys")
            .require(
                key("id").isUnique().where(number("amount").isAtMost(10)),
                key("email", "amount").isUnique().forAtLeast(0.2).as("mail and amount"),
                key("email").isPrimary().as("primary"),
                key(string("email").lower()).isUnique(),
                Columns.allColumns().isUnique().as("whole rows"));
    Map<Integer, List<String>> expected =
        new TreeMap<>(
            Map.of(
                2, List.of("email is complete"),
                3, List.of("mail and amount", "key (email) is unique"),
                4, List.of("mail and amount", "key (email) is unique"),
                5, List.of(UNIQUE_ID, "mail and amount", "key (email) is unique", "whole rows"),
                6, List.of("email is complete")));
    Map<Integer, List<String>> found = new TreeMap<>();
    MarkedRows<Dataset<Row>, Dataset<Row>> frame = frames(check);
    for (Row row : frame.bad().collectAsList()) {
      found.put(
          row.getInt(0),
          row.<Row>getList(4).stream().map(each -> each.<String>getAs("description")).toList());
    }
    assertThat(found).isEqualTo(expected);
    assertThat(ids(frame.violating("primary"))).containsExactly(2, 3, 4, 5, 5, 6);
    assertThat(ids(frame.violating(key("id").isUnique().where(number("amount").isAtMost(10)))))
        .containsExactly(5, 5);
    assertThat(frame.withoutRows())
        .extracting(UnmarkedConstraint::reason)
        .singleElement()
        .asString()
        .startsWith("rows are marked for a key of columns");
    assertThat(frame.split().result().constraints()).hasSize(5);
    var rdd =
        DataQuality.on(SharedSpark.context().parallelize(records(), 2), FIELDS).check(check).rows();
    assertThat(byId(rdd.bad().collect())).isEqualTo(expected);
    assertThat(byId(LocalDataQuality.on(records(), FIELDS).check(check).rows().annotated()))
        .isEqualTo(expected);
  }

  /** Rows of few different values, with nulls, NaN and two zeros; by hand which of them differ. */
  @Test
  void rows_that_another_dataset_does_not_have_are_marked_on_every_path() {
    Random random = new Random(20261130);
    Map<String, Integer> marked = new TreeMap<>();
    for (int round = 0; round < 2; round++) {
      List<Object[]> here = differing(random, 20);
      List<Object[]> there = new ArrayList<>(here.subList(0, 14));
      there.addAll(differing(random, 4));
      here.addAll(List.of(here.get(0), here.get(1)));
      Check check =
          Check.error("same")
              .require(
                  hasSameRowsAs("others").as("whole"),
                  hasSameRowsAs("others").on("id").as("by id"),
                  hasSameRowsAs("others").on("id").ignoring("text").as("but text"),
                  Columns.allColumns().extraRows().isAtMost(2).as("repeated"),
                  hasSameRowsAs("others").on("id").withTolerance(0.5).as("about"));
      Map<String, List<String>> expected = new TreeMap<>();
      expected.put(
          "whole", keep(here, row -> times(here, row, 0, 1, 2) > times(there, row, 0, 1, 2)));
      expected.put("by id", keep(here, row -> !isSame(here, there, row, 0, 1, 2)));
      expected.put("but text", keep(here, row -> !isSame(here, there, row, 0, 1)));
      expected.put("repeated", keep(here, row -> times(here, row, 0, 1, 2) > 1));
      expected.forEach((name, rows) -> marked.merge(name, rows.size(), Integer::sum));
      String ddl = "id INT, number DOUBLE, text STRING";
      ThreePaths data = ThreePaths.of(ddl, here.toArray(Object[][]::new));
      ThreePaths others = ThreePaths.of(ddl, there.toArray(Object[][]::new));
      var frame = DataQuality.on(data.frame()).with("others", others.frame()).check(check).rows();
      var rdd = data.onRdd().with("others", others.frame()).check(check).rows();
      var list = others.addTo(data.onList(), "others").check(check).rows();
      expected.forEach(
          (name, rows) -> {
            assertThat(
                    frame.violating(name).collectAsList().stream()
                        .map(row -> text(row.get(0), row.get(1), row.get(2)))
                        .sorted())
                .as(name)
                .isEqualTo(rows);
            assertThat(rdd.violating(name).collect().stream().map(MarkedRowsTest::text).sorted())
                .as(name)
                .isEqualTo(rows);
            assertThat(list.violating(name).stream().map(MarkedRowsTest::text).sorted())
                .as(name)
                .isEqualTo(rows);
          });
      assertThat(frame.withoutRows())
          .extracting(UnmarkedConstraint::reason)
          .containsExactly("rows are marked where values are compared without a tolerance");
    }
    assertThat(marked).allSatisfy((name, rows) -> assertThat(rows).as(name).isBetween(4, 40));
  }

  private static List<Object[]> differing(Random random, int rows) {
    List<Object[]> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int id = random.nextInt(24);
      all.add(
          new Object[] {
            id == 0 ? null : id,
            Arrays.asList(0.0, -0.0, Double.NaN, null).get(random.nextInt(4)),
            Arrays.asList("a", "b", null).get(random.nextInt(3))
          });
    }
    return all;
  }

  private static String text(Object... values) {
    return Stream.of(values)
        .map(each -> Double.valueOf(-0.0).equals(each) ? 0.0 : each)
        .toList()
        .toString();
  }

  private static String text(Map<String, ?> record) {
    return text(record.get("id"), record.get("number"), record.get("text"));
  }

  private static List<String> keep(List<Object[]> rows, Predicate<Object[]> which) {
    return rows.stream().filter(which).map(MarkedRowsTest::text).sorted().toList();
  }

  /** How often the same values are in some rows. */
  private static long times(List<Object[]> rows, Object[] row, int... columns) {
    String wanted = text(IntStream.of(columns).mapToObj(i -> row[i]).toArray());
    return rows.stream()
        .filter(each -> text(IntStream.of(columns).mapToObj(i -> each[i]).toArray()).equals(wanted))
        .count();
  }

  /** Whether the id of a row is once on both sides, with the same values. */
  private static boolean isSame(
      List<Object[]> here, List<Object[]> there, Object[] row, int... columns) {
    return times(here, row, 0) == 1 && times(there, row, 0) == 1 && times(there, row, columns) == 1;
  }

  /**
   * Two mails are there twice; those without one are in no group, nor judged is a sum of nothing.
   */
  @Test
  void every_row_of_a_group_that_violates_is_marked_on_every_path() {
    NumericMetric sum = integer("id").sum().where(integer("amount").isAtMost(7));
    Check check =
        Check.error("groups")
            .require(
                rowCount().per("email").isEqualTo(1).forAtLeast(0.1).as("mails"),
                integer("amount").max().per("status").isAtMost(10).as("most"),
                sum.per("email").isIn(7, 20).as("sum"),
                string("email").max().per("status").isEqualTo("g@h.i").as("last"),
                rowCount().per("email", "status").isBetween(1, 2).as("held"),
                rowCount().per(string("email").lower()).isEqualTo(1),
                integer("amount").mean().per("status").isAtMost(1),
                key("id").distinctCount().per("status").isAtMost(1),
                sum.per("status").isAtMost(100).onNoRows(OnNoRows.FAIL));
    Map<Integer, List<String>> expected =
        new TreeMap<>(
            Map.of(
                1, List.of("most", "last"),
                2, List.of("most", "last"),
                3, List.of("mails", "most", "last"),
                4, List.of("mails", "last"),
                5, List.of("mails", "sum")));
    MarkedRows<Dataset<Row>, Dataset<Row>> frame = frames(check);
    Map<Integer, List<String>> found = new TreeMap<>();
    for (Row row : frame.bad().collectAsList()) {
      found.put(
          row.getInt(0),
          row.<Row>getList(4).stream().map(each -> each.<String>getAs("description")).toList());
    }
    assertThat(found).isEqualTo(expected);
    assertThat(ids(frame.good())).containsExactly(6);
    assertThat(ids(frame.violating("mails"))).containsExactly(3, 4, 5, 5);
    assertThat(ids(frame.whenFailed().bad())).containsExactly(1, 2, 3, 4, 5, 5);
    assertThat(frame.withoutRows())
        .extracting(UnmarkedConstraint::reason)
        .satisfiesExactly(
            each -> assertThat(each).startsWith("rows are marked for groups by columns: "),
            each -> assertThat(each).startsWith("the metric of its groups is floating point"),
            each -> assertThat(each).startsWith("rows are marked for numbers of rows and values"),
            each -> assertThat(each).contains("is decided by onNoRows(FAIL)"));
    assertThat(DataQuality.verify(DATA, check).constraints().subList(0, 5))
        .extracting(ConstraintResult::actual)
        .containsExactly(
            new MetricValue.Groups(2, 3),
            new MetricValue.Groups(1, 3),
            new MetricValue.Groups(1, 2),
            new MetricValue.Groups(2, 3),
            new MetricValue.Groups(0, 4));
    var rdd =
        DataQuality.on(SharedSpark.context().parallelize(records(), 2), FIELDS).check(check).rows();
    assertThat(byId(rdd.bad().collect())).isEqualTo(expected);
    assertThat(byId(LocalDataQuality.on(records(), FIELDS).check(check).rows().annotated()))
        .isEqualTo(expected);
  }

  private static final String UNIQUE_ID = "key (id) is unique where amount is at most 10";

  /** Rows 3 and 4 share a mail, and so do both of 5; 2 and 6 have none. */
  @Test
  void rows_that_share_a_key_with_a_bad_one_are_bad_on_every_path() {
    Check check = Check.error("c").require(number("id").isNotIn(3, 6));
    String bad = "id is not in {3, 6}";
    Map<Integer, List<String>> expected =
        new TreeMap<>(
            Map.of(
                3, List.of(bad),
                4, List.of("no row of the same email is bad"),
                6, List.of(bad)));
    MarkedRows<Dataset<Row>, Dataset<Row>> frame = frames(check).cascadingBy("email");
    Map<Integer, List<String>> found = new TreeMap<>();
    for (Row row : frame.bad().collectAsList()) {
      found.put(
          row.getInt(0),
          row.<Row>getList(4).stream().map(each -> each.<String>getAs("description")).toList());
    }
    assertThat(found).isEqualTo(expected);
    assertThat(ids(frame.good())).containsExactly(1, 2, 5, 5);
    assertThat(frame.good().schema()).isEqualTo(DATA.schema());
    assertThat(ids(frame.violating(number("id").isNotIn(3, 6)))).containsExactly(3, 6);
    var rdd =
        DataQuality.on(SharedSpark.context().parallelize(records(), 2), FIELDS)
            .check(check)
            .rows()
            .cascadingBy("email");
    assertThat(byId(rdd.bad().collect())).isEqualTo(expected);
    var list = LocalDataQuality.on(records(), FIELDS).check(check).rows().cascadingBy("email");
    assertThat(byId(list.annotated())).isEqualTo(expected);
    assertThat(ids(list.good())).containsExactly(1, 2, 5, 5);
    assertThat(idsOf(list.cascadingBy("email", "status").bad())).containsExactly(3, 6);
    assertThatThrownBy(() -> list.cascadingBy("mail"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean email");
    assertThatThrownBy(() -> list.cascadingBy()).isInstanceOf(IllegalArgumentException.class);
  }

  /** Worked by hand: a key whose last two share a place, one with a null, one with nulls alone. */
  @Test
  void of_a_key_that_repeats_the_first_or_the_last_row_is_spared_on_every_path() {
    Dataset<Row> data =
        SPARK.sql(
            "SELECT * FROM VALUES (1, 'a', 1, 3.0D), (2, 'a', 2, 2.0D), (3, 'a', 2, 1.0D),"
                + " (4, 'b', null, -0.0D), (5, 'b', 5, 0.0D), (6, 'c', null, double('NaN')),"
                + " (7, 'c', null, 1.0D), (8, null, 1, 1.0D), (9, null, 1, 1.0D), (10, 'd', 7, 1.0D)"
                + " AS t(id, k, at, x)");
    Check unique = Check.error("c").require(key("k").isUnique());
    Check late = Check.error("c").require(key("k").isUnique().where(number("at").isAtLeast(2)));
    keeping(data, unique, "first at", 2, 3, 4, 6, 7);
    keeping(data, unique, "last at", 1, 2, 3, 4, 6, 7);
    keeping(data, unique, "first x", 1, 2, 4, 5, 6, 7);
    keeping(data, late, "first at", 2, 3);
    keeping(data, Check.error("c").require(key("k", "at").isUnique()), "first id", 3);
    keeping(
        data.drop("x").union(data.drop("x").where("id = 10")),
        Check.error("c").require(Columns.allColumns().isUnique()),
        "first id",
        10,
        10);
    MarkedRows<Dataset<Row>, Dataset<Row>> rows = DataQuality.on(data).check(unique).rows();
    assertThat(ids(rows.cascadingBy("x").keepingFirstBy("id").bad()))
        .as("and what shares x with a bad one; zeros are equal")
        .containsExactly(2, 3, 4, 5, 7, 8, 9, 10);
    assertThatThrownBy(() -> rows.keepingFirstBy("att"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[c] key (k) is unique")
        .hasMessageContaining("did you mean at");
    assertThatThrownBy(() -> rows.keepingFirstBy(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  private static <P, M> MarkedRows<P, M> keeping(MarkedRows<P, M> rows, String which) {
    String column = which.substring(which.indexOf(' ') + 1);
    return which.startsWith("first")
        ? rows.keepingLastBy("id").keepingFirstBy(column)
        : rows.keepingLastBy(column);
  }

  private static void keeping(Dataset<Row> data, Check check, String which, Integer... marked) {
    List<Map<String, ?>> records = records(data);
    Map<String, Class<?>> types = new HashMap<>(Map.of("id", Integer.class, "k", String.class));
    types.putAll(Map.of("at", Integer.class, "x", Double.class));
    types.keySet().retainAll(List.of(data.columns()));
    Fields<Map<String, ?>> fields = Fields.ofMap(types);
    MarkedRows<Dataset<Row>, Dataset<Row>> frame =
        keeping(DataQuality.on(data).check(check).rows(), which);
    assertThat(ids(frame.bad())).containsExactly(marked);
    assertThat(ids(frame.good())).hasSize(records.size() - marked.length).doesNotContain(marked);
    JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(records, 3);
    assertThat(
            idsOf(keeping(DataQuality.on(rdd, fields).check(check).rows(), which).bad().collect()))
        .containsExactly(marked);
    assertThat(
            idsOf(keeping(LocalDataQuality.on(records, fields).check(check).rows(), which).bad()))
        .containsExactly(marked);
  }

  @Test
  void reasons_quote_what_the_policy_shows_and_without_one_nothing_on_every_path() {
    Check check =
        Check.error("c")
            .require(
                number("amount").isAtLeast(0).where(string("status").isEqualTo("PAID")),
                string("status").isIn("PAID", "NEW"),
                key("email").isUnique(),
                rowSatisfies(
                    "positive",
                    List.of("id", "amount"),
                    row -> {
                      if (row.get("amount") == null) {
                        throw new IllegalStateException("none");
                      }
                      return true;
                    }));
    SamplePolicy clear = SamplePolicy.clear();
    quoting(
        check,
        clear,
        "3 amount=-5 status=PAID | email=[text, 5 to 8 characters]",
        "4 email=[text, 5 to 8 characters]",
        "5 status=LOST | email=[text, 5 to 8 characters]",
        "5 status=LOST | email=[text, 5 to 8 characters]",
        "6 status=LOST | id=6 amount=null");
    quoting(
        check,
        clear.allowing("email").denying("amount"),
        "3 amount=[hidden] status=PAID | email=d@e.f",
        "4 email=d@e.f",
        "5 status=LOST | email=g@h.i",
        "5 status=LOST | email=g@h.i",
        "6 status=LOST | id=6 amount=[hidden]");
    quoting(
        check,
        SamplePolicy.none(),
        "3 amount=[number] status=[text, 1 to 4 characters] | email=[text, 5 to 8 characters]",
        "4 email=[text, 5 to 8 characters]",
        "5 status=[text, 1 to 4 characters] | email=[text, 5 to 8 characters]",
        "5 status=[text, 1 to 4 characters] | email=[text, 5 to 8 characters]",
        "6 status=[text, 1 to 4 characters] | id=[number] amount=null");
    assertThat(frames(check).bad().schema().toDDL()).doesNotContain("values");
    assertThat(LocalDataQuality.on(records(), FIELDS).check(check).rows().bad())
        .allSatisfy(
            each -> assertThat(each.violations()).allMatch(found -> found.values().isEmpty()));
    Dataset<Row> nested =
        SPARK.sql(
            "SELECT named_struct('a', null, 'b', array(1, null)) AS s, repeat('x', 2000) AS t,"
                + " X'00FF' AS b");
    Row reason =
        DataQuality.on(nested)
            .check(
                Check.error("c")
                    .require(
                        rowSatisfies("none", List.of("s", "t", "b"), row -> false),
                        sql("t = ''"),
                        string("t").isBlank()))
            .rows()
            .withValues(clear)
            .bad()
            .select("_dq")
            .head();
    List<Row> reasons = reason.getList(0);
    Map<String, String> values = reasons.get(0).getJavaMap(6);
    assertThat(values)
        .containsEntry("s", "{a=null, b=[1, null]}")
        .containsEntry("b", "X'00FF'")
        .hasEntrySatisfying(
            "t", text -> assertThat(text).startsWith("xxx").endsWith("x… (2000 characters)"));
    assertThat(values.get("t")).hasSizeLessThan(1_030);
    assertThat(reasons.get(1).<String, String>getJavaMap(6)).isEmpty();
  }

  private static void quoting(Check check, SamplePolicy policy, String... expected) {
    List<String> found = new ArrayList<>();
    for (Row row : frames(check).withValues(policy).bad().collectAsList()) {
      found.add(
          row.getInt(0)
              + " "
              + row.<Row>getList(4).stream()
                  .map(each -> quoted(each.<String, String>getJavaMap(6)))
                  .collect(Collectors.joining(" | ")));
    }
    assertThat(found).containsExactlyInAnyOrder(expected);
    var rdd =
        DataQuality.on(SharedSpark.context().parallelize(records(), 2), FIELDS).check(check).rows();
    assertThat(quoted(rdd.withValues(policy).bad().collect())).containsExactlyInAnyOrder(expected);
    var list = LocalDataQuality.on(records(), FIELDS).check(check).rows().withValues(policy);
    assertThat(quoted(list.bad())).containsExactlyInAnyOrder(expected);
  }

  private static List<String> quoted(List<JudgedRecord<Map<String, ?>>> judged) {
    return judged.stream()
        .map(
            each ->
                each.value().get("id")
                    + " "
                    + each.violations().stream()
                        .map(found -> quoted(found.values()))
                        .collect(Collectors.joining(" | ")))
        .toList();
  }

  private static String quoted(Map<String, String> values) {
    List<String> names = List.of("id", "amount", "status", "email");
    return values.entrySet().stream()
        .sorted(Comparator.comparing(each -> names.indexOf(each.getKey())))
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  /** As Spark uses it: Kryo 4 writes no record of Java's. */
  @Test
  void kryo_writes_what_a_record_violates() {
    JudgedRecord<Map<String, ?>> judged =
        LocalDataQuality.on(records(), FIELDS).check(ORDERS).rows().bad().get(0);
    Kryo kryo = new EmptyScalaKryoInstantiator().newKryo();
    Output out = new Output(1_000, 10_000);
    kryo.writeClassAndObject(out, judged);
    JudgedRecord<?> read = (JudgedRecord<?>) kryo.readClassAndObject(new Input(out.toBytes()));
    assertThat(read.value()).isEqualTo(judged.value());
    assertThat(read.isGood()).isFalse();
    assertThat(read.violations()).isEqualTo(judged.violations()).hasSize(1);
  }

  @Test
  void a_split_has_both_parts_and_the_verdict() {
    SplitRows<Dataset<Row>, Dataset<Row>> split = frames(ORDERS).split();
    assertThat(split.result().check("orders").constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.FAIL, Status.FAIL, Status.PASS);
    assertThat(split.good().count() + split.bad().count()).isEqualTo(7);
    // a second action gives the same
    assertThat(ids(split.bad())).containsExactly(2, 3, 6).isEqualTo(ids(split.bad()));
  }

  @Test
  void marked_for_what_failed_alone_a_row_that_is_tolerated_is_good() {
    MarkedRows<Dataset<Row>, Dataset<Row>> failed = frames(ORDERS, HINTS).whenFailed();
    assertThat(ids(failed.bad())).containsExactly(3, 6);
    assertThat(failed.split().result().passed()).isFalse();
    Check passes = Check.error("passes").require(number("id").isAtLeast(1));
    MarkedRows<Dataset<Row>, Dataset<Row>> none = frames(passes).whenFailed();
    assertThat(none.good().count()).isEqualTo(7);
    assertThat(none.annotated().where("_dq IS NOT NULL").count()).isZero();
    assertThat(none.bad().isEmpty()).isTrue();
  }

  @Test
  void the_first_reasons_are_kept_and_good_stays_good() {
    Row six = frames(ORDERS, HINTS).atMost(2).bad().where("id = 6").first();
    assertThat(six.<Row>getList(4))
        .extracting(each -> each.<String>getAs("description"))
        .containsExactly(EMAIL + " for at least 50% of rows", AT_MOST);
    var list = LocalDataQuality.on(records(), FIELDS).check(HINTS, ORDERS).rows().atMost(1);
    assertThat(idsOf(list.bad())).containsExactly(2, 3, 6);
    assertThat(list.bad().get(2).violations()).hasSize(1);
    assertThat(list.bad().get(2).violations().get(0).severity()).isEqualTo(Severity.WARNING);
    assertThatThrownBy(() -> list.atMost(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_no_rows_none_is_good_and_none_is_bad() {
    MarkedRows<Dataset<Row>, Dataset<Row>> rows =
        DataQuality.on(DATA.where("id > 100")).check(ORDERS).rows();
    assertThat(rows.annotated().isEmpty()).isTrue();
    assertThat(rows.good().isEmpty()).isTrue();
    assertThat(LocalDataQuality.on(List.<Map<String, ?>>of(), FIELDS).check(ORDERS).rows().bad())
        .isEmpty();
  }

  /** More than fit in one number, of which the last ones and the first ones are violated. */
  @Test
  void many_constraints_are_told_apart() {
    List<Constraint> many = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      many.add(
          number("id")
              .isNotEqualTo(i < 3 ? 1 : i > 126 ? 2 : -i)
              .as("n" + i)
              .toConstraint()
              .id("id" + i));
    }
    Dataset<Row> annotated =
        DataQuality.on(DATA).check(Check.error("many").require(many)).rows().annotated();
    List<List<String>> found =
        annotated.sort("id").collectAsList().stream()
            .limit(3)
            .map(
                row ->
                    row.isNullAt(4)
                        ? List.<String>of()
                        : row.<Row>getList(4).stream()
                            .map(each -> each.<String>getAs("constraint"))
                            .toList())
            .toList();
    assertThat(found)
        .containsExactly(
            List.of("id0", "id1", "id2"), List.of("id127", "id128", "id129"), List.of());
  }

  @Test
  void a_condition_in_sql_marks_rows_too() {
    Check check = Check.error("c").require(sql("amount % 10 = 0").failingOnNull());
    assertThat(ids(frames(check).bad())).containsExactly(3, 4, 5, 5, 6);
  }

  private static final Instant AS_OF = Instant.parse("2024-02-29T23:30:00.000001Z");

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {8, 300, 301, 304, 305})
  void as_many_rows_are_marked_as_a_run_counts(long seed) {
    new RandomRows(seed).compare();
  }

  /** Random rows and constraints, of which a run says how many rows violate each. */
  private static final class RandomRows {

    private static final int EACH = 80;

    private final Dataset<Row> frame;
    private final Dataset<Row> others;
    private final List<Map<String, ?>> records = new ArrayList<>();
    private final List<Map<String, ?>> otherRecords;
    private final Fields<Map<String, ?>> fields;
    private final Check errors;
    private final Check warnings;
    private final Map<List<String>, Long> counted = new LinkedHashMap<>();
    private final int tolerant;

    RandomRows(long seed) {
      Differential random = new Differential(seed);
      SparkSession session = seed % 3 == 0 ? SharedSpark.generating() : SPARK;
      StructType schema = random.schema();
      frame =
          session
              .createDataFrame(random.rows(random.records), schema)
              .repartition(1 + (int) (seed % 3));
      others = session.createDataFrame(random.rows(random.others()), schema);
      random.records.forEach(record -> records.add(new HashMap<>(record)));
      otherRecords = List.copyOf(random.others());
      fields = Fields.ofMap(random.javaTypes());
      Set<Constraint> some = new LinkedHashSet<>();
      while (some.size() < EACH) {
        if (random.constraint().toConstraint() instanceof Constraint.OnRows rows) {
          some.add(rows);
        }
      }
      VerificationResult all = local(Check.error("all").require(some)).run();
      List<Constraint> judged = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        if (all.constraints().get(i).status() != Status.ERROR) {
          judged.add(List.copyOf(some).get(i));
        }
      }
      String[] names =
          Stream.of("int", "double", "narrow", "bool").map(random::name).toArray(String[]::new);
      // NaN and the two zeros among them, and null
      List<KeyColumns> keys = List.of(key(names[0]), key(names[1]), key(names[2], names[3]));
      List<Constraint> unique = new ArrayList<>();
      List<Constraint> repeated = new ArrayList<>();
      for (KeyColumns each : keys) {
        unique.add(
            each.isUnique()
                .where(number(names[1]).isNotEqualTo(2.5).or(number(names[1]).isNull())));
        repeated.add(
            each.duplicateRows()
                .isEqualTo(0)
                .where(number(names[1]).isNotEqualTo(2.5).or(number(names[1]).isNull())));
      }
      List<Constraint> groups =
          List.of(
              rowCount().per(names[1]).isAtMost(2).toConstraint(),
              integer(names[0]).max().per(names[2], names[3]).isAtMost(5).toConstraint(),
              integer(names[0])
                  .sum()
                  .where(number(names[1]).isNotEqualTo(2.5))
                  .per(names[3])
                  .isBetween(-10, 10)
                  .toConstraint());
      errors =
          Check.error("errors")
              .require(judged.subList(0, judged.size() / 2))
              .require(unique)
              .require(groups);
      warnings =
          Check.warning("warnings").require(judged.subList(judged.size() / 2, judged.size()));
      VerificationResult result = local(errors, warnings).run();
      Set<List<String>> unmarked = new LinkedHashSet<>();
      local(errors, warnings)
          .rows()
          .withoutRows()
          .forEach(each -> unmarked.add(List.of(each.check(), each.constraint())));
      for (ConstraintResult each : result.constraints()) {
        List<String> id = List.of(each.check(), each.id());
        if (!unmarked.contains(id) && each.violations() > 0) {
          counted.put(id, each.violations());
        }
      }
      tolerant = unmarked.size();
      groups(groups.get(0), rowsOf(List.of(names[1]), rows -> rows.size() > 2));
      groups(
          groups.get(1),
          rowsOf(
              List.of(names[2], names[3]),
              rows -> numbers(rows, names[0]).max(Comparator.naturalOrder()).orElse(0L) > 5));
      groups(
          groups.get(2),
          rowsOf(
              List.of(names[3]),
              rows -> {
                List<Map<String, ?>> summed =
                    rows.stream()
                        .filter(
                            row ->
                                value(row, names[1]) != null && !value(row, names[1]).equals(2.5))
                        .toList();
                long sum = numbers(summed, names[0]).mapToLong(Long::longValue).sum();
                return sum < -10 || sum > 10;
              }));
      List<ConstraintResult> rows =
          local(Check.error("keys").require(repeated)).run().constraints();
      for (int i = 0; i < keys.size(); i++) {
        long repeating = Long.parseLong(rows.get(i).actual().text());
        if (repeating > 0) {
          counted.put(List.of("errors", unique.get(i).id()), repeating);
        }
      }
    }

    private void groups(Constraint constraint, long rows) {
      if (rows > 0) {
        counted.put(List.of("errors", constraint.id()), rows);
      }
    }

    private static Object value(Map<String, ?> record, String name) {
      return record.get(ColumnRef.parse(name).parts().get(0));
    }

    private static Stream<Long> numbers(List<Map<String, ?>> rows, String name) {
      return rows.stream()
          .map(row -> (Number) value(row, name))
          .filter(Objects::nonNull)
          .map(Number::longValue);
    }

    /** By hand: all rows of the groups that violate; a null in the key makes no group. */
    private long rowsOf(List<String> key, Predicate<List<Map<String, ?>>> violates) {
      Map<List<Object>, List<Map<String, ?>>> byKey = new HashMap<>();
      for (Map<String, ?> record : records) {
        List<Object> parts = new ArrayList<>();
        key.forEach(name -> parts.add(value(record, name)));
        if (!parts.contains(null)) {
          // the two zeros are one
          parts.replaceAll(each -> each instanceof Double real ? (Object) (real + 0.0) : each);
          byKey.computeIfAbsent(parts, none -> new ArrayList<>()).add(record);
        }
      }
      return byKey.values().stream().filter(violates).mapToLong(List::size).sum();
    }

    private LocalDataQuality<Map<String, ?>> local(Check... checks) {
      return LocalDataQuality.<Map<String, ?>>on(records, fields)
          .with("others", otherRecords, fields)
          .check(checks)
          .asOf(AS_OF);
    }

    void compare() {
      assertThat(tolerant).isBetween(1, EACH / 2);
      var list = local(errors, warnings).rows();
      compare(list.annotated(), list.good(), list.bad());
      var rdd =
          DataQuality.on(SharedSpark.context().parallelize(records, 2), fields)
              .with("others", SharedSpark.context().parallelize(otherRecords, 2), fields)
              .check(errors, warnings)
              .asOf(AS_OF)
              .rows();
      compare(rdd.annotated().collect(), rdd.good().collect(), rdd.bad().collect());
      var rows =
          DataQuality.on(frame).with("others", others).check(errors, warnings).asOf(AS_OF).rows();
      List<Row> annotated = rows.annotated().collectAsList();
      List<Row> bad = rows.bad().collectAsList();
      Map<List<String>, Long> marked = new HashMap<>();
      int last = frame.columns().length;
      for (Row row : annotated) {
        if (!row.isNullAt(last)) {
          row.<Row>getList(last)
              .forEach(
                  each ->
                      marked.merge(List.of(each.getString(0), each.getString(1)), 1L, Long::sum));
        }
      }
      assertThat(marked).isEqualTo(counted);
      List<String> input = texts(frame.collectAsList(), last);
      assertThat(texts(annotated, last)).isEqualTo(input);
      List<String> parts = new ArrayList<>(texts(rows.good().collectAsList(), last));
      parts.addAll(texts(bad, last));
      assertThat(parts.stream().sorted().toList()).isEqualTo(input);
      assertThat(bad)
          .allMatch(
              row ->
                  row.<Row>getList(last).stream()
                      .anyMatch(each -> each.getString(3).equals("ERROR")));
    }

    private static List<String> texts(List<Row> rows, int columns) {
      return rows.stream()
          .map(row -> IntStream.range(0, columns).mapToObj(row::get).toList().toString())
          .sorted()
          .toList();
    }

    private void compare(
        List<JudgedRecord<Map<String, ?>>> annotated,
        List<Map<String, ?>> good,
        List<JudgedRecord<Map<String, ?>>> bad) {
      Map<List<String>, Long> marked = new HashMap<>();
      annotated.forEach(
          record ->
              record
                  .violations()
                  .forEach(
                      each ->
                          marked.merge(List.of(each.check(), each.constraint()), 1L, Long::sum)));
      assertThat(marked).isEqualTo(counted);
      assertThat(annotated)
          .extracting(JudgedRecord::value)
          .containsExactlyInAnyOrderElementsOf(records);
      assertThat(Stream.concat(good.stream(), bad.stream().map(JudgedRecord::value)).toList())
          .hasSameSizeAs(records)
          .containsExactlyInAnyOrderElementsOf(records);
      assertThat(bad)
          .allMatch(
              record ->
                  record.violations().stream().anyMatch(each -> each.severity() == Severity.ERROR));
    }
  }
}
