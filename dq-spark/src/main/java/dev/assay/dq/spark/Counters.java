package dev.assay.dq.spark;

import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.spark.internal.rdd.States;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;

/** Ready-made counts over records, each in one action. */
public final class Counters {

  /** How many fields or values are counted one by one unless a bound is given. */
  public static final int DEFAULT_BOUND = 10_000;

  /** How many characters the names of the fields that one task counts may have together. */
  private static final long MAX_CHARACTERS = 1 << 22;

  private Counters() {}

  /**
   * What was missing, by field.
   *
   * @param records the number of records
   * @param present in how many records each field was there at all, null or not: exact for the
   *     fields listed, which are all unless there are more than {@link Counters#DEFAULT_BOUND}
   * @param missing in how many records each field was there and null, empty or a sentinel
   * @param overflow how often fields occurred that are not listed; 0 if all are
   */
  public record Missing(
      long records, Map<String, Long> present, Map<String, Long> missing, long overflow) {

    /**
     * In how many records a field had no value: absent, null, empty or a sentinel.
     *
     * @param field its name
     * @return the number of records
     * @throws IllegalStateException if there are more fields than are counted one by one and this
     *     is none of those listed, so that it is not known
     */
    public long of(String field) {
      Long there = present.get(field);
      if (there == null && overflow > 0) {
        throw new IllegalStateException(
            "There are too many different fields to count each: "
                + present.size()
                + " are listed, and nothing is known of the field "
                + field);
      }
      return records - (there == null ? 0 : there) + missing.getOrDefault(field, 0L);
    }
  }

  /**
   * Counts missing values by field over records without a schema: null, the empty text, and chosen
   * texts that mean "no value". Of more than {@link #DEFAULT_BOUND} fields, the most frequent of
   * those that each partition met first are listed.
   *
   * @param sentinels texts that count as missing, compared exactly
   * @return the counts by field name
   */
  public static Missing nulls(JavaRDD<? extends Map<String, ?>> records, String... sentinels) {
    HashSet<String> none = new HashSet<>(Arrays.asList(sentinels));
    none.add("");
    FieldCounts all =
        States.merged(
            records.mapPartitions(
                iterator -> {
                  FieldCounts counts = new FieldCounts();
                  RowCode.reading(iterator).forEachRemaining(record -> counts.add(record, none));
                  return List.of(States.write(counts)).iterator();
                }),
            FieldCounts.class,
            FieldCounts::merge);
    return (all == null ? new FieldCounts() : all).result();
  }

  /**
   * How often fields occurred, and how often without a value: both under one bound. A field is
   * listed only if its counts are exact, so none that may have been dropped before is taken in.
   */
  private static final class FieldCounts implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int PRESENT = 0;
    private static final int MISSING = 1;

    @SuppressWarnings("serial") // a hash map of arrays
    private final LinkedHashMap<String, long[]> fields = new LinkedHashMap<>();

    private long records;
    private long characters;
    private long overflow;

    void add(Map<String, ?> record, Set<String> none) {
      records++;
      record.forEach(
          (key, value) -> {
            String field = String.valueOf(key);
            long[] counts = fields.get(field);
            if (counts == null && hasRoom(field)) {
              counts = new long[2];
              fields.put(field, counts);
              characters += field.length();
            }
            if (counts == null) {
              overflow++;
              return;
            }
            counts[PRESENT]++;
            if (value == null
                || (value instanceof CharSequence text && none.contains(text.toString()))) {
              counts[MISSING]++;
            }
          });
    }

    private boolean hasRoom(String field) {
      return overflow == 0
          && fields.size() < DEFAULT_BOUND
          && characters + field.length() <= MAX_CHARACTERS;
    }

    FieldCounts merge(FieldCounts next) {
      boolean cut = overflow > 0;
      boolean nextCut = next.overflow > 0;
      next.fields.forEach(
          (field, counts) -> {
            long[] mine = fields.get(field);
            if (mine != null) {
              mine[PRESENT] += counts[PRESENT];
              mine[MISSING] += counts[MISSING];
            } else if (cut) {
              overflow += counts[PRESENT];
            } else {
              fields.put(field, counts);
            }
          });
      if (nextCut) {
        dropWhere(field -> !next.fields.containsKey(field));
      }
      overflow += next.overflow;
      records += next.records;
      cutToBound();
      return this;
    }

    /** Keeps the most frequent fields, and of equally frequent ones those that came first. */
    private void cutToBound() {
      characters = fields.keySet().stream().mapToLong(String::length).sum();
      if (fields.size() <= DEFAULT_BOUND && characters <= MAX_CHARACTERS) {
        return;
      }
      Set<String> kept = new HashSet<>();
      long[] used = {0};
      fields.entrySet().stream()
          .sorted(Comparator.comparingLong(field -> -field.getValue()[PRESENT]))
          .limit(DEFAULT_BOUND)
          .takeWhile(
              field -> {
                used[0] += field.getKey().length();
                return used[0] <= MAX_CHARACTERS;
              })
          .forEach(field -> kept.add(field.getKey()));
      dropWhere(field -> !kept.contains(field));
      characters = fields.keySet().stream().mapToLong(String::length).sum();
    }

    private void dropWhere(Predicate<String> dropped) {
      fields
          .entrySet()
          .removeIf(
              field -> {
                boolean drop = dropped.test(field.getKey());
                overflow += drop ? field.getValue()[PRESENT] : 0;
                return drop;
              });
    }

    Missing result() {
      Map<String, Long> present = new TreeMap<>();
      Map<String, Long> missing = new TreeMap<>();
      fields.forEach(
          (field, counts) -> {
            present.put(field, counts[PRESENT]);
            if (counts[MISSING] > 0) {
              missing.put(field, counts[MISSING]);
            }
          });
      return new Missing(records, present, missing, overflow);
    }
  }

  /**
   * Counts values. Which are counted one by one where there are more than the bound follows from
   * the order of the partitions, whichever task ends first.
   *
   * @param values the values, not null; see {@link CounterAccumulator} for what they may be
   * @param maxKeys how many distinct values are counted one by one
   * @param <K> the values
   * @return the counter
   */
  @SuppressWarnings("unchecked") // the counts are those of the values
  public static <K> CounterAccumulator<K> values(JavaRDD<K> values, int maxKeys) {
    BoundedCounts<K> none = new BoundedCounts<>(maxKeys);
    BoundedCounts<K> all =
        States.merged(
            values.mapPartitions(
                iterator -> {
                  BoundedCounts<K> counts = none.empty();
                  RowCode.reading(iterator).forEachRemaining(value -> counts.add(value, 1));
                  return List.of(States.write(counts)).iterator();
                }),
            (Class<BoundedCounts<K>>) (Class<?>) BoundedCounts.class,
            BoundedCounts::merge);
    return new CounterAccumulator<>(all == null ? none : all);
  }
}
