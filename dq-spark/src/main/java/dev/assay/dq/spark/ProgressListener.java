package dev.assay.dq.spark;

import dev.assay.dq.profile.ProfileProgress;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the tasks of one profile, which its stages carry a mark of, and tells the user's progress.
 * Does nothing without one. Closing it takes listener and mark away.
 */
final class ProgressListener extends SparkListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressListener.class);
  private static final String MARK = "dev.assay.dq.profile";

  private final JavaSparkContext context;
  private final @Nullable ProfileProgress progress;
  private final @Nullable LongAccumulator rows;
  private final @Nullable String before;
  private final String id = UUID.randomUUID().toString();
  private final Set<Integer> stages = new HashSet<>();
  private final int scans;
  private int scan;
  private String stage = "";
  private long done;
  private long total;
  private long known;
  private boolean closed;

  private ProgressListener(
      JavaSparkContext context, @Nullable ProfileProgress progress, int scans) {
    this.context = context;
    this.progress = progress;
    this.scans = scans;
    this.rows = progress == null ? null : context.sc().longAccumulator();
    this.before = context.getLocalProperty(MARK);
  }

  static ProgressListener start(
      JavaSparkContext context, @Nullable ProfileProgress progress, int scans) {
    ProgressListener listener = new ProgressListener(context, progress, scans);
    if (progress != null) {
      context.setLocalProperty(MARK, listener.id);
      context.sc().addSparkListener(listener);
      listener.nextScan();
    }
    return listener;
  }

  /** What tasks add their rows to, or null if nobody wants to know. */
  @Nullable LongAccumulator rows() {
    return rows;
  }

  /** What was seen so far does not count. */
  synchronized void scanAgain() {
    if (rows != null) {
      rows.reset();
      begin(stage);
    }
  }

  /** The scan has ended that has seen so many rows, and the next one begins. */
  synchronized void nextScan(long seen) {
    done = total;
    tell();
    known = seen;
    nextScan();
  }

  private synchronized void nextScan() {
    scan++;
    begin("scan " + scan + " of " + scans);
  }

  private synchronized void begin(String name) {
    stage = name;
    stages.clear();
    done = 0;
    total = 0;
    tell();
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    Properties properties = submitted.properties();
    if (!closed && properties != null && id.equals(properties.getProperty(MARK))) {
      stages.add(submitted.stageInfo().stageId());
      total += submitted.stageInfo().numTasks();
      tell();
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (!closed && stages.contains(end.stageId()) && end.taskInfo().successful()) {
      done = Math.min(total, done + 1);
      tell();
    }
  }

  private void tell() {
    if (progress == null || closed) {
      return;
    }
    long seen = rows == null ? 0 : Math.max(known, rows.value());
    try {
      progress.progress(stage, done, total, seen);
    } catch (RuntimeException e) {
      closed = true;
      LOG.warn("Progress of the profile is no longer reported: the listener threw", e);
    }
  }

  @Override
  public void close() {
    if (progress == null) {
      return;
    }
    synchronized (this) {
      done = total;
      tell();
      closed = true;
    }
    context.setLocalProperty(MARK, before);
    context.sc().removeSparkListener(this);
  }
}
