package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Sample;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the partitions of an RDD hold, each of them counts: states that do not merge fail the
 * constraints that need them, and no partition is left out of the others.
 */
@Tag("matrix")
class LostPartitionsTest {

  /** Records 0 to 19, half of them in each of two partitions, each half with its own value. */
  private static List<Map<String, ?>> records(Object first, Object second) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (long id = 0; id < 20; id++) {
      records.add(Map.of("id", id, "v", id < 10 ? first : second));
    }
    return records;
  }

  private static JavaRDD<Map<String, ?>> rdd(List<Map<String, ?>> records, int partitions) {
    return SharedSpark.context().parallelize(records, partitions);
  }

  private static Fields<Map<String, ?>> fields(Class<?> value) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    types.put("id", Long.class);
    types.put("v", value);
    return Fields.ofMap(types);
  }

  /** 10 rows violate the first, so that its gate must fail; the sum is right. */
  private static void others_see_all_rows(VerificationResult result, int from) {
    List<ConstraintResult> all = result.constraints();
    assertThat(all.get(from).status()).isEqualTo(Status.FAIL);
    assertThat(all.get(from).violations()).isEqualTo(10);
    assertThat(all.get(from).rowsInScope()).isEqualTo(20);
    assertThat(all.get(from + 1).status()).as("sum of 0 to 19").isEqualTo(Status.PASS);
  }

  @Test
  void a_field_declared_as_a_number_holds_text_in_one_partition() {
    Check check =
        Check.error("gate")
            .require(
                number("v").max().isAtMost(100),
                integer("id").isLessThan(10),
                number("id").sum().isEqualTo(190));
    String message = "field v is declared as long, but a record holds a value of java.lang.String";
    for (List<Map<String, ?>> records : List.of(records(1L, "n/a"), records("n/a", 1L))) {
      for (int partitions : new int[] {1, 2, 17}) {
        VerificationResult result =
            DataQuality.verify(rdd(records, partitions), fields(Long.class), check);
        assertThat(result.constraints().get(0).status()).isEqualTo(Status.ERROR);
        assertThat(result.constraints().get(0).error().message()).contains(message);
        others_see_all_rows(result, 1);
      }
      VerificationResult local = LocalDataQuality.verify(records, fields(Long.class), check);
      assertThat(local.constraints().get(0).error().message()).contains(message);
      others_see_all_rows(local, 1);
    }
  }

  @Test
  void nothing_is_declared_and_the_kinds_of_two_partitions_do_not_compare() {
    Instant instant = Instant.parse("2024-05-06T07:08:09Z");
    LocalDateTime local = LocalDateTime.parse("2024-05-06T07:08:09");
    Check check =
        Check.error("gate")
            .require(
                timestamp("v").max().isBefore(Instant.parse("2030-01-01T00:00:00Z")),
                timestamp("v").min().isAfter(Instant.parse("2020-01-01T00:00:00Z")),
                integer("id").isLessThan(10),
                number("id").sum().isEqualTo(190));
    for (int partitions : new int[] {2, 20}) {
      VerificationResult result =
          DataQuality.verify(rdd(records(instant, local), partitions), Fields.ofMaps(), check);
      assertThat(result.constraints().get(0).status()).isEqualTo(Status.ERROR);
      assertThat(result.constraints().get(0).error().message())
          .contains("values of different kinds in different parts of the data")
          .contains("Instant")
          .contains("LocalDateTime")
          .doesNotContain("2024");
      assertThat(result.constraints().get(1).status()).isEqualTo(Status.ERROR);
      others_see_all_rows(result, 2);
    }
  }

  /** A record whose getter is declared to give a number and gives whatever it holds. */
  public static final class Loose implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long id;
    private final String value;

    Loose(long id, String value) {
      this.id = id;
      this.value = value;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what careless code does
    static <V> V careless(Loose loose) {
      Object value = loose.value;
      return (V) value;
    }
  }

  @Test
  void a_getter_gives_another_class_than_it_says() {
    Fields<Loose> fields =
        Fields.builder(Loose.class)
            .integer("id", loose -> loose.id)
            .decimal("v", Loose::careless)
            .build();
    List<Loose> records = new ArrayList<>();
    for (long id = 0; id < 20; id++) {
      records.add(new Loose(id, id < 10 ? null : "secret"));
    }
    Check check =
        Check.error("gate")
            .require(
                number("v").sum().isAtMost(100),
                any("v").isComplete(),
                integer("id").isLessThan(10),
                number("id").sum().isEqualTo(190));
    VerificationResult result =
        DataQuality.verify(SharedSpark.context().parallelize(records, 2), fields, check);
    assertThat(result.constraints().subList(0, 2))
        .allSatisfy(
            each ->
                assertThat(each.error().message())
                    .contains("field v")
                    .contains("String")
                    .doesNotContain("secret"));
    others_see_all_rows(result, 2);
  }

  @Test
  void whole_numbers_in_a_field_declared_as_real_or_decimal_are_numbers() {
    for (Class<?> type : List.of(Double.class, java.math.BigDecimal.class)) {
      Object other = type == Double.class ? (Object) 2.5 : new java.math.BigDecimal("2.5");
      VerificationResult result =
          DataQuality.verify(
              rdd(records(2L, other), 2),
              fields(type),
              Check.error("c")
                  .require(
                      number("v").sum().isEqualTo(45),
                      number("v").max().isEqualTo(2.5),
                      number("v").min().isEqualTo(2)));
      assertThat(result.constraints())
          .extracting(ConstraintResult::status)
          .containsOnly(Status.PASS);
    }
  }

  @Test
  void samples_come_in_the_order_of_partition_and_row() {
    List<Map<String, ?>> records = records(1L, 2L);
    for (int partitions : new int[] {1, 4, 20}) {
      JavaRDD<Map<String, ?>> slowFirst =
          rdd(records, partitions)
              .mapPartitionsWithIndex(
                  (i, rows) -> {
                    Thread.sleep(i == 0 ? 50 : 0);
                    return rows;
                  },
                  true);
      List<Sample> samples =
          DataQuality.on(slowFirst, fields(Long.class))
              .check(Check.error("c").require(number("id").isGreaterThan(100)))
              .withSamples(7)
              .run()
              .constraints()
              .get(0)
              .samples();
      assertThat(samples)
          .extracting(sample -> sample.values().get("id"))
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }
  }
}
