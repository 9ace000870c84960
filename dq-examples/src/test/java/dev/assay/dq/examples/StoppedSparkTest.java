package dev.assay.dq.examples;

import static dev.assay.dq.spark.assertj.DataAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.assay.dq.spark.junit.DataQualityTest;
import dev.assay.dq.spark.junit.SparkConf;
import dev.assay.dq.spark.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A job that stops Spark at its end, as programs do, breaks no test that comes after it. */
@Tag("matrix")
class StoppedSparkTest {

  private static final List<SparkSession> SEEN = new ArrayList<>();

  private static void uses(SparkSession spark) {
    assertThat(Rows.table("| id INT |\n| 1 |\n| 2 |").on(spark)).hasRowCount(2).verify();
    assertThat(spark.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
    SEEN.add(spark);
  }

  @DataQualityTest
  static class Asks {
    @Test
    void for_spark(SparkSession spark) {
      uses(spark);
      assertThat(spark.conf().get("spark.sql.shuffle.partitions")).isEqualTo("2");
    }
  }

  @DataQualityTest
  @SparkConf(key = "spark.sql.shuffle.partitions", value = "5")
  static class AsksWithSettings {
    @Test
    void for_spark(SparkSession spark) {
      uses(spark);
      assertThat(spark.conf().get("spark.sql.shuffle.partitions")).isEqualTo("5");
    }
  }

  static class Stops {
    @Test
    void as_a_job_does() {
      try (SparkSession spark = LocalSpark.start("assay-stops")) {
        assertThat(spark.range(3).count()).isEqualTo(3);
      }
    }
  }

  @DataQualityTest
  static class StopsBetween {
    @Test
    void first(SparkSession spark) {
      uses(spark);
      spark.stop();
    }

    @Test
    void second(SparkSession spark) {
      uses(spark);
      spark.stop();
    }
  }

  private static List<Throwable> run(Class<?> testClass) {
    List<Throwable> failures = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(testClass)).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
              }
            });
    return failures;
  }

  @Test
  void the_next_test_gets_a_fresh_session() {
    SEEN.clear();
    for (Class<?> each :
        List.of(
            Asks.class,
            AsksWithSettings.class,
            Stops.class,
            AsksWithSettings.class,
            Asks.class,
            StopsBetween.class,
            Asks.class)) {
      assertThat(run(each)).as(each.getSimpleName()).isEmpty();
    }
    // the first test that stops Spark had the session of the test before it
    assertThat(SEEN).hasSize(7);
    assertThat(SEEN.stream().distinct()).hasSize(6);
    assertThat(SEEN.get(6).sparkContext().isStopped()).isFalse();
  }
}
