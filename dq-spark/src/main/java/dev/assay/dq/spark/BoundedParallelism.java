package dev.assay.dq.spark;

import dev.assay.dq.result.RunCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs tasks a few at a time, on threads that live no longer than the call. The threads are made by
 * the caller's, so that they inherit what Spark keeps by thread: the job group, the scheduler pool,
 * the active session.
 */
final class BoundedParallelism {

  private static final int MOST = 16;

  private final ExecutorService threads;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private BoundedParallelism(int threadCount) {
    AtomicInteger count = new AtomicInteger();
    String name = Thread.currentThread().getName() + "-assay-";
    threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(task, name + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * How many tasks may run at a time.
   *
   * @param what what they are, in the plural
   * @throws IllegalArgumentException if it is not from 1 to 16
   */
  static int checked(int atOnce, String what) {
    if (atOnce < 1 || atOnce > MOST) {
      throw new IllegalArgumentException(
          "The number of " + what + " at a time must be from 1 to " + MOST + ", but was " + atOnce);
    }
    return atOnce;
  }

  /**
   * Runs all tasks. Once one has thrown, no other starts; those that run are waited for, and what
   * it threw is thrown here.
   *
   * @param atOnce how many may run at a time; with 1 all run on this thread
   * @return what they gave, in their order
   * @throws RunCancelledException if this thread is interrupted meanwhile
   */
  static <T> List<T> run(List<Supplier<T>> tasks, int atOnce) {
    int threadCount = Math.min(atOnce, tasks.size());
    if (threadCount <= 1) {
      return tasks.stream().map(Supplier::get).toList();
    }
    return new BoundedParallelism(threadCount).all(tasks);
  }

  private <T> List<T> all(List<Supplier<T>> tasks) {
    List<CompletableFuture<T>> results = new ArrayList<>();
    for (Supplier<T> task : tasks) {
      results.add(CompletableFuture.supplyAsync(() -> one(task), threads));
    }
    threads.shutdown();
    awaitAll();
    Throwable first = failure.get();
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
    return results.stream().map(CompletableFuture::join).toList();
  }

  private <T> T one(Supplier<T> task) {
    if (failure.get() != null) {
      throw new CancellationException("Another task has thrown");
    }
    try {
      return task.get();
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  private void awaitAll() {
    InterruptedException interrupted = null;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = e;
        threads.shutdownNow();
      }
    }
    if (interrupted != null) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException(interrupted);
    }
  }
}
