package dev.assay.dq.spark;

import dev.assay.dq.internal.execute.TimeLimit;
import dev.assay.dq.result.RunCancelledException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.jspecify.annotations.Nullable;

/**
 * The Spark jobs of one run: those of the calling thread and of threads that it makes, told from
 * all others by a tag. They end with the run, also where it is interrupted or its time is up.
 */
final class RunningJobs implements AutoCloseable {

  private static final String CANCELLED = "SPARK_JOB_CANCELLED";
  private static final String INTERRUPT_ON_CANCEL = "spark.job.interruptOnCancel";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** How long after a cancelled run Spark may take to submit a job of it, and we cancel that. */
  private static final Duration LINGER = Duration.ofMinutes(1);

  /** Spark drops events of listeners that are behind, so that a job may start unheard. */
  private static final Duration UNHEARD = Duration.ofSeconds(1);

  private static final int DEEPEST_CAUSE = 100;

  private final SparkContext context;
  private final String tag = "assay-" + UUID.randomUUID();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final @Nullable TimeLimit limit;
  private final @Nullable String interrupting;
  private final AtomicBoolean cancelling = new AtomicBoolean();
  private volatile boolean late;

  private RunningJobs(SparkContext context, @Nullable TimeLimit limit) {
    this.context = context;
    this.limit = limit;
    this.interrupting = context.getLocalProperty(INTERRUPT_ON_CANCEL);
  }

  /**
   * Jobs that start from now on.
   *
   * @param context where they run
   * @param limit after how long they are cancelled; null if never
   */
  static RunningJobs start(SparkContext context, @Nullable TimeLimit limit) {
    RunningJobs jobs = new RunningJobs(context, limit);
    context.addJobTag(jobs.tag);
    if (jobs.interrupting == null) {
      // else a task that is cancelled goes on until Spark's own code looks, which may take long
      context.setLocalProperty(INTERRUPT_ON_CANCEL, "true");
    }
    if (limit != null) {
      jobs.start("time-limit", () -> jobs.watch(limit));
    }
    return jobs;
  }

  private void watch(TimeLimit time) {
    try {
      if (!closed.await(time.nanos(), TimeUnit.NANOSECONDS)) {
        late = true;
        cancelUntilClosed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Again and again: a job may start that was on its way, of another lane for example. Spark 4
   * submits stages of adaptive plans on threads of its own, also when nobody waits for them any
   * more: what starts after the run ended is heard of, and cancelled too.
   */
  private void cancelUntilClosed() {
    SparkListener late = new Latecomers();
    context.addSparkListener(late);
    try {
      do {
        cancel();
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
      for (long end = System.nanoTime() + LINGER.toNanos(); System.nanoTime() < end; cancel()) {
        Thread.sleep(UNHEARD.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      context.removeSparkListener(late);
    }
  }

  /** Cancels each job of the run when it starts. */
  private final class Latecomers extends SparkListener {
    @Override
    public void onJobStart(SparkListenerJobStart start) {
      Properties properties = start.properties();
      if (properties != null
          && properties.stringPropertyNames().stream()
              .anyMatch(name -> properties.getProperty(name).contains(tag))) {
        cancel();
      }
    }
  }

  private void start(String what, Runnable work) {
    Thread thread = new Thread(work, tag + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  /** Why nothing more is computed; null if there is time. */
  @Nullable String outOfTime() {
    return late && limit != null ? limit.exceeded() : null;
  }

  /** As {@link #outOfTime()}; null if that is not why an exception was thrown. */
  @Nullable String outOfTime(Throwable e) {
    return isOfCancelledJob(e) ? outOfTime() : null;
  }

  /**
   * Whether an exception says that this thread was interrupted, that Spark jobs were cancelled, but
   * not for want of time, or that Spark was stopped: by its type, whatever its words are.
   */
  boolean isCancelled(Throwable e) {
    return isInterruption(e) || context.isStopped() || (!late && isOfCancelledJob(e));
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(DEEPEST_CAUSE);
  }

  /** Spark 4 gives its exception a class for this; in Spark 3.5 it is told by where it is made. */
  private static boolean isOfCancelledJob(Throwable e) {
    return causes(e).anyMatch(RunningJobs::tellsOfCancelledJob);
  }

  private static boolean tellsOfCancelledJob(Throwable e) {
    return e instanceof SparkThrowable spark
        && (CANCELLED.equals(spark.getErrorClass())
            || Arrays.stream(e.getStackTrace())
                .limit(DEEPEST_CAUSE)
                .anyMatch(RunningJobs::cancels));
  }

  private static boolean cancels(StackTraceElement frame) {
    return frame.getClassName().equals("org.apache.spark.scheduler.DAGScheduler")
        && frame.getMethodName().equals("handleJobCancellation");
  }

  /** Of this thread, and not in a task, which Spark reports in an exception of its own. */
  private static boolean isInterruption(Throwable e) {
    return Thread.currentThread().isInterrupted()
        || causes(e)
            .takeWhile(each -> !(each instanceof SparkException))
            .anyMatch(
                each ->
                    each instanceof RunCancelledException
                        || each instanceof InterruptedException
                        || each instanceof ClosedByInterruptException
                        // and no subclass, which is a timeout of the network
                        || each.getClass() == InterruptedIOException.class);
  }

  /**
   * Ends the jobs after a cancellation, and waits until Spark says so. Their tasks are interrupted,
   * unless the caller has said otherwise to Spark.
   *
   * @param e what {@link #isCancelled} said is one
   * @return what to throw; this thread is interrupted again if it was
   */
  RunCancelledException cancelled(Throwable e) {
    boolean interrupted = isInterruption(e);
    if (cancelling.compareAndSet(false, true)) {
      start("cancelled", this::cancelUntilClosed);
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    do {
      interrupted |= Thread.interrupted();
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (isRunning() && System.nanoTime() < end);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return e instanceof RunCancelledException cancelled ? cancelled : new RunCancelledException(e);
  }

  private void cancel() {
    if (!context.isStopped()) {
      context.cancelJobsWithTag(tag);
    }
  }

  private boolean isRunning() {
    if (context.isStopped()) {
      return false;
    }
    int[] active = context.statusTracker().getActiveJobIds();
    return Arrays.stream(context.statusTracker().getJobIdsForTag(tag))
        .anyMatch(id -> Arrays.stream(active).anyMatch(other -> other == id));
  }

  @Override
  public void close() {
    closed.countDown();
    context.removeJobTag(tag);
    context.setLocalProperty(INTERRUPT_ON_CANCEL, interrupting);
  }
}
