package dev.assay.dq.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** What a run cost Spark: the same counters for every contender. */
final class Meter extends SparkListener {

  private final AtomicLong jobs = new AtomicLong();
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong shuffled = new AtomicLong();
  private final AtomicLong memory = new AtomicLong();
  private final AtomicLong cpu = new AtomicLong();

  private final AtomicLong firstJob = new AtomicLong(Long.MAX_VALUE);

  /**
   * One run's cost; the processors' time is that of all tasks, and the first job's time is in
   * milliseconds of the epoch.
   */
  record Cost(
      long jobs,
      long tasks,
      long bytesRead,
      long bytesShuffled,
      long peakMemory,
      long cpuNanos,
      long firstJobMillis) {

    static final Cost UNKNOWN = new Cost(0, 0, 0, 0, 0, 0, Long.MAX_VALUE);
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    jobs.incrementAndGet();
    firstJob.accumulateAndGet(start.time(), Math::min);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    tasks.incrementAndGet();
    if (metrics != null) {
      read.addAndGet(metrics.inputMetrics().bytesRead());
      shuffled.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
      memory.accumulateAndGet(metrics.peakExecutionMemory(), Math::max);
      cpu.addAndGet(metrics.executorCpuTime());
    }
  }

  Cost take() {
    return new Cost(
        jobs.getAndSet(0),
        tasks.getAndSet(0),
        read.getAndSet(0),
        shuffled.getAndSet(0),
        memory.getAndSet(0),
        cpu.getAndSet(0),
        firstJob.getAndSet(Long.MAX_VALUE));
  }

  /**
   * Waits until the events of all jobs so far have arrived, then takes the cost without its own.
   */
  Cost drained(JavaSparkContext context) {
    CountDownLatch seen = new CountDownLatch(1);
    SparkListener last =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskInfo().duration() >= 0 && "drain".equals(group)) {
              seen.countDown();
            }
          }

          private String group = "";

          @Override
          public void onJobStart(SparkListenerJobStart start) {
            group = String.valueOf(start.properties().getProperty("spark.jobGroup.id"));
          }
        };
    context.sc().addSparkListener(last);
    context.setJobGroup("drain", "waits for listeners");
    try {
      context.parallelize(java.util.List.of(1), 1).count();
      seen.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      context.clearJobGroup();
      context.sc().removeSparkListener(last);
    }
    Cost cost = take();
    return new Cost(
        cost.jobs() - 1,
        cost.tasks() - 1,
        cost.bytesRead(),
        cost.bytesShuffled(),
        cost.peakMemory(),
        cost.cpuNanos(),
        cost.firstJobMillis());
  }
}
