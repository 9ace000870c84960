package dev.assay.dq.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.spark.sql.SparkSession;

/** Spark in this process, and the examples' data as files for it. */
final class LocalSpark {

  private LocalSpark() {}

  static SparkSession start(String name) {
    return SparkSession.builder()
        .appName(name)
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 4)
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate();
  }

  /** Copies a resource to a temporary file, since Spark reads files. */
  static Path file(String resource) throws IOException {
    Path file = Files.createTempFile("assay-", "-" + resource);
    file.toFile().deleteOnExit();
    try (InputStream in = LocalSpark.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IOException("the resource " + resource + " is missing");
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
