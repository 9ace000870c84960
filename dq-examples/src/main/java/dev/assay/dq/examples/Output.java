package dev.assay.dq.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Files that a job writes where its user says so. */
final class Output {

  private Output() {}

  /** Writes a text, and the folders above it where they are missing; nothing without a name. */
  static void write(PrintStream out, String what, @Nullable String name, Supplier<String> text)
      throws IOException {
    if (name == null) {
      return;
    }
    Path file = Path.of(name).toAbsolutePath();
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text.get());
    out.println(what + ": " + file);
  }
}
