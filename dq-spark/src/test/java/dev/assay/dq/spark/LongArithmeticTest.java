package dev.assay.dq.spark;

import static dev.assay.dq.Columns.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.NumericColumn;
import dev.assay.dq.Predicate;
import dev.assay.dq.result.ConstraintResult;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole numbers of 64 bits are exact also where 64 bits are not enough. */
@Tag("matrix")
class LongArithmeticTest {

  /** What is said of a row, and of which columns. */
  private record Said(String reads, Predicate predicate) {}

  private interface Judgement {
    boolean holds(BigInteger a, BigInteger b, BigInteger c);
  }

  private static final List<Long> LONGS = new ArrayList<>();

  static {
    LONGS.add(null);
    for (int bits : new int[] {0, 1, 19, 20, 21, 31, 32, 40, 41, 52, 53, 61, 62}) {
      for (long near = -1; near <= 1; near++) {
        LONGS.add((1L << bits) + near);
        LONGS.add(-(1L << bits) + near);
      }
    }
    LONGS.addAll(List.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MIN_VALUE + 1));
  }

  private static final List<Integer> INTS = new ArrayList<>();

  static {
    INTS.add(null);
    INTS.addAll(List.of(0, 1, -1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE));
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_is_worked_out_in_64_bits_is_what_it_is(boolean ansi) {
    NumericColumn a = integer("a");
    NumericColumn b = integer("b");
    NumericColumn c = integer("c");
    Map<Said, Judgement> judgements = new LinkedHashMap<>();
    judgements.put(new Said("ab", a.plus(b).isPositive()), (x, y, z) -> x.add(y).signum() > 0);
    judgements.put(
        new Said("a", a.times(2).minus(a).isEqualTo(a)),
        (x, y, z) -> x.shiftLeft(1).subtract(x).equals(x));
    judgements.put(
        new Said("a", a.plus(1).isGreaterThan(a)), (x, y, z) -> x.add(big(1)).compareTo(x) > 0);
    judgements.put(
        new Said("abc", a.minus(b).isAtMost(c)), (x, y, z) -> x.subtract(y).compareTo(z) <= 0);
    judgements.put(
        new Said("abc", c.times(a).isLessThan(b)), (x, y, z) -> z.multiply(x).compareTo(y) < 0);
    judgements.put(
        new Said("a", a.remainder(7).isZero()), (x, y, z) -> x.remainder(big(7)).signum() == 0);
    judgements.put(new Said("a", a.remainder(-1).isZero()), (x, y, z) -> true);
    judgements.put(
        new Said("ab", a.plus(b).remainder(10).isEqualTo(3)),
        (x, y, z) -> x.add(y).remainder(big(10)).equals(big(3)));
    judgements.put(
        new Said("c", c.times(c).plus(c).isNotEqualTo(0)),
        (x, y, z) -> z.multiply(z).add(z).signum() != 0);
    judgements.put(
        new Said("ab", a.plus(Long.MAX_VALUE).isAtLeast(b)),
        (x, y, z) -> x.add(big(Long.MAX_VALUE)).compareTo(y) >= 0);
    judgements.put(
        new Said("a", a.times(1_000_000).isBetween(-5_000_000, 5_000_000)),
        (x, y, z) -> x.abs().compareTo(big(5)) <= 0);

    List<Row> rows = new ArrayList<>();
    long[] violations = new long[judgements.size()];
    for (Long x : LONGS) {
      for (int i = 0; i < LONGS.size(); i++) {
        Long y = LONGS.get(i);
        Integer z = INTS.get(i % INTS.size());
        rows.add(RowFactory.create(x, y, z));
        int at = 0;
        for (Map.Entry<Said, Judgement> each : judgements.entrySet()) {
          String reads = each.getKey().reads();
          boolean unknown =
              (reads.contains("a") && x == null)
                  || (reads.contains("b") && y == null)
                  || (reads.contains("c") && z == null);
          boolean holds =
              unknown
                  || each.getValue()
                      .holds(
                          x == null ? BigInteger.ZERO : big(x),
                          y == null ? BigInteger.ZERO : big(y),
                          z == null ? BigInteger.ZERO : big(z));
          violations[at++] += holds ? 0 : 1;
        }
      }
    }
    SparkSession spark = SharedSpark.session().newSession();
    spark.conf().set("spark.sql.ansi.enabled", ansi);
    Dataset<Row> data =
        spark.createDataFrame(rows, StructType.fromDDL("a BIGINT, b BIGINT, c INT")).repartition(2);
    assertThat(
            DataQuality.verify(
                    data,
                    Check.error("c")
                        .require(
                            judgements.keySet().stream()
                                .map(Said::predicate)
                                .toArray(Predicate[]::new)))
                .constraints())
        .extracting(ConstraintResult::violations)
        .containsExactlyElementsOf(java.util.Arrays.stream(violations).boxed().toList());
  }
}
