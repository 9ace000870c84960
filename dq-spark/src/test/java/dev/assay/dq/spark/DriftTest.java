package dev.assay.dq.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.drift.ColumnDrift;
import dev.assay.dq.drift.Drift;
import dev.assay.dq.drift.Finding;
import dev.assay.dq.drift.Level;
import dev.assay.dq.json.ProfileJson;
import dev.assay.dq.profile.DatasetProfile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drift between two Datasets. */
@Tag("matrix")
class DriftTest {

  private static final SparkSession SPARK = SharedSpark.session();

  private static Dataset<Row> orders() {
    return SPARK
        .range(0, 20_000, 1, 4)
        .select(
            col("id"),
            col("id").multiply(7919).mod(1000).divide(10).as("amount"),
            when(col("id").mod(4).equalTo(0), "PAID").otherwise("NEW").as("status"),
            when(col("id").mod(20).notEqual(0), col("id").mod(3)).as("stars"));
  }

  @Test
  void what_changed_between_two_datasets() {
    DatasetProfile before = Profiler.profile(orders());
    Dataset<Row> later =
        orders()
            .withColumn("amount", col("amount").plus(30))
            .withColumn(
                "status", when(col("id").mod(10).equalTo(0), "LOST").otherwise(col("status")))
            .withColumn("stars", when(col("id").mod(2).equalTo(0), col("stars")))
            .withColumn("note", lit("x"));
    Drift drift = Drift.between(before, Profiler.profile(later));
    assertThat(drift.drifted().stream().map(ColumnDrift::name))
        .containsExactlyInAnyOrder("amount", "status", "stars", "note");

    // 1,000 different amounts from 0 to 99.9, evenly: 300 of them lie below all later ones
    ColumnDrift amount = drift.column("amount");
    assertThat(amount.level()).isEqualTo(Level.LARGE);
    assertThat(0.3).isBetween(amount.ks().atLeast(), amount.ks().atMost());
    assertThat(amount.ks().atMost() - amount.ks().atLeast()).isLessThan(0.1);

    // multiples of 10 have become lost; half of them were paid
    ColumnDrift status = drift.column("status");
    assertThat(status.categories().appeared())
        .containsExactly(new dev.assay.dq.profile.ValueCount("LOST", 2000));
    assertThat(status.text()).contains("new: \"LOST\" 2,000 (10%)");

    ColumnDrift stars = drift.column("stars");
    assertThat(stars.missing().before()).isEqualTo(1000);
    assertThat(stars.missing().after()).isEqualTo(11_000);
    assertThat(stars.findings().get(0).kind()).isEqualTo(Finding.Kind.MISSING);
    assertThat(drift.column("note").findings().get(0).kind()).isEqualTo(Finding.Kind.NEW);
  }

  /** Last month's profile is kept as JSON, and its data need not be. */
  @Tag("slow")
  @Test
  void the_same_rows_in_other_partitions_are_no_drift() {
    DatasetProfile before = Profiler.profile(orders());
    assertThat(ProfileJson.read(ProfileJson.write(before))).isEqualTo(before);
    DatasetProfile after = Profiler.profile(orders().repartition(7, col("status"), col("amount")));
    Drift drift = Drift.between(ProfileJson.read(ProfileJson.write(before)), after);
    assertThat(drift.drifted()).isEmpty();
  }
}
