package dev.assay.dq.examples;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;

import dev.assay.dq.spark.junit.DataQualityTest;
import dev.assay.dq.spark.testing.Rows;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Fails, and is meant to: README shows its message. Not run with the other tests by its name. */
@DataQualityTest
class UncleanStrikes {

  @Test
  void strikes_are_clean(SparkSession spark) {
    Dataset<Row> strikes =
        Rows.table(
                """
                | id INT | operator | flown DATE |
                | 1      | DELTA    | 1999-05-01 |
                | 2      | DELTA*   | 1999-12-31 |
                | 3      | UNITED   | 2002-01-01 |
                """)
            .on(spark);

    assertThat(strikes)
        .as("strikes of the week")
        .keyedBy("id")
        .hasRowCount(3)
        .column(string("operator"))
        .isComplete()
        .matches("[A-Z ]+")
        .because("it is joined on")
        .column(date("flown"))
        .isBefore(LocalDate.of(2003, 1, 1))
        .verify();
  }
}
