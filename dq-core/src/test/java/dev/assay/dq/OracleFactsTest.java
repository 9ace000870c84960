package dev.assay.dq;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.local.Fields;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small tables with values worked out by hand or by exact rational arithmetic. */
class OracleFactsTest {

  private static final Map<String, Class<?>> TYPES = types();

  private static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("a", Integer.class);
    types.put("b", String.class);
    types.put("v", Integer.class);
    types.put("s", String.class);
    types.put("x", Double.class);
    types.put("y", Double.class);
    types.put("l", Long.class);
    types.put("d", BigDecimal.class);
    types.put("t", String.class);
    types.put("day", LocalDate.class);
    types.put("`odd.name`", String.class);
    return types;
  }

  private static Map<String, ?> record(Object... pairs) {
    Map<String, Object> record = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      record.put((String) pairs[i], pairs[i + 1]);
    }
    return record;
  }

  private static List<Map<String, ?>> column(String name, Object... values) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object value : values) {
      records.add(record(name, value));
    }
    return records;
  }

  private static List<Map<String, ?>> columns(String x, String y, Object[]... rows) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object[] row : rows) {
      records.add(record(x, row[0], y, row[1]));
    }
    return records;
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private static ConstraintResult judge(List<Map<String, ?>> records, Requirement requirement) {
    // some tables have other types in the columns that are called like those of the first
    Map<String, Class<?>> types = new LinkedHashMap<>(TYPES);
    for (Map<String, ?> record : records) {
      record.forEach(
          (name, value) ->
              types.compute(name, (n, type) -> value == null ? type : value.getClass()));
    }
    return ClearLists.verify(records, Fields.ofMap(types), Check.error("c").require(requirement))
        .constraints()
        .get(0);
  }

  private static double value(List<Map<String, ?>> records, Constraint.OnMetric metric) {
    ConstraintResult result = judge(records, metric);
    assertThat(result.actual()).as(result.butWas()).isNotNull();
    return ((Number) result.actual().plain()).doubleValue();
  }

  private static Status status(List<Map<String, ?>> records, Requirement requirement) {
    return judge(records, requirement).status();
  }

  private static void counts(
      List<Map<String, ?>> records, Requirement requirement, long violations, long rows) {
    ConstraintResult result = judge(records, requirement);
    assertThat(result.violations()).as(result.sentence()).isEqualTo(violations);
    assertThat(result.rowsInScope()).as(result.sentence()).isEqualTo(rows);
  }

  /** Eight rows: (1,x) (2,x) (2,null) (null,y) (3,z) (3,z) (null,null) (4,""). */
  private static final List<Map<String, ?>> T1 =
      columns(
          "a",
          "b",
          row(1, "x"),
          row(2, "x"),
          row(2, null),
          row(null, "y"),
          row(3, "z"),
          row(3, "z"),
          row(null, null),
          row(4, ""));

  private static final NumericColumn A = number("a");
  private static final StringColumn B = string("b");
  private static final NumericColumn X = number("x");

  @Test
  void completeness() {
    counts(T1, A.isComplete(), 2, 8);
    counts(T1, B.isComplete(), 2, 8);
    counts(T1, A.isComplete().and(B.isComplete()), 3, 8);
    counts(T1, A.isComplete().or(B.isComplete()), 1, 8);
    counts(T1, B.isComplete().where(A.isAtLeast(2)), 1, 5);
    assertThat(value(T1, A.completeness().observed())).isEqualTo(0.75);
    assertThat(status(T1, B.isComplete().where(A.isEqualTo(99)))).isEqualTo(Status.NOT_EVALUATED);
    assertThat(status(T1, rowCount().where(A.isEqualTo(99)).isEqualTo(0))).isEqualTo(Status.PASS);
  }

  @Test
  void combined() {
    // the sum of a is 15 over its 6 values, 8 rows
    assertThat(value(T1, ratio(A.sum(), rowCount()).observed())).isEqualTo(1.875);
    assertThat(value(T1, A.max().minus(A.min()).plus(B.nullCount()).observed())).isEqualTo(5);
    ConstraintResult ratio = judge(T1, ratio(A.sum(), rowCount()).isAtLeast(2));
    assertThat(ratio.status()).isEqualTo(Status.FAIL);
    assertThat(ratio.butWas()).isEqualTo("1.875 (sum of a = 15, number of rows = 8)");
    assertThat(ratio.note()).isEqualTo("2 rows skipped (null) in sum of a");
    // 6/8 - 4/6 is 1/12
    assertThat(
            judge(T1, A.completeness().minus(key("a").distinctness()).observed()).actual().bare())
        .isEqualTo(new MetricValue.Quotient(BigDecimal.valueOf(4), BigDecimal.valueOf(48)));
  }

  /** Where no type is declared, only the values say what they are. */
  @Test
  void texts_are_not_combined() {
    Fields<Map<String, ?>> undeclared = Fields.ofMaps();
    Expr x = any("x").expr();
    NumericMetric greatest = new NumericMetric(Metric.of(Statistic.MAX, x));
    NumericMetric smallest = new NumericMetric(Metric.of(Statistic.MIN, x));
    Check check = Check.error("c").require(greatest.minus(smallest).isAtMost(1));
    ConstraintResult result =
        ClearLists.verify(column("x", "a", "b"), undeclared, check).constraints().get(0);
    assertThat(result.status()).isEqualTo(Status.ERROR);
    assertThat(result.butWas())
        .isEqualTo(
            "not evaluated: the maximum of x is not a number in the data, and only numbers can be"
                + " combined");
    assertThat(
            ClearLists.verify(column("x", 3L, 2.5), undeclared, check)
                .constraints()
                .get(0)
                .butWas())
        .isEqualTo("0.5 (maximum of x = 3, minimum of x = 2.5)");
  }

  @Test
  void keys() {
    assertThat(judge(T1, key("a").isUnique()).leftOut()).isEqualTo(2);
    assertThat(judge(T1, key("b").isUnique()).leftOut()).isEqualTo(2);
    assertThat(judge(T1, key("a", "b").isUnique()).leftOut()).isEqualTo(3);
    assertThat(judge(T1, key("a").uniqueness().observed()).actual())
        .isEqualTo(new MetricValue.Ratio(2, 6));
  }

  /**
   * Counted by hand: 1 has x and y, 2 has x alone, 3 has nothing, and a null key counts nowhere.
   */
  @Test
  void conflicting_values() {
    List<Map<String, ?>> rows =
        columns(
            "a",
            "b",
            row(1, "x"),
            row(1, "y"),
            row(1, "y"),
            row(2, "x"),
            row(2, "x"),
            row(2, null),
            row(3, null),
            row(null, "z"));
    ConstraintResult by = judge(rows, key("a").determines("b"));
    assertThat(by.status()).isEqualTo(Status.FAIL);
    assertThat(by.actual()).isEqualTo(new MetricValue.Count(1));
    assertThat(by.leftOut()).isEqualTo(3);
    assertThat(value(rows, key("b").conflictingValues("a").observed())).isEqualTo(1);
    assertThat(status(rows, key("a").determines("b").where(integer("a").isEqualTo(2))))
        .isEqualTo(Status.PASS);
    ConstraintResult nothing =
        judge(rows, key("a").determines("b").where(integer("a").isEqualTo(3)));
    assertThat(nothing.status()).isEqualTo(Status.NOT_EVALUATED);
    assertThat(nothing.note()).isEqualTo("no row has a complete key and a value");
    ConstraintResult itself = judge(rows, key("a", "b").determines("b"));
    assertThat(itself.status()).isEqualTo(Status.ERROR);
    assertThat(itself.error().message()).contains("b is part of the key", "outside it");
    assertThatThrownBy(() -> allColumns().determines("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name the columns of the key");
  }

  @Test
  void keys_of_nulls_alone_have_no_value() {
    List<Map<String, ?>> nulls = column("a", null, null);
    for (Constraint.OnMetric metric :
        List.of(
            key("a").uniqueness().isAtLeast(0),
            key("a").distinctness().isAtLeast(0),
            key("a").uniqueValueRatio().isAtLeast(0))) {
      ConstraintResult result = judge(nulls, metric);
      assertThat(result.status()).isEqualTo(Status.NOT_EVALUATED);
      assertThat(result.leftOut()).isEqualTo(2);
    }
  }

  @Test
  void value_counts_and_entropy() {
    assertThat(judge(T1, B.valueCounts(10).observed()).actual().text())
        .isEqualTo("\"x\" 2, \"z\" 2, \"\" 1, \"y\" 1");
    assertThat(judge(T1, B.valueCounts(1).observed()).actual().text())
        .isEqualTo("\"x\" 2, … 3 more values in 4 rows");
    assertThat(judge(column("a", 5, 5), A.entropy().observed()).actual().text()).isEqualTo("0");
  }

  @Test
  void mutual_information() {
    assertThat(judge(T1, A.mutualInformation(B).observed()).leftOut()).isEqualTo(3);
    assertThat(status(T1, A.mutualInformation(A).isAtLeast(0))).isEqualTo(Status.ERROR);
  }

  @Test
  void cramers_v() {
    assertThat(judge(T1, A.cramersV(B).observed()).leftOut()).isEqualTo(3);
    assertThat(status(T1, A.cramersV(A).isAtLeast(0))).isEqualTo(Status.ERROR);
  }

  @Test
  void correlation_and_covariance() {
    assertThat(judge(T5, number("v").correlation(number("v").absolute()).observed()).leftOut())
        .isEqualTo(2);
  }

  @Test
  void lengths_are_code_points() {
    List<Map<String, ?>> nine =
        column(
            "t",
            "",
            "\u00e9",
            "e\u0301",
            "\ud83d\ude00",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "日本",
            "\ud835\udd4f y",
            " a ",
            "\u0000");
    StringColumn t = string("t");
    assertThat(value(nine, t.minLength().observed())).isZero();
    assertThat(value(nine, t.maxLength().observed())).isEqualTo(5);
    assertThat(value(nine, t.meanLength().observed())).isCloseTo(2, within(1e-12));
    assertThat(value(T1, B.minLength().observed())).isZero();
    assertThat(value(T1, B.meanLength().observed())).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void text_is_ordered_by_its_bytes() {
    List<Map<String, ?>> data = column("t", "\uff5e", "\ud83d\ude00", "z", "\u00e9", "Z");
    counts(data, string("t").isLessThan("\ud83d\ude00"), 1, 5);
  }

  @Test
  void patterns_match_the_whole_text_or_are_found_in_it() {
    List<Map<String, ?>> data = column("t", "abc123", null, "", "zzz");
    StringColumn t = string("t");
    counts(data, t.containsPattern("[a-z]+"), 1, 4);
    counts(data, t.containsPattern("\\A[a-z]+\\z"), 2, 4);
    counts(data, t.matches("[a-z]+"), 2, 4);
    counts(data, t.doesNotMatch("[a-z]+"), 1, 4);
    counts(data, t.doesNotContainPattern("[a-z]+"), 2, 4);
    counts(data, t.containsPattern("x*"), 0, 4);
    counts(data, t.matches("\\A\\z"), 2, 4);
    counts(column("t", "abc\n"), t.matches("abc"), 1, 1);
    counts(column("t", "abc\n"), t.matches("abc$"), 1, 1);
  }

  @Test
  void blank_and_trimmed_go_by_unicode_white_space() {
    List<Map<String, ?>> data = column("t", "", "   ", "\u00a0", "\t\n", " a", "a");
    counts(data, string("t").isBlank(), 2, 6);
    counts(data, string("t").isTrimmed(), 4, 6);
    counts(data, string("t").isEmpty(), 5, 6);
  }

  /** (10,PAID) (-1,PAID) (null,PAID) (-5,NEW) (0,null) (7,NEW) (null,null) (-2,null). */
  private static final List<Map<String, ?>> T5 =
      columns(
          "v",
          "s",
          row(10, "PAID"),
          row(-1, "PAID"),
          row(null, "PAID"),
          row(-5, "NEW"),
          row(0, null),
          row(7, "NEW"),
          row(null, null),
          row(-2, null));

  private static void logic(
      Predicate predicate, Predicate where, long rows, long violations, long unknown) {
    Constraint.OnRows constraint = predicate.toConstraint();
    if (where != null) {
      constraint = constraint.where(where);
    }
    counts(T5, constraint, violations, rows);
    counts(T5, constraint.failingOnNull(), violations + unknown, rows);
  }

  @Test
  void three_valued_logic() {
    Predicate v = number("v").isAtLeast(0);
    Predicate paid = string("s").isEqualTo("PAID");
    logic(v, null, 8, 3, 2);
    logic(v.not(), null, 8, 3, 2);
    logic(v, paid, 3, 1, 1);
    logic(v, paid.not(), 2, 1, 0);
    logic(paid.implies(v), null, 8, 1, 3);
    logic(v.and(paid), null, 8, 4, 3);
    logic(v.or(paid), null, 8, 1, 2);
    logic(string("s").isIn("PAID"), null, 8, 2, 3);
    Constraint.OnRows nothing = v.where(string("s").isEqualTo("DONE"));
    assertThat(status(T5, nothing)).isEqualTo(Status.NOT_EVALUATED);
    assertThat(status(T5, nothing.failingOnNull())).isEqualTo(Status.NOT_EVALUATED);
    assertThat(status(T5, nothing.onNoRows(OnNoRows.PASS))).isEqualTo(Status.PASS);
    assertThat(status(T5, nothing.onNoRows(OnNoRows.FAIL))).isEqualTo(Status.FAIL);
  }

  @Test
  void columns_are_compared_where_both_have_a_value() {
    List<Map<String, ?>> data =
        columns(
            "a", "v", row(1, 2), row(2, 2), row(3, 2), row(null, 1), row(1, null), row(null, null));
    counts(data, A.isLessThan(number("v")), 2, 6);
    counts(data, A.isAtMost(number("v")), 1, 6);
    counts(data, A.isEqualTo(number("v")), 2, 6);
  }

  @Test
  void nan_and_the_zeros() {
    List<Map<String, ?>> data = column("x", Double.NaN, 1.0, 2.0, null, -0.0, 0.0);
    counts(data, X.isNonNegative(), 1, 6);
    counts(data, X.isLessThan(0).not(), 0, 6);
    counts(data, X.isPositive(), 3, 6);
    counts(data, X.isIn(0.0), 3, 6);
    counts(data, X.isNotNaN(), 1, 6);
    counts(data, X.isComplete(), 1, 6);
    assertThat(value(column("x", 0.0, -0.0, 0.0, 1.0, null, -3.0), X.zeros().observed()))
        .isEqualTo(3);
    List<Map<String, ?>> key = column("x", 0.0, -0.0, Double.NaN, Double.NaN);
    assertThat(value(key, X.distinctCount().observed())).isEqualTo(2);
    assertThat(judge(key, X.uniqueness().observed()).actual())
        .isEqualTo(new MetricValue.Ratio(0, 4));
    List<Map<String, ?>> three = column("x", Double.NaN, 1.0, 2.0);
    for (Constraint.OnMetric metric :
        List.of(
            X.min().isAtLeast(-1e300),
            X.max().isAtMost(1e300),
            X.mean().isAtMost(1e300),
            X.sum().isAtMost(1e300),
            X.median().isAtMost(1e300),
            X.standardDeviation().isAtMost(1e300))) {
      ConstraintResult result = judge(three, metric);
      assertThat(result.status()).as(result.sentence()).isEqualTo(Status.FAIL);
      assertThat(result.actual().plain()).isEqualTo(Double.NaN);
      assertThat(result.note()).startsWith("1 value is NaN").contains(".where(x.isNotNaN())");
      assertThat(status(three, metric.where(X.isNotNaN()))).isEqualTo(Status.PASS);
    }
  }

  @Test
  void fractions_are_exact() {
    Object[] ten = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThat(status(column("a", ten), A.isEqualTo(1).forAtLeast(0.10))).isEqualTo(Status.PASS);
    assertThat(status(column("a", ten), A.isEqualTo(1).forAtMost(0.10))).isEqualTo(Status.PASS);
    List<Map<String, ?>> million = new ArrayList<>();
    Map<String, ?> good = record("a", 1);
    Map<String, ?> bad = record("a", 0);
    for (int i = 0; i < 1_000_000; i++) {
      million.add(i < 10_000 ? bad : good);
    }
    assertThat(status(million, A.isEqualTo(1).forAtLeast(0.99))).isEqualTo(Status.PASS);
    million.set(10_000, bad);
    assertThat(status(million, A.isEqualTo(1).forAtLeast(0.99))).isEqualTo(Status.FAIL);
  }

  @Test
  void sums_of_longs_are_exact_or_an_error() {
    NumericColumn l = integer("l");
    ConstraintResult over = judge(column("l", Long.MAX_VALUE, 1L), l.sum().isAtLeast(0));
    assertThat(over.status()).isEqualTo(Status.ERROR);
    assertThat(over.error().message())
        .startsWith("the sum of l is 9223372036854775808, which does not fit 64 bits");
  }

  private static BigDecimal[] decimals(String... values) {
    return Arrays.stream(values).map(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  @Test
  void decimals_are_decimals() {
    NumericColumn d = decimal("d");
    ConstraintResult third =
        judge(column("d", (Object[]) decimals("1.00", "0.00", "0.00")), d.mean().observed());
    assertThat(third.actual()).isEqualTo(new MetricValue.Mean(new BigDecimal("1.00"), 3));
    ConstraintResult over =
        judge(column("d", (Object[]) decimals("9".repeat(38), "1")), d.sum().isAtLeast(0));
    assertThat(over.status()).isEqualTo(Status.ERROR);
    assertThat(over.error().message()).contains("does not fit 38 digits");
    List<Map<String, ?>> scales = column("d", (Object[]) decimals("1.0", "1.00", "1"));
    counts(scales, d.isIn(new BigDecimal("1.000")), 0, 3);
  }

  @Test
  void a_literal_dot_in_a_name_is_quoted() {
    Fields<Map<String, ?>> fields = Fields.ofMap(Map.of("odd.name", String.class));
    assertThat(
            ClearLists.verify(
                    List.of(Map.of("odd.name", "x")),
                    fields,
                    Check.error("c").require(string("`odd.name`").isEqualTo("x")))
                .passed())
        .isTrue();
  }

  @Test
  void one_bad_constraint_hurts_only_itself() {
    Check check =
        Check.error("c")
            .require(
                A.isComplete().forAtLeast(0.5),
                string("nothing").isComplete(),
                B.matches("["),
                number("b").isPositive(),
                Columns.rowSatisfies(
                    "throws",
                    row -> {
                      throw new IllegalStateException("boom");
                    }),
                Columns.sql("a > 1"),
                A.max().isEqualTo(4));
    List<ConstraintResult> results =
        ClearLists.verify(T1, Fields.ofMap(TYPES), check).constraints();
    assertThat(results)
        .extracting(ConstraintResult::status)
        .containsExactly(
            Status.PASS,
            Status.ERROR,
            Status.ERROR,
            Status.ERROR,
            Status.ERROR,
            Status.ERROR,
            Status.PASS);
    assertThat(results.get(4).error().message())
        .isEqualTo("rowSatisfies(\"throws\") threw java.lang.IllegalStateException: boom");
  }
}
