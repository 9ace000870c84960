package dev.assay.dq.spark;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;

/** One local Spark for all tests of the module. */
final class SharedSpark {

  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .appName("assay-tests")
          .config("spark.ui.enabled", false)
          .config("spark.driver.host", "localhost")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", 3)
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.warehouse.dir", "target/warehouse")
          .getOrCreate();

  private SharedSpark() {}

  static SparkSession session() {
    return SESSION;
  }

  /**
   * A session that generates code and changes plans while they run, as Spark does by default and in
   * production; in the build, all others interpret, and plan once (see pom.xml).
   */
  static SparkSession generating() {
    SparkSession session = SESSION.newSession();
    session.conf().set("spark.sql.codegen.wholeStage", "true");
    session.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
    session.conf().set("spark.sql.adaptive.enabled", "true");
    return session;
  }

  static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(SESSION.sparkContext());
  }

  /**
   * Listener events arrive later than the results: waits until those of all jobs so far are there,
   * and those of a job of its own, which has one stage of one task.
   */
  static void drainListeners() {
    String group = "drain-" + UUID.randomUUID();
    CountDownLatch seen = new CountDownLatch(1);
    SparkListener last =
        new SparkListener() {
          private int own = -1;

          @Override
          public void onJobStart(SparkListenerJobStart start) {
            if (group.equals(start.properties().getProperty("spark.jobGroup.id"))) {
              own = start.jobId();
            }
          }

          @Override
          public void onJobEnd(SparkListenerJobEnd end) {
            if (end.jobId() == own) {
              seen.countDown();
            }
          }
        };
    context().sc().addSparkListener(last);
    context().setJobGroup(group, "waits for listeners");
    try {
      context().parallelize(List.of(1), 1).count();
      if (!seen.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("listener events do not arrive");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      context().clearJobGroup();
      context().sc().removeSparkListener(last);
    }
  }
}
