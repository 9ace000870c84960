package dev.assay.dq.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts by key, of so many keys one by one and of the others together. A count that does not fit
 * 64 bits is remembered and raised where counts are read, so that merging never throws.
 */
final class BoundedCounts<K> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int maxKeys;

  @SuppressWarnings("serial") // keys are serializable by contract
  private final LinkedHashMap<K, Long> counts = new LinkedHashMap<>();

  private long overflow;
  private @Nullable RuntimeException failure;

  BoundedCounts(int maxKeys) {
    if (maxKeys < 1) {
      throw new IllegalArgumentException(
          "The bound on keys must be at least 1, but was " + maxKeys);
    }
    this.maxKeys = maxKeys;
  }

  boolean isEmpty() {
    return counts.isEmpty() && overflow == 0 && failure == null;
  }

  BoundedCounts<K> empty() {
    return new BoundedCounts<>(maxKeys);
  }

  BoundedCounts<K> copy() {
    BoundedCounts<K> copy = empty();
    copy.counts.putAll(counts);
    copy.overflow = overflow;
    copy.failure = failure;
    return copy;
  }

  void clear() {
    counts.clear();
    overflow = 0;
    failure = null;
  }

  void add(K key, long count) {
    if (count < 0) {
      throw new IllegalArgumentException("A count must not be negative, but was " + count);
    }
    Long known = counts.get(key);
    if (known != null || counts.size() < maxKeys) {
      counts.put(key, sum(known == null ? 0 : known, count));
    } else {
      overflow = sum(overflow, count);
    }
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    if (sum < 0) {
      throw new ArithmeticException("A count is greater than " + Long.MAX_VALUE);
    }
    return sum;
  }

  /** Takes in what comes after; what goes wrong is raised by {@link #counts} and its like. */
  BoundedCounts<K> merge(BoundedCounts<K> next) {
    try {
      next.counts.forEach(this::add);
      overflow = sum(overflow, next.overflow);
    } catch (RuntimeException e) {
      failure = failure == null ? e : failure;
    }
    failure = failure == null ? next.failure : failure;
    return this;
  }

  private void check() {
    if (failure instanceof ArithmeticException) {
      throw new ArithmeticException(failure.getMessage());
    }
    if (failure != null) {
      throw new IllegalStateException("Counts could not be merged: " + failure, failure);
    }
  }

  Map<K, Long> counts() {
    check();
    return counts;
  }

  long overflow() {
    check();
    return overflow;
  }

  long total() {
    check();
    long total = overflow;
    for (long count : counts.values()) {
      total = sum(total, count);
    }
    return total;
  }
}
