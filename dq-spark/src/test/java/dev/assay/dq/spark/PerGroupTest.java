package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.anyOf;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.sqlMetric;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.Severity;
import dev.assay.dq.internal.plan.Pass;
import dev.assay.dq.internal.plan.PassKind;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.json.CheckJson;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Groups worked out by hand, on all paths. */
class PerGroupTest {

  private static final NumericColumn AMOUNT = decimal("amount");

  /** Journals 1 and 2 balance, 3 is 1 too much, 4 has no amount, and two rows have no journal. */
  private static final ThreePaths LEDGER =
      ThreePaths.of(
          "journal string, amount decimal(10,2), line int, kind string",
          entry("J1", "100.00", 1, "a"),
          entry("J2", "10.50", 1, "a"),
          entry("J3", "5.00", 1, "a"),
          entry("J1", "-60.00", 2, "b"),
          entry("J2", "-10.50", 2, "b"),
          entry("J1", "-40.00", 3, "b"),
          entry("J3", "-4.00", 1, "a"),
          entry("J4", null, 1, "c"),
          entry(null, "7.00", 1, "a"),
          entry(null, "-7.00", 2, "b"));

  private static Object[] entry(String journal, String amount, int line, String kind) {
    return row(journal, amount == null ? null : new BigDecimal(amount), line, kind);
  }

  private static void onEach(
      ThreePaths data, Requirement requirement, BiConsumer<String, ConstraintResult> each) {
    data.sampled(5, Check.error("c").require(requirement))
        .forEach((path, result) -> each.accept(path, result.constraints().get(0)));
  }

  /** A constraint comes to the same on all paths: what is said, and with samples which groups. */
  private static void comesTo(
      ThreePaths data, Requirement requirement, Status status, String butWas, String... groups) {
    onEach(
        data,
        requirement,
        (path, result) -> {
          assertThat(result.butWas()).as("%s (%s)", path, result.note()).isEqualTo(butWas);
          assertThat(result.status()).as(path).isEqualTo(status);
          assertThat(result.samples().stream().map(Object::toString))
              .as(path)
              .containsExactly(groups);
        });
  }

  @Test
  void a_ledger_that_balances() {
    Constraint balances = AMOUNT.sum().per("journal").isEqualTo(0);
    comesTo(
        LEDGER,
        balances,
        Status.FAIL,
        "66.67% (1 of 3 groups violates)",
        "{journal=\"J3\", sum of amount=1.00}");
    onEach(
        LEDGER,
        balances,
        (path, result) -> {
          assertThat(result.rowsInScope()).as(path).isEqualTo(10);
          assertThat(result.leftOut()).as(path).isEqualTo(2);
          assertThat(result.violations()).as(path).isEqualTo(-1);
          assertThat(result.columns()).as(path).containsExactly("journal", "amount");
          assertThat(result.note())
              .as(path)
              .isEqualTo(
                  "1 group has no value and so no verdict; 2 rows are in no group, where the key is"
                      + " null");
          assertThat(result.expected()).as(path).isEqualTo("equal to 0 in every group");
        });
    LEDGER
        .verify(Check.error("c").require(balances))
        .forEach(
            (path, result) -> assertThat(result.constraints().get(0).samples()).as(path).isEmpty());
  }

  @Test
  void some_groups_may_violate() {
    comesTo(
        LEDGER,
        AMOUNT.sum().per("journal").isEqualTo(0).allowingViolations(1),
        Status.PASS,
        "66.67% (1 of 3 groups violates)");
    comesTo(
        LEDGER,
        AMOUNT.sum().per("journal").isEqualTo(0).forAtLeast(0.66),
        Status.PASS,
        "66.67% (1 of 3 groups violates)");
    comesTo(
        LEDGER,
        AMOUNT.sum().per("journal").isEqualTo(0).forAtLeast(0.67),
        Status.FAIL,
        "66.67% (1 of 3 groups violates)",
        "{journal=\"J3\", sum of amount=1.00}");
  }

  @Test
  void a_group_without_a_value_is_as_decided() {
    Constraint.PerGroup balances = AMOUNT.sum().per("journal").isEqualTo(0);
    comesTo(
        LEDGER,
        balances.onNoRows(OnNoRows.PASS),
        Status.FAIL,
        "75% (1 of 4 groups violates)",
        "{journal=\"J3\", sum of amount=1.00}");
    comesTo(
        LEDGER,
        balances.onNoRows(OnNoRows.FAIL),
        Status.FAIL,
        "50% (2 of 4 groups violate)",
        "{journal=\"J3\", sum of amount=1.00}",
        "{journal=\"J4\", sum of amount=null}");
    comesTo(
        LEDGER,
        number("line").standardDeviation().per("journal").isAtMost(1),
        Status.PASS,
        "100% (0 of 3 groups violate)");
  }

