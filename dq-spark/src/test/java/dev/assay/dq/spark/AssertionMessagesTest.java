package dev.assay.dq.spark;

import static dev.assay.dq.Columns.allColumns;
import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.atLeast;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.columnCount;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.fileBytes;
import static dev.assay.dq.Columns.fileCount;
import static dev.assay.dq.Columns.forEachColumn;
import static dev.assay.dq.Columns.greatest;
import static dev.assay.dq.Columns.hasColumn;
import static dev.assay.dq.Columns.hasNoColumn;
import static dev.assay.dq.Columns.hasSameRowsAs;
import static dev.assay.dq.Columns.hasSameSchemaAs;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.largestFileBytes;
import static dev.assay.dq.Columns.least;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.numbers;
import static dev.assay.dq.Columns.partitionCount;
import static dev.assay.dq.Columns.partitionSkew;
import static dev.assay.dq.Columns.ratio;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.runTime;
import static dev.assay.dq.Columns.schema;
import static dev.assay.dq.Columns.smallestFileBytes;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static dev.assay.dq.Columns.today;
import static dev.assay.dq.Columns.when;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.Baseline;
import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Formats;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Statistic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole message of every kind of constraint, over six rows that can be judged by hand. */
class AssertionMessagesTest {

  private static final NumericColumn ID = number("id");
  private static final NumericColumn X = number("x");
  private static final NumericColumn Y = number("y");
  private static final StringColumn T = string("t");
  private static final TemporalColumn D = date("d");

  private static Dataset<Row> data() {
    return SharedSpark.session()
        .sql(
            """
            SELECT * FROM VALUES
              (1, 1.0D, 2, 'ann', true, DATE'2020-01-01', array(1)),
              (2, 2.0D, 2, 'it\\'s', false, DATE'2020-01-02', array()),
              (3, 3.0D, 3, ' ', true, DATE'2020-01-03', NULL),
              (4, 4.0D, 0, NULL, NULL, NULL, array(1, 2)),
              (5, NULL, NULL, 'ann', false, DATE'2020-01-01', array(3)),
              (6, -5.0D, 1, 'x@example.org', true, DATE'2019-12-31', array(4))
              AS v(id, x, y, t, b, d, a)
            """)
        .withColumn("m", functions.expr("CASE WHEN t IS NOT NULL THEN map(t, y) END"))
        .coalesce(1);
  }

