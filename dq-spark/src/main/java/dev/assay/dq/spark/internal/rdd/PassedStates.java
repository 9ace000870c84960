package dev.assay.dq.spark.internal.rdd;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * One state for each partition of each stage, as bytes. Nothing is read here, so that nothing can
 * throw where Spark would go on without it. A partition whose stage was run again counts as it was
 * seen last; a copy of a task that ran beside it changes nothing.
 */
final class PassedStates extends AccumulatorV2<PassedStates.Part, List<PassedStates.Part>> {

  private static final long serialVersionUID = 1L;

  /** How many bytes of states the driver holds; with more, the data are read again. */
  private static final long MOST = 256L << 20;

  /** A state, and where it is of. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares the bytes
  record Part(int stage, int attempt, int partition, byte[] state) implements Serializable {}

  @SuppressWarnings("serial") // tree maps of integers and parts
  private final TreeMap<Integer, TreeMap<Integer, Part>> stages = new TreeMap<>();

  private long bytes;
  private @Nullable String problem;

  @Override
  public synchronized boolean isZero() {
    return stages.isEmpty() && problem == null;
  }

  @Override
  public synchronized PassedStates copy() {
    PassedStates copy = new PassedStates();
    copy.merge(this);
    return copy;
  }

  @Override
  public PassedStates copyAndReset() {
    return new PassedStates();
  }

  @Override
  public synchronized void reset() {
    stages.clear();
    bytes = 0;
    problem = null;
  }

  @Override
  public synchronized void add(Part part) {
    TreeMap<Integer, Part> parts = stages.computeIfAbsent(part.stage(), stage -> new TreeMap<>());
    Part before = parts.get(part.partition());
    if (before != null && before.attempt() >= part.attempt()) {
      return;
    }
    bytes += part.state().length - (before == null ? 0 : before.state().length);
    parts.put(part.partition(), part);
    if (bytes > MOST) {
      stages.clear();
      fail("the states of all partitions take more than " + (MOST >> 20) + " MB");
    }
  }

  /** Remembers the first thing that went wrong. */
  synchronized void fail(String why) {
    if (problem == null) {
      problem = why;
    }
  }

  @Override
  public synchronized void merge(AccumulatorV2<Part, List<Part>> other) {
    other.value().forEach(this::add);
    String why =
        other instanceof PassedStates that
            ? that.problem()
            : "not states of rows: " + other.getClass().getName();
    if (why != null) {
      fail(why);
    }
  }

  @Override
  public synchronized List<Part> value() {
    return stages.values().stream().flatMap(parts -> parts.values().stream()).toList();
  }

  synchronized @Nullable String problem() {
    return problem;
  }

  /** The parts of each stage, in the order of partitions. */
  synchronized List<List<Part>> byStage() {
    return stages.values().stream().map(parts -> List.copyOf(parts.values())).toList();
  }
}
