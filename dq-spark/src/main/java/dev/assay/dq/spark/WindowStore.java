package dev.assay.dq.spark;

import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.execute.WindowStates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with the states of a window as of each of the last two batches: the one before is there
 * until the next one is, so that a batch that is run again finds what it found the first time.
 */
final class WindowStore {

  private static final Logger LOG = LoggerFactory.getLogger(WindowStore.class);
  private static final String SUFFIX = ".window";

  private final Storage storage;
  private final FileSystem files;
  private final Path folder;

  WindowStore(SparkContext context, String path) {
    storage = Storage.of(context, path);
    files = storage.files();
    folder = storage.path();
  }

  /**
   * The window as it was before a batch.
   *
   * @param stream whose window it has to be
   * @throws StateFormatException if the file is damaged, or of another version
   * @throws IllegalStateException if the window is another stream's
   */
  WindowStates before(long batch, String stream) {
    Path latest = null;
    for (Path each : all()) {
      if (latest == null || order(each, latest, batch) > 0) {
        latest = each;
      }
    }
    if (latest == null) {
      return new WindowStates(stream, List.of());
    }
    WindowStates found = read(latest);
    if (!found.stream().equals(stream)) {
      throw new IllegalStateException(
          "The window in "
              + latest
              + " is of another stream, or of a checkpoint that is gone: give each stream a folder"
              + " of its own, and delete the folder to start the window anew");
    }
    if (id(latest) < batch) {
      return found;
    }
    if (id(latest) > batch) {
      LOG.warn("The window in {} begins anew with batch {}, which was taken back", folder, batch);
    }
    return new WindowStates(stream, List.of());
  }

  /** The last one before a batch is best; else any, to tell whose window it is. */
  private static int order(Path one, Path other, long batch) {
    boolean before = id(one) < batch;
    return before == id(other) < batch
        ? Long.compare(id(one), id(other))
        : Boolean.compare(before, id(other) < batch);
  }

  private WindowStates read(Path file) {
    try {
      long size = files.getFileStatus(file).getLen();
      if (size > WindowStates.MOST) {
        throw new StateFormatException("it has " + size + " bytes");
      }
      try (InputStream in = files.open(file)) {
        return WindowStates.fromBytes(in.readNBytes((int) size));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The window in " + file + " cannot be read", e);
    } catch (StateFormatException e) {
      StateFormatException named =
          new StateFormatException(
              "The window in "
                  + file
                  + " cannot be used: "
                  + e.getMessage()
                  + ". Delete its folder to start the window anew");
      named.initCause(e);
      throw named;
    }
  }

  /** Writes the window as of a batch, and removes what no batch that is run again needs. */
  void write(long batch, WindowStates window) {
    byte[] bytes = window.toBytes();
    Path file = new Path(folder, batch + SUFFIX);
    Path unfinished = new Path(folder, "_" + file.getName());
    try {
      try (OutputStream out = files.create(unfinished, true)) {
        out.write(bytes);
      }
      if (files.exists(file)) {
        files.delete(file, false);
      }
      storage.move(unfinished, file);
    } catch (IOException e) {
      throw new UncheckedIOException("The window could not be written as " + file, e);
    }
    Path before = null;
    for (Path each : all()) {
      if (id(each) < batch && (before == null || id(each) > id(before))) {
        before = each;
      }
    }
    for (Path each : all()) {
      if (!each.equals(file) && !each.equals(before)) {
        storage.remove(each);
      }
    }
  }

  private List<Path> all() {
    try {
      List<Path> all = new ArrayList<>();
      if (files.exists(folder)) {
        for (FileStatus each : files.listStatus(folder)) {
          if (number(each.getPath()) != null) {
            all.add(each.getPath());
          }
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("The windows in " + folder + " cannot be listed", e);
    }
  }

  private static long id(Path file) {
    Long number = number(file);
    if (number == null) {
      throw new IllegalArgumentException(file + " is no window");
    }
    return number;
  }

  /** Null of a file that is not ours. */
  private static @Nullable Long number(Path file) {
    String name = file.getName();
    String digits = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
    boolean plain =
        !digits.isEmpty()
            && digits.length() < 19
            && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    return plain ? Long.valueOf(digits) : null;
  }
}
