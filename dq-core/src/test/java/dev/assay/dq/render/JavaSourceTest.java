package dev.assay.dq.render;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.array;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.forEachColumnAll;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.Columns.strings;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Columns;
import dev.assay.dq.Constraint;
import dev.assay.dq.Formats;
import dev.assay.dq.FunctionFacts;
import dev.assay.dq.JavaCode;
import dev.assay.dq.Nodes;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Predicate;
import dev.assay.dq.Requirement;
import dev.assay.dq.StatisticFacts;
import dev.assay.dq.TextPattern;
import dev.assay.dq.internal.model.ColumnKind;
import dev.assay.dq.internal.model.ColumnRef;
import dev.assay.dq.internal.model.ColumnSelector;
import dev.assay.dq.internal.model.Comparison;
import dev.assay.dq.internal.model.Constant;
import dev.assay.dq.internal.model.Expectation;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.Function;
import dev.assay.dq.internal.model.Metric;
import dev.assay.dq.internal.model.Notes;
import dev.assay.dq.internal.model.Operation;
import dev.assay.dq.internal.model.RowThreshold;
import dev.assay.dq.internal.model.Statistic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Source that was written is compiled, run, and gives an equal check. */
class JavaSourceTest {

  private static void comesBack(Check... checks) {
    List<Check> expected = List.of(checks);
    assertThat(JavaCode.checks("made.MadeChecks", JavaSource.file("made.MadeChecks", expected)))
        .isEqualTo(expected);
  }

  @Test
  void every_node_comes_back() {
    comesBack(Nodes.check(), FunctionFacts.check(), StatisticFacts.check());
  }

  @Test
  void people_would_write_it_so() {
    Check check =
        Check.error("orders")
            .require(
                rowCount().isAtLeast(1_000),
                string("email").matches(Formats.EMAIL).forAtLeast(0.99),
                string("status").isIn("NEW", "PAID"),
                number("amount").isNonNegative().where(string("status").isEqualTo("PAID")),
                number("amount").mean().isBetween(10, 500.5),
                date("shipped").isAfterOrAt(date("ordered")).because("no parcel goes back in time"),
                key("order_id").isUnique())
            .tagged("shop");
    assertThat(JavaSource.of(check))
        .isEqualTo(
            """
            Check.error("orders")
                .require(
                    rowCount().isAtLeast(1000),
                    string("email").matches(Formats.EMAIL).forAtLeast(0.99),
                    string("status").isIn("NEW", "PAID"),
                    number("amount").isNonNegative().where(string("status").isEqualTo("PAID")),
                    number("amount").mean().isBetween(10, 500.5),
                    date("shipped").isAfterOrAt(date("ordered")).because("no parcel goes back in time"),
                    key("order_id").isUnique())
                .tagged("shop")\
            """
                .strip());
  }

  private static Expr literal(Constant constant) {
    return new Expr.Literal(constant);
  }

  /** Opposites have a word of their own where the language has one. */
  @Test
  void opposites_are_said_as_people_say_them() {
    Check check =
        Check.error("c")
            .require(
                string("t").isEqualTo("a").not(),
                number("n").isZero().not(),
                number("n").isEqualTo(number("m")).not(),
                string("t").isIn("a", "b").not(),
                date("d").isIn(LocalDate.EPOCH).not(),
                string("t").matches("a").not(),
                string("t").matches(Formats.EMAIL).not(),
                string("t").containsPattern("a").not(),
                string("t").isBlank().not(),
                string("t").isTrimmed().not(),
                bool("b").isTrue().not(),
                number("n").isPositive().not());
    assertThat(JavaSource.of(check))
        .isEqualTo(
            """
            Check.error("c")
                .require(
                    string("t").isNotEqualTo("a"),
                    number("n").isNotEqualTo(0),
                    number("n").isNotEqualTo(number("m")),
                    string("t").isNotIn("a", "b"),
                    date("d").isNotIn(LocalDate.of(1970, 1, 1)),
                    string("t").doesNotMatch("a"),
                    string("t").matches(Formats.EMAIL).not(),
                    string("t").doesNotContainPattern("a"),
                    string("t").isNotBlank(),
                    string("t").isTrimmed().not(),
                    bool("b").isTrue().not(),
                    number("n").isPositive().not())\
            """
                .strip());
  }

