package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.profile.Alert;
import dev.assay.dq.profile.ColumnProfile;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.SemanticType;
import dev.assay.dq.profile.ValueCount;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A CSV file of 120 rows with a column for each trouble, as Spark reads it. What is expected was
 * counted in the file with other tools.
 */
class TroublesTest {

  private static DatasetProfile profile;

  @BeforeAll
  static void readAndProfile() throws Exception {
    Path file = Path.of(TroublesTest.class.getResource("/troubles.csv").toURI());
    Dataset<Row> data =
        SharedSpark.session()
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .csv(file.toString());
    profile = Profiler.profile(data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALL_MISSING      | nothing     | has no value in any row",
        "HIGH_MISSING     | sparse      | 90 (75% of rows) are missing",
        "CONSTANT         | constant    | is always same",
        "UNIQUE           | id          | has no value twice",
        "SENTINEL         | sentinel    | 6 (5% of values) are \"-999\", which may stand for a"
            + " missing value",
        "SENTINEL         | marked      | 12 (10% of values) are \"n/a\", which may stand for a"
            + " missing value",
        "MIXED_TYPES      | mixed       | 20 (16.67% of values) are something else than integer",
        "MIXED_TYPES      | dates       | has dates in 5 patterns",
        "MOJIBAKE         | mojibake    | 10 (8.33% of values) look decoded with the wrong"
            + " character set",
        "NOT_FINITE       | nan         | 3 (2.5% of values) are NaN",
        "NOT_FINITE       | infinite    | 2 (1.67% of values) are infinite",
        "FUTURE           | late        | 2 (1.67% of values) lie in the future; the last is"
            + " 2999-01-01",
        "EPOCH            | epoch       | 3 (2.5% of values) lie on 1969-12-31 or 1970-01-01",
        "WHITESPACE       | padded      | 8 (6.67% of values) begin or end with blank space",
        "TRUNCATED        | cut         | 30 (25% of values) have exactly 20 characters",
        "OUTLIERS         | outlier     | 1 (0.83% of values) lie more than 1.5 interquartile"
            + " ranges",
        "OUTLIERS         | huge        | 2 (1.67% of values) lie more than 1.5 interquartile"
            + " ranges",
        "ZEROS            | zeros       | 96 (80% of values) are zero",
        "SKEWED           | tail        | has a long tail: skewness 10.8",
        "SAME_COLUMNS     | twice, once | say the same: correlation 1.000",
        "SAME_COLUMNS     | city, town  | have the same value in every row",
        "CORRELATION      | once, near  | move together: correlation 0.998",
        "DEPENDENCY       | city, country | the first determines the second, in all 120 rows with"
            + " both"
      })
  void each_trouble_is_told(Alert.Kind kind, String column, String text) {
    assertThat(profile.alerts())
        .as("%s of %s", kind, column)
        .anySatisfy(
            alert -> {
              assertThat(alert.kind()).isEqualTo(kind);
              assertThat(alert.column()).isEqualTo(column);
              assertThat(alert.text()).startsWith(text);
            });
  }

  @Test
  void columns_without_a_trouble_are_left_in_peace() {
    assertThat(profile.alerts())
        .filteredOn(alert -> alert.column().equals("country") || alert.column().equals("city"))
        .isEmpty();
  }

  @Test
  void five_patterns_of_dates_are_named() {
    ColumnProfile.Text dates = profile.column("dates").text();
    assertThat(dates.dates())
        .extracting(ValueCount::value)
        .containsExactlyInAnyOrder(
            "yyyy-MM-dd", "MM/dd/yyyy", "dd.MM.yyyy", "MMM dd yyyy", "yyyy/MM/dd");
    assertThat(dates.dates()).extracting(ValueCount::count).containsOnly(24L);
    assertThat(dates.asDates().min()).isEqualTo("2001-03-14");
    assertThat(profile.column("dates").semantic()).isEqualTo(SemanticType.DATE);
    assertThat(profile.column("dates").semanticShare()).isEqualTo(1);
  }

  @Test
  void numbers_beyond_measure_harm_no_other_statistic() {
    ColumnProfile.Numbers huge = profile.column("huge").number();
    assertThat(huge.max()).isEqualByComparingTo("1E+308");
    assertThat(huge.min()).isEqualByComparingTo("0.5");
    ColumnProfile.Numbers nan = profile.column("nan").number();
    assertThat(nan.nans()).isEqualTo(3);
    assertThat(nan.max()).isEqualByComparingTo("8.5");
    ColumnProfile.Numbers tail = profile.column("tail").number();
    assertThat(tail.skewness()).isCloseTo(10.817042264437909, within(1e-9));
  }

  @Test
  void rows_are_counted() {
    assertThat(profile.rows()).isEqualTo(120);
    assertThat(profile.duplicateRows()).isZero();
  }
}
