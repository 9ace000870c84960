package dev.assay.dq.spark;

import static dev.assay.dq.Columns.integer;
import static dev.assay.dq.Columns.number;
import static dev.assay.dq.Columns.rowCount;
import static dev.assay.dq.Columns.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dq.Check;
import dev.assay.dq.Requirement;
import dev.assay.dq.result.VerificationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred batches cost what twenty do: nothing is left of a batch that has left its window. */
@Tag("slow")
class LongStreamTest {

  private static final int BATCHES = 200;
  private static final int WINDOW = 20;
  private static final int ROWS = 50;

  @TempDir Path folder;

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long bytes(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(each -> each.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void arrives(int batch) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(batch * ROWS + i + "," + (i == 0 ? "" : "t" + i));
    }
    Path part = Files.write(folder.resolve("part"), rows);
    Path to = folder.resolve("incoming").resolve(batch + ".csv");
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A window that was kept by mistake would be more than a megabyte: a leak of 100 shows. */
  @Test
  void heap_jobs_and_what_is_stored_stay_flat() throws Exception {
    Map<Long, VerificationResult> windows = new ConcurrentHashMap<>();
    List<Requirement> large = new ArrayList<>();
    for (int i = 0; i < 5; i++) { // 16 KB a batch each
      large.add(
          number("n").approxDistinctCount(0.01).where(number("n").isGreaterThan(i)).isAtLeast(0));
    }
    Files.createDirectories(folder.resolve("incoming"));
    SparkSession session = SharedSpark.session().newSession();
    session
        .conf()
        .set("spark.sql.streaming.checkpointLocation", folder.resolve("checkpoint").toString());
    StreamVerification verification =
        DataQuality.stream(
                Check.error("each").require(integer("n").isNonNegative(), rowCount().isAtLeast(1)))
            .overLast(
                WINDOW,
                folder.resolve("window").toString(),
                Check.error("over")
                    .require(
                        rowCount().isAtMost(WINDOW * ROWS),
                        number("n").sum().isAtLeast(0),
                        string("t").nullCount().isAtLeast(0))
                    .require(large))
            .onWindow(windows::put)
            .quarantine((bad, id) -> assertThat(bad.count()).isZero());
    StreamingQuery query =
        session
            .readStream()
            .schema(StructType.fromDDL("n BIGINT, t STRING"))
            .csv(folder.resolve("incoming").toString())
            .writeStream()
            .foreachBatch(verification)
            .start();
    List<Integer> jobs = new ArrayList<>();
    List<Long> stored = new ArrayList<>();
    List<Long> heap = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      arrives(i);
      jobs.add(JobCountTest.jobsOf(query::processAllAvailable));
      stored.add(bytes(folder.resolve("window")));
      if (i == BATCHES / 2 || i == BATCHES - 1) {
        heap.add(used());
      }
    }
    query.stop();
    assertThat(windows).hasSize(BATCHES);
    for (long id = 0; id < BATCHES; id++) {
      long first = Math.max(0, id - WINDOW + 1) * ROWS;
      long last = (id + 1) * ROWS - 1;
      VerificationResult window = windows.get(id);
      assertThat(window.constraints().get(0).actual().plain()).isEqualTo(last - first + 1);
      assertThat(window.constraints().get(1).actual().plain())
          .isEqualTo(BigDecimal.valueOf((first + last) * (last - first + 1) / 2));
      assertThat(window.constraints().get(2).actual().plain()).isEqualTo((last - first + 1) / ROWS);
    }
    assertThat(jobs.subList(1, BATCHES)).containsOnly(jobs.get(1));
    assertThat(stored.subList(WINDOW, BATCHES))
        .allSatisfy(
            each -> assertThat(each).isBetween(stored.get(WINDOW) - 999, stored.get(WINDOW) + 999));
    assertThat(heap.get(1) - heap.get(0)).isLessThan(32L << 20);
  }
}