  @Test
  void a_filter_is_within_groups() {
    // J3 has no row of the kind b, and J4 neither
    comesTo(
        LEDGER,
        rowCount().where(string("kind").isEqualTo("b")).per("journal").isAtLeast(1),
        Status.FAIL,
        "50% (2 of 4 groups violate)",
        "{journal=\"J3\", number of rows where kind is equal to \"b\"=0}",
        "{journal=\"J4\", number of rows where kind is equal to \"b\"=0}");
    comesTo(
        LEDGER,
        rowCount()
            .per("journal")
            .isAtLeast(1)
            .where(string("kind").isEqualTo("b"))
            .onNoRows(OnNoRows.PASS),
        Status.PASS,
        "100% (0 of 4 groups violate)");
  }

  /** Every kind of statistic: of a scan, of keys, of ranks, of values, combined. */
  @Test
  void any_metric_may_be_of_groups() {
    comesTo(
        LEDGER,
        string("kind").isEqualTo("a").compliance().per("journal").isAtLeast(0.5),
        Status.FAIL,
        "50% (2 of 4 groups violate)",
        "{journal=\"J4\", compliance with: kind is equal to \"a\"=0.0}",
        "{journal=\"J1\", compliance with: kind is equal to \"a\"=0.3333333333333333}");
    comesTo(
        LEDGER,
        key("line").isUnique().per("journal"),
        Status.FAIL,
        "75% (1 of 4 groups violates)",
        "{journal=\"J3\", uniqueness of key (line)=0.0}");
    comesTo(
        LEDGER,
        string("kind").distinctCount().per("journal").isAtLeast(2),
        Status.FAIL,
        "50% (2 of 4 groups violate)",
        "{journal=\"J3\", distinct count of key (kind)=1}",
        "{journal=\"J4\", distinct count of key (kind)=1}");
    comesTo(
        LEDGER,
        AMOUNT.median().per("journal").isAtLeast(-10),
        Status.FAIL,
        "33.33% (2 of 3 groups violate)",
        "{journal=\"J1\", median of amount=-40}",
        "{journal=\"J2\", median of amount=-10.5}");
    comesTo(
        LEDGER,
        string("kind").max().per("journal").isEqualTo("b"),
        Status.FAIL,
        "50% (2 of 4 groups violate)",
        "{journal=\"J3\", maximum of kind=\"a\"}",
        "{journal=\"J4\", maximum of kind=\"c\"}");
    // half of the positive amounts, for each journal: J1 -100 + 50, J2 0, J3 -4 + 2.5
    comesTo(
        LEDGER,
        AMOUNT
            .sum()
            .where(AMOUNT.isNegative())
            .plus(AMOUNT.sum().where(AMOUNT.isPositive()).times(0.5))
            .per("journal")
            .isAtMost(-2),
        Status.FAIL,
        "66.67% (1 of 3 groups violates)",
        "{journal=\"J3\", (sum of amount where amount is less than 0) plus ((sum of amount where"
            + " amount is greater than 0) times 0.5)=-1.500}");
    comesTo(
        LEDGER,
        rowSatisfies("short", List.of("line"), each -> ((Number) each.get("line")).intValue() < 3)
            .violations()
            .per("journal")
            .isEqualTo(0),
        Status.FAIL,
        "75% (1 of 4 groups violates)",
        "{journal=\"J1\", number of violations of: short=1}");
  }

  @Test
  void groups_of_several_columns_and_of_expressions() {
    comesTo(
        LEDGER,
        rowCount().per("journal", "kind").isEqualTo(1),
        Status.FAIL,
        "66.67% (2 of 6 groups violate)",
        "{journal=\"J1\", kind=\"b\", number of rows=2}",
        "{journal=\"J3\", kind=\"a\", number of rows=2}");
    comesTo(
        LEDGER,
        rowCount().per(integer("line").remainder(2), string("kind").upper()).isAtMost(4),
        Status.FAIL,
        "75% (1 of 4 groups violates)",
        "{remainder of line divided by 2=1, kind in upper case=\"A\", number of rows=5}");
    comesTo(
        LEDGER,
        string("kind").distinctCount().per(integer("line").remainder(2)).isAtMost(2),
        Status.FAIL,
        "50% (1 of 2 groups violates)",
        "{remainder of line divided by 2=1, distinct count of key (kind)=3}");
  }

