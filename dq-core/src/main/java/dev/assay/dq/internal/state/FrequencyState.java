package dev.assay.dq.internal.state;

import dev.assay.dq.internal.model.RankRule;
import dev.assay.dq.internal.model.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Every key with its number of rows: exact, and as large as there are distinct keys. The local path
 * keeps it in memory; on Spark, keys are counted by the executors instead.
 */
public final class FrequencyState extends State {

  private static final long serialVersionUID = 1L;
  static final byte TAG = 7;

  @SuppressWarnings("serial") // a HashMap of serializable values
  private final Map<Object, Long> counts = new HashMap<>();

  private long values;
  private long bytes;

  /** What an entry takes, besides a text. */
  private static final int ENTRY = 100;

  /** A state of no rows. */
  public FrequencyState() {}

  /**
   * Counts one row of a key.
   *
   * @param key a key as {@link Values#key} gives it, or a list of keys
   */
  public void add(Object key) {
    add(key, 1);
  }

  /**
   * Counts several rows of a key.
   *
   * @param key a key as {@link Values#key} gives it, or a list of keys
   */
  public void add(Object key, long count) {
    if (counts.merge(key, count, Long::sum) == count) {
      bytes += ENTRY + bytes(key);
    }
    values += count;
  }

  /** About how much memory the keys take. */
  public long bytes() {
    return bytes;
  }

  private static long bytes(Object key) {
    if (key instanceof String text) {
      return 2L * text.length();
    }
    long all = 0;
    if (key instanceof List<?> parts) {
      for (Object part : parts) {
        all += ENTRY / 2 + (part == null ? 0 : bytes(part));
      }
    }
    return all;
  }

  @Override
  public void merge(State other) {
    same(FrequencyState.class, other).counts.forEach(this::add);
  }

  @Override
  public State empty() {
    return new FrequencyState();
  }

  /**
   * Hands over every key with its number of rows.
   *
   * @param to takes them, in no order
   */
  public void forEach(BiConsumer<Object, Long> to) {
    counts.forEach(to);
  }

  /** How often keys occur. */
  public Measurement.Groups measureGroups() {
    long once = 0;
    long repeated = 0;
    OrderFreeSum sum = new OrderFreeSum();
    for (long count : counts.values()) {
      if (count == 1) {
        once++;
      } else {
        repeated += count;
        sum.addCountLogCount(count);
      }
    }
    return new Measurement.Groups(values, counts.size(), once, repeated, sum.value());
  }

  /** What the counts say of two columns, whose pairs of values are the keys. */
  public Measurement.Contingency measureContingency() {
    Map<Object, Long> xs = new HashMap<>();
    Map<Object, Long> ys = new HashMap<>();
    counts.forEach(
        (key, count) -> {
          List<?> pair = (List<?>) key;
          xs.merge(pair.get(0), count, Long::sum);
          ys.merge(pair.get(1), count, Long::sum);
        });
    OrderFreeSum deviations = new OrderFreeSum();
    OrderFreeSum allExpected = new OrderFreeSum();
    for (Map.Entry<Object, Long> entry : counts.entrySet()) {
      List<?> pair = (List<?>) entry.getKey();
      double expected =
          (double) xs.getOrDefault(pair.get(0), 0L) * ys.getOrDefault(pair.get(1), 0L) / values;
      double deviation = entry.getValue() - expected;
      deviations.add(deviation * deviation / expected);
      allExpected.add(expected);
    }
    return Measurement.Contingency.of(
        values, xs.size(), ys.size(), counts.size(), deviations.value(), allExpected.value());
  }

  /**
   * How two columns rank the rows, whose pairs of values are the keys.
   *
   * @throws ClassCastException if the values of a column are of different kinds
   */
  public Measurement.RankedPairs measureRankedPairs() {
    TreeMap<Object, Long> seconds = new TreeMap<>(Values::compare);
    List<Map.Entry<Object, Long>> cells = new ArrayList<>(counts.entrySet());
    cells.forEach(cell -> seconds.merge(part(cell, 1), cell.getValue(), Long::sum));
    Map<Object, long[]> doubledAndNumber = new HashMap<>();
    long before = 0;
    for (Map.Entry<Object, Long> second : seconds.entrySet()) {
      long doubled = 2 * before + second.getValue() + 1;
      doubledAndNumber.put(second.getKey(), new long[] {doubled, doubledAndNumber.size() + 1});
      before += second.getValue();
    }
    cells.sort(
        Comparator.<Map.Entry<Object, Long>, Object>comparing(
                cell -> part(cell, 0), Values::compare)
            .thenComparing(cell -> part(cell, 1), Values::compare));
    PairRanks ranks = new PairRanks();
    Object last = null;
    for (Map.Entry<Object, Long> cell : cells) {
      Object first = part(cell, 0);
      Object second = part(cell, 1);
      long[] its = doubledAndNumber.get(second);
      boolean nan = first.equals(Double.NaN) || second.equals(Double.NaN);
      ranks.add(!first.equals(last), its[0], its[1], nan, cell.getValue());
      last = first;
    }
    return ranks.measure();
  }

  private static Object part(Map.Entry<Object, Long> pair, int place) {
    return ((List<?>) pair.getKey()).get(place);
  }

  /** The value at the rank of a quantile. */
  public Measurement.Rank measureRank(BigDecimal q, RankRule rule) {
    long nans = counts.getOrDefault(Double.NaN, 0L);
    if (values == 0) {
      return new Measurement.Rank(null, 0, 0);
    }
    if (nans > 0) {
      return new Measurement.Rank(Double.NaN, values, nans);
    }
    long rank = rule.of(q, values);
    List<Object> keys = new ArrayList<>(counts.keySet());
    keys.sort(Values::compare);
    long seen = 0;
    for (Object key : keys) {
      seen += counts.get(key);
      if (seen >= rank) {
        return new Measurement.Rank(key, values, 0);
      }
    }
    throw new IllegalStateException("a rank within the count is always reached");
  }

  /**
   * The most frequent values.
   *
   * @throws ClassCastException if the values are of different kinds, whether or not two occur
   *     equally often
   */
  public Measurement.TopValues measureTop(int limit) {
    counts.keySet().stream()
        .findFirst()
        .ifPresent(first -> counts.keySet().forEach(key -> Values.compare(first, key)));
    List<Measurement.ValueCount> top =
        counts.entrySet().stream()
            .map(entry -> new Measurement.ValueCount(entry.getKey(), entry.getValue()))
            .sorted(ORDER)
            .limit(limit)
            .toList();
    return new Measurement.TopValues(top, values, counts.size());
  }

  private static final Comparator<Measurement.ValueCount> ORDER =
      Comparator.comparingLong(Measurement.ValueCount::count)
          .reversed()
          .thenComparing(Measurement.ValueCount::value, Values::compare);

  @Override
  byte tag() {
    return TAG;
  }

  @Override
  void write(StateWriter out) {
    out.writeInt(counts.size());
    for (Map.Entry<Object, Long> entry : counts.entrySet()) {
      out.writeValue(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  static FrequencyState read(StateReader in) {
    FrequencyState state = new FrequencyState();
    int size = in.readSize(1 + Long.BYTES);
    for (int i = 0; i < size; i++) {
      Object key = in.readValue();
      long count = in.readCount();
      if (key == null || count == 0 || state.counts.containsKey(key)) {
        throw StateReader.damaged("a key that cannot be");
      }
      state.add(key, count);
      StateReader.check(state.values > 0, "more rows than can be counted");
    }
    return state;
  }
}
