package dev.assay.dq;

import static dev.assay.dq.Columns.allOf;
import static dev.assay.dq.Columns.anyOf;
import static dev.assay.dq.Columns.atLeast;
import static dev.assay.dq.Columns.bool;
import static dev.assay.dq.Columns.date;
import static dev.assay.dq.Columns.decimal;
import static dev.assay.dq.Columns.noneOf;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is refused of numbers, times and sets of predicates, and what they are short for. */
class NumbersAndTimesTest {

  private static final NumericColumn N = number("n");
  private static final TemporalColumn D = date("d");
  private static final TemporalColumn T = timestamp("t");
  private static final Predicate A = bool("a");
  private static final Predicate B = bool("b");

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void constants_that_mean_nothing() {
    refused(() -> N.rounded(-1), "rounded takes a whole number from 0 to 38, and this is -1");
    refused(
        () -> N.hasScaleAtMost(39),
        "hasScaleAtMost takes a whole number from 0 to 38, and this is 39");
    refused(
        () -> N.hasPrecisionAtMost(0),
        "hasPrecisionAtMost takes a whole number from 1 to 38, and this is 0");
    refused(
        () -> N.isMultipleOf(0), "isMultipleOf takes a number from 1E-38 to 1E+38, and this is 0");
    refused(
        () -> N.isCloseTo(1, -0.1), "isCloseTo takes a number from 0 to 1E+400, and this is -0.1");
    refused(
        () -> N.isWithinPercentOf(N, -1),
        "isWithinPercentOf takes a number from 0 to 1000000, and this is -1");
    refused(
        () -> D.plusMonths(Long.MAX_VALUE),
        "plusMonths takes a whole number from -400000 to 400000, and this is 9223372036854775807");
    refused(
        () -> T.plus(Duration.ofNanos(1)),
        "plusSeconds takes a number from -400000000000 to 400000000000 to the microsecond, and this"
            + " is 1E-9");
    refused(
        () -> T.truncatedTo(ChronoUnit.MILLIS),
        "times are truncated to days, hours, minutes, seconds, and not to millis");
    refused(() -> D.plus((Period) null), "The period must not be null");
    refused(() -> D.isOn(), "A set of values must not be empty: nothing could be in it");
    refused(() -> atLeast(3, A, B), "At least 3 of 2 predicates can never hold");
    refused(() -> atLeast(0, A, B), "atLeast takes a whole number from 1 to 10000, and this is 0");
    refused(() -> allOf(), "There must be at least one predicate");
    refused(() -> anyOf(A, null), "No predicate may be null");
  }

  /** They would be expanded to more digits than there is memory for. */
  @Test
  void numbers_of_a_billion_digits() {
    BigDecimal vast = new BigDecimal("1E999999999");
    BigDecimal tiny = new BigDecimal("1E-999999999");
    for (BigDecimal each : List.of(vast, tiny)) {
      assertThatThrownBy(() -> N.isCloseTo(each, 1)).hasMessageContaining("400 digits");
      assertThatThrownBy(() -> N.isWithinPercentOf(each, 1)).hasMessageContaining("400 digits");
      assertThatThrownBy(() -> N.remainder(each)).hasMessageContaining("400 digits");
      assertThatThrownBy(() -> N.isMultipleOf(each)).hasMessageContaining("from 1E-38");
      assertThatThrownBy(() -> N.isCloseTo(1, each)).hasMessageContaining("from 0");
      assertThatThrownBy(() -> T.plusSeconds(each)).hasMessageContaining("microsecond");
    }
  }

  @Test
  void short_for_other_words() {
    assertThat(allOf(A, B)).isEqualTo(A.and(B));
    assertThat(anyOf(A, B)).isEqualTo(A.or(B));
    assertThat(noneOf(A, B)).isEqualTo(A.or(B).not());
    assertThat(allOf(A)).isEqualTo(A);
    assertThat(D.minus(Period.of(1, 2, 3))).isEqualTo(D.plusMonths(-14).plusDays(-3));
    assertThat(D.plus(Period.ZERO)).isEqualTo(D.plusDays(0));
    assertThat(T.minus(Duration.ofMillis(-1500))).isEqualTo(T.plusSeconds(1.5));
    assertThat(D.isWeekend()).isEqualTo(D.dayOfWeek().isIn(6, 7));
  }

  private static ConstraintResult judged(
      Object value, Fields<Map<String, ?>> fields, Requirement requirement) {
    return LocalDataQuality.verify(
            List.of(Map.of("n", value)), fields, Check.error("c").require(requirement))
        .constraints()
        .get(0);
  }

  private static ConstraintResult judged(Object value, Class<?> type, Requirement requirement) {
    return judged(value, Fields.ofMap(Map.of("n", type)), requirement);
  }

  @Test
  void digits_of_floating_point_are_refused_with_the_remedy() {
    for (Requirement each :
        List.of(
            N.rounded(2).isPositive(),
            N.isMultipleOf(5),
            N.hasScaleAtMost(2),
            N.hasPrecisionAtMost(2))) {
      ConstraintResult declared = judged(1.5, Double.class, each);
      assertThat(declared.status()).isEqualTo(Status.ERROR);
      assertThat(declared.error().message())
          .isEqualTo(
              "column n is double, whose digits are not those of a decimal: cast it in the dataset"
                  + " to a decimal");
      ConstraintResult found = judged(1.5, Fields.ofMaps(), each);
      assertThat(found.status()).isEqualTo(Status.ERROR);
      assertThat(found.error().message())
          .contains("a record holds a Double where there must be a whole");
    }
  }

  @Test
  void the_hour_of_a_point_in_time_needs_a_zone() {
    for (Requirement each :
        List.of(
            timestamp("n").year().isPositive(),
            timestamp("n").minute().isPositive(),
            timestamp("n").endOfMonth().isComplete(),
            timestamp("n").truncatedTo(ChronoUnit.HOURS).isComplete(),
            timestamp("n").isWeekday())) {
      assertThat(judged(Instant.EPOCH, Instant.class, each).error().message())
          .contains("say where with inZone(");
    }
  }

  @Test
  void what_a_decimal_leaves_has_the_scale_of_the_finer_one() {
    ConstraintResult result =
        judged(
            new BigDecimal("0.30"),
            BigDecimal.class,
            decimal("n").remainder(0.125).isEqualTo(new BigDecimal("0.05")));
    assertThat(result.status()).isEqualTo(Status.PASS);
  }
}