  @Test
  void days_of_a_zone_and_those_that_are_missing() {
    // in Paris the second is the first of June; in UTC there is nothing on that day
    ThreePaths times =
        ThreePaths.of(
            "t timestamp",
            row(Instant.parse("2024-05-31T10:00:00Z")),
            row(Instant.parse("2024-05-31T22:30:00Z")),
            row(Instant.parse("2024-06-02T10:00:00Z")),
            row((Object) null));
    List<LocalDate> days = LocalDate.of(2024, 5, 31).datesUntil(LocalDate.of(2024, 6, 4)).toList();
    for (String zone : List.of("Europe/Paris", "UTC")) {
      boolean paris = zone.equals("Europe/Paris");
      Constraint each =
          rowCount().per(timestamp("t").inZone(zone).toDate()).isAtLeast(1).everyGroupIn(days);
      comesTo(
          times,
          each,
          Status.FAIL,
          paris ? "75% (1 of 4 groups violates)" : "50% (2 of 4 groups violate)");
      onEach(
          times,
          each,
          (path, result) -> {
            assertThat(result.note())
                .as(path)
                .isEqualTo(
                    "missing: "
                        + (paris ? "{2024-06-03}" : "{2024-06-01, 2024-06-03}")
                        + "; 1 row is in no group, where the key is null");
            assertThat(result.leftOut()).as(path).isEqualTo(1);
          });
    }
    comesTo(
        times,
        rowCount()
            .per(timestamp("t").inZone("UTC").toDate())
            .isAtLeast(1)
            .everyGroupIn(days)
            .allowingViolations(2),
        Status.PASS,
        "50% (2 of 4 groups violate)");
  }

  @Test
  void nan_is_a_group_and_zero_has_one_sign() {
    ThreePaths data =
        ThreePaths.of(
            "x double, f float, n int",
            row(Double.NaN, 0.1f, 1),
            row(Double.longBitsToDouble(0x7ff8000000000001L), 0.1f, 2),
            row(-0.0, 0.5f, 3),
            row(0.0, 0.5f, 4),
            row(2.5, Float.NaN, 5));
    comesTo(
        data,
        rowCount().per("x").isAtLeast(2).everyGroupIn(0, 2.5, -0.0, 7),
        Status.FAIL,
        "50% (2 of 4 groups violate)",
        "{x=2.5, number of rows=1}");
    comesTo(
        data,
        integer("n").distinctCount().per("x").isAtLeast(2),
        Status.FAIL,
        "66.67% (1 of 3 groups violates)",
        "{x=2.5, distinct count of key (n)=1}");
    comesTo(
        data,
        rowCount().per("f").isEqualTo(1).everyGroupIn(0.1, 0.5),
        Status.FAIL,
        "33.33% (2 of 3 groups violate)",
        "{f=0.1, number of rows=2}",
        "{f=0.5, number of rows=2}");
    // a NaN among its values makes the metric of a group NaN, which is farthest from any bound
    comesTo(
        data,
        number("x").sum().per(integer("n").remainder(2)).isEqualTo(100),
        Status.FAIL,
        "0% (2 of 2 groups violate)",
        "{remainder of n divided by 2=0, sum of x=NaN}",
        "{remainder of n divided by 2=1, sum of x=NaN}");
  }

  @Test
  void without_groups_there_is_nothing_to_judge() {
    ThreePaths empty = ThreePaths.of("journal string, amount decimal(10,2)");
    ThreePaths keyless =
        ThreePaths.of("journal string, amount decimal(10,2)", row(null, BigDecimal.ONE));
    Constraint.PerGroup balances = AMOUNT.sum().per("journal").isEqualTo(0);
    for (Constraint.PerGroup each :
        List.of(balances, AMOUNT.distinctCount().per("journal").isAtMost(9))) {
      comesTo(empty, each, Status.NOT_EVALUATED, "no value: the dataset is empty");
      comesTo(
          keyless,
          each,
          Status.NOT_EVALUATED,
          "no value: there is no group: no row has a complete key");
      comesTo(empty, each.onNoRows(OnNoRows.PASS), Status.PASS, "no value: the dataset is empty");
      comesTo(empty, each.everyGroupIn("a", "b"), Status.FAIL, "0% (2 of 2 groups violate)");
    }
    empty
        .verify(Check.error("c").require(balances))
        .forEach((path, result) -> assertThat(result.passed()).as(path).isFalse());
    keyless
        .verify(Check.error("c").require(balances))
        .forEach((path, result) -> assertThat(result.passed()).as(path).isTrue());
  }

