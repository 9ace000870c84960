package dev.assay.dq.examples;

import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;

import dev.assay.dq.StringColumn;
import dev.assay.dq.TemporalColumn;
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

  static final StringColumn OPERATOR = string("operator");
  static final TemporalColumn FLOWN = date("flown");

  @Test
  void strikes_are_clean(SparkSession spark) {
    Dataset<Row> strikes =
        Rows.table(
                """
                | id INT | operator  | flown DATE | cost INT |
                | 1      | DELTA     | 1999-05-01 | 100      |
                | 2      | DELTA*    | 1999-12-31 | 20       |
                | 3      | null      | 2031-01-01 | -7       |
                """)
            .on(spark);

    assertThat(strikes)
        .as("strikes of the week")
        .keyedBy("id")
        .hasRowCount(3)
        .column(OPERATOR)
        .isComplete()
        .matches("\\A[A-Z ]+\\z")
        .because("it is joined on")
        .column(FLOWN)
        .isBefore(LocalDate.of(2003, 1, 1))
        .column(integer("cost"))
        .hasMean(50)
        .verify();
  }
}
