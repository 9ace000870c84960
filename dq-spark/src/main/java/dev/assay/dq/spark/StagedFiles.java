package dev.assay.dq.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder beside another, under a name that Spark's readers pass over. Closing it removes it,
 * unless it has taken the other's place.
 */
final class StagedFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StagedFiles.class);

  private final Storage storage;
  private final Path target;
  private final Path staging;
  private final Path before;

  StagedFiles(SparkContext context, String path) {
    storage = Storage.of(context, path);
    target = storage.path();
    if (target.getParent() == null) {
      throw new IllegalArgumentException("There is no place beside " + path + " to write to first");
    }
    String own = target.getName() + "-" + UUID.randomUUID();
    staging = new Path(target.getParent(), "_staging-" + own);
    before = new Path(target.getParent(), "_before-" + own);
  }

  String path() {
    return staging.toString();
  }

  /** Puts what was written where the other is, which is gone then; or leaves all as it was. */
  void publish() {
    try {
      if (!storage.files().exists(staging)) {
        throw new IllegalStateException(
            "Nothing was written to "
                + staging
                + ", so there is nothing to publish: write to the path that is given");
      }
      boolean replaces = storage.files().exists(target);
      if (replaces) {
        storage.move(target, before);
      }
      try {
        storage.move(staging, target);
      } catch (IOException e) {
        if (replaces) {
          restore(e);
        }
        throw e;
      }
      if (replaces) {
        storage.remove(before);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "What was written holds, but could not be published as " + target, e);
    }
  }

  private void restore(IOException why) {
    try {
      storage.move(before, target);
    } catch (IOException e) {
      why.addSuppressed(e);
      LOG.error("What stood in {} is in {}: it could not be moved back", target, before);
    }
  }

  @Override
  public void close() {
    storage.remove(staging);
  }
}
