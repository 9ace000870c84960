package dev.assay.dq.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.internal.Wilson;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Intervals computed elsewhere. */
class WilsonTest {

  @Test
  void known_intervals() {
    Wilson thirty = Wilson.of(30, 40);
    assertThat(thirty.low()).isCloseTo(0.5980603857923197, within(1e-14));
    assertThat(thirty.high()).isCloseTo(0.858128813609037, within(1e-14));
    Wilson ten = Wilson.of(10, 10);
    assertThat(ten.low()).isCloseTo(0.7224672001371107, within(1e-14));
    assertThat(ten.high()).isEqualTo(1);
    Wilson many = Wilson.of(990, 1000);
    assertThat(many.low()).isCloseTo(0.9816905311296853, within(1e-14));
    assertThat(many.high()).isCloseTo(0.9945592455544707, within(1e-14));
    assertThat(Wilson.of(0, 10)).isEqualTo(new Wilson(0, Wilson.of(0, 10).high()));
    assertThat(Wilson.of(0, 10).high()).isCloseTo(1 - 0.7224672001371107, within(1e-14));
    assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 1));
    assertThat(Wilson.of(3, 4, 0)).isEqualTo(new Wilson(0.75, 0.75));
  }

  @Test
  void thresholds_are_rounded_down() {
    assertThat(Wilson.of(30, 40).threshold()).isEqualByComparingTo("0.59");
    assertThat(Wilson.of(990, 1000).threshold()).isEqualByComparingTo("0.98");
    assertThat(new Wilson(0.99234, 1).threshold()).isEqualByComparingTo("0.992");
    assertThat(new Wilson(0.999912, 1).threshold()).isEqualByComparingTo("0.99991");
    assertThat(new Wilson(0.99999999, 1).threshold()).isEqualByComparingTo("0.999999");
    assertThat(new Wilson(1, 1).threshold()).isEqualByComparingTo("1");
    assertThat(new Wilson(0, 1).threshold()).isEqualByComparingTo("0");
  }

  @Property
  void the_share_lies_within_and_the_threshold_below(
      @ForAll @IntRange(max = 100_000) int a, @ForAll @IntRange(max = 100_000) int b) {
    long successes = Math.min(a, b);
    long trials = Math.max(1, Math.max(a, b));
    Wilson interval = Wilson.of(successes, trials);
    double share = (double) successes / trials;
    assertThat(interval.low()).isBetween(0.0, share);
    assertThat(interval.high()).isBetween(share, 1.0);
    assertThat(interval.threshold().multiply(BigDecimal.valueOf(trials)))
        .isLessThanOrEqualTo(BigDecimal.valueOf(successes));
  }

  @Test
  void impossible_counts_are_refused() {
    assertThatThrownBy(() -> Wilson.of(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 of 1 rows");
    assertThatThrownBy(() -> Wilson.of(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Wilson.of(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
