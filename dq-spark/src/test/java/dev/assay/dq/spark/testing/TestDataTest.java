package dev.assay.dq.spark.testing;

import static dev.assay.dq.Columns.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Check;
import dev.assay.dq.Formats;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Format;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.Kinds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows made for a check satisfy it, and those made against a constraint break that one alone.
 */
class TestDataTest {

  private static final NumericColumn X = number("x");
  private static final NumericColumn Y = number("y");
  private static final NumericColumn C = decimal("c");
  private static final StringColumn T = string("t");
  private static final TemporalColumn D = date("d");
  private static final TemporalColumn S = timestamp("s");
  private static final Instant AS_OF = Instant.parse("2030-12-31T23:30:00Z");

  /** One of each kind that can be made. */
  static List<Requirement> kinds() {
    return List.of(
        rowCount().isAtLeast(3),
        rowCount().isEqualTo(7),
        rowCount().isAtMost(4),
        key("t").determines("y"),
        X.isComplete(),
        any("d").isNull(),
        X.isGreaterThan(1),
        X.isEqualTo(0.25),
        X.isAtMost(Y),
        Y.isBetween(1, 2),
        T.isIn("NEW", "PAID"),
        T.matches(Formats.EMAIL),
        T.matches(Formats.UUID),
        T.matches("\\A[A-Z]{3}-\\d{4}\\z"),
        T.containsPattern("[0-9]{3}"),
        T.startsWith("inv"),
        T.contains("@"),
        T.endsWith(".csv"),
        T.isNotBlank(),
        T.isTrimmed(),
        T.isEqualToIgnoringCase("Ann"),
        T.isInIgnoringCase("Ann", "Bob"),
        T.isAscii(),
        T.hasNoControlCharacters(),
        T.hasOnlyDigits(),
        T.isInNetwork("10.0.0.0/8"),
        T.isInNetwork("2001:db8:4000::/34"),
        T.isTitleCase(),
        T.isLike("INV-%_7"),
        T.containsAnyOf("x", "y"),
        T.containsAllOf("x", "1"),
        T.isUpperCase(),
        T.isLowerCase(),
        T.substring(0, 2).isEqualTo("ab"),
        T.before("@").isEqualTo("ann"),
        T.after("@").isComplete(),
        T.replaced("-", "").isEqualTo("ann"),
        T.reversed().startsWith("b"),
        T.leftPadded(3, "0").isEqualTo("007"),
        T.rightPadded(3, "0").isEqualTo("700"),
        T.withoutAccents().isEqualTo("resume"),
        T.similarityTo("annie").isAtLeast(0.9),
        T.matchesAnyOf("[0-9]{3}", "[a-z]{2}"),
        T.digitsOnly().isEqualTo("17"),
        T.byteLength().isAtMost(3),
        T.wordCount().isAtLeast(1),
        T.distanceTo("annie").isAtMost(2),
        T.asDate("dd.MM.uuuu").isComplete(),
        T.asTimestamp("uuuu-MM-dd HH:mm[:ss]", "UTC").isComplete(),
        T.jsonValue("$").isNull(),
        T.asBoolean(),
        T.parsesAsInteger(),
        T.parsesAsDecimal(),
        T.parsesAsDouble(),
        T.parsesAsBoolean(),
        T.parsesAsDate(),
        T.parsesAsDate("d MMM uuuu"),
        T.parsesAsTimestamp("uuuu-MM-dd'T'HH:mm:ssXXX"),
        T.length().isEqualTo(3),
        T.lower().isEqualTo("ann"),
        T.upper().isIn("ANN", "BOB"),
        T.trimmed().isEqualTo("ann"),
        T.concatenated(".csv").startsWith("ann"),
        X.plus(Y).isAtMost(4),
        X.minus(Y).isAtLeast(0),
        X.times(2).isAtMost(6),
        X.dividedBy(2).isAtLeast(1),
        X.absolute().isAtMost(5),
        X.orElse(0).isPositive(),
        least(X, Y).isPositive(),
        greatest(X, Y).isAtMost(5),
        when(bool("b").isTrue()).then(X).otherwise(Y).isPositive(),
        D.daysSince(LocalDate.of(2020, 1, 1)).isAtMost(3),
        D.businessDaysSince(LocalDate.of(2020, 1, 1), BusinessCalendar.of("TARGET")).isAtMost(3),
        T.length().isBetween(12, 14),
        array("a").isNotEmpty(),
        array("a").size().isAtMost(2),
        array("a").strings().each(each -> each.isNotIn("e0", "e1")),
        array("a").strings().any(each -> each.isIn("x", "y")),
        array("a").strings().atLeast(2, each -> each.isNotIn("x")),
        map("m").hasKeys("colour", "size"),
        map("m").keys().each(key -> key.isEqualTo("colour")),
        map("m").values().strings().none(value -> value.isEqualTo("red")),
        T.split("-").size().isEqualTo(2),
        array("a").hasNoNulls(),
        array("a").hasNoDuplicates(),
        array("a").isSorted(),
        array("a").isSortedDescending(),
        array("a").contains("vip"),
        array("a").containsAllOf("new", "sale"),
        map("m").string("k0").isEqualTo("v0"),
        D.dayOfWeek().isEqualTo(3),
        D.isWeekend(),
        D.month().isEqualTo(3),
        D.plusDays(2).isAfter(LocalDate.of(2024, 3, 4)),
        X.isPositive().xor(Y.isPositive()),
        atLeast(2, X.isPositive(), Y.isPositive(), T.isBlank()),
        X.isCloseTo(Y, 0.5),
        X.isCloseTo(50, 0.5),
        X.isWithinPercentOf(200, 5),
        X.isWithinPercentOf(Y, 10),
        X.isWhole(),
        X.remainder(7).isEqualTo(3),
        C.isMultipleOf(25),
        C.hasScaleAtMost(2),
        C.hasPrecisionAtMost(5),
        C.rounded(1).isEqualTo(2.5),
        S.inZone("Europe/Paris").hour().isBetween(9, 17),
        S.secondsSince(Instant.parse("2020-01-01T00:00:00Z")).isBetween(10, 20),
        S.inZone("UTC").toDate().isEqualTo(LocalDate.of(2024, 2, 29)),
        D.isBusinessDay(BusinessCalendar.of("TARGET").withHolidays(LocalDate.of(2024, 3, 1))),
        S.isNotInTheFuture(),
        S.isWithinLast(Duration.ofHours(2)),
        D.isNoOlderThan(Period.ofDays(7), "Europe/Paris"),
        today("UTC").daysSince(D).isBetween(0, 7),
        runTime().secondsSince(S).isAtMost(60),
        S.max().isNoOlderThan(Duration.ofMinutes(5)),
        D.max().isNotInTheFuture("UTC"),
        map("m").isNotEmpty(),
        bool("b").isTrue(),
        D.isAfterOrAt(LocalDate.of(2020, 1, 1)),
        D.isBefore(LocalDate.of(2020, 1, 1)),
        X.plus(Y).minus(1).isEqualTo(4),
        X.times(2).isAtMost(Y.dividedBy(3)),
        X.absolute().isBetween(2, 3),
        T.lower().isEqualTo("ann"),
        T.upper().isIn("ANN", "BOB"),
        T.trimmed().concatenated("!").isEqualTo("ann!"),
        least(X, Y).isAtLeast(2),
        greatest(X, Y).isLessThan(7),
        X.orElse(0).isPositive(),
        when(bool("b").isTrue()).then(X).otherwise(Y).isAtLeast(1),
        D.daysSince(LocalDate.of(2020, 1, 1)).isEqualTo(1),
        X.isFinite(),
        X.isNotNaN(),
        X.isPositive().and(Y.isPositive()),
        X.isNegative().or(T.contains("'")),
        T.isIn("a", "b").not(),
        bool("b").isTrue().implies(Y.isAtLeast(2)),
        X.isPositive().failingOnNull(),
        T.isBlank().where(bool("b").isTrue()),
        Y.isEqualTo(2).forAtLeast(0.6),
        Y.isEqualTo(2).forAtMost(0.25),
        Y.isEqualTo(2).forAtLeastRows(4),
        Y.isAtLeast(0).forAtMostRows(3),
        Y.isEqualTo(2).allowingViolations(1),
        rowSatisfies("t is not ann", List.of("t"), row -> !"ann".equals(row.get("t"))),
        T.nullCount().isEqualTo(0),
        T.nullCount().isEqualTo(2),
        X.completeness().isBetween(0.4, 0.9),
        X.isPositive().violations().isEqualTo(1),
        X.isPositive().compliance().isAtLeast(0.9),
        X.min().isAtLeast(5),
        X.max().isEqualTo(50),
        D.max().isBefore(LocalDate.of(2020, 1, 3)),
        T.min().isEqualTo("ann"),
        X.sum().isBetween(10, 20),
        X.mean().isCloseTo(2, 0.5),
        X.mean().isBetween(10, 500),
        X.variance().isLessThan(10),
        X.populationVariance().isGreaterThan(1),
        X.standardDeviation().isLessThan(3),
        X.populationStandardDeviation().isLessThan(3),
        X.standardError().isLessThan(1),
        X.median().isEqualTo(3),
        X.quantile(0.9).isAtLeast(4),
        T.minLength().isAtLeast(2),
        T.maxLength().isAtMost(5),
        key("t").isUnique(),
        key("t", "x").isUnique(),
        key("x").uniqueness().isAtMost(0.5),
        key("y").distinctness().isAtLeast(0.5),
        key("t").uniqueValueRatio().isEqualTo(1),
        T.distinctCount().isEqualTo(3),
        key("y").duplicateRows().isEqualTo(0),
        key("y").extraRows().isEqualTo(0),
        key("y").duplicateValues().isEqualTo(0),
        key("x").uniqueValues().isAtLeast(3),
        T.entropy().isLessThan(1),
        X.skewness().isGreaterThan(0.5),
        X.kurtosis().isLessThan(1),
        T.mutualInformation(X).isAtLeast(0.5),
        T.cramersV(X).isAtMost(0.9),
        T.cramersV(bool("b")).isAtMost(0.9),
        X.correlation(Y).isGreaterThan(0.5),
        X.spearmanCorrelation(Y).isGreaterThan(0.5),
        X.kendallCorrelation(Y).isGreaterThan(0.5),
        X.covariance(Y).isGreaterThan(1),
        X.populationCovariance(Y).isLessThan(-1),
        X.approxQuantile(0.5).isAtLeast(4),
        T.approxDistinctCount().isAtLeast(2),
        ratio(X.sum(), Y.sum()).isAtLeast(0.5),
        X.max().minus(X.min()).isAtMost(50),
        T.nullCount().plus(key("x").distinctCount()).isAtLeast(2),
        X.sum().times(2).isAtLeast(50),
        X.sum().percentOf(Y.sum()).isAtLeast(50),
        T.count().isAtLeast(2),
        X.range().isAtMost(50),
        X.interquartileRange().isAtMost(50),
        X.coefficientOfVariation().isAtLeast(0.5),
        X.interpolatedQuantile(0.5).isAtLeast(4),
        Y.harmonicMean().isAtLeast(1),
        T.topShare(1).isAtMost(0.5),
        X.medianAbsoluteDeviation().isAtMost(50),
        X.trimmedMean(0.1).isAtLeast(1),
        X.outlierShare(1.5).isAtMost(0.1),
        X.outlierShareByMad(9).isAtMost(0.5),
        X.outlierShareByZScore(4).isAtMost(0.1),
        T.valueAtMax(X).isEqualTo("u"),
        X.valueAtMin(Y).isAtLeast(1),
        Y.geometricMean().isAtLeast(1),
        X.benfordChiSquare().isAtLeast(1),
        X.benfordDeviation().isAtMost(0.2),
        T.mostFrequentValue().isIn("u", "v"),
        X.mostFrequentValue().isEqualTo(7),
        T.distinctValues().contain("u", "v"),
        X.distinctValues().areIn(1, 2.5),
        T.distinctValues().areExactly("u", "v"),
        T.distinctValues().missing("u", "v").isAtMost(1));
  }

