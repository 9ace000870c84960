package dev.assay.dq.internal.execute;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a run may take.
 *
 * @param duration the time, a millisecond at least
 */
public record TimeLimit(Duration duration) {

  /**
   * Refuses what is no time.
   *
   * @throws IllegalArgumentException if it is null or shorter
   */
  public TimeLimit {
    if (duration == null) {
      throw new IllegalArgumentException("The time limit must not be null");
    }
    if (duration.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "The time limit must be a millisecond at least, but was " + duration);
    }
  }

  /**
   * The time in nanoseconds.
   *
   * @return the number; the greatest there is if it is more
   */
  public long nanos() {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) { // more than 292 years
      return Long.MAX_VALUE;
    }
  }

  /**
   * Why a run is not gone on with.
   *
   * @param limit the limit, or null if there is none
   * @param start {@link System#nanoTime()} when the run began
   * @return the reason; null if there is time
   */
  public static @Nullable String exceeded(@Nullable TimeLimit limit, long start) {
    return limit != null && System.nanoTime() - start > limit.nanos() ? limit.exceeded() : null;
  }

  /** Says that the time is up. */
  public String exceeded() {
    long millis = duration.toMillis();
    return "out of time: the limit is "
        + (millis % 1000 == 0 ? duration.toSeconds() + " s" : millis + " ms");
  }
}
