package dev.assay.dq.spark.testing;

import static dev.assay.dq.spark.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows written by hand; that Spark takes them as data is in DataQualityTestTest. */
class RowsTest {

  @Test
  void values_become_those_of_the_schema() {
    Rows rows =
        Rows.of(
            "a STRING, b INT, c DECIMAL(6,2), d DOUBLE, e DATE",
            row("x", 1L, 2.5, 3, LocalDate.of(2024, 2, 29)),
            row(null, null, new BigDecimal("7"), null, null));
    assertThat(rows.rows())
        .containsExactly(
            row("x", 1, new BigDecimal("2.50"), 3.0, LocalDate.of(2024, 2, 29)),
            row(null, null, new BigDecimal("7.00"), null, null));
    assertThat(rows.schema().simpleString())
        .isEqualTo("struct<a:string,b:int,c:decimal(6,2),d:double,e:date>");
  }

  @Test
  void values_inside_become_those_of_the_schema() {
    assertThat(
            Rows.of(
                    "a ARRAY<BIGINT>, m MAP<STRING, DECIMAL(4,1)>, s STRUCT<b: BIGINT, c: DATE>",
                    row(List.of(1, 2), Map.of("k", 3), row(4, LocalDate.of(2024, 2, 29))))
                .rows())
        .containsExactly(
            row(
                List.of(1L, 2L),
                Map.of("k", new BigDecimal("3.0")),
                row(4L, LocalDate.of(2024, 2, 29))));
    assertThat(Rows.of("a INT", row((Object[]) null)).rows()).containsExactly(row((Object) null));
  }

  @Test
  void a_table_of_text_has_every_type() {
    Rows rows =
        Rows.table(
            """
            | id | n INT | p DECIMAL(5,1) | x DOUBLE | b BOOLEAN | d DATE     | t TIMESTAMP          | u TIMESTAMP_NTZ  | `a b` BIGINT |
            |----|------:|----------------|----------|-----------|------------|----------------------|------------------|--------------|
            | A  | 7     | 1.5            | NaN      | true      | 2024-02-29 | 2024-03-01T10:00:00Z | 2024-03-01 10:00 | 9            |
            | "" | null  |                | -1e3     | false     | null       |                      |                  | -1           |
            | "null" | 0 | 0              | 0        |           |            |                      |                  |              |
            | x\\|y | 0 | 0              | 0        |           |            |                      |                  |              |
            """);
    assertThat(rows.rows())
        .containsExactly(
            row(
                "A",
                7,
                new BigDecimal("1.5"),
                Double.NaN,
                true,
                LocalDate.of(2024, 2, 29),
                Instant.parse("2024-03-01T10:00:00Z"),
                LocalDateTime.of(2024, 3, 1, 10, 0),
                9L),
            row("", null, null, -1000.0, false, null, null, null, -1L),
            row("null", 0, new BigDecimal("0.0"), 0.0, null, null, null, null, null),
            row("x|y", 0, new BigDecimal("0.0"), 0.0, null, null, null, null, null));
    assertThat(rows.schema().fieldNames()[8]).isEqualTo("a b");
  }

  @Test
  void what_does_not_fit_is_refused_with_its_place() {
    assertThatThrownBy(() -> Rows.of("a INT", row(1), row("one")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Row 2, column a: one is not a value of type int");
    assertThatThrownBy(() -> Rows.of("a INT", row(1.5)))
        .hasMessage("Row 1, column a: 1.5 is not a value of type int");
    assertThatThrownBy(() -> Rows.of("a DECIMAL(3,1)", row(123)))
        .hasMessage("Row 1, column a: 123 is not a value of type decimal(3,1)");
    assertThatThrownBy(() -> Rows.of("a INT, b INT", row(1)))
        .hasMessage("Row 1 has 1 value for 2 columns: [1]");
    assertThatThrownBy(() -> Rows.table("| a INT |\n| x |"))
        .hasMessage("Row 1, column a: x is not a value of type int");
    assertThatThrownBy(() -> Rows.table("| a | b |\n| x |"))
        .hasMessage("Row 1 of the table has 1 cells for 2 columns: [x]");
    assertThatThrownBy(() -> Rows.table("| a |\n x "))
        .hasMessage("A line of a table begins and ends with a bar:  x ");
    assertThatThrownBy(() -> Rows.table("| t TIMESTAMP |\n| 2024-03-01 10:00:00 |"))
        .hasMessage(
            "Row 1, column t: 2024-03-01 10:00:00 is not a value of type timestamp; write a point"
                + " in time as 2024-03-01T10:00:00Z");
    assertThatThrownBy(() -> Rows.table("| a | a |"))
        .hasMessage("The table has two columns named a");
    assertThatThrownBy(() -> Rows.of("a INT NOT NULL", row(1), row((Object) null)))
        .hasMessage("Row 2, column a: null, but the column is NOT NULL");
    assertThatThrownBy(() -> Rows.table("| a INT NOT NULL |\n| null |"))
        .hasMessage("Row 1, column a: null, but the column is NOT NULL");
    assertThatThrownBy(() -> Rows.of("a DATE", row("2024-02-29")))
        .hasMessage("Row 1, column a: 2024-02-29 is not a value of type date; give a LocalDate");
    assertThatThrownBy(() -> Rows.of("a TIMESTAMP", row(LocalDateTime.of(2024, 3, 1, 10, 0))))
        .hasMessageEndingWith("is not a value of type timestamp; give an Instant");
    assertThatThrownBy(() -> Rows.of("a DOUBLE", row((1L << 53) + 1)))
        .hasMessage("Row 1, column a: 9007199254740993 is not a value of type double");
    assertThatThrownBy(() -> Rows.of("a STRUCT<b: INT>", row(row(1, 2))))
        .hasMessage("Row 1, column a: [1,2] is not a value of type struct<b:int>");
    assertThatThrownBy(() -> Rows.table("")).hasMessageStartingWith("A table needs a first line");
  }
}
