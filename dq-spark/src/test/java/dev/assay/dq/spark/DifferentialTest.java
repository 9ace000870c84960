package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.ClearLists;
import dev.assay.dq.Constraint;
import dev.assay.dq.OnNoRows;
import dev.assay.dq.Requirement;
import dev.assay.dq.internal.model.Expr;
import dev.assay.dq.internal.model.OrderRule;
import dev.assay.dq.internal.model.Statistic;
import dev.assay.dq.internal.plan.BoundConstraint;
import dev.assay.dq.internal.plan.OverBatches;
import dev.assay.dq.internal.plan.RunPlan;
import dev.assay.dq.local.Fields;
import dev.assay.dq.local.LocalDataQuality;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.MetricValue;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The three paths agree on random data and random constraints: 300 cases in every build, 2,000 in
 * CI. {@code -Dassay.cases=100000} runs more, {@code -Dassay.seed=N} replays one batch.
 */
@Tag("matrix")
class DifferentialTest {

  private static final int BATCH = 100;
  private static final SparkSession GENERATING = SharedSpark.generating();

  @Test
  void the_three_paths_agree() {
    Long only = Long.getLong("assay.seed");
    if (only != null) {
      new Case(only).compare();
      return;
    }
    run(1, Integer.getInteger("assay.cases", 300));
  }

  @Tag("slow")
  @Test
  void the_three_paths_agree_in_many_cases() {
    run(101, 2_000);
  }

  @Tag("slow")
  @Test
  void rows_tell_the_same_while_they_are_written() {
    new Case(20_001).compareWhileWriting();
  }

  @Test
  void batches_of_a_window_tell_what_their_rows_would_together(@TempDir Path folder)
      throws Exception {
    int judged = 0;
    for (long seed = 30_001; seed < 30_004; seed++) {
      judged += new Case(seed).compareInBatches(folder.resolve("" + seed).toString());
    }
    assertThat(judged).isGreaterThan(BATCH);
  }

  /** The answer does not depend on how the engine goes about it. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("choices")
  void every_choice_of_engine_gives_the_same_verdicts(
      ScanStrategy scan, KeyStrategy keys, long firstSeed) {
    for (long seed = firstSeed + 7; seed < firstSeed + 10; seed++) {
      new Case(seed).compareOnFrame(scan, keys);
    }
  }

  static List<Arguments> choices() {
    List<Arguments> choices = new ArrayList<>();
    for (ScanStrategy scan : ScanStrategy.values()) {
      for (KeyStrategy keys : List.of(KeyStrategy.AUTO, KeyStrategy.GROUP_BY)) {
        if (scan != ScanStrategy.AUTO || keys != KeyStrategy.AUTO) {
          choices.add(Arguments.of(scan, keys, 10_001L + choices.size()));
        }
      }
    }
    return choices;
  }

  /** Where there are so many cases, every kind comes to a verdict. */
  private static final int ALL_KINDS = 2_000;

  /** Seeds that are asked for what is missing: on the local path, which takes next to no time. */
  private static final int SEEDS = 500;

  private static void run(long firstSeed, int cases) {
    int batches = (cases + BATCH - 1) / BATCH;
    Set<Long> seeds = new LinkedHashSet<>();
    if (cases >= ALL_KINDS) {
      seeds.addAll(withAllKinds(firstSeed));
    }
    for (long seed = firstSeed; seeds.size() < batches; seed++) {
      seeds.add(seed);
    }
    seeds.forEach(seed -> new Case(seed).compare());
    System.out.println("differential: " + seeds.size() * BATCH + " cases on three paths");
  }

  /** Seeds of cases in which each kind comes to a verdict. */
  private static List<Long> withAllKinds(long firstSeed) {
    Set<Object> missing = new HashSet<>(Kinds.predicates());
    missing.addAll(Kinds.metrics());
    missing.add(Constraint.PerGroup.class);
    missing.add(Constraint.SameRows.class);
    missing.addAll(List.of(OrderRule.values()));
    // SQL runs on a Dataset alone, and estimates differ
    missing.removeAll(
        Set.of(Expr.Sql.class, Statistic.APPROX_DISTINCT_COUNT, Statistic.APPROX_QUANTILE));
    List<Long> seeds = new ArrayList<>();
    for (long seed = firstSeed; !missing.isEmpty() && seed < firstSeed + SEEDS; seed++) {
      if (missing.removeAll(new Case(seed).judged())) {
        seeds.add(seed);
      }
    }
    assertThat(missing).isEmpty();
    return seeds;
  }

  /** Into how many batches rows are divided. */
  private static final int BATCHES = 3;

  /** Among the times of the random rows. */
  private static final Instant AS_OF = Instant.parse("2024-02-29T23:30:00.000001Z");

  /** One random schema with random data and constraints, and what the local path says of them. */
  private static final class Case {
    private final long seed;
    private final Check check;
    private final List<Row> rows;
    private final Dataset<Row> frame;
    private final JavaRDD<Map<String, ?>> rdd;
    private final Fields<Map<String, ?>> fields;
    private final VerificationResult local;
    private final Dataset<Row> others;
    private final List<Map<String, ?>> otherRecords;

