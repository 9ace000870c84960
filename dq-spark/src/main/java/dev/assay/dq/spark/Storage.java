package dev.assay.dq.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A path with the file system that it is of.
 *
 * @param path the path in full
 */
record Storage(FileSystem files, Path path) {

  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  static Storage of(SparkContext context, String path) {
    try {
      Path given = new Path(path);
      FileSystem files = given.getFileSystem(context.hadoopConfiguration());
      return new Storage(files, files.makeQualified(given));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void move(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException(from + " could not be renamed to " + to);
    }
  }

  /** With all that is in it; what cannot be deleted is left behind, and logged. */
  void remove(Path each) {
    try {
      files.delete(each, true);
    } catch (IOException e) {
      LOG.warn("{} is left behind: it could not be deleted", each, e);
    }
  }
}
