package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.VerificationResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same data in the same partitions give the same text, whichever task ends first. */
@Tag("slow")
class SameTextTest {

  private static Dataset<Row> data() {
    SparkSession session = SharedSpark.session().newSession();
    session.conf().set("spark.sql.adaptive.enabled", true);
    session.conf().set("spark.sql.adaptive.coalescePartitions.enabled", true);
    session.conf().set("spark.sql.shuffle.partitions", 8);
    return session
        .range(0, 20_000, 1, 8)
        .selectExpr("pow(id*7919 % 20011,1.3)/7 v", "cast(id*7919%5003 as int) i");
  }

  /** The same in the order of partitions, each of which waits a while that differs by run. */
  private static JavaRDD<Map<String, ?>> records(int run) {
    return data()
        .toJavaRDD()
        .mapPartitionsWithIndex(
            (partition, rows) -> {
              Thread.sleep(new Random(31L * run + partition).nextInt(20));
              List<Map<String, ?>> maps = new ArrayList<>();
              rows.forEachRemaining(
                  row -> maps.add(Map.of("v", row.getDouble(0), "i", row.getInt(1))));
              return maps.iterator();
            },
            true);
  }

  private static final Fields<Map<String, ?>> FIELDS =
      Fields.ofMap(new LinkedHashMap<>(Map.of("v", Double.class, "i", Integer.class)));

  private static Set<String> texts(int runs, Supplier<String> run) {
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < runs; i++) {
      texts.add(run.get());
    }
    return texts;
  }

  private static final ProfileOptions OPTIONS =
      ProfileOptions.DEFAULT.withAsOf(Instant.parse("2026-01-02T03:04:05Z"));

  private static String all(DatasetProfile profile) {
    return profile + "\n" + profile.suggest() + "\n" + ProfileJson.write(profile);
  }

  @Test
  void a_profile_of_a_dataset() {
    assertThat(texts(15, () -> all(Profiler.on(data()).options(OPTIONS).run()))).hasSize(1);
  }

  @Test
  void a_profile_of_an_rdd() {
    int[] run = {0};
    assertThat(texts(15, () -> all(Profiler.on(records(run[0]++), FIELDS).options(OPTIONS).run())))
        .hasSize(1);
  }

  private static final Check CHECK =
      Check.error("c")
          .require(
              number("v").sum().observed(),
              number("v").mean().observed(),
              number("v").standardDeviation().observed(),
              number("v").skewness().observed(),
              number("v").kurtosis().observed(),
              number("v").correlation(number("i")).observed(),
              number("v").approxQuantile(0.5).observed(),
              number("v").median().observed(),
              number("v").valueCounts(5).observed(),
              number("i").entropy().observed(),
              number("v").entropy().observed(),
              key("i", "v").uniqueness().observed());

  @Test
  void a_verification() {
    assertThat(texts(4, () -> Clear.verify(data(), CHECK).toString())).hasSize(1);
    int[] run = {0};
    assertThat(texts(4, () -> Clear.verify(records(run[0]++), FIELDS, CHECK).toString()))
        .hasSize(1);
  }

  /**
   * Which rows of a shuffle come first is chance on a cluster, so what is made of counts must not
   * depend on the order of rows and partitions at all.
   */
  @Test
  void metrics_over_keys_are_the_same_in_every_order_and_on_every_path() {
    List<Map<String, ?>> records = new ArrayList<>();
    for (int id = 0; id < 3_000; id++) {
      int a = (int) (Math.sqrt(id) * 13.7);
      records.add(Map.of("a", a, "b", id * 7919 % 101 % (1 + a % 7), "t", "t" + a % 501));
    }
    Fields<Map<String, ?>> fields =
        Fields.ofMap(Map.of("a", Integer.class, "b", Integer.class, "t", String.class));
    Check check =
        Check.error("c")
            .require(
                number("a").entropy().observed(),
                string("t").entropy().observed(),
                number("a").mutualInformation(number("b")).observed(),
                number("a").cramersV(number("b")).observed(),
                string("t").cramersV(number("b")).observed());
    Check one = Check.error("one").require(string("t").entropy().observed());
    Set<List<String>> values = new LinkedHashSet<>();
    for (int run = 0; run < 3; run++) {
      Collections.shuffle(records, new Random(run));
      List<Row> rows = new ArrayList<>();
      records.forEach(
          each -> rows.add(RowFactory.create(each.get("a"), each.get("b"), each.get("t"))));
      Dataset<Row> data =
          SharedSpark.session()
              .createDataFrame(
                  SharedSpark.context().parallelize(rows, 1 + 2 * run),
                  StructType.fromDDL("a INT, b INT, t STRING"));
      JavaRDD<Map<String, ?>> rdd = SharedSpark.context().parallelize(records, 1 + 2 * run);
      for (VerificationResult result :
          List.of(
              Clear.verify(records, fields, check, one),
              Clear.verify(rdd, fields, check, one),
              DataQuality.on(data).check(check).check(one).run(),
              DataQuality.on(data).check(check).check(one).keys(KeyStrategy.GROUP_BY).run())) {
        values.add(result.constraints().stream().map(SameTextTest::exactly).toList());
      }
      assertThat(exactly(Clear.verify(data, one).constraints().get(0)))
          .isEqualTo(values.iterator().next().get(1));
    }
    assertThat(values).hasSize(1);
    assertThat(values.iterator().next()).allMatch(each -> !each.contains("null"));
  }

  private static String exactly(ConstraintResult result) {
    return result.status() + " " + result.actual();
  }
}
