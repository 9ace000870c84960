package dev.assay.dq.spark;

import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of constraints in one run. */
class ManyConstraintsTest {

  private static final int ROWS = 300;
  private static final int COLUMNS = 20;

  /** The number of the row, in twenty columns. */
  private static Dataset<Row> rows() {
    return SharedSpark.session()
        .range(0, ROWS, 1, 3)
        .select(
            IntStream.range(0, COLUMNS)
                .mapToObj(c -> functions.col("id").as("c" + c))
                .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static JavaRDD<Map<String, ?>> records() {
    return SharedSpark.context()
        .parallelize(IntStream.range(0, ROWS).boxed().toList(), 3)
        .map(
            row -> {
              Map<String, Object> record = new HashMap<>();
              for (int c = 0; c < COLUMNS; c++) {
                record.put("c" + c, (long) row);
              }
              return record;
            });
  }

  private static Fields<Map<String, ?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    IntStream.range(0, COLUMNS).forEach(c -> types.put("c" + c, Long.class));
    return Fields.ofMap(types);
  }

  /**
   * Of the rows 0 to 299: one is equal to i, if it is less than 300; those from i % 300 on are 300
   * - i % 300; and so many are added up in a sum of ones.
   */
  private static Requirement constraint(int i) {
    String column = "c" + i % COLUMNS;
    int bound = i % ROWS;
    return switch (i % 4) {
      case 0 -> number(column).isNotEqualTo(i).id("i" + i);
      case 1 -> number(column).isLessThan(bound).id("i" + i);
      case 2 ->
          number(column).max().where(number("c0").isAtMost(bound)).isEqualTo(bound).id("i" + i);
      default ->
          rowCount().where(number(column).isAtLeast(bound)).isEqualTo(ROWS - bound).id("i" + i);
    };
  }

  private static String expected(int i) {
    return switch (i % 4) {
      case 0 -> i < ROWS ? "FAIL 1" : "PASS 0";
      case 1 -> "FAIL " + (ROWS - i % ROWS);
      default -> "PASS -1";
    };
  }

  private static void assertJudged(int number, VerificationResult result) {
    List<ConstraintResult> all = result.constraints();
    assertThat(all).hasSize(number);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String outcome = all.get(i).status() + " " + all.get(i).violations();
      if (!outcome.equals(expected(i))) {
        wrong.add(i + ": " + outcome + " instead of " + expected(i));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Check check(int number) {
    return Check.error("many")
        .require(IntStream.range(0, number).mapToObj(ManyConstraintsTest::constraint).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000})
  void a_thousand_are_judged_on_every_path(int number) {
    Check check = check(number);
    assertJudged(number, DataQuality.verify(rows(), check));
    assertJudged(number, DataQuality.verify(records(), fields(), check));
    assertJudged(number, LocalDataQuality.verify(records().collect(), fields(), check));
  }

  @Tag("slow")
  @Test
  void ten_thousand_in_one_run_are_judged() {
    Check check = check(10_000);
    long start = System.nanoTime();
    assertJudged(10_000, DataQuality.verify(rows(), check));
    System.out.println("10,000 constraints: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    assertThat(RunPlan.of(DataQuality.plan(rows(), check)).cost().jobs()).isLessThan(50);
  }

  @Tag("slow")
  @Test
  void eight_thousand_over_records_are_judged() {
    Check check = check(8_217);
    long start = System.nanoTime();
    assertJudged(8_217, DataQuality.verify(records(), fields(), check));
    System.out.println(
        "8,217 constraints over records: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    assertJudged(8_217, LocalDataQuality.verify(records().collect(), fields(), check));
  }
}
