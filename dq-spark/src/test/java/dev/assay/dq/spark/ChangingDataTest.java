package dev.assay.dq.spark;

import static dev.assay.dq.Columns.any;
import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.rowSatisfies;
import static dev.assay.dq.Columns.sqlMetric;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.local.Fields;
import dev.assay.dq.profile.DatasetProfile;
import dev.assay.dq.profile.ProfileOptions;
import dev.assay.dq.profile.ProfileText;
import dev.assay.dq.result.ConstraintResult;
import dev.assay.dq.result.Status;
import dev.assay.dq.result.VerificationResult;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Figures of two readings are never put together where these have seen different rows. */
class ChangingDataTest {

  /** In local mode tasks share it: each reading of the data finds a row less. */
  private static final AtomicInteger READINGS = new AtomicInteger();

  private static JavaRDD<Long> shrinking() {
    READINGS.set(0);
    return SharedSpark.context()
        .parallelize(java.util.stream.LongStream.range(0, 1_000).boxed().toList(), 1)
        .mapPartitions(
            ids -> {
              for (int i = READINGS.getAndIncrement(); i > 0; i--) {
                ids.next();
              }
              return ids;
            });
  }

  private static Dataset<Row> frame(JavaRDD<Long> ids) {
    return SharedSpark.session()
        .createDataFrame(
            ids.map(id -> RowFactory.create(id, "t" + id % 10, id % 2 == 0 ? null : "u" + id % 3)),
            new StructType()
                .add("id", DataTypes.LongType)
                .add("t", DataTypes.StringType)
                .add("u", DataTypes.StringType));
  }

  /** One constraint of each pass, the scan's first. */
  private static Check everyPass() {
    return Check.error("c")
        .require(
            number("id").isNonNegative(),
            key("id").isUnique(),
            key("u").distinctCount().isEqualTo(3),
            key("t", "u").distinctCount().isEqualTo(15),
            number("id").median().isEqualTo(499),
            string("u").valueCounts(2).observed(),
            any("t").cramersV(any("u")).observed(),
            sqlMetric("count(DISTINCT t)").isEqualTo(10),
            number("id").trimmedMean(0.1).isEqualTo(499.5),
            number("id").medianAbsoluteDeviation().isEqualTo(250),
            rowSatisfies("odd or even", List.of("id"), row -> row.get("id") != null),
            key("t")
                .duplicateRows()
                .where(rowSatisfies("all", List.of("id"), row -> true))
                .isEqualTo(1_000));
  }

  @Test
  void every_pass_over_a_dataset_counts_rows() {
    VerificationResult result = DataQuality.verify(frame(shrinking()), everyPass());
    List<ConstraintResult> all = result.constraints();
    assertThat(all.get(0).status()).isEqualTo(Status.PASS);
    assertThat(all.get(0).rowsInScope()).isEqualTo(1_000);
    for (ConstraintResult each : all.subList(1, all.size())) {
      assertThat(each.status()).as(each.sentence()).isEqualTo(Status.ERROR);
      assertThat(each.error().message())
          .startsWith("the data changed while they were read: 1,000 rows in the scan pass, 99")
          .endsWith(" pass");
    }
    assertThat(all.subList(1, all.size()).stream().map(each -> each.error().message()).toList())
        .as("all kinds of passes")
        .anyMatch(message -> message.endsWith("in the packed keys pass"))
        .anyMatch(message -> message.endsWith("in the keys pass"))
        .anyMatch(message -> message.endsWith("in the ranks pass"))
        .anyMatch(message -> message.endsWith("in the values pass"))
        .anyMatch(message -> message.endsWith("in the pairs pass"))
        .anyMatch(message -> message.endsWith("in the sql metrics pass"))
        .anyMatch(message -> message.endsWith("in the records pass"));
  }