  /** What no fluent method makes: the constructors say it. */
  @Test
  void nodes_that_only_the_model_makes_come_back() {
    Expr always = Expr.Literal.TRUE;
    Expr never = literal(new Constant.Bool(false));
    Expr text = string("t").expr();
    Expr number = number("n").expr();
    Expr length = string("t").length().expr();
    Expr each = new Expr.Column(ColumnRef.placeholder(), ColumnKind.INTEGER);
    Expr binary = new Expr.Column(ColumnRef.parse("b"), ColumnKind.BINARY);
    Expr bytes = Expr.call(Function.LENGTH, binary);
    Expr elements = Expr.call(Function.SIZE, binary);
    Expr a = literal(new Constant.Text("a"));
    Expr b = literal(new Constant.Text("b"));
    Expr one = literal(Constant.of(1));
    Constant day = new Constant.DateValue(LocalDate.of(2024, 2, 29));
    Constant moment = new Constant.InstantValue(Instant.parse("2024-01-01T00:00:00.000001Z"));
    Constant local = new Constant.LocalTimestampValue(LocalDateTime.of(2024, 1, 1, 0, 0));
    Expr pattern = literal(new Constant.Pattern(TextPattern.named("mine", "y")));
    Expr regex = literal(new Constant.Pattern(TextPattern.of("x")));
    List<Expr> predicates =
        List.of(
            always,
            never,
            Expr.call(Function.EQUAL, any("x").expr(), always),
            Expr.call(Function.LESS, text, literal(day)),
            Expr.call(Function.LESS, bool("b").expr(), never),
            Expr.call(Function.EQUAL, bool("b").expr(), bool("c").expr()).negated(),
            Expr.call(Function.EQUAL, bytes, one),
            Expr.call(Function.EQUAL, one, number),
            Expr.call(Function.EQUAL, number, one).negated(),
            Expr.call(Function.EQUAL, array("a").size().expr(), literal(Constant.of(0))),
            Expr.call(Function.EQUAL, length, text),
            Expr.call(Function.GREATER, text, number),
            Expr.call(Function.GREATER, length, number),
            Expr.call(Function.BETWEEN, text, a, b, never, always),
            Expr.call(Function.BETWEEN, length, one, one, never, never),
            Expr.call(Function.BETWEEN, number, one, number, always, always),
            Expr.call(Function.BETWEEN, number, length, number, always, never),
            Expr.call(
                Function.BETWEEN, date("d").expr(), literal(day), literal(moment), always, always),
            Expr.call(Function.IN, text, a, one),
            Expr.call(Function.IN, text, a, text),
            Expr.call(Function.IN, text, text).negated(),
            Expr.call(Function.IN, bool("b").expr(), always),
            Expr.call(Function.IN, timestamp("s").expr(), literal(moment)).negated(),
            Expr.call(Function.IN, timestamp("s").expr(), date("d").expr()),
            Expr.call(Function.IN, timestamp("s").expr(), literal(local)),
            Expr.call(Function.IN, length, one),
            Expr.call(Function.MATCHES, binary, regex),
            Expr.call(Function.MATCHES, text, regex).negated(),
            Expr.call(Function.MATCHES, text, pattern).negated(),
            Expr.call(Function.CONTAINS_PATTERN, text, regex).negated(),
            Expr.call(Function.CONTAINS_PATTERN, binary, pattern),
            Expr.call(
                Function.MATCHES,
                text,
                literal(new Constant.Pattern(TextPattern.named("mine", "\\u0041\\.\\d")))),
            Expr.call(Function.ENDS_WITH, binary, literal(new Constant.Text("z"))),
            Expr.call(Function.CONTAINS, a, text),
            Expr.call(Function.IS_BLANK, binary).negated(),
            Expr.call(Function.IS_TRIMMED, binary),
            Expr.call(Function.IS_FINITE, binary),
            Expr.call(Function.IS_NOT_NAN, length),
            Expr.call(Function.IS_NULL, Expr.call(Function.AND, always, never)),
            Expr.call(Function.NOT, Expr.call(Function.NOT, always)),
            Expr.call(
                Function.IMPLIES,
                Expr.call(Function.OR, Expr.call(Function.AND, always, never), always).negated(),
                bool("b").expr()));
    List<BigDecimal> quarter = List.of(new BigDecimal("0.25"));
    List<BigDecimal> fine = List.of(new BigDecimal("0.12345678901234567890123"));
    List<Metric> metrics =
        List.of(
            new Metric.Summary(
                Statistic.VIOLATIONS, List.of(always), List.of(), string("t").isNull().expr()),
            Metric.of(Statistic.COMPLIANCE, always),
            Metric.of(Statistic.MIN, binary),
            Metric.of(Statistic.MAX, elements),
            Metric.of(Statistic.SUM, length),
            Metric.of(Statistic.POPULATION_VARIANCE, text),
            Metric.of(Statistic.STANDARD_DEVIATION, length),
            new Metric.Summary(Statistic.QUANTILE, List.of(text), quarter, always),
            new Metric.Summary(Statistic.QUANTILE, List.of(number), fine, always),
            new Metric.Summary(
                Statistic.APPROX_QUANTILE,
                List.of(text),
                List.of(new BigDecimal("0.25"), new BigDecimal("0.1")),
                string("t").isNull().expr()),
            Metric.of(Statistic.DUPLICATE_ROWS, text),
            Metric.of(Statistic.UNIQUENESS, text, any("y").expr()),
            Metric.of(Statistic.UNIQUENESS, text, bytes),
            Metric.of(Statistic.CONFLICTING_VALUES, text, any("y").expr()),
            Metric.of(Statistic.CONFLICTING_VALUES, any("x").expr(), any("y").expr(), text),
            new Metric.Summary(
                Statistic.APPROX_DISTINCT_COUNT,
                List.of(text),
                List.of(new BigDecimal("0.0112345678901234567890123")),
                always),
            Metric.of(Statistic.SKEWNESS, text),
            Metric.of(Statistic.KURTOSIS, elements),
            Metric.of(Statistic.MUTUAL_INFORMATION, text, binary),
            Metric.of(Statistic.CRAMERS_V, text, elements),
            Metric.of(Statistic.CORRELATION, text, number),
            Metric.of(Statistic.COVARIANCE, text, text),
            new Metric.Sql("sum(x) / count(\"*\")", always),
            new Metric.Combination(
                Operation.MINUS,
                new Metric.Sql("count(*)", string("s").isComplete().expr()),
                new Metric.Literal(Constant.of(1))),
            new Metric.Combination(
                Operation.RATIO,
                Metric.of(Statistic.MAX, text),
                new Metric.Literal(Constant.of(new BigDecimal("0.12345678901234567890123")))),
            new Metric.Combination(
                Operation.PLUS,
                Metric.of(Statistic.MAX, text),
                new Metric.Combination(
                    Operation.RATIO,
                    Metric.of(Statistic.MIN, date("d").expr()),
                    Metric.of(Statistic.SUM, text))));
    List<Expectation> expectations =
        List.of(
            new Expectation.Compare(Comparison.LESS, new Constant.Text("a")),
            new Expectation.Compare(Comparison.EQUAL, new Constant.Bool(true)),
            new Expectation.Compare(Comparison.EQUAL, Constant.of(1)),
            new Expectation.Between(day, moment),
            new Expectation.Between(local, local),
            new Expectation.CloseTo(Constant.of(1.5), Constant.of(0)),
            new Expectation.Observed());
    List<Requirement> all = new ArrayList<>();
    predicates.forEach(predicate -> all.add(Predicate.of(predicate)));
    for (Metric metric : metrics) {
      for (Expectation expectation : expectations) {
        all.add(new Constraint.OnMetric(metric, expectation, OnNoRows.FAIL, Notes.NONE));
      }
      all.add(
          new Constraint.OnMetric(
              metric,
              new Expectation.Between(Constant.of(0), Constant.of(1)),
              new Expectation.Between(Constant.of(0.25), Constant.of(0.5)),
              OnNoRows.DEFAULT,
              Notes.NONE));
    }
    all.add(
        new Constraint.OnRows(
            always,
            always,
            new RowThreshold(RowThreshold.Kind.MIN_ROWS, new BigDecimal("1E+30")),
            true,
            OnNoRows.PASS,
            new Notes("i", "n", null, List.of())));
    all.add(
        new Constraint.SameRows(
            "o",
            List.of(ColumnRef.parse("`a.b`.c"), ColumnRef.parse("d")),
            List.of(ColumnRef.exactly("e.f")),
            new BigDecimal("1E-30"),
            new RowThreshold(RowThreshold.Kind.MAX_VIOLATIONS, new BigDecimal("1E+30")),
            OnNoRows.FAIL,
            new Notes(null, "n", null, List.of("t"))));
    Predicate named = string("w").isComplete();
    all.add(Columns.anyOf(named.toConstraint(), string("v").isComplete()).onNoRows(OnNoRows.PASS));
    all.add(Columns.allOf(named, rowCount().isAtLeast(1)).as("all").because("b"));
    all.add(Columns.noneOf(named.where(Predicate.of(always)), number("w").isPositive()));
    all.add(named.toConstraint().implies(number("w").isPositive()).tagged("t"));
    all.add(rowCount().isAtLeast(1).implies(named.toConstraint().not()));
    all.add(
        forEachColumnAll(
            strings(),
            column -> List.of(Columns.anyOf(column.isUnique(), column.isComplete().as("c")))));
    all.add(string("w").isComplete().warnBelow(0.99).failBelow(0.5).where(Predicate.of(always)));
    all.add(string("w").isComplete().warnAbove(0.25).failAbove(new BigDecimal("0.5")));
    all.add(number("w").mean().warnBelow(3).failBelow(-1).because("b"));
    all.add(number("w").max().warnAbove(3).failAbove(10).as("n"));
    all.add(Predicate.of(always).toConstraint().withNotes(new Notes("i", " ", "r", List.of("t"))));
    all.add(
        Predicate.of(always)
            .where(Predicate.of(always))
            .forAtLeast(new BigDecimal("0.12345678901234567890123")));
    all.add(
        new Constraint.ForEach(
            new ColumnSelector(ColumnKind.INTEGER, List.of("a"), null, "personal", List.of("pii")),
            List.of(
                Predicate.of(Expr.call(Function.EQUAL, each, one)).toConstraint(),
                Predicate.of(Expr.call(Function.IS_COMPLETE, each)).toConstraint()),
            new Notes(null, "each", null, List.of())));
    all.add(
        forEachColumnAll(
                strings().matching("_id\\z"),
                column ->
                    List.of(
                        column.isNotBlank().failingOnNull(),
                        column.isUnique(),
                        column.maxLength().isAtMost(3)))
            .tagged("a", "b"));
    comesBack(Check.warning("only the model").require(all));
  }

