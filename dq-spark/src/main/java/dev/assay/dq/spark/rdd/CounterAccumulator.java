package dev.assay.dq.spark.rdd;

import java.util.Collections;
import java.util.HashMap;
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
 * @param <K> the keys: immutable, serializable, with equals and hashCode; not a Java record where
 *     Spark uses Kryo
 */
public final class CounterAccumulator<K> extends AccumulatorV2<K, Map<K, Long>> {

  private static final long serialVersionUID = 1L;

  private final int maxKeys;

  @SuppressWarnings("serial") // keys are serializable by contract
  private final HashMap<K, Long> counts = new HashMap<>();

  private long overflow;

  /**
   * An empty counter.
   *
   * @param maxKeys how many keys are counted one by one, at least 1
   * @throws IllegalArgumentException if the bound is less than 1
   */
  public CounterAccumulator(int maxKeys) {
    if (maxKeys < 1) {
      throw new IllegalArgumentException(
          "The bound on keys must be at least 1, but was " + maxKeys);
    }
    this.maxKeys = maxKeys;
  }

  @Override
  public boolean isZero() {
    return counts.isEmpty() && overflow == 0;
  }

  @Override
  public CounterAccumulator<K> copy() {
    CounterAccumulator<K> copy = new CounterAccumulator<>(maxKeys);
    copy.counts.putAll(counts);
    copy.overflow = overflow;
    return copy;
  }

  @Override
  public CounterAccumulator<K> copyAndReset() {
    return new CounterAccumulator<>(maxKeys);
  }

  @Override
  public void reset() {
    counts.clear();
    overflow = 0;
  }

  /**
   * Counts a key once.
   *
   * @param key the key
   */
  @Override
  public void add(K key) {
    add(key, 1);
  }

  /**
   * Counts a key several times.
   *
   * @param key the key
   * @param count how often, not negative
   * @throws IllegalArgumentException if the count is negative
   */
  public void add(K key, long count) {
    if (count < 0) {
      throw new IllegalArgumentException("A count must not be negative, but was " + count);
    }
    Long known = counts.get(key);
    if (known != null) {
      counts.put(key, Math.addExact(known, count));
    } else if (counts.size() < maxKeys) {
      counts.put(key, count);
    } else {
      overflow = Math.addExact(overflow, count);
    }
  }

  /**
   * Adds many counts: what a partition has gathered.
   *
   * @param more counts by key
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
    addAll(that.counts);
    overflow = Math.addExact(overflow, that.overflow);
  }

  /**
   * The counts.
   *
   * @return an unmodifiable view
   */
  @Override
  public Map<K, Long> value() {
    return Collections.unmodifiableMap(counts);
  }

  /**
   * What was counted for keys beyond the bound.
   *
   * @return 0 if all keys were within it
   */
  public long overflow() {
    return overflow;
  }

  /**
   * Everything that was counted, overflow included.
   *
   * @return the exact total
   */
  public long total() {
    long total = overflow;
    for (long count : counts.values()) {
      total = Math.addExact(total, count);
    }
    return total;
  }
}