    Case(long seed) {
      this.seed = seed;
      Differential random = new Differential(seed);
      Set<Constraint> constraints = new LinkedHashSet<>();
      while (constraints.size() < BATCH) {
        constraints.add(random.constraint().toConstraint());
      }
      check = Check.error("random").require(constraints);
      rows = random.rows(random.records);
      // with the code of Spark's in every third case, interpreted in the others
      SparkSession session = seed % 3 == 0 ? GENERATING : SharedSpark.session();
      frame = session.createDataFrame(rows, random.schema()).repartition(1 + (int) (seed % 5));
      List<Map<String, ?>> records = new ArrayList<>();
      random.records.forEach(record -> records.add(new HashMap<>(record)));
      rdd = SharedSpark.context().parallelize(records, 1 + (int) (seed % 7));
      fields = Fields.ofMap(random.javaTypes());
      others =
          session.createDataFrame(random.rows(random.others()), random.schema()).repartition(2);
      otherRecords = List.copyOf(random.others());
      local =
          LocalDataQuality.<Map<String, ?>>on(records, fields)
              .with("others", otherRecords, fields)
              .check(check)
              .asOf(AS_OF)
              .samplePolicy(ClearLists.ALL)
              .run();
    }

    DatasetVerification onFrame() {
      return DataQuality.on(frame)
          .with("others", others)
          .check(check)
          .asOf(AS_OF)
          .samplePolicy(ClearLists.ALL);
    }

    RecordsVerification<Map<String, ?>> onRdd() {
      return DataQuality.on(rdd, fields)
          .with("others", SharedSpark.context().parallelize(otherRecords, 2), fields)
          .check(check)
          .asOf(AS_OF)
          .samplePolicy(ClearLists.ALL);
    }

    /** What came to a verdict, and not to an error. */
    Set<Object> judged() {
      List<Requirement> judged = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        Status status = local.constraints().get(i).status();
        if (status == Status.PASS || status == Status.FAIL) {
          judged.add(check.constraints().get(i));
        }
      }
      return Kinds.in(judged);
    }

    void compare() {
      compare("a Dataset", onFrame().run());
      compare("an RDD", onRdd().run());
    }

    void compareOnFrame(ScanStrategy scan, KeyStrategy keys) {
      compare(scan + " and " + keys, onFrame().scan(scan).keys(keys).run());
    }

    /** Over what passes by, and the rest over what was written. */
    void compareWhileWriting() {
      Dataset<Row> repartitioned = frame.repartition(3);
      compare(
          "rows that are written",
          onFrame()
              .whileWriting(
                  writer -> writer.format("noop").mode("overwrite").save(), () -> repartitioned));
    }

    /** How many constraints a window can judge; of the present, which differs, it is not asked. */
    int compareInBatches(String folder) throws Exception {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        if (isOfBatches(check.constraints().get(i))) {
          kept.add(i);
        }
      }
      List<VerificationResult> windows = new ArrayList<>();
      StreamVerification stream =
          DataQuality.stream()
              .onNoRows(OnNoRows.DEFAULT)
              .samplePolicy(ClearLists.ALL)
              .overLast(
                  BATCHES,
                  folder,
                  Check.error("window")
                      .require(kept.stream().map(i -> check.constraints().get(i)).toList()))
              .onWindow((id, result) -> windows.add(result));
      for (int i = 0; i < BATCHES; i++) {
        List<Row> some = rows.subList(i * rows.size() / BATCHES, (i + 1) * rows.size() / BATCHES);
        stream.call(frame.sparkSession().createDataFrame(some, frame.schema()), (long) i);
      }
      for (int i = 0; i < kept.size(); i++) {
        compare(kept.get(i), BATCHES + " batches", windows.get(BATCHES - 1).constraints().get(i));
      }
      return kept.size();
    }

    private boolean isOfBatches(Constraint constraint) {
      Check alone = Check.error("alone").require(constraint);
      RunPlan plan =
          RunPlan.of(DataQuality.on(frame).with("others", others).check(alone).asOf(AS_OF).plan());
      try {
        OverBatches.require(alone);
        plan.checks().forEach(OverBatches::require);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("cannot be judged over several batches");
        return false;
      }
      return plan.checks().stream()
          .flatMap(each -> each.constraints().stream())
          .noneMatch(BoundConstraint::readsRunTime);
    }

    void compare(String where, VerificationResult other) {
      for (int i = 0; i < BATCH; i++) {
        compare(i, where, other.constraints().get(i));
      }
    }

    private void compare(int i, String where, ConstraintResult other) {
      ConstraintResult oracle = local.constraints().get(i);
      agree(
          "seed " + seed + ", constraint " + i + ": " + oracle.sentence() + " with " + where,
          oracle,
          other);
    }
  }

  private static void agree(String what, ConstraintResult oracle, ConstraintResult other) {
    assertThat(other.status())
        .as("%s%n local: %s%n other: %s", what, oracle.butWas(), other.butWas())
        .isEqualTo(oracle.status());
    assertThat(other.rowsInScope()).as(what).isEqualTo(oracle.rowsInScope());
    assertThat(other.violations()).as(what).isEqualTo(oracle.violations());
    assertThat(other.leftOut()).as(what).isEqualTo(oracle.leftOut());
    if (oracle.actual() instanceof MetricValue.Groups
        || oracle.actual() instanceof MetricValue.InOrder) {
      assertThat(other.note()).as(what).isEqualTo(oracle.note());
    }
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
    } else if (oracle instanceof MetricValue.Combined a
        && other instanceof MetricValue.Combined b) {
      assertThat(b.parts()).as(what).hasSameSizeAs(a.parts());
      for (int i = 0; i < a.parts().size(); i++) {
        equal(what, a.parts().get(i).value(), b.parts().get(i).value());
      }
      // a small difference of parts may be a great one of their difference or ratio
      if (b.parts().equals(a.parts()) || !(a.value() instanceof MetricValue.Real)) {
        equal(what, a.value(), b.value());
      }
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
