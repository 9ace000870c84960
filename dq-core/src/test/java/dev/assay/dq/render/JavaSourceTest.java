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

import dev.assay.dq.Formats;
import dev.assay.dq.JavaCode;
import dev.assay.dq.Nodes;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.ColumnKind;
import dev.assay.dq.model.ColumnRef;
import dev.assay.dq.model.ColumnSelector;
import dev.assay.dq.model.Comparison;
import dev.assay.dq.model.Constraint;
import dev.assay.dq.model.Expectation;
import dev.assay.dq.model.Key;
import dev.assay.dq.model.Literal;
import dev.assay.dq.model.Metric;
import dev.assay.dq.model.Notes;
import dev.assay.dq.model.OnNoRows;
import dev.assay.dq.model.Operand;
import dev.assay.dq.model.Predicate;
import dev.assay.dq.model.Requirement;
import dev.assay.dq.model.RowThreshold;
import dev.assay.dq.model.TextPattern;
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
    comesBack(Nodes.check());
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
                .tagged("shop")"""
                .strip());
  }

  /** What no fluent method makes: the constructors say it. */
  @Test
  void nodes_that_only_the_model_makes_come_back() {
    Predicate always = new Predicate.Always();
    Operand.Column text = string("t").operand();
    Operand.Column each = new Operand.Column(ColumnRef.placeholder(), ColumnKind.INTEGER);
    Operand.Column binary = new Operand.Column(ColumnRef.parse("b"), ColumnKind.BINARY);
    Literal day = new Literal.Day(LocalDate.of(2024, 2, 29));
    Literal moment = new Literal.Moment(Instant.parse("2024-01-01T00:00:00.000001Z"));
    Literal local = new Literal.LocalMoment(LocalDateTime.of(2024, 1, 1, 0, 0));
    List<Predicate> predicates =
        List.of(
            new Predicate.Compare(any("x").operand(), Comparison.EQUAL, new Literal.Bool(true)),
            new Predicate.Compare(text, Comparison.LESS, day),
            new Predicate.Compare(bool("b").operand(), Comparison.LESS, new Literal.Bool(false)),
            new Predicate.Compare(new Operand.Length(binary), Comparison.EQUAL, Literal.of(3)),
            new Predicate.Compare(
                new Operand.Size(array("a").operand()), Comparison.EQUAL, Literal.of(0)),
            new Predicate.CompareColumns(new Operand.Length(text), Comparison.EQUAL, text),
            new Predicate.CompareColumns(text, Comparison.GREATER, number("n").operand()),
            new Predicate.Between(text, new Literal.Text("a"), new Literal.Text("b"), false, true),
            new Predicate.Between(date("d").operand(), day, moment, true, true),
            new Predicate.In(text, List.of(new Literal.Text("a"), Literal.of(1))),
            new Predicate.In(bool("b").operand(), List.of(new Literal.Bool(true))),
            new Predicate.In(timestamp("s").operand(), List.of(moment)).not(),
            new Predicate.In(timestamp("s").operand(), List.of(local)),
            new Predicate.In(new Operand.Length(text), List.of(Literal.of(1))),
            new Predicate.Matches(binary, TextPattern.of("x"), true),
            new Predicate.Matches(binary, new TextPattern("mine", "y"), false),
            string("t").matches(new TextPattern("mine", "\\u0041\\.\\d")),
            new Predicate.HasText(binary, Predicate.Position.END, "z"),
            new Predicate.Blank(binary).not(),
            new Predicate.Trimmed(binary),
            new Predicate.Finite(binary),
            new Predicate.NotNaN(binary),
            new Predicate.Not(new Predicate.Not(always)),
            always.and(always.or(always)).or(always).not().implies(always));
    List<Metric> metrics =
        List.of(
            new Metric.Violations(always, true, string("t").isNull()),
            new Metric.Compliance(always, true, always),
            new Metric.Min(binary, always),
            new Metric.Max(new Operand.Size(binary), always),
            new Metric.Sum(new Operand.Length(text), always),
            new Metric.Variance(text, Metric.Form.POPULATION, always),
            new Metric.StandardDeviation(new Operand.Length(text), Metric.Form.SAMPLE, always),
            new Metric.Quantile(text, new BigDecimal("0.25"), always),
            new Metric.Quantile(
                number("n").operand(), new BigDecimal("0.12345678901234567890123"), always),
            new Metric.ApproxQuantile(
                text, new BigDecimal("0.25"), new BigDecimal("0.1"), string("t").isNull()),
            new Metric.KeyMetric(
                new Key(List.of(text)), Metric.KeyStatistic.DUPLICATE_ROWS, always),
            new Metric.KeyMetric(
                new Key(List.of(text, any("y").operand())), Metric.KeyStatistic.UNIQUENESS, always),
            new Metric.ConflictingValues(new Key(List.of(text)), any("y").operand(), always),
            new Metric.ConflictingValues(
                new Key(List.of(any("x").operand(), any("y").operand())), text, always),
            new Metric.ApproxCountDistinct(
                text, new BigDecimal("0.0112345678901234567890123"), always),
            new Metric.Skewness(text, always),
            new Metric.Kurtosis(new Operand.Size(binary), always),
            new Metric.MutualInformation(text, binary, always),
            new Metric.CramersV(text, binary, always),
            new Metric.Correlation(text, number("n").operand(), always),
            new Metric.Covariance(text, text, Metric.Form.SAMPLE, always));
    List<Expectation> expectations =
        List.of(
            new Expectation.Compare(Comparison.LESS, new Literal.Text("a")),
            new Expectation.Compare(Comparison.EQUAL, new Literal.Bool(true)),
            new Expectation.Compare(Comparison.EQUAL, Literal.of(1)),
            new Expectation.Between(day, moment),
            new Expectation.Between(local, local),
            new Expectation.CloseTo(Literal.of(1.5), Literal.of(0)),
            new Expectation.Observed());
    List<Requirement> all = new ArrayList<>(predicates);
    for (Metric metric : metrics) {
      for (Expectation expectation : expectations) {
        all.add(new Constraint.OnMetric(metric, expectation, OnNoRows.FAIL, Notes.NONE));
      }
    }
    all.add(
        new Constraint.OnRows(
            always,
            always,
            new RowThreshold(RowThreshold.Kind.MIN_ROWS, new BigDecimal("1E+30")),
            true,
            OnNoRows.PASS,
            new Notes("n", null, List.of())));
    all.add(always.toConstraint().withNotes(new Notes(" ", "r", List.of("t"))));
    all.add(always.where(always).forAtLeast(new BigDecimal("0.12345678901234567890123")));
    all.add(
        new Constraint.ForEach(
            new ColumnSelector(ColumnKind.INTEGER, List.of("a"), null),
            List.of(
                new Predicate.Compare(each, Comparison.EQUAL, Literal.of(1)).toConstraint(),
                new Predicate.NotNull(each).toConstraint()),
            new Notes("each", null, List.of())));
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
      all.add(string("t").isTrimmed().as("n" + each).because("b" + each));
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
