package dev.assay.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A check that makes no sense for the type of a column is a compile error; its legal twin is not.
 */
class IllegalChecksDoNotCompileTest {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Opens what is on the class path but once. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  private static List<String> errors(String expression) {
    String source =
        """
        import static dev.assay.dq.Columns.*;
        import dev.assay.dq.*;
        import dev.assay.dq.*;
        import java.time.*;
        class Snippet {
          static final StringColumn EMAIL = string("email");
          static final NumericColumn AMOUNT = number("amount");
          static final TemporalColumn ORDERED = timestamp("ordered"), SHIPPED = date("shipped");
          static final BooleanColumn PAID = bool("paid");
          static final ArrayColumn ITEMS = array("items");
          static final AnyColumn ANY = any("x");
          static final Object made = %s;
          static void requires() { Check.error("c").require(rowCount().isAtLeast(1)); }
        }
        """
            .formatted(expression);
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    COMPILER
        .getTask(
            new StringWriter(),
            FILES,
            diagnostics,
            List.of("-proc:none", "-d", System.getProperty("java.io.tmpdir")),
            null,
            List.of(file))
        .call();
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> each.getCode())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AMOUNT.matches(\"a\")                 | EMAIL.matches(\"a\")",
        "EMAIL.mean()                          | AMOUNT.mean()",
        "EMAIL.sum()                           | AMOUNT.sum()",
        "AMOUNT.isBetween(10, \"x\")           | AMOUNT.isBetween(10, 20)",
        "EMAIL.isBetween(1, 2)                 | EMAIL.isBetween(\"a\", \"b\")",
        "ORDERED.isAfter(AMOUNT)               | ORDERED.isAfter(SHIPPED)",
        "AMOUNT.isLessThan(SHIPPED)            | AMOUNT.isLessThan(number(\"b\"))",
        "EMAIL.isEqualTo(AMOUNT)               | EMAIL.isEqualTo(string(\"b\"))",
        "AMOUNT.isIn(\"a\")                    | AMOUNT.isIn(1, 2.5)",
        "EMAIL.isIn(1)                         | EMAIL.isIn(\"1\")",
        "AMOUNT.length()                       | EMAIL.length()",
        "PAID.isPositive()                     | AMOUNT.isPositive()",
        "AMOUNT.isTrue()                       | PAID.isTrue()",
        "ITEMS.isBlank()                       | EMAIL.isBlank()",
        "EMAIL.size()                          | ITEMS.size()",
        "ORDERED.sum()                         | ORDERED.max()",
        "ORDERED.isBetween(1, 2)               | ORDERED.isBetween(LocalDate.MIN, LocalDate.MAX)",
        "EMAIL.correlation(AMOUNT)             | AMOUNT.correlation(AMOUNT)",
        "AMOUNT.correlation(EMAIL)             | AMOUNT.covariance(AMOUNT)",
        "AMOUNT.mean().isAtLeast(\"1\")        | AMOUNT.mean().isAtLeast(1)",
        "ORDERED.max().isAtLeast(5)            | ORDERED.max().isAfter(Instant.EPOCH)",
        "EMAIL.min().isAtLeast(5)              | EMAIL.min().isAtLeast(\"a\")",
        "ANY.isPositive()                      | ANY.isComplete()",
        "AMOUNT.mean().forAtLeast(0.9)         | AMOUNT.isPositive().forAtLeast(0.9)",
        "rowCount().failingOnNull()            | EMAIL.isTrimmed().failingOnNull()",
        "Check.error(\"c\").require(AMOUNT)    | Check.error(\"c\").require(AMOUNT.isZero())",
        "Check.error(\"c\").require(AMOUNT.mean()) |"
            + " Check.error(\"c\").require(AMOUNT.mean().observed())",
        "Check.error(\"c\").require(rowCount().warnBelow(5)) |"
            + " Check.error(\"c\").require(rowCount().warnBelow(5).failBelow(1))",
        "rowCount().warnBelow(5).failAbove(9)  | rowCount().warnAbove(5).failAbove(9)",
        "ORDERED.max().warnBelow(5)            | AMOUNT.max().warnBelow(5)",
        "PAID.warnOutside(0.1, 0.2)            | PAID.warnBelow(0.9).failBelow(0.5)",
        "anyOf(rowCount().plus(1), PAID)        | anyOf(rowCount().isEqualTo(0), PAID)",
        "anyOf(rowCount(), PAID)               | anyOf(PAID, rowCount().isAtLeast(1))",
        "anyOf(rowCount().isAtLeast(1), PAID).forAtLeast(0.9) | anyOf(PAID, PAID).forAtLeast(0.9)",
        "anyOf(rowCount().isAtLeast(1), PAID).failingOnNull() | allOf(PAID).failingOnNull()",
        "anyOf(rowCount().isAtLeast(1), PAID).and(PAID) | noneOf(PAID, PAID).and(PAID)",
        "PAID.implies(rowCount().isAtLeast(1)) | PAID.toConstraint().implies(rowCount().isAtLeast(1))",
        "sqlMetric(\"count(*)\").forAtLeast(1) | sqlMetric(\"count(*)\").isAtLeast(1)",
        "ratio(ORDERED.max(), AMOUNT.max())    | ratio(AMOUNT.max(), rowCount())",
        "ORDERED.max().minus(ORDERED.min())    | AMOUNT.max().minus(AMOUNT.min())",
        "key(\"a\").mean()                     | key(\"a\", \"b\").distinctness()",
        "EMAIL.isComplete().and(AMOUNT.mean()) | EMAIL.isComplete().and(AMOUNT.isZero())",
        "AMOUNT.mean().per(\"x\").isAtLeast(previousRun()) | AMOUNT.mean().isAtLeast(previousRun())",
        "EMAIL.min().isAtLeast(previousRun())  | EMAIL.nullCount().isAtLeast(previousRun())",
        "rowCount().isCloseTo(rowCount(), standardDeviations(3)) |"
            + " rowCount().isCloseTo(meanOfLastRuns(9), standardDeviations(3))",
        "forEachColumn(strings(), c -> c.isPositive()) | forEachColumn(strings(), c ->"
            + " c.isNotBlank())"
      })
  void the_illegal_form_is_refused_and_its_twin_compiles(String illegal, String legal) {
    assertThat(errors(legal)).as(legal).isEmpty();
    assertThat(errors(illegal)).as(illegal).isNotEmpty();
  }
}