  @Test
  void a_group_may_only_warn() {
    Constraint.PerGroup rows = rowCount().per("journal").warnBelow(3).failBelow(1);
    onEach(
        LEDGER,
        rows,
        (path, result) -> {
          assertThat(result.status()).as(path).isEqualTo(Status.FAIL);
          assertThat(result.severity()).as(path).isEqualTo(Severity.WARNING);
          assertThat(result.samples().stream().map(Object::toString))
              .as(path)
              .containsExactly(
                  "{journal=\"J4\", number of rows=1}",
                  "{journal=\"J2\", number of rows=2}",
                  "{journal=\"J3\", number of rows=2}");
        });
    comesTo(LEDGER, rows.forAtLeast(0.25), Status.PASS, "100% (0 of 4 groups violate)");
  }

  @Test
  void what_overflows_in_one_group_is_an_error() {
    ThreePaths data =
        ThreePaths.of(
            "k string, n bigint",
            row("a", BigDecimal.ONE),
            row("b", new BigDecimal(Long.MAX_VALUE)),
            row("b", BigDecimal.ONE));
    List<Row> rows =
        List.of(
            RowFactory.create("a", 1L),
            RowFactory.create("b", Long.MAX_VALUE),
            RowFactory.create("b", 1L));
    ConstraintResult result =
        DataQuality.verify(
                SharedSpark.session().createDataFrame(rows, StructType.fromDDL(data.ddl())),
                Check.error("c")
                    .require(
                        number("n").sum().per("k").isAtLeast(0),
                        number("n").max().per("k").isAtLeast(0)))
            .constraints()
            .get(0);
    assertThat(result.status()).isEqualTo(Status.ERROR);
    assertThat(result.error().message())
        .isEqualTo(
            "in a group: the sum of n is 9223372036854775808, which does not fit 64 bits: check the"
                + " mean, or cast the column to a decimal or a double");
  }

