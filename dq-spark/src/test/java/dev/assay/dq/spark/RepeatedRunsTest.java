package dev.assay.dq.spark;

import static dev.assay.dq.Columns.key;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowSatisfies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that verifies all day in one session leaves nothing behind. */
@Tag("slow")
class RepeatedRunsTest {

  private static final int RUNS = Integer.getInteger("assay.runs", 100);

  /** What Spark itself remembers of so many queries: their plans and metrics. */
  private static final long KEPT_BY_SPARK = 32L << 20;

  private static void runs(Dataset<Row> data, Check check) {
    for (int i = 0; i < RUNS; i++) {
      DataQuality.on(data).check(check).withSamples(1, "id").run();
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void two_hundred_runs_leave_no_thread_no_storage_and_no_memory() throws Exception {
    Dataset<Row> data = SharedSpark.session().range(0, 100, 1, 2).selectExpr("id", "id % 7 AS few");
    Check check =
        Check.error("again")
            .require(
                number("id").isLessThan(90),
                key("few").isUnique(),
                number("id").median().isEqualTo(49),
                rowSatisfies("even", List.of("id"), row -> (long) row.get("id") % 2 == 0));
    runs(data, check);
    long before = used();
    int threads = Thread.getAllStackTraces().size();
    runs(data, check);
    assertThat(Thread.getAllStackTraces().size()).isLessThanOrEqualTo(threads + 4);
    assertThat(SharedSpark.context().getPersistentRDDs()).isEmpty();
    assertThat(used() - before).isLessThan(KEPT_BY_SPARK);
  }
}