  private static List<Predicate> predicates() {
    return List.of(
        X.isComplete(),
        any("d").isNull(),
        X.isGreaterThan(1),
        X.isAtMost(Y),
        Y.isBetween(1, 2),
        T.isIn("ann", "bob"),
        T.matches(Formats.EMAIL),
        T.matches(Formats.IBAN),
        T.containsPattern("[nx]"),
        T.startsWith("a"),
        T.endsWith("n"),
        T.isNotBlank(),
        T.isTrimmed(),
        T.isEqualToIgnoringCase("ANN"),
        T.isInIgnoringCase("ANN", "BOB"),
        T.isAscii().not(),
        T.hasNoControlCharacters().not(),
        T.isTitleCase(),
        T.hasOnlyDigits(),
        T.isInNetwork("10.0.0.0/8"),
        T.isLike("%n_"),
        T.containsAnyOf("@", "'"),
        T.isUpperCase(),
        T.parsesAsInteger(),
        T.parsesAsDecimal(),
        T.parsesAsDouble(),
        T.parsesAsBoolean(),
        T.parsesAsDate(),
        T.parsesAsTimestamp("dd.MM.uuuu HH:mm", "Europe/Paris"),
        when(T.isIn("ann")).then("False").otherwise("true").asBoolean(),
        T.before("@").isEqualTo("ann"),
        T.substring(0, 1).isEqualTo("a"),
        T.replaced("n", "").byteLength().isAtMost(1),
        T.distanceTo("anna").isAtMost(1),
        T.length().isEqualTo(3),
        array("a").isNotEmpty(),
        bool("b").isTrue(),
        D.isAfterOrAt(LocalDate.of(2020, 1, 1)),
        X.isFinite().not(),
        X.isNotNaN().not(),
        X.isPositive().and(Y.isPositive()),
        X.isNegative().or(T.contains("'")),
        bool("b").isTrue().implies(Y.isAtLeast(2)),
        X.plus(Y).isLessThan(3),
        X.minus(1).times(Y).isNegative(),
        X.dividedBy(Y).absolute().isAtLeast(2),
        least(X, Y).isEqualTo(greatest(X, Y)),
        Y.orElse(0).isPositive(),
        X.isPositive().xor(Y.isPositive()),
        atLeast(2, X.isPositive(), Y.isPositive(), T.isBlank()),
        X.isCloseTo(Y, 0.5),
        X.isWithinPercentOf(Y, 50),
        ID.isMultipleOf(2),
        X.dividedBy(2).isWhole(),
        ID.times(0.5).hasScaleAtMost(0),
        ID.times(0.5).hasPrecisionAtMost(1),
        D.isWeekend(),
        D.plusDays(1).isBefore(D.endOfMonth()),
        D.isBusinessDay(BusinessCalendar.of("TARGET").withHolidays(LocalDate.of(2020, 1, 1))),
        D.isNotInTheFuture("UTC"),
        D.isWithinLast(Period.ofDays(1), "Europe/Paris"),
        runTime().inZone("UTC").toDate().daysSince(D).isAtLeast(1),
        today("UTC").isAfter(D),
        when(X.isPositive()).then(X).otherwise(0).isZero(),
        T.lower().isEqualTo(T.upper()),
        T.trimmed().concatenated("!").startsWith("a"),
        D.daysSince(LocalDate.of(2020, 1, 1)).isZero(),
        D.businessDaysSince(LocalDate.of(2020, 1, 1), BusinessCalendar.of("TARGET")).isZero(),
        array("a").integers().each(each -> each.isGreaterThan(1)),
        array("a").integers().any(each -> each.isEqualTo(Y)),
        array("a").integers().atLeast(2, each -> each.isGreaterThan(1)),
        map("m").hasKeys("ann", "b"),
        map("m").keys().each(key -> key.isTrimmed()),
        map("m").values().integers().any(value -> value.isGreaterThan(2)),
        array("a").integers().sumOf(each -> each).isEqualTo(Y),
        array("a").integers().minOf(each -> each.minus(1)).isAtLeast(1),
        array("a").integers().maxOf(each -> each).isAtMost(3),
        T.split("n").size().isAtMost(1),
        array("a").hasNoNulls().not(),
        array("a").hasNoDuplicates().not(),
        array("a").isSorted().not(),
        array("a").isSortedDescending(),
        array("a").contains(3),
        sql("x >= y"),
        rowSatisfies("x is not 3", List.of("x"), row -> !Double.valueOf(3).equals(row.get("x"))));
  }

  private static List<Requirement> refined() {
    return List.of(
        X.isPositive().failingOnNull().as("x is known").because("sums need it"),
        T.isBlank().where(bool("b").isTrue().and(X.isLessThan(3))),
        Y.isEqualTo(2).forAtLeast(0.6),
        Y.isEqualTo(2).forAtMost(0.25),
        Y.isEqualTo(2).forAtLeastRows(4),
        Y.isAtLeast(0).forAtMostRows(3),
        Y.isEqualTo(2).allowingViolations(1),
        X.isPositive().where(X.isGreaterThan(100)),
        number("z").isPositive(),
        X.mean().isAtLeast(1).where(Y.isGreaterThan(100)),
        forEachColumn(numbers(), column -> column.isAtMost(3)));
  }