  @Test
  void what_cannot_be_in_groups_is_refused_with_the_remedy() {
    ConstraintResult metric = judged(sqlMetric("max(line)").per("journal").isAtLeast(1));
    assertThat(metric.error().message())
        .isEqualTo(
            "sqlMetric(max(line)) summarises all rows, and cannot be judged in each group: say it"
                + " with metrics, such as"
                + " number(\"price\").times(number(\"qty\")).sum().per(\"order\")");
    assertThat(
            judged(AMOUNT.medianAbsoluteDeviation().per("journal").isAtMost(20)).error().message())
        .isEqualTo(
            "the median absolute deviation of amount takes another reading with what one has found,"
                + " and groups are read once: use quantiles of each group, such as quantile(0.75) or"
                + " interquartileRange()");
    ConstraintResult counted =
        judged(string("kind").distinctCount().where(sql("line > 1")).per("journal").isAtLeast(1));
    assertThat(counted.error().message())
        .startsWith("what is counted or sorted within a group cannot be of rows that sql(...)");
    assertThat(judged(rowCount().per(string("kind"), any("kind")).isAtLeast(1)).error().message())
        .isEqualTo("Rows are grouped by the same twice: name it once");
    assertThat(judged(rowCount().per("nothing").isAtLeast(1)).error().message())
        .contains("nothing");
    assertThat(judged(rowCount().per("journal").isAtLeast(1).everyGroupIn(1)).error().message())
        .isEqualTo(
            "column journal is string and cannot be compared with a number; use a constant of its"
                + " type, or cast the column in the dataset");
    ConstraintResult filtered =
        judged(rowCount().where(sql("line > 1")).per("journal").isAtLeast(1));
    assertThat(filtered.butWas()).isEqualTo("50% (2 of 4 groups violate)");
    assertThatThrownBy(() -> rowCount().per(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Groups are of the values of a column at least: per(\"journal\")");
    assertThatThrownBy(() -> rowCount().observed().per("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("What is only observed never fails in a group");
    assertThatThrownBy(() -> rowCount().per("a", "b").isAtLeast(1).everyGroupIn(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("everyGroupIn(…) names the values of one column");
    assertThatThrownBy(() -> rowCount().per("a").isAtLeast(1).everyGroupIn(List.of(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Groups are told by texts");
  }

  private static ConstraintResult judged(Requirement requirement) {
    return DataQuality.verify(LEDGER.frame(), Check.error("c").require(requirement))
        .constraints()
        .get(0);
  }

  /** Code that fails for a row fails its constraint, and no other of the same grouping. */
  @Test
  void a_row_that_fails_is_an_error_of_its_constraint_alone() {
    LEDGER
        .verify(
            Check.error("c")
                .require(
                    rowSatisfies(
                            "breaks",
                            List.of("line"),
                            each -> {
                              throw new IllegalStateException("broken");
                            })
                        .violations()
                        .per("journal")
                        .isEqualTo(0),
                    string("kind").distinctCount().per("journal").isAtLeast(1)))
        .forEach(
            (path, result) -> {
              assertThat(result.constraints().get(0).status()).as(path).isEqualTo(Status.ERROR);
              assertThat(result.constraints().get(0).error().message())
                  .as(path)
                  .contains("rowSatisfies(\"breaks\") threw");
              assertThat(result.constraints().get(1).status()).as(path).isEqualTo(Status.PASS);
            });
  }

  @Test
  void groups_stand_in_templates_and_in_what_is_combined() {
    comesTo(
        LEDGER,
        forEachColumn(numbers().named("line"), column -> column.max().per("kind").isAtMost(2)),
        Status.FAIL,
        "66.67% (1 of 3 groups violates)",
        "{kind=\"b\", maximum of line=3}");
    onEach(
        LEDGER,
        anyOf(AMOUNT.sum().per("journal").isEqualTo(0), rowCount().isEqualTo(10)),
        (path, result) -> assertThat(result.status()).as(path).isEqualTo(Status.PASS));
    onEach(
        LEDGER,
        AMOUNT.sum().per("journal").isEqualTo(0).not(),
        (path, result) -> assertThat(result.status()).as(path).isEqualTo(Status.PASS));
  }

  @Test
  void a_stored_check_judges_the_same() {
    Check check =
        Check.error("c")
            .require(
                AMOUNT.sum().per("journal").isEqualTo(0).allowingViolations(2),
                rowCount().per(string("kind").lower()).isBetween(1, 9).everyGroupIn("a", "b"),
                any("kind").distinctCount().per("journal").warnAbove(1).failAbove(2));
    Check read = CheckJson.read(CheckJson.write(List.of(check))).get(0);
    assertThat(read).isEqualTo(check);
    Map<String, VerificationResult> results = LEDGER.verify(read);
    assertThat(results.get("list").constraints())
        .extracting(ConstraintResult::status)
        .containsExactly(Status.PASS, Status.PASS, Status.FAIL);
  }

  /** 2,000 groups of 3 rows: what is shown does not depend on partitions. */
  @Test
  void the_worst_groups_are_the_same_whatever_the_partitions() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      rows.add(RowFactory.create("g" + i % 2_000, i % 2_000, LocalDate.EPOCH.plusDays(i % 7)));
    }
    StructType schema = StructType.fromDDL("g string, n int, d date");
    Check check =
        Check.error("c")
            .require(
                number("n").max().per("g").isAtMost(99),
                number("n").distinctCount().per("g").isEqualTo(2),
                date("d").max().per("g").isBefore(LocalDate.EPOCH));
    for (int partitions : new int[] {1, 3, 20}) {
      VerificationResult result =
          DataQuality.on(
                  SharedSpark.session().createDataFrame(rows, schema).repartition(partitions))
              .withSamples(2)
              .check(check)
              .run();
      assertThat(result.constraints().stream().map(each -> each.samples().toString()))
          .containsExactly(
              "[{g=\"g1999\", maximum of n=1999}, {g=\"g1998\", maximum of n=1998}]",
              "[{g=\"g0\", distinct count of key (n)=1}, {g=\"g1\", distinct count of key"
                  + " (n)=1}]",
              "[{g=\"g0\", maximum of d=1970-01-06}, {g=\"g1\", maximum of d=1970-01-07}]");
      assertThat(result.constraints().get(0).butWas())
          .isEqualTo("5% (1,900 of 2,000 groups violate)");
    }
  }

  @Test
  void twenty_metrics_of_a_grouping_are_one_group_by() {
    List<Requirement> twenty = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      twenty.add(number("line").quantile(0.5).plus(i).per("kind").isAtMost(100));
      twenty.add(number("line").sum().plus(i).per("journal").isAtMost(100));
    }
    RunPlan plan =
        RunPlan.of(DataQuality.on(LEDGER.frame()).check(Check.error("c").require(twenty)).plan());
    assertThat(plan.passes())
        .extracting(Pass::kind)
        .containsExactly(PassKind.GROUPS, PassKind.SORTED_GROUPS);
  }
}
