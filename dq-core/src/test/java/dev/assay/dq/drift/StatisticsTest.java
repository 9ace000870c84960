package dev.assay.dq.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.dq.internal.Divergences;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas against values that were computed elsewhere, and their laws. */
class StatisticsTest {

  private static final long[] BASE = {10, 20, 30, 40};
  private static final long[] CURRENT = {15, 25, 30, 30};

  @Test
  void population_stability_index() {
    assertThat(Divergences.psi(BASE, CURRENT)).isCloseTo(0.0601986402162968, within(1e-15));
    assertThat(Divergences.psi(CURRENT, BASE)).isCloseTo(0.0601986402162968, within(1e-15));
    assertThat(Divergences.psi(BASE, new long[] {1, 2, 3, 4})).isZero();
    // an empty bucket counts as 0.0001; the others keep their shares
    assertThat(Divergences.psi(new long[] {10, 0}, new long[] {5, 5}))
        .isCloseTo(4.60431846666895, within(1e-13));
  }

  /** Printed tables: what chi squared exceeds in 5% or 1% of cases. */
  @ParameterizedTest
  @CsvSource({
    "1, 3.841459, 0.05",
    "1, 6.634897, 0.01",
    "2, 5.991465, 0.05",
    "3, 7.814728, 0.05",
    "10, 18.307038, 0.05",
    "29, 49.587884, 0.01",
    "100, 124.342113, 0.05",
    "999, 1073.642651, 0.05",
    "1, 40, 2.54e-10",
    "400, 1, 1"
  })
  void chi_squared_p_values(int degrees, double chiSquared, double p) {
    long[] before = new long[degrees + 1];
    long[] after = new long[degrees + 1];
    assertThat(Divergences.chiSquaredPValue(chiSquared, degrees)).isCloseTo(p, within(1e-7));
    Arrays.fill(before, 3);
    Arrays.fill(after, 3);
    assertThat(Divergences.chiSquaredPValue(before, after)).isEqualTo(1);
  }

  @Test
  void jensen_shannon() {
    assertThat(Divergences.jensenShannon(BASE, CURRENT))
        .isCloseTo(0.007492376636241884, within(1e-15));
    assertThat(Divergences.jensenShannon(new long[] {7, 0}, new long[] {0, 9}))
        .isEqualTo(Math.log(2));
  }

  /** By hand, for samples of one size: the sum of (a - b)² / (a + b). */
  @Test
  void chi_squared_of_two_samples() {
    assertThat(Divergences.chiSquared(BASE, CURRENT))
        .isCloseTo(25.0 / 25 + 25.0 / 45 + 100.0 / 70, within(1e-12));
    assertThat(Divergences.chiSquared(BASE, new long[] {20, 40, 60, 80}))
        .isCloseTo(0, within(1e-12));
    // nine of ten values are new: that is not nothing
    assertThat(Divergences.chiSquared(new long[] {100, 0}, new long[] {10, 90}))
        .isCloseTo(90.0 * 90 / 110 + 90, within(1e-9));
  }

  /** Printed tables of chi squared and of the normal distribution. */
  @Test
  void quantiles() {
    assertThat(Statistics.normalQuantile(0.975)).isCloseTo(1.959963984540054, within(1e-9));
    assertThat(Statistics.normalQuantile(0.995)).isCloseTo(2.5758293035489004, within(1e-9));
    assertThat(Statistics.normalQuantile(0.5)).isCloseTo(0, within(1e-9));
    assertThat(Statistics.normalQuantile(1e-6)).isCloseTo(-4.753424308822899, within(1e-6));
    double[][] table = {{2, 9.210}, {3, 11.345}, {9, 21.666}, {30, 50.892}, {100, 135.807}};
    for (double[] row : table) {
      assertThat(Statistics.chiSquaredQuantile(0.99, (int) row[0]))
          .isCloseTo(row[1], within(row[1] / 100));
    }
  }

  @Test
  void critical_values_of_kolmogorov_and_smirnov() {
    // c(a), as n = m = 2 make the root 1
    assertThat(Statistics.ksCritical(0.10, 2, 2)).isCloseTo(1.2238734153404083, within(1e-15));
    assertThat(Statistics.ksCritical(0.05, 2, 2)).isCloseTo(1.3581015157406195, within(1e-15));
    assertThat(Statistics.ksCritical(0.01, 2, 2)).isCloseTo(1.6276236307187293, within(1e-15));
    assertThat(Statistics.ksCritical(0.05, 10, 10)).isCloseTo(0.6073614619083052, within(1e-15));
    assertThat(Statistics.ksCritical(0.05, 5_000_000_000L, 5_000_000_000L)).isPositive();
  }

  /** By hand: 1/2; C(2,2) / C(4,2); 1/6 for the one of two, of which the other alone suffices. */
  @Test
  void values_on_one_side_only() {
    assertThat(Statistics.onlyHere(new long[] {1}, 1, 1, 1)).isCloseTo(0.5, within(1e-15));
    assertThat(Statistics.onlyHere(new long[] {2}, 2, 2, 2)).isCloseTo(1 / 6.0, within(1e-15));
    assertThat(Statistics.onlyHere(new long[] {2}, 2, 2, 1)).isCloseTo(1 / 6.0, within(1e-15));
    assertThat(Statistics.onlyHere(new long[] {2}, 2, 2, 3)).isZero();
    assertThat(Statistics.onlyHere(new long[] {2, 1}, 2, 2, 2)).isCloseTo(1 / 6.0, within(1e-15));
    assertThat(Statistics.onlyHere(new long[] {2, 1}, 2, 2, 3)).isCloseTo(1 / 12.0, within(1e-15));
    assertThat(Statistics.onlyHere(new long[] {3}, 2, 2, 3)).isZero();
    assertThat(Statistics.onlyHere(new long[] {5, 9}, 20, 20, 0)).isOne();
    assertThat(Statistics.onlyHere(new long[] {2_000_000_000L}, 3_000_000_000L, 5, 2_000_000_000L))
        .isBetween(0.0, 1.0);
  }

  /** (0.3 - 0.2) / sqrt(0.25 * 0.75 * 0.02). */
  @Test
  void shares() {
    assertThat(Statistics.proportions(20, 100, 30, 100))
        .isCloseTo(0.1 / Math.sqrt(0.00375), within(1e-12));
    assertThat(Statistics.proportions(0, 10, 0, 20)).isZero();
  }

  @Provide
  Arbitrary<List<long[]>> counts() {
    return Arbitraries.integers()
        .between(1, 12)
        .flatMap(
            size ->
                Arbitraries.longs()
                    .between(0, 1_000_000)
                    .array(long[].class)
                    .ofSize(size)
                    .filter(each -> Arrays.stream(each).sum() > 0)
                    .list()
                    .ofSize(2));
  }

  @Property
  void divergences_are_symmetric_and_never_negative(@ForAll("counts") List<long[]> pair) {
    long[] a = pair.get(0);
    long[] b = pair.get(1);
    assertThat(Divergences.psi(a, b))
        .isNotNegative()
        .isCloseTo(Divergences.psi(b, a), within(1e-12));
    assertThat(Divergences.jensenShannon(a, b))
        .isBetween(0.0, Math.log(2))
        .isCloseTo(Divergences.jensenShannon(b, a), within(1e-12));
    assertThat(Divergences.psi(a, a)).isZero();
    assertThat(Divergences.jensenShannon(a, a)).isZero();
    assertThat(Divergences.chiSquared(a, b)).isNotNegative();
    assertThat(Divergences.chiSquared(a, a)).isCloseTo(0, within(1e-9));
  }
}