  private static List<Requirement> metrics() {
    return List.of(
        rowCount().isEqualTo(7),
        T.nullCount().isEqualTo(0),
        X.completeness().isAtLeast(0.9),
        X.isPositive().violations().isEqualTo(0),
        X.isPositive().compliance().isAtLeast(0.9),
        X.min().isAtLeast(0),
        D.max().isBefore(LocalDate.of(2020, 1, 3)),
        D.max().isNotInTheFuture("UTC"),
        D.min().isNoOlderThan(Period.ofDays(1), "UTC"),
        X.max().isAtMost(3),
        T.min().isEqualTo("ann"),
        X.sum().isBetween(10, 20),
        X.mean().isCloseTo(2, 0.5),
        X.variance().isLessThan(10),
        X.populationVariance().isLessThan(10),
        X.standardDeviation().isLessThan(3),
        X.populationStandardDeviation().isLessThan(3),
        X.standardError().isLessThan(1),
        X.median().isEqualTo(3),
        X.approxQuantile(0.5).isEqualTo(3),
        T.minLength().isAtLeast(2),
        key("t").isUnique(),
        key("b").distinctness().isEqualTo(1),
        key("t").uniqueValueRatio().isEqualTo(1),
        T.distinctCount().isEqualTo(3),
        key("y").duplicateRows().isEqualTo(0),
        key("y").extraRows().isEqualTo(0),
        allColumns().extraRows().isEqualTo(1),
        key("y").duplicateValues().isEqualTo(0),
        key("y").uniqueValues().isEqualTo(9),
        key("y").isPrimary(),
        schema("id INT NOT NULL, x INT, gone STRING").allowingMore(),
        hasSameSchemaAs("narrow"),
        hasSameRowsAs("other").on("id").withTolerance(0.5),
        hasSameRowsAs("other").ignoring("x", "y"),
        hasColumn("gone"),
        hasNoColumn("x"),
        columnCount().isEqualTo(3),
        fileCount().isAtLeast(1),
        fileBytes().isGreaterThan(0),
        largestFileBytes().isAtMost(1 << 30),
        smallestFileBytes().isAtLeast(1024),
        partitionCount().isAtLeast(1),
        partitionSkew().isAtMost(2),
        strings().haveNamesMatching("[A-Z]+"),
        numbers().named("x", "y").haveType("DATE"),
        key("b").determines("t"),
        T.approxDistinctCount().isEqualTo(9),
        X.correlation(Y).isGreaterThan(0.9),
        X.spearmanCorrelation(Y).isGreaterThan(0.99),
        X.kendallCorrelation(Y).isGreaterThan(0.99),
        X.covariance(Y).isGreaterThan(9),
        X.populationCovariance(Y).isGreaterThan(9),
        X.skewness().isAtLeast(0),
        X.kurtosis().isGreaterThan(3),
        T.mutualInformation(Y).isAtMost(0.5),
        T.cramersV(Y).isAtMost(0.5),
        T.entropy().isLessThan(1),
        ratio(X.sum(), Y.sum()).isAtLeast(0.95),
        X.max().minus(X.min()).isAtMost(5),
        X.sum().times(Y.max()).plus(1.5).isEqualTo(17),
        T.nullCount().percentOf(rowCount()).isAtMost(10),
        T.count().isEqualTo(9),
        X.range().isAtMost(1),
        X.interquartileRange().isAtMost(1),
        X.coefficientOfVariation().isAtMost(0.1),
        Y.interpolatedQuantile(0.9).isAtMost(1),
        X.quantileOf(3).isAtMost(0.5),
        Y.plus(1).harmonicMean().isAtMost(1),
        T.topShare(1).isAtMost(0.25),
        Y.topShare(2).isAtMost(0.25),
        X.medianAbsoluteDeviation().isAtMost(0.5),
        X.trimmedMean(0.2).isAtMost(0.5),
        X.outlierShare(0.1).isAtMost(0.1),
        X.outlierShareByMad(0.5).isAtMost(0.1),
        X.outlierShareByZScore(1).isAtMost(0.1),
        T.valueAtMax(X).isEqualTo("zoe"),
        X.valueAtMin(T).isEqualTo(17),
        Y.plus(1).geometricMean().isAtMost(1),
        Y.benfordChiSquare().isAtMost(1),
        Y.benfordDeviation().isAtMost(0.006),
        T.mostFrequentValue().isIn("bob", "eve"),
        Y.mostFrequentValue().isEqualTo(2.5),
        T.distinctValues().contain("ann", "bob", "x@example.org", "eve"),
        Y.distinctValues().areIn(0, 1, 2.5),
        D.distinctValues().areExactly(LocalDate.of(2020, 1, 1), LocalDate.of(2021, 1, 1)),
        T.distinctValues().differing("ann").isAtMost(2),
        T.driftFrom("other").populationStabilityIndex().isAtMost(0.01),
        Y.driftFrom("other").jensenShannonDivergence().isAtMost(0.001),
        T.driftFrom("other").chiSquaredPValue().isAtLeast(0.999),
        X.driftFrom("other").kolmogorovSmirnov().where(Y.isPositive()).isLessThan(0.1),
        Y.driftFrom(Baseline.ofNumbers("June", List.of(1, 10), 5, 4, 1))
            .populationStabilityIndex()
            .isAtMost(0.01),
        T.driftFrom(Baseline.ofTexts("June", List.of("ann"), 1, 9))
            .jensenShannonDivergence()
            .where(Y.isPositive())
            .isAtMost(0.0001),
        D.driftFrom(Baseline.ofTimes("2019", List.of(LocalDate.of(2019, 6, 30)), 50, 50))
            .chiSquaredPValue()
            .isAtLeast(0.999),
        Y.sum().plus(T.nullCount()).where(Y.isPositive()).isEqualTo(9));
  }

