package dev.assay.dq.spark;

import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assay.dq.Check;
import dev.assay.dq.spark.junit.CheckTests;
import dev.assay.dq.spark.testing.Rows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** What a test prints of data that would move a cursor, ring, or turn the writing round. */
class HostileMessagesTest {

  private static final String HOSTILE = "\u001b[2J\u0007\u202e\u2028\r\n\u009b\ufeff";

  private static Dataset<Row> data(String value) {
    return SharedSpark.session()
        .createDataFrame(
            List.of(Rows.row(1, value)),
            new StructType().add("id", "int").add("t" + HOSTILE, "string"));
  }

  private static final String COLUMN = "`t" + HOSTILE + "`";

  /** Only line breaks of its own, and the value in a form that can be seen. */
  private static void isClean(String message) {
    assertThat(message.codePoints().filter(c -> c != '\n').mapToObj(Character::toString))
        .noneMatch(
            c ->
                List.of(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.LINE_SEPARATOR)
                    .contains(Character.getType(c.codePointAt(0))));
    assertThat(message).contains("u001b[2J").contains("u202e");
  }

  private static String message(Runnable failing) {
    Throwable failure = catchThrowable(failing::run);
    assertThat(failure).isNotNull();
    return failure.getMessage();
  }

  @Test
  void an_assertion() {
    isClean(
        message(
            () ->
                assertThat(data(HOSTILE))
                    .as("about " + HOSTILE)
                    .keyedBy("id")
                    .column(string(COLUMN))
                    .isIn("a" + HOSTILE)
                    .because(HOSTILE)
                    .verify()));
  }

  @Test
  void a_comparison_of_rows() {
    isClean(message(() -> assertThat(data(HOSTILE)).hasSameRowsAs(data("other"))));
    isClean(
        message(() -> assertThat(data(HOSTILE)).keyedBy("id").hasSameRowsAs(data("a" + HOSTILE))));
  }

  @Test
  void an_exception_of_a_run() {
    Check check =
        Check.error("orders " + HOSTILE)
            .require(string(COLUMN).isIn("a" + HOSTILE).as("name " + HOSTILE).because(HOSTILE));
    isClean(
        message(
            () -> DataQuality.on(data(HOSTILE)).check(check).withSamples(3).run().throwOnError()));
    isClean(
        message(
            () ->
                DataQuality.verify(
                        data(HOSTILE),
                        Check.error("c").require(string("`none" + HOSTILE + "`").isComplete()))
                    .throwOnError()));
  }

  @Test
  void tests_made_of_a_check() {
    Check check = Check.error("orders " + HOSTILE).require(string(COLUMN).isIn("a" + HOSTILE));
    List<DynamicTest> tests = CheckTests.over(data(HOSTILE)).of(check).toList();
    assertThat(tests).isNotEmpty();
    for (DynamicTest test : tests) {
      isClean(test.getDisplayName());
      isClean(
          message(
              () -> {
                try {
                  test.getExecutable().execute();
                } catch (Error | RuntimeException e) {
                  throw e;
                } catch (Throwable e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
  }
}
