package dev.assay.dq.spark.internal.rdd;

import java.io.Serializable;
import org.apache.spark.Partitioner;

/**
 * Sends texts to tasks by a hash of what they have in common. No two of them are equal, so that
 * Spark never takes one shuffle for another.
 */
public final class ByHash extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int tasks;
  private final Hash hash;

  /** What tells where a text goes; texts of one hash go to one task. */
  public interface Hash extends Serializable {
    int of(String text);
  }

  /** A partitioner for so many tasks. */
  public ByHash(int tasks, Hash hash) {
    this.tasks = tasks;
    this.hash = hash;
  }

  @Override
  public int numPartitions() {
    return tasks;
  }

  @Override
  public int getPartition(Object text) {
    int own = hash.of((String) text);
    return Math.floorMod(own ^ (own >>> 16), tasks);
  }
}
