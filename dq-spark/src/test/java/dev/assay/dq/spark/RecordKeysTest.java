package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys of records: what shares them shares the work, and what has no order fails alone. */
class RecordKeysTest {

  private static JavaRDD<Map<String, ?>> rdd(List<Map<String, ?>> records, int partitions) {
    return SharedSpark.context().parallelize(records, partitions);
  }

  private static List<Map<String, ?>> values(Object... values) {
    List<Map<String, ?>> records = new ArrayList<>();
    for (Object value : values) {
      records.add(Map.of("v", value, "id", (long) records.size()));
    }
    return records;
  }

  @Tag("slow")
  @Test
  void quantiles_of_all_columns_take_one_sort() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (long i = 1; i <= 1_000; i++) {
      records.add(Map.of("a", 1_001 - i, "b", (i * 7 % 100) / 4.0));
    }
    List<Requirement> quantiles = new ArrayList<>();
    for (int tenth = 1; tenth <= 9; tenth++) {
      double q = tenth / 10.0;
      // the a are 1 to 1,000; of 0, 0.25 to 24.75 each b comes ten times
      quantiles.add(number("a").quantile(q).isEqualTo(100L * tenth));
      // in the other order
      double r = (10 - tenth) / 10.0;
      quantiles.add(number("b").quantile(r).isEqualTo((10 * (10 - tenth) - 1) / 4.0));
    }
    quantiles.add(number("a").quantile(new BigDecimal("0.1000000000000000001")).isEqualTo(101));
    quantiles.add(number("b").quantile(0.5).where(number("a").isAtMost(4)).isEqualTo(19.75));
    quantiles.add(key("a").isUnique());
    Check check = Check.error("c").require(quantiles.toArray(Requirement[]::new));
    Fields<Map<String, ?>> fields =
        Fields.ofMap(new java.util.TreeMap<>(Map.of("a", Long.class, "b", Double.class)));
    RunPlan plan = RunPlan.of(DataQuality.plan(rdd(records, 4), fields, check));
    assertThat(plan.cost().jobs()).as("states, keys, sort").isEqualTo(3);
    assertThat(plan.cost().shuffles()).as("keys, sort").isEqualTo(2);
    for (int partitions : new int[] {1, 4, 30}) {
      assertThat(DataQuality.verify(rdd(records, partitions), fields, check).failures()).isEmpty();
      Dataset<Row> rows =
          SharedSpark.session()
              .createDataFrame(
                  rdd(records, partitions).map(m -> RowFactory.create(m.get("a"), m.get("b"))),
                  StructType.fromDDL("a BIGINT, b DOUBLE"));
      assertThat(DataQuality.verify(rows, check).failures()).isEmpty();
    }
  }

  @Test
  void values_are_in_the_order_of_their_kind() {
    // U+FFFF is before U+1F600 as UTF-8 and by code points, after its surrogates as UTF-16
    assertThat(
            DataQuality.verify(
                    rdd(values("\uFFFF", "a", "\uD83D\uDE00", "ab", ""), 2),
                    Fields.ofMap(Map.of("v", String.class)),
                    Check.error("c").require(string("v").valueCounts(4).observed()))
                .constraints()
                .get(0)
                .actual()
                .toString())
        .contains("a")
        .doesNotContain("\uD83D\uDE00");
    assertThat(
            DataQuality.verify(
                    rdd(values(-3L, new BigDecimal("2.5"), 700L, -0.5, 3L), 3),
                    Fields.ofMaps(),
                    Check.error("c")
                        .require(
                            number("v").median().isEqualTo(2.5),
                            number("v").quantile(0.2).isEqualTo(-3),
                            number("v").quantile(0.4).isEqualTo(-0.5),
                            number("v").quantile(1).isEqualTo(700)))
                .failures())
        .isEmpty();
  }

  @Test
  void values_without_a_common_order_fail_what_needs_one_and_nothing_else() {
    List<Map<String, ?>> records = values(1L, "one", 2L, "two");
    Check check =
        Check.error("c")
            .require(
                any("v").valueCounts(2).observed(),
                key("v").isUnique(),
                number("id").median().isEqualTo(1));
    List<ConstraintResult> distributed =
        DataQuality.verify(rdd(records, 2), Fields.ofMaps(), check).constraints();
    List<ConstraintResult> local =
        LocalDataQuality.verify(records, Fields.ofMaps(), check).constraints();
    for (List<ConstraintResult> results : List.of(distributed, local)) {
      assertThat(results)
          .extracting(ConstraintResult::status)
          .containsExactly(Status.ERROR, Status.PASS, Status.PASS);
      assertThat(results.get(0).error().message())
          .contains("values of different kinds have no common order")
          .doesNotContain("one");
    }
  }
}
