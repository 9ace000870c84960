package consumer;

import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.dq.Check;
import dev.assay.dq.spark.junit.CheckSource;
import dev.assay.dq.spark.junit.CheckTests;
import dev.assay.dq.spark.junit.DataQualityTest;
import dev.assay.dq.spark.testing.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** JUnit is there, AssertJ is not. */
@DataQualityTest
class CheckSourceTest {

  private static final Check CHECK =
      Check.error("orders").require(rowCount().isEqualTo(2), string("email").isComplete());

  @CheckSource
  Stream<DynamicTest> orders(SparkSession spark) {
    return CheckTests.over(Rows.table("| email |\n| a@b |\n| c@d |").on(spark)).of(CHECK);
  }

  @Test
  void a_failure_is_a_failure(SparkSession spark) {
    List<DynamicTest> tests =
        CheckTests.over(Rows.table("| email |\n| a@b |\n| null |").on(spark)).of(CHECK).toList();
    assertEquals(2, tests.size());
    assertThrows(AssertionError.class, () -> tests.get(1).getExecutable().execute());
    assertThrows(ClassNotFoundException.class, () -> Class.forName("org.assertj.core.api.Assertions"));
  }
}
