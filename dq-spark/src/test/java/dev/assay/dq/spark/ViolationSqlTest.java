package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.atLeast;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.greatest;
import static dev.assay.dq.Columns.least;
import static dev.assay.dq.Columns.map;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.runTime;
import static dev.assay.dq.Columns.sql;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.timestamp;
import static dev.assay.dq.Columns.today;
import static dev.assay.dq.Columns.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.BooleanColumn;
import dev.assay.dq.BusinessCalendar;
import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.Formats;
import dev.assay.dq.FunctionFacts;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import dev.assay.dq.spark.internal.compile.Lowering;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The condition that a failure offers selects exactly the violating rows. */
class ViolationSqlTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static Dataset<Row> data() {
    return SPARK.sql(
        """
        SELECT id, x AS `x.1`, cast(x AS FLOAT) AS f, n, cast(n AS INT) AS i, cast(n AS BIGINT) AS l,
          cast(n AS TINYINT) AS y, t AS `te``xt`, b, d, s, cast(s AS TIMESTAMP_NTZ) AS z, a,
          named_struct('v', t) AS `na st`, map('it''s', t) AS m
        FROM VALUES
          (1, 1.0D, 1.50BD, 'plain', true, DATE'2020-01-01', TIMESTAMP'2020-01-01T10:00:00.123456Z', array(1)),
          (2, double('NaN'), -2.00BD, 'o''clock', false, DATE'2021-06-30', TIMESTAMP'1969-12-31T23:59:59Z', array()),
          (3, -0.0D, 0.00BD, 'back\\\\slash', NULL, NULL, NULL, NULL),
          (4, double('Infinity'), 99.99BD, 'a\\nb', true, DATE'1582-10-15', TIMESTAMP'2020-01-01T00:00:00Z', array(1, 2)),
          (5, NULL, NULL, NULL, false, DATE'0001-01-01', NULL, array(NULL)),
          (6, -7.25D, 7.00BD, '', NULL, DATE'2020-01-01', TIMESTAMP'9999-12-31T23:59:59Z', NULL),
          (7, 2.5D, 2.50BD, ' ${x} "q" `t` ', true, NULL, TIMESTAMP'2020-01-01T00:00:00Z', array(3)),
          (8, 1e300D, 1.00BD, '\\u00A0é😀', false, DATE'2022-02-02', NULL, array(4, 5, 6)),
          (9, double('-Infinity'), -99.99BD, 'ann@example.org', true, DATE'2020-02-29', TIMESTAMP'2020-01-01T10:00:00.123457Z', array(0))
          AS v(id, x, n, t, b, d, s, a)
        """);
  }

  private static List<Predicate> predicates() {
    NumericColumn x = number("`x.1`");
    NumericColumn f = number("f");
    NumericColumn n = number("n");
    NumericColumn i = number("i");
    NumericColumn l = number("l");
    NumericColumn y = number("y");
    StringColumn t = string("te`xt");
    StringColumn v = string("na st.v");
    TemporalColumn d = date("d");
    TemporalColumn s = timestamp("s");
    TemporalColumn z = timestamp("z");
    List<Predicate> all = new ArrayList<>();
    all.addAll(
        List.of(
            d.isBusinessDay(BusinessCalendar.of("plain")),
            z.isBusinessDay(
                BusinessCalendar.of("own")
                    .withWeekend(DayOfWeek.WEDNESDAY)
                    .withHolidays(LocalDate.of(2020, 1, 2))),
            s.isNotInTheFuture(),
            s.isInThePast(),
            s.isWithinLast(Duration.ofHours(10)),
            s.isNoOlderThan(Duration.ofSeconds(1, 1000)),
            s.isEqualTo(runTime()),
            z.isInTheFuture("Asia/Kathmandu"),
            z.isWithinLast(Duration.ofDays(20_000), "America/New_York"),
            d.isNotInTheFuture("UTC"),
            d.isWithinLast(Period.of(437, 11, 1), "Pacific/Kiritimati"),
            today("UTC").daysSince(d).isBetween(-60, 0),
            runTime().secondsSince(s).isLessThan(0)));
    for (NumericColumn c : List.of(x, f, n, i, l, y)) {
      all.addAll(
          List.of(
              c.isEqualTo(1),
              c.isAtLeast(new BigDecimal("1.005")),
              c.isAtMost(2.5),
              c.isGreaterThan(-2),
              c.isLessThan(new BigDecimal("1e30")),
              c.isAtLeast(new BigDecimal("-1e30")),
              c.isEqualTo(new BigDecimal("1e400")),
              c.isNotEqualTo(0),
              c.isBetween(-2, 2.5),
              c.isStrictlyBetween(-2, 2.5),
              c.isIn(0, 2.5, 7, new BigDecimal("1e50")),
              c.isNotIn(new BigDecimal("0.001")),
              c.isFinite(),
              c.isNotNaN(),
              c.isComplete(),
              c.isNull(),
              c.isAtLeast(n),
              x.isEqualTo(c)));
    }
    all.addAll(
        List.of(
            t.isEqualTo("o'clock"),
            t.isNotEqualTo("back\\slash"),
            t.isAtLeast("a\nb"),
            t.isBetween(" ", "o'clock"),
            t.isIn("", "a\nb", " ${x} \"q\" `t` ", "\u00A0é😀", "x\u0001\u0000\t\r"),
            t.containsPattern("\\w"),
            t.containsPattern("^[a-z']+$"),
            t.matches("[a-z]+|\\s?\\$\\{x}.*"),
            t.matches(Formats.EMAIL),
            t.startsWith("o'"),
            t.endsWith("\\slash"),
            t.contains("${x}"),
            t.isBlank(),
            t.isTrimmed(),
            t.isNotEmpty(),
            t.length().isBetween(1, 5),
            v.isEqualTo("plain"),
            v.isComplete(),
            t.isEqualTo(v),
            bool("b").isTrue(),
            bool("b").isFalse(),
            d.isEqualTo(LocalDate.of(2020, 1, 1)),
            d.isBefore(LocalDate.of(1582, 10, 15)),
            d.isBetween(LocalDate.of(1, 1, 1), LocalDate.of(2020, 2, 29)),
            d.isIn(LocalDate.of(2022, 2, 2), LocalDate.of(12022, 2, 2)),
            s.isAfter(Instant.parse("2020-01-01T10:00:00.123456Z")),
            s.isIn(Instant.parse("2020-01-01T00:00:00Z")),
            s.isBeforeOrAt(Instant.parse("1969-12-31T23:59:59Z")),
            z.isEqualTo(LocalDateTime.of(2020, 1, 1, 10, 0, 0, 123_457_000)),
            z.isAfterOrAt(LocalDateTime.of(2020, 1, 1, 0, 0)),
            any("a").isNull(),
            array("a").isNotEmpty(),
            array("a").size().isAtMost(2),
            sql("n > 1 -- a comment"),
            sql("b"),
            x.isPositive().and(t.isNotBlank()),
            x.isPositive().or(t.isNotBlank()).or(bool("b").isTrue()),
            x.isPositive().implies(d.isAfter(LocalDate.of(2020, 1, 1))),
            x.isPositive().and(t.isNotBlank()).not()));
    all.addAll(composed());
    return all;
  }

  /** Values that are worked out, constants in unusual places, judgements of judgements. */
  private static List<Predicate> composed() {
    NumericColumn x = number("`x.1`");
    NumericColumn f = number("f");
    NumericColumn n = number("n");
    NumericColumn i = number("i");
    NumericColumn l = number("l");
    StringColumn t = string("te`xt");
    StringColumn v = string("na st.v");
    Expr b = bool("b").expr();
    Expr low = new Expr.Literal(Constant.of(new BigDecimal("1.005")));
    Expr far = new Expr.Literal(Constant.of(new BigDecimal("1e50")));
    Expr both = x.isPositive().and(t.isNotBlank()).expr();
    List<Predicate> all = new ArrayList<>(computed());
    all.addAll(
        List.of(
            t.length().isAtLeast(v.length()),
            t.length().isEqualTo(i),
            t.length().isComplete(),
            array("a").size().isNull(),
            array("a").size().isLessThan(t.length()),
            x.isBetween(f, n),
            n.isStrictlyBetween(i, l),
            i.isIn(l, n),
            x.isIn(f, n),
            t.isIn(v, t),
            t.startsWith(v),
            t.endsWith(v),
            t.contains(v),
            bool("b").isEqualTo(bool("b")),
            said(Function.EQUAL, low, x.expr()),
            said(Function.LESS, low, x.expr()),
            said(Function.LESS_OR_EQUAL, low, f.expr()),
            said(Function.GREATER, low, n.expr()),
            said(Function.GREATER_OR_EQUAL, far, l.expr()),
            said(Function.LESS, low, far),
            said(Function.BETWEEN, low, x.expr(), far, Expr.Literal.TRUE, Expr.Literal.TRUE),
            said(Function.IN, n.expr(), l.expr(), low, far),
            said(Function.IN, low, x.expr(), n.expr()),
            said(Function.STARTS_WITH, new Expr.Literal(new Constant.Text("plain")), t.expr()),
            said(Function.EQUAL, both, b),
            said(Function.EQUAL, x.isNull().expr(), new Expr.Literal(new Constant.Bool(false))),
            said(Function.IN, both, b, t.isEmpty().expr()),
            said(Function.IS_NULL, both),
            said(Function.IS_COMPLETE, t.isTrimmed().expr()),
            said(Function.EQUAL, sql("n > 1 -- a comment").expr(), b),
            said(Function.IMPLIES, both, Expr.Literal.TRUE)));
    return all;
  }

  private static List<Predicate> computed() {
    BooleanColumn b = bool("b");
    NumericColumn x = number("`x.1`");
    NumericColumn f = number("f");
    NumericColumn n = number("n");
    NumericColumn i = number("i");
    NumericColumn y = number("y");
    StringColumn t = string("te`xt");
    StringColumn v = string("na st.v");
    TemporalColumn d = date("d");
    TemporalColumn s = timestamp("s");
    TemporalColumn z = timestamp("z");
    return List.of(
        x.plus(f).isAtLeast(n),
        n.plus(i).minus(1).isEqualTo(y.minus(i.minus(n))),
        n.minus(0.5).times(n).isGreaterThan(2),
        i.times(x).isAtMost(f.absolute()),
        n.dividedBy(i).isIn(1, new BigDecimal("0.5")),
        x.dividedBy(n.minus(1.5)).isNotNull(),
        x.absolute().isFinite(),
        i.absolute().isBetween(2, 7),
        t.lower().isEqualTo("o'clock"),
        t.upper().startsWith(v),
        t.trimmed().isEqualTo(t),
        t.isEqualToIgnoringCase("O'CLOCK"),
        t.isInIgnoringCase("PLAIN", "\u00A0É😀"),
        t.isInIgnoringCase(v.upper(), t),
        t.isLike("%\\\\s%h"),
        t.isLike("_'%"),
        t.containsAllOf("${x}", "\"q\""),
        t.substring(1, 3).isEqualTo("é😀"),
        t.before("\n").orElse("none").isEqualTo(t.after("'").orElse("none")),
        t.replaced("\\", "'").endsWith("k'slash"),
        t.reversed().leftPadded(9, "'\\").startsWith("'\\"),
        t.rightPadded(9, "'\\").endsWith("'\\"),
        t.digitsOnly().isEmpty(),
        t.byteLength().isEqualTo(t.length()),
        t.wordCount().isBetween(1, 2),
        t.distanceTo("plane").isAtMost(v.distanceTo("o'clock")),
        t.concatenated("\\'").endsWith("'"),
        t.concatenated(v).length().isAtLeast(n),
        least(x, n).isGreaterThan(f),
        greatest(i, y).isLessThan(n),
        x.orElse(f).orElse(-1).isAtLeast(1),
        t.orElse("none").isNotBlank(),
        when(t.isBlank()).then("TRUE").otherwise("False").asBoolean(),
        t.asBoolean().and(t.parsesAsInteger()).isEqualTo(t.parsesAsDate().not()),
        when(x.isPositive()).then(n).otherwise(i).isGreaterThan(0),
        when(t.isBlank().or(x.isNull())).then("a").otherwise(t).isAtLeast("b"),
        d.daysSince(LocalDate.of(2020, 1, 1)).isBetween(0, 100),
        d.businessDaysSince(
                LocalDate.of(2020, 1, 1),
                BusinessCalendar.of("plain").withHolidays(LocalDate.of(2020, 1, 6)))
            .isBetween(0, 100),
        d.dayOfWeek().isAtMost(3),
        b.xor(n.isPositive()),
        b.or(t.isBlank()).xor(n.isPositive().and(i.isZero())).not(),
        atLeast(2, b, n.isPositive(), t.isBlank().or(d.isNull())),
        atLeast(1, b, n.isPositive()).and(x.isZero()),
        n.remainder(1.5).isEqualTo(0),
        n.plus(1).remainder(i).isLessThan(x.remainder(f)),
        x.remainder(0).isNull(),
        n.rounded(1).isEqualTo(n.minus(0.25).rounded(2)),
        n.ln().plus(1).isGreaterThan(n.firstDigit()),
        n.floor().plus(1).isGreaterThan(n.ceiling()),
        x.isCloseTo(2, 0.5),
        x.plus(1).isCloseTo(f, 1),
        n.minus(i).isCloseTo(i, 1),
        n.isWithinPercentOf(i, 50),
        n.isMultipleOf(0.5),
        i.times(2).isMultipleOf(4),
        x.isWhole(),
        n.times(2).isWhole(),
        n.hasScaleAtMost(1),
        n.hasPrecisionAtMost(2),
        z.isoWeek().isLessThan(d.dayOfYear().plus(d.year().minus(z.quarter())).plus(d.month())),
        z.minute().isEqualTo(z.second()),
        d.isEqualTo(z.endOfMonth().minusDays(2)),
        d.startOfWeek().isBefore(LocalDate.of(2020, 1, 1)),
        d.plus(Period.of(1, 2, -3)).isAfter(LocalDate.of(2021, 3, 1)),
        s.plus(Duration.ofHours(24)).isAfterOrAt(Instant.parse("2020-01-02T10:00:00.123456Z")),
        z.minus(Duration.ofSeconds(1, 500_000_000)).isBefore(LocalDateTime.of(2020, 1, 1, 4, 0)),
        z.truncatedTo(ChronoUnit.DAYS).isEqualTo(z),
        z.truncatedTo(ChronoUnit.HOURS).isEqualTo(z),
        z.isOn(DayOfWeek.SATURDAY, DayOfWeek.WEDNESDAY),
        array("a").integers().each(each -> each.isGreaterThan(i)),
        array("a").numbers().each(each -> each.isComplete()),
        array("a").integers().any(each -> each.isIn(3, 5)),
        array("a")
            .integers()
            .any(each -> array("a").integers().each(other -> each.isAtLeast(other))),
        array("a").integers().sumOf(each -> each.times(i)).isGreaterThan(n),
        array("a").integers().minOf(each -> each).plus(1).isAtMost(3),
        array("a").integers().maxOf(each -> each.times(x)).isLessThan(f),
        map("m").hasKeys("it's"),
        map("m").hasKeys("it's", "$").not(),
        map("m").keys().any(key -> key.contains("'")),
        map("m").values().strings().each(value -> value.isNotBlank()),
        t.split("'").size().isEqualTo(2),
        t.split("\\").at(1).isEqualTo("slash"),
        t.split(".").none(part -> part.isEqualTo("org")),
        array("a").hasNoNulls(),
        array("a").hasNoDuplicates(),
        array("a").isSorted(),
        array("a").isSortedDescending(),
        array("a").containsAllOf(2, 1),
        map("m").string("it's").isEqualTo("back\\slash"),
        s.secondsSince(Instant.parse("2020-01-01T10:00:00Z")).isBetween(0, 0.123456),
        z.secondsSince(LocalDateTime.of(2020, 1, 1, 10, 0, 1)).isLessThan(-0.876543),
        s.inZone("Asia/Kathmandu").isAfterOrAt(z),
        s.inZone("America/New_York").toDate().isBefore(d),
        z.hour().isEqualTo(s.inZone("Europe/Paris").hour().minus(1)));
  }

  private static Predicate said(Function function, Expr... arguments) {
    return Predicate.of(Expr.call(function, arguments));
  }

  @Test
  void every_condition_selects_exactly_the_violating_rows() {
    conditionsSelectTheViolatingRows(false);
  }

  @Tag("slow")
  @Test
  void every_condition_selects_them_with_a_filter_and_without() {
    conditionsSelectTheViolatingRows(true);
  }

  @Tag("slow")
  @Test
  void the_conditions_select_the_same_in_the_other_mode() {
    // ANSI mode is off where nothing is said up to Spark 3.5, and on from 4.0
    String ansi = SPARK.conf().get("spark.sql.ansi.enabled");
    SPARK.conf().set("spark.sql.ansi.enabled", !Boolean.parseBoolean(ansi));
    try {
      conditionsSelectTheViolatingRows(true);
    } finally {
      SPARK.conf().set("spark.sql.ansi.enabled", ansi);
    }
  }

  /**
   * @param both whether each predicate is tried with a filter and without; else in turns
   */
  private static void conditionsSelectTheViolatingRows(boolean both) {
    List<Requirement> all = new ArrayList<>();
    Predicate where = number("n").isGreaterThan(-50).and(bool("b").isTrue());
    boolean filtered = false;
    for (Predicate predicate : predicates()) {
      if (both || !filtered) {
        all.add(predicate.forAtLeast(1));
      }
      if (both || filtered) {
        all.add(predicate.where(where).failingOnNull());
      }
      filtered = !filtered;
    }
    // rows in the driver: Spark evaluates conditions over them without a job
    Dataset<Row> data = SPARK.createDataFrame(data().collectAsList(), data().schema());
    List<Requirement> requirements = List.copyOf(all);
    int violated = 0;
    for (int from = 0; from < requirements.size(); from += CHUNK) {
      int to = Math.min(requirements.size(), from + CHUNK);
      violated += violated(data, Check.error("c").require(requirements.subList(from, to)));
    }
    assertThat(violated).isGreaterThan(both ? 200 : 100);
  }

  private static final int CHUNK = 40;

  /** One of the times of the rows. */
  private static final Instant AS_OF = Instant.parse("2020-01-01T10:00:00.123456Z");

  private static int violated(Dataset<Row> data, Check check) {
    DatasetVerification run = DataQuality.on(data).check(check).asOf(AS_OF).withSamples(100, "id");
    RunPlan plan = RunPlan.of(run.plan());
    VerificationResult result = run.run();
    List<String> conditions = new ArrayList<>();
    for (BoundConstraint each : plan.checks().get(0).constraints()) {
      conditions.add(Lowering.violationSql((Constraint.OnRows) each.bound(), plan.types()));
    }
    // all in one query, as if each stood behind a WHERE, which takes what is true
    List<Row> selected =
        data.select(
                Stream.concat(
                        Stream.of(functions.col("id")),
                        conditions.stream().map(each -> functions.expr("(" + each + ") IS TRUE")))
                    .toArray(Column[]::new))
            .collectAsList();
    int violated = 0;
    for (int i = 0; i < conditions.size(); i++) {
      ConstraintResult each = result.constraints().get(i);
      String condition = conditions.get(i);
      assertThat(each.error()).as(each.sentence()).isNull();
      Set<Long> expected = new LinkedHashSet<>();
      each.samples().forEach(sample -> expected.add((Long) sample.values().get("id")));
      assertThat(expected).hasSize((int) each.violations());
      Set<Long> found = new LinkedHashSet<>();
      for (Row row : selected) {
        if (row.getBoolean(1 + i)) {
          found.add((long) row.getInt(0));
        }
      }
      assertThat(found).as("%s: %s", each.sentence(), condition).isEqualTo(expected);
      assertThat(condition.contains("\n")).isEqualTo(condition.contains("--"));
      violated += expected.isEmpty() ? 0 : 1;
    }
    return violated;
  }

  /** What is true violates nothing, and its opposite does. */
  @Tag("slow")
  @Test
  void the_facts_of_every_function_hold_in_the_sql_to_paste() {
    assertFactsHoldInSql(false);
  }

  @Tag("slow")
  @Test
  void the_facts_of_every_function_hold_in_the_sql_to_paste_in_ansi_mode() {
    assertFactsHoldInSql(true);
  }

  private static void assertFactsHoldInSql(boolean ansi) {
    Dataset<Row> data =
        FunctionFactsTest.data(ansi, FunctionFacts.types(), List.of(FunctionFacts.record()));
    // what comes of a lookup is joined to the rows, and has no SQL of its own
    List<FunctionFacts.Fact> facts =
        FunctionFacts.all().stream().filter(each -> !FunctionFacts.isOfTwo(each)).toList();
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      Predicate holds = Predicate.of(facts.get(i).holds(i));
      all.addAll(List.of(holds.failingOnNull(), holds.not().failingOnNull()));
    }
    RunPlan plan = RunPlan.of(DataQuality.plan(data, Check.error("facts").require(all)));
    List<Column> violated = new ArrayList<>();
    for (BoundConstraint each : plan.checks().get(0).constraints()) {
      Constraint bound = Objects.requireNonNull(each.bound(), String.valueOf(each.problem()));
      String condition = Lowering.violationSql((Constraint.OnRows) bound, plan.types());
      FunctionFacts.Fact fact = facts.get(violated.size() / 2);
      assertThat(condition == null).as(fact.text()).isEqualTo(isInJava(fact));
      boolean holds = violated.size() % 2 == 0;
      violated.add(
          condition == null
              ? functions.lit(!holds)
              : functions.expr("coalesce(" + condition + ", false)"));
    }
    Row row = data.select(violated.toArray(Column[]::new)).collectAsList().get(0);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < violated.size(); i++) {
      if (row.getBoolean(i) != (i % 2 == 1)) {
        wrong.add(facts.get(i / 2).text() + ": " + violated.get(i));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Whether Java code decides, which SQL cannot call. */
  private static boolean isInJava(FunctionFacts.Fact fact) {
    return switch (fact.function()) {
      case AS_TIMESTAMP, JSON_VALUE, PARSES_AS_TIMESTAMP, SIMILARITY_TO, WITHOUT_ACCENTS -> true;
      case AS_DATE, PARSES_AS_DATE -> fact.arguments().size() > 1;
      default -> false;
    };
  }

  /** A condition of the shape alone would miss rows, or select too many where it is denied. */
  @Test
  void check_digits_have_no_condition() {
    StringColumn t = string("te`xt");
    Predicate iban = t.matches(Formats.IBAN);
    RunPlan plan =
        RunPlan.of(DataQuality.plan(data(), Check.error("c").require(iban.forAtLeast(0))));
    for (Predicate each :
        List.of(iban, iban.not(), t.isComplete().and(iban), t.upper().matches(Formats.ISIN))) {
      assertThat(Lowering.violationSql(each.toConstraint(), plan.types())).isNull();
      assertThat(Lowering.violationSql(t.isComplete().where(each).toConstraint(), plan.types()))
          .isNull();
    }
    assertThat(Lowering.violationSql(t.matches(Formats.BIC).toConstraint(), plan.types()))
        .isNotNull();
  }

  @Test
  void java_code_has_no_condition() {
    Constraint.OnRows code =
        rowSatisfies("odd", row -> true).or(number("n").isPositive()).toConstraint();
    RunPlan plan =
        RunPlan.of(DataQuality.plan(data(), Check.error("c").require(number("n").isPositive())));
    assertThat(Lowering.violationSql(code, plan.types())).isNull();
  }
}
