package dev.assay.dq.local;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Predicate;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers that are worked out many rows at a time are what they are one by one. */
class BatchesTest {

  private static final NumericColumn N = integer("n");
  private static final NumericColumn X = number("x");
  private static final int ROWS = 3000;

  private record Item(Long n, Double x) {}

  /** What a row is judged to be: null where a null decides nothing. */
  private interface Judgement {
    Boolean of(BigInteger n, Double x);
  }

  /** First numbers that are small, then such as need more than 64 bits when worked with. */
  private static List<Item> items() {
    double[] reals = {1.5, -0.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY, -3, 1e308};
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      long n = i < ROWS / 2 ? i % 7 : Long.MAX_VALUE - i % 3;
      items.add(
          new Item(
              i % 11 == 0 ? null : (Long) (i % 5 == 0 ? -n - 1 : n),
              i % 13 == 0 ? null : (Double) reals[i % reals.length]));
    }
    return items;
  }

  private static BigInteger big(long n) {
    return BigInteger.valueOf(n);
  }

  private static Map<Predicate, Judgement> judgements() {
    Map<Predicate, Judgement> all = new LinkedHashMap<>();
    all.put(N.isAtMost(3), whole(n -> n.compareTo(big(3)) <= 0));
    all.put(N.plus(1).isPositive(), whole(n -> n.add(big(1)).signum() > 0));
    all.put(N.plus(N).isGreaterThan(N), whole(n -> n.add(n).compareTo(n) > 0));
    all.put(N.minus(7).isLessThan(0), whole(n -> n.subtract(big(7)).signum() < 0));
    all.put(N.times(N).isGreaterThan(N), whole(n -> n.multiply(n).compareTo(n) > 0));
    all.put(N.negated().isAtLeast(1), whole(n -> n.negate().signum() > 0));
    all.put(N.absolute().isBetween(1, 5), whole(n -> between(n.abs(), 1, 5)));
    all.put(N.remainder(4).isEqualTo(-1), whole(n -> n.remainder(big(4)).equals(big(-1))));
    all.put(
        N.times(0.5).isAtMost(2),
        whole(
            n ->
                new BigDecimal(n).divide(BigDecimal.valueOf(2)).compareTo(BigDecimal.valueOf(2))
                    <= 0));
    all.put(N.dividedBy(2).isAtMost(2), whole(n -> n.doubleValue() / 2 <= 2));
    all.put(X.isAtMost(0), real(x -> x <= 0));
    all.put(X.isEqualTo(0), real(x -> x == 0));
    all.put(X.times(10).isGreaterThan(X), real(x -> x * 10 > x));
    all.put(X.minus(X).isEqualTo(0), real(x -> !x.isNaN() && !x.isInfinite()));
    all.put(X.absolute().isAtLeast(1), real(x -> Math.abs(x) >= 1));
    all.put(X.negated().isLessThan(0), real(x -> -x < 0));
    all.put(X.isBetween(-3, 1.5), real(x -> x >= -3 && x <= 1.5));
    all.put(X.isNotEqualTo(0), real(x -> x != 0));
    all.put(
        X.dividedBy(X).isEqualTo(1),
        (n, x) -> (x == null || x == 0) ? null : (Boolean) (!x.isNaN() && !x.isInfinite()));
    all.put(X.remainder(2).isAtLeast(0), real(x -> x % 2 >= 0));
    all.put(
        X.plus(N).isAtLeast(X),
        (n, x) -> (n == null || x == null) ? null : (Boolean) (x + n.doubleValue() >= x));
    all.put(
        X.isPositive().and(N.isPositive()),
        (n, x) ->
            and(
                x == null ? null : (Boolean) (x > 0),
                n == null ? null : (Boolean) (n.signum() > 0)));
    all.put(
        X.isPositive().or(N.isPositive()),
        (n, x) ->
            not(
                and(
                    x == null ? null : (Boolean) !(x > 0),
                    n == null ? null : (Boolean) (n.signum() <= 0))));
    return all;
  }

  private static boolean between(BigInteger n, long low, long high) {
    return n.compareTo(big(low)) >= 0 && n.compareTo(big(high)) <= 0;
  }

  private static Judgement whole(java.util.function.Predicate<BigInteger> holds) {
    return (n, x) -> n == null ? null : (Boolean) holds.test(n);
  }

  private static Judgement real(java.util.function.Predicate<Double> holds) {
    return (n, x) -> x == null ? null : (Boolean) holds.test(x);
  }

  private static Boolean and(Boolean a, Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    return (a == null || b == null) ? null : (Boolean) true;
  }

  private static Boolean not(Boolean a) {
    return a == null ? null : (Boolean) !a;
  }

  private static Boolean judged(Judgement judgement, Item item) {
    return judgement.of(item.n() == null ? null : big(item.n()), item.x());
  }

  @Test
  void predicates_say_of_many_rows_what_they_say_of_one() {
    Map<Predicate, Judgement> all = judgements();
    List<ConstraintResult> found =
        ClearLists.verify(
                items(),
                Fields.of(Item.class),
                Check.error("c").require(all.keySet().toArray(Predicate[]::new)))
            .constraints();
    int i = 0;
    for (Judgement judgement : all.values()) {
      ConstraintResult one = found.get(i++);
      long violations =
          items().stream().filter(item -> Boolean.FALSE.equals(judged(judgement, item))).count();
      long unknown = items().stream().filter(item -> judged(judgement, item) == null).count();
      assertThat(violations).as(one.description()).isBetween(1L, ROWS - 1L);
      assertThat(one.violations()).as(one.description()).isEqualTo(violations);
      assertThat(one.leftOut()).as(one.description()).isEqualTo(unknown);
    }
  }

  @Test
  void conditions_select_of_many_rows_what_they_select_one_by_one() {
    Map<Predicate, Judgement> all = judgements();
    all.forEach(
        (condition, judgement) ->
            assertThat(
                    ClearLists.verify(
                            items(),
                            Fields.of(Item.class),
                            Check.error("c").require(N.isComplete().where(condition)))
                        .constraints()
                        .get(0)
                        .violations())
                .as("%s", condition)
                .isEqualTo(
                    items().stream()
                        .filter(item -> item.n() == null)
                        .filter(item -> Boolean.TRUE.equals(judged(judgement, item)))
                        .count()));
  }

  @Test
  void totals_and_extremes_of_what_is_worked_out_are_exact() {
    List<BigInteger> doubled =
        items().stream()
            .map(Item::n)
            .filter(Objects::nonNull)
            .map(n -> big(n).shiftLeft(1))
            .toList();
    BigInteger sum = doubled.stream().reduce(BigInteger.ZERO, BigInteger::add);
    double halves =
        items().stream()
            .map(Item::x)
            .filter(x -> x != null && x >= -3 && x <= 2)
            .mapToDouble(x -> x * 2)
            .sum();
    List<ConstraintResult> found =
        ClearLists.verify(
                items(),
                Fields.of(Item.class),
                Check.error("c")
                    .require(
                        N.times(2).sum().isEqualTo(new BigDecimal(sum)),
                        N.times(2)
                            .min()
                            .isEqualTo(
                                new BigDecimal(
                                    doubled.stream().min(BigInteger::compareTo).orElseThrow())),
                        N.times(2)
                            .max()
                            .isEqualTo(
                                new BigDecimal(
                                    doubled.stream().max(BigInteger::compareTo).orElseThrow())),
                        X.times(2).max().where(X.isLessThan(10)).isEqualTo(3),
                        X.times(2).min().where(X.isNotNaN()).isEqualTo(-6),
                        X.times(2).sum().where(X.isBetween(-3, 2)).isEqualTo(halves)))
            .constraints();
    assertThat(found).allMatch(each -> each.status() == Status.PASS);
  }

  @Test
  void a_value_that_is_no_number_fails_whoever_looks_at_it() {
    List<Map<String, ?>> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      rows.add(i == 700 ? Map.of("n", "n/a", "x", -1.0) : Map.of("n", i, "x", 1.0));
    }
    List<ConstraintResult> found =
        ClearLists.verify(
                rows,
                Fields.ofMap(Map.of("n", Long.class, "x", Double.class)),
                Check.error("c")
                    .require(
                        N.plus(1).isAtMost(10),
                        N.plus(1).isAtMost(10).where(X.isPositive()),
                        X.isPositive().where(N.isPositive()),
                        X.isPositive().or(N.isPositive()),
                        N.isPositive().or(X.isLessThan(0)),
                        N.sum().isGreaterThan(0),
                        N.times(2).max().where(X.isPositive()).isGreaterThan(0)))
            .constraints();
    assertThat(found)
        .extracting(ConstraintResult::status)
        .containsExactly(
            Status.ERROR, // the row is looked at
            Status.FAIL, // it is not
            Status.ERROR,
            Status.ERROR, // x is not positive there, so that n decides
            Status.ERROR,
            Status.ERROR,
            Status.PASS);
    assertThat(found.get(1).violations()).isEqualTo(ROWS - 1 - 10);
    assertThat(found.get(0).error().message()).contains("field n is declared as long");
  }
}
