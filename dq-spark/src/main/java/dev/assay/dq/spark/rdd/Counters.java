package dev.assay.dq.spark.rdd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Ready-made counts over records, each in one action. */
public final class Counters {

  /** How many fields or values are counted one by one unless a bound is given. */
  public static final int DEFAULT_BOUND = 10_000;

  private Counters() {}

  /**
   * What was missing, by field.
   *
   * @param records the number of records
   * @param present in how many records each field was there at all, null or not
   * @param missing in how many records each field was there and null, empty or a sentinel
   * @param overflow what was counted for fields beyond the bound
   */
  public record Missing(
      long records, Map<String, Long> present, Map<String, Long> missing, long overflow) {

    /**
     * In how many records a field had no value: absent, null, empty or a sentinel.
     *
     * @param field its name
     * @return the number of records
     */
    public long of(String field) {
      return records - present.getOrDefault(field, 0L) + missing.getOrDefault(field, 0L);
    }
  }

  /**
   * Counts missing values by field over records without a schema: null, the empty text, and chosen
   * texts that mean "no value".
   *
   * @param records the records
   * @param sentinels texts that count as missing, compared exactly
   * @return the counts by field name
   */
  public static Missing nulls(JavaRDD<? extends Map<String, ?>> records, String... sentinels) {
    Set<String> none = new HashSet<>(Arrays.asList(sentinels));
    none.add("");
    CounterAccumulator<String> counter = new CounterAccumulator<>(2 * DEFAULT_BOUND + 1);
    JavaSparkContext.fromSparkContext(records.context()).sc().register(counter);
    records.foreachPartition(
        iterator -> {
          Map<String, Long> counts = new HashMap<>();
          while (iterator.hasNext()) {
            Map<String, ?> record = iterator.next();
            counts.merge("r", 1L, Long::sum);
            record.forEach(
                (field, value) -> {
                  counts.merge("p" + field, 1L, Long::sum);
                  boolean missing =
                      value == null
                          || (value instanceof CharSequence text && none.contains(text.toString()));
                  if (missing) {
                    counts.merge("m" + field, 1L, Long::sum);
                  }
                });
          }
          counter.addAll(counts);
        });
    Map<String, Long> present = new TreeMap<>();
    Map<String, Long> missing = new TreeMap<>();
    counter
        .value()
        .forEach(
            (key, count) -> {
              if (key.charAt(0) == 'p') {
                present.put(key.substring(1), count);
              } else if (key.charAt(0) == 'm') {
                missing.put(key.substring(1), count);
              }
            });
    return new Missing(counter.value().getOrDefault("r", 0L), present, missing, counter.overflow());
  }

  /**
   * Counts values.
   *
   * @param values the values, not null; see {@link CounterAccumulator} for what they may be
   * @param maxKeys how many distinct values are counted one by one
   * @param <K> the values
   * @return the counter
   */
  public static <K> CounterAccumulator<K> values(JavaRDD<K> values, int maxKeys) {
    CounterAccumulator<K> counter = new CounterAccumulator<>(maxKeys);
    JavaSparkContext.fromSparkContext(values.context()).sc().register(counter);
    values.foreachPartition(
        iterator -> {
          CounterAccumulator<K> partition = new CounterAccumulator<>(maxKeys);
          while (iterator.hasNext()) {
            partition.add(iterator.next());
          }
          counter.merge(partition);
        });
    return counter;
  }
}