  @Test
  void numbers_and_texts_come_back_exactly() {
    List<Requirement> all = new ArrayList<>();
    for (String each :
        List.of(
            "0",
            "-1",
            "2147483648",
            "-9223372036854775808",
            "9223372036854775808",
            "0.1",
            "1E-7",
            "1E+400",
            "1E+500",
            "1E+20",
            "0.1000000000000000000001",
            "123456789.123456789")) {
      all.add(number("n").isAtMost(new BigDecimal(each)));
    }
    for (String each :
        List.of(
            "",
            "\"quoted\" \\ \\u0041 \\\\u0041",
            "line\nfeed\r\ttab\u00007\u007f\f",
            "caf\u00e9 \u20ac \ud83d\ude00 \u2028",
            "\\\u00e9",
            "x".repeat(70_000))) {
      all.add(string("t").isEqualTo(each));
      all.add(string("t" + all.size()).isTrimmed().as("n" + each).because("b" + each));
    }
    all.add(string("`a.b`.\"c\" `d").isComplete());
    comesBack(Check.error("\"exact\"").require(all).tagged("a\nb"));
  }

  @Test
  void as_many_constraints_as_one_likes() {
    comesBack(
        Check.error("long")
            .require(
                IntStream.range(0, 3_000)
                    .mapToObj(i -> integer("column " + i).isBetween(i, 100_000 + i))
                    .toList())
            .tagged("t"),
        Check.error("short"));
  }

  @Test
  void java_code_is_refused() {
    Check check = Check.error("c").require(rowSatisfies("my rule", row -> true).not());
    assertThatThrownBy(() -> JavaSource.of(check))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rowSatisfies(\"my rule\", ...) holds Java code");
    assertThatThrownBy(() -> JavaSource.file("not a class", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"not a class\"");
  }
}
