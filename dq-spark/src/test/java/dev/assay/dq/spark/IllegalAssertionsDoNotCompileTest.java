package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An assertion that makes no sense for the type of a column is a compile error. */
class IllegalAssertionsDoNotCompileTest {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** One for all: it keeps what it has read of the class path. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  @AfterAll
  static void close() throws IOException {
    FILES.close();
  }

  private static List<String> errors(String chain) {
    String source =
        """
        import static dev.assay.dq.Columns.*;
        import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
        import static dev.assay.dq.spark.assertj.DataAssertions.*;
        import static org.assertj.core.api.Assertions.assertThat;
        import dev.assay.dq.*;
        import dev.assay.dq.*;
        import java.time.*;
        import org.apache.spark.sql.*;
        class Snippet {
          static final StringColumn EMAIL = string("email");
          static final NumericColumn AMOUNT = number("amount");
          static final TemporalColumn ORDERED = timestamp("ordered");
          static final BooleanColumn PAID = bool("paid");
          static final ArrayColumn ITEMS = array("items");
          static void test(Dataset<Row> orders, Dataset<Row> expected, Check check) {
            assertThat("text").isNotEmpty();
            Column ofSparks = functions.col("email");
            assertThat(orders).%s.verify();
          }
        }
        """
            .formatted(chain);
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
        "column(AMOUNT).matches(\"a\")            | column(EMAIL).matches(\"a\")",
        "column(EMAIL).hasMean(1)                 | column(AMOUNT).hasMean(1)",
        "column(EMAIL).isBetween(1, 2)            | column(AMOUNT).isBetween(1, 2)",
        "column(AMOUNT).isBetween(1, \"x\")       | column(AMOUNT).isBetween(1, 2.5)",
        "column(AMOUNT).that(e -> e.lower().isIn(\"a\"))"
            + " | column(EMAIL).that(e -> e.lower().isIn(\"a\", \"b\"))",
        "column(EMAIL).that(e -> e.mean().isAtLeast(1))"
            + " | column(AMOUNT).that(e -> e.mean().isAtLeast(1))",
        "column(AMOUNT).that(e -> e.mean())        | column(ITEMS).that(e ->"
            + " e.size().isAtLeast(1))",
        "column(EMAIL).that(e -> e.lower())        |"
            + " column(EMAIL).that(StringExpression::isTrimmed)",
        "column(ORDERED).isPositive()             | column(AMOUNT).isPositive()",
        "column(AMOUNT).isAfter(Instant.EPOCH)    | column(ORDERED).isAfter(Instant.EPOCH)",
        "column(EMAIL).isTrue()                   | column(PAID).isTrue()",
        "column(EMAIL).hasSize(1)                 | column(ITEMS).hasSize(1)",
        "column(AMOUNT).isIn(\"a\")               | column(AMOUNT).isIn(1, 2.5)",
        "column(EMAIL).that(e -> e.isEqualTo(AMOUNT))"
            + " | column(EMAIL).that(e -> e.isEqualTo(string(\"b\")))",
        "column(AMOUNT).hasMean(\"1\")            | column(AMOUNT).hasMean(closeTo(120.5, 0.5))",
        "satisfies(AMOUNT)                        | satisfies(AMOUNT.isNonNegative(),"
            + " EMAIL.isComplete())",
        "satisfies(AMOUNT.mean())                 | satisfies(check)",
        "isComplete()                             | column(any(\"x\")).isComplete().isUnique()",
        "column(EMAIL).isComplete().hasMean(2)    | column(AMOUNT).isBetween(0,"
            + " 500).hasMean(closeTo(1, 2)).containsExactlyInAnyOrder(row(\"A\","
            + " 1)).hasSameRowsAs(expected).hasSchema(\"a INT\")"
      })
  void the_illegal_form_is_refused_and_its_twin_compiles(String illegal, String legal) {
    assertThat(errors(legal)).as(legal).isEmpty();
    assertThat(errors(illegal)).as(illegal).isNotEmpty();
  }
}