  @Test
  void every_pass_counts_the_same_rows_where_nothing_changes() {
    JavaRDD<Long> ids =
        SharedSpark.context()
            .parallelize(java.util.stream.LongStream.range(0, 1_000).boxed().toList(), 3);
    assertThat(DataQuality.verify(frame(ids), everyPass()).constraints())
        .extracting(ConstraintResult::status)
        .containsOnly(Status.PASS);
  }

  @Test
  void the_second_pass_over_records_finds_other_rows() {
    VerificationResult result =
        DataQuality.verify(
            shrinking().map(id -> Map.<String, Object>of("id", id)),
            Fields.ofMap(Map.of("id", Long.class)),
            Check.error("c")
                .require(
                    rowCount().isEqualTo(1_000),
                    key("id").isUnique(),
                    number("id").median().isEqualTo(499)));
    assertThat(result.constraints().get(0).status()).isEqualTo(Status.PASS);
    assertThat(result.constraints().subList(1, 3))
        .allSatisfy(
            each ->
                assertThat(each.error().message())
                    .isEqualTo(
                        "the data changed while they were read: 1,000 rows in the records pass,"
                            + " 999 in the record keys pass"));
  }

  /** Not a Java record, so that any serializer can carry it. */
  public static final class Item implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String text;

    Item(String text) {
      this.text = text;
    }

    public String getText() {
      return text;
    }
  }

  @Test
  void a_profile_does_not_use_a_second_scan_of_other_rows() {
    for (DatasetProfile profile :
        List.of(
            Profiler.profile(frame(shrinking())),
            Profiler.profile(shrinking().map(id -> new Item("t" + id)), Fields.of(Item.class)))) {
      assertThat(profile.rows()).isEqualTo(1_000);
      assertThat(ProfileText.render(profile))
          .contains(
              "the data changed while they were read: 1,000 rows in the first scan, 999 in the"
                  + " second");
    }
  }

  /** The third reading finds a row less. */
  private static JavaRDD<Long> shrunkAfterTwo() {
    READINGS.set(0);
    return SharedSpark.context()
        .parallelize(java.util.stream.LongStream.range(0, 1_000).boxed().toList(), 1)
        .mapPartitions(
            ids -> {
              if (READINGS.getAndIncrement() > 1) {
                ids.next();
              }
              return ids;
            })
        .map(id -> id / 2);
  }

  @Test
  void a_profile_does_not_show_duplicate_rows_of_a_third_reading_of_other_rows() {
    ProfileOptions options = ProfileOptions.DEFAULT.withDuplicateRowsShown(3);
    for (Supplier<Profiler> each :
        List.<Supplier<Profiler>>of(
            () -> Profiler.on(frame(shrunkAfterTwo())),
            () ->
                Profiler.on(
                    shrunkAfterTwo().map(id -> new Item("t" + id)), Fields.of(Item.class)))) {
      DatasetProfile profile = each.get().options(options).run();
      assertThat(profile.duplicateRows()).isEqualTo(500);
      assertThat(profile.topDuplicateRows()).isEmpty();
      assertThat(profile.limits())
          .contains(
              "duplicate rows are not shown: the data changed while they were read: 500 duplicate"
                  + " rows in the second scan, 499 in the third");
    }
  }

  @Test
  void a_filter_that_throws_dice_never_gives_impossible_counts() {
    Dataset<Row> data =
        SharedSpark.session()
            .range(0, 2_000, 1, 4)
            .selectExpr("id", "cast(id AS STRING) AS t")
            .filter("rand() < 0.5");
    VerificationResult result =
        DataQuality.verify(
            data,
            Check.error("c")
                .require(
                    number("id").median().isAtLeast(0),
                    key("id").isUnique(),
                    key("t").distinctCount().isAtLeast(0)));
    for (ConstraintResult each : result.constraints()) {
      if (each.status() == Status.ERROR) {
        assertThat(each.error().message()).startsWith("the data changed while they were read");
      } else {
        assertThat(each.leftOut()).as(each.sentence()).isZero();
      }
    }
  }
}
