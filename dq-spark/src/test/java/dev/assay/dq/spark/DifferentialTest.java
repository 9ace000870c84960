package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.model.Check;
import dev.assay.dq.model.Requirement;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.VerificationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The three paths agree on random data and random constraints: 2,000 cases by default. {@code
 * -Dassay.cases=100000} runs more, {@code -Dassay.seed=N} replays one batch.
 */
class DifferentialTest {

  private static final int BATCH = 125;

  @Test
  void the_three_paths_agree() {
    Long only = Long.getLong("assay.seed");
    if (only != null) {
      batch(only);
      return;
    }
    int cases = Integer.getInteger("assay.cases", 2_000);
    int done = 0;
    for (long seed = 1; done < cases; seed++) {
      done += batch(seed);
    }
    System.out.println("differential: " + done + " cases on three paths");
    assertThat(done).isGreaterThanOrEqualTo(cases);
  }

  /** The answer does not depend on how the engine goes about it. */
  @ParameterizedTest
  @CsvSource({
    "SINGLE_PASS, AUTO",
    "COLUMN_GROUPS, AUTO",
    "RECORDS, AUTO",
    "AUTO, GROUP_BY",
    "SINGLE_PASS, GROUP_BY",
    "COLUMN_GROUPS, GROUP_BY",
    "RECORDS, GROUP_BY"
  })
  void every_choice_of_engine_gives_the_same_verdicts(ScanStrategy scan, KeyStrategy keys) {
    for (long seed = 10_001; seed <= 10_004; seed++) {
      Case random = new Case(seed);
      VerificationResult onFrame =
          DataQuality.on(random.frame).check(random.check).scan(scan).keys(keys).run();
      random.compare(scan + " and " + keys, onFrame);
    }
  }

  /** One random schema with random data and constraints, and what the local path says of them. */
  private static final class Case {
    private final long seed;
    private final Check check;
    private final Dataset<Row> frame;
    private final VerificationResult local;

    Case(long seed) {
      this.seed = seed;
      Differential random = new Differential(seed);
      List<Requirement> requirements = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        requirements.add(random.constraint());
      }
      check = Check.error("random").require(requirements);
      frame =
          SharedSpark.session()
              .createDataFrame(random.rows(), random.schema())
              .repartition(1 + (int) (seed % 5));
      List<Map<String, ?>> records = new ArrayList<>();
      random.records.forEach(record -> records.add(new HashMap<>(record)));
      local = LocalDataQuality.verify(records, Fields.ofMap(random.javaTypes()), check);
    }

    void compare(String where, VerificationResult other) {
      for (int i = 0; i < BATCH; i++) {
        ConstraintResult oracle = local.constraints().get(i);
        agree(
            "seed " + seed + ", constraint " + i + ": " + oracle.sentence() + " with " + where,
            oracle,
            other.constraints().get(i));
      }
    }
  }

  private static int batch(long seed) {
    Differential random = new Differential(seed);
    List<Requirement> requirements = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      requirements.add(random.constraint());
    }
    Check check = Check.error("random").require(requirements);
    Dataset<Row> frame =
        SharedSpark.session()
            .createDataFrame(random.rows(), random.schema())
            .repartition(1 + (int) (seed % 5));
    List<Map<String, ?>> records = new ArrayList<>();
    random.records.forEach(record -> records.add(new HashMap<>(record)));
    JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(records, 1 + (int) (seed % 7));
    Fields<Map<String, ?>> fields = Fields.ofMap(random.javaTypes());

    VerificationResult local = LocalDataQuality.verify(records, fields, check);
    VerificationResult onFrame = DataQuality.verify(frame, check);
    VerificationResult onRdd = DataQuality.verify(rdd, fields, check);

    for (int i = 0; i < BATCH; i++) {
      ConstraintResult oracle = local.constraints().get(i);
      String what = "seed " + seed + ", constraint " + i + ": " + oracle.sentence();
      agree(what + " on a Dataset", oracle, onFrame.constraints().get(i));
      agree(what + " on an RDD", oracle, onRdd.constraints().get(i));
    }
    return BATCH;
  }

  private static void agree(String what, ConstraintResult oracle, ConstraintResult other) {
    assertThat(other.status())
        .as("%s%n local: %s%n other: %s", what, oracle.butWas(), other.butWas())
        .isEqualTo(oracle.status());
    assertThat(other.rowsInScope()).as(what).isEqualTo(oracle.rowsInScope());
    assertThat(other.violations()).as(what).isEqualTo(oracle.violations());
    assertThat(other.leftOut()).as(what).isEqualTo(oracle.leftOut());
    equal(what, oracle.actual(), other.actual());
  }

  private static void equal(String what, MetricValue oracle, MetricValue other) {
    if (oracle instanceof MetricValue.Real a && other instanceof MetricValue.Real b) {
      double x = a.value();
      double y = b.value();
      boolean same =
          Double.compare(x, y) == 0
              || x == y
              || Math.abs(x - y) <= 1e-9 * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
      assertThat(same).as("%s: %s and %s", what, x, y).isTrue();
    } else if (oracle instanceof MetricValue.Exact a && other instanceof MetricValue.Exact b) {
      assertThat(b.value()).as(what).isEqualByComparingTo(a.value());
    } else if (oracle instanceof MetricValue.Mean a && other instanceof MetricValue.Mean b) {
      assertThat(b.sum()).as(what).isEqualByComparingTo(a.sum());
      assertThat(b.count()).as(what).isEqualTo(a.count());
    } else {
      assertThat(other == null ? null : other.text())
          .as(what)
          .isEqualTo(oracle == null ? null : oracle.text());
    }
  }
}