  private static Check beside(Requirement requirement) {
    // the neighbours make it harder: the key and the code have to hold in every row set
    return Check.error("orders")
        .require(
            requirement,
            key("id").isUnique(),
            string("id").isComplete(),
            string("code").matches("\\A[A-Z]{2}[0-9]{2}\\z"));
  }

  private static VerificationResult judge(Check check, List<Map<String, Object>> records) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("x", Double.class);
    types.put("y", Double.class);
    types.put("c", BigDecimal.class);
    types.put("t", String.class);
    types.put("s", Instant.class);
    types.put("d", check.toString().contains("any type") ? Object.class : LocalDate.class);
    types.put("a", List.class);
    types.put("m", Map.class);
    types.put("b", Boolean.class);
    types.put("id", String.class);
    types.put("code", String.class);
    // keys may be of any type, and get texts
    for (String name : List.of("x", "y", "d")) {
      if (records.stream().anyMatch(record -> record.get(name) instanceof String)) {
        types.put(name, String.class);
      }
    }
    return LocalDataQuality.<Map<String, ?>>on(List.copyOf(records), Fields.ofMap(types))
        .check(check)
        .asOf(AS_OF)
        .run();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rows_satisfy_the_check(Requirement requirement) {
    Check check = beside(requirement);
    for (long seed = 1; seed <= 3; seed++) {
      TestData data = TestData.satisfying(check).asOf(AS_OF).seed(seed);
      List<Map<String, Object>> records = data.records();
      VerificationResult result = judge(check, records);
      assertThat(result.constraints())
          .as("%s", records)
          .extracting(ConstraintResult::status)
          .containsOnly(Status.PASS);
      assertThat(data.records()).isEqualTo(records);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rows_break_the_one_constraint_and_no_row_can_go(Requirement requirement) {
    Check check = beside(requirement);
    List<Map<String, Object>> records =
        TestData.satisfying(check).asOf(AS_OF).violating(requirement).seed(11).records();
    assertThat(failed(judge(check, records)))
        .as("%s", records)
        .containsExactly(requirement.toConstraint().description());
    for (int i = 0; i < records.size(); i++) {
      List<Map<String, Object>> fewer = new java.util.ArrayList<>(records);
      fewer.remove(i);
      assertThat(failed(judge(check, fewer)))
          .as("%s", fewer)
          .isNotEqualTo(List.of(requirement.toConstraint().description()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void texts_are_made_of_every_format(Format format) {
    Requirement requirement = T.matches(format.pattern());
    Check check = Check.error("c").require(requirement, T.isComplete());
    List<Map<String, Object>> records =
        TestData.satisfying(check).asOf(AS_OF).rows(5).seed(3).records();
    assertThat(failed(judge(check, records))).as("%s", records).isEmpty();
    List<Map<String, Object>> broken =
        TestData.satisfying(check).asOf(AS_OF).violating(requirement).seed(3).records();
    assertThat(failed(judge(check, broken)))
        .as("%s", broken)
        .containsExactly(requirement.toConstraint().description());
  }

  private static List<String> failed(VerificationResult result) {
    return result.failures().stream().map(ConstraintResult::description).toList();
  }

  @Test
  void a_hundred_rows_of_a_check_as_people_write_them() {
    Check orders =
        Check.error("orders")
            .require(
                rowCount().isAtLeast(50),
                key("order_id").isUnique(),
                string("order_id").isComplete(),
                string("email").matches(Formats.EMAIL).forAtLeast(0.99),
                string("status").isIn("NEW", "PAID", "SHIPPED"),
                number("amount").isNonNegative().where(string("status").isEqualTo("PAID")),
                number("amount").mean().isBetween(10, 500),
                date("shipped").isAfterOrAt(date("ordered")));
    List<Map<String, Object>> records =
        TestData.satisfying(orders)
            .schema(
                "order_id STRING, email STRING, status STRING, amount DOUBLE, ordered DATE,"
                    + " shipped DATE")
            .rows(100)
            .seed(7)
            .records();
    assertThat(records).hasSize(100);
    assertThat(records.stream().map(record -> record.get("order_id")).distinct()).hasSize(100);
    assertThat(records)
        .allSatisfy(
            record -> assertThat(record.get("status")).isIn("NEW", "PAID", "SHIPPED", null));
  }

  @Test
  void no_kind_is_left_out() {
    Set<Object> kinds = Kinds.judgements();
    kinds.addAll(Kinds.metrics());
    // what cannot be made, below
    kinds.removeAll(
        Set.of(Expr.Sql.class, Function.EXISTS_IN, Function.METRIC_IN, Statistic.VALUE_COUNTS));
    kinds.removeIf(kind -> kind instanceof Statistic statistic && statistic.isOfTwo());
    assertThat(Kinds.in(kinds())).containsAll(kinds);
  }

  @Test
  void what_cannot_be_made_is_said() {
    assertThatThrownBy(
            () ->
                TestData.satisfying(
                        Check.error("c").require(X.correlation(Y).isBetween(0.1234, 0.1235)))
                    .records())
        .isInstanceOf(CannotGenerateException.class)
        .hasMessageStartingWith("No rows were found that satisfy the check in 400 attempts; the")
        .hasMessageContaining("correlation of x and y is between 0.1234 and 0.1235")
        .hasMessageContaining("rite the rows with Rows");
    Requirement observed = T.valueCounts(3).observed();
    assertThatThrownBy(
            () ->
                TestData.satisfying(Check.error("c").require(observed))
                    .violating(observed)
                    .records())
        .isInstanceOf(CannotGenerateException.class)
        .hasMessageContaining("most frequent values of t (observed)\" was PASS");
    assertThatThrownBy(
            () ->
                TestData.satisfying(
                        Check.error("c")
                            .require(X.driftFrom("old").kolmogorovSmirnov().isAtMost(0.1)))
                    .records())
        .isInstanceOf(CannotGenerateException.class)
        .hasMessageContaining("the run knows no dataset of the name old");
    assertThatThrownBy(
            () ->
                TestData.satisfying(Check.error("c").require(binary("raw").isComplete())).records())
        .isInstanceOf(CannotGenerateException.class)
        .hasMessage("Column raw is binary, of which no values are made: write the rows with Rows");
    assertThatThrownBy(
            () ->
                TestData.satisfying(
                        Check.error("c").require(forEachColumn(strings(), c -> c.isTrimmed())))
                    .records())
        .isInstanceOf(CannotGenerateException.class)
        .hasMessage("forEachColumn needs the columns: state them with schema(...)");
    assertThatThrownBy(() -> TestData.satisfying(Check.error("c").require(sql("x > 1"))).records())
        .isInstanceOf(CannotGenerateException.class)
        .hasMessageContaining("sql(...)");
    assertThatThrownBy(
            () ->
                TestData.satisfying(
                        Check.error("c")
                            .require(X.isGreaterThan(2), X.isLessThan(1), X.isComplete()))
                    .records())
        .isInstanceOf(CannotGenerateException.class)
        .hasMessageContaining("No rows were found that satisfy the check");
    assertThatThrownBy(
            () ->
                TestData.satisfying(Check.error("c").require(string("a.b").isComplete())).records())
        .hasMessageContaining("Nested fields such as a.b");
    assertThatThrownBy(
            () ->
                TestData.satisfying(Check.error("c").require(X.isComplete()))
                    .violating(Y.isComplete()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No check has the constraint: y is complete");
    assertThatThrownBy(() -> TestData.satisfying()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TestData.satisfying(Check.error("c").require(X.isComplete())).rows(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
