package dev.assay.dq.spark;

import static dev.assay.dq.spark.FunctionFactsTest.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.ClearLists;
import dev.assay.dq.StatisticFacts;
import dev.assay.dq.local.Fields;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The facts of every statistic hold over a Dataset and over an RDD. */
class StatisticFactsTest {

  @Tag("ci")
  @Test
  void hold_over_a_dataset() {
    assertHold(SharedSpark.generating(), false);
  }

  @Tag("slow")
  @Test
  void hold_over_a_dataset_in_ansi_mode_where_spark_interprets() {
    assertHold(SharedSpark.session().newSession(), true);
  }

  private static void assertHold(SparkSession session, boolean ansi) {
    assertThat(
            StatisticFacts.wrong(
                table ->
                    DataQuality.on(data(session, ansi, table.types(), table.records()))
                        .with(
                            StatisticFacts.REFERENCE,
                            data(session, ansi, table.types(), table.reference()))
                        .check(table.check())
                        .samplePolicy(ClearLists.ALL)
                        .run()))
        .isEmpty();
  }

  /** In two partitions, whose states are merged. */
  @Tag("slow")
  @Test
  void hold_over_an_rdd() {
    assertThat(
            StatisticFacts.wrong(
                table ->
                    DataQuality.on(
                            SharedSpark.context().parallelize(table.records(), 2),
                            Fields.ofMap(table.types()))
                        .with(
                            StatisticFacts.REFERENCE,
                            SharedSpark.context().parallelize(table.reference(), 2),
                            Fields.ofMap(table.types()))
                        .check(table.check())
                        .samplePolicy(ClearLists.ALL)
                        .run()))
        .isEmpty();
  }
}