  private static String message() {
    List<Requirement> all = new ArrayList<>(predicates());
    all.addAll(refined());
    all.addAll(metrics());
    Throwable failure =
        catchThrowable(
            () ->
                assertThat(data())
                    .as("six rows")
                    .with("narrow", data().select("id", "t"))
                    .with("other", data().where("id > 1").withColumn("x", functions.expr("x + y")))
                    .asOf(Instant.parse("2020-01-02T12:00:00Z"))
                    .keyedBy("id")
                    .satisfies(all.toArray(Requirement[]::new))
                    .verify());
    return failure
        .getMessage()
        .lines()
        .filter(line -> !line.startsWith("    at "))
        // the last digits of a double are not the same on every processor and Spark
        .map(line -> line.replaceAll("([0-9]\\.[0-9]{12})[0-9]+", "$1…"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Tag("slow")
  @Test
  void the_whole_message_of_every_kind() throws IOException {
    if (Boolean.getBoolean("messages.write")) {
      Files.writeString(Path.of("src/test/resources/assertion-messages.txt"), message());
    }
    try (InputStream golden = getClass().getResourceAsStream("/assertion-messages.txt")) {
      assertThat(message()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void no_kind_is_left_out() throws IOException {
    List<Requirement> all = new ArrayList<>(predicates());
    all.addAll(metrics());
    Set<Object> kinds = Kinds.judgements();
    kinds.addAll(Kinds.metrics());
    // never more than observed
    kinds.remove(Statistic.VALUE_COUNTS);
    // of two datasets, in ForeignKeysTest and ReconciliationTest
    kinds.remove(Function.EXISTS_IN);
    kinds.remove(Function.METRIC_IN);
    assertThat(Kinds.in(all)).containsAll(kinds);
    // each of them fails, so that its message is in the file
    try (InputStream golden = getClass().getResourceAsStream("/assertion-messages.txt")) {
      assertThat(new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsAll(
              all.stream().map(each -> "  ✗ " + each.toConstraint().description()).toList());
    }
  }
}
