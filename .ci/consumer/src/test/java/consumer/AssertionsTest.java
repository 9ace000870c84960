package consumer;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static dev.assay.dq.spark.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.local.Fields;
import dev.assay.dq.spark.assertj.SoftDataAssertions;
import dev.assay.dq.spark.junit.DataQualityTest;
import dev.assay.dq.spark.testing.Rows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The user's own AssertJ and JUnit. */
@DataQualityTest
class AssertionsTest {

  private static Dataset<Row> orders(SparkSession spark) {
    return Rows.of("email STRING, amount DOUBLE", row("a@b", 1), row(null, -1)).on(spark);
  }

  @Test
  void what_holds_passes(SparkSession spark) {
    assertThat(orders(spark))
        .as("orders")
        .hasRowCount(2)
        .column(number("amount"))
        .hasMean(0)
        .and()
        .containsExactlyInAnyOrder(row(null, -1), row("a@b", 1));
    assertThat("plain").isNotEmpty();
  }

  @Test
  void what_does_not_fails(SparkSession spark) {
    assertThatThrownBy(
            () -> assertThat(orders(spark)).as("orders").column(string("email")).isComplete().verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[orders] 1 of 1 assertion failed")
        .hasMessageContaining("AssertionsTest.java");
    SoftDataAssertions softly = new SoftDataAssertions();
    softly.assertThat(orders(spark)).hasRowCount(3).verify();
    softly.assertThat("plain").isEmpty();
    assertThatThrownBy(softly::assertAll).hasMessageContaining("2 failures");
  }

  @Test
  void records_need_no_spark() {
    assertThat(List.of("a"), Fields.builder(String.class).string("s", s -> s).build())
        .hasRowCount(1)
        .verify();
  }
}
