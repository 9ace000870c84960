package dev.assay.dq.render;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a report so that no reader sees half of it. */
final class Written {

  private Written() {}

  /** Writes a text in UTF-8, with the folders above it; gives the absolute path. */
  static Path to(Path file, String text) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new FileSystemException(absolute.toString(), null, "a folder, not a file");
    }
    Files.createDirectories(folder);
    // created with the permissions that any new file gets, which a temporary file does not
    Path part = folder.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(part, text);
      return Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
