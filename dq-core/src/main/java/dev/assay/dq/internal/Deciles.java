package dev.assay.dq.internal;

import java.io.Serializable;

/**
 * Where buckets end that hold a tenth of some values each: at the deciles by nearest rank, the last
 * without an end; a value that has more than a tenth of them has a bucket of its own. It takes the
 * values in their order.
 */
public final class Deciles implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PARTS = 10;

  /** Where a bucket ends, if one does. */
  public enum Cut {
    NONE,
    /** Behind the value. */
    AFTER,
    /** Before the value, and again behind it. */
    AROUND
  }

  private final long total;
  private long seen;
  private int next = 1;

  /** Of so many values in all. */
  public Deciles(long total) {
    this.total = total;
  }

  /** Takes in how often the next value occurs. */
  public Cut take(long count) {
    if (next == PARTS || seen + count < rank()) {
      seen += count;
      return Cut.NONE;
    }
    seen += count;
    while (next < PARTS && seen >= rank()) {
      next++;
    }
    return count > total / PARTS && count * PARTS > total ? Cut.AROUND : Cut.AFTER;
  }

  /** The rank of the next decile, counted from 1: the smallest whole number that is no less. */
  private long rank() {
    return total / PARTS * next + (total % PARTS * next + PARTS - 1) / PARTS;
  }
}
