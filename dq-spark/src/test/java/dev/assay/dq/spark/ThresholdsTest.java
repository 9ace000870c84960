package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static dev.assay.dq.spark.ThreePaths.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.Check;
import dev.assay.dq.Constraint;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a threshold counts, and that it is compared as it was written. */
@Tag("matrix")
class ThresholdsTest {

  private static final ThreePaths NULLS =
      ThreePaths.of("t STRING", row((Object) null), row((Object) null), row((Object) null));

  /** Of ten: 5 satisfy v > 0, 2 violate it, 3 are null. */
  private static final ThreePaths TEN =
      ThreePaths.of(
          "v INT",
          row(1),
          row(2),
          row(3),
          row(4),
          row(5),
          row(-1),
          row(-2),
          row((Object) null),
          row((Object) null),
          row((Object) null));

  private static void expect(ThreePaths data, Status expected, Constraint... constraints) {
    data.verify(Check.error("c").require(constraints))
        .forEach(
            (path, result) ->
                assertThat(result.constraints())
                    .as(path)
                    .extracting(ConstraintResult::status)
                    .containsOnly(expected));
  }

  @Test
  void nulls_alone_are_no_evidence_for_a_value() {
    Constraint atLeastOne = string("t").isEqualTo("ZZ").forAtLeastRows(1);
    NULLS
        .verify(
            Check.error("c")
                .require(atLeastOne, string("t").isEqualTo("ZZ").compliance().isEqualTo(0)))
        .forEach(
            (path, result) -> {
              ConstraintResult rows = result.constraints().get(0);
              assertThat(rows.status()).as(path).isEqualTo(Status.FAIL);
              assertThat(rows.expected()).isEqualTo("at least 1 row");
              assertThat(rows.butWas()).isEqualTo("0 (0 of 3 rows satisfy it)");
              assertThat(rows.leftOut()).isEqualTo(3);
              assertThat(result.constraints().get(1).status()).as(path).isEqualTo(Status.PASS);
              assertThat(result.constraints().get(1).actual())
                  .isEqualTo(new MetricValue.Ratio(0, 3));
            });
    expect(NULLS, Status.PASS, string("t").isEqualTo("ZZ").forAtLeast(1).toConstraint());
  }

  @Test
  void some_thresholds_count_rows_that_satisfy_and_others_bound_violations() {
    var v = number("v").isPositive();
    expect(
        TEN,
        Status.PASS,
        v.forAtLeast(0.8),
        v.allowingViolations(2),
        v.forAtMost(0.5),
        v.forAtLeastRows(5),
        v.forAtMostRows(5),
        v.compliance().isEqualTo(0.5),
        v.violations().isEqualTo(2),
        v.failingOnNull().allowingViolations(5),
        v.failingOnNull().forAtMost(0.5));
    expect(
        TEN,
        Status.FAIL,
        v.forAtLeast(0.81),
        v.allowingViolations(1),
        v.forAtMost(0.49),
        v.forAtLeastRows(6),
        v.forAtMostRows(4),
        v.failingOnNull().allowingViolations(4),
        v.failingOnNull().forAtLeast(0.51));
    ConstraintResult atMost =
        TEN.verify(Check.error("c").require(v.forAtMost(0.4))).get("list").constraints().get(0);
    assertThat(atMost.butWas()).isEqualTo("50% (5 of 10 rows satisfy it)");
  }

  @Test
  void a_negation_has_the_same_unknown_rows() {
    var notPositive = number("v").isPositive().not();
    expect(
        TEN,
        Status.PASS,
        notPositive.forAtLeastRows(2),
        notPositive.forAtMost(0.2),
        notPositive.compliance().isEqualTo(0.2));
    expect(TEN, Status.FAIL, notPositive.forAtLeastRows(3));
  }

  @Test
  void a_float_is_the_decimal_that_was_written() {
    var v = number("v").isPositive();
    assertThat(v.forAtLeast(0.99f).threshold().value()).isEqualTo(new BigDecimal("0.99"));
    assertThat(v.forAtMost(0.1f)).isEqualTo(v.forAtMost(new BigDecimal("0.1")));
    assertThat(number("v").quantile(0.1f)).isEqualTo(number("v").quantile(0.1));
    assertThat(number("v").approxDistinctCount(0.05f))
        .isEqualTo(number("v").approxDistinctCount(0.05));
    expect(TEN, Status.PASS, v.forAtLeast(0.8f), v.forAtMost(0.5f));
    assertThatThrownBy(() -> v.forAtLeast(new BigDecimal("1E-101")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The fraction of rows must have at most 100 decimal places");
    assertThatThrownBy(() -> v.forAtLeast(new BigDecimal("1E+999999999")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("but was 1E+999999999");
  }

  @Test
  void a_quantile_is_taken_at_the_decimal_that_was_written() {
    ThreePaths two = ThreePaths.of("v INT", row(1), row(2));
    ThreePaths three = ThreePaths.of("v INT", row(1), row(2), row(3));
    // ceil(0.5000000000000000001 * 2) = 2
    expect(
        two,
        Status.PASS,
        number("v").quantile(new BigDecimal("0.5000000000000000001")).isEqualTo(2));
    expect(two, Status.PASS, number("v").quantile(0.5).isEqualTo(1));
    // ceil(0.33333333333333333333333333333333333333 * 3) = 1, ceil(0.33333333333333333334 * 3) = 2
    expect(
        three,
        Status.PASS,
        number("v")
            .quantile(new BigDecimal("0.33333333333333333333333333333333333333"))
            .isEqualTo(1),
        number("v").quantile(new BigDecimal("0.33333333333333333334")).isEqualTo(2),
        number("v").quantile(new BigDecimal("0." + "0".repeat(60) + "1")).isEqualTo(1),
        number("v").quantile(new BigDecimal("0." + "9".repeat(60))).isEqualTo(3),
        number("v").quantile(0).isEqualTo(1),
        number("v").quantile(1).isEqualTo(3));
  }
}
