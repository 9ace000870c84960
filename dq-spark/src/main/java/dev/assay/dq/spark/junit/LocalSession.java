package dev.assay.dq.spark.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** Assay's own session for tests: small, quiet, and the same wherever it runs. */
final class LocalSession implements SparkSessionProvider {

  private static final Logger LOG = LoggerFactory.getLogger(LocalSession.class);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.shuffle.partitions", "2",
          // with it, Spark submits every shuffle of tiny data as a job of its own
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.session.timeZone", "UTC");

  @Override
  public SparkSession session() {
    SparkSession running = running();
    if (running == null) {
      return start();
    }
    SparkSession own = running.newSession();
    SETTINGS.forEach((key, value) -> own.conf().set(key, value));
    return own;
  }

  /** A session of the Spark that this JVM runs already, or null. */
  private static @Nullable SparkSession running() {
    for (Option<SparkSession> each :
        List.of(SparkSession.getActiveSession(), SparkSession.getDefaultSession())) {
      if (each.isDefined() && !each.get().sparkContext().isStopped()) {
        return each.get();
      }
    }
    return null;
  }

  private static SparkSession start() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .appName("assay-tests")
            .config("spark.log.level", "WARN")
            .config("spark.ui.enabled", false)
            .config("spark.ui.showConsoleProgress", false)
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.default.parallelism", 2)
            .config("spark.sql.warehouse.dir", warehouse().toUri().toString());
    for (Map.Entry<String, String> each : SETTINGS.entrySet()) {
      builder = builder.config(each.getKey(), each.getValue());
    }
    SparkSession session = builder.getOrCreate();
    session.sparkContext().setLogLevel("WARN");
    return session;
  }

  private static Path warehouse() {
    try {
      Path folder = Files.createTempDirectory("assay-warehouse-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "assay-warehouse"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for the warehouse of the tests", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.debug("The warehouse of the tests is left in {}", folder, e);
    }
  }
}
