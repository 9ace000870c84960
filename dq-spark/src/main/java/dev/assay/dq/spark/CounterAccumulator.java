package dev.assay.dq.spark;

import java.util.Collections;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts by key over many tasks: a map from keys to counts under addition, with a bound on the
 * number of keys.
 *
 * <p>Register it with the Spark context before use, and add to it only inside an action such as
 * {@code foreachPartition}: Spark applies updates made inside actions once, whatever is retried,
 * and gives no such promise for updates inside transformations. Adding one map of counts at the end
 * of a partition is much cheaper than one value a record.
 *
 * <p>Beyond the bound, counts of new keys go to {@link #overflow()}: {@link #total()} stays exact,
 * and once there is an overflow the count of a listed key is a lower bound.
 *
 * <p>Merging never throws, because Spark logs what it throws and goes on without that task's
 * counts. A sum that does not fit 64 bits, or a key whose {@code equals} or {@code hashCode} throws
 * there, is raised by {@link #value()}, {@link #overflow()} and {@link #total()}.
 *
 * @param <K> the keys: immutable, serializable, with equals and hashCode; not a Java record where
 *     Spark uses Kryo
 */
public final class CounterAccumulator<K> extends AccumulatorV2<K, Map<K, Long>> {

  private static final long serialVersionUID = 1L;

  private final BoundedCounts<K> counts;

  /**
   * An empty counter.
   *
   * @param maxKeys how many keys are counted one by one, at least 1
   * @throws IllegalArgumentException if the bound is less than 1
   */
  public CounterAccumulator(int maxKeys) {
    this(new BoundedCounts<>(maxKeys));
  }

  CounterAccumulator(BoundedCounts<K> counts) {
    this.counts = counts;
  }

  @Override
  public boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public CounterAccumulator<K> copy() {
    return new CounterAccumulator<>(counts.copy());
  }

  @Override
  public CounterAccumulator<K> copyAndReset() {
    return new CounterAccumulator<>(counts.empty());
  }

  @Override
  public void reset() {
    counts.clear();
  }

  /**
   * Counts a key once.
   *
   * @throws ArithmeticException if its count does not fit 64 bits
   */
  @Override
  public void add(K key) {
    add(key, 1);
  }

  /**
   * Counts a key several times.
   *
   * @param count how often, not negative
   * @throws IllegalArgumentException if the count is negative
   * @throws ArithmeticException if the sum does not fit 64 bits
   */
  public void add(K key, long count) {
    counts.add(key, count);
  }

  /**
   * Adds many counts: what a partition has gathered.
   *
   * @param more counts by key
   * @throws IllegalArgumentException if a count is negative
   * @throws ArithmeticException if a sum does not fit 64 bits
   */
  public void addAll(Map<? extends K, Long> more) {
    more.forEach((key, count) -> add(key, count));
  }

  /**
   * Adds what another counter has counted.
   *
   * @param other a {@link CounterAccumulator}
   * @throws IllegalArgumentException if it is of another class
   */
  @Override
  public void merge(AccumulatorV2<K, Map<K, Long>> other) {
    if (!(other instanceof CounterAccumulator<K> that)) {
      throw new IllegalArgumentException(
          "a " + other.getClass().getName() + " cannot be merged into a CounterAccumulator");
    }
    counts.merge(that.counts);
  }

  /**
   * The counts.
   *
   * @return an unmodifiable view
   * @throws ArithmeticException if a sum of merged counts does not fit 64 bits
   * @throws IllegalStateException if counts could not be merged because a key threw
   */
  @Override
  public Map<K, Long> value() {
    return Collections.unmodifiableMap(counts.counts());
  }

  /**
   * What was counted for keys beyond the bound.
   *
   * @return 0 if all keys were within it
   * @throws ArithmeticException if a sum of merged counts does not fit 64 bits
   * @throws IllegalStateException if counts could not be merged because a key threw
   */
  public long overflow() {
    return counts.overflow();
  }

  /**
   * Everything that was counted, overflow included.
   *
   * @return the exact total
   * @throws ArithmeticException if it, or a sum of merged counts, does not fit 64 bits
   * @throws IllegalStateException if counts could not be merged because a key threw
   */
  public long total() {
    return counts.total();
  }
}
