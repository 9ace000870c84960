package dev.assay.dq.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Test resources as files. */
final class Resources {

  private Resources() {}

  static Path file(String name) {
    try (InputStream in = Resources.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource " + name);
      }
      boolean packed = name.endsWith(".gz");
      String plain = packed ? name.substring(0, name.length() - 3) : name;
      Path file = Files.createTempDirectory("assay").resolve(Path.of(plain).getFileName());
      try (InputStream content = packed ? new GZIPInputStream(in) : in) {
        Files.copy(content, file);
      }
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
