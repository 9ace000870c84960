package dev.assay.dq.spark.assertj;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chains that have stated something and have not been ended. A test framework asks at the end of a
 * test; needs no AssertJ.
 */
public final class OpenChains {

  private static final Logger LOG = LoggerFactory.getLogger(OpenChains.class);
  private static final Set<Ticket> OPEN = ConcurrentHashMap.newKeySet();
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Cleaner CLEANER = Cleaner.create();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> take(null).forEach(text -> LOG.error("{}", text)), "assay-open"));
  }

  private OpenChains() {}

  /**
   * The chains that the current thread has left open. They are forgotten, so that each is reported
   * once.
   *
   * @return a sentence about each, in the order they were begun
   */
  public static List<String> takeOfThisThread() {
    return take(Thread.currentThread());
  }

  /**
   * The chains that any thread has left open. They are forgotten, so that each is reported once.
   *
   * @return a sentence about each, in the order they were begun
   */
  public static List<String> takeAll() {
    return take(null);
  }

  private static List<String> take(@Nullable Thread thread) {
    List<Ticket> taken = new ArrayList<>();
    for (Ticket ticket : List.copyOf(OPEN)) {
      if ((thread == null || ticket.thread == thread) && OPEN.remove(ticket)) {
        taken.add(ticket);
      }
    }
    taken.sort(Comparator.comparingLong(ticket -> ticket.number));
    return taken.stream().map(Ticket::text).toList();
  }

  /** A chain begins: whatever this thread has left open before is an error of the test. */
  static void refuse() {
    List<String> left = new ArrayList<>();
    for (Ticket ticket : List.copyOf(OPEN)) {
      if (ticket.thread == Thread.currentThread() && !ticket.soft && OPEN.remove(ticket)) {
        left.add(ticket.text());
      }
    }
    if (!left.isEmpty()) {
      throw new AssertionError(String.join("\n", left));
    }
  }

  /** A ticket for a chain; it is reported if the owner is collected while it is open. */
  static Ticket ticket(Object owner, boolean soft) {
    Ticket ticket = new Ticket(soft);
    CLEANER.register(
        owner,
        () -> {
          if (OPEN.remove(ticket)) {
            LOG.error("{}", ticket.text());
          }
        });
    return ticket;
  }

  /** What is known of a chain without holding on to it or to its data. */
  static final class Ticket {

    private final boolean soft;
    private final long number = NUMBERS.getAndIncrement();
    private final Thread thread = Thread.currentThread();
    private volatile String first = "";

    private Ticket(boolean soft) {
      this.soft = soft;
    }

    void open(StackTraceElement at) {
      if (!OPEN.contains(this)) {
        first = at.toString();
        OPEN.add(this);
      }
    }

    void close() {
      OPEN.remove(this);
    }

    private String text() {
      return "Assertions were stated and never evaluated, the first of them at "
          + first
          + (soft ? ": call assertAll()" : ": end the chain with verify()");
    }
  }
}
