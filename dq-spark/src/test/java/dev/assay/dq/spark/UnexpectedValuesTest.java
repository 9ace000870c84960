package dev.assay.dq.spark;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.StringColumn;
import dev.assay.dq.result.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often each value occurs that a set does not have. */
@Tag("matrix")
class UnexpectedValuesTest {

  @Test
  void each_value_that_is_not_expected_has_its_count() {
    StringColumn status = string("status");
    NumericColumn stars = integer("stars");
    ThreePaths.of(
            "status STRING, stars INT",
            row("NEW", 1),
            row("new", 2),
            row("PAID", 9),
            row("?", 9),
            row(null, 9),
            row("new", null),
            row("new", 7),
            row("PAID", 5))
        .verify(
            OnNoRows.FAIL,
            Check.error("orders")
                .require(
                    status.isIn("NEW", "PAID"),
                    status.valueCounts(20).where(status.isIn("NEW", "PAID").not()).observed(),
                    stars.valueCounts(1).where(stars.isIn(1, 2, 5).not()).observed()))
        .forEach(
            (path, result) -> {
              assertThat(result.constraints().get(0).violations()).as(path).isEqualTo(4);
              assertThat(result.constraints().get(0).status()).isEqualTo(Status.FAIL);
              assertThat(result.constraints().get(1).actual().text())
                  .as(path)
                  .isEqualTo("\"new\" 3, \"?\" 1");
              assertThat(result.constraints().get(2).actual().text())
                  .as(path)
                  .startsWith("9 3, … 1 more");
            });
  }
}
