package dev.assay.dq.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Files that a job writes where its user says so. */
final class Output {

  private Output() {}

  /**
   * The file that an option names, or null without it. Asked for before the job starts, so that no
   * work is lost for a file that cannot be written.
   */
  static @Nullable Path file(Options options, String option) {
    String name = options.get(option);
    return name == null ? null : free(options, "--" + option, Path.of(name));
  }

  /** A file that may be written: one that exists only where the user says {@code --overwrite}. */
  static Path free(Options options, String what, Path name) {
    Path file = name.toAbsolutePath();
    if (file.getFileName() == null || Files.isDirectory(file)) {
      throw new IllegalArgumentException(what + " " + name + ": a folder, not a file");
    }
    if (Files.exists(file) && !options.has("overwrite")) {
      throw new IllegalArgumentException(
          what + " " + name + ": the file exists already; --overwrite replaces it");
    }
    return file;
  }

  /** Writes a text and says where; nothing without a file. */
  static void write(PrintStream out, String what, @Nullable Path file, Supplier<String> text)
      throws IOException {
    if (file != null) {
      write(file, text.get());
      out.println(what + ": " + file);
    }
  }

  /**
   * Writes a text, and the folders above it where they are missing: all of it or, where that fails,
   * nothing, with what was there before left in place.
   */
  static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
