package dev.assay.dq.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderFreeSumTest {

  private static double sum(List<Double> numbers) {
    OrderFreeSum sum = new OrderFreeSum();
    numbers.forEach(sum::add);
    return sum.value();
  }

  @Test
  void the_order_does_not_matter_and_the_sum_is_right() {
    Random random = new Random(5);
    List<Double> numbers = new ArrayList<>();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < 10_000; i++) {
      double number = random.nextDouble() * Math.pow(10, random.nextInt(25) - 12);
      numbers.add(number);
      exact = exact.add(new BigDecimal(number));
    }
    Set<Double> sums = new LinkedHashSet<>();
    Set<Double> plain = new LinkedHashSet<>();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(numbers, random);
      sums.add(sum(numbers));
      plain.add(numbers.stream().reduce(0.0, Double::sum));
    }
    assertThat(plain).as("doubles added one by one").hasSizeGreaterThan(1);
    assertThat(sums).hasSize(1);
    assertThat(sums.iterator().next())
        .isCloseTo(exact.doubleValue(), within(Math.ulp(exact.doubleValue())));
  }

  @Test
  void parts_add_up() {
    OrderFreeSum all = new OrderFreeSum();
    long[] places = new long[1 + OrderFreeSum.PARTS];
    for (int i = 0; i < 3; i++) {
      OrderFreeSum one = new OrderFreeSum();
      one.add(0.1);
      one.add(Math.pow(2, 52) + 1);
      one.copyParts(places, 1);
      all.addParts(places, 1);
    }
    // 2^52 + 1 three times and 0.3, at a distance of 2 between doubles
    assertThat(all.value()).isEqualTo(3 * Math.pow(2, 52) + 3);
    OrderFreeSum twice = new OrderFreeSum();
    twice.add(0.25);
    twice.merge(twice);
    assertThat(twice.value()).isEqualTo(0.5);
    assertThat(new OrderFreeSum().value()).isZero();
  }

  @Test
  void small_counts_and_great_ones() {
    for (long count : new long[] {1, 2, 1023, 1024, 1_000_000_007L}) {
      OrderFreeSum sum = new OrderFreeSum();
      sum.addCountLogCount(count);
      assertThat(sum.value()).isEqualTo(count * StrictMath.log((double) count));
    }
  }
}
