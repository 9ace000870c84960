package dev.assay.dq.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.dq.result.RunCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedParallelismTest {

  private static final InheritableThreadLocal<String> OF_THE_CALLER =
      new InheritableThreadLocal<>();

  private static <T> Supplier<T> unchecked(java.util.concurrent.Callable<T> task) {
    return () -> {
      try {
        return task.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Test
  void results_come_in_the_order_of_the_tasks_and_no_more_run_at_a_time_than_allowed() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Supplier<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      tasks.add(
          unchecked(
              () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.sleep(20 - number);
                running.decrementAndGet();
                return number;
              }));
    }
    assertThat(BoundedParallelism.run(tasks, 3))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(most).hasValueBetween(1, 3);
  }

  @Test
  void two_tasks_do_run_at_the_same_time() {
    CyclicBarrier both = new CyclicBarrier(2);
    Supplier<Integer> meets = unchecked(() -> both.await(30, TimeUnit.SECONDS));
    assertThat(BoundedParallelism.run(List.of(meets, meets), 2)).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void with_one_at_a_time_all_run_on_the_thread_of_the_caller() {
    Supplier<Thread> current = Thread::currentThread;
    assertThat(BoundedParallelism.run(List.of(current, current), 1))
        .containsOnly(Thread.currentThread());
    assertThat(BoundedParallelism.run(List.of(current), 8)).containsOnly(Thread.currentThread());
  }

  @Test
  void each_lane_inherits_what_the_caller_keeps_by_thread_and_dies() throws Exception {
    OF_THE_CALLER.set("mine");
    try {
      CyclicBarrier both = new CyclicBarrier(2);
      Supplier<Thread> task =
          unchecked(
              () -> {
                both.await(30, TimeUnit.SECONDS);
                assertThat(OF_THE_CALLER.get()).isEqualTo("mine");
                return Thread.currentThread();
              });
      List<Thread> threads = BoundedParallelism.run(List.of(task, task, task, task), 2);
      assertThat(threads).doesNotContain(Thread.currentThread());
      for (Thread thread : threads) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    } finally {
      OF_THE_CALLER.remove();
    }
  }

  @Test
  void once_a_task_has_thrown_no_other_starts_and_those_that_run_are_waited_for() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch thrown = new CountDownLatch(1);
    List<String> ended = new ArrayList<>();
    Supplier<String> slow =
        unchecked(
            () -> {
              running.countDown();
              thrown.await();
              Thread.sleep(50);
              ended.add("slow");
              return "slow";
            });
    Supplier<String> fails =
        () -> {
          // the slow one first: had it not begun yet, it would rightly never start
          Boolean begun = unchecked(() -> running.await(30, TimeUnit.SECONDS)).get();
          assertThat(begun).isTrue();
          thrown.countDown();
          throw new IllegalArgumentException("this one");
        };
    Supplier<String> never =
        () -> {
          ended.add("never");
          return "never";
        };
    assertThatThrownBy(() -> BoundedParallelism.run(List.of(slow, fails, never, never), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this one");
    assertThat(ended).containsExactly("slow");
  }

  @Test
  void an_error_stays_an_error() {
    Supplier<String> fine = () -> "fine";
    Supplier<String> fails =
        () -> {
          throw new StackOverflowError("deep");
        };
    assertThatThrownBy(() -> BoundedParallelism.run(List.of(fine, fails), 2))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void an_interrupted_caller_interrupts_its_threads_and_stays_interrupted() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(2);
    Supplier<String> waits =
        unchecked(
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
              return "";
            });
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                BoundedParallelism.run(List.of(waits, waits, waits), 2);
                outcome.complete(new AssertionError("no exception"));
              } catch (RunCancelledException e) {
                outcome.complete(
                    Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
              }
            });
    caller.start();
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(RunCancelledException.class);
    assertThat(interrupted.await(0, TimeUnit.SECONDS)).isTrue();
  }
}
